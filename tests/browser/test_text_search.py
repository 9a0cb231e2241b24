"""Text search by itself: which vacancies a term finds, and what it suggests where it finds none."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from builtsite import TODAY, SiteOn, demo_content
from playwright.sync_api import BrowserContext, Page

from browser.reader import Visit, Watch, wait_for_count

PAGE = "vacancies.html"
COUNT = "[data-finder=count]"
BLOCKED = "Service Worker registration blocked"
"""What Chromium says where a test keeps the worker away, which would answer in the place of a broken line."""

ASK = """async (terms) => {
  const root = document.querySelector('[data-words]')
  const search = window.search ??= (await window.portal.load(root.dataset.text, 'text'))(root)
  const answers = {}
  for (const term of terms) {
    const found = await search.find(term, true)
    answers[term] = found && { rows: [...found.scores], suggestion: (await found.instead()).suggestion }
  }
  return answers
}"""
EXCERPT = """async (term) => {
  const root = document.querySelector('[data-words]')
  const search = (await window.portal.load(root.dataset.text, 'text'))(root)
  const [row] = (await search.find(term, true)).scores.keys()
  return search.excerpt(row, term)
}"""

EXCERPTS = """async ([term, number]) => {
  const root = document.querySelector('[data-words]')
  const search = (await window.portal.load(root.dataset.text, 'text'))(root)
  const rows = [...(await search.find(term)).scores.keys()].slice(0, number)
  return (await Promise.all(rows.map(row => search.excerpt(row, term)))).every(Boolean)
}"""


def ask(page: Page, *terms: str) -> dict[str, Any]:
    """The answer to each of `terms`: rows with scores, best first, and a suggestion; or None."""
    answers: dict[str, Any] = page.evaluate(ASK, terms)
    return answers


def rows_for(page: Page, term: str) -> list[int]:
    """The rows that `term` finds, best first."""
    return [row for row, _ in ask(page, term)[term]["rows"]]


SAME = {
    "a plural": ("psychotherapist", "psychotherapists"),
    "capitals and accents": ("menopause", "Ménopausé"),
    "an apostrophe": ("women", "women's"),
    "a hyphen": ("evidence based", "evidence-based"),
    "a beginning of nothing but one word": ("menopause", "menopau"),
    "a second word that is begun": ("menopause", "menopause th"),
    "a single letter beside words": ("domestic abuse", "a domestic abuse"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_forms_of_a_word_find_the_same(visit: Visit, one: str, other: str) -> None:
    page = visit(PAGE)
    found = rows_for(page, one)
    assert found
    assert sorted(rows_for(page, other)) == sorted(found)


@pytest.mark.parametrize("marks", ['""%s""', "“%s”", "““%s””", "„%s“", "«%s»", '"“%s”"', '""%s"" ""of""'])
def test_whatever_quotation_marks_are_typed_mean_a_phrase(visit: Visit, marks: str) -> None:
    page = visit(PAGE)
    found = rows_for(page, '"domestic abuse"')
    assert found
    assert rows_for(page, marks % "domestic abuse") == found
    assert rows_for(page, marks % "abuse domestic") == []


@pytest.mark.parametrize("beginning", ["psy", "psych", "thera", "supervisi", "experienc"])
def test_a_beginning_finds_what_its_words_find(visit: Visit, beginning: str) -> None:
    """Pagefind takes "psy" for a form of "psi", and then finds whatever begins with "ps"."""
    words = {"psy": "psychology", "psych": "psychology", "thera": "therapy"}
    page = visit(PAGE)
    whole = words.get(beginning, f"{beginning}on" if beginning.endswith("i") else f"{beginning}e")
    found = rows_for(page, whole)
    assert found
    assert set(found) <= set(rows_for(page, beginning))


@pytest.mark.parametrize("term", ["t", "", "—", "th", " a ", "the", "of the"])
def test_what_narrows_nothing_is_not_looked_for(visit: Visit, term: str) -> None:
    assert ask(visit(PAGE), term) == {term: None}


def test_who_practises_a_field_finds_the_field_too_but_after(visit: Visit) -> None:
    """A mere "therapist" is not widened: every vacancy speaks of therapy."""
    page = visit(PAGE)
    found = ask(page, "psychotherapist", "psychotherapy")
    assert {row for row, _ in found["psychotherapist"]["rows"]} >= {row for row, _ in found["psychotherapy"]["rows"]}
    assert len(found["psychotherapist"]["rows"]) > 1
    assert rows_for(page, "psychotherapist")[0] == rows_for(page, "Kensington psychotherapist")[0]
    assert len(rows_for(page, "therapist")) < len(rows_for(page, "therapy"))


UNKNOWN = {
    "psycotherapist": "psychotherapist",
    "dialectical behavoural therapy": "dialectical behavioural therapy",
    "zzzzqqq": "",
    "IAPT": "",
    "eating disorders": "",
    "<img src=x>": "",
    "x" * 200: "",
}


@pytest.mark.parametrize(("choice", "word"), [("region=london", "London"), ("population=trauma", "trauma")])
def test_what_the_lists_file_under_a_word_is_found_by_it(visit: Visit, choice: str, word: str) -> None:
    """A page's “Listed under” names the region and the clients, which its texts may not."""
    page = visit(f"{PAGE}?{choice}", content=demo_content())
    wait_for_count(page, "vacanc")
    listed = page.locator(COUNT).inner_text().split(" ")[0]
    page.goto(f"{page.url}&q={word}")
    wait_for_count(page, f"“{word}”")
    assert page.locator(COUNT).inner_text().split(" ")[0] == listed


