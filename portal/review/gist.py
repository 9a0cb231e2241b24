"""The gist: what a change comes to in a few words, by the facts that applicants look for."""

from __future__ import annotations

from collections.abc import Iterator

from portal.cellar.english import counted, lower_first
from portal.model.vacancy import Criterion, Vacancy
from portal.review.card import Card, Fact, State

LONGEST = 60
"""Of a fact whose change takes more letters to tell, only the name is told."""

MOST = 4
"""So many things are told, and how many more there are."""

_SAME_TWICE = {"pay_figures": "pay"}
"""What changes with another fact, and need not be told beside it."""


def gist(before: tuple[Vacancy, Card], now: tuple[Vacancy, Card]) -> tuple[str, ...]:
    """What changes of a vacancy, given with its card: "closing date 20 → 27 January 2026", "2 criteria"."""
    told = [*_of_cards(before[1], now[1]), *_of_criteria(before[0], now[0])]
    if len(told) > MOST:
        told[MOST:] = [f"{len(told) - MOST} more"]
    return tuple(told)


def _of_cards(before: Card, now: Card) -> Iterator[str]:
    if before.title != now.title:
        yield "title"
    if before.employer != now.employer:
        yield "employer"
    if before.status != now.status:
        yield f"{before.status} → {now.status}"
    pairs = {new.code: (old, new) for old, new in zip(before.facts, now.facts, strict=True)}
    changed = {code for code, (old, new) in pairs.items() if (old.state, old.says) != (new.state, new.says)}
    yield from (_of_fact(*pairs[code]) for code in pairs if code in changed and _SAME_TWICE.get(code) not in changed)


def _of_fact(before: Fact, now: Fact) -> str:
    name = lower_first(now.name)
    if now.state is State.STATED and before.state is State.STATED:
        told = _from_to(before.says, now.says)
        return f"{name} {told}" if told and len(told) <= LONGEST else name
    words = {State.STATED: "now stated", State.NOT_STATED: "no longer stated", State.IN_CONFLICT: "in conflict"}
    return f"{name} {words.get(now.state, 'left out')}" if now.state is not before.state else name


def _from_to(before: tuple[str, ...], now: tuple[str, ...]) -> str:
    """One line that becomes another, without the words that both begin with; empty if there are more lines."""
    if not len(before) == len(now) == 1:
        return ""
    old, new = before[0].split(), now[0].split()
    least = min(len(old), len(new)) - 1
    start = next((place for place in range(least) if old[place] != new[place]), least)
    end = next((place for place in range(least - start) if old[-1 - place] != new[-1 - place]), least - start)
    return f"{' '.join(old[start : len(old) - end])} → {' '.join(new[start:])}"


def _of_criteria(before: Vacancy, now: Vacancy) -> Iterator[str]:
    changed = [(old, new) for old, new in _pairs(before, now) if old != new]
    levels = sum(bool(old and new and old.level != new.level) for old, new in changed)
    if not changed:
        return
    number = counted(len(changed), "criterion", "criteria")
    if levels == len(changed):
        yield f"{number}, {'another level' if levels == 1 else 'other levels'}"
    else:
        yield f"{number} ({counted(levels, 'with another level', 'with other levels')})" if levels else number


def _pairs(before: Vacancy, now: Vacancy) -> Iterator[tuple[Criterion | None, Criterion | None]]:
    """Each criterion as it was and as it is. One that has another id and the same text is the same one."""
    old, new = criteria_by_id(before), criteria_by_id(now)
    gone = {each.text: each for each in old.values() if each.id not in new}
    for each in new.values():
        was = old.get(each.id) or gone.get(each.text)
        if was and was.id not in new:
            old.pop(was.id)
            gone.pop(was.text)
        yield was, each
    yield from ((each, None) for each in old.values() if each.id not in new)


def criteria_by_id(vacancy: Vacancy) -> dict[str, Criterion]:
    """The criteria of `vacancy` by their ids."""
    specification = vacancy.person_specification
    return {each.id: each for each in specification.criteria()} if specification else {}
