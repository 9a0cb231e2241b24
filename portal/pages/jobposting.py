"""JobPosting: a vacancy in schema.org's words for search engines, or the reasons why not.

https://schema.org/JobPosting, as Google asks for it: only while open, only with everything that is
required, and never with anything the source does not state.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from portal.cellar import markdown
from portal.cellar.addresses import absolute
from portal.cellar.english import day_words
from portal.model.catalogue import Catalogue
from portal.model.vacancy import LONDON, Location, Pay, Status, Vacancy

UNITS = {"year": "YEAR", "month": "MONTH", "week": "WEEK", "day": "DAY", "hour": "HOUR"}
"""Pay periods that schema.org has a unit for; it has none for a session."""

PATTERNS = {"full_time": "FULL_TIME", "part_time": "PART_TIME", "job_share": "PART_TIME"}
CONTRACTS = {
    "fixed_term": "TEMPORARY",
    "secondment": "TEMPORARY",
    "casual": "PER_DIEM",
    "sessional": "PER_DIEM",
    "bank": "PER_DIEM",
}
EMPLOYMENT_TYPES = ("FULL_TIME", "PART_TIME", "TEMPORARY", "PER_DIEM")
"""The order in which several are named."""

WORKPLACES = ("address", "office", "community_venue")
"""The kinds of location at which one works; an area, a team and a job board's tag are none."""

LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a vacancy has no JobPosting."""

    reasons: tuple[str, ...]


def job_posting(vacancy: Vacancy, catalogue: Catalogue, day: date, page_url: str) -> dict[str, Any] | Refusal:
    """The JobPosting of `vacancy` on `day` as plain data for JSON, or why there is none."""
    if reasons := refusal(vacancy, day):
        return Refusal(reasons)
    employer = catalogue.employer_of(vacancy)
    organisation = {"@type": "Organization", "name": employer.name}
    if employer.website:
        organisation["sameAs"] = employer.website
    optional = {
        "validThrough": _valid_through(vacancy),
        "employmentType": _employment_type(vacancy),
        "baseSalary": _base_salary(vacancy),
        "identifier": _identifier(vacancy, employer.name),
    }
    return {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": vacancy.title,
        "description": str(_description(vacancy, catalogue)),
        "datePosted": vacancy.posted.isoformat() if vacancy.posted else "",
        "hiringOrganization": organisation,
        **_place(vacancy),
        **{name: value for name, value in optional.items() if value is not None},
        "directApply": False,
        "url": page_url,
    }


def refusal(vacancy: Vacancy, day: date) -> tuple[str, ...]:
    """Why `vacancy` has no JobPosting on `day`; empty if it has one."""
    return tuple(_reasons(vacancy, day))


def _reasons(vacancy: Vacancy, day: date) -> Iterator[str]:
    """Each thing that stands in the way of a JobPosting on `day`."""
    status = vacancy.status_on(day)
    opens = vacancy.opens_on()
    closes = vacancy.closes_on()
    if status is Status.WITHDRAWN:
        yield "it is withdrawn"
    elif status is Status.CLOSED and closes:
        yield f"it closed on {day_words(closes)}"
    elif status is Status.UPCOMING and opens:
        yield f"it opens on {day_words(opens)}"
    elif vacancy.review_overdue_on(day):
        yield "nobody has compared it with its source since its review date"
    if vacancy.kind == "job_description":
        yield "it is a job description, not an advert"
    yield from _posted_reasons(vacancy, day)
    if vacancy.conflict("locations"):
        yield "the source says two things of where the work is"
    elif not _is_remote(vacancy) and not any(map(_is_workplace, vacancy.locations)):
        yield "the source gives no address of the workplace"


def _posted_reasons(vacancy: Vacancy, day: date) -> Iterator[str]:
    opens = vacancy.opens_on()
    if vacancy.conflict("posted"):
        yield "the source says two things of when it was posted"
    elif vacancy.posted is None:
        yield "the day on which it was posted is not given"
    elif vacancy.posted > day and opens != vacancy.posted:
        yield f"it is posted on {day_words(vacancy.posted)}"


def _is_remote(vacancy: Vacancy) -> bool:
    return vacancy.work_mode == "remote" and not vacancy.conflict("work_mode")


def _is_workplace(location: Location) -> bool:
    """Whether somebody could find the way there: a town, and in it a street or a postcode."""
    return location.kind in WORKPLACES and bool(location.town and (location.lines or location.postcode))


def _place(vacancy: Vacancy) -> dict[str, Any]:
    places = [_address(location) for location in vacancy.locations if _is_workplace(location)]
    place: dict[str, Any] = {"jobLocation": places[0] if len(places) == 1 else places} if places else {}
    if _is_remote(vacancy):
        place["jobLocationType"] = "TELECOMMUTE"
        place["applicantLocationRequirements"] = {"@type": "Country", "name": "GB"}
    return place


def _address(location: Location) -> dict[str, Any]:
    parts = {
        "streetAddress": ", ".join(filter(None, [location.name, *location.lines])),
        "addressLocality": location.town,
        "postalCode": location.postcode,
    }
    stated = {name: value for name, value in parts.items() if value}
    return {"@type": "Place", "address": {"@type": "PostalAddress", **stated, "addressCountry": "GB"}}


def _valid_through(vacancy: Vacancy) -> str | None:
    """The last moment of the closing date in London, or the closing time; None if no date is stated."""
    closes = vacancy.closes_on()
    if closes is None:
        return None
    end = time.fromisoformat(vacancy.closing_time) if vacancy.closing_time else LAST_SECOND
    return datetime.combine(closes, end, LONDON).isoformat()


def _employment_type(vacancy: Vacancy) -> str | list[str] | None:
    if vacancy.conflict("contract") or vacancy.conflict("pattern"):
        return None
    if "self_employed" in vacancy.contract:
        return "CONTRACTOR"
    types = {PATTERNS[code] for code in vacancy.pattern if code in PATTERNS}
    types |= {CONTRACTS[code] for code in vacancy.contract if code in CONTRACTS}
    named = [name for name in EMPLOYMENT_TYPES if name in types]
    if not named:
        return None
    return named[0] if len(named) == 1 else named


def _base_salary(vacancy: Vacancy) -> dict[str, Any] | None:
    """The stated figures as numbers; derived ones are not the employer's and stay out."""
    pay = vacancy.pay
    in_doubt = vacancy.conflict("pay") or vacancy.conflict("pay_figures")
    if pay is None or in_doubt or pay.period not in UNITS:
        return None
    figures = _figures(pay)
    if not figures:
        return None
    value = {"@type": "QuantitativeValue", **figures, "unitText": UNITS[pay.period]}
    return {"@type": "MonetaryAmount", "currency": pay.currency, "value": value}


