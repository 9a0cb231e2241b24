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


def traits(vacancy: Vacancy) -> tuple[Trait, ...]:
    """What a vacancy may have in common with another, each once: a set would take ten times the room."""
    return tuple(dict.fromkeys(_traits(vacancy)))


def _traits(vacancy: Vacancy) -> Iterator[Trait]:
    yield "employer", vacancy.employer
    yield from (("modality", modality.code) for modality in vacancy.modalities if modality.role != "mentioned")
    yield from (("body", code) for code in bodies_of(vacancy.eligibility.requirement if vacancy.eligibility else None))
    yield from (("group", group.casefold()) for group in (vacancy.clients.groups if vacancy.clients else ()))
    yield from (("theme", theme.casefold()) for criterion in _criteria(vacancy) for theme in criterion.themes)
    yield from (("town", location.town.casefold()) for location in vacancy.locations if location.town)


def _criteria(vacancy: Vacancy) -> Iterator[Criterion]:
    return vacancy.person_specification.criteria() if vacancy.person_specification else iter(())


class Likened(Protocol):
    """What is needed of a vacancy."""

    @property
    def slug(self) -> str: ...
    @property
    def traits(self) -> tuple[Trait, ...]: ...


class OpenRoles:
    """The open vacancies, ready to be asked which of them are like another.

    Each trait has as many bits as it weighs, so what two vacancies have in common is counted in one step: 45 µs
    a vacancy instead of 450.
    """

    def __init__(self, open_roles: Iterable[Likened]) -> None:
        self._roles = {role.slug: role.traits for role in sorted(open_roles, key=lambda role: role.slug)}
        having: dict[Trait, list[str]] = {}
        for slug, own in self._roles.items():
            for trait in own:
                having.setdefault(trait, []).append(slug)
        rarest_first = sorted(having, key=lambda trait: (len(having[trait]), trait))
        self._having = [having[trait] for trait in rarest_first]
        self._rarity = {trait: place for place, trait in enumerate(rarest_first)}
        # The commonest traits have the lowest bits: most vacancies then get by with small numbers.
        self._bits: list[int] = []
        for place, (kind, _) in enumerate(reversed(rarest_first)):
            self._bits.append(((1 << WEIGHTS[kind]) - 1) << place * max(WEIGHTS.values()))
        self._bits.reverse()
        self._compared: dict[str, int] = {}

    def like(self, role: Likened) -> list[str]:
        """The slugs of those most like `role`, best first; none that has nothing in common with it."""
        shared = self._known(role.traits)
        own = self._as_bits(shared)
        scores = [(-(own & self._bits_of(slug)).bit_count(), slug) for slug in self._candidates(role.slug, shared)]
        return [slug for _, slug in sorted(scores)[:MOST_SIMILAR]]

    def _known(self, own: Iterable[Trait]) -> list[int]:
        """The traits that an open vacancy has, by their places; the rarest comes first."""
        return sorted([self._rarity[trait] for trait in own if trait in self._rarity])

    def _as_bits(self, places: Iterable[int]) -> int:
        return sum([self._bits[place] for place in places])

    def _bits_of(self, slug: str) -> int:
        """The traits of an open vacancy; worked out when it is first compared."""
        if slug not in self._compared:
            self._compared[slug] = self._as_bits(self._known(self._roles[slug]))
        return self._compared[slug]

    def _candidates(self, slug: str, shared: Iterable[int]) -> list[str]:
        """At most `MOST_COMPARED` of those that share a trait; the rarest traits say most, and come first."""
        found: dict[str, None] = {}
        for place in shared:
            # One more than are needed, for the vacancy itself may be among them.
            room = MOST_COMPARED + 1 - len(found)
            if not room:
                break
            found |= dict.fromkeys(islice((other for other in self._having[place] if other not in found), room))
        found.pop(slug, None)
        return list(found)[:MOST_COMPARED]
