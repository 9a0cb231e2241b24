"""The scene of a vacancy: what its parts must agree on. Employer, place, service, therapy, grade and title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from portal.cellar.english import joined
from portal.demo.chance import Chance, dealt
from portal.demo.employers import Employer, employer_of
from portal.demo.words import Writer, in_sentence, words

T = TypeVar("T")

RANKS = (2, 2, 3, 3, 4, 4, 4, *(5,) * 4, *(6,) * 8, *(7,) * 11, *(8,) * 7, *(9,) * 3, 10, 10, 11, 11, 12, 12)
"""A deck of ranks: those of Agenda for Change, of which 8 to 11 are bands 8a to 8d, and 12 is band 9."""

LAST_SUPPORT, FIRST_THERAPIST, FIRST_SENIOR = 4, 6, 8
"""The last rank that assists therapists, the first that is surely one, and the first that leads others."""

TITLES = {
    2: ("Therapy Support Worker", "Peer Support Worker", "Group Programme Helper"),
    3: ("Therapy Support Worker", "Senior Peer Support Worker", "Therapy Assistant"),
    4: ("Assistant {who}", "Psychological Therapies Assistant", "Associate Practitioner"),
    5: ("Trainee {who}", "Newly Qualified {who}", "Associate {who}", "{who}"),
    6: ("{who}", "{who}", "{who}", "Community {who}"),
    7: ("{who}", "Senior {who}", "Specialist {who}", "{who} and Supervisor"),
    8: ("Highly Specialist {who}", "Principal {who}", "Senior {who} and Team Lead"),
    9: ("Principal {who}", "Clinical Lead and {who}", "Lead {who}"),
    10: ("Consultant {who}", "Lead for Psychological Therapies"),
    11: ("Consultant {who} and Service Lead", "Head of Psychological Therapies"),
    12: ("Director of Psychological Therapies", "Associate Director, Psychological Professions"),
}

BODIES = {
    "acp": "the ACP",
    "babcp": "the BABCP",
    "bacp": "the BACP",
    "bpc": "the BPC",
    "bps": "the BPS",
    "gmc": "the GMC",
    "hcpc": "the HCPC",
    "ncps": "the NCPS",
    "nmc": "the NMC",
    "other": "the professional body of the therapy",
    "ptuk": "PTUK",
    "swe": "Social Work England",
    "ukcp": "the UKCP",
}
"""Bodies that register or accredit, as they stand within a sentence."""

KINDS = (*("vacancy",) * 21, *("job_description",) * 2, *("sessional_pool",) * 2)
YOUNG = 25
"""The age up to which a service counts as one for young people."""
WITH_SERVICE = 0.5
"""The share of titles that name the service too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """The service that the role is in: its key in `services.yaml`, what is said of it there, and what was chosen."""

    key: str
    said: dict[str, Any]
    name: str
    team: str
    ages: list[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the parts of a vacancy share. `stage` is one of those in `sections.yaml`; `writer` fills texts."""

    number: int
    seed: str
    day: date
    chance: Chance
    employer: Employer
    town: str
    areas: list[str]
    kind: str
    rank: int
    stage: str
    service: Service
    therapy: str
    title: str
    writer: Writer

    def dealt(self, deck: Sequence[T], name: str) -> T:
        """The card of this vacancy from the deck called `name`."""
        return dealt(deck, f"{self.seed}/{name}", self.number)


def scene_of(number: int, day: date, seed: str) -> Scene:
    """The scene of vacancy `number`, which does not depend on how many there are."""
    chance = Chance(f"{seed}/vacancy/{number}")
    employer = employer_of(number, seed, chance)
    town = chance.choice(employer.towns)
    areas = _areas(employer, town, chance)
    kind = dealt(KINDS, f"{seed}/kind", number)
    rank = _rank(kind, dealt(RANKS, f"{seed}/rank", number))
    service = _service_of(employer, chance)
    therapy = chance.choice(service.said["therapies"])
    who = _practitioner(therapy, service.ages, chance)
    title = _title(who, rank, kind, service.name, chance)
    writer = _writer(chance, service, therapy)
    writer.facts |= {"practitioner": in_sentence(who), **_facts_of_place(employer, town, areas, chance)}
    return Scene(
        number=number,
        seed=seed,
        day=day,
        chance=chance,
        employer=employer,
        town=town,
        areas=areas,
        kind=kind,
        rank=rank,
        stage=_stage(rank, title),
        service=service,
        therapy=therapy,
        title=title,
        writer=writer,
    )


def _rank(kind: str, rank: int) -> int:
    """The rank dealt, but therapists who are called on for sessions neither assist nor lead."""
    return min(max(rank, FIRST_THERAPIST), FIRST_SENIOR - 1) if kind == "sessional_pool" else rank


def _service_of(employer: Employer, chance: Chance) -> Service:
    services = words("services")
    key = chance.choice([key for key, one in services.items() if employer.sector in one["sectors"]])
    said = services[key]
    name, team, ages = (chance.choice(said[choice]) for choice in ("names", "teams", "ages"))
    return Service(key=key, said=said, name=name, team=team, ages=ages)


def _practitioner(therapy: str, ages: list[Any], chance: Chance) -> str:
    known = words("therapies")[therapy]
    young = len(ages) > 1 and ages[1] <= YOUNG
    titles: list[str] = known.get("young", known["who"]) if young else known["who"]
    return chance.choice(titles)


def _title(who: str, rank: int, kind: str, service_name: str, chance: Chance) -> str:
    pattern = "Sessional {who}" if kind == "sessional_pool" else chance.choice(TITLES[rank])
    title = pattern.replace("{who}", who)
    return f"{title}, {service_name}" if chance.odds(WITH_SERVICE) else title


def _stage(rank: int, title: str) -> str:
    """Whether the role supports therapists, trains to be one, is one, or leads others too."""
    if rank <= LAST_SUPPORT:
        return "support"
    if title.startswith("Trainee"):
        return "trainee"
    return "senior" if rank >= FIRST_SENIOR else "qualified"


def _areas(employer: Employer, town: str, chance: Chance) -> list[str]:
    """The areas served: of London two districts, elsewhere the town and the employer's own place."""
    return chance.sample(words("places")["inner_london"], 2) if town == "London" else [town, employer.short_name]


def _writer(chance: Chance, service: Service, therapy: str) -> Writer:
    """A writer that knows the facts of the work."""
    own = words("therapies")[therapy]
    return Writer(
        chance,
        **{fact: service.said[fact] for fact in ("clients", "people", "person")},
        difficulty=service.said["difficulties"],
        service=service.name,
        team=service.team,
        therapy=own["name"],
        training=own["training"],
        other_therapy=[words("therapies")[other]["name"] for other in own["beside"]],
        bodies=joined((BODIES[body] for body in own["bodies"]), "or"),
        system=chance.choice(words("prose")["systems"]),
    )


def _facts_of_place(employer: Employer, town: str, areas: list[str], chance: Chance) -> dict[str, str]:
    around = joined(areas)
    area = around if town == "London" else chance.choice((town, f"{town} and the villages around it", around))
    return {"town": town, "area": area, "region": _region_words(employer.region)}


def _region_words(region: str) -> str:
    name = re.sub(r"\b(?!and|the|of)\w", lambda letter: letter[0].upper(), region.replace("_", " "))
    return name if region in ("london", "wales", "scotland", "northern_ireland") else f"the {name}"
