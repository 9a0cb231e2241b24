"""YAML problems: what the parser says of a text that it cannot read, in words for people."""

from __future__ import annotations

from portal.diagnostics import Diagnostic, shown
from portal.source import SourceFile, Span

_PROBLEMS = (
    (
        "mapping values are not allowed",
        "a second `: ` on this line, or a line that does not line up with those above",
        "if the colon belongs to the text, put the whole value in quotes; else line the key up with its neighbours",
    ),
    (
        "did not find expected key",
        "this line does not line up with those above it",
        "give it as many spaces as the lines it belongs with; text with quotes inside needs quotes around it",
    ),
    (
        "could not find expected ':'",
        "a key without its colon",
        "write `key: value`, with a space after the colon; long text goes under `key: >-`, indented",
    ),
    (
        "found unexpected end of stream",
        "a quotation mark that is opened and never closed",
        "close the quotation mark; an apostrophe inside '…' is written twice",
    ),
    (
        "cannot start any token",
        "text cannot begin with this character",
        "put the whole value in quotes",
    ),
    (
        "did not find expected '-' indicator",
        "this line is not an item of the list above it",
        "begin it with `- ` under the other items, or take it out of the list",
    ),
    (
        "did not find expected ',' or ']'",
        "a list that is opened with `[` and not closed",
        "close it with `]`; if the bracket belongs to the text, put the whole value in quotes",
    ),
    (
        "did not find expected ',' or '}'",
        "a mapping that is opened with `{` and not closed",
        "if the brace belongs to the text, put the whole value in quotes",
    ),
    (
        "found unknown escape character",
        'a backslash in "…" followed by a character that it cannot escape',
        "use '…' instead of \"…\", where a backslash is a backslash",
    ),
    (
        "block sequence entries are not allowed",
        "a list item cannot begin here",
        "begin the list on a line of its own under the key",
    ),
)


def syntax_problem(error: Exception, source: SourceFile, first_line: int) -> Diagnostic:
    """The diagnostic for the parser's `error` in a text whose first line is `first_line`, counted from 0."""
    problem = getattr(error, "problem", None) or str(error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if "end of stream" in problem and getattr(error, "context_mark", None):
        # The end of the file is where the parser noticed, the opening mark is where the editor must look.
        line, column = error.context_mark.line, error.context_mark.column  # type: ignore[attr-defined]
    for known, label, help in _PROBLEMS:
        if known in problem:
            break
    else:
        label, help = shown(problem, 120), "compare the line with `content/vacancies/_template.yaml`"
    line += first_line
    while line > first_line and not source.line(line + 1).strip():
        line, column = line - 1, 0
    span = Span(source.path, line + 1, column + 1, line + 1, column + 2)
    return Diagnostic("yaml-syntax", "this is not YAML as we can read it", span, label, help)
