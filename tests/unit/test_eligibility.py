"""Eligibility in words: exact about what is asked, and nobody is told that they may not apply."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from samples import KENSINGTON, KENT, LONDON, MEDWAY, MILTON_KEYNES, one, real, real_vacancy

from portal.views.eligibility import eligibility_view
from portal.views.given import RequirementView


def words(requirement: dict[str, Any]) -> RequirementView:
    vacancy, catalogue = one(eligibility={"requirement": requirement})
    view = eligibility_view(vacancy, catalogue)
    assert view is not None
    assert view.requirement is not None
    return view.requirement


def everything(view: RequirementView) -> Iterator[str]:
    yield from (view.text, view.lead, view.open_note, view.note)
    for child in view.children:
        yield from everything(child)


def points(**fields: Any) -> list[tuple[str, str]]:
    vacancy, catalogue = one(**fields)
    view = eligibility_view(vacancy, catalogue)
    return [(line.text, line.note) for line in view.points] if view else []


@pytest.mark.parametrize(
    ("requirement", "text"),
    [
        (
            {
                "registration": {
                    "body": "hcpc",
                    "current": True,
                    "modality": "practitioner psychologist",
                    "excludes_trainees": True,
                }
            },
            "Current registration with the HCPC (Health and Care Professions Council), "
            "as a practitioner psychologist; student or trainee membership is not enough",
        ),
        (
            {"registration": {"body": "ukcp", "level": "Registered Member"}},
            "Registration with the UKCP (UK Council for Psychotherapy), at least as a Registered Member",
        ),
        ({"registration": {"body": "swe"}}, "Registration with Social Work England"),
        ({"registration": {"body": "ptuk"}}, "Registration with PTUK (Play Therapy UK)"),
        ({"registration": {"body": "other"}}, "Registration with another body"),
        (
            {
                "accreditation": {
                    "body": "bacp",
                    "level": "accredited psychotherapist",
                    "modality": "psychodynamic",
                }
            },
            "Accreditation by the BACP (British Association for Counselling and Psychotherapy), "
            "as an accredited psychotherapist (psychodynamic)",
        ),
        (
            {"accreditation": {"body": "bpc", "modality": "in a recognised therapy"}},
            "Accreditation by the BPC (British Psychoanalytic Council), in a recognised therapy",
        ),
        (
            {"accreditation": {"body": "bpc", "modality": "in a recognised therapy", "working_towards": True}},
            "Accreditation by the BPC (British Psychoanalytic Council), in a recognised therapy; "
            "working towards it is enough",
        ),
        (
            {"registration": {"body": "swe", "level": "full registration", "working_towards": True}},
            "Registration with Social Work England, at least as full registration; working towards it is enough",
        ),
        (
            {"qualification": {"level": "degree", "subject": "a relevant discipline", "or_equivalent": True}},
            "Degree in a relevant discipline, or an equivalent",
        ),
        (
            {
                "qualification": {
                    "level": "Level 4 diploma",
                    "subject": "counselling",
                    "applies_if": "you practise as a counsellor",
                    "accredited_by": ["bacp", "ukcp", "ptuk"],
                }
            },
            "If you practise as a counsellor: Level 4 diploma in counselling; "
            "the course must be accredited by BACP, UKCP or PTUK",
        ),
        ({"qualification": {"subject": "supervision"}}, "A qualification in supervision"),
        (
            {"experience": {"months": 6, "of": "therapy with children", "note": "ideally both"}},
            "At least 6 months of therapy with children; ideally both",
        ),
        ({"experience": {"months": 24, "of": "practice"}}, "At least 2 years of practice"),
        ({"experience": {"of": "audit"}}, "Experience of audit"),
        ({"other": "willing to travel"}, "Willing to travel"),
    ],
)
def test_each_kind_of_requirement_is_said_exactly(requirement: dict[str, Any], text: str) -> None:
    assert words(requirement).text == text


def test_lists_are_introduced_by_how_many_are_needed() -> None:
    two = [{"other": "a"}, {"other": "b"}]
    assert words({"any_of": two}).lead == "One of these:"
    assert words({"all_of": two}).lead == "All of these:"
    assert words({"all_of": two[:1]}).lead == "This:"


def test_an_open_list_says_that_another_may_be_accepted() -> None:
    assert "another may be accepted" in words({"any_of": [{"other": "a"}, {"other": "b"}], "open": True}).open_note
    assert "another may be accepted" in words({"other": "a", "open": True}).open_note
    assert words({"other": "a"}).open_note == ""


def test_what_holds_for_all_registrations_of_a_list_is_said_once() -> None:
    both = [{"registration": {"body": body, "excludes_trainees": True}} for body in ("hcpc", "ukcp")]
    view = words({"any_of": both})
    assert view.note == "Student or trainee membership is not enough."
    assert all("trainee" not in child.text for child in view.children)


def test_the_conditional_route_gives_every_condition_and_says_who_decides() -> None:
    """Medway: an Individual Member of the BACP may be considered, on three conditions."""
    view = eligibility_view(real_vacancy(MEDWAY), real())
    assert view is not None
    assert view.requirement is not None
    (bodies,) = [child for child in view.requirement.children if len(child.children) == 6]
    route = bodies.children[-1]
    assert route.lead == "Individual Members of the BACP may be considered, if each of these is met:"
    assert len(route.children) == 3
    assert route.open_note == "It is for the employer to decide."


@pytest.mark.parametrize("slug", [KENSINGTON, MILTON_KEYNES, MEDWAY, KENT, LONDON])
def test_nobody_is_told_that_they_are_not_eligible(slug: str) -> None:
    view = eligibility_view(real_vacancy(slug), real())
    assert view is not None
    said = [*(everything(view.requirement) if view.requirement else ()), *(line.text for line in view.points)]
    assert not any("not eligible" in text.lower() or "ineligible" in text.lower() for text in said)


def test_the_points_have_trainees_checks_and_what_disabled_applicants_are_promised() -> None:
    eligibility = {
        "trainees": "not_eligible",
        "uk_registration": True,
        "checks": [{"kind": "dbs", "note": "enhanced"}, {"kind": "other", "note": "a health check"}],
        "disability_commitment": "applicants who meet the criteria are shortlisted",
    }
    assert points(eligibility=eligibility) == [
        ("Trainees may not apply.", ""),
        ("Current professional registration in the United Kingdom is required.", ""),
        ("Disclosure and Barring Service (DBS) check", "enhanced"),
        ("A health check.", ""),
        ("Applicants who meet the criteria are shortlisted.", ""),
    ]


def test_sponsorship_is_offered_or_not_or_not_stated_or_said_two_ways() -> None:
    readings = [{"says": "No.", "where": "summary"}, {"says": "Yes.", "where": "foot"}]
    assert points(sponsorship={"offered": False})[0][0] == "Visa sponsorship is not offered."
    assert points(not_stated=["sponsorship"])[0][0] == "Visa sponsorship: not stated in the advert."
    assert points(conflicts=[{"fact": "sponsorship", "readings": readings}])[0][0].endswith("says two things.")


def test_a_record_that_says_nothing_of_it_has_no_section() -> None:
    vacancy, catalogue = one()
    assert eligibility_view(vacancy, catalogue) is None
