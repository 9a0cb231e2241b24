"""Reading offline: after one visit the network is switched off, or fails, or brings a newer site."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from time import sleep
from typing import Any

import builtsite
import pytest
from builtsite import FIVE, KENSINGTON, KENT, LONDON, MILTON_KEYNES, PAGES, SiteOn, command, demo_content
from playwright.sync_api import BrowserContext, Page, expect

from browser.reader import Watch, heading, shown_titles

DAY, NEXT_DAY = "2025-11-20", "2025-11-24"
"""On the second day the vacancy in London is over."""

TODAY = builtsite.TODAY
OVER = (KENSINGTON, MILTON_KEYNES)
LINE = ".footer__offline"
LIMIT = 5_000_000
MANY = 500
PATIENCE = 20_000
"""Milliseconds: a copy of many pages is made of many files."""


@dataclass(frozen=True)
class Deployment:
    """A folder that is served at an address, and the project that sites are built from."""

    project: Path
    folder: Path
    address: str

    def deploy(self, day: str) -> None:
        builtsite.build(self.project, self.folder, day, "--site-url", self.address)

    def packs(self) -> dict[str, list[str]]:
        """The packs of the site that is there now, each with its paths."""
        line = (self.folder / "sw.js").read_text("utf-8").partition(";\n")[0]
        packs: dict[str, list[str]] = json.loads(line.removeprefix("const BUILD = "))["packs"]
        return packs


@pytest.fixture
def deployed(tmp_path: Path) -> Iterator[Callable[..., Deployment]]:
    """`deployed(base, content)`: the site of DAY below a path, in a folder of the test's own."""
    with ExitStack() as stack:

        def make(base: str = "/repo/", content: Path = FIVE, day: str = DAY) -> Deployment:
            project = builtsite.copy_project(tmp_path / "project", content)
            (tmp_path / "served").mkdir()
            address = stack.enter_context(builtsite.served(tmp_path / "served" / "site", base))
            deployment = Deployment(project, tmp_path / "served" / "site", address)
            deployment.deploy(day)
            return deployment

        yield make


@pytest.fixture
def reader(
    new_context: Callable[..., BrowserContext], allowed_complaints: list[str]
) -> Iterator[Callable[[Deployment], Page]]:
    """`reader(deployment)`: a new reader at the home page, whose browser has made its copy."""
    watches: list[Watch] = []

    def visit(deployment: Deployment) -> Page:
        context = new_context()
        watches.append(Watch(deployment.address))
        context.on("page", watches[-1].follow)
        page = context.new_page()
        page.goto(deployment.address)
        until(page, "() => navigator.serviceWorker.controller !== null")
        return page

    yield visit
    for watch in watches:
        watch.check(allowed_complaints)


def until(page: Page, condition: str, given: object = None) -> None:
    """Wait until a function of JavaScript, which may promise its answer, says yes.

    Playwright's own way makes code from texts in the page, which the site's policy forbids.
    """
    for _ in range(PATIENCE // 50):
        if page.evaluate(condition, given):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"this never came true: {condition}")


def go_offline(page: Page) -> None:
    page.context.set_offline(True)


def copies(page: Page) -> list[str]:
    """The names of what the browser keeps for this site."""
    names: list[str] = page.evaluate("caches.keys()")
    return names


def kept_paths(page: Page) -> list[str]:
    """Every path in every cache of the browser."""
    urls: list[str] = page.evaluate(
        """async () => {
          const found = []
          for (const name of await caches.keys()) {
            for (const request of await (await caches.open(name)).keys()) found.push(request.url)
          }
          return found
        }"""
    )
    return urls


def come_back(page: Page, deployment: Deployment) -> None:
    """Load the home page again, and wait until the browser has another copy than before, and no other."""
    before = copies(page)
    page.goto(deployment.address)
    until(page, "before => caches.keys().then(now => now.length === 1 && now[0] !== before[0])", before)


