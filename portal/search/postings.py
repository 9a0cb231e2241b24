"""Postings: which pages hold a word and with what weight, in the form in which Pagefind's search reads its index.

Pagefind would write it itself, of all words of all pages in memory: 650 bytes for each, 3.6 GB at 10,000 vacancies, and
22 seconds. What it writes there is a few arrays in CBOR (RFC 8949), and here it takes a fifth of the time and four
bytes. It also writes at which places of a page a word stands, which in a bag of words says nothing, and is half of the
index: here a word has the same place in all pages, which compresses to nothing.
"""

from __future__ import annotations

import gzip
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, pairwise, takewhile

from portal.search.cbor import ARRAY, NEGATIVE, NUMBER, head, text
from portal.search.documents import STEPS, title_of, words_in

SIGNATURE = b"pagefind_dcd"
"""What every file of Pagefind's begins with once it is unpacked."""

LINE = re.compile(r'weight="([\d.]+)">([^<]*)</p>')

UNIT = 24
"""How Pagefind writes the weight 1."""

MOST = 255
"""The largest weight that Pagefind reads at one place; what weighs more stands at several."""

PLACES = 8
"""So many places belong to each word: no two words may have the same, or Pagefind takes them for one."""

IN_A_CHUNK = 3_000
"""A file has words until they are on so many pages together. With fewer, the list of files that each search loads
outweighs what it saves."""

LEVEL = 6

NUMBERS = {str(step): number for number, step in enumerate(STEPS)}
IN_TITLE = 8
WORTH = [int(step * UNIT) << 4 | in_title for in_title in (0, 1) for step in STEPS]
"""By the last four bits of a key, what a word weighs on a page, and whether it is in the title; the worths of several
words may be added up."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A file of the index: what its first and last words begin with, as far as it tells them from its neighbours'."""

    first: str
    last: str
    data: bytes


def chunks_of(bags: Iterable[bytes], stems: Mapping[str, str]) -> list[Chunk]:
    """The index of `bags`; pages are called by their places among them. `stems` are those of all words."""
    found = [([some[0], some[-1]], data) for some, data in _files(bags, stems)]
    for (one, _), (other, _) in pairwise(found):
        one[1], other[0] = _told_apart(one[1], other[0])
    return [Chunk(first, last, data) for (first, last), data in found]


def _files(bags: Iterable[bytes], stems: Mapping[str, str]) -> Iterator[tuple[list[str], bytes]]:
    """The words of each file, and the file."""
    some: list[str] = []
    entries, size = list[bytes](), 0
    for number, (stem, pages) in enumerate(_by_stem(bags, stems)):
        some.append(stem)
        entries.append(_entry(stem, number * PLACES, pages))
        size += len(pages)
        if size >= IN_A_CHUNK:
            yield some, _file(entries)
            some, entries, size = [], [], 0
    if some:
        yield some, _file(entries)


def _by_stem(bags: Iterable[bytes], stems: Mapping[str, str]) -> Iterator[tuple[str, Sequence[tuple[int, int]]]]:
    """The stems in order, each with the pages that hold a word of it, and what these words weigh there: see WORTH."""
    by_word = _by_word(bags)
    words = defaultdict[str, list[str]](list)
    for word in by_word:
        words[stems[word]].append(word)
    for stem in sorted(words):
        first, *others = (by_word.pop(word) for word in words[stem])
        if others:
            worths = defaultdict[int, int](int)
            for key in chain(first, *others):
                worths[key >> 4] += WORTH[key & 15]
            yield stem, sorted(worths.items())
        else:
            yield stem, [(key >> 4, WORTH[key & 15]) for key in first]


def _by_word(bags: Iterable[bytes]) -> dict[str, array[int]]:
    """For each word a key for each page that holds it: the page's number, and in the last four bits what WORTH has."""
    found: defaultdict[str, array[int]] = defaultdict(partial(array, "I"))
    for page, bag in enumerate(bags):
        page_text = bag.decode()
        for weight, line in LINE.findall(page_text):
            key = page << 4 | NUMBERS[weight]
            for word in line.split():
                found[word].append(key)
        for word in {*words_in(title_of(bag))} & found.keys():
            if found[word][-1] >> 4 == page:
                found[word][-1] |= IN_TITLE
    return found


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
