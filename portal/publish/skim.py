"""Skim: reads a built page as `tags` does, in a tenth of the time, but gives up on any that is not in perfect order.

The pages of ten thousand vacancies have twenty million tags in ten million lines, but few that differ. So each is read
carefully once and known by its text from then on. A line stands for the letters of its tags, and what is to be seen in
those of a page is mostly found by functions written in C: a page of 35 KB takes 0.1 ms instead of 0.8.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from portal.publish.tags import ENDS_PARAGRAPH, NEVER_NESTED, TITLE, VOID, begins_well, read_start

TAG = re.compile(r"<[^>]*")
"""A tag without its end. One that has a `>` between quotes is cut short there, and what is left is no tag."""

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
LEAVES = [BEGINS[name] + ENDS[name] for name in ("span", "a", "p", "dt", "dd", "li")]
"""Most elements are such, and have none in them: without these the others are soon followed."""

DATA = chr(ord(BEGINS[ELEMENTS[-1]]) + 2)
"""The letter for a script that is data."""

NOTHING, ODD = "", "!"
LETTER = dict.fromkeys(VOID, NOTHING) | BEGINS
DOCTYPE = "<!doctype html"
MOST = 50_000
"""So many lines are kept in mind, in some 20 MB; a site that has more has them read again."""


def _misplaced() -> re.Pattern[str]:
    """What finds in the letters of a page an element inside one that it must not be in."""
    ending = "".join(BEGINS[name] for name in sorted(ENDS_PARAGRAPH & BEGINS.keys()))
    inside = {"p": ending} | {name: BEGINS[name] for name in sorted(NEVER_NESTED)}
    found = [
        f"{re.escape(BEGINS[out])}[^{re.escape(ENDS[out])}]*[{re.escape(within)}]" for out, within in inside.items()
    ]
    raw = (BEGINS["script"] + DATA, ENDS["script"]), (BEGINS["style"], ENDS["style"])
    return re.compile("|".join([*found, *(f"[{begins}][^{end}]" for begins, end in raw)]))


MISPLACED = _misplaced()


class Gist(NamedTuple):
    """What a page in perfect order says of itself: see PageFacts."""

    ids: frozenset[str]
    links: tuple[str, ...]
    data_blocks: tuple[str, ...]


class Meaning(NamedTuple):
    """What a part of a page says of it, if it says anything."""

    ids: tuple[str, ...]
    links: tuple[str, ...]
    references: tuple[str, ...]


class Known(dict[str, str]):
    """The letters of parts of pages, by their text; `meanings` are of those that have any."""

    def __init__(self) -> None:
        super().__init__()
        self.meanings: dict[str, Meaning] = {}

    def forget(self) -> None:
        """Begin anew."""
        self.clear()
        self.meanings.clear()

    def add(self, part: str, letters: str, meaning: Meaning) -> str:
        """Keep what was learnt of a part; its letters."""
        self[part] = letters
        if any(meaning):
            self.meanings[part] = meaning
        return letters


class Tags(Known):
    """The letter of each tag: NOTHING for what need not be closed, ODD for what is not in order."""

    def __missing__(self, tag: str) -> str:
        if tag == DOCTYPE or (tag[2:] in ENDS and tag.startswith("</")):
            return self.add(tag, ENDS.get(tag[2:], NOTHING), Meaning((), (), ()))
        name, facts = read_start(f"{tag}>")
        links, references = ([place.text for place in places] for places in (facts.links, facts.references))
        meaning = Meaning(tuple(facts.ids), tuple(links), tuple(references))
        return self.add(tag, ODD if facts.problems else DATA if facts.data_blocks else LETTER.get(name, ODD), meaning)


class Lines(Known):
    """The letters of the tags of each line."""

    def __missing__(self, line: str) -> str:
        if line.rfind("<") > line.rfind(">"):
            return ODD
        tags = TAG.findall(line)
        letters = "".join(map(TAGS.__getitem__, tags))
        return self.add(line, letters, _joined([TAGS.meanings[tag] for tag in tags if tag in TAGS.meanings]))


def _joined(meanings: Sequence[Meaning]) -> Meaning:
    """The meaning of parts that follow each other."""
    together = zip(*meanings, strict=True)
    return Meaning(*(tuple(chain.from_iterable(some)) for some in together)) if meanings else Meaning((), (), ())


TAGS, LINES = Tags(), Lines()


def skim(text: str) -> Gist | None:
    """What the page says of itself; None if it is not in perfect order, or not of the simple form that is known."""
    if len(TAGS) > MOST or len(LINES) > MOST:
        TAGS.forget()
        LINES.forget()
    lines = text.split("\n")
    letters = "".join(map(LINES.__getitem__, lines))
    if not (begins_well(text) and TITLE.search(text) and _is_sound(letters)):
        return None
    meanings = [LINES.meanings[line] for line in filter(LINES.meanings.__contains__, lines)]
    ids = [id_ for meaning in meanings for id_ in meaning.ids]
    known = frozenset(ids)
    if len(known) < len(ids) or not known.issuperset(id_ for meaning in meanings for id_ in meaning.references):
        return None
    blocks = tuple(data for tag, data in SCRIPT.findall(text) if TAGS[tag] == DATA) if DATA in letters else ()
    if len(blocks) != letters.count(DATA):
        return None
    return Gist(known, tuple(link for meaning in meanings for link in meaning.links), blocks)


def _is_sound(letters: str) -> bool:
    """Whether there is nothing odd, one <h1>, and nothing misplaced, and every element is closed."""
    if ODD in letters or letters.count(BEGINS["h1"]) != 1 or MISPLACED.search(letters):
        return False
    for leaf in LEAVES:
        letters = letters.replace(leaf, "")
    opened = []
    for letter in letters.replace(DATA, BEGINS["script"]):
        if end := ENDED_BY.get(letter):
            opened.append(end)
        elif not opened or opened.pop() != letter:
            return False
    return not opened
