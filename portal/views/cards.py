"""Cards: a vacancy in a list."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from portal.cellar.addresses import vacancy_path
from portal.cellar.digests import digest_of
from portal.model.catalogue import Catalogue
from portal.model.vacancy import Vacancy
from portal.views.given import CardView
from portal.views.pay import pay_short, yearly_note
from portal.views.status import status_view
from portal.views.wording import contract_short, place_short

IN_A_FILE = 2
"""So many cards come to the finder together: what it finds seldom stands together in the list, so that a larger file
would bring mostly others."""


def kind_label(vacancy: Vacancy, catalogue: Catalogue) -> str:
    """What kind of record it is, unless it is an ordinary vacancy."""
    return "" if vacancy.kind == "vacancy" else catalogue.label("kind", vacancy.kind)


def card(vacancy: Vacancy, catalogue: Catalogue, day: date) -> CardView:
    """The card of `vacancy` as it stands on `day`."""
    shown = CardView(
        slug=vacancy.slug,
        path=vacancy_path(vacancy.slug),
        title=vacancy.title,
        kind=kind_label(vacancy, catalogue),
        employer=catalogue.employer_of(vacancy).name,
        place=place_short(vacancy, catalogue),
        pay=pay_short(vacancy, catalogue),
        pay_note=yearly_note(vacancy),
        contract=contract_short(vacancy, catalogue),
        summary=" ".join(vacancy.summary.split()),
        status=status_view(vacancy, day),
    )
    return replace(shown, mark=digest_of(shown))
