"""YAML text to plain values that know their places.

A small, documented part of YAML is read (`docs/record.md`, "What may stand in a file"): mappings, lists and
scalars. The events of the C parser are walked once, which was measured twice as fast as a loader and lets
every refusal name its place. Whatever else YAML can do is refused by name.

The values of a plain text without mistakes are read faster by `plainreader`; what it leaves, and places, come here.
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
from portal.load.scalars import MAX_NODES, plain_scalar
from portal.load.slips import in_quotes, typed, value_on
from portal.load.yamlproblems import swallowed_entry, syntax_problem

MAX_DEPTH = 32

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


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
    """Reading further could not help: the text is too deep or too large, or an entry is lost in the text above."""


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
            if swallowed := swallowed_entry(self.source, self.mark(event), self.first_line):
                self.diagnostics.append(swallowed)
                raise _GiveUp  # what else is wrong may only follow from it
            return plain_scalar(text)
        if event.style == '"':
            # An escape such as "\u202e" makes a character that the file's own text does not show.
            for rule, pattern in FORBIDDEN:
                if found := pattern.search(text):
                    self.diagnostics.append(misplaced_character(rule, found[0], self.span(self.mark(event))))
        return text

    def comment_cuts_text(self, event: Any) -> None:
        line, column = self.mark(event)[2:]
        text = self.source.line(line + 1)
        rest = text[column:]
        # Two spaces before `#` are how people write a comment; one is how they write "Flat #3" or "Band 5 # senior",
        # and directly before a word it is the sign of a number.
        cut = rest.startswith(" #") if event.value else re.match(r" +#[^\s#]", rest)
        if not cut:
            return
        start = column + rest.index("#")
        name, value = value_on(text)
        # One word before a `#` with a space after it is a date, a figure or a code: quotes would spoil it.
        comment = rest.startswith(" # ") and not re.search(r"\s", event.value)
        keep = ", or leave two spaces before the `#` if it begins a comment" if event.value else ""
        whole = typed(name + in_quotes(value), "put the whole value in quotes") + keep
        self.diagnostics.append(
            Diagnostic(
                "comment-cuts-text",
                "everything from `#` on is a comment, not part of the value",
                Span(self.source.path, line + 1, start + 1, line + 1, len(text) + 1),
                "readers will not see this",
                "leave two spaces before the `#`" if comment else whole,
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
        known: dict[str, str] = {}
        again: list[tuple[Any, str, Mark]] = []
        for item in self.events:
            if isinstance(item, yaml.MappingEndEvent):
                break
            key = self.key(item, depth)
            value, part = self.node(next(self.events), depth + 1)
            if key is None:
                continue
            first = known.setdefault(unicodedata.normalize("NFKC", key).strip(), key)
            if first in values:
                again.append((item, first, part.mark))
            else:
                values[key], place.parts[key], place.keys[key] = value, part, self.mark(item)
        self.repeats(again, place, depth)
        return values, place

    def key(self, event: Any, depth: int) -> str | None:
        """The key that `event` is, or None if it cannot be one."""
        if not isinstance(event, yaml.ScalarEvent):
            self.refuse(
                "key-not-text",
                event,
                "a field name must be one word",
                "put text that begins with `{`, `[` or `?` in quotes",
            )
            self.node(event, depth + 1)
            return None
        self.anchor_and_tag(event)
        text: str = event.value
        if text == "<<" and not event.style:
            self.refuse("merge-key", event, "a merge key (`<<`) cannot stand in a record", "write the fields out")
            return None
        return text

    def repeats(self, again: list[tuple[Any, str, Mark]], place: Place, depth: int) -> None:
        """Refuse the fields that are given twice: one by one or, where they are a second entry or record, as one."""
        if not again:
            return
        item, name, _ = again[0]
        line, first_line = self.mark(item)[0], place.keys[name][0]
        text = self.source.line(line + 1)
        starts_anew = name == next(iter(place.keys)) and len(again) > 1
        if starts_anew and depth == 1 and len(again) >= min(3, len(place.keys)):
            self.refuse(
                "repeated-key",
                item,
                f"from line {line + 1} on, the record is repeated",
                "delete everything from here on, if it is the same; else move it to a file of its own",
                f"`{name}` is already on line {first_line + 1}",
            )
        elif starts_anew and self.source.line(first_line + 1).lstrip().startswith("-"):
            self.refuse(
                "repeated-key",
                item,
                "a second entry begins here without its dash",
                typed(f"- {text.strip()}", "put a dash before it")
                + f": the dash stands below the one on line {first_line + 1}",
                f"`{name}` is already on line {first_line + 1}",
            )
        elif begins := self.lost_beginning(again, place):
            self.refuse(
                "repeated-key",
                item,
                "a new entry begins here, and its first line is missing",
                f"put {begins} above it",
                f"`{name}` is already on line {first_line + 1}",
            )
        else:
            for item, name, mark in again:
                self.repeated(item, name, place, mark)

    def lost_beginning(self, again: list[tuple[Any, str, Mark]], place: Place) -> str:
        """The words for the first line that an entry of a list lost, so that its fields became those of the entry above
        it, `again` in their order; empty if they did not.
        """
        keys = list(place.keys)
        if len(again) < 2 or keys.index(again[0][1]) >= keys.index(again[1][1]):
            return ""
        return self.first_line_of_entry(place)

    def first_line_of_entry(self, place: Place) -> str:
        """The words for a line that begins another entry, as the one at `place` does; empty if that is no entry."""
        first, mark = next(iter(place.keys.items()))
        if not self.source.line(mark[0] + 1).lstrip().startswith("-"):
            return ""
        return f"`- {shown(first)}: …`, with the dash below the one on line {mark[0] + 1},"

    def repeated(self, item: Any, name: str, place: Place, value: Mark) -> None:
        help, first_line = "keep one of the two", place.keys[name][0] + 1
        if name != next(iter(place.keys)) and (begins := self.first_line_of_entry(place)):
            help += f"; or, if a new entry begins here, put {begins} above this one"
        if value[0] > self.mark(item)[0]:
            help = f"move the lines below it under the first `{shown(name)}`, on line {first_line}, or delete this one"
        self.refuse(
            "repeated-key", item, f"`{shown(item.value)}` is given twice", help, f"first given on line {first_line}"
        )

    def mark(self, event: Any) -> Mark:
        start, end, shift = event.start_mark, event.end_mark, self.first_line
        return start.line + shift, start.column, end.line + shift, end.column

    def span(self, mark: Mark) -> Span:
        return span_at(self.source.path, mark)

    def refuse(self, rule: str, event: Any, message: str, help: str, label: str = "") -> None:
        self.diagnostics.append(Diagnostic(rule, message, self.span(self.mark(event)), label, help))
