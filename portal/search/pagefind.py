"""Search: what of Pagefind's the portal uses, in a folder that bears Pagefind's version.

Pagefind's script and program search in browsers, and what they search in is written here: see `postings`. For that
Pagefind tells which stem each word has: it is given all words as one page, and the stems stand in the index of it.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from portal.cellar.addresses import HOME
from portal.cellar.trouble import Trouble
from portal.search.cbor import read_cbor
from portal.search.postings import SIGNATURE

FOLDER = f"pagefind-{version('pagefind-bin')}"
"""Its version is in the address, so that no browser ever mixes the files of two versions."""

PAGE = '<!doctype html><html lang="{language}"><title></title><body data-pagefind-body><p>{words}'

SCRIPT, ENTRY = "pagefind.js", "pagefind-entry.json"
"""Pagefind's own script, and what tells it where to begin. Browsers get both another way: see `scripts`, `words`."""

INDEX = "pf_index"
"""How the names of the files of an index end."""

WASM = "wasm.{language}.pagefind"
"""The program that searches."""


class SearchFailed(Trouble):
    """Pagefind did not do what the plan says. The text says what happened."""


@dataclass(frozen=True, slots=True)
class Pagefind:
    """The stem of each word, the program that searches in browsers, with its file's name, its script, and its entry:
    what it wants to know first."""

    stems: Mapping[str, str]
    program: bytes
    program_name: str
    script: str
    entry: Mapping[str, Any]


def ask_pagefind(words: Iterable[str], language: str) -> Pagefind:
    """What Pagefind makes of `words`, of which there must be one, in a site of this language. Raises SearchFailed."""
    words = sorted(words)
    with TemporaryDirectory() as folder:
        page, bundle = Path(folder, "site", HOME), Path(folder, "bundle")
        page.parent.mkdir()
        page.write_text(PAGE.format(language=language, words=" ".join(words)), "utf-8")
        _run_pagefind(page.parent, bundle)
        entry = entry_of(bundle)
        ((language, own),) = entry["languages"].items()
        # The browser makes this file. By Pagefind's own name, a hash, a side would hang on the other's words.
        entry = {**entry, "languages": {language: {**own, "hash": "table"}}}
        program = bundle / WASM.format(language=own["wasm"])
        stems = stems_in(words, (unpacked(file) for file in bundle.glob("index/*")))
        return Pagefind(stems, program.read_bytes(), program.name, (bundle / SCRIPT).read_text("utf-8"), entry)


def _run_pagefind(documents: Path, output: Path) -> None:
    command = [sys.executable, "-m", "pagefind_bin", "--silent", "--site", str(documents)]
    command += ["--output-path", str(output)]
    # Pagefind reads its settings from PAGEFIND_* as well: somebody's must not change the site.
    settings = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    done = subprocess.run(
        command, env=settings, cwd=documents, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        raise SearchFailed(f"Pagefind ended with {done.returncode}: {(done.stderr or done.stdout).strip()}")


def entry_of(bundle: Path) -> Mapping[str, Any]:
    """The entry of the index in `bundle`: its languages, each with its number of pages. Raises SearchFailed."""
    try:
        entry: Mapping[str, Any] = json.loads((bundle / ENTRY).read_text("utf-8"))
    except FileNotFoundError:
        raise SearchFailed("Pagefind wrote no index") from None
    return entry


def unpacked(file: Path) -> bytes:
    """What a file of Pagefind's holds. Raises SearchFailed if it is none."""
    data = gzip.decompress(file.read_bytes())
    if not data.startswith(SIGNATURE):
        raise SearchFailed(f"Pagefind wrote {file.name} in a form that this portal cannot read")
    return data.removeprefix(SIGNATURE)


def stems_in(words: Sequence[str], index: Iterable[bytes]) -> dict[str, str]:
    """The stems of `words` from the files of an index of one page that is made of these.

    Raises SearchFailed if it found other words.
    """
    stems: dict[int, str] = {}
    for data in index:
        (entries,) = read_cbor(data)
        for stem, ((_, places, _),), _ in entries:
            stems |= dict.fromkeys(_added_up(places), stem)
    if sorted(stems) != [*range(len(words))]:
        raise SearchFailed(
            f"Pagefind parted {len(words)} words into {len(stems)}: it reads them in another way than before"
        )
    return {word: stems[place] for place, word in enumerate(words)}


def _added_up(places: Sequence[int]) -> Iterator[int]:
    """Places in the text: after the first, Pagefind writes how far each is from the one before. What is negative is a
    weight."""
    return accumulate(place for place in places if place >= 0)
