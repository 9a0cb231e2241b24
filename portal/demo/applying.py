"""Applying: who may apply, whether a visa is sponsored, and how one applies."""

from __future__ import annotations

from typing import Any

from portal.demo.chance import Chance
from portal.demo.scene import Scene
from portal.demo.words import words

LEVELS = {
    "acp": "full member",
    "babcp": "accredited therapist",
    "bacp": "Registered Member (MBACP)",
    "ncps": "Accredited Registrant",
    "ptuk": "Certified Play Therapist",
    "ukcp": "Registered Member",
}
"""The level of membership that each body calls full; the others have but one."""

CORE_PROFESSIONS = ("nmc", "swe", "hcpc", "gmc", "rcn")
TRAINEES = (*("not_eligible",) * 3, *("eligible",) * 2, *("",) * 4)
METHODS = (*("url",) * 6, *("form",) * 2, "email", "post", "", "")
BEGUN = (*("current",) * 2, "working_towards")
"""A deck: for one accreditation in three, working towards it is enough."""
SPONSORSHIP = (*("yes",) * 4, *("no",) * 5, *("",) * 6)


def eligibility(scene: Scene) -> dict[str, Any]:
    """Who may apply."""
    chance = scene.chance
    found: dict[str, Any] = {}
    requirement = _requirement(scene)
    if requirement:
        found["requirement"] = requirement
    trainees = "eligible" if scene.stage == "trainee" else scene.dealt(TRAINEES, "trainees")
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
    if scene.stage == "support":
        return {"qualification": {"level": "GCSE", "subject": "English and mathematics", "or_equivalent": True}}
    if scene.stage == "trainee":
        return {"other": scene.writer.write("in training, or about to begin, towards {training}")}
    parts = [_registrations(scene)]
    if chance.odds(0.7):
        parts.append({"qualification": _qualification(scene)})
    if chance.odds(0.5):
        of = scene.writer.write("{therapy} since qualifying")
        parts.append({"experience": {"months": chance.choice((6, 12, 24, 36)), "of": of}})
    if chance.odds(0.1):
        parts.append({"other": "willing to travel between sites"})
    return {"all_of": parts}


def _qualification(scene: Scene) -> dict[str, Any]:
    found = {
        "level": scene.chance.choice(("diploma", "postgraduate diploma", "master's degree")),
        "subject": scene.writer.one("therapy"),
        "or_equivalent": scene.chance.odds(0.6),
    }
    bodies = words("therapies")[scene.therapy]["bodies"]
    return {**found, "accredited_by": bodies} if "other" not in bodies and scene.chance.odds(0.3) else found


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
        how = {scene.dealt(BEGUN, "begun"): True}
        return {"accreditation": {"body": body, "level": "accredited therapist", **how}}
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
    return {**found, **_papers(scene)}


def _papers(scene: Scene) -> dict[str, Any]:
    """The documents that come with some adverts."""
    folder = f"https://www.example.org/{scene.employer.slug}"
    found: dict[str, Any] = {}
    if scene.chance.odds(0.25):
        found["documents"] = [{"title": "Job description", "url": f"{folder}/jobs/{scene.number + 1}.pdf"}]
    if scene.chance.odds(0.2):
        found["privacy_notice"] = {"title": "Privacy notice for applicants", "url": f"{folder}/privacy/"}
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
        {"id": "why-here", "question": write("Why would you like to work with {clients}?")},
        {"id": "difficulty", "question": write("When did you last help somebody with {difficulty}, and how?")},
        {"id": "travel", "question": write("Can you reach places across {area}?")},
    ]
    if scene.stage in ("qualified", "senior"):
        asked = "Are you registered, or accepted for registration, with a body named here?"
        questions.insert(0, {"id": "registered", "question": asked})
        asked = write("Have you given {therapy} to {clients}?")
        questions.insert(1, {"id": "therapy", "question": asked})
    return scene.chance.some(questions, 1, 3)
