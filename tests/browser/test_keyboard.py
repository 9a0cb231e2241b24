"""Keyboard only: everything is reached in order, and what has the focus can be seen."""

from __future__ import annotations

from builtsite import KENSINGTON, LONDON
from playwright.sync_api import Page, expect

from browser.reader import Visit, focused, wait_for_count

FOCUS = """() => {
  const it = document.activeElement, style = getComputedStyle(it), box = it.getBoundingClientRect()
  const at = document.elementFromPoint(box.x + Math.min(box.width, 40) / 2, box.y + box.height / 2)
  return {
    name: it.nodeName.toLowerCase() + ' ' + (it.id || it.textContent.trim().slice(0, 40)),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    onTop: !!at && (it.contains(at) || at.contains(it) || at.tagName === 'LABEL'),
  }
}"""


def tab_through(page: Page, limit: int = 300) -> list[dict[str, object]]:
    """What the Tab key reaches, from the top of the page to its end."""
    stops: list[dict[str, object]] = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["name"].startswith("body"):
            return stops
        stops.append(stop)
    raise AssertionError(f"after {limit} tabs the end of the page is not reached")


def test_the_first_tab_offers_to_skip_to_the_content(visit: Visit) -> None:
    page = visit(KENSINGTON)
    page.keyboard.press("Tab")
    assert focused(page) == "a.skip-link"
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert focused(page) == "main#content"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_all_that_tab_reaches_on_a_vacancy_is_seen_with_a_ring_and_is_hidden_by_nothing(visit: Visit) -> None:
    page = visit(LONDON, day="2025-11-20")
    stops = tab_through(page)
    assert len(stops) > 30
    assert [stop["name"] for stop in stops if not stop["ring"]] == []
    assert [stop["name"] for stop in stops if not (stop["inView"] and stop["onTop"])] == []


def test_the_same_holds_in_the_finder_and_at_home(visit: Visit) -> None:
    page = visit("vacancies.html?q=therapist")
    wait_for_count(page, "“therapist”")
    home = visit("index.html")
    for stops in (tab_through(page), tab_through(home)):
        assert [stop["name"] for stop in stops if not (stop["ring"] and stop["inView"] and stop["onTop"])] == []


def test_a_criterion_is_ticked_with_the_space_bar_and_ticks_are_cleared_with_enter(visit: Visit) -> None:
    page = visit(LONDON)
    page.locator(".checklist input").first.focus()
    page.keyboard.press("Space")
    expect(page.locator(".checklist output")).to_contain_text("1 of 9 essential")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "checkbox"
    page.get_by_role("button", name="Clear the ticks").focus()
    page.keyboard.press("Enter")
    # The button goes with the last tick: the focus must not get lost with it.
    assert page.evaluate("document.activeElement.textContent") == "Put the ticks back"
    page.keyboard.press("Enter")
    expect(page.locator(".checklist output")).to_contain_text("1 of 9 essential")
    assert page.evaluate("document.activeElement.textContent") == "Clear the ticks"


def test_search_is_used_from_slash_to_result_without_a_mouse(visit: Visit) -> None:
    page = visit("vacancies.html")
    page.keyboard.press("/")
    page.keyboard.type("MBT")
    page.keyboard.press("Enter")
    wait_for_count(page, "“MBT”")
    for _ in range(6):
        page.keyboard.press("Tab")
        if focused(page) == "a.card__link":
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Highly Specialist Psychotherapist")
