"""GitHub: the workflows are sound and may do no more than they must, and each of their commands works."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from builtsite import LIVE, PROJECT
from markdown_it import MarkdownIt

GITHUB = PROJECT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = [file for file in sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")) if file.name != "config.yml"]
TEMPLATES = sorted((GITHUB / "PULL_REQUEST_TEMPLATE").glob("*.md"))

NOT_HERE = {
    "Install git, with which the next step fetches a repository, and Python": "it changes the system",
    "Install what the tests need, and run them all": "these are the tests",
}
"""The steps that are not run here, and why."""

FILLED_IN = {"${{ steps.pages.outputs.base_url }}": "https://example.org/portal"}
"""What GitHub would fill in for an expression."""


def read(file: Path) -> dict[str, Any]:
    # BaseLoader: in YAML 1.1 `on` would be true.
    data = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(data, dict)
    return data


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each job with its workflow's name and its own."""
    for file in WORKFLOWS:
        for name, job in read(file)["jobs"].items():
            yield file.stem, name, job


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for workflow, name, job in jobs():
        for step in job["steps"]:
            yield f"{workflow}/{name}", step


COMMANDS = [(place, step) for place, step in steps() if "run" in step]


def test_there_is_a_workflow_to_check_and_one_to_publish() -> None:
    assert [file.name for file in WORKFLOWS] == ["check.yml", "publish.yml"]


def test_a_pull_request_is_checked_without_any_right_but_to_read() -> None:
    """Forks included; and never by the events that would run a stranger's files with our rights."""
    assert read(GITHUB / "workflows" / "check.yml")["on"] == {"pull_request": "", "merge_group": ""}
    for workflow, _, job in jobs():
        if workflow == "check":
            assert job["permissions"] == {"contents": "read"}
    words = "".join(file.read_text("utf-8") for file in WORKFLOWS)
    assert not re.search(r"pull_request_target|workflow_run|secrets\.", words)


def test_no_workflow_has_a_permission_that_its_job_did_not_ask_for() -> None:
    assert {json.dumps(read(file)["permissions"]) for file in WORKFLOWS} == {"{}"}
    asked = {(workflow, name): job["permissions"] for workflow, name, job in jobs()}
    assert asked["publish", "build"] == {"contents": "read", "pages": "read"}
    assert asked["publish", "deploy"] == {"pages": "write", "id-token": "write"}


def test_every_action_is_pinned_by_its_commit_and_names_its_version() -> None:
    for file in WORKFLOWS:
        for line in re.findall(r"uses: (.*)", file.read_text("utf-8")):
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_every_job_ends_by_itself_and_stores_no_credentials() -> None:
    assert all(0 < int(job["timeout-minutes"]) <= 30 for _, _, job in jobs())
    fetches = [step for _, step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert fetches
    assert all(step["with"]["persist-credentials"] == "false" for step in fetches)


def test_no_command_has_text_of_a_pull_request_put_into_it() -> None:
    """An expression in a command is filled in before the shell reads it: a branch's name could be a command."""
    assert [step["run"] for _, step in COMMANDS if "${{" in step["run"]] == []


def test_the_site_is_published_on_push_by_the_clock_and_by_hand_from_main_only() -> None:
    workflow = read(GITHUB / "workflows" / "publish.yml")
    assert workflow["on"]["push"] == {"branches": ["main"]}
    assert {"schedule", "workflow_dispatch"} < set(workflow["on"])
    assert workflow["jobs"]["deploy"]["if"] == "github.ref == 'refs/heads/main'"
    assert workflow["concurrency"] == {"group": "pages", "cancel-in-progress": "false"}


def test_the_linter_of_workflows_finds_nothing() -> None:
    """Neither in the workflows nor in Dependabot's settings."""
    done = subprocess.run(
        [Path(sys.executable).with_name("zizmor"), "--offline", "--no-progress", GITHUB],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def pull_request(tmp_path: Path) -> Path:
    """A change of a vacancy as GitHub fetches it: the merge with what it would go into, and nothing before both."""
    whole = tmp_path / "whole"
    files = ("build.py", "portal", "schema", "templates", "requirements.txt")
    whole.mkdir()
    for name in files:
        source = PROJECT / name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, whole / name)
    shutil.copytree(LIVE, whole / "content")
    git(whole, "init", "-q", "-b", "main")
    commit(whole)
    git(whole, "switch", "-q", "-c", "change")
    text = vacancy_in(whole).read_text("utf-8")
    vacancy_in(whole).write_text(re.sub(r"^title: .*$", "title: Changed Therapist", text, flags=re.MULTILINE), "utf-8")
    commit(whole)
    git(whole, "switch", "-q", "main")
    (whole / "meanwhile.txt").write_text("Somebody else's change.\n", "utf-8")
    commit(whole)
    git(whole, *AUTHOR, "merge", "-q", "--no-ff", "-m", "The merge", "change")
    git(tmp_path, "clone", "-q", "--depth", "2", whole.as_uri(), "project")
    return tmp_path / "project"


AUTHOR = ("-c", "user.name=A Test", "-c", "user.email=test@example.org")


def vacancy_in(folder: Path) -> Path:
    """The first vacancy that is published."""
    return next(file for file in sorted((folder / "content" / "vacancies").glob("*.yaml")) if file.name[0] != "_")


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, *AUTHOR, "commit", "-q", "-m", "A change")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)


