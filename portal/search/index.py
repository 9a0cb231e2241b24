"""Search: Pagefind's index of what is to be found, in a folder that bears Pagefind's version.

A document of its own is indexed for each vacancy, not its page: Pagefind passes over forms and labels, so it
would miss every criterion, and takes excerpts from whatever furniture stands around the words.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from portal.cellar.addresses import SEARCH
from portal.cellar.trouble import Trouble
from portal.views.given import CardView

FOLDER = f"pagefind-{version('pagefind-bin')}"
"""Its version is in the address, so that no browser ever mixes the files of two versions."""

SCRIPT = f"{FOLDER}/pagefind.js"
"""Pagefind's own script, which the search page's loads."""

SIGNATURE = b"pagefind_dcd"
"""What every file of Pagefind's begins with once it is unpacked."""

UNNEEDED = ("*-ui.*", "*-ui-*", "pagefind-component*", "*highlight*", "wasm.unknown.pagefind")
"""Pagefind's own interface and what belongs to it: ours does not use them."""


class SearchFailed(Trouble):
    """Pagefind did not index what the plan says. The text says what happened."""


def card_data(cards: Iterable[CardView], ids: Mapping[str, str], card: Callable[[CardView, str], str]) -> bytes:
    """The cards that results are shown with, as JSON by slug.

    `ids` are what the index calls each page; `card(view, page)` gives a card's HTML. With the statuses to come
    the script can order all results without a look at any page.
    """
    data = {
        view.slug: {
            "id": ids[view.path],
            "html": card(view, SEARCH),
            "status": view.status.code,
            "later": {change.code: change.at for change in view.status.changes},
        }
        for view in cards
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def index(documents: Mapping[str, bytes], site: Path) -> dict[str, str]:
    """Index `documents`, what search is to know of a page by the page's path; write the index into `site`.

    Hands back each page's path and what the index calls it. Raises SearchFailed if Pagefind fails, or
    indexes another number.
    """
    if not documents:
        # Pagefind makes no index of nothing, and calls that a failure.
        return {}
    with TemporaryDirectory() as folder:
        for path, document in documents.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(document)
        _run_pagefind(Path(folder), site / FOLDER)
    found = indexed_pages(site / FOLDER)
    if found != len(documents):
        raise SearchFailed(f"Pagefind indexed {found} of {len(documents)} documents: look at templates/search/")
    for pattern in UNNEEDED:
        for file in (site / FOLDER).glob(pattern):
            file.unlink()
    return dict(ids_of(site / FOLDER))


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


def ids_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Each page's path and its id, from the files in which the index in `folder` keeps the pages' texts.

    Such a file bears the id, and holds a signature and JSON. Raises SearchFailed if one does not.
    """
    for file in sorted(folder.glob("fragment/*")):
        data = gzip.decompress(file.read_bytes())
        if not data.startswith(SIGNATURE):
            raise SearchFailed(f"Pagefind wrote {file.name} in a form that this portal cannot read")
        yield json.loads(data.removeprefix(SIGNATURE))["url"].removeprefix("/"), file.stem


def indexed_pages(folder: Path) -> int:
    """How many pages, of all languages, the index in `folder` has. Raises SearchFailed if there is none."""
    try:
        entry = json.loads((folder / "pagefind-entry.json").read_text("utf-8"))
    except FileNotFoundError:
        raise SearchFailed("Pagefind wrote no index") from None
    return sum(language["page_count"] for language in entry["languages"].values())
