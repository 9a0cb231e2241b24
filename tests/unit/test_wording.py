"""Wording: places, contract, hours and clients in the words that job seekers read."""

from __future__ import annotations

from typing import Any

import pytest
from samples import MEDWAY, MILTON_KEYNES, one, real, real_vacancy

from portal.model.vacancy import Ages, Delivery, Location
from portal.views.wording import (
    address_words,
    ages_words,
    block_words,
    contract_short,
    contract_words,
    hours_lines,
    location_line,
    not_stated,
    pattern_words,
    place_lines,
    place_names,
    place_short,
    silence,
    travel_lines,
    weekly_words,
)


def texts(lines: Any) -> list[str]:
    return [line.text for line in lines]


def test_an_address_is_one_line() -> None:
    location = Location(
        kind="address", name="Example House", lines=("1 Example Street",), town="Chatham", postcode="ME4 4AA"
    )
    assert address_words(location) == "Example House, 1 Example Street, Chatham ME4 4AA"


def test_a_town_is_not_said_twice() -> None:
    assert address_words(Location(kind="office", name="Our Chatham office", town="Chatham")) == "Our Chatham office"


def test_the_anywhere_tag_never_reads_as_remote_work() -> None:
    """Neither the panel nor the card takes a job board's tag for an offer."""
    vacancy, catalogue = one(locations=[{"kind": "anywhere_tag", "name": "Anywhere"}])
    (line,) = place_lines(vacancy, catalogue)
    assert line.text == "Tagged “Anywhere”"
    assert "not an offer of remote work" in line.note
    assert place_short(vacancy, catalogue) == "Place not given here"


def test_of_remote_work_a_boards_tag_takes_nothing_away() -> None:
    vacancy, catalogue = one(locations=[{"kind": "anywhere_tag"}], work_mode="remote")
    tag, mode = place_lines(vacancy, catalogue)
    assert (tag.note, mode.text) == ("a job board’s tag", "Remote")


def test_milton_keynes_is_where_its_team_is_whatever_the_tag_says() -> None:
    assert place_short(real_vacancy(MILTON_KEYNES), real()) == "Milton Keynes"


def test_a_team_without_an_address_says_so() -> None:
    _, catalogue = one()
    line = location_line(Location(kind="team", name="Therapies Team", town="Chatham"), catalogue)
    assert line.text == "Therapies Team, Chatham"
    assert line.note == "a team; its address is not given here"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"work_mode": "remote"}, "Remote"),
        ({"locations": [{"kind": "office", "town": "Chatham"}], "work_mode": "hybrid"}, "Chatham, hybrid"),
        (
            {"locations": [{"kind": "office", "town": "A"}, {"kind": "office", "town": "B"}]},
            "A and elsewhere",
        ),
        ({"areas_served": ["Medway", "Swale"]}, "Medway and Swale"),
        ({"locations": [{"kind": "area", "region": "north_west"}]}, "North West"),
        ({"not_stated": ["locations"]}, "Place not stated"),
        ({}, "Place not given here"),
    ],
)
def test_a_card_says_the_place_in_a_few_words(fields: dict[str, Any], words: str) -> None:
    vacancy, catalogue = one(**fields)
    assert place_short(vacancy, catalogue) == words


def test_three_contract_words_are_all_said() -> None:
    assert contract_words(real_vacancy(MEDWAY), real()) == "Casual, sessional and self-employed"


def test_a_contract_has_its_length() -> None:
    vacancy, catalogue = one(contract=["fixed_term"], duration_months=6, pattern=["part_time"])
    assert contract_words(vacancy, catalogue) == "Fixed term, 6 months"
    assert contract_short(vacancy, catalogue) == "Fixed term, 6 months; part time"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (["contract"], "The advert says two things of it; part time"),
        (["duration"], "The advert says two things of it; part time"),
        (["pattern"], "Permanent; the advert says two things of full or part time"),
    ],
)
def test_a_card_says_where_the_source_says_two_things_of_the_contract(facts: list[str], words: str) -> None:
    readings = [{"says": "a", "where": "b"}, {"says": "c", "where": "d"}]
    conflicts = [{"fact": fact, "readings": readings} for fact in facts]
    vacancy, catalogue = one(contract=["permanent"], pattern=["part_time"], conflicts=conflicts)
    assert contract_short(vacancy, catalogue) == words


