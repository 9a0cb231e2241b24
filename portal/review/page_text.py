"""Page text: what readers see of a page, as paragraphs that know what they stand under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from portal.views.status import status_words

WITHIN_A_LINE = frozenset(
    {"a", "abbr", "b", "code", "em", "i", "label", "small", "span", "strong", "sub", "sup", "time"}
)
ALONE = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})
UNREAD = frozenset({"nav", "script", "style", "svg", "template"})
HEADINGS = {"h1": 0, "h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 5}
OF_OTHERS = frozenset({"card-group", "suggest"})
"""The classes of parts that are made of other records, or of the repository's address."""

STATUS_DETAIL = "status__detail"
"""The class of what follows the label of a status, in the same paragraph."""

PARTS_OF_OTHERS = frozenset({"listed-under", "similar"})
"""The ids of headings under which a page tells of other pages."""

ELSEWHERE = ("http://", "https://", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, an item of a list, or a heading; `under` are the headings above it, and the term of a fact.

    `of` is the criterion that it says something of, such as its level.
    """

    text: str
    under: tuple[str, ...] = ()
    heading: bool = False
    of: str = ""

    @property
    def words(self) -> list[str]:
        return self.text.split()


def page_text(page: bytes) -> tuple[Block, ...]:
    """The text within `<main>` of a page that the portal rendered, in reading order.

    A link that leads away from the site is followed by its address, for readers go there.
    """
    reader = _Reader()
    reader.feed(page.decode("utf-8"))
    reader.close()
    return tuple(reader.blocks)


def line_text(source: str) -> tuple[Block, ...]:
    """The lines of a file as blocks, for what has no page of its own, or none that can be shown."""
    return tuple(Block(" ".join(line.split())) for line in source.splitlines() if line.strip())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._around: list[str] = []
        self._unread = 0  # how many elements one is in since the first that is not read
        self._main = False
        self._texts: list[str] = []
        self._headings: list[tuple[int, str]] = []
        self._id = ""
        self._of_others = False
        self._term = ""
        self._link = ""
        self._labelled = False
        self._label = ""
        self._status = ""

    def handle_starttag(self, tag: str, attributes: Sequence[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag in ALONE:
            self._texts.append(" " if tag == "br" else "")
        elif self._unread or tag in UNREAD or OF_OTHERS & set(given.get("class", "").split()):
            self._unread += 1
        elif tag == "main":
            self._main = True
        elif STATUS_DETAIL in given.get("class", "").split():
            self._status = self._taken()
        elif tag == "a":
            self._link = given.get("href", "")
        elif tag not in WITHIN_A_LINE:
            self._end_block("")
            self._id = given.get("id", "") if tag in HEADINGS else self._id

    def handle_endtag(self, tag: str) -> None:
        if self._unread:
            self._unread -= 1
        elif tag == "main":
            self._end_block("")
            self._main = False
        elif tag == "a":
            if self._link.startswith(ELSEWHERE):
                self._texts.append(f" ({self._link.removeprefix('mailto:').removeprefix('tel:')})")
            self._link = ""
        elif tag == "label":
            self._labelled = True
        elif tag not in WITHIN_A_LINE:
            self._end_block(tag)
            self._term = "" if tag == "dl" else self._term
            self._label = "" if tag == "fieldset" else self._label

    def handle_data(self, data: str) -> None:
        if self._main and not self._unread:
            self._texts.append(data)

    def _end_block(self, tag: str) -> None:
        """What was read since the last block is one; a `tag` that ends says of what kind."""
        text = self._taken()
        if self._status:
            text, self._status = status_words(self._status, text), ""
        labelled, self._labelled = self._labelled, False
        if tag == "dt":
            self._term = text
        elif text and tag in HEADINGS:
            self._under_heading(HEADINGS[tag], text)
        elif text and not self._of_others:
            above = [words for _, words in self._headings]
            under = tuple(filter(None, [*above, self._term]))
            self.blocks.append(Block(text, under, of="" if labelled else self._label))
            self._label = text if labelled else self._label

    def _taken(self) -> str:
        """The words that were read since they were last taken."""
        text = " ".join("".join(self._texts).split())
        self._texts.clear()
        return text

    def _under_heading(self, level: int, text: str) -> None:
        self._term = ""
        self._headings = [(above, words) for above, words in self._headings if above < level]
        if level < HEADINGS["h3"]:
            self._of_others = self._id in PARTS_OF_OTHERS
        if not self._of_others:
            self.blocks.append(Block(text, tuple(words for _, words in self._headings), heading=True))
        if level:  # the title of the page stands above everything
            self._headings.append((level, text))
