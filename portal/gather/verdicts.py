"""Verdicts: what each file says of itself, found out once, and kept for as long as the file stays as it was."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from portal.cache.packing import packed, unpack
from portal.cache.store import Store
from portal.cellar.diagnostics import Diagnostic, Severity
from portal.cellar.digests import digest_of
from portal.cellar.source import SourceFile
from portal.gather.listed import Listed
from portal.load.kinds import Kind
from portal.load.record import Record, read_record
from portal.model.assemble import trusted
from portal.pages.linked import Trusted, links_of
from portal.validate.marking import marks_of
from portal.validate.marks import Marks
from portal.validate.validate import Shapes, judge


class Verdict(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What one file says of itself, and what is wrong with it by itself.

    `loading` are the mistakes of reading it, `own` those of its shape and its rules. A record without an error has in
    `links` the addresses within the site that it leads to. `digest` changes with the text of the file, and is empty if
    it could not be read.
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


class Judged(NamedTuple):
    """The verdict on a file, the record in it, if there is one that could be judged, and what that becomes if it has no
    error: to make that again would take 30 µs."""

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


_TABLE = msgspec.msgpack.Decoder(dict[str, tuple[tuple[int, int, int, int], Verdict]])


class Verdicts:
    """The verdicts on files of `listed`, by their paths: what `store` has of those that are as they were, and what is
    added."""

    def __init__(self, listed: Listed, store: Store) -> None:
        self.listed, self._store, self._now, self._stamps = listed, store, store.now(), listed.stamps()
        before = unpack(store, _TABLE) or {}
        self.known = {path: verdict for path, (stamp, verdict) in before.items() if self._stamps.get(path) == stamp}
        self._changed = len(self.known) < len(before)

    def add(self, path: str, verdict: Verdict) -> None:
        """Put the verdict on the file at `path` with the others; `keep` will keep it."""
        self.known[path] = verdict
        self._changed = True

    def keep(self) -> None:
        """Put what is known where the next run finds it."""
        if self._changed:
            rows = {path: (self._stamps[path], verdict) for path, verdict in self.known.items()}
            # What could not be read may well be readable in a moment, and show no other stamp.
            sure = {path: row for path, row in rows.items() if row[1].digest and row[0].is_sure(self._now)}
            # One that quotes half a surrogate pair cannot be packed, and then not all together either.
            self._store.write(packed(sure) or packed({path: row for path, row in sure.items() if packed(row)}) or b"")
