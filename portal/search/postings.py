"""Postings: which pages hold a word and with what weight, in the form in which Pagefind's search reads its index.

Pagefind would write it itself, of all words of all pages in memory: 650 bytes for each, 3.6 GB at 10,000 vacancies, and
22 seconds. What it writes there is a few arrays in CBOR (RFC 8949), and here it takes an eighth of the time and four
bytes. It also writes at which places of a page a word stands, which in a bag of words says nothing, and is half of the
index: here a word has the same place in all pages, which compresses to nothing.
"""

from __future__ import annotations

import gzip
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, pairwise, takewhile
from operator import itemgetter
from typing import NamedTuple

from portal.cellar.workers import shared_out
from portal.search.cbor import ARRAY, NEGATIVE, NUMBER, head, text
from portal.search.documents import STEPS

SIGNATURE = b"pagefind_dcd"
"""What every file of Pagefind's begins with once it is unpacked."""

UNIT = 24
"""How Pagefind writes the weight 1."""

MOST = 255
"""The largest weight that Pagefind reads at one place; what weighs more stands at several."""

PLACES = 8
"""So many places belong to each word: no two words may have the same, or Pagefind takes them for one."""

IN_A_CHUNK = 3_500
"""A file has words until they are on so many pages together. With fewer, the list of files that each search loads
outweighs what it saves."""

FEWEST = 20
"""So many files are worth the time that it takes to begin a worker."""

LEVEL = 5
"""How much trouble zlib takes: half as much as usual, for files that are 6 % larger."""

WORTH = [int(step * UNIT) << 4 | in_title for in_title in (0, 1) for step in STEPS]
"""By the last four bits of a key, what a word weighs on a page, and whether it is in the title; the worths of several
words may be added up."""


@dataclass(frozen=True, slots=True)
class Postings:
    """The words of some pages. `keys` has for each word a number for each page that holds it: that of the page, and in
    the last four bits that of the line in the page's bag. `lengths` has how many words each page has."""

    keys: Mapping[str, array[int]]
    lengths: Sequence[int]


class Group(NamedTuple):
    """The stems of a file, with the keys of each of their words. The `first` of them has this number among all."""

    first: int
    stems: Sequence[tuple[str, Sequence[array[int]]]]


@dataclass(frozen=True, slots=True)
class Chunk:
    """A file of the index: what its first and last words begin with, as far as it tells them from its neighbours'."""

    first: str
    last: str
    data: bytes


def postings_of(bags: Sequence[bytes]) -> Postings:
    """What is in `bags`; pages are called by their places among them."""
    keys: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
    lengths = []
    for page, bag in enumerate(bags):
        length = 0
        for key, line in enumerate(bag.decode().split("\n"), page << 4):
            words = line.split()
            length += len(words)
            for word in words:
                keys[word].append(key)
        lengths.append(length)
    return Postings(keys, lengths)


def chunks_of(postings: Postings, stems: Mapping[str, str]) -> list[Chunk]:
    """The index of `postings`. `stems` are those of all words."""
    by_stem: defaultdict[str, list[array[int]]] = defaultdict(list)
    for word, keys in postings.keys.items():
        by_stem[stems[word]].append(keys)
    groups = [*_groups(by_stem)]
    files = dict(shared_out(_files, groups, fewest=FEWEST))
    ends = [[group.stems[0][0], group.stems[-1][0]] for group in groups]
    for one, other in pairwise(ends):
        one[1], other[0] = _told_apart(one[1], other[0])
    return [Chunk(first, last, files[group.first]) for (first, last), group in zip(ends, groups, strict=True)]


def _groups(by_stem: Mapping[str, Sequence[array[int]]]) -> Iterator[Group]:
    """The stems of each file."""
    first, size = 0, 0
    stems = sorted(by_stem.items(), key=itemgetter(0))
    for number, (_, keys) in enumerate(stems, 1):
        size += sum(map(len, keys))
        if size >= IN_A_CHUNK or number == len(stems):
            yield Group(first, stems[first:number])
            first, size = number, 0


def _files(groups: Sequence[Group]) -> Sequence[tuple[int, bytes]]:
    """The files of `groups`, by the numbers of these."""
    return [(group.first, _file([*_entries(group)])) for group in groups]


def _entries(group: Group) -> Iterator[bytes]:
    for number, (stem, keys) in enumerate(group.stems, group.first):
        yield _entry(stem, number * PLACES, _pages(*keys))


def _pages(first: array[int], *others: array[int]) -> Sequence[tuple[int, int]]:
    """The pages that these keys of words are of, and what all words together weigh there: see WORTH."""
    if not others:
        return [(key >> 4, WORTH[key & 15]) for key in first]
    worths = defaultdict[int, int](int)
    for key in chain(first, *others):
        worths[key >> 4] += WORTH[key & 15]
    return sorted(worths.items())


def _entry(stem: str, place: int, pages: Sequence[tuple[int, int]]) -> bytes:
    """A word, the pages that it is on, and other spellings that it has: none."""
    parts = [b"\x83", text(stem), head(ARRAY, len(pages))]
    known: dict[int, bytes] = {}
    before = 0
    for page, worth in pages:
        if worth not in known:
            known[worth] = _places(place, worth)
        parts.append(AFTER[page - before] if page - before < len(AFTER) else b"\x83" + head(NUMBER, page - before))
        parts.append(known[worth])
        before = page
    parts.append(b"\x80")
    return b"".join(parts)


def _places(place: int, worth: int) -> bytes:
    """The places on a page, which together have this weight, and those in the title, which is the first of Pagefind's
    fields. A negative number announces the weight, or the field, of the places after it."""
    weight, in_title = worth >> 4, worth & 15
    number = min(-(-weight // MOST), PLACES)
    shares = [min(weight // number + (share < weight % number), MOST) for share in range(number)]
    places = b"".join(head(NEGATIVE, share) + head(NUMBER, place + at) for at, share in enumerate(shares))
    return (
        head(ARRAY, 2 * number) + places + (b"\x82" + head(NEGATIVE, 0) + head(NUMBER, place) if in_title else b"\x80")
    )


def _file(entries: Sequence[bytes]) -> bytes:
    return gzip.compress(b"".join([SIGNATURE, b"\x81", head(ARRAY, len(entries)), *entries]), LEVEL, mtime=0)


def _told_apart(one: str, other: str) -> tuple[str, str]:
    """The beginnings of two words as far as they are alike, and a letter more."""
    length = 1 + sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one[:length], other[:length]


AFTER = [b"\x83" + head(NUMBER, pages) for pages in range(256)]
"""How a page begins that is so many pages after the one before."""
