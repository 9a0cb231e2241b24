"""Pages: the plan of the whole site. Every address with its template and view; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from portal.cellar.addresses import (
    CLOSED,
    EMPLOYERS,
    FEED,
    HOME,
    NOT_FOUND,
    ROBOTS,
    SEARCH,
    SITEMAP,
    VACANCIES,
    absolute,
    content_path,
    employer_path,
    relative,
    vacancy_path,
)
from portal.cellar.diagnostics import Diagnostic
from portal.cellar.english import counted, shortened
from portal.cellar.markdown import render, script_safe_json
from portal.cellar.source import Sources
from portal.model.catalogue import Catalogue, ContentPage, Employer, Link
from portal.model.vacancy import Vacancy
from portal.pages.feeds import feed_view, robots_view, sitemap_view
from portal.pages.jobposting import Refusal, job_posting
from portal.pages.links import dead_links, shared_addresses
from portal.views.given import (
    CardView,
    ContentView,
    EmployerRow,
    EmployerView,
    FeedView,
    Frame,
    HomeView,
    ListView,
    NavigationLink,
    RobotsView,
    SearchView,
    SitemapEntry,
    VacancyView,
)
from portal.views.lists import TITLES, Lists
from portal.views.vacancy_view import vacancy_view
from portal.views.wording import date_view

View = (
    HomeView
    | ListView
    | VacancyView
    | EmployerView
    | ContentView
    | SearchView
    | FeedView
    | RobotsView
    | tuple[EmployerRow, ...]
    | tuple[SitemapEntry, ...]
    | None
)

DESCRIPTION_LENGTH = 240
"""A page's description is cut at a sentence or a word before so many characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A file of the site. `path` is its address within it, `record` the file that it is made from, or "".

    `title` is without the site's name; `canonical` is absolute, or "" for a page with no address of its own.
    """

    path: str
    template: str
    title: str = ""
    description: str = ""
    view: View = None
    indexable: bool = False
    searchable: bool = False
    canonical: str = ""
    modified: date | None = None
    record: str = ""

    @property
    def is_html(self) -> bool:
        return self.path.endswith(".html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All pages, each vacancy's card, what is wrong, and what the build's report should mention."""

    pages: tuple[Page, ...]
    cards: tuple[CardView, ...]
    diagnostics: tuple[Diagnostic, ...]
    notes: tuple[str, ...]
    base_frame: Frame

    def frame(self, page: Page) -> Frame:
        """What `page` has around it: the links that lead to the page itself are marked."""
        base = self.base_frame
        return replace(base, navigation=_marked(base.navigation, page), footer=_marked(base.footer, page))


def _marked(links: tuple[NavigationLink, ...], page: Page) -> tuple[NavigationLink, ...]:
    return tuple(replace(link, current=link.path == page.path) for link in links)


def plan(catalogue: Catalogue, day: date, *, preview: bool = False, sources: Sources | None = None) -> Plan:
    """The plan of the site on `day`; with `sources`, diagnostics point into the files."""
    lists = Lists(catalogue, day)
    vacancies = [_vacancy_page(vacancy, catalogue, lists, day) for vacancy in catalogue.vacancies]
    html = [
        *_list_pages(catalogue, lists),
        *(page for page, _ in vacancies),
        *(_employer_page(employer, catalogue, lists) for employer in catalogue.employers.values()),
        *(_content_page(page, catalogue) for page in catalogue.pages),
    ]
    pages = (*html, *_feed_pages(catalogue, lists, html, day))
    records = [(page.path, page.record) for page in pages]
    return Plan(
        pages=pages,
        cards=lists.cards(),
        diagnostics=(
            *shared_addresses(records),
            *dead_links(catalogue, {page.path: page.view for page in pages}, sources or {}),
        ),
        notes=tuple(_notes(catalogue, day, (note for _, note in vacancies))),
        base_frame=_frame(catalogue, day, preview),
    )


def _frame(catalogue: Catalogue, day: date, preview: bool) -> Frame:
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
    )


def _navigation(links: Iterable[Link]) -> tuple[NavigationLink, ...]:
    return tuple(NavigationLink(label=link.label, path=link.page, current=False) for link in links)


def _list_pages(catalogue: Catalogue, lists: Lists) -> Iterator[Page]:
    site = catalogue.site
    home = Page(
        path=HOME,
        template="pages/home.html.jinja",
        title=site.name,
        description=site.description or site.tagline,
        view=lists.home(),
        indexable=True,
        canonical=absolute(HOME, site.url),
    )
    yield home
    for path, name, description, view in (
        (VACANCIES, "vacancies", "Every open vacancy, the one that closes soonest first.", lists.vacancies()),
        (CLOSED, "closed", "Vacancies that have closed, the latest first.", lists.closed()),
        (EMPLOYERS, "employers", "Everyone whose vacancies are or were here.", lists.employers()),
        (SEARCH, "search", "Search all vacancies, open and closed.", SearchView(anything=bool(catalogue.vacancies))),
        (NOT_FOUND, "not_found", "There is no page at this address.", lists.not_found()),
    ):
        own_address = path != NOT_FOUND
        yield Page(
            path=path,
            template=f"pages/{name}.html.jinja",
            title=TITLES[path],
            description=description,
            view=view,
            indexable=own_address and path != SEARCH,
            canonical=absolute(path, site.url) if own_address else "",
        )


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
        ),
        indexable=not over,
        searchable=True,
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


def _employer_page(employer: Employer, catalogue: Catalogue, lists: Lists) -> Page:
    path = employer_path(employer.slug)
    return Page(
        path=path,
        template="pages/employer.html.jinja",
        title=employer.name,
        description=f"Vacancies at {employer.name}, open and closed.",
        view=lists.employer(employer, lambda target: relative(target, path)),
        indexable=True,
        canonical=absolute(path, catalogue.site.url),
        record=employer.path,
    )


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


def _feed_pages(catalogue: Catalogue, lists: Lists, html: Iterable[Page], day: date) -> Iterator[Page]:
    feed = feed_view(catalogue, lists.sorted.open, day)
    yield Page(path=FEED, template="feeds/feed.xml.jinja", title=feed.title, view=feed)
    listed = sorted((page.canonical, page.modified) for page in html if page.indexable)
    yield Page(path=SITEMAP, template="feeds/sitemap.xml.jinja", view=sitemap_view(listed))
    yield Page(path=ROBOTS, template="feeds/robots.txt.jinja", view=robots_view(catalogue))
