"""Pages: the plan of the whole site. Every address with its template and view; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from portal.cellar.addresses import (
    ADD,
    FEED,
    MANIFEST,
    ROBOTS,
    SITEMAP,
    WORKER,
    ZIP,
    absolute,
    content_path,
    relative,
    vacancy_path,
)
from portal.cellar.diagnostics import Diagnostic
from portal.cellar.english import counted, shortened
from portal.cellar.markdown import render, script_safe_json
from portal.cellar.source import Sources
from portal.facets.columns import table
from portal.model.catalogue import Catalogue, ContentPage, Link
from portal.model.vacancy import Vacancy
from portal.pages.feeds import feed_view, robots_view, sitemap_view
from portal.pages.jobposting import Refusal, job_posting
from portal.pages.links import dead_links, shared_addresses
from portal.pages.listing import list_pages
from portal.pages.page import Page
from portal.views.facets import listed_under
from portal.views.given import AddView, CardView, ContentView, Frame, NavigationLink, OfflineView
from portal.views.lists import TITLES, Lists
from portal.views.vacancy_view import vacancy_view
from portal.views.wording import date_view

DESCRIPTION_LENGTH = 240
"""A page's description is cut at a sentence or a word before so many characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All pages, each vacancy's card, what is wrong, and what the build's report should mention.

    `tables` are what the finder knows of the vacancies, by name; their rows are in the order of the cards.
    """

    pages: tuple[Page, ...]
    cards: tuple[CardView, ...]
    tables: Mapping[str, Mapping[str, Any]]
    diagnostics: tuple[Diagnostic, ...]
    notes: tuple[str, ...]
    base_frame: Frame

    def frame(self, page: Page, zip_size: str = "") -> Frame:
        """What `page` has around it: the links that lead to the page itself are marked."""
        base = self.base_frame
        offline = base.offline and replace(base.offline, zip_size=zip_size)
        navigation, footer = _marked(base.navigation, page), _marked(base.footer, page)
        return replace(base, navigation=navigation, footer=footer, offline=offline)


def _marked(links: tuple[NavigationLink, ...], page: Page) -> tuple[NavigationLink, ...]:
    return tuple(replace(link, current=link.path == page.path) for link in links)


def plan(
    catalogue: Catalogue,
    day: date,
    *,
    preview: bool = False,
    offline: bool = False,
    sources: Sources | None = None,
    example: str = "",
) -> Plan:
    """The plan of the site on `day`; with `sources`, diagnostics point into the files.

    With `offline`, pages tell of what is made for reading offline. `example` is the text of the annotated example.
    """
    lists = Lists(catalogue, day)
    vacancies = [_vacancy_page(vacancy, catalogue, lists, day) for vacancy in catalogue.vacancies]
    html = [
        *list_pages(catalogue, lists),
        *(page for page, _ in vacancies),
        *(_content_page(page, catalogue) for page in catalogue.pages),
        _add_page(catalogue, example),
    ]
    pages = (*html, *_feed_pages(catalogue, lists, html, day))
    records = [(page.path, page.record) for page in pages]
    return Plan(
        pages=pages,
        cards=lists.cards(),
        tables=_tables(lists, day),
        diagnostics=(
            *shared_addresses(records),
            *dead_links(catalogue, {page.path: page.view for page in pages}, sources or {}),
        ),
        notes=tuple(_notes(catalogue, day, (note for _, note in vacancies))),
        base_frame=_frame(catalogue, day, preview, offline),
    )


def _tables(lists: Lists, day: date) -> dict[str, dict[str, Any]]:
    """Those that one can apply for apart from the others, which few readers ever ask for."""
    facets = lists.facets
    return {
        "facts": table(facets, day, facets.current),
        "over": table(facets, day, facets.over),
    }


def _frame(catalogue: Catalogue, day: date, preview: bool, offline: bool) -> Frame:
    site = catalogue.site
    return Frame(
        site_name=site.name,
        tagline=site.tagline,
        language=site.language,
        navigation=_navigation(site.navigation),
        footer=_navigation(site.footer),
        disclaimer=site.disclaimer,
        built=date_view(day),
        preview=preview,
        repository=site.repository or "",
        offline=_offline(site.url) if offline else None,
    )


def _offline(url: str) -> OfflineView:
    return OfflineView(worker=WORKER, manifest=MANIFEST, zip_url=absolute(ZIP, url), zip_size="")


def _navigation(links: Iterable[Link]) -> tuple[NavigationLink, ...]:
    return tuple(NavigationLink(label=link.label, path=link.page, current=False) for link in links)


def _vacancy_page(vacancy: Vacancy, catalogue: Catalogue, lists: Lists, day: date) -> tuple[Page, str]:
    """The page of `vacancy`, and the note on its JobPosting, or ""."""
    path = vacancy_path(vacancy.slug)
    canonical = absolute(path, catalogue.site.url)
    posting = job_posting(vacancy, catalogue, day, canonical)
    refused = isinstance(posting, Refusal)
    over = vacancy.status_on(day).is_over
    title = f"{vacancy.title}, {catalogue.employer_of(vacancy).name}"
    page = Page(
        path=path,
        template="pages/vacancy.html.jinja",
        title=f"{title} (closed)" if over else title,
        description=shortened(vacancy.summary, DESCRIPTION_LENGTH),
        view=vacancy_view(
            vacancy,
            catalogue,
            day,
            json_ld="" if refused else script_safe_json(posting),
            similar=lists.similar(vacancy),
            listed=listed_under(vacancy, lists.facets),
        ),
        indexable=not over,
        searchable=True,
        over=over,
        canonical=canonical,
        modified=max((found for found in (vacancy.checked_on, vacancy.posted) if found and found <= day), default=None),
        record=vacancy.path,
    )
    return page, _posting_note(vacancy, posting.reasons) if isinstance(posting, Refusal) and not over else ""


def _posting_note(vacancy: Vacancy, reasons: Iterable[str]) -> str:
    return f"{vacancy.path}: no JobPosting, which search engines read: {'; '.join(reasons)}"


def _notes(catalogue: Catalogue, day: date, notes: Iterable[str]) -> Iterator[str]:
    """Why vacancies have no JobPosting: one line for each that is not over, one for all that are."""
    yield from filter(None, notes)
    over = sum(vacancy.status_on(day).is_over for vacancy in catalogue.vacancies)
    if over:
        yield f"no JobPosting for what is closed or withdrawn: {counted(over, 'vacancy', 'vacancies')}"


def _content_page(page: ContentPage, catalogue: Catalogue) -> Page:
    path = content_path(page.slug)
    return Page(
        path=path,
        template="pages/content.html.jinja",
        title=page.title,
        description=page.description,
        view=ContentView(html=render(page.body, href=lambda target: relative(target, path))),
        indexable=True,
        canonical=absolute(path, catalogue.site.url),
        record=page.path,
    )


def _add_page(catalogue: Catalogue, example: str) -> Page:
    """The form. Search engines are not asked to list it, for nobody looks for a vacancy on it."""
    site = catalogue.site
    new_url = f"{site.repository.rstrip('/')}/new/{site.branch}/content/vacancies" if site.repository else ""
    return Page(
        path=ADD,
        template="pages/add.html.jinja",
        title=TITLES[ADD],
        description="Write the record of a vacancy, or change one, and hand it in as a pull request.",
        view=AddView(example=example, new_url=new_url),
        canonical=absolute(ADD, site.url),
    )


def _feed_pages(catalogue: Catalogue, lists: Lists, html: Iterable[Page], day: date) -> Iterator[Page]:
    feed = feed_view(catalogue, lists.sorted.open, day)
    yield Page(path=FEED, template="feeds/feed.xml.jinja", title=feed.title, view=feed)
    listed = sorted((page.canonical, page.modified) for page in html if page.indexable)
    yield Page(path=SITEMAP, template="feeds/sitemap.xml.jinja", view=sitemap_view(listed))
    yield Page(path=ROBOTS, template="feeds/robots.txt.jinja", view=robots_view(catalogue))
