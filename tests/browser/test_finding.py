"""Finding: words, facets, ranges, sorts and chips together; what the page shows, says and keeps in its address."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from builtsite import FIVE, KENSINGTON, PROJECT, TODAY, build, demo_content, served
from playwright.sync_api import BrowserContext, Locator, Page, expect

from browser.axe import findings
from browser.reader import Visit, focused, heading, search_field, shown_titles, wait_for_count
from portal.facets.definitions import FACETS
from portal.facets.found import ROLES
from portal.facets.values import ages_of
from portal.facets.yearly import yearly
from portal.load.content import load_content
from portal.model.assemble import assemble
from portal.model.vacancy import Vacancy
from portal.validate.schema import read_schemas
from portal.views.entry import Entry
from portal.views.lists import Lists

SITES = PROJECT / "tests" / "sites"
NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
BOTH = pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["narrow", "wide"])

KENSINGTON_TITLE = "Highly Specialist Psychotherapist"
LONDON_TITLE = "Liaison Clinical Practitioner"
MEDWAY_TITLE = "Sessional Therapist, Children and Young People"
MILTON_KEYNES_TITLE = "DBT Therapist Practitioner"
KENT_TITLE = "Senior Therapist"
FINDER = "vacancies.html"
WORKER_BLOCKED = "Service Worker registration blocked"
LAST_RESORT = 10_000
"""Milliseconds: by then the list is shown, whatever its script does."""
LATER = ("narrow", "facts", "over", "cards", "words", "text", "pagefind")
"""What the names of files begin with that are loaded once a choice needs them."""
EVERY_STATUS = f"{FINDER}?status=open&status=upcoming&status=closed"


def demo(visit: Visit, path: str = FINDER, **options: Any) -> Page:
    """A page of the demonstration, as its day begins: what closes in the course of it is open."""
    return visit(path, content=demo_content(), moment=f"{TODAY}T00:01:00Z", **options)


def search_for(page: Page, term: str) -> None:
    """Type a term, and wait for the answer to it."""
    search_field(page).fill(term)
    wait_for_count(page, f"“{term}”")


def part(page: Page, name: str) -> Locator:
    """A part of the finder."""
    return page.locator(f"[data-finder={name}]")


def facet(page: Page, code: str) -> Locator:
    """A facet, unfolded; on a narrow screen in the dialog."""
    if not part(page, "facets").is_visible():
        part(page, "open").click()
    found = page.locator(f"[data-facet={code}]")
    if not found.evaluate("it => it.open"):
        found.locator("> summary").click()
    return found


def back_to_the_list(page: Page) -> None:
    """Close the dialog, where there is one."""
    if part(page, "done").is_visible():
        part(page, "done").click()


def chips(page: Page) -> list[str]:
    """What is chosen, as the chips say it."""
    return [text.split("\n")[0] for text in page.locator(".chip").all_inner_texts()]


def count(page: Page) -> int:
    """The number that the page tells; 0 for nothing found."""
    found = re.match(r"[\d,]+", part(page, "count").inner_text())
    return int(found[0].replace(",", "")) if found else 0


def settled(page: Page) -> None:
    """Wait until what was asked for is shown."""
    expect(page.locator("html")).not_to_have_class(re.compile("is-finding"))
    expect(part(page, "count")).not_to_contain_text("Loading")


# --- words -----------------------------------------------------------------------------------------

FINDS = {
    "MBT": KENSINGTON_TITLE,
    "mentalisation": KENSINGTON_TITLE,
    "mentalization based treatment": KENSINGTON_TITLE,
    "Kensington": KENSINGTON_TITLE,
    "psychotherapist": KENSINGTON_TITLE,
    "dialectical behavioural therapy": MILTON_KEYNES_TITLE,
    "Central and North West London": MILTON_KEYNES_TITLE,
    "Milton Keynes": MILTON_KEYNES_TITLE,
    "Medway": MEDWAY_TITLE,
    "Chatham": MEDWAY_TITLE,
    "North Kent Mind": MEDWAY_TITLE,
    "mental health treatment requirement": LONDON_TITLE,
    "Oxleas": LONDON_TITLE,
    "Kent County Council": KENT_TITLE,
    "adoption": KENT_TITLE,
}


def test_a_vacancy_is_found_by_its_words_its_employer_its_place_and_synonyms(visit: Visit) -> None:
    page = visit(EVERY_STATUS)
    missed = []
    for term, title in FINDS.items():
        search_for(page, term)
        if title not in shown_titles(page):
            missed.append((term, title))
    assert not missed


IN_CRITERIA_ONLY = {
    "menopause": LONDON_TITLE,
    "domestic abuse": LONDON_TITLE,
    "foetal alcohol": KENT_TITLE,
    "psychopathology": KENSINGTON_TITLE,
    "Certified Play Therapist": MEDWAY_TITLE,
}


def test_a_word_of_a_criterion_finds_its_vacancy_and_no_other(visit: Visit) -> None:
    """Pagefind passes over forms and labels, where the criteria of a page stand."""
    page = visit(EVERY_STATUS)
    for term, title in IN_CRITERIA_ONLY.items():
        search_for(page, term)
        found = shown_titles(page)
        assert found[0] == title
        # After those that hold all of three words come those that hold two.
        assert len(found) == 1 or len(term.split()) > 2


def test_a_word_that_no_vacancy_holds_finds_nothing(visit: Visit) -> None:
    """Pagefind would find what begins with a letter or two of it."""
    page = visit(FINDER)
    for term in ("IAPT", "freelance", "eating disorders"):
        search_for(page, term)
        expect(part(page, "count")).to_have_text(f"Nothing found for “{term}”")
        assert shown_titles(page) == []


def test_a_misspelt_word_leads_to_the_right_one(visit: Visit) -> None:
    page = visit(EVERY_STATUS)
    search_for(page, "psycotherapist")
    part(page, "near").get_by_role("button", name="psychotherapist").click()
    wait_for_count(page, "“psychotherapist”")
    assert KENSINGTON_TITLE in shown_titles(page)
    assert search_field(page).input_value() == "psychotherapist"


def test_the_newcomer_finds_the_kensington_vacancy_from_the_box_in_the_header(visit: Visit) -> None:
    page = visit("about.html")
    box = page.get_by_role("searchbox", name="Search vacancies")
    box.fill("MBT")
    box.press("Enter")
    expect(page).to_have_url(re.compile(r"vacancies\.html\?q=MBT$"))
    wait_for_count(page, "“MBT”")
    assert shown_titles(page)[0] == KENSINGTON_TITLE
    page.get_by_role("link", name=KENSINGTON_TITLE).click()
    expect(page).to_have_url(re.compile(KENSINGTON))


def test_a_result_is_the_card_of_the_lists_with_the_hit_marked_in_an_excerpt(visit: Visit) -> None:
    page = visit(f"{FINDER}?q=MBT")
    result = page.locator("[data-finder=list] .card", has_text=KENSINGTON_TITLE)
    expect(result.locator(".status__label")).to_have_text("Closed")
    expect(result.locator(".card__facts")).to_contain_text("£64,156")
    expect(result.locator(".card__excerpt mark").first).to_have_text(re.compile("MBT", re.IGNORECASE))


def test_results_come_while_one_types(visit: Visit) -> None:
    page = visit(FINDER)
    search_field(page).press_sequentially("Medway")
    wait_for_count(page, "“Medway”")
    assert MEDWAY_TITLE in shown_titles(page)
    search_field(page).press_sequentially(" children")
    wait_for_count(page, "“Medway children”")


def test_escape_clears_the_field_the_results_and_the_address(visit: Visit) -> None:
    page = visit(f"{FINDER}?q=MBT")
    wait_for_count(page, "“MBT”")
    search_field(page).press("Escape")
    expect(search_field(page)).to_have_value("")
    expect(part(page, "static")).to_be_visible()
    assert page.url.endswith(FINDER)
    assert chips(page) == []


def test_a_slash_is_no_matter_where_there_is_no_keyboard(visit: Visit) -> None:
    page = visit(FINDER, has_touch=True, is_mobile=True, viewport={"width": 1024, "height": 768})
    expect(part(page, "shortcut")).to_be_hidden()


def test_a_slash_jumps_to_the_field_until_that_is_switched_off(visit: Visit) -> None:
    page = visit(FINDER)
    page.keyboard.press("/")
    assert focused(page) == "input#q"
    assert search_field(page).input_value() == ""
    page.keyboard.press("/")
    assert search_field(page).input_value() == "/"
    page.get_by_label(re.compile("jumps to this field")).uncheck()
    page.reload()
    page.keyboard.press("/")
    assert focused(page) == "body.page"


def test_a_phrase_that_is_nowhere_is_offered_without_quotation_marks(visit: Visit) -> None:
    page = visit(f"{FINDER}?q=%22abuse%20domestic%22")
    wait_for_count(page, 'Nothing found for "abuse domestic"')
    page.get_by_role("button", name="Without quotation marks: ").click()
    wait_for_count(page, "for “abuse domestic”")
    expect(page).to_have_url(re.compile(r"\?q=abuse\+domestic$"))


def test_a_word_that_no_vacancy_has_can_be_left_out(visit: Visit) -> None:
    """Beside a suggestion, which may mean something else: nobody who asks for Leeds means needs."""
    page = visit(f"{FINDER}?q=menopause+zzzzqqq")
    wait_for_count(page, "Nothing found for “menopause zzzzqqq”")
    offer = page.get_by_role("button", name="Without “zzzzqqq”: ")
    number = offer.inner_text().rpartition(" ")[2]
    offer.click()
    wait_for_count(page, "for “menopause”")
    assert part(page, "count").inner_text().startswith(f"{number} ")
    expect(page).to_have_url(re.compile(r"\?q=menopause$"))


def test_of_words_that_no_vacancy_has_together_each_can_be_left_out(visit: Visit) -> None:
    page = visit(f"{FINDER}?q=menopause+Medway")
    wait_for_count(page, "Nothing found for “menopause Medway”")
    expect(page.get_by_role("button", name="Without “menopause”: ")).to_be_visible()
    page.get_by_role("button", name="Without “medway”: ").click()
    wait_for_count(page, "for “menopause”")


def test_where_there_is_nothing_to_look_for_the_list_is_in_its_usual_order(visit: Visit) -> None:
    page = visit(f"{FINDER}?q=x", day="2025-11-10")
    wait_for_count(page, "Nothing to look for in “x”")
    expect(page.get_by_label("Sort by")).to_have_value("closing")


HOSTILE = ["<img src=x onerror=alert(1)>", "\"'><script>alert(1)</script>", "{{7*7}}", "x" * 200]


def test_whatever_is_searched_for_comes_out_as_text(visit: Visit) -> None:
    page = visit(FINDER)
    for term in (*HOSTILE, "%", "/"):
        search_field(page).fill(term)
        expect(page.locator(".chip")).to_contain_text(f"“{term}”")
        settled(page)
        assert part(page, "count").locator("*").count() == 0
        assert page.locator("main :is(img, script)").count() == 0


# --- what is open and what is not ------------------------------------------------------------------


def test_what_is_closed_is_offered_beside_what_is_open_and_not_mixed_with_it(visit: Visit) -> None:
    page = visit(f"{FINDER}?q=therapist", day="2025-11-20")
    wait_for_count(page, "“therapist”")
    assert "Closed" not in page.locator("[data-finder=list] .status__label").all_inner_texts()
    offer = part(page, "closed")
    expect(offer).to_contain_text("Closed ones may match too")
    offer.get_by_role("button").click()
    expect(page).to_have_url(re.compile("status=closed"))
    expect(offer).to_be_hidden()
    assert count(page) > 0
    assert set(page.locator("[data-finder=list] .status__label").all_inner_texts()) == {"Closed"}
    page.go_back()
    expect(offer).to_be_visible()


def test_where_nothing_is_open_what_is_closed_is_shown_and_said_to_be(visit: Visit) -> None:
    page = visit(f"{FINDER}?region=london")
    expect(part(page, "isOver")).to_be_visible()
    wait_for_count(page, "2 closed vacancies")
    assert page.locator("[data-finder=list] .status__label").all_inner_texts() == ["Closed", "Closed"]


def test_a_vacancy_that_closed_after_the_build_counts_as_closed(visit: Visit) -> None:
    page = visit(f"{FINDER}?q=MBT", day="2025-11-10", moment="2025-11-14T09:00:00Z")
    wait_for_count(page, "1 vacancy for “MBT”")
    assert shown_titles(page) == [LONDON_TITLE]
    expect(part(page, "closed")).to_contain_text("Closed ones may match too")


def test_what_closed_after_the_build_is_neither_in_the_list_nor_in_its_number(visit: Visit) -> None:
    page = visit(FINDER, day="2025-11-10", moment="2025-11-14T09:00:00Z")
    wait_for_count(page, "3 vacancies, closing soonest first")
    assert KENSINGTON_TITLE not in shown_titles(page)
    assert len(shown_titles(page)) == 3
    expect(facet(page, "region").locator("[data-value=london] .facet__count")).to_have_text("1")
    facet(page, "region").get_by_label("London").check()
    wait_for_count(page, "1 vacancy")
    page.get_by_role("button", name="London, remove").click()
    wait_for_count(page, "3 vacancies")


# --- the address -----------------------------------------------------------------------------------


@BOTH
def test_choices_are_kept_in_the_address_through_reload_back_and_forward(
    visit: Visit, viewport: dict[str, int]
) -> None:
    page = visit(FINDER, day="2025-11-10", viewport=viewport)
    facet(page, "region").get_by_label("London").check()
    expect(page).to_have_url(re.compile(r"\?region=london$"))
    facet(page, "work-mode").locator(".facet__box").first.check()
    back_to_the_list(page)
    both = page.url
    page.reload()
    settled(page)
    assert len(chips(page)) == 2
    page.go_back()
    expect(page.locator(".chip")).to_have_count(1)
    wait_for_count(page, "2 vacancies")
    expect(facet(page, "region").get_by_label("London")).to_be_checked()
    back_to_the_list(page)
    page.locator("[data-finder=list] .card__link").first.click()
    expect(page.locator("article.vacancy")).to_be_visible()
    page.go_back()
    wait_for_count(page, "2 vacancies")
    page.go_back()
    expect(part(page, "static")).to_be_visible()
    assert chips(page) == []
    page.go_forward()
    page.go_forward()
    expect(page.locator("article.vacancy")).to_be_visible()
    page.goto(both)
    settled(page)
    assert len(chips(page)) == 2


@pytest.mark.parametrize("way", ["reload", "back"])
@BOTH
def test_the_card_that_one_read_is_where_it_was_after_a_reload_and_on_the_way_back(
    visit: Visit, viewport: dict[str, int], way: str
) -> None:
    page = demo(visit, f"{FINDER}?q=therapy", viewport=viewport)
    settled(page)
    part(page, "more").click()
    card = page.locator("[data-finder=list] .card").nth(17)
    card.scroll_into_view_if_needed()
    # The excerpts of the cards around it have come, and the place is noted.
    page.wait_for_timeout(600)
    slug, before = card.get_attribute("data-slug"), card.bounding_box()
    assert before is not None
    if way == "reload":
        page.reload()
    else:
        card.locator("a").first.click()
        expect(page.locator("article.vacancy")).to_be_visible()
        page.go_back()
    again = page.locator(f"[data-finder=list] [data-slug={slug}]")
    expect(again).to_be_in_viewport()
    page.wait_for_timeout(600)
    after = again.bounding_box()
    assert after is not None
    assert abs(after["y"] - before["y"]) < viewport["height"] / 4


def test_what_else_to_ask_for_is_not_worked_out_where_closed_ones_are_found(
    visit: Visit, allowed_complaints: list[str]
) -> None:
    """A suggestion takes all lists of words: those of other letters are not even loaded."""
    allowed_complaints.append(WORKER_BLOCKED)
    page = visit("index.html", service_workers="block")
    asked = asked_for(page)
    page.goto(page.url.replace("index.html", f"{FINDER}?q=MBT"))
    wait_for_count(page, "closed vacanc")
    lists = {path.rpartition("/")[2] for path in asked if re.match(r"words.*\.js$", path)}
    assert lists <= {"begin.js", "m.js"}


def test_words_are_not_counted_as_filters(visit: Visit) -> None:
    page = demo(visit, f"{FINDER}?q=therapy", viewport=NARROW)
    settled(page)
    expect(part(page, "open")).to_have_text("Filters")
    page.goto(f"{page.url}&region=wales")
    settled(page)
    expect(part(page, "open")).to_have_text("Filters (1)")


def test_an_address_with_choices_never_shows_the_whole_list_first(visit: Visit, allowed_complaints: list[str]) -> None:
    allowed_complaints.append(WORKER_BLOCKED)
    page = demo(visit, "index.html", service_workers="block")
    start = page.url.removesuffix("index.html")
    page.route("**/facts.*/base.js", lambda _: None)
    page.goto(f"{start}{FINDER}?region=wales", wait_until="domcontentloaded")
    expect(page.locator(".finder__waiting")).to_be_visible()
    assert shown_titles(page) == []


@pytest.mark.parametrize(
    "script", ["throw new Error('broken')", "(", "", None], ids=["throws", "cannot be read", "does nothing", "hangs"]
)
def test_without_a_finder_that_works_the_whole_list_is_shown(
    visit: Visit, allowed_complaints: list[str], script: str | None
) -> None:
    allowed_complaints += [WORKER_BLOCKED, "broken", "Unexpected end of input"]
    page = demo(visit, "index.html", service_workers="block")
    start = page.url.removesuffix("index.html")
    answer = {"content_type": "text/javascript", "body": script}
    page.route("**/finder.*.js", lambda route: None if script is None else route.fulfill(**answer))
    page.goto(f"{start}{FINDER}?region=london", wait_until="commit")
    expect(page.locator(".card").first).to_be_visible(timeout=LAST_RESORT)
    expect(part(page, "count")).to_have_css("opacity", "1")


def test_what_makes_no_sense_in_an_address_is_passed_over(visit: Visit) -> None:
    page = visit(f"{FINDER}?region=<b>&pay=9-1&age=x&sort=luck&q=%20&nothing=1&role=")
    expect(part(page, "static")).to_be_visible()
    assert chips(page) == []


def test_a_value_that_is_no_more_is_left_out_and_that_is_said(visit: Visit) -> None:
    page = visit(f"{FINDER}?region=atlantis&region=london", day="2025-11-10")
    wait_for_count(page, "2 vacancies")
    told = part(page, "leftOut")
    expect(told).to_have_text("“atlantis” is no longer listed under “Region”, and was left out.")
    expect(page).to_have_url(re.compile(r"\?region=london$"))
    assert chips(page) == ["London"]
    page.get_by_role("button", name="London, remove").click()
    expect(told).to_be_hidden()
    page.goto(f"{page.url}?region=atlantis")
    expect(part(page, "static")).to_be_visible()
    expect(told).to_be_visible()
    assert page.url.endswith(FINDER)


def test_what_nothing_matches_is_no_question_of_spelling_where_no_word_was_typed(visit: Visit) -> None:
    page = visit(f"{FINDER}?region=london&employer=kent-county-council", day="2025-11-10")
    wait_for_count(page, "Nothing found")
    expect(part(page, "spelling")).to_be_hidden()
    search_for(page, "zzzzqqq")
    expect(part(page, "spelling")).to_be_visible()


# --- facets, against the same records counted in Python --------------------------------------------


@dataclass(frozen=True)
class Truth:
    """What Python's facets know of the demonstration."""

    lists: Lists
    current: Sequence[Vacancy]
    entries: Mapping[str, Entry]

    def keys(self, code: str, vacancy: Vacancy, roles: Sequence[str] = ()) -> set[str]:
        (facet,) = [facet for facet in FACETS if facet.code == code]
        return {
            value.key
            for value in self.lists.facets.of(facet, self.entries[vacancy.slug])
            if not roles or value.role in roles
        }

    def used(self, code: str) -> list[str]:
        return sorted({key for vacancy in self.current for key in self.keys(code, vacancy)})

    def count(self, choices: dict[str, list[str]]) -> int:
        """How many current vacancies match `choices`, by facet; a range is the text of its ends."""
        return sum(
            all(self._fits(code, wanted, choices, vacancy) for code, wanted in choices.items() if code != "role")
            for vacancy in self.current
        )

    def _fits(self, code: str, wanted: list[str], choices: dict[str, list[str]], vacancy: Vacancy) -> bool:
        if code in ("pay", "age"):
            return overlaps(wanted[0], span_of(code, vacancy))
        return bool(self.keys(code, vacancy, choices.get("role", []) if code == "modality" else ()) & set(wanted))


