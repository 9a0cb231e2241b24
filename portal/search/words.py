"""Words: what the finder must know of the index before and beside Pagefind's own files.

Pagefind answers with ids of its own, and for a word that it does not know with whatever begins with a letter or
two of it. So the browser is told which row has which id, and which words there are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile
from typing import Any

from portal.cellar.handover import script
from portal.search.index import Index

WORD = re.compile(r"[^\W_]+")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
OTHERS = "other"
"""The list of the words that begin with none of these letters."""

LONGEST_SHARED = 25


def word_files(index: Index, rows: Sequence[str]) -> dict[str, bytes]:
    """The scripts with words, by file name. `rows` are the paths of the vacancies in the order of their rows."""
    lists = word_lists(page.text for page in index.pages.values())
    files = {f"{name}.js": script(f"words/{name}", text) for name, text in lists.items()}
    ids = [index.pages[path].id for path in rows]
    return files | {"rows.js": script("words/rows", rows_data(ids, index.entry, sorted(lists)))}


def rows_data(ids: Sequence[str], entry: Mapping[str, Any], lists: Sequence[str]) -> dict[str, Any]:
    """Which row has which of the `ids`, by so many of their characters as tell them apart; Pagefind's entry; and
    which lists of words there are."""
    own = [id.rpartition("_")[2] for id in ids]
    length = next(length for length in range(1, 65) if len({id[:length] for id in own}) == len(own))
    return {"entry": entry, "lists": lists, "length": length, "ids": "".join(id[:length].ljust(length) for id in own)}


def word_lists(texts: Iterable[str]) -> dict[str, str]:
    """The words of all `texts`, in a list for each letter that they begin with, and one for all others."""
    words = sorted(set().union(*map(words_of, texts)))
    found: dict[str, list[str]] = {}
    for first, some in groupby(words, key=lambda word: word[0] if word[0] in LETTERS else OTHERS):
        found.setdefault(first, []).extend(some)
    return {name: "".join(shortened(some)) for name, some in found.items()}


def words_of(text: str) -> set[str]:
    """The words of `text` as they are compared: small letters without accents, and none of a single letter."""
    words = map(plain, set(WORD.findall(unicodedata.normalize("NFC", text.lower()))))
    return {word for word in words if len(word) > 1 or word.isdigit()}


def plain(word: str) -> str:
    """The word without accents."""
    if word.isascii():
        return word
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))


def shortened(words: Iterable[str]) -> Iterator[str]:
    """Each of the sorted `words` without what it shares with the one before, after a capital for the number of shared
    letters: A for none, B for one."""
    before = ""
    for word in words:
        pairs = zip(before, word, strict=False)
        shared = min(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)), LONGEST_SHARED)
        yield f"{chr(ord('A') + shared)}{word[shared:]}"
        before = word