def try_to_update(page: Page, deployment: Deployment) -> None:
    """Load the home page again, and wait until the browser has tried to install what is there now, in vain."""
    page.goto(deployment.address)
    page.evaluate(
        """async () => {
          const registration = await navigator.serviceWorker.ready
          const tried = await registration.update().catch(() => null)
          const next = tried && (tried.installing || tried.waiting)
          if (!next) return
          await new Promise(resolve => {
            if (next.state === 'redundant') resolve()
            next.onstatechange = () => next.state === 'redundant' && resolve()
          })
        }"""
    )


@pytest.mark.parametrize("base", ["/", "/repo/"])
def test_after_one_visit_everything_but_what_is_over_can_be_read_offline(
    deployed: Callable[..., Deployment], reader: Callable[[Deployment], Page], base: str
) -> None:
    deployment = deployed(base)
    page = reader(deployment)
    go_offline(page)
    current = [path for path in PAGES if path not in OVER and (deployment.folder / path).exists()]
    for path in ["", *current]:
        page.goto(deployment.address + path)
        text = (deployment.folder / (path or "index.html")).read_text("utf-8")
        assert heading(page) in re.sub("<[^>]+>", "", text).replace("&#39;", "'")
        assert page.evaluate("document.styleSheets.length") >= 1, path
        expect(page.locator(LINE)).to_have_text("You are offline: this copy was made on 20 November 2025.")


def test_ticks_and_links_work_offline(
    deployed: Callable[..., Deployment], reader: Callable[[Deployment], Page]
) -> None:
    page = reader(deployed())
    go_offline(page)
    page.locator(".card__link", has_text="Liaison Clinical Practitioner").click()
    page.locator(".checklist input").first.check()
    page.reload()
    expect(page.locator(".checklist output")).to_contain_text("1 of 9 essential")
    page.locator(".masthead__link", has_text="Employers").click()
    assert heading(page) == "Employers"


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("browse/region/london.html", "?region=london"),
        ("browse/region/london/page-3.html", "?region=london"),
        ("browse/modality/dbt/essential.html", "?modality=dbt&role=essential"),
        ("browse/modality/dbt/essential/page-2.html", "?modality=dbt&role=essential"),
        ("browse/status/upcoming.html", "?status=upcoming"),
        ("employers/oxleas/page-2.html", "?employer=oxleas"),
        ("closed/page-2.html", "?status=closed"),
        ("vacancies/page-2.html", ""),
    ],
)
def test_a_page_of_a_list_becomes_the_finder_with_the_same_choice_offline(
    deployment_of_five: Deployment, reader: Callable[[Deployment], Page], path: str, query: str
) -> None:
    page = reader(deployment_of_five)
    go_offline(page)
    page.goto(deployment_of_five.address + path)
    assert page.url == f"{deployment_of_five.address}vacancies.html{query}"
    assert heading(page) == "All vacancies"


