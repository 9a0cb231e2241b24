#!/usr/bin/env python3
"""The benchmark: the portal beside Hugo, Eleventy and Pelican on the same records, in turns.

`python3 tests/bench/run.py` installs what it needs into .cache/bench/, measures, prints tables of Markdown, and puts
them into docs/performance.md, each between marks of its own. It never passes or fails: it tells.
What is equal and what is not is told in tests/bench/peers/README.md.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from comparison.figures import Table, write
from comparison.machine import load, machine, versions
from comparison.makers import understands
from comparison.measure import Failed
from comparison.scenarios import SCENARIOS, Bench
from comparison.tools import CACHE, ROOT, install

from portal.front.environment import prepare

PEERS = ("hugo", "hugo-json", "eleventy", "pelican")


def main() -> None:
    """Measure what was asked for; print each table as soon as it is there."""
    given = understood()
    prepare(ROOT, ["requirements.txt"], say)
    missing = understands("--content", "--no-search")
    if missing:
        sys.exit(f"build.py does not know {' and '.join(missing)}")
    work = CACHE / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    tools = install(given.peers, say)
    bench = Bench(
        records=given.records,
        pairs=given.pairs,
        day=given.today,
        peers=given.peers,
        work=work,
        tools=tools,
        say=say,
    )
    for name in given.only:
        measure(name, bench, given.output)
    if not given.keep:
        shutil.rmtree(work)


def measure(name: str, bench: Bench, output: Path) -> None:
    """Carry out one scenario, print its table and write it into `output`; or say why there is none."""
    if name == "first-search" and not find_spec("playwright"):
        say("first-search: Playwright is not installed (requirements-test.txt has it)")
        return
    say(name)
    before = load()
    try:
        table: Table = SCENARIOS[name](bench)
    except Failed as failure:
        say(f"{name}: {failure}")
        return
    told = f"{bench.pairs} times in turns, medians" if bench.pairs > 1 else "once"
    circumstances = (
        f"Measured on {date.today().isoformat()}, {told}: {machine()}; load before {before:.1f}; "  # noqa: DTZ011
        f"{versions(bench.tools.versions)}."
    )
    print(table.markdown(circumstances), flush=True)  # noqa: T201
    write(output, [(table, circumstances)])


def understood() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0] if __doc__ else "")
    add = parser.add_argument
    add("--records", type=int, default=10_000, help="how many vacancies (10000)")
    add("--pairs", type=int, default=2, help="how often each is measured (2)")
    add("--only", type=chosen(tuple(SCENARIOS)), default=tuple(SCENARIOS), help=f"some of {','.join(SCENARIOS)}")
    add("--peers", type=chosen(PEERS), default=PEERS, help=f"some of {','.join(PEERS)}; none for ours alone")
    add("--today", type=date.fromisoformat, default=date(2026, 11, 23), help="the day to build for (2026-11-23)")
    add("--output", type=Path, default=ROOT / "docs" / "performance.md", help="the file that tables are put into")
    add("--keep", action="store_true", help="leave what was made in .cache/bench/work")
    return parser.parse_args()


def chosen(known: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    """A reader of names with commas between them, which must be `known`."""

    def read(text: str) -> tuple[str, ...]:
        names = tuple(name for name in text.split(",") if name not in ("", "none"))
        unknown = [name for name in names if name not in known]
        if unknown:
            raise argparse.ArgumentTypeError(f"{unknown[0]} is none of {', '.join(known)}")
        return names

    return read


def say(text: str) -> None:
    """News on the standard error, so that the tables alone are on the standard output."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
