"""Cards, and which open vacancies are like a given one."""

from __future__ import annotations

from datetime import date
from typing import Any

from samples import (
    KENSINGTON,
    KENSINGTON_CLOSED,
    KENT,
    LONG_AFTER,
    MEDWAY,
    Sample,
    catalogue_of,
    one,
    real,
    real_vacancy,
    vacancy_record,
)

from portal.views.cards import card, likeness, similar

DAY = date(2026, 3, 10)
OTHER = Sample("employer", "other", {"name": "Other", "sector": "nhs"})


def modality(code: str, role: str = "essential") -> dict[str, Any]:
    return {"modalities": [{"code": code, "role": role}]}


def test_a_card_has_what_a_list_needs() -> None:
    view = card(real_vacancy(KENSINGTON), real(), KENSINGTON_CLOSED)
    assert view.path == f"vacancies/{KENSINGTON}.html"
    assert (view.kind, view.place, view.contract) == ("", "London", "Permanent; part time")
    assert view.closing is not None
    assert view.closing.text == "13 November 2025"
    assert view.status.code == "closed"


def test_what_is_no_ordinary_vacancy_says_so() -> None:
    assert card(real_vacancy(MEDWAY), real(), LONG_AFTER).kind == "Sessional pool"
    assert card(real_vacancy(KENT), real(), LONG_AFTER).kind == "Job description"


def test_a_summary_is_on_one_line() -> None:
    vacancy, catalogue = one(summary="One\n  and two.")
    assert card(vacancy, catalogue, DAY).summary == "One and two."


def test_the_most_like_comes_first_and_the_unlike_not_at_all() -> None:
    catalogue = catalogue_of(
        OTHER,
        vacancy_record("closed", employer="other", closing_date="2026-03-01", **modality("dbt")),
        vacancy_record("likest", employer="other", **modality("dbt")),
        vacancy_record("same-employer-only"),
        vacancy_record("unlike", **modality("cbt")),
    )
    closed = catalogue.vacancies[0]
    assert [view.slug for view in similar(closed, catalogue, DAY)] == ["likest"]


def test_only_open_vacancies_are_offered() -> None:
    catalogue = catalogue_of(
        vacancy_record("a", closing_date="2026-03-01"),
        vacancy_record("b", closing_date="2026-03-02"),
        vacancy_record("c", opening_date="2026-04-01"),
    )
    assert similar(catalogue.vacancies[0], catalogue, DAY) == ()


def test_at_most_three_are_offered_and_equals_come_by_slug() -> None:
    catalogue = catalogue_of(*(vacancy_record(slug) for slug in "edcba"))
    assert [view.slug for view in similar(catalogue.vacancies[4], catalogue, DAY)] == ["a", "b", "c"]


def test_a_way_of_working_that_is_only_mentioned_is_not_shared() -> None:
    catalogue = catalogue_of(
        OTHER,
        vacancy_record("a", employer="other", **modality("dbt")),
        vacancy_record("b", **modality("dbt", "mentioned")),
    )
    assert likeness(*catalogue.vacancies) == 0


def test_kensington_is_followed_by_roles_that_take_the_same_registrations() -> None:
    assert [view.slug for view in similar(real_vacancy(KENSINGTON), real(), LONG_AFTER)] == [MEDWAY, KENT]
