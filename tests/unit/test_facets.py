"""Facets: what each of the five answers to, how values are told apart, and that the tables say the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from samples import (
    KENSINGTON,
    KENSINGTON_OPEN,
    KENT,
    LONDON,
    LONDON_OPEN,
    MEDWAY,
    MILTON_KEYNES,
    PROJECT,
    catalogue_of,
    one,
    real,
    vacancy_record,
)

from portal.facets.columns import character, table, table_files
from portal.facets.definitions import FACETS
from portal.facets.found import ROLES, Facets
from portal.facets.values import LONGEST, NOT_STATED, slug, term_key
from portal.model.catalogue import Catalogue
from portal.views.entry import Entry
from portal.views.lists import Lists

BY_CODE = {facet.code: facet for facet in FACETS}


def facets_of(catalogue: Catalogue) -> Facets[Entry]:
    return Lists(catalogue, LONDON_OPEN).facets


def keys(facets: Facets[Entry], code: str, slug: str) -> list[str]:
    """The keys of a vacancy's values; those of a modality with the part in the role."""
    vacancy = next(found for found in (*facets.current, *facets.over) if found.slug == slug)
    values = facets.of(BY_CODE[code], vacancy)
    return [f"{value.key}:{value.role}" if value.role else value.key for value in values]


FIVE: dict[str, dict[str, list[str]]] = {
    KENSINGTON: {
        "status": ["closed"],
        "region": ["london"],
        "town": ["london"],
        "work-mode": [NOT_STATED],
        "employer": ["central-and-north-west-london"],
        "sector": ["nhs"],
        "band": ["band-8a"],
        "pay": ["60000-up"],
        "contract": ["permanent"],
        "pattern": ["part-time"],
        "modality": [
            "psychodynamic:essential",
            "mbt:desirable",
            "dit:desirable",
            "group-analysis:desirable",
            "psychoanalytic:mentioned",
        ],
        "body": ["bpc", "ukcp", "bacp"],
        "age": [NOT_STATED],
        "population": ["adults", "personality-difficulties", "trauma"],
        "supervision": ["provided"],
        "trainees": [NOT_STATED],
        "sponsorship": ["offered"],
    },
    MILTON_KEYNES: {
        "status": ["closed"],
        "region": ["south-east"],
        "town": ["milton-keynes"],
        "band": ["band-7"],
        "pay": [NOT_STATED],
        "contract": [NOT_STATED],
        "modality": ["dbt:delivered", "psychoeducation:delivered"],
        "population": ["personality-difficulties", "trauma", "complex-mood"],
    },
    MEDWAY: {
        "status": ["open"],
        "region": ["south-east"],
        "town": ["chatham"],
        "work-mode": ["on-site"],
        "sector": ["charity"],
        "band": [NOT_STATED],
        "pay": ["35000-39999"],
        "contract": ["casual", "sessional", "self-employed"],
        "pattern": ["flexible"],
        "age": ["0-11", "12-17", "18-25"],
        "population": ["children", "young-people"],
        "trainees": ["not-eligible"],
    },
    KENT: {
        "status": ["open"],
        "region": [NOT_STATED],
        "town": [NOT_STATED],
        "sector": ["council"],
        "band": ["grade-kr11"],
        "pay": [NOT_STATED],
        "population": ["children", "families", "care-experienced", "neurodivergent", "trauma"],
    },
    LONDON: {
        "status": ["open", "closing-soon"],
        "region": ["london"],
        "band": ["band-6"],
        "pay": ["45000-49999", "50000-59999"],
        "contract": ["fixed-term"],
        "population": ["women", "criminal-justice"],
        "sponsorship": ["in-conflict"],
    },
}


@pytest.mark.parametrize("slug", FIVE)
def test_the_values_of_the_five(slug: str) -> None:
    """Nothing but what the record says; a place that is not stated is not guessed from the employer."""
    found = facets_of(real())
    assert {code: keys(found, code, slug) for code in FIVE[slug]} == FIVE[slug]


