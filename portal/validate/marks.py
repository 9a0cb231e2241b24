"""Marks: what other records must know of a record, small enough to be kept for ten thousand of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import msgspec

from portal.cellar.diagnostics import Diagnostic
from portal.cellar.source import Span
from portal.load.record import Record


class Said(msgspec.Struct, frozen=True, array_like=True):
    """A text of a record, and the path to it. Where in the file it stands only a mistake needs to know."""

    text: str
    at: tuple[str | int, ...] = ()


WHOLE = Said("")
"""What is pointed at for a whole record."""


class Marks(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What the rules on all records together see of one record, be it valid or not.

    `names` are all of an employer's, the proper one first if it has one, and `name` is where that stands. `synonyms`
    are pairs of abbreviation and synonym. `fingerprint` is what `rules.likeness` knows two like texts by; `begins` and
    `ends` are the days, as year-month-day, from and to which it can be applied for, as far as the record says them,
    else empty.
    """

    kind: str
    slug: str
    path: str
    employer: Said | None = None
    reference: Said | None = None
    name: Said | None = None
    names: tuple[str, ...] = ()
    towns: tuple[Said, ...] = ()
    synonyms: tuple[tuple[str, Said], ...] = ()
    fingerprint: bytes = b""
    begins: str = ""
    ends: str = ""


Find = Callable[[str], Record | None]
"""Finds the record in the file at a path, or None if there is none any more."""


@dataclass(frozen=True, slots=True)
class Place:
    """What of a record is pointed at, and where it stands."""

    marks: Marks
    said: Said
    span: Span

    @property
    def written(self) -> str:
        """The place as it is written after a colon: the path and the line."""
        return f"{self.marks.path}:{self.span.line}"


@dataclass(frozen=True, slots=True)
class Register:
    """The marks of all records, in the order of the files, and the paths of the files that were not read well.

    `find` is asked for a record that a mistake is told of.
    """

    records: tuple[Marks, ...]
    find: Find
    unread: frozenset[str] = frozenset()

    def of(self, kind: str) -> Iterator[Marks]:
        return (marks for marks in self.records if marks.kind == kind)

    def span(self, marks: Marks, said: Said) -> Span:
        """Where `said`, one of the `marks`, stands."""
        record = self.find(marks.path)
        return record.span(said.at) if record else Span(marks.path)

    def place(self, marks: Marks, said: Said = WHOLE) -> Place:
        return Place(marks, said, self.span(marks, said))


def between(tell: Callable[[Place, Place], Diagnostic], one: Place, other: Place) -> Diagnostic:
    """The mistake that is between two places: `tell` tells it at the first, compared with the second.

    Nobody knows which of the two is to be mended, so that whoever asks about either file has to hear of it.
    """
    return replace(tell(one, other), also=(tell(other, one),))
