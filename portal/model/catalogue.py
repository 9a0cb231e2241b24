"""The catalogue: every vacancy, employer and page of the portal, trusted and linked by slug."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from portal.model.vacancy import Vacancy


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a vocabulary: its label for readers, for some a sentence of help, and its place among the others."""

    label: str
    help: str = ""
    rank: int = 0


Vocabularies = Mapping[str, Mapping[str, Term]]
"""Vocabulary name (a key of `$defs` in a schema) to code to term."""


class Employer(msgspec.Struct, frozen=True, kw_only=True):
    slug: str
    path: str
    name: str
    sector: str
    also_known_as: tuple[str, ...] = ()
    website: str | None = None
    about: str | None = None
    areas: tuple[str, ...] = ()
    note: str | None = None


class GlossaryTerm(msgspec.Struct, frozen=True, kw_only=True):
    expansion: str
    synonyms: tuple[str, ...] = ()
    help: str | None = None


class Glossary(msgspec.Struct, frozen=True):
    """Abbreviations and what they stand for."""

    terms: Mapping[str, GlossaryTerm]


class ContentPage(msgspec.Struct, frozen=True, kw_only=True):
    slug: str
    path: str
    title: str
    description: str
    body: str = ""


class Link(msgspec.Struct, frozen=True, kw_only=True):
    label: str
    page: str


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What a site's trade calls its vacancies, whom they are for and where they are, as it stands in a sentence."""

    vacancies: str = "vacancies"
    people: str = "applicants"
    where: str = ""


class Site(msgspec.Struct, frozen=True, kw_only=True):
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


class Catalogue(msgspec.Struct, frozen=True, kw_only=True, eq=False):
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
