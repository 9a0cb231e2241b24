"""Profile: how long each stage of a build took, for whoever wants to make it faster."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Reading(NamedTuple):
    """What has been used up: seconds by the clock, seconds of all processors, the most memory of a process in MB."""

    clock: float
    processors: float
    memory: float


if sys.platform == "win32":

    def read() -> Reading:
        """What this process has used up until now; nobody says there how much memory that was."""
        return Reading(time.perf_counter(), time.process_time(), 0)

else:
    from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

    def read() -> Reading:
        """What this process and its workers have used up until now."""
        own, workers = getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN)
        processors = own.ru_utime + own.ru_stime + workers.ru_utime + workers.ru_stime
        return Reading(time.perf_counter(), processors, max(own.ru_maxrss, workers.ru_maxrss) / 1024)


class Profile:
    """Reads the clocks whenever something else is done, and passes what that is on."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._read = [("starting", read())]

    def step(self, words: str) -> None:
        """From now on, `words` is done."""
        self._read.append((words, read()))
        self._say(words)

    def told(self) -> Iterator[str]:
        """A line for each stage, and one for all."""
        ends = [*(reading for _, reading in self._read[1:]), read()]
        yield f"{'stage':44}{'seconds':>9}{'of processors':>15}{'largest process':>18}"
        for (words, begin), end in zip(self._read, ends, strict=True):
            yield _line(words, begin, end)
        yield _line("all", self._read[0][1], ends[-1])


def _line(words: str, begin: Reading, end: Reading) -> str:
    spent = f"{end.clock - begin.clock:9.2f}{end.processors - begin.processors:15.2f}"
    return f"{words:44}{spent}{end.memory:15.0f} MB"
