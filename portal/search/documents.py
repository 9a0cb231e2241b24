"""Documents: what search knows of a vacancy, as paragraphs with weights, and as the bag of words that is indexed.

Pagefind keeps the place of every word that it reads, and a browser downloads the places of all words in a part of
the index. So each word is given to it once, with as much weight as all its occurrences have together.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from portal.cellar.handover import script

LANGUAGE = re.compile(r'<html lang="([^"]+)">')
TITLE = re.compile(r"<title>([^<]*)</title>")
BODY = re.compile(r"<body>(.*)</body>", re.DOTALL)
TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
WEIGHT = re.compile(r'data-weight="([\d.]+)"')
WITHIN_A_LINE = frozenset({"a", "abbr", "b", "code", "em", "i", "span", "strong", "time"})
ALONE = frozenset({"br", "hr", "img"})
WORD = re.compile(r"[^\W_]+")

STEPS = (10, 7, 5, 4, 3, 2, 1, 0.3)
"""The weights that words are given; Pagefind knows none above ten. The fewer there are, the smaller is the index."""


@dataclass(frozen=True, slots=True)
class Document:
    """What search knows of a vacancy. `paragraphs` are texts, each with its weight, in the order of reading."""

    language: str
    title: str
    paragraphs: tuple[tuple[float, str], ...]


def read_document(page: bytes) -> Document:
    """The document that templates/search/document.html.jinja wrote.

    A paragraph has the weight that the nearest element around it names in `data-weight`, or 1.
    """
    source = page.decode()
    language, title, body = LANGUAGE.search(source), TITLE.search(source), BODY.search(source)
    assert language is not None  # the template writes all three
    assert title is not None
    assert body is not None
    return Document(language[1], html.unescape(title[1]), tuple(_paragraphs(f"<div>{body[1]}</div>")))


def _paragraphs(body: str) -> Iterator[tuple[float, str]]:
    weights, texts, position = [1.0], list[str](), 0
    for tag in TAG.finditer(body):
        texts.append(body[position : tag.start()])
        position = tag.end()
        if tag[2] in WITHIN_A_LINE:
            continue
        if text := " ".join(html.unescape("".join(texts)).split()):
            yield weights[-1], text
        texts.clear()
        if tag[1]:
            weights.pop()
        elif tag[2] not in ALONE:
            own = WEIGHT.search(tag[3])
            weights.append(float(own[1]) if own else weights[-1])


def bag(document: Document) -> bytes:
    """The words of `document` as a page for Pagefind: each once."""
    groups = defaultdict[float, list[str]](list)
    for word, weight in weights_of(document).items():
        groups[next((step for step in STEPS if step <= weight), STEPS[-1])].append(word)
    lines = [
        f'<p data-pagefind-weight="{step}">{" ".join(sorted(words))}</p>' for step, words in sorted(groups.items())
    ]
    return (
        f'<!doctype html><html lang="{document.language}"><title>{html.escape(document.title)}</title>'
        f"<body data-pagefind-body>{''.join(lines)}"
    ).encode()


def weights_of(document: Document) -> Mapping[str, float]:
    """Each word of `document`, and the weight of all its occurrences together."""
    texts = defaultdict[float, list[str]](list)
    for weight, text in document.paragraphs:
        texts[weight].append(text)
    weights = defaultdict[str, float](float)
    for weight, some in texts.items():
        for word, times in Counter(words_in(" ".join(some))).items():
            weights[word] += weight * times
    return weights


def words_in(text: str) -> Iterator[str]:
    """The words of `text` as they are compared: small letters without accents, and none of a single letter."""
    for word in WORD.findall(unicodedata.normalize("NFC", text.lower())):
        if len(word) > 1 or word.isdigit():
            yield word if word.isascii() else _plain(word)


def _plain(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def text_files(documents: Sequence[Document]) -> dict[str, bytes]:
    """The texts that excerpts are taken from, a script for each row, by file name.

    The title is not among them: an excerpt stands below it.
    """
    return {
        f"{row}.js": script(f"texts/{row}", [text for _, text in document.paragraphs if text != document.title])
        for row, document in enumerate(documents)
    }
