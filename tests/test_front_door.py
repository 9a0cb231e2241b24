"""The front door: the whole program as it is called: its exit codes, its words and what it leaves behind."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest
from builtsite import FIVE, tree

from build import carry_out

SOURCES = ("build.py", "portal", "schema", "templates", "content", "requirements.txt")
RECORD = "content/vacancies/highly-specialist-psychotherapist-kensington.yaml"


class Project:
    """A copy of the project, to break and to build."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder = folder
        folder.mkdir()
        for name in SOURCES:
            source = FIVE if name == "content" else root / name
            copy = shutil.copytree if source.is_dir() else shutil.copy2
            copy(source, folder / name)

    def run(self, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """Call the front door; `settings` are added to the environment."""
        return subprocess.run(
            [sys.executable, "build.py", *arguments],
            cwd=self.folder,
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
            check=False,
        )

    def start(self, *arguments: str, **settings: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "build.py", *arguments],
            cwd=self.folder,
            env={**os.environ, **settings},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def change(self, path: str, old: str, new: str) -> None:
        text = (self.folder / path).read_text("utf-8")
        assert old in text
        (self.folder / path).write_text(text.replace(old, new, 1), "utf-8")

    def site(self) -> dict[str, tuple[int, bytes]]:
        """Every file of the site with its mode and bytes."""
        top = self.folder / "site"
        return {
            path.relative_to(top).as_posix(): (path.stat().st_mode & 0o777, path.read_bytes())
            for path in top.rglob("*")
            if path.is_file()
        }

    def names(self) -> set[str]:
        return {entry.name for entry in self.folder.iterdir()}


@pytest.fixture
def project(tmp_path: Path, root: Path) -> Project:
    return Project(tmp_path / "project", root)


def test_a_build_makes_the_site_and_nothing_else(project: Project) -> None:
    """In a pipe it says what it made, and nothing about how."""
    done = project.run("--today", "2025-11-10")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1].startswith("no mistakes: ")
    assert done.stdout.endswith("site/ is up to date\n")
    assert project.names() - set(SOURCES) == {".cache", "site"}
    assert {"index.html", "404.html", "feed.xml", ".nojekyll"} <= set(project.site())


def test_two_builds_are_byte_identical(tmp_path: Path, root: Path) -> None:
    """Another folder, zone, language, hash seed, optimisation and umask; over an old site and afresh."""
    one, two = Project(tmp_path / "one", root), Project(tmp_path / "two with space", root)
    assert one.run("--today", "2025-11-10", PYTHONHASHSEED="1", TZ="UTC", LANG="C").returncode == 0
    assert two.run("--today", "2025-01-01").returncode == 0
    before = os.umask(0o077)
    try:
        done = two.run(
            "--today",
            "2025-11-10",
            PYTHONHASHSEED="2",
            TZ="Pacific/Kiritimati",
            LANG="de_DE.UTF-8",
            PYTHONOPTIMIZE="2",
        )
    finally:
        os.umask(before)
    assert done.returncode == 0
    assert one.site() == two.site()


def test_the_day_may_come_from_the_environment(project: Project) -> None:
    """SOURCE_DATE_EPOCH, as those who repeat builds set it: here half past midnight of a London summer."""
    done = project.run("check", SOURCE_DATE_EPOCH="1750548600")
    assert "vacancies on 2025-06-22" in done.stdout


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_record_that_cannot_be_read_is_told_with_its_line(project: Project, command: str) -> None:
    """By a whole build as well as by a check of that file."""
    project.change(RECORD, "title: ", "\ttitle: ")
    done = project.run(command)
    assert done.returncode == 1, done.stderr
    assert "error[tab-indent]" in done.stdout
    assert f"{RECORD}:" in done.stdout


def test_content_that_is_nowhere_is_one_clear_line(project: Project) -> None:
    done = project.run("check", "--content", "nowhere/content")
    assert (done.returncode, done.stderr) == (2, "build.py: there is no folder nowhere/content\n")


