"""Sheets: what a site is made from besides the verdicts, kept for as long as all that it hangs on stays as it was."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import msgspec
from msgspec.structs import replace

from portal.cache.packing import packed
from portal.cellar.diagnostics import Diagnostic
from portal.pages.roles import Role
from portal.views.entry import shared


class Sheet(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """What else a site is made from: `words` are warnings about a record's words, `role` what a vacancy comes to, and
    `data` the fields of any other record."""

    words: tuple[Diagnostic, ...] = ()
    role: Role | None = None
    data: dict[str, Any] | None = None


class Filed(NamedTuple):
    """A sheet, packed, and what it hangs on: the `digest` of its own file, the `basis` of others, and the days from
    `since` to the last before `until`."""

    digest: bytes
    basis: bytes
    since: date
    until: date
    sheet: msgspec.Raw

    def opened(self, known: dict[Any, Any]) -> Sheet:
        """The sheet; what its entry has in common with those opened before, which is `known`, is held once."""
        sheet = _SHEET.decode(self.sheet)
        if sheet.role is None:
            return sheet
        return replace(sheet, role=replace(sheet.role, entry=shared(sheet.role.entry, known)))


def filed(sheet: Sheet, digest: bytes, basis: bytes) -> Filed | None:
    """The sheet as it is kept; None if it cannot be: a record may quote half a surrogate pair."""
    entry = sheet.role.entry if sheet.role else None
    since, until = (entry.since, entry.until) if entry else (date.min, date.max)
    raw = packed(sheet)
    return Filed(digest, basis, since, until, msgspec.Raw(raw)) if raw else None


_SHEET = msgspec.msgpack.Decoder(Sheet)
TABLE = msgspec.msgpack.Decoder(dict[str, Filed])
"""Reads what is kept: sheets by the paths of their files."""
