"""Publishing: a staging folder beside the output, filled by a build and exchanged with it at the end.

At every instant the output is wholly the old site or wholly the new one; where little has changed, `update` brings the
files in the staging folder to their places instead, each of them whole. A file in the output lists what the build made,
so that nothing else is ever removed.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from portal.cellar.folders import LITTER_OF_SYSTEMS
from portal.cellar.locks import held
from portal.cellar.trouble import Trouble
from portal.publish.update import PLAN, Update, carry_on, carry_out

MARKER = ".portal-build"
"""The file that says: a build made this folder. It lists every other file, one a line."""

SOURCES = (".git", ".github", ".venv", "content", "docs", "portal", "schema", "templates", "tests")
"""Folders of the project that no site is ever written into."""

MAY_LEAD_OUT = re.compile(r"\A/|\.\.|[:\\]")
"""What a path that leads out of a folder has."""

FOR_ALL, FOLDER_FOR_ALL = 0o644, 0o755
"""The modes of a file and of a folder that everybody may read."""

AT_CURRENT_FOLDER, EXCHANGE = -100, 2
"""`AT_FDCWD` and `RENAME_EXCHANGE` of Linux's `renameat2`."""


class OutputRefused(Trouble):
    """The output folder must not be replaced. The text is one line that says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Staging:
    """The private folder that a build fills, and the output whose place it may take."""

    folder: Path
    output: Path
    root: Path

    def write(self, path: str, data: bytes) -> None:
        """Write a new file at `path`, relative and with slashes.

        Raises OutputRefused if that is outside the folder, FileExistsError if the build wrote it before.
        """
        self.refuse_outside(path)
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(data)

    def refuse_outside(self, path: str) -> None:
        """Raise OutputRefused if `path` is not within the folder."""
        # Nothing in the folder is a link, so the words of the path tell where it leads. To make a `Path` of each takes
        # half a second for a large site.
        if MAY_LEAD_OUT.search(path) and (Path(path).is_absolute() or ".." in Path(path).parts):
            raise OutputRefused(f"refused to write outside the site: {path}")

    def clear(self) -> None:
        """Remove all that was written."""
        shutil.rmtree(self.folder)
        self.folder.mkdir(mode=0o700)

    def publish(self) -> None:
        """Put the folder in the place of the output. Raises OutputRefused, OSError: then nothing changed."""
        _finish(self.folder)
        refuse_foreign(self.output, self.root)
        _exchange(self.folder, self.output)

    def publish_some(self, update: Update, paths: Iterable[str]) -> None:
        """Carry out `update` of the output with the files in the folder; `paths` are all that it will have then.

        Raises OutputRefused, OSError.
        """
        # What somebody may have put there meanwhile stays: an update touches what it names, and no more.
        _list(self.folder, paths)
        _open_up(self.folder)
        carry_out(replace(update, put=[*update.put, MARKER]), self.folder, _ready(self.output), self.output)


@contextmanager
def staged(output: Path, root: Path, on_wait: Callable[[], None]) -> Iterator[Staging]:
    """A staging folder for `output`, alone: a second build of the same output waits, after `on_wait`.

    Unless it is published in the block, the output stays as it was; either way nothing else is left.
    `root` is the project's folder. Raises OutputRefused, OSError.
    """
    output = Path(os.path.abspath(output))
    refuse_place(output, root)
    with _alone(output, on_wait):
        _mend_after_killed_builds(output)
        # Another build may have made, or somebody may have filled, the folder while this one waited.
        refuse_foreign(output, root)
        try:
            folder = tempfile.mkdtemp(prefix=_beside(output, "-staging-").name, dir=output.parent)
            yield Staging(Path(folder).resolve(), output, root)
        finally:
            # Found by name: a build may be stopped before it knows what the folder is called.
            _mend_after_killed_builds(output)


@contextmanager
def _alone(output: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of `output`. Raises OutputRefused if it cannot be made: then neither could a site."""
    with ExitStack() as stack:
        try:
            stack.enter_context(held(_beside(output, ".lock"), on_wait))
        except OSError as error:
            words = f"nothing can be written in {output.parent} ({error.strerror}); choose another folder with --output"
            raise OutputRefused(words) from error
        yield


def refuse_foreign(output: Path, root: Path) -> None:
    """Raise OutputRefused unless `output` is absent, an empty folder, or wholly made by a build."""
    refuse_place(output, root)
    if output.exists() and not _is_half_updated(output):
        _refuse_foreign_files(output)


