"""Context: what the form and its checks know of the site, and the file of each record, in scripts for the browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.cellar.handover import script
from portal.form.tables import tables
from portal.load.content import Content
from portal.model.catalogue import Catalogue
from portal.validate.language import language_of
from portal.validate.schema import Schemas

FOLDER = "content/vacancies/"
"""Where the form's files go in the repository."""


@dataclass(frozen=True, slots=True)
class FormFiles:
    """`context`: the script that the form loads; `records`: that of each record, by its name in their folder."""

    context: bytes
    records: Mapping[str, bytes]


def form_files(catalogue: Catalogue, content: Content, schemas: Schemas, day: date) -> FormFiles:
    """The form's files for the site of `catalogue`, which was made from `content`, on `day`."""
    records = {
        f"{vacancy.slug}.js": script(
            f"record {vacancy.slug}", {"path": vacancy.path, "text": content.sources[vacancy.path].text}
        )
        for vacancy in catalogue.vacancies
        if vacancy.path in content.sources
    }
    return FormFiles(script("form", context(catalogue, content, schemas, day)), records)


def context(catalogue: Catalogue, content: Content, schemas: Schemas, day: date) -> dict[str, Any]:
    """What the form is made from, and what its checks compare a record with."""
    site = catalogue.site
    return {
        "schema": schemas["vacancy"].data,
        "employer_schema": schemas["employer"].data,
        "tables": tables(language_of(content.records, schemas)),
        "day": day.isoformat(),
        "folder": FOLDER,
        "employers": {slug: [one.name, *one.also_known_as] for slug, one in catalogue.employers.items()},
        "repository": (site.repository or "").rstrip("/"),
        "branch": site.branch,
        "records": [[one.slug, one.title, catalogue.employer_of(one).name] for one in catalogue.vacancies],
    }
