"""A file's text and its lines, and spans that point into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a file. Lines and columns count from 1, columns in characters; the end is exclusive."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True)
class SourceFile:
    """The text of a file, read once. `path` is relative to the project, with slashes."""

    path: str
    text: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The text's lines. Only the line breaks of YAML count, so that our numbers are an editor's numbers."""
        return tuple(_with_plain_breaks(self.text).split("\n"))

    def line(self, number: int) -> str:
        """The text of line `number`, counted from 1; empty beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def span_of(self, offset: int, length: int = 1) -> Span:
        """The span of `length` characters from `offset`, counted from 0 in the text."""
        before = _with_plain_breaks(self.text[:offset])
        start = before.rfind("\n") + 1
        line, column = before.count("\n") + 1, len(before) - start + 1
        return Span(self.path, line, column, line, column + length)


def _with_plain_breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


Sources = Mapping[str, SourceFile]
"""Path to file, for the printers to quote from."""
