"""The scene of a vacancy: what its parts must agree on. Employer, place, service, therapy, grade and title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.cellar.english import joined
from portal.demo.chance import Chance, dealt
from portal.demo.employers import Employer, employer_of
from portal.demo.words import Writer, in_sentence, words

RANKS = (2, 2, 3, 3, 4, 4, 4, *(5,) * 4, *(6,) * 8, *(7,) * 11, *(8,) * 7, *(9,) * 3, 10, 10, 11, 11, 12, 12)
"""A deck of ranks: those of Agenda for Change, of which 8 to 11 are bands 8a to 8d, and 12 is band 9."""

SUPPORT, TRAINEE, SENIOR, CHIEF = 4, 5, 7, 9
"""The last rank that assists, the one that is in training, and the first that leads others and a service."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the parts of a vacancy share. `writer` fills texts with it."""

    number: int
    seed: str
    day: date
    chance: Chance
    employer: Employer
    kind: str
    rank: int
    service: dict[str, Any]
    service_name: str
    team: str
    ages: list[Any]
    therapy: str
    title: str
    town: str
    writer: Writer

    def dealt(self, deck: Any, name: str) -> Any:
        """The card of this vacancy from the deck called `name`."""
        return dealt(deck, f"{self.seed}/{name}", self.number)


def scene_of(number: int, day: date, seed: str) -> Scene:
    """The scene of vacancy `number`, which does not depend on how many there are."""
    chance = Chance(f"{seed}/vacancy/{number}")
    employer = employer_of(number, seed, chance)
    kind = dealt(KINDS, f"{seed}/kind", number)
    rank = max(dealt(RANKS, f"{seed}/rank", number), TRAINEE + 1 if kind == "sessional_pool" else 0)
    service = chance.choice([one for one in words("services").values() if employer.sector in one["sectors"]])
    service_name, team = chance.choice(service["names"]), chance.choice(service["teams"])
    ages = chance.choice(service["ages"])
    therapy = chance.choice(service["therapies"])
    who = _practitioner(therapy, ages, chance)
    town = chance.choice(employer.towns)
    return Scene(
        number=number,
        seed=seed,
        day=day,
        chance=chance,
        employer=employer,
        kind=kind,
        rank=rank,
        service=service,
        service_name=service_name,
        team=team,
        ages=ages,
        therapy=therapy,
        title=_title(who, rank, kind, service_name, chance),
        town=town,
        writer=Writer(
            chance,
            **_facts_of_service(service, service_name, team),
            **_facts_of_therapy(therapy),
            practitioner=in_sentence(who),
            town=town,
            area=_area(employer, town, chance),
            region=_region_words(employer.region),
            employer=employer.name,
            system=chance.choice(words("prose")["systems"]),
        ),
    )


def _practitioner(therapy: str, ages: list[Any], chance: Chance) -> str:
    known = words("therapies")[therapy]
    young = len(ages) > 1 and ages[1] <= YOUNG
    return chance.choice(known.get("young", known["who"]) if young else known["who"])


def _title(who: str, rank: int, kind: str, service_name: str, chance: Chance) -> str:
    pattern = "Sessional {who}" if kind == "sessional_pool" else chance.choice(TITLES[rank])
    title = pattern.replace("{who}", who)
    return f"{title}, {service_name}" if chance.odds(0.5) else title


def _facts_of_service(service: dict[str, Any], name: str, team: str) -> dict[str, Any]:
    facts = {fact: service[fact] for fact in ("clients", "people", "person")}
    return {**facts, "difficulty": service["difficulties"], "service": name, "team": team}


def _facts_of_therapy(therapy: str) -> dict[str, Any]:
    known = words("therapies")
    others = [known[other]["name"] for other in known[therapy]["beside"]]
    own = known[therapy]
    bodies = joined((BODIES[body] for body in own["bodies"]), "or")
    return {"therapy": own["name"], "training": own["training"], "other_therapy": others, "bodies": bodies}


def _area(employer: Employer, town: str, chance: Chance) -> str:
    if town == "London":
        return f"{' and '.join(chance.sample(words('places')['inner_london'], 2))}"
    return chance.choice((town, f"{town} and the villages around it", f"{town} and {employer.short_name}"))


def _region_words(region: str) -> str:
    name = re.sub(r"\b(?!and|the|of)\w", lambda letter: letter[0].upper(), region.replace("_", " "))
    return name if region in ("london", "wales", "scotland", "northern_ireland") else f"the {name}"
