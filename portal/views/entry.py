"""Entries: what the rest of the site must know of a vacancy, small enough to be held for a hundred thousand of them.

Lists, facets, feeds and the finder's tables are made of entries; only a vacancy's own page is made of the vacancy.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from portal.facets.columns import Cells, cells_of
from portal.facets.definitions import FACETS
from portal.facets.values import SOON, Subject, Value
from portal.model.catalogue import Catalogue
from portal.model.vacancy import Status, Vacancy
from portal.views.cards import card
from portal.views.given import CardView
from portal.views.likeness import Trait, traits


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """A vacancy as it stands on a day, for everything but its own page.

    It holds on the days from `since` to the last before `until`: none of its dates lies between them. `values` are
    those of each facet, in the order of FACETS. `updated` is the latest day by then on which something happened to it,
    if any is known; `modified` the same for its page.

    It is kept as an array, without the names of its fields, as is what it is made of: so it takes a fifth less of time
    and room.
    """

    slug: str
    path: str
    title: str
    employer: str
    employer_name: str
    kind: str
    status: Status
    since: date
    until: date
    opens: date | None
    closes: date | None
    withdrawn: date | None
    updated: date | None
    modified: date | None
    card: CardView
    values: tuple[tuple[Value, ...], ...]
    traits: tuple[Trait, ...]
    cells: Cells

    @property
    def is_over(self) -> bool:
        return self.status.is_over


def entry_of(vacancy: Vacancy, catalogue: Catalogue, day: date) -> Entry:
    """The entry of `vacancy` on `day`. Of the catalogue it takes the site, the vocabularies and its own employer."""
    subject = Subject(vacancy, catalogue, day)
    since, until = holding(vacancy, day)
    shown = card(vacancy, catalogue, day)
    return Entry(
        slug=vacancy.slug,
        path=vacancy.path,
        title=vacancy.title,
        employer=vacancy.employer,
        employer_name=catalogue.employer_of(vacancy).name,
        kind=vacancy.kind,
        status=vacancy.status_on(day),
        since=since,
        until=until,
        opens=vacancy.opens_on(),
        closes=vacancy.closes_on(),
        withdrawn=vacancy.withdrawn.on if vacancy.withdrawn else None,
        updated=_latest(day, vacancy.posted, vacancy.opening_date, vacancy.checked_on)
        or _latest(day, vacancy.source.retrieved),
        modified=_latest(day, vacancy.checked_on, vacancy.posted),
        card=shown,
        values=tuple(facet.of(subject) for facet in FACETS),
        traits=traits(vacancy),
        cells=cells_of(vacancy, day),
    )


def holding(vacancy: Vacancy, day: date) -> tuple[date, date]:
    """The days for which what is true of `vacancy` on `day` holds: the first of them, and the first after them."""
    turns, today = [*_turns(vacancy)], day.toordinal()
    since = max([turn for turn in turns if turn <= today], default=date.min.toordinal())
    until = min([turn for turn in turns if turn > today], default=date.max.toordinal())
    return date.fromordinal(since), date.fromordinal(until)


def _turns(vacancy: Vacancy) -> Iterator[int]:
    """The days, by their ordinals, on which something may become true or false of it: its dates, and the days beside.

    Closing soon is the only thing that turns at a distance from a date.
    """
    closes = vacancy.closes_on()
    withdrawn = vacancy.withdrawn.on if vacancy.withdrawn else None
    happened = (vacancy.posted, vacancy.opening_date, vacancy.checked_on, vacancy.review_by, vacancy.source.retrieved)
    for found in (closes, closes and closes - SOON, vacancy.closing_date, vacancy.opens_on(), withdrawn, *happened):
        if found:
            # A closing time of midnight belongs to the day before, so that closing soon may begin a day early.
            middle = found.toordinal()
            yield from (middle - 1, middle, middle + 1)


def _latest(day: date, *dates: date | None) -> date | None:
    return max((found for found in dates if found and found <= day), default=None)


def shared(entry: Entry, known: dict[Any, Any]) -> Entry:
    """The same entry with those values and traits that other entries have too, which are `known`."""
    one = known.setdefault
    return msgspec.structs.replace(
        entry,
        values=tuple([one(values, values) for values in entry.values]),
        traits=tuple([one(trait, trait) for trait in entry.traits]),
    )
