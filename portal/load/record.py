"""A record: what one file says before it is trusted, with the place of every value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, TypeVar

from portal.cellar.diagnostics import Diagnostic
from portal.cellar.source import SourceFile, Span
from portal.load.characters import unreadable_characters
from portal.load.kinds import Kind
from portal.load.places import Path, Place, span_at
from portal.load.plainreader import plain_values
from portal.load.yamlproblems import unsettled_merge
from portal.load.yamlreader import read

_FENCE = re.compile(r"---[ \t]*\Z")


Found = TypeVar("Found")

Text = tuple[tuple[str | int, ...], str]
"""A text of a record, after the path to it."""


@dataclass(slots=True)
class Record:
    """A file of `content/` before it is trusted.

    `data` is plain values, keyed as in the file; `path` is relative to the project, with slashes; `head` is the
    part of the text that holds the fields: all of it or, in an `.md` file, the front matter. `body_line` is the line
    of such a file, counted from 1, on which its text begins, and `body_field` the field that this text is.
    """

    kind: str
    slug: str
    path: str
    data: dict[str, Any]
    source: SourceFile
    head: str
    body_line: int = 0
    body_field: str = ""
    _place: Place | None = field(default=None, repr=False, compare=False)
    _texts: tuple[Text, ...] | None = field(default=None, init=False, repr=False, compare=False)
    _joined: str = field(default="", init=False, repr=False, compare=False)
    _found: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def place(self) -> Place:
        """Where the values stand. Only a mistake asks for it: a plain text is read once more, with its places."""
        if self._place is None:
            self._place = read(self.source, self.head, _first_line(self.source)).place
        if self.body_field:
            line = self.body_line - 1
            self._place.parts.setdefault(self.body_field, Place((line, 0, line, 0)))
        return self._place

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the record with the path to it. Many rules look at all of them: the walk is done once."""
        if self._texts is None:
            self._texts = tuple(texts_in(self.data))
        return self._texts

    def once(self, find: Callable[[Record], Found]) -> Found:
        """What `find` finds in the record. Several rules ask for the same, and it is looked for once."""
        if find not in self._found:
            self._found[find] = find(self)
        found: Found = self._found[find]
        return found

    @property
    def joined(self) -> str:
        """The texts of the record in one string, each between two NULs, in no order.

        What few texts hold is looked for here first: of 300 texts this string is made in 25 µs and searched in 1 to
        10, where `texts` takes 60, and a look at each of them 10 to 60 more.
        """
        if not self._joined:
            self.join(words_in(self.data))
        return self._joined

    def join(self, texts: Iterable[str]) -> None:
        """Take `texts` for those of the record, which they are."""
        self._joined = "\0".join(["", *texts, ""])

    def may_hold(self, *signs: str) -> bool:
        """Whether one of the `signs` stands in a text of the record.

        A rare character is looked for thirty times as fast as several, so the first of a sign is looked for first.
        """
        texts = self.joined
        return any(sign[0] in texts and sign in texts for sign in signs)

    def may_match(self, pattern: re.Pattern[str]) -> bool:
        """Whether `pattern` is found in the texts. One that begins with a certain character is found the fastest."""
        return pattern.search(self.joined) is not None

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


def texts_in(here: Any, path: tuple[str | int, ...] = ()) -> list[Text]:
    """Every text in the mapping or list `here`, which stands at `path`, with the whole path to it."""
    found: list[Text] = []
    for step, part in here.items() if isinstance(here, dict) else enumerate(here):
        if isinstance(part, str):
            found.append(((*path, step), part))
        elif isinstance(part, (dict, list)):
            found += texts_in(part, (*path, step))
    return found


def words_in(data: Any) -> list[str]:
    """Every text in `data`, in no order."""
    found: list[str] = []
    parts = [data]
    for here in parts:  # and those that are added to it on the way
        for part in here.values() if isinstance(here, dict) else here:
            if isinstance(part, str):
                found.append(part)
            elif isinstance(part, (dict, list)):
                parts.append(part)
    return found


def read_record(kind: Kind, source: SourceFile) -> tuple[Record | None, list[Diagnostic]]:
    """Read the text of one file into a record; None if there is nothing that could be judged."""
    if merged := unsettled_merge(source):
        return None, [merged]
    head, body, body_line = source.text, "", 0
    if source.path.endswith(".md"):
        parts = _front_matter(source)
        if isinstance(parts, Diagnostic):
            return None, [parts]
        head, body, body_line = parts
    words: list[str] = []
    value, place, diagnostics = _read_head(source, head, words)
    diagnostics += unreadable_characters(source, body, body_line - 1)
    if not isinstance(value, dict):
        return None, diagnostics or [_no_record(kind, source, value)]
    slug = PurePosixPath(source.path).stem
    record = Record(kind.name, slug, source.path, value, source, head, body_line, _place=place)
    if words and not body.strip():
        record.join(words)
    if body.strip():
        text = body.lstrip("\n")
        record.body_line = body_line + len(body) - len(text)
        diagnostics += _take_body(kind, record, text.rstrip() + "\n")
    return record, diagnostics


def _read_head(source: SourceFile, head: str, words: list[str]) -> tuple[Any, Place | None, list[Diagnostic]]:
    """The values of `head`, their places unless they can wait, and the mistakes met; of plain ones the texts, too, as
    `words`."""
    fields = plain_values(head, words)
    if fields is not None:
        return fields, None, []
    words.clear()  # of what was read until it turned out not to be plain
    reading = read(source, head, _first_line(source))
    return reading.value, reading.place, reading.diagnostics


def _first_line(source: SourceFile) -> int:
    """The line on which the fields of a file begin, counted from 0."""
    return 1 if source.path.endswith(".md") else 0


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


def _take_body(kind: Kind, record: Record, body: str) -> Iterator[Diagnostic]:
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
        record.body_field = kind.body


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
