"""Store: one file of the cache. It is there whole or not at all, and one that was damaged is as good as none."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

SEAL = 32
"""The bytes before the data: a digest of the key, the name and the data, so that neither another key, nor a file that
was copied over another, nor a damage goes by."""


class Store:
    """The file `name` in `folder`. Where nothing can be written, nothing is kept, and nobody is troubled."""

    def __init__(self, folder: Path, name: str, key: bytes) -> None:
        self._file = folder / name
        self._key, self._name = key, f"{name}\n".encode()

    def read(self) -> bytes | None:
        """What was written under this key; None if that is not there, or not whole."""
        try:
            raw = self._file.read_bytes()
        except OSError:
            return None
        data = raw[SEAL:]
        return data if raw[:SEAL] == self._seal(data) else None

    def write(self, data: bytes) -> None:
        """Put `data` in the place of what was there, in one step."""
        with suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            descriptor, name = tempfile.mkstemp(prefix=f"{self._file.name}-", dir=self._file.parent)
            try:
                with os.fdopen(descriptor, "wb") as file:
                    file.write(self._seal(data))
                    file.write(data)
                Path(name).replace(self._file)
            finally:
                Path(name).unlink(missing_ok=True)

    def now(self) -> int:
        """The time by the clock of the file system, which need not be this machine's, in nanoseconds as in a stamp.

        Where nothing can be written it is 0, before everything.
        """
        clock = self._file.with_name("clock")
        try:
            clock.parent.mkdir(exist_ok=True)
            clock.touch()
            return clock.stat().st_mtime_ns
        except OSError:
            return 0

    def _seal(self, data: bytes) -> bytes:
        seal = blake2b(self._name, digest_size=SEAL, key=self._key)
        seal.update(data)
        return seal.digest()
