"""Words: what browsers are given to search a side: the vacancies that are current, or those that are over.

Pagefind finds for a word that it does not know whatever begins with a letter or two of it, so there are lists of the
words that there are. From `begin.js` the browser makes the table of pages that Pagefind would have written: there the
names of pages and of files alone take five bytes for each page, and they are but numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from typing import Any

from portal.cellar.handover import script
from portal.search.pagefind import INDEX, Pagefind
from portal.search.postings import Postings, chunks_of, postings_of
from portal.search.scripts import on_disk

LETTERS = "abcdefghijklmnopqrstuvwxyz"
OTHERS = "other"
"""The list of the words that begin with none of these letters."""

LONGEST_SHARED = 25

LENGTH_STEP = 16
"""Lengths of pages are told in so many words; a score hangs on them a little."""

FIRST_LENGTH, LAST_LENGTH = 35, 91
"""The characters that stand for the lengths: all of one byte, and none that a script must mask."""

MOST_IN_A_PART = 8_000
"""Pagefind's search takes four times as long for twice the pages that hold a word: 0.4 seconds at 6,000. So larger
sides are parts, each of them searched by itself."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the side with this `name`: its `number` among so many `parts`, and its words, by pages in the order of
    rows."""

    name: str
    number: int
    parts: int
    postings: Postings


def parts_of(name: str, bags: Sequence[bytes]) -> list[Part]:
    """The parts of the side with this name; one, if there are no `bags`."""
    parts = max(1, -(-len(bags) // MOST_IN_A_PART))
    size = -(-len(bags) // parts)
    return [
        Part(name, number, parts, postings_of(bags[number * size : (number + 1) * size])) for number in range(parts)
    ]


def part_files(part: Part, pagefind: Pagefind | None) -> dict[str, bytes]:
    """The files of a part of a side: what a search begins with, the lists of words, and the index, once in files for
    http and once in a script for pages from a disk.

    Where it has no words, there need not be a Pagefind either. The first part of a side tells how many there are; the
    names of the others' files begin with their numbers.
    """
    prefix = f"{part.number}-" if part.number else ""
    index, scripts = _index_and_scripts(part, pagefind if part.postings.keys else None)
    files = {f"{prefix}{file}": data for file, data in index.items()}
    return files | {f"{prefix}{file}.js": script(f"{part.name}/{prefix}{file}", data) for file, data in scripts.items()}


def _index_and_scripts(part: Part, pagefind: Pagefind | None) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The files of the index of a part of a side, and what is in its scripts."""
    keys, lengths = part.postings.keys, part.postings.lengths
    lists = word_lists(keys)
    chunks = chunks_of(part.postings, pagefind.stems) if pagefind else []
    begin = {
        "entry": pagefind.entry if pagefind else None,
        "parts": part.parts,
        "lists": sorted(lists),
        "everywhere": sorted(word for word, pages in keys.items() if len(pages) == len(lengths)),
        "lengths": "".join(map(length_letter, lengths)),
        "chunks": " ".join(f"{chunk.first} {chunk.last}" for chunk in chunks),
    }
    index = {f"{number}.{INDEX}": chunk.data for number, chunk in enumerate(chunks)}
    disk = {"disk": on_disk({**index, pagefind.program_name: pagefind.program})} if pagefind else {}
    return index, {**lists, "begin": begin, **disk}


def length_letter(words: int) -> str:
    """The letter that tells that a page has so many words."""
    return chr(min(FIRST_LENGTH + words // LENGTH_STEP, LAST_LENGTH))


def word_lists(words: Iterable[str]) -> dict[str, str]:
    """The `words`, in a list for each letter that they begin with, and one for all others."""
    found: dict[str, list[str]] = {}
    for first, some in groupby(sorted(words), key=lambda word: word[0] if word[0] in LETTERS else OTHERS):
        found.setdefault(first, []).extend(some)
    return {name: "".join(shortened(some)) for name, some in found.items()}


def shortened(words: Iterable[str]) -> Iterator[str]:
    """Each of the sorted `words` without what it shares with the one before, after a capital for the number of shared
    letters: A for none, B for one."""
    before = ""
    for word in words:
        pairs = zip(before, word, strict=False)
        shared = min(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)), LONGEST_SHARED)
        yield f"{chr(ord('A') + shared)}{word[shared:]}"
        before = word
