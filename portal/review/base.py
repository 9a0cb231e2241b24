"""The base: the content at an earlier commit, as git keeps it. The only room that calls git."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.cellar.diagnostics import shown
from portal.cellar.trouble import Trouble

FOLDER = "content"
LARGEST = 1024 * 1024
"""A larger file is no record, and is not compared."""

_PLAIN_FILES = ("100644", "100755")
"""How git marks a file that is neither a link nor another repository."""


class NoBase(Trouble):
    """There is nothing to compare with. The text is one line that says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A file of `content/` that is not as it was. `before` or `now` is None where there was or is none.

    `readable` is false for one that is too large to be compared.
    """

    path: str
    before: bytes | None
    now: bytes | None
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Base:
    """The content at `commit`: for each file the name by which git keeps its bytes, and how many these are."""

    root: Path
    commit: str
    files: Mapping[str, tuple[str, int]]

    def differing(self) -> Iterator[Differing]:
        """The files of the working tree that are not as in the base, with both their bytes, in order of their paths."""
        now = {path: self.root / path for path in _files_now(self.root)}
        old = {path: name for path, (name, _) in self.files.items() if path not in now or not _is(name, now[path])}
        new = [path for path in now if path not in self.files]
        before = self._bytes_of(old)
        for path in sorted({*old, *new}):
            data = now[path].read_bytes() if path in now else None
            large = self.files.get(path, ("", 0))[1] > LARGEST or len(data or b"") > LARGEST
            if large or not _alike(before.get(path), data):
                yield Differing(path, before.get(path), data, not large)

    def _bytes_of(self, names: Mapping[str, str]) -> dict[str, bytes]:
        """The bytes of the files `names`; those that are too large are left out or empty."""
        wanted = [path for path in names if self.files[path][1] <= LARGEST]
        asked = "".join(f"{names[path]}\n" for path in wanted).encode()
        answer, found, place = _git(self.root, "cat-file", "--batch", given=asked), {}, 0
        for path in wanted:
            end = answer.index(b"\n", place)
            size = _size(answer[place:end])
            found[path] = answer[end + 1 : end + 1 + size]
            place = end + size + 2
        return found | {path: b"" for path in names if path not in found}


def base_of(root: Path, ref: str) -> Base:
    """The content where the working tree in `root` parted from the commit `ref`. Raises NoBase."""
    if not _git(root, "rev-parse", "--is-inside-work-tree").strip() == b"true":
        raise NoBase(f"{root} is no working tree of git: --since compares with what git keeps")
    commit = _line(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    if not commit:
        raise NoBase(_without(root, f"`{shown(ref)}` names no commit in this clone", "`git branch --all` lists them"))
    common = _line(root, "merge-base", commit, "HEAD")
    if not common:
        raise NoBase(_without(root, f"`{shown(ref)}` and what is checked out have no commit in common", "name another"))
    return Base(root, common, dict(_files_of(root, common)))


def _size(head: bytes) -> int:
    """How many bytes follow a line that git answers. Raises NoBase if git lacks the file."""
    last = head.split()[-1]
    if not last.isdigit():
        raise NoBase("this clone lacks files of the commit to compare with: `git fetch --refetch` brings them")
    return int(last)


def _without(root: Path, what: str, help: str) -> str:
    if _line(root, "rev-parse", "--is-shallow-repository") == "true":
        return f"{what}: it holds the latest commits only; `git fetch --unshallow` brings the others"
    return f"{what}; {help}"


def _files_of(root: Path, commit: str) -> Iterator[tuple[str, tuple[str, int]]]:
    for row in _git(root, "ls-tree", "-r", "-l", "-z", commit, "--", f"{FOLDER}/").split(b"\0"):
        head, _, path = os.fsdecode(row).partition("\t")
        if path and _is_plain(path):
            mode, _, name, size = head.split()
            if mode in _PLAIN_FILES:
                yield path, (name, int(size))


def _is_plain(path: str) -> bool:
    """Whether a path of somebody's commit leads into `content/`, and nowhere else, on any system."""
    return not {"", ".", ".."} & set(path.split("/")) and "\\" not in path and path.startswith(f"{FOLDER}/")


def _files_now(root: Path) -> Iterator[str]:
    """The files of the working tree that git keeps or would keep."""
    listed = _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", f"{FOLDER}/")
    for path in sorted({os.fsdecode(row) for row in listed.split(b"\0") if row}):
        if (root / path).is_file() and not (root / path).is_symlink():
            yield path


def _is(name: str, file: Path) -> bool:
    """Whether `file` is the one that git keeps as `name`."""
    data = file.read_bytes()
    kind = hashlib.sha1 if len(name) == 40 else hashlib.sha256
    return kind(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest() == name


def _alike(before: bytes | None, now: bytes | None) -> bool:
    """Whether nothing differs but the ends of lines, which git changes on Windows."""
    if before is None or now is None:
        return before is now
    return before.replace(b"\r\n", b"\n") == now.replace(b"\r\n", b"\n")


def _line(root: Path, *arguments: str) -> str:
    """The one line that git answers; empty if it refuses."""
    return _called(root, arguments).stdout.decode("utf-8", "replace").strip()


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git answers. Raises NoBase with git's own words if it refuses."""
    done = _called(root, arguments, given)
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").strip().split("\n")[0].removeprefix("fatal: ")
        raise NoBase(f"--since compares with what git keeps, and git says: {shown(words, 300)}")
    return done.stdout


def _called(root: Path, arguments: Iterable[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    # Nothing is asked of a person, and nothing is written.
    settings = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        return subprocess.run(
            ["git", *arguments],  # noqa: S607 (whichever git people use)
            cwd=root,
            env=os.environ | settings,
            input=given,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise NoBase("there is no git here, and --since compares with what git keeps") from None
