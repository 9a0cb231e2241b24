"""The preview server: serves a built site, builds anew when a source changes, and reloads open pages.

The files on disk stay as they were built: the script that listens for news is put into a page as it is sent.
"""

from __future__ import annotations

import errno
import json
import os
import socketserver
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from portal.cellar.trouble import Trouble

LOOK_EVERY = 0.05
"""Seconds between two looks at the sources, at least."""
RESTING = 4
"""So many times as long as a look takes is the pause after it: ten thousand files take 40 ms to look at."""
AGAIN = 0.02
"""Seconds between two looks at what changed last: whoever saved a file will soon save it again."""
FEW = 10
"""So many files that changed last are looked at so often; of more, nobody will save just one again."""
LONG = 1.0
"""Seconds of a build for which nobody likes to wait."""
AT_REST = 0.03
"""Seconds within which a file that is being written changes again."""
STOP_WITHIN = 0.05
"""Seconds in which the server notices that it is to end."""
PULSE = 10.0
"""Seconds after which a page hears that nothing has changed, so that a closed one is noticed."""

OWN = "/.portal/"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
}

SCRIPT = """\
"use strict";
(() => {
  const mine = new URL(document.currentScript.src).searchParams.get("build");
  let panel = null;

  function part(name, words) {
    const element = document.createElement(name);
    element.textContent = words;
    return element;
  }

  // The panel lies over the page: what is under it can be scrolled into view, and it folds to one line.
  const room = new ResizeObserver(() => {
    document.documentElement.style.setProperty("--portal-preview-room", panel ? `${panel.offsetHeight}px` : "0px");
  });

  function fold(folded) {
    const button = panel.querySelector("button");
    panel.lastChild.hidden = folded;
    button.setAttribute("aria-expanded", String(!folded));
    button.textContent = folded ? "Show the mistakes" : "Hide the mistakes";
  }

  function show(mistakes) {
    if (!panel) {
      panel = document.createElement("section");
      panel.id = "portal-preview-mistakes";
      panel.setAttribute("aria-label", "Mistakes in the last change");
      const head = document.createElement("div");
      const told = part("strong", "The last change has mistakes; this is the site as it was before it.");
      told.setAttribute("role", "alert");
      const button = part("button", "");
      button.type = "button";
      button.setAttribute("aria-controls", "portal-preview-list");
      button.addEventListener("click", () => fold(!panel.lastChild.hidden));
      panel.addEventListener("keydown", (event) => event.key === "Escape" && fold(true));
      head.append(told, button);
      const list = part("pre", "");
      list.id = "portal-preview-list";
      // It scrolls by itself, so it must be reached with the keyboard.
      list.tabIndex = 0;
      panel.append(head, list);
      document.body.append(panel);
      room.observe(panel);
      fold(false);
    }
    panel.lastChild.textContent = mistakes;
  }

  function hide() {
    room.disconnect();
    panel.remove();
    panel = null;
    document.documentElement.style.setProperty("--portal-preview-room", "0px");
  }

  const news = new EventSource("/.portal/events");
  news.onmessage = (event) => {
    const { build, mistakes } = JSON.parse(event.data);
    if (mistakes) {
      show(mistakes);
    } else if (build !== mine) {
      location.reload();
    } else if (panel) {
      hide();
    }
  };
  // A page kept for the back button would hold its connection, and a browser has six for a server.
  addEventListener("pagehide", () => news.close());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
})();
"""

STYLE = """\
html { scroll-padding-block-end: var(--portal-preview-room, 0px); }
body { margin-block-end: var(--portal-preview-room, 0px) !important; }
#portal-preview-mistakes {
  position: fixed; inset: auto 0 0; z-index: 2147483647; max-height: 40vh; overflow: hidden;
  display: flex; flex-direction: column; box-sizing: border-box;
  margin: 0; padding: 0.75rem 1rem; border-top: 4px solid #d33; background: #1b1b1b; color: #fff;
  font: 0.875rem/1.45 ui-monospace, monospace;
}
#portal-preview-mistakes div { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; }
#portal-preview-mistakes button { min-height: 2rem; padding: 0 0.75rem; border: 1px solid #fff; border-radius: 3px;
  background: #1b1b1b; color: #fff; font: inherit; cursor: pointer; }
#portal-preview-mistakes pre { overflow: auto; margin: 0.75rem 0 0; padding: 0; background: none; color: inherit;
  font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
#portal-preview-mistakes pre[hidden] { display: none; }
#portal-preview-mistakes :focus-visible { outline: 3px solid #fd0; outline-offset: 2px; }
@media print { #portal-preview-mistakes { display: none; } body { margin-block-end: 0 !important; } }
"""

