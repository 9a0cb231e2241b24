"""Rules on a vacancy's dates: on their order, and of a vacancy that somebody works on, on how near they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from portal.cellar.diagnostics import Diagnostic, Severity
from portal.load.record import Record
from portal.validate.rules.reading import YEARS, any_day, day, has, items, text, value, wants_date

A_YEAR = 366
"""A year in days, be it a leap year or not."""


def closes_before_opens(record: Record) -> Iterator[Diagnostic]:
    """The closing date is not before the opening date."""
    yield from _out_of_order(
        record,
        "closes-before-opens",
        "opening_date",
        "closing_date",
        "this vacancy closes before it opens",
        "swap the two dates, or move the closing date",
    )


def posted_after_closing(record: Record) -> Iterator[Diagnostic]:
    """The day on which a vacancy was posted is not after its closing date."""
    yield from _out_of_order(
        record,
        "posted-after-closing",
        "posted",
        "closing_date",
        "this vacancy was posted after it had closed",
        "compare both dates with the source; the year is the usual slip",
    )


def interview_before_closing(record: Record) -> Iterator[Diagnostic]:
    """Interviews are not held before the closing date."""
    yield from _out_of_order(
        record,
        "interview-before-closing",
        "closing_date",
        "interview_date",
        "the interviews are before the closing date",
        "compare both dates with the source",
        Severity.WARNING,
    )


def opens_before_posted(record: Record) -> Iterator[Diagnostic]:
    """A vacancy does not open before it was posted."""
    yield from _out_of_order(
        record,
        "opens-before-posted",
        "posted",
        "opening_date",
        "this vacancy opens before it was posted",
        "compare both dates with the source; if it gives no opening date, delete `opening_date`",
        Severity.WARNING,
    )


def withdrawn_before_posted(record: Record) -> Iterator[Diagnostic]:
    """A vacancy is not withdrawn before it was posted."""
    yield from _out_of_order(
        record,
        "withdrawn-before-posted",
        "posted",
        "withdrawn.on",
        "this vacancy was withdrawn before it was posted",
        "compare both dates with the source",
    )


def review_before_check(record: Record) -> Iterator[Diagnostic]:
    """The next look at the source comes after the last one."""
    yield from _out_of_order(
        record,
        "review-before-check",
        "checked_on",
        "review_by",
        "the next review is before the last check",
        "set `review_by` to a day to come, at most three months on",
    )


def _out_of_order(
    record: Record,
    rule: str,
    first: str,
    second: str,
    message: str,
    help: str,
    severity: Severity = Severity.ERROR,
) -> Iterator[Diagnostic]:
    earlier, later = first.split("."), second.split(".")
    start, end = day(record, *earlier), day(record, *later)
    if start and end and end < start:
        line = record.span(earlier).line
        label = f"`{first}` is {start}, on line {line}"
        yield Diagnostic(rule, message, record.span(later), label, help, severity)


_DATES = (
    ("source", "retrieved"),
    ("withdrawn", "on"),
    ("posted",),
    ("opening_date",),
    ("closing_date",),
    ("interview_date",),
    ("start_date",),
    ("checked_on",),
    ("review_by",),
)


def year_out_of_range(record: Record) -> Iterator[Diagnostic]:
    """Every date is of a year in which a vacancy can be."""
    for path in _DATES:
        found = any_day(record, *path)
        if found and found.year not in YEARS:
            yield Diagnostic(
                "out-of-range",
                f"the year {found.year:04} is not a year for a vacancy",
                record.span(path),
                f"expected a year from {YEARS[0]} to {YEARS[-1]}",
                "compare the date with the source",
            )


def closing_at_midnight(record: Record) -> Iterator[Diagnostic]:
    """A closing time is within the closing date; midnight is one end of it or the other."""
    if text(record, "closing_time") == "00:00":
        yield Diagnostic(
            "closing-at-midnight",
            "midnight at the start of the closing date would leave out the whole day",
            record.span(("closing_time",)),
            "does the closing date itself count?",
            "for the end of the day leave the time out; for its start give the day before as `closing_date`",
        )


def closing_time_without_date(record: Record) -> Iterator[Diagnostic]:
    """A closing time has a closing date."""
    if text(record, "closing_time") and not has(record, "closing_date"):
        yield Diagnostic(
            "closing-time-without-date",
            "there is a closing time and no closing date",
            record.span(("closing_time",), key=True),
            "at this time on which day?",
            "add `closing_date: …`, or delete the time",
        )


def closing_basis_against_date(record: Record) -> Iterator[Diagnostic]:
    """A closing date is stated or in the title; without one the vacancy is until filled or rolling."""
    basis = text(record, "closing_basis")
    if wants_date(record):
        message, label = f"`closing_basis` is {basis}, and there is no closing date", "a date is missing"
        help = f"add `closing_date: …`; if the source gives none, delete this line{_without_date(record)}"
    elif basis in ("until_filled", "rolling") and value(record, "closing_date") is not None:
        message, label = f"`closing_basis` is {basis}, and there is a closing date", "expected stated or in_title"
        help = "delete the date; if the source says both, delete this line, and list both under `conflicts`"
    else:
        return
    yield Diagnostic("closing-basis", message, record.span(("closing_basis",)), label, help)


def review_missing(record: Record) -> Iterator[Diagnostic]:
    """A vacancy without a closing date says by when somebody looks again whether it is still open."""
    if has(record, "closing_date") or has(record, "review_by") or wants_date(record):
        return
    help = f"if the source gives a closing date, add `closing_date: …`; else{_without_date(record).removeprefix(',')}"
    yield Diagnostic(
        "review-missing",
        "there is no closing date, and no day to look again",
        record.span(),
        "a vacancy without an end would stay open for ever",
        help,
    )


def _without_date(record: Record) -> str:
    """What a record without a closing date needs, as the end of a sentence."""
    entry = "" if "closing_date" in items(record, "not_stated") else " and `closing_date` under `not_stated`"
    if text(record, "closing_basis") in ("until_filled", "rolling"):
        entry = ""
    if has(record, "review_by"):
        return f", and add{entry.removeprefix(' and')}" if entry else ""
    return f", add `review_by: {_in_three_months(record)}`{entry}: by then somebody looks whether it is still open"


def _in_three_months(record: Record) -> str:
    checked = day(record, "checked_on")
    if checked is None:
        return "…"
    month = checked.month + 3
    return date(checked.year + (month > 12), month - 12 * (month > 12), min(checked.day, 28)).isoformat()


def closing_date_passed(record: Record, today: date) -> Iterator[Diagnostic]:
    """The closing date of a vacancy that somebody works on is not over yet."""
    closing = day(record, "closing_date")
    if closing and closing < today and value(record, "withdrawn") is None:
        yield Diagnostic(
            "closing-date-passed",
            "the closing date has passed, and the vacancy would be shown as closed",
            record.span(("closing_date",)),
            f"today is {today}",
            "compare it with the source, the year above all; if the vacancy is over, leave it",
            Severity.WARNING,
        )


def closing_date_far(record: Record, today: date) -> Iterator[Diagnostic]:
    """The closing date of a vacancy that somebody works on is at most a year ahead."""
    closing = day(record, "closing_date")
    if closing and (closing - today).days > A_YEAR:
        yield Diagnostic(
            "closing-date-far",
            "the closing date is more than a year ahead",
            record.span(("closing_date",)),
            f"today is {today}",
            "compare it with the source, the year above all; if the source has it so, leave it",
            Severity.WARNING,
        )


def checked_in_future(record: Record, today: date) -> Iterator[Diagnostic]:
    """The day on which somebody compared a vacancy with its source has come."""
    checked = day(record, "checked_on")
    if checked and checked > today:
        yield Diagnostic(
            "checked-in-future",
            "the record says that it was compared with its source on a day that is to come",
            record.span(("checked_on",)),
            f"today is {today}",
            "write the day on which you compared them",
            Severity.WARNING,
        )