def test_a_mistake_leaves_the_old_site_untouched(project: Project) -> None:
    """Exit 1, and the last line says so."""
    project.run("--today", "2025-11-10")
    before = project.site()
    project.change(RECORD, "\ntitle:", "\ntitel:")
    done = project.run("--today", "2025-11-11")
    assert done.returncode == 1
    assert "did you mean `title`?" in done.stdout
    assert done.stdout.endswith("; site/ was not touched\n")
    assert project.site() == before
    assert project.names() - set(SOURCES) == {".cache", "site"}


def test_check_and_build_agree(project: Project) -> None:
    """Also about what only shows when pages are made: here a template that says too much."""
    project.change("templates/pages/vacancy.html.jinja", "view.title", "view.titel")
    checked, built = project.run("check"), project.run()
    assert (checked.returncode, built.returncode) == (1, 1)
    assert "error[template-mistake]" in checked.stdout
    assert checked.stdout.splitlines()[:-1] == built.stdout.splitlines()[:-1]
    assert "site" not in project.names()


def test_a_page_that_cannot_be_read_is_not_published(project: Project) -> None:
    """The last look over the finished tree counts as much as the first over the records."""
    project.change("templates/pages/vacancy.html.jinja", "</h1>", "</h1><a href='nowhere.html'>x</a>")
    done = project.run()
    assert done.returncode == 1
    assert "error[broken-link]" in done.stdout
    assert "site" not in project.names()


def test_check_of_a_file_tells_of_that_file_only(project: Project) -> None:
    """From any folder, as a shell completes its name."""
    project.change(RECORD, "\ntitle:", "\ntitel:")
    records = (project.folder / "content/vacancies").glob("[!_]*.yaml")
    others = sorted({f"content/vacancies/{file.name}" for file in records} - {RECORD})
    assert project.run("check", *others).returncode == 0
    assert project.run("check", RECORD).returncode == 1
    missing = project.run("check", "content/vacancies/nobody.yaml")
    assert (missing.returncode, missing.stdout) == (2, "")


def test_a_file_is_checked_quickly_and_as_a_build_would(project: Project) -> None:
    """What is kept for it goes into a folder of its own; of other files only the number of mistakes is told."""
    project.change(RECORD, "\ntitle:", "\ntitel:")
    other = next(path for path in (project.folder / "content/vacancies").glob("[!_]*.yaml") if path.name not in RECORD)
    for _ in range(2):
        assert "note: other files have mistakes too: " in project.run("check", str(other)).stdout
        told, everything = project.run("check", RECORD).stdout, project.run("check").stdout
        assert "error[unknown-field]" in told
        assert re.findall(r"^error.*\n.*", told, re.MULTILINE) == re.findall(r"^error.*\n.*", everything, re.MULTILINE)
    assert project.names() - set(SOURCES) == {".cache"}
    project.change(RECORD, "\ntitel:", "\ntitle:")
    assert "note: other" not in project.run("check", str(other)).stdout


def test_a_record_is_begun_and_its_blanks_are_asked_for(project: Project) -> None:
    """The two next steps are told; a second record of that name is refused, and the first is left as it is."""
    command = ("new", "DBT Therapist", "--employer", "oxleas")
    done = project.run(*command)
    assert (done.returncode, done.stderr) == (0, "")
    path, check = re.findall(r"content/\S+", done.stdout)
    assert path == check == "content/vacancies/dbt-therapist-oxleas.yaml"
    checked = project.run("check", path)
    assert checked.returncode == 1
    assert set(re.findall(r"^error\[(.*)\]", checked.stdout, re.MULTILINE)) == {"placeholder"}
    again = project.run(*command)
    assert (again.returncode, again.stdout) == (2, "")
    assert "is there already" in again.stderr


def test_a_record_of_nobody_is_not_begun(project: Project) -> None:
    """One line says who was meant, or how to add an employer."""
    done = project.run("new", "DBT Therapist", "--employer", "oxlaes")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "build.py: there is no employer `oxlaes`; did you mean `oxleas`?\n"


