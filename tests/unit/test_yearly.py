"""Yearly pay: what is comparable is compared, what is not has no figure, and the source's own is told apart."""

from __future__ import annotations

from typing import Any

import pytest
from samples import KENSINGTON, KENT, LONDON, MEDWAY, MILTON_KEYNES, one, real_vacancy

from portal.facets.yearly import How, Yearly, yearly
from portal.views.pay import comparison_note, yearly_note

STATED, CONVERTED, DERIVED = How.STATED, How.CONVERTED, How.DERIVED
PART = {"hours": {"a_week": 22.5}}
SCALE = {"min": 38890, "max": 44503, "year": "2020/21", "source": "a scale"}


@pytest.mark.parametrize(
    ("slug", "found"),
    [
        (KENSINGTON, Yearly(64156, 71148, STATED)),
        (LONDON, Yearly(46419, 55046, STATED)),
        (MEDWAY, Yearly(35255, 39127, CONVERTED)),
        (MILTON_KEYNES, None),
        (KENT, None),
    ],
)
def test_the_five(slug: str, found: Yearly | None) -> None:
    """Kensington and London state a year's pay, Medway an hour's; Milton Keynes and Kent no figures."""
    assert yearly(real_vacancy(slug)) == found


@pytest.mark.parametrize(
    ("pay", "others", "found"),
    [
        ({"min": 40000, "period": "year"}, {}, Yearly(40000, 40000, STATED)),
        ({"max": 40000, "period": "year"}, {}, Yearly(40000, 40000, STATED)),
        ({"min": 20, "period": "hour"}, {}, Yearly(39107, 39107, CONVERTED)),
        ({"min": 150, "period": "day"}, {}, Yearly(39107, 39107, CONVERTED)),
        ({"min": 750, "period": "week"}, {}, Yearly(39107, 39107, CONVERTED)),
        ({"min": 3000, "max": 3500, "period": "month"}, {}, Yearly(36000, 42000, CONVERTED)),
        ({"min": 60, "period": "session"}, {}, None),
        ({"min": 40000}, {}, None),
        ({"min": 40000, "period": "year", "currency": "EUR"}, {}, None),
        ({"band": "7", "derived": SCALE}, {}, Yearly(38890, 44503, DERIVED)),
        ({"min": 40000, "period": "year", "derived": SCALE}, {}, Yearly(40000, 40000, STATED)),
        ({"min": 24000, "period": "year", "basis": "actual"}, PART, Yearly(40000, 40000, CONVERTED)),
        ({"min": 2000, "period": "month", "basis": "actual"}, PART, Yearly(40000, 40000, CONVERTED)),
        ({"min": 24000, "period": "year", "basis": "actual"}, {}, None),
        ({"min": 24000, "period": "year", "basis": "actual"}, {"pattern": ["full_time"]}, Yearly(24000, 24000, STATED)),
        ({"min": 9000, "period": "year", "basis": "full_time_equivalent"}, PART, Yearly(9000, 9000, STATED)),
    ],
)
def test_pay_is_converted_to_a_year_of_full_time_work(
    pay: dict[str, Any], others: dict[str, Any], found: Yearly | None
) -> None:
    vacancy, _ = one(pay=pay, **others)
    assert yearly(vacancy) == found


@pytest.mark.parametrize("fact", ["pay", "pay_figures"])
def test_of_what_the_source_says_two_things_there_is_no_figure(fact: str) -> None:
    readings = [{"says": "a", "where": "b"}, {"says": "c", "where": "d"}]
    vacancy, _ = one(pay={"min": 40000, "period": "year"}, conflicts=[{"fact": fact, "readings": readings}])
    assert yearly(vacancy) is None


@pytest.mark.parametrize(
    ("pay", "words"),
    [
        ({"min": 40000, "period": "year"}, ""),
        ({"min": 18.03, "max": 20.01, "period": "hour"}, "about £35,300 to £39,100 a year full time, for comparison"),
        ({"min": 20, "period": "hour"}, "about £39,100 a year full time, for comparison"),
        ({"band": "7", "derived": SCALE}, "about £38,900 to £44,500 a year full time, by a published scale"),
        ({"band": "7"}, ""),
    ],
)
def test_a_card_says_what_the_pay_comes_to_only_where_that_is_not_the_sources_own(
    pay: dict[str, Any], words: str
) -> None:
    assert yearly_note(one(pay=pay)[0]) == words


@pytest.mark.parametrize(
    "fields",
    [
        {"pay": {"min": 20, "period": "hour", "own_tax": True}},
        {"pay": {"min": 20, "period": "hour"}, "contract": ["self_employed"]},
    ],
)
def test_what_is_paid_to_somebody_who_is_not_employed_is_called_no_salary(fields: dict[str, Any]) -> None:
    vacancy, _ = one(**fields)
    assert yearly_note(vacancy) == "about £39,100 a year full time, for comparison: a fee, not a salary"
    assert comparison_note(vacancy).endswith(
        " It is a fee and no salary: you would pay your own tax and National Insurance."
    )


@pytest.mark.parametrize(
    ("fields", "how"),
    [
        ({"pay": {"min": 20, "period": "hour"}}, "at 37.5 hours a week and 52.143 weeks a year"),
        ({"pay": {"min": 200, "period": "day"}}, "at 5 days a week and 52.143 weeks a year"),
        ({"pay": {"min": 800, "period": "week"}}, "at 52.143 weeks a year"),
        ({"pay": {"min": 3000, "period": "month"}}, "at 12 months a year"),
        ({"pay": {"min": 20000, "period": "year", "basis": "actual"}} | PART, "for 37.5 hours a week instead of 22.5"),
        (
            {"pay": {"min": 2000, "period": "month", "basis": "actual"}} | PART,
            "at 12 months a year and for 37.5 hours a week instead of 22.5",
        ),
        (
            {"pay": {"min": 2000, "period": "month", "basis": "actual"}, "pattern": ["full_time"]},
            "at 12 months a year",
        ),
    ],
)
def test_the_page_says_how_the_figure_of_the_card_was_worked_out(fields: dict[str, Any], how: str) -> None:
    vacancy, _ = one(**fields)
    figure = yearly_note(vacancy).removesuffix(", for comparison")
    assert comparison_note(vacancy) == (
        f"Pay, for comparison: {figure}. This site worked that out {how}; the advert does not state it."
    )


@pytest.mark.parametrize(
    "pay",
    [
        {"min": 40000, "period": "year"},
        {"min": 40000, "period": "year", "basis": "actual"},
        {"min": 60, "period": "session"},
        {"band": "7", "derived": SCALE},
        {"band": "7"},
    ],
)
def test_what_a_card_does_not_compare_the_page_does_not_explain(pay: dict[str, Any]) -> None:
    assert comparison_note(one(pay=pay)[0]) == ""
