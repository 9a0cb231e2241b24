"""The panel: the facts that answer in five seconds, each stated, not stated or in conflict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from portal.cellar.english import counted, labels_joined, upper_first
from portal.model.catalogue import Catalogue
from portal.model.vacancy import Conflict, Status, Vacancy
from portal.views.eligibility import says_who_may_apply
from portal.views.given import FactLine, FactView
from portal.views.pay import pay_lines
from portal.views.short_answer import also_asked, short_answer
from portal.views.status import CLOSING_BASIS, closing_words
from portal.views.wording import (
    NOT_TOLD,
    block_words,
    client_lines,
    contract_words,
    date_view,
    hours_lines,
    not_stated,
    pattern_words,
    place_lines,
    place_names,
    silence,
    source_word,
    weekly_words,
)

FEW_MODALITIES = 4
"""So many ways of working are named in the panel; the details name all."""

FEW_SETTINGS = 2
"""So many settings are named where no way of working is central."""


MORE = "More"

PARTS = {
    "work_mode": "Work mode",
    "pattern": "Pattern",
    "duration": "Length",
    "start_date": "Start",
    "interview_date": "Interviews",
    "trainees": "Trainees",
}
"""What leads the reading of a conflict that is about a part of a fact."""


def conflict_id(fact: str) -> str:
    """The id of the readings of `fact` on the page."""
    return f"conflict-{fact.replace('_', '-')}"


def fact(
    code: str, name: str, vacancy: Vacancy, about: tuple[str, ...], lines: Iterable[FactLine], anchor: str = ""
) -> FactView:
    """The fact `name`, as `told` has it, or what the page says in its place."""
    found = told(code, name, vacancy, about, lines, anchor)
    if found:
        return found
    listed = bool(about) and about[0] in vacancy.not_stated
    return _not_stated(code, name, vacancy) if listed else _not_told(code, name, vacancy)


def told(
    code: str, name: str, vacancy: Vacancy, about: tuple[str, ...], lines: Iterable[FactLine], anchor: str = ""
) -> FactView | None:
    """The fact `name` with its `lines`, or its readings; None if there are neither.

    `about` is what the record calls it, and its parts, where they are not stated or in conflict: the whole comes first.
    """
    stated = tuple(lines)
    # Few sources contradict themselves, and this is asked twenty times a page.
    conflicts = [found for found in map(vacancy.conflict, about) if found] if vacancy.conflicts else ()
    if conflicts:
        readings = [line for conflict in conflicts for line in _readings(conflict, about[0])]
        return FactView(
            code=code,
            name=name,
            state="in_conflict",
            lines=(*stated, *readings),
            anchor=conflict_id(conflicts[0].fact),
            more=f"The {source_word(vacancy)} contradicts itself",
            first=1 if stated else len(readings),
        )
    if not stated:
        return None
    return FactView(code=code, name=name, state="stated", lines=stated, anchor=anchor, more=MORE if anchor else "")


def _readings(conflict: Conflict, whole: str) -> Iterator[FactLine]:
    """The readings of a conflict, each led by what it is about if that is a part of the fact `whole`."""
    part = PARTS[conflict.fact] if conflict.fact != whole and conflict.fact in PARTS else ""
    for reading in conflict.readings:
        yield FactLine(text=f"{part}: {reading.says}" if part else reading.says, note=reading.where)


def _not_stated(code: str, name: str, vacancy: Vacancy) -> FactView:
    lines = (FactLine(text=not_stated(vacancy)),)
    return FactView(code=code, name=name, state="not_stated", lines=lines, anchor="not-stated", more="What to ask")


def _not_told(code: str, name: str, vacancy: Vacancy) -> FactView:
    """The record is silent, and nobody has said that its source is: a reader is sent there."""
    lines = (FactLine(text=NOT_TOLD),)
    return FactView(
        code=code, name=name, state="not_told", lines=lines, anchor="source", more=f"Look at the {source_word(vacancy)}"
    )


def panel(vacancy: Vacancy, catalogue: Catalogue, day: date) -> tuple[FactView, ...]:
    """Where, pay, hours, closing, may I apply, contract, for whom, and what, if more than the title is known.

    What rules a role out comes first: a phone's first screen has room for half of them.
    """
    return (
        _where(vacancy, catalogue),
        fact("pay", "Pay", vacancy, ("pay", "pay_figures"), pay_lines(vacancy, catalogue)),
        fact("hours", "Hours", vacancy, ("hours", "pattern"), _hours(vacancy, catalogue)),
        fact("closing", "Closing", vacancy, ("closing_date", "interview_date"), _closing(vacancy, day)),
        _may_i_apply(vacancy, catalogue),
        fact("contract", "Contract", vacancy, ("contract", "duration", "start_date"), _contract(vacancy, catalogue)),
        fact("for_whom", "For whom", vacancy, (), client_lines(vacancy, catalogue)),
        *_what(vacancy, catalogue),
    )


def _what(vacancy: Vacancy, catalogue: Catalogue) -> Iterator[FactView]:
    """The ways of working, the service, the settings and the formats; without them the page's heading says it all."""
    lines = (
        *_ways_of_working(vacancy, catalogue),
        *_service(vacancy),
        *(FactLine(text=upper_first(setting)) for setting in vacancy.settings[:FEW_SETTINGS]),
        *_formats(vacancy, catalogue),
    )
    if lines:
        yield fact("what", "What", vacancy, (), lines)


