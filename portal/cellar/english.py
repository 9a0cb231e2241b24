"""Small words: dates, numbers, money and lists as a British reader expects them, whatever the locale."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a build that has nothing to do would spend a tenth of its time on reading it
    from decimal import Decimal

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_DAY = re.compile(rf"\b(\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}})\b")

SYMBOLS = {"GBP": "£", "EUR": "€"}
"""The currencies that are written with a sign; all others with their three letters."""


def day_words(day: date) -> str:
    """`day` as "13 November 2025"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def split_days(text: str) -> list[tuple[str, date | None]]:
    """`text` cut around every day in words that stands in it: each piece with its day, or None."""
    return [(piece, _day_of(piece)) for piece in _DAY.split(text) if piece]


def _day_of(words: str) -> date | None:
    """The day that is meant by "13 November 2025"; None for other words, or if there is no such day."""
    if not _DAY.fullmatch(words):
        return None
    day, month, year = words.split(" ")
    try:
        return date(int(year), MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None


def time_words(moment: time) -> str:
    """`moment` as "5pm", "9.30am", "noon" or "midnight"."""
    if moment in (time(0), time(12)):
        return "noon" if moment.hour else "midnight"
    minutes = f".{moment.minute:02}" if moment.minute else ""
    return f"{(moment.hour - 1) % 12 + 1}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def number_words(number: Decimal | int) -> str:
    """`number` without needless zeros: "37.5", "4", "1,200"."""
    whole = int(number)
    return f"{whole:,}" if isinstance(number, int) or number == whole else f"{number.normalize():,f}"


def money(amount: Decimal, currency: str) -> str:
    """`amount` as "£64,156" or "£18.03"; pence are shown when there are any."""
    sign = SYMBOLS.get(currency, f"{currency} ")
    return f"{sign}{int(amount):,}" if amount == int(amount) else f"{sign}{amount:,.2f}"


NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def spelled(number: int, one: str, many: str) -> str:
    """`number` in words up to nine, and what it counts: "two roles have", "12 roles have"."""
    words = NUMBERS[number] if number < len(NUMBERS) else number_words(number)
    return f"{words} {one if number == 1 else many}"


def counted(number: Decimal | int, one: str, many: str = "") -> str:
    """`number` and what it counts: "1 session", "4 sessions"."""
    return f"{number_words(number)} {one if number == 1 else many or one + 's'}"


def joined(items: Iterable[str], last: str = "and") -> str:
    """A list in a sentence: "a", "a and b", "a, b and c"."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def lower_first(text: str) -> str:
    """`text` to stand within a sentence; a first word with other capitals (NHS, DBT-informed) is kept."""
    first = text.split(maxsplit=1)[0] if text.split() else ""
    return text if first[1:] != first[1:].lower() else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """`text` to begin a sentence."""
    return text[:1].upper() + text[1:]


def labels_joined(labels: Sequence[str]) -> str:
    """Labels that each begin with a capital, as one phrase: "Casual, sessional and self-employed"."""
    return joined(label if place == 0 else lower_first(label) for place, label in enumerate(labels))


def sentence(text: str) -> str:
    """`text` with a capital at its start and a full stop at its end, unless it ends in a mark of its own."""
    text = upper_first(text.strip())
    return text if text.endswith((".", "!", "?", ":", "…")) else f"{text}."


def shortened(text: str, limit: int) -> str:
    """As many whole sentences of `text` as `limit` characters hold, or else as many whole words and "…"."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    end = max(text.rfind(mark, 0, limit) for mark in (". ", "? ", "! "))
    if end > limit // 3:
        return text[: end + 1]
    return f"{text[: limit - 1].rsplit(' ', 1)[0].rstrip(',;:–-')}…"


SENTENCE_END = re.compile(r"[.!?…][\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])")
DOTTED = ("e.g.", "i.e.", "approx.", "cf.", "dr.", "inc.", "incl.", "mr.", "mrs.", "ms.", "no.", "prof.", "st.", "vs.")


def sentences(text: str) -> list[str]:
    """The sentences of `text`. The dot of "e.g.", of "St." and of an initial ends none."""
    found, start = [], 0
    for end in SENTENCE_END.finditer(text):
        last = text[start : end.start() + 1].rsplit(maxsplit=1)[-1].lstrip('(“"‘')
        if last.casefold() not in DOTTED and not re.fullmatch(r"(?:[A-Z]\.)+", last):
            found.append(text[start : end.end()].strip())
            start = end.end()
    return [*found, text[start:].strip()] if text[start:].strip() else found
