"""Wherever the site stands: below a project's path, and opened from disk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from builtsite import KENSINGTON, LONDON, SiteOn
from playwright.sync_api import BrowserContext, Page, expect

from browser.reader import Visit, Watch, heading, shown_titles, wait_for_count


def test_below_a_project_path_links_search_ticks_and_the_unknown_page_work(
    visit: Visit, allowed_complaints: list[str]
) -> None:
    page = visit("index.html", base="/repo/")
    box = page.get_by_role("searchbox", name="Search vacancies")
    box.fill("MBT")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/repo/vacancies\.html\?q=MBT$"))
    wait_for_count(page, "“MBT”")
    page.get_by_role("link", name="Highly Specialist Psychotherapist").click()
    expect(page).to_have_url(re.compile(f"/repo/{KENSINGTON}"))
    page.locator(".checklist input").first.check()
    assert page.evaluate("localStorage.key(0)") == "/repo/|ticks|highly-specialist-psychotherapist-kensington"
    page.locator(".vacancy__employer a").click()
    assert heading(page) == "Central and North West London NHS Foundation Trust"
    page.locator(".masthead__name").click()
    expect(page).to_have_url(re.compile(r"/repo/(index\.html)?$"))
    allowed_complaints.append("404 (Not Found)")
    page.goto(page.url.split("/repo/")[0] + "/repo/vacancies/gone.html")
    assert heading(page) == "Page not found"
    assert page.evaluate("document.styleSheets.length") == 1
    page.locator(".card__link").first.click()
    expect(page.locator("article.vacancy")).to_be_visible()


def test_the_ticks_of_two_sites_of_one_owner_do_not_mix(visit: Visit) -> None:
    page = visit(LONDON, base="/repo/")
    page.evaluate("localStorage.setItem('/|ticks|liaison-clinical-practitioner-mhtr-london', '[\"x\"]')")
    page.locator(".checklist input").first.check()
    keys = page.evaluate("Object.keys(localStorage).map(key => key.split('|')[0]).sort()")
    assert keys == ["/", "/repo/"]


@pytest.fixture
def from_disk(site_on: SiteOn, new_context: Callable[..., BrowserContext]) -> Iterator[Callable[[str, str], Page]]:
    """`from_disk(path, day)`: a page of the built site, opened as a file."""
    watch = Watch("file://")

    def open_file(path: str, day: str) -> Page:
        context = new_context()
        context.clock.set_fixed_time(f"{day}T12:00:00Z")
        context.on("page", watch.follow)
        page = context.new_page()
        page.goto((site_on(day) / path.split("?", maxsplit=1)[0]).as_uri() + "".join(re.findall(r"\?.*", path)))
        return page

    yield open_file
    watch.check([])


def test_from_disk_pages_styles_links_and_ticks_work(from_disk: Callable[[str, str], Page]) -> None:
    page = from_disk("index.html", "2025-11-20")
    page.locator(".card__link", has_text="Liaison Clinical Practitioner").click()
    assert heading(page) == "Liaison Clinical Practitioner"
    assert page.evaluate("getComputedStyle(document.querySelector('.checklist input')).appearance") == "none"
    page.locator(".checklist input").first.check()
    page.reload()
    expect(page.locator(".checklist output")).to_contain_text("1 of 9 essential")
    page.locator(".masthead__name").click()
    assert len(shown_titles(page)) >= 3


def test_from_disk_a_status_is_put_right(from_disk: Callable[[str, str], Page]) -> None:
    page = from_disk(KENSINGTON, "2025-11-10")
    assert page.locator(".vacancy__head .status__label").inner_text() == "Open"
    page.context.clock.set_fixed_time("2025-11-15T12:00:00Z")
    page.reload()
    assert page.locator(".vacancy__head .status__label").inner_text() == "Closed"


def test_from_disk_facets_and_search_find_and_the_address_keeps_them(from_disk: Callable[[str, str], Page]) -> None:
    page = from_disk("index.html", "2025-11-20")
    box = page.get_by_role("searchbox", name="Search vacancies")
    box.fill("MBT")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"vacancies\.html\?q=MBT$"))
    wait_for_count(page, "“MBT”")
    assert "Liaison Clinical Practitioner" in shown_titles(page)
    page.locator("[data-facet=region]").get_by_label("London").check()
    wait_for_count(page, "1 vacancy")
    page.reload()
    wait_for_count(page, "1 vacancy")
    assert shown_titles(page) == ["Liaison Clinical Practitioner"]
