"""JobPosting: what Google is given, and when it is given nothing."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from samples import (
    KENSINGTON,
    KENSINGTON_CLOSED,
    KENSINGTON_LAST_DAY,
    KENSINGTON_OPEN,
    LONDON,
    LONDON_OPEN,
    LONG_AFTER,
    NEITHER,
    one,
    real,
    real_vacancy,
    terms,
)

from portal.pages.jobposting import Refusal, job_posting

DAY = date(2026, 3, 10)
URL = "https://example.org/small/vacancies/play-therapist.html"
COMPLETE: dict[str, Any] = {
    "posted": "2026-03-01",
    "closing_date": "2026-03-31",
    "locations": [{"kind": "address", "lines": ["1 Example Street"], "town": "Chatham", "postcode": "ME4 4AA"}],
}


def posting(day: date = DAY, **fields: Any) -> dict[str, Any]:
    vacancy, catalogue = one(**{**COMPLETE, **fields})
    found = job_posting(vacancy, catalogue, day, URL)
    assert not isinstance(found, Refusal), found
    return found


def reasons(day: date = DAY, **fields: Any) -> tuple[str, ...]:
    vacancy, catalogue = one(**{**COMPLETE, **fields})
    found = job_posting(vacancy, catalogue, day, URL)
    assert isinstance(found, Refusal)
    return found.reasons


@pytest.mark.parametrize(
    ("day", "slugs"),
    [
        (KENSINGTON_OPEN, [KENSINGTON]),
        (KENSINGTON_LAST_DAY, [KENSINGTON]),
        (KENSINGTON_CLOSED, []),
        (LONDON_OPEN, [LONDON]),
        (NEITHER, []),
        (LONG_AFTER, []),
    ],
)
def test_only_those_qualify_that_should(day: date, slugs: list[str]) -> None:
    qualified = [
        vacancy.slug for vacancy in real().vacancies if not isinstance(job_posting(vacancy, real(), day, URL), Refusal)
    ]
    assert qualified == slugs


def test_kensington_is_described_with_its_own_figures() -> None:
    found = job_posting(real_vacancy(KENSINGTON), real(), KENSINGTON_OPEN, URL)
    assert isinstance(found, dict)
    assert found["validThrough"] == "2025-11-13T23:59:59+00:00"
    assert found["datePosted"] == "2025-10-30"
    assert found["employmentType"] == "PART_TIME"
    assert found["identifier"]["value"] == "333-J-KC-0899-A"
    assert found["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "minValue": 64156,
        "maxValue": 71148,
        "unitText": "YEAR",
    }
    assert found["jobLocation"]["address"]["postalCode"] == "W9 2BA"


def test_the_london_role_is_part_time_and_temporary() -> None:
    found = job_posting(real_vacancy(LONDON), real(), LONDON_OPEN, URL)
    assert isinstance(found, dict)
    assert found["employmentType"] == ["PART_TIME", "TEMPORARY"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"closing_date": "2026-03-09"}, "it closed on 9 March 2026"),
        ({"opening_date": "2026-03-11"}, "it opens on 11 March 2026"),
        ({"withdrawn": {"on": "2026-03-05", "reason": "x"}}, "it is withdrawn"),
        ({"posted": None}, "the day on which it was posted is not given"),
        ({"kind": "job_description"}, "it is a job description, not an advert"),
        ({"review_by": "2026-03-09"}, "nobody has compared it with its source since its review date"),
        ({"opening_date": "2026-03-01", "posted": "2026-03-11"}, "it is posted on 11 March 2026"),
        (
            {"locations": [{"kind": "office", "town": "Chatham"}]},
            "the source gives no address of the workplace",
        ),
        ({"locations": [{"kind": "anywhere_tag"}]}, "the source gives no address of the workplace"),
    ],
)
def test_each_thing_in_the_way_is_named(fields: dict[str, Any], reason: str) -> None:
    assert reasons(**fields) == (reason,)


def test_all_reasons_are_given_at_once() -> None:
    assert len(reasons(posted=None, locations=[], closing_date="2020-01-01")) == 3


@pytest.mark.parametrize(
    ("fields", "valid_through"),
    [
        ({"closing_date": "2026-03-28"}, "2026-03-28T23:59:59+00:00"),
        ({"closing_date": "2026-03-29"}, "2026-03-29T23:59:59+01:00"),
        ({"closing_date": "2026-07-01", "closing_time": "17:00"}, "2026-07-01T17:00:00+01:00"),
    ],
)
def test_the_last_moment_has_londons_offset(fields: dict[str, Any], valid_through: str) -> None:
    """Summer time begins on 29 March 2026."""
    assert posting(**fields)["validThrough"] == valid_through


def test_without_a_closing_date_none_is_made_up() -> None:
    assert "validThrough" not in posting(closing_date=None, not_stated=["closing_date"])


@pytest.mark.parametrize(
    ("contract", "pattern", "types"),
    [
        (["permanent"], ["part_time"], "PART_TIME"),
        (["permanent"], ["full_time"], "FULL_TIME"),
        (["permanent"], ["full_time", "part_time"], ["FULL_TIME", "PART_TIME"]),
        (["fixed_term"], ["part_time"], ["PART_TIME", "TEMPORARY"]),
        (["secondment"], ["full_time"], ["FULL_TIME", "TEMPORARY"]),
        (["bank"], [], "PER_DIEM"),
        (["casual", "sessional", "self_employed"], ["flexible"], "CONTRACTOR"),
    ],
)
def test_contract_and_pattern_give_the_employment_type(contract: list[str], pattern: list[str], types: object) -> None:
    assert posting(contract=contract, pattern=pattern)["employmentType"] == types


def test_nothing_is_said_of_the_employment_type_if_nothing_is_known() -> None:
    assert "employmentType" not in posting(contract=["permanent"])


@pytest.mark.parametrize(
    ("pay", "value"),
    [
        (
            {"min": 18.03, "max": 20.01, "period": "hour"},
            {"minValue": 18.03, "maxValue": 20.01, "unitText": "HOUR"},
        ),
        ({"min": 30000, "period": "year"}, {"value": 30000, "unitText": "YEAR"}),
        ({"max": 300, "period": "day"}, {"maxValue": 300, "unitText": "DAY"}),
    ],
)
def test_pay_is_numbers(pay: dict[str, Any], value: dict[str, Any]) -> None:
    """A string inside `baseSalary` is a mistake seen on other portals."""
    assert posting(pay=pay)["baseSalary"]["value"] == {"@type": "QuantitativeValue", **value}


@pytest.mark.parametrize(
    "pay",
    [
        {"band": "7"},
        {"band": "7", "derived": {"min": 38890, "year": "2020/21", "source": "a scale"}},
        {"min": 50, "period": "session"},
    ],
)
def test_pay_that_is_not_stated_in_figures_is_left_out(pay: dict[str, Any]) -> None:
    assert "baseSalary" not in posting(pay=pay)


CONFLICTS: dict[str, str] = {
    "posted": "the source says two things of when it was posted",
    "locations": "the source says two things of where the work is",
}
LEFT_OUT = {
    "closing_date": "validThrough",
    "pay": "baseSalary",
    "pay_figures": "baseSalary",
    "contract": "employmentType",
    "pattern": "employmentType",
    "reference": "identifier",
}
WHOLE: dict[str, Any] = {
    "pay": {"min": 30000, "period": "year"},
    "contract": ["fixed_term"],
    "pattern": ["part_time"],
    "reference": "EX-1",
}


@pytest.mark.parametrize("fact", sorted(terms()["fact"]))
def test_a_conflict_is_never_settled(fact: str) -> None:
    """What is needed is refused, what is not is left out, and of other facts nothing is said anyway."""
    readings = [{"says": "One.", "where": "top"}, {"says": "Another.", "where": "foot"}]
    conflicts = [{"fact": fact, "readings": readings}]
    if fact in CONFLICTS:
        assert reasons(conflicts=conflicts, **WHOLE) == (CONFLICTS[fact],)
        return
    whole, found = posting(**WHOLE), posting(conflicts=conflicts, **WHOLE)
    assert whole.keys() - found.keys() == ({LEFT_OUT[fact]} if fact in LEFT_OUT else set())
    assert all(whole[name] == value for name, value in found.items())


def test_two_work_modes_are_not_remote_work() -> None:
    readings = [{"says": "Remote.", "where": "top"}, {"says": "In Leeds.", "where": "foot"}]
    fields: dict[str, Any] = {"work_mode": "remote", "conflicts": [{"fact": "work_mode", "readings": readings}]}
    assert "jobLocationType" not in posting(**fields)
    assert reasons(locations=[], **fields) == ("the source gives no address of the workplace",)


@pytest.mark.parametrize(
    ("location", "named"),
    [
        ({"kind": "office", "lines": ["1 Example Street"], "town": "Leeds"}, True),
        ({"kind": "community_venue", "town": "Leeds", "postcode": "LS1 4AA"}, True),
        ({"kind": "address", "town": "Leeds"}, False),
        ({"kind": "address", "postcode": "LS1 4AA"}, False),
        ({"kind": "area", "lines": ["1 Example Street"], "town": "Leeds"}, False),
        ({"kind": "team", "lines": ["1 Example Street"], "town": "Leeds"}, False),
        ({"kind": "anywhere_tag", "lines": ["1 Example Street"], "town": "Leeds"}, False),
    ],
)
def test_a_workplace_has_a_town_and_a_street_or_postcode(location: dict[str, Any], named: bool) -> None:
    if named:
        assert posting(locations=[location])["jobLocation"]["address"]["addressLocality"] == "Leeds"
    else:
        assert reasons(locations=[location]) == ("the source gives no address of the workplace",)


def test_only_wholly_remote_work_is_telecommuting() -> None:
    assert posting(work_mode="remote", locations=[])["jobLocationType"] == "TELECOMMUTE"
    assert "jobLocation" not in posting(work_mode="remote", locations=[])
    assert "jobLocationType" not in posting(work_mode="hybrid")


def test_an_identifier_needs_a_reference() -> None:
    assert "identifier" not in posting()


def test_nobody_who_answers_questions_is_named() -> None:
    text = json.dumps(
        posting(contact={"role": "Team Manager", "email": "team@example.org", "telephone": "01632 960000"})
    )
    assert "team@example.org" not in text
    assert "01632" not in text
    assert "Team Manager" not in text


def test_one_cannot_apply_directly_here() -> None:
    assert posting()["directApply"] is False


def test_the_description_is_safe_html_of_our_own_words() -> None:
    groups = [{"heading": "Skills", "criteria": [{"id": "a", "text": "Counts < 18 & up", "level": "essential"}]}]
    html = posting(
        summary="R&D with <children>.",
        sections=[{"heading": "What", "kind": "duties", "text": "See [about](about.html)", "items": ["*Play*"]}],
        person_specification={"level_marking": "marked", "groups": groups},
    )["description"]
    assert "<p>R&amp;D with &lt;children&gt;.</p>" in html
    assert '<a href="https://example.org/small/about.html">about</a>' in html
    assert "<h2>Skills</h2>" in html
    assert "<li>Counts &lt; 18 &amp; up (Essential)</li>" in html
