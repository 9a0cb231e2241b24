"""Marking: takes from a record the marks that other records must know."""

from __future__ import annotations

from collections.abc import Iterator

from portal.load.characters import is_to_fill_in
from portal.load.record import Record
from portal.validate.marks import Marks, Said
from portal.validate.rules.likeness import fingerprint
from portal.validate.rules.reading import Step, day, fields, items, text


def marks_of(record: Record) -> Marks:
    """The marks of `record`, which may be badly shaped: what is not of its type leaves no mark."""
    kind = record.kind
    return Marks(
        kind=kind,
        slug=record.slug,
        path=record.path,
        employer=_text(record, "employer") if kind == "vacancy" else None,
        reference=_text(record, "reference") if kind == "vacancy" else None,
        name=_text(record, "name") if kind == "employer" else None,
        names=tuple(_names(record)) if kind == "employer" else (),
        towns=tuple(_towns(record)) if kind == "vacancy" else (),
        synonyms=tuple(_synonyms(record)) if kind == "glossary" else (),
        fingerprint=fingerprint(record) if kind == "vacancy" else b"",
        begins=_day(record, "opening_date") or _day(record, "posted"),
        ends=_day(record, "withdrawn", "on") or _day(record, "closing_date"),
    )


def _text(record: Record, *path: str | int) -> Said | None:
    words = text(record, *path)
    # What is still to be filled in has a message of its own, and is no mark.
    return None if words is None or is_to_fill_in(words) else Said(words, path)


def _day(record: Record, *path: str | int) -> str:
    found = day(record, *path)
    return found.isoformat() if found else ""


def _names(record: Record) -> Iterator[str]:
    """Every name of an employer."""
    others = (text(record, "also_known_as", number) for number in range(len(items(record, "also_known_as"))))
    yield from (name for name in (text(record, "name"), *others) if name)


def _towns(record: Record) -> Iterator[Said]:
    for number in range(len(items(record, "locations"))):
        town = _text(record, "locations", number, "town")
        if town is not None and town.text:
            yield town


def _synonyms(record: Record) -> Iterator[tuple[str, Said]]:
    for term in fields(record, "terms"):
        for number, synonym in enumerate(items(record, "terms", term, "synonyms")):
            path: Step = ("terms", term, "synonyms", number)
            yield term, Said(str(synonym), path)
