"""YAML text to plain values that know their places.

A small, documented part of YAML is read (`docs/record.md`, "What may stand in a file"): mappings, lists and
scalars. The events of the C parser are walked once, which was measured twice as fast as a loader and lets
every refusal name its place. Whatever else YAML can do is refused by name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from portal.cellar.diagnostics import Diagnostic, Severity, shown
from portal.cellar.source import SourceFile, Span
from portal.load.characters import FORBIDDEN, misplaced_character, tab_indentation, unreadable_characters
from portal.load.places import Mark, Place, span_at
from portal.load.yamlproblems import syntax_problem

MAX_DEPTH = 32
MAX_NODES = 20_000

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}\Z")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@dataclass(slots=True)
class Reading:
    """What came of a text: its value (None if there is none), its place, and the mistakes met."""

    value: Any
    place: Place
    diagnostics: list[Diagnostic]


def read(source: SourceFile, text: str | None = None, first_line: int = 0) -> Reading:
    """Read `text` of `source` (by default all of it), which starts on line `first_line`, counted from 0.

    Never raises for content: each mistake is a diagnostic, and a text that cannot be parsed has no value.
    """
    body = source.text if text is None else text
    reader = _Reader(source, first_line)
    diagnostics = [
        *unreadable_characters(source, body, first_line),
        *tab_indentation(source, body, first_line),
    ]
    if diagnostics:
        return Reading(None, Place((first_line, 0, first_line, 0)), diagnostics)
    try:
        value, place = reader.document(body)
    except yaml.YAMLError as error:
        reader.diagnostics.append(syntax_problem(error, source, first_line))
        value, place = None, Place((first_line, 0, first_line, 0))
    except _GiveUp:
        value, place = None, Place((first_line, 0, first_line, 0))
    return Reading(value, place, reader.diagnostics)


class _GiveUp(Exception):
    """Reading further could not help: the text is too deep or too large."""


class _Reader:
    """Walks the events of one text. A method that reads a node returns its value and its place."""

    def __init__(self, source: SourceFile, first_line: int) -> None:
        self.source = source
        self.first_line = first_line
        self.diagnostics: list[Diagnostic] = []
        self.nodes = 0

    def document(self, text: str) -> tuple[Any, Place]:
        self.events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        value, place = None, Place((self.first_line, 0, self.first_line, 0))
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                self.directives(event)
                if documents == 2:
                    self.refuse(
                        "second-document",
                        event,
                        "a file holds one record, and this starts a second",
                        "delete this line, or move what follows into a file of its own",
                    )
                    break
            elif isinstance(event, yaml.NodeEvent):
                value, place = self.node(event, 1)
        return value, place

    def directives(self, event: Any) -> None:
        if event.version or event.tags:
            self.refuse(
                "directive",
                event,
                "a YAML directive (a line that begins with `%`) cannot stand here",
                "delete the line",
            )

    def node(self, event: Any, depth: int) -> tuple[Any, Place]:
        self.nodes += 1
        if depth > MAX_DEPTH:
            self.refuse(
                "nested-too-deep",
                event,
                f"this is nested more than {MAX_DEPTH} deep",
                "write it flatter: no record needs so many levels",
            )
            raise _GiveUp
        if self.nodes > MAX_NODES:
            self.refuse(
                "too-many-values",
                event,
                f"this file holds more than {MAX_NODES:,} values",
                "split it: one file, one record",
            )
            raise _GiveUp
        if isinstance(event, yaml.AliasEvent):
            self.refuse(
                "alias",
                event,
                f"an alias (`*{shown(event.anchor)}`) cannot stand in a record",
                "write the value out; if it is text that begins with `*`, put it in quotes",
            )
            return None, Place(self.mark(event))
        self.anchor_and_tag(event)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event), Place(self.mark(event))
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        return self.mapping(event, depth)

    def anchor_and_tag(self, event: Any) -> None:
        if event.anchor:
            self.refuse(
                "anchor",
                event,
                f"an anchor (`&{shown(event.anchor)}`) cannot stand in a record",
                "delete it; if it is text that begins with `&`, put it in quotes",
            )
        if event.tag:
            self.refuse(
                "tag",
                event,
                "a tag (a word that begins with `!`) cannot stand in a record",
                "delete it; if it is text that begins with `!`, put it in quotes",
            )

    def scalar(self, event: Any) -> Any:
        text: str = event.value
        if not event.style:  # plain; the C parser says "", the other one None
            self.comment_cuts_text(event)
            if text in _WORDS:
                return _WORDS[text]
            if _INTEGER.match(text):
                return int(text)
            if _DECIMAL.match(text):
                return float(text)
        elif event.style == '"':
            # An escape such as "\u202e" makes a character that the file's own text does not show.
            for rule, pattern in FORBIDDEN:
                if found := pattern.search(text):
                    self.diagnostics.append(misplaced_character(rule, found[0], self.span(self.mark(event))))
        return text

    def comment_cuts_text(self, event: Any) -> None:
        mark = self.mark(event)
        rest = self.source.line(mark[2] + 1)[mark[3] :]
        # Two spaces before `#` are how people write a comment; one is how they write "Flat #3" or "Band 5 # senior".
        if event.value and rest.startswith(" #"):
            span = Span(self.source.path, mark[2] + 1, mark[3] + 2, mark[2] + 1, mark[3] + 1 + len(rest))
            self.diagnostics.append(
                Diagnostic(
                    "comment-cuts-text",
                    "everything from `#` on is a comment, not part of the value",
                    span,
                    "readers will not see this",
                    "put the whole value in quotes, or leave two spaces before the comment",
                    Severity.WARNING,
                )
            )

    def sequence(self, event: Any, depth: int) -> tuple[list[Any], Place]:
        values: list[Any] = []
        place = Place(self.mark(event))
        for item in self.events:
            if isinstance(item, yaml.SequenceEndEvent):
                break
            value, part = self.node(item, depth + 1)
            place.parts[len(values)] = part
            values.append(value)
        return values, place

    def mapping(self, event: Any, depth: int) -> tuple[dict[str, Any], Place]:
        values: dict[str, Any] = {}
        place = Place(self.mark(event))
        known: dict[str, int] = {}
        for item in self.events:
            if isinstance(item, yaml.MappingEndEvent):
                break
            key = self.key(item, known, depth)
            value, part = self.node(next(self.events), depth + 1)
            if key is not None:
                values[key], place.parts[key], place.keys[key] = value, part, self.mark(item)
        return values, place

    def key(self, event: Any, known: dict[str, int], depth: int) -> str | None:
        """The key that `event` is, or None if it cannot be one."""
        if not isinstance(event, yaml.ScalarEvent):
            self.refuse(
                "key-not-text",
                event,
                "a key must be one word, not a list or a mapping",
                "put text that begins with `{`, `[` or `?` in quotes",
            )
            self.node(event, depth + 1)
            return None
        self.anchor_and_tag(event)
        text: str = event.value
        if text == "<<" and not event.style:
            self.refuse("merge-key", event, "a merge key (`<<`) cannot stand in a record", "write the fields out")
            return None
        same = unicodedata.normalize("NFKC", text).strip()
        if same in known:
            self.refuse(
                "repeated-key",
                event,
                f"`{shown(text)}` is given twice",
                "keep one of the two",
                f"first given on line {known[same]}",
            )
            return None
        known[same] = self.mark(event)[0] + 1
        return text

    def mark(self, event: Any) -> Mark:
        start, end, shift = event.start_mark, event.end_mark, self.first_line
        return start.line + shift, start.column, end.line + shift, end.column

    def span(self, mark: Mark) -> Span:
        return span_at(self.source.path, mark)

    def refuse(self, rule: str, event: Any, message: str, help: str, label: str = "") -> None:
        self.diagnostics.append(Diagnostic(rule, message, self.span(self.mark(event)), label, help))
