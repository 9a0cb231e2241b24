"""Aside: bytes put aside on disk by any process of a build, for any other to take up again."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import NamedTuple


class Place(NamedTuple):
    """Where bytes lie: the number of the file, which is that of the process that wrote it, and where in it."""

    file: int
    start: int
    length: int


class Aside:
    """Bytes in files of `folder`. Every process writes one of its own, and reads those of all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[int, int] = {}

    def put(self, data: bytes) -> Place:
        """Put `data` aside. Raises OSError."""
        file = self._file(os.getpid())
        start = os.lseek(file, 0, os.SEEK_END)
        if os.write(file, data) < len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return Place(os.getpid(), start, len(data))

    def get(self, place: Place) -> bytes:
        """The bytes that were put at `place`."""
        return _read(self._file(place.file), place)

    def _file(self, process: int) -> int:
        if process not in self._files:
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
            self._files[process] = os.open(self._folder / f"aside-{process}", flags, 0o600)
        return self._files[process]

    def close(self) -> None:
        """Let go of the files."""
        while self._files:
            os.close(self._files.popitem()[1])


if sys.platform == "win32":

    def _read(file: int, place: Place) -> bytes:
        os.lseek(file, place.start, os.SEEK_SET)
        return os.read(file, place.length)

else:

    def _read(file: int, place: Place) -> bytes:
        # A worker shares its place in a file with the process that it is a copy of, so nobody may move it.
        return os.pread(file, place.length, place.start)
