"""Documents: what search knows of a vacancy, as paragraphs with weights, and as the bag of words that is indexed.

Pagefind keeps the place of every word that it reads, and a browser downloads the places of all words in a part of
the index. So each word is given to it once, with as much weight as all its occurrences have together.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import sqrt

from portal.cellar.handover import script
from portal.cellar.trouble import Trouble

LANGUAGE = re.compile(r'<html lang="([^"]+)">')
TITLE = re.compile(r"<title>([^<]*)</title>")
BODY = re.compile(r"<body>(.*)</body>", re.DOTALL)
TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
WEIGHT = re.compile(r'data-weight="([\d.]+)"')
WITHIN_A_LINE = re.compile(r"</?(?:a|abbr|b|code|em|i|span|strong|time|wbr)(?!\w)[^>]*>")
ALONE = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track"})
WORD = re.compile(r"[^\W_]+")
IN_BAG = re.compile(r">([^<]*)</p>")

SMALL = bytes(ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(128)) + b" " * 128
"""For each byte of a text in ASCII the small letter or digit, or a blank for what parts words."""

STEPS = (10, 7, 5, 4, 3, 2, 1, 0.3)
"""The weights that words are given; Pagefind knows none above ten. The fewer there are, the smaller is the index."""

AS_EXPLAINED = 0
"""The weight of a line that explains an abbreviation: each word weighs as much as its first, the abbreviation."""

TELLING = 5
"""From this weight on, words that stand side by side are indexed as pairs too: titles, and names of employers."""

JOINT = "0"
"""What stands between the words of a pair. Between letters it is in no word."""


class BadDocument(Trouble):
    """The template of search documents wrote something that cannot be read. The text says what."""

    def __str__(self) -> str:
        return f"templates/search/document.html.jinja: {super().__str__()}"


@dataclass(frozen=True, slots=True)
class Document:
    """What search knows of a vacancy. `paragraphs` are texts, each with its weight, in the order of reading."""

    language: str
    title: str
    paragraphs: tuple[tuple[float, str], ...]


def read_document(page: bytes) -> Document:
    """The document that templates/search/document.html.jinja wrote.

    A paragraph has the weight that the nearest element around it names in `data-weight`, or 1. Raises BadDocument.
    """
    source = page.decode()
    language, title, body = (_part(pattern, source) for pattern in (LANGUAGE, TITLE, BODY))
    return Document(language, html.unescape(title), tuple(_paragraphs(f"<body>{body}</body>")))


def _part(pattern: re.Pattern[str], source: str) -> str:
    found = pattern.search(source)
    if found is None:
        raise BadDocument(f"what it writes has no `{pattern.pattern}`, which is looked for letter by letter")
    return found[1]


def _paragraphs(body: str) -> Iterator[tuple[float, str]]:
    around = [("", 1.0)]
    _, *parts = TAG.split(WITHIN_A_LINE.sub("", body))
    for closes, name, attributes, text in zip(*(parts[number::4] for number in range(4)), strict=True):
        if closes:
            _close(around, name)
        elif name not in ALONE:
            own = WEIGHT.search(attributes) if attributes else None
            around.append((name, float(own[1]) if own else around[-1][1]))
        if words := html.unescape(text).split():
            yield around[-1][1], " ".join(words)


def _close(around: list[tuple[str, float]], name: str) -> None:
    """Go out of an element; `around` are those that one is in, each with its weight."""
    before, _ = around.pop()
    if before != name:
        raise BadDocument(f"`</{name}>` stands where " + (f"`</{before}>` should" if before else "nothing is open"))


def bag(document: Document) -> bytes:
    """The words of `document` as a page for Pagefind, each once; and, as words of their own, the pairs in it."""
    groups = defaultdict[float, list[str]](list)
    for word, weight in weights_of(document).items():
        groups[_step_of(weight)].append(word)
    groups[STEPS[0]] += pairs_of(document)
    lines = [
        f'<p data-pagefind-weight="{step}">{" ".join(sorted(words))}</p>' for step, words in sorted(groups.items())
    ]
    return (
        f'<!doctype html><html lang="{document.language}"><title>{html.escape(document.title)}</title>'
        f"<body data-pagefind-body>{''.join(lines)}"
    ).encode()


@cache
def _step_of(weight: float) -> float:
    return next((step for step in STEPS if step <= weight), STEPS[-1])


def language_of(bag: bytes) -> str:
    """The language of a `bag`."""
    return _part(LANGUAGE, bag.decode())


def title_of(bag: bytes) -> str:
    """The title in a `bag`."""
    return html.unescape(_part(TITLE, bag.decode()))


def words_of(bag: bytes) -> list[str]:
    """The words in a `bag`."""
    return " ".join(IN_BAG.findall(bag.decode())).split()


def weights_of(document: Document) -> Mapping[str, float]:
    """Each word of `document`, and the weight of all its occurrences together. A single letter is no word.

    Pagefind counts an occurrence by the square of its weight, so squares are added up.
    """
    texts = defaultdict[float, list[str]](list)
    for weight, text in document.paragraphs:
        texts[weight].append(text)
    explained = texts.pop(AS_EXPLAINED, ())
    squares = defaultdict[str, float](float)
    for weight, some in texts.items():
        for word, times in _counted(some).items():
            squares[word] += weight**2 * times
    for line in explained:
        abbreviation, *meaning = dict.fromkeys(words_in(line))
        squares[abbreviation] = max(1, squares[abbreviation])
        for word in meaning:
            squares[word] += squares[abbreviation]
    return {word: sqrt(square) for word, square in squares.items() if _is_word(word)}


def _is_word(text: str) -> bool:
    return len(text) > 1 or text.isdigit()


def pairs_of(document: Document) -> set[str]:
    """The pairs of words that stand side by side in its titles and names, such as "play0therapist".

    They tell the vacancies for a play therapist from those that have a play in one place and a therapist in another.
    """
    texts = [text for weight, text in document.paragraphs if weight >= TELLING]
    return {JOINT.join(pair) for text in texts for pair in pairwise(filter(_is_word, words_in(text)))}


def _counted(texts: Iterable[str]) -> Counter[str]:
    """How often each word is in `texts`. Most of these are in ASCII, where words are found four times as fast."""
    ascii_texts, others = list[str](), list[str]()
    for text in texts:
        (ascii_texts if text.isascii() else others).append(text)
    found = Counter(" ".join(ascii_texts).encode().translate(SMALL).decode().split())
    if others:
        found.update(words_in(" ".join(others)))
    return found


def words_in(text: str) -> list[str]:
    """The words of `text` as they are compared: small letters without accents."""
    words = WORD.findall(unicodedata.normalize("NFC", text.lower()))
    return [word if word.isascii() else _plain(word) for word in words]


def _plain(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def texts_of(document: Document) -> list[str]:
    """The texts that phrases are looked for in and excerpts taken from.

    The title comes first, and is not among the others: an excerpt stands below it.
    """
    return [document.title, *(text for _, text in document.paragraphs if text != document.title)]


def text_script(row: int, texts: Sequence[str]) -> bytes:
    """The script with the texts of the vacancy in a row of all tables."""
    return script(f"texts/{row}", texts)


def in_row(row: int, text_script: bytes) -> bytes:
    """A script with texts for the same vacancy in another row."""
    begin, _, rest = text_script.split(b'"', 2)
    return b'"'.join([begin, f"texts/{row}".encode(), rest])
