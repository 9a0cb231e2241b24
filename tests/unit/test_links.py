"""Links: no two pages claim one address, and no link leads to no page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from samples import Sample, catalogue_of, vacancy_record

from portal.cellar.markdown import render
from portal.cellar.source import SourceFile
from portal.pages.links import Link, dead_links, shared_addresses
from portal.pages.roles import links_within, role_of
from portal.views.given import ContentView

ABOUT = ContentView(html=render("# The team"))
VIEWS: Mapping[str, Callable[[], object]] = {
    "index.html": lambda: None,
    "vacancies.html": lambda: None,
    "about.html": lambda: ABOUT,
    "employers/example-mind.html": lambda: None,
}
OWN = {**VIEWS, "vacancies/play-therapist.html": lambda: ContentView(html=render("# Here"))}


def links_of(*records: Sample, **site: Any) -> list[Link]:
    catalogue = catalogue_of(*records, site=site)
    roles = [role_of(vacancy, catalogue, date(2026, 3, 10)) for vacancy in catalogue.vacancies]
    return [*links_within(catalogue, roles)]


def dead(*records: Sample, **site: Any) -> list[tuple[str, str]]:
    found = dead_links(links_of(*records, **site), VIEWS, {})
    return [(link.span.path, link.message) for link in found if link.span]


def test_every_file_that_claims_an_address_is_named() -> None:
    claims = [("a.html", "content/pages/a.md"), ("b.html", ""), ("A.html", "content/pages/A.md")]
    (found,) = shared_addresses(claims)
    assert found.rule == "two-pages-one-address"
    assert "`content/pages/A.md`" in found.message
    assert "`content/pages/a.md`" in found.message


def test_a_page_may_not_take_the_address_of_one_of_the_portals_own() -> None:
    (found,) = shared_addresses([("vacancies.html", ""), ("vacancies.html", "content/pages/vacancies.md")])
    assert found.message.endswith("by `content/pages/vacancies.md` and by the portal itself")
    assert found.span is not None
    assert found.span.path == "content/pages/vacancies.md"


def test_letters_that_only_look_composed_are_the_same_address() -> None:
    assert list(shared_addresses([("caf\u00e9.html", "a"), ("cafe\u0301.html", "b")]))


def test_different_addresses_are_no_conflict() -> None:
    assert list(shared_addresses([("a.html", ""), ("vacancies/a.html", "a")])) == []


def test_navigation_and_footer_must_lead_to_pages() -> None:
    found = dead(navigation=[{"label": "x", "page": "nowhere.html"}], footer=[{"label": "y", "page": "gone.html"}])
    assert [path for path, _ in found] == ["content/site.yaml", "content/site.yaml"]


def test_links_are_looked_for_in_every_text_and_in_the_second_as_well_as_the_first() -> None:
    bad = "See [a](about.html), [n](nowhere.html)."
    section = {"heading": "x", "kind": "note", "text": "fine", "items": ["fine", bad]}
    records = [
        Sample("page", "help", {"title": "Help", "description": "x", "body": bad}),
        vacancy_record("one", purpose=bad),
        vacancy_record("two", description=bad),
        vacancy_record("three", sections=[section]),
        vacancy_record("four", applying={"instructions": bad}),
        Sample("employer", "other", {"name": "Other", "sector": "nhs", "about": bad}),
    ]
    assert len(dead(*records)) == len(records)


def test_a_fragment_must_be_a_place_on_its_page() -> None:
    text = "[a](about.html#h-the-team) [b](#h-here) [c](#content) [d](https://example.org/nowhere.html#x)"
    assert list(dead_links(links_of(vacancy_record(purpose=text)), OWN, {})) == []
    bad = "[a](about.html#the-team) [b](#h-heer)"
    found = list(dead_links(links_of(vacancy_record(purpose=bad)), OWN, {}))
    assert [link.rule for link in found] == ["link-to-no-place"] * 2
    assert [link.help for link in found] == ["did you mean `about.html#h-the-team`?", "did you mean `#h-here`?"]


def test_the_place_in_the_file_is_shown() -> None:
    record = vacancy_record(purpose="[x](abuot.html)")
    source = SourceFile(record.path, "title: x\npurpose: '[x](abuot.html)'\n")
    (found,) = dead_links(links_of(record), VIEWS, {record.path: source})
    assert found.span is not None
    assert (found.span.line, found.span.column) == (2, 15)
    assert found.help == "did you mean `about.html`?"


def test_help_says_which_file_would_make_the_page() -> None:
    (found,) = dead_links(links_of(vacancy_record(purpose="[x](privacy.html)")), VIEWS, {})
    assert found.help == "mend the address, or add `content/pages/privacy.md`"
