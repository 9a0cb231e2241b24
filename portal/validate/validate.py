"""Validate: each record against its schema, then against the rules. All mistakes, in one run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain

from portal.cellar.diagnostics import Diagnostic, Report, Severity
from portal.cellar.source import Span
from portal.load.content import Content
from portal.load.record import Record
from portal.validate import rules
from portal.validate.language import Language, language_of
from portal.validate.marking import marks_of
from portal.validate.marks import Find, Marks, Register
from portal.validate.schema import Schemas
from portal.validate.shape import Shape


def validate(content: Content, schemas: Schemas, *, day: date | None = None, asked: Collection[str] = ()) -> Report:
    """Everything that is wrong with `content`, the mistakes of loading included.

    The records whose paths are `asked` are held against `day` too, if there is one.
    """
    shapes, language = shapes_of(schemas), language_of(content.records, schemas)
    own, marks = [], []
    # All that is done with one record is done at once: another would drive its values out of the processor's cache.
    for record in content.records:
        own += [*judge(record, shapes), *judge_words(record, language)]
        if day is not None and record.path in asked:
            own += judge_on(record, day)
        marks.append(marks_of(record))
    return conclude(content.diagnostics, own, marks, {record.path: record for record in content.records}.get)


Shapes = Mapping[str, Shape]
"""The schemas by kind of record, ready to check."""


def shapes_of(schemas: Schemas) -> Shapes:
    """The shapes of `schemas`. Compiling them takes longer than a check of some hundred records."""
    return {kind: Shape(schema) for kind, schema in schemas.by_kind.items()}


def judge(record: Record, shapes: Shapes) -> Iterator[Diagnostic]:
    """What is wrong with `record` by itself, whatever the day and whatever the others say."""
    if astray := _of_another_kind(record):
        yield astray
        return
    yield from shapes[record.kind].check(record)
    for rule in rules.EVERY:
        yield from rule(record)
    if record.kind == "vacancy":
        for rule in rules.VACANCY:
            yield from rule(record)
        for schema_rule in rules.SCHEMA:
            yield from schema_rule(record, shapes[record.kind].schema)


def judge_words(record: Record, language: Language) -> Iterator[Diagnostic]:
    """What the words of `record` should be held against: warnings, all of them."""
    if _of_another_kind(record) is None:
        for rule in rules.LANGUAGE:
            yield from rule(record, language)


def judge_on(record: Record, day: date) -> Iterator[Diagnostic]:
    """What somebody who works on `record` on `day` should know; for a whole build it would be noise."""
    if record.kind == "vacancy" and _of_another_kind(record) is None:
        for rule in rules.DAY:
            yield from rule(record, day)


def conclude(loading: Iterable[Diagnostic], own: Iterable[Diagnostic], marks: Iterable[Marks], find: Find) -> Report:
    """All that is to be told: the mistakes of `loading`, each record's `own`, and those between all the `marks`.

    What only follows from another mistake is left out. `find` is asked for the records that marks are told of.
    """
    report = Report(list(loading))
    register = Register(tuple(marks), find, frozenset(found.span.path for found in report.found if found.span))
    between = (found for rule in rules.CATALOGUE for found in rule(register))
    unread = {_line(found) for found in report.errors}
    report.add(found for found in chain(own, between) if not _follows(found, unread))
    return Report(_without_words_of_mistakes(_without_what_a_comment_cut(report.found)))


def _without_what_a_comment_cut(found: list[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics, but where a comment took text from a value, this is told instead of what came of it."""
    cut = {_line(mistake) for mistake in found if mistake.rule == _CUT}
    broken = {_line(mistake) for mistake in found if mistake.severity is Severity.ERROR} & cut
    return [
        replace(mistake, severity=Severity.ERROR) if _line(mistake) in broken else mistake
        for mistake in found
        if mistake.rule == _CUT or _line(mistake) not in broken
    ]


_CUT = "comment-cuts-text"


def _without_words_of_mistakes(found: list[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics without those on the words of a line that is to be mended anyway."""
    wrong = {_line(mistake) for mistake in found if mistake.severity is Severity.ERROR}
    return [mistake for mistake in found if mistake.rule not in _OF_WORDS or _line(mistake) not in wrong]


_OF_WORDS = ("abbreviation-unknown", "wording-discriminates", "wording-vague")


def _line(found: Diagnostic) -> tuple[str, int]:
    span = found.span or Span("")
    return span.path, span.line


def _follows(found: Diagnostic, unread: set[tuple[str, int]]) -> bool:
    """Whether the mistake is about a value that could not be read, which has been told.

    A mistake at the start of a line is about a field or the whole record, and stands for itself.
    """
    return found.span is not None and found.span.column > 1 and _line(found) in unread


def _of_another_kind(record: Record) -> Diagnostic | None:
    """The one message for a record that lies in the folder of another kind; None if it does not."""
    fields = record.data.keys()
    if record.kind == "employer" and "name" not in fields and {"title", "employer"} <= fields:
        what, home = "a vacancy", "content/vacancies/"
    elif record.kind == "vacancy" and "name" in fields and not {"title", "employer", "summary"} & fields:
        what, home = "an employer", "content/employers/"
    else:
        return None
    message = f"this looks like {what}, and lies among the {record.kind} files"
    return Diagnostic("unexpected-file", message, record.span(), "", f"move this file to `{home}`")
