"""Documents: what search knows of a vacancy, as paragraphs with weights, and as the bag of words that is indexed.

Pagefind keeps the place of every word that it reads, and a browser downloads the places of all words in a part of
the index. So each word is indexed once, with as much weight as all its occurrences have together.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise

from portal.cellar.handover import script
from portal.cellar.trouble import Trouble

WITHIN_A_LINE = re.compile(r"</?(?:a|abbr|b|code|em|i|span|strong|time|wbr)(?!\w)[^>]*>")
TAG = re.compile(r'<(?:(/?section)(?: data-weight="(\d+(?:\.\d+)?)")?|[^>]*)>')
WORD = re.compile(r"[^\W_]+")

STEPS = (0.3, 1, 2, 3, 4, 5, 7, 10)
"""The weights that words are given; Pagefind knows none above ten. The fewer there are, the smaller is the index."""

SQUARES = [step**2 for step in STEPS]

USUAL = 1
"""What most words weigh. Its square is itself, so to count them is enough."""

AS_EXPLAINED = 0
"""The weight of a line that explains an abbreviation: each word weighs as much as its first, the abbreviation."""

TELLING = 5
"""From this weight on, words that stand side by side are indexed as pairs too: titles, and names of employers."""

JOINT = "0"
"""What stands between the words of a pair. Between letters it is in hardly any word, and Pagefind parts none at it."""

PAIR = re.compile(r"[^0-9]+0[^0-9]+")
"""A pair, and no number or code with a 0 in it, such as "sw10": see `isPair` in templates/assets/js/text/00-text.js."""

ENCODING = "cp1252"
"""It has nearly all letters and signs of adverts, in a byte each, and words of bytes are found four times as fast."""


class BadDocument(Trouble):
    """The template of search documents wrote something that cannot be read. The text says what."""

    def __str__(self) -> str:
        return f"templates/search/document.html.jinja: {super().__str__()}"


@dataclass(frozen=True, slots=True)
class Document:
    """What search knows of a vacancy. `sections` are in the order of reading: each has a weight, and paragraphs."""

    title: str
    sections: Sequence[tuple[float, Sequence[str]]]


def read_document(page: str) -> Document:
    """The document that templates/search/document.html.jinja wrote. Its first paragraph is the title.

    A section ends with its end tag, or where the next begins; all other tags part paragraphs, but for those that stand
    within a line. Raises BadDocument.
    """
    sections = [section for section in _sections(page) if section[1]]
    if not sections:
        raise BadDocument("it writes no text, so there is no title")
    return Document(sections[0][1][0], sections)


def _sections(page: str) -> Sequence[tuple[float, Sequence[str]]]:
    sections: list[tuple[float, list[str]]] = []
    outside = within = list[str]()
    _, *parts = TAG.split(WITHIN_A_LINE.sub("", f"</section>{page}"))
    for section, weight, text in zip(*(parts[number::3] for number in range(3)), strict=True):
        if section:
            within = list[str]() if weight else outside
        if weight:
            sections.append((float(weight), within))
        if words := html.unescape(text).split():
            within.append(" ".join(words))
    if outside:
        raise BadDocument(f'`{outside[0]}` stands in no `<section data-weight="…">`')
    return sections


def bag(document: Document) -> bytes:
    """The words of `document` by how they are indexed, each once; and, as words of their own, the pairs in it.

    There is a line for each step of weight, and then as many for words that stand in the title too.
    """
    lines: list[list[str]] = [[] for _ in range(2 * len(STEPS))]
    squares = squares_of(document)
    squares |= dict.fromkeys(pairs_of(document), SQUARES[-1])
    for word in words_in(document.title):
        if square := squares.pop(word, None):
            lines[_step_of(square) + len(STEPS)].append(word)
    for word, square in squares.items():
        lines[_step_of(square)].append(word)
    return "\n".join(map(" ".join, lines)).encode()


@cache
def _step_of(square: float) -> int:
    return bisect(SQUARES, square, 1) - 1


def squares_of(document: Document) -> dict[str, float]:
    """Each word of `document`, and the square of what all its occurrences weigh together. A single letter is no word.

    Pagefind counts an occurrence by the square of its weight, so squares are added up.
    """
    paragraphs = defaultdict[float, list[str]](list)
    for weight, some in document.sections:
        paragraphs[weight] += some
    explained = paragraphs.pop(AS_EXPLAINED, ())
    squares: dict[str, float] = dict(Counter(_words("\n".join(paragraphs.pop(USUAL, ())))))
    for weight, some in paragraphs.items():
        square = weight**2
        for word in _words("\n".join(some)):
            squares[word] = squares.get(word, 0) + square
    for line in explained:
        abbreviation, *meaning = dict.fromkeys(_words(line))
        squares[abbreviation] = max(1, squares.get(abbreviation, 0))
        for word in meaning:
            squares[word] = squares.get(word, 0) + squares[abbreviation]
    for letter in [word for word in squares if len(word) == 1 and not _is_word(word)]:
        del squares[letter]
    return squares


def pairs_of(document: Document) -> Iterator[str]:
    """The pairs of words that stand side by side in its titles and names, such as "play0therapist".

    They tell the vacancies for a play therapist from those that have a play in one place and a therapist in another.
    A word with a digit is in no pair: who looks for 30 would find "30camhs".
    """
    lines = chain.from_iterable(some for weight, some in document.sections if weight >= TELLING)
    neighbours = (JOINT.join(pair) for line in lines for pair in pairwise(filter(_is_word, words_in(line))))
    return filter(PAIR.fullmatch, neighbours)


def _is_word(text: str) -> bool:
    return len(text) > 1 or unicodedata.category(text).startswith("N")


def words_in(text: str) -> list[str]:
    """The words of `text` as they are compared: small letters without accents. See `wordsOf` in
    templates/assets/js/text/00-text.js."""
    small = text.lower()
    return WORD.findall(small if small.isascii() else _plain(small))


def _plain(text: str) -> str:
    """`text` without accents. They go before words are looked for: one that is a sign of its own would part a word."""
    text = unicodedata.normalize("NFD", text)
    for letter in set(text):
        if unicodedata.category(letter).startswith("M"):
            text = text.replace(letter, "")
    return text


LETTERS = bytes(range(256)).decode(ENCODING, "replace")
SMALL = "".join("".join(words_in(letter)) or " " for letter in LETTERS).encode(ENCODING)
"""For each byte of a text in that encoding the small letter or digit, or a blank for what parts words."""


def _words(text: str) -> list[str]:
    """The same as `words_in`, mostly sooner."""
    try:
        return text.encode(ENCODING).translate(SMALL).decode(ENCODING).split()
    except UnicodeEncodeError:
        return words_in(text)


def texts_of(document: Document) -> list[str]:
    """The texts that phrases are looked for in and excerpts taken from.

    The title comes first, and is not among the others: an excerpt stands below it.
    """
    lines = chain.from_iterable(some for _, some in document.sections)
    return [document.title, *(line for line in lines if line != document.title)]


def text_script(texts: Sequence[str]) -> bytes:
    """The script with the texts of a vacancy, as if that were in the first row of all tables: see `in_row`."""
    return script("texts/0", texts)


def in_row(row: int, text_script: bytes) -> bytes:
    """A script with texts for the same vacancy in another row."""
    begin, _, rest = text_script.split(b'"', 2)
    return b'"'.join([begin, f"texts/{row}".encode(), rest])
