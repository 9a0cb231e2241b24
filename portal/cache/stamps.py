"""Stamps: by what a file is known to be unchanged without reading it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

COARSEST = 2_000_000_000
"""Nanoseconds within which a file system may give two changes the same time: FAT counts in steps of two seconds."""


class Stamp(NamedTuple):
    """What the system says of a file. A change leaves another, if it comes late enough: see `is_sure`."""

    size: int
    modified: int
    changed: int
    inode: int

    def is_sure(self, now: int) -> bool:
        """Whether any change from `now` on will leave another stamp; `now` is by the clock of the file system."""
        return max(self.modified, self.changed) < now - COARSEST


NO_STAMP = Stamp(0, 0, 0, 0)
"""What a file has that is no more: no other has it."""


def stamp_of(file: Path | str) -> Stamp | None:
    """The stamp of `file` as it is; None if there is none any more. A link is not followed."""
    try:
        told = os.lstat(file)
    except OSError:
        return None
    return Stamp(told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino)
