"""Lists: home, all vacancies, closed vacancies, employers, and the page for a missing address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from portal.cellar.addresses import CLOSED, EMPLOYERS, NOT_FOUND, SEARCH, VACANCIES, employer_path
from portal.cellar.english import counted, day_words, spelled, upper_first
from portal.cellar.markdown import Href, render
from portal.model.catalogue import Catalogue, Employer
from portal.model.vacancy import Status, Vacancy
from portal.views.applying import link_to
from portal.views.cards import card
from portal.views.given import CardGroup, CardView, EmployerRow, EmployerView, HomeView, ListView
from portal.views.likeness import OpenRoles

TITLES = {
    VACANCIES: "All vacancies",
    CLOSED: "Closed vacancies",
    EMPLOYERS: "Employers",
    SEARCH: "Search",
    NOT_FOUND: "Page not found",
}
"""What the portal's own pages are called: in the window's title, and as their heading."""

LATEST = 3
"""So many closed vacancies are shown when none closed recently."""

MOST_ON_HOME = 20
"""So many of each group are on the home page; the full list has the others."""

MOST_WHEN_LOST = 10
"""So many vacancies in all are on the page for a missing address."""

GUIDE = "Kept for reading: what an employer asked for last time is a fair guide to next time."
ASK = "Ask whether they are still recruiting before you prepare an application."


@dataclass(frozen=True, slots=True)
class Sorted:
    """Vacancies by where they stand on a day, each list in the order in which it is read."""

    dated: list[Vacancy]
    open_ended: list[Vacancy]
    upcoming: list[Vacancy]
    closed: list[Vacancy]
    withdrawn: list[Vacancy]

    @property
    def open(self) -> list[Vacancy]:
        return [*self.dated, *self.open_ended]

    @property
    def over(self) -> list[Vacancy]:
        return [*self.closed, *self.withdrawn]


def sort_vacancies(vacancies: Iterable[Vacancy], day: date) -> Sorted:
    """Sort by status: closing soonest, opening soonest and closed latest come first; then by title."""
    by_status: dict[Status, list[Vacancy]] = {status: [] for status in Status}
    for vacancy in sorted(vacancies, key=lambda vacancy: (vacancy.title.casefold(), vacancy.slug)):
        by_status[vacancy.status_on(day)].append(vacancy)
    open_now = by_status[Status.OPEN]
    return Sorted(
        dated=sorted((found for found in open_now if found.closes_on()), key=_closing),
        open_ended=sorted((found for found in open_now if not found.closes_on()), key=_kind_order),
        upcoming=sorted(by_status[Status.UPCOMING], key=lambda found: found.opens_on() or date.max),
        closed=sorted(by_status[Status.CLOSED], key=_closing, reverse=True),
        withdrawn=sorted(by_status[Status.WITHDRAWN], key=_withdrawn_on, reverse=True),
    )


def _closing(vacancy: Vacancy) -> date:
    return vacancy.closes_on() or date.max


def _kind_order(vacancy: Vacancy) -> bool:
    """Descriptions of roles that may not be recruiting come after adverts."""
    return vacancy.kind == "job_description"


def _withdrawn_on(vacancy: Vacancy) -> date:
    return vacancy.withdrawn.on if vacancy.withdrawn else date.max


class Lists:
    """Makes the views of all list pages for one catalogue and one day."""

    def __init__(self, catalogue: Catalogue, day: date) -> None:
        self._catalogue = catalogue
        self._day = day
        self._cards = {vacancy.slug: card(vacancy, catalogue, day) for vacancy in catalogue.vacancies}
        self._by_employer = {slug: sort_vacancies(own, day) for slug, own in _by_employer(catalogue).items()}
        self.sorted = sort_vacancies(catalogue.vacancies, day)
        self._open_roles = OpenRoles(self.sorted.open)

    def cards(self) -> tuple[CardView, ...]:
        """Every vacancy's card: open, upcoming, closed, withdrawn."""
        found = self.sorted
        return self._of([*found.open, *found.upcoming, *found.over])

    def similar(self, vacancy: Vacancy) -> tuple[CardView, ...]:
        """The cards of the open vacancies most like `vacancy`, best first; none while it is open itself."""
        if vacancy.status_on(self._day) is Status.OPEN:
            return ()
        return tuple(self._cards[slug] for slug in self._open_roles.like(vacancy))

    def home(self) -> HomeView:
        groups = _filled([*self._open_groups(), self._lately_closed()])
        return HomeView(
            lead=self._lead(),
            groups=tuple(_first(group, MOST_ON_HOME) for group in groups),
            counts=counts_words(self.sorted),
        )

    def vacancies(self) -> ListView:
        return ListView(heading=TITLES[VACANCIES], lead=self._lead(), groups=_filled(self._open_groups()))

    def closed(self) -> ListView:
        groups = [
            CardGroup(id="closed", heading="Closed", lead="The latest first.", cards=self._of(self.sorted.closed)),
            CardGroup(
                id="withdrawn",
                heading="Withdrawn",
                lead="The employer took these back.",
                cards=self._of(self.sorted.withdrawn),
            ),
        ]
        lead = GUIDE
        if not self.sorted.over:
            lead = "Nothing has closed yet. A vacancy that closes keeps its page and moves here."
        return ListView(heading=TITLES[CLOSED], lead=lead, groups=_filled(groups))

    def not_found(self) -> ListView:
        lead = (
            "Nothing lives at this address. It may have been mistyped, or the page renamed. "
            "A vacancy that closes keeps its page, so search may still find it."
        )
        groups, room = [], MOST_WHEN_LOST
        for group in _filled(self._open_groups()):
            groups.append(_first(group, room))
            room -= len(groups[-1].cards)
        return ListView(heading=TITLES[NOT_FOUND], lead=lead, groups=_filled(groups))

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

    def employer(self, employer: Employer, href: Href) -> EmployerView:
        own = self._by_employer[employer.slug]
        return EmployerView(
            name=employer.name,
            sector=self._catalogue.label("sector", employer.sector),
            also_known_as=employer.also_known_as,
            areas=employer.areas,
            about=render(employer.about, href=href) if employer.about else None,
            note=employer.note or "",
            website=link_to(f"Website of {employer.name}", employer.website) if employer.website else None,
            open=self._of([*own.open, *own.upcoming]),
            closed=self._of(own.over),
        )

    def _of(self, vacancies: Sequence[Vacancy]) -> tuple[CardView, ...]:
        return tuple(self._cards[vacancy.slug] for vacancy in vacancies)

    def _open_groups(self) -> list[CardGroup]:
        found = self.sorted
        return [
            CardGroup(id="closing", heading="Closing soonest first", lead="", cards=self._of(found.dated)),
            CardGroup(
                id="open-ended",
                heading="Open, with no closing date",
                lead=f"The source names no last day. {ASK}",
                cards=self._of(found.open_ended),
            ),
            CardGroup(
                id="upcoming",
                heading="Opening soon",
                lead="Read now, apply later.",
                cards=self._of(found.upcoming),
            ),
        ]

    def _lately_closed(self) -> CardGroup:
        since = self._day.toordinal() - self._catalogue.site.recently_closed_days
        recent = [found for found in self.sorted.closed if _closing(found).toordinal() >= since]
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

    def _lead(self) -> str:
        """What stands open, said so that the page is worth reading on any day."""
        parts = [upper_first(part) for part in self._lead_parts(self.sorted)]
        return " ".join(parts) or "The first vacancy is still to come: the feed will bring it to you."

    def _lead_parts(self, found: Sorted) -> Iterator[str]:
        if found.dated:
            number = spelled(len(found.dated), "vacancy is", "vacancies are")
            closes = "the first closes" if len(found.dated) > 1 else "it closes"
            yield f"{number} open with a closing date; {closes} on {day_words(_closing(found.dated[0]))}."
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


def _first(group: CardGroup, most: int) -> CardGroup:
    """The first `most` of a group; if that leaves some out, with a link to the list that has them."""
    left_out = len(group.cards) - most
    if left_out <= 0:
        return group
    page = CLOSED if group.id == "recently-closed" else VACANCIES
    fragment = "closed" if group.id == "recently-closed" else group.id
    return replace(
        group,
        cards=group.cards[:most],
        more=f"{counted(left_out, 'more vacancy', 'more vacancies')} under “{group.heading}”",
        more_path=f"{page}#{fragment}",
    )


def _by_employer(catalogue: Catalogue) -> dict[str, list[Vacancy]]:
    """The vacancies of each employer, of those without any too."""
    found: dict[str, list[Vacancy]] = {slug: [] for slug in catalogue.employers}
    for vacancy in catalogue.vacancies:
        found[vacancy.employer].append(vacancy)
    return found


def _filled(groups: Iterable[CardGroup]) -> tuple[CardGroup, ...]:
    return tuple(group for group in groups if group.cards)
