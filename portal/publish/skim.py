"""Skim: reads a built page as `tags` does, in a seventh of the time, but gives up on any not in perfect order.

The pages of ten thousand vacancies have fourteen million tags, but few of the runs of tags between two texts differ.
So each run is read carefully once and known by its bytes from then on, and so is the card of each vacancy. A run stands
for the letters of its tags, and what is to be seen in those of a page is found by functions written in C: a page of 40
KB takes 0.25 ms instead of 1.8, whether its texts are new or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

from portal.publish.tags import (
    ENDS_PARAGRAPH,
    LINKING,
    LISTING,
    NEVER_NESTED,
    RAW,
    REFERRING,
    TITLE,
    VOID,
    WORD,
    begins_well,
    read_start,
)

Part = TypeVar("Part", str, bytes)

RUN = re.compile(rb"<[^>]*+>(?:\s*+<[^>]*+>)*+")
"""Tags with nothing but space between them. It never tries again with less, which halves the time that it takes."""

TAG = re.compile("<[^>]*>")
"""One that has a `>` between quotes is cut short there, and what is left is no tag."""

CARD = b'<li class="card"'
"""What the card of a vacancy begins with: each is on some twenty pages, so it is known as a whole."""

VALUED = re.compile(r'([^\s"]+)=""')
DATA_BLOCK = re.compile(rb"<script[^>]*json[^>]*>([^<]*)</script>")

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

ALONE, ODD, RULE, DATA = ".", "!", "-", "+"
"""The letters for what has no end, what is not in order, a line across the page, and a script that is data."""

ENDED_BY = {BEGINS[name]: ENDS[name] for name in ELEMENTS if name not in RAW} | {DATA: ENDS["script"]}
LETTER = dict.fromkeys(VOID, ALONE) | {"hr": RULE} | BEGINS
PLAIN = {"<!doctype html>": ALONE} | {f"</{name}>": letter for name, letter in ENDS.items()}
MOST = 50_000
"""So many tags, runs and cards are kept in mind, in some 100 MB if so many vacancies have cards."""

SCRIPT = BEGINS["script"] + ENDS["script"]
"""A script that is empty. Of the elements whose text is none of the page, and has no tags, only it is known, and one of
data, which `skim` looks for."""

LEAVES = [
    BEGINS[name] + ENDS[name]
    for name in "time small b span a label p dt dd li div ul h2 section dl h3".split()  # noqa: SIM905
]
"""Most elements have nothing in them but such as come before them here; without these few are left."""


def _any_of(names: Iterable[str]) -> str:
    return "".join(BEGINS[name] for name in ELEMENTS if name in names)


def _misplaced() -> re.Pattern[str]:
    """What finds in the letters of a page an element inside one that it must not be in."""
    inside = {"p": _any_of(ENDS_PARAGRAPH) + RULE} | {name: BEGINS[name] for name in sorted(NEVER_NESTED)}
    return re.compile(
        "|".join(f"{re.escape(BEGINS[out])}[^{re.escape(ENDS[out])}]*[{re.escape(it)}]" for out, it in inside.items())
    )


MISPLACED = _misplaced()

A_CARD = BEGINS["a"] + ENDS["a"] + BEGINS["p"] + ENDS["p"]
"""What a card of which all is well leaves: it must not stand where these must not."""

NOT_IN_CARDS = {*_any_of({"h1", *NEVER_NESTED} - {"a"}), DATA}
"""What else must not stand everywhere. A card with one of these is not known as a whole."""


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


Said = tuple[str, Meaning | None]
"""The letters of a part of a page, and its meaning if it has any."""


class Shape(NamedTuple):
    """What a run of tags says whatever the values of its attributes are: its letters, and which pieces of it, when it
    is split at its quotes, are what."""

    letters: str
    ids: tuple[int, ...]
    links: tuple[int, ...]
    references: tuple[int, ...]
    lists: tuple[int, ...]


class Shapes(dict[str, Shape | None]):
    """The shapes of runs, by their text without values; they are few. None if more depends on a value."""

    def __missing__(self, run: str) -> Shape | None:
        self[run] = shape = self._read(run)
        return shape

    def _read(self, run: str) -> Shape | None:
        shapes, values = [], 0
        for tag in TAG.findall(run):
            shapes.append(_shape_of(tag, values))
            values += tag.count('""')
        if None in shapes:
            return None
        letters, *places = zip(*filter(None, shapes), strict=True)
        return Shape("".join(letters), *(tuple(chain.from_iterable(some)) for some in places))


def _shape_of(tag: str, before: int) -> Shape | None:
    """The shape of a tag in a run, with so many values before it."""
    if tag in PLAIN:
        return Shape(PLAIN[tag], (), (), (), ())
    name, facts = read_start(tag.replace('""', '"x"'))  # most values are not empty
    valued = VALUED.findall(tag)
    if facts.problems or "'" in tag or tag != tag.lower() or not len({*valued}) == len(valued) == tag.count('""'):
        return None
    ids, links, references, lists = (
        tuple(2 * (before + valued.index(one)) + 1 for one in some if one in valued)
        for some in (("id",), LINKING, REFERRING, LISTING)
    )
    if len(ids) < facts.ids.total() or len(links) < len(facts.links):  # an attribute without a value
        return None
    if name == "html" or (name in RAW and "type" in valued):  # whether there is a language, or data, the value tells
        return None
    return Shape(LETTER.get(name, ODD), ids, links, references, lists)


class Known(dict[Part, Said], Generic[Part]):
    """What is said by parts of pages, by their text."""

    def __missing__(self, part: Part) -> Said:
        self[part] = said = self.read(part)
        return said

    def read(self, part: Part) -> Said:
        """What a part that is not known says."""
        raise NotImplementedError

    def of_each(self, parts: Iterable[Part]) -> list[Said]:
        """What each of `parts` says."""
        return [*map(self.__getitem__, parts)]

    def forget(self) -> None:
        """Begin anew if there are too many."""
        if len(self) > MOST:
            self.clear()


class Tags(Known[str]):
    """Tags in runs that no shape says all of."""

    def read(self, tag: str) -> Said:
        if said := _by_shape(tag):
            return said
        name, facts = read_start(tag)
        links, references = ([place.text for place in places] for places in (facts.links, facts.references))
        letter = ODD if facts.problems else DATA if facts.data_blocks else LETTER.get(name, ODD)
        return letter, _meaning(facts.ids, links, references)


def _meaning(ids: Iterable[str], links: Sequence[str], references: Iterable[str]) -> Meaning | None:
    own = [link[1:] for link in links if link.startswith("#")]
    others = [link for link in links if not link.startswith("#")]
    meaning = Meaning(tuple(ids), tuple(others), (*references, *own))
    return meaning if any(meaning) else None


def _by_shape(tags: str) -> Said | None:
    """What tags say; None if their shape does not tell."""
    parts = tags.split('"')
    shape = SHAPES['""'.join(parts[::2])] if len(parts) % 2 else None
    if shape is None:
        return None
    letters, *places = shape
    if not any(places):
        return letters, None
    if "&" in tags:
        parts = [*map(unescape, parts)]
    ids, links, references, lists = [[parts[place] for place in some] for some in places]
    if not all(map(WORD.fullmatch, ids + references)):
        return None
    return letters, _meaning(ids, links, references + WORD.findall(" ".join(lists)))


class Runs(Known[bytes]):
    """Runs of tags, without the letters of those that need not be looked at with others.

    Where something is in a script, that stays, and is not taken for one that has an end.
    """

    def read(self, run: bytes) -> Said:
        text = run.decode()
        letters, meaning = _by_shape(text) or _joined(TAGS.of_each(TAG.findall(text)))
        return letters.replace(SCRIPT, "").replace(ALONE, ""), meaning


class Cards(Known[bytes]):
    """Cards, each with all before the next. One of which nothing has to be looked at again has the letters A_CARD."""

    def read(self, card: bytes) -> Said:
        letters, meaning = _joined(_said_by(CARD + card))
        well = NOT_IN_CARDS.isdisjoint(letters) and not MISPLACED.search(letters) and _is_closed(letters)
        return A_CARD if well else letters, meaning


UNFINISHED: Said = ODD, None
"""What is said by a tag that is not at its end."""


def _said_by(part: bytes) -> list[Said]:
    """What each of the runs in a part of a page says."""
    said = RUNS.of_each(RUN.findall(part))
    if part.rfind(b"<") > part.rfind(b">"):
        said.append(UNFINISHED)
    return said


def _joined(said: Sequence[Said]) -> Said:
    """What parts that follow each other say."""
    letters = "".join([one[0] for one in said])
    some = [one[1] for one in said if one[1]]
    if len(some) < 2:
        return letters, some[0] if some else None
    return letters, Meaning(*[tuple(chain.from_iterable(kind)) for kind in zip(*some, strict=True)])


SHAPES, TAGS, RUNS, CARDS = Shapes(), Tags(), Runs(), Cards()
KINDS: tuple[Known[str] | Known[bytes], ...] = TAGS, RUNS, CARDS


def skim(page: bytes) -> Gist | None:
    """What the page says of itself; None if it is not in perfect order, or not of the simple form that is known."""
    for kind in KINDS:
        kind.forget()
    first, *cards = page.split(CARD)
    last = CARD + cards.pop() if cards else b""
    letters, meaning = _joined([*_said_by(first), *CARDS.of_each(cards), *_said_by(last)])
    if not (_begins_well(page) and _is_sound(letters)):
        return None
    ids, links, references = meaning or Meaning()
    blocks = [block.decode() for block in DATA_BLOCK.findall(page)] if DATA in letters else []
    known = frozenset(ids)
    if len(known) < len(ids) or not known.issuperset(references) or len(blocks) != letters.count(DATA):
        return None
    return Gist(known, links, tuple(blocks))


def _begins_well(page: bytes) -> bool:
    """Whether it is HTML of today, and has a title."""
    begin = page.find(b"<title>")
    title = page[begin : page.find(b"</", begin)].decode()
    return begins_well(page[:15].decode("ascii", "replace")) and TITLE.match(title) is not None


def _is_sound(letters: str) -> bool:
    """Whether there is nothing odd, one <h1>, and nothing misplaced, and every element is closed."""
    return letters.count(BEGINS["h1"]) == 1 and not MISPLACED.search(letters) and _is_closed(letters)


def _is_closed(letters: str) -> bool:
    """Whether there is nothing odd, and every element is closed."""
    if ODD in letters:
        return False
    for leaf in LEAVES:
        letters = letters.replace(leaf, "")
    opened = []
    for letter in letters:
        if end := ENDED_BY.get(letter):
            opened.append(end)
        elif letter != RULE and (not opened or opened.pop() != letter):
            return False
    return not opened
