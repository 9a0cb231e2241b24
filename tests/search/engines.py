"""The two searches in a real browser: the finder as its readers use it, and Pagefind over the vacancies' full pages."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from portal.search.pagefind import unpacked

BUNDLE = "pagefind"
FULL_PAGE = (
    ("<article", "<article data-pagefind-body"),
    ("<form", "<div"),
    ("</form", "</div"),
    ("<label", "<p"),
    ("</label", "</p"),
)
"""What is changed in a page for Pagefind: where its text is, and that it reads the criteria too, which stand in a form
and in labels, that Pagefind passes over."""

ASK_FINDER = """async (queries) => {
  const part = name => document.querySelector(`[data-finder=${name}]`)
  const field = document.querySelector('#q')
  const answered = async words => {
    const asked = portal.finder.choices.inQuotes(words), begun = Date.now()
    while (!part('count').textContent.includes(asked)) {
      if (Date.now() - begun > 20000) throw new Error(`no answer to ${asked}`)
      await new Promise(done => setTimeout(done, 4))
    }
  }
  const answers = {}
  for (const query of queries) {
    field.value = query
    field.dispatchEvent(new Event('input'))
    await answered(query)
    if (!part('none').hidden && !part('near').hidden) {
      const nearest = part('near').querySelector('button')
      const words = nearest.textContent
      nearest.click()
      await answered(words)
    }
    const links = part('found').hidden ? [] : part('list').querySelectorAll('.card__link')
    answers[query] = Array.from(links, link => link.href)
  }
  return answers
}"""
ASK_PAGEFIND = """async ([address, queries]) => {
  const pagefind = await import(address)
  await pagefind.init()
  const answers = {}
  for (const query of queries) answers[query] = (await pagefind.search(query)).results.map(hit => hit.id)
  return answers
}"""

Answers = Mapping[str, Sequence[str]]
"""The slugs of what a search finds, best first, by what was looked for."""


def current_in(site: Path) -> set[str]:
    """The slugs of the vacancies that are open or will be: without further choices, the finder shows these."""
    pages = ((page.stem, page.read_text("utf-8")) for page in site.glob("vacancies/*.html"))
    return {slug for slug, page in pages if re.search(r'<article [^>]*data-status="(?:open|upcoming)"', page)}


def ask_finder(page: Page, queries: Sequence[str]) -> Answers:
    """The first results of the finder on `page`: of a query that finds nothing, those of what is suggested instead."""
    answers = page.evaluate(ASK_FINDER, queries)
    return {query: [_slug(link) for link in links] for query, links in answers.items()}


def _slug(link: str) -> str:
    return Path(link).stem


def index_full_pages(site: Path, folder: Path) -> dict[str, str]:
    """Have Pagefind index the vacancies' pages of the built `site` into `folder` with its own defaults.

    The slug of each page by the id that Pagefind gives it.
    """
    for page in site.glob("vacancies/*.html"):
        text = page.read_text("utf-8")
        for given, instead in FULL_PAGE:
            text = text.replace(given, instead)
        (folder / page.name).write_text(text, "utf-8")
    command = [sys.executable, "-m", "pagefind_bin", "--silent", "--site", str(folder)]
    subprocess.run([*command, "--output-path", str(folder / BUNDLE)], check=True)
    fragments = (folder / BUNDLE / "fragment").iterdir()
    return {file.stem: _slug(json.loads(unpacked(file))["url"]) for file in fragments}


def ask_pagefind(page: Page, slugs: Mapping[str, str], current: set[str], queries: Sequence[str]) -> Answers:
    """What Pagefind's own script finds, from a `page` that is served from the folder of the full pages."""
    answers: dict[str, Any] = page.evaluate(ASK_PAGEFIND, [f"{page.url}{BUNDLE}/pagefind.js", queries])
    found = {query: [slugs[name] for name in names] for query, names in answers.items()}
    return {query: [slug for slug in some if slug in current] for query, some in found.items()}
