"""Printers: a report as text for a terminal, annotations for GitHub, or JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from portal.cellar.diagnostics import Diagnostic, Report, Severity, shown
from portal.cellar.source import Sources, Span

_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m"}
_BLUE, _BOLD, _PLAIN = "\x1b[1;34m", "\x1b[1m", "\x1b[0m"
_NO_COMMAND = re.compile(r"(?<!\S)::")
_WIDEST = 160
"""A longer line of a record is shown around its mistake only."""


def terminal(report: Report, sources: Sources, *, colour: bool = False) -> str:
    """Every diagnostic with its line quoted and its place underlined, a blank line after each."""
    blocks = [_block(diagnostic, sources) for diagnostic in report.in_order()]
    text = unobeyed("".join(f"{block}\n\n" for block in blocks))
    return text if colour else _uncoloured(text)


def summary(report: Report) -> str:
    """How many mistakes there are, and in how many files."""
    errors, warnings = len(report.errors), len(report.warnings)
    files = len({found.span.path for found in report.found if found.span})
    counts = [_count(errors, "error")] if errors or not warnings else []
    counts += [_count(warnings, "warning")] if warnings else []
    place = f" in {_count(files, 'file')}" if files else ""
    return f"{' and '.join(counts)}{place}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _block(diagnostic: Diagnostic, sources: Sources) -> str:
    colour = _COLOURS[diagnostic.severity]
    message = _safe(diagnostic.message)
    rows = [f"{colour}{diagnostic.severity}[{diagnostic.rule}]{_PLAIN}{_BOLD}: {message}{_PLAIN}"]
    gutter = " "
    if diagnostic.span:
        gutter = " " * len(str(diagnostic.span.line))
        rows += _quote(diagnostic, sources, gutter)
    rows += [f"{gutter} {_BLUE}={_PLAIN} from: {_safe(place)}" for place in diagnostic.trail]
    if diagnostic.help:
        first, *rest = map(_safe, diagnostic.help.split("\n"))
        rows.append(f"{gutter} {_BLUE}={_PLAIN} help: {first}")
        # GitHub obeys a line of a log that begins with `::`, however far it is indented.
        rows += [f"{gutter}         {_NO_COMMAND.sub(': :', line)}".rstrip() for line in rest]
    return "\n".join(rows)


def _quote(diagnostic: Diagnostic, sources: Sources, gutter: str) -> list[str]:
    span = diagnostic.span
    assert span is not None
    rows = [f"{gutter}{_BLUE}-->{_PLAIN} {_safe(span.path)}:{span.line}:{span.column}"]
    label = _safe(diagnostic.label)
    source = sources.get(span.path)
    if source is None or not source.line(span.line):
        return [*rows, *([f"{gutter} {_BLUE}={_PLAIN} {label}"] if label else [])]
    text, start, width = _window(source.line(span.line), span)
    bar = f"{_BLUE}|{_PLAIN}"
    carets = f"{_COLOURS[diagnostic.severity]}{'^' * width} {label}".rstrip() + _PLAIN
    return [
        *rows,
        f"{gutter} {bar}",
        f"{_BLUE}{span.line}{_PLAIN} {bar} {text}",
        f"{gutter} {bar} {' ' * start}{carets}",
        f"{gutter} {bar}",
    ]


def _window(line: str, span: Span) -> tuple[str, int, int]:
    """The line to show, where in it the carets start (from 0), and how many there are."""
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    offset = max(0, start - 40) if len(line) > _WIDEST else 0
    text = shown(line[offset : offset + _WIDEST].replace("\t", " "), _WIDEST).rstrip()
    width = max(1, min(end, offset + len(text)) - start)
    return text, start - offset, width


def unobeyed(text: str) -> str:
    """`text` for a log of GitHub, which obeys an old form of commands wherever it stands in a line."""
    return text.replace("##[", "# #[")


def _safe(text: str) -> str:
    """`text` with nothing that a terminal would obey or that could begin a line of its own."""
    return shown(text, len(text))


def _uncoloured(text: str) -> str:
    for code in (*_COLOURS.values(), _BLUE, _BOLD, _PLAIN):
        text = text.replace(code, "")
    return text


def github(report: Report) -> str:
    """A workflow command for each diagnostic: GitHub shows it on its line in the pull request."""
    return "".join(f"{_annotation(diagnostic)}\n" for diagnostic in report.in_order())


def _annotation(diagnostic: Diagnostic) -> str:
    properties = []
    if span := diagnostic.span:
        properties += [("file", span.path), ("line", str(span.line)), ("col", str(span.column))]
        if span.end_line == span.line and span.end_column > span.column:
            properties.append(("endColumn", str(span.end_column)))
    properties.append(("title", diagnostic.rule))
    parts = (
        diagnostic.message,
        diagnostic.label,
        *diagnostic.trail,
        diagnostic.help and f"help: {diagnostic.help}",
    )
    words = "\n".join(_safe(line) for part in parts if part for line in part.split("\n"))
    heads = ",".join(f"{name}={_escaped_property(_safe(value))}" for name, value in properties)
    return f"::{diagnostic.severity} {heads}::{_escaped(words)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def as_json(
    report: Report, aftermath: str, notes: Sequence[str] = (), review: Mapping[str, object] | None = None
) -> str:
    """One JSON object: the counts, what happened to the site, every diagnostic and, if there is one, the `review`."""
    data: dict[str, object] = {
        "errors": len(report.errors),
        "warnings": len(report.warnings),
        "aftermath": aftermath,
        "notes": list(notes),
        "diagnostics": list(_rows(report.in_order())),
    }
    if review is not None:
        data["review"] = review
    # Escaped to ASCII, so that no character of a record or of a file's name can trouble a terminal or a pipe.
    return json.dumps(data, indent=2) + "\n"


def _rows(diagnostics: Iterable[Diagnostic]) -> Iterable[dict[str, object]]:
    for found in diagnostics:
        span = found.span
        yield {
            "rule": found.rule,
            "severity": str(found.severity),
            "message": found.message,
            "file": span.path if span else None,
            "line": span.line if span else None,
            "column": span.column if span else None,
            "end_line": span.end_line if span else None,
            "end_column": span.end_column if span else None,
            "label": found.label,
            "trail": list(found.trail),
            "help": found.help,
        }
