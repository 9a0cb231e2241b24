"""Feeds: the Atom feed of open vacancies, the sitemap and robots.txt. Nothing closed is in the first two."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from portal.cellar.addresses import FEED, HOME, SITEMAP, absolute, vacancy_path
from portal.model.catalogue import Site
from portal.model.vacancy import LONDON
from portal.views.entry import Entry
from portal.views.given import CardView, FeedEntry, FeedView, RobotsView, SitemapEntry

MOST_IN_FEED = 500
"""So many of the newest are in the feed: readers ask for all of it again and again, and keep what they had."""


def feed_view(site: Site, open_vacancies: Iterable[Entry], day: date) -> FeedView:
    """The feed of `open_vacancies`, the newest first; of those that no day is known of, the build's day is."""
    dated = sorted(((entry.updated or day, entry) for entry in open_vacancies), key=lambda pair: pair[1].slug)
    newest_first = sorted(dated, key=lambda pair: pair[0], reverse=True)
    return FeedView(
        title=site.name,
        language=site.language,
        feed_url=absolute(FEED, site.url),
        site_url=absolute(HOME, site.url),
        updated=_moment(newest_first[0][0] if newest_first else day),
        entries=tuple(_entry(entry, site.url, since) for since, entry in newest_first[:MOST_IN_FEED]),
    )


def _entry(entry: Entry, site_url: str, since: date) -> FeedEntry:
    url = absolute(vacancy_path(entry.slug), site_url)
    return FeedEntry(
        id=url,
        url=url,
        title=f"{entry.title}, {entry.employer_name}",
        updated=_moment(since),
        summary=_in_short(entry.card),
    )


def _in_short(card: CardView) -> str:
    """The key facts of the vacancy, then its summary: a feed reader may show nothing else."""
    facts = (card.place, card.pay, card.contract, card.status.detail)
    said = [f"{fact[0].upper()}{fact[1:]}." for fact in facts if fact]
    return " ".join([*said, card.summary])


def _moment(day: date) -> str:
    return datetime.combine(day, time(), LONDON).isoformat()


def sitemap_view(pages: Iterable[tuple[str, date | None]]) -> tuple[SitemapEntry, ...]:
    """The sitemap of pages given as whole address and day of the last change."""
    return tuple(SitemapEntry(url=url, modified=day.isoformat() if day else "") for url, day in pages)


def robots_view(site: Site) -> RobotsView:
    return RobotsView(sitemap_url=absolute(SITEMAP, site.url))
