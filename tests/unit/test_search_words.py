"""The words of the index: which row has which id, and which words there are."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from portal.search.index import Index, Indexed
from portal.search.words import rows_data, shortened, word_files, word_lists, words_of

ENTRY = {"version": "1.5.2"}

WORDS = {
    "Psychotherapist, band 8a": {"psychotherapist", "band", "8a"},
    "children’s and CHILDREN'S": {"children", "and"},
    "a café, naïve; Nai\u0308ve": {"cafe", "naive"},
    "evidence-based (CBT/DBT)": {"evidence", "based", "cbt", "dbt"},
    "7 of 10 at £40,000": {"7", "of", "10", "at", "40", "000"},
    "snake_case": {"snake", "case"},
    " — ": set(),
}


@pytest.mark.parametrize(("text", "words"), WORDS.items(), ids=[text.strip() for text in WORDS])
def test_words_are_small_letters_without_accents_and_none_of_a_single_letter(text: str, words: set[str]) -> None:
    assert words_of(text) == words


def unfolded(text: str) -> list[str]:
    """The words again, as the script in the browser reads them."""
    words = [""]
    for part in re.findall("[A-Z][^A-Z]*", text):
        words.append(words[-1][: ord(part[0]) - ord("A")] + part[1:])
    return words[1:]


def test_sorted_words_are_written_without_what_they_share_and_can_be_read_again() -> None:
    words = sorted(["adopt", "adoption", "adult", "x" * 30, "x" * 31, "therapies", "therapist", "therapy"])
    text = "".join(shortened(words))
    assert text.startswith("AadoptFionCult")
    assert unfolded(text) == words


def test_there_is_a_list_for_each_letter_in_use_and_one_for_all_other_words() -> None:
    lists = word_lists(["Adult 8a 10", "adoption Zoo Ωmega"])
    assert {name: unfolded(text) for name, text in lists.items()} == {
        "a": ["adoption", "adult"],
        "other": ["10", "8a", "ωmega"],
        "z": ["zoo"],
    }
    assert all(one < other for one, other in pairwise(unfolded(lists["other"])))


def test_ids_are_cut_to_what_tells_them_apart() -> None:
    data = rows_data(["en-gb_ab12345", "en-gb_ab99999", "en-gb_c012345"], ENTRY, ["a"])
    assert data == {"entry": ENTRY, "lists": ["a"], "length": 3, "ids": "ab1ab9c01"}


def test_an_id_that_is_shorter_than_the_others_keeps_its_place() -> None:
    """Pagefind makes an id longer where two would be the same."""
    data = rows_data(["en_1234567", "en_12345678"], ENTRY, [])
    assert data["ids"] == "1234567 12345678"
    assert data["length"] == 8


def test_one_row_is_enough() -> None:
    assert rows_data(["en_1234567"], ENTRY, [])["ids"] == "1"


def test_the_files_follow_the_order_of_the_rows_whatever_the_order_of_the_index() -> None:
    index = Index({"a.html": Indexed("en_1a", "one"), "b.html": Indexed("en_2b", "two")}, "", ENTRY)
    files = word_files(index, ["b.html", "a.html"])
    assert sorted(files) == ["o.js", "rows.js", "t.js"]
    assert files["o.js"] == b'portal.receive("words/o","Aone")\n'
    assert b'"lists":["o","t"],"length":1,"ids":"21"' in files["rows.js"]
