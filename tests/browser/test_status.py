"""Status: a page that was built some days ago is put right in the reader's browser, by London's clock."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from builtsite import KENSINGTON, LONDON, MEDWAY, PROJECT
from playwright.sync_api import Page, expect

from browser.reader import Visit, shown_titles

PLAY = "vacancies/play-therapist.html"


@pytest.fixture
def opens_and_is_withdrawn(tmp_path: Path) -> Path:
    """A content whose one vacancy opens on 2 March 2026, and is withdrawn on the 10th."""
    content = tmp_path / "content"
    shutil.copytree(PROJECT / "tests" / "sites" / "small" / "content", content)
    record = content / "vacancies" / "play-therapist.yaml"
    text = record.read_text("utf-8").replace("applying, ", "")
    record.write_text(
        f"{text}posted: 2026-03-02\n"
        "applying: {method: url, target: 'https://jobs.example.org/1'}\n"
        "withdrawn: {on: 2026-03-10, reason: the post was filled inside}\n",
        "utf-8",
    )
    return content


def label(page: Page) -> str:
    return page.locator(".vacancy__head .status__label").inner_text()


def detail(page: Page) -> str:
    return page.locator(".vacancy__head .status__detail").inner_text()


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2025-11-13T00:00:00Z", "Open"),
        ("2025-11-13T23:59:59Z", "Open"),
        ("2025-11-14T00:00:00Z", "Closed"),
        ("2026-07-01T00:00:00Z", "Closed"),
    ],
)
def test_a_vacancy_is_open_all_through_its_closing_day_and_closed_from_midnight(
    visit: Visit, moment: str, words: str
) -> None:
    page = visit(KENSINGTON, day="2025-11-10", moment=moment)
    assert label(page) == words
    verb = "closed" if words == "Closed" else "closes"
    assert detail(page) == f"{verb} 13 November 2025"


def test_once_it_is_closed_search_engines_find_no_offer(visit: Visit) -> None:
    for moment, number in (("2025-11-13T12:00:00Z", 1), ("2025-11-14T00:00:00Z", 0)):
        page = visit(KENSINGTON, day="2025-11-10", moment=moment)
        assert page.locator("script[type='application/ld+json']").count() == number


def test_when_it_opens_the_way_to_apply_appears(visit: Visit, opens_and_is_withdrawn: Path) -> None:
    for moment, shown in (("2026-03-01T12:00:00Z", False), ("2026-03-02T00:00:00Z", True)):
        page = visit(PLAY, day="2026-03-01", moment=moment, content=opens_and_is_withdrawn)
        expect(page.locator(".apply")).to_be_visible(visible=shown)
        expect(page.locator(".vacancy__head [data-notice]")).to_be_visible(visible=not shown)


def test_a_withdrawal_that_is_known_before_its_day_is_told_from_that_day_on(
    visit: Visit, opens_and_is_withdrawn: Path
) -> None:
    page = visit(PLAY, day="2026-03-01", moment="2026-03-10T00:00:00Z", content=opens_and_is_withdrawn)
    assert label(page) == "Withdrawn"
    assert detail(page) == "withdrawn 10 March 2026"
    expect(page.locator(".vacancy__head [data-notice]")).to_contain_text("The post was filled inside.")
    expect(page.locator(".apply")).to_be_hidden()
    assert "Was to close" in page.locator("[data-fact=closing]").first.inner_text()
    later = visit(PLAY, day="2026-03-01", moment="2026-04-10T00:00:00Z", content=opens_and_is_withdrawn)
    assert label(later) == "Withdrawn"


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Los_Angeles", "Asia/Kolkata"])
def test_the_readers_own_time_zone_makes_no_difference(visit: Visit, zone: str) -> None:
    late = visit(KENSINGTON, day="2025-11-10", moment="2025-11-13T23:59:00Z", timezone_id=zone)
    assert label(late) == "Open"
    over = visit(KENSINGTON, day="2025-11-10", moment="2025-11-14T00:01:00Z", timezone_id=zone)
    assert label(over) == "Closed"
    assert detail(over) == "closed 13 November 2025"


def test_a_page_that_closes_after_the_build_shows_the_notice_and_hides_the_way_to_apply(visit: Visit) -> None:
    page = visit(KENSINGTON, day="2025-11-10", moment="2025-11-14T08:00:00Z")
    notice = page.locator(".vacancy__head [data-notice]")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text("closed on 13 November 2025")
    for part in page.locator("[data-while]").all():
        expect(part).to_be_hidden()
    assert "Closes" not in page.locator("[data-fact=closing]").first.inner_text()


def test_a_page_that_is_still_right_is_left_alone(visit: Visit) -> None:
    page = visit(KENSINGTON, day="2025-11-10")
    assert label(page) == "Open"
    expect(page.locator(".vacancy__head [data-notice]")).to_be_hidden()


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2025-11-18T23:59:59Z", "Opens soon"),
        ("2025-11-19T00:00:00Z", "Open"),
        ("2025-11-23T23:59:59Z", "Open"),
        ("2025-11-24T00:00:00Z", "Closed"),
    ],
)
def test_an_upcoming_vacancy_opens_and_closes_in_the_readers_browser(visit: Visit, moment: str, words: str) -> None:
    page = visit(LONDON, day="2025-11-10", moment=moment)
    assert label(page) == words
    expect(page.locator(".vacancy__head [data-notice]")).to_be_visible(visible=words != "Open")


def test_the_cards_of_an_old_list_are_put_right_too(visit: Visit) -> None:
    page = visit("index.html", day="2025-11-10", moment="2025-11-20T12:00:00Z")
    labels = dict(zip(shown_titles(page), page.locator(".card .status__label").all_inner_texts(), strict=True))
    assert labels["Highly Specialist Psychotherapist"] == "Closed"
    assert labels["Liaison Clinical Practitioner"] == "Open"
    assert labels["Senior Therapist"] == "Ask first"


def test_a_vacancy_without_a_closing_date_stays_open(visit: Visit) -> None:
    page = visit(MEDWAY, day="2025-11-10", moment="2026-11-22T12:00:00Z")
    assert label(page) == "Open"


def test_a_preview_of_a_day_shows_that_day_whatever_the_clock_says(visit: Visit, allowed_complaints: list[str]) -> None:
    """Under the preview there is no worker; one that had begun meanwhile would fetch the page past the test."""
    allowed_complaints.append("Service Worker registration blocked")
    page = visit(KENSINGTON, day="2025-11-10", moment="2026-11-22T12:00:00Z", service_workers="block")
    assert label(page) == "Closed"
    page.route("**/*.html", lambda route: _as_preview(route, "2025-11-10"))
    page.reload()
    assert label(page) == "Open"


def _as_preview(route: object, day: str) -> None:
    answer = route.fetch()  # type: ignore[attr-defined]
    route.fulfill(  # type: ignore[attr-defined]
        response=answer, body=answer.text().replace("<html ", f'<html data-preview-day="{day}" ', 1)
    )
