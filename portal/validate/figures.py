"""Figures: what an editor meant who typed words where a figure belongs. A figure of another unit is never offered."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from portal.load.slips import LONGEST, in_quotes

PAIRS = {
    "min": "max",
    "sessions_a_week_min": "sessions_a_week_max",
    "sessions_min": "sessions_max",
    "youngest": "oldest",
}
"""The fields that hold the two ends of a range: the lower, and the upper."""

_NUMBER = r"[0-9]{1,3}(?:[,\s][0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
_UNIT = (
    r"hours?|hrs?|h|minutes?|mins?|days?|weeks?|wks?|months?|mths?|years?|yrs?|sessions?|fte|wte|pounds|gbp|%|per ?cent"
)
_PER = (
    r"(?:a|an|per|each|every|in a|/)\s*(?:hour|hr|session|day|week|wk|fortnight|month|year|annum)(?![a-z])"
    r"|(?:week|month|fortnight|dai|annual|year|hour)ly|p\.?a|p\.?w|pcm"
)
_MEASURE = re.compile(
    rf"([£€$]\s*)?({_NUMBER})(\s?k(?![a-z]))?(?:[\s-]*({_UNIT})(?![a-z]))?(?:\s*({_PER})(?![a-z]))?", re.IGNORECASE
)
_THOUSANDS = re.compile(r"[0-9]\s?k(?![a-z])", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:[-–—]|to|and)\s*", re.IGNORECASE)
_AT_MOST = re.compile(r"(?:up to|at most|no more than|maximum(?: of)?|max\.?(?: of)?)\s*$", re.IGNORECASE)
_AT_LEAST = re.compile(r"(?:from|at least|no less than|minimum(?: of)?|min\.?(?: of)?)\s*$", re.IGNORECASE)
_OR_LESS = re.compile(r"\s*(?:(?:or|and) (?:less|fewer|under|below)|max)", re.IGNORECASE)
_OR_MORE = re.compile(r"\s*(?:\+|plus|(?:or|and) (?:more|over|above|older|up)|min)", re.IGNORECASE)
_SHARE = re.compile(r"\b[fw]te\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure as it is typed in a record, what it counts and for how long, where the text says so."""

    figure: str
    unit: str  # its first letter, or two: "h", "mi", "d", "w", "mo", "y", "s", "f" for a share; empty if not said
    per: str  # "week" and the like; empty if not said
    is_money: bool
    start: int
    end: int


def measures(text: str) -> list[Measure]:
    """The figures in a text, each with its unit."""
    found = [_measure(match) for match in _MEASURE.finditer(text)]
    if len(found) == 2 and is_range(text, found) and _THOUSANDS.search(text, found[1].start):
        low = found[0]
        # "£45-50k" is of thousands at both ends.
        thousands = Measure(_plain(low.figure, "k"), low.unit, low.per, low.is_money, low.start, low.end)
        found = [thousands, found[1]]
    return found


def _measure(match: re.Match[str]) -> Measure:
    unit, per = (match[4] or "").lower(), (match[5] or "").lower()
    is_money = bool(match[1]) or unit in ("pounds", "gbp")
    return Measure(
        _plain(match[2], (match[3] or "").strip()),
        "" if is_money else _unit_of(unit),
        _per_of(per),
        is_money,
        match.start(),
        match.end(),
    )


def _unit_of(word: str) -> str:
    if word in ("fte", "wte"):
        return "f"
    return word[:2] if word.startswith("m") else word[:1]


def _per_of(words: str) -> str:
    if re.fullmatch(r"p\.?a|.*annum|.*annually", words):
        return "year"
    word = re.sub(r"^(?:a|an|per|each|every|in a|/)\s*(?=[a-z]{2})(?!nnual)|^p\.?(?=w|cm)c?", "", words)
    names = ("hour", "session", "day", "week", "fortnight", "month", "year")
    short = {"hr": "hour", "wk": "week", "daily": "day", "w": "week", "m": "month"}
    return short.get(word) or next((name for name in names if word.startswith(name)), "")


