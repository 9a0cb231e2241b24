"""The progress room: a changing line on a terminal, nothing in a pipe."""

from __future__ import annotations

from io import StringIO

from portal.front.progress import Progress


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_pipe_sees_no_steps() -> None:
    """Only what is worth keeping."""
    stream = StringIO()
    progress = Progress(stream)
    progress.step("rendering")
    progress.line("done")
    progress.clear()
    assert stream.getvalue() == "done\n"


def test_a_terminal_sees_one_line_that_changes() -> None:
    """And nothing of it stays."""
    stream = Terminal()
    progress = Progress(stream)
    progress.step("rendering")
    progress.step("publishing")
    progress.clear()
    progress.clear()
    assert stream.getvalue() == "\r\x1b[2Krendering …\r\x1b[2Kpublishing …\r\x1b[2K"
