"""Listed: the files of `content/`, and what is wrong with what else lies there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from portal.cellar.diagnostics import Diagnostic
from portal.cellar.source import SourceFile
from portal.load.files import files_in, read_source
from portal.load.kinds import Kind
from portal.load.record import Record, read_record


@dataclass(frozen=True, slots=True)
class Listed:
    """The files of `content/`: each path with its kind and file, and what is wrong with what else lies there."""

    files: Mapping[str, tuple[Kind, Path]]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def paths(self) -> list[str]:
        """Every path that a message could be about."""
        return [*self.files, *(found.span.path for found in self.diagnostics if found.span)]

    def source(self, path: str) -> SourceFile | None:
        """The file at `path`, which is one of these; None if it cannot be read, of which others have told."""
        return read_source(self.files[path][1], path, [])

    def record(self, path: str) -> Record | None:
        """The record in the file at `path`; None if there is none that could be judged."""
        source = self.source(path)
        return read_record(self.files[path][0], source)[0] if source else None


def list_files(home: Path) -> Listed:
    """The files of `home`/content."""
    diagnostics: list[Diagnostic] = []
    # Of ten thousand files, `relative_to` alone would take longer than to read their names.
    start = f"{home.as_posix()}/"
    files = {file.as_posix().removeprefix(start): (kind, file) for kind, file in files_in(home, diagnostics)}
    return Listed(files, tuple(diagnostics))
