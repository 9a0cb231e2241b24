"""Texts: what a vacancy says at length. Summary, purpose, sections, and the lists beside them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from portal.cellar.english import upper_first
from portal.demo.scene import SENIOR, SUPPORT, Scene
from portal.demo.words import words

ALWAYS = ("treatment", "together", "records", "policies")
OFTEN = ("groups", "improving", "development", "values", "practical")
ITEMS = (4, 6)
"""How many items a section has, at least and at most."""


def summary(scene: Scene) -> str:
    """Two or three sentences for lists."""
    kind = "_support" if scene.rank <= SUPPORT else "_senior" if scene.rank > SENIOR + 1 else ""
    prose = words("prose")
    return scene.writer.write(
        f"{scene.chance.choice(prose['summary' + kind])} {scene.chance.choice(prose['summary_tail'])}"
    )


def long_texts(scene: Scene) -> dict[str, Any]:
    """Summary, purpose, description and sections."""
    found: dict[str, Any] = {"summary": summary(scene), "purpose": scene.writer.one("purpose")}
    if scene.chance.odds(0.6):
        found["description"] = "\n\n".join(scene.writer.some(words("prose")["description"], 1, 2))
    return {**found, "sections": list(_sections(scene))}


def _sections(scene: Scene) -> Iterator[dict[str, Any]]:
    known = words("sections")
    yield _own_section(scene)
    if scene.rank <= SUPPORT:
        yield _section(scene, known["assisting"])
    else:
        yield _section(scene, known["assessment"])
    if scene.rank > SENIOR:
        yield _section(scene, known["leading"])
        yield _section(scene, known["supervising"])
    chosen = {*ALWAYS, *scene.chance.some(OFTEN, 2, 4)}
    if scene.rank <= SUPPORT:
        chosen -= {"treatment"}
    for name in known:
        if name in chosen:
            yield _section(scene, known[name])
    yield _about(scene)


def _own_section(scene: Scene) -> dict[str, Any]:
    """The duties that belong to this service and this therapy."""
    own = words("therapies")[scene.therapy]["duties"] if scene.rank > SUPPORT else []
    items = [*scene.writer.some(scene.service["duties"], 4, 5), *scene.writer.some(own, 2, 3)]
    return {"heading": f"In the {scene.service_name}", "kind": "duties", "items": items}


def _section(scene: Scene, known: dict[str, Any]) -> dict[str, Any]:
    items = list(dict.fromkeys(scene.writer.some(known["items"], *ITEMS)))
    return {"heading": scene.chance.choice(known["headings"]), "kind": known["kind"], "items": items}


def _about(scene: Scene) -> dict[str, Any]:
    return {
        "heading": "About the service",
        "kind": "about",
        "text": " ".join(scene.writer.some(scene.service["about"], 2, 3)),
    }


def clients(scene: Scene) -> dict[str, Any]:
    """Who the work is with."""
    service = scene.service
    found: dict[str, Any] = {}
    if scene.chance.odds(0.85):
        names = ("youngest", "oldest", "extended_to", "extended_for")
        found["ages"] = dict(zip(names, scene.ages, strict=False))
    found["groups"] = scene.chance.some(service["groups"], 2, 3)
    if scene.chance.odds(0.95):
        found["populations"] = scene.chance.some(service["populations"], 2, 4)
    return found


def modalities(scene: Scene) -> list[dict[str, Any]]:
    """The therapy of the role, and others beside it."""
    chance = scene.chance
    if chance.odds(0.03):
        return []
    lead = chance.weighed(
        {"essential": 6, "delivered": 3, "desirable": 1} if scene.rank > SUPPORT else {"mentioned": 1}
    )
    others = chance.some(words("therapies")[scene.therapy]["beside"], 1, 3)
    roles = chance.choices(("desirable", "delivered", "mentioned"), (5, 3, 2), k=len(others))
    beside = [{"code": code, "role": role} for code, role in zip(others, roles, strict=True)]
    return [{"code": scene.therapy, "role": lead}, *beside]


FORMATS = ("one_to_one", "group", "family", "parent", "couple", "consultation", "online")
MINIMUM_SESSIONS = (6, 8, 10, 12, 16)


def the_work(scene: Scene) -> dict[str, Any]:
    """Clients, settings, modalities, delivery, lines of reporting, supervision, systems and benefits."""
    chance, writer = scene.chance, scene.writer
    found: dict[str, Any] = {
        "clients": clients(scene),
        "settings": chance.some(scene.service["settings"], 1, 2),
        "modalities": modalities(scene),
        "delivery": _delivery(scene),
        "reporting": {"managerial": writer.one("manager"), "clinical": writer.one("clinical_lead")},
        "supervision": _supervision(scene),
        "systems": [writer.facts["system"]],
        "benefits": chance.some(words("prose")["benefits"], 3, 6),
    }
    return {name: value for name, value in found.items() if value}


def _delivery(scene: Scene) -> dict[str, Any]:
    chance = scene.chance
    found: dict[str, Any] = {"formats": chance.some(FORMATS, 1, 3)}
    if chance.odds(0.5):
        least = chance.choice(MINIMUM_SESSIONS)
        found |= {"sessions_min": least, "sessions_max": least + chance.choice((4, 6, 8, 14))}
    return found


SUPERVISION = (*("provided",) * 6, "not provided", "not stated", "not stated")


def _supervision(scene: Scene) -> dict[str, Any]:
    chance, stated = scene.chance, scene.dealt(SUPERVISION, "supervision")
    if stated == "not stated":
        return {}
    if stated == "not provided":
        return {"provided": False, "evidence_required": True}
    found: dict[str, Any] = {"provided": True, "format": chance.choice(("individual", "group", "both")), "funded": True}
    if chance.odds(0.5):
        return {**found, "hours_a_month": chance.choice((1, 1.5, 2, 4))}
    return {**found, "frequency": upper_first(chance.choice(("weekly", "fortnightly", "monthly")))}
