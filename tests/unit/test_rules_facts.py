"""Rules on facts: what a day, a pay scale, an address and a number say, and what they leave alone."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from portal.cellar.source import SourceFile
from portal.load.content import Content
from portal.load.kinds import FOLDERS
from portal.load.record import Record, read_record
from portal.validate import rules
from portal.validate.rules.people import mobile_number, personal_mailbox
from portal.validate.rules.scales import SCALES, band_against_pay
from portal.validate.schema import read_schemas
from portal.validate.validate import validate

SCHEMAS = read_schemas(Path(__file__).resolve().parents[2] / "schema")
VACANCY = next(kind for kind in FOLDERS if kind.name == "vacancy")
PATH = "content/vacancies/a.yaml"
TODAY = date(2026, 3, 1)


def vacancy(**data: Any) -> Record:
    made, diagnostics = read_record(VACANCY, SourceFile(PATH, json.dumps({"title": "A", **data}, indent=1)))
    assert made is not None, diagnostics
    return made


def on_the_day(**data: Any) -> list[str]:
    made = vacancy(**data)
    return [found.rule for rule in rules.DAY for found in rule(made, TODAY)]


@pytest.mark.parametrize(
    ("closing", "rule"),
    [
        ("2026-02-28", ["closing-date-passed"]),
        ("2026-03-01", []),
        ("2027-03-01", []),
        ("2027-03-02", []),
        ("2027-03-03", ["closing-date-far"]),
        ("2026-02-30", []),
        ("soon", []),
    ],
)
def test_a_closing_date_lies_between_today_and_a_year_ahead(closing: str, rule: list[str]) -> None:
    """Today itself counts; a leap year is a year too; what is no date has a message of its own."""
    assert on_the_day(closing_date=closing) == rule


def test_a_withdrawn_vacancy_may_be_over() -> None:
    """Whoever enters a withdrawal knows that."""
    assert on_the_day(closing_date="2026-02-28", withdrawn={"on": "2026-02-20", "reason": "No funds."}) == []


def test_only_the_records_asked_for_are_held_against_the_day() -> None:
    """A build must not warn of every vacancy that is over."""
    made = vacancy(closing_date="2026-02-28")
    content = Content([made], {PATH: made.source}, [])

    def told(**options: Any) -> bool:
        return "closing-date-passed" in {found.rule for found in validate(content, SCHEMAS, **options).found}

    assert told(day=TODAY, asked=[PATH])
    assert not told(day=TODAY)
    assert not told(day=TODAY, asked=["content/vacancies/b.yaml"])
    assert not told(asked=[PATH])


def contradicts(closing: str = "2026-03-31", region: str | None = None, **pay: Any) -> bool:
    places = {"locations": [{"kind": "area", "region": region}]} if region else {}
    hours = {"hours": {"a_week": pay.pop("a_week")}} if "a_week" in pay else {}
    made = vacancy(closing_date=closing, pay={"period": "year", **pay}, **places, **hours)
    return bool(list(band_against_pay(made, SCHEMAS["vacancy"])))


@pytest.mark.parametrize(
    "pay",
    [
        {"band": "8a", "min": 55690, "max": 62682},
        {"band": "6", "min": 46419, "max": 55046},  # with the supplement of inner London
        {"band": "5", "min": 34494, "max": 42978},  # Scotland's, a year later
        {"band": "7", "min": 24.45, "max": 27.98, "period": "hour"},
        {"band": "7", "min": 4000, "period": "month"},
        {"band": "7", "min": 23905, "basis": "actual", "a_week": 18.75},
        {"band": "7", "min": 23905, "a_week": 18.75},  # nobody says for which hours
        {"band": "7", "min": 20, "period": "session"},
        {"band": "7", "min": 20000, "currency": "EUR"},
        {"band": "7", "min": 20000, "scheme": "local_grade"},
        {"band": "7", "min": 47.8},  # told as pay that is impossible
        {"band": "10", "min": 20000},
        {"band": "7"},
    ],
)
def test_pay_that_a_band_may_have_is_left_alone(pay: dict[str, Any]) -> None:
    """So is what cannot be compared."""
    assert not contradicts(**pay)


@pytest.mark.parametrize(
    "pay",
    [
        {"band": "8a", "min": 31049, "max": 37796},
        {"band": "5", "min": 64456, "max": 71148},
        {"band": "6", "min": 55690, "region": "north_west"},
        {"band": "7", "min": 23905, "basis": "full_time_equivalent", "a_week": 18.75},
        {"band": "4", "max": 33.2, "period": "hour"},
    ],
)
def test_pay_that_no_scale_explains_is_told(pay: dict[str, Any]) -> None:
    assert contradicts(**pay)


def test_pay_is_held_against_the_scale_of_its_year() -> None:
    """What band 8a began with in 2021 is too little five years later, and before the first scale nothing is known."""
    pay: dict[str, Any] = {"band": "8a", "min": 47126}
    assert not contradicts("2021-09-30", **pay)
    assert contradicts("2026-09-30", **pay)
    assert not contradicts("2019-09-30", band="8a", min=20000)
    assert not contradicts("2031-09-30", band="5", min=48000, region="north_west")


def test_pay_in_conflict_is_left_alone() -> None:
    """Then the record itself says that the source does not fit together."""
    conflicts = [{"fact": "pay_figures", "readings": []}]
    made = vacancy(closing_date="2026-03-31", pay={"band": "8a", "min": 31049, "period": "year"}, conflicts=conflicts)
    assert list(band_against_pay(made, SCHEMAS["vacancy"])) == []


def test_each_scale_has_a_source_and_rises() -> None:
    """A figure without a source could not be looked up, and a band pays no less than the one below."""
    for scale in SCHEMAS["vacancy"].data["$defs"]["band"][SCALES]:
        assert "https://" in scale["source"]
        assert date.fromisoformat(scale["from"]).month == 4
        ends = [
            end for band in SCHEMAS["vacancy"].data["$defs"]["band"]["enum"] for end in scale["bands"].get(band, ())
        ]
        assert ends == sorted(ends)


@pytest.mark.parametrize(
    "mailbox",
    [
        "nomen.nescio@example.org",
        "n.nescio@nhs.example.org",
        "nomen_nescio3@example.org",
        "Nomen.X.Nescio@example.org",
        "play.therapy@gmail.com",
        "larkfield@hotmail.co.uk",
    ],
)
def test_a_mailbox_of_a_person_is_told(mailbox: str) -> None:
    found = list(personal_mailbox(vacancy(contact={"email": mailbox})))
    assert [each.rule for each in found] == ["personal-mailbox"]
    assert mailbox.partition("@")[0] not in found[0].message


@pytest.mark.parametrize(
    "mailbox",
    [
        "recruitment@example.org",
        "adult.psychology@example.org",
        "cnwl.dbt@example.org",
        "oxl-tr.adultpsych@example.org",
        "larkfield.intake@example.org",
        "medway.nomen@example.org",  # a word of the record's own place
        "jobs.north@example.org",
        "hr_office@example.org",
        "therapy@outlook.example.org",
    ],
)
def test_a_mailbox_of_a_team_is_left_alone(mailbox: str) -> None:
    made = vacancy(contact={"email": mailbox}, employer="larkfield", locations=[{"kind": "area", "town": "Medway"}])
    assert list(personal_mailbox(made)) == []


@pytest.mark.parametrize("field", ["description", "summary"])
def test_a_mailbox_in_a_link_is_told_of_as_the_link_writes_it(field: str) -> None:
    """`%40` stands for its `@`, and a link that Outlook made is answered with the one that it leads to."""
    made = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org%2Fjobs&data=05%7C02%7C"
    link = f"{made}nomen.nescio%40example.org%7C0"
    (found,) = personal_mailbox(vacancy(**{field: f"See [the advert]({link})."}))
    assert found.help.endswith("write `https://www.example.org/jobs`")
    (found,) = personal_mailbox(vacancy(**{field: "See https://www.example.org/?to=nomen%40gmail.com."}))
    assert found.label == "at a provider where anybody may have one"


@pytest.mark.parametrize("text", ["https://www.nomen.nescio@example.org/", "a@b", "an @ sign", "name@example"])
def test_what_is_no_mailbox_is_left_alone(text: str) -> None:
    assert list(personal_mailbox(vacancy(description=text))) == []


@pytest.mark.parametrize(
    "number",
    ["07700 900123", "07700900123", "+44 7700 900123", "+44 (0)7700 900123", "00447700900123", "07700-900-123"],
)
def test_a_mobile_number_is_told_however_it_is_spaced(number: str) -> None:
    found = list(mobile_number(vacancy(contact={"telephone": number})))
    assert [each.message for each in found] == ["`07700…` is a mobile number"]


@pytest.mark.parametrize(
    "text",
    [
        "01632 960123",
        "020 7946 0958",
        "070 1234 5678",
        "https://www.example.org/07700900123",
        "1507700900123",
        "077009001234",
        "2007-07700",
    ],
)
def test_what_is_no_mobile_number_is_left_alone(text: str) -> None:
    assert list(mobile_number(vacancy(contact={"telephone": text}))) == []
