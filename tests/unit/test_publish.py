"""The publish room: what it may replace, and that nothing is ever half done."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from portal.publish import publish
from portal.publish.publish import MARKER, OutputRefused, Staging, refuse_foreign, staged


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path


def no_wait() -> None:
    raise AssertionError("nobody else holds the lock")


def build(project: Path, text: str, output: str = "site") -> None:
    """A build of one page that says `text`."""
    with staged(project / output, project, no_wait) as staging:
        staging.write("vacancies/a.html", text.encode())
        staging.publish()


def page(project: Path, output: str = "site") -> str:
    return (project / output / "vacancies" / "a.html").read_text("utf-8")


def hidden(project: Path) -> list[str]:
    return [entry.name for entry in project.iterdir() if entry.name.startswith(".")]


def test_a_first_build_makes_the_output(project: Path) -> None:
    """No folder is needed before."""
    build(project, "new")
    assert page(project) == "new"
    assert hidden(project) == []


def test_a_build_takes_the_place_of_the_last_one_whole(project: Path) -> None:
    """What the old site had and the new one has not is gone."""
    with staged(project / "site", project, no_wait) as staging:
        staging.write("old.html", b"old")
        staging.publish()
    build(project, "new")
    assert sorted(entry.name for entry in (project / "site").iterdir()) == [MARKER, "vacancies"]
    assert hidden(project) == []


def test_an_exchange_is_not_needed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that cannot exchange two folders gets two steps."""
    monkeypatch.setattr(publish, "_swap", lambda *_: False)
    build(project, "old")
    build(project, "new")
    assert page(project) == "new"
    assert hidden(project) == []


