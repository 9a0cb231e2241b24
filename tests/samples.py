"""Small catalogues for the tests of the rooms: a vacancy of five fields, and whatever a test adds to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from portal.load.content import load_content
from portal.model.assemble import Terms, assemble
from portal.model.catalogue import Catalogue
from portal.model.vacancy import Vacancy
from portal.validate.schema import read_schemas

PROJECT = Path(__file__).resolve().parent.parent

KENSINGTON = "highly-specialist-psychotherapist-kensington"
MILTON_KEYNES = "dbt-therapist-practitioner-milton-keynes"
MEDWAY = "sessional-therapist-children-medway"
KENT = "senior-therapist-adoption-kent"
LONDON = "liaison-clinical-practitioner-mhtr-london"

KENSINGTON_OPEN = date(2025, 11, 10)
KENSINGTON_LAST_DAY = date(2025, 11, 13)
KENSINGTON_CLOSED = date(2025, 11, 14)
LONDON_OPEN = date(2025, 11, 20)
NEITHER = date(2025, 11, 24)
LONG_AFTER = date(2026, 11, 22)

SITE: Mapping[str, Any] = {
    "name": "Small Site",
    "tagline": "A few roles.",
    "url": "https://example.org/small/",
    "navigation": [{"label": "All vacancies", "page": "vacancies.html"}],
}
EMPLOYER: Mapping[str, Any] = {"name": "Example Mind", "sector": "charity"}
VACANCY: Mapping[str, Any] = {
    "title": "Play Therapist",
    "employer": "example-mind",
    "source": {"type": "job_board"},
    "summary": "Play therapy with children.",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A record as the catalogue takes it."""

    kind: str
    slug: str
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def path(self) -> str:
        return f"content/{self.kind}/{self.slug}.yaml"


@cache
def terms() -> Terms:
    """The vocabularies of the project's own schemas."""
    return read_schemas(PROJECT / "schema").terms()


def catalogue_of(*records: Sample, site: Mapping[str, Any] | None = None, site_url: str = "") -> Catalogue:
    """A catalogue of `records` with the small site and its one employer."""
    own = [Sample("site", "site", {**SITE, **(site or {})}), Sample("employer", "example-mind", EMPLOYER)]
    return assemble([*own, *records], terms(), site_url=site_url or None)


def vacancy_record(slug: str = "play-therapist", **fields: Any) -> Sample:
    return Sample("vacancy", slug, {**VACANCY, **fields})


def one(**fields: Any) -> tuple[Vacancy, Catalogue]:
    """A vacancy with `fields` beside its five, and the catalogue that it is alone in."""
    catalogue = catalogue_of(vacancy_record(**fields))
    return catalogue.vacancies[0], catalogue


@cache
def real() -> Catalogue:
    """The catalogue of five real vacancies as they once were: `tests/sites/five/`."""
    content = load_content(PROJECT / "tests" / "sites" / "five")
    return assemble(content.records, terms())


def real_vacancy(slug: str) -> Vacancy:
    return next(vacancy for vacancy in real().vacancies if vacancy.slug == slug)
