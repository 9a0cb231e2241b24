"""Rules on what Markdown makes of a text: headings, links and pictures, as somebody sees or hears them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html.entities import html5

from portal.cellar.addresses import is_web_address
from portal.cellar.diagnostics import Diagnostic, Severity, shown
from portal.cellar.markdown import Linked, allowed, headings, linked
from portal.cellar.source import Span
from portal.load.record import Record
from portal.validate.rules.reading import Step


def heading_skipped(record: Record) -> Iterator[Diagnostic]:
    """A heading is at most one level below the one before it, and the first of a text is of the highest."""
    if not record.may_hold("#"):
        return
    for path, words in record.texts:
        if "#" not in words or not is_long(record.kind, path):
            continue  # cheap to see, and true of nearly every text
        found = headings(words)
        highest = min((level for level, _ in found), default=1)
        before, why = highest - 1, f"the highest heading of this text has `{'#' * highest}`"
        for level, heading in found:
            if level > before + 1:
                yield _skipped(record, path, (level, heading), "#" * (before + 1), why)
            before, why = level, f"the heading before it has `{'#' * level}`"


def _skipped(record: Record, path: Step, heading: tuple[int, str], fitting: str, why: str) -> Diagnostic:
    level, words = heading
    return Diagnostic(
        "heading-skipped",
        f"the heading “{shown(words)}” skips a level",
        record.span_within(path, f"{'#' * level} {words}"),
        why,
        f"write `{fitting} {shown(words)}`",
        Severity.WARNING,
    )


_LONG: Mapping[str, tuple[Step, ...]] = {
    "vacancy": (("purpose",), ("description",), ("applying", "instructions")),
    "employer": (("about",),),
    "page": (("body",),),
}


def is_long(kind: str, path: Step) -> bool:
    """Whether the text at `path` of a record of this kind is Markdown that may have headings."""
    return path in _LONG.get(kind, ()) or path[::2] == ("sections", "text")


def _is_markdown(kind: str, path: Step) -> bool:
    """Whether the text at `path` is Markdown, be it on one line; all others are printed as they stand."""
    return is_long(kind, path) or path[:3:2] == ("sections", "items")


_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(\s[^<>]*)?/?>")


def html_in_text(record: Record) -> Iterator[Diagnostic]:
    """HTML is read nowhere; it would be printed as typed."""
    yield from _entities(record)
    if not record.may_hold("<"):
        return
    for path, words in record.texts:
        if found := _TAG.search(_outside_code(record, path, words)):
            help = _IN_MARKDOWN if _is_markdown(record.kind, path) else _WORDS_ALONE
            yield _printed_as_typed("html-in-text", record, path, found[0], _NO_HTML, help)


def _printed_as_typed(rule: str, record: Record, path: Step, mark: str, label: str, help: str) -> Diagnostic:
    """The diagnostic for a `mark` in the text at `path` that means nothing there."""
    message = f"`{shown(mark)}` would be printed as it stands"
    return Diagnostic(rule, message, record.span_within(path, mark), label, help, Severity.WARNING)


_NO_HTML = "HTML is not read here"
_IN_MARKDOWN = (
    "use Markdown: `*emphasis*`, `**strong**`, `- item`, `[words](https://…)`; "
    "or put it between backticks if it is meant"
)

_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)


def _outside_code(record: Record, path: Step, words: str) -> str:
    """A text without what stands between backticks where it is Markdown: that is meant to be seen as it is typed."""
    return _CODE.sub("", words) if "`" in words and _is_markdown(record.kind, path) else words


_WORDS_ALONE = "write the words alone"
ENTITIES = {
    name: html5[f"{name};"]
    for name in """
    amp lt gt quot apos nbsp ensp emsp thinsp ndash mdash lsquo rsquo ldquo rdquo hellip bull middot pound euro
    copy reg trade deg times frac12 frac14 frac34 eacute egrave aacute agrave iacute oacute uacute ouml uuml
    auml ccedil ntilde
    """.split()  # noqa: SIM905 (a list of forty words in three lines)
}
"""Some of the names that HTML has for characters, those that come with copied text, and the characters."""

ENTITY = re.compile(rf"&(?:({'|'.join(ENTITIES)})|#([0-9]{{2,6}})|#[xX]([0-9a-fA-F]{{2,5}}));")


def _entities(record: Record) -> Iterator[Diagnostic]:
    """The characters that are written as HTML has them, such as `&amp;`."""
    if not record.may_match(ENTITY):
        return
    for path, words in record.texts:
        for found, (name, number, code) in _entities_in(_outside_code(record, path, words)):
            character = ENTITIES[name] if name else chr(int(number or code, 10 if number else 16))
            help = "type a plain space" if character.isspace() else f"write the character itself: `{shown(character)}`"
            yield _printed_as_typed("html-in-text", record, path, found, _NO_HTML, help)


def _entities_in(words: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Each entity once, with its name, or its number in decimal or in hexadecimal digits."""
    return {match[0]: match.groups("") for match in ENTITY.finditer(words)}.items()


