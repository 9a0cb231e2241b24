"""A vacancy: all that a trusted record says of one role.

Every class mirrors a part of `schema/*.schema.json`, field for field; what a field means is said
there and in `docs/record.md`. Nothing here reads, writes or knows today's date: a day is handed in.

A vacancy is made of eighty structs: frozen dataclasses would take three times as long to fill, 85 µs instead of 27.
What has its default is not packed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

LONDON = ZoneInfo("Europe/London")

KEY_FACTS = (
    "closing_date",
    "pay",
    "hours",
    "locations",
    "reference",
    "applying",
    "sponsorship",
    "contact",
)
"""The facts that every record gives, lists as not stated, or shows in conflict."""


class Status(StrEnum):
    """Where a vacancy stands on a day. Derived from its dates, but for `WITHDRAWN`."""

    UPCOMING = "upcoming"
    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def is_over(self) -> bool:
        """Whether applications are no longer taken, and will not be."""
        return self in (Status.CLOSED, Status.WITHDRAWN)


class Organisation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    directorate: str | None = None
    division: str | None = None
    service: str | None = None
    team: str | None = None
    partnership: str | None = None


class Source(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    type: str
    url: str | None = None
    retrieved: date | None = None
    note: str | None = None


class Withdrawal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    on: date
    reason: str


class Location(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    kind: str
    name: str | None = None
    lines: tuple[str, ...] = ()
    town: str | None = None
    postcode: str | None = None
    region: str | None = None
    note: str | None = None


class Travel(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    required: bool | None = None
    costs_paid: bool | None = None
    may_decline_venue: bool | None = None
    note: str | None = None


class Allowance(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    name: str
    included: str


class DerivedPay(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Figures from a published scale, in the pay's currency for one `period`."""

    min: Decimal
    year: str
    source: str
    max: Decimal | None = None
    period: str = "year"


