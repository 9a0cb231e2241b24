"""Markdown, and plain text, to safe HTML. Nothing else makes `Markup`.

Raw HTML, images, tables and bare addresses are not Markdown here: they come out as typed. A link is
one only if its target is on the allow list of `allowed`.

To parse and render a line of 65 characters takes 6 to 15 µs, and a vacancy has about sixty of them. So a text without
anything that Markdown gives a meaning to goes past the parser, in 1.4 µs; other texts are kept as parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import lru_cache, partial
from itertools import count, takewhile
from typing import Any, NamedTuple
from urllib.parse import unquote

import markupsafe
import msgspec
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup, escape

from portal.cellar.addresses import EXTERNAL_REL, is_mail_address, is_web_address

RULES = (
    "blockquote",
    "list",
    "heading",
    "newline",
    "escape",
    "backticks",
    "emphasis",
    "link",
    "autolink",
    "entity",
)
"""What is added to paragraphs and text."""

MARKS = r"\n\r\0*_`\[\]<&\\"
"""Outside of lines' beginnings, nothing but these has a meaning; carriage returns and NULs are replaced."""

LINE = re.compile(rf"(?!\s)[^{MARKS}]+(?<!\s)")
"""A line that comes out as typed, whatever it begins with: what `render_inline` need not parse."""

LINES = re.compile(rf"{LINE.pattern}(?:\n{LINE.pattern})*")
"""Many such lines."""

PARAGRAPH = rf"(?:[^\W\d_]|[“‘(])[^{MARKS}]*(?<!\s)"
PARAGRAPHS = re.compile(rf"{PARAGRAPH}(?:\n\n{PARAGRAPH})*")
"""Paragraphs of a line each that begin like a sentence, and no list or heading: what `render` need not parse."""

