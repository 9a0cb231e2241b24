"""Search documents: read from their template, and made into what is indexed and what excerpts are taken from."""

from __future__ import annotations

import re

import pytest

from portal.cellar.handover import script
from portal.search.documents import (
    STEPS,
    BadDocument,
    Document,
    bag,
    in_row,
    pairs_of,
    read_document,
    squares_of,
    text_script,
    texts_of,
    words_in,
)

PAGE = """<section data-weight="7">Art &amp; play</section>
<section data-weight="2"><p>Work with <strong>child</strong>ren,<br>
and families.</p><ul><li><a href="x">One</a></li></ul></section>
<section data-weight="0.3">
Two   and
a half &lt;p&gt;<br><hr/>
</section>
<section data-weight="1"></section>
<section data-weight="1">And so on.</section>
"""

SECTIONS = [
    (7, ["Art & play"]),
    (2, ["Work with children,", "and families.", "One"]),
    (0.3, ["Two and a half <p>"]),
    (1, ["And so on."]),
]


def of(*paragraphs: tuple[float, str]) -> Document:
    return Document("Title", [(weight, [text]) for weight, text in paragraphs])


def weights_of(document: Document) -> dict[str, float]:
    return {word: square**0.5 for word, square in squares_of(document).items()}


def test_a_document_is_read_as_sections_of_paragraphs() -> None:
    """What stands within a line does not part a word, and a section without text is none."""
    assert read_document(PAGE) == Document("Art & play", SECTIONS)


def test_any_tag_parts_paragraphs_but_for_those_within_a_line() -> None:
    """`<wbr>` stands within a word. Whether a tag is closed makes no difference."""
    read = read_document(
        PAGE.replace("And so on.", 'Art<wbr>work<br>one<hr/>two<img src="x">three<div>four<p>five</div>')
    )
    assert read.sections[3:] == [(1, ["Artwork", "one", "two", "three", "four", "five"])]


def test_a_section_ends_where_the_next_begins() -> None:
    assert read_document(PAGE.replace("</section>\n<section", "<section")) == read_document(PAGE)


MISTAKES = {
    "One <b>text</b>": '`One text` stands in no `<section data-weight="…">`',
    "<section>One</section>": "`One` stands in no",
    '<section data-weight="much">One</section>': "`One` stands in no",
    '<section data-weight="-1">One</section>': "`One` stands in no",
    '<section data-weight="1">One<section data-weight="2">Two</section>Three</section>': "`Three` stands in no",
}


@pytest.mark.parametrize("at_the_end", [True, False])
@pytest.mark.parametrize(("text", "words"), MISTAKES.items(), ids=MISTAKES)
def test_a_text_that_is_in_no_section_is_told_of(text: str, words: str, at_the_end: bool) -> None:
    """Nobody would know what it weighs."""
    with pytest.raises(BadDocument, match=re.escape(f"templates/search/document.html.jinja: {words}")):
        read_document(PAGE + text if at_the_end else text + PAGE)


@pytest.mark.parametrize("page", ["", '<section data-weight="7"> </section>'])
def test_a_document_without_any_text_is_told_of(page: str) -> None:
    with pytest.raises(BadDocument, match="it writes no text"):
        read_document(page)


WORDS = {
    "Psychotherapist, band 8a": {"psychotherapist", "band", "8a"},
    "children’s and CHILDREN'S": {"children", "and"},
    "a café, naïve; Nai\u0308ve": {"cafe", "naive"},
    "evidence-based (CBT/DBT)": {"evidence", "based", "cbt", "dbt"},
    "7 of 10 at £40,000": {"7", "of", "10", "at", "40", "000"},
    "snake_case": {"snake", "case"},
    "½ day of 37½": {"½", "day", "of", "37½"},
    "O\u0323\u0300s\u0323un, İstanbul": {"osun", "istanbul"},
    " — ": set(),
}


@pytest.mark.parametrize(("text", "words"), WORDS.items(), ids=[text.strip() for text in WORDS])
def test_words_are_small_letters_without_accents_and_none_of_a_single_letter(text: str, words: set[str]) -> None:
    """Whether the text is read in the quick way or not, which an arrow forces."""
    for weight in (1, 3):
        for document in (of((weight, text)), of((weight, text), (weight, "→"))):
            assert squares_of(document).keys() == words


def test_the_quick_way_finds_the_same_words_in_all_that_it_can_read() -> None:
    letters = bytes(range(256)).decode("cp1252", "ignore")
    text = " ".join(f"{letter} a{letter}b {letter}{letter.swapcase()}" for letter in letters)
    found = {word for word in words_in(text) if len(word) > 1 or word.isnumeric()}
    assert squares_of(of((1, text))).keys() == squares_of(of((2, text))).keys() == found


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
    assert [*pairs_of(document)] == ["women0play", "play0therapist"]


def test_a_word_with_a_digit_is_in_no_pair() -> None:
    """ "30camhs" would be found by who looks for 30."""
    document = of((7, "Tier 3 CAMHS Therapist, Band 8a"), (5, "SW10 Trust"))
    assert [*pairs_of(document)] == ["camhs0therapist", "therapist0band"]


def lines_of(document: Document) -> dict[tuple[float, bool], str]:
    """The lines of a bag that have words, by the step of weight, and whether the words are in the title."""
    lines = enumerate(bag(document).decode().split("\n"))
    return {(STEPS[line % len(STEPS)], line >= len(STEPS)): words for line, words in lines if words}


def test_each_word_is_indexed_once_by_steps_of_weight() -> None:
    """Pagefind knows no weight above ten; a word of little weight is found all the same."""
    document = of(
        (7, "art"), (7, "art play"), (3, "care care"), (0.3, "policy"), (0.1, "rest"), (7, "both"), (9, "both")
    )
    assert lines_of(document) == {
        (0.3, False): "policy rest",
        (4, False): "care",
        (7, False): "play",
        (10, False): "both art0play",
    } | {(7, False): "art play"}


def test_words_of_the_title_are_told_from_others_of_their_weight() -> None:
    """Once each, whatever they weigh, and none that is but a letter."""
    document = Document("A play for Art: a Play", [(7, ["A play for Art: a Play", "zoo"]), (4, ["art"])])
    assert lines_of(document) == {
        (7, True): "play for art",
        (7, False): "zoo",
        (10, False): "play0for for0art art0play",
    }


def test_a_pair_that_is_a_word_of_the_text_too_is_indexed_once() -> None:
    assert lines_of(of((7, "play art"), (1, "play0art"))) == {(7, False): "play art", (10, False): "play0art"}


def test_a_document_without_words_has_a_bag_without_words() -> None:
    assert bag(Document("—", [(1, ["—"])])).split() == []


def test_the_texts_of_a_document_begin_with_its_title_which_is_there_once() -> None:
    assert texts_of(of((7, "Title"), (1, "One"))) == ["Title", "One"]
    assert texts_of(of((2, "Two “2”"), (1, "Three"))) == ["Title", "Two “2”", "Three"]
    assert texts_of(Document("One", [(7, ["One"]), (1, ["Two", "Three"]), (2, ["One"])])) == ["One", "Two", "Three"]


@pytest.mark.parametrize("row", [0, 7, 12345])
def test_a_script_with_texts_is_for_any_row(row: int) -> None:
    texts = ["Title", 'A "word"', "texts/0"]
    assert in_row(row, text_script(texts)) == script(f"texts/{row}", texts)
    assert in_row(row, in_row(99, text_script(texts))) == script(f"texts/{row}", texts)
