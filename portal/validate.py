"""Validate: each record against its schema, then against the rules. All mistakes, in one run."""

from __future__ import annotations

from collections.abc import Iterator

from portal import rules
from portal.diagnostics import Diagnostic, Report
from portal.load import Content
from portal.schema import Schemas
from portal.shape import Shape


def validate(content: Content, schemas: Schemas) -> Report:
    """Everything that is wrong with `content`, the mistakes of loading included."""
    report = Report(list(content.diagnostics))
    report.add(_mistakes(content, schemas))
    return report


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
        yield from catalogue_rule(content.records)