IN_SITE = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*\.(?:html|xml)(?:#[A-Za-z0-9_-]+)?")
FRAGMENT = re.compile(r"#[A-Za-z0-9_-]+")
TEL = re.compile(r"tel:\+?[0-9-]+")

Expand = Callable[[str], str]
"""Plain text to plain text: how abbreviations are expanded where they stand."""

Href = Callable[[str], str]
"""An address within the site to the link that leads there from the page at hand."""


def as_is(text: str) -> str:
    """The text itself: the `Expand` and `Href` that change nothing."""
    return text


def is_in_site(target: str) -> bool:
    """Whether `target` is an address of this site, such as `vacancies/dbt-therapist.html#criteria`."""
    return IN_SITE.fullmatch(target) is not None


def is_fragment(target: str) -> bool:
    """Whether `target` is a place on the page that the link stands on, such as `#criteria`."""
    return FRAGMENT.fullmatch(target) is not None


def allowed(target: str) -> bool:
    """Whether a link may lead to `target`: https, http, mailto, tel, `#…` or a page of this site."""
    if target.startswith("mailto:"):
        # A plain `?` or `&` would add a subject, or somebody who gets a copy.
        return not re.search(r"[?#&]", target) and is_mail_address(unquote(target.removeprefix("mailto:")))
    return is_in_site(target) or is_fragment(target) or is_web_address(target) or TEL.fullmatch(target) is not None


class PageRenderer(RendererHTML):
    """Renders parsed Markdown for one page: `env` says how to expand, link and number the headings."""

    def text(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        expand: Expand = env["expand"]
        return str(escape(expand(tokens[idx].content)))

    def link_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        target = str(tokens[idx].attrGet("href") or "")
        href: Href = env["href"]
        if is_in_site(target):
            return str(Markup('<a href="{}">').format(href(target)))
        rel = Markup(' rel="{}"').format(EXTERNAL_REL) if is_web_address(target) else ""
        return str(Markup('<a href="{}"{}>').format(target, rel))

    def heading_open(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        level = _level(tokens[idx], env)
        return str(Markup('<h{} id="{}-{}">').format(level, env["within"], tokens[idx].meta["id"]))

    def heading_close(self, tokens: Sequence[Token], idx: int, _options: OptionsDict, env: EnvType) -> str:
        return f"</h{_level(tokens[idx], env)}>\n"


def _level(token: Token, env: EnvType) -> int:
    return min(6, int(env["heading_base"]) + int(token.meta["depth"]))


def _parser(allow: Callable[[str], bool]) -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "maxNesting": 32}, renderer_cls=PageRenderer)
    parser.enable(RULES)
    # markdown-it keeps its hook for links as a method to be replaced on the object.
    parser.validateLink = allow  # type: ignore[assignment, method-assign]
    return parser


_SAFE = _parser(allowed)
_ANY_LINK = _parser(lambda _target: True)


def _number_headings(tokens: Sequence[Token]) -> None:
    """Give each heading its depth, so that no level is skipped, and an id that no other heading has."""
    above: list[int] = []
    taken: set[str] = set()
    for place, token in enumerate(tokens):
        if token.type not in ("heading_open", "heading_close"):
            continue
        if token.type == "heading_open":
            level = int(token.tag[1:])
            above = [*(outer for outer in above if outer < level), level]
            identity = _free(anchor(_plain_words(tokens[place + 1])), taken)
            taken.add(identity)
        token.meta = {"depth": len(above) - 1, "id": identity}


def _free(name: str, taken: Set[str]) -> str:
    """`name`, or if that is taken the first of `name-2`, `name-3` … that is not."""
    names = (f"{name}-{number}" if number > 1 else name for number in count(1))
    return next(found for found in names if found not in taken)


@lru_cache(maxsize=1024)
def anchor(heading: str) -> str:
    """A heading's words as they stand in an address: lower case, joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-") or "section"


def _plain_words(inline: Token) -> str:
    return "".join(child.content for child in inline.children or () if child.type in ("text", "code_inline"))


@lru_cache(maxsize=8192)
def _parsed(text: str) -> tuple[Token, ...]:
    tokens = _SAFE.parse(text)
    _number_headings(tokens)
    return tuple(tokens)


@lru_cache(maxsize=8192)
def _parsed_inline(text: str) -> tuple[Token, ...]:
    return tuple(_SAFE.parseInline(text))


def _rendered(
    tokens: tuple[Token, ...], expand: Expand | None, href: Href | None, heading_base: int, within: str
) -> Markup:
    env = {"expand": expand or as_is, "href": href or as_is, "heading_base": heading_base, "within": within}
    # The renderer escapes all text, and its only tags are those of RULES.
    return Markup(_SAFE.renderer.render(tokens, _SAFE.options, env).strip())  # noqa: S704


def render(
    text: str, expand: Expand | None = None, heading_base: int = 2, href: Href | None = None, within: str = "h"
) -> Markup:
    """`text`, Markdown, as HTML; its outermost headings become `<h{heading_base}>` and none is skipped.

    `expand` is given each run of plain text in reading order, `href` each address within the site. The ids of
    headings begin with `within`, which no other text of the page may have.
    """
    if PARAGRAPHS.fullmatch(text):
        return together([paragraph(plain(part, expand)) for part in text.split("\n\n")])
    return _rendered(_parsed(text), expand, href, heading_base, within)


def render_inline(text: str, expand: Expand | None = None, href: Href | None = None) -> Markup:
    """`text`, one line of Markdown, as HTML without a paragraph around it."""
    if LINE.fullmatch(text):
        return plain(text, expand)
    return _rendered(_parsed_inline(text), expand, href, 6, "h")


# `escape` and `Markup` look for a method of what they are given before they make a string: 0.7 µs instead of 0.2, sixty
# times for the page of a vacancy.
_escaped: Callable[[str], str] = markupsafe._escape_inner  # type: ignore[attr-defined]
_AS_HTML: Callable[[str], Markup] = partial(str.__new__, Markup)


def render_lines(lines: Sequence[str], expand: Expand | None = None, href: Href | None = None) -> tuple[Markup, ...]:
    """Each of `lines`, one line of Markdown, as HTML without a paragraph around it.

    Lines that come out as typed are looked at and escaped all at once, in 0.7 µs each instead of 1.4.
    """
    if expand is None and LINES.fullmatch(text := "\n".join(lines)):
        return tuple(map(_AS_HTML, _escaped(text).split("\n")))
    return tuple([render_inline(line, expand, href) for line in lines])


def plain(text: str, expand: Expand | None = None) -> Markup:
    """`text`, which is no Markdown, as HTML: it comes out as typed."""
    return _AS_HTML(_escaped(expand(text) if expand else text))


# `Markup.format` takes 3 µs, and a JobPosting would need it a hundred times; here all that is put in is HTML already.


def heading(text: str, level: int) -> Markup:
    """A heading around plain `text`."""
    return _AS_HTML(f"<h{level}>{_escaped(text)}</h{level}>")


def paragraph(html: Markup) -> Markup:
    return _AS_HTML(f"<p>{html}</p>")


def bullets(items: Iterable[Markup]) -> Markup:
    """A list of items, one at least, that are HTML already."""
    return _AS_HTML(f"<ul><li>{'</li><li>'.join(items)}</li></ul>")


def together(parts: Iterable[Markup]) -> Markup:
    """Pieces of HTML, one after another."""
    return _AS_HTML("\n".join(parts))


def may_link(text: str) -> bool:
    """Whether `text` may have a link: none is made without one of these. Few texts have them, and are parsed."""
    return "](" in text or "<" in text


def links(text: str) -> list[str]:
    """Every link's target in `text`, allowed or not, in reading order."""
    if not may_link(text):
        return []
    tokens = (token for block in _ANY_LINK.parse(text) for token in block.children or ())
    return [str(token.attrGet("href") or "") for token in tokens if token.type == "link_open"]


class Linked(NamedTuple):
    """A link of a text: where it leads, the words that lead there, and whether a `!` before it means a picture."""

    target: str
    words: str
    picture: bool


def linked(text: str) -> list[Linked]:
    """Every link of `text`, allowed or not, in reading order. A picture is a link here, with a `!` before it."""
    if not may_link(text):
        return []
    return [link for block in _ANY_LINK.parse(text) for link in _linked(block.children or ())]


def _linked(tokens: Sequence[Token]) -> Iterator[Linked]:
    before = Token("text", "", 0)
    for place, token in enumerate(tokens):
        if token.type == "link_open":
            inside = list(takewhile(lambda part: part.type != "link_close", tokens[place + 1 :]))
            words = " ".join("".join(part.content or " " for part in inside if part.type in _WORDED).split())
            picture = before.type == "text" and re.search(r"(?<!\S)!\Z", before.content) is not None
            yield Linked(str(token.attrGet("href") or ""), words, picture)
        before = token


_WORDED = ("text", "code_inline", "softbreak", "hardbreak")


def headings(text: str) -> list[tuple[int, str]]:
    """The headings of `text`, as it has them: each one's number of `#`, and its words."""
    if "#" not in text:
        return []
    tokens = _ANY_LINK.parse(text)
    return [
        (int(token.tag[1:]), _plain_words(tokens[place + 1]))
        for place, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def heading_ids(html: Markup) -> list[str]:
    """The ids of the headings in what `render` made; nothing else in it has an id."""
    return re.findall(r'<h[1-6] id="([^"]+)">', html)


def script_safe_json(data: Any) -> Markup:
    """`data` as JSON that may stand within a `<script>`: nothing in it can end the script or begin a tag."""
    text = msgspec.json.encode(data).decode()
    for character in "<>&'\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704