def span_of(code: str, vacancy: Vacancy) -> tuple[int, float] | None:
    if code == "pay":
        figures = yearly(vacancy)
        return (figures.least, figures.most) if figures else None
    ages = ages_of(vacancy)
    return (ages[0], float("inf") if ages[1] is None else ages[1]) if ages else None


def overlaps(wanted: str, span: tuple[int, float] | None) -> bool:
    """Whether a span meets a range such as "30000-up"; one that is not stated stays in."""
    low, high = wanted.split("-")
    return span is None or (span[0] <= (float("inf") if high == "up" else int(high)) and span[1] >= int(low))


@cache
def truth() -> Truth:
    schemas = read_schemas(PROJECT / "schema")
    catalogue = assemble(load_content(demo_content().parent).records, schemas.terms(), site_url=None)
    lists = Lists(catalogue, date.fromisoformat(TODAY))
    entries = {entry.slug: entry for entry in lists.sorted.current}
    vacancies = {vacancy.slug: vacancy for vacancy in catalogue.vacancies}
    return Truth(lists, [vacancies[slug] for slug in entries], entries)


VALUE_FACETS = [facet.code for facet in FACETS if not facet.ranged and facet.code != "status"]


def some_choices(number: int) -> Iterator[dict[str, list[str]]]:
    """Pseudo-random choices, the same every time: one to three facets, of each one to three values or a range."""
    chance = random.Random(7)
    for _ in range(number):
        codes = chance.sample([*VALUE_FACETS, "pay", "age"], chance.choice((1, 1, 2, 2, 3)))
        chosen = {
            code: chance.sample(used, min(len(used), chance.randint(1, 3)))
            for code in codes
            for used in [truth().used(code)]
        }
        for code, step in (("pay", 2500), ("age", 3)):
            if code in chosen:
                low = chance.randrange(0, 24) * step
                chosen[code] = [f"{low}-{chance.choice([low + 4 * step, low, 'up'])}"]
        if "modality" in chosen and chance.random() < 0.7:
            chosen["role"] = chance.sample(ROLES, chance.randint(1, 2))
        yield chosen


