"""Rules on figures: ranges, pay, bands, and the length of a contract."""

from __future__ import annotations

from collections.abc import Iterator

from portal.cellar.diagnostics import Diagnostic, Severity
from portal.load.record import Record
from portal.validate.rules.reading import items, number, text, value

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
                "swap the two figures",
            )


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


def pay_unlikely(record: Record) -> Iterator[Diagnostic]:
    """A year's pay is not a few hundred pounds, and an hour's is not five hundred."""
    period = text(record, "pay", "period")
    for figure in ("min", "max"):
        amount = number(record, "pay", figure)
        if amount is None or value(record, "pay", "currency") not in (None, "GBP"):
            continue
        help = ""
        if period == "year" and 0 < amount < 1000:
            likely = f"`{figure}: {amount * 1000:.0f}`" if 8 <= amount < 200 else "another `period`"
            help = f"did you mean {likely}? write thousands out, without a comma or a full stop"
        elif period == "hour" and amount > 500:
            help = "did you mean `period: year`?" if amount > 5000 else "is it for a day, a month or a session?"
        if help:
            yield Diagnostic(
                "pay-unlikely",
                f"£{amount:,.10g} {'a year' if period == 'year' else 'an hour'} is hardly what is meant",
                record.span(("pay", figure)),
                f"`period` is {period}, on line {record.span(('pay', 'period')).line}",
                help,
                Severity.WARNING,
            )
            return


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
