"""The panel: eight facts, each stated, not stated or in conflict."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from samples import (
    KENSINGTON,
    KENSINGTON_CLOSED,
    KENT,
    LONDON,
    LONDON_OPEN,
    LONG_AFTER,
    MEDWAY,
    MILTON_KEYNES,
    one,
    real,
    real_vacancy,
)

from portal.views.given import FactView
from portal.views.panel import panel

DAY = date(2026, 3, 10)
CODES = ["where", "pay", "hours", "closing", "eligibility", "contract", "for_whom", "what"]


def facts(day: date = DAY, **fields: Any) -> dict[str, FactView]:
    vacancy, catalogue = one(**fields)
    return {fact.code: fact for fact in panel(vacancy, catalogue, day)}


def real_facts(slug: str, day: date = LONG_AFTER) -> dict[str, FactView]:
    return {fact.code: fact for fact in panel(real_vacancy(slug), real(), day)}


@pytest.mark.parametrize("slug", [KENSINGTON, MILTON_KEYNES, MEDWAY, KENT, LONDON])
def test_every_fact_has_a_line_in_its_place(slug: str) -> None:
    """Nothing is left blank: a fact that is missing says so."""
    found = real_facts(slug)
    assert list(found) == CODES
    assert all(fact.lines for fact in found.values())


def test_a_record_of_five_fields_says_what_it_does_not_know() -> None:
    found = facts(not_stated=["pay", "hours", "closing_date"])
    assert "what" not in found, "the heading says it already"
    for code in ("pay", "hours", "closing"):
        assert found[code].state == "not_stated"
        assert found[code].lines[0].text == "Not stated in the advert"
        assert found[code].anchor == "not-stated"


@pytest.mark.parametrize("code", ["for_whom", "contract", "eligibility"])
def test_the_silence_of_a_record_is_not_told_as_the_silence_of_its_source(code: str) -> None:
    """Nobody has said that the advert does not state it: a reader is sent to look."""
    found = facts()[code]
    assert (found.state, found.anchor, found.more) == ("not_told", "source", "Look at the advert")
    assert [line.text for line in found.lines] == ["This page does not say"]
    assert facts(not_stated=["registration", "contract"])["eligibility"].state == "not_stated"


def test_hours_without_how_many_do_not_speak_for_the_advert() -> None:
    line = facts(hours={"days": "Mondays"}, pattern=["part_time"])["hours"].lines[0]
    assert line.note == "the hours a week are not given on this page"


@pytest.mark.parametrize(
    ("towns", "headline"),
    [
        (["Reading"], ""),
        (["Reading", "Newbury"], "Reading and Newbury"),
        (["Reading", "Newbury", "Reading"], "Reading and Newbury"),
        (["Reading", "Newbury", "Slough"], "Reading and 2 other places"),
    ],
)
def test_a_second_place_is_not_hidden_behind_the_first(towns: list[str], headline: str) -> None:
    places = [{"kind": "office", "town": town} for town in towns]
    assert facts(locations=places)["where"].headline == headline
    readings = [{"says": "One.", "where": "Top"}, {"says": "Another.", "where": "Foot"}]
    conflict = [{"fact": "locations", "readings": readings}]
    assert facts(locations=places, conflicts=conflict)["where"].headline == ""


def test_a_fact_in_conflict_shows_both_readings_beside_what_is_sure() -> None:
    readings = [{"says": "20 hours", "where": "Summary"}, {"says": "25 hours", "where": "Details"}]
    hours = facts(conflicts=[{"fact": "hours", "readings": readings}], pattern=["part_time"])["hours"]
    assert hours.state == "in_conflict"
    assert hours.anchor == "conflict-hours"
    assert [(line.text, line.note) for line in hours.lines] == [
        ("Part time", ""),
        ("20 hours", "Summary"),
        ("25 hours", "Details"),
    ]


@pytest.mark.parametrize(
    ("about", "code", "words"),
    [
        ("work_mode", "where", "Work mode: One."),
        ("pay_figures", "pay", "One."),
        ("pattern", "hours", "Pattern: One."),
        ("duration", "contract", "Length: One."),
        ("start_date", "contract", "Start: One."),
        ("interview_date", "closing", "Interviews: One."),
        ("trainees", "eligibility", "Trainees: One."),
    ],
)
def test_a_conflict_about_a_part_shows_in_the_fact_it_belongs_to(about: str, code: str, words: str) -> None:
    readings = [{"says": "One.", "where": "Top"}, {"says": "Another.", "where": "Foot"}]
    found = facts(conflicts=[{"fact": about, "readings": readings}])[code]
    assert (found.state, found.anchor) == ("in_conflict", f"conflict-{about.replace('_', '-')}")
    assert found.lines[0].text == words
    assert found.more == "The advert contradicts itself"


def test_a_fact_may_have_several_conflicts() -> None:
    readings = [{"says": "One.", "where": "Top"}, {"says": "Another.", "where": "Foot"}]
    found = facts(conflicts=[{"fact": name, "readings": readings} for name in ("duration", "contract")])["contract"]
    assert [line.text for line in found.lines] == ["One.", "Another.", "Length: One.", "Length: Another."]
    assert found.anchor == "conflict-contract"


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ({"closing_date": "2026-03-09"}, ["Closed at 5pm on"]),
        ({"closing_date": "2026-03-31", "withdrawn": {"on": "2026-03-05", "reason": "x"}}, ["Was to close at 5pm on"]),
    ],
)
def test_what_is_over_is_not_told_as_to_come(over: dict[str, Any], words: list[str]) -> None:
    found = facts(closing_time="17:00", may_close_early=True, **over)["closing"]
    assert [line.text for line in found.lines] == words


def test_a_pattern_without_hours_says_that_the_hours_are_missing() -> None:
    line = real_facts(LONDON)["hours"].lines[0]
    assert (line.text, line.note) == ("Part time", "the hours a week are not stated in the advert")


def test_closing_changes_its_tense_after_the_day() -> None:
    line = real_facts(KENSINGTON, KENSINGTON_CLOSED)["closing"].lines[0]
    assert line.text == "Closed"
    assert line.date is not None
    assert line.date.iso == "2025-11-13"
    assert real_facts(LONDON, LONDON_OPEN)["closing"].lines[0].text == "Closes"


def test_a_date_known_only_from_the_title_says_so() -> None:
    assert real_facts(MILTON_KEYNES)["closing"].lines[0].note == "given only in the advert’s title"


def test_all_dates_around_the_closing_are_said() -> None:
    found = facts(
        closing_date="2026-03-31",
        closing_time="09:30",
        opening_date="2026-03-12",
        interview_date="2026-04-10",
        may_close_early=True,
        start_date="2026-06-01",
        contract=["permanent"],
    )
    assert [line.text for line in found["closing"].lines] == [
        "Closes at 9.30am on",
        "May close early: apply soon",
        "Opens",
        "Interviews",
    ]
    assert [line.text for line in found["contract"].lines] == ["Permanent", "Starts"]


@pytest.mark.parametrize(
    ("basis", "words"),
    [("until_filled", "Open until filled"), ("rolling", "Applications considered as they arrive")],
)
def test_no_date_on_purpose_is_not_called_missing(basis: str, words: str) -> None:
    fact = facts(closing_basis=basis)["closing"]
    assert (fact.state, fact.lines[0].text) == ("stated", words)


def test_many_ways_of_working_are_counted_in_short() -> None:
    codes = ("cbt", "dbt", "mbt", "emdr", "ddp", "net")
    found = facts(modalities=[{"code": code, "role": "delivered"} for code in codes])
    assert found["what"].lines[0].text.endswith("and 2 more")


def test_may_i_apply_is_answered_on_one_line_with_more_below() -> None:
    fact = real_facts(MEDWAY)["eligibility"]
    assert fact.lines[0].text.startswith("Registration with BABCP")
    assert fact.anchor == "eligibility"
    assert facts()["eligibility"].state == "not_told"
