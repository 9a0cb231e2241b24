"""Likeness: which open vacancies are most like a given one, however many there are."""

from __future__ import annotations

from datetime import date
from typing import Any

from samples import KENSINGTON, KENT, LONG_AFTER, MEDWAY, Sample, catalogue_of, real, vacancy_record

from portal.model.catalogue import Catalogue
from portal.model.vacancy import Status
from portal.views.entry import entry_of
from portal.views.likeness import MOST_COMPARED, MOST_SIMILAR, ONE_IN, OpenRoles, weight

DAY = date(2026, 3, 10)
OTHER = Sample("employer", "other", {"name": "Other", "sector": "nhs"})


def modality(code: str, role: str = "essential") -> dict[str, Any]:
    return {"modalities": [{"code": code, "role": role}]}


def like(catalogue: Catalogue, slug: str, day: date = DAY) -> list[str]:
    entries = {found.slug: entry_of(found, catalogue, day) for found in catalogue.vacancies}
    roles = OpenRoles(found for found in entries.values() if found.status is Status.OPEN)
    return roles.like(entries[slug])


def test_the_most_like_comes_first_and_the_unlike_not_at_all() -> None:
    catalogue = catalogue_of(
        OTHER,
        vacancy_record("closed", employer="other", closing_date="2026-03-01", **modality("dbt")),
        vacancy_record("likest", employer="other", **modality("dbt")),
        vacancy_record("likes", **modality("dbt")),
        vacancy_record("unlike", **modality("cbt")),
    )
    assert like(catalogue, "closed") == ["likest", "likes"]


def test_only_open_vacancies_are_offered() -> None:
    catalogue = catalogue_of(
        vacancy_record("a", closing_date="2026-03-01"),
        vacancy_record("b", closing_date="2026-03-02"),
        vacancy_record("c", opening_date="2026-04-01"),
    )
    assert like(catalogue, "a") == []


def test_at_most_three_are_offered_and_equals_come_by_slug() -> None:
    assert like(catalogue_of(*(vacancy_record(slug) for slug in "edcba")), "e") == ["a", "b", "c"]


def test_a_way_of_working_that_is_only_mentioned_is_not_shared() -> None:
    catalogue = catalogue_of(
        OTHER,
        vacancy_record("a", employer="other", closing_date="2026-03-01", **modality("dbt")),
        vacancy_record("b", **modality("dbt", "mentioned")),
    )
    assert like(catalogue, "a") == []


def test_kensington_is_followed_by_roles_that_take_the_same_registrations() -> None:
    assert like(real(), KENSINGTON, LONG_AFTER) == [MEDWAY, KENT]


def test_what_is_shared_counts_by_its_weight() -> None:
    entries = [entry_of(found, real(), LONG_AFTER) for found in real().vacancies]
    roles = OpenRoles(entries)
    for one in entries:
        others = {other.slug: sum(map(weight, {*one.traits} & {*other.traits})) for other in entries}
        best = sorted((slug for slug in others if others[slug]), key=lambda slug: (-others[slug], slug))
        assert roles.like(one) == [slug for slug in best if slug != one.slug][:MOST_SIMILAR]


def test_what_is_rare_among_many_counts_by_its_weight_too() -> None:
    """With so many vacancies that a trait of two, and one that nobody shares, are rare."""
    towns = [[{"kind": "office", "town": f"Town {number // 2}"}] for number in range(3 * ONE_IN)]
    many = [vacancy_record(f"a{number:03}", locations=town, **modality("dbt")) for number, town in enumerate(towns)]
    assert like(catalogue_of(*many), "a301")[:2] == ["a300", "a000"]
    closed = vacancy_record("closed", closing_date="2026-03-01", locations=towns[14])
    assert like(catalogue_of(closed, *many), "closed")[:2] == ["a014", "a015"]


def test_of_very_many_the_one_that_shares_something_rare_is_found() -> None:
    """However many share the employer, no more are compared than can be afforded."""
    many = [vacancy_record(f"a{number:03}") for number in range(3 * MOST_COMPARED)]
    rare = vacancy_record("z", **modality("dbt"))
    closed = vacancy_record("closed", closing_date="2026-03-01", **modality("dbt"))
    assert like(catalogue_of(closed, rare, *many), "closed") == ["z", "a000", "a001"]
