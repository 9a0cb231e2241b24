"""Emitting: plain values as YAML, in the small part of it that the portal reads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_PLAIN = re.compile(r"(?!(?:true|false|null)\Z)[A-Za-z“£][^\n:#]*(?<! )\Z|\d{4}-\d\d-\d\d\Z", re.IGNORECASE)
"""A text that needs no quotes. Many others need none either; quotes do them no harm."""


def emitted(record: Mapping[str, Any], comment: str) -> str:
    """`record` as YAML below a line of comment. Its fields keep their order; what is None or empty is left out."""
    return "\n".join((f"# {comment}", *_fields(record, ""), ""))


def _fields(record: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, value in record.items():
        if isinstance(value, Mapping):
            yield f"{indent}{name}:"
            yield from _fields(value, indent + "  ")
        elif isinstance(value, (list, tuple)):
            yield f"{indent}{name}:"
            yield from _items(value, indent + "  ")
        else:
            yield f"{indent}{name}: {_scalar(value)}"


def _items(values: list[Any] | tuple[Any, ...], indent: str) -> Iterator[str]:
    for value in values:
        if isinstance(value, Mapping):
            first, *rest = _fields(value, indent + "  ")
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        else:
            yield f"{indent}- {_scalar(value)}"


def _scalar(value: Any) -> str:
    """A text, a number, or true or false. JSON's quotes and escapes are YAML's too."""
    text = str(value)
    if isinstance(value, (bool, int, float)):
        return text.lower()
    return text if _PLAIN.match(text) else json.dumps(text, ensure_ascii=False)
