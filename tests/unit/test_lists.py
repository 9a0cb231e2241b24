"""Lists: what stands on each list page, in which order, and that no page is ever at a loss."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from samples import (
    KENSINGTON,
    KENSINGTON_CLOSED,
    KENSINGTON_LAST_DAY,
    KENSINGTON_OPEN,
    KENT,
    LONDON,
    LONDON_OPEN,
    LONG_AFTER,
    MEDWAY,
    MILTON_KEYNES,
    NEITHER,
    catalogue_of,
    real,
    vacancy_record,
)

from portal.model.catalogue import Catalogue
from portal.views.entry import entry_of
from portal.views.given import CardGroup
from portal.views.lists import Lists, counts_words

DAY = date(2026, 3, 10)
WITHDRAWN = {"on": "2026-03-01", "reason": "x"}


def shown(groups: tuple[CardGroup, ...]) -> dict[str, list[str]]:
    return {group.id: [card.slug for card in group.cards] for group in groups}


def mixed() -> Catalogue:
    fields: dict[str, dict[str, Any]] = {
        "later": {"closing_date": "2026-03-31"},
        "sooner": {"closing_date": "2026-03-10"},
        "no-date": {},
        "opens": {"opening_date": "2026-03-12", "closing_date": "2026-04-01"},
        "closed-first": {"closing_date": "2026-01-31"},
        "closed-last": {"closing_date": "2026-03-09"},
        "withdrawn": {"withdrawn": WITHDRAWN},
    }
    return catalogue_of(*(vacancy_record(slug, **given) for slug, given in fields.items()))


@pytest.mark.parametrize(
    ("day", "groups"),
    [
        (
            KENSINGTON_OPEN,
            {
                "closing": [KENSINGTON],
                "open-ended": [MEDWAY, KENT],
                "upcoming": [LONDON],
                "recently-closed": [MILTON_KEYNES],
            },
        ),
        (
            KENSINGTON_LAST_DAY,
            {
                "closing": [KENSINGTON],
                "open-ended": [MEDWAY, KENT],
                "upcoming": [LONDON],
                "recently-closed": [MILTON_KEYNES],
            },
        ),
        (
            KENSINGTON_CLOSED,
            {"open-ended": [MEDWAY, KENT], "upcoming": [LONDON], "recently-closed": [KENSINGTON]},
        ),
        (LONDON_OPEN, {"closing": [LONDON], "open-ended": [MEDWAY, KENT], "recently-closed": [KENSINGTON]}),
        (NEITHER, {"open-ended": [MEDWAY, KENT], "recently-closed": [LONDON, KENSINGTON]}),
        (LONG_AFTER, {"open-ended": [MEDWAY, KENT], "recently-closed": [LONDON, KENSINGTON, MILTON_KEYNES]}),
    ],
)
def test_home_on_the_days_that_matter(day: date, groups: dict[str, list[str]]) -> None:
    assert shown(Lists(real(), day).home().groups) == groups


def test_what_closed_long_ago_is_not_called_recent() -> None:
    headings = {day: Lists(real(), day).home().groups[-1].heading for day in (NEITHER, LONG_AFTER)}
    assert headings == {NEITHER: "Recently closed", LONG_AFTER: "Closed earlier"}


def test_closing_soonest_comes_first() -> None:
    assert shown(Lists(mixed(), DAY).finder().groups) == {
        "closing": ["sooner", "later"],
        "open-ended": ["no-date"],
        "upcoming": ["opens"],
    }


def test_closed_latest_comes_first_and_withdrawn_stands_apart() -> None:
    assert shown(Lists(mixed(), DAY).closed()[0].groups) == {
        "closed": ["closed-last", "closed-first"],
        "withdrawn": ["withdrawn"],
    }


def test_what_may_not_be_open_is_not_counted_as_open() -> None:
    counted = "2 open, 1 with no closing date, 1 opening soon, 2 closed, 1 withdrawn"
    assert counts_words(Lists(mixed(), DAY).sorted) == counted
    assert counts_words(Lists(real(), LONG_AFTER).sorted) == "2 with no closing date, 3 closed"


def test_home_says_what_to_do_when_nothing_dated_is_open() -> None:
    lead = Lists(real(), LONG_AFTER).home().lead
    assert lead.startswith("Two roles have no closing date: ask")
    assert "The feed brings you each new one." in lead


def test_home_says_when_the_first_closes() -> None:
    lead = Lists(mixed(), DAY).home().lead
    assert lead.startswith("Two vacancies are open with a closing date; the first closes on 10 March 2026.")
    assert "One vacancy opens soon." in lead


@pytest.mark.parametrize(
    "catalogue", [catalogue_of(), catalogue_of(vacancy_record(closing_date="2020-01-01")), real(), mixed()]
)
def test_no_page_is_ever_at_a_loss(catalogue: Catalogue) -> None:
    """Whatever is open, each list has something to say and nothing says that there is none."""
    lists = Lists(catalogue, LONG_AFTER)
    for lead in (lists.home().lead, lists.finder().lead, lists.closed()[0].lead, lists.not_found().lead):
        assert lead
        assert "no vacancies" not in lead.lower()


def test_an_empty_group_is_left_out() -> None:
    assert Lists(catalogue_of(), DAY).home().groups == ()


def test_employers_are_in_the_order_of_their_names_with_their_counts() -> None:
    rows = Lists(real(), LONG_AFTER).employers()
    assert [row.name for row in rows] == sorted(row.name for row in rows)
    assert [row.counts for row in rows] == [
        "2 closed",
        "1 with no closing date",
        "1 with no closing date",
        "1 closed",
    ]
    assert Lists(catalogue_of(), DAY).employers()[0].counts == "nothing advertised here yet"


def test_an_employers_page_has_its_own_vacancies() -> None:
    lists = Lists(real(), LONDON_OPEN)
    (view,) = lists.employer(real().employers["oxleas"])
    assert shown(view.groups) == {"open": [LONDON]}
    assert not view.idle
    assert view.website is not None
    assert view.website.host == "oxleas.nhs.uk"


def test_once_it_is_closed_a_vacancy_is_followed_by_open_roles_like_it() -> None:
    kensington = next(found for found in real().vacancies if found.slug == KENSINGTON)

    def similar(day: date) -> list[str]:
        return [card.slug for card in Lists(real(), day).similar(entry_of(kensington, real(), day))]

    assert similar(KENSINGTON_OPEN) == []
    assert similar(KENSINGTON_CLOSED) == [MEDWAY, KENT]


def test_long_lists_are_cut_on_home_and_short_when_lost_with_a_link_to_the_whole() -> None:
    records = [vacancy_record(f"a{number:02}", closing_date="2026-03-31") for number in range(25)]
    undated = [vacancy_record(f"b{number:02}") for number in range(3)]
    closed = [vacancy_record(f"c{number:02}", closing_date="2026-03-09") for number in range(22)]
    lists = Lists(catalogue_of(*records, *undated, *closed), DAY)
    home = {group.id: group for group in lists.home().groups}
    assert {name: len(group.cards) for name, group in home.items()} == {
        "closing": 5,
        "open-ended": 3,
        "recently-closed": 3,
    }
    assert (home["closing"].more_path, home["open-ended"].more) == ("vacancies.html#closing", "")
    assert home["closing"].more == "20 more vacancies under “Closing soonest first”"
    assert home["recently-closed"].more_path == "closed.html#closed"
    assert [len(group.cards) for group in lists.not_found().groups] == [10]
    pages = lists.vacancies()
    assert [[len(group.cards) for group in page.groups] for page in pages] == [[25], [3]]
    assert [page.lead != "" for page in pages] == [True, False]


def test_what_is_left_out_on_home_is_linked_on_the_page_where_its_group_begins() -> None:
    dated = [vacancy_record(f"a{number:02}", closing_date="2026-03-31") for number in range(30)]
    undated = [vacancy_record(f"b{number:02}") for number in range(21)]
    home = {group.id: group for group in Lists(catalogue_of(*dated, *undated), DAY).home().groups}
    assert home["closing"].more_path == "vacancies.html#closing"
    assert home["open-ended"].more_path == "vacancies/page-2.html#open-ended"


def test_an_employer_without_anything_open_says_so_once() -> None:
    records = [vacancy_record(f"a{number:02}", closing_date="2026-03-09") for number in range(30)]
    lists = Lists(catalogue_of(*records), DAY)
    pages = lists.employer(catalogue_of().employers["example-mind"])
    assert [page.idle for page in pages] == [True, False]
    assert [[len(group.cards) for group in page.groups] for page in pages] == [[25], [5]]


def test_every_vacancy_has_a_card_for_search_and_open_ones_come_first() -> None:
    assert [card.slug for card in Lists(mixed(), DAY).cards()] == [
        "sooner",
        "later",
        "no-date",
        "opens",
        "closed-last",
        "closed-first",
        "withdrawn",
    ]