def written_out(text: str) -> str:
    """`text` with its figures in digits alone: 37.5 for 37½ and 37 1/2, 35000 for 35_000 and for 3.5e4."""
    text = re.sub(r"(?<=[0-9])\s+(1/4|1/2|3/4)(?![0-9/])", lambda match: _PARTS[match[1]], text)
    for sign, tenths in (("¼", ".25"), ("½", ".5"), ("¾", ".75")):
        text = text.replace(sign, tenths)
    text = re.sub(r"(?<=[0-9])_(?=[0-9])", "", text)
    return re.sub(r"(?<![0-9.])[0-9]{1,6}(?:\.[0-9]{1,6})?[eE]\+?[0-9](?![0-9])", _without_power, text)


_PARTS = {"1/4": ".25", "1/2": ".5", "3/4": ".75"}


def _without_power(match: re.Match[str]) -> str:
    figure = float(match[0])
    return str(int(figure)) if figure.is_integer() else match[0]


def _plain(figure: str, after: str) -> str:
    thousands = re.sub(r"[,\s](?=[0-9]{3}(?![0-9]))|^0+(?=[0-9])", "", figure).replace(",", ".")
    if after.lower() == "k" and float(thousands) < 1000:
        return f"{float(thousands) * 1000:g}"
    return thousands


def is_range(text: str, found: Sequence[Measure]) -> bool:
    """Whether the first two figures are the ends of a range."""
    return len(found) > 1 and bool(_BETWEEN.fullmatch(text[found[0].end : found[1].start]))


def is_at_most(text: str, found: Measure) -> bool:
    return bool(_AT_MOST.search(text[: found.start]) or _OR_LESS.match(text[found.end :]))


def is_at_least(text: str, found: Measure) -> bool:
    return bool(_AT_LEAST.search(text[: found.start]) or _OR_MORE.match(text[found.end :]))


def is_own(found: Measure, unit: str) -> bool:
    """Whether a figure is, by its own words, of nothing but the `unit` of a field, such as "hours a week"."""
    own, _, per = unit.partition(" a ")
    if own == "pounds":
        is_sum = found.unit == "" or (found.unit == "f" and float(found.figure) > 1)
        return is_sum and found.per != "fortnight"
    if not own:
        return found.unit == found.per == ""
    return not found.is_money and found.unit in ("", _unit_of(own)) and found.per in ("", per)


def figure_help(text: str, whole: bool, name: str, unit: str, beside: Collection[str]) -> str:
    """Help to make `text` the figure of the field `name`, which is of `unit`; `beside` are the fields beside it.

    Empty if the text has something of a figure, and nobody can say which.
    """
    bare = bool(re.fullmatch(r"[0-9_.e+]+", text.strip(), re.IGNORECASE))
    plain = written_out(text.strip())
    found = measures(plain)
    if not found or re.search(r"[0-9]e[+-]?[0-9]", plain, re.IGNORECASE):
        return ""  # of what is left of 3.51234e4 no part is the figure
    if unit.startswith("hours") and (hours := _of_clock(plain)):
        return f"did you mean `{hours}`? minutes are written as a fraction of an hour"
    if unit == "months" and (years := re.fullmatch(r"([0-9]{1,2})[\s-]*(?:years?|yrs?)", plain, re.IGNORECASE)):
        return f"write `{int(years[1]) * 12}`: {text.strip()} in months"
    if not all(is_own(one, unit) for one in found):
        return _of_another_unit(text.strip(), found, unit, beside)
    if ends := _ends(plain, found, name):
        return ends
    if len(found) > 1 or (name not in _ENDS and (is_at_most(plain, found[0]) or is_at_least(plain, found[0]))):
        return "this is no single figure: delete the line" + _rest(text.strip(), beside)
    if comma := _of_comma(plain, unit):
        return comma
    help = _one_figure(plain, found[0], whole, bare)
    if help and unit == "pounds" and found[0].per:
        help += f"; what it is for goes into `period: {found[0].per}`"
    return help


_ENDS = {**{low: low for low in PAIRS}, **{high: low for low, high in PAIRS.items()}}
"""The lower end by the name of either."""