def test_every_vacancy_has_a_value_under_every_facet() -> None:
    """So that no choice hides one by accident: what says nothing stands under “Not given here”."""
    found = facets_of(real())
    assert all(values for entry in (*found.current, *found.over) for values in entry.values)


@pytest.mark.parametrize("facet", FACETS, ids=lambda facet: facet.code)
def test_a_record_of_five_fields_says_nothing_but_what_every_record_must(facet: Any) -> None:
    found = facets_of(catalogue_of(vacancy_record()))
    is_stated = keys(found, facet.code, "play-therapist") != [NOT_STATED]
    assert is_stated == facet.stated


@pytest.mark.parametrize("fact", ["work_mode", "contract", "pattern", "registration", "supervision", "trainees"])
def test_what_is_in_conflict_counts_as_not_stated(fact: str) -> None:
    readings = [{"says": "a", "where": "b"}, {"says": "c", "where": "d"}]
    given: dict[str, Any] = {
        "work_mode": "remote",
        "contract": ["permanent"],
        "pattern": ["part_time"],
        "supervision": {"provided": True},
        "eligibility": {"trainees": "eligible", "requirement": {"registration": {"body": "hcpc"}}},
    }
    code = {"work_mode": "work-mode", "registration": "body"}.get(fact, fact)
    sure = facets_of(catalogue_of(vacancy_record(**given)))
    torn = facets_of(catalogue_of(vacancy_record(**given, conflicts=[{"fact": fact, "readings": readings}])))
    assert keys(sure, code, "play-therapist") != [NOT_STATED]
    assert keys(torn, code, "play-therapist") == [NOT_STATED]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Milton Keynes", "milton-keynes"),
        ("St. Ives", "st-ives"),
        ("Ynys Môn", "ynys-mon"),
        ("Bishop’s Stortford", "bishop-s-stortford"),
        ("Łódź", "lodz"),
        ("Weißensee", "weissensee"),
        ("Ærøskøbing, Œuf", "aeroskobing-oeuf"),
        ("Đakovo Þingeyri Ísafjörður", "dakovo-thingeyri-isafjordur"),
        ("東京", "130016b2"),
        ("東京 East", "east-50b93481"),
        ("★", "26c57b08"),
    ],
)
def test_a_key_is_made_of_letters_digits_and_hyphens(words: str, key: str) -> None:
    assert slug(words) == key


def key_of_the_finder() -> re.Pattern[str]:
    """What the finder's script takes for the key of a value, in an address."""
    source = (PROJECT / "templates" / "assets" / "js" / "finder" / "00-choices.js").read_text("utf-8")
    (found,) = re.findall(r"/\^(\[a-z0-9-\]\{1,\d+\})\$/", source)
    return re.compile(found)


FINDER_KEY = key_of_the_finder()


@given(some.text(min_size=1, max_size=200))
def test_whatever_a_town_or_a_grade_is_called_the_finder_takes_its_key(words: str) -> None:
    """It names a file, too, and never stands for what is not stated."""
    key = slug(words)
    assert FINDER_KEY.fullmatch(key)
    assert FINDER_KEY.fullmatch(f"grade-{key}")
    assert len(key) <= LONGEST
    assert key != NOT_STATED
    assert not key.startswith("-")
    assert not key.endswith("-")


@given(some.text(min_size=1, max_size=80))
def test_words_that_are_written_in_another_form_of_unicode_have_the_same_key(words: str) -> None:
    assert slug(unicodedata.normalize("NFD", words)) == slug(unicodedata.normalize("NFC", words))


