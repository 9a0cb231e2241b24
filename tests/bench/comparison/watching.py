"""Watching: how long after a record is saved its page is served with the new words."""

from __future__ import annotations

import http
import http.client
import os
import socket
import subprocess
import time

from comparison.makers import Maker
from comparison.measure import Failed, end

PATIENCE = 900
"""So many seconds at most for a site to be ready, or for an edit to be seen."""

PAUSE = 0.01
SETTLED = 12.0
"""Seconds between two edits, so that the work for one is over when the next comes."""


def seconds_until_visible(maker: Maker, edits: int) -> list[float]:
    """The seconds from each of `edits` being saved to its being served, one after the other."""
    port = _free_port()
    command = [*maker.serve, str(port)]
    with subprocess.Popen(
        command, cwd=maker.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ)
    ) as server:
        try:
            _wait_for(maker.page, port, b"</html>", server)
            found = []
            for number in range(edits):
                time.sleep(SETTLED)
                mark = f"Seen{number}x{port}"
                saved = time.perf_counter()
                maker.edit(mark)
                _wait_for(maker.page, port, mark.encode(), server)
                found.append(time.perf_counter() - saved)
        finally:
            end(server)
    return found


def _wait_for(page: str, port: int, words: bytes, server: subprocess.Popen[bytes]) -> None:
    """Return once the page has `words`. Raises Failed if the server ends, or after PATIENCE."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if words in _page(page, port):
            return
        if server.poll() is not None:
            raise Failed(f"the server ended with {server.returncode}")
        time.sleep(PAUSE)
    raise Failed(f"{page} was not served with {words!r} within {PATIENCE} s")


def _page(page: str, port: int) -> bytes:
    """The page as it is served now; nothing if nobody answers, or there is none yet."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", f"/{page}")
        answer = connection.getresponse()
        found = answer.read()
        return found if answer.status == http.HTTPStatus.OK else b""
    except (OSError, http.client.HTTPException):
        return b""
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