def test_the_count_is_that_of_the_same_records_counted_in_python(visit: Visit) -> None:
    page = demo(visit)
    wrong = []
    for choices in some_choices(30):
        page.goto(f"{page.url.split('?')[0]}?{urlencode(choices, doseq=True)}")
        settled(page)
        shown = 0 if part(page, "isOver").is_visible() else count(page)
        if shown != truth().count(choices):
            wrong.append((choices, shown, truth().count(choices)))
    assert not wrong


def test_each_value_counts_what_ticking_it_would_bring(visit: Visit) -> None:
    """With a choice in another facet; one of the same facet adds its own."""
    page = demo(visit, f"{FINDER}?sector=nhs")
    settled(page)
    for code in ("region", "contract", "band"):
        facet(page, code)
        expect(page.locator(f"[data-facet={code}] .facet__count").first).not_to_be_empty()
        for item in page.locator(f"[data-facet={code}] [data-value]:visible").all():
            key = item.get_attribute("data-value") or ""
            expect(item.locator(".facet__count")).to_have_text(str(truth().count({"sector": ["nhs"], code: [key]})))


@BOTH
def test_a_tick_narrows_the_list_to_as_many_cards_as_are_counted(visit: Visit, viewport: dict[str, int]) -> None:
    page = demo(visit, viewport=viewport)
    box = facet(page, "sector").locator("[data-value]").nth(1)
    expected = int(box.locator(".facet__count").inner_text())
    box.get_by_role("checkbox").check()
    wait_for_count(page, f"{expected} vacanc")
    if viewport is NARROW:
        expect(part(page, "done")).to_have_text(f"Show {expected} vacancies")
        expect(part(page, "number")).to_have_text(" (1)")
    back_to_the_list(page)
    while part(page, "more").is_visible():
        part(page, "more").click()
        expect(part(page, "more")).to_be_enabled()
    expect(page.locator("[data-finder=list] .card")).to_have_count(expected)
    assert len(set(shown_titles(page))) > expected / 2