def refuse_place(output: Path, root: Path) -> None:
    """Raise OutputRefused if `output` is where no site may be, whatever is in it."""
    output, root = Path(os.path.abspath(output)), root.resolve()
    inside = output.resolve()
    if output.is_symlink():
        raise OutputRefused(f"{output} is a link; remove it, or choose another folder with --output")
    if any(inside.is_relative_to(root / name) for name in SOURCES):
        raise OutputRefused(f"{output} is among the project's sources; choose another folder with --output")
    if not output.parent.is_dir():
        raise OutputRefused(f"there is no folder {output.parent} to make {output.name} in; make it first")
    if output.exists() and not output.is_dir():
        raise OutputRefused(f"{output} is a file; remove it, or choose another folder with --output")
    if not output.name:
        _refuse_foreign_files(output)  # the root of all: nothing can lie beside it


def _is_half_updated(output: Path) -> bool:
    """Whether an update is under way, or was killed: then the list is not that of the files that are there."""
    return bool(output.name) and (_ready(output) / PLAN).exists()


def _refuse_foreign_files(output: Path) -> None:
    if not (output / MARKER).is_file():
        first = min((entry.name for entry in output.iterdir()), default=None)
        if first is None:
            return
        raise OutputRefused(
            f"{output} has files that no build made, such as {first}; choose another folder with --output, or, "
            "if all of it came from builds, remove it and build again"
        )
    made = set((output / MARKER).read_text("utf-8").splitlines()) | {MARKER}
    for path in sorted({*_files(output)} - made):
        if Path(path).name not in LITTER_OF_SYSTEMS:
            raise OutputRefused(f"{output / path} was not made by a build; move it elsewhere, then build again")


def _files(folder: Path, prefix: str = "") -> Iterator[str]:
    """The paths of all that is in `folder` but folders: relative, with slashes. Links are not followed."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path), f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name


def _finish(folder: Path) -> None:
    """List the files made, and let everybody read them."""
    _list(folder, _files(folder))
    _open_up(folder)


def _list(folder: Path, paths: Iterable[str]) -> None:
    (folder / MARKER).write_text("".join(f"{path}\n" for path in sorted(paths)), "utf-8", newline="\n")


def _open_up(folder: Path) -> None:
    """Let everybody read what is in `folder`, whatever the builder's umask."""
    folder.chmod(FOLDER_FOR_ALL)
    within = [path for path in folder.iterdir() if path.is_dir()]
    if _mode(folder / MARKER) == FOR_ALL and all(_mode(path) == FOLDER_FOR_ALL for path in within):
        return  # the umask has let everybody read all else too, and there may be a hundred thousand files
    for path, _, files in os.walk(folder):
        os.chmod(path, FOLDER_FOR_ALL)  # noqa: PTH101 (as `Path` it takes thrice as long)
        for name in files:
            os.chmod(f"{path}/{name}", FOR_ALL)  # noqa: PTH101


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _exchange(folder: Path, output: Path) -> None:
    """Put `folder` in the place of `output`, and remove what was there."""
    if not output.exists():
        folder.rename(output)
    elif not _swap(folder, output):
        _replace_in_two_steps(folder, output)


def _swap(folder: Path, output: Path) -> bool:
    """Exchange the two in one step, where the system can: `folder` then holds the old site."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    paths = AT_CURRENT_FOLDER, os.fsencode(folder), AT_CURRENT_FOLDER, os.fsencode(output)
    if renameat2(*paths, EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(output))


def _replace_in_two_steps(folder: Path, output: Path) -> None:
    """For file systems without an exchange. If this is killed between the steps, the next build mends it."""
    old = _put_aside(output)
    output.rename(old)
    try:
        folder.rename(output)
    except BaseException:
        old.rename(output)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _put_aside(output: Path) -> Path:
    # A name like a staging folder's: when a build is killed, the next one removes it in the same way.
    return _beside(output, "-staging-previous")


def _ready(output: Path) -> Path:
    """Where the new files of an update wait for their places."""
    return _beside(output, "-update")


def _beside(output: Path, ending: str) -> Path:
    """The path of a hidden companion of `output`."""
    return output.with_name(f".{output.name.lstrip('.')}{ending}")


def _mend_after_killed_builds(output: Path) -> None:
    """Bring back an old site that was put aside, and remove the staging folders of builds that are no more.

    Only for the holder of the lock: then no other build is alive.
    """
    old = _put_aside(output)
    if old.is_dir() and not output.exists():
        old.rename(output)
    carry_on(_ready(output), output)
    pattern = re.compile(re.escape(_beside(output, "-staging-").name) + r"[a-z0-9_]{8}")
    for entry in output.parent.iterdir():
        if pattern.fullmatch(entry.name) and stat.S_ISDIR(entry.lstat().st_mode):
            shutil.rmtree(entry, ignore_errors=True)
