"""Rules on the order of a vacancy's dates. None of them knows what day it is."""

from __future__ import annotations

from collections.abc import Iterator

from portal.cellar.diagnostics import Diagnostic, Severity
from portal.load.record import Record
from portal.validate.rules.reading import day, has, text, value


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


def closing_time_without_date(record: Record) -> Iterator[Diagnostic]:
    """A closing time has a closing date."""
    if text(record, "closing_time") and value(record, "closing_date") is None:
        yield Diagnostic(
            "closing-time-without-date",
            "there is a closing time and no closing date",
            record.span(("closing_time",), key=True),
            "at this time on which day?",
            "add `closing_date: …`, or delete the time",
        )


def closing_basis_against_date(record: Record) -> Iterator[Diagnostic]:
    """A closing date is stated or in the title; without one the vacancy is until filled or rolling."""
    basis, dated = text(record, "closing_basis"), value(record, "closing_date") is not None
    if basis in ("stated", "in_title") and not dated:
        message, help = f"`closing_basis` is {basis}, and there is no closing date", "add `closing_date: …`"
        help += "; if the source gives none, delete this line and add `closing_date` to `not_stated`"
    elif basis in ("until_filled", "rolling") and dated:
        message = f"`closing_basis` is {basis}, and there is a closing date"
        help = "delete the date; if the source says both, delete this line, and list both under `conflicts`"
    else:
        return
    label = "expected stated or in_title" if dated else "a date is missing"
    yield Diagnostic("closing-basis", message, record.span(("closing_basis",)), label, help)


def review_missing(record: Record) -> Iterator[Diagnostic]:
    """A vacancy without a closing date says by when somebody looks again whether it is still open."""
    if not has(record, "closing_date") and not has(record, "review_by"):
        yield Diagnostic(
            "review-missing",
            "there is no closing date, and no day to look again",
            record.span(),
            "a vacancy without an end would stay open for ever",
            "add `review_by: …`, a day within the next three months",
        )
