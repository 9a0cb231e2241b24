"""Figures: what a scenario found, as a table of Markdown, and the place of the tables in a file."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from comparison.measure import Taken

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What one scenario found: a heading, the columns, the rows, and what is to be known of them."""

    scenario: str
    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    def markdown(self, circumstances: str) -> str:
        """The table below its heading, with the `circumstances` it was measured in."""
        lines = [self.columns, tuple("---" if not at else "---:" for at in range(len(self.columns))), *self.rows]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        notes = "".join(f"\n\n{note}" for note in self.notes)
        return f"### {self.heading}\n\n{table}{notes}\n\n{circumstances}\n"


def median(taken: Sequence[Taken]) -> Taken:
    """The median of each thing that was measured."""
    return Taken(
        wall=statistics.median(one.wall for one in taken),
        cpu=statistics.median(one.cpu for one in taken),
        largest=int(statistics.median(one.largest for one in taken)),
        together=int(statistics.median(one.together for one in taken)),
    )


def seconds(found: float) -> str:
    """Seconds in words that fit their size."""
    return f"{found * 1000:.0f} ms" if found < 1 else f"{found:.1f} s"


def megabytes(found: int) -> str:
    return f"{found / MEGABYTE:,.0f} MB" if found else "-"


def ratio(ours: float, theirs: float) -> str:
    """How ours compares; `theirs` may be nothing."""
    return f"{ours / theirs:.3f}" if theirs else "-"


def place(text: str, table: str, scenario: str) -> str:
    """`text` with `table` between the marks of `scenario`, at the end if there are none yet."""
    begin, end = f"<!-- figures of {scenario}: begin -->", f"<!-- figures of {scenario}: end -->"
    block = f"{begin}\n\n{table}\n{end}"
    if begin in text and end in text:
        return re.sub(f"{re.escape(begin)}.*?{re.escape(end)}", lambda _: block, text, flags=re.DOTALL)
    return f"{text.rstrip()}\n\n{block}\n".lstrip()


def write(file: Path, tables: Sequence[tuple[Table, str]]) -> None:
    """Put each table with its circumstances into its place in `file`, and leave everything else in it."""
    text = file.read_text("utf-8") if file.is_file() else ""
    for table, circumstances in tables:
        text = place(text, table.markdown(circumstances), table.scenario)
    file.write_text(text, "utf-8")
