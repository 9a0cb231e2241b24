"""Places: where each value of a parsed file stands, kept beside the values so that these stay plain data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from portal.cellar.source import Span

Mark = tuple[int, int, int, int]
"""First line and column, last line and column; all counted from 0, as the parser counts."""

Path = Sequence[str | int]
"""The keys and list positions that lead to a value."""


@dataclass(slots=True)
class Place:
    """Where a value stands, and its parts: `keys` and `parts` of a mapping by key, `parts` of a list by position."""

    mark: Mark
    keys: dict[str, Mark] = field(default_factory=dict)
    parts: dict[str | int, Place] = field(default_factory=dict)

    def find(self, path: Path) -> tuple[Place, Place | None, str | int | None]:
        """The deepest place on `path` that exists, its parent, and the step that led to it."""
        here, parent, last = self, None, None
        for step in path:
            if step not in here.parts:
                break
            here, parent, last = here.parts[step], here, step
        return here, parent, last


def span_at(path: str, mark: Mark) -> Span:
    """The span in file `path` of a parser's mark."""
    return Span(path, mark[0] + 1, mark[1] + 1, mark[2] + 1, mark[3] + 1)
