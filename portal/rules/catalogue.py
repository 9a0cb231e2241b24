"""Rules on all records together."""

from __future__ import annotations

from collections.abc import Iterator

from portal.diagnostics import Diagnostic, did_you_mean, shown
from portal.load import Record
from portal.rules.reading import fields, items, text


def unknown_employer(records: list[Record]) -> Iterator[Diagnostic]:
    """The employer of each vacancy has a file in `content/employers/`."""
    slugs = [record.slug for record in records if record.kind == "employer"]
    for record in records:
        employer = text(record, "employer") if record.kind == "vacancy" else None
        if employer is not None and employer not in slugs:
            yield Diagnostic(
                "unknown-employer",
                f"there is no employer `{shown(employer)}`",
                record.span(("employer",)),
                f"no file content/employers/{shown(employer)}.yaml",
                did_you_mean(employer, slugs)
                or "copy `content/employers/_template.yaml` to that name and fill it in",
            )


def reference_used_twice(records: list[Record]) -> Iterator[Diagnostic]:
    """No two vacancies of an employer have the same reference."""
    first: dict[tuple[str, str], Record] = {}
    for record in records:
        employer, reference = text(record, "employer"), text(record, "reference")
        if record.kind != "vacancy" or not employer or not reference:
            continue
        mark = (employer, "".join(reference.casefold().split()))
        if mark in first:
            other = first[mark]
            yield Diagnostic(
                "reference-used-twice",
                f"the reference `{shown(reference)}` is used twice",
                record.span(("reference",)),
                f"also in {other.path}:{other.span(('reference',)).line}",
                "if it is the same vacancy, keep one record; else correct the reference",
            )
        first.setdefault(mark, record)


def name_used_twice(records: list[Record]) -> Iterator[Diagnostic]:
    """No two files of a kind have the same name, whatever their endings."""
    first: dict[tuple[str, str], Record] = {}
    for record in records:
        mark = (record.kind, record.slug)
        if mark in first:
            yield Diagnostic(
                "name-used-twice",
                f"two files would become the page `{record.slug}.html`",
                record.span(),
                f"the other is {first[mark].path}",
                "rename one of them, or delete it",
            )
        first.setdefault(mark, record)


def synonym_used_twice(records: list[Record]) -> Iterator[Diagnostic]:
    """In the glossary a synonym belongs to one abbreviation."""
    for record in records:
        if record.kind != "glossary":
            continue
        known: dict[str, str] = {}
        for term in fields(record, "terms"):
            for number, synonym in enumerate(items(record, "terms", term, "synonyms")):
                words = str(synonym).casefold()
                if words in known and known[words] != term:
                    yield Diagnostic(
                        "synonym-used-twice",
                        f"`{shown(synonym)}` is a synonym of two abbreviations",
                        record.span(("terms", term, "synonyms", number)),
                        f"also of `{known[words]}`",
                        "keep it where it fits best",
                    )
                known.setdefault(words, term)
