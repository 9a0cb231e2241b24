"""The catalogue: every vacancy, employer and page of the portal, trusted and linked by slug."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.model.vacancy import Vacancy


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A value of a vocabulary: its label for readers, for some a sentence of help, and its place among the others."""

    label: str
    help: str = ""
    rank: int = 0


Vocabularies = Mapping[str, Mapping[str, Term]]
"""Vocabulary name (a key of `$defs` in a schema) to code to term."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    slug: str
    path: str
    name: str
    sector: str
    also_known_as: tuple[str, ...] = ()
    website: str | None = None
    about: str | None = None
    areas: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTerm:
    expansion: str
    synonyms: tuple[str, ...] = ()
    help: str | None = None


@dataclass(frozen=True, slots=True)
class Glossary:
    """Abbreviations and what they stand for."""

    terms: Mapping[str, GlossaryTerm]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentPage:
    slug: str
    path: str
    title: str
    description: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    label: str
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a site's trade calls its vacancies, whom they are for and where they are, as it stands in a sentence."""

    vacancies: str = "vacancies"
    people: str = "applicants"
    where: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The portal itself; `url` is absolute and ends in a slash."""

    name: str
    tagline: str
    url: str
    navigation: tuple[Link, ...]
    description: str = ""
    language: str = "en-GB"
    repository: str | None = None
    branch: str = "main"
    disclaimer: str = ""
    footer: tuple[Link, ...] = ()
    recently_closed_days: int = 60
    words: Words = Words()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Catalogue:
    """Everything in `content/`, trusted, sorted by slug and linked by it.

    A catalogue equals none but itself, so what is worked out of it can be kept by it.
    """

    site: Site
    vacancies: tuple[Vacancy, ...]
    employers: Mapping[str, Employer]
    pages: tuple[ContentPage, ...]
    glossary: Glossary
    vocabularies: Vocabularies

    def label(self, vocabulary: str, code: str) -> str:
        """The words readers see for `code` of `vocabulary`."""
        return self.vocabularies[vocabulary][code].label

    def rank(self, vocabulary: str, code: str) -> int:
        """Where `code` stands among its vocabulary's."""
        return self.vocabularies[vocabulary][code].rank

    def employer_of(self, vacancy: Vacancy) -> Employer:
        return self.employers[vacancy.employer]
