"""What is published: whatever records there are, pages, lists, feed, sitemap and search say the same of each."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from builtsite import LIVE, PROJECT, TODAY, SiteOn, cards_of_rows, classes, pages_of, read_page, some_of, status_on_card
from samples import terms

from portal.load.content import load_content
from portal.model.assemble import assemble
from portal.model.catalogue import Catalogue

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
STANDING = ("open", "upcoming")


@cache
def published() -> Catalogue:
    return assemble(load_content(PROJECT).records, terms())


def last_closing_day() -> str:
    """The latest closing date, when something dated is open; TODAY if there is none."""
    days = [vacancy.closing_date for vacancy in published().vacancies if vacancy.closing_date]
    return max(days, default=date.fromisoformat(TODAY)).isoformat()


@pytest.fixture(scope="module", params=["a fixed day", "the last closing day"])
def day(request: pytest.FixtureRequest) -> str:
    return TODAY if request.param == "a fixed day" else last_closing_day()


@pytest.fixture(scope="module")
def site(day: str, site_on: SiteOn) -> Path:
    """The published site as built for the day, without a warning."""
    return site_on(day, LIVE)


@pytest.fixture(scope="module")
def statuses(day: str) -> dict[str, str]:
    """The status on the day of each vacancy, by the address of its page."""
    on = date.fromisoformat(day)
    return {f"vacancies/{vacancy.slug}.html": vacancy.status_on(on).value for vacancy in published().vacancies}


def cards(site: Path, path: str) -> dict[str, str]:
    """The vacancies on all pages of a list, each with the status on its card."""
    listed = {}
    for file in (site / path, *site.glob(f"{path.removesuffix('.html')}/page-*.html")):
        for card in read_page(file).iter("li"):
            if card.get("data-slug"):
                (status,) = [it for it in card.iter() if "status" in classes(it)]
                listed[f"vacancies/{card.get('data-slug')}.html"] = status.get("data-status", "")
    return listed


def test_each_page_shows_the_status_of_its_vacancy(site: Path, statuses: dict[str, str]) -> None:
    for path in some_of(pages_of(LIVE)):
        if path in statuses:
            (article,) = read_page(site / path).iter("article")
            assert article.get("data-status") == statuses[path], path


def test_the_lists_have_each_vacancy_where_it_belongs(site: Path, statuses: dict[str, str]) -> None:
    standing = {path: status for path, status in statuses.items() if status in STANDING}
    over = {path: status for path, status in statuses.items() if status not in STANDING}
    assert cards(site, "vacancies.html") == standing
    assert cards(site, "closed.html") == over


def test_the_feed_brings_exactly_what_is_open(site: Path, statuses: dict[str, str]) -> None:
    url = published().site.url
    entries = ElementTree.parse(site / "feed.xml").getroot().iter(f"{ATOM}entry")
    found = {(entry.findtext(f"{ATOM}id") or "").removeprefix(url) for entry in entries}
    assert found == {path for path, status in statuses.items() if status == "open"}


def test_the_sitemap_has_every_vacancy_that_is_not_over(site: Path, statuses: dict[str, str]) -> None:
    url = published().site.url
    root = ElementTree.parse(site / "sitemap.xml").getroot()
    listed = {(it.text or "").removeprefix(url) for it in root.iter(f"{SITEMAP}loc")}
    assert listed & statuses.keys() == {path for path, status in statuses.items() if status in STANDING}


def test_search_knows_every_vacancy_and_its_status(site: Path, statuses: dict[str, str]) -> None:
    assert dict(map(status_on_card, cards_of_rows(site))) == statuses


def test_where_there_is_a_repository_each_vacancy_leads_to_its_file_and_the_form_says_so(
    site: Path, statuses: dict[str, str]
) -> None:
    """Whoever has no JavaScript changes a vacancy there."""
    words = "edit its file on GitHub"
    pages = [site / "add.html", *(site / path for path in statuses)]
    assert {words in page.read_text("utf-8") for page in pages} == {bool(published().site.repository)}
