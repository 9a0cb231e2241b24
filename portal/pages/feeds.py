"""Feeds: the Atom feed of open vacancies, the sitemap and robots.txt. Nothing closed is in the first two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time

from portal.cellar.addresses import FEED, HOME, SITEMAP, absolute, vacancy_path
from portal.model.catalogue import Catalogue
from portal.model.vacancy import LONDON, Vacancy
from portal.views.given import FeedEntry, FeedView, RobotsView, SitemapEntry
from portal.views.pay import pay_short
from portal.views.status import status_view
from portal.views.wording import contract_short, place_short


def updated_on(vacancy: Vacancy, day: date) -> date:
    """The latest day, not after `day`, on which it was posted, opened or compared with its source.

    If none of them is known, the day on which the source was read, and at last the build's.
    """
    latest = max((found for found in _happened(vacancy) if found <= day), default=vacancy.source.retrieved)
    return latest if latest and latest <= day else day


def _happened(vacancy: Vacancy) -> Iterator[date]:
    yield from (found for found in (vacancy.posted, vacancy.opening_date, vacancy.checked_on) if found)


def feed_view(catalogue: Catalogue, open_vacancies: Sequence[Vacancy], day: date) -> FeedView:
    """The feed of `open_vacancies`, the newest first."""
    site = catalogue.site
    dated = sorted(((updated_on(vacancy, day), vacancy) for vacancy in open_vacancies), key=lambda pair: pair[1].slug)
    newest_first = sorted(dated, key=lambda pair: pair[0], reverse=True)
    return FeedView(
        title=site.name,
        language=site.language,
        feed_url=absolute(FEED, site.url),
        site_url=absolute(HOME, site.url),
        updated=_moment(newest_first[0][0] if newest_first else day),
        entries=tuple(_entry(vacancy, catalogue, since, day) for since, vacancy in newest_first),
    )


def _in_short(vacancy: Vacancy, catalogue: Catalogue, day: date) -> str:
    """The key facts of the vacancy, then its summary: a feed reader may show nothing else."""
    facts = [place_short(vacancy, catalogue), pay_short(vacancy, catalogue), contract_short(vacancy, catalogue)]
    status = status_view(vacancy, day).detail
    said = [f"{fact[0].upper()}{fact[1:]}." for fact in (*facts, status) if fact]
    return " ".join([*said, *vacancy.summary.split()])


def _entry(vacancy: Vacancy, catalogue: Catalogue, since: date, day: date) -> FeedEntry:
    url = absolute(vacancy_path(vacancy.slug), catalogue.site.url)
    return FeedEntry(
        id=url,
        url=url,
        title=f"{vacancy.title}, {catalogue.employer_of(vacancy).name}",
        updated=_moment(since),
        summary=_in_short(vacancy, catalogue, day),
    )


def _moment(day: date) -> str:
    return datetime.combine(day, time(), LONDON).isoformat()


def sitemap_view(pages: Iterable[tuple[str, date | None]]) -> tuple[SitemapEntry, ...]:
    """The sitemap of pages given as whole address and day of the last change."""
    return tuple(SitemapEntry(url=url, modified=day.isoformat() if day else "") for url, day in pages)


def robots_view(catalogue: Catalogue) -> RobotsView:
    return RobotsView(sitemap_url=absolute(SITEMAP, catalogue.site.url))
