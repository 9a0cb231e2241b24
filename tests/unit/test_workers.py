"""The workers: all items are worked on, wherever that is, and what goes wrong with a worker is told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from portal.cellar.workers import AT_ONCE, FEWEST, shared_out

ROOT = Path(__file__).resolve().parents[2]

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot copy a process")

BEGINNING = """
import json, os, signal, sys
from portal.cellar.workers import AT_ONCE, FEWEST, WorkerLost, shared_out
"""


def start(program: str) -> subprocess.Popen[str]:
    """Start `program` in a Python of its own: the tests themselves may have threads, and then nothing is shared out."""
    command = [sys.executable, "-c", BEGINNING + program]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")


def told_by(program: str) -> Any:
    """What `program` prints, which is JSON."""
    with start(program) as process:
        words, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    return json.loads(words)


def told_of(items: Sequence[int]) -> list[tuple[int, int]]:
    return [(item, os.getpid()) for item in items]


@needs_fork
def test_every_item_is_worked_on_once_in_several_processes() -> None:
    """Also where there are more than are handed back together."""
    found, own = told_by("""
items = range(3 * AT_ONCE)
found = [*shared_out(lambda some: [(item, os.getpid()) for item in some], items, most=2)]
print(json.dumps([found, os.getpid()]))
""")
    assert sorted(item for item, _ in found) == [*range(3 * AT_ONCE)]
    processes = {process for _, process in found}
    assert len(processes) == 2
    assert own not in processes


@needs_fork
def test_a_worker_may_hand_back_any_number_of_results() -> None:
    """None at all, or more than it had items."""
    assert (
        told_by("""
work = lambda some: ["many"] * 1000 if 0 in some else []
print(json.dumps([*shared_out(work, range(4 * FEWEST), most=4)]))
""")
        == ["many"] * 1000
    )


@needs_fork
def test_what_goes_wrong_in_a_worker_is_raised_here_and_says_where_it_was() -> None:
    """With the way to it, for those who have to mend it; and no worker is left."""
    kind, words, notes, left = told_by("""
import multiprocessing
def fail(some):
    return [1 // item for item in some]
try:
    list(shared_out(fail, range(4 * FEWEST), most=2))
except ZeroDivisionError as error:
    left = len(multiprocessing.active_children())
    print(json.dumps([type(error).__name__, str(error), error.__notes__, left]))
""")
    assert (kind, words, left) == ("ZeroDivisionError", "integer division or modulo by zero", 0)
    assert "in fail" in notes[0]


@needs_fork
def test_a_mistake_in_a_template_and_a_bad_document_come_through_a_worker_as_they_are() -> None:
    """They have more to tell than words."""
    assert told_by("""
from portal.cellar.diagnostics import Diagnostic
from portal.cellar.source import SourceFile
from portal.render.render import TemplateMistake
from portal.search.documents import BadDocument

def raised(error):
    def fail(some):
        raise error
    try:
        list(shared_out(fail, range(4 * FEWEST), most=2))
    except Exception as found:
        return found

mistake = TemplateMistake(Diagnostic("template-mistake", "So it is."), {"a.jinja": SourceFile("a.jinja", "text")})
found = raised(mistake)
assert isinstance(found, TemplateMistake) and found.diagnostic == mistake.diagnostic
print(json.dumps([str(found), found.sources["a.jinja"].text, str(raised(BadDocument("odd")))]))
""") == ["So it is.", "text", "templates/search/document.html.jinja: odd"]


@needs_fork
def test_a_worker_that_the_system_ends_is_missed() -> None:
    """What it had to do is not done, and nobody must take the rest for everything."""
    assert (
        told_by("""
def die(some):
    if 0 in some:
        os.kill(os.getpid(), signal.SIGKILL)
    return some
try:
    print(json.dumps(len(list(shared_out(die, range(4 * FEWEST), most=2)))))
except WorkerLost as lost:
    print(json.dumps("lost"))
""")
        == "lost"
    )


@needs_fork
def test_who_is_interrupted_while_workers_work_leaves_none() -> None:
    """As Ctrl-C or TERM does it: with an exception."""
    assert (
        told_by("""
import multiprocessing
results = shared_out(lambda some: ["x" * 1_000_000] * len(some), range(40 * AT_ONCE), most=2)
next(results)
results.close()
print(json.dumps(len(multiprocessing.active_children())))
""")
        == 0
    )


@needs_fork
def test_workers_end_when_the_first_process_is_killed() -> None:
    """Else they would hold the lock of the output for ever. What they print to is closed with them."""
    with start("""
for result in shared_out(lambda some: ["x" * 1_000_000] * len(some), range(40 * AT_ONCE), most=2):
    print("begun", flush=True)
    sys.stdin.readline()
""") as process:
        assert process.stdout
        assert process.stdout.readline() == "begun\n"
        process.kill()
        words, _ = process.communicate(timeout=60)
    assert words == ""


def test_few_items_are_worked_on_here() -> None:
    """To begin a worker would take longer."""
    items = range(2 * FEWEST - 1)
    assert [*shared_out(told_of, items, most=2)] == told_of(items)


def test_one_process_is_enough_if_no_more_are_wanted() -> None:
    """In parts, so that nothing is held twice."""
    parts: list[int] = []

    def work(items: Sequence[int]) -> list[tuple[int, int]]:
        parts.append(len(items))
        return told_of(items)

    items = range(2 * AT_ONCE + 1)
    assert [*shared_out(work, items, most=1)] == told_of(items)
    assert parts == [AT_ONCE, AT_ONCE, 1]


def test_where_threads_are_running_everything_is_done_here() -> None:
    """A copy of this process would have their locks and not them."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        items = range(4 * FEWEST)
        assert [*shared_out(told_of, items, most=2)] == told_of(items)
    finally:
        done.set()
        thread.join()


def test_nothing_comes_of_nothing() -> None:
    assert [*shared_out(told_of, [])] == []
