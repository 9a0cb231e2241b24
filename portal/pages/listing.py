"""Listing: the pages that list vacancies or employers, each list in as many pages as it needs."""

from __future__ import annotations

from collections.abc import Iterator

from portal.cellar.addresses import CLOSED, EMPLOYERS, HOME, NOT_FOUND, VACANCIES, absolute, employer_path, further_page
from portal.cellar.english import counted
from portal.facets.definitions import Facet
from portal.facets.found import Use
from portal.model.catalogue import Catalogue, Employer
from portal.pages.page import Page, View
from portal.views.facet_pages import facet_pages, with_pages
from portal.views.given import PaginationView
from portal.views.lists import TITLES, Lists


def list_pages(catalogue: Catalogue, lists: Lists) -> Iterator[Page]:
    """Home, all vacancies, closed ones, employers, each facet's values, and the page for what is not there."""
    site = catalogue.site
    yield Page(
        path=HOME,
        template="pages/home.html.jinja",
        title=site.name,
        description=site.description or site.tagline,
        view=lists.home(),
        indexable=True,
        canonical=absolute(HOME, site.url),
    )
    yield from _vacancies(lists, site.url)
    for closed in lists.closed():
        description = "Vacancies that have closed, the latest first."
        yield _page(CLOSED, "closed", description, closed, site.url, closed.pagination)
    yield _page(EMPLOYERS, "employers", "Everyone whose vacancies are or were here.", lists.employers(), site.url)
    for facet, use in with_pages(lists.facets):
        yield from _facet_pages(facet, use, lists, catalogue)
    for employer in catalogue.employers.values():
        yield from _employer_pages(employer, catalogue, lists)
    yield Page(
        path=NOT_FOUND,
        template="pages/not_found.html.jinja",
        title=TITLES[NOT_FOUND],
        description="There is no page at this address.",
        view=lists.not_found(),
    )


def _vacancies(lists: Lists, url: str) -> Iterator[Page]:
    """The finder, and the further pages of its list."""
    description = "Every open vacancy, the one that closes soonest first."
    yield _page(VACANCIES, "vacancies", description, lists.finder(), url)
    for view in lists.vacancies()[1:]:
        yield _page(VACANCIES, "list", description, view, url, view.pagination)


def _page(
    path: str, template: str, description: str, view: View, url: str, place: PaginationView | None = None
) -> Page:
    """A page of one of the portal's own lists."""
    address = further_page(path, place.page) if place else path
    return Page(
        path=address,
        template=f"pages/{template}.html.jinja",
        title=f"{TITLES[path]}{_which(place)}",
        description=f"{description}{_which(place, sentence=True)}",
        view=view,
        indexable=True,
        canonical=absolute(address, url),
    )


def _which(place: PaginationView | None, *, sentence: bool = False) -> str:
    """What tells a further page of a list from the first, at the end of its title or description."""
    if place is None or place.page == 1:
        return ""
    return f" Page {place.page} of {place.pages}." if sentence else f", page {place.page} of {place.pages}"


def _facet_pages(facet: Facet, use: Use, lists: Lists, catalogue: Catalogue) -> Iterator[Page]:
    """The pages of a value; a search engine may keep those that have something to apply for."""
    path = facet.path_of(use.value.key, use.value.role)
    number = counted(len(use.current), "vacancy", "vacancies")
    for view in facet_pages(facet, use, lists, catalogue):
        address = further_page(path, view.pagination.page)
        which = _which(view.pagination, sentence=True)
        yield Page(
            path=address,
            template="pages/facet.html.jinja",
            title=f"{view.heading}{_which(view.pagination)}",
            description=f"{view.heading}: {number} open or opening soon, with pay and every requirement.{which}",
            view=view,
            indexable=bool(use.current),
            canonical=absolute(address, catalogue.site.url),
        )


def _employer_pages(employer: Employer, catalogue: Catalogue, lists: Lists) -> Iterator[Page]:
    path = employer_path(employer.slug)
    for view in lists.employer(employer):
        address = further_page(path, view.pagination.page)
        which = _which(view.pagination, sentence=True)
        yield Page(
            path=address,
            template="pages/employer.html.jinja",
            title=f"{employer.name}{_which(view.pagination)}",
            description=f"Vacancies at {employer.name}, open and closed.{which}",
            view=view,
            indexable=True,
            canonical=absolute(address, catalogue.site.url),
            record=employer.path,
        )
