"""Cards: a vacancy in a list; and which open vacancies are like a given one."""

from __future__ import annotations

from datetime import date

from portal.cellar.addresses import vacancy_path
from portal.model.catalogue import Catalogue
from portal.model.vacancy import Status, Vacancy
from portal.views.contract import CardView
from portal.views.pay import pay_short
from portal.views.short_answer import bodies_of
from portal.views.status import status_view
from portal.views.wording import contract_short, date_view, place_short

MOST_SIMILAR = 3
"""So many similar vacancies are shown."""


def kind_label(vacancy: Vacancy, catalogue: Catalogue) -> str:
    """What kind of record it is, unless it is an ordinary vacancy."""
    return "" if vacancy.kind == "vacancy" else catalogue.label("kind", vacancy.kind)


def card(vacancy: Vacancy, catalogue: Catalogue, day: date) -> CardView:
    """The card of `vacancy` as it stands on `day`."""
    return CardView(
        slug=vacancy.slug,
        path=vacancy_path(vacancy.slug),
        title=vacancy.title,
        kind=kind_label(vacancy, catalogue),
        employer=catalogue.employer_of(vacancy).name,
        place=place_short(vacancy),
        pay=pay_short(vacancy, catalogue),
        contract=contract_short(vacancy, catalogue),
        closing=date_view(vacancy.closing_date) if vacancy.closing_date else None,
        summary=" ".join(vacancy.summary.split()),
        status=status_view(vacancy, day),
    )


def similar(vacancy: Vacancy, catalogue: Catalogue, day: date) -> tuple[CardView, ...]:
    """The open vacancies most like `vacancy`, best first; none that has nothing in common with it."""
    scored = [
        (likeness(vacancy, other), other)
        for other in catalogue.vacancies
        if other.slug != vacancy.slug and other.status_on(day) is Status.OPEN
    ]
    best = sorted((pair for pair in scored if pair[0]), key=lambda pair: (-pair[0], pair[1].slug))
    return tuple(card(other, catalogue, day) for _, other in best[:MOST_SIMILAR])


def likeness(one: Vacancy, other: Vacancy) -> int:
    """How much two vacancies have in common; 0 for nothing. Ways of working weigh most."""
    return (
        3 * len(_modalities(one) & _modalities(other))
        + 2 * len(_bodies(one) & _bodies(other))
        + 2 * len(_groups(one) & _groups(other))
        + 2 * (one.employer == other.employer)
        + len(_towns(one) & _towns(other))
    )


def _modalities(vacancy: Vacancy) -> set[str]:
    return {modality.code for modality in vacancy.modalities if modality.role != "mentioned"}


def _bodies(vacancy: Vacancy) -> set[str]:
    return set(bodies_of(vacancy.eligibility.requirement)) if vacancy.eligibility else set()


def _groups(vacancy: Vacancy) -> set[str]:
    return {group.casefold() for group in vacancy.clients.groups} if vacancy.clients else set()


def _towns(vacancy: Vacancy) -> set[str]:
    return {location.town.casefold() for location in vacancy.locations if location.town}
