"""Source: lines as an editor counts them, and spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cellar.source import SourceFile


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_break_ends_a_line(end: str) -> None:
    """The numbers of lines are an editor's, whatever system the file comes from."""
    assert SourceFile("a", f"one{end}two{end}").lines == ("one", "two", "")


def test_other_separators_do_not_end_a_line() -> None:
    """Form feeds and Unicode's separators are characters of a line, as they are in an editor."""
    assert SourceFile("a", "one\x0b\x0c\x1c\x85\u2028two").lines == ("one\x0b\x0c\x1c\x85\u2028two",)


def test_a_line_beyond_the_end_is_empty() -> None:
    """Asking for a line that is not there is no error: a mistake may be noticed at the end of the file."""
    source = SourceFile("a", "one")
    assert (source.line(1), source.line(0), source.line(2), source.line(-1)) == ("one", "", "", "")


def test_a_span_counts_characters_and_not_bytes() -> None:
    """Columns count characters, so that an accent or an emoji does not shift the carets."""
    span = SourceFile("a", "Ŵyl 😀 here\nthere").span_of(6, 4)
    assert (span.line, span.column, span.end_line, span.end_column) == (1, 7, 1, 11)


@given(st.lists(st.sampled_from(["a", "b", "\n", "\r\n"]), max_size=40), st.data())
def test_a_span_points_at_its_character(parts: list[str], data: st.DataObject) -> None:
    """What follows a span's line and column is what follows its offset, whatever breaks the lines."""
    before = "".join(parts[: data.draw(st.integers(0, len(parts)))])
    text = "".join(parts)
    source = SourceFile("a", text)
    span = source.span_of(len(before))
    rest = "\n".join(source.lines[span.line - 1 :])[span.column - 1 :]
    assert rest == text[len(before) :].replace("\r\n", "\n")
