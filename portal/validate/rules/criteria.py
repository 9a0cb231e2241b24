"""Rules on the person specification and on eligibility."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from portal.cellar.diagnostics import Diagnostic, quoted, shown
from portal.load.record import Record
from portal.model.vacancy import REQUIREMENT_KINDS
from portal.validate.rules.reading import Step, criteria, fields, items, text, value

_SPECIFICATION = "person_specification"


def criterion_id_repeated(record: Record) -> Iterator[Diagnostic]:
    """No two criteria of a vacancy have the same id: a reader's ticks hang on it."""
    known: dict[str, Step] = {}
    for path, criterion in criteria(record):
        name = criterion.get("id")
        if not isinstance(name, str):
            continue
        if name in known:
            yield Diagnostic(
                "criterion-id-repeated",
                f"two criteria have the id `{shown(name)}`",
                record.span((*path, "id")),
                f"first on line {record.span((*known[name], 'id')).line}",
                f"give this one an id of its own, such as `{name}-2`",
            )
        known.setdefault(name, path)


_LEVELS = {
    "marked": ("essential", "desirable"),
    "implied": ("essential", "desirable"),
    "unmarked": ("unmarked", "essential", "desirable"),
    "lost": ("lost", "essential", "desirable"),
}
"""Which levels go with which marking. Where none was marked, an editor's reading must say that it is one."""


def level_against_marking(record: Record) -> Iterator[Diagnostic]:
    """A criterion's level agrees with how the employer marked levels."""
    marking = text(record, _SPECIFICATION, "level_marking")
    if marking not in _LEVELS:
        return
    found = list(_against_marking(record, marking))
    if len(found) < 2:
        yield from found
        return
    # Several at once come of one decision, that on `level_marking`.
    lines = quoted((str(mistake.span.line) for mistake in found if mistake.span), "and").replace("`", "")
    yield Diagnostic(
        "level-against-marking",
        f"the levels of {len(found)} criteria do not go with `level_marking: {marking}`",
        record.span((_SPECIFICATION, "level_marking")),
        f"the criteria are on lines {lines}",
        f"if the employer marked the levels, write `level_marking: marked`; else, for each: {found[0].help}",
    )


def _against_marking(record: Record, marking: str) -> Iterator[Diagnostic]:
    for path, criterion in criteria(record):
        level, basis = criterion.get("level"), criterion.get("level_basis")
        basis = basis if basis and isinstance(basis, str) else "stated"
        wrong = level in ("unmarked", "lost") and level not in _LEVELS[marking]
        unfounded = level in ("essential", "desirable") and marking != "marked" and basis == "stated"
        if wrong or unfounded:
            yield Diagnostic(
                "level-against-marking",
                f"this criterion is {level}, and the levels of this vacancy are {marking}",
                record.span((*path, "level")),
                f"`level_marking` is on line {record.span((_SPECIFICATION, 'level_marking')).line}",
                f"write {quoted(f'level: {name}' for name in _LEVELS[marking][:2])}"
                if wrong
                else "add `level_basis: implied` if the wording says so, or `level_basis: editor` if you do",
            )


def assessment_unknown(record: Record) -> Iterator[Diagnostic]:
    """Each letter of `assessed_by` stands in the assessment key."""
    key = fields(record, _SPECIFICATION, "assessment_key")
    places: list[tuple[Step, Any]] = [
        ((_SPECIFICATION, "groups", number), group)
        for number, group in enumerate(items(record, _SPECIFICATION, "groups"))
    ]
    for path, place in (*places, *criteria(record)):
        letters = place.get("assessed_by") if isinstance(place, dict) else None
        for number, letter in enumerate(letters if isinstance(letters, list) else ()):
            if isinstance(letter, str) and letter not in key:
                span = record.span((*path, "assessed_by", number))
                yield Diagnostic(
                    "assessment-unknown",
                    f"`{shown(letter)}` is not in the assessment key",
                    span,
                    f"the key has {quoted(key, 'and')}" if key else "there is no assessment key",
                    f"add `{letter}: …` under `assessment_key`, or correct the letter",
                )


def requirement_kind(record: Record) -> Iterator[Diagnostic]:
    """Each requirement holds exactly one kind: a list, a registration, a qualification …"""
    path = ("eligibility", "requirement")
    yield from _requirement(record, path, value(record, *path))


def _requirement(record: Record, path: Step, node: Any) -> Iterator[Diagnostic]:
    """The mistakes in the requirement `node`, which stands at `path`, and in those that it consists of."""
    if not isinstance(node, dict):
        return
    kinds = [kind for kind in REQUIREMENT_KINDS if kind in node]
    if len(kinds) != 1:
        message = f"this requirement is {quoted(kinds, 'and')} at once" if kinds else "this requirement says nothing"
        yield Diagnostic(
            "requirement-kind",
            message,
            record.span((*path, kinds[1]), key=True) if kinds else record.span(path),
            "expected exactly one kind",
            "make a list of them: `all_of:` if each is needed, `any_of:` if one is enough"
            if kinds
            else f"add one of {quoted(REQUIREMENT_KINDS)}",
        )
    for kind in ("any_of", "all_of"):
        parts = node.get(kind)
        for number, part in enumerate(parts if isinstance(parts, list) else ()):
            yield from _requirement(record, (*path, kind, number), part)
