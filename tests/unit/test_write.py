"""Writing: what is written is read back as it was, in the house's format, whatever the text."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from typing import Any

import pytest
from builtsite import PROJECT, demo_content
from hypothesis import given
from hypothesis import strategies as st

from portal.cellar.source import SourceFile
from portal.load.content import load_content
from portal.load.kinds import FOLDERS
from portal.load.record import Record, read_record
from portal.write.emit import WIDTH, emitted

SCHEMA = json.loads((PROJECT / "schema" / "vacancy.schema.json").read_text("utf-8"))
EMPLOYER = json.loads((PROJECT / "schema" / "employer.schema.json").read_text("utf-8"))
MODELINE = "# yaml-language-server: $schema=../../schema/vacancy.schema.json"


def read(text: str, path: str = "content/vacancies/a.yaml") -> dict[str, Any]:
    """The values of a text that must be without a mistake."""
    record, diagnostics = read_record(FOLDERS[0], SourceFile(path, text))
    assert [found.message for found in diagnostics] == []
    assert record is not None
    return record.data


def written(**fields: Any) -> list[str]:
    """The lines of the fields."""
    first, *lines = emitted(fields, SCHEMA).splitlines()
    assert first == MODELINE
    return lines


@cache
def all_records() -> list[Record]:
    """Those of a demonstration, the project's own and the five."""
    folders = (demo_content().parent, PROJECT, PROJECT / "tests" / "sites" / "five")
    return [record for folder in folders for record in load_content(folder).records]


@pytest.mark.parametrize(("kind", "schema"), [("vacancy", SCHEMA), ("employer", EMPLOYER)])
def test_every_record_comes_back_and_is_written_the_same_again(kind: str, schema: dict[str, Any]) -> None:
    """The values are equal, and the second text to the byte."""
    records = [record for record in all_records() if record.kind == kind]
    assert len(records) > 20
    for record in records:
        text = emitted(record.data, schema, path=record.path)
        again = read(text, record.path)
        assert again == record.data, record.path
        assert emitted(again, schema, path=record.path) == text, record.path


def test_the_order_is_the_schemas_at_every_level() -> None:
    """However the values came; what the schema does not know stands last."""
    lines = written(unknown="x", pay={"max": 2, "min": 1}, title="A", sections=[{"kind": "note", "heading": "B"}])
    assert lines == [
        "title: A",
        "pay:",
        "  min: 1",
        "  max: 2",
        "sections:",
        "  - heading: B",
        "    kind: note",
        "unknown: x",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain – “words”", "plain – “words”"),
        ("2026-01-01", "2026-01-01"),
        ("8a", "8a"),
        ("Level 7 (of 9)", "Level 7 (of 9)"),
        ("https://www.example.org/a#b", "https://www.example.org/a#b"),
        ("x: y", '"x: y"'),
        ("x #1", '"x #1"'),
        ("ends:", '"ends:"'),
        ("- dash", '"- dash"'),
        ("*bold*", '"*bold*"'),
        ("true", '"true"'),
        ("No", '"No"'),
        ("7", '"7"'),
        ("1.10", '"1.10"'),
        ("17:00", '"17:00"'),
        ("", '""'),
        (" a", '" a"'),
        ("a ", '"a "'),
        ('"x" and y', "'\"x\" and y'"),
        ('say "it\'s"', 'say "it\'s"'),
        ("- \\ it's", "'- \\ it''s'"),
        ("a\tb", '"a\\tb"'),
        ("a\n", "|\n  a"),
        ("a\n\n  b", "|-\n  a\n\n    b"),
        ("\na", '"\\na"'),
        ("a\n\n", '"a\\n\\n"'),
        ("\N{GRINNING FACE} ok", "\N{GRINNING FACE} ok"),
    ],
)
def test_a_text_has_quotes_only_where_it_needs_them(text: str, expected: str) -> None:
    """And what needs none is written as people write it."""
    assert "\n".join(written(title=text)) == f"title: {expected}"
    assert read(emitted({"title": text}, SCHEMA)) == {"title": text}


