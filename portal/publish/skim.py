"""Skim: reads a built page as `tags` does, in a sixth of the time, but gives up on any not in perfect order.

The pages of ten thousand vacancies have fourteen million tags in five million lines, but few that differ. So each is
read carefully once and known by its bytes from then on. A line stands for the letters of its tags, and what is to be
seen in those of a page is found by functions written in C: a page of 40 KB takes 0.3 ms instead of 1.8.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import attrgetter
from typing import AnyStr, Generic, NamedTuple

from portal.publish.tags import (
    ENDS_PARAGRAPH,
    LINKING,
    NEVER_NESTED,
    RAW,
    REFERRING,
    TITLE,
    VOID,
    begins_well,
    read_start,
)

TAG = re.compile(r"<[^>]*")
"""A tag without its end. One that has a `>` between quotes is cut short there, and what is left is no tag."""

VALUED = re.compile(r'([^\s"]+)=""')
TEXT = re.compile(rb">[^<]+")
SCRIPT = re.compile(r"(<script[^>]*)>([^<]*)</script>")

ELEMENTS = """
    a abbr address article aside b bdi blockquote body button caption cite code data dd del details dfn dialog div dl
    dt em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup html i ins kbd label legend li
    main mark meter nav noscript ol optgroup option output p pre progress q s samp script search section select small
    span strong style sub summary sup table tbody td textarea tfoot th thead time title tr u ul var
