"""Corrections: what an editor probably meant by a value that does not fit, as the text to type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from portal.cellar.diagnostics import shown
from portal.validate.dateforms import on_24_hour_clock

_TRUTH = {"yes": "true", "no": "false", "on": "true", "off": "false", "true": "true", "false": "false"}
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


def retyped(value: Any, wanted: str, field: Mapping[str, Any], name: str) -> str:
    """Help to make the `value` of `name` one of the type that the schema wants; empty if there is no better
    help than an example.
    """
    if wanted == "string":
        return _as_text(value, field.get("pattern", ""))
    if wanted in ("number", "integer") and isinstance(value, str):
        digits = re.sub(r"[£€$,\s]", "", value)
        fits = re.fullmatch(r"\d+" if wanted == "integer" else r"\d+(\.\d+)?", digits)
        return f"write `{digits}`: digits only, without £ or commas" if fits else ""
    if wanted == "array" and isinstance(value, str):
        return f"write it as a list, even of one:\n{name}:\n  - {shown(value)}"
    if wanted == "boolean":
        return f"write `{_TRUTH.get(str(value).lower(), 'true` or `false')}`"
    return ""


def _as_text(value: Any, pattern: str) -> str:
    if isinstance(value, (int, float)):
        text = str(value).lower() if isinstance(value, bool) else str(value)
        return f'put it in quotes: `"{text}"`' if re.search(pattern, text) else ""
    if isinstance(value, dict) and len(value) == 1:
        # A colon within the text is how an editor comes by a mapping.
        key, rest = next(iter(value.items()))
        return f'put the whole text in quotes: `"{shown(key)}: {shown(as_yaml(rest))}"`'
    return ""


def better_form(text: str, pattern: str) -> str:
    """Help with a `text` that does not match `pattern`, where a guess does; else empty."""
    text = text.strip()
    guesses = (
        re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-"),
        text.upper(),
        f"{text[:-3].strip()} {text[-3:]}".upper(),
        on_24_hour_clock(text),
    )
    fits = next((guess for guess in guesses if pattern and re.search(pattern, guess)), "")
    return f"did you mean `{as_yaml(fits)}`?" if fits else ""


def better_address(text: str) -> str:
    """Help with a `text` that is not a web address and nearly is; else empty."""
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
