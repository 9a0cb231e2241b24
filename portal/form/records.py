"""Records: the texts of all vacancies for the form, some in each script, and the list from which one is chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from portal.cellar.handover import script

FEWEST = 8
"""A script has as many records on average, and less than twice as many: some 30 KB, compressed, to change one. With a
script for each, a third of all files of a site would be theirs."""


class Named(Protocol):
    """What is needed of a vacancy to know which script it is in."""

    @property
    def slug(self) -> str: ...


class Titled(Named, Protocol):
    """What is needed of a vacancy to choose it."""

    @property
    def title(self) -> str: ...
    @property
    def employer_name(self) -> str: ...


Vacancy = TypeVar("Vacancy", bound=Named)


def scripts_for(vacancies: int) -> int:
    """How many scripts have the records of so many vacancies: a power of two, so that one more seldom moves others."""
    return 1 << max(0, (vacancies // FEWEST).bit_length() - 1)


def script_of(slug: str, scripts: int) -> int:
    """The number of the script that a record is in, of so many. The form works it out from the slug in the same way."""
    number = 0
    for letter in slug:
        number = (number * 31 + ord(letter)) % 1_000_003
    return number % scripts


def by_script(vacancies: Sequence[Vacancy]) -> list[list[Vacancy]]:
    """Those whose records are in the same script, script by script; sorted, whatever the order of `vacancies`."""
    scripts: list[list[Vacancy]] = [[] for _ in range(scripts_for(len(vacancies)))]
    for vacancy in sorted(vacancies, key=lambda one: one.slug):
        scripts[script_of(vacancy.slug, len(scripts))].append(vacancy)
    return scripts


def records_script(number: int, texts: Iterable[tuple[str, str]]) -> bytes:
    """The script of this number, with records by their paths and `texts`."""
    return script(f"records/{number}", list(texts))


def list_script(vacancies: Iterable[Titled]) -> bytes:
    """The script with all vacancies, to choose one by its words."""
    return script("records/all", [(one.slug, one.title, one.employer_name) for one in vacancies])
