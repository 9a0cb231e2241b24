"""Lists: home, all vacancies, closed vacancies, employers, and the page for a missing address."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from msgspec.structs import replace

from portal.cellar.addresses import ADD, CLOSED, EMPLOYERS, NOT_FOUND, VACANCIES, employer_path, further_page, relative
from portal.cellar.english import counted, day_words, spelled, upper_first
from portal.cellar.markdown import Href, render
from portal.facets.definitions import FACETS
from portal.facets.found import Facets
from portal.model.catalogue import Catalogue, Employer
from portal.model.vacancy import Status
from portal.views.applying import link_to
from portal.views.cards import IN_A_FILE
from portal.views.entry import Entry, entry_of
from portal.views.facets import Values, facet_views, find_by
from portal.views.given import (
    CardGroup,
    CardView,
    EmployerRow,
    EmployerView,
    FinderView,
    HomeView,
    ListView,
    PaginationView,
)
from portal.views.likeness import OpenRoles
from portal.views.pagination import in_pages, page_with
from portal.views.sorting import Sorted, closing_day, sort_vacancies

TITLES = {
    VACANCIES: "All vacancies",
    CLOSED: "Closed vacancies",
    EMPLOYERS: "Employers",
    ADD: "Add a vacancy",
    NOT_FOUND: "Page not found",
}
"""What the portal's own pages are called: in the window's title, and as their heading."""

LATEST = 3
"""So many closed vacancies are on the home page."""

MOST_ON_HOME = 5
"""So many of each group that is not over are on the home page; the full list has the others."""

MOST_FOR_READING = 10
"""So many of those that are over stand below a list of those that are not."""

MOST_WHEN_LOST = 10
"""So many vacancies in all are on the page for a missing address."""

GUIDE = "Kept for reading: what an employer asked for last time is a fair guide to next time."
ASK = "Ask whether they are still recruiting before you prepare an application."


GROUPS = {
    "closing": ("Closing soonest first", ""),
    "open-ended": ("Open, with no closing date", f"The source names no last day. {ASK}"),
    "upcoming": ("Opening soon", "Read now, apply later."),
    "closed": ("Closed", "The latest first."),
    "withdrawn": ("Withdrawn", "The employer took these back."),
}
"""The headings that vacancies stand under in any list, in its order: each with what is said below it."""


class Lists:
    """Makes the views of all list pages for one catalogue and one day.

    `entries` are those of all vacancies on that day; None: those of the catalogue's.
    """

    def __init__(self, catalogue: Catalogue, day: date, entries: Iterable[Entry] | None = None) -> None:
        if entries is None:
            entries = [entry_of(vacancy, catalogue, day) for vacancy in catalogue.vacancies]
        self._catalogue = catalogue
        self._day = day
        self._entries = {entry.slug: entry for entry in entries}
        self.sorted = sort_vacancies(self._entries.values())
        self._by_employer = self._sorted_by_employer()
        self.facets = Facets(self.sorted.current, self.sorted.over)
        self.values = {facet.code: Values(facet, self.facets.uses[facet.code], catalogue) for facet in FACETS}
        self._group_of = {vacancy.slug: place for place, found in enumerate(self._grouped()) for vacancy in found}
        self._open_roles = OpenRoles(self.sorted.open)

    def _sorted_by_employer(self) -> dict[str, Sorted]:
        """The vacancies of each employer, of those without any too."""
        found: dict[str, list[Entry]] = {slug: [] for slug in self._catalogue.employers}
        for entry in self._entries.values():
            found[entry.employer].append(entry)
        return {slug: sort_vacancies(own) for slug, own in found.items()}

    def _grouped(self) -> tuple[list[Entry], ...]:
        """All vacancies by the headings that they stand under, in the order of GROUPS."""
        found = self.sorted
        return found.dated, found.open_ended, found.upcoming, found.closed, found.withdrawn

    def cards(self) -> tuple[CardView, ...]:
        """Every vacancy's card: open, upcoming, closed, withdrawn."""
        return self._of([*self.sorted.current, *self.sorted.over])

    def similar(self, vacancy: Entry) -> tuple[CardView, ...]:
        """The cards of the open vacancies most like `vacancy`, best first; none while it is open itself."""
        if vacancy.status is Status.OPEN:
            return ()
        return tuple(self._entries[slug].card for slug in self._open_roles.like(vacancy))

    def groups(self, vacancies: Sequence[Entry]) -> tuple[CardGroup, ...]:
        """`vacancies`, which are in the order of the lists, under the headings that they stand under there."""
        return tuple(self._groups(vacancies))

    def _groups(self, vacancies: Sequence[Entry]) -> Iterator[CardGroup]:
        cards, begin = self._of(vacancies), 0
        for place, (name, (heading, lead)) in enumerate(GROUPS.items()):
            # Not each is looked at: all lists together have twenty times as many as there are.
            end = bisect_right(vacancies, place, begin, key=lambda vacancy: self._group_of[vacancy.slug])
            if begin < end:
                yield CardGroup(id=name, heading=heading, lead=lead, cards=cards[begin:end])
            begin = end

    def for_reading(self, over: Sequence[Entry]) -> tuple[CardGroup, ...]:
        """The latest of what is over, below a list of what is not."""
        latest = self._of(over[:MOST_FOR_READING])
        return _filled([CardGroup(id="over", heading="Closed, for reading", lead=GUIDE, cards=latest)])

    def home(self) -> HomeView:
        current = self.groups(self.sorted.current)
        over = _filled([self._lately_closed()])
        shown = [*current, *over]
        return HomeView(
            lead=self._lead(),
            groups=(
                *(self._first(group, MOST_ON_HOME, shown) for group in current),
                *(self._first(group, LATEST, shown) for group in over),
            ),
            find_by=find_by(self.facets, self._catalogue),
        )

    def finder(self) -> FinderView:
        """The first page of all vacancies, and the ways to narrow them."""
        first = self.vacancies()[0]
        return FinderView(
            heading=first.heading,
            lead=first.lead,
            groups=first.groups,
            facets=facet_views(self.facets, self._catalogue),
            pagination=first.pagination,
            current=len(self.sorted.current),
            over=len(self.sorted.over),
            count_words=f"{counted(len(self.sorted.current), 'vacancy', 'vacancies')}, closing soonest first",
            chunk=IN_A_FILE,
        )

    def vacancies(self) -> tuple[ListView, ...]:
        """The pages of all vacancies that one can apply for, now or soon."""
        return _list_pages(VACANCIES, self._lead(), self.groups(self.sorted.current))

    def closed(self) -> tuple[ListView, ...]:
        lead = GUIDE
        if not self.sorted.over:
            lead = "Nothing has closed yet. A vacancy that closes keeps its page and moves here."
        return _list_pages(CLOSED, lead, self.groups(self.sorted.over))

    def not_found(self) -> ListView:
        lead = (
            "Nothing lives at this address. It may have been mistyped, or the page renamed. "
            "A vacancy that closes keeps its page, so search may still find it."
        )
        current = self.groups(self.sorted.current)
        groups, room = [], MOST_WHEN_LOST
        for group in current:
            groups.append(self._first(group, room, current))
            room -= len(groups[-1].cards)
        (alone,) = _list_pages(NOT_FOUND, lead, _filled(groups))
        return alone

    def employers(self) -> tuple[EmployerRow, ...]:
        employers = sorted(self._catalogue.employers.values(), key=lambda found: (found.name.casefold(), found.slug))
        return tuple(
            EmployerRow(
                name=employer.name,
                path=employer_path(employer.slug),
                sector=self._catalogue.label("sector", employer.sector),
                counts=self._employer_counts(employer),
            )
            for employer in employers
        )

    def employer(self, employer: Employer) -> tuple[EmployerView, ...]:
        """The pages of an employer: what is open, then what is over."""
        path = employer_path(employer.slug)
        own = self._by_employer[employer.slug]
        groups = [
            CardGroup(id="open", heading="Open vacancies", lead="", cards=self._of(own.current)),
            CardGroup(id="closed", heading="Closed vacancies", lead="", cards=self._of(own.over)),
        ]
        return tuple(
            EmployerView(
                name=employer.name,
                sector=self._catalogue.label("sector", employer.sector),
                also_known_as=employer.also_known_as,
                areas=employer.areas,
                about=render(employer.about, href=_links_from(path, links)) if employer.about else None,
                note=employer.note or "",
                website=link_to(f"Website of {employer.name}", employer.website) if employer.website else None,
                idle=not own.current and links.page == 1,
                groups=shown,
                pagination=links,
            )
            for shown, links in in_pages(groups, path)
        )

    def _of(self, vacancies: Iterable[Entry]) -> tuple[CardView, ...]:
        return tuple([vacancy.card for vacancy in vacancies])

    def _lately_closed(self) -> CardGroup:
        since = self._day.toordinal() - self._catalogue.site.recently_closed_days
        recent = [found for found in self.sorted.closed if closing_day(found).toordinal() >= since]
        if recent:
            return CardGroup(
                id="recently-closed",
                heading="Recently closed",
                lead="Too late for these, but in time to see what such roles ask for.",
                cards=self._of(recent),
            )
        return CardGroup(
            id="recently-closed",
            heading="Closed earlier",
            lead=GUIDE,
            cards=self._of(self.sorted.closed[:LATEST]),
        )

    def _first(self, group: CardGroup, most: int, groups: Sequence[CardGroup]) -> CardGroup:
        """The first `most` of a group; if that leaves some out, with a link to the list that has them.

        `groups` are those that the list of all vacancies has, in its order.
        """
        left_out = len(group.cards) - most
        if left_out <= 0:
            return group
        closed = group.id == "recently-closed"
        place = f"{CLOSED}#closed" if closed else f"{page_with(groups, group.id, VACANCIES)}#{group.id}"
        return replace(
            group,
            cards=group.cards[:most],
            more=f"{counted(left_out, 'more vacancy', 'more vacancies')} under “{group.heading}”",
            more_path=place,
        )

    def _lead(self) -> str:
        """What stands open, said so that the page is worth reading on any day."""
        parts = [upper_first(part) for part in self._lead_parts(self.sorted)]
        return " ".join(parts) or "The first vacancy is still to come: the feed will bring it to you."

    def _lead_parts(self, found: Sorted) -> Iterator[str]:
        if found.dated:
            number = spelled(len(found.dated), "vacancy is", "vacancies are")
            closes = "the first closes" if len(found.dated) > 1 else "it closes"
            yield f"{number} open with a closing date; {closes} on {day_words(closing_day(found.dated[0]))}."
        if found.open_ended:
            number = spelled(len(found.open_ended), "role has", "roles have")
            they = "it is" if len(found.open_ended) == 1 else "they are"
            yield f"{number} no closing date: ask whether {they} still recruiting."
        if found.upcoming:
            yield f"{spelled(len(found.upcoming), 'vacancy opens', 'vacancies open')} soon."
        if found.over and not found.dated:
            number = spelled(len(found.over), "has closed and stays", "have closed and stay")
            yield f"{number} to read here. The feed brings you each new one."

    def _employer_counts(self, employer: Employer) -> str:
        return counts_words(self._by_employer[employer.slug]) or "nothing advertised here yet"


def _links_from(path: str, place: PaginationView) -> Href:
    """How links stand on a page of the list at `path`."""
    return partial(relative, page=further_page(path, place.page))


def counts_words(found: Sorted) -> str:
    """How many of each: "1 open, 2 with no closing date, 3 closed"; empty if there are none at all."""
    parts = [
        (len(found.dated), "open"),
        (len(found.open_ended), "with no closing date"),
        (len(found.upcoming), "opening soon"),
        (len(found.closed), "closed"),
        (len(found.withdrawn), "withdrawn"),
    ]
    return ", ".join(f"{number} {words}" for number, words in parts if number)


def _list_pages(path: str, lead: str, groups: Sequence[CardGroup]) -> tuple[ListView, ...]:
    """A list in pages; what stands open in all is said on the first."""
    return tuple(
        ListView(
            heading=TITLES[path],
            lead=lead if links.page == 1 else "",
            groups=shown,
            pagination=links,
        )
        for shown, links in in_pages(groups, path)
    )


def _filled(groups: Iterable[CardGroup]) -> tuple[CardGroup, ...]:
    return tuple(group for group in groups if group.cards)
