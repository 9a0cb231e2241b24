"""The person specification: about thirty criteria, from those of everybody, of the service and of the therapy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from portal.demo.chance import Chance
from portal.demo.scene import Scene
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

POOLS = {
    "support": ("everybody", "support"),
    "trainee": ("everybody", "therapists", "trainees"),
    "qualified": ("everybody", "therapists", "qualified"),
    "senior": ("everybody", "therapists", "qualified", "senior"),
}
"""Whose criteria each stage is asked for."""

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
        group: dict[str, Any] = {"heading": heading, "category": category}
        if assessed:
            group["assessed_by"] = scene.chance.some(tuple(KEY), 1, 2)
        chosen = _chosen(list(_pool(scene, category)), least, most, scene.chance)
        group["criteria"] = [_criterion(scene, marking, one) for one in chosen]
        groups.append(group)
    key = {"assessment_key": KEY} if assessed else {}
    return {"level_marking": marking, **key, "groups": groups}


def _pool(scene: Scene, category: str) -> Iterator[Criterion]:
    """The criteria of a category that suit the vacancy: those of its service and its therapy come first."""
    therapist = scene.stage != "support"
    if category == "knowledge" or therapist:
        theme = scene.service.key.replace("-", " ")
        yield from ((theme, name, text) for name, text in scene.service.said["criteria"].get(category, {}).items())
    if category == "skills" and therapist:
        therapy = words("therapies")[scene.therapy]
        yield from ((therapy["name"], name, text) for name, text in therapy["criteria"].items())
    for pool in POOLS[scene.stage]:
        for theme, criteria in words("criteria")[pool].get(category, {}).items():
            yield from ((theme, name, text) for name, text in criteria.items())


def _chosen(pool: list[Criterion], least: int, most: int, chance: Chance) -> list[Criterion]:
    """Between `least` and `most` of `pool`, among them those that are always asked for, in the pool's order."""
    needed = [one for one in pool if one[1] in words("criteria")["always"]]
    others = [one for one in pool if one not in needed]
    chosen = {*needed, *chance.some(others, least - len(needed), most - len(needed))}
    return [one for one in pool if one in chosen]


def _criterion(scene: Scene, marking: str, criterion: Criterion) -> dict[str, Any]:
    theme, name, text = criterion
    always = name in words("criteria")["always"]
    found: dict[str, Any] = {"id": name, "text": scene.writer.write(text)}
    found["level"] = "essential" if always or scene.chance.odds(ESSENTIAL) else "desirable"
    if marking in ("unmarked", "lost"):
        found["level"] = marking
    elif marking == "implied":
        found["level_basis"] = "implied"
    if name == "therapy-training" and scene.chance.odds(0.5):
        found["parts"] = {"rule": "any", "items": [scene.writer.write(route) for route in words("prose")["routes"]]}
    return {**found, "themes": [theme]}
