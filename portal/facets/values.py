"""Values: what a vacancy answers to under each facet. One small reader for each, all of one kind.

A reader says nothing where the record says nothing, or two things: the vacancy then stands under “Not given here”.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

import msgspec

from portal.cellar.english import upper_first
from portal.facets.yearly import yearly
from portal.model.catalogue import Catalogue
from portal.model.vacancy import Location, Status, Vacancy

SOON = timedelta(days=7)
"""If the last minute in which one can apply is on a day no further away than this, a vacancy closes soon."""

MINUTE = timedelta(minutes=1)

NOT_STATED = "not-stated"
"""The key of what a vacancy does not state."""

LONGEST = 60
"""A key made of words has no more characters: it names a file, and the finder takes none of more than 80."""

TAIL = 8
"""So many characters of a hash tell keys apart that words alone do not."""

IN_LATIN = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "ng", "ŧ": "t"}
)
"""Letters that are no letter with an accent, as they are written without them."""

LAST = 10_000
"""The rank of what comes after everything else."""

UP = "up"
"""The end of a range that has none."""


class Value(msgspec.Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """A value of a facet. `rank` is its place where a facet's values have an order of their own.

    `role` is the code of a modality's part in the vacancy, and empty for other facets.
    """

    key: str
    label: str
    rank: int = 0
    role: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A vacancy, and what is needed to read it."""

    vacancy: Vacancy
    catalogue: Catalogue
    day: date


@dataclass(frozen=True, slots=True)
class Interval:
    """A band of a range, both ends included; `high` is None if it has no upper end."""

    low: int
    high: int | None

    @property
    def key(self) -> str:
        return f"{self.low}-{UP if self.high is None else self.high}"

    def meets(self, low: int, high: int | None) -> bool:
        """Whether anything from `low` to `high` lies in it."""
        return (self.high is None or low <= self.high) and (high is None or high >= self.low)


PAY_BANDS = tuple(
    Interval(low, high)
    for low, high in (
        (0, 24_999),
        (25_000, 29_999),
        (30_000, 34_999),
        (35_000, 39_999),
        (40_000, 44_999),
        (45_000, 49_999),
        (50_000, 59_999),
        (60_000, None),
    )
)
AGE_BANDS = tuple(Interval(low, high) for low, high in ((0, 11), (12, 17), (18, 25), (26, 64), (65, None)))


@lru_cache(maxsize=8192)
def slug(words: str) -> str:
    """`words` as a key: without accents, in small letters, joined by hyphens.

    Words in another script, too many of them, and “not stated” itself get a hash at their end, or all of it.
    """
    whole = unicodedata.normalize("NFKD", words).casefold().translate(IN_LATIN)
    plain = "".join(letter for letter in whole if not unicodedata.combining(letter))
    spelled = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    in_latin = spelled != "" and all(letter.isascii() or not letter.isalnum() for letter in plain)
    if in_latin and spelled != NOT_STATED and len(spelled) <= LONGEST:
        return spelled
    tail = hashlib.sha256((spelled if in_latin else whole).encode()).hexdigest()[:TAIL]
    return f"{spelled[: LONGEST - TAIL - 1].strip('-')}-{tail}".strip("-")


def term_key(code: str) -> str:
    """The key of a vocabulary's code."""
    return code.replace("_", "-")


def term(vocabulary: str, code: str, catalogue: Catalogue, role: str = "") -> Value:
    """The value of a vocabulary's code, in the vocabulary's order."""
    found = catalogue.vocabularies[vocabulary][code]
    return Value(key=term_key(code), label=upper_first(found.label), rank=found.rank, role=role)


def _terms(vocabulary: str, codes: Iterable[str | None], of: Subject, *facts: str) -> Iterator[Value]:
    """The values of `codes`, unless the source says two things of one of `facts`."""
    if not any(of.vacancy.conflict(fact) for fact in facts):
        yield from (term(vocabulary, code, of.catalogue) for code in codes if code)


# --- each facet ----------------------------------------------------------------------------------


def status(of: Subject) -> Iterator[Value]:
    """Where it stands on the day; what closes soon is open too."""
    now = of.vacancy.status_on(of.day)
    if now.is_over:
        yield Value(key="closed", label="Closed", rank=3)
    elif now is Status.UPCOMING:
        yield Value(key="upcoming", label="Opening soon", rank=2)
    else:
        yield Value(key="open", label="Open", rank=0)
        closes = of.vacancy.closes_at()
        if closes and (closes - MINUTE).date() - of.day <= SOON:
            yield Value(key="closing-soon", label="Closing within a week", rank=1)


def _places(vacancy: Vacancy) -> list[Location]:
    """The places of the work: a job board's “Anywhere” is none."""
    return [location for location in vacancy.locations if location.kind != "anywhere_tag"]


