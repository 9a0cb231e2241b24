"""Date forms: what an editor meant by a text that is not a date as we write them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from portal.cellar.english import MONTHS

_MONTHS = tuple(name.lower() for name in MONTHS)


@lru_cache(maxsize=4096)  # ten thousand vacancies share some hundred days, each of which takes 1.5 µs
def is_date(text: str) -> bool:
    """Whether `text` is a date as we write them. The validator's own check lets +024-01-01 and the year 0 through."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text)
    return match is not None and _day(*map(int, match.groups())) != ""


def date_words(text: str) -> tuple[str, str]:
    """The label and the help for a text that is not a date."""
    form = "expected YYYY-MM-DD"
    text = re.sub(r"\s*[–—‑]\s*", "-", text.strip())
    if match := re.fullmatch(r"(\d{4})-(\d\d?)-(\d\d?)", text):
        year, month, day = map(int, match.groups())
        if len(text) == 10 and _day(year, month, day):
            return form, f"did you mean `{text}`?"
        if _day(year, month, day):
            return form, f"write `{_day(year, month, day)}`: two digits for month and day"
        if not year:
            return "there is no year 0", "write the year, then the month, then the day"
        if 1 <= month <= 12:
            return "there is no such day", _length_told(year, month)
        return f"there is no month {month}", "write the year, then the month, then the day"
    if guess := _guess(text):
        return form, f"did you mean `{guess}`?"
    if too_late := re.fullmatch(r"(\d\d?)[/.-](0?[1-9]|1[0-2])[/.-]([1-9]\d{3})", text):
        day, month, year = map(int, too_late.groups())
        if day:
            return "there is no such day", _length_told(year, month)
    return form, "write the year, the month and the day: `YYYY-MM-DD`"


def closing_words(text: str) -> str:
    """Help with a closing date that is a day and a time, or no day at all; else empty."""
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:T|,? (?:at )?)(.+)", text.strip()):
        rest = match[2].lower()
        named = "12:00" if re.search(r"noon|mid-?day", rest) else "23:59" if "midnight" in rest else ""
        time = named or on_24_hour_clock(re.sub(r"z$|\+.*", "", rest))
        below = f'closing_time: "{time}"' if time else "closing_time: …"
        return f"write the day and, on a line below it, the time:\nclosing_date: {match[1]}\n{below}"
    if re.search(r"until.*(filled|found)|asap|as soon as|rolling|ongoing|open.ended|none|tbc|n/a", text.lower()):
        basis = "rolling" if re.search("rolling|ongoing", text.lower()) else "until_filled"
        return (
            "delete this line; if the source says that it stays open until somebody is found, write\n"
            f"closing_basis: {basis}\nreview_by: …"
        )
    return ""


def on_24_hour_clock(text: str) -> str:
    """The time of day that `text` means, such as "17:00" for "5pm"; empty if it means none."""
    match = re.fullmatch(r"(\d\d?)(?:[:.](\d\d))?(?::00)? ?([ap])?\.?(?:m\.?)?", text.lower())
    if match is None or not (match[2] or match[3]):
        return ""
    hour, minute = int(match[1]), match[2] or "00"
    if match[3]:
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    return f"{hour:02}:{minute}"


def _guess(text: str) -> str:
    text = re.sub(r"\A(\d{4})(\d\d)(\d\d)\Z", r"\1-\2-\3", text.strip())
    if match := re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:[T ].*)?", text):
        return match[1] if _day(*map(int, match[1].split("-"))) else ""
    if match := re.fullmatch(r"(\d\d?)[/.-](\d\d?)[/.-](\d{4}|\d\d)", text):
        day, month, year = map(int, match.groups())
        year += 2000 if year < 100 else 0
        # The day comes first here; a month above twelve shows that it was the American order.
        return _day(year, month, day) or _day(year, day, month)
    if match := re.fullmatch(r"(?:\w+,? )?(\d\d?)(?:st|nd|rd|th)?[ -]([A-Za-z]+),?[ -](\d{4}|\d\d)", text):
        months = [number for number, name in enumerate(_MONTHS, 1) if name.startswith(match[2].lower())]
        if len(match[2]) > 2 and months:
            return _day(int(match[3]) + (2000 if len(match[3]) == 2 else 0), months[0], int(match[1]))
    return ""


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _length_told(year: int, month: int) -> str:
    return f"{_MONTHS[month - 1].title()} {year} has {monthrange(year, month)[1]} days"
