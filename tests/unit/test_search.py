"""The search room: Pagefind on documents, and what is made of a wrong count."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from portal.search.index import FOLDER, Index, SearchFailed, entry_of, ids_of, index

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


def indexed(site: Path) -> Index:
    """The index of the documents above."""
    found = index(DOCUMENTS, site)
    assert found is not None
    return found


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_index_holds_the_documents_of_the_plan_and_only_what_browsers_fetch(site: Path) -> None:
    """In a folder that bears Pagefind's version, without Pagefind's scripts: these come another way."""
    found = indexed(site)
    assert sum(language["page_count"] for language in found.entry["languages"].values()) == 2
    names = {path.name for path in (site / FOLDER).iterdir()}
    assert {name.split(".")[0] for name in names} == {"index", "pagefind", "wasm"}
    assert {Path(name).suffix for name in names} == {"", ".pf_meta", ".pagefind"}
    assert "import.meta.url" in found.script


def test_a_wrong_count_stops_the_build(site: Path) -> None:
    """A template that lost its `data-pagefind-body` would empty the search in silence."""
    lost = {"other.html": PAGE.format("other").replace(" data-pagefind-body", "").encode()}
    with pytest.raises(SearchFailed, match="indexed 2 of 3 documents"):
        index(DOCUMENTS | lost, site)


def test_a_site_with_nothing_to_find_has_no_index(site: Path) -> None:
    """Pagefind would call that a failure."""
    assert index({}, site) is None
    assert not (site / FOLDER).exists()


def test_two_runs_are_byte_identical(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the environment says."""
    one, two = tmp_path / "one", tmp_path / "two"
    first = index(DOCUMENTS, one)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("PAGEFIND_OUTPUT_SUBDIR", "elsewhere")
    assert index(DOCUMENTS, two) == first
    assert contents(one) == contents(two)


def test_an_index_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Not a traceback about a file."""
    with pytest.raises(SearchFailed, match="wrote no index"):
        entry_of(tmp_path)


def test_the_index_tells_what_it_calls_each_page(site: Path) -> None:
    """By this the browser knows the row of a hit."""
    ids = indexed(site).ids
    assert ids.keys() == DOCUMENTS.keys()
    assert len(set(ids.values())) == 2
    assert all(id.startswith("en-gb_") for id in ids.values())


def test_a_page_that_a_server_shows_for_its_folder_keeps_its_path(site: Path) -> None:
    """Pagefind calls such a page by the folder."""
    found = index({path: PAGE.format(path).encode() for path in ("index.html", "vacancies/index.html")}, site)
    assert found is not None
    assert found.ids.keys() == {"index.html", "vacancies/index.html"}


def test_a_form_of_another_pagefind_is_told(tmp_path: Path) -> None:
    """Not taken for a page."""
    (tmp_path / "fragment").mkdir()
    (tmp_path / "fragment" / "en_1234567.pf_fragment").write_bytes(gzip.compress(b"other{}"))
    with pytest.raises(SearchFailed, match=r"en_1234567\.pf_fragment in a form"):
        list(ids_of(tmp_path))
