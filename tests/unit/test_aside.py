"""Aside: what any process of a build puts there, any other takes up again."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cellar.aside import Aside

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def aside(tmp_path: Path) -> Iterator[Aside]:
    aside = Aside(tmp_path)
    yield aside
    aside.close()


@given(many=st.lists(st.binary(max_size=300)))
def test_what_was_put_aside_comes_back_in_any_order(
    many: list[bytes], tmp_path_factory: pytest.TempPathFactory
) -> None:
    aside = Aside(tmp_path_factory.mktemp("aside"))
    places = [aside.put(data) for data in many]
    assert [aside.get(place) for place in reversed(places)] == many[::-1]
    aside.put(b"more")
    assert [aside.get(place) for place in places] == many
    aside.close()


def test_what_another_process_put_there_comes_back_too(aside: Aside, tmp_path: Path) -> None:
    """It hands over the place, and nothing else."""
    here = aside.put(b"from here")
    program = """
import pickle, sys
from pathlib import Path
from portal.cellar.aside import Aside
aside = Aside(Path(sys.argv[1]))
aside.put(b"nobody asks for this")
sys.stdout.buffer.write(pickle.dumps(aside.put(b"from there")))
"""
    done = subprocess.run([sys.executable, "-c", program, tmp_path], cwd=ROOT, capture_output=True, check=True)
    there = pickle.loads(done.stdout)
    assert there.file != os.getpid()
    assert (aside.get(there), aside.get(here)) == (b"from there", b"from here")


def test_a_disk_that_is_full_is_told(aside: Aside, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is room for a part, the system writes that, without a word."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:3]))
    with pytest.raises(OSError, match="No space left"):
        aside.put(b"some words")


def test_nobody_else_may_read_it(aside: Aside, tmp_path: Path) -> None:
    """It is of records that may not be published yet."""
    aside.put(b"x")
    assert [file.stat().st_mode & 0o777 for file in tmp_path.iterdir()] == [0o600]


def test_it_may_be_closed_more_than_once(aside: Aside) -> None:
    aside.put(b"x")
    aside.close()
    aside.close()
