"""Verdicts: what is known of a file whatever the others say, and the table of them that is kept between runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from portal.cache.stamps import Stamp
from portal.cache.store import Store
from portal.cellar.diagnostics import Diagnostic, Severity
from portal.cellar.source import SourceFile
from portal.load.kinds import Kind
from portal.load.record import Record, read_record
from portal.model.assemble import trusted
from portal.pages.linked import links_of
from portal.validate.marking import marks_of
from portal.validate.marks import Marks
from portal.validate.validate import Shapes, judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one file says of itself, and what is wrong with it by itself.

    `loading` are the mistakes of reading it, `own` those of its shape and its rules. A record without an error has in
    `links` the addresses within the site that it leads to.
    """

    loading: tuple[Diagnostic, ...] = ()
    own: tuple[Diagnostic, ...] = ()
    marks: Marks | None = None
    links: tuple[str, ...] = ()


def verdict_on(kind: Kind, source: SourceFile, shapes: Shapes) -> tuple[Verdict, Record | None]:
    """The verdict on a file, and the record in it, if there is one that could be judged."""
    record, loading = read_record(kind, source)
    if record is None:
        return Verdict(loading=tuple(loading)), None
    own = tuple(judge(record, shapes))
    fit = not any(found.severity is Severity.ERROR for found in (*loading, *own))
    made = trusted(record) if fit else None
    links = tuple(links_of(made)) if made else ()
    return Verdict(loading=tuple(loading), own=own, marks=marks_of(record), links=links), record


Table = dict[str, tuple[Stamp, Verdict]]
"""By the file's path, the verdict on it and the stamp that the file had before it was read."""

_DECODER = msgspec.msgpack.Decoder(dict[str, tuple[tuple[int, int, int, int], Verdict]])


def read_table(store: Store) -> Table:
    """The table that `store` holds; an empty one if it holds none."""
    data = store.read()
    if data is None:
        return {}
    try:
        rows = _DECODER.decode(data)
    except msgspec.MsgspecError:
        return {}
    return {path: (Stamp(*stamp), verdict) for path, (stamp, verdict) in rows.items()}


def write_table(store: Store, table: Mapping[str, tuple[Stamp, Verdict]]) -> None:
    """Keep `table` in `store`."""
    store.write(msgspec.msgpack.encode(table))


def can_be_kept(verdict: Verdict) -> bool:
    """Whether the verdict can be written down: half a surrogate pair, which a record may quote, cannot."""
    try:
        msgspec.msgpack.encode(verdict)
    except UnicodeEncodeError:
        return False
    return True