def test_the_old_site_comes_back_when_the_second_step_fails(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the two steps the first is undone."""
    build(project, "old")
    monkeypatch.setattr(publish, "_swap", lambda *_: False)
    rename = Path.rename

    def fail_for_new(self: Path, target: Path) -> Path:
        if target.name == "site" and self.name != ".site-staging-previous":
            raise OSError("no")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_for_new)
    with pytest.raises(OSError, match="no"):
        build(project, "new")
    assert page(project) == "old"


def test_a_build_mends_what_a_killed_one_left(project: Path) -> None:
    """Killed between the two steps: the site put aside comes back, and no staging folder stays."""
    build(project, "old")
    (project / "site").rename(project / ".site-staging-previous")
    (project / ".site-staging-abcd1234").mkdir()
    (project / ".site.lock").touch()
    with pytest.raises(RuntimeError), staged(project / "site", project, no_wait):
        raise RuntimeError
    assert page(project) == "old"
    assert hidden(project) == []


@pytest.mark.parametrize("half_written", ["", "{", '{"put": ["a.html"'])
def test_a_list_of_changes_that_lost_its_end_with_the_power_stops_no_build(project: Path, half_written: str) -> None:
    build(project, "old")
    left = project / ".site-update"
    left.mkdir()
    (left / ".portal-update").write_text(half_written, "utf-8")
    build(project, "new")
    assert page(project) == "new"
    assert hidden(project) == []


def test_a_build_that_fails_leaves_everything_as_it_was(project: Path) -> None:
    """By an exception, or because it never publishes."""
    build(project, "old")
    with pytest.raises(RuntimeError), staged(project / "site", project, no_wait) as staging:
        staging.write("vacancies/a.html", b"half")
        raise RuntimeError
    with staged(project / "site", project, no_wait) as staging:
        staging.write("vacancies/a.html", b"unfit")
    assert page(project) == "old"
    assert hidden(project) == []


def test_a_second_build_of_the_same_output_waits(project: Path) -> None:
    """It says so, and goes on when the first has ended."""
    waiting = threading.Event()

    def second() -> None:
        with staged(project / "site", project, waiting.set) as staging:
            staging.write("vacancies/a.html", b"second")
            staging.publish()

    with staged(project / "site", project, no_wait) as staging:
        thread = threading.Thread(target=second)
        thread.start()
        assert waiting.wait(5)
        staging.write("vacancies/a.html", b"first")
        staging.publish()
        assert page(project) == "first"
    thread.join(5)
    assert page(project) == "second"
    assert hidden(project) == []


@pytest.mark.parametrize("umask", [0o077, 0o033, 0o023, 0o022, 0o002])
def test_everybody_may_read_the_site_whatever_the_umask(project: Path, umask: int) -> None:
    """A web server runs as somebody else."""
    before = os.umask(umask)
    try:
        build(project, "new")
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o777 for path in (project / "site").rglob("*") if path.is_file()}
    folders = {path.stat().st_mode & 0o777 for path in (project / "site", project / "site" / "vacancies")}
    assert (modes, folders) == ({0o644}, {0o755})


@pytest.mark.parametrize("path", ["../escaped.html", "a/../../escaped.html", "/nowhere/escaped.html"])
def test_nothing_is_written_outside_the_staging_folder(project: Path, path: str) -> None:
    """Whatever a plan says."""
    with (
        staged(project / "site", project, no_wait) as staging,
        pytest.raises(OutputRefused, match="outside the site"),
    ):
        staging.write(path, b"x")
    assert not (project / "escaped.html").exists()


def test_nothing_is_written_twice(tmp_path: Path) -> None:
    """Two pages at one address are a fault, not the later page."""
    staging = Staging(tmp_path, tmp_path / "site", tmp_path)
    staging.write("a.html", b"one")
    with pytest.raises(FileExistsError):
        staging.write("a.html", b"two")


def test_an_empty_folder_is_taken(project: Path) -> None:
    """Somebody made it for us."""
    (project / "site").mkdir()
    build(project, "new")
    assert page(project) == "new"


def somebodys_folder(project: Path) -> Path:
    (project / "mine").mkdir()
    (project / "mine" / "thesis.txt").write_text("years of work")
    return project / "mine"


def a_file(project: Path) -> Path:
    (project / "mine").write_text("years of work")
    return project / "mine"


def a_link(project: Path) -> Path:
    (project / "mine").symlink_to(project / "content")
    return project / "mine"


def a_dead_link(project: Path) -> Path:
    (project / "mine").symlink_to(project / "nowhere")
    return project / "mine"


def a_file_added_to_a_site(project: Path) -> Path:
    build(project, "old")
    (project / "site" / "CNAME").write_text("jobs.example.org")
    return project / "site"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (somebodys_folder, "has files that no build made, such as thesis.txt"),
        (a_file, "is a file"),
        (a_link, "is a link"),
        (a_dead_link, "is a link"),
        (a_file_added_to_a_site, "CNAME was not made by a build"),
        (lambda project: project, "content"),
        (lambda project: project.parent, "has files that no build made"),
        (lambda project: project / "content", "among the project's sources"),
        (lambda project: project / "content" / "site", "among the project's sources"),
        (lambda project: project / "nowhere" / "site", "there is no folder"),
        (lambda _: Path("/"), "has files that no build made"),
    ],
)
def test_what_no_build_made_is_never_replaced(project: Path, make: object, words: str) -> None:
    """A clear refusal, before anything is done, and what to do instead."""
    (project / "content" / "site.yaml").touch()
    assert callable(make)
    output = make(project)
    before = sorted(project.rglob("*"))
    with pytest.raises(OutputRefused, match=words), staged(output, project, no_wait):
        pass
    assert sorted(project.rglob("*")) == before


def test_a_file_added_during_a_build_stops_it(project: Path) -> None:
    """The look before the exchange counts, not the one at the start."""
    build(project, "old")
    with (
        pytest.raises(OutputRefused, match="was not made by a build"),
        staged(project / "site", project, no_wait) as staging,
    ):
        staging.write("vacancies/a.html", b"new")
        (project / "site" / "notes.txt").touch()
        staging.publish()
    assert page(project) == "old"


def test_what_a_desktop_leaves_is_no_bodys_work(project: Path) -> None:
    """Looking at the folder on a Mac does not stop the next build."""
    build(project, "old")
    (project / "site" / ".DS_Store").touch()
    refuse_foreign(project / "site", project)
