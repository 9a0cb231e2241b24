"""Marks: what is kept of a record is enough for all rules between records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from portal.cellar.diagnostics import Diagnostic, Severity
from portal.cellar.source import SourceFile, Span
from portal.demo.content import write_content
from portal.load.content import load_content
from portal.load.kinds import FILES, FOLDERS
from portal.load.record import Record, read_record
from portal.validate import rules
from portal.validate.language import language_of
from portal.validate.marking import marks_of
from portal.validate.marks import WHOLE, Marks, Register
from portal.validate.schema import read_schemas

ROOT = Path(__file__).resolve().parents[2]
KINDS = {kind.name: kind for kind in (*FOLDERS, *FILES)}


def record(text: str, kind: str = "vacancy", name: str = "a") -> Record:
    made, diagnostics = read_record(KINDS[kind], SourceFile(f"content/{KINDS[kind].folder}/{name}.yaml", text))
    assert made is not None, diagnostics
    return made


def between(*records: Record) -> list[tuple[str, str, int]]:
    """Each mistake between the records: its rule, its file and its line."""
    register = Register(tuple(map(marks_of, records)), {each.path: each for each in records}.get)
    found = [mistake for rule in rules.CATALOGUE for mistake in rule(register)]
    return [(mistake.rule, mistake.span.path, mistake.span.line) for mistake in found if mistake.span]


def test_marks_point_to_where_the_words_stand() -> None:
    """As the record itself would."""
    made = record("title: A\nemployer: larkfield\nreference: R-1\nlocations:\n  - town: Ludlow\n  - town: Leominster\n")
    marks = marks_of(made)
    assert [town.text for town in marks.towns] == ["Ludlow", "Leominster"]
    register = Register((marks,), {made.path: made}.get)
    assert register.span(marks, marks.towns[1]) == made.span(("locations", 1, "town"))
    assert marks.reference is not None
    assert register.span(marks, marks.reference) == made.span(("reference",))
    assert register.span(marks, WHOLE) == made.span()


def test_a_file_that_is_gone_is_pointed_at_as_a_whole() -> None:
    """Marks are kept between runs, and a file may be deleted while it is spoken of."""
    marks = marks_of(record("title: A\nemployer: larkfield\n"))
    assert marks.employer is not None
    assert Register((marks,), lambda _: None).span(marks, marks.employer) == Span("content/vacancies/a.yaml", 1, 1)


@pytest.mark.parametrize("text", ["employer: 7\n", "employer: [a]\n", "locations: none\n", "locations: [{town: 3}]\n"])
def test_what_is_not_of_its_type_leaves_no_mark(text: str) -> None:
    """It has a message of its own."""
    marks = marks_of(record(text))
    assert (marks.employer, marks.towns) == (None, ())


def test_the_second_of_two_bears_the_message() -> None:
    """Whatever kind of record it is, with the place of its own."""
    employers = [record("sector: nhs\nname: Lark\n", "employer", name) for name in ("lark", "larkfield")]
    one = record("employer: lark\nreference: r 1\n", name="one")
    two = record("title: B\nemployer: lark\nreference: R1\n", name="two")
    assert between(*employers, one, two) == [
        ("employer-named-twice", "content/employers/larkfield.yaml", 2),
        ("reference-used-twice", "content/vacancies/two.yaml", 3),
    ]


def test_marks_can_be_written_down_and_read_again(tmp_path: Path) -> None:
    """For whatever a record holds; they come back as they were."""
    write_content(tmp_path / "content", 20, date(2026, 3, 1), 1)
    marks = [marks_of(each) for each in load_content(tmp_path).records]
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(marks), type=list[Marks]) == marks


def test_rules_on_words_and_days_only_warn() -> None:
    """So the check of one file need not hold the words of the others against anything: it counts their errors."""
    language = language_of(load_content(ROOT).records, read_schemas(ROOT / "schema"))
    found: list[Diagnostic] = []
    for file in sorted((ROOT / "tests" / "cases" / "invalid").glob("*/*.yaml")):
        made, _ = read_record(KINDS["vacancy"], SourceFile(file.name, file.read_text("utf-8", "replace")))
        if made:
            found += [mistake for rule in rules.LANGUAGE for mistake in rule(made, language)]
            found += [mistake for rule in rules.DAY for mistake in rule(made, date(2026, 3, 1))]
    assert len({mistake.rule for mistake in found}) > 2
    assert {mistake.severity for mistake in found} == {Severity.WARNING}
