"""Sorting: vacancies by where they stand, in the order in which every list has them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.model.vacancy import Status
from portal.views.entry import Entry


@dataclass(frozen=True, slots=True)
class Sorted:
    """Vacancies by where they stand, each list in the order in which it is read."""

    dated: list[Entry]
    open_ended: list[Entry]
    upcoming: list[Entry]
    closed: list[Entry]
    withdrawn: list[Entry]

    @property
    def open(self) -> list[Entry]:
        return [*self.dated, *self.open_ended]

    @property
    def current(self) -> list[Entry]:
        """What one can apply for, now or soon."""
        return [*self.open, *self.upcoming]

    @property
    def over(self) -> list[Entry]:
        return [*self.closed, *self.withdrawn]


def sort_vacancies(vacancies: Iterable[Entry]) -> Sorted:
    """Sort by status: closing soonest, opening soonest and closed latest come first; then by title."""
    by_status: dict[Status, list[Entry]] = {status: [] for status in Status}
    for vacancy in sorted(vacancies, key=lambda vacancy: (vacancy.title.casefold(), vacancy.slug)):
        by_status[vacancy.status].append(vacancy)
    open_now = by_status[Status.OPEN]
    return Sorted(
        dated=sorted((found for found in open_now if found.closes), key=closing_day),
        open_ended=sorted((found for found in open_now if not found.closes), key=_kind_order),
        upcoming=sorted(by_status[Status.UPCOMING], key=lambda found: found.opens or date.max),
        closed=sorted(by_status[Status.CLOSED], key=closing_day, reverse=True),
        withdrawn=sorted(by_status[Status.WITHDRAWN], key=_withdrawn_on, reverse=True),
    )


def closing_day(vacancy: Entry) -> date:
    return vacancy.closes or date.max


def _kind_order(vacancy: Entry) -> bool:
    """Descriptions of roles that may not be recruiting come after adverts."""
    return vacancy.kind == "job_description"


def _withdrawn_on(vacancy: Entry) -> date:
    return vacancy.withdrawn or date.max
