"""Wording: the facts of a vacancy in the words that job seekers read, as lines or phrases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from functools import lru_cache

from portal.cellar.english import (
    counted,
    day_words,
    joined,
    labels_joined,
    lower_first,
    number_words,
    time_words,
    upper_first,
)
from portal.model.catalogue import Catalogue
from portal.model.vacancy import Ages, Delivery, Hours, Location, Travel, Vacancy
from portal.views.given import DateView, FactLine


def text_lines(*texts: str | None) -> Iterator[FactLine]:
    """A line for each of `texts` that there is, with a capital at its start."""
    return (FactLine(text=upper_first(text)) for text in texts if text)


def source_word(vacancy: Vacancy) -> str:
    """What the source is called in a sentence."""
    return "job description" if vacancy.kind == "job_description" else "advert"


def not_stated(vacancy: Vacancy) -> str:
    """What is said in the place of a fact that the source does not state."""
    return f"Not stated in the {source_word(vacancy)}"


NOT_TOLD = "This page does not say"
"""What is said in the place of a fact of which the record is silent, without saying that its source is."""


def silence(vacancy: Vacancy, fact: str) -> str:
    """How a sentence ends that has nothing to say of `fact`: only a record that lists it speaks for its source."""
    return f"not stated in the {source_word(vacancy)}" if fact in vacancy.not_stated else "not given on this page"


@lru_cache(maxsize=4096)
def date_view(day: date) -> DateView:
    return DateView(iso=day.isoformat(), text=day_words(day))


# --- place ---------------------------------------------------------------------------------------


def address_words(location: Location) -> str:
    """A location on one line: "Hathaway House, 7F Woodfield Road, London W9 2BA"."""
    town = " ".join(filter(None, [location.town, location.postcode]))
    named = [part for part in (location.name, *location.lines) if part]
    # A name that already has the town in it ("Chatham office") needs no second mention.
    if location.town and not location.postcode and any(location.town in part for part in named):
        town = ""
    return ", ".join(filter(None, [*named, town]))


def location_line(location: Location, catalogue: Catalogue, work_mode: str | None = None) -> FactLine:
    """A location and what to know of it; a job board's “Anywhere” never reads as remote work."""
    if location.kind == "anywhere_tag":
        known = "a job board’s tag" + (", not an offer of remote work" if work_mode != "remote" else "")
        return FactLine(text="Tagged “Anywhere”", note="; ".join(filter(None, [known, location.note])))
    text = address_words(location) or _region_of(location, catalogue)
    text = text or catalogue.label("location_kind", location.kind)
    notes = [location.note]
    if location.kind == "team" and not location.lines and not location.postcode:
        notes.insert(0, "a team; its address is not given here")
    return FactLine(text=upper_first(text), note="; ".join(filter(None, notes)))


def place_lines(vacancy: Vacancy, catalogue: Catalogue) -> Iterator[FactLine]:
    """Where the work is, the work mode, and whom the service is for."""
    for location in vacancy.locations:
        yield location_line(location, catalogue, vacancy.work_mode)
    if vacancy.work_mode:
        yield FactLine(text=catalogue.label("work_mode", vacancy.work_mode))
    if vacancy.areas_served:
        yield FactLine(text=f"Serves {joined(vacancy.areas_served)}")


def place_short(vacancy: Vacancy, catalogue: Catalogue) -> str:
    """Where the work is in a few words, for a card."""
    if vacancy.conflict("locations"):
        return f"Place: the {source_word(vacancy)} says two things"
    work_mode = None if vacancy.conflict("work_mode") else vacancy.work_mode
    if work_mode == "remote":
        return "Remote"
    real = [location for location in vacancy.locations if location.kind != "anywhere_tag"]
    unnamed = "Place not stated" if "locations" in vacancy.not_stated else "Place not given here"
    if not real:
        return joined(vacancy.areas_served) or unnamed
    first = _name_of(real[0], catalogue) or unnamed
    towns = {location.town for location in real if location.town}
    more = " and elsewhere" if len(towns) > 1 else ""
    hybrid = ", hybrid" if work_mode == "hybrid" else ""
    return f"{first}{more}{hybrid}"


def place_names(vacancy: Vacancy, catalogue: Catalogue) -> list[str]:
    """What the places of the work are called in few words, each once; a job board's “Anywhere” is none."""
    real = (location for location in vacancy.locations if location.kind != "anywhere_tag")
    return list(dict.fromkeys(filter(None, (_name_of(location, catalogue) for location in real))))


def _name_of(location: Location, catalogue: Catalogue) -> str:
    """What a place is called in few words; empty if its record names nothing."""
    return location.town or location.name or "".join(location.lines[:1]) or _region_of(location, catalogue)


def _region_of(location: Location, catalogue: Catalogue) -> str:
    return catalogue.label("region", location.region) if location.region else ""