def test_more_are_shown_on_demand_and_are_there_again_after_a_reload(visit: Visit) -> None:
    page = demo(visit, f"{FINDER}?sort=newest")
    cards = page.locator("[data-finder=list] .card")
    expect(cards).to_have_count(10)
    part(page, "more").click()
    expect(cards).to_have_count(30)
    assert cards.nth(10).locator("a").evaluate("it => it === document.activeElement")
    page.reload()
    expect(cards).to_have_count(30)


def test_a_modality_can_be_asked_for_in_a_role(visit: Visit) -> None:
    page = demo(visit)
    modality = facet(page, "modality")
    modality.locator("[data-value] .facet__box").first.check()
    key = modality.locator("[data-value]").first.get_attribute("data-value") or ""
    modality.get_by_label("Essential").check()
    expect(page).to_have_url(re.compile(f"modality={key}&role=essential$"))
    wait_for_count(page, f"{truth().count({'modality': [key], 'role': ['essential']})} vacanc")
    assert "Modality: essential" in chips(page)


# --- ranges ----------------------------------------------------------------------------------------


def test_a_range_of_pay_keeps_those_that_do_not_state_it_last_until_they_are_unticked(visit: Visit) -> None:
    page = demo(visit)
    pay = facet(page, "pay")
    pay.get_by_label("From").fill("30000")
    pay.get_by_label("to", exact=True).fill("40000")
    wait_for_count(page, f"{truth().count({'pay': ['30000-40000']})} vacanc")
    expect(page).to_have_url(re.compile(r"\?pay=30000-40000$"))
    assert chips(page) == ["£30,000 to £40,000 a year, or not stated"]
    every = count(page)
    unstated = sum(span_of("pay", vacancy) is None for vacancy in truth().current)
    while part(page, "more").is_visible():
        part(page, "more").click()
        expect(part(page, "more")).to_be_enabled()
    notes = page.locator("[data-finder=list] > li").evaluate_all(
        "all => all.map((it, at) => it.matches('.card-list__note') ? at : -1).filter(at => at >= 0)"
    )
    assert notes[-1] == len(page.locator("[data-finder=list] > li").all()) - unstated - 1
    told = pay.locator("[data-facet-told]")
    expect(told).to_have_text(f"{unstated} that do not state it are shown too, at the end of the list.")
    pay.get_by_label(re.compile("do not state")).uncheck()
    wait_for_count(page, f"{every - unstated} vacanc")
    expect(told).to_be_empty()
    assert chips(page) == ["£30,000 to £40,000 a year, if stated"]
    expect(page).to_have_url(re.compile(r"pay=30000-40000&pay-unknown=hide$"))


