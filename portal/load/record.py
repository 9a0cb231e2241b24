"""A record: what one file says before it is trusted, with the place of every value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from portal.cellar.diagnostics import Diagnostic
from portal.cellar.source import SourceFile, Span
from portal.load.characters import unreadable_characters
from portal.load.kinds import Kind
from portal.load.places import Path, Place, span_at
from portal.load.yamlreader import read

_FENCE = re.compile(r"---[ \t]*\Z")


Text = tuple[tuple[str | int, ...], str]
"""A text of a record, after the path to it."""


@dataclass(slots=True)
class Record:
    """A file of `content/` before it is trusted.

    `data` is plain values, keyed as in the file; `path` is relative to the project, with slashes;
    `body_line` is the line of the file, counted from 1, on which the text of an `.md` file begins.
    """

    kind: str
    slug: str
    path: str
    data: dict[str, Any]
    place: Place
    source: SourceFile
    body_line: int = 0
    _texts: tuple[Text, ...] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the record with the path to it. Many rules look at all of them: the walk is done once."""
        if self._texts is None:
            self._texts = tuple(_texts_in(self.data, ()))
        return self._texts

    def span(self, path: Path = (), *, key: bool = False) -> Span:
        """The span of the value at `path` or, with `key`, of its key; of the nearest part that exists."""
        place, parent, last = self.place.find(path)
        if key and parent is not None and last in parent.keys:
            return span_at(self.path, parent.keys[str(last)])
        if parent is None and not path:
            # Of the whole record its first field is shown, and not a comment above it.
            first = next(iter(place.keys.values()), None)
            return span_at(self.path, first) if first else Span(self.path, 1, 1, 1, 1)
        return span_at(self.path, place.mark)

    def span_within(self, path: Path, words: str) -> Span:
        """The span of the first `words` within the value at `path`; of the whole value if there are none."""
        whole = self.span(path)
        lines = self.source.lines
        last = len(lines) if self.body_line == whole.line else max(whole.line, whole.end_line)
        for number in range(whole.line, last + 1):
            column = lines[number - 1].find(words, whole.column - 1 if number == whole.line else 0)
            if column >= 0:
                return Span(self.path, number, column + 1, number, column + 1 + len(words))
        return whole


def _texts_in(here: Any, path: tuple[str | int, ...]) -> Iterator[Text]:
    parts = here.items() if isinstance(here, dict) else enumerate(here)
    for step, part in parts:
        if isinstance(part, str):
            yield (*path, step), part
        elif isinstance(part, (dict, list)):
            yield from _texts_in(part, (*path, step))


def read_record(kind: Kind, source: SourceFile) -> tuple[Record | None, list[Diagnostic]]:
    """Read the text of one file into a record; None if there is nothing that could be judged."""
    head, first_line, body, body_line = source.text, 0, None, 0
    if source.path.endswith(".md"):
        parts = _front_matter(source)
        if isinstance(parts, Diagnostic):
            return None, [parts]
        head, body, body_line = parts
        first_line = 1
    reading = read(source, head, first_line)
    diagnostics = reading.diagnostics
    if body is not None:
        diagnostics += unreadable_characters(source, body, body_line - 1)
    if not isinstance(reading.value, dict):
        if not diagnostics:
            diagnostics.append(_no_record(kind, source, reading.value))
        return None, diagnostics
    record = Record(
        kind.name, PurePosixPath(source.path).stem, source.path, reading.value, reading.place, source, body_line
    )
    if body is not None and body.strip():
        text = body.lstrip("\n")
        record.body_line = body_line + len(body) - len(text)
        diagnostics += _place_body(kind, record, text.rstrip() + "\n")
    return record, diagnostics


def _front_matter(source: SourceFile) -> tuple[str, str, int] | Diagnostic:
    """The front matter, the body and the body's first line, counted from 1."""
    lines = source.lines
    if not _FENCE.match(lines[0]):
        return Diagnostic(
            "front-matter",
            "this file does not begin with front matter",
            Span(source.path, 1, 1, 1, len(lines[0]) + 1),
            "expected `---`",
            "begin with a line `---`, then the fields, then another `---`, then the text",
        )
    for number, line in enumerate(lines[1:], 1):
        if _FENCE.match(line):
            return "\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :]), number + 2
    return Diagnostic(
        "front-matter",
        "the front matter is opened and never closed",
        Span(source.path, 1, 1, 1, len(lines[0]) + 1),
        "opened here",
        "put a line `---` between the fields and the text",
    )


def _place_body(kind: Kind, record: Record, body: str) -> Iterator[Diagnostic]:
    line = record.body_line
    if kind.body in record.data:
        yield Diagnostic(
            "text-given-twice",
            f"`{kind.body}` is given in the front matter, and the file has a text too",
            record.span((kind.body,), key=True),
            f"the text begins on line {line}",
            f"keep one of them: in an `.md` file the text is the {kind.body}",
        )
    else:
        record.data[kind.body] = body
        record.place.parts[kind.body] = Place((line - 1, 0, line - 1, 0))


def _no_record(kind: Kind, source: SourceFile, value: Any) -> Diagnostic:
    if value is None:
        return Diagnostic(
            "empty-file",
            "this file has no field" if source.text.strip() else "this file is empty",
            Span(source.path, 1, 1, 1, 1),
            help="`docs/record.md` shows what to write; `content/vacancies/_template.yaml` can be copied"
            if kind.name == "vacancy"
            else "`docs/record.md` shows what to write",
        )
    what = "a list" if isinstance(value, list) else "one piece of text"
    return Diagnostic(
        "not-a-record",
        f"this file is {what}, not the fields of a record",
        Span(source.path, 1, 1, 1, len(source.line(1)) + 1),
        "expected `field: value` lines",
        "begin each field on a line of its own, such as `title: …`; `docs/record.md` lists them",
    )
