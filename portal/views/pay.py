"""Pay in words: figures, band or grade, allowances, and how one is paid."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from portal.cellar.english import lower_first, money, upper_first
from portal.facets.yearly import How, Yearly, part_of_full_time, yearly
from portal.model.catalogue import Catalogue
from portal.model.fulltime import BY_LENGTH_OF_WEEK, DAYS_A_WEEK, HOURS_A_WEEK, WEEKS_A_YEAR
from portal.model.vacancy import Allowance, DerivedPay, Pay, Vacancy
from portal.views.given import FactLine
from portal.views.wording import silence, source_word

ROUNDED = -2
"""Converted figures are given to the hundred: they are no promise."""

ADVERBS = {
    "year": "yearly",
    "month": "monthly",
    "week": "weekly",
    "day": "daily",
    "hour": "by the hour",
    "session": "by the session",
}
"""How often one is paid, by pay period."""

TO_A_YEAR = {
    "month": "at 12 months a year",
    "week": f"at {WEEKS_A_YEAR} weeks a year",
    "day": f"at {DAYS_A_WEEK} days a week and {WEEKS_A_YEAR} weeks a year",
    "hour": f"at {HOURS_A_WEEK} hours a week and {WEEKS_A_YEAR} weeks a year",
}
"""How pay for each period is made a year's, in words."""


def pay_range(
    least: Decimal | None, most: Decimal | None, currency: str, period: str | None, catalogue: Catalogue
) -> str:
    """Figures in words: "£64,156 to £71,148 a year", "up to £500 a day"; empty without figures."""
    figures = [money(figure, currency) for figure in (least, most) if figure is not None]
    if not figures:
        return ""
    words = f"up to {figures[0]}" if least is None else " to ".join(dict.fromkeys(figures))
    return f"{words} {catalogue.label('pay_period', period)}" if period else words


def pay_grade(pay: Pay, catalogue: Catalogue) -> str:
    """ "Band 8a" or "Grade KR11"; empty if the record has neither."""
    if pay.band:
        return catalogue.label("band", pay.band)
    if pay.grade:
        return pay.grade if pay.grade.lower().startswith(("grade", "band")) else f"Grade {pay.grade}"
    return ""


def pay_short(vacancy: Vacancy, catalogue: Catalogue) -> str:
    """The pay on one line, for a card, which says before it what it is."""
    if vacancy.conflict("pay") or vacancy.conflict("pay_figures"):
        return f"The {source_word(vacancy)} says two things"
    pay = vacancy.pay
    if pay is None:
        return "Not stated" if "pay" in vacancy.not_stated else "Not given here"
    figures = pay_range(pay.min, pay.max, pay.currency, pay.period, catalogue)
    if figures and pay.pro_rata:
        figures += " pro rata"
    grade = pay_grade(pay, catalogue)
    if grade and not figures:
        return f"{grade}, figures not stated" if "pay_figures" in vacancy.not_stated else grade
    return ": ".join(filter(None, [grade, figures])) or upper_first(pay.wording or "Figures not given here")


def yearly_note(vacancy: Vacancy) -> str:
    """What the pay comes to in a year of full-time work, where that is not what the source states; else empty."""
    figures = yearly(vacancy)
    if figures is None or figures.how is How.STATED:
        return ""
    how = "by a published scale" if figures.how is How.DERIVED else "for comparison"
    return f"{_yearly_words(figures)}, {how}" + (": a fee, not a salary" if _is_fee(vacancy) else "")


def _is_fee(vacancy: Vacancy) -> bool:
    """Whether one is paid without being employed, so that no figure is a salary."""
    return bool(vacancy.pay and vacancy.pay.own_tax) or "self_employed" in vacancy.contract


def _yearly_words(figures: Yearly) -> str:
    ends = dict.fromkeys(f"£{round(end, ROUNDED):,}" for end in (figures.least, figures.most))
    return f"about {' to '.join(ends)} a year full time"


def comparison_note(vacancy: Vacancy) -> str:
    """How the figures came about that a card gives for comparison; empty where it gives none.

    Pay for a year of full-time work, which most state, needs none.
    """
    pay = vacancy.pay
    if pay is None or (pay.period == "year" and pay.basis != "actual"):
        return ""
    figures = yearly(vacancy)
    if figures is None or figures.how is not How.CONVERTED:
        return ""
    how = " and ".join(filter(None, [TO_A_YEAR.get(pay.period or "", ""), _longer_week(vacancy, pay)]))
    return (
        f"Pay, for comparison: {_yearly_words(figures)}. "
        f"This site worked that out {how}; the {source_word(vacancy)} does not state it."
        + (" It is a fee and no salary: you would pay your own tax and National Insurance." if _is_fee(vacancy) else "")
    )


