"""Rules on all records together. They see the marks of each, so that these can be kept, and no record read again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from portal.cellar.diagnostics import Diagnostic, Severity, nearest, quoted, shown
from portal.cellar.english import counted
from portal.load.characters import is_blank
from portal.validate.marks import Marks, Place, Register, Said, between


def unknown_employer(register: Register) -> Iterator[Diagnostic]:
    """The employer of each vacancy has a file in `content/employers/`."""
    slugs = {employer.slug: None for employer in register.of("employer")}
    names = {_folded(name): employer.slug for employer in register.of("employer") for name in employer.names}
    # A file that could not be read has its own message, and is there all the same.
    unread = {_stem(path) for path in register.unread if "/employers/" in path}
    for vacancy in register.of("vacancy"):
        employer = vacancy.employer
        if employer is None or employer.text in slugs or is_blank(employer.text) or _stem(employer.text) in unread:
            continue
        near = nearest(names.get(_folded(employer.text), employer.text), list(slugs))
        yield Diagnostic(
            "unknown-employer",
            f"there is no employer `{shown(employer.text)}`",
            register.span(vacancy, employer),
            f"no file content/employers/{shown(employer.text)}.yaml",
            f"did you mean {quoted(near)}?"
            if near
            else "copy `content/employers/_template.yaml` to that name, and fill it in",
        )


def _stem(path: str) -> str:
    """The name of a file, however it is misspelt: without its endings, its capitals, its spaces."""
    return "-".join(re.findall(r"[a-z0-9]+", PurePosixPath(path).name.partition(".")[0].casefold()))


def employer_named_twice(register: Register) -> Iterator[Diagnostic]:
    """No two employers have the same name."""
    first: dict[str, tuple[Marks, Said]] = {}
    for employer in register.of("employer"):
        name = employer.name
        if name is None or not name.text:
            continue
        other = first.setdefault(_folded(name.text), (employer, name))
        if other[0] is not employer:
            yield between(_named_twice, register.place(employer, name), register.place(*other))


def _named_twice(here: Place, other: Place) -> Diagnostic:
    return Diagnostic(
        "employer-named-twice",
        f"two employers have the name `{shown(here.said.text)}`",
        here.span,
        f"also in {other.written}",
        "if they are the same, keep one file, and let the vacancies name it; else tell them apart in the name",
        Severity.WARNING,
    )


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def reference_used_twice(register: Register) -> Iterator[Diagnostic]:
    """No two vacancies of an employer have the same reference."""
    first: dict[tuple[str, str], tuple[Marks, Said]] = {}
    for vacancy in register.of("vacancy"):
        employer, reference = vacancy.employer, vacancy.reference
        if employer is None or reference is None or not employer.text or not reference.text:
            continue
        mark = (employer.text, "".join(reference.text.casefold().split()))
        other = first.setdefault(mark, (vacancy, reference))
        if other[0].slug != vacancy.slug:
            yield between(_used_twice, register.place(vacancy, reference), register.place(*other))


def _used_twice(here: Place, other: Place) -> Diagnostic:
    return Diagnostic(
        "reference-used-twice",
        f"the reference `{shown(here.said.text)}` is used twice",
        here.span,
        f"also in {other.written}",
        "if it is the same vacancy, keep one record; else correct the reference",
    )


def name_used_twice(register: Register) -> Iterator[Diagnostic]:
    """No two files of a kind have the same name, whatever their endings."""
    first: dict[tuple[str, str], Marks] = {}
    for record in register.records:
        other = first.setdefault((record.kind, record.slug), record)
        if other is not record:
            yield between(_one_page, register.place(record), register.place(other))


def _one_page(here: Place, other: Place) -> Diagnostic:
    return Diagnostic(
        "name-used-twice",
        f"two files have the name `{here.marks.slug}`, and would become one page",
        here.span,
        f"the other is {other.marks.path}",
        "rename one of them, or delete it",
    )


def town_written_differently(register: Register) -> Iterator[Diagnostic]:
    """A town is written in one way, in all vacancies."""
    for spellings in _spellings(register).values():
        usual = max(spellings, key=lambda spelling: len(spellings[spelling]))
        for spelling, others in spellings.items():
            if spelling != usual:
                mistakes = _written_differently(register, others, spellings[usual])
                # If as many write it otherwise, nobody knows what is usual, and whoever asks about either should hear.
                even = len(others) == len(spellings[usual])
                also = _written_differently(register, spellings[usual], others) if even else ()
                yield from (replace(mistake, also=tuple(also)) for mistake in mistakes)


Towns = list[tuple[Marks, Said]]


def _spellings(register: Register) -> dict[str, dict[str, Towns]]:
    """Each town by its letters alone, with the ways in which it is written and where it is so."""
    towns: dict[str, Towns] = {}
    for vacancy in register.of("vacancy"):
        for town in vacancy.towns:
            towns.setdefault(town.text, []).append((vacancy, town))
    found: dict[str, dict[str, Towns]] = {}
    for written, places in towns.items():
        letters = "".join(sign for sign in written.casefold() if sign.isalnum())
        found.setdefault(letters, {})[written] = places
    return found


def _written_differently(register: Register, towns: Towns, others: Towns) -> list[Diagnostic]:
    """The mistake at each of the `towns`, which the `others` have in another spelling."""
    example = register.place(*others[0])
    more = f", and {counted(len(others) - 1, 'other place')}" if len(others) > 1 else ""
    return [
        Diagnostic(
            "town-written-differently",
            f"`{shown(town.text)}` is elsewhere written `{shown(example.said.text)}`",
            register.span(vacancy, town),
            f"as in {example.written}{more}",
            "if it is the same town, write it in one way, so that readers find all of its roles together",
            Severity.WARNING,
        )
        for vacancy, town in towns
    ]


def synonym_used_twice(register: Register) -> Iterator[Diagnostic]:
    """In the glossary a synonym belongs to one abbreviation."""
    for glossary in register.of("glossary"):
        known: dict[str, str] = {}
        for term, synonym in glossary.synonyms:
            words = synonym.text.casefold()
            if words in known and known[words] != term:
                yield Diagnostic(
                    "synonym-used-twice",
                    f"`{shown(synonym.text)}` is a synonym of two abbreviations",
                    register.span(glossary, synonym),
                    f"also of `{known[words]}`",
                    "keep it where it fits best",
                )
            known.setdefault(words, term)
