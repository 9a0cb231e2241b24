"""Fragments: the places of each page that a link can lead to, as its view and template give them ids."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from markupsafe import Markup

from portal.cellar.addresses import HOME
from portal.cellar.markdown import heading_ids
from portal.views.given import (
    AddView,
    ApplyingView,
    CriterionView,
    EmployerView,
    FacetView,
    FinderView,
    HomeView,
    VacancyView,
)

EVERYWHERE = ("content", "masthead-q")
OF_HOME = ("told",)
OF_FINDER = ("q", "q-hint", "filters", "found", "nothing", "unable", "finder-shortcut", "finder-sort")
"""The ids that the templates themselves give."""

OF_VACANCIES = ("at-a-glance", "on-this-page", "summary", "applying", "source")
IF_GIVEN = {
    "purpose": "purpose",
    "description": "description",
    "details": "details",
    "checklist": "person-specification",
    "eligibility": "eligibility",
    "not_stated": "not-stated",
    "conflicts": "conflicts",
    "abbreviations": "abbreviations",
    "listed": "listed-under",
    "similar": "similar",
}
"""The parts of a vacancy's page by the field of its view without which they are left out."""

IF_ASKED = ("questions", "documents", "contact")
"""The parts of how to apply, each named as the field of its view without which it is left out."""


def fragments(path: str, view: object) -> frozenset[str]:
    """Every id on the page at `path` that shows `view`."""
    return frozenset([*EVERYWHERE, *(OF_HOME if path == HOME else ()), *_ids(view)])


def _ids(value: object) -> Iterator[str]:
    if isinstance(value, Markup):
        yield from heading_ids(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from _ids(item)
    elif isinstance(value, msgspec.Struct):
        identity = getattr(value, "id", "")
        yield from [identity] if identity else []
        yield from _of_template(value)
        for name in value.__struct_fields__:
            yield from _ids(getattr(value, name))


def _of_template(view: object) -> Iterator[str]:
    """The ids that the template gives to a part that shows `view`."""
    if isinstance(view, VacancyView):
        yield from OF_VACANCIES
        yield from (identity for name, identity in IF_GIVEN.items() if getattr(view, name))
    elif isinstance(view, ApplyingView):
        yield from (name for name in IF_ASKED if getattr(view, name))
    elif isinstance(view, CriterionView):
        yield f"more-{view.key}"
        yield from [f"parts-{view.key}"] if view.parts else []
    elif isinstance(view, EmployerView):
        yield from ["open"] if view.idle else []
    elif isinstance(view, HomeView):
        yield from ["find-by"] if view.find_by else []
    elif isinstance(view, FinderView):
        yield from OF_FINDER
    elif isinstance(view, AddView) and view.example:
        yield "example"
    elif isinstance(view, FacetView) and view.shown and view.kind == "range":
        yield f"{view.code}-wrong"
