"""The serve room: what a browser gets, what it hears, and what makes a new build."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from portal.front import serve
from portal.front.serve import Preview, ServeFailed

PAGE = "<!doctype html><html><head><title>{0}</title></head><body>{0}</body></html>"


class Done(Exception):
    """Ends a server that would run for ever."""


class Running:
    """A preview of a made-up site, with a builder that does as it is told."""

    def __init__(self, folder: Path, *, may_build: bool = True) -> None:
        self.source, self.site = folder / "content", folder / "site"
        self.source.mkdir()
        (self.source / "a.yaml").write_text("one")
        self.mistakes = ""
        self.builds = 0
        self.ended = False
        self.ready = threading.Event()
        self.may_build = threading.Event()
        if may_build:
            self.may_build.set()
        self.preview = Preview(self.site, "127.0.0.1", 0)
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def end(self) -> None:
        (self.source / "a.yaml").write_text("end")
        self.thread.join(5)
        assert self.ended

    def _run(self) -> None:
        try:
            self.preview.run(self._rebuild, [self.source], self.ready.set, self._ahead)
        except Done:
            self.ended = True

    def _ahead(self, files: Sequence[Path]) -> dict[str, bytes]:
        return {"index.html": PAGE.format(f"{files[0].read_text()}, ahead").encode()}

    def _rebuild(self) -> str:
        assert self.may_build.wait(5)
        self.builds += 1
        text = (self.source / "a.yaml").read_text()
        if text == "end":
            raise Done
        if not self.mistakes:
            self.site.mkdir(exist_ok=True)
            (self.site / "index.html").write_text(PAGE.format(text))
            (self.site / "404.html").write_text(PAGE.format("not found"))
            (self.site / "a.css").write_text("a { }")
        return self.mistakes

    def connection(self) -> HTTPConnection:
        return HTTPConnection(self.preview.url.removeprefix("http://").rstrip("/"), timeout=5)

    def get(self, path: str, method: str = "GET") -> tuple[int, str, str]:
        """The answer's status, type and text."""
        connection = self.connection()
        connection.request(method, path)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, answer.headers["Content-Type"], text

    def listen(self) -> HTTPResponse:
        connection = self.connection()
        connection.request("GET", "/.portal/events")
        return connection.getresponse()


def heard(answer: HTTPResponse) -> dict[str, str]:
    """The next news."""
    while not (line := answer.readline()).startswith(b"data: "):
        assert line
    news: dict[str, str] = json.loads(line.removeprefix(b"data: "))
    return news


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    running = Running(tmp_path)
    assert running.ready.wait(5)
    yield running
    running.end()


def test_a_page_comes_with_the_script_that_listens(running: Running) -> None:
    """The file on disk stays as it was built."""
    status, kind, text = running.get("/")
    assert (status, kind) == (200, "text/html; charset=utf-8")
    assert f'<script src="/.portal/preview.js?build={running.preview.build}" defer></script>' in text
    assert (running.site / "index.html").read_text() == PAGE.format("one")
    assert running.get("/.portal/preview.js")[:2] == (200, "text/javascript; charset=utf-8")
    assert running.get("/.portal/preview.css")[:2] == (200, "text/css; charset=utf-8")


def test_other_files_come_as_they_are(running: Running) -> None:
    """And a question about a file is answered without it."""
    assert running.get("/a.css?x=1") == (200, "text/css; charset=utf-8", "a { }")
    assert running.get("/a.css", "HEAD") == (200, "text/css; charset=utf-8", "")


@pytest.mark.parametrize("path", ["/nowhere.html", "/../content/a.yaml", "/%2e%2e/content/a.yaml", "/%00"])
def test_what_is_not_there_is_answered_by_the_sites_own_page(running: Running, path: str) -> None:
    """Also what lies outside the site."""
    status, _, text = running.get(path)
    assert status == 404
    assert "not found" in text


