"""Corrections: what an editor probably meant by a value that does not fit, as the text to type."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from portal.cellar.diagnostics import nearest, shown
from portal.load.slips import LONGEST, in_quotes, typed
from portal.validate.dateforms import on_24_hour_clock
from portal.validate.figures import figure_help, hours_lines, pay_lines

TRUTH = {"yes": "true", "no": "false", "on": "true", "off": "false", "true": "true", "false": "false"}
OTHER_WORDS = {
    "company": "employer",
    "criteria": "person_specification",
    "deadline": "closing_date",
    "place": "locations",
    "role": "title",
    "salary": "pay",
    "wage": "pay",
}
"""What people call a field, where the letters would not lead to it."""


OTHER_VALUES = {
    "per annum": "year",
    "pa": "year",
    "p.a.": "year",
    "annual": "year",
    "yearly": "year",
    "per hour": "hour",
    "hourly": "hour",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
    "united kingdom": "uk_wide",
    "nationwide": "uk_wide",
    "adolescents": "young_people",
    "teenagers": "young_people",
    "elderly": "older_adults",
    "autism": "neurodivergent",
}
"""What people write for a value, where the letters would not lead to it."""


TOO_WIDE = ("england", "britain", "great britain")
"""What people write for a region and is more than one."""


def meant(name: str, known: Sequence[str]) -> str:
    """The field of `known` that somebody means by `name`; empty if there is none."""
    return next(iter(nearest(OTHER_WORDS.get(name.casefold(), name), known)), "")


def meant_value(given: str, name: str, allowed: Sequence[str]) -> str:
    """The value of the field `name` that somebody means by `given`, as typed; empty if no one value is likely."""
    word = re.sub(rf"^{name}[ _]", "", given.strip().strip("\"'“”‘’()[]"), flags=re.IGNORECASE)
    word = OTHER_VALUES.get(word.casefold(), word)
    begun = [option for option in allowed if word and option.startswith(word.casefold())]
    near = nearest(word, allowed, codes=True)
    best = begun if len(begun) == 1 else near if len(near) == 1 else []
    return as_yaml(best[0]) if best else ""


def labelled(given: str, terms: Mapping[str, Mapping[str, str]]) -> str:
    """The one value of `terms` with all the words of `given` in its label, as typed; empty if there is none."""
    words = _words(given)
    found = [code for code, term in terms.items() if words <= _words(term["label"])]
    return as_yaml(found[0]) if len(found) == 1 and len(given) > 1 else ""


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def retyped(
    value: Any,
    wanted: str,
    field: Mapping[str, Any],
    name: str,
    words: Sequence[str] = (),
    beside: Collection[str] = (),
) -> str:
    """Help to make the `value` of `name` one of the type that the schema wants; empty if there is no better
    help than an example. `words` are those that a list may hold, where they are known; `beside` are the fields
    that may stand beside it.
    """
    if wanted == "string":
        return _as_text(value, field.get("pattern", ""))
    if wanted in ("number", "integer") and isinstance(value, str):
        return figure_help(value, wanted == "integer", name, field.get("x-unit", ""), beside)
    if wanted == "array" and isinstance(value, str):
        return _as_list(value, name, words)
    if wanted == "object":
        return _as_fields("" if isinstance(value, list) else str(value), name, field)
    if wanted == "boolean":
        return f"write `{TRUTH.get(str(value).lower(), 'true` or `false')}`"
    return ""


_LINES = "begin each entry on a line of its own, with `- ` before it"


def _as_list(text: str, name: str, words: Sequence[str]) -> str:
    parts = [part.strip(" ()[]'\"") for part in re.split(r",|;|\band\b", text) if part.strip(" ()[]")]
    likely = [meant_value(part, name, words) for part in parts]
    if likely and all(likely):
        return f"write `{name}: [{', '.join(likely)}]`"
    return f"write it as a list, even of one:\n{name}:\n  - {text}" if len(text) <= LONGEST else _LINES


def _as_fields(text: str, name: str, field: Mapping[str, Any]) -> str:
    """Lines of fields, with the editor's own figures where there are any."""
    known, is_truth = field.get("properties", {}), text.lower() in TRUTH
    if text and not is_truth and (own := _ON_ONE_LINE.get(name, _none)(text)):
        lines = own
    elif is_truth and known:
        truth = next((part for part, of in known.items() if of.get("type") == "boolean"), next(iter(known)))
        lines = [f"{truth}: {TRUTH[text.lower()]}"]
    elif name == "applying":
        lines = ["method: …", "target: …"]
    else:
        lines = [f"{part}: …" for part in (field.get("required") or list(known)[:3])]
    return "\n".join([f"write, with lines of its own below it:\n{name}:", *(f"  {line}" for line in lines)])


_ON_ONE_LINE = {"pay": pay_lines, "hours": hours_lines}
"""The facts whose fields are found in a text on one line."""


def _none(_: str) -> list[str]:
    return []


def _as_text(value: Any, pattern: str) -> str:
    if isinstance(value, (int, float)):
        text = str(value).lower() if isinstance(value, bool) else str(value)
        return f'put it in quotes: `"{text}"`' if re.search(pattern, text) else ""
    if isinstance(value, dict) and len(value) == 1:
        # A colon within the text is how an editor comes by a mapping.
        key, rest = next(iter(value.items()))
        if rest is None:
            return f"braces have a meaning of their own: write what belongs in the place of `{{{key}}}`, without them"
        whole = in_quotes(f"{key}: {rest if isinstance(rest, str) else as_yaml(rest)}")
        return f"this text has a colon in it, so it needs quotes: {typed(whole, 'put them around the whole text')}"
    return ""


def better_form(text: str, pattern: str) -> str:
    """Help with a `text` that does not match `pattern`, where a guess does; else empty."""
    text = text.strip()
    guesses = (
        text.strip("\"'“”‘’"),
        re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-"),
        text.upper(),
        f"{text[:-3].strip()} {text[-3:]}".upper(),
        on_24_hour_clock(text),
    )
    fits = next((guess for guess in guesses if pattern and re.search(pattern, guess)), "")
    return f"did you mean `{as_yaml(fits)}`?" if fits else ""


def better_address(text: str) -> str:
    """Help with a `text` that is not a web address and nearly is; else empty."""
    if re.fullmatch(r"[^\s@/]+@[^\s@/]+", text):
        return "this is an e-mail address: a web address belongs here"
    if "://" not in text and "." in text and not re.search(r"[\s@:]", text):
        return f"write `https://{shown(text)}`"
    if match := re.fullmatch(r"(https?://)[^/@\s]*@(\S+)", text):
        return f"leave out what stands before `@`: `{shown(match[1] + match[2])}`"
    if re.match(r"https?://[^\s/]+/", text) and " " in text.strip():
        return f"write each space as %20: `{shown(text.strip().replace(' ', '%20'))}`"
    return ""


def as_yaml(value: Any) -> str:
    """A value as one would type it on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(as_yaml, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {as_yaml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, str) and (re.fullmatch(r"[\d.:]+|true|false|", value) or ": " in value):
        return f'"{value}"'
    return str(value)
