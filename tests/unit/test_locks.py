"""The locks room: one holder at a time, and no file left."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from portal.cellar.locks import held


def test_the_file_goes_with_the_lock(tmp_path: Path) -> None:
    """Also when the work fails."""
    lock = tmp_path / "a.lock"
    with pytest.raises(RuntimeError), held(lock, lambda: None):
        assert lock.exists()
        raise RuntimeError
    assert not lock.exists()


def test_the_file_of_a_killed_holder_shuts_nobody_out(tmp_path: Path) -> None:
    """The system freed its lock; only the file is left."""
    lock = tmp_path / "a.lock"
    lock.touch()
    waits: list[str] = []
    with held(lock, lambda: waits.append("waited")):
        pass
    assert waits == []


def test_never_two_at_once(tmp_path: Path) -> None:
    """Eight in a crowd, each removing the file as it leaves."""
    inside: list[int] = []
    seen: list[int] = []

    def work(number: int) -> None:
        for _ in range(25):
            with held(tmp_path / "a.lock", lambda: None):
                inside.append(number)
                seen.append(len(inside))
                inside.remove(number)

    crowd = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join(30)
    assert seen == [1] * 200
    assert not (tmp_path / "a.lock").exists()
