"""Diagnostics: order, repeats, and the words that every message shares."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cellar.diagnostics import Diagnostic, Report, Severity, did_you_mean, nearest, quoted, shown
from portal.cellar.source import Span


def at(path: str, line: int, column: int = 1, rule: str = "a-rule") -> Diagnostic:
    return Diagnostic(rule, "a message", Span(path, line, column, line, column + 1))


def test_diagnostics_come_by_file_and_place() -> None:
    """The order of the output does not depend on the order in which the mistakes were found."""
    expected = [at("a", 1), at("a", 2, 1), at("a", 2, 5), at("a", 10), at("b", 1, 1, "a"), at("b", 1, 1, "b")]
    mixed = expected[:]
    random.Random(1).shuffle(mixed)
    report = Report()
    report.add(mixed)
    assert report.in_order() == expected


def test_a_mistake_without_a_place_comes_first() -> None:
    """What is about no file is about all of them."""
    report = Report()
    report.add([at("a", 1), Diagnostic("a-rule", "nowhere")])
    assert report.in_order()[0].span is None


def test_a_mistake_is_told_once() -> None:
    """Two rooms that find the same mistake make one message."""
    report = Report()
    report.add([at("a", 1)])
    report.add([at("a", 1), at("a", 1)])
    assert len(report.found) == 1


def test_errors_and_warnings_are_told_apart() -> None:
    """A warning is no error, and an error no warning."""
    report = Report([at("a", 1), Diagnostic("a-rule", "a message", severity=Severity.WARNING)])
    assert (len(report.errors), len(report.warnings)) == (1, 1)


@pytest.mark.parametrize(
    ("values", "text"),
    [([], ""), (["a"], "`a`"), (["a", "b"], "`a` or `b`"), (["a", "b", "c"], "`a`, `b` or `c`")],
)
def test_values_are_quoted_as_a_sentence_has_them(values: list[str], text: str) -> None:
    """No comma before the last, and nothing for nothing."""
    assert quoted(values) == text


MANY = ["art_therapy", "cat", "cbt", "dbt", "drama_therapy", "emdr", "family_therapy", "music_therapy", "ipt"]


@pytest.mark.parametrize(
    ("given_word", "allowed", "help"),
    [
        ("cbtt", MANY, "did you mean `cbt`?"),
        ("Drama Therapy", MANY, "did you mean `drama_therapy`?"),
        ("drama", MANY, "did you mean `drama_therapy`?"),
        ("hypnosis", MANY, ""),
        ("home", ["on_site", "hybrid", "remote"], "use `on_site`, `hybrid` or `remote`"),
        ("hybird", ["on_site", "hybrid", "remote"], "did you mean `hybrid`?"),
        ("anything", [], ""),
        ("", ["on_site", "hybrid"], "use `on_site` or `hybrid`"),
    ],
)
def test_help_names_what_was_probably_meant(given_word: str, allowed: list[str], help: str) -> None:
    """The likely one; of a few all; of many the nearest; of none nothing."""
    assert did_you_mean(given_word, allowed) == help


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("edmr", ["emdr"]),
        ("CTB", ["cbt"]),
        ("cb", ["cbt"]),
        ("cbtt", ["cbt"]),
        ("mst", []),
        ("cdt", []),
        ("psychodinamic", ["psychodynamic"]),
        ("psychodynamics", ["psychodynamic"]),
    ],
)
def test_of_codes_a_short_one_is_near_by_a_single_slip_alone(word: str, near: list[str]) -> None:
    """Three letters are like many other three, and each is another therapy."""
    assert nearest(word, ["cbt", "cft", "emdr", "mbt", "psychodynamic"], codes=True) == near


@given(st.text(max_size=30), st.lists(st.text(max_size=10), max_size=12))
def test_the_nearest_are_among_the_choices(word: str, choices: list[str]) -> None:
    """Help never invents a value, whatever was typed, and never names more than three."""
    near = nearest(word, choices)
    assert set(near) <= set(choices)
    assert len(near) <= 3


@given(st.text())
def test_a_shown_value_can_do_nothing(text: str) -> None:
    """Whatever a value holds, it is shown on one line, without controls, short."""
    result = shown(text)
    assert len(result) <= 60
    assert not any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in result)
    assert not any("\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069" for character in result)


@pytest.mark.parametrize("text", ["Therapydd Chwarae", "العلاج باللعب", "👩🏽‍⚕️", "a\u00a0b", "ﬁ e̋ 日本語"])
def test_honest_text_is_shown_as_it_is(text: str) -> None:
    """Welsh, Arabic, joined emoji and hard spaces come out as typed."""
    assert shown(text) == text
