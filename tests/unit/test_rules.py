"""Rules: whatever a record holds, rules find mistakes in it and never stumble."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.cellar.source import SourceFile
from portal.load.content import Content
from portal.load.kinds import FILES, FOLDERS
from portal.load.record import Record, read_record
from portal.model.vacancy import KEY_FACTS
from portal.validate import rules
from portal.validate.rules import facts, reading
from portal.validate.schema import read_schemas
from portal.validate.validate import validate

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = read_schemas(ROOT / "schema")
KINDS = {kind.name: kind for kind in (*FOLDERS, *FILES)}
EVERY_RULE = (*rules.EVERY, *rules.VACANCY, *rules.LANGUAGE, *rules.SCHEMA, *rules.DAY, *rules.CATALOGUE)


def record(data: object, kind: str = "vacancy") -> Record:
    """A record of `data`, which is written as JSON: all of JSON is YAML that we read."""
    source = SourceFile(f"content/{KINDS[kind].folder}/a.yaml", json.dumps(data, ensure_ascii=False, indent=1))
    made, diagnostics = read_record(KINDS[kind], source)
    assert made is not None, diagnostics
    return made


def names(data: dict[str, Any]) -> list[str]:
    """The rules for one vacancy that `data` breaks."""
    made = record(data)
    return [found.rule for rule in (*rules.EVERY, *rules.VACANCY) for found in rule(made)]


STATED = {"closing_date": "2026-03-31", "not_stated": [fact for fact in KEY_FACTS if fact != "closing_date"]}


def test_a_record_that_states_or_lists_every_fact_breaks_no_rule() -> None:
    """The least that a vacancy must say is a date and what it does not say."""
    assert names(STATED) == []


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.__name__)
def test_each_rule_states_itself(rule: Any) -> None:
    """The first line of a rule's docstring says in one sentence what must be true."""
    first = (rule.__doc__ or "").splitlines()[0]
    assert first.endswith((".", "…", "ticks hang on it."))
    assert len(first) > 20


def test_every_rule_is_called() -> None:
    """A rule that is written and not listed would find nothing."""
    listed = {rule.__name__ for rule in EVERY_RULE}
    written = set()
    for file in (ROOT / "portal" / "validate" / "rules").glob("[a-z]*.py"):
        if file.stem != "reading":
            tree = ast.parse(file.read_text("utf-8"))
            written |= {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and is_rule(node)}
    assert written == listed


def is_rule(function: ast.FunctionDef) -> bool:
    """Whether a function of a room of rules is one: it gives diagnostics, and its name is no private one."""
    gives = ast.unparse(function.returns) if function.returns else ""
    return gives == "Iterator[Diagnostic]" and function.name[0] != "_"


@pytest.mark.parametrize("fact", KEY_FACTS)
def test_a_key_fact_is_given_or_not_stated_or_in_conflict(fact: str) -> None:
    """Neither alone is a mistake, and none of them is."""
    others = [other for other in KEY_FACTS if other != fact]
    readings = [{"says": "one", "where": "here"}, {"says": "two", "where": "there"}]
    review = {"review_by": "2026-06-01"}
    assert names({"not_stated": others, **review}) == ["key-fact-missing"]
    assert names({"not_stated": list(KEY_FACTS), **review}) == []
    assert names({"not_stated": others, "conflicts": [{"fact": fact, "readings": readings}], **review}) == []


@pytest.mark.parametrize("fact", KEY_FACTS)
def test_a_key_fact_under_a_misspelt_name_is_not_missing_too(fact: str) -> None:
    """The unknown field is one message; that its fact is missing would be a second for the same slip."""
    others = [other for other in KEY_FACTS if other != fact]
    data = {fact.upper().replace("_", "-"): "x", "not_stated": others, "review_by": "2026-06-01"}
    assert list(facts.key_fact_missing(record(data))) == []


@pytest.mark.parametrize(
    ("early", "late", "rule"),
    [
        ("opening_date", "closing_date", "closes-before-opens"),
        ("posted", "closing_date", "posted-after-closing"),
        ("closing_date", "interview_date", "interview-before-closing"),
        ("checked_on", "review_by", "review-before-check"),
    ],
)
def test_one_and_the_same_day_is_in_order(early: str, late: str, rule: str) -> None:
    """Both days count; a day earlier is a mistake."""
    rest = {**STATED, "closing_date": "2026-03-31"}
    assert rule not in names({**rest, early: "2026-03-31", late: "2026-03-31"})
    assert rule in names({**rest, early: "2026-03-31", late: "2026-03-30"})


