"""Content: all records of `content/`, the texts they came from, and the mistakes met on the way.

A file that cannot be read is a diagnostic and does not hide the others. Nothing here judges values.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from portal.cellar.diagnostics import Diagnostic
from portal.cellar.source import SourceFile
from portal.load.files import files_in, read_source
from portal.load.record import Record, read_record


@dataclass(slots=True)
class Content:
    """All that was read: the records, the files they came from, and the mistakes met on the way."""

    records: list[Record] = field(default_factory=list)
    sources: dict[str, SourceFile] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def of(self, kind: str) -> Iterator[Record]:
        return (record for record in self.records if record.kind == kind)


def load_content(root: Path) -> Content:
    """Read `root`/content, where `root` is the project's folder."""
    content = Content()
    for kind, path in files_in(root, content.diagnostics):
        source = read_source(root / path, path, content.diagnostics)
        if source is None:
            continue
        content.sources[path] = source
        record, diagnostics = read_record(kind, source)
        content.diagnostics += diagnostics
        if record is not None:
            content.records.append(record)
    return content
