"""Cards: a vacancy in a list."""

from __future__ import annotations

from datetime import date

from samples import (
    KENSINGTON,
    KENSINGTON_CLOSED,
    KENT,
    LONG_AFTER,
    MEDWAY,
    one,
    real,
    real_vacancy,
)

from portal.views.cards import card

DAY = date(2026, 3, 10)


def test_a_card_has_what_a_list_needs() -> None:
    view = card(real_vacancy(KENSINGTON), real(), KENSINGTON_CLOSED)
    assert view.path == f"vacancies/{KENSINGTON}.html"
    assert (view.kind, view.place, view.contract) == ("", "London", "Permanent; part time")
    assert view.status.code == "closed"


def test_what_is_no_ordinary_vacancy_says_so() -> None:
    assert card(real_vacancy(MEDWAY), real(), LONG_AFTER).kind == "Sessional pool"
    assert card(real_vacancy(KENT), real(), LONG_AFTER).kind == "Job description"


def test_a_summary_is_on_one_line() -> None:
    vacancy, catalogue = one(summary="One\n  and two.")
    assert card(vacancy, catalogue, DAY).summary == "One and two."
