"""The words of the index: what a search begins with, and which words there are."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from portal.search.documents import Document, bag
from portal.search.pagefind import Pagefind
from portal.search.postings import postings_of
from portal.search.words import length_letter, part_files, parts_of, shortened, word_lists


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


PAGEFIND = Pagefind(
    {"one": "one", "two": "two", "more": "more"}, b"program", "wasm.en.pagefind", "", {"version": "1.5.2"}
)


def side_files(bags: list[bytes], pagefind: Pagefind | None) -> dict[str, bytes]:
    """All files of the side `words`."""
    return dict(file for part in parts_of("words", bags) for file in part_files(part, pagefind).items())


def test_a_side_has_what_its_search_begins_with_the_lists_and_the_index() -> None:
    """Words that every vacancy has are named, for they narrow nothing."""
    bags = [bag(Document("", ((1, [text]),))) for text in ("One more", "two more " + "10 " * 40)]
    pagefind = replace(PAGEFIND, stems={**PAGEFIND.stems, "10": "10"})
    files = side_files(bags, pagefind)
    assert sorted(files) == ["0.pf_index", "begin.js", "disk.js", "m.js", "o.js", "other.js", "t.js"]
    assert files["o.js"] == b'portal.receive("words/o","Aone")\n'
    assert b'"lists":["m","o","other","t"],"everywhere":["more"],"lengths":"##","chunks":"10 two"' in files["begin.js"]
    disk = files["disk.js"].decode()
    assert disk.startswith('portal.receive("words/disk",{"0.pf_index":')
    assert "wasm.en.pagefind" in disk


@pytest.mark.parametrize(("words", "letter"), [(0, "#"), (15, "#"), (16, "$"), (600, "H"), (5000, "[")])
def test_the_length_of_a_page_is_told_by_a_letter(words: int, letter: str) -> None:
    page = bag(Document("", ((1, [" ".join(f"w{number}" for number in range(words))]),)))
    assert postings_of([page]).lengths == [words]
    assert length_letter(words) == letter


def test_a_side_of_no_vacancies_needs_no_pagefind() -> None:
    files = side_files([], None)
    assert [*files] == ["begin.js"]
    assert b'"entry":null,"parts":1,"lists":[],"everywhere":[],"lengths":"","chunks":""' in files["begin.js"]


def test_a_large_side_is_parts_whose_files_bear_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.search.words.MOST_IN_A_PART", 2)
    bags = [bag(Document("", ((1, [text]),))) for text in ("one", "two", "one more")]
    files = side_files(bags, PAGEFIND)
    assert [name for name in files if "begin" in name] == ["begin.js", "1-begin.js"]
    assert files["1-m.js"] == b'portal.receive("words/1-m","Amore")\n'
    assert b'"parts":2,' in files["begin.js"]
    assert [re.findall(rb'"lengths":"(#+)"', files[name])[0] for name in ("begin.js", "1-begin.js")] == [b"##", b"#"]
