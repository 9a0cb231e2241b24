"""Unchanged: a build has nothing to do only if every source and every file of the site is as the last one left it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.cache.store import Store
from portal.cellar.diagnostics import Diagnostic, Severity
from portal.cellar.folders import stamps_in
from portal.cellar.source import SourceFile, Span
from portal.commands import unchanged
from portal.commands.unchanged import LastBuild, kept_of, outcome_of
from portal.front.outcome import Outcome

TOLD = {"counts": "3 pages", "notes": ["one"]}
FILES = ("content/vacancies/a.yaml", "templates/base.jinja", "site/index.html", "site/vacancies/a.html")


class Project:
    """A project with a built site; `wanted` is what a build is asked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in FILES:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text("one", "utf-8")

    def last(self, wanted: object = "usual", key: bytes = b"k") -> LastBuild:
        store = Store(self.root / ".cache", "last", key)
        return LastBuild(store, self.root, self.root / "templates", self.root / "site", wanted)

    def keep(self) -> None:
        """As a build does that has just made the site."""
        self.last().keep(TOLD, dict(stamps_in(str(self.root / "site"))))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """One in which nothing is too young to be sure of."""
    monkeypatch.setattr(unchanged, "COARSEST", -(10**12))
    project = Project(tmp_path)
    assert project.last().told() is None
    project.keep()
    return project


def test_what_the_last_build_told_is_told_again(project: Project) -> None:
    assert project.last().told() == TOLD


def test_what_a_desktop_leaves_in_the_site_changes_nothing(project: Project) -> None:
    """Else each look at the folder would cost a build."""
    (project.root / "site" / "vacancies" / ".DS_Store").write_text("sizes of windows", "utf-8")
    assert project.last().told() == TOLD


def test_another_wish_is_another_build(project: Project) -> None:
    """Or another version of the portal."""
    assert project.last("another day").told() is None
    assert project.last(key=b"other").told() is None


def rewritten(file: Path) -> None:
    """With the same size and times as before."""
    told = file.stat()
    file.write_text("two", "utf-8")
    os.utime(file, ns=(told.st_atime_ns, told.st_mtime_ns))


def replaced(file: Path) -> None:
    """As editors do it."""
    file.with_name("new").write_text("one", "utf-8")
    file.with_name("new").replace(file)


def in_a_folder(file: Path) -> None:
    """One more, two folders down."""
    (file.parent / "folder" / "within").mkdir(parents=True)
    (file.parent / "folder" / "within" / "a").touch()


CHANGES: list[Callable[[Path], object]] = [
    rewritten,
    replaced,
    in_a_folder,
    lambda file: file.unlink(),
    lambda file: file.rename(file.with_name("b")),
    lambda file: file.with_name("more").write_text("", "utf-8"),
]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("change", CHANGES)
def test_any_change_is_seen(project: Project, name: str, change: Callable[[Path], object]) -> None:
    """In the content, in the templates or in the site."""
    change(project.root / name)
    assert project.last().told() is None


@pytest.mark.parametrize("name", FILES)
def test_a_link_in_the_place_of_a_file_is_seen(project: Project, name: str) -> None:
    """Even to the very same file."""
    file = project.root / name
    file.rename(project.root / "elsewhere")
    file.symlink_to(project.root / "elsewhere")
    assert project.last().told() is None


def test_a_change_in_a_folder_that_is_a_link_is_seen(project: Project) -> None:
    """Templates and styles are read there, too."""
    folder = project.root / "elsewhere"
    folder.mkdir()
    (folder / "macro.jinja").write_text("one", "utf-8")
    (project.root / "templates" / "linked").symlink_to(folder)
    project.keep()
    assert project.last().told() == TOLD
    (folder / "macro.jinja").write_text("two", "utf-8")
    assert project.last().told() is None


def test_a_site_that_is_gone_is_made_again(project: Project) -> None:
    (project.root / "site").rename(project.root / "away")
    assert project.last().told() is None


def test_nothing_is_kept_while_a_source_is_young(tmp_path: Path) -> None:
    """It may change once more and show no sign of it."""
    project = Project(tmp_path)
    project.keep()
    assert project.last().told() is None


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanged, "COARSEST", -(10**12))
    (tmp_path / ".cache").write_text("no folder", "utf-8")
    project = Project(tmp_path)
    project.keep()
    assert project.last().told() is None


def test_what_was_kept_of_a_run_is_told_in_the_same_words(tmp_path: Path) -> None:
    """With the lines that it quotes, the other places of a mistake, and what has no place."""
    (tmp_path / "a.yaml").write_text("title: A\npay: £1\n", "utf-8")
    there = Diagnostic("twice", "said twice", Span("b.yaml", 1, 1), severity=Severity.WARNING)
    here = Diagnostic(
        "twice", "said twice", Span("a.yaml", 2, 6, 2, 8), "here", "mend it", Severity.WARNING, also=(there,)
    )
    made = Outcome(sources={"a.yaml": SourceFile("a.yaml", "title: A\npay: £1\n")}, counts="3 pages", notes=("n",))
    made.add([here, Diagnostic("odd", "odd", severity=Severity.WARNING, trail=("x",))])
    again = outcome_of(json.loads(json.dumps(kept_of(made))), tmp_path)
    assert again.report.found == made.report.found
    assert again.told("text", "site/") == made.told("text", "site/")
