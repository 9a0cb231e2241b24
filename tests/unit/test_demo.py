"""The demo rooms: content that is invented, right, varied, and the same for everyone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from statistics import median
from typing import Any

import pytest
from builtsite import PROJECT, TODAY, demo_content, tree

from portal.demo.chance import Chance, dealt
from portal.demo.employers import employer, employers_among
from portal.demo.words import Writer, in_sentence, place_names
from portal.load.content import Content, load_content
from portal.model.assemble import assemble
from portal.model.catalogue import Catalogue
from portal.model.vacancy import Status
from portal.validate.schema import read_schemas
from portal.validate.validate import validate

SCHEMAS = read_schemas(PROJECT / "schema")
DAY = date.fromisoformat(TODAY)
UNSAID = ("id", "themes", "code", "role", "level", "kind", "employer", "level_basis", "populations")
"""Fields whose values are no text that anybody reads."""


@pytest.fixture(scope="module")
def content() -> Content:
    return load_content(demo_content().parent)


@pytest.fixture(scope="module")
def catalogue(content: Content) -> Catalogue:
    return assemble(content.records, SCHEMAS.terms())


@pytest.mark.parametrize(
    ("number", "day", "seed"),
    [
        *((300, TODAY, 1), (300, TODAY, 2), (300, "2024-02-29", 3), (300, "2026-12-31", 4)),
        *((30, "2001-01-01", 1), (30, "2099-12-31", 1), (1, TODAY, 1), (2, TODAY, 1)),
    ],
)
def test_it_passes_the_portals_own_check_without_a_warning(number: int, day: str, seed: int) -> None:
    """Whatever the seed, on any day, from one vacancy on."""
    content = load_content(demo_content(number, day, seed).parent)
    assert not validate(content, SCHEMAS).found
    assert len(list(content.of("vacancy"))) == number


def test_it_is_the_same_in_every_process() -> None:
    """Neither the order of sets, nor the language, nor the time zone gets into it."""
    code = (
        "import sys; from datetime import date; from hashlib import sha256; from pathlib import Path\n"
        "from tempfile import TemporaryDirectory; from portal.demo.content import write_content\n"
        "with TemporaryDirectory() as folder:\n"
        f"    write_content(Path(folder) / 'content', 20, date.fromisoformat('{TODAY}'), 1)\n"
        "    files = sorted(path for path in Path(folder).rglob('*') if path.is_file())\n"
        "    print([sha256(path.read_bytes()).hexdigest() for path in files])\n"
    )
    settings = ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "4711", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"})
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=PROJECT,
            env=os.environ | one,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for one in settings
    }
    assert len(said) == 1


def test_more_vacancies_leave_those_before_as_they_are() -> None:
    """A larger demonstration holds the smaller one, to the byte."""
    small, large = tree(demo_content(30)), tree(demo_content(300))
    assert small.items() <= large.items()


def test_another_seed_makes_other_vacancies() -> None:
    one, other = (set(tree(demo_content(300, TODAY, seed) / "vacancies")) for seed in (1, 2))
    assert len(one & other) < 15


def test_a_vacancy_is_as_long_as_a_real_one(content: Content) -> None:
    """About 1,200 words and 30 criteria, in 13 to 15 KB."""
    records = [record.data for record in content.of("vacancy")]
    words = [sum(len(text.split()) for text in texts(record)) for record in records]
    criteria = [sum(len(group["criteria"]) for group in one["person_specification"]["groups"]) for one in records]
    sizes = [file.stat().st_size for file in (demo_content() / "vacancies").iterdir()]
    assert 1100 <= median(words) <= 1300
    assert 28 <= median(criteria) <= 32
    assert 13_000 <= median(sizes) <= 15_000


def test_no_gap_stays_open(content: Content) -> None:
    for record in content.records:
        for text in texts(record.data):
            assert not re.search(r"[{}]|\(n\)|  ", text), text


def test_articles_suit_what_follows(content: Content) -> None:
    """No "a older person", and no "an music therapist"."""
    for record in content.of("vacancy"):
        for text in texts(record.data):
            assert not re.search(r"\b[Aa] (?!uni|use|eu|one)[aeiou]", text), text
            assert not re.search(r"\b[Aa]n (?!hour|honest|MBT|NHS)[^\W\daeiouAEIO]", text), text


def test_vacancies_differ(content: Content) -> None:
    """Hardly any two summaries are the same, and most titles occur once."""
    records = [record.data for record in content.of("vacancy")]
    assert len({record["summary"] for record in records}) > 0.98 * len(records)
    assert len({record["title"] for record in records}) > 0.8 * len(records)


@pytest.mark.parametrize("seed", [1, 2])
def test_two_thirds_are_current_and_every_status_occurs(seed: int) -> None:
    """Some close within a week, and some of the open ones have no closing date."""
    records = load_content(demo_content(300, TODAY, seed).parent).records
    vacancies = assemble(records, SCHEMAS.terms()).vacancies
    statuses = Counter(vacancy.status_on(DAY) for vacancy in vacancies)
    assert set(statuses) == set(Status)
    assert 0.55 * 300 <= statuses[Status.OPEN] + statuses[Status.UPCOMING] <= 0.75 * 300
    ends = [vacancy.closes_on() for vacancy in vacancies if vacancy.status_on(DAY) is Status.OPEN]
    assert sum(1 for end in ends if end and (end - DAY).days <= 7) >= 15
    assert {"until_filled", "rolling"} <= {vacancy.closing_basis for vacancy in vacancies}
    assert not [vacancy for vacancy in vacancies if vacancy.review_overdue_on(DAY)]


def test_every_value_that_a_facet_offers_occurs(catalogue: Catalogue) -> None:
    """A facet whose values nobody has could not be tried."""
    used: dict[str, set[str | None]] = defaultdict(set)
    for vacancy in catalogue.vacancies:
        used["sector"].add(catalogue.employer_of(vacancy).sector)
        used["region"] |= {location.region for location in vacancy.locations}
        used["work_mode"].add(vacancy.work_mode)
        used["band"].add(vacancy.pay.band if vacancy.pay else None)
        used["contract"].update(vacancy.contract)
        used["pattern"].update(vacancy.pattern)
        used["trainees"].add(vacancy.eligibility.trainees if vacancy.eligibility else None)
        used["modality"] |= {one.code for one in vacancy.modalities}
        used["modality_role"] |= {one.role for one in vacancy.modalities}
        used["population"].update(vacancy.clients.populations if vacancy.clients else ())
    for record in load_content(demo_content().parent).of("vacancy"):
        used["registration_body"].update(re.findall(r'"body": "(\w+)"', json.dumps(record.data.get("eligibility"))))
    for name, values in used.items():
        assert values - {None} == set(catalogue.vocabularies[name]), name


def test_supervision_and_sponsorship_are_given_refused_left_out_and_in_conflict(catalogue: Catalogue) -> None:
    vacancies = catalogue.vacancies
    assert {one.supervision.provided if one.supervision else None for one in vacancies} == {True, False, None}
    assert {one.sponsorship.offered if one.sponsorship else None for one in vacancies} == {True, False, None}
    assert [one for one in vacancies if one.conflict("sponsorship")]
    assert [one for one in vacancies if one.conflict("pay")]


def test_pay_comes_in_every_way(catalogue: Catalogue) -> None:
    """By the year, the hour, the session and the day; by a band alone, derived, and not at all."""
    pays = [vacancy.pay for vacancy in catalogue.vacancies]
    assert {"year", "hour", "session", "day"} <= {pay.period for pay in pays if pay}
    assert [pay for pay in pays if pay and pay.min is None and pay.derived]
    assert [pay for pay in pays if pay and pay.min is None and not pay.derived]
    assert None in pays


def test_nothing_leads_to_anybody_real() -> None:
    """Links lead to example.org, the only mailbox is there, and there is no telephone."""
    for file in [*demo_content().rglob("*.yaml"), *demo_content().rglob("*.md")]:
        text = file.read_text("utf-8")
        hosts = re.findall(r"https?://([^/\s\"]+)", text)
        assert all(host == "example.org" or host.endswith(".example.org") for host in hosts), file.name
        assert set(re.findall(r"\S+@\S+", text)) <= {"recruitment@example.org"}, file.name
        assert not re.search(r"\b0\d{3,4} ?\d{3}", text), file.name


def test_employers_are_of_places_that_do_not_exist(catalogue: Catalogue) -> None:
    names = [employer.name for employer in catalogue.employers.values()]
    assert all(any(place in name for place in place_names()) for name in names)


@pytest.mark.parametrize(("vacancies", "employers"), [(1, 1), (2, 2), (300, 41), (1000, 75), (10_000, 240)])
def test_employers_grow_with_the_root_of_the_vacancies(vacancies: int, employers: int) -> None:
    """Each has a vacancy, so that no employer's page is empty."""
    assert employers_among(vacancies) == employers


def test_every_employer_has_a_vacancy(catalogue: Catalogue) -> None:
    assert {vacancy.employer for vacancy in catalogue.vacancies} == set(catalogue.employers)


def test_many_employers_have_names_of_their_own() -> None:
    names = [employer(number, "1").name for number in range(1000)]
    assert len({name.casefold() for name in names}) == 1000


def test_a_deck_deals_each_card_once_a_round() -> None:
    deck = ("a", "b", "b", "c")
    for turn in range(3):
        assert sorted(dealt(deck, "name", turn * 4 + place) for place in range(4)) == sorted(deck)


def test_a_writer_fills_gaps_and_chooses_articles() -> None:
    writer = Writer(Chance("1"), town="York", person="older person", who=["EMDR therapist"], x="one-day course")
    assert (
        writer.write("A(n) {who} meets a(n) {person} in {Town}.") == "An EMDR therapist meets an older person in York."
    )
    assert writer.write("a(n) {x}") == "a one-day course"
    assert in_sentence("DBT-Informed Person-Centred CBT Therapist") == "DBT-informed person-centred CBT therapist"


def texts(value: Any) -> Iterator[str]:
    """Every text of a record that a reader reads."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in UNSAID:
                yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)
    elif isinstance(value, str):
        yield value
