"""Axe finds nothing on any page, in either colour scheme; nor does any page ask or complain of anything."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from browser.reader import Visit, wait_for_count
from builtsite import KENSINGTON, LONDON, MEDWAY, PAGES, TODAY, VACANCIES
from playwright.sync_api import Page

AXE = Axe()
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
MORE = [(day, path) for day in ("2025-11-10", "2025-11-20") for path in ("index.html", *VACANCIES)]


def findings(page: Page) -> list[str]:
    """What axe finds on the open page, in a line each."""
    found = AXE.run(page, options=RULES).response
    return [
        f"{page.url}: {violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(visit: Visit, allowed_complaints: list[str], scheme: str) -> None:
    page = visit("index.html", color_scheme=scheme)
    start = page.url.removesuffix("index.html")
    found = []
    for path in PAGES:
        page.goto(start + path)
        found += findings(page)
    assert not found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_vacancies_are_open_or_soon_will_be(visit: Visit, scheme: str) -> None:
    found = []
    for day in ("2025-11-10", "2025-11-20"):
        page = visit("index.html", day=day, color_scheme=scheme)
        found += findings(page)
        for path in (KENSINGTON, LONDON):
            page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + "/" + path)
            found += findings(page)
    assert not found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_results_with_or_without_hits_or_on_a_ticked_checklist(visit: Visit, scheme: str) -> None:
    page = visit("search.html?q=therapist", color_scheme=scheme)
    wait_for_count(page, "“therapist”")
    found = findings(page)
    page.locator("#q").fill("zzzzqqq")
    wait_for_count(page, "Nothing found")
    found += findings(page)
    page.goto(page.url.split("search.html")[0] + MEDWAY)
    for box in page.locator(".criterion__box").all():
        box.check()
    found += findings(page)
    page.get_by_role("button", name="Clear the ticks").click()
    found += findings(page)
    assert not found


def test_axe_finds_nothing_on_a_narrow_screen(visit: Visit) -> None:
    page = visit(LONDON, viewport={"width": 320, "height": 640}, day=TODAY)
    found = findings(page)
    page.goto(page.url.split("vacancies/")[0] + "search.html?q=therapist")
    wait_for_count(page, "“therapist”")
    assert not found + findings(page)
