"""Vacancies: all that is said of each, in the order of the schema, with what is not stated or in conflict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from portal.demo import asked, texts
from portal.demo.pay import pay
from portal.demo.scene import Scene, scene_of
from portal.demo.terms import contract, place
from portal.demo.when import dates
from portal.demo.words import words

SOURCES = (*("nhs_jobs",) * 4, *("employer_website",) * 3, *("job_board",) * 2, "email", "other")
INVENTED = "Invented for this demonstration: there is no such advert and no such job."

KEY_FACTS = ("closing_date", "pay", "hours", "locations", "reference", "applying", "sponsorship", "contact")
"""The facts that are either given or said to be missing."""
OTHER_FACTS = ("posted", "contract", "pattern", "work_mode", "interview_date", "start_date", "supervision")
"""Those of which that may be said."""


def vacancy(number: int, day: date, seed: str) -> tuple[str, dict[str, Any]]:
    """The name of the file and the record of vacancy `number`; the number of vacancies does not matter."""
    scene = scene_of(number, day, seed)
    record: dict[str, Any] = {
        "title": scene.title,
        **_head(scene),
        **dates(scene),
        **place(scene),
        "pay": pay(scene),
        **contract(scene),
        **texts.long_texts(scene),
        **texts.the_work(scene),
        "person_specification": asked.person_specification(scene),
        "eligibility": asked.eligibility(scene),
        "sponsorship": asked.sponsorship(scene),
        "applying": asked.applying(scene),
        **_contact(scene),
    }
    conflicts = _conflicts(scene, record)
    record = {name: value for name, value in record.items() if value}
    record["not_stated"] = list(_not_stated(scene, record, conflicts))
    record["conflicts"] = conflicts
    return _slug(scene), {name: value for name, value in record.items() if value}


def _slug(scene: Scene) -> str:
    words = re.findall(r"[a-z0-9]+", f"{scene.title} {scene.town}".lower())
    return "-".join([*words, str(scene.number + 1)])


def _head(scene: Scene) -> dict[str, Any]:
    chance = scene.chance
    head: dict[str, Any] = {
        "title_basis": "from_text" if chance.odds(0.04) else "stated",
        "kind": scene.kind,
        "employer": scene.employer.slug,
        "organisation": {
            "directorate": scene.writer.one("directorate"),
            "service": scene.service_name,
            "team": scene.team,
        },
    }
    if chance.odds(0.8):
        letters = "".join(word[0] for word in scene.employer.name.split() if word[0].isupper())
        head["reference"] = f"{letters}-{scene.number + 1001}"
    source = "job_description" if scene.kind == "job_description" else chance.choice(SOURCES)
    return {**head, "source": {"type": source, "note": INVENTED}}


def _contact(scene: Scene) -> dict[str, Any]:
    if scene.chance.odds(0.35):
        return {}
    return {"contact": {"role": f"{scene.writer.one('manager')}, {scene.team}"}}


CONFLICT_SHARE = 0.14
ONE_VALUE = ("closing_date", "work_mode", "sponsorship")
"""Facts of one value: in conflict, they are not also given."""


def _conflicts(scene: Scene, record: dict[str, Any]) -> list[dict[str, Any]]:
    """For some, a fact of which the advert says two things. What would settle it is taken out of `record`."""
    chance = scene.chance
    if not chance.odds(CONFLICT_SHARE):
        return []
    conflict = chance.choice(words("conflicts"))
    fact = conflict["fact"]
    record.pop(fact, None)
    record["eligibility"].pop(fact, None)
    readings = [{"says": says, "where": where} for says, where in zip(conflict["says"], conflict["where"], strict=True)]
    return [{"fact": fact, "readings": readings, "note": conflict["note"]}]


def _not_stated(scene: Scene, record: dict[str, Any], conflicts: list[dict[str, Any]]) -> Iterator[str]:
    """The key facts that the record does not give, and some others."""
    told = {conflict["fact"] for conflict in conflicts}
    if record.get("closing_basis") in ("until_filled", "rolling"):
        told.add("closing_date")
    if "method" in record.get("applying", {}):
        told.add("applying")
    given = told | {fact for fact in record if fact != "applying"}
    yield from (fact for fact in KEY_FACTS if fact not in given)
    if "band" in record.get("pay", {}) and "min" not in record["pay"] and "pay" not in told:
        yield "pay_figures"
    yield from (fact for fact in OTHER_FACTS if fact not in given and scene.chance.odds(0.6))