def test_the_way_back_from_a_typed_range_leads_to_what_was_before_it(visit: Visit) -> None:
    """Not to the figures on the way, and not off the page."""
    page = visit(FINDER, day="2025-11-10")
    usual = page.url
    pay = facet(page, "pay")
    pay.get_by_label("From").press_sequentially("30000")
    pay.get_by_label("to", exact=True).press_sequentially("60000")
    expect(page).to_have_url(re.compile(r"pay=30000-60000"))
    page.go_back()
    expect(page).to_have_url(usual)
    assert chips(page) == []


def test_a_band_fills_the_range_and_a_second_press_empties_it(visit: Visit) -> None:
    page = demo(visit)
    pay = facet(page, "pay")
    band = pay.get_by_role("button", name="£35,000 to £39,999")
    band.click()
    expect(pay.get_by_label("From")).to_have_value("35000")
    expect(band).to_have_attribute("aria-pressed", "true")
    wait_for_count(page, f"{truth().count({'pay': ['35000-39999']})} vacanc")
    told = pay.locator("[data-facet-told]")
    pay.get_by_role("button", name="£40,000 to £44,999").click()
    expect(told).to_contain_text("In place of “£35,000 to £39,999 a year”: one range at a time.")
    band.click()
    band.click()
    expect(told).to_be_empty()
    expect(pay.get_by_label("From")).to_have_value("")
    expect(part(page, "static")).to_be_visible()


