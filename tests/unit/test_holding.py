"""What is true of a vacancy on a day holds for the days that its entry says: a build looks at none of it before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from samples import one

from portal.model.catalogue import Catalogue
from portal.model.vacancy import Vacancy
from portal.pages.jobposting import job_posting
from portal.views.entry import entry_of, holding
from portal.views.vacancy_view import vacancy_view

DATES: dict[str, Any] = {
    "posted": "2026-03-02",
    "opening_date": "2026-03-07",
    "closing_date": "2026-03-31",
    "interview_date": "2026-04-10",
    "start_date": "2026-06-01",
    "checked_on": "2026-03-04",
    "review_by": "2026-03-20",
    "withdrawn": {"on": "2026-03-25", "reason": "Filled."},
    "source": {"type": "nhs_jobs", "retrieved": "2026-03-03"},
}
FIRST, LAST = date(2026, 2, 1), date(2026, 7, 1)


def shown(vacancy: Vacancy, catalogue: Catalogue, day: date) -> tuple[object, ...]:
    """All that is made of a vacancy on `day`, but for the days for which it holds."""
    entry = replace(entry_of(vacancy, catalogue, day), since=day.min, until=day.max)
    posting = job_posting(vacancy, catalogue, day, "https://www.example.org/vacancies/a.html")
    return entry, vacancy_view(vacancy, catalogue, day), posting


@pytest.mark.parametrize(
    "fields",
    [
        *({name: value} for name, value in DATES.items()),
        *({other: value for other, value in DATES.items() if other != name} for name in DATES),
        {**DATES, "closing_time": "00:00"},
        {**DATES, "closing_time": "17:00", "withdrawn": None},
        {**DATES, "closing_date": None, "closing_basis": "until_filled", "withdrawn": None},
    ],
    ids="-".join,
)
def test_nothing_changes_on_a_day_for_which_it_is_said_to_hold(fields: dict[str, Any]) -> None:
    vacancy, catalogue = one(**{name: value for name, value in fields.items() if value is not None})
    day, before = FIRST, shown(vacancy, catalogue, FIRST)
    while day < LAST:
        day, now = day + timedelta(1), shown(vacancy, catalogue, day + timedelta(1))
        if now != before:
            assert holding(vacancy, day - timedelta(1))[1] == day, f"something changes on {day}"
            assert holding(vacancy, day)[0] == day
        before = now
