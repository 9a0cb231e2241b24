"""Measuring: what one command takes, with everything that it starts.

The CPU time and the memory of the largest process are what the kernel tells of a child that has ended (`wait4`):
user and system time of the whole tree, and the most that one process of it ever held. The memory of all of them
together is sampled twice a second: each process's share (PSS), so that pages which forked workers share count once.
For a process beyond a gigabyte its whole memory (RSS) is taken, since reading its share would slow it down.
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.5
"""Seconds between two looks at the memory: to look at 400 MB takes 15 ms, and ten times as often would slow a build by
8 %."""
LARGE = 1 << 30
PAGE = os.sysconf("SC_PAGE_SIZE")
PROC = Path("/proc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a command took: seconds, seconds of CPU, and bytes; 0 bytes where the system does not tell."""

    wall: float
    cpu: float
    largest: int
    together: int


class Failed(Exception):
    """A command did not end well; the text has what it said."""


def run(command: Sequence[str], folder: Path, extra: Mapping[str, str] | None = None) -> Taken:
    """Run `command` in `folder` to its end, with `extra` in its environment. Raises Failed."""
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdout=said, stderr=subprocess.STDOUT, env={**os.environ, **(extra or {})}
        )
        with _Sampled(process.pid) as sampled:
            _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise Failed(f"{' '.join(command)}\n{said.read().decode('utf-8', 'replace')[-3000:]}")
    return Taken(
        wall=wall,
        cpu=usage.ru_utime + usage.ru_stime,
        largest=usage.ru_maxrss * 1024,
        together=max(sampled.most, usage.ru_maxrss * 1024),
    )


def together(parts: Sequence[Taken]) -> Taken:
    """What commands take that follow one another."""
    return Taken(
        wall=sum(part.wall for part in parts),
        cpu=sum(part.cpu for part in parts),
        largest=max(part.largest for part in parts),
        together=max(part.together for part in parts),
    )


class _Sampled:
    """Looks at a tree of processes every INTERVAL; `most` is the most memory that it held together."""

    def __init__(self, pid: int) -> None:
        self.most = 0
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> _Sampled:
        if PROC.is_dir():
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(INTERVAL):
            self.most = max(self.most, sum(map(held_by, tree_of(self._pid))))


def tree_of(pid: int) -> Iterator[int]:
    """The process and all below it."""
    yield pid
    for task in _threads_of(pid):
        for child in _text(task / "children").split():
            yield from tree_of(int(child))


def held_by(pid: int) -> int:
    """The bytes that a process holds; 0 once it has ended."""
    pages = _text(PROC / str(pid) / "statm").split()
    whole = int(pages[1]) * PAGE if pages else 0
    if whole >= LARGE:
        return whole
    for line in _text(PROC / str(pid) / "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return whole


def _threads_of(pid: int) -> list[Path]:
    try:
        return [*(PROC / str(pid) / "task").iterdir()]
    except OSError:
        return []


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""


def end(process: subprocess.Popen[bytes]) -> None:
    """End a server that we started, kindly and then not."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def size_of(folder: Path) -> tuple[int, int]:
    """How many files there are in `folder`, and their bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)