def travel_lines(travel: Travel | None) -> Iterator[FactLine]:
    if travel is None:
        return
    if travel.required is not None:
        yield FactLine(text="Travel is part of the role" if travel.required else "No travel is required")
    if travel.costs_paid is not None:
        yield FactLine(text="Travel costs are paid" if travel.costs_paid else "Travel costs are not paid back")
    if travel.may_decline_venue is not None:
        decline = "You may turn down work at a venue that is hard for you to reach"
        yield FactLine(text=decline if travel.may_decline_venue else "You may not turn down venues")
    if travel.note:
        yield FactLine(text=upper_first(travel.note))


# --- contract and hours --------------------------------------------------------------------------


def contract_words(vacancy: Vacancy, catalogue: Catalogue) -> str:
    """The contract and its length: "Fixed term, 6 months"; empty if neither is stated."""
    labels = labels_joined([catalogue.label("contract", code) for code in vacancy.contract])
    length = counted(vacancy.duration_months, "month") if vacancy.duration_months else ""
    return ", ".join(filter(None, [labels, length]))


def pattern_words(vacancy: Vacancy, catalogue: Catalogue) -> str:
    """ "Part time", "Full time or part time"."""
    labels = [catalogue.label("pattern", code) for code in vacancy.pattern]
    return joined((label if place == 0 else lower_first(label) for place, label in enumerate(labels)), "or")


def contract_short(vacancy: Vacancy, catalogue: Catalogue) -> str:
    """Contract and working pattern on one line, for a card; it says of what the source says two things."""
    in_doubt = vacancy.conflict("contract") or vacancy.conflict("duration")
    contract = _two_things(vacancy, "it") if in_doubt else contract_words(vacancy, catalogue)
    pattern = pattern_words(vacancy, catalogue)
    if vacancy.conflict("pattern"):
        pattern = _two_things(vacancy, "full or part time")
    return f"{contract}; {lower_first(pattern)}" if contract and pattern else contract or pattern


def _two_things(vacancy: Vacancy, of: str) -> str:
    return f"The {source_word(vacancy)} says two things of {of}"


def weekly_words(hours: Hours) -> str:
    """ "22.5 hours a week", "At least 4 sessions a week"; empty if neither is stated."""
    weekly = counted(hours.a_week, "hour") if hours.a_week is not None else ""
    sessions = _sessions_words(hours.sessions_a_week_min, hours.sessions_a_week_max)
    amounts = ", ".join(filter(None, [weekly, sessions]))
    return f"{amounts} a week" if amounts else ""


def hours_lines(hours: Hours) -> Iterator[FactLine]:
    """What the record says of hours and sessions besides how many."""
    if hours.core_hours:
        yield FactLine(text=f"Core hours: {hours.core_hours}")
    if hours.days:
        yield FactLine(text=f"Days: {hours.days}")
    if hours.on_call is not None:
        yield FactLine(text="On-call duties" if hours.on_call else "No on-call duties")
    if hours.working_time_limit is not None:
        yield FactLine(text=f"No more than {counted(hours.working_time_limit, 'hour')} a week")
    if hours.note:
        yield FactLine(text=upper_first(hours.note))


def _sessions_words(least: Decimal | None, most: Decimal | None) -> str:
    if least is None and most is None:
        return ""
    if least is None or most is None:
        number = least if least is not None else most
        return f"{'At least' if most is None else 'Up to'} {counted(number or 0, 'session')}"
    if least == most:
        return counted(least, "session")
    return f"{number_words(least)} to {counted(most, 'session')}"


# --- the work ------------------------------------------------------------------------------------


def ages_words(ages: Ages) -> str:
    """ "Ages 5 to 18, or to 25 for people with SEND"; "Ages 18 and over"."""
    words = f"Ages {ages.youngest} and over" if ages.oldest is None else f"Ages {ages.youngest} to {ages.oldest}"
    if ages.extended_to is None:
        return words
    return f"{words}, or to {ages.extended_to} for {ages.extended_for or 'some'}"


def client_lines(vacancy: Vacancy, catalogue: Catalogue) -> Iterator[FactLine]:
    """Whom the work is with: the source's own words, or else the portal's terms for them."""
    if vacancy.clients is None:
        return
    if vacancy.clients.ages:
        yield FactLine(text=ages_words(vacancy.clients.ages))
    if vacancy.clients.groups:
        yield FactLine(text=upper_first("; ".join(vacancy.clients.groups)))
    elif vacancy.clients.populations:
        labels = [catalogue.label("population", code) for code in vacancy.clients.populations]
        yield FactLine(text="; ".join(labels))


def block_words(delivery: Delivery) -> str:
    """ "blocks of 6 to 12 sessions"; empty if the record does not say."""
    ends = [end for end in (delivery.sessions_min, delivery.sessions_max) if end is not None]
    if not ends:
        return ""
    if len(ends) == 1:
        return f"blocks of {'at least' if delivery.sessions_min else 'up to'} {counted(ends[0], 'session')}"
    if ends[0] == ends[1]:
        return f"blocks of {counted(ends[0], 'session')}"
    return f"blocks of {ends[0]} to {counted(ends[1], 'session')}"


def closing_moment(vacancy: Vacancy) -> str:
    """The words before the closing date: "at 5pm on" or nothing."""
    return f"at {time_words(time.fromisoformat(vacancy.closing_time))} on" if vacancy.closing_time else ""