def test_the_finder_takes_the_key_of_every_term() -> None:
    _, catalogue = one()
    codes = [code for terms in catalogue.vocabularies.values() for code in terms]
    assert [code for code in codes if not FINDER_KEY.fullmatch(f"band-{term_key(code)}")] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("東" * 60, "東" * 59), ("a" * 70, "a" * 71), ("東 Town", "西 Town"), ("★", "☆"), ("कि", "की")],
)
def test_towns_that_words_in_latin_letters_cannot_tell_apart_have_keys_of_their_own(one: str, other: str) -> None:
    assert slug(one) != slug(other)


def test_a_town_called_not_stated_is_a_town() -> None:
    records = [vacancy_record("a", locations=[{"kind": "office", "town": "Not stated"}]), vacancy_record("b")]
    uses = facets_of(catalogue_of(*records)).uses["town"]
    assert [(use.value.key == NOT_STATED, len(use.current)) for use in uses] == [(False, 1), (True, 1)]


SOON = {
    ("2026-03-10", "2026-03-17", None): True,
    ("2026-03-10", "2026-03-17", "23:59"): True,
    ("2026-03-10", "2026-03-18", "00:00"): True,
    ("2026-03-10", "2026-03-18", "00:01"): False,
    ("2026-03-10", "2026-03-18", None): False,
    ("2026-03-10", "2026-03-10", None): True,
    # Summer time begins on 29 March and ends on 25 October.
    ("2026-03-22", "2026-03-29", None): True,
    ("2026-03-22", "2026-03-29", "01:30"): True,
    ("2026-03-22", "2026-03-30", "00:00"): True,
    ("2026-03-22", "2026-03-30", "00:01"): False,
    ("2026-03-29", "2026-04-06", "00:00"): True,
    ("2026-03-29", "2026-04-06", "00:01"): False,
    ("2026-10-18", "2026-10-25", None): True,
    ("2026-10-18", "2026-10-26", "00:00"): True,
    ("2026-10-18", "2026-10-26", "00:01"): False,
    ("2026-10-25", "2026-11-02", "00:00"): True,
    ("2026-10-25", "2026-11-02", "00:01"): False,
}


@pytest.mark.parametrize(("day", "closes", "at"), SOON)
def test_what_takes_applications_for_a_week_at_most_closes_within_a_week(day: str, closes: str, at: str | None) -> None:
    """What closes at midnight takes the last one on the day before."""
    record = vacancy_record(closing_date=closes, **({"closing_time": at} if at else {}))
    found = Lists(catalogue_of(record), date.fromisoformat(day)).facets
    assert ("closing-soon" in keys(found, "status", "play-therapist")) == SOON[day, closes, at]


def test_towns_that_differ_only_in_signs_are_one_and_bear_the_first_spelling() -> None:
    records = [
        vacancy_record(name, locations=[{"kind": "office", "town": town}])
        for name, town in (("a", "St. Ives"), ("b", "St Ives"))
    ]
    (use,) = facets_of(catalogue_of(*records)).uses["town"]
    assert (use.value.key, use.value.label, len(use.current)) == ("st-ives", "St. Ives", 2)


def test_a_board_tagging_anywhere_is_in_no_region() -> None:
    tag = {"kind": "anywhere_tag", "name": "Anywhere", "region": "uk_wide"}
    assert keys(facets_of(catalogue_of(vacancy_record(locations=[tag]))), "region", "play-therapist") == [NOT_STATED]


def test_bands_come_before_grades_and_what_is_not_stated_comes_last() -> None:
    pays: list[dict[str, Any]] = [
        {"grade": "Grade 9"},
        {"band": "8a"},
        {"band": "5"},
        {"wording": "x"},
        {"grade": "AB1"},
    ]
    records = [vacancy_record(f"v{number}", pay=pay) for number, pay in enumerate(pays)]
    uses = facets_of(catalogue_of(*records)).uses["band"]
    assert [use.value.key for use in uses] == ["band-5", "band-8a", "grade-9", "grade-ab1", NOT_STATED]


