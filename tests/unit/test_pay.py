"""Pay in words: nothing but what is stated, and what is derived is labelled as derived."""

from __future__ import annotations

from typing import Any

import pytest
from samples import KENSINGTON, KENT, LONDON, MEDWAY, MILTON_KEYNES, one, real, real_vacancy

from portal.views.pay import pay_lines, pay_short


def said(**fields: Any) -> list[tuple[str, str]]:
    vacancy, catalogue = one(**fields)
    return [(line.text, line.note) for line in pay_lines(vacancy, catalogue)]


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        (KENSINGTON, "Band 8a: £64,156 to £71,148 a year pro rata"),
        (MILTON_KEYNES, "Band 7, figures not stated"),
        (MEDWAY, "£18.03 to £20.01 an hour"),
        (KENT, "Grade KR11, figures not stated"),
        (LONDON, "Band 6: £46,419 to £55,046 a year"),
    ],
)
def test_the_five_adverts_pay_fits_on_a_card(slug: str, words: str) -> None:
    assert pay_short(real_vacancy(slug), real()) == words


@pytest.mark.parametrize(
    ("pay", "words"),
    [
        ({"min": 30000, "period": "year"}, "£30,000 a year"),
        ({"min": 30000, "max": 30000, "period": "year"}, "£30,000 a year"),
        ({"max": 50.5, "period": "session"}, "Up to £50.50 a session"),
        ({"min": 300, "max": 400, "period": "day", "currency": "EUR"}, "€300 to €400 a day"),
    ],
)
def test_figures_are_said_with_their_period(pay: dict[str, Any], words: str) -> None:
    assert said(pay=pay)[0][0] == words


def test_a_part_time_salary_of_unknown_basis_warns_the_reader() -> None:
    """Whether £46,419 is for the whole week or for part of it makes all the difference."""
    (line,) = said(pay={"min": 46419, "period": "year"}, pattern=["part_time"])
    assert line[1] == "whether this is the full-time figure is not given on this page: ask"


def test_the_basis_and_pro_rata_are_said() -> None:
    pay = {"min": 46419, "period": "year"}
    assert "full-time equivalent" in said(pay={**pay, "basis": "full_time_equivalent"}, pattern=["part_time"])[0][1]
    assert said(pay={**pay, "pro_rata": True})[0][1] == "pro rata: for part-time hours, paid in proportion"


@pytest.mark.parametrize(
    ("pay", "words"),
    [
        ({"min": 1, "period": "year", "basis": "actual", "pro_rata": True}, "for the hours advertised; pro rata"),
        ({"band": "7", "basis": "full_time_equivalent"}, "full-time equivalent, paid in proportion to hours; figures"),
        ({"min": 1, "period": "year", "pro_rata": False}, "not pro rata"),
    ],
)
def test_all_that_is_said_of_pay_and_hours_is_printed(pay: dict[str, Any], words: str) -> None:
    assert said(pay=pay)[0][1].startswith(words)


@pytest.mark.parametrize(
    ("pay", "words"),
    [
        ({"invoiced": True, "invoice_period": "session"}, "Paid by the session on your invoice"),
        ({"invoice_period": "month"}, "Paid monthly"),
        ({"invoiced": False}, "Paid, without an invoice from you"),
        ({"own_tax": False}, "Tax and National Insurance are taken off before you are paid"),
        ({"own_tax": True}, "You pay your own tax and National Insurance"),
        ({"basis": "actual"}, "For the hours advertised"),
    ],
)
def test_how_one_is_paid_is_said_either_way(pay: dict[str, Any], words: str) -> None:
    assert said(pay=pay) == [(words, "")]


def test_a_band_without_figures_says_that_there_are_none() -> None:
    assert said(pay={"scheme": "agenda_for_change", "band": "7"}) == [
        ("Band 7, Agenda for Change", "figures not given on this page")
    ]


def test_derived_figures_are_labelled_with_their_source_and_year() -> None:
    derived = {"min": 38890, "max": 44503, "year": "2020/21", "source": "NHS Employers pay scale"}
    lines = said(pay={"band": "7", "derived": derived})
    assert lines[1] == (
        "£38,890 to £44,503 a year",
        "derived from NHS Employers pay scale, 2020/21; not stated in the advert",
    )


def test_derived_figures_stay_out_of_the_card() -> None:
    pay = {"band": "7", "derived": {"min": 38890, "year": "2020/21", "source": "a scale"}}
    assert pay_short(*one(pay=pay, not_stated=["pay_figures"])) == "Band 7, figures not stated"
    assert pay_short(*one(pay=pay)) == "Band 7", "silence is not the advert's"


def test_an_allowance_says_whether_it_is_in_the_figures() -> None:
    pay = {"min": 1, "period": "hour", "allowances": [{"name": "HCAS", "included": "unclear"}]}
    assert said(pay=pay)[1][0] == "HCAS: not clear whether it is in the figures"


def test_an_invoice_and_ones_own_tax_are_said() -> None:
    lines = [
        text
        for text, _ in said(
            pay={"min": 20, "period": "hour", "invoiced": True, "invoice_period": "month", "own_tax": True}
        )
    ]
    assert lines[1:] == ["Paid monthly on your invoice", "You pay your own tax and National Insurance"]


def test_the_sources_own_words_are_quoted_as_such() -> None:
    assert said(pay={"wording": "pa inc"}) == [("In the advert’s words: “pa inc”", "")]


def test_no_pay_is_said_plainly_and_a_contradiction_too() -> None:
    vacancy, catalogue = one(not_stated=["pay"])
    assert pay_short(vacancy, catalogue) == "Not stated"
    readings = [{"says": "£1", "where": "top"}, {"says": "£2", "where": "foot"}]
    vacancy, catalogue = one(conflicts=[{"fact": "pay", "readings": readings}])
    assert pay_short(vacancy, catalogue) == "The advert says two things"