def test_an_unknown_word_finds_nothing_and_the_nearest_word_is_suggested(visit: Visit) -> None:
    answers = ask(visit(PAGE), *UNKNOWN)
    assert {term: answer["suggestion"] for term, answer in answers.items()} == UNKNOWN
    assert not any(answer["rows"] for answer in answers.values())


def test_an_unknown_word_fetches_nothing_of_the_index(visit: Visit) -> None:
    page = visit(PAGE)
    ask(page, "menopause")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    ask(page, "qqqq")
    assert not [url for url in asked if "pf_index" in url]


def test_a_part_of_the_index_that_does_not_load_is_an_error_and_not_less_found(
    visit: Visit, allowed_complaints: list[str]
) -> None:
    allowed_complaints.extend([BLOCKED, "pagefind", "Failed to load resource", "index chunk"])
    page = visit(PAGE, service_workers="block")
    page.route("**/*.pf_index", lambda route: route.abort())
    failed = f"({ASK})(['MBT']).then(() => false, () => true)"
    assert page.evaluate(failed)
    page.unroute("**/*.pf_index")
    assert rows_for(page, "MBT")


def test_an_excerpt_has_the_word_marked(visit: Visit) -> None:
    assert {"text": "menopause.", "marked": True} in visit(PAGE).evaluate(EXCERPT, "menopause")


def test_an_excerpt_that_does_not_come_is_none(visit: Visit, allowed_complaints: list[str]) -> None:
    allowed_complaints.extend([BLOCKED, "Failed to load resource"])
    page = visit(PAGE, service_workers="block")
    page.route("**/texts.*/*", lambda route: route.abort())
    assert page.evaluate(EXCERPT, "menopause") is None


@pytest.mark.parametrize("term", ["psychotherapist", "eating disorders", "mental health nurse"])
def test_a_first_search_loads_at_most_180_kilobytes(visit: Visit, term: str, allowed_complaints: list[str]) -> None:
    """Compressed, with excerpts of four vacancies. Parts of the index are as large with ten times the vacancies."""
    allowed_complaints.append(BLOCKED)
    page = visit(PAGE, content=demo_content(), service_workers="block")
    weights: list[int] = []
    page.on("response", lambda answer: weights.append(len(gzip.compress(answer.body(), 9, mtime=0))))
    assert page.evaluate(EXCERPTS, [term, 4])
    page.wait_for_load_state("networkidle")
    assert len(weights) > 8
    assert sum(weights) <= 180_000


TERMS = ("MBT", "psychotherapist", "domestic abuse", "Kent County Council", "psycotherapist", "t")


def test_from_a_disk_all_is_found_as_over_http(
    site_on: SiteOn, visit: Visit, new_context: Callable[..., BrowserContext]
) -> None:
    over_http = visit(PAGE)
    asked: list[str] = []
    over_http.on("request", lambda request: asked.append(request.url))
    watch = Watch("file://")
    page = new_context().new_page()
    watch.follow(page)
    page.goto((site_on(TODAY) / PAGE).as_uri())
    assert ask(page, *TERMS) == ask(over_http, *TERMS)
    assert page.evaluate(EXCERPT, "menopause") == over_http.evaluate(EXCERPT, "menopause")
    assert not [url for url in asked if url.endswith("/disk.js")]
    watch.check([])