def carry_out(step: dict[str, Any], folder: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """Run the step's command as GitHub would, on a machine where `python3` is the one of these tests."""
    programs = tmp_path / "programs"
    programs.mkdir(exist_ok=True)
    (programs / "python3").unlink(missing_ok=True)
    (programs / "python3").write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', "utf-8")
    (programs / "python3").chmod(0o755)
    told = {name: str(tmp_path / name) for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
    given = {name: FILLED_IN[value] for name, value in step.get("env", {}).items()}
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=folder,
        env={**os.environ, **told, **given, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("place", "step"),
    [pytest.param(*command, id=command[1]["name"]) for command in COMMANDS if command[1]["name"] not in NOT_HERE],
)
def test_every_command_works(place: str, step: dict[str, Any], pull_request: Path, tmp_path: Path) -> None:
    done = carry_out(step, pull_request, tmp_path)
    assert done.returncode == 0, f"{place}: {done.stdout}{done.stderr}"


def test_what_is_not_run_here_is_there() -> None:
    """A step that was renamed would be run unawares, or never."""
    assert set(NOT_HERE) < {step["name"] for _, step in COMMANDS}


def command_of(name: str) -> dict[str, Any]:
    return next(step for _, step in COMMANDS if step["name"] == name)


def test_the_summary_shows_the_change_and_the_check_marks_mistakes_on_their_lines(
    pull_request: Path, tmp_path: Path
) -> None:
    vacancy = vacancy_in(pull_request)
    vacancy.write_text(vacancy.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
    commit(pull_request)
    checked = carry_out(command_of("Check every record, and mark mistakes on their lines"), pull_request, tmp_path)
    assert checked.returncode == 1
    assert re.search(rf"^::error file=content/vacancies/{vacancy.name},line=\d+,col=1", checked.stdout, re.MULTILINE)
    told = carry_out(command_of("Write the summary, for whoever reviews this"), pull_request, tmp_path)
    assert told.returncode == 0, told.stderr
    summary = (tmp_path / "GITHUB_STEP_SUMMARY").read_text("utf-8")
    assert "unknown-field" in summary
    assert vacancy.name in summary


def test_a_change_of_content_alone_needs_none_of_the_portals_tests(pull_request: Path, tmp_path: Path) -> None:
    step = command_of("Tell whether more than content has changed")
    assert carry_out(step, pull_request, tmp_path).returncode == 0
    assert (tmp_path / "GITHUB_OUTPUT").read_text("utf-8") == "portal=false\n"
    (pull_request / "build.py").write_text("# changed\n", "utf-8")
    commit(pull_request)
    carry_out(step, pull_request, tmp_path)
    assert (tmp_path / "GITHUB_OUTPUT").read_text("utf-8").endswith("portal=true\n")


def test_the_address_of_pages_is_handed_to_the_build(pull_request: Path, tmp_path: Path) -> None:
    carry_out(command_of("Build the site for that address"), pull_request, tmp_path)
    assert "https://example.org/portal/vacancies" in (pull_request / "site" / "sitemap.xml").read_text("utf-8")


# --- what people are asked for ---------------------------------------------------------------------


@pytest.mark.parametrize("file", FORMS, ids=lambda file: file.name)
def test_an_issue_form_is_what_github_understands(file: Path) -> None:
    form = read(file)
    assert set(form) <= {"name", "description", "title", "labels", "body"}
    assert {"name", "description", "body"} <= set(form)
    fields = [part for part in form["body"] if part["type"] != "markdown"]
    ids = [part["id"] for part in fields]
    assert len(set(ids)) == len(ids)
    for part in form["body"]:
        assert part["type"] in ("markdown", "input", "textarea", "dropdown", "checkboxes")
        needed = "value" if part["type"] == "markdown" else "label"
        assert part["attributes"][needed]
        assert part["type"] != "dropdown" or part["attributes"]["options"]


def test_the_form_for_a_vacancy_asks_for_a_link_and_for_nothing_else() -> None:
    form = read(GITHUB / "ISSUE_TEMPLATE" / "vacancy.yml")
    needed = [part["id"] for part in form["body"] if part.get("validations", {}).get("required") == "true"]
    assert needed == ["link"]


def test_the_template_of_a_pull_request_leads_to_one_for_each_kind_of_change() -> None:
    page = MarkdownIt().render((GITHUB / "pull_request_template.md").read_text("utf-8"))
    assert sorted(re.findall(r'href="[^"]*template=([a-z]+\.md)"', page)) == [file.name for file in TEMPLATES]


def test_somebody_owns_all_but_the_records() -> None:
    """The last line that fits decides, so the records' line comes after the first."""
    lines = [line for line in (GITHUB / "CODEOWNERS").read_text("utf-8").splitlines() if line and line[0] != "#"]
    assert lines[0].startswith("* @")
    assert "/content/" in lines[1:]


def test_dependabot_watches_every_kind_of_package() -> None:
    updates = read(GITHUB / "dependabot.yml")["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"github-actions", "pip", "npm"}
