"""Tags: reads a built page tag by tag, more strictly than a browser would, and says what it found.

Our own templates made the page, so what a browser would quietly mend is a mistake here: a tag left open,
an attribute without quotes or given twice, a `<` in the text. Capital letters in names mean what small ones mean.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import NamedTuple

SPACE = r"[ \t\n\f\r]"
"""What a browser takes for space in a tag. `\\s` is more: a no-break space is as good as a letter there."""

WORD = re.compile(r"[^ \t\n\f\r]+")
NAME = r"[a-z_][a-z0-9_:.-]*"
VALUE = r"""="[^"]*"|='[^']*'"""
ATTRIBUTES = rf"(?:{SPACE}+{NAME}(?:{VALUE})?)*"
TOKEN = re.compile(
    rf"""
      <!--(?!-?>)(?:(?!--!>).)*?-->
    | <!doctype{SPACE}[^<>]*>
    | <(?P<raw>script|style)(?P<raw_attributes>{ATTRIBUTES}){SPACE}*>
      (?>(?P<data>.*?)</(?P=raw)(?={SPACE}|[/>])){SPACE}*>
    | <(?P<name>[a-z][a-z0-9-]*)(?P<attributes>{ATTRIBUTES}){SPACE}*(?P<closed>/)?>
    | </(?P<end>[a-z][a-z0-9-]*){SPACE}*>
    | (?P<stray><)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE | re.ASCII,
)
TITLE = re.compile(r"<title>\s*[^\s<]")
ATTRIBUTE = re.compile(rf"""({NAME})(?:="([^"]*)"|='([^']*)')?""", re.IGNORECASE | re.ASCII)

VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
ENDS_PARAGRAPH = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "ul",
        "xmp",
    )
)
"""All whose begin ends a paragraph, by the HTML standard ("in body")."""

RAW = ("script", "style")
"""What is in these is no text of the page, and has no tags."""

NEVER_NESTED = frozenset(("a", "button", "form", "label"))
LINKING = ("href", "src", "action", "poster")
REFERRING = ("for", "list", "form")
LISTING = ("aria-labelledby", "aria-describedby", "aria-controls")
"""Those that refer to another element, and those that may refer to several."""


class Place(NamedTuple):
    """Something said in a page, and where: `offset` counts characters from 0."""

    text: str
    offset: int


@dataclass(slots=True)
class PageFacts:
    """What a page says of itself. `problems` are sentences; `links` and `references` lead elsewhere."""

    problems: list[Place] = field(default_factory=list)
    links: list[Place] = field(default_factory=list)
    references: list[Place] = field(default_factory=list)
    data_blocks: list[Place] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    headings: int = 0


def read_page(text: str) -> PageFacts:
    """Read a whole page. Never raises: what cannot be read is among the problems."""
    facts = PageFacts()
    if not begins_well(text):
        facts.problems.append(Place("the page does not begin with <!doctype html>", 0))
    opened: list[str] = []
    for token in TOKEN.finditer(text):
        if name := token["name"]:
            _read_start(facts, opened, token, name.lower())
        elif end := token["end"]:
            _read_end(facts, opened, token, end.lower())
        elif token["raw"]:
            _read_raw(facts, token)
        elif token["stray"]:
            facts.problems.append(Place("a < that begins no tag", token.start()))
    facts.problems += [Place(f"<{name}> is never closed", len(text)) for name in opened]
    facts.problems += _of_the_whole(facts, text)
    return facts


def begins_well(text: str) -> bool:
    """Whether a browser will read the page as HTML of today."""
    return text[:15].lower() == "<!doctype html>"


def read_start(tag: str) -> tuple[str, PageFacts]:
    """The element that a start tag begins, and what the tag says by itself.

    One with data has a block without text. What is no such tag is a problem of an element without name.
    """
    facts = PageFacts()
    token = TOKEN.fullmatch(tag)
    if token is None or not token["name"]:
        facts.problems.append(Place("this is no start tag", 0))
        return "", facts
    name = token["name"].lower()
    _read_start(facts, [], token, name)
    if name in RAW and _is_data(token["attributes"]):
        facts.data_blocks.append(Place("", token.end()))
    return name, facts


