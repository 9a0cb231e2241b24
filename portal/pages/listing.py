"""Listing: the pages that list vacancies or employers, each list in as many pages as it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from portal.cellar.addresses import CLOSED, EMPLOYERS, HOME, NOT_FOUND, VACANCIES, absolute, employer_path, further_page
from portal.cellar.english import counted
from portal.facets.definitions import Facet
from portal.facets.found import Use
from portal.model.catalogue import Catalogue, Employer
from portal.pages.inputs import showing
from portal.pages.page import Page
from portal.views.entry import Entry
from portal.views.facet_pages import facet_pages, with_pages
from portal.views.given import EmployerView, FacetPageView, FinderView, ListView
from portal.views.lists import TITLES, Lists

Listing = FinderView | ListView | FacetPageView | EmployerView
"""What a page of a list shows."""


def list_pages(catalogue: Catalogue, lists: Lists) -> Iterator[Page]:
    """Home, all vacancies, closed ones, employers, each facet's values, and the page for what is not there."""
    site = catalogue.site
    yield Page(
        path=HOME,
        template="pages/home.html.jinja",
        title=site.name,
        description=site.description or site.tagline,
        **showing(lists.home()),
        indexable=True,
        dated=True,
        canonical=absolute(HOME, site.url),
    )
    yield from _portals_own(lists, site.url)
    for facet, use in with_pages(lists.facets):
        yield from _facet_pages(facet, use, lists, catalogue)
    for employer in catalogue.employers.values():
        yield from _employer_pages(employer, lists, site.url)
    yield Page(
        path=NOT_FOUND,
        template="pages/not_found.html.jinja",
        title=TITLES[NOT_FOUND],
        description="There is no page at this address.",
        **showing(lists.not_found()),
    )


def _portals_own(lists: Lists, url: str) -> Iterator[Page]:
    """All vacancies, of which the finder is the first page; closed ones; employers."""
    every = _own(VACANCIES, "list", "Every open vacancy, the one that closes soonest first.", url)
    finder = replace(every, template="pages/vacancies.html.jinja")
    yield from _in_pages(finder, [lists.finder()], url)
    yield from _in_pages(every, lists.vacancies()[1:], url)
    closed = _own(CLOSED, "closed", "Vacancies that have closed, the latest first.", url)
    yield from _in_pages(closed, lists.closed(), url)
    employers = _own(EMPLOYERS, "employers", "Everyone whose vacancies are or were here.", url)
    yield replace(employers, **showing(lists.employers()))


def _own(path: str, template: str, description: str, url: str) -> Page:
    """The first page of one of the portal's own lists, without its view."""
    return Page(
        path=path,
        template=f"pages/{template}.html.jinja",
        title=TITLES[path],
        description=description,
        indexable=True,
        dated=True,
        canonical=absolute(path, url),
    )


def _facet_pages(facet: Facet, use: Use[Entry], lists: Lists, catalogue: Catalogue) -> Iterator[Page]:
    """The pages of a value; a search engine may keep those that have something to apply for."""
    views = facet_pages(facet, use, lists, catalogue)
    heading = views[0].heading
    number = counted(len(use.current), "vacancy", "vacancies")
    first = Page(
        path=facet.path_of(use.value.key, use.value.role),
        template="pages/facet.html.jinja",
        title=heading,
        description=f"{heading}: {number} open or opening soon, with pay and every requirement.",
        indexable=bool(use.current),
    )
    return _in_pages(first, views, catalogue.site.url)


def _employer_pages(employer: Employer, lists: Lists, url: str) -> Iterator[Page]:
    first = Page(
        path=employer_path(employer.slug),
        template="pages/employer.html.jinja",
        title=employer.name,
        description=f"Vacancies at {employer.name}, open and closed.",
        indexable=True,
        record=employer.path,
    )
    return _in_pages(first, lists.employer(employer), url)


def _in_pages(first: Page, views: Iterable[Listing], url: str) -> Iterator[Page]:
    """A page for each of `views`: as `first` is, but those that follow say which they are."""
    for view in views:
        place = view.pagination
        path = further_page(first.path, place.page)
        which = f"{place.page} of {place.pages}" if place.page > 1 else ""
        yield replace(
            first,
            path=path,
            title=f"{first.title}, page {which}" if which else first.title,
            description=f"{first.description} Page {which}." if which else first.description,
            dated=first.dated and place.page == 1,
            canonical=absolute(path, url),
            **showing(view),
        )