def test_a_range_that_runs_backwards_is_explained_and_changes_nothing(visit: Visit) -> None:
    page = demo(visit, f"{FINDER}?age=5-11")
    settled(page)
    before = count(page)
    age = facet(page, "age")
    age.get_by_label("From").fill("12")
    expect(age.get_by_role("alert")).to_contain_text("more than")
    expect(age.get_by_label("From")).to_have_attribute("aria-invalid", "true")
    assert (count(page), chips(page)) == (before, ["Clients of 5 to 11, or not stated"])
    age.get_by_label("to", exact=True).fill("20")
    expect(age.get_by_role("alert")).to_be_empty()
    assert chips(page) == ["Clients of 12 to 20, or not stated"]


def test_a_typed_range_is_chosen_in_whole_numbers_and_outlives_a_reload(visit: Visit) -> None:
    page = demo(visit)
    pay = facet(page, "pay")
    pay.get_by_label("From").fill("-5")
    pay.get_by_label("to", exact=True).fill("30000.4")
    expect(page.locator(".chip")).to_contain_text("Up to £30,000 a year")
    pay.get_by_label("to", exact=True).press("Tab")
    expect(pay.get_by_label("to", exact=True)).to_have_value("30000")
    expect(pay.get_by_label("From")).to_have_value("")
    expect(page).to_have_url(re.compile(r"\?pay=0-30000$"))
    before = chips(page)
    page.reload()
    settled(page)
    assert chips(page) == before


# --- sorts -----------------------------------------------------------------------------------------


def shown_cards(page: Page) -> list[str]:
    """The slugs of all results, in order."""
    while part(page, "more").is_visible():
        part(page, "more").click()
        expect(part(page, "more")).to_be_enabled()
    return [card.get_attribute("data-slug") or "" for card in page.locator("[data-finder=list] .card").all()]


KEYS: dict[str, Callable[[Vacancy], float | None]] = {
    "newest": lambda vacancy: -vacancy.posted.toordinal() if vacancy.posted else None,
    "pay": lambda vacancy: -found[1] if (found := span_of("pay", vacancy)) else None,
}


@pytest.mark.parametrize("sort", KEYS)
def test_each_sort_has_those_without_its_key_last_and_drops_none(visit: Visit, sort: str) -> None:
    page = demo(visit, f"{FINDER}?sector=nhs&sort={sort}")
    settled(page)
    by_slug = {vacancy.slug: vacancy for vacancy in truth().current}
    keys = [KEYS[sort](by_slug[slug]) for slug in shown_cards(page)]
    assert len(keys) == truth().count({"sector": ["nhs"]})
    stated = [key for key in keys if key is not None]
    assert keys == [*sorted(stated), *[None] * (len(keys) - len(stated))]
    assert page.locator(".card-list__note").count() == (len(stated) < len(keys))


