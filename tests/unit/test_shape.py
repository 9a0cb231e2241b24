"""Shape: what a schema validator finds, in our words, once, and in the right place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cellar.diagnostics import Diagnostic
from portal.cellar.source import SourceFile
from portal.load.kinds import FOLDERS
from portal.load.record import read_record
from portal.load.yamlreader import read
from portal.validate.corrections import as_yaml, better_address, better_form, retyped
from portal.validate.dateforms import date_words, on_24_hour_clock
from portal.validate.schema import read_schemas
from portal.validate.shape import Shape

SHAPE = Shape(read_schemas(Path(__file__).resolve().parents[2] / "schema")["vacancy"])
GOOD = """\
title: Play Therapist
employer: larkfield
source:
  type: nhs_jobs
summary: Offer play therapy to children in two primary schools.
"""


def check(text: str) -> list[Diagnostic]:
    record, diagnostics = read_record(FOLDERS[0], SourceFile("content/vacancies/a.yaml", text))
    assert record is not None
    assert diagnostics == []
    return list(SHAPE.check(record))


def messages(text: str) -> list[tuple[str, str]]:
    return [(found.rule, found.help) for found in check(GOOD + text)]


def test_a_good_record_has_no_fault() -> None:
    """Four fields are all that the schema asks for."""
    assert check(GOOD) == []


@pytest.mark.parametrize(
    ("text", "rule", "help"),
    [
        ("band: 8a\n", "unknown-field", "`band` belongs under `pay`"),
        ("salary: 1\n", "unknown-field", "did you mean `pay`?"),
        ("pay:\n  reference: x\n", "unknown-field", "`reference` belongs at the top, without indentation"),
        ("reference: 12\n", "wrong-type", 'put it in quotes: `"12"`'),
        ("pay:\n  min: £1,200.50\n", "wrong-type", "write `1200.50`: digits only, without £ or commas"),
        (
            "pay:\n  min: 035000\n",
            "wrong-type",
            "write `35000`: digits only, with nothing before, between or after them",
        ),
        (
            "pay:\n  min: £35_000 a year\n",
            "wrong-type",
            "write the figure alone: `35000`; what it is for goes into `period: year`",
        ),
        ("pay:\n  min: 3.5e-4\n", "wrong-type", "write it like `46419`"),
        ("duration_months: 6.5\n", "wrong-type", "write it like `6`"),
        ("contract: bank\n", "wrong-type", "write `contract: [bank]`"),
        ("may_close_early: no\n", "wrong-type", "write `false`"),
        (
            "benefits: [{pension: 5%}]\n",
            "wrong-type",
            'this text has a colon in it, so it needs quotes: write `"pension: 5%"`',
        ),
        ("contract: [permanent, Fixed-Term]\n", "unknown-value", "did you mean `fixed_term`?"),
        ("posted: 1 Mar 2026\n", "not-a-date", "did you mean `2026-03-01`?"),
        ("closing_time: 9.30am\n", "wrong-form", 'did you mean `"09:30"`?'),
        ("work_mode:\n", "empty-value", "write a value, such as `on_site`, or delete the line"),
    ],
)
def test_help_is_what_to_type(text: str, rule: str, help: str) -> None:
    """One mistake gives one message, and the message mends it."""
    assert messages(text) == [(rule, help)]


def test_a_value_of_the_wrong_type_is_told_once() -> None:
    """`band: 7` breaks its type and its list of values, and is one mistake."""
    assert [rule for rule, _ in messages("pay: {band: 7}\n")] == ["wrong-type"]


def test_a_misspelt_field_is_not_missing_too() -> None:
    """Of `employr` an editor hears once, as in the example of every message."""
    assert [found.rule for found in check(GOOD.replace("employer", "employr"))] == ["unknown-field"]


def test_every_mistake_of_a_list_is_found() -> None:
    """The second and the third item are looked at as the first is."""
    found = check(GOOD + "contract: [permanet, bank, sesional]\n")
    assert [each.span.column for each in found if each.span] == [12, 28]


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("31/03/2026", "did you mean `2026-03-31`?"),
        ("31.3.26", "did you mean `2026-03-31`?"),
        ("Tuesday 31st March 2026", "did you mean `2026-03-31`?"),
        ("2026-03-31T17:00:00Z", "did you mean `2026-03-31`?"),
        ("2026-3-1", "write `2026-03-01`: two digits for month and day"),
        ("2025-02-30", "February 2025 has 28 days"),
        ("2024-02-30", "February 2024 has 29 days"),
        ("31 Foo 2026", "write the year, the month and the day: `YYYY-MM-DD`"),
        ("99/99/2026", "write the year, the month and the day: `YYYY-MM-DD`"),
    ],
)
def test_a_date_is_guessed_only_where_it_is_clear(text: str, help: str) -> None:
    """British order, since the adverts are British; a day that does not exist is no guess."""
    assert date_words(text)[1] == help


@given(st.text() | st.from_regex(r"\d{1,4}[-/.]\d{1,4}[-/.]\d{1,6}", fullmatch=True))
def test_any_text_for_a_date_has_help(text: str) -> None:
    """Whatever stands where a date should, there is a label and something to type."""
    assert all(date_words(text))


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_british_date_is_understood(day: date) -> None:
    """Day, month and year come to the date they mean."""
    assert f"`{day.isoformat()}`" in date_words(f"{day.day}/{day.month}/{day.year}")[1]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("5pm", "17:00"),
        ("12am", "00:00"),
        ("12 noon", ""),
        ("9:30", "09:30"),
        ("9.30 a.m.", "09:30"),
        ("17", ""),
    ],
)
def test_a_time_is_guessed_only_where_it_is_clear(text: str, time: str) -> None:
    """Five in the afternoon is clear, and "17" might be a day."""
    assert on_24_hour_clock(text) == time


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("www.example.org/a", "write `https://www.example.org/a`"),
        ("https://nhs.uk@example.org/a", "leave out what stands before `@`: `https://example.org/a`"),
        ("https://example.org/a b", "write each space as %20: `https://example.org/a%20b`"),
        ("javascript:alert(1).x", ""),
        ("see website.", ""),
        ("me@example.org", "this is an e-mail address: a web address belongs here"),
    ],
)
def test_an_address_is_mended_only_where_it_is_clear(text: str, help: str) -> None:
    """Nothing that is no address is made into one."""
    assert better_address(text) == help


@given(
    st.text(),
    st.sampled_from(["", "^[A-Z]{3}$", "^[a-z0-9]+(-[a-z0-9]+)*$", "^([01][0-9]|2[0-3]):[0-5][0-9]$"]),
)
def test_any_text_may_be_corrected(text: str, pattern: str) -> None:
    """Looking for a correction never raises."""
    better_form(text, pattern)
    better_address(text)
    retyped(text, "number", {}, "min")


@given(st.recursive(st.booleans() | st.text(st.characters(categories=["L"]), min_size=1), st.lists, max_leaves=5))
def test_an_example_is_yaml(example: object) -> None:
    """What help shows as an example can be typed as it stands."""
    reading = read(SourceFile("a.yaml", f"a: {as_yaml(example)}\n"))
    assert reading.diagnostics == []
    assert reading.value == {"a": example} or str(example).lower() in ("null", "true", "false", "[]")


VALUES = [
    (path, value)
    for path, field in SHAPE.schema.fields()
    for value in (field.get("enum") or SHAPE.schema.resolve(field.get("items", {})).get("enum", ()))
]


@pytest.mark.parametrize(("path", "value"), VALUES, ids=str)
def test_every_value_of_every_vocabulary_may_be_written(path: tuple[str, ...], value: str) -> None:
    """Each code is read as it is typed, and found where it belongs."""
    listed = SHAPE.schema.resolve(dict(SHAPE.schema.fields())[path]).get("type") == "array"
    text = f"[{as_yaml(value)}]" if listed else as_yaml(value)
    for step in reversed(path):
        text = f"[{text}]" if step == "[]" else f"{{{step}: {text}}}"
    record, diagnostics = read_record(FOLDERS[0], SourceFile("a.yaml", text))
    assert record is not None
    assert diagnostics == []
    assert {found.rule for found in SHAPE.check(record)} <= {"missing-field", "too-few"}
