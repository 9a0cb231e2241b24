"""Built sites for the tests: the command line as a person uses it, a small web server, and pages as trees.

Everything here looks from outside: at the command's exit code and words, and at the files that it made.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache, lru_cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib

from portal.cellar.locks import held
from portal.demo.content import write_content

PROJECT = Path(__file__).resolve().parent.parent
PARTS = ("build.py", "portal", "schema", "templates", "requirements.txt")
"""What a project needs besides its content."""

FIVE = PROJECT / "tests" / "sites" / "five" / "content"
"""Five records and what belongs to them, frozen: what tests say of a page holds whatever is published."""

LIVE = PROJECT / "content"
"""What is published. It changes every week, so tests say of it only what holds for any content."""

MOST = 40
"""Of so many pages of the live content each is looked at; of more, so many, evenly chosen."""

TODAY = "2026-11-22"
"""The day that tests build for if they do not name another: nothing dated is open."""

KENSINGTON = "vacancies/highly-specialist-psychotherapist-kensington.html"
MILTON_KEYNES = "vacancies/dbt-therapist-practitioner-milton-keynes.html"
MEDWAY = "vacancies/sessional-therapist-children-medway.html"
KENT = "vacancies/senior-therapist-adoption-kent.html"
LONDON = "vacancies/liaison-clinical-practitioner-mhtr-london.html"
VACANCIES = (KENSINGTON, MILTON_KEYNES, MEDWAY, KENT, LONDON)

LISTS = ("index.html", "vacancies.html", "closed.html", "employers.html", "add.html", "404.html")


def pages_of(content: Path) -> tuple[str, ...]:
    """The portal's own pages, and the page of each record in `content`."""
    kinds = (("vacancies", "vacancies/"), ("employers", "employers/"), ("pages", ""))
    return LISTS + tuple(
        f"{address}{file.stem}.html"
        for folder, address in kinds
        for file in sorted((content / folder).glob("[!_.]*"))
        if file.suffix in (".yaml", ".md")
    )


def lists_in(site: Path) -> tuple[str, ...]:
    """Every page of the built `site` that only lists: those of the facets' values, and further pages of any list."""
    found = {*site.glob("browse/**/*.html"), *site.rglob("page-*.html")}
    return tuple(sorted(path.relative_to(site).as_posix() for path in found))


