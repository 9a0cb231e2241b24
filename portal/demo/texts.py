"""Texts: what a vacancy says at length: its summary, purpose, description and sections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from portal.demo.scene import Scene
from portal.demo.words import words

ITEMS = (4, 6)
"""How many items a section has, at least and at most."""
OFTEN = 0.65
"""How often a section comes that need not."""


def long_texts(scene: Scene) -> dict[str, Any]:
    """Summary, purpose, description and sections."""
    writer = scene.writer
    summary = f"summary_{scene.stage}" if scene.stage in ("support", "senior") else "summary"
    found: dict[str, Any] = {
        "summary": f"{writer.one(summary)} {writer.one('summary_tail')}",
        "purpose": writer.one("purpose"),
    }
    if scene.chance.odds(0.6):
        found["description"] = "\n\n".join(writer.some(words("prose")["description"], 1, 2))
    return {**found, "sections": list(_sections(scene))}


def _sections(scene: Scene) -> Iterator[dict[str, Any]]:
    yield _own_section(scene)
    for known in words("sections").values():
        if scene.stage in known["stages"] and ("all" in known or scene.chance.odds(OFTEN)):
            yield _section(scene, known)
    yield _about(scene)


def _own_section(scene: Scene) -> dict[str, Any]:
    """The duties that belong to this service and this therapy; those who assist are told whose they are."""
    found: dict[str, Any] = {"heading": f"In the {scene.service.name}", "kind": "duties"}
    duties = scene.writer.some(scene.service.said["duties"], 4, 5)
    if scene.stage == "support":
        return {**found, "text": scene.writer.one("assists"), "items": duties}
    return {**found, "items": duties + scene.writer.some(words("therapies")[scene.therapy]["duties"], 2, 3)}


def _section(scene: Scene, known: dict[str, Any]) -> dict[str, Any]:
    items = list(dict.fromkeys(scene.writer.some(known["items"], *ITEMS)))
    return {"heading": scene.chance.choice(known["headings"]), "kind": known["kind"], "items": items}


def _about(scene: Scene) -> dict[str, Any]:
    return {
        "heading": "About the service",
        "kind": "about",
        "text": " ".join(scene.writer.some(scene.service.said["about"], 2, 3)),
    }
