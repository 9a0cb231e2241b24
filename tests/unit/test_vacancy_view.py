"""The view of a vacancy: complete, in reading order, and different once it has closed."""

from __future__ import annotations

import re

import pytest
from samples import (
    KENSINGTON,
    KENSINGTON_CLOSED,
    KENSINGTON_OPEN,
    KENT,
    LONDON,
    LONG_AFTER,
    MEDWAY,
    MILTON_KEYNES,
    Sample,
    catalogue_of,
    one,
    real,
    real_vacancy,
    vacancy_record,
)

from portal.cellar.markdown import heading_ids
from portal.views.given import VacancyView
from portal.views.vacancy_view import edit_url, vacancy_view

GLOSSARY = Sample("glossary", "glossary", {"terms": {"DBT": {"expansion": "dialectical behaviour therapy"}}})


def view_of(*records: Sample) -> VacancyView:
    catalogue = catalogue_of(*records)
    return vacancy_view(catalogue.vacancies[0], catalogue, LONG_AFTER)


def test_an_abbreviation_is_expanded_where_it_is_first_read() -> None:
    """The title and the facts come first but are left alone; the summary is the first text."""
    section = {"heading": "DBT", "kind": "duties", "items": ["Give DBT."]}
    view = view_of(GLOSSARY, vacancy_record(title="DBT Therapist", summary="Do DBT.", sections=[section]))
    assert view.title == "DBT Therapist"
    assert view.summary == "Do DBT (dialectical behaviour therapy)."
    assert view.sections[0].items == ("Give DBT.",)
    assert [item.abbreviation for item in view.abbreviations] == ["DBT"]


def test_an_abbreviation_in_a_fact_alone_is_explained_at_the_foot() -> None:
    view = view_of(GLOSSARY, vacancy_record(modalities=[{"code": "dbt", "role": "mentioned"}]))
    assert [item.abbreviation for item in view.abbreviations] == ["DBT"]


def test_the_synonym_by_which_kensington_is_found_stands_on_its_page() -> None:
    view = vacancy_view(real_vacancy(KENSINGTON), real(), LONG_AFTER)
    (mbt,) = [item for item in view.abbreviations if item.abbreviation == "MBT"]
    assert mbt.expansion == "mentalization-based treatment"
    assert "mentalisation-based treatment" in mbt.synonyms


def test_both_places_stand_in_the_panel_and_each_with_its_address_below() -> None:
    places = [
        {"kind": "office", "town": town, "postcode": f"{code} 1AA"} for town, code in (("A", "RG1"), ("B", "RG2"))
    ]
    view = view_of(vacancy_record(locations=places))
    where = {fact.code: fact for fact in view.facts}["where"]
    assert [line.text for line in where.lines] == ["A and B"]
    assert where.anchor == "details"
    whole = {fact.code: fact for fact in view.details}["where"]
    assert [line.text for line in whole.lines] == ["A RG1 1AA", "B RG2 1AA"]


def test_closing_takes_the_contact() -> None:
    before = vacancy_view(real_vacancy(KENSINGTON), real(), KENSINGTON_OPEN)
    after = vacancy_view(real_vacancy(KENSINGTON), real(), KENSINGTON_CLOSED)
    assert before.notice == ""
    assert before.applying.contact
    assert after.notice
    assert not after.applying.contact


def test_an_older_name_of_the_employer_is_shown() -> None:
    view = vacancy_view(real_vacancy(MILTON_KEYNES), real(), LONG_AFTER)
    assert view.employer.name.startswith("Central and North West London")
    assert view.employer.as_advertised


def test_a_title_taken_from_the_text_says_so_and_a_pool_what_it_is() -> None:
    view = vacancy_view(real_vacancy(MEDWAY), real(), LONG_AFTER)
    assert view.title_note
    assert view.kind == "Sessional pool"
    assert view.kind_note


@pytest.mark.parametrize("slug", [KENSINGTON, MILTON_KEYNES, MEDWAY, KENT, LONDON])
def test_all_ids_of_a_page_are_its_own(slug: str) -> None:
    view = vacancy_view(real_vacancy(slug), real(), LONG_AFTER)
    groups = view.checklist.groups if view.checklist else ()
    ids = [
        *(section.id for section in view.sections),
        *(group.id for group in groups),
        *(item.id for group in groups for item in group.criteria),
        *(conflict.id for conflict in view.conflicts),
    ]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", identity) for identity in ids)


def test_a_link_in_a_text_leads_out_of_the_folder() -> None:
    view = view_of(vacancy_record(purpose="See [about](about.html)."))
    assert '<a href="../about.html">' in (view.purpose or "")


def test_headings_in_a_text_go_below_the_sections_own() -> None:
    assert "<h3" in (view_of(vacancy_record(description="# More")).description or "")


def test_sections_of_one_kind_stand_together_in_the_order_of_the_kinds() -> None:
    kinds = ("note", "duties", "policy", "duties")
    sections = [{"heading": f"S{place}", "kind": kind, "text": "# More"} for place, kind in enumerate(kinds)]
    view = view_of(vacancy_record(sections=sections))
    assert [section.heading for section in view.sections] == ["S1", "S3", "S2", "S0"]


def test_the_same_heading_in_two_texts_has_two_ids() -> None:
    section = {"heading": "H", "kind": "duties", "text": "# Notes"}
    view = view_of(vacancy_record(purpose="# Notes", description="# Notes", sections=[section, section]))
    html = [view.purpose, view.description, *(found.html for found in view.sections)]
    ids = [identity for text in html if text for identity in heading_ids(text)]
    assert ids == ["in-purpose-notes", "in-description-notes", "in-section-1-notes", "in-section-2-notes"]


def test_the_record_can_be_edited_where_it_lives() -> None:
    site = {"repository": "https://github.com/example/vacancies/", "branch": "main"}
    assert edit_url("content/vacancies/a.yaml", catalogue_of(site=site)) == (
        "https://github.com/example/vacancies/edit/main/content/vacancies/a.yaml"
    )
    assert edit_url("content/vacancies/a.yaml", catalogue_of()) == ""


def test_the_smallest_record_has_a_view() -> None:
    vacancy, catalogue = one()
    view = vacancy_view(vacancy, catalogue, LONG_AFTER)
    assert (view.checklist, view.eligibility, view.details, view.abbreviations) == (None, None, (), ())
