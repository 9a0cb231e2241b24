"""Pages: the plan of the whole site. Every address with its template and view; nothing is written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any

from msgspec.structs import replace

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
from portal.cellar.digests import digest_of
from portal.cellar.english import joined, number_words, shortened
from portal.cellar.markdown import render, script_safe_json
from portal.facets.columns import table
from portal.model.catalogue import Catalogue, ContentPage, Link, Site
from portal.model.vacancy import Status, Vacancy
from portal.pages.feeds import feed_view, robots_view, sitemap_view
from portal.pages.inputs import showing
from portal.pages.jobposting import Refusal, job_posting
from portal.pages.links import Sources, dead_links, shared_addresses
from portal.pages.listing import list_pages
from portal.pages.page import Page
from portal.pages.roles import Role, links_within, role_of
from portal.views.entry import Entry
from portal.views.facets import listed_under
from portal.views.given import AddView, CardView, ContentView, DateView, Frame, NavigationLink, OfflineView, VacancyView
from portal.views.lists import TITLES, Lists
from portal.views.vacancy_view import vacancy_view
from portal.views.wording import date_view

Cards = tuple[CardView, ...]

NO_DAY = DateView(iso="", text="")
"""What stands for the day on pages that do not tell it."""

DESCRIPTION_LENGTH = 240
"""A page's description is cut at a sentence or a word before so many characters."""

MOST_NAMED = 3
"""A note names so many files at most, for it is read after every build."""