NOTHING_YET = """\
<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Nothing to show yet</title></head>
<body><h1>Nothing to show yet</h1><p>The site appears here when its mistakes are mended.</p></body></html>
"""


class ServeFailed(Trouble):
    """The server cannot start. The text is one line that says why, and what to do."""


MakeAhead = Callable[[Sequence[Path]], Mapping[str, bytes]]
"""Makes the pages of some files that changed, by their paths in the site, as far as that is quickly done."""

Looks = dict[str, tuple[int, int]]
"""Files with their times, in nanoseconds, and sizes."""


class Preview:
    """A server for the site in `folder`. It has its port as soon as it is made; `run` builds, answers and watches."""

    def __init__(self, folder: Path, host: str, port: int) -> None:
        """Raises ServeFailed if `host` and `port` cannot be had."""
        self.folder = folder
        self.mistakes = ""
        self.ahead: Mapping[str, bytes] = {}
        self.changed = threading.Condition()
        # Told apart from the builds of an earlier server, whose pages may still be open.
        self._server_id = f"{os.getpid()}-{time.monotonic_ns()}"
        self._builds = 0
        self._server = _listen(self, host, port)
        self.url = f"http://{_for_address(host)}:{self._server.server_address[1]}/"

    @property
    def build(self) -> str:
        """A name for the build that is being served."""
        return f"{self._server_id}-{self._builds}"

    def run(
        self, rebuild: Callable[[], str], watched: Iterable[Path], on_ready: Callable[[], None], ahead: MakeAhead
    ) -> None:
        """Build, serve, and build again on every change in `watched`, until an exception ends it.

        `rebuild` makes the site in the folder, and returns its mistakes as text or, when there is none, "";
        `on_ready` is called after the first build. Where a build takes long, `ahead` is asked first for what pages it
        has of the files that changed: these are served until the build is done.
        """
        places = tuple(watched)
        with self._server:
            seen = _looks(places)
            # Whoever asks meanwhile waits: beside a running thread a build cannot be shared out among processors.
            took = self._built(rebuild)
            changed: list[str] = []
            with self._answering():
                on_ready()
                while True:
                    before, seen = seen, _wait_for_change(places, seen, changed)
                    changed = _changed(before, seen)
                    if took > LONG and (pages := ahead([Path(path) for path in changed])):
                        self.ahead = pages
                        self._tell("")
                    took = self._built(rebuild)

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Browsers are answered, in a thread of its own."""
        threading.Thread(target=self._server.serve_forever, args=(STOP_WITHIN,), daemon=True).start()
        try:
            yield
        finally:
            self._server.shutdown()

    def _built(self, rebuild: Callable[[], str]) -> float:
        """Build, and tell what came of it; the seconds that it took."""
        begun = time.monotonic()
        mistakes = rebuild()
        self.ahead = {}
        self._tell(mistakes)
        return time.monotonic() - begun

    def _tell(self, mistakes: str) -> None:
        with self.changed:
            self.mistakes = mistakes
            if not mistakes:
                self._builds += 1
            self.changed.notify_all()

    def news(self) -> dict[str, str]:
        """What open pages are told."""
        return {"build": self.build, "mistakes": self.mistakes}


def _listen(preview: Preview, host: str, port: int) -> _Server:
    try:
        server = _Server((host, port), _Conversation)
    except OverflowError:
        raise ServeFailed(f"there is no port {port}; choose one from 1 to 65535 with --port") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            why = f"port {port} is taken; choose another, such as --port {port + 1}"
        else:
            why = f"cannot listen on {host}:{port}: {error.strerror}; choose others with --host and --port"
        raise ServeFailed(why) from error
    server.preview = preview
    return server


def _for_address(host: str) -> str:
    """`host` as it stands in an address; one that means every interface is reached at this machine's own."""
    return {"": "127.0.0.1", "0.0.0.0": "127.0.0.1"}.get(host, host)  # noqa: S104 (compared)


def _looks(places: Iterable[Path]) -> Looks:
    """Every file in `places` with its time and size: what differs between two of these has changed."""
    return dict(found for place in places for found in _files(os.fspath(place)))


def _files(place: str) -> Iterator[tuple[str, tuple[int, int]]]:
    # A file or folder may go while we look.
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(place) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            else:
                with suppress(FileNotFoundError):
                    status = entry.stat(follow_symlinks=False)
                    yield entry.path, (status.st_mtime_ns, status.st_size)


