"""Folders: what is in one, quickly. A site of ten thousand vacancies has fifty thousand files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

LITTER_OF_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that a desktop leaves in a folder somebody looked at: no work of theirs."""


def files_in(folder: Path, prefix: str = "") -> Iterator[str]:
    """The paths of all files in `folder`, relative to it and with slashes: in a tenth of the time of `Path.rglob`."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from files_in(Path(entry.path), f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name


class Files:
    """The files of a site by their `paths` in it, wherever each lies now: `place` tells it, when one is asked for."""

    def __init__(self, paths: Iterable[str], place: Callable[[str], Path]) -> None:
        self._paths, self._place = paths, place

    @classmethod
    def of(cls, folder: Path) -> Files:
        """All files in `folder`."""
        return cls([*files_in(folder)], folder.__truediv__)

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def read(self, path: str) -> bytes:
        """The bytes of the file at `path`. Raises OSError."""
        return self._place(path).read_bytes()

    def size(self, path: str) -> int:
        """The size of the file at `path`, in bytes. Raises OSError."""
        return self._place(path).stat().st_size


StampOfFile = tuple[int, int, int, int]
"""Size, times of the last change of bytes and of anything, and number: what `cache.stamps` calls a stamp."""


def stamp_from(told: os.stat_result) -> StampOfFile:
    """The stamp in what the system told. Windows tells a file's number to one way of asking, and not to another."""
    return told.st_size, told.st_mtime_ns, told.st_ctime_ns, 0 if os.name == "nt" else told.st_ino


def stamps_in(folder: str, *, follow: bool = False) -> Iterator[tuple[str, StampOfFile]]:
    """Every file in `folder` by its path, with its stamp; with `follow`, that of what a link leads to.

    Of thirty thousand files 0.1 s: `Path` would take five times as long.
    """
    folders = [(folder, "")]
    while folders:
        place, prefix = folders.pop()
        try:
            entries = os.scandir(place)
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=follow):
                    folders.append((entry.path, f"{prefix}{entry.name}/"))
                    continue
                leads_somewhere = follow and (not entry.is_symlink() or Path(entry.path).exists())
                try:
                    told = entry.stat(follow_symlinks=leads_somewhere)
                except FileNotFoundError:  # an editor's own file, which is gone again
                    continue
                yield prefix + entry.name, stamp_from(told)
