"""Marks: what other records must know of a record, small enough to be kept for ten thousand of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from portal.cellar.diagnostics import Diagnostic
from portal.cellar.source import Span


@dataclass(frozen=True, slots=True)
class Said:
    """A text of a record, and where it stands in the file, counted as a `Span` counts."""

    text: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What the rules on all records together see of one record, be it valid or not.

    `start` is what is pointed at for the whole record; its text says nothing. `names` are all of an employer's, the
    proper one first if it has one, and `name` is where that stands. `synonyms` are pairs of abbreviation and synonym.
    `fingerprint` is what `rules.likeness` knows two like texts by; `begins` and `ends` are the days, as year-month-day,
    from and to which it can be applied for, as far as the record says them, else empty.
    """

    kind: str
    slug: str
    path: str
    start: Said
    employer: Said | None = None
    reference: Said | None = None
    name: Said | None = None
    names: tuple[str, ...] = ()
    towns: tuple[Said, ...] = ()
    synonyms: tuple[tuple[str, Said], ...] = ()
    fingerprint: tuple[int, ...] = ()
    begins: str = ""
    ends: str = ""

    def span(self, said: Said) -> Span:
        """Where `said`, which is one of these marks, stands."""
        return Span(self.path, said.line, said.column, said.end_line, said.end_column)


@dataclass(frozen=True, slots=True)
class Register:
    """The marks of all records, in the order of the files, and the paths of the files that were not read well."""

    records: tuple[Marks, ...] = ()
    unread: frozenset[str] = frozenset()

    def of(self, kind: str) -> Iterator[Marks]:
        return (marks for marks in self.records if marks.kind == kind)


Place = tuple[Marks, Said]
"""A record, and what of it is pointed at."""


def between(tell: Callable[[Place, Place], Diagnostic], one: Place, other: Place) -> Diagnostic:
    """The mistake that is between two places: `tell` tells it at the first, compared with the second.

    Nobody knows which of the two is to be mended, so that whoever asks about either file has to hear of it.
    """
    return replace(tell(one, other), also=(tell(other, one),))