def test_a_long_text_is_folded() -> None:
    """At single spaces only, so that nothing is lost; a single long word stays whole."""
    words = "Words: go on and on, with two  spaces " + "and more " * 30 + "end"
    lines = written(summary=words, title="x" * 200)
    assert lines[:2] == [f"title: {'x' * 200}", "summary: >-"]
    assert max(map(len, lines[1:])) <= WIDTH
    assert read(emitted({"summary": words}, SCHEMA)) == {"summary": words}


def test_codes_and_short_words_stand_on_one_line() -> None:
    """Unless one has a comment, is long, or would need quotes."""
    assert written(pattern=["part_time", "job_share"]) == ["pattern: [part_time, job_share]"]
    assert written(settings=["a, b"]) == ["settings:", "  - a, b"]
    assert written(settings=["a" * 25]) == ["settings:", "  - " + "a" * 25]
    text = emitted({"pattern": ["part_time", "job_share"]}, SCHEMA, comments={"/pattern/1": ["Perhaps."]})
    assert text.splitlines()[1:] == ["pattern:", "  - part_time", "  # Perhaps.", "  - job_share"]


def test_what_is_empty_is_written_too() -> None:
    """Nothing is dropped: whoever wants it left out leaves it out."""
    inside: list[Any] = [{}, [], None, [["a: b"]], [{"x": 1}]]
    record: dict[str, Any] = {"title": None, "pay": {}, "settings": [], "sections": inside}
    assert read(emitted(record, SCHEMA)) == record


def test_a_number_is_written_as_one_would_type_it() -> None:
    """Whole numbers without a point; a date that is no text yet is its text."""
    assert written(pay={"min": 37.0, "max": 18.03}) == ["pay:", "  min: 37", "  max: 18.03"]
    assert written(may_close_early=True, posted=date(2026, 3, 1)) == ["posted: 2026-03-01", "may_close_early: true"]


def test_comments_stand_above_what_they_are_about() -> None:
    """Those of the whole above all, those at the end below all, those of the house once."""
    note = SCHEMA["properties"]["contact"]["properties"]["name"]["x-comment"]
    comments = {
        "": ["Whole."],
        "/title": ["Two", "lines"],
        "/contact/name": [note, "Asked on 3 March."],
        "/sections/0": ["Item."],
        "/sections/0/heading": ["Field."],
        "/-": ["End."],
    }
    record = {"title": "A", "sections": [{"heading": "B"}], "contact": {"name": "C"}}
    assert emitted(record, SCHEMA, comment="Made up.", comments=comments).splitlines() == [
        MODELINE,
        "# Made up.",
        "# Whole.",
        "",
        "# Two",
        "# lines",
        "title: A",
        "sections:",
        "  # Item.",
        "  # Field.",
        "  - heading: B",
        "contact:",
        f"  # {note}",
        "  # Asked on 3 March.",
        "  name: C",
        "# End.",
    ]


def test_a_markdown_file_has_its_description_as_its_text() -> None:
    text = emitted({"title": "A", "description": "One.\n\n---\n\nTwo.\n"}, SCHEMA, path="a.md")
    assert text == f"---\n{MODELINE}\ntitle: A\n---\n\nOne.\n\n---\n\nTwo.\n"
    assert read(text, "content/vacancies/a.md") == {"title": "A", "description": "One.\n\n---\n\nTwo.\n"}


VISIBLE = st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn"], include_characters="\n\t")
TEXTS = st.text(VISIBLE) | st.text(alphabet="ab:-#'\"[]{}|>&*!%?,\n\t ~1.\\é😀") | st.text("ab  ", max_size=400)
VALUES = st.recursive(
    TEXTS | st.booleans() | st.integers(-(10**12), 10**12) | st.none() | st.integers(0, 10**6).map(lambda n: n / 100),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.from_regex(r"\A[a-z_]{1,9}\Z"), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(["title", "pay", "sections", "pattern", "benefits", "x"]), VALUES, min_size=1))
def test_any_values_come_back(record: dict[str, Any]) -> None:
    """Whatever is written between whatever."""
    text = emitted(record, SCHEMA)
    assert read(text) == record
    assert emitted(read(text), SCHEMA) == text