class Pay(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Pay as the source states it; `min` and `max` are in `currency` for one `period`."""

    wording: str | None = None
    scheme: str | None = None
    band: str | None = None
    grade: str | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    currency: str = "GBP"
    period: str | None = None
    basis: str | None = None
    pro_rata: bool | None = None
    allowances: tuple[Allowance, ...] = ()
    invoiced: bool | None = None
    invoice_period: str | None = None
    own_tax: bool | None = None
    derived: DerivedPay | None = None
    note: str | None = None


class Hours(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Hours are hours a week, sessions are sessions a week."""

    a_week: Decimal | None = None
    sessions_a_week_min: Decimal | None = None
    sessions_a_week_max: Decimal | None = None
    core_hours: str | None = None
    days: str | None = None
    on_call: bool | None = None
    working_time_limit: Decimal | None = None
    note: str | None = None


class Section(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    heading: str
    kind: str
    text: str | None = None
    items: tuple[str, ...] = ()


class Ages(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Ages in years, both ends included."""

    youngest: int
    oldest: int | None = None
    extended_to: int | None = None
    extended_for: str | None = None


class Clients(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    ages: Ages | None = None
    groups: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()


class Modality(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    code: str
    role: str
    note: str | None = None


class Delivery(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    formats: tuple[str, ...] = ()
    sessions_min: int | None = None
    sessions_max: int | None = None
    note: str | None = None


class Reporting(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    managerial: str | None = None
    clinical: str | None = None
    accountable_to: str | None = None


class Supervision(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    provided: bool | None = None
    format: str | None = None
    funded: bool | None = None
    hours_a_month: Decimal | None = None
    frequency: str | None = None
    evidence_required: bool | None = None
    note: str | None = None


class Parts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    rule: str
    items: tuple[str, ...]


class Criterion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing the employer looks for. `id` never changes: readers' ticks hang on it."""

    id: str
    text: str
    level: str
    level_basis: str = "stated"
    assessed_by: tuple[str, ...] = ()
    parts: Parts | None = None
    themes: tuple[str, ...] = ()


class CriteriaGroup(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    heading: str
    criteria: tuple[Criterion, ...]
    category: str | None = None
    assessed_by: tuple[str, ...] = ()


class PersonSpecification(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    level_marking: str
    groups: tuple[CriteriaGroup, ...]
    note: str | None = None
    assessment_key: Mapping[str, str] | None = None

    def criteria(self) -> Iterator[Criterion]:
        """Every criterion, in the employer's order."""
        for group in self.groups:
            yield from group.criteria

    def count(self, level: str) -> int:
        """How many criteria have `level`."""
        return sum(criterion.level == level for criterion in self.criteria())


class Registration(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    body: str
    level: str | None = None
    modality: str | None = None
    current: bool | None = None
    working_towards: bool | None = None
    excludes_trainees: bool | None = None


class Accreditation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    body: str
    level: str | None = None
    modality: str | None = None
    current: bool | None = None
    working_towards: bool | None = None


class Qualification(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    subject: str
    level: str | None = None
    applies_if: str | None = None
    or_equivalent: bool | None = None
    accredited_by: tuple[str, ...] = ()


class Experience(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`months` is the least length, in months."""

    of: str
    months: int | None = None
    note: str | None = None


class ExceptionRoute(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A route by which somebody outside the rule may still be considered."""

    whom: str
    conditions: tuple[str, ...]
    discretionary: bool | None = None


class Requirement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A node of the requirement tree: exactly one of its kinds is set."""

    any_of: tuple[Requirement, ...] = ()
    all_of: tuple[Requirement, ...] = ()
    open: bool | None = None
    registration: Registration | None = None
    accreditation: Accreditation | None = None
    qualification: Qualification | None = None
    experience: Experience | None = None
    exception: ExceptionRoute | None = None
    other: str | None = None
    note: str | None = None

    def leaves(self) -> list[Requirement]:
        """Every requirement below this one, itself included, that is not a list."""
        children = self.any_of + self.all_of
        return [leaf for child in children for leaf in child.leaves()] if children else [self]

    def bodies(self) -> list[str]:
        """The codes of the registers and accrediting bodies that it names, in its order."""
        named = [leaf.registration or leaf.accreditation for leaf in self.leaves()]
        return list(dict.fromkeys([leaf.body for leaf in named if leaf]))


REQUIREMENT_KINDS = (
    "any_of",
    "all_of",
    "registration",
    "accreditation",
    "qualification",
    "experience",
    "exception",
    "other",
)
"""The keys of which each requirement holds exactly one."""


class Check(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    kind: str
    note: str | None = None


class Eligibility(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    requirement: Requirement | None = None
    trainees: str | None = None
    uk_registration: bool | None = None
    checks: tuple[Check, ...] = ()
    disability_commitment: str | None = None
    note: str | None = None


class Sponsorship(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    offered: bool
    note: str | None = None


class Question(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    id: str
    question: str
    alternative_to: str | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    title: str
    url: str | None = None


class PrivacyNotice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    title: str | None = None
    url: str | None = None


class Applying(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    method: str | None = None
    target: str | None = None
    target_missing: bool | None = None
    instructions: str | None = None
    screening_questions: tuple[Question, ...] = ()
    documents: tuple[Document, ...] = ()
    privacy_notice: PrivacyNotice | None = None


class Contact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    role: str
    name: str | None = None
    email: str | None = None
    telephone: str | None = None


class Reading(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    says: str
    where: str


class Conflict(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    fact: str
    readings: tuple[Reading, ...]
    note: str | None = None


class Vacancy(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One advertised role. `path` is its record's, relative to the project and with slashes."""

    slug: str
    path: str
    title: str
    employer: str
    source: Source
    summary: str
    title_basis: str = "stated"
    kind: str = "vacancy"
    employer_name: str | None = None
    organisation: Organisation | None = None
    reference: str | None = None
    withdrawn: Withdrawal | None = None
    posted: date | None = None
    opening_date: date | None = None
    closing_date: date | None = None
    closing_time: str | None = None
    closing_basis: str | None = None
    may_close_early: bool | None = None
    interview_date: date | None = None
    start_date: date | None = None
    checked_on: date | None = None
    review_by: date | None = None
    locations: tuple[Location, ...] = ()
    areas_served: tuple[str, ...] = ()
    work_mode: str | None = None
    travel: Travel | None = None
    pay: Pay | None = None
    contract: tuple[str, ...] = ()
    duration_months: int | None = None
    pattern: tuple[str, ...] = ()
    hours: Hours | None = None
    purpose: str | None = None
    description: str | None = None
    sections: tuple[Section, ...] = ()
    clients: Clients | None = None
    settings: tuple[str, ...] = ()
    modalities: tuple[Modality, ...] = ()
    delivery: Delivery | None = None
    reporting: Reporting | None = None
    supervision: Supervision | None = None
    systems: tuple[str, ...] = ()
    benefits: tuple[str, ...] = ()
    person_specification: PersonSpecification | None = None
    eligibility: Eligibility | None = None
    sponsorship: Sponsorship | None = None
    applying: Applying | None = None
    contact: Contact | None = None
    not_stated: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def closes_at(self) -> datetime | None:
        """The moment after which no application is taken, in London; None if no date is known.

        Without a time the whole closing date counts: it ends at the first moment of the next day.
        """
        closes = self.closes_on()
        if closes is None:
            return None
        if self.closing_time is None:
            end = date.fromordinal(closes.toordinal() + 1)
            return datetime.combine(end, time(), LONDON)
        return datetime.combine(closes, time.fromisoformat(self.closing_time), LONDON)

    def closes_on(self) -> date | None:
        """The last day on which the vacancy is open; None if the source gives none, or more than one."""
        return None if self.conflict("closing_date") else self.closing_date

    def opens_on(self) -> date | None:
        """The first day on which the vacancy is open; None if the record gives no such day."""
        return self.opening_date or (None if self.conflict("posted") else self.posted)

    def status_on(self, day: date) -> Status:
        """The status on `day`, a day in London; the closing date itself is open."""
        if self.withdrawn and day >= self.withdrawn.on:
            return Status.WITHDRAWN
        opens = self.opens_on()
        if opens and day < opens:
            return Status.UPCOMING
        closes = self.closes_on()
        if closes and day > closes:
            return Status.CLOSED
        return Status.OPEN

    def review_overdue_on(self, day: date) -> bool:
        """Whether nobody has looked at the source since the day set for it."""
        return self.review_by is not None and day > self.review_by

    def conflict(self, fact: str) -> Conflict | None:
        """The conflict about `fact`, if the source says two things of it."""
        # Asked forty times a page, mostly in vain: 0.1 µs each time, as long as there is no generator to be made.
        for conflict in self.conflicts:
            if conflict.fact == fact:
                return conflict
        return None
