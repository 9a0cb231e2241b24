"""Vacancies: all that is said of each, in the order of the schema, with what is not stated or in conflict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from portal.cellar.english import day_words
from portal.demo import applying
from portal.demo.pay import for_the_hours, pay
from portal.demo.scene import Scene, scene_of
from portal.demo.specification import person_specification
from portal.demo.terms import contract, place
from portal.demo.texts import long_texts
from portal.demo.when import dates
from portal.demo.words import words
from portal.demo.work import the_work

SOURCES = (*("nhs_jobs",) * 4, *("employer_website",) * 3, *("job_board",) * 2, "email", "other")
INVENTED = "Invented for this demonstration: there is no such advert and no such job."

KEY_FACTS = ("closing_date", "pay", "hours", "locations", "reference", "applying", "sponsorship", "contact")
"""The facts that are either given or said to be missing."""
OTHER_FACTS = ("posted", "contract", "pattern", "work_mode", "interview_date", "start_date", "supervision")
"""Those of which that may be said as well."""


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
        **long_texts(scene),
        **the_work(scene),
        "person_specification": person_specification(scene),
        "eligibility": applying.eligibility(scene),
        "sponsorship": applying.sponsorship(scene),
        "applying": applying.applying(scene),
        **_contact(scene),
    }
    record["pay"] = for_the_hours(record["pay"], record.get("hours", {}))
    conflicts = _conflicts(scene, record)
    record = {name: value for name, value in record.items() if value}
    record["not_stated"] = list(_not_stated(scene, record, conflicts))
    record["conflicts"] = conflicts
    return _slug(scene), {name: value for name, value in record.items() if value}


def _slug(scene: Scene) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", f"{scene.title} {scene.town} {scene.number + 1}".lower()))


def _head(scene: Scene) -> dict[str, Any]:
    chance = scene.chance
    head: dict[str, Any] = {
        "title_basis": "from_text" if chance.odds(0.04) else "stated",
        "kind": scene.kind,
        "employer": scene.employer.slug,
        "organisation": {
            "directorate": scene.writer.one("directorate"),
            "service": scene.service.name,
            "team": scene.service.team,
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
    return {"contact": {"role": f"{scene.writer.one('manager')}, {scene.service.team}"}}


IN_CONFLICT = (True, *(False,) * 5)
"""A deck: one vacancy in six has a fact of which two things are said."""


def _conflicts(scene: Scene, record: dict[str, Any]) -> list[dict[str, Any]]:
    """For some, a fact of which the advert says two things. What would settle it is taken out of `record`."""
    if not scene.dealt(IN_CONFLICT, "conflict"):
        return []
    figures = _figures_in_conflict(scene.day, record)
    possible = [one for one in words("conflicts") if one["fact"] not in figures or figures[one["fact"]]]
    conflict = scene.chance.choice(possible)
    fact = conflict["fact"]
    says = [text.format_map(figures.get(fact, {})) for text in conflict["says"]]
    readings = [{"says": text, "where": where} for text, where in zip(says, conflict["where"], strict=True)]
    _unsettle(record, fact, scene.day)
    return [{"fact": fact, "readings": readings, "note": conflict["note"]}]


def _figures_in_conflict(day: date, record: dict[str, Any]) -> dict[str, dict[str, str]]:
    """For the facts that need them, the figures of both readings; none where the record has none to begin with."""
    figures: dict[str, dict[str, str]] = {"pay": {}, "closing_date": {}}
    least = record["pay"].get("min", 0)
    if record["pay"].get("period") == "year":
        figures["pay"] = {"pay": f"£{least:,} a year", "other_pay": f"£{least + 2600:,} a year"}
    closes = date.fromisoformat(record.get("closing_date", "2000-01-01"))
    if closes >= day and "withdrawn" not in record:
        later = closes + timedelta(5)
        figures["closing_date"] = {"closing": day_words(closes), "other_closing": day_words(later)}
    return figures


def _unsettle(record: dict[str, Any], fact: str, day: date) -> None:
    """Take out of `record` what would settle a conflict about `fact`."""
    record.pop(fact, None)
    record["eligibility"].pop(fact, None)
    if fact == "contract":
        record.pop("duration_months", None)
    if fact == "closing_date":
        for name in ("closing_time", "closing_basis", "may_close_early", "interview_date"):
            record.pop(name, None)
        record["review_by"] = (day + timedelta(20)).isoformat()


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
