"""Columns: what the finder needs to know of every vacancy, as a table by columns in few bytes.

A row is a vacancy. A table has the `count` of its rows, and `columns`. A column has its `values`, each once, and in
`rows` for each row a character that stands for one of them, or a blank for none. With `many`, a row has any number of
characters, and a blank after them.

Values are the keys of a facet's values, `[least, most]` of pay, `[youngest, oldest]` of clients, and minutes or days
since 1970; `opens` is given only where it is still to come. A modality's character is followed by a digit, the number
of its part in the role. Labels are not in it: they are on the page.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, Protocol

import msgspec

from portal.cellar.handover import script
from portal.facets.definitions import FACETS, Facet
from portal.facets.found import ROLES, Facets, Listed
from portal.facets.values import Value, ages_of
from portal.facets.yearly import yearly
from portal.model.vacancy import LONDON, Vacancy

BLANK = " "
PLAIN = "".join(chr(code) for code in range(35, 127) if code != 92)
"""The first characters: those that stand in JSON as they are, one byte each."""

BEYOND = 0x100
"""Where the further characters begin."""

MOMENTS = ("closes", "opens", "withdrawn", "posted")
"""The columns that every search needs."""

MINUTE = 60
EPOCH = date(1970, 1, 1)


def character(number: int) -> str:
    """The character that stands for value `number` of a column."""
    return PLAIN[number] if number < len(PLAIN) else chr(BEYOND + number - len(PLAIN))


def table_files(name: str, whole: Mapping[str, Any]) -> dict[str, bytes]:
    """The table as scripts by file name: `base.js` with what every search needs, and one for each facet.

    A reader who asks for a place need not wait for what is known of ages.
    """
    columns = whole["columns"]
    base = {**whole, "columns": {code: columns[code] for code in MOMENTS}}
    files = {code: column for code, column in columns.items() if code not in MOMENTS}
    return {f"{code}.js": script(f"{name}/{code}", data) for code, data in {"base": base, **files}.items()}


class Cells(msgspec.Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """What a vacancy has in the columns that are not made of a facet's values."""

    pay: tuple[int, int] | None
    age: tuple[int, int | None] | None
    closes: int | None
    opens: int | None
    withdrawn: int | None
    posted: int | None


MEASURED = Cells.__struct_fields__


class Row(Listed, Protocol):
    """What the table needs of a vacancy."""

    @property
    def cells(self) -> Cells: ...


def cells_of(vacancy: Vacancy, day: date) -> Cells:
    """The cells of `vacancy` as it stands on `day`."""
    return Cells(
        pay=_pay(vacancy),
        age=ages_of(vacancy),
        closes=_minutes(vacancy.closes_at()),
        opens=_minutes(_start_of(_later(vacancy.opens_on(), day))),
        withdrawn=_minutes(_start_of(vacancy.withdrawn.on if vacancy.withdrawn else None)),
        posted=(vacancy.posted - EPOCH).days if vacancy.posted else None,
    )


def table(facets: Facets[Any], rows: Sequence[Row]) -> dict[str, Any]:
    """The table of `rows`, in their order."""
    columns = {facet.code: _of_facet(facet, facets, rows) for facet in FACETS if _is_chosen_by_value(facet)}
    columns |= {name: _single([getattr(row.cells, name) for row in rows]) for name in MEASURED}
    return {"count": len(rows), "columns": columns}


def _is_chosen_by_value(facet: Facet) -> bool:
    """Statuses are worked out from the moments, and ranges from their figures."""
    return facet.code != "status" and not facet.ranged


def _of_facet(facet: Facet, facets: Facets[Any], vacancies: Sequence[Row]) -> dict[str, Any]:
    rows = [facets.of(facet, vacancy) for vacancy in vacancies]
    # Most vacancies share their values with others, as the same object: what stands for it is worked out once.
    distinct = {id(values): values for values in rows}
    known = {value.key for values in distinct.values() for value in values}
    keys = [use.value.key for use in facets.uses[facet.code] if use.value.key in known]
    letters = {key: character(number) for number, key in enumerate(keys)}
    cells = {number: _cell(facet, values, letters) for number, values in distinct.items()}
    column = {"values": keys, "many": True} if facet.many else {"values": keys}
    return column | {"rows": "".join([cells[id(values)] for values in rows])}


def _cell(facet: Facet, values: Sequence[Value], letters: Mapping[str, str]) -> str:
    """What stands in a row for these values."""
    if not facet.many:
        return letters[values[0].key]
    parted = facet.code == "modality"
    return "".join([letters[value.key] + (_role(value) if parted else "") for value in values]) + BLANK


def _role(value: Value) -> str:
    """The number of a modality's part in the role; a modality that is not stated counts as a mere mention."""
    return str(ROLES.index(value.role) if value.role else len(ROLES) - 1)


def _single(cells: Sequence[Hashable]) -> dict[str, Any]:
    """A column of one value a row, or none; the values in order."""
    known = sorted({*cells} - {None}, key=_in_order)
    letters = {None: BLANK} | {cell: character(number) for number, cell in enumerate(known)}
    return {"values": known, "rows": "".join([letters[cell] for cell in cells])}


def _in_order(cell: Any) -> tuple[Any, ...]:
    parts = cell if isinstance(cell, tuple) else (cell,)
    return tuple((part is None, part or 0) for part in parts)


def _pay(vacancy: Vacancy) -> tuple[int, int] | None:
    figures = yearly(vacancy)
    return (figures.least, figures.most) if figures else None


def _later(opens: date | None, day: date) -> date | None:
    """The day of opening, if that is still to come."""
    return opens if opens and opens > day else None


def _start_of(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), LONDON) if day else None


def _minutes(moment: datetime | None) -> int | None:
    """Minutes since 1970, in UTC."""
    return int(moment.astimezone(UTC).timestamp()) // MINUTE if moment else None
