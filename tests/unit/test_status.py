"""Status in words, on the days that matter, and the moments by which the page corrects itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from samples import (
    KENSINGTON,
    KENSINGTON_CLOSED,
    KENSINGTON_LAST_DAY,
    KENSINGTON_OPEN,
    KENT,
    LONDON,
    LONDON_OPEN,
    LONG_AFTER,
    MEDWAY,
    MILTON_KEYNES,
    NEITHER,
    one,
    real_vacancy,
)

from portal.model.vacancy import Vacancy
from portal.views.status import notice, status_view


def notice_on(vacancy: Vacancy, day: date) -> str:
    return notice(vacancy, vacancy.status_on(day))


@pytest.mark.parametrize(
    ("slug", "day", "code", "detail"),
    [
        (KENSINGTON, KENSINGTON_OPEN, "open", "closes 13 November 2025"),
        (KENSINGTON, KENSINGTON_LAST_DAY, "open", "closes 13 November 2025"),
        (KENSINGTON, KENSINGTON_CLOSED, "closed", "closed 13 November 2025"),
        (LONDON, KENSINGTON_OPEN, "upcoming", "opens 19 November 2025"),
        (LONDON, LONDON_OPEN, "open", "closes 23 November 2025"),
        (LONDON, NEITHER, "closed", "closed 23 November 2025"),
        (MILTON_KEYNES, LONG_AFTER, "closed", "closed 20 January 2021"),
        (MEDWAY, LONG_AFTER, "open", "no closing date stated"),
        (KENT, LONG_AFTER, "open", "may not be recruiting now: ask"),
    ],
)
def test_the_five_stand_as_their_dates_say(slug: str, day: date, code: str, detail: str) -> None:
    """The closing date itself is open all day, and the next day is not."""
    view = status_view(real_vacancy(slug), day)
    assert (view.code, view.detail) == (code, detail)


def test_a_job_description_without_an_advert_does_not_claim_to_be_open() -> None:
    assert status_view(real_vacancy(KENT), LONG_AFTER).label == "Ask first"


@pytest.mark.parametrize(
    ("fields", "closes_at"),
    [
        ({"closing_date": "2025-11-13"}, "2025-11-14T00:00:00+00:00"),
        ({"closing_date": "2025-07-01"}, "2025-07-02T00:00:00+01:00"),
        ({"closing_date": "2025-10-25", "closing_time": "17:00"}, "2025-10-25T17:00:00+01:00"),
        ({"closing_date": "2025-10-26", "closing_time": "17:00"}, "2025-10-26T17:00:00+00:00"),
        ({}, ""),
    ],
)
def test_the_closing_moment_has_londons_offset(fields: dict[str, Any], closes_at: str) -> None:
    """Summer time ends in the small hours of 26 October 2025."""
    vacancy, _ = one(**fields)
    assert status_view(vacancy, LONG_AFTER).closes_at == closes_at


@pytest.mark.parametrize(
    ("fields", "detail"),
    [
        ({"closing_date": "2025-11-13", "closing_time": "17:00"}, "closes at 5pm on 13 November 2025"),
        ({"closing_date": "2025-11-13", "may_close_early": True}, "closes 13 November 2025, or earlier"),
        ({"closing_date": "2025-11-13", "may_close_early": False}, "closes 13 November 2025"),
        ({"closing_basis": "until_filled"}, "open until filled"),
        ({"closing_basis": "rolling"}, "applications considered as they arrive"),
    ],
)
def test_an_open_vacancy_says_until_when(fields: dict[str, Any], detail: str) -> None:
    vacancy, _ = one(**fields)
    assert status_view(vacancy, KENSINGTON_OPEN).detail == detail


def test_two_closing_dates_are_not_settled() -> None:
    readings = [{"says": "1 May", "where": "top"}, {"says": "2 May", "where": "foot"}]
    vacancy, _ = one(conflicts=[{"fact": "closing_date", "readings": readings}])
    assert status_view(vacancy, LONG_AFTER).detail == "the advert gives more than one closing date"


def test_a_date_in_conflict_is_never_told_as_settled() -> None:
    """A check refuses such a record; should one get here all the same, no date decides anything."""
    readings = [{"says": "1 May", "where": "top"}, {"says": "2 May", "where": "foot"}]
    vacancy, _ = one(closing_date="2025-05-01", conflicts=[{"fact": "closing_date", "readings": readings}])
    view = status_view(vacancy, LONG_AFTER)
    assert (view.code, view.closes_at) == ("open", "")
    assert view.detail == "the advert gives more than one closing date"


def test_a_withdrawn_vacancy_says_why() -> None:
    vacancy, _ = one(withdrawn={"on": "2026-03-05", "reason": "the post was filled inside"})
    assert status_view(vacancy, date(2026, 3, 4)).code == "open"
    assert status_view(vacancy, date(2026, 3, 5)).detail == "withdrawn 5 March 2026"
    assert notice_on(vacancy, date(2026, 3, 5)) == (
        "This vacancy was withdrawn on 5 March 2026. The post was filled inside."
    )


def test_the_notice_says_why_one_cannot_apply() -> None:
    vacancy = real_vacancy(KENSINGTON)
    assert notice_on(vacancy, KENSINGTON_LAST_DAY) == ""
    assert notice_on(vacancy, KENSINGTON_CLOSED).startswith("This vacancy closed on 13 November 2025:")
    assert notice_on(real_vacancy(LONDON), KENSINGTON_OPEN).startswith("Applications open on 19 November 2025.")


def test_a_record_that_nobody_looked_at_again_warns_until_it_closes() -> None:
    vacancy, _ = one(checked_on="2026-03-01", review_by="2026-06-01")
    assert status_view(vacancy, date(2026, 6, 1)).review_note == ""
    assert "since 1 March 2026" in status_view(vacancy, date(2026, 6, 2)).review_note
    closed, _ = one(review_by="2026-06-01", closing_date="2026-06-01")
    assert status_view(closed, date(2026, 6, 2)).review_note == ""


def test_the_words_of_a_status_to_come_are_those_that_a_build_would_say_then() -> None:
    vacancy, _ = one(
        posted="2026-03-02",
        closing_date="2026-03-20",
        closing_time="17:00",
        withdrawn={"on": "2026-03-10", "reason": "the post was filled inside"},
    )
    view = status_view(vacancy, date(2026, 3, 1))
    assert [(change.code, change.at) for change in view.changes] == [
        ("open", "2026-03-02T00:00:00+00:00"),
        ("closed", "2026-03-20T17:00:00+00:00"),
        ("withdrawn", "2026-03-10T00:00:00+00:00"),
    ]
    opened, closed, withdrawn = view.changes
    then = status_view(vacancy, date(2026, 3, 2))
    assert (opened.label, opened.detail, opened.notice) == (then.label, then.detail, "")
    assert (closed.detail, closed.closing) == ("closed at 5pm on 20 March 2026", "Closed at 5pm on")
    assert (withdrawn.detail, withdrawn.closing) == ("withdrawn 10 March 2026", "Was to close at 5pm on")
    assert withdrawn.notice == notice_on(vacancy, date(2026, 3, 10))
    assert [change.code for change in then.changes] == ["closed", "withdrawn"]


def test_what_is_over_or_never_closes_has_no_status_to_come() -> None:
    assert status_view(real_vacancy(MEDWAY), LONG_AFTER).changes == ()
    assert status_view(real_vacancy(KENSINGTON), KENSINGTON_CLOSED).changes == ()
