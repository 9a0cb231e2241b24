"""Whole sites, good and broken, through the command line: what it says, how it ends, what it leaves."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from builtsite import PROJECT, TODAY, command, copy_project, read_page, run, tree, words

SITES = PROJECT / "tests" / "sites"
DAY = "2026-03-01"
FINE, MISTAKES, TROUBLE = 0, 1, 2


@pytest.fixture
def project(tmp_path: Path) -> Callable[[str], Path]:
    """`project(name)`: a project of its own with the content of `tests/sites/<name>/`."""
    return lambda name: copy_project(tmp_path / name, SITES / name / "content")


def beside(project: Path) -> list[str]:
    """What lies in the project's folder, but for what belongs there: among it what is kept for the next build."""
    usual = {"build.py", "portal", "schema", "templates", "requirements.txt", "content", "site", ".cache"}
    return sorted(path.name for path in project.iterdir() if path.name not in usual)


@pytest.mark.parametrize("name", ["small", "nothing-yet", "other-trade"])
def test_a_good_site_is_built_and_said_to_be_good(project: Callable[[str], Path], name: str) -> None:
    root = project(name)
    done = run(root, "--today", DAY)
    assert done.returncode == FINE, done.stdout
    assert done.stderr == ""
    assert re.search(r"^no mistakes: \d+ pages; .*; site/ is up to date$", done.stdout, re.MULTILINE)
    assert (root / "site" / "index.html").exists()
    for file in (root / "site").rglob("*.html"):
        read_page(file)
    assert beside(root) == []
    assert run(root, "check", "--today", DAY, "--strict").returncode == FINE


def test_a_site_without_a_vacancy_is_still_worth_a_visit(project: Callable[[str], Path]) -> None:
    root = project("nothing-yet")
    assert run(root, "--today", DAY).returncode == FINE
    (main,) = read_page(root / "site" / "index.html").iter("main")
    assert "feed" in words(main)
    assert "no vacancies" not in words(main).casefold()


def test_a_site_of_another_trade_speaks_of_its_own(project: Callable[[str], Path]) -> None:
    """Its words are in its content; of the pay of the NHS, by which pay is converted, the help of a facet tells."""
    root = project("other-trade")
    assert run(root, "--today", DAY).returncode == FINE
    site = root / "site"
    pages = [file for file in sorted(site.rglob("*")) if file.suffix in (".html", ".xml", ".txt", ".webmanifest")]
    assert [file for file in pages if "therap" in file.read_text("utf-8").casefold()] == []
    titles = {words(title) for file in pages if file.suffix == ".html" for title in read_page(file).iter("title")}
    assert {
        "Boatyard jobs in Scotland · Boatyard Jobs",
        "Vacancies for boatbuilders in Falmouth · Boatyard Jobs",
        "Permanent boatyard jobs · Boatyard Jobs",
    } <= titles


def test_all_mistakes_are_told_at_once_and_the_old_site_stays_byte_for_byte(
    project: Callable[[str], Path],
) -> None:
    root = project("small")
    assert run(root, "--today", DAY).returncode == FINE
    before = tree(root / "site")
    shutil.rmtree(root / "content")
    shutil.copytree(SITES / "broken" / "content", root / "content")
    done = run(root, "--today", DAY)
    assert done.returncode == MISTAKES
    told = re.findall(r"^error\[([a-z-]+)\].*\n *--> (\S+):\d+:\d+$", done.stdout, re.MULTILINE)
    assert told == [
        ("unknown-field", "content/vacancies/drama-therapist.yaml"),
        ("not-a-date", "content/vacancies/drama-therapist.yaml"),
        ("key-fact-missing", "content/vacancies/drama-therapist.yaml"),
        ("unknown-employer", "content/vacancies/music-therapist.yaml"),
    ]
    assert done.stdout.endswith("4 errors in 2 files; site/ was not touched\n")
    assert tree(root / "site") == before
    assert beside(root) == []


