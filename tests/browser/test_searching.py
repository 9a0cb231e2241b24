"""Searching: what finds what, in which order, and what the page says about it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from builtsite import KENSINGTON, PROJECT
from playwright.sync_api import Page, expect

from browser.reader import Visit, focused, heading, search_field, shown_titles, wait_for_count

SITES = PROJECT / "tests" / "sites"

KENSINGTON_TITLE = "Highly Specialist Psychotherapist"
LONDON_TITLE = "Liaison Clinical Practitioner"
MEDWAY_TITLE = "Sessional Therapist, Children and Young People"
MILTON_KEYNES_TITLE = "DBT Therapist Practitioner"
KENT_TITLE = "Senior Therapist"


def search_for(page: Page, term: str) -> None:
    """Type a term into the search page, and wait for the answer to it."""
    search_field(page).fill(term)
    wait_for_count(page, f"“{term}”")


FINDS = {
    "MBT": KENSINGTON_TITLE,
    "mentalisation": KENSINGTON_TITLE,
    "mentalization based treatment": KENSINGTON_TITLE,
    "Kensington": KENSINGTON_TITLE,
    "psychotherapist": KENSINGTON_TITLE,
    "dialectical behavioural therapy": MILTON_KEYNES_TITLE,
    "Central and North West London": MILTON_KEYNES_TITLE,
    "Milton Keynes": MILTON_KEYNES_TITLE,
    "Medway": MEDWAY_TITLE,
    "Chatham": MEDWAY_TITLE,
    "North Kent Mind": MEDWAY_TITLE,
    "mental health treatment requirement": LONDON_TITLE,
    "Oxleas": LONDON_TITLE,
    "Kent County Council": KENT_TITLE,
    "adoption": KENT_TITLE,
}


def test_a_vacancy_is_found_by_its_words_its_employer_its_place_and_synonyms(visit: Visit) -> None:
    page = visit("search.html")
    missed = []
    for term, title in FINDS.items():
        search_for(page, term)
        if title not in shown_titles(page):
            missed.append((term, title))
    assert not missed


IN_CRITERIA_ONLY = {
    "menopause": LONDON_TITLE,
    "domestic abuse": LONDON_TITLE,
    "foetal alcohol": KENT_TITLE,
    "psychopathology": KENSINGTON_TITLE,
    "Certified Play Therapist": MEDWAY_TITLE,
}


@pytest.mark.parametrize(("term", "title"), IN_CRITERIA_ONLY.items())
def test_a_word_of_a_criterion_finds_its_vacancy_and_no_other(visit: Visit, term: str, title: str) -> None:
    """Pagefind passes over forms and labels, where the criteria of a page stand."""
    page = visit("search.html")
    search_for(page, term)
    assert shown_titles(page) == [title]


@pytest.mark.parametrize("term", ["IAPT", "freelance", "eating disorders"])
def test_a_word_that_no_vacancy_holds_finds_nothing(visit: Visit, term: str) -> None:
    """Pagefind would find what begins with a letter or two of it."""
    page = visit("search.html")
    search_for(page, term)
    expect(page.locator("[data-search-count]")).to_have_text(f"Nothing found for “{term}”.")


def test_a_misspelt_word_leads_to_the_right_one(visit: Visit) -> None:
    page = visit("search.html")
    search_for(page, "psycotherapist")
    page.get_by_role("link", name="psychotherapist", exact=True).click()
    wait_for_count(page, "“psychotherapist”")
    assert KENSINGTON_TITLE in shown_titles(page)


def test_the_newcomer_finds_the_kensington_vacancy_from_the_box_in_the_header(visit: Visit) -> None:
    page = visit("about.html")
    box = page.get_by_role("searchbox", name="Search vacancies")
    box.fill("MBT")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"search\.html\?q=MBT$"))
    wait_for_count(page, "“MBT”")
    assert shown_titles(page)[0] == KENSINGTON_TITLE
    page.get_by_role("link", name=KENSINGTON_TITLE).click()
    expect(page).to_have_url(re.compile(KENSINGTON))


def test_a_result_is_the_card_of_the_lists_with_the_hit_marked_in_an_excerpt(visit: Visit) -> None:
    page = visit("search.html")
    search_for(page, "MBT")
    result = page.locator(".card", has_text=KENSINGTON_TITLE)
    expect(result.locator(".status__label")).to_have_text("Closed")
    expect(result.locator(".card__facts")).to_contain_text("£64,156")
    expect(result.locator(".card__excerpt mark").first).to_have_text(re.compile("MBT", re.IGNORECASE))


def test_open_vacancies_come_before_closed_ones_and_the_count_says_so(visit: Visit) -> None:
    page = visit("search.html", day="2025-11-20")
    search_for(page, "therapist")
    labels = page.locator("[data-search-list] .status__label").all_inner_texts()
    closed = [label == "Closed" for label in labels]
    assert True in closed
    assert False in closed
    assert closed == sorted(closed)
    count = page.locator("[data-search-count]")
    assert re.search(r"\d+ results for “therapist”, \d open vacanc(y|ies) first\.", count.inner_text())
    assert count.get_attribute("role") == "status"


def test_a_vacancy_that_is_not_open_yet_is_not_counted_as_open(visit: Visit) -> None:
    page = visit("search.html", day="2025-11-10")
    search_for(page, "Oxleas")
    assert shown_titles(page)[0] == LONDON_TITLE
    assert page.locator("[data-search-list] .status__label").first.inner_text() == "Opens soon"
    assert "none of them open now" in page.locator("[data-search-count]").inner_text()


def test_a_vacancy_that_closed_after_the_build_is_not_counted_as_open(visit: Visit) -> None:
    page = visit("search.html", day="2025-11-10", moment="2025-11-14T09:00:00Z")
    search_for(page, "MBT")
    assert page.locator("[data-search-list] .status__label").all_inner_texts() == ["Closed", "Opens soon"]
    expect(page.locator("[data-search-count]")).to_contain_text("none of them open now")


def test_results_come_while_one_types(visit: Visit) -> None:
    page = visit("search.html")
    search_field(page).press_sequentially("Medway")
    wait_for_count(page, "“Medway”")
    assert MEDWAY_TITLE in shown_titles(page)
    search_field(page).press_sequentially(" children")
    wait_for_count(page, "“Medway children”")


def test_the_address_keeps_the_term_through_reload_back_and_forward(visit: Visit) -> None:
    page = visit("search.html")
    search_for(page, "MBT")
    expect(page).to_have_url(re.compile(r"\?q=MBT$"))
    page.reload()
    wait_for_count(page, "“MBT”")
    assert search_field(page).input_value() == "MBT"
    page.get_by_role("link", name=KENSINGTON_TITLE).click()
    expect(page.locator("h1")).to_have_text(KENSINGTON_TITLE)
    page.go_back()
    wait_for_count(page, "“MBT”")
    assert search_field(page).input_value() == "MBT"
    assert KENSINGTON_TITLE in shown_titles(page)
    page.go_forward()
    assert heading(page) == KENSINGTON_TITLE


def test_an_address_with_a_term_can_be_handed_on(visit: Visit) -> None:
    page = visit("search.html?q=dialectical+behavioural+therapy")
    wait_for_count(page, "“dialectical behavioural therapy”")
    assert search_field(page).input_value() == "dialectical behavioural therapy"


def test_escape_clears_the_field_the_results_and_the_address(visit: Visit) -> None:
    page = visit("search.html?q=MBT")
    wait_for_count(page, "“MBT”")
    search_field(page).press("Escape")
    expect(search_field(page)).to_have_value("")
    expect(page.locator("[data-search-results]")).to_be_hidden()
    expect(page.locator("[data-search-count]")).to_have_text("")
    assert page.url.endswith("search.html")


def test_a_slash_jumps_to_the_field_until_that_is_switched_off(visit: Visit) -> None:
    page = visit("search.html")
    page.keyboard.press("/")
    assert focused(page) == "input#q"
    assert search_field(page).input_value() == ""
    page.keyboard.press("/")
    assert search_field(page).input_value() == "/"
    page.get_by_label(re.compile("jumps to the search box")).uncheck()
    page.reload()
    page.keyboard.press("/")
    assert focused(page) == "body.page"


def test_with_nothing_found_the_page_says_so_and_helps(visit: Visit) -> None:
    page = visit("search.html")
    search_for(page, "zzzzqqq")
    expect(page.locator("[data-search-count]")).to_have_text("Nothing found for “zzzzqqq”.")
    tips = page.locator("[data-search-none]")
    expect(tips).to_be_visible()
    assert tips.get_by_role("link").count() == 3
    expect(page.locator("[data-search-results]")).to_be_hidden()


HOSTILE = ["<img src=x onerror=alert(1)>", "\"'><script>alert(1)</script>", "%", "/", "{{7*7}}", "x" * 200]


def test_whatever_is_searched_for_comes_out_as_text(visit: Visit) -> None:
    page = visit("search.html")
    elements = page.locator("main *").count()
    count = page.locator("[data-search-count]")
    for term in HOSTILE:
        search_field(page).fill(term)
        expect(count).to_contain_text(f"“{term}”")
        assert count.locator("*").count() == 0
        assert page.locator("main *:not([data-search-list] *, [data-search-near] *)").count() == elements


def test_a_missing_index_is_admitted_and_the_lists_are_offered(visit: Visit, allowed_complaints: list[str]) -> None:
    allowed_complaints.append("pagefind")
    allowed_complaints.append("Failed to load resource")
    page = visit("search.html")
    page.route("**/pagefind.js", lambda route: route.abort())
    search_field(page).fill("MBT")
    error = page.locator("[data-search-error]")
    expect(error).to_be_visible()
    expect(error).to_contain_text("did not load")
    assert error.get_by_role("link").count() == 3
    page.unroute("**/pagefind.js")
    page.reload()
    wait_for_count(page, "“MBT”")


def test_where_there_is_no_vacancy_the_page_says_that_there_is_nothing_to_search(visit: Visit) -> None:
    page = visit("index.html", day="2026-03-01", content=SITES / "nothing-yet" / "content")
    box = page.get_by_role("searchbox", name="Search vacancies")
    box.fill("MBT")
    box.press("Enter")
    expect(page.locator("main")).to_contain_text("There is nothing to search yet")
    assert page.locator("main input").count() == 0


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A content with 45 vacancies, of which the last five have no closing date and so are open."""
    content = tmp_path / "content"
    shutil.copytree(SITES / "small" / "content", content)
    text = (content / "vacancies" / "play-therapist.yaml").read_text("utf-8")
    undated = text.replace("closing_date: 2026-03-31", "review_by: 2027-01-31").replace(
        "not_stated: [", "not_stated: [closing_date, "
    )
    for number in range(1, 45):
        other = (undated if number >= 40 else text).replace("EX-1", f"EX-1-{number}")
        (content / "vacancies" / f"therapist-{number:02}.yaml").write_text(other, "utf-8")
    return content


def test_only_of_the_results_in_view_are_texts_fetched_and_open_ones_are_first_all_the_same(
    visit: Visit, many: Path
) -> None:
    page = visit("search.html", content=many)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url) if "/fragment/" in request.url else None)
    search_for(page, "therapist")
    expect(page.locator("[data-search-count]")).to_have_text("45 results for “therapist”, 5 open vacancies first.")
    labels = page.locator("[data-search-list] .status__label")
    assert labels.all_inner_texts() == ["Open"] * 5 + ["Closed"] * 15
    assert len(set(fetched)) == 20
    page.get_by_role("button", name="Show more results").click()
    expect(labels).to_have_count(40)
    assert len(set(fetched)) == 40
    assert page.locator(".card__link").nth(20).evaluate("it => it === document.activeElement")
    page.get_by_role("button", name="Show more results").click()
    expect(labels).to_have_count(45)
    expect(page.locator("[data-search-more]")).to_be_hidden()
