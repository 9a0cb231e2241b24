"""The card: how complete a vacancy is: each fact stated, not stated, in conflict or missing, and what to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from msgspec.structs import replace

from portal.cellar.addresses import absolute, vacancy_path
from portal.cellar.english import counted, day_words, labels_joined, sentence, upper_first
from portal.model.catalogue import Catalogue
from portal.model.vacancy import KEY_FACTS, Eligibility, PersonSpecification, Vacancy
from portal.pages.jobposting import Refusal, job_posting
from portal.views.applying import contact_lines, method_line, source_view
from portal.views.checklist import counts_words
from portal.views.details import supervision_lines
from portal.views.eligibility import requirement_view, sponsorship_lines
from portal.views.given import FactLine, RequirementView
from portal.views.panel import closing_line
from portal.views.pay import pay_lines, pay_range
from portal.views.short_answer import bodies_of, short_answer
from portal.views.status import status_view, status_words
from portal.views.wording import (
    date_view,
    hours_lines,
    location_line,
    not_stated,
    pattern_words,
    text_lines,
    travel_lines,
    weekly_words,
)


class State(StrEnum):
    """How a fact stands in a record. A key fact that is missing is a mistake; of any other nothing is said."""

    STATED = "stated"
    NOT_STATED = "not_stated"
    IN_CONFLICT = "in_conflict"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact that applicants look for: `says` is what the page says of it, a line each; of a conflict its readings."""

    code: str
    name: str
    key: bool
    state: State
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What to ask the employer, and why: the fact is not stated, or in conflict."""

    fact: str
    question: str
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """How many criteria have a level, such as `essential`."""

    level: str
    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What the employer looks for, with its level in words and the heading of its group."""

    group: str
    level: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a reviewer needs to know of a vacancy on a day. All texts are plain, in the words of its page.

    `posting_reasons` say why there is no JobPosting, and are empty if there is one. `checked` is how long ago
    somebody compared the record with its source, in words; `days_since_check` is None if nobody says.
    """

    path: str
    page: str
    title: str
    employer: str
    status: str
    status_words: str
    facts: tuple[Fact, ...]
    asks: tuple[Ask, ...]
    posting_reasons: tuple[str, ...]
    criteria: str
    levels: tuple[Level, ...]
    specification: tuple[Criterion, ...]
    source: tuple[str, ...]
    checked: str
    days_since_check: int | None

    def count(self, state: State) -> int:
        """How many key facts have `state`."""
        return sum(fact.key and fact.state is state for fact in self.facts)


def card(vacancy: Vacancy, catalogue: Catalogue, day: date) -> Card:
    """The card of `vacancy` on `day`."""
    status = status_view(vacancy, day)
    facts = tuple(_fact(code, vacancy, catalogue, day) for code in catalogue.vocabularies["fact"])
    page = vacancy_path(vacancy.slug)
    posting = job_posting(vacancy, catalogue, day, absolute(page, catalogue.site.url))
    specification = vacancy.person_specification
    return Card(
        path=vacancy.path,
        page=page,
        title=vacancy.title,
        employer=catalogue.employer_of(vacancy).name,
        status=status.code,
        status_words=_sentences([status_words(status.label, status.detail), status.review_note]),
        facts=facts,
        asks=tuple(_asks(facts, catalogue)),
        posting_reasons=posting.reasons if isinstance(posting, Refusal) else (),
        criteria=upper_first(counts_words(specification)) if specification else "No person specification",
        levels=tuple(
            Level(level=code, label=term.label, count=specification.count(code) if specification else 0)
            for code, term in catalogue.vocabularies["level"].items()
        ),
        specification=tuple(_criteria(specification, catalogue)) if specification else (),
        source=tuple(_source(vacancy, catalogue)),
        checked=_checked(vacancy, day),
        days_since_check=(day - vacancy.checked_on).days if vacancy.checked_on else None,
    )


def _fact(code: str, vacancy: Vacancy, catalogue: Catalogue, day: date) -> Fact:
    lines = tuple(filter(None, map(line_words, _LINES[code](vacancy, catalogue, day))))
    conflict = vacancy.conflict(code)
    if conflict:
        readings = (f"“{reading.says}” ({reading.where})" for reading in conflict.readings)
        state, says = State.IN_CONFLICT, (*lines, *readings)
    elif code in vacancy.not_stated:
        state, says = State.NOT_STATED, (not_stated(vacancy),)
    else:
        state, says = State.STATED if lines else State.MISSING, lines
    return Fact(code=code, name=catalogue.label("fact", code), key=code in KEY_FACTS, state=state, says=says)


def line_words(line: FactLine) -> str:
    """A line of a fact as plain text: "Closes 13 November 2025 (given only in the advert’s title)"."""
    words = " ".join(filter(None, [line.text, line.date.text if line.date else ""]))
    words = words.removesuffix(".") if line.note else words
    return f"{words} ({line.note})" if words and line.note else words or line.note


def _asks(facts: Iterable[Fact], catalogue: Catalogue) -> Iterator[Ask]:
    """A question for each fact that the source leaves out or says twice, as its page asks it."""
    for fact in facts:
        if fact.state in (State.NOT_STATED, State.IN_CONFLICT):
            yield Ask(fact=fact.code, question=catalogue.vocabularies["fact"][fact.code].help, state=fact.state)


def _sentences(texts: Iterable[str]) -> str:
    return " ".join(sentence(text) for text in texts if text)


def _criteria(specification: PersonSpecification, catalogue: Catalogue) -> Iterator[Criterion]:
    for group in specification.groups:
        for criterion in group.criteria:
            parts = f" ({'; '.join(criterion.parts.items)})" if criterion.parts else ""
            level = catalogue.label("level", criterion.level)
            yield Criterion(group=group.heading, level=level, text=f"{criterion.text}{parts}")


def _source(vacancy: Vacancy, catalogue: Catalogue) -> Iterator[str]:
    kind, *_ = source_view(vacancy, catalogue).lines
    yield line_words(kind)
    if vacancy.source.url:
        yield vacancy.source.url


def _checked(vacancy: Vacancy, day: date) -> str:
    """How long ago somebody last looked at the source."""
    when = vacancy.checked_on
    if when is None:
        return "Nobody says when it was last compared with its source"
    days = (day - when).days
    if days < 0:
        ago = f"{counted(-days, 'day')} after the day of this review"
    else:
        ago = f"{counted(days, 'day')} ago" if days else "today"
    return f"Compared with its source on {day_words(when)}, {ago}"


# --- what the page says of each fact ---------------------------------------------------------------

Lines = Callable[[Vacancy, Catalogue, date], Iterable[FactLine]]


def _day(day: date | None) -> Iterator[FactLine]:
    if day:
        yield FactLine(date=date_view(day))


def _hours(vacancy: Vacancy) -> Iterator[FactLine]:
    if vacancy.hours:
        yield from text_lines(weekly_words(vacancy.hours))
        yield from hours_lines(vacancy.hours)


def _pay_figures(vacancy: Vacancy, catalogue: Catalogue) -> Iterator[FactLine]:
    pay = vacancy.pay
    if pay:
        yield from text_lines(pay_range(pay.min, pay.max, pay.currency, pay.period, catalogue))


def _applying(vacancy: Vacancy) -> Iterator[FactLine]:
    applying = vacancy.applying
    if applying and applying.method:
        line = method_line(applying.method, applying.target or "")
        missing = "the address is missing from the source" if applying.target_missing else ""
        # Where the page has a link, a reviewer wants to see where it leads.
        target = applying.target if applying.target and applying.target not in line.text else ""
        yield replace(line, note="; ".join(filter(None, [target, missing])))


def _checks(eligibility: Eligibility, catalogue: Catalogue) -> Iterator[FactLine]:
    for check in eligibility.checks:
        yield FactLine(text=catalogue.label("check_kind", check.kind), note=check.note or "")


def _trainees(eligibility: Eligibility, catalogue: Catalogue) -> Iterator[FactLine]:
    if eligibility.trainees:
        yield from text_lines(catalogue.label("trainees", eligibility.trainees))


def _registration(eligibility: Eligibility, catalogue: Catalogue) -> Iterator[FactLine]:
    tree = eligibility.requirement
    if tree and bodies_of(tree):
        yield from text_lines(short_answer(Eligibility(requirement=tree), catalogue))
    elif tree:
        yield from text_lines("; ".join(_requirement_texts(requirement_view(tree, catalogue))))


def _requirement_texts(view: RequirementView) -> Iterator[str]:
    if view.text:
        yield view.text
    for child in view.children:
        yield from _requirement_texts(child)


def _eligibility(vacancy: Vacancy) -> Eligibility:
    return vacancy.eligibility or Eligibility()


_LINES: dict[str, Lines] = {
    "closing_date": lambda vacancy, _, day: closing_line(vacancy, vacancy.status_on(day)),
    "pay": lambda vacancy, catalogue, _: pay_lines(vacancy, catalogue),
    "hours": lambda vacancy, *_: _hours(vacancy),
    "locations": lambda vacancy, catalogue, _: (location_line(found, catalogue) for found in vacancy.locations),
    "reference": lambda vacancy, *_: text_lines(vacancy.reference),
    "applying": lambda vacancy, *_: _applying(vacancy),
    "sponsorship": lambda vacancy, *_: sponsorship_lines(vacancy) if vacancy.sponsorship else (),
    "contact": lambda vacancy, *_: contact_lines(vacancy.contact),
    "posted": lambda vacancy, *_: _day(vacancy.posted),
    "pay_figures": lambda vacancy, catalogue, _: _pay_figures(vacancy, catalogue),
    "contract": lambda vacancy, catalogue, _: text_lines(
        labels_joined([catalogue.label("contract", code) for code in vacancy.contract])
    ),
    "pattern": lambda vacancy, catalogue, _: text_lines(pattern_words(vacancy, catalogue)),
    "work_mode": lambda vacancy, catalogue, _: (
        text_lines(catalogue.label("work_mode", vacancy.work_mode)) if vacancy.work_mode else ()
    ),
    "duration": lambda vacancy, *_: (
        text_lines(counted(vacancy.duration_months, "month")) if vacancy.duration_months else ()
    ),
    "start_date": lambda vacancy, *_: _day(vacancy.start_date),
    "interview_date": lambda vacancy, *_: _day(vacancy.interview_date),
    "supervision": lambda vacancy, catalogue, _: supervision_lines(vacancy.supervision, catalogue),
    "trainees": lambda vacancy, catalogue, _: _trainees(_eligibility(vacancy), catalogue),
    "registration": lambda vacancy, catalogue, _: _registration(_eligibility(vacancy), catalogue),
    "checks": lambda vacancy, catalogue, _: _checks(_eligibility(vacancy), catalogue),
    "travel": lambda vacancy, *_: travel_lines(vacancy.travel),
}
"""The lines that the page has for each fact; none if the record does not state it."""
