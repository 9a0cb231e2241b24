"""Facet pages: every value has its own, linked, titled and in pages of 25, so that no script is needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec
import pytest
from samples import KENSINGTON_OPEN, LONDON_OPEN, catalogue_of, real, vacancy_record

from portal.pages.page import Page
from portal.pages.plan import Plan, plan
from portal.views.facet_pages import with_pages
from portal.views.given import CardGroup, CardView, FacetPageView, FinderView, HomeView, VacancyView
from portal.views.lists import Lists
from portal.views.pagination import in_pages, pagination

DAY = date(2026, 3, 10)


def page_of(found: Plan, path: str) -> Page:
    return next(page for page in found.pages if page.path == path)


def facet_page(found: Plan, path: str) -> FacetPageView:
    view = page_of(found, path).view
    assert isinstance(view, FacetPageView)
    return view


def paths_in(value: object) -> Iterator[str]:
    """Every address of a page that a view names."""
    if isinstance(value, tuple):
        for item in value:
            yield from paths_in(item)
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            inside = getattr(value, name)
            if name in ("path", "previous", "next") and isinstance(inside, str):
                yield inside
            yield from paths_in(inside)


@pytest.mark.parametrize("day", [KENSINGTON_OPEN, LONDON_OPEN])
def test_every_value_with_a_vacancy_has_a_page_and_a_link_to_it(day: date) -> None:
    """Links that only a script can see do not count: the finder leaves out facets that are not shown."""
    found = plan(real(), day)
    views = [page.view for page in found.pages]
    shown = [facet for view in views if isinstance(view, FinderView) for facet in view.facets if facet.shown]
    others = [view for view in views if not isinstance(view, FinderView)]
    linked = {path for view in (*shown, *others) for path in paths_in(view)}
    pages = {page.path for page in found.pages}
    for facet, use in with_pages(Lists(real(), day).facets):
        path = facet.path_of(use.value.key, use.value.role)
        assert path in pages
        assert path in linked


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("browse/status/closing-soon.html", "Therapy vacancies closing within a week"),
        ("browse/region/south-east.html", "Therapy vacancies in the South East"),
        ("browse/region/london.html", "Therapy vacancies in London"),
        ("browse/town/london.html", "Vacancies for therapists in London"),
        ("browse/work-mode/on-site.html", "In person therapy vacancies"),
        ("browse/sector/nhs.html", "NHS therapy vacancies"),
        ("browse/band/band-6.html", "Band 6 therapy vacancies"),
        ("browse/band/grade-kr11.html", "Grade KR11 therapy vacancies"),
        ("browse/pay/35000-39999.html", "Therapy vacancies that pay £35,000 to £39,999 a year"),
        ("browse/pay/not-stated.html", "Therapy vacancies: pay not given"),
        ("browse/contract/fixed-term.html", "Fixed term therapy vacancies"),
        ("browse/modality/dbt.html", "Dialectical behaviour therapy (DBT) vacancies in the UK"),
        (
            "browse/modality/dbt/delivered.html",
            "Dialectical behaviour therapy (DBT) vacancies in the UK: delivered in the role",
        ),
        ("browse/body/hcpc.html", "Therapy vacancies that name HCPC registration or accreditation"),
        ("browse/age/12-17.html", "Therapy vacancies with clients aged 12 to 17"),
        ("browse/population/women.html", "Therapy vacancies: women"),
        ("browse/supervision/provided.html", "Therapy vacancies: supervision provided"),
        ("browse/trainees/not-eligible.html", "Therapy vacancies: trainees may not apply"),
        ("browse/sponsorship/in-conflict.html", "Therapy vacancies: visa sponsorship, the source says both"),
    ],
)
def test_a_page_is_titled_as_one_would_search_for_it(path: str, title: str) -> None:
    found = plan(real(), LONDON_OPEN)
    assert page_of(found, path).title == title
    assert facet_page(found, path).heading == title


def test_search_engines_are_given_the_pages_with_something_to_apply_for() -> None:
    """A page of nothing but closed vacancies stays, for readers."""
    found = plan(real(), LONDON_OPEN)
    listed = page_of(found, "sitemap.xml").view
    assert isinstance(listed, tuple)
    addresses = {getattr(entry, "url", "") for entry in listed}
    current, over = (page_of(found, f"browse/band/{band}.html") for band in ("band-6", "band-8a"))
    assert (current.indexable, over.indexable) == (True, False)
    assert (current.canonical in addresses, over.canonical in addresses) == (True, False)
    (group,) = facet_page(found, over.path).groups
    assert (group.id, group.heading) == ("over", "Closed, for reading")


def test_a_list_is_in_pages_of_25_each_with_its_own_address_and_title() -> None:
    records = [vacancy_record(f"a{number:02}", closing_date="2026-03-31") for number in range(51)]
    closed = [vacancy_record(f"c{number:02}", closing_date="2026-03-01") for number in range(12)]
    found = plan(catalogue_of(*records, *closed), DAY)
    paths = [f"browse/sector/charity{page}.html" for page in ("", "/page-2", "/page-3")]
    views = [facet_page(found, path) for path in paths]
    assert [[(group.id, len(group.cards)) for group in view.groups] for view in views] == [
        [("closing", 25)],
        [("closing", 25)],
        [("closing", 1), ("over", 10)],
    ]
    assert [(view.pagination.previous, view.pagination.next) for view in views] == [
        ("", paths[1]),
        (paths[0], paths[2]),
        (paths[1], ""),
    ]
    third = page_of(found, paths[2])
    assert third.title == "Charity vacancies, page 3 of 3"
    assert third.canonical == f"https://example.org/small/{paths[2]}"
    others = [page.path for page in found.pages if page.path.endswith("page-2.html")]
    assert others == ["vacancies/page-2.html", paths[1], "employers/example-mind/page-2.html"]


def test_a_vacancy_that_takes_the_address_of_a_page_of_the_list_is_a_mistake() -> None:
    records = [vacancy_record(f"a{number:02}") for number in range(26)]
    (found,) = plan(catalogue_of(*records, vacancy_record("page-2")), DAY).diagnostics
    assert (found.rule, "`vacancies/page-2.html`" in found.message) == ("two-pages-one-address", True)


def test_the_parts_of_a_modality_are_linked_from_its_page_and_among_themselves() -> None:
    found = plan(real(), LONDON_OPEN)
    whole, part = (facet_page(found, f"browse/modality/cbt{role}.html") for role in ("", "/mentioned"))
    roles = [("delivered", 1), ("mentioned", 2)]
    assert [(role.key, role.count) for role in whole.roles] == roles
    assert [(role.key, role.count) for role in part.roles] == roles
    assert "browse/modality/cbt.html" in [value.path for value in part.siblings]
    assert "browse/modality/cbt.html" not in [value.path for value in whole.siblings]
    assert whole.finder_query == "vacancies.html?modality=cbt"
    assert part.finder_query == "vacancies.html?modality=cbt&role=mentioned"


def test_home_and_each_vacancy_lead_to_facet_pages() -> None:
    found = plan(real(), LONDON_OPEN)
    home = page_of(found, "index.html").view
    assert isinstance(home, HomeView)
    assert [facet.code for facet in home.find_by] == ["region", "sector", "band", "modality"]
    medway = page_of(found, "vacancies/sessional-therapist-children-medway.html").view
    assert isinstance(medway, VacancyView)
    listed = {facet.name: [link.label for link in facet.links] for facet in medway.listed}
    assert listed["Ages of clients"] == ["0 to 11", "12 to 17", "18 to 25"]
    assert "Band or grade" not in listed


def test_the_finder_has_eight_values_of_a_facet_at_first_and_all_of_them_on_demand() -> None:
    towns = [f"Town {chr(ord('A') + number)}" for number in range(12)]
    records = [
        vacancy_record(f"{town[-1].lower()}-{copy}", locations=[{"kind": "office", "town": town}])
        for number, town in enumerate(towns)
        for copy in range(number + 1)
    ]
    view = page_of(plan(catalogue_of(*records), DAY), "vacancies.html").view
    assert isinstance(view, FinderView)
    (facet,) = (facet for facet in view.facets if facet.code == "town")
    assert [value.label[-1] for value in facet.first] == list("LKJIHGFE")
    assert [value.label[-1] for value in facet.others] == list("ABCD")
    assert facet.others_label == "All 12 towns and cities"
    assert (view.current, view.over) == (78, 0)


# --- pagination ----------------------------------------------------------------------------------


def group_of(number: int, identity: str = "a") -> CardGroup:
    cards = Lists(catalogue_of(*(vacancy_record(f"{identity}{at:03}") for at in range(number))), DAY).cards()
    return CardGroup(id=identity, heading=identity, lead="x", cards=cards)


@pytest.mark.parametrize(
    ("sizes", "pages"),
    [
        ((0,), [[]]),
        ((25,), [[("a", 25)]]),
        ((26,), [[("a", 25)], [("a", 1)]]),
        ((20, 10), [[("a", 20), ("b", 5)], [("b", 5)]]),
        ((25, 10), [[("a", 25)], [("b", 10)]]),
        ((3, 0, 60), [[("a", 3), ("c", 22)], [("c", 25)], [("c", 13)]]),
    ],
)
def test_groups_are_cut_where_a_page_ends(sizes: tuple[int, ...], pages: list[list[tuple[str, int]]]) -> None:
    groups = [group_of(size, "abc"[place]) for place, size in enumerate(sizes)]
    found: list[CardView] = []
    for number, (shown, links) in enumerate(in_pages(groups, "x.html"), 1):
        assert [(group.id, len(group.cards)) for group in shown] == pages[number - 1]
        assert links.page == number
        found += [card for group in shown for card in group.cards]
    assert found == [card for group in groups for card in group.cards]


def test_what_is_said_of_a_group_is_said_where_it_begins() -> None:
    leads = [[group.lead for group in shown] for shown, _ in in_pages([group_of(20), group_of(10, "b")], "x.html")]
    assert leads == [["x", "x"], [""]]


@pytest.mark.parametrize(
    ("page", "pages", "numbers"),
    [
        (1, 1, ""),
        (1, 2, "1! 2"),
        (1, 9, "1! 2 … 9"),
        (3, 9, "1 2 3! 4 … 9"),
        (5, 9, "1 … 4 5! 6 … 9"),
        (9, 9, "1 … 8 9!"),
    ],
)
def test_the_first_the_last_and_the_nearest_pages_are_named(page: int, pages: int, numbers: str) -> None:
    links = pagination("x.html", page, pages).links
    words = [f"{'… ' if link.gap else ''}{link.number}{'!' if link.current else ''}" for link in links]
    assert " ".join(words) == numbers
    assert all(link.path == ("x.html" if link.number == 1 else f"x/page-{link.number}.html") for link in links)
