"""The cache: what is kept comes back whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from portal.cache.stamps import COARSEST, stamp_of
from portal.cache.store import SEAL, Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / ".cache", "words", b"key")


def test_what_was_written_is_read_again(store: Store) -> None:
    """The last of it; and before anything was written, nothing."""
    assert store.read() is None
    store.write(b"one")
    store.write(b"another")
    assert store.read() == b"another"


def test_another_key_reads_nothing(store: Store, tmp_path: Path) -> None:
    """What other code found out is not believed."""
    store.write(b"one")
    assert Store(tmp_path / ".cache", "words", b"other").read() is None


@pytest.mark.parametrize("place", [0, SEAL - 1, SEAL, -1])
def test_what_is_damaged_is_as_good_as_none(store: Store, tmp_path: Path, place: int) -> None:
    """A single bit is enough, wherever it is; so is an end that is missing."""
    store.write(b"some words")
    file = tmp_path / ".cache" / "words"
    raw = bytearray(file.read_bytes())
    raw[place] ^= 1
    file.write_bytes(raw)
    assert store.read() is None
    file.write_bytes(raw[:place])
    assert store.read() is None


def test_nothing_else_is_left_in_the_folder(store: Store, tmp_path: Path) -> None:
    """No file that was begun."""
    store.write(b"one")
    assert [entry.name for entry in (tmp_path / ".cache").iterdir()] == ["words"]


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    """And nobody is troubled."""
    (tmp_path / "file").write_text("x", "utf-8")
    store = Store(tmp_path / "file" / ".cache", "words", b"key")
    store.write(b"one")
    assert (store.read(), store.now()) == (None, 0)


def test_a_change_leaves_another_stamp(tmp_path: Path) -> None:
    """Also one that keeps the size and the time of the last change."""
    file = tmp_path / "a"
    file.write_text("one", "utf-8")
    os.utime(file, ns=(10**18, 10**18))
    before = stamp_of(file)
    file.unlink()
    assert stamp_of(file) is None
    (tmp_path / "b").write_text("two", "utf-8")
    (tmp_path / "b").rename(file)
    os.utime(file, ns=(10**18, 10**18))
    after = stamp_of(file)
    assert before
    assert after
    assert (before.size, before.modified) == (after.size, after.modified)
    assert before != after


def test_a_stamp_is_not_sure_just_after_a_change(store: Store, tmp_path: Path) -> None:
    """Another change at once might leave the same one. Nor is it where there is no clock."""
    file = tmp_path / "a"
    file.write_text("one", "utf-8")
    stamp = stamp_of(file)
    assert stamp
    assert not stamp.is_sure(store.now())
    assert stamp.is_sure(stamp.changed + COARSEST + 1)
    assert not stamp.is_sure(0)


def test_a_file_that_was_copied_over_another_is_as_good_as_none(tmp_path: Path) -> None:
    """Whole as it is: what reads it expects something else."""
    one, other = (Store(tmp_path, name, b"key") for name in ("one", "other"))
    one.write(b"one")
    (tmp_path / "other").write_bytes((tmp_path / "one").read_bytes())
    assert other.read() is None
    assert one.read() == b"one"