def _where(vacancy: Vacancy, catalogue: Catalogue) -> FactView:
    """The places, the work mode and whom the service is for; several places are named together in the panel."""
    where = fact("where", "Where", vacancy, ("locations", "work_mode"), place_lines(vacancy, catalogue))
    names = place_names(vacancy, catalogue)
    if where.state != "stated" or len(names) < 2:
        return where
    others = names[1] if len(names) == 2 else counted(len(names) - 1, "other place")
    return replace(where, headline=f"{names[0]} and {others}")


def _service(vacancy: Vacancy) -> Iterator[FactLine]:
    part = vacancy.organisation
    place = part and (part.service or part.team or part.partnership)
    if place:
        yield FactLine(text=upper_first(place))


def _ways_of_working(vacancy: Vacancy, catalogue: Catalogue) -> Iterator[FactLine]:
    central = [
        catalogue.label("modality", modality.code)
        for modality in vacancy.modalities
        if modality.role in ("essential", "delivered")
    ]
    more = len(central) - FEW_MODALITIES
    if central:
        yield FactLine(text=labels_joined([*central[:FEW_MODALITIES], *([f"{more} more"] if more > 0 else [])]))


def _formats(vacancy: Vacancy, catalogue: Catalogue) -> Iterator[FactLine]:
    delivery = vacancy.delivery
    if delivery is None:
        return
    formats = labels_joined([catalogue.label("delivery_format", code) for code in delivery.formats])
    words = ", in ".join(filter(None, [formats, block_words(delivery)]))
    if words:
        yield FactLine(text=upper_first(words))


def _hours(vacancy: Vacancy, catalogue: Catalogue) -> Iterator[FactLine]:
    """How much comes first; where that is not known, the panel says so and does not begin with something else."""
    pattern, hours = pattern_words(vacancy, catalogue), vacancy.hours
    weekly = weekly_words(hours) if hours else ""
    unstated = "" if weekly or vacancy.conflict("hours") else f"the hours a week are {silence(vacancy, 'hours')}"
    if weekly:
        yield FactLine(text=weekly, note=pattern)
    elif pattern:
        yield FactLine(text=pattern, note=unstated)
    elif hours and unstated:
        yield FactLine(text=upper_first(unstated))
    if hours:
        yield from hours_lines(hours)


def _contract(vacancy: Vacancy, catalogue: Catalogue) -> Iterator[FactLine]:
    words = contract_words(vacancy, catalogue)
    if words:
        yield FactLine(text=words)
    if vacancy.start_date:
        yield FactLine(text="Starts", date=date_view(vacancy.start_date))


def _closing(vacancy: Vacancy, day: date) -> Iterator[FactLine]:
    status = vacancy.status_on(day)
    yield from closing_line(vacancy, status)
    if vacancy.may_close_early is not None and status in (Status.OPEN, Status.UPCOMING):
        early = "May close early: apply soon"
        yield FactLine(text=early if vacancy.may_close_early else "Does not close early")
    opens = vacancy.opening_date
    if opens and opens != vacancy.posted:
        still_to_come = "Was to open" if status is Status.WITHDRAWN else "Opens"
        yield FactLine(text=still_to_come if day < opens else "Opened", date=date_view(opens))
    if vacancy.interview_date:
        verb = "Interviews were to be on" if status is Status.WITHDRAWN else "Interviews"
        yield FactLine(text=verb, date=date_view(vacancy.interview_date))


def closing_line(vacancy: Vacancy, status: Status) -> Iterator[FactLine]:
    """When the vacancy closes, or what the record says instead of a date; nothing if it says neither."""
    closes = vacancy.closes_on()
    if closes:
        yield FactLine(
            text=closing_words(vacancy, status),
            date=date_view(closes),
            note=f"given only in the {source_word(vacancy)}’s title" if vacancy.closing_basis == "in_title" else "",
        )
    elif vacancy.closing_basis in CLOSING_BASIS and status is not Status.WITHDRAWN:
        yield FactLine(text=upper_first(CLOSING_BASIS[vacancy.closing_basis]))


def _may_i_apply(vacancy: Vacancy, catalogue: Catalogue) -> FactView:
    answer = short_answer(vacancy.eligibility, catalogue)
    about = ("registration", "trainees")
    anchor = "eligibility" if says_who_may_apply(vacancy, catalogue) else ""
    lines = [FactLine(text=answer, note=also_asked(vacancy.eligibility))] if answer else []
    return fact("eligibility", "May I apply?", vacancy, about, lines, anchor)