def test_a_choice_leaves_what_closes_soonest_in_the_order_of_the_list(visit: Visit) -> None:
    """With a note where those begin that name no date, and those that open later."""
    page = demo(visit, f"{FINDER}?sector=nhs")
    settled(page)
    assert shown_cards(page) == [
        vacancy.slug for vacancy in truth().current if "nhs" in truth().keys("sector", vacancy)
    ]
    notes = page.locator(".card-list__note").all_inner_texts()
    assert [note.split(":")[0] for note in notes] == ["These name no closing date", "These open later."]


def test_the_sort_is_chosen_by_its_name_and_best_match_only_for_words(visit: Visit) -> None:
    page = demo(visit)
    sort = page.get_by_label("Sort by")
    expect(sort.locator("[value=match]")).to_be_disabled()
    sort.select_option("highest pay")
    wait_for_count(page, "highest pay first")
    expect(page).to_have_url(re.compile(r"\?sort=pay$"))
    search_for(page, "trauma")
    sort.select_option("best match")
    wait_for_count(page, "best match first")
    expect(page).to_have_url(re.compile(r"\?q=trauma$"))


# --- chips, and nothing found ----------------------------------------------------------------------


def test_a_chip_takes_its_choice_back_and_hands_the_focus_on(visit: Visit) -> None:
    page = demo(visit, f"{FINDER}?q=therapy&region=wales&pay=20000-60000")
    settled(page)
    assert chips(page) == ["“therapy”", "Wales", "£20,000 to £60,000 a year, or not stated"]
    page.get_by_role("button", name="Wales, remove").press("Enter")
    expect(page.get_by_role("button", name="or not stated, remove")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="“therapy”, remove")).to_be_focused()
    page.keyboard.press("Enter")
    expect(part(page, "count")).to_be_focused()
    expect(search_field(page)).to_have_value("")
    assert page.url.endswith(FINDER)


def test_all_is_cleared_at_once(visit: Visit) -> None:
    page = demo(visit, f"{FINDER}?q=therapy&region=wales")
    page.get_by_role("button", name="Clear all").first.click()
    expect(part(page, "static")).to_be_visible()
    expect(part(page, "count")).to_be_focused()
    assert page.url.endswith(FINDER)
    expect(page.locator(".facet__box[value]:checked")).to_have_count(0)


def test_where_nothing_matches_each_choice_that_stands_in_the_way_is_offered_the_best_first(visit: Visit) -> None:
    page = visit(f"{FINDER}?q=zzzzqqq&region=london", day="2025-11-10")
    wait_for_count(page, "Nothing found for “zzzzqqq”")
    offers = part(page, "offers").get_by_role("button")
    assert offers.all_inner_texts() == ["Without “zzzzqqq”: 2"]
    offers.first.click()
    wait_for_count(page, "2 vacancies")
    page.goto(f"{page.url.split('?')[0]}?region=london&employer=kent-county-council")
    wait_for_count(page, "Nothing found")
    assert offers.all_inner_texts() == ["Without “Kent County Council”: 2", "Without “London”: 1"]
    assert {link.get_attribute("href") for link in part(page, "none").get_by_role("link").all()} == {
        "closed.html",
        "employers.html",
    }


# --- the dialog, and the keyboard ------------------------------------------------------------------


def test_the_dialog_holds_the_facets_and_gives_the_focus_back(visit: Visit) -> None:
    page = demo(visit, viewport=NARROW)
    opener = part(page, "open")
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Narrow the list")
    expect(dialog).to_be_visible()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    facet(page, "region").locator(".facet__box").first.check()
    settled(page)
    part(page, "done").click()
    expect(part(page, "count")).to_be_focused()
    expect(dialog).to_be_hidden()
    expect(page.locator(".chip")).to_have_count(1)


def test_a_screen_that_becomes_wide_has_its_facets_beside_the_list(visit: Visit) -> None:
    page = demo(visit, viewport=NARROW)
    part(page, "open").click()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(page.locator("[data-finder=panel] [data-facet=region]")).to_be_visible()
    expect(part(page, "dialog")).to_be_hidden()


def test_facets_are_unfolded_ticked_and_taken_back_without_a_mouse(visit: Visit) -> None:
    page = demo(visit)
    page.locator("[data-facet=sector] > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-facet=sector] .facet__box").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"\?sector="))
    settled(page)
    assert page.evaluate("document.activeElement.checked")
    page.get_by_role("button", name=re.compile(", remove")).focus()
    page.keyboard.press("Space")
    expect(page.locator(".facet__box[value]:checked")).to_have_count(0)


def test_a_group_of_choices_has_its_name(visit: Visit) -> None:
    page = demo(visit)
    facet(page, "pay")
    expect(page.get_by_role("group", name="Region", exact=True)).to_be_visible()
    expect(page.get_by_role("group", name="Pay, pounds a year, full time")).to_be_visible()
    assert part(page, "count").get_attribute("role") == "status"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@BOTH