def region(of: Subject) -> Iterator[Value]:
    yield from _terms("region", (location.region for location in _places(of.vacancy)), of)


def town(of: Subject) -> Iterator[Value]:
    for location in _places(of.vacancy):
        if location.town:
            yield Value(key=slug(location.town), label=location.town)


def work_mode(of: Subject) -> Iterator[Value]:
    yield from _terms("work_mode", [of.vacancy.work_mode], of, "work_mode")


def employer(of: Subject) -> Iterator[Value]:
    yield Value(key=of.vacancy.employer, label=of.catalogue.employer_of(of.vacancy).name)


def sector(of: Subject) -> Iterator[Value]:
    yield term("sector", of.catalogue.employer_of(of.vacancy).sector, of.catalogue)


def band(of: Subject) -> Iterator[Value]:
    """The band, or else the employer's own grade, which comes after every band."""
    pay = of.vacancy.pay
    if pay and pay.band:
        known = term("band", pay.band, of.catalogue)
        yield Value(key=f"band-{known.key}", label=known.label, rank=known.rank)
    elif pay and pay.grade:
        words = re.sub(r"^grade\s+", "", pay.grade, flags=re.IGNORECASE)
        yield Value(key=f"grade-{slug(words)}", label=f"Grade {words}", rank=LAST - 1)


def pay(of: Subject) -> Iterator[Value]:
    """The bands of pay that its yearly figures reach into."""
    figures = yearly(of.vacancy)
    for interval, value in zip(PAY_BANDS, _pay_values(), strict=True) if figures else ():
        if figures and interval.meets(figures.least, figures.most):
            yield value


@cache
def _pay_values() -> tuple[Value, ...]:
    """The values of PAY_BANDS."""
    return tuple(Value(key=band.key, label=pay_label(band), rank=rank) for rank, band in enumerate(PAY_BANDS))


def pay_label(interval: Interval) -> str:
    if interval.high is None:
        return f"£{interval.low:,} or more"
    return f"£{interval.low:,} to £{interval.high:,}" if interval.low else f"Under £{interval.high + 1:,}"


def contract(of: Subject) -> Iterator[Value]:
    yield from _terms("contract", of.vacancy.contract, of, "contract")


def pattern(of: Subject) -> Iterator[Value]:
    yield from _terms("pattern", of.vacancy.pattern, of, "pattern")


def modality(of: Subject) -> Iterator[Value]:
    for named in of.vacancy.modalities:
        yield term("modality", named.code, of.catalogue, named.role)


def body(of: Subject) -> Iterator[Value]:
    """The registers and accrediting bodies that its requirements name."""
    requirement = of.vacancy.eligibility and of.vacancy.eligibility.requirement
    if requirement and not of.vacancy.conflict("registration"):
        yield from (term("registration_body", code, of.catalogue) for code in requirement.bodies())


def ages_of(vacancy: Vacancy) -> tuple[int, int | None] | None:
    """The youngest and the oldest client, or None for no upper limit; None if the record gives no ages."""
    ages = vacancy.clients.ages if vacancy.clients else None
    if ages is None:
        return None
    ends = [end for end in (ages.oldest, ages.extended_to) if end is not None]
    return ages.youngest, max(ends) if ages.oldest is not None else None


def age(of: Subject) -> Iterator[Value]:
    """The bands of age that its clients are in."""
    ages = ages_of(of.vacancy)
    for rank, interval in enumerate(AGE_BANDS) if ages else ():
        if ages and interval.meets(*ages):
            yield Value(key=interval.key, label=age_label(interval), rank=rank)


def age_label(interval: Interval) -> str:
    return f"{interval.low} and over" if interval.high is None else f"{interval.low} to {interval.high}"


def population(of: Subject) -> Iterator[Value]:
    clients = of.vacancy.clients
    yield from _terms("population", clients.populations if clients else (), of)


def supervision(of: Subject) -> Iterator[Value]:
    given = of.vacancy.supervision
    if given and given.provided is not None and not of.vacancy.conflict("supervision"):
        if given.provided:
            yield Value(key="provided", label="Provided", rank=0)
        else:
            yield Value(key="not-provided", label="Not provided", rank=1)


def trainees(of: Subject) -> Iterator[Value]:
    eligibility = of.vacancy.eligibility
    yield from _terms("trainees", [eligibility.trainees if eligibility else None], of, "trainees")


def sponsorship(of: Subject) -> Iterator[Value]:
    """Whether it is offered; a source that says both is a value of its own, for readers must ask."""
    if of.vacancy.conflict("sponsorship"):
        yield Value(key="in-conflict", label="The source says both", rank=2)
    elif of.vacancy.sponsorship and of.vacancy.sponsorship.offered:
        yield Value(key="offered", label="Offered", rank=0)
    elif of.vacancy.sponsorship:
        yield Value(key="not-offered", label="Not offered", rank=1)
