"""When: the dates of a vacancy around the day of the build. Two thirds can still be applied for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from portal.demo.chance import Chance
from portal.demo.scene import Scene

FATES = (
    *("soon",) * 5,
    *("open",) * 17,
    *("open_ended",) * 5,
    *("undated",) * 3,
    *("upcoming",) * 3,
    *("closed",) * 15,
    *("withdrawn",) * 2,
)
"""A deck of what becomes of vacancies: 33 of 50 are current."""

FRIDAY = 4
TIMES = ("09:00", "12:00", "17:00", "23:59")


def dates(scene: Scene) -> dict[str, Any]:
    """The fields on dates, and `withdrawn`, in the order of the schema."""
    fate = scene.dealt(FATES, "fate")
    start = {"open_ended": _without_end, "undated": _without_end, "upcoming": _upcoming}.get(fate, _with_end)
    found = start(scene.chance, scene.day, fate)
    if fate == "withdrawn":
        on = scene.day - timedelta(scene.chance.randint(0, 30))
        found = {"withdrawn": {"on": on.isoformat(), "reason": scene.writer.one("withdrawn")}, **found}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in found.items()}


def _with_end(chance: Chance, day: date, fate: str) -> dict[str, Any]:
    ahead = {"soon": (0, 7), "open": (8, 42), "withdrawn": (-20, 20), "closed": (-150, -1)}[fate]
    closes = day + timedelta(chance.randint(*ahead))
    posted = min(closes, day) - timedelta(chance.randint(3, 21) + 30 * (fate == "withdrawn"))
    found: dict[str, Any] = {"posted": posted} if chance.odds(0.85) else {}
    found["closing_date"] = closes
    if chance.odds(0.3):
        found["closing_time"] = chance.choice(TIMES)
    found["closing_basis"] = "in_title" if chance.odds(0.05) else "stated"
    if chance.odds(0.2):
        found["may_close_early"] = True
    return found | _afterwards(chance, closes, posted, day)


def _upcoming(chance: Chance, day: date, _: str) -> dict[str, Any]:
    opens = day + timedelta(chance.randint(1, 14))
    closes = opens + timedelta(chance.randint(14, 35))
    found = {"posted": day - timedelta(chance.randint(0, 5)), "opening_date": opens, "closing_date": closes}
    return {**found, "closing_basis": "stated", **_afterwards(chance, closes, day, day)}


def _without_end(chance: Chance, day: date, fate: str) -> dict[str, Any]:
    posted = day - timedelta(chance.randint(2, 60))
    found: dict[str, Any] = {"posted": posted} if chance.odds(0.7) else {}
    if fate == "open_ended":
        found["closing_basis"] = chance.choice(("until_filled", "rolling"))
    checked = day - timedelta(chance.randint(0, 10))
    return {**found, "checked_on": max(checked, posted), "review_by": day + timedelta(chance.randint(5, 80))}


def _afterwards(chance: Chance, closes: date, posted: date, day: date) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if chance.odds(0.45):
        found["interview_date"] = _working_day(closes + timedelta(chance.randint(7, 21)))
    if chance.odds(0.25):
        found["start_date"] = _working_day(closes + timedelta(chance.randint(40, 110)))
    if chance.odds(0.5):
        found["checked_on"] = min(posted + timedelta(chance.randint(0, 3)), day)
    return found


def _working_day(day: date) -> date:
    """`day`, or the Monday after it."""
    return day + timedelta(7 - day.weekday() if day.weekday() > FRIDAY else 0)