def test_axe_finds_nothing_while_one_chooses(visit: Visit, scheme: str, viewport: dict[str, int]) -> None:
    page = demo(visit, f"{FINDER}?q=trauma&pay=30000-50000", viewport=viewport, color_scheme=scheme)
    settled(page)
    for code in ("modality", "pay", "age", "employer"):
        facet(page, code)
    found = findings(page)
    back_to_the_list(page)
    found += findings(page)
    search_for(page, "zzzzqqq")
    found += findings(page)
    assert not found


@BOTH
def test_nothing_scrolls_sideways_or_is_too_small_to_press(visit: Visit, viewport: dict[str, int]) -> None:
    page = demo(visit, f"{FINDER}?q=trauma&region=wales&sort=pay", viewport=viewport)
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for code in ("modality", "pay", "employer"):
        facet(page, code)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert part(page, "facets").evaluate("it => it.scrollWidth <= it.clientWidth")
    small = page.evaluate(
        """() => [...document.querySelectorAll('.finder :is(button, .facet__label, summary, select, .facet__number)')]
          .filter(it => it.checkVisibility() && it.getBoundingClientRect().height < 23.5)
          .map(it => it.className + ' ' + it.textContent)"""
    )
    assert small == []


# --- what is loaded, and what is not ---------------------------------------------------------------


def asked_for(page: Page) -> list[str]:
    """The files that the page asks for from now on."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/assets/")[2]))
    return asked


def test_nothing_is_loaded_before_it_is_needed_and_then_only_what_is(
    visit: Visit, allowed_complaints: list[str]
) -> None:
    allowed_complaints.append(WORKER_BLOCKED)
    page = demo(visit, "index.html", service_workers="block")
    asked = asked_for(page)
    page.goto(page.url.replace("index.html", FINDER))
    page.wait_for_load_state("networkidle")
    assert not [path for path in asked if path.startswith(LATER)]
    asked.clear()
    facet(page, "region").locator(".facet__box").nth(1).check()
    settled(page)
    page.wait_for_load_state("networkidle")
    data = [re.sub(r"\.[0-9a-f]{8}", "", path) for path in asked if path.endswith(".js")]
    facts = sorted(path for path in data if not path.startswith("cards/"))
    assert facts == ["facts/band.js", "facts/base.js", "facts/pay.js", "facts/region.js", "narrow.js"]
    assert len(data) <= len(facts) + 10


def test_a_missing_index_is_admitted_and_another_try_is_offered(visit: Visit, allowed_complaints: list[str]) -> None:
    allowed_complaints += [WORKER_BLOCKED, "pagefind", "Failed to load resource"]
    page = visit(FINDER, service_workers="block")
    page.route("**/pagefind.*.js", lambda route: route.abort())
    search_field(page).fill("MBT")
    error = part(page, "error")
    expect(error).to_be_visible()
    expect(error).to_contain_text("did not load")
    assert error.get_by_role("link").count() == 3
    page.unroute("**/pagefind.*.js")
    error.get_by_role("button", name="Try again").click()
    wait_for_count(page, "“MBT”")


def test_a_list_that_was_renewed_meanwhile_is_to_be_loaded_again(visit: Visit, allowed_complaints: list[str]) -> None:
    allowed_complaints += [WORKER_BLOCKED, "404", "Refused to execute", "MIME"]
    page = visit(FINDER, service_workers="block")
    page.route("**/facts.*/*.js", lambda route: route.fulfill(status=404, body=""))
    facet(page, "region").locator(".facet__box").first.check()
    error = part(page, "error")
    expect(error).to_contain_text("renewed")
    page.unroute("**/facts.*/*.js")
    error.get_by_role("button").click()
    settled(page)
    expect(page.locator(".chip")).to_have_count(1)


def test_where_there_is_no_vacancy_the_page_says_so_and_still_works(visit: Visit) -> None:
    page = visit(FINDER, day="2026-03-01", content=SITES / "nothing-yet" / "content")
    assert heading(page) == "All vacancies"
    expect(page.locator("main")).to_contain_text("The first vacancy is still to come")


def test_where_there_is_no_search_words_in_an_address_are_passed_over(
    project_with: Callable[[Path], Path], new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    """It may have been kept from a time when there was one; all else works."""
    with served(tmp_path / "site") as address:
        build(project_with(FIVE), tmp_path / "site", "2025-11-10", "--no-search", "--site-url", address)
        page = new_context().new_page()
        page.goto(f"{address}{FINDER}?q=dbt&sector=nhs")
        settled(page)
        expect(page.locator(".chip")).to_have_count(1)
        expect(page).to_have_url(f"{address}{FINDER}?q=dbt&sector=nhs")
        expect(page.get_by_role("searchbox")).to_have_count(0)
        expect(part(page, "error")).to_be_hidden()
        assert 0 < len(shown_titles(page)) < 5


# --- without script --------------------------------------------------------------------------------


def test_without_script_values_lead_to_pages_and_these_to_further_ones(visit: Visit) -> None:
    page = demo(visit, java_script_enabled=False)
    page.locator("[data-facet=sector] > summary").click()
    page.locator("[data-facet=sector] .facet__link").first.click()
    assert heading(page).endswith("therapy vacancies")
    page.get_by_role("link", name="Next page").click()
    expect(page).to_have_url(re.compile(r"/page-2\.html$"))
    assert len(shown_titles(page)) > 5
