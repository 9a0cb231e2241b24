"""Packs: what goes in comes out, equal input gives equal bytes, and a change stays where it happens."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cellar.folders import Files
from portal.offline import packs
from portal.offline.packs import Pack, make_packs, pack_bytes, packs_of

FILES = st.dictionaries(st.text("ab/", min_size=1), st.binary() | st.text("x\n").map(str.encode))


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of a pack, read as the worker reads them."""
    head, *lines = zlib.decompress(data).split(b"\n")
    rest = iter(range(len(lines)))
    return {
        path: b"\n".join(lines[number - 1 if number else next(rest)] for number in numbers)
        for path, _, numbers in json.loads(head)
    }


def pages(folder: Path, number: int, **changed: str) -> Path:
    """A folder with so many pages of a thousand bytes and more, some of them `changed`."""
    for name in (f"p{index}" for index in range(number)):
        text = f"<title>{changed.get(name, name)}</title>\n{name * 500}\n</html>\n"
        (folder / f"{name}.html").write_text(text, "utf-8")
    return folder


def made(folder: Path) -> dict[str, Pack]:
    found = packs_of(Files.of(folder), [file.name for file in folder.iterdir()], make_packs)
    return {pack.name: pack for pack in found}


@pytest.fixture
def small_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Packs of ten thousand bytes."""
    monkeypatch.setattr(packs, "SIZE", 10_000)


@given(FILES)
def test_what_goes_in_comes_out(files: dict[str, bytes]) -> None:
    assert unpacked(pack_bytes(files)) == files


def test_a_line_that_files_share_is_there_once() -> None:
    line = b"<p>of both</p>"
    data = zlib.decompress(pack_bytes({"a.html": b"a\n" + line, "b.html": line + b"\nb"}))
    assert data.count(line) == 1


def test_the_same_files_make_the_same_packs(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        pages(folder, 9)
    assert made(one) == made(other)


def test_every_file_is_in_one_pack(tmp_path: Path, small_packs: None) -> None:
    found = made(pages(tmp_path, 40))
    assert len(found) > 4
    paths = [path for pack in found.values() for path in pack.paths]
    assert sorted(paths) == sorted(file.name for file in tmp_path.iterdir())


def test_a_pack_has_about_a_million_bytes_before_it_is_compressed(tmp_path: Path) -> None:
    for number in range(50):
        (tmp_path / f"{number}.html").write_bytes(b"x" * 100_000)
    assert len(made(tmp_path)) == 8


def test_a_changed_page_changes_one_pack(tmp_path: Path, small_packs: None) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    before, after = made(pages(old, 40)), made(pages(new, 40, p7="another title"))
    assert len(before.keys() - after.keys()) == len(after.keys() - before.keys()) == 1


def test_a_page_that_comes_or_goes_changes_one_pack(tmp_path: Path, small_packs: None) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    before, after = made(pages(old, 40)), made(pages(new, 41))
    assert len(before.keys() - after.keys()) == len(after.keys() - before.keys()) == 1


def test_a_pack_bears_its_hash(tmp_path: Path) -> None:
    (name,) = made(pages(tmp_path, 1))
    assert name.startswith("offline/")
    assert name.endswith(".pack")
    assert len(name) == len("offline/.pack") + 16


def test_each_file_has_its_content_type() -> None:
    (head, *_) = zlib.decompress(pack_bytes({"a.html": b"", "b.js": b"", "c.pf_index": b""})).split(b"\n")
    assert [type_ for _, type_, _ in json.loads(head)] == [
        "text/html; charset=utf-8",
        "text/javascript; charset=utf-8",
        "application/octet-stream",
    ]
