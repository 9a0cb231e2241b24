"""Feeds: the Atom feed of open vacancies, the sitemap and robots.txt. Nothing closed is in the first two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from portal.cellar.addresses import FEED, HOME, SITEMAP, absolute, vacancy_path
from portal.model.catalogue import Catalogue
from portal.model.vacancy import LONDON, Vacancy
from portal.views.contract import FeedEntry, FeedView, RobotsView, SitemapEntry


def known_since(vacancy: Vacancy, day: date) -> date:
    """The day to date a feed entry with: posted, else checked, else read; and the build's day if all fail."""
    known = (vacancy.posted, vacancy.checked_on, vacancy.source.retrieved, vacancy.opening_date)
    return next((found for found in known if found and found <= day), day)


def feed_view(catalogue: Catalogue, open_vacancies: Sequence[Vacancy], day: date) -> FeedView:
    """The feed of `open_vacancies`, the newest first."""
    site = catalogue.site
    dated = sorted(((known_since(vacancy, day), vacancy) for vacancy in open_vacancies), key=lambda pair: pair[1].slug)
    newest_first = sorted(dated, key=lambda pair: pair[0], reverse=True)
    return FeedView(
        title=site.name,
        feed_url=absolute(FEED, site.url),
        site_url=absolute(HOME, site.url),
        updated=_moment(newest_first[0][0] if newest_first else day),
        entries=tuple(_entry(vacancy, catalogue, since) for since, vacancy in newest_first),
    )


def _entry(vacancy: Vacancy, catalogue: Catalogue, since: date) -> FeedEntry:
    url = absolute(vacancy_path(vacancy.slug), catalogue.site.url)
    return FeedEntry(
        id=url,
        url=url,
        title=f"{vacancy.title}, {catalogue.employer_of(vacancy).name}",
        updated=_moment(since),
        summary=vacancy.summary,
    )


def _moment(day: date) -> str:
    return datetime.combine(day, time(), LONDON).isoformat()


def sitemap_view(pages: Iterable[tuple[str, date | None]]) -> tuple[SitemapEntry, ...]:
    """The sitemap of pages given as whole address and day of the last change."""
    return tuple(SitemapEntry(url=url, modified=day.isoformat() if day else "") for url, day in pages)


def robots_view(catalogue: Catalogue) -> RobotsView:
    return RobotsView(sitemap_url=absolute(SITEMAP, catalogue.site.url))
