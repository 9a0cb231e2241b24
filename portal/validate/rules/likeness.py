"""Likeness: finds two vacancies with nearly the same text, by a fingerprint of each.

A text is the set of its runs: what follows each word that ends in `e` or `s`, up to 14 bytes or the next such end. Two
texts are as like as the share of runs that they have in common. A fingerprint keeps, of all the runs, one out of each
of 84 drawers: the one with the least checksum. The share of drawers in which two fingerprints agree is near the share
of runs, and costs the same however long the texts are.

Were each three words of a text a run, four times as many, a fingerprint would take 0.16 ms instead of 0.08, and tell
little better. Of 1,200 invented vacancies no two agree in more than 0.43 of the drawers (0.49 with all runs); of their
first 80 words alone, 7 pairs in more than 0.65 (6). Of copies are found, where a sentence and a town were changed, all
(all); a word in fifty, all (all); a word in twenty, 0.85 of them (0.95); the order of the sentences, 0.88 (0.67); a
fifth of the sentences, 0.55 (0.50); half of them, none (none).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import chain
from operator import eq
from struct import Struct
from typing import Any
from zlib import crc32

from portal.cellar.diagnostics import Diagnostic, Severity
from portal.load.record import Record
from portal.validate.marks import Marks, Place, Register, between
from portal.validate.rules.reading import criteria, items, text

FEWEST_WORDS = 60
"""Of a shorter text nothing is said: two roles may well be told in the same few words."""

FEWEST_RUNS = 10
"""Of fewer runs nothing is said either: in another language than English few words end so."""

DRAWERS = 84
IN_A_ROW = 6
"""So many drawers must agree in a row before two fingerprints are compared at all."""

LIKE = 0.65
"""The share of drawers from which two texts count as nearly the same. A sentence, a town and a date that differ
leave more; two roles told from one stock of sentences have less."""

MOST_COMPARED = 8
"""So many of those that share a row are compared with one more. Only texts of a kind, in great numbers, have more."""

_SHARED_KINDS = ("about", "policy", "values", "note")
"""Kinds of section that an employer writes once, for all of its vacancies."""


def fingerprint(record: Record) -> bytes:
    """What the own text of a vacancy is known by, the same on every computer; empty if there is too little of it."""
    plain = " ".join(_own_text(record)).encode("utf-8", "replace").lower().replace(b"\n", b" ")
    if plain.count(b" ") < FEWEST_WORDS - 1:
        return b""
    least = [_EMPTY] * DRAWERS
    runs = [run[:_RUN] for ending in _ENDINGS for run in plain.split(ending)[1:]]
    if len(runs) < FEWEST_RUNS:
        return b""
    # The dearest lines for one record: 740 words have 180 runs, which take 0.05 ms.
    for checksum in map(crc32, runs):
        drawer = checksum % DRAWERS
        if checksum < least[drawer]:
            least[drawer] = checksum
    return _PACKED.pack(*_filled(least))


_ENDINGS = (b"e ", b"s ")
"""Ends of words, such that a quarter of all words have one: parting a text there takes a twentieth of the time that it
takes to look at each word."""

_RUN = 14
"""The characters of a run, at most: it ends before the next word with the same end."""

_EMPTY = 2**32
_PACKED = Struct(f"<{DRAWERS}I")


def _filled(least: list[int]) -> list[int]:
    """The drawers, each empty one with what the next full one holds; like texts have the same ones empty, and borrow
    the same."""
    held = next(found for found in least if found != _EMPTY)
    filled = []
    for found in reversed(least):
        held = held if found == _EMPTY else found
        filled.append(held)
    return filled[::-1]


def _own_text(record: Record) -> list[str]:
    """What the record says of its own role, at length: not what the employer says of itself in every vacancy."""
    found: list[Any] = [text(record, name) for name in ("summary", "purpose", "description")]
    for section in items(record, "sections"):
        if isinstance(section, dict) and section.get("kind") not in _SHARED_KINDS:
            found += _parts(section.get("text")) + _parts(section.get("items"))
    found += [criterion.get("text") for _, criterion in criteria(record)]
    return [words for words in found if isinstance(words, str)]


def _parts(value: Any) -> list[Any]:
    """The parts of a list, or the value itself."""
    return value if isinstance(value, list) else [value]


def text_used_twice(register: Register) -> Iterator[Diagnostic]:
    """No two vacancies that can be applied for at the same time have nearly the same text."""
    in_time = sorted(register.of("vacancy"), key=lambda vacancy: (vacancy.begins, vacancy.path))
    told = [(vacancy, _PIECES.unpack(vacancy.fingerprint)) for vacancy in in_time if vacancy.fingerprint]
    times = Counter(chain.from_iterable(pieces for _, pieces in told))
    common = {piece for piece, number in times.items() if number > 1}
    rows: list[defaultdict[bytes, list[Marks]]] = [defaultdict(list) for _ in range(DRAWERS // IN_A_ROW)]
    for vacancy, pieces in told:
        if common.isdisjoint(pieces):
            continue  # as most are: to know them takes a third of the time
        shared = [row[piece] for row, piece in zip(rows, pieces, strict=True)]
        others = {other.path: other for row in shared for other in row if _may_be_one(vacancy, other)}
        if others:
            likest = max(others.values(), key=lambda other: _likeness(vacancy, other))
            if _likeness(vacancy, likest) >= LIKE:
                yield between(_told_twice, register.place(vacancy), register.place(likest))
        for row in shared:
            if len(row) == MOST_COMPARED:  # perhaps of what ended long ago, which no later one is like
                row[:] = [other for other in row if _may_be_one(vacancy, other)]
            if len(row) < MOST_COMPARED:
                row.append(vacancy)


def _may_be_one(one: Marks, other: Marks) -> bool:
    """Whether two records could be of one vacancy. What ended before the other began was advertised anew."""
    apart = any(first.ends and first.ends < second.begins for first, second in ((one, other), (other, one)))
    return one.slug != other.slug and not apart


_PIECES = Struct(f"{IN_A_ROW * _PACKED.size // DRAWERS}s" * (DRAWERS // IN_A_ROW))
"""The rows of drawers of a fingerprint."""


def _likeness(one: Marks, other: Marks) -> float:
    agreeing: int = sum(map(eq, _PACKED.unpack(one.fingerprint), _PACKED.unpack(other.fingerprint)))
    return agreeing / DRAWERS


def _told_twice(here: Place, there: Place) -> Diagnostic:
    return Diagnostic(
        "text-used-twice",
        "this vacancy says nearly the same as another",
        here.span,
        f"compare {there.written}",
        "if it is the same vacancy, keep one record; if it is another, say in its text what sets it apart",
        Severity.WARNING,
    )
