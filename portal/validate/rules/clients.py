"""Rules on the people whom the work is for, and on the ways of working."""

from __future__ import annotations

from collections.abc import Iterator

from portal.cellar.diagnostics import Diagnostic, Severity, shown
from portal.load.record import Record
from portal.validate.rules.reading import items, number, text, value

ADULT = 18


def extended_without_oldest(record: Record) -> Iterator[Diagnostic]:
    """Ages that go up to a higher limit for some have a limit for the others."""
    ages = ("clients", "ages")
    if value(record, *ages, "extended_to") is not None and value(record, *ages, "oldest") is None:
        yield Diagnostic(
            "extended-without-oldest",
            "the ages are extended, and there is no oldest age that they are extended from",
            record.span((*ages, "extended_to"), key=True),
            "higher than which limit?",
            "add `oldest: …`; if one limit holds for everybody, write it as `oldest`, and delete `extended_to`",
        )


def ages_against_population(record: Record) -> Iterator[Diagnostic]:
    """Work with children is not with adults alone."""
    youngest, populations = number(record, "clients", "ages", "youngest"), items(record, "clients", "populations")
    if youngest is not None and youngest >= ADULT and "children" in populations:
        yield Diagnostic(
            "ages-against-population",
            f"the work is with `children`, and the youngest are {youngest:g}",
            record.span(("clients", "populations", populations.index("children"))),
            f"`youngest` is {youngest:g}, on line {record.span(('clients', 'ages', 'youngest')).line}",
            "compare both with the source; if the work is with adults, delete `children`",
            Severity.WARNING,
        )


def modality_repeated(record: Record) -> Iterator[Diagnostic]:
    """A modality has each part in a role once."""
    known: dict[tuple[str, str], int] = {}
    for place in range(len(items(record, "modalities"))):
        code, role = text(record, "modalities", place, "code"), text(record, "modalities", place, "role")
        if code is None or role is None:
            continue
        if (code, role) in known:
            first = record.span(("modalities", known[code, role], "code")).line
            yield Diagnostic(
                "modality-repeated",
                f"`{shown(code)}` stands twice with the role `{shown(role)}`",
                record.span(("modalities", place, "code")),
                f"first on line {first}",
                "delete one of the two, or correct its code or its role",
            )
        known.setdefault((code, role), place)
