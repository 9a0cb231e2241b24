"""Found: the values that are in use, each with its vacancies, for one catalogue and one day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from portal.facets.definitions import FACETS, Facet
from portal.facets.values import NOT_STATED, Subject, Value
from portal.model.catalogue import Catalogue
from portal.model.vacancy import Vacancy

ROLES = ("essential", "desirable", "delivered", "mentioned")
"""The parts that a modality may have in a role, the strongest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A value and the vacancies that have it, in the order of the lists; a modality's by their part, too."""

    value: Value
    current: tuple[Vacancy, ...]
    over: tuple[Vacancy, ...]
    roles: tuple[Use, ...] = ()


class Facets:
    """The facets of a catalogue on a day. `current` can still be applied for, `over` no more; both are sorted."""

    def __init__(self, catalogue: Catalogue, day: date, current: Sequence[Vacancy], over: Sequence[Vacancy]) -> None:
        subjects = [Subject(vacancy, catalogue, day) for vacancy in (*current, *over)]
        self.current, self.over = tuple(current), tuple(over)
        self.values: Mapping[str, Mapping[str, tuple[Value, ...]]] = {
            facet.code: {subject.vacancy.slug: facet.of(subject) for subject in subjects} for facet in FACETS
        }
        self.uses: Mapping[str, tuple[Use, ...]] = {facet.code: self._uses(facet) for facet in FACETS}

    def of(self, facet: Facet, vacancy: Vacancy) -> tuple[Value, ...]:
        """The values of `vacancy` under `facet`."""
        return self.values[facet.code][vacancy.slug]

    def shown(self, facet: Facet) -> bool:
        """Whether there is anything to choose: two values in use among the current vacancies."""
        return sum(bool(use.current) for use in self.uses[facet.code]) > 1

    def _uses(self, facet: Facet) -> tuple[Use, ...]:
        """The values of `facet` in use: in their own order if they have one, else by their labels."""
        uses = self._gathered(facet, "")
        if facet.code == "modality":
            by_role = {role: {use.value.key: use for use in self._gathered(facet, role)} for role in ROLES}
            uses = [
                replace(use, roles=tuple(by_role[role][key] for role in ROLES if key in by_role[role]))
                for use in uses
                for key in [use.value.key]
            ]
        return tuple(sorted(uses, key=lambda use: _place(facet, use.value)))

    def _gathered(self, facet: Facet, role: str) -> list[Use]:
        """The values of `facet` with their vacancies; with `role`, those where the value has that part."""
        current, over = (dict(self._by_key(facet, role, found)) for found in (self.current, self.over))
        labels = {value.key: value for value in self._values(facet, role)}
        return [
            Use(value=replace(value, role=role), current=tuple(current.get(key, ())), over=tuple(over.get(key, ())))
            for key, value in labels.items()
        ]

    def _values(self, facet: Facet, role: str) -> Iterator[Value]:
        """Every value, the first spelling of each last, so that it is the one that is kept."""
        found = [value for values in self.values[facet.code].values() for value in values]
        yield from (value for value in reversed(found) if role in ("", value.role))

    def _by_key(self, facet: Facet, role: str, vacancies: Iterable[Vacancy]) -> dict[str, list[Vacancy]]:
        found: dict[str, list[Vacancy]] = {}
        for vacancy in vacancies:
            keys = (value.key for value in self.of(facet, vacancy) if role in ("", value.role))
            for key in dict.fromkeys(keys):
                found.setdefault(key, []).append(vacancy)
        return found


def _place(facet: Facet, value: Value) -> tuple[int, str]:
    """Where a value stands; what is not stated comes last in any order."""
    rank = value.rank if facet.ordered or value.key == NOT_STATED else 0
    return rank, value.label.casefold()