def some_of(pages: Sequence[str]) -> tuple[str, ...]:
    """All of `pages`, or MOST of them if they are more: the lists first, and evenly of the rest."""
    rest = [path for path in pages if path not in LISTS]
    room = MOST - len(LISTS)
    step = max(1, -(-len(rest) // room))
    return (*LISTS, *rest[::step])


PAGES = pages_of(FIVE)
"""The portal's own pages, and those of the five with what belongs to them."""


SHARED = "PORTAL_TESTS_FOLDER"
"""What the environment calls the folder that all processes of a session share."""


def once(name: str, make: Callable[[Path], object]) -> Path:
    """The folder `name`, made by whichever process of the session asks first, and gone at the end. Read it, no more.

    `make` makes it at the path that it is given.
    """
    folder = _shared() / name
    with held(_shared() / f"{name}.lock", lambda: None):
        if not folder.exists():
            unfinished = _shared() / f"{name}.unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            make(unfinished)
            unfinished.rename(folder)
    return folder


def _shared() -> Path:
    """The folder that the session's first process has made; without a session one of our own."""
    return Path(os.environ.get(SHARED) or _own().name)


@cache
def _own() -> TemporaryDirectory[str]:
    """A folder that goes when Python ends."""
    return TemporaryDirectory()


def demo_content(number: int = 300, day: str = TODAY, seed: int = 1) -> Path:
    """The content of a demonstration around `day`: each once a session. Read it, no more."""

    def make(folder: Path) -> None:
        folder.mkdir()
        write_content(folder / "content", number, date.fromisoformat(day), seed)

    return once(f"demonstration-{number}-{day}-{seed}", make) / "content"


class SiteOn(Protocol):
    """The folder of the site of `content` as built for a day, such as "2025-11-10": each once a session."""

    def __call__(self, day: str, content: Path = FIVE) -> Path: ...


class ServedOn(Protocol):
    """The address of a web server with a site below the path `base`, such as "/repo/": each once a session.

    The site is built for that address.
    """

    def __call__(self, day: str, base: str, content: Path = FIVE) -> str: ...


def command(root: Path, *arguments: str | Path) -> list[str]:
    """The command line that runs `build.py` of the project in `root`."""
    return [sys.executable, str(root / "build.py"), *map(str, arguments)]


def run(
    root: Path, *arguments: str | Path, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run `build.py` of the project in `root` to its end, with `environment` laid over ours."""
    settings = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    return subprocess.run(
        command(root, *arguments),
        env=settings | (environment or {}),
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def build(root: Path, output: Path, day: str = TODAY, *arguments: str | Path) -> Path:
    """Build the project in `root` for `day` into `output`, which is handed back; it must succeed."""
    done = run(root, "--today", day, "--output", output, *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return output


def copy_project(to: Path, content: Path = FIVE) -> Path:
    """A copy of the project in the new folder `to` with this `content`."""
    to.mkdir(parents=True)
    leave = shutil.ignore_patterns("__pycache__")
    for name in PARTS:
        part = PROJECT / name
        if part.is_dir():
            shutil.copytree(part, to / name, ignore=leave)
        else:
            shutil.copyfile(part, to / name)
    shutil.copytree(content, to / "content", ignore=leave)
    return to


def tree(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file in `folder` with its mode and bytes, and every folder with its mode."""
    return {
        path.relative_to(folder).as_posix(): (
            path.lstat().st_mode,
            b"" if path.is_dir() else path.read_bytes(),
        )
        for path in sorted(folder.rglob("*"))
    }


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder below a base path as GitHub Pages does: 404.html for what is not there."""

    protocol_version = "HTTP/1.1"
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".js": "text/javascript", ".xml": "text/xml"}

    def __init__(self, *arguments: object, folder: Path, base: str) -> None:
        self.base = base
        super().__init__(*arguments, directory=str(folder))  # type: ignore[arg-type]

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: the tests' own words are enough."""

    def translate_path(self, path: str) -> str:
        path = unquote(urlsplit(path).path)
        inside = path.removeprefix(self.base) if path.startswith(self.base) else "no-such-file"
        return super().translate_path(f"/{inside}")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            return super().send_error(code, message, explain)
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a browser that closes while a file is on its way is no mistake."""


@contextmanager
def served(folder: Path, base: str = "/") -> Iterator[str]:
    """Serve `folder`, which may still be empty, below the path `base`; the address, which ends in a slash."""
    with _Server(("127.0.0.1", 0), partial(_Handler, folder=folder, base=base)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()
            thread.join()


def read_page(file: Path) -> Element:
    """The page as a tree, to be read and not changed. Any parse error of the HTML standard fails the test."""
    return _tree(file.read_text("utf-8"))


@lru_cache(maxsize=256)
def _tree(text: str) -> Element:
    """Tests of the same site ask for the same pages, and a page takes ten milliseconds or more to read."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page: Element = parser.parse(text)
    return page


def handed_over(script: Path) -> Any:
    """The value that a script of data hands to the page."""
    return json.loads(script.read_text("utf-8").partition(",")[2].rpartition(")")[0])


def cards_of_rows(site: Path) -> list[str]:
    """The card of each row of the finder's tables, as HTML."""
    files = sorted(site.glob("assets/cards.*/*.js"), key=lambda file: int(file.stem))
    return [card for file in files for card in handed_over(file)]


def status_on_card(card: str) -> tuple[str, str]:
    """The address of a card's vacancy, and the status that it tells."""
    (slug,), (status,) = re.findall(r'data-slug="([^"]+)"', card), re.findall(r'data-status="([^"]+)"', card)
    return f"vacancies/{slug}.html", status


def words(element: Element) -> str:
    """The text of an element and of all in it, white space made single."""
    return " ".join("".join(element.itertext()).split())


def parents(page: Element) -> Callable[[Element], Element | None]:
    """A function that gives an element's parent."""
    known = {child: parent for parent in page.iter() for child in parent}
    return known.get


def classes(element: Element) -> list[str]:
    """The classes of an element."""
    return re.split(r"\s+", element.get("class", "").strip())
