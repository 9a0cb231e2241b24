"""The words of the index: which row has which id, and which words there are."""

from __future__ import annotations

import re
from itertools import pairwise

from portal.search.documents import Document, bag
from portal.search.index import Index
from portal.search.words import rows_of, shortened, word_files, word_lists

ENTRY = {"version": "1.5.2"}


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
    lists = word_lists({"adult", "8a", "10", "adoption", "zoo", "ωmega"})
    assert {name: unfolded(text) for name, text in lists.items()} == {
        "a": ["adoption", "adult"],
        "other": ["10", "8a", "ωmega"],
        "z": ["zoo"],
    }
    assert all(one < other for one, other in pairwise(unfolded(lists["other"])))


def test_ids_are_cut_to_what_tells_them_apart() -> None:
    data = rows_of(["en-gb_ab12345", "en-gb_ab99999", "en-gb_c012345"])
    assert data == {"length": 3, "ids": "ab1ab9c01"}


def test_an_id_that_is_shorter_than_the_others_keeps_its_place() -> None:
    """Pagefind makes an id longer where two would be the same."""
    assert rows_of(["en_1234567", "en_12345678"]) == {"length": 8, "ids": "1234567 12345678"}


def test_one_row_is_enough() -> None:
    assert rows_of(["en_1234567"]) == {"length": 1, "ids": "1"}


def test_the_files_follow_the_order_of_the_rows_whatever_the_order_of_the_index() -> None:
    """Words that every vacancy has are named, for they narrow nothing."""
    index = Index({"a.html": "en_1a", "b.html": "en_2b"}, "", ENTRY)
    texts = {"b.html": "two more", "a.html": "One more"}
    bags = {path: bag(Document("en", "", ((1, text),))) for path, text in texts.items()}
    files = word_files(index, bags)
    assert sorted(files) == ["begin.js", "m.js", "o.js", "t.js"]
    assert files["o.js"] == b'portal.receive("words/o","Aone")\n'
    begin = b'"lists":["m","o","t"],"everywhere":["more"],"length":1,"ids":"21"'
    assert begin in files["begin.js"]
