"""Stores: what is kept is believed only as long as all that it was found out with is the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal.cache.store import Store
from portal.commands import stores
from portal.commands.stores import DEMONSTRATION, FOLDER, Stores

FOUND_WITH = ("portal/validate/a.py", "schema/a.json", "build.py", "requirements.txt")
EACH: list[Callable[[Stores], Store]] = [
    lambda stores: stores.of_verdicts(),
    lambda stores: stores.of_sheets(),
    lambda stores: stores.of_site(Path("site")),
    lambda stores: stores.of_search(Path("site")),
    lambda stores: stores.of_last_build(Path("site")),
    lambda stores: stores.of_templates("a"),
]


@pytest.fixture
def root(tmp_path: Path) -> Iterator[Path]:
    """The smallest project."""
    for name in FOUND_WITH:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one", "utf-8")
    yield tmp_path
    another_process()


def another_process() -> None:
    """What begins later, and reads the code anew."""
    stores._code_in.cache_clear()


@pytest.mark.parametrize("name", FOUND_WITH)
def test_what_was_found_out_by_other_code_is_not_believed(root: Path, name: str) -> None:
    """Nor under another schema, or with other packages; whatever the times of the files say."""
    for store_of in EACH:
        store_of(Stores(root, root)).write(b"kept")
    file = root / name
    before = file.stat()
    file.write_text("two", "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    another_process()
    assert [store_of(Stores(root, root)).read() for store_of in EACH] == [None] * len(EACH)
    file.write_text("one", "utf-8")
    another_process()
    assert [store_of(Stores(root, root)).read() for store_of in EACH] == [b"kept"] * len(EACH)


@pytest.mark.parametrize("name", ["portal/validate/b.py", "schema/b.json"])
def test_a_file_that_comes_counts_too(root: Path, name: str) -> None:
    Stores(root, root).of_verdicts().write(b"kept")
    (root / name).write_text("", "utf-8")
    another_process()
    assert Stores(root, root).of_verdicts().read() is None


def test_a_process_goes_on_with_the_code_that_it_began_with(root: Path) -> None:
    """`serve` runs what it has read: its findings are not those of code that was saved meanwhile. Schemas are read for
    each build."""
    Stores(root, root).of_verdicts().write(b"kept")
    (root / "build.py").write_text("two", "utf-8")
    assert Stores(root, root).of_verdicts().read() == b"kept"
    (root / "schema" / "a.json").write_text("two", "utf-8")
    assert Stores(root, root).of_verdicts().read() is None


def test_a_file_with_another_name_counts_too(root: Path) -> None:
    Stores(root, root).of_verdicts().write(b"kept")
    (root / "schema" / "a.json").rename(root / "schema" / "b.json")
    assert Stores(root, root).of_verdicts().read() is None


def test_each_store_is_its_own(root: Path) -> None:
    """One for each content, and one for each output of it; a path that is told in another way is the same."""
    other = root / "other"
    found = [store_of(Stores(root, root)) for store_of in EACH]
    found += [
        Stores(root, other).of_verdicts(),
        Stores(root, other).of_site(Path("site")),
        Stores(root, root).of_site(other / "site"),
        Stores(root, root).of_templates("b"),
    ]
    for number, store in enumerate(found):
        store.write(b"%d" % number)
    assert [store.read() for store in found] == [b"%d" % number for number in range(len(found))]
    assert Stores(root, root).of_site(Path("site").absolute()).read() == found[2].read()


def test_what_is_kept_of_a_demonstration_goes_with_it(root: Path) -> None:
    """Else every demonstration would leave something that nobody asks for again."""
    home = root / f"{DEMONSTRATION}1"
    home.mkdir()
    Stores(root, home).of_verdicts().write(b"kept")
    assert not (root / FOLDER).exists()
    assert (home / FOLDER).is_dir()
