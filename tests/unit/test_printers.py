"""Printers: the same report for a person, for GitHub and for a program."""

from __future__ import annotations

import json
import re
import unicodedata
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from portal.cellar.diagnostics import Diagnostic, Report, Severity
from portal.cellar.source import SourceFile, Span
from portal.front import printers

ANY = st.text(max_size=40)
HOSTILE = st.sampled_from(["\x1b[31m", "\n::error::", "::set-env", "\r\n", "\u202e", "\x9b2J", "%0A", "\ud800", "\0"])
MIXED = st.lists(ANY | HOSTILE, max_size=4).map("".join)


@st.composite
def reports(draw: st.DrawFn) -> tuple[Report, dict[str, SourceFile]]:
    path, text = draw(MIXED), draw(MIXED)
    source = SourceFile(path, text)
    line = draw(st.integers(1, len(source.lines)))
    column = draw(st.integers(1, len(source.line(line)) + 1))
    span = Span(path, line, column, line, column + draw(st.integers(0, 5)))
    found = Diagnostic(
        "a-rule", draw(MIXED), span, draw(MIXED), draw(MIXED), draw(st.sampled_from(Severity)), (draw(MIXED),)
    )
    return Report([found]), {path: source}


def is_harmless(text: str) -> bool:
    """Whether a terminal, or GitHub's log, would only show the text."""
    bad = {"Cc", "Cs", "Zl", "Zp"}
    return not any(
        (unicodedata.category(character) in bad and character != "\n")
        or character in "\u202a\u202b\u202d\u202e\u2066\u2067"
        for character in text
    )


EXAMPLE = Diagnostic(
    "unknown-field",
    "`employr` is not a field of a vacancy",
    Span("content/vacancies/a.yaml", 2, 1, 2, 8),
    "not in the schema",
    "did you mean `employer`?\nor another",
)
SOURCES = {"content/vacancies/a.yaml": SourceFile("content/vacancies/a.yaml", "title: A\nemployr: b\n")}


def test_a_terminal_shows_the_line_and_its_place() -> None:
    """What is wrong, where, the line itself, what was expected, what to type."""
    assert printers.terminal(Report([EXAMPLE]), SOURCES) == (
        "error[unknown-field]: `employr` is not a field of a vacancy\n"
        " --> content/vacancies/a.yaml:2:1\n"
        "  |\n"
        "2 | employr: b\n"
        "  | ^^^^^^^ not in the schema\n"
        "  |\n"
        "  = help: did you mean `employer`?\n"
        "          or another\n"
        "\n"
    )


def test_colours_change_nothing_but_the_colours() -> None:
    """Without its escape sequences the coloured text is the plain one."""
    coloured = printers.terminal(Report([EXAMPLE]), SOURCES, colour=True)
    assert coloured != printers.terminal(Report([EXAMPLE]), SOURCES)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == printers.terminal(Report([EXAMPLE]), SOURCES)


def test_a_long_line_is_shown_around_its_mistake() -> None:
    """The carets stand under the mistake, even in a line of a thousand characters."""
    source = SourceFile("a", "x" * 500 + "WRONG" + "x" * 500)
    told = printers.terminal(Report([Diagnostic("a-rule", "m", Span("a", 1, 501, 1, 506))]), {"a": source})
    line, carets = told.split("\n")[3:5]
    start = carets.index("^")
    assert line[start : start + carets.count("^")] == "WRONG"
    assert len(line) < 200


def test_a_mistake_of_several_lines_is_underlined_to_the_end_of_its_first() -> None:
    """A span that goes on further is shown by its first line."""
    source = SourceFile("a", "one two\nthree\n")
    told = printers.terminal(Report([Diagnostic("a-rule", "m", Span("a", 1, 5, 2, 6))]), {"a": source})
    assert "  |     ^^^\n" in told


def test_the_summary_counts() -> None:
    """One error is one error."""
    warning = Diagnostic("a-rule", "m", Span("b"), severity=Severity.WARNING)
    assert printers.summary(Report([EXAMPLE, warning])) == "1 error and 1 warning in 2 files"
    assert printers.summary(Report([warning])) == "1 warning in 1 file"
    assert printers.summary(Report([])) == "0 errors"


@given(reports())
def test_nothing_of_a_record_reaches_a_terminal_raw(made: tuple[Report, dict[str, SourceFile]]) -> None:
    """Whatever a record or a file's name holds: no control character, and no line that GitHub would obey."""
    report, sources = made
    told = printers.terminal(report, sources)
    assert is_harmless(told)
    assert not any(line.lstrip().startswith("::") for line in told.split("\n"))


@given(reports())
def test_a_diagnostic_is_one_annotation(made: tuple[Report, dict[str, SourceFile]]) -> None:
    """Each diagnostic is one line for GitHub, and only the line itself begins a command."""
    told = printers.github(made[0])
    assert is_harmless(told)
    assert told.count("\n") == len(made[0].found)
    assert re.match(r"::(error|warning) file=[^:\n]*,line=\d+,col=\d+,(endColumn=\d+,)?title=a-rule::", told)


@given(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1).map(lambda text: f"{text}, 100%: `{text}`"))
def test_what_is_escaped_for_github_comes_back_unchanged(words: str) -> None:
    """GitHub decodes the message and the file's name to what they were."""
    told = printers.github(Report([Diagnostic("a-rule", words, Span(words, 1, 1, 1, 2))]))
    _, properties, message = told.rstrip("\n").split("::", 2)
    assert unquote(message) == words
    assert unquote(properties.split("file=")[1].split(",")[0]) == words


@given(reports())
def test_json_is_json_and_plain_ascii(made: tuple[Report, dict[str, SourceFile]]) -> None:
    """A program gets exactly the diagnostic's words; a terminal that shows them gets nothing to obey."""
    told = printers.as_json(made[0], "done")
    assert told.isascii()
    assert is_harmless(told)
    row = json.loads(told)["diagnostics"][0]
    found = made[0].found[0]
    assert (row["message"], row["label"], row["help"]) == (found.message, found.label, found.help)
    assert (row["rule"], row["severity"], row["trail"]) == (found.rule, found.severity, list(found.trail))


def test_json_says_where() -> None:
    """Programs find the same place as people."""
    row = json.loads(printers.as_json(Report([EXAMPLE]), "done"))["diagnostics"][0]
    place = [row[name] for name in ("file", "line", "column", "end_line", "end_column")]
    assert place == ["content/vacancies/a.yaml", 2, 1, 2, 8]
