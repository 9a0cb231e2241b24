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
from portal.cellar.trouble import Trouble

LANGUAGE = re.compile(r'<html lang="([^"]+)">')
TITLE = re.compile(r"<title>([^<]*)</title>")
BODY = re.compile(r"<body>(.*)</body>", re.DOTALL)
TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
WEIGHT = re.compile(r'data-weight="([\d.]+)"')
WITHIN_A_LINE = frozenset({"a", "abbr", "b", "code", "em", "i", "span", "strong", "time", "wbr"})
ALONE = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track"})
WORD = re.compile(r"[^\W_]+")

STEPS = (10, 7, 5, 4, 3, 2, 1, 0.3)
"""The weights that words are given; Pagefind knows none above ten. The fewer there are, the smaller is the index."""


class BadDocument(Trouble):
    """The template of search documents wrote something that cannot be read. The text says what."""

    def __init__(self, words: str) -> None:
        super().__init__(f"templates/search/document.html.jinja: {words}")


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
    around, texts, position = [("", 1.0)], list[str](), 0
    for tag in TAG.finditer(body):
        texts.append(body[position : tag.start()])
        position = tag.end()
        if tag[2] in WITHIN_A_LINE:
            continue
        if text := " ".join(html.unescape("".join(texts)).split()):
            yield around[-1][1], text
        texts.clear()
        _step(around, tag)


def _step(around: list[tuple[str, float]], tag: re.Match[str]) -> None:
    """Go in or out of an element at its `tag`; `around` are those that one is in, each with its weight."""
    closes, name, attributes = tag.groups()
    if closes:
        before, _ = around.pop()
        if before != name:
            raise BadDocument(f"`</{name}>` stands where " + (f"`</{before}>` should" if before else "nothing is open"))
    elif name not in ALONE:
        own = WEIGHT.search(attributes)
        around.append((name, float(own[1]) if own else around[-1][1]))


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
