"""YAML: a small part of it, read to plain values that know their places; the rest is refused by name."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cellar.source import SourceFile
from portal.load.yamlreader import Reading, read


def reading(text: str) -> Reading:
    return read(SourceFile("a.yaml", text))


def value(text: str) -> Any:
    """The value of a text without mistakes."""
    result = reading(text)
    assert result.diagnostics == []
    return result.value


def rules(text: str) -> list[str]:
    return [found.rule for found in reading(text).diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "NO",
        "yes",
        "Yes",
        "on",
        "off",
        "y",
        "n",
        "0123",
        "0x1F",
        "0o17",
        "1_000",
        "12:30",
        "12:30:45",
        "1e3",
        ".5",
        "5.",
        "+1",
        ".inf",
        ".nan",
        "=",
        "<",
        "2026-03-31",
        "2026-02-30",
        "-0x1",
        "1,000",
        "00",
        "-01",
        "1.2.3",
        "nULL",
        "tRUE",
        "5%",
        "99999999999999999999",
    ],
)
def test_what_is_no_plain_number_or_word_is_text(text: str) -> None:
    """Nothing is turned into what its writer did not write: not Norway, not a time, not a leading nought."""
    assert value(f"- {text}") == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("18.03", 18.03),
        ("1.50", 1.5),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("null", None),
        ("'12'", "12"),
        ('"true"', "true"),
        ("''", ""),
    ],
)
def test_numbers_and_the_words_of_yaml_1_2_are_what_they_look_like(text: str, expected: object) -> None:
    """A number is a number, unless it stands in quotes."""
    assert value(f"- {text}") == [expected]
    assert type(value(f"- {text}")[0]) is type(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: >-\n  one\n  two\n\n  three\n", {"a": "one two\nthree"}),
        ("a: |\n  # one\n    two\n", {"a": "# one\n  two\n"}),
        ("a: 'it''s'\n", {"a": "it's"}),
        ('a: "\\u00e9\\t\\""\n', {"a": 'é\t"'}),
        ("a: {b: [1, two]}\n", {"a": {"b": [1, "two"]}}),
        ("a:\n- b\n- c\n", {"a": ["b", "c"]}),
        ("a: one\n  two\n", {"a": "one two"}),
        ("---\na: b\n...\n", {"a": "b"}),
        ("a: b#c  # d\n", {"a": "b#c"}),
        ("12: a\ntrue: b\n", {"12": "a", "true": "b"}),
        ("a: {{x: 1}: 2}\n".replace("{{x: 1}: 2}", "{x: 1}"), {"a": {"x": 1}}),
    ],
)
def test_ways_to_write_a_value(text: str, expected: object) -> None:
    """Block, folded, quoted and flow style come to the same plain values; keys are always text."""
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("a: &b c\n", "anchor"),
        ("a: *b\n", "alias"),
        ("a: !b c\n", "tag"),
        ("a: !!timestamp 2026-03-31\n", "tag"),
        ("!b a: c\n", "tag"),
        ("<<: {a: b}\n", "merge-key"),
        ("%YAML 1.2\n---\na: b\n", "directive"),
        ("a: b\n---\nc: d\n", "second-document"),
        ("a: b\na: c\n", "repeated-key"),
        ("ﬁ: b\nfi: c\n", "repeated-key"),
        ("? {a: b}\n: c\n", "key-not-text"),
        ("a:\n\tb: c\n", "tab-indent"),
        ("a: \x07\n", "control-character"),
        ('a: "\\x07"\n', "control-character"),
        ('a: "\\L"\n', "control-character"),
        ("a: \u2028b\n", "control-character"),
        ("a: \u202e\n", "hidden-character"),
        ('a: "\\u2066"\n', "hidden-character"),
        ("a: Ros\ufffd\n", "lost-character"),
        ('a: "Ros\\ufffd"\n', "lost-character"),
        ("a:\n  - b\n    - c\n", "yaml-syntax"),
        ("a: b\n  - c\n", "yaml-syntax"),
        ("a: " + "[" * 40, "nested-too-deep"),
        ("[" * 100_000, "nested-too-deep"),
        ("- " * 1000, "nested-too-deep"),
        ("a: b # c\n", "comment-cuts-text"),
    ],
)
def test_the_rest_of_yaml_is_refused_by_name(text: str, rule: str) -> None:
    """Each thing that a record does not need has a message of its own, and only that."""
    assert rules(text) == [rule]


def test_an_alias_bomb_is_small_and_quickly_refused() -> None:
    """Nothing is multiplied: the value of an alias is never looked up."""
    lines = ["a0: &a0 [ha, ha]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))]
    started = time.process_time()
    result = reading("\n".join(lines))
    assert {found.rule for found in result.diagnostics} == {"anchor", "alias"}
    assert result.value["a9"] == [None] * 9
    assert time.process_time() - started < 1


def test_every_value_and_key_knows_its_place() -> None:
    """Lines and columns count from nought in the reader, as its parser counts."""
    place = reading("a: b\nc:\n  - d: 'e f'\n").place
    assert place.parts["a"].mark == (0, 3, 0, 4)
    assert place.keys["c"] == (1, 0, 1, 1)
    assert place.parts["c"].parts[0].parts["d"].mark == (2, 7, 2, 12)


def test_a_text_within_a_file_has_the_files_lines() -> None:
    """Front matter begins on the second line of its file."""
    source = SourceFile("a.md", "---\na: b\na: c\n---\n")
    (found,) = read(source, "a: b\na: c\n", 1).diagnostics
    assert found.span is not None
    assert (found.span.line, found.label) == (3, "first given on line 2")


FLOW = "ab:-#'\"[]{}|>&*!%?,\n\t ~1.\\"


@given(
    st.text()
    | st.text(alphabet=FLOW)
    | st.lists(st.sampled_from(["a: ", "- ", "\n", "  ", "b", '"', "#"])).map("".join)
)
def test_any_text_is_read_without_an_exception(text: str) -> None:
    """There is a value or a mistake, and each mistake lies within the file."""
    result = reading(text)
    lines = SourceFile("a.yaml", text).lines
    for found in result.diagnostics:
        assert found.span is not None
        assert 1 <= found.span.line <= len(lines)
        assert 1 <= found.span.column <= len(lines[found.span.line - 1]) + 1


PLAIN = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"]), max_size=20)


@given(
    st.dictionaries(PLAIN.filter(str.strip), PLAIN | st.booleans() | st.integers(-1000, 1000) | st.none(), max_size=5)
)
def test_what_is_written_in_quotes_comes_back(record: dict[str, Any]) -> None:
    """Text in single quotes is read as it is; other values as the words for them."""
    words = {True: "true", False: "false", None: "null"}

    def written(item: object) -> str:
        if isinstance(item, str):
            return "'" + item.replace("'", "''") + "'"
        return words[item] if item is None or isinstance(item, bool) else str(item)

    text = "".join(f"{written(key)}: {written(item)}\n" for key, item in record.items())
    result = reading(text)
    if not result.diagnostics:  # two keys that only look different are refused
        assert result.value == (record or None)
    else:
        assert {found.rule for found in result.diagnostics} == {"repeated-key"}
