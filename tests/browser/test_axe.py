"""Axe finds nothing on any page, in either colour scheme, in any of its states."""

from __future__ import annotations

from pathlib import Path

import pytest
from builtsite import FIVE, KENSINGTON, LIVE, LONDON, MEDWAY, TODAY, pages_of, some_of

from browser.axe import findings
from browser.reader import Visit, wait_for_count


def test_axe_does_look(visit: Visit) -> None:
    """Pale text, a field without a label, a heading too deep: a page with these must not pass."""
    page = visit("about.html")
    page.evaluate(
        """() => document.querySelector('main').insertAdjacentHTML('beforeend',
          '<h5 id="pale">Pale</h5><input type="text">')"""
    )
    page.evaluate("document.getElementById('pale').style.color = '#ccc'")
    found = " ".join(findings(page))
    for rule in ("color-contrast", "label", "heading-order"):
        assert f": {rule}: " in found


@pytest.mark.parametrize("content", [FIVE, LIVE], ids=["five", "live"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(visit: Visit, scheme: str, content: Path) -> None:
    page = visit("index.html", color_scheme=scheme, content=content)
    start = page.url.removesuffix("index.html")
    found = []
    for path in some_of(pages_of(content)):
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
    page = visit("vacancies.html?q=therapist", color_scheme=scheme)
    wait_for_count(page, "“therapist”")
    found = findings(page)
    page.locator("#q").fill("zzzzqqq")
    wait_for_count(page, "Nothing found")
    found += findings(page)
    page.goto(page.url.split("vacancies.html")[0] + MEDWAY)
    for box in page.locator(".checklist input").all():
        box.check()
    found += findings(page)
    page.get_by_role("button", name="Clear the ticks").click()
    found += findings(page)
    assert not found


def test_axe_finds_nothing_on_a_narrow_screen(visit: Visit) -> None:
    page = visit(LONDON, viewport={"width": 320, "height": 640}, day=TODAY)
    found = findings(page)
    page.goto(page.url.split("vacancies/")[0] + "vacancies.html?q=therapist")
    wait_for_count(page, "“therapist”")
    assert not found + findings(page)
