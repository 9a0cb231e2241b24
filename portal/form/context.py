"""Context: what the form and its checks know of the site, and the file of each record, in scripts for the browser."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from portal.cellar.handover import script
from portal.form.tables import tables
from portal.model.catalogue import Catalogue
from portal.validate.language import Language
from portal.validate.schema import Schemas

FOLDER = "content/vacancies/"
"""Where the form's files go in the repository."""


class Titled(Protocol):
    """What is needed of a vacancy."""

    @property
    def slug(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def employer_name(self) -> str: ...


def record_script(slug: str, path: str, text: str) -> bytes:
    """The script with the file of the vacancy `slug`, which is at `path` and says `text`."""
    return script(f"record {slug}", {"path": path, "text": text})


def context_script(known: Mapping[str, Any]) -> bytes:
    """The script with a `context`."""
    return script("form", known)


def context(
    catalogue: Catalogue, vacancies: Iterable[Titled], language: Language, schemas: Schemas, day: date
) -> dict[str, Any]:
    """What the form is made from, and what its checks compare a record with."""
    site = catalogue.site
    return {
        "schema": schemas["vacancy"].data,
        "employer_schema": schemas["employer"].data,
        "tables": tables(language),
        "day": day.isoformat(),
        "folder": FOLDER,
        "employers": {slug: [one.name, *one.also_known_as] for slug, one in catalogue.employers.items()},
        "repository": (site.repository or "").rstrip("/"),
        "branch": site.branch,
        "records": [[one.slug, one.title, one.employer_name] for one in vacancies],
    }
