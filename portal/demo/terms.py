"""Terms: where the work is, its contract, pattern and hours."""

from __future__ import annotations

from typing import Any

from portal.demo.scene import Scene

CONTRACTS: tuple[list[str], ...] = (
    *(["permanent"],) * 24,
    *(["fixed_term"],) * 8,
    *(["bank"],) * 2,
    *(["secondment"],) * 2,
    ["fixed_term", "secondment"],
    ["casual"],
    [],
    [],
)
POOLED = (["sessional", "self_employed"], ["casual", "sessional"], ["self_employed"], ["bank"], ["sessional"])
PATTERNS: tuple[list[str], ...] = (
    *(["full_time"],) * 12,
    *(["part_time"],) * 12,
    *(["full_time", "part_time"],) * 3,
    *(["flexible"],) * 2,
    *(["part_time", "job_share"],) * 2,
    *(["part_time", "term_time"],) * 2,
    ["full_time", "compressed_hours"],
    ["part_time", "annualised_hours"],
    ["full_time", "shifts"],
    ["shifts"],
    [],
    [],
)
WORK_MODES = (*("on_site",) * 9, *("hybrid",) * 8, *("remote",) * 2, *("",) * 3)
KINDS_OF_PLACE = (*("address",) * 5, *("office",) * 3, "community_venue", "team", "area")
PART_TIME_HOURS = (15, 18.75, 20, 22.5, 24, 25, 30)
FULL_TIME = 37.5


def place(scene: Scene) -> dict[str, Any]:
    """Locations, the areas served, the work mode and travel."""
    mode = scene.dealt(WORK_MODES, "work mode")
    found: dict[str, Any] = {}
    if mode == "remote":
        found["locations"] = [{"kind": "area", "region": "uk_wide"}]
    elif not scene.chance.odds(0.02):
        towns = [scene.town]
        if scene.chance.odds(0.15):
            towns.append(scene.chance.choice(scene.employer.towns))
        found["locations"] = [_location(scene, town) for town in dict.fromkeys(towns)]
    if scene.chance.odds(0.7):
        found["areas_served"] = scene.areas
    if mode:
        found["work_mode"] = mode
    if mode != "remote" and scene.chance.odds(0.5):
        paid = {"costs_paid": scene.chance.odds(0.7)} if scene.chance.odds(0.6) else {}
        found["travel"] = {"required": scene.chance.odds(0.7), **paid}
    return found


def _location(scene: Scene, town: str) -> dict[str, Any]:
    chance, writer = scene.chance, scene.writer
    kind = chance.choice(KINDS_OF_PLACE)
    found: dict[str, Any] = {"kind": kind}
    if kind == "area":
        found["name"] = f"Homes and community venues in and around {town}"
    elif kind == "team":
        found["name"] = f"{scene.service.team}'s base"
    else:
        found["name"] = writer.one("houses")
    if kind == "address":
        found["lines"] = [f"{chance.randint(1, 140)} {writer.one('streets')} {writer.one('street_kinds')}"]
    found["town"] = town
    if chance.odds(0.97):
        found["region"] = scene.employer.region
    return found


def contract(scene: Scene) -> dict[str, Any]:
    """The kinds of contract, its length, the pattern and the hours."""
    pooled = scene.kind == "sessional_pool"
    kinds = scene.dealt(POOLED if pooled else CONTRACTS, "contract")
    pattern = ["flexible"] if pooled else scene.dealt(PATTERNS, "pattern")
    found: dict[str, Any] = {"contract": kinds} if kinds else {}
    if "fixed_term" in kinds or ("secondment" in kinds and scene.chance.odds(0.8)):
        found["duration_months"] = scene.chance.choice((6, 9, 12, 12, 12, 18, 24))
    if pattern:
        found["pattern"] = pattern
    hours = _sessions(scene) if pooled else _hours(scene, pattern)
    return {**found, "hours": hours} if hours else found


def _hours(scene: Scene, pattern: list[str]) -> dict[str, Any]:
    chance = scene.chance
    if chance.odds(0.06):
        return {}
    hours: dict[str, Any] = {"a_week": FULL_TIME if "full_time" in pattern else chance.choice(PART_TIME_HOURS)}
    if chance.odds(0.4):
        hours["core_hours"] = chance.choice(("9am to 5pm", "8am to 6pm", "9am to 8pm", "10am to 6pm"))
    if "part_time" in pattern and chance.odds(0.5):
        hours["days"] = chance.choice(
            ("Agreed with the postholder", "Mondays and two other days", "Tuesdays to Thursdays", "Three days a week")
        )
    if "shifts" in pattern:
        hours["on_call"] = chance.odds(0.5)
    return hours


def _sessions(scene: Scene) -> dict[str, Any]:
    least = scene.chance.randint(2, 6)
    return {"sessions_a_week_min": least, "sessions_a_week_max": least + scene.chance.randint(2, 8)}
