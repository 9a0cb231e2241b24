"""Updates: a site is changed file by file, and whoever comes after a build that was killed carries on with it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from builtsite import tree

from portal.cellar.folders import stamp_from
from portal.publish import update
from portal.publish.publish import MARKER, OutputRefused, refuse_foreign, staged
from portal.publish.update import PLAN, Update

BEFORE = {
    "index.html": "old",
    "about.html": "stays",
    "vacancies/a.html": "old",
    "vacancies/gone.html": "old",
    "employers/only.html": "old",
    "assets/cards.1/0.js": "stays",
    "assets/cards.1/1.js": "old",
}
AFTER = {
    "index.html": "new",
    "about.html": "stays",
    "vacancies/a.html": "new",
    "assets/cards.2/0.js": "stays",
    "assets/cards.2/1.js": "new",
    "browse/region/kent.html": "new",
}
UPDATE = Update(
    renamed=[("assets/cards.1", "assets/cards.2")],
    put=["assets/cards.2/1.js", "browse/region/kent.html", "index.html", "vacancies/a.html"],
    removed=["employers/only.html", "vacancies/gone.html"],
)
STEPS = ("rename", "replace", "unlink", "mkdir", "rmdir", "removedirs", "chmod")
"""What changes a folder, as functions of `os` or methods of `Path`."""


class Killed(BaseException):
    """In place of what nobody can catch."""


def no_wait() -> None:
    raise AssertionError("nobody else holds the lock")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose site is as BEFORE."""
    (tmp_path / "content").mkdir()
    with staged(tmp_path / "site", tmp_path, no_wait) as staging:
        for path, text in BEFORE.items():
            staging.write(path, text.encode())
        staging.publish()
    return tmp_path


def change(project: Path) -> None:
    """The update from BEFORE to AFTER."""
    with staged(project / "site", project, no_wait) as staging:
        for path in UPDATE.put:
            staging.write(path, AFTER[path].encode())
        staging.publish_some(UPDATE, AFTER)


def come_after(project: Path) -> None:
    """A build that makes nothing, but finds the output as others left it."""
    with staged(project / "site", project, no_wait):
        pass


def texts(project: Path) -> dict[str, str]:
    """Every file of the site but the list of all."""
    site = project / "site"
    files = (path for path in site.rglob("*") if path.is_file() and path.name != MARKER)
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in files}


def beside(project: Path) -> list[str]:
    return sorted(path.name for path in project.iterdir() if path.name not in ("content", "site"))


def test_an_update_changes_what_it_says_and_nothing_else(project: Path) -> None:
    stays = project / "site" / "about.html"
    before = stamp_from(stays.stat())
    change(project)
    assert texts(project) == AFTER
    assert stamp_from(stays.stat()) == before
    assert (project / "site" / MARKER).read_text("utf-8").splitlines() == sorted(AFTER)
    assert not (project / "site" / "employers").exists()
    assert beside(project) == []
    refuse_foreign(project / "site", project)


def test_everybody_may_read_it_whatever_the_umask(project: Path) -> None:
    before = os.umask(0o077)
    try:
        change(project)
    finally:
        os.umask(before)
    modes = {path: mode & 0o777 for path, (mode, _) in tree(project / "site").items()}
    assert {mode for path, mode in modes.items() if (project / "site" / path).is_file()} == {0o644}
    assert {mode for path, mode in modes.items() if (project / "site" / path).is_dir()} == {0o755}


def die_at(moment: int, patch: pytest.MonkeyPatch) -> Callable[[], bool]:
    """Let nothing be done from the step number `moment` on; whether it came to that.

    Whoever was killed does not tidy up: every further step fails, too.
    """
    steps = count(1)
    reached = []

    def mortal(function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*arguments: Any, **named: Any) -> Any:
            # The system frees the lock of whom it kills.
            if not str(arguments[0]).endswith(".lock") and next(steps) >= moment:
                reached.append(True)
                raise Killed
            return function(*arguments, **named)

        return called

    for name in STEPS:
        patch.setattr(os, name, mortal(getattr(os, name)))
    patch.setattr(shutil, "rmtree", mortal(shutil.rmtree))
    return lambda: bool(reached)


def test_whoever_comes_after_a_killed_build_carries_on(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At whatever step it was killed; every file is whole all the time, and nobody is told that it is no build's."""
    for moment in count(1):
        place = tmp_path_factory.mktemp("killed") / "project"
        shutil.copytree(project, place)
        with monkeypatch.context() as patch:
            was_killed = die_at(moment, patch)
            with suppress(Killed):
                change(place)
            assert all(text in ("old", "new", "stays") for text in texts(place).values())
        refuse_foreign(place / "site", place)
        come_after(place)
        assert texts(place) in (BEFORE, AFTER), moment
        assert beside(place) == [], moment
        change_back_is_possible(place)
        if not was_killed():
            break
    assert moment > len(UPDATE.put) + len(UPDATE.removed) + len(UPDATE.renamed)


def change_back_is_possible(project: Path) -> None:
    """A whole build, and an update over it, come through."""
    with staged(project / "site", project, no_wait) as staging:
        for path, text in BEFORE.items():
            staging.write(path, text.encode())
        staging.publish()
    change(project)
    assert texts(project) == AFTER


def half_change(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An update that is killed when all new files are there, and none of the old ones is gone."""

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(update, "_remove", die)
        change(project)


def test_an_update_that_is_killed_again_and_again_comes_to_its_end(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every build after the first gets one step further, at least."""
    half_change(project, monkeypatch)
    assert (project / ".site-update" / PLAN).exists()
    for moment in range(1, 30):
        with monkeypatch.context() as patch:
            killed = die_at(moment, patch)
            with suppress(Killed):
                come_after(project)
            if not killed():
                break
    assert texts(project) == AFTER
    assert beside(project) == []


def test_a_file_of_somebody_is_refused_before_and_after_an_update(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While an update waits to be carried on with, nothing of theirs is touched either."""
    (project / "site" / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(OutputRefused, match=r"mine\.txt was not made by a build"):
        change(project)
    (project / "site" / "mine.txt").unlink()
    half_change(project, monkeypatch)
    (project / "site" / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(OutputRefused, match=r"mine\.txt was not made by a build"):
        come_after(project)
    assert texts(project) == {**AFTER, "mine.txt": "mine"}
