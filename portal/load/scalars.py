"""Scalars: what a word without quotes stands for in a record, and how many values a file may hold."""

from __future__ import annotations

import re

MAX_NODES = 20_000

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}\Z")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_LONGEST_WORD = max(map(len, _WORDS))


def plain_scalar(text: str) -> str | int | float | bool | None:
    """The value of a text without quotes: a number, a truth value, nothing or, most often, the text itself."""
    if len(text) <= _LONGEST_WORD and text in _WORDS:
        return _WORDS[text]
    if text[0] > "9":
        return text  # no number begins so: this spares two searches
    if _INTEGER.match(text):
        return int(text)
    return float(text) if _DECIMAL.match(text) else text
