"""The search room: Pagefind on staged pages, and what is made of a wrong count."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from portal.search import index as search
from portal.search.index import SearchFailed, card_data, index, indexed_pages, with_addresses

PAGE = (
    '<!doctype html><html lang="en-GB"><head><title>{0}</title></head>'
    "<body><main data-pagefind-body><h1>{0}</h1></main></body></html>"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return staged(tmp_path / "one")


def staged(folder: Path) -> Path:
    """A staged tree with two pages to be found and one that is not."""
    folder.mkdir()
    for name in ("dbt", "mbt"):
        (folder / f"{name}.html").write_text(PAGE.format(name))
    (folder / "about.html").write_text(PAGE.format("about").replace(" data-pagefind-body", ""))
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_index_holds_the_pages_of_the_plan(site: Path) -> None:
    """In a folder that bears Pagefind's version, without Pagefind's own interface."""
    index(site, 2)
    assert indexed_pages(site / search.FOLDER) == 2
    names = {path.name for path in (site / search.FOLDER).iterdir() if path.is_file()}
    assert "pagefind.js" in names
    assert not [name for name in names if "ui" in name or "highlight" in name or "unknown" in name]


def test_a_wrong_count_stops_the_build(site: Path) -> None:
    """A template that lost its `data-pagefind-body` would empty the search in silence."""
    with pytest.raises(SearchFailed, match="indexed 2 pages, but 3 are to be found"):
        index(site, 3)


def test_a_site_with_nothing_to_find_has_no_index(site: Path) -> None:
    """Without a marked page Pagefind would index all of them."""
    index(site, 0)
    assert not (site / search.FOLDER).exists()


def test_two_runs_are_byte_identical(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the environment says."""
    one, two = staged(tmp_path / "one"), staged(tmp_path / "two")
    index(one, 2)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("PAGEFIND_OUTPUT_SUBDIR", "elsewhere")
    index(two, 2)
    assert contents(one) == contents(two)


def test_an_index_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Not a traceback about a file."""
    with pytest.raises(SearchFailed, match="wrote no index"):
        indexed_pages(tmp_path)


def test_no_cards_are_data_too() -> None:
    """An empty portal."""
    assert json.loads(card_data((), lambda *_: "")) == {}
    assert list(with_addresses((), "assets/cards.json")) == []