def _figures(pay: Pay) -> dict[str, int | float]:
    if pay.min is not None and pay.max is not None and pay.min != pay.max:
        return {"minValue": _number(pay.min), "maxValue": _number(pay.max)}
    single = pay.min if pay.min is not None else pay.max
    if single is None:
        return {}
    return {"maxValue": _number(single)} if pay.min is None else {"value": _number(single)}


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == int(amount) else float(amount)


def _identifier(vacancy: Vacancy, employer: str) -> dict[str, str] | None:
    if not vacancy.reference or vacancy.conflict("reference"):
        return None
    return {"@type": "PropertyValue", "name": employer, "value": vacancy.reference}


def _description(vacancy: Vacancy, catalogue: Catalogue) -> Markup:
    """The whole of the role in our own words: summary, purpose, description, sections and criteria."""
    return markdown.together(_description_parts(vacancy, catalogue))


def _description_parts(vacancy: Vacancy, catalogue: Catalogue) -> Iterator[Markup]:
    def href(target: str) -> str:
        return absolute(target, catalogue.site.url)

    yield markdown.paragraph(markdown.plain(vacancy.summary))
    for text in (vacancy.purpose, vacancy.description):
        if text:
            yield markdown.render(text, href=href)
    for section in vacancy.sections:
        yield markdown.heading(section.heading, 2)
        if section.text:
            yield markdown.render(section.text, heading_base=3, href=href)
        if section.items:
            yield markdown.bullets(markdown.render_lines(section.items, href=href))
    for group in vacancy.person_specification.groups if vacancy.person_specification else ():
        yield markdown.heading(group.heading, 2)
        yield markdown.bullets(
            markdown.plain(f"{criterion.text} ({catalogue.label('level', criterion.level)})")
            for criterion in group.criteria
        )
