"""Days: on each of them page, lists, feed, sitemap and structured data say the same of every vacancy."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from builtsite import (
    KENSINGTON,
    KENT,
    LONDON,
    MEDWAY,
    MILTON_KEYNES,
    VACANCIES,
    SiteOn,
    cards_of_rows,
    classes,
    handed_over,
    read_page,
    status_on_card,
    words,
)

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SITE_URL = "https://example.github.io/therapy-vacancies/"

ALWAYS = {MEDWAY: "open", KENT: "open", MILTON_KEYNES: "closed"}
DAYS = {
    "2025-11-10": {KENSINGTON: "open", LONDON: "upcoming", **ALWAYS},
    "2025-11-13": {KENSINGTON: "open", LONDON: "upcoming", **ALWAYS},
    "2025-11-14": {KENSINGTON: "closed", LONDON: "upcoming", **ALWAYS},
    "2025-11-20": {KENSINGTON: "closed", LONDON: "open", **ALWAYS},
    "2025-11-24": {KENSINGTON: "closed", LONDON: "closed", **ALWAYS},
    "2026-11-22": {KENSINGTON: "closed", LONDON: "closed", **ALWAYS},
}
POSTINGS = {
    "2025-11-10": [KENSINGTON],
    "2025-11-13": [KENSINGTON],
    "2025-11-14": [],
    "2025-11-20": [LONDON],
    "2025-11-24": [],
    "2026-11-22": [],
}


@pytest.fixture(scope="module", params=DAYS)
def day(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def site(day: str, site_on: SiteOn) -> Path:
    return site_on(day)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Element]:
    return {path: read_page(site / path) for path in VACANCIES}


def in_class(page: Element, name: str) -> list[Element]:
    return [element for element in page.iter() if name in classes(element)]


def cards(site: Path, path: str) -> dict[str, str]:
    """The vacancies on a list page, each with the status on its card."""
    listed = {}
    for card in in_class(read_page(site / path), "card"):
        (status,) = in_class(card, "status")
        listed[f"vacancies/{card.get('data-slug')}.html"] = status.get("data-status", "")
    return listed


def test_each_page_shows_the_status_of_its_vacancy(day: str, pages: dict[str, Element]) -> None:
    found = {}
    for path, page in pages.items():
        (head,) = in_class(page, "vacancy__head")
        (status,) = in_class(head, "status")
        found[path] = status.get("data-status")
        assert f"status--{found[path]}" in classes(status)
        (article,) = in_class(page, "vacancy")
        assert article.get("data-status") == found[path]
    assert found == DAYS[day]


def test_a_page_is_for_search_engines_until_it_closes_and_then_says_so_in_its_title(
    day: str, pages: dict[str, Element]
) -> None:
    for path, page in pages.items():
        closed = DAYS[day][path] == "closed"
        robots = [it.get("content") for it in page.iter("meta") if it.get("name") == "robots"]
        assert robots == (["noindex"] if closed else []), path
        assert ("(closed)" in words(next(page.iter("title")))) == closed, path


def test_a_closed_page_keeps_its_text_and_gives_neither_link_nor_contact_to_apply(
    day: str, pages: dict[str, Element]
) -> None:
    for path, page in pages.items():
        closed = DAYS[day][path] == "closed"
        (notice,) = [it for it in page.iter() if it.get("data-notice") is not None]
        assert (notice.get("hidden") is None) == (DAYS[day][path] != "open"), path
        ways = [it for it in page.iter() if it.get("data-while") is not None]
        assert not (closed and ways), path
        links = [it for it in ways if "apply" in classes(it)]
        assert all((it.get("hidden") is None) == (DAYS[day][path] == "open") for it in links), path
        assert not [it for it in page.iter("a") if it.get("href", "").startswith(("mailto:", "tel:"))], path
        assert in_class(page, "checklist__criteria"), path


def test_the_lists_agree_with_the_pages(day: str, site: Path) -> None:
    wanted = DAYS[day]
    standing = {path: status for path, status in wanted.items() if status != "closed"}
    assert cards(site, "vacancies.html") == standing
    assert cards(site, "closed.html") == {path: "closed" for path in wanted if wanted[path] == "closed"}
    assert cards(site, "404.html") == standing
    home = cards(site, "index.html")
    assert home.items() <= wanted.items()
    assert standing.items() <= home.items()
    employers: dict[str, str] = {}
    for file in sorted((site / "employers").iterdir()):
        employers |= cards(site, f"employers/{file.name}")
    assert employers == wanted


def test_the_feed_brings_exactly_what_is_open(day: str, site: Path) -> None:
    feed = ElementTree.parse(site / "feed.xml").getroot()
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in feed.iter(f"{ATOM}entry")]
    wanted = {SITE_URL + path for path, status in DAYS[day].items() if status == "open"}
    assert sorted(ids) == sorted(wanted)
    assert all((it.text or "")[:10] <= day for it in feed.iter(f"{ATOM}updated"))


def test_the_sitemap_has_every_vacancy_that_is_not_closed(day: str, site: Path) -> None:
    root = ElementTree.parse(site / "sitemap.xml").getroot()
    listed = {(it.text or "").removeprefix(SITE_URL) for it in root.iter(f"{SITEMAP}loc")}
    wanted = {path for path, status in DAYS[day].items() if status != "closed"}
    assert {path for path in listed if path.startswith("vacancies/")} == wanted


def test_the_finder_has_a_card_of_every_vacancy_with_its_status(day: str, site: Path) -> None:
    """In the order of the rows: first those that one can apply for, as many as the table of facts has."""
    found = [status_on_card(card) for card in cards_of_rows(site)]
    assert dict(found) == DAYS[day]
    (facts,) = site.glob("assets/facts.*/base.js")
    current = handed_over(facts)["count"]
    assert {status in ("open", "upcoming") for _, status in found[:current]} <= {True}
    assert {status in ("open", "upcoming") for _, status in found[current:]} <= {False}


def test_structured_data_stands_only_where_everything_needed_is_known(day: str, site: Path) -> None:
    found = {}
    for file in sorted(site.rglob("*.html")):
        blocks = [it.text or "" for it in read_page(file).iter("script") if it.get("type") == "application/ld+json"]
        if blocks:
            (found[file.relative_to(site).as_posix()],) = map(json.loads, blocks)
    assert list(found) == POSTINGS[day]
    for path, posting in found.items():
        assert posting["@type"] == "JobPosting"
        needed = {"title", "description", "datePosted", "hiringOrganization", "jobLocation", "validThrough"}
        assert needed <= posting.keys(), path
        assert posting["directApply"] is False
        assert isinstance(posting["baseSalary"]["value"]["minValue"], int | float)
        assert "PART_TIME" in posting["employmentType"]


def test_validity_ends_with_the_closing_day_in_london(site_on: SiteOn) -> None:
    (script,) = [
        it for it in read_page(site_on("2025-11-10") / KENSINGTON).iter("script") if it.text and "@type" in it.text
    ]
    valid = json.loads(script.text or "")["validThrough"]
    assert valid.startswith(("2025-11-13T23:59", "2025-11-14T00:00"))
    assert valid.endswith(("+00:00", "Z"))


def test_no_page_says_only_that_there_are_no_vacancies(site: Path) -> None:
    for path in ("index.html", "vacancies.html", "404.html"):
        page = read_page(site / path)
        (main,) = page.iter("main")
        assert "no vacancies" not in words(main).casefold(), path
        assert len(in_class(main, "card")) >= 2, path
        assert in_class(main, "lede"), path


DATED = ("index.html", "vacancies.html", "closed.html", "employers.html")


def test_lists_tell_for_which_day_they_were_made(day: str, site: Path) -> None:
    for path in DATED:
        (made,) = in_class(read_page(site / path), "footer__built")
        assert next(made.iter("time")).get("datetime") == day


def test_any_other_page_is_the_same_the_next_day(site: Path) -> None:
    """Browsers keep a copy of it: a night in which nothing happens must not make them fetch it again."""
    for file in site.rglob("*.html"):
        if file.relative_to(site).as_posix() not in DATED:
            assert not in_class(read_page(file), "footer__built"), file
