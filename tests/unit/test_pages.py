"""The plan: which pages there are, which of them search engines may list, and what is wrong with it."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath
from typing import Any

import pytest
from samples import (
    KENSINGTON,
    KENSINGTON_CLOSED,
    KENSINGTON_OPEN,
    LONDON,
    LONDON_OPEN,
    LONG_AFTER,
    NEITHER,
    Sample,
    catalogue_of,
    real,
    vacancy_record,
)

from portal.cellar.addresses import absolute, relative, without_fragment
from portal.pages.page import Page
from portal.pages.plan import Plan, plan
from portal.views.given import FeedView, VacancyView

DAY = date(2026, 3, 10)
HELP = Sample("page", "help", {"title": "Help", "description": "How to.", "body": "# One\n\n[all](vacancies.html)"})


def page_of(found: Plan, path: str) -> Page:
    return next(page for page in found.pages if page.path == path)


def vacancy_view_of(found: Plan, slug: str) -> VacancyView:
    view = page_of(found, f"vacancies/{slug}.html").view
    assert isinstance(view, VacancyView)
    return view


def in_sitemap(found: Plan) -> set[str]:
    view = page_of(found, "sitemap.xml").view
    assert isinstance(view, tuple)
    return {entry.url for entry in view if hasattr(entry, "url")}


def test_the_small_site_has_these_pages() -> None:
    found = plan(catalogue_of(HELP, vacancy_record()), DAY)
    assert [page.path for page in found.pages] == [
        "index.html",
        "vacancies.html",
        "closed.html",
        "employers.html",
        "browse/sector/charity.html",
        "employers/example-mind.html",
        "404.html",
        "vacancies/play-therapist.html",
        "help.html",
        "add.html",
        "feed.xml",
        "sitemap.xml",
        "robots.txt",
    ]
    assert found.diagnostics == ()


def test_the_projects_own_content_has_a_plan_without_mistakes() -> None:
    assert plan(real(), LONG_AFTER).diagnostics == ()


def test_a_closed_vacancy_keeps_its_page_and_leaves_the_search_engines() -> None:
    """The page stays, can be searched here, and is in neither sitemap nor feed."""
    before, after = plan(real(), KENSINGTON_OPEN), plan(real(), KENSINGTON_CLOSED)
    path = f"vacancies/{KENSINGTON}.html"
    assert (page_of(before, path).indexable, page_of(after, path).indexable) == (True, False)
    assert page_of(after, path).searchable
    assert (page_of(before, path).over, page_of(after, path).over) == (False, True)
    url = page_of(after, path).canonical
    assert url in in_sitemap(before)
    assert url not in in_sitemap(after)
    feed = page_of(after, "feed.xml").view
    assert isinstance(feed, FeedView)
    assert url not in [entry.url for entry in feed.entries]
    assert page_of(after, path).title.endswith("(closed)")


@pytest.mark.parametrize(
    ("day", "with_posting"),
    [(KENSINGTON_OPEN, {KENSINGTON}), (LONDON_OPEN, {LONDON}), (NEITHER, set()), (LONG_AFTER, set())],
)
def test_each_vacancy_has_a_posting_or_is_over_or_it_is_said_why_not(day: date, with_posting: set[str]) -> None:
    found = plan(real(), day)
    slugs = [vacancy.slug for vacancy in real().vacancies]
    assert {slug for slug in slugs if vacancy_view_of(found, slug).json_ld} == with_posting
    over = {vacancy.slug for vacancy in real().vacancies if vacancy.status_on(day).is_over}
    told = {PurePosixPath(detail.partition(":")[0]).stem for detail in found.details}
    assert told == {*slugs} - with_posting - over
    assert all(": no JobPosting: " in detail for detail in found.details)


def test_a_note_tells_of_what_is_open_without_a_posting_in_one_line() -> None:
    """With the names of some files, and how many vacancies each reason stands for."""
    address = {"locations": [{"kind": "office", "town": "Leeds", "postcode": "LS1 1AA"}]}
    posted = {"posted": "2026-03-01"}

    def notes_on(*fields: dict[str, Any]) -> tuple[str, ...]:
        records = [vacancy_record(f"role-{number}", **some) for number, some in enumerate(fields)]
        return plan(catalogue_of(*records), DAY).notes

    undated = "the day on which it was posted is not given"
    nowhere = "the source gives no address of the workplace"
    begin = "no JobPosting, which search engines read, for"
    assert notes_on({**address, **posted}, {"closing_date": "2026-03-05"}, {"opening_date": "2026-04-01"}) == ()
    assert notes_on(posted, {**address, **posted}) == (f"{begin} role-0.yaml: {nowhere} (1)",)
    assert notes_on(address, posted, {}) == (
        f"{begin} role-0.yaml, role-1.yaml and role-2.yaml: {undated} (2); {nowhere} (2)",
    )
    assert notes_on(address, *4 * [posted]) == (
        f"{begin} role-0.yaml, role-1.yaml and 3 more: {nowhere} (4); {undated} (1)",
    )


def test_the_page_for_missing_addresses_is_not_for_search_engines() -> None:
    found = plan(real(), LONG_AFTER)
    assert not page_of(found, "404.html").indexable
    assert page_of(found, "404.html").canonical == ""


def test_only_vacancies_are_searched() -> None:
    found = plan(real(), LONG_AFTER)
    assert {page.path for page in found.pages if page.searchable} == {card.path for card in found.cards}


def test_every_page_but_the_missing_one_has_its_whole_address() -> None:
    found = plan(catalogue_of(HELP, site_url="https://example.com/x/"), DAY)
    assert page_of(found, "index.html").canonical == "https://example.com/x/"
    assert page_of(found, "help.html").canonical == "https://example.com/x/help.html"


def test_every_html_page_has_a_title_and_a_description() -> None:
    for page in plan(real(), LONG_AFTER).pages:
        if page.is_html:
            assert page.title
            assert 10 < len(page.description) <= 300


def test_no_two_pages_that_are_listed_have_one_title() -> None:
    titles = [page.title for page in plan(real(), LONG_AFTER).pages if page.is_html]
    assert len(titles) == len(set(titles))


def test_a_page_that_takes_anothers_address_is_a_mistake() -> None:
    rival = Sample("page", "vacancies", {"title": "x", "description": "y", "body": "z"})
    (found,) = plan(catalogue_of(rival), DAY).diagnostics
    assert found.rule == "two-pages-one-address"


def test_the_links_to_the_page_itself_are_marked() -> None:
    found = plan(real(), LONG_AFTER)
    frame = found.frame(page_of(found, "vacancies.html"))
    assert [link.path for link in frame.navigation if link.current] == ["vacancies.html"]
    assert not any(link.current for link in found.frame(page_of(found, "index.html")).navigation)


def test_a_preview_says_which_day_it_is_of() -> None:
    frame = plan(real(), NEITHER, preview=True).base_frame
    assert (frame.preview, frame.built.text) == (True, "24 November 2025")


def test_the_same_input_gives_the_same_plan() -> None:
    one, other = plan(real(), LONG_AFTER), plan(real(), LONG_AFTER)
    assert (one.roles, one.cards, one.tables) == (other.roles, other.cards, other.tables)
    assert [(page.path, page.inputs, page.view) for page in one.pages] == [
        (page.path, page.inputs, page.view) for page in other.pages
    ]


def test_a_page_is_not_dated_after_the_build() -> None:
    found = plan(catalogue_of(vacancy_record(posted="2026-03-01", checked_on="2026-04-01")), DAY)
    assert page_of(found, "vacancies/play-therapist.html").modified == date(2026, 3, 1)


def test_links_are_relative_to_the_page_they_stand_on() -> None:
    assert relative("about.html", "index.html") == "about.html"
    assert relative("about.html", "vacancies/a.html") == "../about.html"
    assert relative("#here", "vacancies/a.html") == "#here"
    assert absolute("index.html", "https://example.org/") == "https://example.org/"
    assert without_fragment("about.html#here") == "about.html"


def test_only_so_many_vacancies_are_offered_as_one_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more nobody would take it along; all else that is for reading offline stays."""
    catalogue = catalogue_of(HELP, vacancy_record())
    for most, address in ((1, absolute("vacancies-offline.zip", catalogue.site.url)), (0, "")):
        monkeypatch.setattr("portal.pages.plan.MOST_TAKEN_ALONG", most)
        offline = plan(catalogue, DAY, offline=True).base_frame.offline
        assert offline is not None
        assert (offline.worker, offline.zip_url) == ("sw.js", address)
