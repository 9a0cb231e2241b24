"""Workers: one task shared out among processes that begin as copies of this one, with all that it knows."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import TypeVar

from portal.cellar.trouble import Trouble

Item = TypeVar("Item")
Result = TypeVar("Result")

FEWEST = 40
"""So many items at least are worth the 20 ms that it takes to begin a worker."""

AT_ONCE = 100
"""So many items are handed back together: what comes in pieces is never held twice."""

Work = Callable[[Sequence[Item]], Sequence[Result]]


class WorkerLost(Trouble):
    """The system ended a worker. The text is one line that says so."""


def shared_out(
    work: Work[Item, Result], items: Sequence[Item], most: int | None = None, fewest: int = FEWEST
) -> Iterator[Result]:
    """What `work` makes of `items`, in no order that can be relied on; an exception in a worker is raised here, if it
    is picklable. Raises WorkerLost.

    `work` is given some of the items at a time, and gives any number of results, which must be picklable. It runs in as
    many processes as there are processors, at most `most`, each with `fewest` items or more; in this one where the
    system cannot copy a process, where the items are few, or where threads are running, which a copy would lack while
    it keeps their locks.
    """
    number = min(most or processors(), len(items) // fewest)
    if number < 2 or threading.active_count() > 1 or "fork" not in multiprocessing.get_all_start_methods():
        yield from _done_here(work, items)
        return
    # What is there already is left alone by the collector: to look at it would copy its pages into each worker.
    gc.freeze()
    context = multiprocessing.get_context("fork")
    readers: list[Connection] = []
    processes = []
    try:
        for start in range(number):
            reader, writer = context.Pipe(duplex=False)
            readers.append(reader)
            process = context.Process(
                target=_in_worker, args=(work, items[start::number], writer, readers), daemon=True
            )
            process.start()
            writer.close()
            processes.append(process)
        yield from _received(readers)
    except BaseException:
        for process in processes:
            process.terminate()
        raise
    finally:
        for process in processes:
            process.join()
        gc.unfreeze()


def processors() -> int:
    """How many processors this process may use: in a container perhaps two of sixty-four."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _done_here(work: Work[Item, Result], items: Sequence[Item]) -> Iterator[Result]:
    for start in range(0, len(items), AT_ONCE):
        yield from work(items[start : start + AT_ONCE])


def _in_worker(
    work: Work[Item, Result], items: Sequence[Item], writer: Connection, readers: Sequence[Connection]
) -> None:
    # Ctrl-C reaches every process, and the first has to say what comes of it: it ends the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # Where the first is killed, nobody reads what is written. A worker that held the other end, too, would not come to
    # know that: it would wait for ever, and the next build for the lock that it has with all else.
    for reader in readers:
        reader.close()
    try:
        for start in range(0, len(items), AT_ONCE):
            writer.send((work(items[start : start + AT_ONCE]), None))
        writer.send(None)
    except Exception as error:
        error.add_note(traceback.format_exc())
        with suppress(OSError):
            writer.send(((), error))
    finally:
        writer.close()


def _received(readers: list[Connection]) -> Iterator[Result]:
    while readers:
        for reader in readers if len(readers) == 1 else wait(readers):
            assert isinstance(reader, Connection)
            try:
                received = reader.recv()
            except EOFError:
                raise WorkerLost("the system ended a part of the work, for lack of memory perhaps") from None
            if received is None:
                readers.remove(reader)
                continue
            results, error = received
            if error is not None:
                raise error
            yield from results
