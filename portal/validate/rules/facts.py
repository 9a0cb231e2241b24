"""Rules on key facts: each is present, listed as not stated, or shown in conflict."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from portal.cellar.diagnostics import Diagnostic, quoted
from portal.load.record import Record
from portal.model.vacancy import KEY_FACTS
from portal.validate.rules.reading import fields, has, items, text, value

_GIVEN: dict[str, Callable[[Record], bool]] = {
    "closing_date": lambda record: (
        has(record, "closing_date") or text(record, "closing_basis") in ("until_filled", "rolling")
    ),
    "applying": lambda record: (
        "method" in fields(record, "applying")
        if isinstance(record.data.get("applying"), dict)
        else has(record, "applying")
    ),
    "pay_figures": lambda record: value(record, "pay", "min") is not None,
    "duration": lambda record: value(record, "duration_months") is not None,
    "trainees": lambda record: value(record, "eligibility", "trainees") is not None,
    "checks": lambda record: value(record, "eligibility", "checks") is not None,
    "registration": lambda record: value(record, "eligibility", "requirement") is not None,
}
"""How to tell that a fact is given, where it is more than a field of the same name."""


def _is_given(record: Record, fact: str) -> bool:
    # A field that is there without a value has its own message; it does not need this one too.
    return _GIVEN[fact](record) if fact in _GIVEN else has(record, fact)


def _listed(record: Record) -> list[object]:
    return items(record, "not_stated")


def _in_conflict(record: Record) -> list[str | None]:
    return [text(record, "conflicts", number, "fact") for number in range(len(items(record, "conflicts")))]


def key_fact_missing(record: Record) -> Iterator[Diagnostic]:
    """Every key fact is given, or is in `not_stated`, or is in `conflicts`."""
    told = {*_listed(record), *_in_conflict(record)}
    missing = [fact for fact in KEY_FACTS if not _is_given(record, fact) and fact not in told]
    # Several at once are one decision for the editor, and one message.
    if missing:
        # Of how to apply, the method is what counts.
        names = ["applying.method" if fact in record.data else fact for fact in missing]
        entries = "\n".join(f"  - {fact}" for fact in missing)
        listing = "not_stated:\n" if "not_stated" not in record.data else "under `not_stated`, add\n"
        yield Diagnostic(
            "key-fact-missing",
            f"this record does not say {quoted(names)}",
            record.span(("not_stated",), key=True) if "not_stated" in record.data else record.span(),
            "every key fact is given, or listed as not stated",
            f"add what the source says; what it does not say goes here:\n{listing}{entries}",
        )


def stated_and_not_stated(record: Record) -> Iterator[Diagnostic]:
    """A fact that is given is not listed as not stated."""
    for number, fact in enumerate(_listed(record)):
        if isinstance(fact, str) and _is_given(record, fact):
            home = fact if fact in record.data else "closing_basis" if fact == "closing_date" else _home(fact)
            line = record.span(home.split("."), key=True).line
            yield Diagnostic(
                "stated-and-not-stated",
                f"`{fact}` is given and also listed as not stated",
                record.span(("not_stated", number)),
                f"given on line {line}",
                "delete this entry, or the field",
            )


def _home(fact: str) -> str:
    return {
        "pay_figures": "pay.min",
        "duration": "duration_months",
        "trainees": "eligibility.trainees",
        "checks": "eligibility.checks",
        "registration": "eligibility.requirement",
    }.get(fact, fact)


def conflict_and_not_stated(record: Record) -> Iterator[Diagnostic]:
    """A fact of which the source says two things is not listed as not stated."""
    conflicts = _in_conflict(record)
    for number, fact in enumerate(_listed(record)):
        if fact in conflicts:
            yield Diagnostic(
                "conflict-and-not-stated",
                f"`{fact}` is in conflict and also listed as not stated",
                record.span(("not_stated", number)),
                f"in conflict on line {record.span(('conflicts', conflicts.index(str(fact)))).line}",
                "delete this entry: a reader sees both readings",
            )


def conflict_repeated(record: Record) -> Iterator[Diagnostic]:
    """A fact has one entry under `conflicts`, with all its readings."""
    facts = _in_conflict(record)
    for number, fact in enumerate(facts):
        if fact and fact in facts[:number]:
            yield Diagnostic(
                "conflict-repeated",
                f"`{fact}` has two entries under `conflicts`",
                record.span(("conflicts", number, "fact")),
                f"first on line {record.span(('conflicts', facts.index(fact), 'fact')).line}",
                "put the readings of both under one",
            )


def readings_alike(record: Record) -> Iterator[Diagnostic]:
    """The readings of a conflict differ."""
    for number in range(len(items(record, "conflicts"))):
        said: dict[str, int] = {}
        for place in range(len(items(record, "conflicts", number, "readings"))):
            path = ("conflicts", number, "readings", place, "says")
            words = " ".join((text(record, *path) or "").casefold().split())
            if words and words in said:
                yield Diagnostic(
                    "readings-alike",
                    "two readings of this conflict say the same",
                    record.span(path),
                    f"as on line {said[words]}",
                    "say how they differ, or delete the conflict",
                )
            said.setdefault(words, record.span(path).line)
