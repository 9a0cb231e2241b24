"""The short answer to “May I apply?”, derived from the requirement tree."""

from __future__ import annotations

from typing import Any

import pytest
from samples import KENSINGTON, KENT, LONDON, MEDWAY, MILTON_KEYNES, one, real, real_vacancy

from portal.views.short_answer import also_asked, bodies_of, short_answer


def answer(**eligibility: Any) -> str:
    vacancy, catalogue = one(eligibility=eligibility)
    return short_answer(vacancy.eligibility, catalogue)


def registration(body: str) -> dict[str, Any]:
    return {"registration": {"body": body}}


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        (KENSINGTON, "Registration or accreditation with BPC, UKCP or BACP"),
        (MILTON_KEYNES, "Registration with HCPC"),
        (
            MEDWAY,
            "Registration with BABCP, HCPC, PTUK, UKCP, BACP or another accepted body; trainees may not apply",
        ),
        (KENT, "Registration with UKCP, HCPC or another accepted body"),
        (
            LONDON,
            "Registration or accreditation with RCN, HCPC, Social Work England, BABCP, BPC or another accepted body",
        ),
    ],
)
def test_the_five_adverts_answers(slug: str, words: str) -> None:
    assert short_answer(real_vacancy(slug).eligibility, real()) == words


def test_all_of_several_bodies_are_joined_by_and() -> None:
    assert (
        answer(requirement={"all_of": [registration("hcpc"), registration("bps")]}) == "Registration with HCPC and BPS"
    )


@pytest.mark.parametrize(
    "other",
    [{"other": "registration with the UKCP, which is begun"}, {"qualification": {"subject": "social work"}}],
    ids=["in words", "a qualification"],
)
def test_an_alternative_that_is_no_body_is_neither_lost_nor_called_an_equivalent(other: dict[str, Any]) -> None:
    """Only an open list says that others are accepted; what else is enough is told below."""
    listed = [registration("hcpc"), registration("bps"), other]
    assert answer(requirement={"any_of": listed}) == "Registration with HCPC or BPS, or another way: see below"
    with_more = {"all_of": [{"any_of": listed}, {"experience": {"of": "groups"}}]}
    assert answer(requirement=with_more) == "Registration with HCPC or BPS, or another way: see below"


def test_only_an_open_list_says_that_another_body_is_accepted() -> None:
    listed = {"any_of": [registration("hcpc"), registration("ukcp")]}
    assert answer(requirement=listed) == "Registration with HCPC or UKCP"
    assert answer(requirement={**listed, "open": True}) == "Registration with HCPC, UKCP or another accepted body"


def test_what_is_only_to_be_begun_is_never_told_as_held() -> None:
    """The condition stands with each body that has it, or once if all have it."""
    begun = {"accreditation": {"body": "babcp", "working_towards": True}}
    assert answer(requirement=begun) == "Accreditation with BABCP, or working towards it"
    both = {"any_of": [registration("hcpc"), begun]}
    assert answer(requirement=both, trainees="eligible") == (
        "Registration or accreditation with HCPC or BABCP (working towards it is enough); trainees may apply"
    )
    twice = {"any_of": [registration("babcp"), begun]}
    assert answer(requirement=twice) == "Registration or accreditation with BABCP; see the requirements below"


def test_without_a_body_the_reader_is_sent_to_the_requirements() -> None:
    assert answer(requirement={"other": "a car"}) == "See the requirements below"


def test_without_a_tree_the_other_answers_are_given() -> None:
    assert (
        answer(uk_registration=True, trainees="eligible") == "Current UK professional registration; trainees may apply"
    )
    assert short_answer(None, real()) == ""


def test_what_is_asked_besides_registration_is_named() -> None:
    assert also_asked(real_vacancy(MEDWAY).eligibility) == (
        "also asked for: a qualification, experience and other things"
    )
    vacancy, _ = one(eligibility={"requirement": registration("hcpc")})
    assert also_asked(vacancy.eligibility) == ""
    assert also_asked(None) == ""


def test_each_body_is_named_once_in_the_trees_order() -> None:
    eligibility = real_vacancy(KENSINGTON).eligibility
    assert eligibility is not None
    assert bodies_of(eligibility.requirement) == ["bpc", "ukcp", "bacp"]
