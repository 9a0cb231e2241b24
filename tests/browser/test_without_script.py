"""Without JavaScript: everything can be read, ticked, narrowed and reached; only words cannot be looked for."""

from __future__ import annotations

import re

from builtsite import KENSINGTON, LONDON, PAGES
from playwright.sync_api import expect

from browser.reader import Visit, heading, shown_titles


def test_every_page_can_be_read(visit: Visit) -> None:
    page = visit("index.html", java_script_enabled=False)
    start = page.url.removesuffix("index.html")
    for path in PAGES:
        page.goto(start + path)
        assert heading(page)
        assert len(page.locator("main").inner_text()) > 150, path


def test_the_checklist_is_a_form_to_tick_without_tools_that_would_do_nothing(visit: Visit) -> None:
    page = visit(LONDON, java_script_enabled=False)
    page.locator(".checklist label").first.click()
    expect(page.locator(".checklist input").first).to_be_checked()
    expect(page.locator(".checklist__foot")).to_be_hidden()
    expect(page.locator("[data-checklist-memory]")).to_be_hidden()
    assert page.locator("fieldset legend").count() > 0


def test_the_finder_is_a_list_and_links_that_narrow_it(visit: Visit) -> None:
    page = visit("vacancies.html", day="2025-11-20", java_script_enabled=False)
    # Chromium lays out a noscript's own elements, but Playwright's text selectors leave them aside.
    assert "needs JavaScript" in page.locator("main").inner_text()
    assert (
        page.locator(".facet__box:visible, .facet__number:visible, .finder__bar button:visible, select:visible").count()
        == 0
    )
    page.locator("[data-facet=region] .facet__link", has_text="London").click()
    assert heading(page) == "Therapy vacancies in London"
    assert "Liaison Clinical Practitioner" in shown_titles(page)


def test_on_a_narrow_screen_the_links_are_folded_away_above_the_list(visit: Visit) -> None:
    page = visit("vacancies.html", day="2025-11-20", java_script_enabled=False, viewport={"width": 320, "height": 640})
    link = page.locator("[data-facet=region] .facet__link", has_text="London")
    expect(link).to_be_hidden()
    page.locator(".finder__narrow").click()
    link.click()
    assert heading(page) == "Therapy vacancies in London"


def test_the_search_box_in_the_header_works_as_a_plain_form(visit: Visit) -> None:
    page = visit(KENSINGTON, java_script_enabled=False)
    box = page.get_by_role("searchbox", name="Search vacancies")
    box.fill("MBT & more")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"/vacancies\.html\?q=MBT\+%26\+more$"))


def test_a_closed_vacancy_is_closed_and_open_ones_are_listed(visit: Visit) -> None:
    page = visit(KENSINGTON, java_script_enabled=False)
    expect(page.locator(".vacancy__head .status__label")).to_have_text("Closed")
    expect(page.locator(".vacancy__head [data-notice]")).to_be_visible()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="All vacancies").click()
    assert "Sessional Therapist, Children and Young People" in shown_titles(page)
