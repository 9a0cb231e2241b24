"""Search: Pagefind's index over the staged pages, in a folder that bears Pagefind's version."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from portal.cellar.addresses import SEARCH
from portal.cellar.trouble import Trouble
from portal.pages.plan import Page
from portal.views.contract import CardView, SearchView

FOLDER = f"pagefind-{version('pagefind-bin')}"
"""Its version is in the address, so that no browser ever mixes the files of two versions."""

UNNEEDED = ("*-ui.*", "*-ui-*", "pagefind-component*", "*highlight*", "wasm.unknown.pagefind")
"""Pagefind's own interface and what belongs to it: ours does not use them."""


class SearchFailed(Trouble):
    """Pagefind did not index what the plan says. The text says what happened."""


def card_data(cards: Iterable[CardView], card: Callable[[CardView, str], str]) -> bytes:
    """The cards that results are shown with, as JSON by slug; `card(view, page)` gives one's HTML."""
    data = {
        view.slug: {
            "html": card(view, SEARCH),
            "status": view.status.code,
            "opens": view.status.opens_at,
            "closes": view.status.closes_at,
        }
        for view in cards
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def with_addresses(pages: Iterable[Page], cards: str) -> Iterator[Page]:
    """The pages of the plan, the search page with the addresses of the index and of the `cards`."""
    addresses = SearchView(bundle=f"{FOLDER}/pagefind.js", cards=cards)
    for page in pages:
        yield replace(page, view=addresses) if page.path == SEARCH else page


def index(site: Path, expected_pages: int) -> None:
    """Index the pages in `site` that have a `data-pagefind-body`, and write the index into it.

    `expected_pages` is how many the plan calls searchable. Raises SearchFailed if Pagefind fails, or
    indexes another number.
    """
    if not expected_pages:
        # Without a marked page Pagefind takes every page for one to be found.
        return
    command = [sys.executable, "-m", "pagefind_bin", "--silent", "--site", str(site)]
    command += ["--output-subdir", FOLDER]
    # Pagefind reads its settings from PAGEFIND_* as well: somebody's must not change the site.
    settings = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    done = subprocess.run(
        command, env=settings, cwd=site, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        raise SearchFailed(f"Pagefind ended with {done.returncode}: {(done.stderr or done.stdout).strip()}")
    found = indexed_pages(site / FOLDER)
    if found != expected_pages:
        raise SearchFailed(
            f"Pagefind indexed {found} pages, but {expected_pages} are to be found: "
            "look at data-pagefind-body in the templates"
        )
    for pattern in UNNEEDED:
        for file in (site / FOLDER).glob(pattern):
            file.unlink()


def indexed_pages(folder: Path) -> int:
    """How many pages, of all languages, the index in `folder` has. Raises SearchFailed if there is none."""
    try:
        entry = json.loads((folder / "pagefind-entry.json").read_text("utf-8"))
    except FileNotFoundError:
        raise SearchFailed("Pagefind wrote no index") from None
    return sum(language["page_count"] for language in entry["languages"].values())
