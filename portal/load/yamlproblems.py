"""YAML problems: what the parser says of a text that it cannot read, in words for people."""

from __future__ import annotations

from portal.cellar.diagnostics import Diagnostic, shown
from portal.cellar.source import SourceFile, Span

_PROBLEMS = (
    (
        "mapping values are not allowed",
        "a second `: ` on this line, or a line that does not line up with those above",
        "if the colon belongs to the text, put the whole value in quotes; else line it up with the others",
    ),
    (
        "did not find expected key",
        "this line does not line up with those above it",
        "give it as many spaces as the lines it belongs with",
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
        "did not find expected alphabetic or numeric character",
        "text cannot begin with `*` or `&`",
        "put the whole value in quotes",
    ),
    (
        "invalid Unicode character escape code",
        "an escape that stands for no character",
        "write the character itself instead",
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


_AFTER_QUOTES = (
    "text goes on after the closing quotation mark",
    "put quotes around the whole value, or around none of it; an apostrophe inside '…' is written twice",
)
_AFTER_BRACKETS = ("text goes on after the closing bracket", "put quotes around the whole value")
_UNSETTLED_MERGE = (
    "two versions of the file were merged and not settled",
    "keep one version, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`",
)
# Where the parser noticed these is of no use: what began there is what an editor must look at.
_MEND_AT_THE_START = ("end of stream", "could not find expected ':'", "did not find expected ','")


def syntax_problem(error: Exception, source: SourceFile, first_line: int) -> Diagnostic:
    """The diagnostic for the parser's `error` in a text whose first line is `first_line`, counted from 0."""
    problem = getattr(error, "problem", None) or str(error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    start = getattr(error, "context_mark", None)
    if start and any(known in problem for known in _MEND_AT_THE_START):
        mark = start
    line, column = (mark.line, mark.column) if mark else (0, 0)
    line += first_line
    while line > first_line and not source.line(line + 1).strip():
        line, column = line - 1, 0
    label, help = _words(problem, source.line(line + 1), column)
    span = Span(source.path, line + 1, column + 1, line + 1, column + 2)
    return Diagnostic("yaml-syntax", "this is not YAML as we can read it", span, label, help)


def _words(problem: str, line: str, column: int) -> tuple[str, str]:
    """The label and the help for the parser's `problem` in `column`, counted from 0, of `line`."""
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        return _UNSETTLED_MERGE
    before = line[:column].rstrip()
    if "did not find expected key" in problem and before.endswith(("'", '"')):
        return _AFTER_QUOTES
    if "did not find expected key" in problem and before.endswith(("]", "}")):
        return _AFTER_BRACKETS
    for known, label, help in _PROBLEMS:
        if known in problem:
            return label, help
    return shown(problem, 120), "compare the line with `content/vacancies/_template.yaml`"
