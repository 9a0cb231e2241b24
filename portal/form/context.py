"""Context: what the form and its checks know of the site, in a script for the browser."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.cellar.handover import script
from portal.form.records import scripts_for
from portal.form.tables import tables
from portal.model.catalogue import Catalogue
from portal.validate.language import Language
from portal.validate.schema import Schemas

FOLDER = "content/vacancies/"
"""Where the form's files go in the repository."""


def context_script(known: Mapping[str, Any]) -> bytes:
    """The script with a `context`."""
    return script("form", known)


def context(catalogue: Catalogue, vacancies: int, language: Language, schemas: Schemas, day: date) -> dict[str, Any]:
    """What the form is made from, and what its checks compare a record with, on a site of so many vacancies.

    It is loaded by everybody who opens the form, so it holds nothing of each vacancy.
    """
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
        "record_scripts": scripts_for(vacancies),
    }