@pytest.fixture(scope="module")
def deployment_of_five(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """The five, below a path. For tests that change nothing in it."""
    folder = tmp_path_factory.mktemp("five")
    project = builtsite.copy_project(folder / "project")
    with builtsite.served(folder / "site", "/repo/") as address:
        deployment = Deployment(project, folder / "site", address)
        deployment.deploy(DAY)
        yield deployment


@pytest.mark.parametrize("path", ["nothing.html", "vacancies/nothing/at/all.html", KENSINGTON])
def test_what_the_copy_does_not_have_is_said_to_be_missing_from_it(
    deployment_of_five: Deployment, reader: Callable[[Deployment], Page], allowed_complaints: list[str], path: str
) -> None:
    page = reader(deployment_of_five)
    go_offline(page)
    allowed_complaints.append("404")
    answer = page.goto(deployment_of_five.address + path)
    assert answer is not None
    assert answer.status == 404
    assert heading(page) == "Not in your copy"
    assert page.title().startswith("Not in your copy")
    assert "Page not found" not in answer.text()
    assert page.evaluate("document.styleSheets.length") == 1
    expect(page.locator(LINE)).to_have_text(
        "You are offline. There may be such a page, but your copy of 20 November 2025 does not have it."
    )


def test_a_page_from_the_network_says_nothing_until_the_connection_is_lost(
    deployment_of_five: Deployment, reader: Callable[[Deployment], Page]
) -> None:
    page = reader(deployment_of_five)
    page.goto(deployment_of_five.address + KENT)
    expect(page.locator(LINE)).to_be_empty()
    go_offline(page)
    expect(page.locator(LINE)).to_have_text(
        "You are offline: other pages come from your copy, made on 20 November 2025."
    )
    page.context.set_offline(False)
    expect(page.locator(LINE)).to_be_empty()


def answers_with(monkeypatch: pytest.MonkeyPatch, strange: Callable[[SimpleHTTPRequestHandler], bool]) -> None:
    """Have the server call `strange` first, which says whether it has answered."""
    usual = builtsite._Handler.do_GET

    def answer(handler: Any) -> None:
        if not strange(handler):
            usual(handler)

    monkeypatch.setattr(builtsite._Handler, "do_GET", answer)


def answers_late(monkeypatch: pytest.MonkeyPatch, path: str, seconds: int) -> None:
    """Have the server take so long for the page at `path`."""

    def late(handler: SimpleHTTPRequestHandler) -> bool:
        if handler.path.endswith(path):
            sleep(seconds)
        return False

    answers_with(monkeypatch, late)


NEVER = 60
"""Seconds: longer than any test waits."""


def test_where_the_network_takes_too_long_the_copy_answers(
    deployment_of_five: Deployment, reader: Callable[[Deployment], Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = reader(deployment_of_five)
    answers_late(monkeypatch, KENT, NEVER)
    page.goto(deployment_of_five.address + KENT)
    assert heading(page) == "Senior Therapist"
    expect(page.locator(LINE)).to_have_text("The site could not be reached: this copy was made on 20 November 2025.")


def test_where_the_network_takes_too_long_for_a_facets_page_the_finder_answers(
    deployment_of_five: Deployment, reader: Callable[[Deployment], Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = reader(deployment_of_five)
    answers_late(monkeypatch, "browse/region/london.html", NEVER)
    page.goto(deployment_of_five.address + "browse/region/london.html")
    assert page.url == f"{deployment_of_five.address}vacancies.html?region=london"


def test_what_only_the_network_has_is_waited_for(
    deployment_of_five: Deployment, reader: Callable[[Deployment], Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = reader(deployment_of_five)
    answers_late(monkeypatch, KENSINGTON, 4)
    page.goto(deployment_of_five.address + KENSINGTON)
    assert heading(page) == "Highly Specialist Psychotherapist"
    expect(page.locator(LINE)).to_be_empty()


@pytest.mark.parametrize("how", ["lost", "corrupt"])
def test_where_the_browser_has_lost_a_pack_the_next_best_answers(
    deployment_of_five: Deployment, reader: Callable[[Deployment], Page], allowed_complaints: list[str], how: str
) -> None:
    """The network if there is one; else what the other packs have."""
    page = reader(deployment_of_five)
    (pack,) = (pack for pack, paths in deployment_of_five.packs().items() if KENT in paths)
    page.evaluate(
        """async ([pack, how]) => {
          const copy = await caches.open((await caches.keys())[0])
          if (how === 'lost') await copy.delete(pack)
          else await copy.put(pack, new Response('nonsense'))
        }""",
        [deployment_of_five.address + pack, how],
    )
    page.goto(deployment_of_five.address + KENT)
    assert heading(page) == "Senior Therapist"
    go_offline(page)
    allowed_complaints.append("404")
    page.goto(deployment_of_five.address + KENT)
    assert heading(page) == "Not in your copy"
    page.goto(deployment_of_five.address + "browse/region/london.html")
    assert heading(page) == "All vacancies"


def test_where_the_server_fails_the_copy_answers(
    deployment_of_five: Deployment, reader: Callable[[Deployment], Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = reader(deployment_of_five)

    def failing(handler: SimpleHTTPRequestHandler) -> bool:
        handler.send_response(503)
        handler.send_header("Content-Length", "0")
        handler.end_headers()
        return True

    answers_with(monkeypatch, failing)
    page.goto(deployment_of_five.address + KENT)
    assert heading(page) == "Senior Therapist"


def test_the_worker_leaves_alone_what_is_not_a_plain_request(
    deployment_of_five: Deployment, reader: Callable[[Deployment], Page], allowed_complaints: list[str]
) -> None:
    page = reader(deployment_of_five)
    go_offline(page)
    allowed_complaints.append("ERR_INTERNET_DISCONNECTED")
    asked = """([address, how]) => fetch(address, how).then(answer => answer.status, () => 'failed')"""
    style = page.locator("link[rel=stylesheet]").get_attribute("href")
    address = deployment_of_five.address + str(style)
    assert page.evaluate(asked, [address, {}]) == 200
    for how in ({"method": "HEAD"}, {"method": "POST"}, {"headers": {"Range": "bytes=0-9"}}):
        assert page.evaluate(asked, [address, how | {"cache": "no-store"}]) == "failed", how


def test_every_file_of_the_copy_has_its_content_type(
    deployment_of_five: Deployment, reader: Callable[[Deployment], Page]
) -> None:
    page = reader(deployment_of_five)
    go_offline(page)
    kinds = page.evaluate(
        "paths => Promise.all(paths.map(path => fetch(path).then(answer => answer.headers.get('Content-Type'))))",
        [path for paths in deployment_of_five.packs().values() for path in paths if path.endswith((".js", ".css"))],
    )
    assert set(kinds) == {"text/javascript; charset=utf-8", "text/css; charset=utf-8"}


def test_a_new_deployment_replaces_the_old_one_whole(
    deployed: Callable[..., Deployment], reader: Callable[[Deployment], Page], allowed_complaints: list[str]
) -> None:
    deployment = deployed()
    page = reader(deployment)
    (old,) = copies(page)
    deployment.deploy(NEXT_DAY)
    come_back(page, deployment)
    assert old not in copies(page)
    packs = [path for path in kept_paths(page) if path.endswith(".pack")]
    assert sorted(packs) == sorted(deployment.address + pack for pack in deployment.packs())
    go_offline(page)
    for path in (path for paths in deployment.packs().values() for path in paths if path.endswith(".html")):
        page.goto(deployment.address + path)
        expect(page.locator(LINE)).to_contain_text("24 November 2025")
        assert page.evaluate("document.styleSheets.length") >= 1, path
    allowed_complaints.append("404")
    page.goto(deployment.address + LONDON)
    assert heading(page) == "Not in your copy"


def test_a_page_of_an_older_deployment_that_the_browser_still_has_is_asked_for_anew(
    deployed: Callable[..., Deployment], reader: Callable[[Deployment], Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its styles are neither in the copy nor on the server any more."""
    usual = SimpleHTTPRequestHandler.end_headers

    def end_headers(handler: SimpleHTTPRequestHandler) -> None:
        if handler.path.endswith(".html"):
            handler.send_header("Cache-Control", "max-age=600")
        usual(handler)

    monkeypatch.setattr(SimpleHTTPRequestHandler, "end_headers", end_headers)
    deployment = deployed()
    page = reader(deployment)
    page.goto(deployment.address + KENT)
    restyle(deployment.project)
    deployment.deploy(NEXT_DAY)
    come_back(page, deployment)
    page.goto(deployment.address + KENT)
    style = page.locator("link[rel=stylesheet]").get_attribute("href") or ""
    assert (deployment.folder / "vacancies" / style).resolve().is_file()


def restyle(project: Path) -> None:
    """Change the styles, so that every page asks for another file."""
    sheet = project / "templates/assets/css/90-print.css"
    sheet.write_text(sheet.read_text("utf-8") + "\n@layer none { html { color: black; } }\n", "utf-8")


def test_what_two_deployments_have_in_common_is_fetched_once(
    deployed: Callable[..., Deployment], reader: Callable[[Deployment], Page]
) -> None:
    deployment = deployed()
    page = reader(deployment)
    before = deployment.packs()
    deployment.deploy(NEXT_DAY)
    fetched: list[str] = []
    page.context.on("request", lambda request: fetched.append(request.url.removeprefix(deployment.address)))
    come_back(page, deployment)
    after = deployment.packs()
    assert before.keys() & after.keys()
    assert {url for url in fetched if url.endswith(".pack")} == after.keys() - before.keys()


@pytest.mark.parametrize("how", ["missing", "cut short", "another page"])
def test_if_a_pack_cannot_be_had_the_version_before_stays_whole(
    deployed: Callable[..., Deployment], reader: Callable[[Deployment], Page], allowed_complaints: list[str], how: str
) -> None:
    deployment = deployed()
    page = reader(deployment)
    before = copies(page)
    old = deployment.packs()
    deployment.deploy(NEXT_DAY)
    broken = deployment.folder / next(pack for pack in deployment.packs() if pack not in old)
    whole = broken.read_bytes()
    if how == "missing":
        broken.unlink()
    else:
        broken.write_bytes(whole[:-100] if how == "cut short" else b"<html>Pay for the wireless first</html>")
    allowed_complaints += ["404", "offline/"]
    try_to_update(page, deployment)
    assert copies(page)[0] == before[0]
    go_offline(page)
    for path in (path for paths in old.values() for path in paths if path.endswith(".html")):
        page.goto(deployment.address + path)
        expect(page.locator(LINE)).to_contain_text("20 November 2025")
    page.context.set_offline(False)
    broken.write_bytes(whole)
    page.goto(deployment.address)
    until(page, "before => caches.keys().then(now => now.length === 1 && now[0] !== before)", before[0])


def test_a_second_page_keeps_its_version_until_it_is_closed(
    deployed: Callable[..., Deployment], reader: Callable[[Deployment], Page]
) -> None:
    deployment = deployed()
    first = reader(deployment)
    second = first.context.new_page()
    second.goto(deployment.address + KENT)
    before = copies(first)
    deployment.deploy(NEXT_DAY)
    first.goto(deployment.address)
    until(first, "() => navigator.serviceWorker.ready.then(it => Boolean(it.waiting))")
    first.wait_for_timeout(300)
    assert first.evaluate("navigator.serviceWorker.ready.then(it => Boolean(it.waiting))")
    assert before[0] in copies(first)
    second.close()
    come_back(first, deployment)


def test_the_copies_of_two_sites_of_one_owner_do_not_mix(
    deployment_of_five: Deployment, reader: Callable[[Deployment], Page]
) -> None:
    page = reader(deployment_of_five)
    (name,) = copies(page)
    assert name.startswith("/repo/|offline|")
    page.evaluate("caches.open('/repo/other/|offline|1').then(() => caches.open('somebody else'))")
    page.reload()
    assert {"/repo/other/|offline|1", "somebody else"} <= set(copies(page))


def test_a_withdrawn_worker_removes_its_copies_and_itself(
    deployed: Callable[..., Deployment], reader: Callable[[Deployment], Page]
) -> None:
    deployment = deployed()
    page = reader(deployment)
    shutil.copy(
        deployment.project / "templates/offline/withdrawn.js", deployment.project / "templates/offline/worker.js"
    )
    deployment.deploy(NEXT_DAY)
    page.goto(deployment.address)
    until(page, "() => caches.keys().then(names => !names.length)")
    page.goto("about:blank")
    page.goto(deployment.address)
    until(page, "() => navigator.serviceWorker.controller === null")


def test_a_browser_may_install_the_site(deployment_of_five: Deployment, reader: Callable[[Deployment], Page]) -> None:
    page = reader(deployment_of_five)
    asked = page.context.new_cdp_session(page)
    assert asked.send("Page.getAppManifest")["errors"] == []
    in_the_way = asked.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A test's browser is in private mode, in which nothing can be installed. What else were in the way would be told.
    assert [found["errorId"] for found in in_the_way] == ["in-incognito"]


def test_from_disk_there_is_no_worker(site_on: SiteOn, new_context: Callable[..., BrowserContext]) -> None:
    watch = Watch("file://")
    context = new_context()
    context.on("page", watch.follow)
    page = context.new_page()
    page.goto((site_on(DAY) / KENT).as_uri())
    page.wait_for_timeout(500)
    assert not context.service_workers
    expect(page.locator(LINE)).to_be_empty()
    watch.check([])


def test_under_serve_there_is_no_worker(tmp_path: Path, new_context: Callable[..., BrowserContext]) -> None:
    """It would stay in the browser, and answer for whatever else is served at that address later."""
    project = builtsite.copy_project(tmp_path / "project")
    asked = command(project, "serve", "--today", DAY, "--port", "0", "--output", tmp_path / "preview")
    with subprocess.Popen(asked, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stderr is not None
            address = server.stderr.readline().split(";")[0].removeprefix("serving ")
            page = new_context().new_page()
            page.goto(address)
            page.wait_for_timeout(500)
            assert page.evaluate("navigator.serviceWorker.getRegistrations().then(found => found.length)") == 0
            assert not page.locator("link[rel=manifest]").count()
        finally:
            server.terminate()


@pytest.fixture(scope="module")
def deployment_of_many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """A demonstration of many vacancies. For tests that change nothing in it."""
    folder = tmp_path_factory.mktemp("many")
    project = builtsite.copy_project(folder / "project", demo_content(MANY))
    with builtsite.served(folder / "site", "/repo/") as address:
        deployment = Deployment(project, folder / "site", address)
        deployment.deploy(TODAY)
        yield deployment


def current_of(deployment: Deployment) -> list[str]:
    """The pages of vacancies that one can apply for: search engines may have them."""
    pages = sorted(deployment.folder.glob("vacancies/*.html"))
    return [
        page.relative_to(deployment.folder).as_posix()
        for page in pages
        if not page.name.startswith("page-") and 'content="noindex"' not in page.read_text("utf-8")
    ]


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of a pack."""
    head, *lines = zlib.decompress(data).split(b"\n")
    rest = iter(range(len(lines)))
    return {
        path: b"\n".join(lines[number - 1 if number else next(rest)] for number in numbers)
        for path, _, numbers in json.loads(head)
    }


def test_the_packs_of_many_have_each_current_page_once_and_as_it_is(deployment_of_many: Deployment) -> None:
    packs = {pack: unpacked((deployment_of_many.folder / pack).read_bytes()) for pack in deployment_of_many.packs()}
    assert {pack: list(files) for pack, files in packs.items()} == deployment_of_many.packs()
    paths = [path for files in packs.values() for path in files]
    assert len(paths) == len(set(paths))
    assert set(current_of(deployment_of_many)) <= set(paths)
    for files in packs.values():
        for path, data in files.items():
            assert data == (deployment_of_many.folder / path).read_bytes(), path


def test_of_many_current_vacancies_can_be_read_offline_and_take_less_than_five_megabytes(
    deployment_of_many: Deployment, reader: Callable[[Deployment], Page]
) -> None:
    page = reader(deployment_of_many)
    assert sorted(path.removeprefix(deployment_of_many.address) for path in kept_paths(page)) == sorted(
        {*deployment_of_many.packs(), "offline/whole"}
    )
    assert page.evaluate("navigator.storage.estimate().then(found => found.usage)") < LIMIT
    go_offline(page)
    current = current_of(deployment_of_many)
    assert len(current) > MANY // 2
    # That the packs have all of them is known from the test before: opening each would take a minute.
    for path in current[::8]:
        page.goto(deployment_of_many.address + path, wait_until="commit")
        expect(page.locator("article.vacancy h1")).to_be_visible()


def test_of_many_facets_and_search_work_offline(
    deployment_of_many: Deployment, reader: Callable[[Deployment], Page], allowed_complaints: list[str]
) -> None:
    """But for excerpts, which are asked for in vain: the summaries stay."""
    allowed_complaints.append("ERR_INTERNET_DISCONNECTED")
    page = reader(deployment_of_many)
    page.goto(deployment_of_many.address + "vacancies.html?region=london&q=trauma")
    expect(page.locator("[data-finder=count]")).to_contain_text(re.compile(r"\d"))
    expect(page.locator("[data-finder=list] .card").first).to_be_visible()
    found = page.locator("[data-finder=count]").inner_text(), shown_titles(page)
    go_offline(page)
    page.goto(deployment_of_many.address + "browse/region/london.html")
    expect(page.locator("[data-finder=list] .card").first).to_be_visible()
    page.goto(deployment_of_many.address + "vacancies.html?region=london&q=trauma")
    expect(page.locator("[data-finder=list] .card").first).to_be_visible()
    expect(page.locator("[data-finder=count]")).to_have_text(found[0])
    assert shown_titles(page) == found[1]
    page.goto(deployment_of_many.address + "vacancies.html?q=%22mental health%22")
    expect(page.locator("[data-finder=count]")).to_contain_text("The phrase cannot be looked for without a connection")
    expect(page.locator("[data-finder=list] .card").first).to_be_visible()


@pytest.fixture
def too_large(deployed: Callable[..., Deployment]) -> Deployment:
    """The five, of which a copy would be too large."""
    deployment = deployed()
    room = deployment.project / "portal/offline/copy.py"
    room.write_text(room.read_text("utf-8").replace("MOST_BYTES = 5_000_000", "MOST_BYTES = 1"), "utf-8")
    deployment.deploy(DAY)
    assert not [path for paths in deployment.packs().values() for path in paths if path.startswith("vacancies/")]
    return deployment


def test_if_a_copy_is_too_large_lists_and_what_was_read_are_kept(
    too_large: Deployment, reader: Callable[[Deployment], Page], allowed_complaints: list[str]
) -> None:
    page = reader(too_large)
    page.goto(too_large.address + KENT)
    until(page, "() => caches.keys().then(names => names.length === 2)")
    go_offline(page)
    for path in ("vacancies.html", "employers/oxleas.html", KENT):
        page.goto(too_large.address + path)
        expect(page.locator(LINE)).to_have_text("You are offline: this copy was made on 20 November 2025.")
    allowed_complaints.append("404")
    page.goto(too_large.address + LONDON)
    assert heading(page) == "Not in your copy"


def test_what_was_read_is_read_again_for_a_new_deployment(
    too_large: Deployment, reader: Callable[[Deployment], Page]
) -> None:
    page = reader(too_large)
    page.goto(too_large.address + KENT)
    until(page, "() => caches.keys().then(names => names.length === 2)")
    before = copies(page)
    restyle(too_large.project)
    too_large.deploy(NEXT_DAY)
    page.goto(too_large.address)
    until(
        page,
        "before => caches.keys().then(now => now.length === 2 && !now.some(name => before.includes(name)))",
        before,
    )
    go_offline(page)
    page.goto(too_large.address + KENT)
    expect(page.locator(LINE)).to_contain_text("24 November 2025")
    assert page.evaluate("document.styleSheets.length") == 1


def read(page: Page, address: str) -> None:
    """Read a page, and wait until it is kept."""
    page.goto(address)
    until(page, "address => caches.match(address).then(Boolean)", address)


def test_where_the_network_takes_too_long_a_page_that_was_read_answers(
    too_large: Deployment, reader: Callable[[Deployment], Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = reader(too_large)
    read(page, too_large.address + KENT)
    answers_late(monkeypatch, KENT, NEVER)
    page.goto(too_large.address + KENT)
    assert heading(page) == "Senior Therapist"
    expect(page.locator(LINE)).to_have_text("The site could not be reached: this copy was made on 20 November 2025.")


def test_of_the_pages_that_were_read_the_last_hundred_are_kept(
    too_large: Deployment, reader: Callable[[Deployment], Page]
) -> None:
    page = reader(too_large)
    read(page, too_large.address + KENT)
    page.evaluate(
        """async ([address, number]) => {
          const read = await caches.open((await caches.keys()).find(name => name.endsWith('|read')))
          for (let one = 1; one <= number; one++) await read.put(address + one + '.html', new Response(''))
        }""",
        [f"{too_large.address}vacancies/", 99],
    )
    for path in (KENT, LONDON):
        page.goto(too_large.address + path)
        page.wait_for_timeout(300)
    kept = [path.removeprefix(too_large.address) for path in kept_paths(page) if "/vacancies/" in path]
    assert kept == [*(f"vacancies/{number}.html" for number in range(2, 100)), KENT, LONDON]


def test_a_further_page_of_a_list_is_not_kept_as_a_page_that_was_read(
    too_large: Deployment, reader: Callable[[Deployment], Page]
) -> None:
    (too_large.folder / "vacancies/page-2.html").write_bytes((too_large.folder / KENT).read_bytes())
    page = reader(too_large)
    page.goto(too_large.address + "vacancies/page-2.html")
    read(page, too_large.address + LONDON)
    assert too_large.address + "vacancies/page-2.html" not in kept_paths(page)
    go_offline(page)
    page.goto(too_large.address + "vacancies/page-2.html")
    assert page.url == f"{too_large.address}vacancies.html"


def test_where_there_is_no_room_pages_are_read_without_being_kept(
    too_large: Deployment, reader: Callable[[Deployment], Page], allowed_complaints: list[str]
) -> None:
    page = reader(too_large)
    asked = page.context.new_cdp_session(page)
    origin = too_large.address.removesuffix("/repo/")
    asked.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1})
    for path in (KENT, LONDON):
        page.goto(too_large.address + path)
        page.wait_for_timeout(300)
        expect(page.locator("article.vacancy")).to_be_visible()
    assert not [path for path in kept_paths(page) if "/vacancies/" in path]
    go_offline(page)
    page.goto(too_large.address + "vacancies.html")
    assert heading(page) == "All vacancies"
    allowed_complaints.append("404")
    page.goto(too_large.address + KENT)
    assert heading(page) == "Not in your copy"


def test_a_new_version_does_not_wait_for_a_page_that_was_read(
    too_large: Deployment, reader: Callable[[Deployment], Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = reader(too_large)
    for path in (KENT, LONDON):
        read(page, too_large.address + path)
    worker = too_large.project / "templates/offline/worker.js"
    worker.write_text(worker.read_text("utf-8").replace("PATIENCE_AGAIN = 20000", "PATIENCE_AGAIN = 2000"), "utf-8")
    too_large.deploy(NEXT_DAY)
    answers_late(monkeypatch, KENT, NEVER)
    before = copies(page)
    page.goto(too_large.address)
    until(page, "before => caches.keys().then(now => !now.some(name => before.includes(name)))", before)
    kept = [path for path in kept_paths(page) if "/vacancies/" in path]
    assert kept == [too_large.address + LONDON]


def test_what_is_taken_along_opens_from_disk(
    deployment_of_five: Deployment, tmp_path: Path, new_context: Callable[..., BrowserContext]
) -> None:
    with zipfile.ZipFile(deployment_of_five.folder / "vacancies-offline.zip") as found:
        found.extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    watch = Watch("file://")
    context = new_context()
    context.on("page", watch.follow)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    page.locator(".card__link").first.click()
    expect(page.locator("article.vacancy")).to_be_visible()
    page.goto((folder / "vacancies.html").as_uri() + "?q=adoption")
    expect(page.locator("[data-finder=list] .card").first).to_contain_text("Senior Therapist")
    newest = page.get_by_role("link", name="one file").first.get_attribute("href")
    assert newest == f"{deployment_of_five.address}vacancies-offline.zip"
    watch.check([])
