"""Rules on key facts: each is present, listed as not stated, or shown in conflict."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from portal.cellar.diagnostics import Diagnostic, quoted, shown
from portal.load.characters import TO_FILL_IN, is_to_fill_in
from portal.load.record import Record, texts_in, words_in
from portal.model.vacancy import KEY_FACTS
from portal.validate.corrections import as_yaml, meant
from portal.validate.rules.reading import capitals, end_is_told, fields, has, items, text, value

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
    given = record.data.get("not_stated")
    listed = given.split(",") if isinstance(given, str) else _listed(record)
    told = {entry for entry in (*listed, *_in_conflict(record)) if isinstance(entry, str)}
    missing = [fact for fact in KEY_FACTS if fact not in told and not _is_given(record, fact)]
    # An entry that is misspelt has its own message; it is listed all the same.
    odd = [entry.strip() for entry in told if missing and entry not in KEY_FACTS]
    told |= {meant(word, KEY_FACTS) for entry in odd for word in (entry, *re.findall(r"\w+", entry))}
    missing = [fact for fact in missing if fact not in told]
    missing = [fact for fact in missing if fact != "closing_date" or not end_is_told(record)]
    # Several at once are one decision for the editor, and one message.
    if missing:
        # Of how to apply, the method is what counts.
        names = ["applying.method" if fact in record.data else fact for fact in missing]
        yield Diagnostic(
            "key-fact-missing",
            f"this record does not say {quoted(names)}",
            record.span(("not_stated",), key=True) if "not_stated" in record.data else record.span(),
            "every key fact is given, or listed as not stated",
            f"add what the source says; what it does not say goes here:\n{_with_entries(record, missing)}",
        )


def _with_entries(record: Record, facts: list[str]) -> str:
    """What to type so that the record lists `facts` as not stated."""
    entries = "\n".join(f"  - {fact}" for fact in facts)
    if "not_stated" not in record.data:
        return f"not_stated:\n{entries}"
    start = record.span(("not_stated",))
    if not record.source.line(start.line).startswith("[", start.column - 1):
        return f"under `not_stated`, add\n{entries}"
    # Below a list in brackets such entries could not be read.
    listed = [entry for entry in _listed(record) if isinstance(entry, str)]
    return f"not_stated: {as_yaml([*listed, *facts])}"


NOTHING = re.compile(
    r"\W*|t\.?b\.?[acd]\.?|n\.?/?a\.?|none|nil|unknown|unspecified|to be (advised|agreed|announced|confirmed|decided)"
    r"|not (stated|given|known|specified|applicable|available)",
    re.IGNORECASE,
)

NAMES_SOMETHING = (
    ("title",),
    ("employer_name",),
    ("organisation",),
    ("reference",),
    ("locations", "name"),
    ("locations", "lines"),
    ("locations", "town"),
    ("areas_served",),
    ("pay", "grade"),
    ("hours", "core_hours"),
    ("hours", "days"),
    ("clients", "groups"),
    ("settings",),
    ("reporting",),
    ("systems",),
    ("contact", "role"),
    ("contact", "name"),
)
"""The texts that name something, and no more, by the fields that lead to them. Of these `not_stated` is the only way
to say that the source has none."""

_NAMING = frozenset(name for name, *_ in NAMES_SOMETHING)


def placeholder(record: Record) -> Iterator[Diagnostic]:
    """A text says what it is there to say, and has no words that stand for nothing, or for what is still to come."""
    runs = capitals(record)  # which are looked for anyway: in the texts themselves each sign takes 6 µs
    if runs >= _TO_FILL_IN:
        yield from _to_fill_in(record)
    if any(run in _UNFINISHED or run.startswith(b"XXXX") for run in runs) or record.may_hold("orem ipsum"):
        yield from _unfinished(record)
    # Most texts of a record are long ones, in other fields.
    naming = {name: part for name, part in record.data.items() if name in _NAMING}
    if not any(map(_is_nothing, words_in(naming))):
        return  # as nearly always: to know also where each of them stands takes three times as long
    for path, words in texts_in(naming):
        if not _is_nothing(words):
            continue
        names = tuple(step for step in path if isinstance(step, str))
        if names[:1] in NAMES_SOMETHING or names[:2] in NAMES_SOMETHING:
            yield Diagnostic(
                "placeholder",
                f"`{shown(words)}` is not a {_CALLED.get(names[-1], 'name')}",
                record.span(path),
                "it would be published as it stands",
                _instead(names),
            )


@lru_cache(maxsize=10_000)  # the same towns, grades and groups stand in many records, and each takes 1 µs
def _is_nothing(words: str) -> bool:
    return bool(words.strip() and NOTHING.fullmatch(words.strip()))


UNFINISHED = re.compile(r"\b(?:TODO|FIXME|X{4,}|[Ll]orem ipsum)\b")
"""What people write into a text that is not finished, and never for readers."""

_TO_FILL_IN, _UNFINISHED = frozenset(TO_FILL_IN.encode().split()), frozenset([b"TODO", b"FIXME"])
"""The runs of capitals by which a record shows that it may have such words."""


def _unfinished(record: Record) -> Iterator[Diagnostic]:
    for path, words in record.texts:
        match = UNFINISHED.search(words)
        if match:
            yield Diagnostic(
                "placeholder",
                f"`{match[0]}` stands for something that is still to be written",
                record.span_within(path, match[0]),
                "it would be published as it stands",
                "write what the source says, or delete it",
            )


def _to_fill_in(record: Record) -> Iterator[Diagnostic]:
    for path, words in record.texts:
        if is_to_fill_in(words):
            names = tuple(step for step in path if isinstance(step, str))
            yield Diagnostic(
                "placeholder",
                f"`{'.'.join(names)}` is still to be filled in",
                record.span(path),
                "nobody has replaced this",
                f"write what the source says{_or_else(names)}",
            )


NEEDED = (
    ("title",),
    ("employer",),
    ("source", "type"),
    ("locations", "kind"),
    ("summary",),
    ("sponsorship", "offered"),
    ("contact", "role"),
)
"""What is there in every record, or in every part of one that is there at all."""


def _or_else(names: tuple[str, ...]) -> str:
    """What else can be done with a blank that the source has nothing for."""
    if names not in NEEDED:
        return f", or {_instead(names)}"
    if names[0] in KEY_FACTS:
        return f"; if it says nothing of that, delete `{names[0]}` and all in it, and add `{names[0]}` to `not_stated`"
    return ""


def _instead(names: tuple[str, ...]) -> str:
    """What to do where the source has nothing for the field that `names` lead to."""
    if names == ("title",):
        return "write the title of the role"
    if names[0] not in KEY_FACTS:
        return "delete it: what the source does not say is left out"
    if names[1:]:
        return f"delete it; if the source says nothing of `{names[0]}` at all, list that under `not_stated`"
    return f"delete this line, and add `{names[0]}` to `not_stated`"


_CALLED = {"reference": "reference", "title": "title", "town": "town", "grade": "grade"}


def stated_and_not_stated(record: Record) -> Iterator[Diagnostic]:
    """A fact that is given is not listed as not stated."""
    for number, fact in enumerate(_listed(record)):
        if isinstance(fact, str) and _is_given(record, fact):
            home = fact if fact in record.data else "closing_basis" if fact == "closing_date" else _home(fact)
            if home.split(".")[0] not in record.data:
                continue  # it is given under a misspelt name, which has a message of its own
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


SETTLED_BY_ONE_VALUE = (
    "closing_date",
    "reference",
    "posted",
    "work_mode",
    "duration",
    "start_date",
    "interview_date",
    "sponsorship",
    "trainees",
)
"""The facts that have one value: to give it is to say which reading holds. Of the others a part may be sure."""

FIGURES = ("pay.min", "pay.max")
SETTLED_BY_FIGURES = {
    "hours": ("hours.a_week", "hours.sessions_a_week_min", "hours.sessions_a_week_max"),
    "pay": FIGURES,
    "pay_figures": FIGURES,
}
"""The facts of several fields that their figures settle: the page would state one, and then two readings of it."""


def stated_and_in_conflict(record: Record) -> Iterator[Diagnostic]:
    """A fact of one value, or of figures, is not given beside the two readings that the source has of it."""
    for number, fact in enumerate(_in_conflict(record)):
        home = _settled_by(record, fact) if fact else ""
        if home:
            needs_review = fact == "closing_date" and not has(record, "review_by")
            review = "; and set `review_by`, a day to look again" if needs_review else ""
            yield Diagnostic(
                "stated-and-in-conflict",
                f"`{fact}` is in conflict and also given{'' if home == fact else f', as `{home}`'}",
                record.span(home.split("."), key=True),
                f"in conflict on line {record.span(('conflicts', number)).line}; this would settle it",
                f"delete this line and keep both readings under `conflicts`{review}",
            )


def _settled_by(record: Record, fact: str) -> str:
    """The field that would settle a conflict about `fact`; empty if none does.

    One that is given under a misspelt name has a message of its own.
    """
    if fact in SETTLED_BY_FIGURES:
        figures = (path for path in SETTLED_BY_FIGURES[fact] if value(record, *path.split(".")) is not None)
        return next(figures, "")
    if fact not in SETTLED_BY_ONE_VALUE or not _is_given(record, fact):
        return ""
    home = "closing_basis" if fact == "closing_date" and fact not in record.data else _home(fact)
    return home if home.split(".")[0] in record.data else ""


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
                    f"as on line {record.span(('conflicts', number, 'readings', said[words], 'says')).line}",
                    "say how they differ, or delete the conflict",
                )
            said.setdefault(words, place)
