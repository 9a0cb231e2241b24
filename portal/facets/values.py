"""Values: what a vacancy answers to under each facet. One small reader for each, all of one kind.

None is a generator, which takes a third longer for so few values: 9 µs a vacancy. A reader says nothing where the
record says nothing, or two things: the vacancy then stands under “Not given here”.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
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


def _terms(vocabulary: str, codes: Iterable[str | None], of: Subject, fact: str = "") -> Sequence[Value]:
    """The values of `codes`, unless the source says two things of the `fact` that they are about."""
    if fact and of.vacancy.conflict(fact):
        return ()
    return [term(vocabulary, code, of.catalogue) for code in codes if code]


# --- each facet ----------------------------------------------------------------------------------


def status(of: Subject) -> Sequence[Value]:
    """Where it stands on the day; what closes soon is open too."""
    now = of.vacancy.status_on(of.day)
    if now.is_over:
        return (Value(key="closed", label="Closed", rank=3),)
    if now is Status.UPCOMING:
        return (Value(key="upcoming", label="Opening soon", rank=2),)
    is_open = Value(key="open", label="Open", rank=0)
    closes = of.vacancy.closes_at()
    if closes and (closes - MINUTE).date() - of.day <= SOON:
        return is_open, Value(key="closing-soon", label="Closing within a week", rank=1)
    return (is_open,)


def _places(vacancy: Vacancy) -> list[Location]:
    """The places of the work: a job board's “Anywhere” is none."""
    return [location for location in vacancy.locations if location.kind != "anywhere_tag"]


def region(of: Subject) -> Sequence[Value]:
    return _terms("region", [location.region for location in _places(of.vacancy)], of)


def town(of: Subject) -> Sequence[Value]:
    return [Value(key=slug(place.town), label=place.town) for place in _places(of.vacancy) if place.town]


def work_mode(of: Subject) -> Sequence[Value]:
    return _terms("work_mode", [of.vacancy.work_mode], of, "work_mode")


def employer(of: Subject) -> Sequence[Value]:
    return (Value(key=of.vacancy.employer, label=of.catalogue.employer_of(of.vacancy).name),)


def sector(of: Subject) -> Sequence[Value]:
    return (term("sector", of.catalogue.employer_of(of.vacancy).sector, of.catalogue),)


def band(of: Subject) -> Sequence[Value]:
    """The band, or else the employer's own grade, which comes after every band."""
    pay = of.vacancy.pay
    if pay and pay.band:
        known = term("band", pay.band, of.catalogue)
        return (Value(key=f"band-{known.key}", label=known.label, rank=known.rank),)
    if pay and pay.grade:
        words = re.sub(r"^grade\s+", "", pay.grade, flags=re.IGNORECASE)
        return (Value(key=f"grade-{slug(words)}", label=f"Grade {words}", rank=LAST - 1),)
    return ()


def pay(of: Subject) -> Sequence[Value]:
    """The bands of pay that its yearly figures reach into."""
    figures = yearly(of.vacancy)
    return _reached(_pay_scale(), figures.least, figures.most) if figures else ()


Scale = tuple[tuple[Interval, Value], ...]
"""The bands of a range, each with its value."""


def _reached(scale: Scale, low: int, high: int | None) -> list[Value]:
    """The values of the bands in which anything from `low` to `high` lies."""
    return [value for interval, value in scale if interval.meets(low, high)]


def _scale(bands: Iterable[Interval], label: Callable[[Interval], str]) -> Scale:
    return tuple((it, Value(key=it.key, label=label(it), rank=rank)) for rank, it in enumerate(bands))


@cache
def _pay_scale() -> Scale:
    return _scale(PAY_BANDS, pay_label)


def pay_label(interval: Interval) -> str:
    if interval.high is None:
        return f"£{interval.low:,} or more"
    return f"£{interval.low:,} to £{interval.high:,}" if interval.low else f"Under £{interval.high + 1:,}"


def contract(of: Subject) -> Sequence[Value]:
    return _terms("contract", of.vacancy.contract, of, "contract")


def pattern(of: Subject) -> Sequence[Value]:
    return _terms("pattern", of.vacancy.pattern, of, "pattern")


def modality(of: Subject) -> Sequence[Value]:
    return [term("modality", named.code, of.catalogue, named.role) for named in of.vacancy.modalities]


def body(of: Subject) -> Sequence[Value]:
    """The registers and accrediting bodies that its requirements name."""
    requirement = of.vacancy.eligibility and of.vacancy.eligibility.requirement
    return _terms("registration_body", requirement.bodies(), of, "registration") if requirement else ()


def ages_of(vacancy: Vacancy) -> tuple[int, int | None] | None:
    """The youngest and the oldest client, or None for no upper limit; None if the record gives no ages."""
    ages = vacancy.clients.ages if vacancy.clients else None
    if ages is None:
        return None
    ends = [end for end in (ages.oldest, ages.extended_to) if end is not None]
    return ages.youngest, max(ends) if ages.oldest is not None else None


def age(of: Subject) -> Sequence[Value]:
    """The bands of age that its clients are in."""
    ages = ages_of(of.vacancy)
    return _reached(_age_scale(), *ages) if ages else ()


@cache
def _age_scale() -> Scale:
    return _scale(AGE_BANDS, age_label)


def age_label(interval: Interval) -> str:
    return f"{interval.low} and over" if interval.high is None else f"{interval.low} to {interval.high}"


def population(of: Subject) -> Sequence[Value]:
    clients = of.vacancy.clients
    return _terms("population", clients.populations, of) if clients else ()


def supervision(of: Subject) -> Sequence[Value]:
    given = of.vacancy.supervision
    if given is None or given.provided is None or of.vacancy.conflict("supervision"):
        return ()
    if given.provided:
        return (Value(key="provided", label="Provided", rank=0),)
    return (Value(key="not-provided", label="Not provided", rank=1),)


def trainees(of: Subject) -> Sequence[Value]:
    eligibility = of.vacancy.eligibility
    return _terms("trainees", [eligibility.trainees], of, "trainees") if eligibility else ()


def sponsorship(of: Subject) -> Sequence[Value]:
    """Whether it is offered; a source that says both is a value of its own, for readers must ask."""
    if of.vacancy.conflict("sponsorship"):
        return (Value(key="in-conflict", label="The source says both", rank=2),)
    if of.vacancy.sponsorship is None:
        return ()
    if of.vacancy.sponsorship.offered:
        return (Value(key="offered", label="Offered", rank=0),)
    return (Value(key="not-offered", label="Not offered", rank=1),)
