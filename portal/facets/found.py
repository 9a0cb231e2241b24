"""Found: the values that are in use, each with the vacancies that have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from msgspec.structs import replace

from portal.facets.definitions import FACETS, Facet
from portal.facets.values import NOT_STATED, Value

ROLES = ("essential", "desirable", "delivered", "mentioned")
"""The parts that a modality may have in a role, the strongest first."""


class Listed(Protocol):
    """What is needed of a vacancy: its values under each facet, in the order of FACETS."""

    @property
    def values(self) -> tuple[tuple[Value, ...], ...]: ...


Entry = TypeVar("Entry", bound=Listed)

PLACES = {facet.code: place for place, facet in enumerate(FACETS)}
"""Where each facet stands among FACETS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use(Generic[Entry]):
    """A value and the vacancies that have it, in the order of the lists; a modality's by their part, too."""

    value: Value
    current: tuple[Entry, ...]
    over: tuple[Entry, ...]
    roles: tuple[Use[Entry], ...] = ()


class Facets(Generic[Entry]):
    """The facets of the vacancies of a site. `current` can still be applied for, `over` no more; both are sorted."""

    def __init__(self, current: Sequence[Entry], over: Sequence[Entry]) -> None:
        self.current, self.over = tuple(current), tuple(over)
        self.uses: Mapping[str, tuple[Use[Entry], ...]] = {facet.code: self._uses(facet) for facet in FACETS}

    def of(self, facet: Facet, vacancy: Entry) -> tuple[Value, ...]:
        """The values of `vacancy` under `facet`."""
        return vacancy.values[PLACES[facet.code]]

    def shown(self, facet: Facet) -> bool:
        """Whether there is anything to choose: two values in use among the current vacancies."""
        return sum(bool(use.current) for use in self.uses[facet.code]) > 1

    def _uses(self, facet: Facet) -> tuple[Use[Entry], ...]:
        """The values of `facet` in use: in their own order if they have one, else by their labels."""
        labels, current, over = self._gathered(facet)
        roles = ROLES if facet.code == "modality" else ()
        uses = [
            Use(
                value=replace(value, role=""),
                current=tuple(current.get((key, ""), ())),
                over=tuple(over.get((key, ""), ())),
                roles=tuple(
                    Use(
                        value=replace(labels[key, role], role=role),
                        current=tuple(current.get((key, role), ())),
                        over=tuple(over.get((key, role), ())),
                    )
                    for role in roles
                    if (key, role) in labels
                ),
            )
            for (key, role), value in labels.items()
            if not role
        ]
        return tuple(sorted(uses, key=lambda use: _place(facet, use.value)))

    def _gathered(self, facet: Facet) -> tuple[dict[Part, Value], dict[Part, list[Entry]], dict[Part, list[Entry]]]:
        """By key and part in the role: the value in its first spelling, and the vacancies that have it.

        All that have a value are under no part, too. Every vacancy is looked at once: this is done at each build.
        """
        labels: dict[Part, Value] = {}
        return labels, self._side(facet, self.current, labels), self._side(facet, self.over, labels)

    def _side(self, facet: Facet, vacancies: Sequence[Entry], labels: dict[Part, Value]) -> dict[Part, list[Entry]]:
        """The vacancies of one side by their values; values without one before are put among the `labels`."""
        side: dict[Part, list[Entry]] = {}
        place = PLACES[facet.code]
        # Most vacancies share their values with others, as the same object: what it belongs to is worked out once.
        lists: dict[int, list[list[Entry]]] = {}
        for vacancy in vacancies:
            values = vacancy.values[place]
            known = lists.get(id(values))
            if known is None:
                parts = _parts(values)
                for part, value in parts.items():
                    labels.setdefault(part, value)
                known = lists[id(values)] = [side.setdefault(part, []) for part in parts]
            for having in known:
                having.append(vacancy)
        return side


Part = tuple[str, str]
"""The key of a value, and a modality's part in the role, or "" for any."""


def _parts(values: Sequence[Value]) -> dict[Part, Value]:
    """The parts under which a vacancy with these `values` of a facet is found, each with its value.

    A value may have several parts in the role, and all that have it are wanted once.
    """
    return {(value.key, role): value for value in reversed(values) for role in ("", value.role)}


def _place(facet: Facet, value: Value) -> tuple[int, str]:
    """Where a value stands; what is not stated comes last in any order."""
    rank = value.rank if facet.ordered or value.key == NOT_STATED else 0
    return rank, value.label.casefold()
