"""The catalogue: valid records become the model's values, sorted and linked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from samples import Sample, catalogue_of, one, terms, vacancy_record

from portal.model.assemble import assemble


def test_vacancies_are_sorted_by_slug() -> None:
    """The order of the files on the disk does not matter."""
    catalogue = catalogue_of(vacancy_record("b"), vacancy_record("c"), vacancy_record("a"))
    assert [vacancy.slug for vacancy in catalogue.vacancies] == ["a", "b", "c"]


def test_a_vacancy_keeps_its_path_and_finds_its_employer() -> None:
    vacancy, catalogue = one()
    assert vacancy.path == "content/vacancy/play-therapist.yaml"
    assert catalogue.employer_of(vacancy).name == "Example Mind"


@pytest.mark.parametrize("figure", [18.03, Decimal("18.03")])
def test_dates_become_days_and_figures_exact_decimals(figure: object) -> None:
    """A figure is never a binary fraction of a penny away from what was written."""
    vacancy, _ = one(posted="2026-03-01", pay={"min": figure, "period": "hour"})
    assert vacancy.posted == date(2026, 3, 1)
    assert vacancy.pay is not None
    assert vacancy.pay.min == Decimal("18.03")


def test_a_given_address_replaces_the_sites_own_and_ends_in_a_slash() -> None:
    assert catalogue_of().site.url == "https://example.org/small/"
    assert catalogue_of(site_url="https://example.com/x").site.url == "https://example.com/x/"


def test_terms_have_their_labels_and_help() -> None:
    _, catalogue = one()
    assert catalogue.label("band", "8a") == "Band 8a"
    assert catalogue.vocabularies["registration_body"]["hcpc"].help == "Health and Care Professions Council"


def test_content_without_a_glossary_has_an_empty_one() -> None:
    assert catalogue_of().glossary.terms == {}


def test_the_glossarys_terms_are_read() -> None:
    record = Sample("glossary", "glossary", {"terms": {"DBT": {"expansion": "dialectical behaviour therapy"}}})
    assert catalogue_of(record).glossary.terms["DBT"].expansion == "dialectical behaviour therapy"


def test_two_sites_are_a_mistake_of_the_machinery() -> None:
    with pytest.raises(LookupError, match="there are 2"):
        catalogue_of(Sample("site", "other", {}))


def test_a_record_that_was_not_validated_is_refused() -> None:
    """The catalogue trusts nothing that does not fit the model."""
    with pytest.raises(msgspec.ValidationError):
        assemble([Sample("site", "site", {"name": 3})], terms())
