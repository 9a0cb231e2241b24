"""Abbreviations: the first use on a page is expanded, and all uses are explained at its foot."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import one

from portal.model.catalogue import Glossary, GlossaryTerm
from portal.views.abbreviations import Expander, known_terms

TERMS = {
    "DBT": GlossaryTerm(
        expansion="dialectical behaviour therapy",
        synonyms=("dialectical behavioural therapy",),
        help="A therapy that teaches skills.",
    ),
    "MHTR": GlossaryTerm(expansion="Mental Health Treatment Requirement", synonyms=("MHTRs",)),
    "HCPC": GlossaryTerm(expansion="Health and Care Professions Council"),
    "MBACP": GlossaryTerm(expansion="Registered Member of the BACP", synonyms=("Registered Member (MBACP)",)),
}


@pytest.fixture
def expand() -> Expander:
    return Expander(TERMS)


def test_the_first_use_is_expanded_and_no_later_one(expand: Expander) -> None:
    assert expand("Offer DBT. DBT is") == "Offer DBT (dialectical behaviour therapy). DBT is"
    assert expand("More DBT.") == "More DBT."


@pytest.mark.parametrize(
    "text",
    [
        "DBT (Dialectical Behaviour Therapy)",
        "dialectical behaviour therapy (DBT)",
        "dialectical behavioural therapy (DBT)",
        "a Registered Member (MBACP)",
    ],
)
def test_what_a_text_explains_itself_is_left_alone(expand: Expander, text: str) -> None:
    """An expansion, or a synonym, that stands beside the abbreviation is enough, and counts as the first."""
    assert expand(text) == text
    assert expand("DBT, MBACP").count("(") == 1


@pytest.mark.parametrize("text", ["DBT-informed work", "non-DBT", "DBT/HCPC", "the DBT's aims", "the DBT Team Lead"])
def test_compounds_and_names_are_counted_but_left_alone(expand: Expander, text: str) -> None:
    assert expand(text) == text
    assert "DBT" in [view.abbreviation for view in expand.views()]
    assert "(dialectical" in expand("Give DBT.")


def test_within_brackets_square_ones_are_used(expand: Expander) -> None:
    assert expand("skills (such as DBT)") == "skills (such as DBT [dialectical behaviour therapy])"


def test_a_plural_is_expanded_as_one(expand: Expander) -> None:
    assert expand("MHTRs let") == "MHTRs (Mental Health Treatment Requirements) let"


@pytest.mark.parametrize("text", ["dbt", "DBTX", "ADBT", "NDBTs"])
def test_other_words_are_no_abbreviations(expand: Expander, text: str) -> None:
    assert expand(text) == text
    assert expand.views() == ()


def test_titles_and_facts_count_without_being_expanded(expand: Expander) -> None:
    expand.note("DBT Therapist", None, "HCPC")
    assert [view.abbreviation for view in expand.views()] == ["DBT", "HCPC"]
    assert expand("We do DBT.") == "We do DBT (dialectical behaviour therapy)."


def test_the_foot_of_the_page_has_the_synonyms_by_which_people_search(expand: Expander) -> None:
    expand.note("DBT")
    (view,) = expand.views()
    assert view.synonyms == ("dialectical behavioural therapy",)
    assert view.help == "A therapy that teaches skills."


def test_registration_bodies_are_known_from_their_vocabulary_and_the_glossary_goes_first() -> None:
    _, catalogue = one()
    own = Glossary(terms={"BPC": GlossaryTerm(expansion="our own words")})
    terms = known_terms(own, catalogue.vocabularies)
    assert terms["HCPC"].expansion == "Health and Care Professions Council"
    assert terms["RCN"].expansion == "Royal College of Nursing"
    assert terms["BPC"].expansion == "our own words"
    assert "another body" not in terms


def test_an_empty_glossary_changes_nothing() -> None:
    assert Expander({})("DBT") == "DBT"


WORDS = ["DBT", "CAT", "R&D", "D", "C-A", "At Home", "A", "CATs"]


@given(
    st.lists(st.sampled_from([*WORDS, *"DBTCAsR&-/ \nx9é("]), max_size=12).map("".join), st.sets(st.sampled_from(WORDS))
)
def test_abbreviations_are_found_where_they_stand_as_words(text: str, terms: set[str]) -> None:
    """Whatever the pattern does to be quick, it finds what the plain one finds."""
    expand = Expander({term: GlossaryTerm(expansion="x") for term in terms})
    expand.note(text)
    choice = "|".join(map(re.escape, sorted(terms, key=lambda term: (-len(term), term)))) or "(?!)"
    found = {match[1] for match in re.finditer(rf"(?<![A-Za-z0-9])({choice})s?(?![A-Za-z0-9])", text)}
    assert {view.abbreviation for view in expand.views()} == found
    assert (expand.needed_for([text]) is expand) == bool(found)
