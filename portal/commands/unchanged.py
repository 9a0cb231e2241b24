"""Unchanged: tells by the stamps of all files that a build would make what is there, before anything is read."""

from __future__ import annotations

import json
import marshal
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from portal.cache.stamps import COARSEST
from portal.cache.store import Store
from portal.cellar.diagnostics import Diagnostic
from portal.cellar.folders import LITTER_OF_SYSTEMS, StampOfFile, stamps_in
from portal.front.outcome import Outcome

PLAIN = 2
"""The last version of `marshal` that writes equal values alike: later ones tell which are one object."""


class LastBuild:
    """The last build of a site from `home` with `templates` into `output`, as `wanted`, if it was without a mistake.

    It is asked for before the next build begins: what is saved while that runs may or may not be in it.
    """

    def __init__(self, store: Store, home: Path, templates: Path, output: Path, wanted: object) -> None:
        self._store, self._output, now = store, output, store.now()
        sources = [list(stamps_in(str(folder), follow=True)) for folder in (home / "content", templates)]
        self._sources = _digest(repr(wanted).encode() + marshal.dumps(sources, PLAIN))
        latest = max((_latest(stamp) for stamps in sources for _, stamp in stamps), default=0)
        # A source that changed within the last two seconds may change once more and show no sign of it.
        self._sure = latest < now - COARSEST

    def told(self) -> dict[str, Any] | None:
        """What it had to tell, if everything is as it was left by it; else None."""
        kept = self._store.read()
        if kept is None:
            return None
        sources, made, told = json.loads(kept)
        # The files of the site take the longest to look at.
        return told if sources == self._sources and made == _made(stamps_in(str(self._output))) else None

    def keep(self, told: dict[str, Any], stamps: Mapping[str, StampOfFile]) -> None:
        """Keep what the build that is done now has to tell; the files of the site have `stamps` by their paths."""
        if self._sure:
            self._store.write(json.dumps((self._sources, _made(stamps.items()), told)).encode())


def kept_of(outcome: Outcome) -> dict[str, Any]:
    """What a later run needs to tell the same as `outcome`, as plain data without the sources."""
    import msgspec

    found = msgspec.to_builtins(outcome.report.found)
    return {"counts": outcome.counts, "notes": outcome.notes, "details": outcome.details, "found": found}


def outcome_of(kept: Mapping[str, Any], root: Path) -> Outcome:
    """The outcome of which this was kept; what it quotes is read from `root`, where nothing has changed since."""
    outcome = Outcome(counts=kept["counts"], notes=tuple(kept["notes"]), details=tuple(kept["details"]))
    if kept["found"]:  # where there is nothing to quote, to import these would take a tenth of the time
        import msgspec

        from portal.load.files import read_source

        outcome.add(msgspec.convert(kept["found"], list[Diagnostic]))
        paths = {found.span.path for found in outcome.report.found if found.span}
        sources = {path: read_source(root / path, path, []) for path in paths}
        outcome.sources = {path: source for path, source in sources.items() if source}
    return outcome


def _made(stamps: Iterable[tuple[str, StampOfFile]]) -> str:
    """What changes with any file of a site, but for what a desktop leaves there."""
    own = sorted(one for one in stamps if one[0].rpartition("/")[2] not in LITTER_OF_SYSTEMS)
    return _digest(marshal.dumps(own, PLAIN))


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=32).hexdigest()


def _latest(stamp: StampOfFile) -> int:
    _, modified, changed, _ = stamp
    return max(modified, changed)
