"""Applying: how to apply while it is open, and neither link nor contact once it is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from samples import KENSINGTON, LONDON, LONG_AFTER, MEDWAY, MILTON_KEYNES, one, real, real_vacancy

from portal.cellar.addresses import is_mail_address, is_web_address
from portal.cellar.markdown import as_is
from portal.views.abbreviations import Expander
from portal.views.applying import applying_view, conflicts, source_view, unstated
from portal.views.given import ApplyingView

DAY = date(2026, 3, 10)
CONTACT = {"role": "team manager", "email": "team@example.org", "telephone": "01632 960000"}


def view(day: date = DAY, **fields: Any) -> ApplyingView:
    vacancy, _ = one(**fields)
    return applying_view(vacancy, day, Expander({}), as_is)


def texts(found: ApplyingView) -> list[str]:
    return [line.text for line in found.lines]


def test_a_website_is_linked_with_its_host_in_plain_sight() -> None:
    found = view(applying={"method": "url", "target": "https://www.example.org/apply"}, reference="A-1")
    assert found.link is not None
    assert (found.link.text, found.link.host) == ("Apply for Play Therapist", "example.org")
    assert texts(found) == ["Apply on a website.", "Quote the reference A-1."]


def test_an_email_address_is_linked_as_such() -> None:
    found = view(applying={"method": "email", "target": "jobs@example.org"})
    assert found.link is not None
    assert (found.link.url, found.link.host) == ("mailto:jobs@example.org", "jobs@example.org")


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("o'neill@example.org", "mailto:o'neill@example.org"),
        ("jobs+a&b@example.org", "mailto:jobs+a%26b@example.org"),
        ("what?subject=x@example.org", "mailto:what%3Fsubject%3Dx@example.org"),
    ],
)
def test_unusual_addresses_are_linked_and_mean_nothing_else(address: str, link: str) -> None:
    """What an address may hold has a meaning in a link: a plain `?` would begin a subject."""
    found = view(applying={"method": "email", "target": address})
    assert found.link is not None
    assert (found.link.url, found.link.host) == (link, address)


@pytest.mark.parametrize(
    ("method", "target"),
    [
        ("url", "javascript:alert(1)"),
        ("url", "https://me@example.org/"),
        ("url", "https://example.org:80a/x"),
        ("email", "a@example.org?bcc=b@c.org"),
        ("email", "Jobs <jobs@example.org>"),
    ],
)
def test_an_address_that_cannot_be_linked_is_printed(method: str, target: str) -> None:
    """What the source states never disappears."""
    found = view(applying={"method": method, "target": target})
    assert found.link is None
    assert texts(found)[0].endswith(f": {target}")


@pytest.mark.parametrize(
    "target", ["https://example.org/apply", "https://example.org:80a/x", "o'neill@example.org", "x"]
)
@pytest.mark.parametrize(("method", "is_one"), [("url", is_web_address), ("email", is_mail_address)])
def test_the_rule_and_the_page_agree_on_what_can_be_linked(
    method: str, is_one: Callable[[str], bool], target: str
) -> None:
    assert (view(applying={"method": method, "target": target}).link is not None) == is_one(target)


def test_there_is_no_link_without_a_method_or_with_two_ways_to_apply() -> None:
    assert view(applying={"target": "https://example.org/"}).link is None
    readings = [{"says": "By post.", "where": "top"}, {"says": "Online.", "where": "foot"}]
    found = view(
        applying={"method": "url", "target": "https://example.org/"},
        conflicts=[{"fact": "applying", "readings": readings}],
    )
    assert found.link is None
    assert texts(found) == ["The advert gives more than one way to apply: see where it contradicts itself."]


def test_a_postal_address_is_printed() -> None:
    assert texts(view(applying={"method": "post", "target": "1 Example Street"})) == ["Apply by post: 1 Example Street"]


def test_a_missing_address_is_said_to_be_missing() -> None:
    found = view(applying={"method": "email", "target_missing": True})
    assert texts(found) == [
        "The advert asks you to apply by e-mail, but the address is missing from it: ask the employer."
    ]


def test_no_way_to_apply_is_said_plainly() -> None:
    assert texts(view(not_stated=["applying"])) == ["The advert does not say how to apply: ask the employer."]


@pytest.mark.parametrize(
    "over",
    [{"closing_date": "2026-03-09"}, {"withdrawn": {"on": "2026-03-01", "reason": "filled"}}],
)
def test_once_it_is_over_there_is_no_link_instruction_or_contact(over: dict[str, Any]) -> None:
    found = view(
        applying={"method": "url", "target": "https://example.org/", "instructions": "Send it to me."},
        contact=CONTACT,
        **over,
    )
    assert (found.link, found.instructions, found.contact) == (None, None, ())
    assert texts(found)[0].endswith("applications are no longer taken.")


def test_while_it_is_open_the_contact_is_given() -> None:
    assert [line.text for line in view(contact=CONTACT).contact] == [
        "Team manager",
        "E-mail: team@example.org",
        "Telephone: 01632 960000",
    ]


def test_before_it_opens_the_link_is_kept_for_the_script() -> None:
    """The page hides it until then."""
    found = view(opening_date="2026-03-11", applying={"method": "url", "target": "https://example.org/"})
    assert found.link is not None
    assert texts(found)[0] == "Applications open on"
    assert found.lines[0].date is not None
    assert found.lines[0].date.text == "11 March 2026"


def test_medway_asks_four_questions_of_which_two_are_alternatives() -> None:
    found = applying_view(real_vacancy(MEDWAY), LONG_AFTER, Expander({}), as_is)
    assert [question.alternative for question in found.questions] == ["", "Instead of question 1:", "", ""]


def test_a_document_without_an_address_is_only_named() -> None:
    found = view(applying={"documents": [{"title": "Job description"}], "privacy_notice": {}})
    assert [(link.text, link.url) for link in found.documents] == [
        ("Job description", ""),
        ("The employer’s privacy notice for applicants", ""),
    ]


def test_a_document_whose_address_cannot_be_linked_shows_it() -> None:
    found = view(applying={"documents": [{"title": "Job description", "url": "https://example.org:80a/x"}]})
    assert [(link.text, link.url) for link in found.documents] == [("Job description: https://example.org:80a/x", "")]


def test_what_is_not_stated_comes_with_what_to_ask() -> None:
    vacancy, catalogue = one(not_stated=["pay"])
    (found,) = unstated(vacancy, catalogue)
    assert (found.name, found.question) == ("Pay", "What is the pay, and is it full-time equivalent?")


def test_the_london_adverts_two_readings_of_sponsorship_are_both_shown() -> None:
    (found,) = conflicts(real_vacancy(LONDON), real())
    assert (found.id, found.name, len(found.readings)) == ("conflict-sponsorship", "Visa sponsorship", 2)


@pytest.mark.parametrize("slug", [KENSINGTON, MILTON_KEYNES])
def test_the_source_says_what_it_is(slug: str) -> None:
    found = source_view(real_vacancy(slug), real())
    assert found.lines[0].text.endswith("we have no link to it")
    assert found.link is None


def test_a_source_with_an_address_is_linked() -> None:
    vacancy, catalogue = one(source={"type": "nhs_jobs", "url": "https://example.org/1", "retrieved": "2026-03-01"})
    found = source_view(vacancy, catalogue)
    assert found.link is not None
    assert found.link.host == "example.org"
    assert [line.text for line in found.lines] == ["NHS Jobs advert", "Read on"]
