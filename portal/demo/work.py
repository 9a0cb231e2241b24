"""Work: with whom, in what way, under whom and with what in return."""

from __future__ import annotations

from typing import Any

from portal.cellar.english import upper_first
from portal.demo.scene import Scene
from portal.demo.words import words

FORMATS = ("one_to_one", "group", "family", "parent", "couple", "consultation", "online")
MINIMUM_SESSIONS = (6, 8, 10, 12, 16)
SUPERVISION = (*("provided",) * 6, "not provided", "not stated", "not stated")
"""A deck of what is said of supervision."""


def the_work(scene: Scene) -> dict[str, Any]:
    """Clients, settings, modalities, delivery, lines of reporting, supervision, systems and benefits."""
    chance, writer = scene.chance, scene.writer
    found: dict[str, Any] = {
        "clients": _clients(scene),
        "settings": chance.some(scene.service.said["settings"], 1, 2),
        "modalities": _modalities(scene),
        "delivery": _delivery(scene),
        "reporting": {"managerial": writer.one("manager"), "clinical": writer.one("clinical_lead")},
        "supervision": _supervision(scene),
        "systems": [writer.facts["system"]],
        "benefits": chance.some(words("prose")["benefits"], 3, 6),
    }
    return {name: value for name, value in found.items() if value}


def _clients(scene: Scene) -> dict[str, Any]:
    service = scene.service.said
    found: dict[str, Any] = {}
    if scene.chance.odds(0.85):
        names = ("youngest", "oldest", "extended_to", "extended_for")
        found["ages"] = dict(zip(names, scene.service.ages, strict=False))
    found["groups"] = scene.chance.some(service["groups"], 2, 3)
    if scene.chance.odds(0.95):
        main, *others = service["populations"]
        found["populations"] = [main, *scene.chance.some(others, 1, 3)]
    return found


def _modalities(scene: Scene) -> list[dict[str, Any]]:
    """The therapy of the role, and others beside it."""
    chance = scene.chance
    if chance.odds(0.03):
        return []
    roles = {"mentioned": 1} if scene.stage == "support" else {"essential": 6, "delivered": 3, "desirable": 1}
    lead = chance.weighed(roles)
    others = chance.some(words("therapies")[scene.therapy]["beside"], 1, 3)
    parts = chance.choices(("desirable", "delivered", "mentioned"), (5, 3, 2), k=len(others))
    beside = [{"code": code, "role": role} for code, role in zip(others, parts, strict=True)]
    return [{"code": scene.therapy, "role": lead}, *beside]


def _delivery(scene: Scene) -> dict[str, Any]:
    chance = scene.chance
    found: dict[str, Any] = {"formats": chance.some(FORMATS, 1, 3)}
    if chance.odds(0.5):
        least = chance.choice(MINIMUM_SESSIONS)
        found |= {"sessions_min": least, "sessions_max": least + chance.choice((4, 6, 8, 14))}
    return found


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
