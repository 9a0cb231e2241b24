"""Building again: what is as it was is not made again, and what somebody or a killed build left behind is put right.

What else may change between two builds is tried in test_incremental.py, in many sequences.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from builtsite import PROJECT, copy_project, tree

from portal.cache.stamps import Stamp
from portal.cellar.diagnostics import Diagnostic
from portal.cellar.source import SourceFile
from portal.commands import site
from portal.commands.site import Wanted, build_site
from portal.front.outcome import Outcome
from portal.gather import gather as gathering
from portal.load.files import read_source
from portal.publish import update
from portal.publish.publish import staged
from portal.validate.schema import read_schemas

SCHEMAS = read_schemas(PROJECT / "schema")
DAY = date(2025, 11, 10)
KENT = "content/vacancies/senior-therapist-adoption-kent.yaml"
ABOUT = "content/pages/about.md"


def no_wait() -> None:
    raise AssertionError("nobody else holds the lock")


class Again:
    """A project that is built again and again; `said` is what the last build was doing."""

    def __init__(self, folder: Path) -> None:
        self.root = copy_project(folder / "project")
        self.site = folder / "site"
        self.said: list[str] = []

    def build(self, output: Path | None = None) -> Outcome:
        self.said = []
        wanted = Wanted(root=self.root, home=self.root, day=DAY, schemas=SCHEMAS)
        with staged(output or self.site, self.root, no_wait) as staging:
            outcome = build_site(wanted, staging, self.said.append, publish=True)
        assert not outcome.report.errors, outcome.report.errors
        return outcome

    def differences(self) -> list[str]:
        """Build, and compare with a build that knows of nothing: the paths that differ."""
        self.build()
        with self.nothing_known() as fresh:
            self.build(fresh)
            here, there = tree(self.site), tree(fresh)
        return sorted(path for path in here.keys() | there.keys() if here.get(path) != there.get(path))

    @contextmanager
    def nothing_known(self) -> Iterator[Path]:
        """A folder for a site, while nothing is kept of any build."""
        cache, away, fresh = self.root / ".cache", self.root / ".away", self.root.parent / "fresh"
        cache.rename(away)
        try:
            yield fresh
        finally:
            shutil.rmtree(cache)
            shutil.rmtree(fresh)
            away.rename(cache)

    def edit(self, path: str, old: str, new: str) -> None:
        """Change a file as an editor does, which puts another in its place."""
        text = (self.root / path).read_text("utf-8")
        assert old in text
        (self.root / "new").write_text(text.replace(old, new, 1), "utf-8")
        (self.root / "new").replace(self.root / path)

    @property
    def made(self) -> int:
        """How many files the last build made, as it said."""
        (words,) = (words for words in self.said if words.startswith("making"))
        return int(words.split()[1])


@pytest.fixture
def again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Again:
    """A project that was built once. None of its files is too young to be sure of, as in the first two seconds."""
    monkeypatch.setattr(Stamp, "is_sure", lambda _stamp, _now: True)
    project = Again(tmp_path)
    project.build()
    return project


def test_only_what_has_changed_is_made(again: Again) -> None:
    again.build()
    assert again.made == 0
    again.edit(KENT, "\ntitle: ", "\n# changed\ntitle: ")
    again.build()
    assert 0 < again.made < 10


def test_what_somebody_did_to_the_site_is_undone(again: Again) -> None:
    """A file that is changed, however it is hidden, one that is gone, and a folder with all that is in it."""
    page, style = again.site / "vacancies.html", next(again.site.glob("assets/portal.*.css"))
    told = page.stat()
    page.write_bytes(page.read_bytes()[::-1])
    os.utime(page, ns=(told.st_atime_ns, told.st_mtime_ns))
    style.unlink()
    shutil.rmtree(next(again.site.glob("pagefind-*")))
    (again.site / ".DS_Store").write_text("left by a desktop")
    again.build()
    (again.site / ".DS_Store").unlink(missing_ok=True)
    assert again.differences() == []


def test_a_glossary_that_changes_during_a_build_is_not_half_believed(
    again: Again, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is read by itself first, and once more with all others."""
    again.edit("content/glossary.yaml", "\n", "\n# begun\n")

    def saved_meanwhile(file: Path, path: str, found: list[Diagnostic]) -> SourceFile | None:
        source = read_source(file, path, found)
        if source and path == "content/glossary.yaml":
            return SourceFile(path, source.text.replace("synonyms:\n", "synonyms:\n      - another word\n", 1))
        return source

    with monkeypatch.context() as patch:
        patch.setattr(gathering, "read_source", saved_meanwhile)
        with pytest.raises(gathering.ChangedMeanwhile):
            again.build()
    assert again.differences() == []


def test_a_mistake_in_an_employer_loses_nothing_that_is_known_of_vacancies(again: Again) -> None:
    """As soon as it is mended, they need not be read again."""
    (sheets,) = (again.root / ".cache").glob("sheets-*")
    before = sheets.read_bytes()
    employer = min((again.root / "content" / "employers").glob("[a-z]*.yaml")).relative_to(again.root).as_posix()
    again.edit(employer, "name:", "naem:")
    with pytest.raises(AssertionError, match="naem"):
        again.build()
    assert sheets.read_bytes() == before
    again.edit(employer, "naem:", "name:")
    assert again.differences() == []


class Killed(BaseException):
    """As by the system: nothing is tidied up in its name, for whoever catches it does not go on."""


@pytest.mark.parametrize("room", [site, update], ids=["published", "half published"])
def test_what_a_killed_build_had_published_leaves_no_trace(
    again: Again, monkeypatch: pytest.MonkeyPatch, room: ModuleType
) -> None:
    """It was killed before it had written down what it made, or while it put files in their places."""
    before = again.root.parent / "before"
    shutil.copytree(again.root / "content", before)
    page = again.root / "content" / "pages" / "news.md"
    page.write_text("---\ntitle: News\ndescription: What is new.\n---\nNothing.\n", "utf-8")
    again.edit(ABOUT, "\n---\n", "\n---\nSee [the news](news.html).\n")
    with monkeypatch.context() as patch:
        if room is site:
            patch.setattr(site, "pack", raise_killed)
        else:
            patch.setattr(update, "_remove", raise_killed)
        with pytest.raises(Killed):
            again.build()
    shutil.rmtree(again.root / "content")
    before.rename(again.root / "content")
    assert again.differences() == []
    again.build()
    assert [path.name for path in again.site.parent.iterdir() if path.name.startswith(".")] == []


def raise_killed(*_: object) -> None:
    raise Killed
