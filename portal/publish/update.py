"""Update: changes some files of a published site, so that a build which changes one page does not move ten thousand.

All new files lie ready in a folder beside the output, with a list of what is to be done, before the first is put in
its place. Every file is whole at any time. Whoever finds such a folder of a build that was killed carries on with it.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

PLAN = ".portal-update"
"""The file that says what is to be done."""


@dataclass(frozen=True, slots=True)
class Update:
    """What is to be done with a site: folders that get another name, files to be put in place, files to be removed.

    Paths are relative, with slashes. A file is removed after all others are in place.
    """

    renamed: Sequence[tuple[str, str]]
    put: Sequence[str]
    removed: Sequence[str]


def carry_out(update: Update, staging: Path, ready: Path, output: Path) -> None:
    """Do to `output` what `update` says, with the new files in `staging`, which becomes `ready` first.

    Raises OSError.
    """
    (staging / PLAN).write_text(json.dumps(asdict(update)), "utf-8")
    staging.rename(ready)
    carry_on(ready, output)


def carry_on(ready: Path, output: Path) -> None:
    """Do what is left to be done of the update in `ready`, if there is one. Raises OSError."""
    try:
        update = Update(**json.loads((ready / PLAN).read_text("utf-8")))
    except (FileNotFoundError, ValueError):
        # Of a build that was killed when all was done; or the power failed, and what is there will be made anew.
        shutil.rmtree(ready, ignore_errors=True)
        return
    for old, new in update.renamed:
        with suppress(FileNotFoundError):
            (output / old).rename(output / new)
    for folder in {(output / path).parent for path in update.put}:
        _make_folder(folder)
    for path in update.put:
        with suppress(FileNotFoundError):
            (ready / path).replace(output / path)
    _remove(update.removed, output)
    (ready / PLAN).unlink()
    shutil.rmtree(ready, ignore_errors=True)


def _make_folder(folder: Path) -> None:
    """Make `folder` if it is not there. Everybody may read what is in it, whatever the builder's umask."""
    if not folder.is_dir():
        _make_folder(folder.parent)
        folder.mkdir()
        folder.chmod(0o755)


def _remove(paths: Iterable[str], output: Path) -> None:
    """Remove the files at `paths`, and folders that are empty then."""
    for path in paths:
        (output / path).unlink(missing_ok=True)
    for folder in {(output / path).parent for path in paths} - {output}:
        with suppress(OSError):
            os.removedirs(folder)
