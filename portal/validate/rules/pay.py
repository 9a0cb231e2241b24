"""Rules on figures: ranges, pay, bands, and the length of a contract."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import inf

from portal.cellar.diagnostics import Diagnostic, Severity
from portal.load.record import Record
from portal.validate.rules.reading import fields, items, number, text, value

_RANGES = (
    (("pay", "min"), ("pay", "max")),
    (("pay", "derived", "min"), ("pay", "derived", "max")),
    (("clients", "ages", "youngest"), ("clients", "ages", "oldest")),
    (("clients", "ages", "oldest"), ("clients", "ages", "extended_to")),
    (("hours", "sessions_a_week_min"), ("hours", "sessions_a_week_max")),
    (("delivery", "sessions_min"), ("delivery", "sessions_max")),
)


def range_reversed(record: Record) -> Iterator[Diagnostic]:
    """The lower end of a range is not above its upper end."""
    for low, high in _RANGES:
        least, most = number(record, *low), number(record, *high)
        if least is not None and most is not None and least > most:
            yield Diagnostic(
                "range-reversed",
                f"`{low[-1]}` is more than `{high[-1]}`",
                record.span(high),
                f"`{low[-1]}` is {least:,}, on line {record.span(low).line}",
                _mended_range(low[0] == "pay", least, most),
            )


def _mended_range(is_pay: bool, least: float, most: float) -> str:
    """Figures far apart are rather mistyped than in the wrong order."""
    if is_pay and least >= FAR * most:
        return "look for a digit that is missing in the one or too many in the other"
    return "swap the two figures"


FAR = 5
"""Ends of a range of pay of which the one is so many times the other are of another number of digits."""

WIDE = 2.5
"""How many times the lowest pay the highest is, at most, without a question."""


def pay_without_period(record: Record) -> Iterator[Diagnostic]:
    """A pay figure says what it is for: a year, an hour, a session …"""
    for figure in ("min", "max"):
        if number(record, "pay", figure) is not None and value(record, "pay", "period") is None:
            yield Diagnostic(
                "pay-without-period",
                "the pay does not say what its figures are for",
                record.span(("pay", figure)),
                "a year, an hour, a session?",
                "add `period: year` under `pay`, or another of `month`, `week`, `day`, `hour`, `session`",
            )
            return


LIKELY = {
    "year": (1000, 400_000),
    "month": (100, 25_000),
    "week": (50, 7500),
    "day": (20, 2500),
    "session": (5, 2000),
    "hour": (3, 500),
}
"""The least and the most pounds that a period may pay without a question."""

POSSIBLE = {
    "year": (100, inf),
    "month": (0, 100_000),
    "week": (0, 25_000),
    "day": (0, 5000),
    "session": (0, 5000),
    "hour": (0, 1000),
}
"""The least and the most pounds that anybody could be paid for a period. Pay of nothing is possible."""


MOST = 1_000_000
"""The most that a figure may be by the schema, which has its own words for what is more."""


def pay_unlikely(record: Record) -> Iterator[Diagnostic]:
    """A year's pay is not a few hundred pounds, and an hour's is not five hundred; so for the periods between."""
    figure = _beyond(record, LIKELY)
    if figure and not _beyond(record, POSSIBLE):
        yield _odd_pay(record, "pay-unlikely", figure, "is hardly what is meant", Severity.WARNING)
    elif _is_wide(record):
        yield Diagnostic(
            "pay-unlikely",
            f"the highest pay is more than {WIDE:g} times the lowest",
            record.span(("pay", "max")),
            f"`min` is {number(record, 'pay', 'min'):,}, on line {record.span(('pay', 'min')).line}",
            "look for a digit that is missing in `min` or too many in `max`",
            Severity.WARNING,
        )


def _is_wide(record: Record) -> bool:
    least, most = number(record, "pay", "min"), number(record, "pay", "max")
    return bool(least and most and most > WIDE * least > 0 and not _beyond(record, LIKELY))


def pay_impossible(record: Record) -> Iterator[Diagnostic]:
    """No hour pays what a year does, and no year what an hour does."""
    if figure := _beyond(record, POSSIBLE):
        yield _odd_pay(record, "pay-impossible", figure, "cannot be what is meant", Severity.ERROR)


def is_odd(record: Record) -> bool:
    """Whether the figures of the pay can hardly be meant, which one of the two rules above tells."""
    return bool(_beyond(record, LIKELY)) or _is_wide(record)


def _beyond(record: Record, limits: Mapping[str, tuple[float, float]]) -> str:
    """The first figure of the pay that lies outside the `limits` of its period; empty if none does."""
    if value(record, "pay", "currency") not in (None, "GBP"):
        return ""
    least, most = limits.get(text(record, "pay", "period") or "", (0, inf))
    figures = {figure: number(record, "pay", figure) or 0 for figure in ("min", "max")}
    beyond = [figure for figure, pounds in figures.items() if 0 < pounds <= MOST and not least <= pounds <= most]
    return beyond[0] if beyond and not _is_parted(record) else ""


def _is_parted(record: Record) -> bool:
    """Whether a comma between braces has parted a figure, which has a message of its own."""
    return any(re.fullmatch("[0-9]{1,3}", str(key)) for key in fields(record, "pay"))


def _odd_pay(record: Record, rule: str, figure: str, words: str, severity: Severity) -> Diagnostic:
    pounds, period = number(record, "pay", figure) or 0, text(record, "pay", "period") or ""
    return Diagnostic(
        rule,
        f"£{pounds:,.10g} {'an' if period == 'hour' else 'a'} {period} {words}",
        record.span(("pay", figure)),
        f"`period` is {period}, on line {record.span(('pay', 'period')).line}",
        _likelier_pay(figure, pounds, period, _has_pence(record)),
        severity,
    )


def _has_pence(record: Record) -> bool:
    """Whether a figure of the pay is typed with two digits after the point, as those by the hour are."""
    spans = [record.span(("pay", figure)) for figure in ("min", "max") if number(record, "pay", figure) is not None]
    typed = (record.source.line(span.line)[span.column - 1 : span.end_column - 1] for span in spans)
    return any(re.search(r"\.[0-9]{2}$", figure) for figure in typed)


def _likelier_pay(figure: str, pounds: float, period: str, has_pence: bool) -> str:
    """What an editor probably meant by an odd figure."""
    if period == "year" and has_pence and pounds < LIKELY["hour"][1]:
        return "did you mean `period: hour`?"
    if period == "year" and pounds > LIKELY[period][1]:
        return "look for a nought too many"
    if period == "year":
        likely = f"`{figure}: {pounds * 1000:.0f}`" if 8 <= pounds < 200 else "another `period`"
        return f"did you mean {likely}? write thousands out, without a comma or a full stop"
    if pounds > 10_000:
        return "did you mean `period: year`?"
    if pounds < LIKELY[period][0]:
        return "look for a slip of the decimal point" if period == "hour" else "is it for an hour?"
    other = "a day, a month or a session" if period == "hour" else "a month or a year"
    return f"is it for {other}?"


def band_and_grade(record: Record) -> Iterator[Diagnostic]:
    """Pay has a band of the national scheme or a grade of the employer's own, not both."""
    if value(record, "pay", "band") is not None and value(record, "pay", "grade") is not None:
        yield Diagnostic(
            "band-and-grade",
            "the pay has a band and a grade",
            record.span(("pay", "grade"), key=True),
            f"`band` is on line {record.span(('pay', 'band')).line}",
            "keep the band for Agenda for Change, the grade for an employer's own scheme",
        )


def band_outside_scheme(record: Record) -> Iterator[Diagnostic]:
    """A band belongs to Agenda for Change, and to no other scheme."""
    scheme = text(record, "pay", "scheme")
    if value(record, "pay", "band") is not None and scheme not in (None, "agenda_for_change"):
        yield Diagnostic(
            "band-outside-scheme",
            f"a band is given, and the scheme `{scheme}` has no bands",
            record.span(("pay", "scheme")),
            f"`band` is on line {record.span(('pay', 'band')).line}",
            "write `scheme: agenda_for_change`, or `grade: …` instead of the band",
        )


def duration_of_permanent(record: Record) -> Iterator[Diagnostic]:
    """A contract with a length is not only permanent."""
    if value(record, "duration_months") is not None and items(record, "contract") == ["permanent"]:
        yield Diagnostic(
            "duration-of-permanent",
            "a permanent contract has a length",
            record.span(("duration_months",)),
            f"the contract is permanent, on line {record.span(('contract',)).line}",
            "write `contract: [fixed_term]`, or delete the length",
            Severity.WARNING,
        )
