"""Blank: the record of a vacancy as it is begun, with its key facts to be filled in and what to put for each."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from portal.load.characters import TO_FILL_IN
from portal.model.vacancy import KEY_FACTS
from portal.write.emit import emitted

WIDTH = 94
"""The columns that the words of a comment may fill."""

TO_CLOSING = timedelta(days=30)
"""How far ahead the example of a closing date lies, so that it is none that has passed."""

EXAMPLE = "content/vacancies/_template.yaml"

Path = tuple[str, ...]

FIELDS: tuple[Path, ...] = (
    ("title",),
    ("employer",),
    ("reference",),
    ("source", "type"),
    ("source", "url"),
    ("closing_date",),
    ("closing_basis",),
    ("checked_on",),
    ("locations", "[]", "kind"),
    ("locations", "[]", "town"),
    ("locations", "[]", "region"),
    ("pay", "min"),
    ("pay", "max"),
    ("pay", "period"),
    ("hours", "a_week"),
    ("summary",),
    ("sponsorship", "offered"),
    ("applying", "method"),
    ("applying", "target"),
    ("contact", "role"),
)
"""What a record begins with: the fields without which it is none, and a way to give each key fact."""

NOTES: Mapping[Path, str] = {
    ("reference",): "In quotes if it is all digits.",
    ("closing_date",): "If there is none, give review_by instead, a day within three months.",
    ("checked_on",): "That is today, if you go on now.",
    ("pay", "min"): "Without £ and commas.",
}
"""What somebody who begins should know of a field besides the first sentence of its description."""

Fields = Iterable[tuple[Path, Mapping[str, Any]]]
"""Every field of a schema with its path, `[]` for the items of a list."""


def blank(title: str, employer: str, schema: Mapping[str, Any], fields: Fields, day: date, path: str) -> str:
    """The record at `path`, begun on `day`. Each value that is still to come is `TO_FILL_IN`.

    `fields` are those of `schema`.
    """
    given: dict[Path, str] = {("title",): title, ("employer",): employer, ("checked_on",): day.isoformat()}
    known = dict(fields)
    examples = {place: "" if place in given else _example(place, known[place], day) for place in FIELDS}
    record: dict[str, Any] = {}
    comments = {"": [*_head(path)], "/-": ["", *_foot()]}
    for place in FIELDS:
        _put(record, place, given.get(place, TO_FILL_IN))
        if place not in (("title",), ("employer",)):
            pointer = "/".join(("", *place)).replace("[]", "0")
            comments[pointer] = [*_wrapped(_what_to_put(place, known[place], examples[place]))]
    return emitted(record, schema, comments=comments)


def _put(record: dict[str, Any], place: Path, value: str) -> None:
    """Put `value` into `record`; a list on the way has one entry."""
    name, *rest = place
    if rest[:1] == ["[]"]:
        _put(record.setdefault(name, [{}])[0], tuple(rest[1:]), value)
    elif rest:
        _put(record.setdefault(name, {}), tuple(rest), value)
    else:
        record[name] = value


def _head(path: str) -> Iterator[str]:
    yield from _wrapped(
        f"Replace every {TO_FILL_IN} by what the advert says, in your own words. What it does not say, delete, with the"
        " comment above it; a key fact that it does not say is then listed under not_stated, at the end. Then run"
    )
    yield f"  python3 build.py check {path}"


def _foot() -> Iterator[str]:
    yield from _wrapped(f"The key facts that the advert does not say, of {', '.join(KEY_FACTS)}; such as:")
    yield "not_stated: [reference, sponsorship]"
    yield ""
    yield from _wrapped(
        f"All other fields, the person specification among them, are in {EXAMPLE}: copy what the advert gives."
    )


def _example(place: Path, field: Mapping[str, Any], day: date) -> str:
    if place == ("closing_date",):
        return (day + TO_CLOSING).isoformat()
    return str(field["examples"][0]) if field.get("examples") else ""


def _what_to_put(place: Path, field: Mapping[str, Any], example: str) -> str:
    if "enum" in field:
        return f"{field['title']}. One of: {', '.join(field['enum'])}."
    first_sentence = str(field["description"]).split(". ")[0].removesuffix(".")
    words = [f"{first_sentence}.", NOTES.get(place, "")]
    if field["type"] == "boolean":
        words.append("Write true or false.")
    elif example:
        words.append(f"Such as: {example}")
    return " ".join(filter(None, words))


def _wrapped(words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, break_long_words=False, break_on_hyphens=False)
