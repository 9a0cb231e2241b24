"""How the time of a build grows with the number of vacancies: `python tests/bench/bench_build.py`.

Prints, for demonstrations of 10 to 1,000 vacancies, the seconds a build takes and the ratio to the smallest one.
Twice the vacancies should take about twice the time, less what any build takes.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from builtsite import build, copy_project, demo_content

SIZES = (10, 100, 500, 1000)


def seconds_for(number: int, folder: Path) -> float:
    """The seconds that a build of `number` vacancies takes."""
    root = copy_project(folder / str(number), demo_content(number))
    started = time.perf_counter()
    build(root, root / "site")
    return time.perf_counter() - started


def main() -> None:
    """Print a line for each size."""
    with tempfile.TemporaryDirectory() as folder:
        first = 0.0
        for number in SIZES:
            seconds = seconds_for(number, Path(folder))
            first = first or seconds
            print(f"{number:5} vacancies {seconds:6.2f} s, {seconds / first:5.1f} times the first")  # noqa: T201


if __name__ == "__main__":
    main()
