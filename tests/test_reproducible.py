"""The same input gives the same site: every byte and every mode, Pagefind's files included."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from pathlib import Path

import pytest
from builtsite import TODAY, build, command, copy_project, tree

OTHERWISE = {
    "PYTHONHASHSEED": "4711",
    "TZ": "Pacific/Kiritimati",
    "LANG": "tr_TR.UTF-8",
    "LC_ALL": "C",
    "HOME": "/nonexistent",
    "PYTHONOPTIMIZE": "2",
    "PAGEFIND_OUTPUT_SUBDIR": "elsewhere",
    "NO_COLOR": "1",
    "COLUMNS": "40",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("usual") / "project")


@pytest.fixture(scope="module")
def usual(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(project, tmp_path_factory.mktemp("usual") / "site")


def differences(one: Path, other: Path) -> list[str]:
    """The paths that are not in both folders, or have other modes or bytes."""
    left, right = tree(one), tree(other)
    return sorted(path for path in left.keys() | right.keys() if left.get(path) != right.get(path))


def test_neither_place_nor_environment_nor_umask_nor_the_order_of_files_makes_a_difference(
    usual: Path, tmp_path: Path
) -> None:
    copied = copy_project(tmp_path / "some where else" / "a project")
    # Written anew, in another order and with other times: a folder lists its files as they came.
    for folder in (copied / "content" / "vacancies", copied / "templates" / "assets" / "css"):
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        random.Random(7).shuffle(files)
        for file in files:
            text = file.read_bytes()
            file.unlink()
            file.write_bytes(text)
            os.utime(file, (86400, 86400))
    output = tmp_path / "out"
    subprocess.run(
        command(copied, "--today", TODAY, "--output", output),
        env=dict(os.environ) | OTHERWISE,
        cwd=tmp_path,
        umask=0o077,
        check=True,
        capture_output=True,
    )
    assert differences(usual, output) == []


def test_building_over_an_old_site_is_building_afresh(project: Path, usual: Path, tmp_path: Path) -> None:
    output = build(project, tmp_path / "site", "2025-11-10")
    assert differences(usual, output)
    build(project, output, TODAY)
    assert differences(usual, output) == []


def test_the_day_may_come_from_the_environment_of_a_reproducible_build(
    project: Path, usual: Path, tmp_path: Path
) -> None:
    output = tmp_path / "site"
    noon = "1795348800"  # of 2026-11-22, UTC
    subprocess.run(
        command(project, "--output", output),
        env=dict(os.environ) | {"SOURCE_DATE_EPOCH": noon},
        check=True,
        capture_output=True,
    )
    assert differences(usual, output) == []


def test_everybody_may_read_what_was_built(usual: Path) -> None:
    for path, (mode, _) in tree(usual).items():
        assert mode & 0o777 == (0o755 if (usual / path).is_dir() else 0o644), path


def test_nothing_of_the_machine_that_built_it_is_in_the_site(project: Path, usual: Path) -> None:
    names = [str(project), str(usual.parent), str(Path.home())]
    for path, (_, data) in tree(usual).items():
        for name in names:
            assert name.encode() not in data, path


def test_a_renamed_record_leaves_nothing_of_its_old_name(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    output = build(project, tmp_path / "site")
    vacancies = project / "content" / "vacancies"
    shutil.move(vacancies / "senior-therapist-adoption-kent.yaml", vacancies / "adoption-therapist.yaml")
    build(project, output)
    assert (output / "vacancies" / "adoption-therapist.html").exists()
    assert not (output / "vacancies" / "senior-therapist-adoption-kent.html").exists()
    assert not [path for path, (_, data) in tree(output).items() if b"senior-therapist-adoption" in data]
