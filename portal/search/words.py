"""Words: what the finder must know of the index before and beside Pagefind's own files.

Pagefind answers with ids of its own, and for a word that it does not know with whatever begins with a letter or
two of it. So the browser is told which row has which id, and which words there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile
from typing import Any

from portal.cellar.handover import script
from portal.search.documents import words_of
from portal.search.index import Index

LETTERS = "abcdefghijklmnopqrstuvwxyz"
OTHERS = "other"
"""The list of the words that begin with none of these letters."""

LONGEST_SHARED = 25


def word_files(index: Index, bags: Mapping[str, bytes]) -> dict[str, bytes]:
    """The scripts with words, by file name: what a search begins with, and the lists.

    `bags` are by the paths of their pages, in the order of the rows.
    """
    found, everywhere = words_in_use(bags.values())
    lists = word_lists(found)
    files = {f"{name}.js": script(f"words/{name}", text) for name, text in lists.items()}
    begin = {
        "entry": index.entry,
        "lists": sorted(lists),
        "everywhere": sorted(everywhere),
        **rows_of([index.ids[path] for path in bags]),
    }
    return files | {"begin.js": script("words/begin", begin)}


def words_in_use(bags: Iterable[bytes]) -> tuple[set[str], set[str]]:
    """The words that are in any of the `bags`, and those that are in all."""
    found: set[str] = set()
    everywhere: set[str] | None = None
    for bag in bags:
        words = words_of(bag)
        found.update(words)
        everywhere = everywhere.intersection(words) if everywhere is not None else set(words)
    return found, everywhere or set()


def rows_of(ids: Sequence[str]) -> dict[str, Any]:
    """The `ids` in the order of their rows, and the number of characters that each has: so many as tell them apart."""
    own = [id.rpartition("_")[2] for id in ids]
    length = next(length for length in range(1, 65) if len({id[:length] for id in own}) == len(own))
    return {"length": length, "ids": "".join(id[:length].ljust(length) for id in own)}


def word_lists(words: Iterable[str]) -> dict[str, str]:
    """The `words`, in a list for each letter that they begin with, and one for all others."""
    found: dict[str, list[str]] = {}
    for first, some in groupby(sorted(words), key=lambda word: word[0] if word[0] in LETTERS else OTHERS):
        found.setdefault(first, []).extend(some)
    return {name: "".join(shortened(some)) for name, some in found.items()}


def shortened(words: Iterable[str]) -> Iterator[str]:
    """Each of the sorted `words` without what it shares with the one before, after a capital for the number of shared
    letters: A for none, B for one."""
    before = ""
    for word in words:
        pairs = zip(before, word, strict=False)
        shared = min(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)), LONGEST_SHARED)
        yield f"{chr(ord('A') + shared)}{word[shared:]}"
        before = word
