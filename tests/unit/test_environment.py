"""The environment room: what it takes for enough, and what it says when it cannot help.

The whole set-up, which needs the network, is made by whoever runs these tests through build.py.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable
from importlib import metadata
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from portal.front import environment
from portal.front.environment import REQUIREMENT, RUN_AGAIN, STAMP, SetUpFailed, applies, missing_from_here, prepare

FILES = ("requirements.txt", "requirements-test.txt")


def never_said(words: str) -> None:
    raise AssertionError(words)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that needs something which is not here."""
    (tmp_path / "requirements.txt").write_text("no-such-package==1.0 \\\n    --hash=sha256:00\n")
    monkeypatch.delenv(RUN_AGAIN, raising=False)
    return tmp_path


def test_an_environment_with_everything_is_used_as_it_is(root: Path) -> None:
    """Nothing is said, made or started: these tests run in one."""
    prepare(root, FILES, never_said)


def test_another_version_is_not_enough(tmp_path: Path) -> None:
    """Pinned means pinned."""
    (tmp_path / "r.txt").write_text(f"PyYAML=={metadata.version('pyyaml')}\nJinja2==0.0.1\n")
    assert list(missing_from_here([tmp_path / "r.txt"])) == ["Jinja2==0.0.1"]


@pytest.mark.parametrize(
    ("marker", "answer"),
    [
        ("", True),
        (f"sys_platform == '{sys.platform}'", True),
        ("sys_platform == 'amiga'", False),
        ("platform_python_implementation != 'Amiga'", True),
    ],
)
def test_a_marker_is_asked_of_this_machine(marker: str, answer: bool) -> None:
    """As pip would."""
    assert applies(marker) is answer


def test_a_marker_beyond_us_is_a_clear_refusal() -> None:
    """Rather than a wrong guess."""
    with pytest.raises(SetUpFailed, match="cannot read: python_version"):
        applies("python_version < '3.12'")


@pytest.mark.parametrize("name", FILES)
def test_every_requirement_is_pinned_hashed_and_understood(root: Path, name: str) -> None:
    """Nothing in a lock file escapes `REQUIREMENT`, and no address of a registry stands in it."""
    text = (root / name).read_text("utf-8")
    blocks = [block for block in re.split(r"\n(?=\S)", text) if not block.startswith("#")]
    assert len(blocks) == len(REQUIREMENT.findall(text))
    for block in blocks:
        assert "--hash=sha256:" in block
        applies(REQUIREMENT.match(block)["marker"] or "")  # type: ignore[index]
    assert "://" not in text


@pytest.mark.parametrize("name", FILES)
def test_the_lock_file_is_in_step_with_what_was_asked_for(root: Path, name: str) -> None:
    """A package that is asked for is locked."""
    asked = (root / name).with_suffix(".in").read_text("utf-8")
    wanted = {line.lower() for line in asked.splitlines() if line and line[0] not in "#-"}
    locked = {found["name"].lower() for found in REQUIREMENT.finditer((root / name).read_text("utf-8"))}
    assert wanted <= locked


def test_both_lock_files_agree(root: Path) -> None:
    """What both hold, both hold in one version."""
    pins = [
        {found["name"]: found["version"] for found in REQUIREMENT.finditer((root / name).read_text("utf-8"))}
        for name in FILES
    ]
    assert {name: pins[0][name] for name in pins[0].keys() & pins[1].keys()} == {
        name: pins[1][name] for name in pins[0].keys() & pins[1].keys()
    }


def test_a_python_without_venv_says_what_to_type(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian splits it off."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(SetUpFailed, match="sudo apt install python3"):
        prepare(project, ["requirements.txt"], never_said)
    assert not (project / ".venv").exists()


def test_a_command_runs_again_only_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If something is missing even then, it says what, instead of going round in circles."""
    monkeypatch.setenv(RUN_AGAIN, "1")
    with pytest.raises(SetUpFailed, match=r"has no no-such-package==1.0: remove the folder"):
        prepare(project, ["requirements.txt"], never_said)


def test_somebody_elses_environment_is_left_alone(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is tried, never changed."""
    (project / ".venv" / "bin").mkdir(parents=True)
    tried: list[Path] = []
    monkeypatch.setattr(environment, "_run_again", tried.append)
    prepare(project, ["requirements.txt"], never_said)
    assert len(tried) == 1
    assert sorted(entry.name for entry in (project / ".venv").iterdir()) == ["bin"]


def test_a_half_made_environment_is_made_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its stamp is there and empty: the set-up was interrupted."""
    (project / ".venv").mkdir()
    (project / ".venv" / STAMP).touch()
    (project / ".venv" / "half").touch()
    said: list[str] = []
    failed = CompletedProcess([], 1, "", "the disk is full\n")
    monkeypatch.setattr(environment, "_run", lambda _: failed)
    with pytest.raises(SetUpFailed, match=r"cannot make .*: the disk is full"):
        prepare(project, ["requirements.txt"], said.append)
    assert said == ["build.py: setting up .venv, once, from requirements.txt …"]
    assert not (project / ".venv" / "half").exists()
    assert (project / ".venv" / STAMP).read_text() == ""
    assert not (project / ".venv.lock").exists()


def test_while_one_is_made_anew_nobody_takes_it_for_somebody_elses(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another command that looks meanwhile would give the advice to remove it."""
    (project / ".venv").mkdir()
    (project / ".venv" / STAMP).touch()
    seen: list[bool] = []
    said: list[str] = []

    def looked_at(what: Callable[..., Any]) -> Callable[..., Any]:
        def work(*given: Any, **named: Any) -> Any:
            seen.append(environment._is_foreign(project / ".venv"))
            done = what(*given, **named)
            seen.append(environment._is_foreign(project / ".venv"))
            return done

        return work

    for place, name in ((shutil, "rmtree"), (Path, "mkdir"), (Path, "rename"), (Path, "touch")):
        monkeypatch.setattr(place, name, looked_at(getattr(place, name)))
    monkeypatch.setattr(environment, "_run", lambda _: CompletedProcess([], 1, "", "no\n"))
    with pytest.raises(SetUpFailed):
        prepare(project, ["requirements.txt"], said.append)
    assert len(seen) > 6
    assert not any(seen)


@pytest.mark.parametrize(
    ("output", "words"),
    [
        (
            "WARNING: Retrying … NewConnectionError('…: Temporary failure in name resolution')\n"
            "ERROR: No matching distribution found for jinja2==3.1.6\n",
            "needs the network",
        ),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.\n",
            "DO NOT MATCH THE HASHES",
        ),
        ("", "no reason given"),
    ],
)
def test_what_pip_says_becomes_one_line(output: str, words: str) -> None:
    """The network is the commonest reason, and has words of its own."""
    line = environment.why_pip_failed(output)
    assert words in line
    assert "\n" not in line