def test_patterns_are_alternatives() -> None:
    vacancy, catalogue = one(pattern=["full_time", "part_time"])
    assert pattern_words(vacancy, catalogue) == "Full time or part time"


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ({"a_week": 22.5}, "22.5 hours a week"),
        ({"a_week": 1}, "1 hour a week"),
        ({"sessions_a_week_min": 4}, "At least 4 sessions a week"),
        ({"sessions_a_week_max": 4}, "Up to 4 sessions a week"),
        ({"sessions_a_week_min": 4, "sessions_a_week_max": 10}, "4 to 10 sessions a week"),
        ({"sessions_a_week_min": 4, "sessions_a_week_max": 4}, "4 sessions a week"),
        ({"on_call": True}, ""),
    ],
)
def test_how_much_is_said_in_one_line(hours: dict[str, Any], words: str) -> None:
    vacancy, _ = one(hours=hours)
    assert vacancy.hours
    assert weekly_words(vacancy.hours) == words


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (
            {"core_hours": "9am to 5pm", "days": "Agreed with you"},
            ["Core hours: 9am to 5pm", "Days: Agreed with you"],
        ),
        ({"on_call": False}, ["No on-call duties"]),
        ({"working_time_limit": 48}, ["No more than 48 hours a week"]),
    ],
)
def test_what_else_is_known_of_the_hours_is_said(hours: dict[str, Any], words: list[str]) -> None:
    vacancy, _ = one(hours=hours)
    assert vacancy.hours
    assert texts(hours_lines(vacancy.hours)) == words


def test_travel_says_who_pays_and_what_may_be_declined() -> None:
    lines = texts(travel_lines(real_vacancy(MEDWAY).travel))
    assert lines[0] == "Travel costs are not paid back"
    assert "turn down" in lines[1]


def test_ages_have_their_extension() -> None:
    ages = Ages(youngest=5, oldest=18, extended_to=25, extended_for="people with SEND")
    assert ages_words(ages) == "Ages 5 to 18, or to 25 for people with SEND"
    assert ages_words(Ages(youngest=18)) == "Ages 18 and over"


def test_blocks_of_sessions_have_their_ends() -> None:
    assert block_words(Delivery(sessions_min=6, sessions_max=12)) == "blocks of 6 to 12 sessions"
    assert block_words(Delivery(sessions_min=6)) == "blocks of at least 6 sessions"
    assert block_words(Delivery(sessions_max=6)) == "blocks of up to 6 sessions"
    assert block_words(Delivery(sessions_min=6, sessions_max=6)) == "blocks of 6 sessions"
    assert block_words(Delivery()) == ""


def test_a_job_description_is_not_called_an_advert() -> None:
    assert not_stated(one()[0]) == "Not stated in the advert"
    assert not_stated(one(kind="job_description")[0]) == "Not stated in the job description"


def test_only_a_record_that_lists_a_fact_speaks_for_its_source() -> None:
    assert silence(one(not_stated=["hours"])[0], "hours") == "not stated in the advert"
    assert silence(one(not_stated=["hours"])[0], "pay") == "not given on this page"


def test_each_place_has_its_name_once() -> None:
    places = [{"kind": "office", "town": town} for town in ("Reading", "Newbury", "Reading")]
    vacancy, catalogue = one(locations=[*places, {"kind": "anywhere_tag", "town": "London"}])
    assert place_names(vacancy, catalogue) == ["Reading", "Newbury"]
