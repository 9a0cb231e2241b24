"""The reader of plain text: it reads what the YAML parser reads, or leaves it to the parser."""

from __future__ import annotations

import random
import sys
from typing import Any

import pytest
from builtsite import demo_content
from hypothesis import given
from hypothesis import strategies as st
from recordtexts import files_in, good

from portal.cellar.source import SourceFile
from portal.load.characters import FORBIDDEN, all_visible
from portal.load.plainreader import plain_values
from portal.load.record import words_in
from portal.load.scalars import MAX_NODES
from portal.load.yamlreader import read


def agree(text: str) -> bool:
    """Whether `text` is plain; if so, the YAML parser must read the same values in it, and have nothing to say."""
    texts: list[str] = []
    values = plain_values(text, texts)
    if values is None:
        return False
    assert sorted(texts) == sorted(words_in(values))
    reading = read(SourceFile("a.yaml", text))
    # As text, for 1, 1.0 and True are equal, and so are mappings in another order.
    assert (repr(values), []) == (repr(reading.value), reading.diagnostics)
    return True


PLAIN = {
    "a: b": {"a": "b"},
    "a: 12\nb: 1.50\nc: -1": None,  # a minus could begin an entry
    "a: 12\nb: 1.50\nc: 1_0\nd: 2026-01-01\ne: '12'": {"a": 12, "b": 1.5, "c": "1_0", "d": "2026-01-01", "e": "12"},
    "a: true\nb:\nc: ~\nd: No": {"a": True, "b": None, "c": None, "d": "No"},
    "# all\n\na: b\n  # more\nc: d": {"a": "b", "c": "d"},
    "a:\n  - b\n  - c: d\n    e:\n      - f\n  - g": {"a": ["b", {"c": "d", "e": ["f"]}, "g"]},
    "a: [b c, it's]\nd: []": {"a": ["b c", "it's"], "d": []},
    "a: [b c, 2]": None,  # lists in brackets are of words
    "a: \"b: #c\"\nd: 'e''s'\nf: \"\"": {"a": "b: #c", "d": "e's", "f": ""},
    "a: b:c#d, (e)": {"a": "b:c#d, (e)"},
    "a: b\n  c\n   d\ne:\n  - f\n    g": {"a": "b c d", "e": ["f g"]},
    "a: >-\n  b\n  # c\n\n  d: e\nf: g": {"a": "b # c\nd: e", "f": "g"},
    "a: |\n  b\n    c\n\n  d\n\ne: |-\n  f": {"a": "b\n  c\n\nd\n", "e": "f"},
}
OTHER = {
    **dict.fromkeys(("", "a", "- a", "# a"), "no fields"),
    **dict.fromkeys(("a: &b c", "a: *b", "a: !b c", "<<: a", "? a", "%YAML 1.1", "--- a", "a: {b: c}"), "more of YAML"),
    **dict.fromkeys(("a: b\na: c", "a: b: c", "a: 'b", "a: b'\n c: d", "a: b\n  - c", " a: b"), "a mistake"),
    **dict.fromkeys(("a: b #c", "a: #b", "a: b # c"), "a comment, or a text that is cut short"),
    **dict.fromkeys(('a: "\\u202e"', "a: b\u200bc", "a:\tb", "a: b\x07"), "odd characters"),
    **dict.fromkeys(("a: >\n  b\n    c\n  d", "a: >-\n  b\n\n\n  c", "a: |\n\n  b", "a: |+\n  b"), "odd paragraphs"),
    **dict.fromkeys(("a:\n- b", "a:\n  b\nc: d", "a:\n  -\n    b", "a: \nb: c", "a: [\n  b]"), "odd lines"),
    **dict.fromkeys(("a: \nb: >-\n  c", "a: b >\n  c", "# a >\n  b: c", "a: >-\n  b \n  c"), "odd ends of lines"),
}


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text(text: str) -> None:
    assert plain_values(text + "\n") == PLAIN[text]
    assert agree(text + "\n") is (PLAIN[text] is not None)


@pytest.mark.parametrize("text", OTHER)
def test_what_is_left_to_the_parser(text: str) -> None:
    assert plain_values(text + "\n") is None


def test_no_two_records_share_a_list() -> None:
    """What a line says is kept for the next record that has it."""
    first = plain_values("a: [b]\n") or {}
    first["a"].append("c")
    assert plain_values("a: [b]\n") == {"a": ["b"]}


def test_what_is_too_large_or_too_deep_is_left_to_the_parser() -> None:
    assert plain_values("a:\n" + "  - b\n" * MAX_NODES) is None
    assert plain_values("".join(f"{' ' * depth}a:\n" for depth in range(40))) is None


def test_no_forbidden_character_is_taken_for_a_visible_one() -> None:
    for character in map(chr, range(sys.maxunicode + 1)):
        assert not (all_visible(character) and any(pattern.search(character) for _, pattern in FORBIDDEN)), character


def test_records_are_plain() -> None:
    """Else they would still be read, and six times as slowly."""
    assert all(agree(text) for _, text in files_in(demo_content(100).parent))


PIECES = [
    "a: ",
    "b: ",
    "c:",
    "- ",
    "  ",
    " ",
    "\n",
    "\n",
    "\n  ",
    "\n    ",
    "x",
    "y z",
    "12",
    "true",
    "'q'",
    '"q"',
    "''",
]
PIECES += [*"#:,'\"[]{}|>&*!?%@`~\t-", " #", "|-", ">-", "[x, y]", "---", "...", "<<: "]


@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_whatever_is_read_the_parser_reads_too(text: str) -> None:
    agree(text + "\n")


@pytest.mark.parametrize("seed", range(200))
def test_a_record_after_slips(seed: int) -> None:
    """Lines of a record are moved, lost, given twice, or have something put into them."""
    chance = random.Random(seed)
    lines = chance.choice(good())[1].split("\n")
    for _ in range(chance.randint(1, 3)):
        slip(lines, chance)
    agree("\n".join(lines))


def slip(lines: list[Any], chance: random.Random) -> None:
    number = chance.randrange(len(lines))
    line = lines[number]
    column = chance.randint(0, len(line))
    lines[number : number + 1] = chance.choice(
        [[], [line, line], [" " + line], [line[1:]], [line[:column] + chance.choice(PIECES) + line[column:]]]
    )
