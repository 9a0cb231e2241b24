"""The details: every further fact that a record has, and none that it has not."""

from __future__ import annotations

from typing import Any

from samples import KENSINGTON, MEDWAY, one, real, real_vacancy

from portal.views.details import details


def lines(code: str, **fields: Any) -> list[tuple[str, str]]:
    vacancy, catalogue = one(**fields)
    found = {fact.code: fact for fact in details(vacancy, catalogue)}
    return [(line.text, line.note) for line in found[code].lines]


def test_a_record_without_further_facts_has_no_details() -> None:
    vacancy, catalogue = one()
    assert details(vacancy, catalogue) == ()


def test_modalities_come_by_their_part_in_the_role() -> None:
    modalities = [
        {"code": "dbt", "role": "mentioned"},
        {"code": "mbt", "role": "essential", "note": "at practitioner level"},
    ]
    assert lines("modalities", modalities=modalities) == [
        ("Essential: Mentalization-based treatment (MBT)", "at practitioner level"),
        ("Mentioned: Dialectical behaviour therapy (DBT)", ""),
    ]


def test_the_role_has_its_place_and_its_lines() -> None:
    organisation = {"directorate": "Children", "team": "Therapies Team"}
    assert lines("organisation", organisation=organisation) == [
        ("Directorate: Children", ""),
        ("Team: Therapies Team", ""),
    ]
    assert lines("reporting", reporting={"managerial": "Team Manager", "clinical": "Clinical Lead"}) == [
        ("Managerially: Team Manager", ""),
        ("Clinically: Clinical Lead", ""),
    ]


def test_supervision_says_who_gives_it_who_pays_and_what_is_asked() -> None:
    supervision = {
        "provided": True,
        "format": "group",
        "funded": False,
        "hours_a_month": 1.5,
        "evidence_required": True,
    }
    assert [text for text, _ in lines("supervision", supervision=supervision)] == [
        "Group clinical supervision is provided",
        "The employer does not pay for it",
        "1.5 hours a month",
        "With a supervisor of your own, you must show evidence of it",
    ]


def test_medways_supervision_is_complete() -> None:
    found = {fact.code: fact for fact in details(real_vacancy(MEDWAY), real())}
    assert {"supervision", "delivery", "travel", "systems", "benefits", "reporting"} <= found.keys()


def test_kensingtons_reference_and_day_posted_are_among_them() -> None:
    found = {fact.code: fact for fact in details(real_vacancy(KENSINGTON), real())}
    assert found["reference"].lines[0].text == "333-J-KC-0899-A"
    assert found["posted"].lines[0].date is not None
    assert found["posted"].lines[0].date.text == "30 October 2025"


def test_a_further_fact_may_be_in_conflict() -> None:
    readings = [{"says": "A1", "where": "top"}, {"says": "A2", "where": "foot"}]
    assert lines("reference", conflicts=[{"fact": "reference", "readings": readings}])[0] == ("A1", "top")
