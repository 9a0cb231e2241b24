"""Status: where a vacancy stands on a day, in words, and the moments by which a script may correct it."""

from __future__ import annotations

from datetime import date, datetime, time

from portal.cellar.english import day_words, sentence
from portal.model.vacancy import LONDON, Status, Vacancy
from portal.views.contract import StatusView
from portal.views.wording import closing_moment

LABELS = {
    Status.UPCOMING: "Opens soon",
    Status.OPEN: "Open",
    Status.CLOSED: "Closed",
    Status.WITHDRAWN: "Withdrawn",
}

CLOSING_BASIS = {"until_filled": "open until filled", "rolling": "applications considered as they arrive"}
"""What is said instead of a closing date, by the basis."""


def may_be_recruiting(vacancy: Vacancy) -> bool:
    """Whether all we have is a description of a role: no advert says that it is recruiting now."""
    return vacancy.kind == "job_description" and vacancy.posted is None and vacancy.closing_date is None


def status_view(vacancy: Vacancy, day: date) -> StatusView:
    """The status on `day`, with the moments at which it changes."""
    status = vacancy.status_on(day)
    asks = status is Status.OPEN and may_be_recruiting(vacancy)
    return StatusView(
        code=status.value,
        label="Ask first" if asks else LABELS[status],
        detail="may not be recruiting now: ask" if asks else status_detail(vacancy, status),
        opens_at=_opens_at(vacancy),
        closes_at=_iso(vacancy.closes_at()),
        review_note=review_note(vacancy, day),
    )


def status_detail(vacancy: Vacancy, status: Status) -> str:
    """What follows the status: "closes 23 November 2025", "no closing date stated"."""
    if status is Status.WITHDRAWN and vacancy.withdrawn:
        return f"withdrawn {day_words(vacancy.withdrawn.on)}"
    opens = vacancy.opens_on()
    if status is Status.UPCOMING and opens:
        return f"opens {day_words(opens)}"
    if vacancy.closing_date is None:
        if vacancy.conflict("closing_date"):
            return "the advert gives more than one closing date"
        return CLOSING_BASIS.get(vacancy.closing_basis or "", "no closing date stated")
    verb = "closed" if status is Status.CLOSED else "closes"
    return " ".join(filter(None, [verb, closing_moment(vacancy), day_words(vacancy.closing_date)]))


def review_note(vacancy: Vacancy, day: date) -> str:
    """What to know when nobody has compared the record with its source since its review date."""
    if vacancy.status_on(day) in (Status.CLOSED, Status.WITHDRAWN) or not vacancy.review_overdue_on(day):
        return ""
    checked = f" since {day_words(vacancy.checked_on)}" if vacancy.checked_on else ""
    return (
        f"Nobody has compared this page with its source{checked}. "
        "It may have closed or changed: ask before you prepare an application."
    )


def notice(vacancy: Vacancy, day: date) -> str:
    """Why one cannot apply on `day`; empty while the vacancy is open."""
    status = vacancy.status_on(day)
    if status is Status.WITHDRAWN and vacancy.withdrawn:
        when = day_words(vacancy.withdrawn.on)
        return f"This vacancy was withdrawn on {when}. {sentence(vacancy.withdrawn.reason)}"
    if status is Status.CLOSED and vacancy.closing_date:
        when = " ".join(filter(None, [closing_moment(vacancy) or "on", day_words(vacancy.closing_date)]))
        return (
            f"This vacancy closed {when}: applications are no longer taken. "
            "Its page stays, to read and to prepare for roles like it."
        )
    opens = vacancy.opens_on()
    if status is Status.UPCOMING and opens:
        return f"Applications open on {day_words(opens)}. Until then you can read and prepare."
    return ""


def _opens_at(vacancy: Vacancy) -> str:
    opens = vacancy.opens_on()
    return _iso(datetime.combine(opens, time(), LONDON)) if opens else ""


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
