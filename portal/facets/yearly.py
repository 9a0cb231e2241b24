"""Yearly pay: a vacancy's pay in whole pounds for a year of full-time work, so that all can be compared.

Where a source states a year's pay for full time, that is it. Other figures are converted, as `model.fulltime` says.
A page says which figures are not the source's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from portal.model.fulltime import BY_LENGTH_OF_WEEK, HOURS_A_WEEK, TIMES_A_YEAR
from portal.model.vacancy import Pay, Vacancy


class How(Enum):
    """Where the figures come from."""

    STATED = auto()
    CONVERTED = auto()
    DERIVED = auto()


@dataclass(frozen=True, slots=True)
class Yearly:
    """Whole pounds a year, full time."""

    least: int
    most: int
    how: How


def yearly(vacancy: Vacancy) -> Yearly | None:
    """What `vacancy` pays in a year of full-time work; None if its record does not let one say."""
    pay = vacancy.pay
    if pay is None or pay.currency != "GBP" or vacancy.conflict("pay") or vacancy.conflict("pay_figures"):
        return None
    if pay.min is None and pay.max is None:
        return _derived(pay)
    factor = _factor(vacancy, pay)
    how = How.STATED if factor == 1 else How.CONVERTED
    return _range(pay.min, pay.max, factor, how) if factor else None


def _derived(pay: Pay) -> Yearly | None:
    derived = pay.derived
    if derived is None or derived.period not in TIMES_A_YEAR:
        return None
    return _range(derived.min, derived.max, TIMES_A_YEAR[derived.period], How.DERIVED)


def _factor(vacancy: Vacancy, pay: Pay) -> Decimal | None:
    """What the source's own figures are multiplied by; None if that is not known."""
    period = pay.period or ""
    if period not in TIMES_A_YEAR:
        return None
    part = part_of_full_time(vacancy) if pay.basis == "actual" and period in BY_LENGTH_OF_WEEK else Decimal(1)
    return TIMES_A_YEAR[period] / part if part else None


def part_of_full_time(vacancy: Vacancy) -> Decimal | None:
    """The hours advertised as a part of a full week; None if they are not known."""
    if vacancy.pattern == ("full_time",):
        return Decimal(1)
    hours = None if vacancy.conflict("hours") else vacancy.hours
    return hours.a_week / HOURS_A_WEEK if hours and hours.a_week else None


def _range(least: Decimal | None, most: Decimal | None, factor: Decimal, how: How) -> Yearly:
    ends = [int((end * factor).to_integral_value()) for end in (least, most) if end is not None]
    return Yearly(ends[0], ends[-1], how)
