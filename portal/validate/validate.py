"""Validate: each record against its schema, then against the rules. All mistakes, in one run."""

from __future__ import annotations

from collections.abc import Iterator

from portal.cellar.diagnostics import Diagnostic, Report
from portal.cellar.source import Span
from portal.load.content import Content
from portal.validate import rules
from portal.validate.schema import Schemas
from portal.validate.shape import Shape


def validate(content: Content, schemas: Schemas) -> Report:
    """Everything that is wrong with `content`, the mistakes of loading included."""
    report = Report(list(content.diagnostics))
    unread = {_line(found) for found in report.errors}
    report.add(found for found in _mistakes(content, schemas) if not _follows(found, unread))
    return report


def _line(found: Diagnostic) -> tuple[str, int]:
    span = found.span or Span("")
    return span.path, span.line


def _follows(found: Diagnostic, unread: set[tuple[str, int]]) -> bool:
    """Whether the mistake is about a value that could not be read, which has been told.

    A mistake at the start of a line is about a field or the whole record, and stands for itself.
    """
    return found.span is not None and found.span.column > 1 and _line(found) in unread


def _mistakes(content: Content, schemas: Schemas) -> Iterator[Diagnostic]:
    shapes = {kind: Shape(schema) for kind, schema in schemas.by_kind.items()}
    for record in content.records:
        yield from shapes[record.kind].check(record)
        for rule in rules.EVERY:
            yield from rule(record)
        if record.kind == "vacancy":
            for rule in rules.VACANCY:
                yield from rule(record)
    for catalogue_rule in rules.CATALOGUE:
        yield from catalogue_rule(content)