def test_a_saved_change_is_built_and_told(running: Running) -> None:
    """Open pages hear of another build than theirs."""
    news = running.listen()
    assert heard(news) == {"build": running.preview.build, "mistakes": ""}
    before = running.preview.build
    (running.source / "a.yaml").write_text("another")
    assert heard(news)["build"] != before
    assert "another" in running.get("/")[2]
    news.close()


def test_a_file_that_is_saved_again_is_seen_before_all_others_are_looked_at(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To look at ten thousand takes a while."""
    news = running.listen()
    heard(news)
    (running.source / "a.yaml").write_text("another")
    heard(news)
    monkeypatch.setattr(serve, "RESTING", 10**9)
    time.sleep(0.3)  # now all are looked at once more, and then not for hours
    (running.source / "a.yaml").write_text("once more")
    heard(news)
    assert "once more" in running.get("/")[2]
    news.close()


def test_the_first_build_has_no_thread_beside_it(tmp_path: Path) -> None:
    """Else it could not be shared out among processors. One that is stopped ends the server."""
    before, beside = threading.active_count(), list[int]()

    def rebuild() -> str:
        beside.append(threading.active_count())
        raise Done

    preview = Preview(tmp_path, "127.0.0.1", 0)
    with pytest.raises(Done):
        preview.run(rebuild, [], lambda: None, lambda _: {})
    assert beside == [before]


def test_who_asks_during_the_first_build_gets_what_it_made(tmp_path: Path) -> None:
    """The port is open before."""
    running = Running(tmp_path, may_build=False)
    connection = running.connection()
    connection.request("GET", "/")
    running.may_build.set()
    assert "<body>one</body>" in connection.getresponse().read().decode()
    connection.close()
    running.end()


def test_where_a_build_takes_long_the_saved_page_comes_before_it(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And gives way to the built one."""
    monkeypatch.setattr(serve, "LONG", 0)
    (running.source / "a.yaml").write_text("measured")  # how long it takes is known from the build before
    news = running.listen()
    while "measured" not in running.get("/index.html")[2]:
        heard(news)
    running.may_build.clear()
    (running.source / "a.yaml").write_text("another")
    while "another, ahead" not in running.get("/index.html")[2]:
        heard(news)
    assert "measured" in running.get("/")[2]
    running.may_build.set()
    while "ahead" in running.get("/index.html")[2]:
        heard(news)
    assert "another" in running.get("/index.html")[2]
    news.close()


def test_a_mistake_is_told_over_the_last_good_site_until_it_is_mended(running: Running) -> None:
    """The build that pages are compared with stays the last good one."""
    news = running.listen()
    good = heard(news)["build"]
    running.mistakes = "error[some-rule]: <b>it</b> is wrong"
    (running.source / "b.yaml").write_text("new file")
    assert heard(news) == {"build": good, "mistakes": running.mistakes}
    assert "one" in running.get("/")[2]
    running.mistakes = ""
    (running.source / "b.yaml").unlink()
    mended = heard(news)
    assert mended["mistakes"] == ""
    assert mended["build"] != good
    news.close()


def test_nothing_is_built_while_nothing_changes(running: Running) -> None:
    """Looking is not building."""
    time.sleep(0.7)
    assert running.builds == 1


def test_a_first_build_with_mistakes_shows_a_page_all_the_same(running: Running) -> None:
    """One that hears the news like any other."""
    for file in running.site.iterdir():
        file.unlink()
    status, _, text = running.get("/")
    assert status == 404
    assert "Nothing to show yet" in text
    assert "/.portal/preview.js?build=" in text


def test_a_taken_port_is_one_clear_line(running: Running) -> None:
    """With the option that helps."""
    port = int(running.preview.url.rstrip("/").rpartition(":")[2])
    with pytest.raises(ServeFailed, match=f"port {port} is taken; choose another, such as --port {port + 1}"):
        Preview(running.site, "127.0.0.1", port)


def test_a_host_that_is_not_ours_is_one_clear_line(tmp_path: Path) -> None:
    """192.0.2.0/24 is nobody's."""
    with pytest.raises(ServeFailed, match="choose others with --host and --port"):
        Preview(tmp_path, "192.0.2.1", 0)
