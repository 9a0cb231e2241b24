"""Locks between builds: one at a time may set up the environment, or write an output folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def held(path: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock file `path`, and remove it at the end.

    Calls `on_wait` once if somebody else holds it, then waits. The system frees the lock of a build that
    was killed. Raises OSError where the file cannot be made.
    """
    descriptor = _acquired(path, on_wait)
    try:
        yield
    finally:
        _release(descriptor, path)


def _acquired(path: Path, on_wait: Callable[[], None]) -> int:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            if not _try_lock(descriptor):
                on_wait()
                on_wait = _nothing
                _wait_for_lock(descriptor)
            if _is_still(descriptor, path):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        # Its last holder removed the file while we waited: the lock of a file without a name is none.
        os.close(descriptor)


def _nothing() -> None:
    """Nothing to say a second time."""


def _is_still(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt
    import time

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _wait_for_lock(descriptor: int) -> None:
        while not _try_lock(descriptor):
            time.sleep(0.1)

    def _release(descriptor: int, path: Path) -> None:
        os.close(descriptor)
        # While another build waits for it, Windows keeps the file.
        with suppress(OSError):
            path.unlink()

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _wait_for_lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX)

    def _release(descriptor: int, path: Path) -> None:
        # Removed while it is still held: see `_acquired`.
        path.unlink(missing_ok=True)
        os.close(descriptor)
