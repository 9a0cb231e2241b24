"""Feeds: every entry has an id and a date, and nothing closed is in them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from samples import LONDON, LONDON_OPEN, catalogue_of, real, vacancy_record

from portal.model.catalogue import Catalogue
from portal.pages.feeds import MOST_IN_FEED, feed_view, robots_view, sitemap_view
from portal.views.given import FeedView
from portal.views.lists import Lists

DAY = date(2026, 3, 10)


def feed_of(catalogue: Catalogue, day: date) -> FeedView:
    return feed_view(catalogue.site, Lists(catalogue, day).sorted.open, day)


def updated(day: date = DAY, **fields: Any) -> date:
    """The day on which the feed says that a vacancy was changed."""
    return datetime.fromisoformat(feed_of(catalogue_of(vacancy_record(**fields)), day).updated).date()


def test_an_entry_is_dated_by_the_latest_of_what_has_happened() -> None:
    dates: dict[str, Any] = {"posted": "2026-03-01", "opening_date": "2026-03-03", "checked_on": "2026-03-05"}
    assert updated(**dates) == date(2026, 3, 5)
    assert updated(date(2026, 3, 4), **dates) == date(2026, 3, 3)


def test_an_entry_that_was_never_posted_is_dated_by_what_is_known() -> None:
    assert updated(checked_on="2026-03-05") == date(2026, 3, 5)
    source = {"type": "other", "retrieved": "2026-03-04"}
    assert updated(source=source) == date(2026, 3, 4)
    assert updated() == DAY


def test_no_entry_comes_from_the_future() -> None:
    assert updated(checked_on="2026-03-11") == DAY


def test_the_newest_comes_first_and_dates_the_feed() -> None:
    catalogue = catalogue_of(
        vacancy_record("a", posted="2026-02-01"),
        vacancy_record("b", posted="2026-03-01"),
        vacancy_record("c", posted="2026-02-01"),
    )
    feed = feed_of(catalogue, DAY)
    assert [entry.url.rsplit("/", 1)[1] for entry in feed.entries] == ["b.html", "a.html", "c.html"]
    assert feed.updated == "2026-03-01T00:00:00+00:00"


def test_of_very_many_the_newest_are_in_the_feed() -> None:
    """Readers ask for all of it again and again."""
    days = [date(2024, 1, 1) + timedelta(number) for number in range(MOST_IN_FEED + 3)]
    records = [vacancy_record(f"v{number}", posted=f"{day}") for number, day in enumerate(days)]
    feed = feed_of(catalogue_of(*records), DAY)
    newest = range(MOST_IN_FEED + 2, 2, -1)
    assert [entry.url.rsplit("/", 1)[1] for entry in feed.entries] == [f"v{number}.html" for number in newest]
    assert feed.updated == f"{days[-1]}T00:00:00+01:00"


def test_moments_have_londons_offset() -> None:
    catalogue = catalogue_of(vacancy_record(posted="2026-06-01"))
    assert feed_of(catalogue, date(2026, 7, 1)).updated == "2026-06-01T00:00:00+01:00"


def test_the_feed_is_in_the_sites_own_language() -> None:
    assert feed_of(catalogue_of(site={"language": "cy"}), DAY).language == "cy"


def test_an_empty_feed_is_dated_too() -> None:
    assert feed_of(catalogue_of(), DAY).updated == "2026-03-10T00:00:00+00:00"


def test_the_open_london_role_is_in_the_feed_with_an_id_a_date_and_its_employer() -> None:
    feed = feed_of(real(), LONDON_OPEN)
    (entry,) = [entry for entry in feed.entries if LONDON in entry.id]
    assert entry.updated == "2025-11-19T00:00:00+00:00"
    assert entry.title == "Liaison Clinical Practitioner, Oxleas NHS Foundation Trust"
    assert all(entry.id and entry.updated for entry in feed.entries)


def test_the_sitemap_dates_only_what_it_can() -> None:
    entries = sitemap_view([("https://example.org/a.html", DAY), ("https://example.org/b.html", None)])
    assert [entry.modified for entry in entries] == ["2026-03-10", ""]


def test_robots_are_told_where_the_sitemap_is() -> None:
    assert robots_view(catalogue_of().site).sitemap_url == "https://example.org/small/sitemap.xml"
