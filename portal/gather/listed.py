"""Listed: the files of `content/`, and what is wrong with what else lies there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.cache.stamps import NO_STAMP, Stamp, stamp_of
from portal.cellar.diagnostics import Diagnostic
from portal.cellar.source import SourceFile
from portal.load.files import files_in, read_source
from portal.load.kinds import Kind
from portal.load.record import Record, read_record


@dataclass(frozen=True, slots=True)
class Listed:
    """The files of `home`/content: the kind of each by its path, and what is wrong with what else lies there."""

    home: Path
    files: Mapping[str, Kind]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def paths(self) -> list[str]:
        """Every path that a message could be about."""
        return [*self.files, *(found.span.path for found in self.diagnostics if found.span)]

    def source(self, path: str) -> SourceFile | None:
        """The file at `path`, which is one of these; None if it cannot be read, of which others have told."""
        return read_source(self.home / path, path, [])

    def record(self, path: str) -> Record | None:
        """The record in the file at `path`; None if there is none that could be judged."""
        source = self.source(path)
        return read_record(self.files[path], source)[0] if source else None

    def stamps(self) -> dict[str, Stamp]:
        """The stamps of all files."""
        return {path: stamp_of(f"{self.home}/{path}") or NO_STAMP for path in self.files}


def list_files(home: Path) -> Listed:
    """The files of `home`/content."""
    diagnostics: list[Diagnostic] = []
    files = {path: kind for kind, path in files_in(home, diagnostics)}
    return Listed(home, files, tuple(diagnostics))
