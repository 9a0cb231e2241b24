"""Context: what the form and its checks know of the site, and the file of each record, in scripts for the browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.cellar.handover import script
from portal.cellar.source import Sources
from portal.model.catalogue import Catalogue
from portal.model.vacancy import KEY_FACTS

FOLDER = "content/vacancies/"
"""Where the form's files go in the repository."""


@dataclass(frozen=True, slots=True)
class FormFiles:
    """`context`: the script that the form loads; `records`: that of each record, by its name in their folder."""

    context: bytes
    records: Mapping[str, bytes]


def form_files(
    catalogue: Catalogue, schema: Mapping[str, Any], day: date, sources: Sources, checks: Mapping[str, Any]
) -> FormFiles:
    """The form's files for the site of `catalogue` on `day`.

    `sources` has the text of each record by its path; `checks` are the tables that the rules in the browser need.
    """
    records = {
        f"{vacancy.slug}.js": script(
            f"record {vacancy.slug}", {"path": vacancy.path, "text": sources[vacancy.path].text}
        )
        for vacancy in catalogue.vacancies
        if vacancy.path in sources
    }
    return FormFiles(script("form", {**context(catalogue, schema, day), **checks}), records)


def context(catalogue: Catalogue, schema: Mapping[str, Any], day: date) -> dict[str, Any]:
    """What the form is made from, and what its checks compare a record with."""
    site = catalogue.site
    return {
        "schema": schema,
        "day": day.isoformat(),
        "folder": FOLDER,
        "facts": KEY_FACTS,
        "employers": {slug: [one.name, *one.also_known_as] for slug, one in catalogue.employers.items()},
        "glossary": [word for short, term in catalogue.glossary.terms.items() for word in (short, *term.synonyms)],
        "repository": (site.repository or "").rstrip("/"),
        "branch": site.branch,
        "records": [[one.slug, one.title, catalogue.employer_of(one).name] for one in catalogue.vacancies],
    }