def test_json_is_all_there_is_on_the_output(project: Project) -> None:
    """For programs."""
    project.change(RECORD, "\ntitle:", "\ntitel:")
    done = project.run("check", "--format", "json")
    assert "unknown-field" in {found["rule"] for found in json.loads(done.stdout)["diagnostics"]}


@pytest.mark.parametrize(
    "arguments",
    ["biuld", "--today tomorrow", "--output content", "--output nowhere/site", "--output=", "--output /proc/site"],
)
def test_what_cannot_be_done_is_one_line(project: Project, arguments: str) -> None:
    """Exit 2, and no traceback."""
    done = project.run(*arguments.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("build.py: ")
    assert done.stderr.count("\n") == 1


def test_a_fault_of_our_own_is_one_line_too(project: Project) -> None:
    """It names the place; with PORTAL_DEBUG it tells the rest."""
    project.change("portal/pages/plan.py", "lists = Lists(catalogue, day,", "lists = Lists(")
    done = project.run()
    assert done.returncode == 2
    assert "a fault of the portal itself, at portal/pages/plan.py:" in done.stderr
    assert done.stderr.count("\n") == 1
    assert "Traceback" in project.run(PORTAL_DEBUG="1").stderr


def test_a_damaged_package_is_no_fault_of_our_own(project: Project) -> None:
    """It is told where it lies, and what to do about it."""
    (project.folder / "jinja2.py").write_text("import markupsafe_that_is_gone\n", "utf-8")
    done = project.run()
    assert done.returncode == 2
    assert done.stderr.startswith(f"build.py: a package in {sys.prefix} is damaged (No module named")
    assert done.stderr.endswith("run the same command again\n")


@pytest.mark.parametrize(("pytests", "ours"), [(0, 0), (1, 1), (3, 2), (4, 2), (5, 2), (-9, 2)])
def test_tests_end_with_a_code_of_ours(pytests: int, ours: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pytest has more of them, such as 4 for an option that it does not know."""
    monkeypatch.setattr("portal.front.environment.prepare", lambda *_: None)
    monkeypatch.setattr("portal.front.environment.run_tests", lambda *_: pytests)
    assert carry_out(["test", "--demo", "20"]) == ours


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stopped_server_says_so_in_one_line(project: Project, sent: signal.Signals, code: int) -> None:
    """Soon, without a traceback, and without litter."""
    server = project.start("serve", "--port", "0")
    assert server.stderr is not None
    assert server.stderr.readline().startswith("serving http://127.0.0.1:")
    server.send_signal(sent)
    _, words = server.communicate(timeout=5)
    assert (server.returncode, words) == (code, "build.py: stopped\n")
    assert project.names() - set(SOURCES) == {".cache", ".preview-0"}


def test_a_demonstration_needs_no_content_and_leaves_it_alone(project: Project, tmp_path: Path) -> None:
    """A record that is broken does not disturb it; what it invents is gone at its end."""
    project.change(RECORD, "\ntitle:", "\ntitel:")
    before = tree(project.folder / "content")
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    done = project.run("build", "--demo", "3", "--output", str(tmp_path / "demo"), TMPDIR=str(scratch))
    assert (done.returncode, done.stderr) == (0, "")
    assert "note:" not in done.stdout
    assert len(list((tmp_path / "demo" / "vacancies").glob("*-[123].html"))) == 3
    assert tree(project.folder / "content") == before
    assert project.names() == set(SOURCES)
    assert not list(scratch.iterdir())


@pytest.mark.parametrize("arguments", ["build", "build --output site", "serve --output ./site/"])
def test_a_demonstration_is_never_built_into_the_site(project: Project, arguments: str) -> None:
    """site/ is for content/, so another folder must be named; the mistake is told in one line."""
    done = project.run(*arguments.split(), "--demo", "3")
    assert done.returncode == 2
    assert re.fullmatch(r"build\.py: site/ is for content/: [^\n]+\n", done.stderr)
    assert project.names() == set(SOURCES)


def test_a_demonstration_is_served_until_its_server_ends(project: Project, tmp_path: Path) -> None:
    """The pages are those of invented vacancies, and nothing of it is left behind."""
    server = project.start("serve", "--demo", "3", "--port", "0", TMPDIR=str(tmp_path))
    assert server.stderr is not None
    address = server.stderr.readline().split(";")[0].removeprefix("serving ")
    with urlopen(f"{address}about.html") as answer:
        assert "About this demonstration" in answer.read().decode()
    server.send_signal(signal.SIGTERM)
    server.communicate(timeout=5)
    assert [path.name for path in tmp_path.iterdir()] == ["project"]


def test_a_killed_build_leaves_the_old_site_and_the_next_one_tidies(project: Project) -> None:
    """At whatever moment it is killed."""
    project.run("--today", "2025-11-10")
    before = project.site()
    for tenths in range(1, 6):
        shutil.rmtree(project.folder / ".cache", ignore_errors=True)  # else there would be nothing to do
        build = project.start("--today", "2025-11-10")
        time.sleep(tenths / 10)
        build.kill()
        build.communicate()
        assert project.site() == before
    assert project.run("--today", "2025-11-10").returncode == 0
    assert project.site() == before
    assert project.names() - set(SOURCES) == {".cache", "site"}


def test_the_content_may_lie_elsewhere(project: Project, tmp_path: Path) -> None:
    """What is there is built, judged and begun; the project's own is left alone."""
    other = tmp_path / "other" / "content"
    (project.folder / "content").rename(other.parent.parent / "moved")
    other.parent.mkdir()
    (tmp_path / "moved").rename(other)
    assert project.run("check", "--strict").returncode == 1
    elsewhere = ("--content", str(other), "--today", "2025-11-10")
    assert project.run("--output", "site", *elsewhere).returncode == 0
    assert (project.folder / "site" / "vacancies" / Path(RECORD).with_suffix(".html").name).exists()
    begun = project.run("new", "Play", "area", "--employer", "oxleas", *elsewhere)
    assert (begun.returncode, begun.stderr) == (0, "")
    assert (other / "vacancies" / "play-area-oxleas.yaml").exists()
    checked = project.run("check", str(other / "vacancies" / "play-area-oxleas.yaml"), *elsewhere)
    assert checked.returncode == 1
    assert "--> content/vacancies/play-area-oxleas.yaml:" in checked.stdout
    assert project.names() - set(SOURCES) == {".cache", "site"}
    assert "content" not in project.names()


def test_a_site_without_a_search_has_no_index_and_offers_none(project: Project) -> None:
    """And has one again when it is wanted again."""
    usual = ("--today", "2025-11-10")
    project.run(*usual)
    before = project.site()
    assert project.run(*usual, "--no-search").returncode == 0
    without = project.site()
    of_search = ("pagefind", "assets/words", "assets/texts", "assets/disk", "assets/text.")
    assert not [path for path in without if path.startswith(of_search[:4])]
    pages = {path: data.decode() for path, (_, data) in without.items() if path.endswith(".html")}
    offers = re.compile(r'masthead__search|data-(index|text|words|texts)="')
    assert not [path for path, page in pages.items() if offers.search(page)]
    assert "and the search are in it" not in pages["vacancies.html"]
    assert project.run(*usual).returncode == 0
    assert project.site() == before


def test_builds_at_once_do_not_disturb_each_other(project: Project) -> None:
    """Each succeeds in its turn."""
    builds = [project.start("--today", "2025-11-10") for _ in range(4)]
    for build in builds:
        build.communicate(timeout=60)
    assert [build.returncode for build in builds] == [0] * 4
    assert project.names() - set(SOURCES) == {".cache", "site"}


def test_an_older_python_can_read_the_front_door(root: Path) -> None:
    """To be told that it is too old."""
    ast.parse((root / "build.py").read_text("utf-8"), feature_version=(3, 8))
