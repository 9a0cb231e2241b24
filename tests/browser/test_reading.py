"""Reading: from the home page to a vacancy, to its employer, and to why it is closed."""

from __future__ import annotations

import re

import pytest
from builtsite import KENSINGTON, KENT, LONDON, MEDWAY
from playwright.sync_api import expect

from browser.reader import Visit, heading, shown_titles

KENSINGTON_TITLE = "Highly Specialist Psychotherapist"
FACTS = ["Where", "Pay", "Hours", "Closing", "May I apply?", "Contract", "For whom", "What"]
PHONE = {"width": 390, "height": 844}


def test_a_reader_goes_from_home_to_a_vacancy_to_its_employer_and_on_to_the_list(visit: Visit) -> None:
    page = visit("index.html", day="2025-11-10")
    page.locator("main").get_by_role("link", name=KENSINGTON_TITLE).click()
    expect(page).to_have_url(re.compile(KENSINGTON))
    assert heading(page) == KENSINGTON_TITLE
    page.locator(".vacancy__employer a").click()
    assert heading(page) == "Central and North West London NHS Foundation Trust"
    assert KENSINGTON_TITLE in shown_titles(page)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="All vacancies").click()
    assert KENSINGTON_TITLE in shown_titles(page)


def test_the_first_screen_of_a_vacancy_answers_in_five_seconds(visit: Visit) -> None:
    page = visit(KENSINGTON, day="2025-11-10")
    assert page.locator(".facts dt").all_inner_texts() == FACTS
    last = page.locator(".facts .fact").last.bounding_box()
    assert last is not None
    assert last["y"] + last["height"] < 900
    assert "£64,156 to £71,148" in page.locator("[data-fact=pay]").first.inner_text()


@pytest.mark.parametrize("path", [KENSINGTON, LONDON, MEDWAY])
def test_the_first_screen_of_a_phone_has_what_rules_a_role_out(visit: Visit, path: str) -> None:
    """Who may apply takes many lines in some: the answer begins there."""
    page = visit(path, day="2025-11-10", viewport=PHONE)
    for code in ("where", "pay", "hours", "closing"):
        expect(page.locator(f".facts [data-fact={code}] dd")).to_be_in_viewport(ratio=1)
    expect(page.locator(".facts [data-fact=eligibility] dt")).to_be_in_viewport(ratio=1)


def test_a_closed_vacancy_says_why_and_since_when(visit: Visit) -> None:
    page = visit(KENSINGTON)
    assert page.locator(".vacancy__head .status__label").inner_text() == "Closed"
    notice = page.locator(".vacancy__head [data-notice]")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text("closed on 13 November 2025")
    expect(notice).to_contain_text("no longer taken")


def test_the_contents_lead_to_the_place_that_they_name(visit: Visit) -> None:
    page = visit(KENSINGTON)
    page.locator(".contents a", has_text="Person specification").click()
    expect(page.locator("#person-specification")).to_be_in_viewport()
    assert page.url.endswith("#person-specification")


def test_both_readings_of_a_contradiction_stand_side_by_side(visit: Visit) -> None:
    page = visit(LONDON, day="2025-11-20")
    readings = page.locator(".readings").first.locator(".readings__item")
    assert readings.count() == 2
    boxes = [readings.nth(number).bounding_box() for number in range(2)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["y"] == boxes[1]["y"]
    assert boxes[0]["x"] < boxes[1]["x"]


def test_what_the_advert_does_not_say_comes_with_a_question_to_ask(visit: Visit) -> None:
    page = visit(KENT)
    unstated = page.locator("#not-stated ~ dl div")
    assert unstated.count() > 0
    assert all("?" in text for text in unstated.locator("dd").all_inner_texts())


def test_a_pool_without_a_closing_date_never_shows_one(visit: Visit) -> None:
    page = visit(MEDWAY)
    status = page.locator(".vacancy__head .status")
    assert status.inner_text().split() == ["Open", "no", "closing", "date", "stated"]


def test_home_on_a_day_with_nothing_dated_is_still_worth_the_visit(visit: Visit) -> None:
    page = visit("index.html")
    headings = page.locator("main h2").all_inner_texts()
    assert headings[0] == "Find by"
    assert headings[1] == "Open, with no closing date"
    assert headings[-1] == "How to be told"
    assert len(shown_titles(page)) == 5
    assert page.locator("main").get_by_role("link", name="feed of open vacancies").get_attribute("href") == "feed.xml"


def test_an_unknown_address_gets_a_page_that_helps_on_from_any_depth(
    visit: Visit, allowed_complaints: list[str]
) -> None:
    allowed_complaints.append("404 (Not Found)")
    page = visit("vacancies/no/such/page.html")
    assert heading(page) == "Page not found"
    assert shown_titles(page)
    page.locator("main").get_by_role("link", name="All vacancies").click()
    assert heading(page) == "All vacancies"
