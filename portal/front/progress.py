"""Progress: says on a terminal what is being done at the moment, and nothing at all in a pipe."""

from __future__ import annotations

from typing import TextIO

CLEAR_LINE = "\r\x1b[2K"


class Progress:
    """One line on `stream` that changes in place, if `stream` is a terminal."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.live = stream.isatty()
        self._shown = False

    def step(self, words: str) -> None:
        """Say what is done from now on, such as `rendering 12 pages`."""
        if self.live:
            self._stream.write(f"{CLEAR_LINE}{words} …")
            self._stream.flush()
            self._shown = True

    def line(self, words: str) -> None:
        """Say something that stays, on a terminal or not."""
        self.clear()
        self._stream.write(f"{words}\n")
        self._stream.flush()

    def clear(self) -> None:
        """Take the changing line away, before anything else is printed."""
        if self._shown:
            self._stream.write(CLEAR_LINE)
            self._stream.flush()
            self._shown = False
