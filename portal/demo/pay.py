"""Pay: figures by band or grade, by the year, hour, session or day; some derived, and some not stated at all."""

from __future__ import annotations

from typing import Any

from portal.demo.chance import Chance
from portal.demo.scene import Scene
from portal.demo.terms import FULL_TIME

BANDS = ("2", "3", "4", "5", "6", "7", "8a", "8b", "8c", "8d", "9")
"""The bands of ranks 2 to 12."""

SCALE = (
    (24500, 24500),
    (24900, 26600),
    (27500, 30200),
    (31000, 37800),
    (38700, 46600),
    (47800, 54700),
    (55700, 62700),
    (64500, 74900),
    (77000, 88700),
    (91300, 105300),
    (109200, 125600),
)
"""The least and the most that each band pays in a year: near to what such posts pay, and no official figures."""

INNER_LONDON = 0.2
"""The supplement, as a share of the pay, with the least and the most that it can be."""
SUPPLEMENT_LEAST, SUPPLEMENT_MOST = 5600, 8500

GRADES = {
    "council": "LG{}",
    "university": "UT{}",
    "charity": "Level {}",
    "private": "P{}",
    "other": "M{}",
    "nhs": "N{}",
}

USUAL = (*("year",) * 27, *("band",) * 4, *("hour",) * 3, *("none",) * 3, "day", "month", "week", "day")
POOLED = ("hour", "hour", "session", "hour", "session", "day")
HOURS_A_YEAR, DAYS_A_YEAR = 1955, 261
SESSIONS_A_DAY = 5


def pay(scene: Scene) -> dict[str, Any]:
    """What is stated of the pay; nothing for some."""
    way = scene.dealt(POOLED if scene.kind == "sessional_pool" else USUAL, "pay")
    if way == "none":
        return {}
    if scene.kind == "sessional_pool":
        return _by_the_session(scene, way)
    least, most = _of_a_year(scene)
    if scene.employer.has_bands and way in ("day", "week", "month"):
        way = "year"
    if way == "band":
        return _without_figures(scene, least, most)
    return {**_scheme(scene), **_figures(scene.chance, way, least, most), **_terms(scene, way)}


def for_the_hours(pay: dict[str, Any], hours: dict[str, Any]) -> dict[str, Any]:
    """`pay`, whose figures become those for the `hours` where the advert states what is paid for them."""
    if pay.get("basis") != "actual" or "a_week" not in hours:
        return pay
    share = hours["a_week"] / FULL_TIME
    return {name: round(value * share) if name in ("min", "max") else value for name, value in pay.items()}


def _of_a_year(scene: Scene) -> tuple[int, int]:
    """The yearly figures of the scene's rank, with the supplement of inner London."""
    factor = 1 if scene.employer.has_bands else scene.chance.uniform(0.9, 1.08)
    least, most = (round(int(year * factor), -2) for year in SCALE[scene.rank - 2])
    if scene.town == "London":
        return _with_supplement(least), _with_supplement(most)
    return least, most


def _with_supplement(year: int) -> int:
    return year + min(max(round(year * INNER_LONDON), SUPPLEMENT_LEAST), SUPPLEMENT_MOST)


def _scheme(scene: Scene) -> dict[str, Any]:
    if scene.employer.has_bands:
        return {"scheme": "agenda_for_change", "band": BANDS[scene.rank - 2]}
    if scene.chance.odds(0.2):
        return {"scheme": "other"}
    return {"scheme": "local_grade", "grade": GRADES[scene.employer.sector].format(scene.rank + 1)}


def _figures(chance: Chance, way: str, least: int, most: int) -> dict[str, Any]:
    """The least and the most in `way`; most adverts give both."""
    divisor = {"year": 1, "month": 12, "week": 52, "day": DAYS_A_YEAR, "hour": HOURS_A_YEAR}[way]
    low, high = (round(year / divisor, 2 if way == "hour" else 0) for year in (least, most))
    low, high = (figure if way == "hour" else int(figure) for figure in (low, high))
    return {"min": low, **({"max": high} if high > low and chance.odds(0.9) else {}), "period": way}


def _terms(scene: Scene, way: str) -> dict[str, Any]:
    chance = scene.chance
    found: dict[str, Any] = {}
    if way in ("year", "month") and chance.odds(0.8):
        found["basis"] = "full_time_equivalent" if chance.odds(0.85) else "actual"
        found["pro_rata"] = found["basis"] == "full_time_equivalent"
    if scene.town == "London" and scene.employer.has_bands:
        found["allowances"] = [{"name": "High Cost Area Supplement", "included": "included"}]
    elif chance.odds(0.06):
        included = chance.choice(("not_included", "unclear"))
        found["allowances"] = [{"name": "Recruitment premium", "included": included}]
    return found


def _without_figures(scene: Scene, least: int, most: int) -> dict[str, Any]:
    """A band or grade alone; for some the figures are derived from a published scale."""
    found = _scheme(scene)
    if scene.chance.odds(0.6):
        found["derived"] = {
            "min": least,
            "max": most,
            "period": "year",
            "year": f"{scene.day.year} to {scene.day.year + 1}",
            "source": "Demonstration Pay Scales",
        }
    return found


def _by_the_session(scene: Scene, way: str) -> dict[str, Any]:
    hour = SCALE[scene.rank - 2][0] / HOURS_A_YEAR * scene.chance.uniform(1.1, 1.8)
    amount = {"hour": round(hour, 2), "session": round(hour * 1.5), "day": round(hour * 1.5 * SESSIONS_A_DAY)}[way]
    found: dict[str, Any] = {"scheme": "sessional", "min": amount}
    if scene.chance.odds(0.4):
        found["max"] = round(amount * 1.15, 2) if way == "hour" else round(amount * 1.15)
    own = scene.chance.odds(0.6)
    invoiced = {"invoiced": True, "invoice_period": "month", "own_tax": True} if own else {}
    return {**found, "period": way, **invoiced}