def _longer_week(vacancy: Vacancy, pay: Pay) -> str:
    """ "for 37.5 hours a week instead of 20", where the source's figures are for the hours advertised; else empty."""
    part = part_of_full_time(vacancy) if pay.basis == "actual" and pay.period in BY_LENGTH_OF_WEEK else None
    if part is None or part == 1:
        return ""
    return f"for {HOURS_A_WEEK} hours a week instead of {(part * HOURS_A_WEEK).normalize():f}"


def pay_lines(vacancy: Vacancy, catalogue: Catalogue) -> Iterator[FactLine]:
    """All that the record says of pay."""
    pay = vacancy.pay
    if pay is None:
        return
    figures = pay_range(pay.min, pay.max, pay.currency, pay.period, catalogue)
    if figures:
        yield FactLine(text=upper_first(figures), note=_pay_basis(vacancy, pay, catalogue))
    yield from _grade_lines(vacancy, pay, bool(figures), catalogue)
    if pay.derived:
        yield _derived_line(vacancy, pay.derived, pay.currency, catalogue)
    for allowance in pay.allowances:
        yield _allowance_line(allowance, catalogue)
    yield from _payment_lines(pay)
    if pay.wording:
        yield FactLine(text=f"In the {source_word(vacancy)}’s words: “{pay.wording}”", note=pay.note or "")
    elif pay.note:
        yield FactLine(note=pay.note)


def _stated_basis(pay: Pay, catalogue: Catalogue) -> str:
    """What the source says of how the pay goes with the hours; empty if it says nothing."""
    known = [catalogue.label("pay_basis", pay.basis) if pay.basis else ""]
    if pay.pro_rata is not None:
        # A basis has already said what goes with the hours.
        in_full = "pro rata" if pay.basis else "pro rata: for part-time hours, paid in proportion"
        known.append(in_full if pay.pro_rata else "not pro rata")
    return "; ".join(filter(None, known))


def _pay_basis(vacancy: Vacancy, pay: Pay, catalogue: Catalogue) -> str:
    if pay.period == "year" and "part_time" in vacancy.pattern and not _stated_basis(pay, catalogue):
        return "whether this is the full-time figure is not given on this page: ask"
    return _stated_basis(pay, catalogue)


def _grade_lines(vacancy: Vacancy, pay: Pay, has_figures: bool, catalogue: Catalogue) -> Iterator[FactLine]:
    grade = pay_grade(pay, catalogue)
    words = ", ".join(filter(None, [grade, _scheme_words(pay, has_figures, catalogue)]))
    basis = "" if has_figures else _stated_basis(pay, catalogue)
    if words:
        note = "" if has_figures else f"figures {silence(vacancy, 'pay_figures')}"
        yield FactLine(text=upper_first(words), note="; ".join(filter(None, [basis, note])))
    elif basis:
        yield FactLine(text=upper_first(basis))


def _scheme_words(pay: Pay, has_figures: bool, catalogue: Catalogue) -> str:
    # A rate for an hour or session says by itself that one is paid by it.
    if pay.scheme in (None, "other") or (pay.scheme == "sessional" and has_figures):
        return ""
    label = catalogue.label("pay_scheme", pay.scheme)
    return label if pay.scheme == "agenda_for_change" else lower_first(label)


def _derived_line(vacancy: Vacancy, derived: DerivedPay, currency: str, catalogue: Catalogue) -> FactLine:
    figures = pay_range(derived.min, derived.max, currency, derived.period, catalogue)
    note = f"derived from {derived.source}, {derived.year}; not stated in the {source_word(vacancy)}"
    return FactLine(text=figures, note=note)


def _allowance_line(allowance: Allowance, catalogue: Catalogue) -> FactLine:
    return FactLine(text=f"{allowance.name}: {catalogue.label('included', allowance.included)}")


def _payment_lines(pay: Pay) -> Iterator[FactLine]:
    how_often = f" {ADVERBS[pay.invoice_period]}" if pay.invoice_period else ""
    if pay.invoiced:
        yield FactLine(text=f"Paid{how_often} on your invoice")
    elif pay.invoiced is False or how_often:
        yield FactLine(text=f"Paid{how_often}{', without an invoice from you' if pay.invoiced is False else ''}")
    if pay.own_tax is not None:
        own = "You pay your own tax and National Insurance"
        yield FactLine(text=own if pay.own_tax else "Tax and National Insurance are taken off before you are paid")