_MARKED = re.compile(r"\*\*[^*\s][^*]*\*\*|\[[^\[\]]+\]\(https?://[^()\s]+\)")


def markdown_in_plain_text(record: Record) -> Iterator[Diagnostic]:
    """Marks of Markdown stand where Markdown is read: elsewhere they would be printed as typed."""
    if not record.may_hold("**", "]("):
        return
    for path, words in record.texts:
        if not _is_markdown(record.kind, path) and (found := _MARKED.search(words)):
            label = "this text is plain: no Markdown is read here"
            yield _printed_as_typed("markdown-in-plain-text", record, path, found[0], label, _WORDS_ALONE)


SAYS_NOTHING = frozenset(
    {
        *("", "click", "click here", "follow this link", "here", "link", "more", "more here", "more info"),
        *("more information", "please click here", "read more", "see here", "see more", "this link", "this page"),
    }
)


def link_without_text(record: Record) -> Iterator[Diagnostic]:
    """A link's words say where it leads, also to somebody who hears the links alone."""
    for path, link in _links(record):
        words = " ".join(re.findall(r"\w+", link.words.casefold()))
        if not link.picture and (words in SAYS_NOTHING or is_web_address(link.words)):
            yield Diagnostic(
                "link-without-text",
                f"the words `{shown(link.words)}` do not say where this link leads" if words else "a link has no words",
                _span(record, path, link),
                "heard alone, it tells nothing",
                f"put words for what is there between the brackets: `[the job description]({shown(link.target)})`",
                Severity.WARNING,
            )


def image_without_alt(record: Record) -> Iterator[Diagnostic]:
    """A picture has a text that says what it shows: pictures are not printed here, and become links."""
    for path, link in _links(record):
        if link.picture:
            yield Diagnostic(
                "image-without-alt",
                "a picture is not shown here" + ("" if link.words else ", and no text stands for it"),
                _span(record, path, link),
                f"readers see only a `!`{' and a link' if link.words else ''}",
                "say in words what the picture shows; "
                f"to link to it, take the `!` away: `[{shown(link.words or 'what it shows')}]({shown(link.target)})`",
                Severity.WARNING,
            )


def _links(record: Record) -> Iterator[tuple[Step, Linked]]:
    """Every picture and link of the record's texts. A link that may not lead there has a message of its own."""
    if not record.may_hold("]", "<"):
        return
    for path, words in record.texts:
        if "](" in words or "<http" in words:
            yield from ((path, link) for link in linked(words) if link.picture or allowed(link.target))


def _span(record: Record, path: Step, link: Linked) -> Span:
    """The span of a link, as it is usually written; of its address or the whole text if it is written otherwise."""
    written = f"{'!' if link.picture else ''}[{link.words}]({link.target}"
    within = (record.span_within(path, words) for words in (f"{written})", written, f"<{link.target}>", link.target))
    whole = record.span(path)
    return next((span for span in within if span != whole), whole)
