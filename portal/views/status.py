"""Status: where a vacancy stands on a day, in words, and the moments by which a script may correct it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from portal.cellar.english import day_words, sentence, upper_first
from portal.model.vacancy import LONDON, Status, Vacancy
from portal.views.given import ChangeView, StatusView
from portal.views.wording import closing_moment, source_word

LABELS = {
    Status.UPCOMING: "Opens soon",
    Status.OPEN: "Open",
    Status.CLOSED: "Closed",
    Status.WITHDRAWN: "Withdrawn",
}

CLOSING_VERBS = {Status.CLOSED: "Closed", Status.WITHDRAWN: "Was to close"}

CLOSING_BASIS = {"until_filled": "open until filled", "rolling": "applications considered as they arrive"}
"""What is said instead of a closing date, by the basis."""


def may_be_recruiting(vacancy: Vacancy) -> bool:
    """Whether all we have is a description of a role: no advert says that it is recruiting now."""
    return vacancy.kind == "job_description" and vacancy.posted is None and vacancy.closes_on() is None


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
        changes=tuple(changes(vacancy, day)),
    )


def changes(vacancy: Vacancy, day: date) -> Iterator[ChangeView]:
    """The statuses that come after `day`, if nobody builds the site again."""
    now = vacancy.status_on(day)
    opens, withdrawn = vacancy.opens_on(), vacancy.withdrawn
    moments = {
        Status.OPEN: _start_of(opens) if opens and now is Status.UPCOMING else None,
        Status.CLOSED: vacancy.closes_at() if now in (Status.UPCOMING, Status.OPEN) else None,
        Status.WITHDRAWN: _start_of(withdrawn.on) if withdrawn and now is not Status.WITHDRAWN else None,
    }
    for status, moment in moments.items():
        if moment:
            yield ChangeView(
                code=status.value,
                at=moment.isoformat(),
                label=LABELS[status],
                detail=status_detail(vacancy, status),
                notice=notice(vacancy, status),
                closing=closing_words(vacancy, status),
            )


def status_detail(vacancy: Vacancy, status: Status) -> str:
    """What follows the status: "closes 23 November 2025, or earlier", "no closing date stated"."""
    if status is Status.WITHDRAWN and vacancy.withdrawn:
        return f"withdrawn {day_words(vacancy.withdrawn.on)}"
    opens, closes = vacancy.opens_on(), vacancy.closes_on()
    if status is Status.UPCOMING and opens:
        return f"opens {day_words(opens)}"
    if vacancy.conflict("closing_date"):
        return f"the {source_word(vacancy)} gives more than one closing date"
    if closes is None:
        return CLOSING_BASIS.get(vacancy.closing_basis or "", "no closing date stated")
    verb = "closed" if status is Status.CLOSED else "closes"
    early = ", or earlier" if vacancy.may_close_early and status is Status.OPEN else ""
    return " ".join(filter(None, [verb, closing_moment(vacancy), day_words(closes)])) + early


def status_words(label: str, detail: str) -> str:
    """The status and what follows it, as one line: "Open: closes 13 November", but "Closed 13 November"."""
    repeated = detail.casefold().startswith(f"{label.casefold()} ")
    return upper_first(detail) if repeated else f"{label}: {detail}"


def review_note(vacancy: Vacancy, day: date) -> str:
    """What to know when nobody has compared the record with its source since its review date."""
    if vacancy.status_on(day).is_over or not vacancy.review_overdue_on(day):
        return ""
    checked = f" since {day_words(vacancy.checked_on)}" if vacancy.checked_on else ""
    return (
        f"Nobody has compared this page with its source{checked}. "
        "It may have closed or changed: ask before you prepare an application."
    )


def closing_words(vacancy: Vacancy, status: Status) -> str:
    """What leads the closing date among the facts: "Closes", "Closed at 5pm on"."""
    return " ".join(filter(None, [CLOSING_VERBS.get(status, "Closes"), closing_moment(vacancy)]))


def notice(vacancy: Vacancy, status: Status) -> str:
    """Why one cannot apply while the vacancy has this status; empty while it is open."""
    if status is Status.WITHDRAWN and vacancy.withdrawn:
        when = day_words(vacancy.withdrawn.on)
        return f"This vacancy was withdrawn on {when}. {sentence(vacancy.withdrawn.reason)}"
    closes = vacancy.closes_on()
    if status is Status.CLOSED and closes:
        when = f"{closing_moment(vacancy) or 'on'} {day_words(closes)}"
        return (
            f"This vacancy closed {when}: applications are no longer taken. "
            "The page stays: roles like it come up again."
        )
    opens = vacancy.opens_on()
    if status is Status.UPCOMING and opens:
        return f"Applications open on {day_words(opens)}. Until then you can read and prepare."
    return ""


def _opens_at(vacancy: Vacancy) -> str:
    opens = vacancy.opens_on()
    return _iso(_start_of(opens)) if opens else ""


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