def test_a_first_build_with_mistakes_makes_nothing(project: Callable[[str], Path]) -> None:
    root = project("broken")
    assert run(root, "--today", DAY).returncode == MISTAKES
    assert not (root / "site").exists()
    assert beside(root) == []


def test_check_gives_the_verdict_of_a_build_and_writes_nothing(project: Callable[[str], Path]) -> None:
    root = project("broken")
    checked, built = run(root, "check", "--today", DAY), run(root, "--today", DAY)
    assert checked.returncode == built.returncode == MISTAKES
    assert checked.stdout.replace("nothing was written", "site/ was not touched") == built.stdout
    assert not (root / "site").exists()


def test_check_of_one_file_tells_of_that_file(project: Callable[[str], Path]) -> None:
    root = project("broken")
    done = run(root, "check", "content/vacancies/music-therapist.yaml", "--today", DAY)
    assert done.returncode == MISTAKES
    assert "larkfeld" in done.stdout
    assert "drama-therapist" not in done.stdout
    unknown = run(root, "check", "content/vacancies/no-such-file.yaml")
    assert unknown.returncode == TROUBLE
    assert len(unknown.stderr.splitlines()) == 1


def test_a_warning_stops_only_a_strict_build(project: Callable[[str], Path]) -> None:
    root = project("doubtful")
    strict = run(root, "--today", DAY, "--strict")
    assert strict.returncode == MISTAKES
    assert "warning[comment-cuts-text]" in strict.stdout
    assert not (root / "site").exists()
    done = run(root, "--today", DAY)
    assert done.returncode == FINE
    assert done.stdout.endswith("1 warning in 1 file; site/ is up to date\n")
    assert (root / "site").exists()


def test_a_mistake_in_a_template_is_told_with_its_line_and_publishes_nothing(
    project: Callable[[str], Path],
) -> None:
    root = project("small")
    file = root / "templates" / "pages" / "closed.html.jinja"
    file.write_text(file.read_text("utf-8").replace("view.heading", "view.haeding"), "utf-8")
    done = run(root, "--today", DAY)
    assert done.returncode == MISTAKES
    assert re.search(r"--> templates/pages/closed\.html\.jinja:\d+", done.stdout)
    assert "haeding" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert not (root / "site").exists()


def test_a_dead_link_in_a_template_publishes_nothing(project: Callable[[str], Path]) -> None:
    root = project("small")
    file = root / "templates" / "pages" / "closed.html.jinja"
    file.write_text(file.read_text("utf-8").replace("}}#told", "}}#tolled"), "utf-8")
    done = run(root, "--today", DAY)
    assert done.returncode == MISTAKES
    assert "error[broken-link]" in done.stdout
    assert not (root / "site").exists()


def test_a_page_that_nothing_leads_to_is_a_mistake_at_first_and_later(project: Callable[[str], Path]) -> None:
    """The sitemap names every page, so what it names is not reached by that."""
    root = project("small")
    about = root / "content" / "pages" / "about.md"
    lonely = about.with_name("lonely.md")
    lonely.write_text(re.sub("(?m)^title:.*", "title: Lonely", about.read_text("utf-8")), "utf-8")
    at_first = run(root, "--today", DAY).stdout
    assert "no link on any page leads to lonely.html" in at_first
    lonely.rename(root / "lonely.md")
    assert run(root, "--today", DAY).returncode == FINE
    (root / "lonely.md").rename(lonely)
    assert run(root, "--today", DAY).stdout == at_first.replace("nothing was written", "site/ was not touched")