def test_an_impossible_date_is_not_compared() -> None:
    """It has its own message, and no rule guesses what it means."""
    assert names({**STATED, "opening_date": "2026-02-30", "posted": "soon", "interview_date": 7}) == []


def test_a_vacancy_that_was_read_badly_hides_no_employer() -> None:
    """An employer whose file is broken is there all the same: its own message is enough."""
    broken = SourceFile("content/employers/larkfield.yaml", "name: [\n")
    nothing, diagnostics = read_record(KINDS["employer"], broken)
    content = Content([record({**STATED, "employer": "larkfield"})], {broken.path: broken}, diagnostics)
    assert nothing is None
    found = [each.rule for each in validate(content, SCHEMAS).found]
    assert "unknown-employer" not in found
    assert "yaml-syntax" in found


def test_reading_gives_nothing_where_there_is_nothing() -> None:
    """A path that leads into a text, out of a list or to another type is no error."""
    made = record({"title": "A", "pay": {"min": True}, "posted": "2026-02-30", "contract": ["a"]})
    assert reading.value(made, "title", "x", 0) is None
    assert reading.value(made, "contract", 1) is None
    assert reading.value(made, "contract", "0") is None
    assert reading.number(made, "pay", "min") is None
    assert reading.day(made, "posted") is None
    assert reading.text(made, "pay") is None
    assert (reading.items(made, "title"), reading.fields(made, "contract")) == ([], {})


def known_names(node: Any) -> Iterator[str]:
    """Every field's name in a schema."""
    if isinstance(node, dict):
        yield from node.get("properties", {}) if isinstance(node.get("properties"), dict) else ()
        for part in node.values():
            yield from known_names(part)


NAMES = sorted(set(known_names(SCHEMAS["vacancy"].data)))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
VALUES = st.sampled_from(
    [
        "essential",
        "lost",
        "marked",
        "A",
        "hcpc",
        "a",
        "url",
        "email",
        "2026-03-31",
        "2026-01-01",
        "pay",
        "permanent",
        "7",
    ]
)
LEAVES = TEXT | VALUES | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.booleans() | st.none()
TREES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES) | TEXT, inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=300)
@given(st.dictionaries(st.sampled_from(NAMES) | TEXT, TREES, max_size=8), st.sampled_from(sorted(KINDS)))
def test_anything_may_stand_in_a_record(data: dict[str, Any], kind: str) -> None:
    """Whatever stands in whatever field of any record: diagnostics with places in the file, no exception."""
    source = SourceFile(f"content/{KINDS[kind].folder}/a.yaml", json.dumps(data, indent=1, ensure_ascii=False))
    made, diagnostics = read_record(KINDS[kind], source)
    content = Content([made] if made else [], {source.path: source}, diagnostics)
    for found in validate(content, SCHEMAS).found:
        assert found.message
        assert found.span is not None
        assert found.span.path == source.path
        assert 1 <= found.span.line <= len(source.lines)
        assert 1 <= found.span.column <= len(source.line(found.span.line)) + 1
        assert (found.span.end_line or found.span.line) >= found.span.line


def text_fields() -> list[tuple[str, ...]]:
    return [path for path, field in SCHEMAS["vacancy"].fields() if field.get("type") == "string"]


@pytest.mark.parametrize("path", text_fields(), ids=".".join)
@settings(max_examples=10)
@given(text=st.text(max_size=60) | st.sampled_from(["[a](b)", "<b>", "[x]: y", "](", "\u202e", "{{ x }}", "[" * 60]))
def test_any_text_may_stand_in_any_field(path: tuple[str, ...], text: str) -> None:
    """Each text field takes any text, or says what is wrong with it."""
    data: Any = text
    for step in reversed(path):
        data = [data] if step == "[]" else {step: data}
    written = json.dumps({**STATED, **data})
    source = SourceFile("content/vacancies/a.yaml", written)
    made, diagnostics = read_record(KINDS["vacancy"], source)
    assert made is not None or diagnostics
    validate(Content([made] if made else [], {source.path: source}, diagnostics), SCHEMAS)