class Attributes(NamedTuple):
    """The attributes of a tag, of which the first counts where a name is given `twice`."""

    values: Mapping[str, str]
    twice: tuple[str, ...]


@lru_cache(maxsize=4096)
def _attributes(text: str) -> Attributes:
    given = [(name.lower(), unescape(double or single)) for name, double, single in ATTRIBUTE.findall(text)]
    times = Counter(name for name, _ in given)
    return Attributes(dict(reversed(given)), tuple(name for name in times if times[name] > 1))


def _read_start(facts: PageFacts, opened: list[str], token: re.Match[str], name: str) -> None:
    if name in ENDS_PARAGRAPH and "p" in opened:
        facts.problems.append(Place(f"<{name}> stands inside a <p>, which it ends", token.start()))
    if name in NEVER_NESTED and name in opened:
        facts.problems.append(Place(f"<{name}> stands inside another <{name}>", token.start()))
    if name == "h1":
        facts.headings += 1
    if token["attributes"] or name in ("html", "img"):
        _read_attributes(facts, token, name, token["attributes"])
    if name not in VOID and not token["closed"]:
        opened.append(name)
    elif token["closed"] and name not in VOID and "svg" not in opened:
        facts.problems.append(Place(f"<{name}/> does not close itself in HTML", token.start()))


def _read_end(facts: PageFacts, opened: list[str], token: re.Match[str], name: str) -> None:
    if opened and opened[-1] == name:
        opened.pop()
    elif name in opened:
        while (left := opened.pop()) != name:
            facts.problems.append(Place(f"<{left}> is not closed before </{name}>", token.start()))
    else:
        facts.problems.append(Place(f"</{name}> closes nothing", token.start()))


def _read_raw(facts: PageFacts, token: re.Match[str]) -> None:
    _read_attributes(facts, token, token["raw"].lower(), token["raw_attributes"])
    if "<!--" in token["data"]:  # after it, and `<script`, a browser needs more than `</script>`
        facts.problems.append(Place("<!-- stands in a script or style", token.start()))
    if _is_data(token["raw_attributes"]):
        facts.data_blocks.append(Place(token["data"], token.start("data")))


def _is_data(attributes: str) -> bool:
    """Whether a script with these attributes is data."""
    return "json" in _attributes(attributes).values.get("type", "").lower()


def _read_attributes(facts: PageFacts, token: re.Match[str], name: str, text: str) -> None:
    (attributes, twice), offset = _attributes(text), token.start()
    facts.problems += [Place(f"<{name}> has the attribute `{attribute}` twice", offset) for attribute in twice]
    if "id" in attributes:
        facts.ids[attributes["id"]] += 1
        if not WORD.fullmatch(attributes["id"]):
            facts.problems.append(Place(f"the id `{attributes['id']}` is empty or has white space", offset))
    for attribute in LINKING:
        if attribute in attributes:
            facts.links.append(Place(attributes[attribute], offset))
    facts.references += [Place(id_, offset) for id_ in _referred_to(attributes)]
    if name == "img" and "alt" not in attributes:
        facts.problems.append(Place("<img> has no alt", offset))
    if name == "html" and not attributes.get("lang"):
        facts.problems.append(Place("<html> has no lang", offset))


def _referred_to(attributes: Mapping[str, str]) -> Iterator[str]:
    """The ids of other elements that attributes hold."""
    yield from filter(None, map(attributes.get, REFERRING))
    for attribute in LISTING:
        yield from WORD.findall(attributes.get(attribute, ""))


def _of_the_whole(facts: PageFacts, text: str) -> Iterator[Place]:
    for id_, times in facts.ids.items():
        if times > 1:
            yield Place(f"the id `{id_}` is given {times} times", 0)
    for reference in facts.references:
        if reference.text not in facts.ids:
            yield Place(f"no element has the id `{reference.text}`, which another refers to", reference.offset)
    if facts.headings != 1:
        yield Place(f"there are {facts.headings} <h1>, not one", 0)
    if not TITLE.search(text):
        yield Place("there is no <title>", 0)