def test_what_a_template_includes_is_a_template_too(project: Callable[[str], Path]) -> None:
    """Whatever it is called: a change of it changes the pages."""
    root = project("small")
    picture = root / "templates" / "partials" / "picture.svg"
    page = root / "templates" / "pages" / "closed.html.jinja"
    words = page.read_text("utf-8").replace("{% endblock %}", '{% include "partials/picture.svg" %}{% endblock %}')
    page.write_text(words, "utf-8")
    for text in ("first", "second"):
        picture.write_text(f"<p>{text} picture</p>", "utf-8")
        assert run(root, "--today", DAY).returncode == FINE
        assert f"{text} picture" in (root / "site" / "closed.html").read_text("utf-8")


def test_json_can_be_parsed_and_has_the_place_of_every_mistake(project: Callable[[str], Path]) -> None:
    done = run(project("broken"), "--today", DAY, "--format", "json")
    assert done.returncode == MISTAKES
    told = json.loads(done.stdout)
    assert told["errors"] == 4
    assert told["aftermath"] == "site/ was not touched"
    assert told["diagnostics"][0]["rule"] == "unknown-field"
    assert {found["line"] for found in told["diagnostics"]} == {2, 6, 7}
    fine = run(project("small"), "--today", DAY, "--format", "json")
    assert json.loads(fine.stdout)["errors"] == 0


