"""How long a reader waits in the finder: `python tests/bench/bench_finder.py`.

Prints, for demonstrations of several sizes, the median and the longest milliseconds in Chromium from a keystroke,
and from a tick in a facet, until the list has been painted; and the bytes, compressed, that the first tick and the
first search load. Ten times as many vacancies are the same ones ten times over, for facets only. With folders of
finished sites as arguments, it measures these instead.
"""

from __future__ import annotations

import gzip
import json
import re
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from builtsite import build, copy_project, demo_content, served
from playwright.sync_api import Browser, Page, Request, Route, sync_playwright

SIZES = (300, 1500)
"""So many vacancies; two in three of them are open or will be."""

TIMES = 10
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
TERMS = ("trauma", "supervision", "dbt", "family therapy", "children leeds")
FACTS = re.compile(r"portal\.receive\((\".*?\"),(.*)\)\s*$", re.DOTALL)
MEASURE = """async ({ terms, ticks }) => {
  const part = name => document.querySelector(`[data-finder=${name}]`)
  const results = document.querySelector('.finder__results')
  const field = document.querySelector('#q')
  const painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)))
  const changed = () => new Promise(done => {
    const watch = new MutationObserver(() => { watch.disconnect(); done() })
    watch.observe(results, { childList: true, subtree: true, attributes: true, characterData: true })
  })
  const timed = async act => {
    const started = performance.now()
    act()
    await changed()
    await painted()
    return performance.now() - started
  }
  const type = letters => () => { field.value = letters; field.dispatchEvent(new Event('input')) }
  const found = { keys: [], ticks: [] }
  for (const term of terms) {
    for (let length = 1; length <= term.length; length++) {
      if (term[length - 1] === ' ') continue
      const milliseconds = await timed(type(term.slice(0, length)))
      if (length > 2) found.keys.push(milliseconds)
      await new Promise(done => setTimeout(done, 60))
    }
  }
  if (terms.length) await timed(type(''))
  for (const box of [...document.querySelectorAll('[data-facet=region] .facet__box')].slice(0, ticks)) {
    found.ticks.push(await timed(() => box.click()))
    await new Promise(done => setTimeout(done, 60))
  }
  return found
}"""


def told(milliseconds: list[float]) -> str:
    return f"{statistics.median(milliseconds):5.0f} ms, at most {max(milliseconds):4.0f}" if milliseconds else "     -"


def weigh(page: Page) -> list[int]:
    """Note from now on how many bytes, compressed, each answer from the site has."""
    weights: list[int] = []

    def note(request: Request) -> None:
        answer = request.response()
        if answer and answer.ok:
            weights.append(len(gzip.compress(answer.body(), 9, mtime=0)))

    page.on("requestfinished", note)
    return weights


def first_loads(browser: Browser, address: str) -> tuple[int, int]:
    """The bytes that the first tick in a facet loads, and a first search on top of a page just opened."""
    loads = []
    for act in (lambda page: page.locator("[data-facet=region] .facet__box").nth(2).check(), search_for_dbt):
        page = browser.new_page()
        page.goto(f"{address}vacancies.html")
        page.wait_for_timeout(500)
        weights = weigh(page)
        act(page)
        page.locator("[data-finder=found]:visible").wait_for()
        page.wait_for_timeout(500)
        loads.append(sum(weights))
        page.close()
    return loads[0], loads[1]


def search_for_dbt(page: Page) -> None:
    page.locator("#q").press_sequentially("dbt", delay=80)


def many_times(route: Route) -> None:
    """Answer for a table with the same rows TIMES over, and for a card with one that there is."""
    answer = route.fetch()
    found = FACTS.match(answer.text())
    assert found, route.request.url
    table: dict[str, Any] = json.loads(found[2])
    for column in table.get("columns", {"": table}).values():
        column["rows"] *= TIMES
    if "count" in table:
        table["count"] *= TIMES
    route.fulfill(response=answer, body=f"portal.receive({found[1]},{json.dumps(table)})")


def small_card(route: Route) -> None:
    number = re.findall(r"/(\d+)\.js", route.request.url)[0]
    card = '<li class="card"><h3 class="card__title"><a class="card__link" href="#">A role</a></h3></li>'
    route.fulfill(body=f'portal.receive("cards/{number}",{json.dumps([card] * 2)})', content_type="text/javascript")


def measured(browser: Browser, address: str, terms: tuple[str, ...], times: int) -> tuple[int, dict[str, list[float]]]:
    """How many vacancies can be chosen from, and the milliseconds of keystrokes and of ticks."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    if times > 1:
        page.route("**/assets/facts.*/*.js", many_times)
        page.route("**/assets/cards.*/*.js", small_card)
    page.goto(f"{address}vacancies.html")
    number = int(page.locator("[data-finder=count]").inner_text().split()[0].replace(",", "")) * times
    if terms:
        page.locator("#q").press_sequentially("therapy", delay=200)
    page.locator("[data-facet=region] .facet__summary").hover()
    page.wait_for_timeout(1500)
    milliseconds = page.evaluate(MEASURE, {"terms": terms, "ticks": 8})
    page.close()
    return number, milliseconds


def sites(folder: Path) -> Iterator[Path]:
    for size in SIZES:
        root = copy_project(folder / str(size), demo_content(size))
        yield build(root, root / "site")


def main(given: list[str]) -> None:
    """Print a line for each site, and one for the last of them many times over."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        runs = [(site, TERMS, 1) for site in (map(Path, given) if given else sites(Path(folder)))]
        for site, terms, times in [*runs, (runs[-1][0], (), TIMES)]:
            with served(site) as address:
                number, found = measured(browser, address, terms, times)
                tick, search = first_loads(browser, address) if times == 1 else (0, 0)
            loads = f"; first tick {tick / 1000:.1f} KB, first search {search / 1000:.1f} KB" if tick else ""
            print(f"{number:6} to choose from: keystroke {told(found['keys'])}; tick {told(found['ticks'])}{loads}")  # noqa: T201
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
