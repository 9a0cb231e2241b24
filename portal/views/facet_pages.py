"""Facet pages: the vacancies of one value, a page of the list at a time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlencode

from portal.cellar.addresses import VACANCIES
from portal.cellar.english import counted, upper_first
from portal.facets.definitions import FACETS, LISTS, Facet
from portal.facets.found import Facets, Use
from portal.facets.values import NOT_STATED
from portal.model.catalogue import Catalogue
from portal.views.entry import Entry
from portal.views.given import FacetPageView
from portal.views.lists import Lists
from portal.views.pagination import in_pages

NOTHING_CURRENT = "None is open at present. What closed earlier stays here to be read."


def with_pages(facets: Facets[Entry]) -> Iterator[tuple[Facet, Use[Entry]]]:
    """Every value that has pages of its own, each part of a modality in a role included."""
    for facet in FACETS:
        for use in facets.uses[facet.code] if _tells_apart(facet, facets) else ():
            if (facet.code, use.value.key) not in LISTS:
                yield facet, use
                yield from ((facet, part) for part in use.roles)


def _tells_apart(facet: Facet, facets: Facets[Entry]) -> bool:
    """Whether its values have pages of their own, and anything leads there.

    An employer has a page anyway. Where nothing is ever stated there is nothing to tell apart, and a status is
    linked from the finder only, since the page of a vacancy may be read on another day.
    """
    if facet.code == "status":
        return facets.shown(facet)
    return facet.code != "employer" and [use.value.key for use in facets.uses[facet.code]] != [NOT_STATED]


def facet_title(facet: Facet, use: Use[Entry], catalogue: Catalogue) -> str:
    """ "Therapy vacancies in Kent", "Band 7 therapy vacancies"."""
    title = facet.title_of(use.value, catalogue.site.words)
    role = use.value.role
    return f"{title}: {catalogue.label('modality_role', role).lower()}" if role else title


def facet_pages(facet: Facet, use: Use[Entry], lists: Lists, catalogue: Catalogue) -> list[FacetPageView]:
    """The pages of a value: current vacancies in their groups; on the last page the latest that are over.

    From the page of a modality's part in the role, the modality's own page is one of its siblings.
    """
    known = lists.values[facet.code]
    view = partial(
        FacetPageView,
        heading=facet_title(facet, use, catalogue),
        lead=_lead(use),
        facet=facet.name,
        siblings=known.siblings("" if use.value.role else use.value.key),
        roles=known.roles(use.value.key),
        finder_query=f"{VACANCIES}?{query(facet, use)}",
    )
    pages = in_pages(lists.groups(use.current), facet.path_of(use.value.key, use.value.role))
    return [
        view(groups=(*groups, *(lists.for_reading(use.over) if not links.next else ())), pagination=links)
        for groups, links in pages
    ]


def _lead(use: Use[Entry]) -> str:
    number = len(use.current)
    if not number:
        return NOTHING_CURRENT
    return upper_first(f"{counted(number, 'vacancy is', 'vacancies are')} open or opening soon.")


def query(facet: Facet, use: Use[Entry]) -> str:
    """What the finder's address has after its question mark when the value is chosen."""
    chosen = [(facet.code, use.value.key)]
    return urlencode([*chosen, ("role", use.value.role)] if use.value.role else chosen)