def test_github_gets_an_annotation_a_mistake(project: Callable[[str], Path]) -> None:
    done = run(project("broken"), "--today", DAY, "--format", "github")
    assert done.returncode == MISTAKES
    annotations = [line for line in done.stdout.splitlines() if line.startswith("::")]
    assert len(annotations) == 4
    shape = re.compile(r"::error file=content/vacancies/[a-z-]+\.yaml,line=\d+,col=\d+,[^:]*title=[a-z-]+::.+")
    assert [line for line in annotations if not shape.fullmatch(line)] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["--tody", "2026-03-01"],
        ["--today", "2026-02-30"],
        ["--today"],
        ["bild"],
        ["build", "a-file.yaml"],
        ["--format", "xml"],
        ["--site-url", "example.org"],
        ["--port", "8000"],
        ["check", "--output", "elsewhere"],
        ["--output", "no/such/folder/site"],
        ["--output", "content"],
        ["--output", "build.py"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_said_in_one_clear_line(tmp_path: Path, arguments: list[str]) -> None:
    before = {path.name for path in PROJECT.iterdir()}
    done = run(PROJECT, *arguments)
    assert done.returncode == TROUBLE
    assert done.stdout == ""
    assert re.fullmatch(r"build\.py: .+\n", done.stderr)
    assert "portal itself" not in done.stderr
    # What is kept for the next run is no work of anybody's.
    assert {path.name for path in PROJECT.iterdir()} - {".cache"} == before - {".cache"}


def test_help_names_every_option_and_ends_well() -> None:
    done = run(PROJECT, "--help")
    assert done.returncode == FINE
    for word in ("--today", "--site-url", "--output", "--format", "--strict", "check", "serve", "test"):
        assert word in done.stdout
    assert "exit code" in done.stdout


def test_output_that_no_build_made_is_refused_and_left_alone(project: Callable[[str], Path], tmp_path: Path) -> None:
    root = project("small")
    somebodys = tmp_path / "somebodys"
    somebodys.mkdir()
    (somebodys / "thesis.txt").write_text("years of work", "utf-8")
    file = tmp_path / "file"
    file.write_text("a file", "utf-8")
    link = tmp_path / "link"
    link.symlink_to(somebodys)
    before = tree(somebodys)
    for output in (somebodys, file, link):
        done = run(root, "--today", DAY, "--output", output)
        assert done.returncode == TROUBLE, output
        assert re.fullmatch(r"build\.py: .+\n", done.stderr), output
    assert tree(somebodys) == before
    assert file.read_text("utf-8") == "a file"
    assert link.is_symlink()


def test_a_file_that_somebody_put_into_the_site_is_never_removed(project: Callable[[str], Path]) -> None:
    root = project("small")
    assert run(root, "--today", DAY).returncode == FINE
    (root / "site" / "CNAME").write_text("example.org\n", "utf-8")
    before = tree(root / "site")
    done = run(root, "--today", DAY)
    assert done.returncode == TROUBLE
    assert "CNAME" in done.stderr
    assert tree(root / "site") == before


def test_a_killed_build_leaves_the_old_site_whole_and_the_next_one_leaves_no_litter(
    project: Callable[[str], Path],
) -> None:
    """On another day most files are others, so the site is exchanged in one step."""
    root = project("small")
    assert run(root, "--today", DAY).returncode == FINE
    before = tree(root / "site")
    started = time.monotonic()
    assert run(root, "--today", "2026-05-01", "--output", root / "other").returncode == FINE
    takes = time.monotonic() - started
    after = tree(root / "other")
    shutil.rmtree(root / "other")
    moments = random.Random(5)
    for _ in range(5):
        building = subprocess.Popen(
            command(root, "--today", "2026-05-01"),
            cwd=root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(moments.uniform(0.2, 1) * takes)
        building.kill()
        building.wait()
        assert tree(root / "site") in (before, after)
    assert run(root, "--today", "2026-05-01").returncode == FINE
    assert tree(root / "site") == after
    assert beside(root) == []


def test_a_stopped_build_ends_at_once_with_one_line_and_leaves_no_litter(
    project: Callable[[str], Path],
) -> None:
    root = project("small")
    for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        ended, told = stopped(root, number)
        assert ended == code
        assert told == "build.py: stopped\n"
        assert not (root / "site").exists()
        assert beside(root) == []


def stopped(root: Path, number: signal.Signals) -> tuple[int, str]:
    """The code and the last words of a build that got this signal. One that was done before it came proves nothing."""
    for _ in range(20):
        building = subprocess.Popen(
            command(root, "--today", DAY), cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        while building.poll() is None and not list(root.glob(".site-staging-*")):
            time.sleep(0.001)
        building.send_signal(number)
        _, told = building.communicate(timeout=5)
        if building.returncode:
            return building.returncode, told
        shutil.rmtree(root / "site")
    raise AssertionError("the signal always came too late")


def test_two_builds_at_once_both_succeed(project: Callable[[str], Path]) -> None:
    root = project("small")
    builds = [
        subprocess.Popen(command(root, "--today", DAY), cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    for building in builds:
        building.communicate(timeout=60)
    assert [building.returncode for building in builds] == [FINE, FINE]
    assert beside(root) == []


def test_a_full_disk_or_one_that_cannot_be_written_is_one_line_and_no_harm(
    project: Callable[[str], Path],
) -> None:
    root = project("small")
    assert run(root, "--today", DAY).returncode == FINE
    before = tree(root / "site")
    limited = f"ulimit -f 4; exec {' '.join(command(root, '--today', TODAY))}"
    done = subprocess.run(["bash", "-c", limited], cwd=root, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == TROUBLE
    assert "Traceback" not in done.stdout + done.stderr
    assert tree(root / "site") == before
    assert run(root, "--today", DAY).returncode == FINE
    assert beside(root) == []


def test_a_fresh_clone_on_a_bare_python_sets_itself_up_and_builds(tmp_path: Path) -> None:
    """Slow, and needs the network: this is what a newcomer meets first."""
    root = copy_project(tmp_path / "clone")
    bare = tmp_path / "bare"
    made = subprocess.run(
        [shutil.which("python3") or "python3", "-m", "venv", "--without-pip", bare], check=False, capture_output=True
    )
    assert made.returncode == 0, made.stderr
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL"))}
    done = subprocess.run(
        [bare / "bin" / "python", "build.py", "--today", TODAY],
        cwd=root,
        env=settings,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == FINE, f"the set-up failed; is there a network? {done.stderr}"
    assert len(done.stderr.splitlines()) == 1
    assert "setting up .venv" in done.stderr
    assert (root / "site" / "index.html").exists()
    assert beside(root) == [".venv"]