""".split()  # noqa: SIM905 (a list of a hundred words in five lines)
"""The elements that are known. A page with another takes longer to read."""

BEGINS = {name: chr(0x30 + 2 * number) for number, name in enumerate(ELEMENTS)}
ENDS = {name: chr(ord(letter) + 1) for name, letter in BEGINS.items()}
"""The letters for the begin and the end of an element. They are below 256: such texts take a byte each."""

ENDED_BY = {BEGINS[name]: ENDS[name] for name in ELEMENTS}
DATA, RULE = (chr(ord(BEGINS[ELEMENTS[-1]]) + more) for more in (2, 4))
"""The letters for a script that is data, and for a line across the page."""

NOTHING, ODD = "", "!"
LETTER = dict.fromkeys(VOID, NOTHING) | {"hr": RULE} | BEGINS
DOCTYPE = "<!doctype html"
MOST = 50_000
"""So many lines are kept in mind, in some 20 MB, and as many that were met before them."""

LEAVES = [
    BEGINS[name] + ENDS[name]
    for name in (
        *("span", "time", "a", "label", "button", "option", "p", "dt", "dd", "div", "dl", "h3", "h2", "legend"),
        *("summary", "li", "ul", "ol", "fieldset", "nav", "form", "details", "article", "section", "div", "header"),
    )
]
"""Most elements have nothing in them but such as come before them here; without these few are left."""


def _any_of(names: Iterable[str], letters: dict[str, str] = BEGINS) -> str:
    return "".join(letters[name] for name in ELEMENTS if name in names)


def _misplaced() -> re.Pattern[str]:
    """What finds in the letters of a page an element inside one that it must not be in."""
    inside = {"p": _any_of(ENDS_PARAGRAPH) + RULE} | {name: BEGINS[name] for name in sorted(NEVER_NESTED)}
    return re.compile(
        "|".join(f"{re.escape(BEGINS[out])}[^{re.escape(ENDS[out])}]*[{re.escape(it)}]" for out, it in inside.items())
    )


MISPLACED = _misplaced()
HARMLESS = {*ELEMENTS} - ENDS_PARAGRAPH - NEVER_NESTED
"""The elements that may be in any other, as often as they like."""

CLOSED = re.compile("|".join(re.escape(BEGINS[name] + ENDS[name]) for name in ELEMENTS if name in HARMLESS))
OPEN_SCRIPT = re.compile(
    f"[{re.escape(BEGINS['script'] + DATA)}](?!{ENDS['script']})|{BEGINS['style']}(?!{ENDS['style']})"
)
"""One that does not end at once. What is in it is no text of the page, and has no tags."""


class Gist(NamedTuple):
    """What a page in perfect order says of itself: see PageFacts. Its links to places on itself all lead somewhere, and
    are left out."""

    ids: frozenset[str]
    links: tuple[str, ...]
    data_blocks: tuple[str, ...]


class Meaning(NamedTuple):
    """What a part of a page says of it, if it says anything. `references` are ids that must be on the page."""

    ids: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    data_blocks: tuple[str, ...] = ()


class Known(dict[AnyStr, str], Generic[AnyStr]):
    """The letters of parts of pages, by their text; `meanings` are of those that have any."""

    def __init__(self) -> None:
        super().__init__()
        self.meanings: dict[AnyStr, Meaning] = {}
        self._before: tuple[dict[AnyStr, str], dict[AnyStr, Meaning]] = {}, {}

    def __missing__(self, part: AnyStr) -> str:
        letters, meanings = self._before
        known = letters.get(part)
        found, meaning = self.read(part) if known is None else (known, meanings.get(part))
        self[part] = found
        if meaning:
            self.meanings[part] = meaning
        return found

    def read(self, part: AnyStr) -> tuple[str, Meaning | None]:
        """The letters of a part that is not known, and its meaning."""
        raise NotImplementedError

    def forget(self) -> None:
        """Begin anew. What is met again until this is done again is not read again."""
        self._before = {**self}, self.meanings
        self.clear()
        self.meanings = {}


class Shape(NamedTuple):
    """What a tag says whatever the values of its attributes are: its letter, and which of them are what."""

    letter: str
    ids: tuple[int, ...]
    links: tuple[int, ...]
    references: tuple[int, ...]


class Shapes(dict[str, Shape | None]):
    """The shapes of tags, by their text without values. None if more depends on a value."""

    def __missing__(self, tag: str) -> Shape | None:
        self[tag] = shape = self._read(tag)
        return shape

    def _read(self, tag: str) -> Shape | None:
        name, facts = read_start(f"{tag}>")
        valued = VALUED.findall(tag)
        if facts.problems or name in RAW or "'" in tag or not len({*valued}) == len(valued) == tag.count('""'):
            return None
        ids, links, references = (
            tuple(valued.index(one) for one in some if one in valued) for some in (("id",), LINKING, REFERRING)
        )
        if len(ids) < facts.ids.total() or len(links) < len(facts.links):  # an attribute without a value
            return None
        return Shape(LETTER.get(name, ODD), ids, links, references)


class Tags(Known[str]):
    """The letter of each tag: NOTHING for what need not be closed, ODD for what is not in order."""

    def read(self, tag: str) -> tuple[str, Meaning | None]:
        if tag == DOCTYPE or (tag[2:] in ENDS and tag.startswith("</")):
            return ENDS.get(tag[2:], NOTHING), None
        parts = tag.split('"')
        shape = SHAPES['""'.join(parts[::2])] if len(parts) % 2 and "&" not in tag else None
        if shape:
            letter, *places = shape
            ids, links, references = ([parts[2 * place + 1] for place in some] for some in places)
            return letter, _meaning(ids, links, [id_ for some in references for id_ in some.split()])
        name, facts = read_start(f"{tag}>")
        links, references = ([place.text for place in places] for places in (facts.links, facts.references))
        letter = ODD if facts.problems else DATA if facts.data_blocks else LETTER.get(name, ODD)
        return letter, _meaning(facts.ids, links, references)


def _meaning(ids: Iterable[str], links: Sequence[str], references: Iterable[str]) -> Meaning | None:
    own = [link[1:] for link in links if link.startswith("#")]
    others = [link for link in links if not link.startswith("#")]
    meaning = Meaning(tuple(ids), tuple(others), (*references, *own))
    return meaning if any(meaning) else None


class Rows(Known[bytes]):
    """The letters of the tags of a line, without those of harmless elements that are closed in it."""

    def read(self, row: bytes) -> tuple[str, Meaning | None]:
        tags = TAG.findall(row.decode())
        letters = "".join(map(TAGS.__getitem__, tags))
        if OPEN_SCRIPT.search(letters):
            return ODD, None
        shorter = ""
        while shorter != letters:
            shorter, letters = letters, CLOSED.sub("", letters)
        return letters, _joined([TAGS.meanings[tag] for tag in tags if tag in TAGS.meanings])


class Lines(Known[bytes]):
    """The letters of each line, which are those of its tags."""

    def read(self, line: bytes) -> tuple[str, Meaning | None]:
        begin, end = line.find(b"<"), line.rfind(b">")
        if line.rfind(b"<") > end:
            return ODD, None
        row = TEXT.sub(b">", line[begin : end + 1])
        letters, meaning = ROWS[row], ROWS.meanings.get(row)
        if DATA in letters:
            blocks = [data for tag, data in SCRIPT.findall(line.decode()) if TAGS[tag] == DATA]
            if len(blocks) != letters.count(DATA):
                return ODD, None
            data = Meaning(data_blocks=tuple(blocks))
            return letters.replace(DATA + ENDS["script"], ""), _joined([meaning, data] if meaning else [data])
        return letters, meaning


def _joined(meanings: Sequence[Meaning]) -> Meaning | None:
    """The meaning of parts that follow each other."""
    if len(meanings) < 2:
        return meanings[0] if meanings else None
    return Meaning(*(tuple(chain.from_iterable(some)) for some in zip(*meanings, strict=True)))


SHAPES, TAGS, ROWS, LINES = Shapes(), Tags(), Rows(), Lines()
KINDS: tuple[Known[str] | Known[bytes], ...] = TAGS, ROWS, LINES


def skim(page: bytes) -> Gist | None:
    """What the page says of itself; None if it is not in perfect order, or not of the simple form that is known."""
    if max(map(len, KINDS)) > MOST:
        for kind in KINDS:
            kind.forget()
        SHAPES.clear()
    lines = page.split(b"\n")
    letters = "".join(map(LINES.__getitem__, lines))
    if not (_begins_well(page) and _is_sound(letters)):
        return None
    meanings = [*filter(None, map(LINES.meanings.get, lines))]
    ids, links, references, blocks = (
        list(chain.from_iterable(map(attrgetter(name), meanings))) for name in Meaning._fields
    )
    known = frozenset(ids)
    if len(known) < len(ids) or not known.issuperset(references):
        return None
    return Gist(known, tuple(links), tuple(blocks))


def _begins_well(page: bytes) -> bool:
    """Whether it is HTML of today, and has a title."""
    begin = page.find(b"<title>")
    title = page[begin : page.find(b"</", begin)].decode()
    return begins_well(page[:15].decode("ascii", "replace")) and TITLE.match(title) is not None


def _is_sound(letters: str) -> bool:
    """Whether there is nothing odd, one <h1>, and nothing misplaced, and every element is closed."""
    if ODD in letters or letters.count(BEGINS["h1"]) != 1 or MISPLACED.search(letters):
        return False
    for leaf in LEAVES:
        letters = letters.replace(leaf, "")
    opened = []
    for letter in letters.replace(RULE, ""):
        if end := ENDED_BY.get(letter):
            opened.append(end)
        elif not opened or opened.pop() != letter:
            return False
    return not opened