def _wait_for_change(places: Iterable[Path], seen: Looks, last: Sequence[str]) -> Looks:
    """Return when `places` differ from `seen` and have come to rest; how they look then. `last` changed before."""
    pause = LOOK_EVERY
    while True:
        now = _changed_again(seen, last if len(last) <= FEW else (), pause)
        if now is None:
            begun = time.monotonic()
            now = _looks(places)
            pause = max(LOOK_EVERY, RESTING * (time.monotonic() - begun))
        if now != seen:
            return _at_rest(now, _changed(seen, now))


def _changed_again(seen: Looks, last: Iterable[str], seconds: float) -> Looks | None:
    """How all looks once one of the `last` files has changed; None if none does within so many `seconds`."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        time.sleep(min(AGAIN, left))
        now = _look_again(seen, last)
        if now != seen:
            return now
    return None


def _changed(before: Looks, now: Looks) -> list[str]:
    """The files that came, went or changed."""
    return [path for path in before.keys() | now.keys() if before.get(path) != now.get(path)]


def _at_rest(now: Looks, changed: Iterable[str]) -> Looks:
    """How the files look once those that `changed` do so no more."""
    while True:
        time.sleep(AT_REST)
        before, now = now, _look_again(now, changed)
        if now == before:
            return now


def _look_again(before: Looks, paths: Iterable[str]) -> Looks:
    """How all looks if only the files at `paths` are looked at anew."""
    now = {**before}
    for path in paths:
        now.pop(path, None)
        with suppress(OSError):
            status = Path(path).lstat()
            now[path] = status.st_mtime_ns, status.st_size
    return now


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # On Windows a second server would otherwise be let in on the same port.
    allow_reuse_address = os.name != "nt"
    preview: Preview

    def server_bind(self) -> None:
        # The inherited one asks the network for this machine's name, which can take seconds without one.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up early is no news."""


class _Conversation(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "portal-preview", ""

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if path == f"{OWN}events":
            self._send_news()
        elif path == f"{OWN}preview.js":
            self._send(HTTPStatus.OK, TYPES[".js"], SCRIPT.encode())
        elif path == f"{OWN}preview.css":
            self._send(HTTPStatus.OK, TYPES[".css"], STYLE.encode())
        else:
            self._send_file(path)

    do_HEAD = do_GET  # noqa: N815 (the server looks for this name)

    def _send_file(self, path: str) -> None:
        # Taken before the file is read: a page that is older than it says only reloads once more.
        build = self.server.preview.build
        status, file = HTTPStatus.OK, _file_for(self.server.preview.folder, path)
        if file is None:
            status, file = HTTPStatus.NOT_FOUND, self.server.preview.folder / "404.html"
        ahead = self.server.preview.ahead.get(path.lstrip("/"))
        if ahead is not None:
            self._send(HTTPStatus.OK, TYPES[".html"], _listening(ahead, build))
            return
        try:
            data, kind = file.read_bytes(), TYPES.get(file.suffix, "application/octet-stream")
        except OSError:
            status, data, kind = HTTPStatus.NOT_FOUND, NOTHING_YET.encode(), TYPES[".html"]
        self._send(status, kind, _listening(data, build) if kind == TYPES[".html"] else data)

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _send_news(self) -> None:
        """Send what there is to know now, and again after every build, until the page is closed."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        preview, told = self.server.preview, None
        while self.command != "HEAD":
            with preview.changed:
                if told == preview.news():
                    preview.changed.wait(PULSE)
                news = preview.news()
            self.wfile.write(b": nothing new\n\n" if news == told else f"data: {json.dumps(news)}\n\n".encode())
            self.wfile.flush()
            told = news

    def log_message(self, format: str, *args: Any) -> None:
        """The terminal is for the mistakes of the content."""


def _file_for(folder: Path, path: str) -> Path | None:
    """The file of the site that answers for the address `path`."""
    if "\0" in path:
        return None
    file = (folder / path.lstrip("/")).resolve()
    if not file.is_relative_to(folder.resolve()):
        return None
    if file.is_dir():
        file = file / "index.html"
    return file if file.is_file() else None


def _listening(page: bytes, build: str) -> bytes:
    """The page with the script that waits for news, and its styles, at the end of the head."""
    own = f'<link rel="stylesheet" href="{OWN}preview.css"><script src="{OWN}preview.js?build={build}" defer></script>'
    return page.replace(b"</head>", own.encode() + b"</head>", 1)