def _of_clock(text: str) -> str:
    """The hours in "22:30" or "22h 30m"; empty if it is no such text, or they are no short figure."""
    match = re.fullmatch(
        r"([0-9]{1,2})(?::|\s*h(?:ou)?r?s?\s*(?:and\s*)?)([0-5]?[0-9])(?:\s*m(?:in(?:ute)?s?)?|\s*hours)?(?: a week)?",
        text,
        re.IGNORECASE,
    )
    return f"{int(match[1]) + int(match[2]) / 60:g}" if match and int(match[2]) % 3 == 0 else ""


def _of_another_unit(text: str, found: Sequence[Measure], unit: str, beside: Collection[str]) -> str:
    """What to say where a figure is of another unit than that of the field."""
    own, _, per = unit.partition(" a ")
    if _SHARE.search(text) and own == "hours":
        return "write the hours that the source gives; a share of full time is no number of hours, and goes into `note`"
    named = [one.figure for one in found if per and one.per == per and one.unit == _unit_of(own)]
    if len(named) == 1:
        return f"write the figure alone: `{named[0]}`" + _rest(text, beside)
    return f"write the {unit or 'number'} that the source gives, or delete the line" + _rest(text, beside)


def _rest(text: str, beside: Collection[str]) -> str:
    """Where the words of a text go that are no figure."""
    if "note" not in beside:
        return ""
    return f"; `{text}` goes into `note`" if len(text) <= LONGEST and "`" not in text else "; its words go into `note`"


def _ends(text: str, found: Sequence[Measure], name: str) -> str:
    """Help with a range, or with its upper end in the place of the lower; empty where the text is neither."""
    low = _ENDS.get(name, "")
    if not low:
        return ""
    high = PAIRS[low]
    if len(found) == 2 and is_range(text, found):
        return f"write the two ends on lines of their own:\n{low}: {found[0].figure}\n{high}: {found[1].figure}"
    if len(found) == 1 and name == low and is_at_most(text, found[0]):
        return f"this is the upper end: write `{high}: {found[0].figure}` in its place"
    if len(found) == 1 and name == high and is_at_least(text, found[0]):
        return f"this is the lower end: write `{low}: {found[0].figure}` in its place"
    return ""


def _of_comma(text: str, unit: str) -> str:
    """What to say of a comma that parts neither thousands nor, but in pounds, a fraction: a digit may be missing."""
    if re.search(r"[0-9],[0-9]{4}" if unit != "pounds" else r"[0-9],(?![0-9]{3}(?![0-9]))[0-9]", text):
        return "look for a digit that is missing or too many: three follow the comma that parts thousands"
    return ""


def _one_figure(text: str, found: Measure, whole: bool, bare: bool) -> str:
    if whole and not re.fullmatch(r"[0-9]+", found.figure):
        return ""
    if re.fullmatch(r"[£€$\s]*[0-9.,\s]+k?", text, re.IGNORECASE):
        if re.search(r"[0-9],[0-9]{1,2}$", text):
            return f"did you mean `{found.figure}`? the sign before a fraction is a full stop"
        reason = "with nothing before, between or after them" if bare else "without £ or commas"
        return f"write `{found.figure}`: digits only, {reason}"
    return f"write the figure alone: `{found.figure}`"


FIGURED = ("pay", "hours")
"""The facts that are made of figures, for the most part."""

_SAYS_NOTHING = re.compile(
    r"[^a-z]*(?:t\.?b\.?[acd]|to be (?:confirmed|agreed|advised|discussed)|n/?a|none|unknown"
    r"|not (?:stated|specified|known|given)|(?:highly )?competitive|negotiable|flexible|d\.?o\.?e"
    r"|depend(?:s|ing|ent) on experience|(?:full|part)[ -]?time)(?: (?:salary|pay|rate|hours))?[^a-z]*",
    re.IGNORECASE,
)


def without_figure(value: Any, wanted: str, path: Sequence[str | int]) -> str:
    """Help with words in the place of figures, which an example would have an editor invent; else empty."""
    if not isinstance(value, str) or re.search("[0-9½¼¾]", value):
        return ""
    fact = path[0] if path else ""
    if wanted == "object" and list(path) == [fact] and fact in FIGURED and _SAYS_NOTHING.fullmatch(value):
        return f"delete this line and, if the source says no more of it, add `{fact}` to `not_stated`" + _pattern(value)
    if wanted not in ("number", "integer"):
        return ""
    help = "delete this line, unless the source gives a figure to write in its place" + _pattern(value)
    if fact in FIGURED:
        help += f"\nif it says nothing of `{fact}`, delete that too and add it to `not_stated`"
    return help


