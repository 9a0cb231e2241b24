"""Rules on all records together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from portal.cellar.diagnostics import Diagnostic, Severity, nearest, quoted, shown
from portal.cellar.english import counted
from portal.load.characters import is_blank
from portal.load.content import Content
from portal.load.record import Record
from portal.validate.rules.reading import Step, fields, items, text


def unknown_employer(content: Content) -> Iterator[Diagnostic]:
    """The employer of each vacancy has a file in `content/employers/`."""
    slugs = [record.slug for record in content.of("employer")]
    names = {_folded(name): record.slug for record in content.of("employer") for name in _names(record)}
    # A file that could not be read has its own message, and is there all the same.
    spans = [found.span for found in content.diagnostics if found.span]
    unread = {_stem(span.path) for span in spans if "/employers/" in span.path}
    for record in content.of("vacancy"):
        employer = text(record, "employer")
        if employer is None or employer in slugs or is_blank(employer):
            continue
        near = nearest(names.get(_folded(employer), employer), slugs)
        if _stem(employer) not in unread:
            yield Diagnostic(
                "unknown-employer",
                f"there is no employer `{shown(employer)}`",
                record.span(("employer",)),
                f"no file content/employers/{shown(employer)}.yaml",
                f"did you mean {quoted(near)}?"
                if near
                else "copy `content/employers/_template.yaml` to that name, and fill it in",
            )


def _stem(path: str) -> str:
    """The name of a file, however it is misspelt: without its endings, its capitals, its spaces."""
    return "-".join(re.findall(r"[a-z0-9]+", PurePosixPath(path).name.partition(".")[0].casefold()))


def employer_named_twice(content: Content) -> Iterator[Diagnostic]:
    """No two employers have the same name."""
    first: dict[str, Record] = {}
    for record in content.of("employer"):
        name = text(record, "name")
        if name and (other := first.setdefault(_folded(name), record)) is not record:
            yield Diagnostic(
                "employer-named-twice",
                f"two employers have the name `{shown(name)}`",
                record.span(("name",)),
                f"also in {other.path}:{other.span(('name',)).line}",
                "if they are the same, keep one file, and let the vacancies name it; else tell them apart in the name",
                Severity.WARNING,
            )


def _names(record: Record) -> list[str]:
    """Every name of an employer."""
    others = (text(record, "also_known_as", number) for number in range(len(items(record, "also_known_as"))))
    return [name for name in (text(record, "name"), *others) if name]


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def reference_used_twice(content: Content) -> Iterator[Diagnostic]:
    """No two vacancies of an employer have the same reference."""
    first: dict[tuple[str, str], Record] = {}
    for record in content.of("vacancy"):
        employer, reference = text(record, "employer"), text(record, "reference")
        if not employer or not reference:
            continue
        mark = (employer, "".join(reference.casefold().split()))
        if mark in first and first[mark].slug != record.slug:
            other = first[mark]
            yield Diagnostic(
                "reference-used-twice",
                f"the reference `{shown(reference)}` is used twice",
                record.span(("reference",)),
                f"also in {other.path}:{other.span(('reference',)).line}",
                "if it is the same vacancy, keep one record; else correct the reference",
            )
        first.setdefault(mark, record)


def name_used_twice(content: Content) -> Iterator[Diagnostic]:
    """No two files of a kind have the same name, whatever their endings."""
    first: dict[tuple[str, str], Record] = {}
    for record in content.records:
        mark = (record.kind, record.slug)
        if mark in first:
            yield Diagnostic(
                "name-used-twice",
                f"two files have the name `{record.slug}`, and would become one page",
                record.span(),
                f"the other is {first[mark].path}",
                "rename one of them, or delete it",
            )
        first.setdefault(mark, record)


def town_written_differently(content: Content) -> Iterator[Diagnostic]:
    """A town is written in one way, in all vacancies."""
    for spellings in _spellings(content).values():
        usual = max(spellings, key=lambda spelling: len(spellings[spelling]))
        for spelling, places in spellings.items():
            if spelling != usual:
                yield from (_written_differently(record, path, usual, spellings[usual]) for record, path in places)


Places = list[tuple[Record, Step]]


def _spellings(content: Content) -> dict[str, dict[str, Places]]:
    """Each town by its letters alone, with the ways in which it is written and where it is so."""
    found: dict[str, dict[str, Places]] = {}
    for record in content.of("vacancy"):
        for number in range(len(items(record, "locations"))):
            path = ("locations", number, "town")
            if town := text(record, *path):
                letters = "".join(sign for sign in town.casefold() if sign.isalnum())
                found.setdefault(letters, {}).setdefault(town, []).append((record, path))
    return found


def _written_differently(record: Record, path: Step, usual: str, places: Places) -> Diagnostic:
    other, there = places[0]
    more = f", and {counted(len(places) - 1, 'other place')}" if len(places) > 1 else ""
    return Diagnostic(
        "town-written-differently",
        f"`{shown(text(record, *path))}` is elsewhere written `{shown(usual)}`",
        record.span(path),
        f"as in {other.path}:{other.span(there).line}{more}",
        "if it is the same town, write it in one way, so that readers find all of its roles together",
        Severity.WARNING,
    )


def synonym_used_twice(content: Content) -> Iterator[Diagnostic]:
    """In the glossary a synonym belongs to one abbreviation."""
    for record in content.of("glossary"):
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
