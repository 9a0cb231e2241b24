"""Verdicts: what each file says of itself, found out once, and kept for as long as the file stays as it was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from portal.cache.stamps import Stamp
from portal.cache.store import Store
from portal.cellar.diagnostics import Diagnostic, Severity
from portal.cellar.digests import digest_of
from portal.cellar.source import SourceFile
from portal.load.kinds import Kind
from portal.load.record import Record, read_record
from portal.model.assemble import trusted
from portal.pages.linked import Trusted, links_of
from portal.pages.roles import Role
from portal.validate.marking import marks_of
from portal.validate.marks import Marks
from portal.validate.validate import Shapes, judge
from portal.views.entry import shared


class Verdict(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What one file says of itself, and what is wrong with it by itself.

    `loading` are the mistakes of reading it, `own` those of its shape and its rules. A record without an error has in
    `links` the addresses within the site that it leads to. `digest` changes with any byte of the file.
    """

    loading: tuple[Diagnostic, ...] = ()
    own: tuple[Diagnostic, ...] = ()
    marks: Marks | None = None
    links: tuple[str, ...] = ()
    digest: bytes = b""

    @property
    def fit(self) -> bool:
        """Whether the file holds a record without an error."""
        found = (*self.loading, *self.own)
        return self.marks is not None and not any(one.severity is Severity.ERROR for one in found)


class Sheet(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What else a site is made from: `words` are warnings about a record's words, `role` what a vacancy comes to, and
    `data` the fields of any other record."""

    words: tuple[Diagnostic, ...] = ()
    role: Role | None = None
    data: dict[str, Any] | None = None


EMPTY = msgspec.Raw(msgspec.msgpack.encode(Sheet()))
"""The sheet of a file that could not be read."""


class Row(NamedTuple):
    """What is known of a file that has this `stamp`.

    The `sheet` was made on the `basis` of other files and holds on days from `since` to the last before `until`; it is
    opened only if it is wanted. With an empty basis there is none.
    """

    stamp: Stamp
    verdict: Verdict
    basis: bytes = b""
    since: date = date.min
    until: date = date.max
    sheet: msgspec.Raw = EMPTY

    def with_sheet(self, sheet: Sheet, basis: bytes) -> Row:
        """The row with what a site is made from besides, if that can be written down: see `packed`."""
        entry = sheet.role.entry if sheet.role else None
        since, until = (entry.since, entry.until) if entry else (date.min, date.max)
        try:
            raw = msgspec.Raw(msgspec.msgpack.encode(sheet))
        except UnicodeEncodeError:
            return self
        return self._replace(basis=basis, since=since, until=until, sheet=raw)

    def opened(self) -> Sheet:
        """The sheet; what many entries have in common is held once."""
        sheet = _SHEET.decode(self.sheet)
        if sheet.role is None:
            return sheet
        return replace(sheet, role=replace(sheet.role, entry=shared(sheet.role.entry)))


_SHEET = msgspec.msgpack.Decoder(Sheet)
_PLAIN_ROW = tuple[tuple[int, int, int, int], Verdict, bytes, date, date, msgspec.Raw]
_ROW = msgspec.msgpack.Decoder(_PLAIN_ROW)
_ROWS = msgspec.msgpack.Decoder(dict[str, _PLAIN_ROW])


class Judged(NamedTuple):
    """The verdict on a file, the record in it, if there is one that could be judged, and what that becomes if it has no
    error: to make that takes 80 µs of the 1.3 ms that a vacancy takes in all, so it is made once."""

    verdict: Verdict
    record: Record | None = None
    made: Trusted | None = None


def verdict_on(kind: Kind, source: SourceFile, shapes: Shapes) -> Judged:
    """The verdict on a file, with all that it took."""
    digest = digest_of(source.text)
    record, loading = read_record(kind, source)
    if record is None:
        return Judged(Verdict(loading=tuple(loading), digest=digest))
    own = tuple(judge(record, shapes))
    verdict = Verdict(loading=tuple(loading), own=own, marks=marks_of(record), digest=digest)
    made = trusted(record) if verdict.fit else None
    links = tuple(links_of(made)) if made else ()
    return Judged(replace(verdict, links=links) if links else verdict, record, made)


Table = dict[str, Row]
"""By the file's path, what is known of it."""


def read_table(store: Store) -> Table:
    """The table that `store` holds; an empty one if it holds none."""
    data = store.read()
    if data is None:
        return {}
    try:
        return {path: _row(plain) for path, plain in _ROWS.decode(data).items()}
    except msgspec.MsgspecError:
        return {}


def write_table(store: Store, table: Mapping[str, Row]) -> None:
    """Keep `table` in `store`."""
    store.write(msgspec.msgpack.encode(table))


def packed(row: Row) -> bytes | None:
    """The row in bytes; None if it cannot be written down: a record may quote half a surrogate pair."""
    try:
        return msgspec.msgpack.encode(row)
    except UnicodeEncodeError:
        return None


def unpacked(data: bytes) -> Row:
    """What was `packed`."""
    return _row(_ROW.decode(data))


def _row(plain: _PLAIN_ROW) -> Row:
    return Row._make((Stamp._make(plain[0]), *plain[1:]))
