"""How good search is: `python tests/bench/bench_search.py [number]`.

Asks the finder, and Pagefind over the vacancies' full pages, what tests/search/queries.yaml asks, over a demonstration
of 600 vacancies or of the `number` given. Prints recall in the first ten and mean reciprocal rank of both by kind,
and each query for which either misses something.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from builtsite import build, copy_project, demo_content
from playwright.sync_api import sync_playwright
from search.judge import Query, Score
from search.trial import Trial, mean, trial

NUMBER = 600
"""So many vacancies; two in three of them are open or will be."""

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
LINE = "{:16}{:>8}{:>12}{:>10}{:>12}{:>10}"


def told(name: str, number: int, ours: Score, theirs: Score) -> str:
    figures = (ours.recall, theirs.recall, ours.rank, theirs.rank)
    return LINE.format(name, number, *(f"{figure:.3f}" for figure in figures))


def missed(query: Query, ours: Score, theirs: Score) -> str:
    return f"{query.kind:14}{query.find:45}{ours.recall:8.2f}{theirs.recall:6.2f}{ours.rank:10.2f}{theirs.rank:6.2f}"


def report(done: Trial) -> None:
    """Print the figures by kind, and the queries that have less than all of them."""
    print(LINE.format("kind", "queries", "recall@10", "Pagefind", "rank", "Pagefind"))  # noqa: T201
    for kind in done.kinds():
        ours, theirs = done.of(kind)
        print(told(kind, len(ours), mean(ours), mean(theirs)))  # noqa: T201
    print(told("all", len(done.queries), mean(done.ours), mean(done.theirs)))  # noqa: T201
    print()  # noqa: T201
    for query, own, other in zip(done.queries, done.ours, done.theirs, strict=True):
        if min(own.recall, own.rank) < 1:
            print(missed(query, own, other))  # noqa: T201


def main(given: list[str]) -> None:
    content = demo_content(int(given[0]) if given else NUMBER)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = copy_project(Path(folder, "portal"), content)
        site = build(root, Path(folder, "site"))
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        report(trial(browser, content, site, Path(folder)))
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
