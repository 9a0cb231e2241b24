"""Asked: what applicants need. The person specification, who may apply, and how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from portal.demo.chance import Chance
from portal.demo.scene import SENIOR, SUPPORT, Scene
from portal.demo.words import words

CATEGORIES = {
    "qualifications": ("Qualifications and registration", (4, 5)),
    "experience": ("Experience", (8, 9)),
    "knowledge": ("Knowledge", (5, 7)),
    "skills": ("Skills and abilities", (6, 8)),
    "behaviours": ("Values and behaviour", (2, 4)),
    "other": ("Other requirements", (1, 3)),
}
"""Each category of criteria with its heading, and how many criteria it has, at least and at most."""

KEY = {"A": "Application form", "I": "Interview", "P": "Presentation", "R": "References"}
MARKINGS = (*("marked",) * 14, *("implied",) * 2, *("unmarked",) * 2, *("lost",) * 2)
ESSENTIAL = 0.7
"""The share of criteria that are essential."""

Criterion = tuple[str, str, str]
"""The theme, the id and the text of a criterion, its gaps not yet filled."""


def person_specification(scene: Scene) -> dict[str, Any]:
    """About thirty criteria in groups."""
    marking = scene.dealt(MARKINGS, "marking")
    assessed = scene.chance.odds(0.5)
    groups = []
    for category, (heading, (least, most)) in CATEGORIES.items():
        pool = list(_pool(scene, category))
        chosen = scene.chance.some(pool, least, most)
        group: dict[str, Any] = {"heading": heading, "category": category}
        if assessed:
            group["assessed_by"] = scene.chance.some(tuple(KEY), 1, 2)
        group["criteria"] = [_criterion(scene, marking, one) for one in chosen]
        groups.append(group)
    key = {"assessment_key": KEY} if assessed else {}
    return {"level_marking": marking, **key, "groups": groups}


def _pool(scene: Scene, category: str) -> Iterator[Criterion]:
    """The criteria of a category that suit the vacancy: those of its service and its therapy come first."""
    known = words("criteria")
    service = scene.service["criteria"].get(category, {})
    yield from (("clients", name, text) for name, text in service.items())
    own = words("therapies")[scene.therapy]["criteria"] if category == "skills" and scene.rank > SUPPORT else {}
    yield from (("therapy", name, text) for name, text in own.items())
    pools = [known]
    if scene.rank > SENIOR:
        pools.append(known["senior"])
    if scene.rank <= SUPPORT:
        pools.append(known["support"])
    for pool in pools:
        for theme, criteria in pool.get(category, {}).items():
            yield from ((theme, name, text) for name, text in criteria.items())


def _criterion(scene: Scene, marking: str, criterion: Criterion) -> dict[str, Any]:
    theme, name, text = criterion
    level = "essential" if scene.chance.odds(ESSENTIAL) else "desirable"
    found: dict[str, Any] = {"id": name, "text": scene.writer.write(text), "level": level}
    if marking in ("unmarked", "lost"):
        found["level"] = marking
    elif marking == "implied":
        found["level_basis"] = "implied"
    return {**found, "themes": [theme]}


LEVELS = {
    "acp": "full member",
    "babcp": "accredited therapist",
    "bacp": "Registered Member (MBACP)",
    "ncps": "Accredited Registrant",
    "ptuk": "Certified Play Therapist",
    "ukcp": "Registered Member",
}
CORE_PROFESSIONS = ("nmc", "swe", "hcpc", "gmc", "rcn")
TRAINEES = (*("not_eligible",) * 3, *("eligible",) * 2, *("",) * 4)
SPONSORSHIP = (*("yes",) * 4, *("no",) * 5, *("",) * 6)


def eligibility(scene: Scene) -> dict[str, Any]:
    """Who may apply."""
    chance = scene.chance
    found: dict[str, Any] = {}
    requirement = _requirement(scene)
    if requirement:
        found["requirement"] = requirement
    trainees = "eligible" if "Trainee" in scene.title else scene.dealt(TRAINEES, "trainees")
    if trainees:
        found["trainees"] = trainees
    if requirement and chance.odds(0.3):
        found["uk_registration"] = True
    if chance.odds(0.75):
        found["checks"] = _checks(chance)
    if chance.odds(0.3):
        found["disability_commitment"] = scene.writer.one("disability")
    return found


def _checks(chance: Chance) -> list[dict[str, str]]:
    dbs = {"kind": "dbs", "note": chance.choice(("an enhanced check", "with the barred lists", "paid by the employer"))}
    others = ("overseas_police", "occupational_health", "references", "driving_licence")
    return [dbs, *({"kind": kind} for kind in chance.some(others, 0, 2))]


def _requirement(scene: Scene) -> dict[str, Any] | None:
    """A tree of registrations, qualifications and experience; of those who assist, less is asked."""
    chance = scene.chance
    if chance.odds(0.05):
        return None
    if scene.rank <= SUPPORT:
        return {"qualification": {"level": "GCSE", "subject": "English and mathematics", "or_equivalent": True}}
    parts = [_registrations(scene)]
    if chance.odds(0.7):
        subject = scene.writer.write("{training}")
        parts.append({"qualification": {"subject": subject, "or_equivalent": chance.odds(0.6)}})
    if chance.odds(0.5):
        of = scene.writer.write("{therapy} since qualifying")
        parts.append({"experience": {"months": chance.choice((6, 12, 24, 36)), "of": of}})
    if chance.odds(0.1):
        parts.append({"other": "willing to travel between sites"})
    return {"all_of": parts}


def _registrations(scene: Scene) -> dict[str, Any]:
    chance = scene.chance
    bodies = words("therapies")[scene.therapy]["bodies"]
    routes = [_registration(scene, body) for body in bodies]
    if chance.odds(0.35):
        routes += [_registration(scene, body) for body in chance.some(CORE_PROFESSIONS, 1, 3) if body not in bodies]
    if chance.odds(0.12):
        routes.append(_exception(chance))
    if len(routes) == 1:
        return routes[0]
    return {"any_of": routes, **({"open": True} if chance.odds(0.3) else {})}


def _registration(scene: Scene, body: str) -> dict[str, Any]:
    if body == "babcp" and scene.chance.odds(0.6):
        return {"accreditation": {"body": body, "level": "accredited therapist", "current": True}}
    level = {"level": LEVELS[body]} if body in LEVELS else {}
    found: dict[str, Any] = {"registration": {"body": body, **level, "current": True}}
    if body == "other":
        found["note"] = "the professional body of the therapy"
    return found


def _exception(chance: Chance) -> dict[str, Any]:
    conditions = ("100 hours of supervised placement", "a certificate of completion", "registration within a year")
    return {
        "exception": {
            "whom": chance.choice(("individual members of the BACP", "applicants about to register")),
            "discretionary": True,
            "conditions": chance.some(conditions, 1, 2),
        }
    }


def sponsorship(scene: Scene) -> dict[str, Any]:
    """Whether a certificate of sponsorship is offered; for some it is not stated."""
    answer = scene.dealt(SPONSORSHIP, "sponsorship")
    if not answer:
        return {}
    note = {"note": scene.writer.one(f"sponsorship_{answer}")} if scene.chance.odds(0.4) else {}
    return {"offered": answer == "yes", **note}


METHODS = (*("url",) * 6, *("form",) * 2, "email", "post", "", "")


def applying(scene: Scene) -> dict[str, Any]:
    """How to apply, with the questions of the form."""
    chance, method = scene.chance, scene.dealt(METHODS, "method")
    found: dict[str, Any] = {"method": method} if method else {}
    target = _target(scene, method)
    if method:
        found |= {"target": target} if target and not chance.odds(0.1) else {"target_missing": True}
    if chance.odds(0.6):
        found["instructions"] = scene.writer.one("instructions")
    if chance.odds(0.35):
        found["screening_questions"] = _questions(scene)
    return found


def _target(scene: Scene, method: str) -> str:
    employer = scene.employer
    return {
        "url": f"https://www.example.org/{employer.slug}/apply/{scene.number + 1}",
        "form": f"https://www.example.org/{employer.slug}/form",
        "email": "recruitment@example.org",
        "post": f"Recruitment, {employer.name}, {scene.town}",
    }.get(method, "")


def _questions(scene: Scene) -> list[dict[str, str]]:
    write = scene.writer.write
    questions = [
        {"id": "registered", "question": "Are you registered, or accepted for registration, with a body named here?"},
        {"id": "therapy", "question": write("Have you given {therapy} to {clients}?")},
        {"id": "difficulty", "question": write("Have you worked with people who face {difficulty}?")},
        {"id": "travel", "question": write("Can you reach places across {area}?")},
    ]
    return scene.chance.some(questions, 1, 3)
