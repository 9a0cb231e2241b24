"""Building again: whatever has changed since the last build, the site is the one that a first build would make."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from builtsite import PROJECT, copy_project, tree

from portal.cache.stamps import Stamp
from portal.commands import site
from portal.commands.site import Wanted, build_site
from portal.front.outcome import Outcome
from portal.publish import update
from portal.publish.publish import MARKER, staged
from portal.validate.schema import read_schemas

SCHEMAS = read_schemas(PROJECT / "schema")
DAY = date(2025, 11, 10)
VACANCIES = "content/vacancies"
KENT = f"{VACANCIES}/senior-therapist-adoption-kent.yaml"
MEDWAY = f"{VACANCIES}/sessional-therapist-children-medway.yaml"
OXLEAS = "content/employers/oxleas.yaml"


def no_wait() -> None:
    raise AssertionError("nobody else holds the lock")


class Again:
    """A project that is built again and again; `said` is what the last build was doing."""

    def __init__(self, folder: Path) -> None:
        self.root = copy_project(folder / "project")
        self.site = folder / "site"
        self.said: list[str] = []

    def build(self, day: date = DAY, *, output: Path | None = None, url: str | None = None, search: bool = True) -> Outcome:
        self.said = []
        wanted = Wanted(
            root=self.root, home=self.root, day=day, schemas=SCHEMAS, url=url, search=search, offline=output != "none"
        )
        with staged(output or self.site, self.root, no_wait) as staging:
            outcome = build_site(wanted, staging, self.said.append, publish=True)
        assert not outcome.report.errors, outcome.report.errors
        return outcome

    def check(self, day: date = DAY, *, url: str | None = None, search: bool = True) -> None:
        """Build, and compare with a build that knows of nothing."""
        again = self.build(day, url=url, search=search)
        said = self.said
        with self.nothing_known() as fresh:
            first = self.build(day, output=fresh, url=url, search=search)
            assert (again.notes, again.counts) == (first.notes, first.counts)
            assert again.report.in_order() == first.report.in_order()
            assert differing(self.site, fresh) == []
        self.said = said

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


def differing(one: Path, other: Path) -> list[str]:
    left, right = tree(one), tree(other)
    return sorted(path for path in left.keys() | right.keys() if left.get(path) != right.get(path))


@pytest.fixture
def again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Again:
    """A project that was built once. None of its files is too young to be sure of, as in the first two seconds."""
    monkeypatch.setattr(Stamp, "is_sure", lambda _stamp, _now: True)
    project = Again(tmp_path)
    project.build()
    return project


def rename(again: Again) -> None:
    (again.root / KENT).rename(again.root / VACANCIES / "another-name.yaml")


def copy(again: Again) -> None:
    text = (again.root / MEDWAY).read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("reference:")]
    (again.root / VACANCIES / "a-copy.yaml").write_text("\n".join([*lines, ""]).replace("title: ", "title: Lead ", 1))


CHANGES: dict[str, Callable[[Again], object]] = {
    "nothing": lambda _: None,
    "a title": lambda again: again.edit(KENT, "\ntitle: ", "\ntitle: Most "),
    "a comment": lambda again: again.edit(KENT, "\ntitle: ", "\n# changed\ntitle: "),
    "another name": rename,
    "one more": copy,
    "one less": lambda again: (again.root / KENT).unlink(),
    "an employer": lambda again: again.edit(OXLEAS, "name: ", "name: New "),
    "the site's name": lambda again: again.edit("content/site.yaml", "name: ", "name: New "),
    "an abbreviation": lambda again: again.edit("content/glossary.yaml", "meaning: ", "meaning: new "),
    "a page": lambda again: again.edit("content/pages/about.md", "title: ", "title: All "),
    "a template": lambda again: again.edit("templates/pages/vacancy.html.jinja", "</h1>", " </h1>"),
    "a style": lambda again: again.edit("templates/assets/css/10-tokens.css", "--paper: ", "--paper:  "),
}


@pytest.mark.parametrize("change", CHANGES)
def test_after_any_change_the_site_is_as_if_made_anew(again: Again, change: str) -> None:
    """And so it is when the change is taken back."""
    kept = again.root.parent / "kept"
    shutil.copytree(again.root, kept)
    CHANGES[change](again)
    again.check()
    for folder in ("content", "templates"):
        shutil.rmtree(again.root / folder)
        shutil.copytree(kept / folder, again.root / folder)
    again.check()
