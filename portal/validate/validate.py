"""Validate: each record against its schema, then against the rules. All mistakes, in one run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from portal.cellar.diagnostics import Diagnostic, Report, Severity
from portal.cellar.source import Span
from portal.load.content import Content
from portal.load.record import Record
from portal.validate import rules
from portal.validate.schema import Schemas
from portal.validate.shape import Shape


def validate(content: Content, schemas: Schemas) -> Report:
    """Everything that is wrong with `content`, the mistakes of loading included."""
    report = Report(list(content.diagnostics))
    unread = {_line(found) for found in report.errors}
    report.add(found for found in _mistakes(content, schemas) if not _follows(found, unread))
    return Report(_without_what_a_comment_cut(report.found))


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


def _mistakes(content: Content, schemas: Schemas) -> Iterator[Diagnostic]:
    shapes = {kind: Shape(schema) for kind, schema in schemas.by_kind.items()}
    for record in content.records:
        if astray := _of_another_kind(record):
            yield astray
            continue
        yield from shapes[record.kind].check(record)
        for rule in rules.EVERY:
            yield from rule(record)
        if record.kind == "vacancy":
            for rule in rules.VACANCY:
                yield from rule(record)
    for catalogue_rule in rules.CATALOGUE:
        yield from catalogue_rule(content)
