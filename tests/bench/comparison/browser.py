"""The browser: what the first text search on a page downloads."""

from __future__ import annotations

from bench_finder import ARGUMENTS, search_for_dbt, weigh
from builtsite import served
from playwright.sync_api import Page, sync_playwright

from comparison.makers import OURS, Maker

SETTLING = 1500
"""Milliseconds until a page has loaded whatever it loads by itself."""

PAGEFIND = """async () => {
  const pagefind = await import('/pagefind/pagefind.js')
  const found = await pagefind.search('dbt')
  await Promise.all(found.results.slice(0, 10).map(result => result.data()))
}"""


def bytes_of_first_search(maker: Maker) -> int:
    """The bytes, compressed as a web server would, that the first search loads on the finished site of `maker`."""
    with sync_playwright() as playwright, served(maker.output) as address:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        page = browser.new_page()
        page.goto(f"{address}{'vacancies.html' if maker.name == OURS else 'index.html'}")
        page.wait_for_timeout(SETTLING)
        weights = weigh(page)
        _search(page, maker)
        page.wait_for_timeout(SETTLING)
        browser.close()
        return sum(weights)


def _search(page: Page, maker: Maker) -> None:
    if maker.name == OURS:
        search_for_dbt(page)
        page.locator("[data-finder=found]:visible").wait_for()
    else:
        page.evaluate(PAGEFIND)
