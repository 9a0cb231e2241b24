"""Likeness: which open vacancies are most like a given one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Protocol

from portal.model.vacancy import Criterion, Vacancy
from portal.views.short_answer import bodies_of

MOST_SIMILAR = 3
"""So many similar vacancies are shown."""

MOST_COMPARED = 60
"""So many candidates are compared with a vacancy, however large the portal: those with its rarest traits."""

WEIGHTS = {"modality": 3, "body": 2, "group": 2, "employer": 2, "town": 1, "theme": 1}
"""How much a shared trait counts. Ways of working weigh most."""

Trait = tuple[str, str]
"""A kind of trait, and its value."""


def traits(vacancy: Vacancy) -> frozenset[Trait]:
    """What a vacancy may have in common with another."""
    return frozenset(_traits(vacancy))


def _traits(vacancy: Vacancy) -> Iterator[Trait]:
    yield "employer", vacancy.employer
    yield from (("modality", modality.code) for modality in vacancy.modalities if modality.role != "mentioned")
    yield from (("body", code) for code in bodies_of(vacancy.eligibility.requirement if vacancy.eligibility else None))
    yield from (("group", group.casefold()) for group in (vacancy.clients.groups if vacancy.clients else ()))
    yield from (("theme", theme.casefold()) for criterion in _criteria(vacancy) for theme in criterion.themes)
    yield from (("town", location.town.casefold()) for location in vacancy.locations if location.town)


def _criteria(vacancy: Vacancy) -> Iterator[Criterion]:
    return vacancy.person_specification.criteria() if vacancy.person_specification else iter(())


def likeness(one: frozenset[Trait], other: frozenset[Trait]) -> int:
    """How much two vacancies have in common, by their traits; 0 for nothing."""
    return sum(WEIGHTS[kind] for kind, _ in one & other)


class Role(Protocol):
    """What is needed of a vacancy."""

    @property
    def slug(self) -> str: ...
    @property
    def traits(self) -> frozenset[Trait]: ...


class OpenRoles:
    """The open vacancies, ready to be asked which of them are like another."""

    def __init__(self, open_roles: Iterable[Role]) -> None:
        self._traits = {role.slug: role.traits for role in open_roles}
        self._having: dict[Trait, list[str]] = {}
        for slug in sorted(self._traits):
            for trait in self._traits[slug]:
                self._having.setdefault(trait, []).append(slug)

    def like(self, role: Role) -> list[str]:
        """The slugs of those most like `role`, best first; none that has nothing in common with it."""
        own = role.traits
        scores = {slug: likeness(own, self._traits[slug]) for slug in self._candidates(role.slug, own)}
        return sorted(scores, key=lambda slug: (-scores[slug], slug))[:MOST_SIMILAR]

    def _candidates(self, slug: str, own: frozenset[Trait]) -> list[str]:
        """At most `MOST_COMPARED` of those that share a trait; the rarest traits say most, and come first."""
        found: dict[str, None] = {}
        for trait in sorted(own, key=lambda trait: (len(self._having.get(trait, ())), trait)):
            # One more than are needed, for the vacancy itself may be among them.
            more = (slug for slug in self._having.get(trait, ()) if slug not in found)
            found |= dict.fromkeys(islice(more, max(0, MOST_COMPARED + 1 - len(found))))
        found.pop(slug, None)
        return list(found)[:MOST_COMPARED]
