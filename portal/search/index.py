"""Search: Pagefind's index of what is to be found, in a folder that bears Pagefind's version.

A document of its own is indexed for each vacancy, not its page: Pagefind passes over forms and labels, so it
would miss every criterion.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from portal.cellar.addresses import HOME
from portal.cellar.trouble import Trouble

FOLDER = f"pagefind-{version('pagefind-bin')}"
"""Its version is in the address, so that no browser ever mixes the files of two versions."""

SCRIPT, ENTRY = "pagefind.js", "pagefind-entry.json"
"""Pagefind's own script, and what tells it where to begin. Browsers get both another way: see `scripts`, `words`."""

SIGNATURE = b"pagefind_dcd"
"""What every file of Pagefind's begins with once it is unpacked."""

TEXTS = "fragment"
"""The folder in which Pagefind keeps the texts of pages. Ours stand in `texts`, to be read from a disk too."""

UNNEEDED = (
    SCRIPT,
    ENTRY,
    f"{TEXTS}/*",
    "*-worker.js",
    "*-ui.*",
    "*-ui-*",
    "*-component*",
    "*highlight*",
    "wasm.unknown.pagefind",
)
"""What browsers do not fetch: Pagefind's own interface and what belongs to it, too."""


class SearchFailed(Trouble):
    """Pagefind did not do what the plan says. The text says what happened."""


@dataclass(frozen=True, slots=True)
class Index:
    """What the index calls each page, by its path, and Pagefind's script and entry, which are not in its folder."""

    ids: Mapping[str, str]
    script: str
    entry: Mapping[str, Any]


def index(documents: Mapping[str, bytes], site: Path) -> Index | None:
    """Index `documents`, what search is to know of a page by the page's path; write the index into `site`.

    None if there is no document. Raises SearchFailed if Pagefind fails, or indexes another number.
    """
    if not documents:
        # Pagefind makes no index of nothing, and calls that a failure.
        return None
    bundle = site / FOLDER
    with TemporaryDirectory() as folder:
        for path, document in documents.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(document)
        _run_pagefind(Path(folder), bundle)
    entry = entry_of(bundle)
    found = sum(language["page_count"] for language in entry["languages"].values())
    if found != len(documents):
        raise SearchFailed(f"Pagefind indexed {found} of {len(documents)} documents: look at templates/search/")
    made = Index(dict(ids_of(bundle)), (bundle / SCRIPT).read_text("utf-8"), entry)
    for pattern in UNNEEDED:
        for file in bundle.glob(pattern):
            file.unlink()
    (bundle / TEXTS).rmdir()
    return made


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


def ids_of(bundle: Path) -> Iterator[tuple[str, str]]:
    """Each page's path and its id, from the files in which `bundle` keeps the pages' texts.

    Such a file bears the id, and holds a signature and JSON. Raises SearchFailed if one does not.
    """
    for file in sorted(bundle.glob(f"{TEXTS}/*")):
        data = gzip.decompress(file.read_bytes())
        if not data.startswith(SIGNATURE):
            raise SearchFailed(f"Pagefind wrote {file.name} in a form that this portal cannot read")
        url = json.loads(data.removeprefix(SIGNATURE))["url"].removeprefix("/")
        # Pagefind calls a page by the address that a server gives it, which for `…/index.html` is its folder.
        yield f"{url}{HOME}" if url.endswith("/") or not url else url, file.stem
