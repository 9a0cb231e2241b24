"""Facets in words: the ways to narrow a list, each with its values, counts and pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from portal.cellar.addresses import CLOSED
from portal.cellar.english import number_words
from portal.facets.definitions import FACETS, Facet
from portal.facets.found import Facets, Use
from portal.facets.values import NOT_STATED, Value
from portal.model.catalogue import Catalogue
from portal.views.given import FacetLink, FacetValueView, FacetView, ListedUnder

MOST_AT_FIRST = 8
"""So many values of a facet stand there before one asks for all of them."""

FEW = 13
"""If a facet has no more values, the home page names all: nobody in London is to think that there is nothing there."""

MOST_SIBLINGS = 12
"""So many other values of the facet are linked from a value's page."""

ON_HOME = ("region", "modality", "band", "sector")
"""The facets that the home page begins with."""

UNLISTED = ("status", "employer")
"""The facets that a vacancy's page tells of elsewhere."""


def facet_views(facets: Facets[Any], catalogue: Catalogue) -> tuple[FacetView, ...]:
    """Every facet, with all values in use: those with the most current vacancies first of all."""
    return tuple(facet_view(facet, facets, catalogue) for facet in FACETS)


def facet_view(facet: Facet, facets: Facets[Any], catalogue: Catalogue, most: int = MOST_AT_FIRST) -> FacetView:
    """A facet with at most so many of its values at first, and the others."""
    uses = facets.uses[facet.code]
    first = biggest(facet, uses, most)
    kept = {use.value.key for use in first}
    others = [use for use in uses if use.value.key not in kept]
    return FacetView(
        code=facet.code,
        name=facet.name,
        kind="range" if facet.ranged else "values",
        unit=facet.unit,
        help=facet.help,
        shown=facets.shown(facet),
        opened=facet.opened,
        first=tuple(value_view(facet, use, catalogue) for use in first),
        others=tuple(value_view(facet, use, catalogue) for use in others),
        others_label=f"All {number_words(len(uses))} {facet.plural}" if others else "",
    )


def biggest(facet: Facet, uses: Sequence[Use[Any]], most: int) -> list[Use[Any]]:
    """The `most` values with the most current vacancies, by their number or in the order that the facet has."""
    kept = _by_size(uses)[:most]
    if facet.ordered:
        keys = {use.value.key for use in kept}
        return [use for use in uses if use.value.key in keys]
    return sorted(kept, key=lambda use: use.value.key == NOT_STATED)


def _by_size(uses: Iterable[Use[Any]]) -> list[Use[Any]]:
    return sorted(uses, key=lambda use: (-len(use.current), -len(use.over)))


def value_view(facet: Facet, use: Use[Any], catalogue: Catalogue) -> FacetValueView:
    """A value with the number of its current vacancies and the address of its page."""
    value = use.value
    return FacetValueView(
        key=value.role or value.key,
        label=catalogue.label("modality_role", value.role) if value.role else value.label,
        path=facet.path_of(value.key, value.role),
        count=len(use.over if facet.path_of(value.key) == CLOSED else use.current),
        roles=tuple(value_view(facet, part, catalogue) for part in use.roles),
    )


class Values:
    """The values of a facet as the pages of its values link to them.

    Worked out once a facet: at each of its pages, it took more than half of the time that all lists take.
    """

    def __init__(self, facet: Facet, uses: Sequence[Use[Any]], catalogue: Catalogue) -> None:
        self._views = {use.value.key: value_view(facet, use, catalogue) for use in uses}
        self._places = {key: place for place, key in enumerate(self._views)}
        self._biggest = [use.value.key for use in _by_size(uses)[: MOST_SIBLINGS + 1]]

    def roles(self, key: str) -> tuple[FacetValueView, ...]:
        """Of a modality: its parts in the vacancies."""
        return self._views[key].roles

    def siblings(self, key: str) -> tuple[FacetValueView, ...]:
        """The biggest values other than `key`, and whatever does not state it, in the facet's order."""
        kept = {*[found for found in self._biggest if found != key][:MOST_SIBLINGS], NOT_STATED} - {key}
        return tuple(self._views[found] for found in sorted(kept & self._views.keys(), key=self._places.__getitem__))


def find_by(facets: Facets[Any], catalogue: Catalogue) -> tuple[FacetView, ...]:
    """The facets of the home page, if there is anything to choose: the page has no others beside those at first."""
    return tuple(
        facet_view(facet, facets, catalogue, FEW if len(facets.uses[facet.code]) <= FEW else MOST_AT_FIRST)
        for facet in FACETS
        if facet.code in ON_HOME and facets.shown(facet)
    )


def listed_under(values: Iterable[tuple[Value, ...]]) -> tuple[ListedUnder, ...]:
    """The pages that list a vacancy among others like it, by facet; of what it does not state there are none.

    `values` are its values under each of FACETS.
    """
    found = [_listed(place, own) for place, own in zip(range(len(FACETS)), values, strict=True)]
    return tuple(filter(None, found))


@lru_cache(maxsize=10_000)
def _listed(place: int, values: tuple[Value, ...]) -> ListedUnder | None:
    """The pages of `values`, of the facet at this place among FACETS, if there are any.

    Kept, since most vacancies share theirs with others: what is known takes 2 µs for all facets, instead of 13.
    """
    facet = FACETS[place]
    labels = {value.key: value.label for value in values if value.key != NOT_STATED}
    if facet.code in UNLISTED or not labels:
        return None
    links = tuple(FacetLink(label=label, path=facet.path_of(key)) for key, label in labels.items())
    return ListedUnder(name=facet.name, links=links)
