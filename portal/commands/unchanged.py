"""Unchanged: tells by the stamps of all files that a build would make what is there, before anything is read."""

from __future__ import annotations

import json
import marshal
from hashlib import blake2b
from pathlib import Path
from typing import Any

from portal.cache.stamps import COARSEST
from portal.cache.store import Store
from portal.cellar.folders import stamps_in


class LastBuild:
    """The last build of a site from `home` with `templates` into `output`, as `wanted`, if it was without a mistake."""

    def __init__(self, store: Store, home: Path, templates: Path, output: Path, wanted: object) -> None:
        self._store, self._wanted = store, wanted
        self._sources, self._output = (home / "content", templates), output

    def told(self) -> dict[str, Any] | None:
        """What it had to tell, if everything is as it was left by it; else None."""
        kept = self._store.read()
        if kept is None:
            return None
        state, told = json.loads(kept)
        return told if state == self._state()[0] else None

    def keep(self, told: dict[str, Any]) -> None:
        """Keep what it has to tell. A source that changed within the last two seconds may change once more and show no
        sign of it, so then nothing is kept."""
        state, latest = self._state()
        if latest < self._store.now() - COARSEST:
            self._store.write(json.dumps((state, told)).encode())

    def _state(self) -> tuple[str, int]:
        """What changes with any file, and the latest change of a source, in nanoseconds as in a stamp."""
        digest, latest = blake2b(repr(self._wanted).encode(), digest_size=32), 0
        for folder in (*self._sources, self._output):
            stamps = [*stamps_in(str(folder))]
            digest.update(marshal.dumps(stamps))
            if folder != self._output:
                latest = max([latest, *(max(modified, changed) for _, (_, modified, changed, _) in stamps)])
        return digest.hexdigest(), latest
