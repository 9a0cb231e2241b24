"""Likeness: which open vacancies are most like a given one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from portal.model.vacancy import Criterion, Vacancy
from portal.views.short_answer import bodies_of

MOST_SIMILAR = 3
"""So many similar vacancies are shown."""

MOST_COMPARED = 60
"""So many candidates are compared with a vacancy, however large the portal: those with its rarest traits."""

ONE_IN = 200
"""A trait is rare that at most one in so many open vacancies has. A vacancy has a dozen, so that a few thousand at most
are not, however many there are."""

WEIGHTS = {"modality": 3, "body": 2, "group": 2, "employer": 2, "town": 1, "theme": 1}
"""How much a shared trait counts. Ways of working weigh most."""

Trait = str
"""A kind of trait and its value, with a blank between: as pairs, those of all vacancies took twice as long to read."""


def traits(vacancy: Vacancy) -> tuple[Trait, ...]:
    """What a vacancy may have in common with another, each once: a set would take ten times the room."""
    return tuple(dict.fromkeys(_traits(vacancy)))


def _traits(vacancy: Vacancy) -> Iterator[Trait]:
    yield f"employer {vacancy.employer}"
    yield from (f"modality {modality.code}" for modality in vacancy.modalities if modality.role != "mentioned")
    yield from (f"body {code}" for code in bodies_of(vacancy.eligibility.requirement if vacancy.eligibility else None))
    yield from (f"group {group.casefold()}" for group in (vacancy.clients.groups if vacancy.clients else ()))
    yield from (f"theme {theme.casefold()}" for criterion in _criteria(vacancy) for theme in criterion.themes)
    yield from (f"town {location.town.casefold()}" for location in vacancy.locations if location.town)


def weight(trait: Trait) -> int:
    """How much it counts that two vacancies share `trait`."""
    return WEIGHTS[trait.partition(" ")[0]]


def _criteria(vacancy: Vacancy) -> Iterator[Criterion]:
    return vacancy.person_specification.criteria() if vacancy.person_specification else iter(())


class Likened(Protocol):
    """What is needed of a vacancy."""

    @property
    def slug(self) -> str: ...
    @property
    def traits(self) -> tuple[Trait, ...]: ...


class OpenRoles:
    """The open vacancies, by their numbers in the order of their slugs, ready to be asked which are like another.

    Each trait that is not rare has as many bits as it weighs, so what two vacancies have in common is counted in one
    step: 30 µs a vacancy instead of 450. Rare ones are counted one by one: with bits of their own, the numbers would
    grow with the vacancies.
    """

    def __init__(self, open_roles: Iterable[Likened]) -> None:
        roles = sorted(open_roles, key=lambda role: role.slug)
        self._slugs = [role.slug for role in roles]
        self._having: dict[Trait, list[int]] = {}
        for number, role in enumerate(roles):
            for trait in role.traits:
                self._having.setdefault(trait, []).append(number)
        commonest_last = sorted(self._having, key=lambda trait: (len(self._having[trait]), trait))
        self._rarity = {trait: place for place, trait in enumerate(commonest_last)}
        # The commonest traits have the lowest bits: most vacancies then get by with small numbers.
        room = max(WEIGHTS.values())
        rare = len(roles) // ONE_IN
        bits = enumerate(reversed([trait for trait in commonest_last if len(self._having[trait]) > rare]))
        self._bits = {trait: ((1 << weight(trait)) - 1) << place * room for place, trait in bits}
        self._in_bits = [self._as_bits(role.traits) for role in roles]

    def like(self, role: Likened) -> list[str]:
        """The slugs of those most like `role`, best first; none that has nothing in common with it."""
        shared = [trait for trait in role.traits if trait in self._having]
        rare = self._in_common_by_rare(shared)
        own, in_bits, number_of_all = self._as_bits(shared), self._in_bits, len(self._slugs)
        # A candidate's number, less so many times that of all as it has in common: the least is the most like.
        ranked = sorted(
            [
                it - ((own & in_bits[it]).bit_count() + rare.get(it, 0)) * number_of_all
                for it in self._candidates(shared)
            ]
        )
        best = [self._slugs[rank % number_of_all] for rank in ranked[: MOST_SIMILAR + 1]]
        return [slug for slug in best if slug != role.slug][:MOST_SIMILAR]

    def _as_bits(self, traits: Iterable[Trait]) -> int:
        return sum([self._bits[trait] for trait in traits if trait in self._bits])

    def _in_common_by_rare(self, shared: Iterable[Trait]) -> dict[int, int]:
        """How much others have in common by those of the traits `shared` that have no bits, by their numbers."""
        found: dict[int, int] = {}
        for trait in shared:
            if trait not in self._bits:
                for number in self._having[trait]:
                    found[number] = found.get(number, 0) + weight(trait)
        return found

    def _candidates(self, shared: Iterable[Trait]) -> set[int]:
        """`MOST_COMPARED` of those that share a trait, or all; the rarest traits say most, and come first."""
        found: set[int] = set()
        for trait in sorted(shared, key=self._rarity.__getitem__):
            for number in self._having[trait]:
                found.add(number)
                if len(found) == MOST_COMPARED:
                    return found
        return found
