"""Small words: dates, numbers, money and lists, as a British reader expects them."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

from portal.cellar.english import (
    counted,
    day_words,
    joined,
    labels_joined,
    lower_first,
    money,
    number_words,
    sentence,
    sentences,
    shortened,
    spelled,
    split_days,
    time_words,
)


def test_a_day_has_no_leading_zero_and_its_month_in_full() -> None:
    assert day_words(date(2025, 11, 3)) == "3 November 2025"


def test_a_text_is_cut_around_the_days_in_it() -> None:
    assert split_days("It closes on 1 May 2026, or on 31 May 2026.") == [
        ("It closes on ", None),
        ("1 May 2026", date(2026, 5, 1)),
        (", or on ", None),
        ("31 May 2026", date(2026, 5, 31)),
        (".", None),
    ]
    assert split_days("31 February 2026") == [("31 February 2026", None)]
    assert split_days("") == []


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("17:00", "5pm"),
        ("09:30", "9.30am"),
        ("12:00", "noon"),
        ("00:00", "midnight"),
        ("12:05", "12.05pm"),
        ("00:30", "12.30am"),
    ],
)
def test_times_are_on_the_twelve_hour_clock(moment: str, words: str) -> None:
    assert time_words(time.fromisoformat(moment)) == words


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        ("64156", "GBP", "£64,156"),
        ("18.03", "GBP", "£18.03"),
        ("20.10", "GBP", "£20.10"),
        ("500", "EUR", "€500"),
        ("500", "CHF", "CHF 500"),
    ],
)
def test_money_shows_pence_only_where_there_are_some(amount: str, currency: str, words: str) -> None:
    assert money(Decimal(amount), currency) == words


@pytest.mark.parametrize(
    ("number", "words"), [("37.5", "37.5"), ("4.0", "4"), ("1200", "1,200"), ("22.50", "22.5"), ("10", "10")]
)
def test_numbers_have_no_needless_zeros(number: str, words: str) -> None:
    assert number_words(Decimal(number)) == words


def test_what_is_counted_agrees_in_number() -> None:
    assert counted(1, "session") == "1 session"
    assert counted(Decimal("1.5"), "hour") == "1.5 hours"
    assert counted(2, "criterion", "criteria") == "2 criteria"


def test_small_numbers_are_spelled() -> None:
    assert spelled(2, "role has", "roles have") == "two roles have"
    assert spelled(1, "role has", "roles have") == "one role has"
    assert spelled(12, "role has", "roles have") == "12 roles have"


def test_lists_read_as_sentences_do() -> None:
    assert joined([]) == ""
    assert joined(["a"]) == "a"
    assert joined(["a", "b"], "or") == "a or b"
    assert joined(["a", "b", "c"]) == "a, b and c"


def test_a_capital_stays_where_the_word_has_others() -> None:
    assert lower_first("Self-employed") == "self-employed"
    assert lower_first("DBT-informed approaches") == "DBT-informed approaches"
    assert lower_first("") == ""
    assert labels_joined(["Casual", "Sessional", "Self-employed"]) == "Casual, sessional and self-employed"


def test_a_sentence_gets_its_capital_and_its_stop_once() -> None:
    assert sentence("ask first") == "Ask first."
    assert sentence("Really?") == "Really?"


def test_a_long_text_is_cut_after_a_sentence_or_else_after_a_word() -> None:
    assert shortened("One sentence here. And another one.", 25) == "One sentence here."
    assert shortened("no sentence ends in this text", 16) == "no sentence…"
    assert shortened("short  enough", 40) == "short enough"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Use CBT, e.g. CAT, i.e. DIT. Then stop.", ["Use CBT, e.g. CAT, i.e. DIT.", "Then stop."]),
        ("Ask A. N. Other at St. Mary's (approx. 2 miles). “Why?” They know.", None),
        (
            "We look for a therapist. You come first. Say no. 5 of us do.",
            ["We look for a therapist.", "You come first.", "Say no. 5 of us do."],
        ),
        ("It is 1.5 hours. 12 sessions.", ["It is 1.5 hours.", "12 sessions."]),
        ("", []),
        (" . ", ["."]),
    ],
)
def test_a_text_is_cut_into_sentences(text: str, found: list[str] | None) -> None:
    """A dot within a sentence ends none; a mark within quotation marks does."""
    assert sentences(text) == (
        ["Ask A. N. Other at St. Mary's (approx. 2 miles).", "“Why?”", "They know."] if found is None else found
    )