def test_a_facet_is_shown_if_current_vacancies_have_two_of_its_values() -> None:
    """Kensington's band is over by then, and counts for nothing."""
    found = facets_of(real())
    assert [facet.code for facet in FACETS if not found.shown(facet)] == []
    alone = facets_of(
        catalogue_of(vacancy_record(), vacancy_record("b", closing_date="2020-01-01", work_mode="remote"))
    )
    assert not alone.shown(BY_CODE["work-mode"])
    assert len(alone.uses["work-mode"]) == 2


def test_the_parts_of_a_modality_are_the_schemas() -> None:
    _, catalogue = one()
    assert tuple(catalogue.vocabularies["modality_role"]) == ROLES


# --- the tables ----------------------------------------------------------------------------------


def unpacked(column: dict[str, Any], parted: bool) -> Iterator[Any]:
    """The values of each row, as the finder's script reads them."""
    numbers = {character(number): value for number, value in enumerate(column["values"])}
    if not column.get("many"):
        yield from (None if letter == " " else numbers[letter] for letter in column["rows"])
        return
    for cell in column["rows"].split(" ")[:-1]:
        if parted:
            yield [(numbers[cell[at]], int(cell[at + 1])) for at in range(0, len(cell), 2)]
        else:
            yield [numbers[letter] for letter in cell]


def test_what_goes_into_a_table_comes_out_of_it() -> None:
    found = facets_of(real())
    for vacancies in (found.current, found.over):
        made = table(found, vacancies)
        assert made["count"] == len(vacancies)
        for facet in FACETS:
            if facet.code in ("status", "pay", "age"):
                continue
            rows = list(unpacked(made["columns"][facet.code], facet.code == "modality"))
            expected: list[Any] = []
            for vacancy in vacancies:
                values = found.of(facet, vacancy)
                if facet.code == "modality":
                    expected.append([(value.key, ROLES.index(value.role)) for value in values])
                else:
                    expected.append([value.key for value in values] if facet.many else values[0].key)
            assert rows == expected, facet.code


def test_figures_and_moments_of_the_tables() -> None:
    """London closes at the end of 23 November 2025; Medway takes up to 25 and pays by the hour."""
    found = facets_of(real())
    columns = table(found, found.current)["columns"]
    by_name = {name: list(unpacked(columns[name], False)) for name in ("pay", "age", "closes", "posted", "withdrawn")}
    assert by_name == {
        "pay": [(46419, 55046), (35255, 39127), None],
        "age": [None, (5, 25), None],
        "closes": [29399040, None, None],
        "posted": [20411, None, None],
        "withdrawn": [None, None, None],
    }


def test_a_moment_is_the_first_of_its_day_in_london() -> None:
    """In summer the day begins an hour earlier in UTC."""
    record = vacancy_record(opening_date="2026-07-01", withdrawn={"on": "2026-07-02", "reason": "x"})
    found = Lists(catalogue_of(record), KENSINGTON_OPEN).facets
    columns = table(found, found.current)["columns"]
    opens, withdrawn = columns["opens"]["values"][0], columns["withdrawn"]["values"][0]
    assert (opens % 1440, withdrawn - opens) == (23 * 60, 1440)


def test_each_facet_is_a_file_of_its_own_and_what_every_search_needs_is_one() -> None:
    found = facets_of(real())
    whole = table(found, found.current)
    files = table_files("facts", whole)
    facets = {f"{facet.code}.js" for facet in FACETS if facet.code != "status"}
    assert files.keys() == {"base.js", *facets}
    assert files["base.js"].startswith(b'portal.receive("facts/base",{"count":3,"columns":{"closes":')
    assert files["sector.js"].startswith(b'portal.receive("facts/sector",{"values":["nhs","council","charity"]')


def test_there_are_characters_for_any_number_of_values_and_none_needs_an_escape() -> None:
    letters = [character(number) for number in range(50_000)]
    assert len(set(letters)) == len(letters)
    assert not {" ", '"', "\\"} & set(letters)
    assert all(len(letter.encode("utf-16-le")) == 2 for letter in letters)
