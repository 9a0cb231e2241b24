"""The trial: every query asked of both searches over one site, and judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from builtsite import TODAY, served
from playwright.sync_api import Browser

from search.engines import ask_finder, ask_pagefind, current_in, index_full_pages
from search.judge import Query, Score, facts_of, judged, read_queries, worth_of


@dataclass(frozen=True, slots=True)
class Trial:
    """The queries, and how good the answer to each was: the finder's, and Pagefind's over the full pages."""

    queries: Sequence[Query]
    ours: Sequence[Score]
    theirs: Sequence[Score]

    def kinds(self) -> Sequence[str]:
        """The kinds of queries, in their order."""
        return tuple(dict.fromkeys(query.kind for query in self.queries))

    def of(self, kind: str) -> tuple[list[Score], list[Score]]:
        """The scores of the queries of one kind."""
        places = [place for place, query in enumerate(self.queries) if query.kind == kind]
        return [self.ours[place] for place in places], [self.theirs[place] for place in places]


def mean(scores: Sequence[Score]) -> Score:
    return Score(fmean(score.recall for score in scores), fmean(score.rank for score in scores))


def trial(browser: Browser, content: Path, site: Path, folder: Path) -> Trial:
    """Ask both searches over the `site` that was built from `content`; the full pages are put into the new `folder`."""
    current = current_in(site)
    facts = {slug: one for slug, one in facts_of(content).items() if slug in current}
    queries = read_queries()
    terms = [query.find for query in queries]
    full = folder / "full-pages"
    full.mkdir()
    slugs = index_full_pages(site, full)
    with served(site) as address, served(full) as other:
        page = browser.new_page()
        page.clock.set_fixed_time(f"{TODAY}T00:01:00Z")
        page.goto(f"{address}vacancies.html")
        ours = ask_finder(page, terms)
        page.goto(other)
        theirs = ask_pagefind(page, slugs, current, terms)
        page.close()
    worths = [worth_of(query, facts) for query in queries]
    return Trial(
        queries,
        [judged(ours[term], worth) for term, worth in zip(terms, worths, strict=True)],
        [judged(theirs[term], worth) for term, worth in zip(terms, worths, strict=True)],
    )