MOST_TAKEN_ALONG = 2_000
"""Of so many vacancies the site is offered as one file: it has some 64 MB then. One of more nobody would take along."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """All pages, each vacancy's card, what is wrong, and what the build's report should mention: `notes` for people,
    `details` with what these leave out for programs.

    `tables` are what the finder knows of the vacancies, by name; their rows are in the order of the cards.
    `similar` gives the cards of the open roles that are most like one.
    """

    pages: tuple[Page, ...]
    roles: tuple[Role, ...]
    cards: tuple[CardView, ...]
    tables: Mapping[str, Mapping[str, Any]]
    diagnostics: tuple[Diagnostic, ...]
    notes: tuple[str, ...]
    details: tuple[str, ...]
    base_frame: Frame
    similar: Callable[[Entry], Cards]

    def frame(self, page: Page, zip_size: str = "") -> Frame:
        """What `page` has around it: the links that lead to the page itself are marked.

        Only a page that is dated, or a preview, is told the day.
        """
        base = self.base_frame if page.dated or self.base_frame.preview else self.undated_frame
        if not zip_size and page.path not in self._linked:
            return base  # as for nearly every page, and a copy takes 10 µs
        offline = base.offline and replace(base.offline, zip_size=zip_size)
        navigation, footer = _marked(base.navigation, page), _marked(base.footer, page)
        return replace(base, navigation=navigation, footer=footer, offline=offline)

    @cached_property
    def _linked(self) -> frozenset[str]:
        """The pages that all others lead to."""
        return frozenset(link.path for link in (*self.base_frame.navigation, *self.base_frame.footer))

    @cached_property
    def undated_frame(self) -> Frame:
        """What a page has around it that does not tell the day."""
        return replace(self.base_frame, built=NO_DAY)


def _marked(links: tuple[NavigationLink, ...], page: Page) -> tuple[NavigationLink, ...]:
    return tuple(replace(link, current=link.path == page.path) for link in links)


def plan(
    catalogue: Catalogue,
    day: date,
    *,
    preview: bool = False,
    offline: bool = False,
    search: bool = True,
    sources: Sources | None = None,
    example: str = "",
    roles: Sequence[Role] | None = None,
    vacancy_of: Callable[[str], Vacancy] | None = None,
) -> Plan:
    """The plan of the site on `day`; with `sources`, diagnostics point into the files.

    With `offline`, pages tell of what is made for reading offline, with `search` they offer to look for words.
    `example` is the text of the annotated example. If the catalogue has no vacancies, `roles` are those on that day, by
    their slugs, and `vacancy_of` gives one by its slug.
    """
    if roles is None or vacancy_of is None:
        roles = [role_of(vacancy, catalogue, day) for vacancy in catalogue.vacancies]
        vacancy_of = {vacancy.slug: vacancy for vacancy in catalogue.vacancies}.__getitem__
    lists = Lists(catalogue, day, [role.entry for role in roles])
    vacancies = [vacancy_page(role, catalogue, day, lists.similar(role.entry), vacancy_of) for role in roles]
    html = [
        *list_pages(catalogue, lists),
        *vacancies,
        *(_content_page(page, catalogue) for page in catalogue.pages),
        _add_page(catalogue, example),
    ]
    pages = (*html, *_feed_pages(catalogue.site, lists, html, day))
    records = [(page.path, page.record) for page in pages]
    return Plan(
        pages=pages,
        roles=tuple(roles),
        cards=lists.cards(),
        tables=_tables(lists),
        diagnostics=(
            *shared_addresses(records),
            *dead_links(links_within(catalogue, roles), {page.path: page.see for page in pages}, sources or {}),
        ),
        notes=tuple(_notes(roles)),
        details=tuple(_details(roles)),
        base_frame=replace(
            _frame(catalogue, day, preview, _offline(catalogue.site.url, len(roles)) if offline else None),
            search=search,
        ),
        similar=lists.similar,
    )


def _tables(lists: Lists) -> dict[str, dict[str, Any]]:
    """Those that one can apply for apart from the others, which few readers ever ask for."""
    facets = lists.facets
    return {
        "facts": table(facets, facets.current),
        "over": table(facets, facets.over),
    }


def _frame(catalogue: Catalogue, day: date, preview: bool, offline: OfflineView | None) -> Frame:
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
        offline=offline,
    )


def _offline(url: str, vacancies: int) -> OfflineView:
    zip_url = absolute(ZIP, url) if vacancies <= MOST_TAKEN_ALONG else ""
    return OfflineView(worker=WORKER, manifest=MANIFEST, zip_url=zip_url, zip_size="")


def _navigation(links: Iterable[Link]) -> tuple[NavigationLink, ...]:
    return tuple(NavigationLink(label=link.label, path=link.page, current=False) for link in links)


def vacancy_page(
    role: Role, catalogue: Catalogue, day: date, similar: Cards, vacancy_of: Callable[[str], Vacancy]
) -> Page:
    """The page of a vacancy: `similar` are the cards of roles like it, `vacancy_of` gives it by its slug."""
    entry, site_url = role.entry, catalogue.site.url
    path = vacancy_path(entry.slug)
    title = f"{entry.title}, {entry.employer_name}"
    return Page(
        path=path,
        template="pages/vacancy.html.jinja",
        title=f"{title} (closed)" if entry.is_over else title,
        description=shortened(entry.card.summary, DESCRIPTION_LENGTH),
        see=partial(_vacancy_view, vacancy_of, catalogue, day, entry, similar),
        # The vacancy itself is read only if its page has to be made: what it comes from stands for it.
        inputs=role.made_from and digest_of(role.made_from, site_url, entry.since, [card.mark for card in similar]),
        indexable=not entry.is_over,
        searchable=True,
        over=entry.is_over,
        canonical=absolute(path, site_url),
        modified=entry.modified,
        record=entry.path,
    )


def _vacancy_view(
    vacancy_of: Callable[[str], Vacancy], catalogue: Catalogue, day: date, entry: Entry, similar: Cards
) -> VacancyView:
    vacancy = vacancy_of(entry.slug)
    posting = job_posting(vacancy, catalogue, day, absolute(vacancy_path(entry.slug), catalogue.site.url))
    return vacancy_view(
        vacancy,
        catalogue,
        day,
        json_ld="" if isinstance(posting, Refusal) else script_safe_json(posting),
        similar=similar,
        listed=listed_under(entry.values),
    )


def _notes(roles: Iterable[Role]) -> Iterator[str]:
    """Which vacancies that are open have no JobPosting, and how often why, in one line if there are any."""
    without = [role for role in roles if role.refused and role.entry.status is Status.OPEN]
    names = [role.entry.path.rpartition("/")[2] for role in without]
    if len(names) > MOST_NAMED:
        names[MOST_NAMED - 1 :] = [f"{number_words(len(names) - MOST_NAMED + 1)} more"]
    reasons = Counter(reason for role in without for reason in role.refused)
    told = "; ".join(f"{reason} ({number_words(number)})" for reason, number in reasons.most_common())
    if without:
        yield f"no JobPosting, which search engines read, for {joined(names)}: {told}"


def _details(roles: Iterable[Role]) -> Iterator[str]:
    """Why each vacancy that is not over has no JobPosting."""
    for role in roles:
        if role.refused and not role.entry.is_over:
            yield f"{role.entry.path}: no JobPosting: {'; '.join(role.refused)}"


def _content_page(page: ContentPage, catalogue: Catalogue) -> Page:
    path = content_path(page.slug)
    return Page(
        path=path,
        template="pages/content.html.jinja",
        title=page.title,
        description=page.description,
        **showing(ContentView(html=render(page.body, href=lambda target: relative(target, path)))),
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
        **showing(AddView(example=example, new_url=new_url)),
        canonical=absolute(ADD, site.url),
    )


def _feed_pages(site: Site, lists: Lists, html: Iterable[Page], day: date) -> Iterator[Page]:
    feed = feed_view(site, lists.sorted.open, day)
    yield Page(path=FEED, template="feeds/feed.xml.jinja", title=feed.title, **showing(feed))
    listed = sorted((page.canonical, page.modified) for page in html if page.indexable)
    yield Page(path=SITEMAP, template="feeds/sitemap.xml.jinja", **showing(sitemap_view(listed)))
    yield Page(path=ROBOTS, template="feeds/robots.txt.jinja", **showing(robots_view(site)))
