"""Reading a record that may be badly shaped: a value of the type asked for, or nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from portal.cellar.source import Span
from portal.load.record import Record
from portal.model.vacancy import Vacancy
from portal.validate.corrections import meant
from portal.validate.language import capitals_in

_FIELDS = dict.fromkeys(Vacancy.__struct_fields__)


def value(record: Record, *path: str | int) -> Any:
    """The value at `path`, whatever it is; None where there is none."""
    here: Any = record.data
    for step in path:
        if isinstance(here, dict):
            here = here.get(step)
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
        else:
            return None
    return here


def has(record: Record, name: str) -> bool:
    """Whether the vacancy has the field `name`, be it without a value or under a misspelt name.

    Those mistakes have messages of their own; that the field is missing would be a second for the same.
    """
    return name in record.data or any(meant(key, [*_FIELDS]) == name for key in record.data.keys() - _FIELDS.keys())


def wants_date(record: Record) -> bool:
    """Whether the vacancy says that its closing date is stated, and has none."""
    return text(record, "closing_basis") in ("stated", "in_title") and not has(record, "closing_date")


def end_is_told(record: Record) -> bool:
    """Whether a rule on dates tells how to mend that there is no closing date."""
    return not has(record, "closing_date") and (wants_date(record) or not has(record, "review_by"))


def text(record: Record, *path: str | int) -> str | None:
    found = value(record, *path)
    return found if isinstance(found, str) else None


YEARS = range(2000, 2101)
"""The years in which a vacancy can be."""


def day(record: Record, *path: str | int) -> date | None:
    """The date at `path`; None where there is none, it is not a date, or it is of no year to reckon with."""
    found = any_day(record, *path)
    return found if found and found.year in YEARS else None


def any_day(record: Record, *path: str | int) -> date | None:
    """The date at `path`, whatever its year."""
    words = text(record, *path)
    if not words:
        return None
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def number(record: Record, *path: str | int) -> float | None:
    found = value(record, *path)
    return found if isinstance(found, (int, float)) and not isinstance(found, bool) else None


def fields(record: Record, *path: str | int) -> dict[str, Any]:
    """The mapping at `path`; empty where there is none."""
    found = value(record, *path)
    return found if isinstance(found, dict) else {}


def items(record: Record, *path: str | int) -> list[Any]:
    """The list at `path`; empty where there is none."""
    found = value(record, *path)
    return found if isinstance(found, list) else []


def capitals(record: Record) -> frozenset[bytes]:
    """The runs of capitals in the texts of the record."""
    return record.once(_capitals)


def _capitals(record: Record) -> frozenset[bytes]:
    return capitals_in(record.joined)


Step = tuple[str | int, ...]


def criteria(record: Record) -> list[tuple[Step, dict[str, Any]]]:
    """Every criterion that is a mapping, after the path to it."""
    return record.once(_criteria)


def _criteria(record: Record) -> list[tuple[Step, dict[str, Any]]]:
    return [
        (("person_specification", "groups", group, "criteria", place), criterion)
        for group, of in enumerate(items(record, "person_specification", "groups"))
        if isinstance(of, dict) and isinstance(of.get("criteria"), list)
        for place, criterion in enumerate(of["criteria"])
        if isinstance(criterion, dict)
    ]


def span_of_words(record: Record, path: Step, words: str) -> Span:
    """The span of `words` in the text at `path`, or of as many of the first as stand together on one line."""
    whole = record.span(path)
    parts = words.split()
    fewer = (" ".join(parts[:number]) for number in range(len(parts), 0, -1))
    spans = (record.span_within(path, some) for some in fewer)
    return next((span for span in spans if span != whole), whole)