def _pattern(text: str) -> str:
    match = re.search(r"\b(?:full|part)[ -]?time\b", text, re.IGNORECASE)
    return f"; `{match[0]}` goes into `pattern`" if match else ""


# --- a whole fact on one line --------------------------------------------------------------------------

_BANDS = re.compile(r"\bbands?\s*([0-9][a-d]?)(\s*(?:[-–/,]|to|or|and)\s*(?:band\s*)?[0-9][a-d]?)?\b", re.IGNORECASE)
_PERIODS = (
    ("year", r"annum|annual|year|\bp\.?a\b"),
    ("month", r"month|\bpcm\b"),
    ("week", r"week|\bp\.?w\b"),
    ("day", r"\bday|\bdaily"),
    ("hour", r"hour|\bp\.?h\b"),
    ("session", r"session"),
)


def pay_lines(text: str) -> list[str]:
    """The fields of pay that was written on one line; none where there is neither a figure nor a band in it."""
    given, text = text, written_out(text)
    band = _BANDS.search(text)
    lines = []
    if band and not band[2] and re.fullmatch("[2-79]|8[a-d]", band[1].lower()):
        lines = [f"band: {in_quotes(band[1]) if band[1].isdigit() else band[1].lower()}"]
    text = _BANDS.sub("", text)
    found = measures(text)
    # What bears the sign of pounds is meant before any other figure.
    money = [one for one in found if one.is_money] or [one for one in found if is_own(one, "pounds")]
    if not money:
        return lines
    first = money[0]
    ends = found[found.index(first) :][:2]
    if is_range(text, ends):
        lines += [f"min: {first.figure}", f"max: {ends[1].figure}"]
    else:
        lines.append(f"{'max' if is_at_most(text, first) else 'min'}: {first.figure}")
        ends = ends[:1]
    lines.append(f"period: {_period(text[first.start :])}")
    return [*lines, f"note: {_noted(given.strip())}"] if len(found) > len(ends) else lines


def _period(text: str) -> str:
    """The period that is named first; an ellipsis where none is."""
    places = [(match.start(), name) for name, words in _PERIODS if (match := re.search(words, text, re.IGNORECASE))]
    return min(places)[1] if places else "…"


def hours_lines(text: str) -> list[str]:
    """The fields of hours that were written on one line: what is no number of hours a week stays in words."""
    plain = written_out(text.strip())
    found = measures(plain)
    if hours := _of_clock(plain):
        return [f"a_week: {hours}"]
    if _is_plain(plain, found, "hours a week"):
        return [f"a_week: {found[0].figure}"]
    note = [f"note: {_noted(text.strip())}"]
    if found and all(one.unit == "s" and one.per in ("", "week") for one in found[-1:]):
        return _sessions(plain, found) or note
    named = [one.figure for one in found if one.unit == "h" and one.per == "week"]
    return [f"a_week: {named[0]}", *note] if len(named) == 1 and not is_range(plain, found) else note


def _is_plain(text: str, found: Sequence[Measure], unit: str) -> bool:
    """Whether a text is one figure of `unit`, and nothing else."""
    if len(found) != 1 or not is_own(found[0], unit):
        return False
    return not text[: found[0].start] and not text[found[0].end :].strip(" .")


def _sessions(text: str, found: Sequence[Measure]) -> list[str]:
    least, most = (f"sessions_a_week_{end}: " for end in ("min", "max"))
    if len(found) == 2 and is_range(text, found) and is_own(found[0], "sessions a week"):
        return [least + found[0].figure, most + found[1].figure]
    return [least + found[0].figure, most + found[0].figure] if _is_plain(text, found, "sessions a week") else []


def _noted(text: str) -> str:
    """The text as it can stand in a record."""
    return in_quotes(text) if re.search(r": |:$| #|^[^0-9A-Za-z]", text) else text
