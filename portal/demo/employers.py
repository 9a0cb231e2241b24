"""Employers: invented ones, each with a home region and a few towns in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import isqrt
from typing import Any

from portal.demo.chance import Chance, dealt
from portal.demo.words import Writer, place_names, words

SECTORS = ("nhs", "charity", "nhs", "council", "private", "nhs", "charity", "university", "nhs", "other")
"""A round of employers: what they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """What a vacancy knows of its employer."""

    slug: str
    name: str
    short_name: str
    sector: str
    region: str
    towns: tuple[str, ...]
    has_bands: bool


def employers_among(vacancies: int) -> int:
    """How many employers so many vacancies have: 41 for 300, 75 for 1,000, 240 for 10,000."""
    return min(vacancies, isqrt(576 * vacancies) // 10)


def employer_of(number: int, seed: str, chance: Chance) -> Employer:
    """The employer of vacancy `number`: a new one if it is time for one, else one of those before."""
    before, known = employers_among(number), employers_among(number + 1)
    return employer(before if known > before else chance.randrange(known), seed)


@cache
def employer(number: int, seed: str) -> Employer:
    """The employer `number` of a demonstration."""
    chance = Chance(f"{seed}/employer/{number}")
    sector = SECTORS[number % len(SECTORS)]
    name = _place_name(number, seed)
    region = dealt([region for region in words("places") if region != "inner_london"], f"{seed}/region", number)
    patterns = words("employers").get(f"{sector}_{region}", words("employers")[sector])
    full_name = chance.choice(patterns).replace("{name}", name)
    towns = chance.sample(words("places")[region], chance.randint(2, 4))
    return Employer(
        slug=full_name.lower().replace("'", "").replace(" ", "-"),
        name=full_name,
        short_name=name,
        sector=sector,
        region=region,
        towns=tuple(dict.fromkeys(towns)),
        has_bands=sector == "nhs" or (sector in ("charity", "private", "other") and chance.odds(0.3)),
    )


def _place_name(number: int, seed: str) -> str:
    """A place of an employer of its own; once all are taken, it is Great or Little something."""
    names = place_names()
    more = ("", "Great ", "Little ", "Upper ", "Nether ")[number // len(names) % 5]
    return more + dealt(names, f"{seed}/names", number % len(names))


def employer_record(employer: Employer, seed: str) -> dict[str, Any]:
    """The record of `employer`, ready to be written."""
    chance = Chance(f"{seed}/about/{employer.slug}")
    writer = Writer(chance, employer=employer.name, place=f"{employer.short_name} and {employer.towns[0]}")
    return {
        "name": employer.name,
        "also_known_as": [employer.short_name],
        "sector": employer.sector,
        "website": f"https://www.example.org/{employer.slug}/",
        "about": " ".join(map(writer.write, words("prose")["about_employer"][employer.sector])),
        "areas": list(employer.towns),
        "note": "Invented for this demonstration.",
    }


def employer_records(vacancies: int, seed: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The name of the file and the record of each employer of so many vacancies."""
    for number in range(employers_among(vacancies)):
        one = employer(number, seed)
        yield one.slug, employer_record(one, seed)
