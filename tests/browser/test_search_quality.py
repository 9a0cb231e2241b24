"""How good search is, beside Pagefind over the vacancies' full pages: see tests/search/ and docs/performance.md."""

from __future__ import annotations

from collections import Counter

import pytest
from builtsite import TODAY, SiteOn, demo_content
from playwright.sync_api import Browser
from search.judge import Query, Score, judged, plain, worth_of
from search.trial import Trial, mean, trial

KINDS = {
    "title",
    "abbreviation",
    "place",
    "criterion",
    "employer",
    "phrase",
    "plural",
    "hyphen",
    "misspelling",
    "question",
    "accent",
    "beginning",
}


@pytest.fixture(scope="module")
def done(chromium: Browser, site_on: SiteOn, tmp_path_factory: pytest.TempPathFactory) -> Trial:
    content = demo_content()
    return trial(chromium, content, site_on(TODAY, content), tmp_path_factory.mktemp("trial"))


def test_eighty_queries_and_more_of_all_kinds_are_asked_once_each(done: Trial) -> None:
    assert len(done.queries) >= 80
    assert set(done.kinds()) == KINDS
    assert not [term for term, times in Counter(query.find for query in done.queries).items() if times > 1]


def test_search_is_no_worse_than_pagefind_over_the_full_pages(done: Trial) -> None:
    ours, theirs = mean(done.ours), mean(done.theirs)
    assert ours.recall >= theirs.recall, "the first ten have less of what should come first"
    assert ours.rank >= theirs.rank, "what should come first comes later"


@pytest.mark.parametrize("kind", ["employer", "hyphen", "misspelling", "phrase", "place", "plural", "accent"])
def test_search_is_no_worse_for_queries_of_a_kind(done: Trial, kind: str) -> None:
    """Of the kinds that differ by what a search can do, not by the luck of a few vacancies."""
    ours, theirs = map(mean, done.of(kind))
    assert (ours.recall, ours.rank) >= (theirs.recall, theirs.rank)


FACTS = {
    "of-all": {"title": [plain("Play Therapist")], "town": [plain("York")]},
    "of-title": {"title": [plain("Play-therapist")], "town": [plain("Yorkshire")]},
    "of-nothing": {"title": [plain("Therapist of plays")], "town": []},
}


def test_the_judge_goes_by_the_facts() -> None:
    query = Query("title", "", {"title": "play therapist", "town": "york"}, {"title": "play therap*"})
    assert worth_of(query, FACTS) == {"of-all": 2, "of-title": 1}


def test_the_judge_gives_a_good_vacancy_half_and_a_later_place_its_part() -> None:
    worth = {"best": 2, "good": 1}
    assert judged(["good", "best"], worth) == Score(1.0, 0.5)
    assert judged(["best"], worth) == Score(2 / 3, 1.0)
    assert judged([], worth) == Score(0.0, 0.0)
