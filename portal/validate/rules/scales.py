"""Rules on pay that hold it against the published scales, which stand beside the bands in the vacancy's schema.

The scales are of one nation and of a few years, and no advert says by which it pays. So they are stretched by what
other nations, the years between and the supplement of London may add, and only a clear contradiction is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.cellar.diagnostics import Diagnostic, Severity
from portal.load.record import Record
from portal.model.fulltime import BY_LENGTH_OF_WEEK, HOURS_A_WEEK, TIMES_A_YEAR
from portal.validate.rules.pay import is_odd
from portal.validate.rules.reading import day, items, number, text, value
from portal.validate.schema import Schema

SCALES = "x-scales"
"""The keyword beside the bands that holds the scales."""

BELOW, ABOVE = 0.9, 1.1
"""How far another nation's scale of the same year may lie from ours."""

SUPPLEMENT = 1.2
"""The most that the High Cost Area Supplement of London makes of a scale."""

SUPPLEMENTED = (None, "london", "south_east", "east_of_england", "uk_wide")
"""The regions in which it is paid, or may be."""

RISE = 1.05
"""What a year after the last scale may add: a rise that is not in the table yet."""

APART = 1.3
"""How far beyond all that an end of the figures may lie whose other end is near."""

_DATES = (("posted",), ("closing_date",), ("source", "retrieved"), ("checked_on",), ("review_by",))
"""What tells when a vacancy was advertised, the surest first."""

Range = tuple[float, float]
Scale = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stated:
    """The figures of a record, in its own words and as pounds for a year of full-time work.

    There are two readings where nobody can say whether they are for full time.
    """

    words: str
    readings: tuple[Range, ...]


def band_against_pay(record: Record, schema: Schema) -> Iterator[Diagnostic]:
    """The pay of a band is near what the national scale gives to it."""
    band, advertised, stated = text(record, "pay", "band"), _advertised(record), _stated(record)
    if band is None or advertised is None or stated is None or _in_conflict(record):
        return
    scales = _scales_about(schema.data["$defs"]["band"].get(SCALES, ()), band, advertised)
    if not scales:
        return
    limits = _stretched(scales, band, record, advertised)
    near = [reading for reading in stated.readings if _meet(reading, limits)]
    if any(not _far_end(reading, limits) for reading in near):
        return
    latest = scales[-1]
    least, most = latest["bands"][band]
    slip = f"look for a slip in `{_far_end(near[0], limits)}`" if near else ""
    other = f"did you mean band `{_likelier(latest['bands'], stated.readings[0])}`?"
    yield Diagnostic(
        "band-against-pay",
        f"{stated.words} is not what band {band} is paid",
        record.span(("pay", "band")),
        f"in {latest['nation']} £{least:,} to £{most:,} a year in {latest['year']}",
        f"{slip + ':' if slip else other} compare the band, the figures and their `period` with the source",
        Severity.WARNING,
    )


def _advertised(record: Record) -> date | None:
    return next((found for path in _DATES if (found := day(record, *path))), None)


def _in_conflict(record: Record) -> bool:
    """Whether the source says two things of the pay, or the pay is of no national scale."""
    facts = {text(record, "conflicts", number, "fact") for number in range(len(items(record, "conflicts")))}
    return bool(facts & {"pay", "pay_figures"}) or text(record, "pay", "scheme") not in (None, "agenda_for_change")


def _stated(record: Record) -> Stated | None:
    """The figures of the record, in pounds; None if there are none, or if other rules tell that they are odd."""
    figures = [found for name in ("min", "max") if (found := number(record, "pay", name))]
    period = text(record, "pay", "period") or ""
    pounds = value(record, "pay", "currency") in (None, "GBP")
    if not figures or not pounds or period not in TIMES_A_YEAR or is_odd(record):
        return None
    ends = [float(TIMES_A_YEAR[period]) * figure for figure in figures]
    readings = tuple((ends[0] / part, ends[-1] / part) for part in _parts(record, period))
    words = " to ".join(f"£{figure:,.10g}" for figure in figures)
    return Stated(f"{words} {'an' if period == 'hour' else 'a'} {period}", readings) if readings else None


def _parts(record: Record, period: str) -> tuple[float, ...]:
    """The parts of a full week that the figures may be for."""
    basis = text(record, "pay", "basis")
    if period not in BY_LENGTH_OF_WEEK or basis == "full_time_equivalent" or items(record, "pattern") == ["full_time"]:
        return (1.0,)
    hours = number(record, "hours", "a_week")
    part = (hours / float(HOURS_A_WEEK),) if hours else ()
    return part if basis == "actual" else (1.0, *part)


def _scales_about(scales: Sequence[Scale], band: str, advertised: date) -> list[Scale]:
    """The scale that `band` had on the day, and the next, for an award may come late; none for a day before all."""
    known = sorted((scale for scale in scales if band in scale["bands"]), key=lambda scale: str(scale["from"]))
    before = [scale for scale in known if scale["from"] <= advertised.isoformat()]
    return before[-1:] + known[len(before) : len(before) + 1] if before else []


def _stretched(scales: list[Scale], band: str, record: Record, advertised: date) -> Range:
    """The least and the most that the band could be paid."""
    ends = [scale["bands"][band] for scale in scales]
    years = (advertised - date.fromisoformat(scales[-1]["from"])).days // 365
    regions = [value(record, "locations", place, "region") for place in range(len(items(record, "locations")))]
    supplement = any(region in SUPPLEMENTED for region in regions or [None]) or items(record, "pay", "allowances")
    most = max(top for _, top in ends) * ABOVE * (SUPPLEMENT if supplement else 1) * RISE ** max(0, years)
    return min(entry for entry, _ in ends) * BELOW, most


def _meet(one: Range, other: Range) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _far_end(reading: Range, limits: Range) -> str:
    """The end of the figures that lies far outside the `limits`; empty if neither does."""
    if reading[0] * APART < limits[0]:
        return "min"
    return "max" if reading[1] > limits[1] * APART else ""


def _likelier(bands: Mapping[str, Range], stated: Range) -> str:
    """The band whose scale is nearest to what is stated."""
    return min(bands, key=lambda band: abs(bands[band][0] - stated[0]) + abs(bands[band][1] - stated[1]))
