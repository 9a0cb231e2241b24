"""Search documents: read from their template, and made into what is indexed and what excerpts are taken from."""

from __future__ import annotations

import re

import pytest

from portal.search.documents import (
    BadDocument,
    Document,
    bag,
    pairs_of,
    read_document,
    texts_of,
    weights_of,
    words_of,
)

PAGE = """<!doctype html>
<html lang="en-GB">
<head><title>Art &amp; play</title></head>
<body>
<h1 data-weight="7">Art &amp; play</h1>
<div data-weight="2"><p>Work with <strong>child</strong>ren,<br>
and families.</p><ul><li><a href="x">One</a></li><li data-weight="0.3">Two</li></ul></div>
And so on.
</body>
</html>
"""

PARAGRAPHS = (
    (7, "Art & play"),
    (2, "Work with children,"),
    (2, "and families."),
    (2, "One"),
    (0.3, "Two"),
    (1, "And so on."),
)


def of(*paragraphs: tuple[float, str]) -> Document:
    return Document("en-GB", "Title", paragraphs)


def test_a_document_is_read_as_paragraphs_each_with_the_nearest_weight() -> None:
    """What stands within a line does not part a word."""
    read = read_document(PAGE.encode())
    assert (read.language, read.title) == ("en-GB", "Art & play")
    assert read.paragraphs == PARAGRAPHS


def test_what_has_no_end_tag_closes_nothing() -> None:
    """`<wbr>` stands within a word, and the others part paragraphs."""
    body = '<div data-weight="2">Art<wbr>work<br>one<hr/>two<img src="x">three<input>four</div>five'
    read = read_document(PAGE.replace("And so on.", body).encode())
    assert read.paragraphs[5:] == ((2, "Artwork"), (2, "one"), (2, "two"), (2, "three"), (2, "four"), (1, "five"))


MISTAKES = {
    "<p>One<div>Two</p></div>": "`</p>` stands where `</div>` should",
    "<p>One": "`</body>` stands where `</p>` should",
    "One</p>": "`</p>` stands where `</body>` should",
}


@pytest.mark.parametrize(("body", "words"), MISTAKES.items(), ids=MISTAKES)
def test_a_template_that_leaves_a_tag_open_is_told_of(body: str, words: str) -> None:
    with pytest.raises(BadDocument, match=re.escape(f"templates/search/document.html.jinja: {words}")):
        read_document(PAGE.replace("And so on.", body).encode())


@pytest.mark.parametrize("part", ['<html lang="en-GB">', "</title>", "<body>"])
def test_a_template_without_a_part_is_told_of(part: str) -> None:
    with pytest.raises(BadDocument, match=r"what it writes has no `.*<"):
        read_document(PAGE.replace(part, "").encode())


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
    """Whether the text is read in the quick way for ASCII or not."""
    for document in (of((1, text)), of((1, text), (1, "—"))):
        assert weights_of(document).keys() == words


def test_a_word_has_the_weight_of_all_its_occurrences() -> None:
    document = of((7, "Therapist"), (2, "A therapist for therapists"), (2, "THERAPIST"), (1, "therapist"))
    weights = {word: weight**2 for word, weight in weights_of(document).items()}
    assert weights == pytest.approx({"therapist": 49 + 4 + 4 + 1, "therapists": 4, "for": 4})


def test_what_an_abbreviation_stands_for_weighs_as_much_as_the_abbreviation() -> None:
    document = of((7, "DBT"), (1, "DBT for therapists"), (0, "DBT: dialectical behaviour therapy, behaviour therapy"))
    weights = weights_of(document)
    assert weights["dialectical"] == weights["behaviour"] == weights["therapy"] == weights["dbt"]


def test_an_abbreviation_that_stands_nowhere_is_explained_all_the_same() -> None:
    assert weights_of(of((0, "DBT: dialectical"))) == {"dbt": 1, "dialectical": 1}


def test_neighbours_in_titles_and_names_are_pairs_too() -> None:
    document = of((7, "Women's Play Therapist"), (5, "Kent"), (3, "play room"))
    assert pairs_of(document) == {"women0play", "play0therapist"}


def test_each_word_is_indexed_once_by_steps_of_weight() -> None:
    """Pagefind knows no weight above ten; a word of little weight is found all the same."""
    page = bag(of((7, "art"), (7, "art play"), (3, "care care"), (0.3, "policy"), (0.1, "rest"))).decode()
    assert page.startswith('<!doctype html><html lang="en-GB"><title>Title</title><body data-pagefind-body>')
    assert page.endswith(
        '<p data-pagefind-weight="0.3">policy rest</p>'
        '<p data-pagefind-weight="4">care</p>'
        '<p data-pagefind-weight="7">art play</p>'
        '<p data-pagefind-weight="10">art0play</p>'
    )


def test_the_words_can_be_read_from_what_is_indexed() -> None:
    document = of((7, "art"), (3, "care & play"), (0.3, "café 7 x"))
    assert set(words_of(bag(document))) == weights_of(document).keys() == {"art", "care", "play", "cafe", "7"}


def test_a_title_cannot_break_out_of_the_page_that_is_indexed() -> None:
    page = bag(Document("en-GB", "</title><p>", ())).decode()
    assert "<title>&lt;/title&gt;&lt;p&gt;</title>" in page


def test_the_texts_of_a_document_begin_with_its_title_which_is_there_once() -> None:
    assert texts_of(of((7, "Title"), (1, "One"))) == ["Title", "One"]
    assert texts_of(of((2, "Two “2”"), (1, "Three"))) == ["Title", "Two “2”", "Three"]
