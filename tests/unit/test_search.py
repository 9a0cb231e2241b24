"""The search room: Pagefind on staged pages, and what is made of a wrong count."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from portal.search import index as search
from portal.search.index import SearchFailed, card_data, ids_of, index, indexed_pages

PAGE = (
    '<!doctype html><html lang="en-GB"><head><title>{0}</title></head>'
    "<body><main data-pagefind-body><h1>{0}</h1></main></body></html>"
)


DOCUMENTS = {f"{name}.html": PAGE.format(name).encode() for name in ("dbt", "mbt")}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "one"
    folder.mkdir()
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_index_holds_the_pages_of_the_plan(site: Path) -> None:
    """In a folder that bears Pagefind's version, without Pagefind's own interface."""
    index(DOCUMENTS, site)
    assert indexed_pages(site / search.FOLDER) == 2
    names = {path.name for path in (site / search.FOLDER).iterdir() if path.is_file()}
    assert "pagefind.js" in names
    assert not [name for name in names if "ui" in name or "highlight" in name or "unknown" in name]


def test_a_wrong_count_stops_the_build(site: Path) -> None:
    """A template that lost its `data-pagefind-body` would empty the search in silence."""
    lost = {"other.html": PAGE.format("other").replace(" data-pagefind-body", "").encode()}
    with pytest.raises(SearchFailed, match="indexed 2 of 3 documents"):
        index(DOCUMENTS | lost, site)


def test_a_site_with_nothing_to_find_has_no_index(site: Path) -> None:
    """Pagefind would call that a failure."""
    assert index({}, site) == {}
    assert not (site / search.FOLDER).exists()


def test_two_runs_are_byte_identical(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the environment says."""
    one, two = tmp_path / "one", tmp_path / "two"
    index(DOCUMENTS, one)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("PAGEFIND_OUTPUT_SUBDIR", "elsewhere")
    index(DOCUMENTS, two)
    assert contents(one) == contents(two)


def test_an_index_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Not a traceback about a file."""
    with pytest.raises(SearchFailed, match="wrote no index"):
        indexed_pages(tmp_path)


def test_no_cards_are_data_too() -> None:
    """An empty portal."""
    assert json.loads(card_data((), {}, lambda *_: "")) == {}


def test_the_index_tells_what_it_calls_each_page(site: Path) -> None:
    """By this the script knows the card of a hit without a look at the page."""
    ids = index(DOCUMENTS, site)
    assert ids.keys() == {"dbt.html", "mbt.html"}
    kept = {file.name for file in (site / search.FOLDER / "fragment").iterdir()}
    assert kept == {f"{name}.pf_fragment" for name in ids.values()}


def test_a_form_of_another_pagefind_is_told(tmp_path: Path) -> None:
    """Not taken for a page."""
    (tmp_path / "fragment").mkdir()
    (tmp_path / "fragment" / "en_1234567.pf_fragment").write_bytes(gzip.compress(b"other{}"))
    with pytest.raises(SearchFailed, match=r"en_1234567\.pf_fragment in a form"):
        list(ids_of(tmp_path))
