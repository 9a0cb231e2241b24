"""Ticking: the checklist remembers by criterion, says how far one has come, and can be cleared."""

from __future__ import annotations

from builtsite import KENSINGTON, KENT, LONDON, MEDWAY, MILTON_KEYNES
from playwright.sync_api import Locator, Page, expect

from browser.reader import Visit


def boxes(page: Page) -> Locator:
    return page.locator(".checklist input")


def progress(page: Page) -> str:
    return page.locator(".checklist output").inner_text()


def test_ticks_and_progress_in_words_survive_a_reload_until_they_are_cleared(visit: Visit) -> None:
    page = visit(LONDON, day="2025-11-20")
    assert progress(page) == "0 of 9 essential, 0 of 7 desirable"
    essential = page.locator("[data-level=essential] input")
    for number in range(3):
        essential.nth(number).check()
    page.locator("[data-level=desirable] label").first.click()
    assert progress(page) == "3 of 9 essential, 1 of 7 desirable"
    page.reload()
    assert progress(page) == "3 of 9 essential, 1 of 7 desirable"
    assert page.locator(".checklist input:checked").count() == 4
    page.get_by_role("button", name="Clear the ticks").click()
    expect(page.locator(".checklist output")).to_contain_text("0 of 9 essential, 0 of 7 desirable")
    page.reload()
    assert page.locator(".checklist input:checked").count() == 0
    assert page.evaluate("localStorage.length") == 0


def test_cleared_ticks_can_be_put_back(visit: Visit) -> None:
    page = visit(KENSINGTON)
    boxes(page).nth(2).check()
    page.get_by_role("button", name="Clear the ticks").click()
    page.get_by_role("button", name="Put the ticks back").click()
    expect(boxes(page).nth(2)).to_be_checked()
    page.reload()
    expect(boxes(page).nth(2)).to_be_checked()


def test_every_vacancy_counts_its_own_levels(visit: Visit) -> None:
    wanted = {
        KENSINGTON: "0 of 29 essential, 0 of 6 desirable",
        LONDON: "0 of 9 essential, 0 of 7 desirable",
        MEDWAY: "0 of 4 essential",
        KENT: "0 of 26 criteria",
    }
    page = visit(KENSINGTON)
    found = {}
    for path in wanted:
        page.goto(page.url.split("vacancies/")[0] + path)
        found[path] = progress(page)
    assert found == wanted


def test_lost_levels_are_never_called_essential(visit: Visit) -> None:
    page = visit(MILTON_KEYNES)
    assert "criteria" in progress(page)
    assert "essential" not in progress(page)


def test_ticks_belong_to_criteria_and_not_to_places_on_the_page(visit: Visit) -> None:
    page = visit(KENSINGTON)
    kept = "supervising-individual-therapy"
    boxes(page).nth(5).check()
    name = page.evaluate("localStorage.key(0)")
    assert name == "/|ticks|highly-specialist-psychotherapist-kensington"
    assert page.evaluate("JSON.parse(localStorage.getItem(localStorage.key(0)))") == [kept]
    # As if the record had since got its criteria in another order, and lost one.
    page.evaluate("([name, keys]) => localStorage.setItem(name, JSON.stringify(keys))", [name, ["gone", kept]])
    page.reload()
    checked = page.locator(".checklist input:checked")
    assert checked.count() == 1
    assert checked.get_attribute("id") == f"criterion-{kept}"


def test_the_ticks_of_two_vacancies_do_not_mix(visit: Visit) -> None:
    page = visit(KENSINGTON)
    boxes(page).first.check()
    kensington = page.url
    page.goto(kensington.replace(KENSINGTON, LONDON))
    assert page.locator(".checklist input:checked").count() == 0
    boxes(page).nth(1).check()
    page.goto(kensington)
    assert page.locator(".checklist input:checked").count() == 1
    expect(boxes(page).first).to_be_checked()


def test_two_windows_on_one_vacancy_keep_in_step(visit: Visit) -> None:
    page = visit(LONDON)
    other = page.context.new_page()
    other.goto(page.url)
    boxes(page).first.check()
    expect(boxes(other).first).to_be_checked()
    expect(other.locator(".checklist output")).to_contain_text("1 of 9 essential")


def test_rubbish_in_the_storage_does_no_harm(visit: Visit) -> None:
    page = visit(LONDON)
    for rubbish in ("{", "null", '"text"', "{}", "[1,null,{}]"):
        page.evaluate(
            "value => localStorage.setItem('/|ticks|liaison-clinical-practitioner-mhtr-london', value)",
            rubbish,
        )
        page.reload()
        assert progress(page) == "0 of 9 essential, 0 of 7 desirable"
        boxes(page).first.check()
        assert progress(page) == "1 of 9 essential, 0 of 7 desirable"


def test_without_storage_the_page_works_and_says_that_ticks_will_go(visit: Visit) -> None:
    page = visit("index.html")
    page.add_init_script(
        """Object.defineProperty(window, 'localStorage', {
          get () { throw new DOMException('no', 'SecurityError') }
        })"""
    )
    page.goto(page.url.replace("index.html", LONDON))
    expect(page.locator("[data-checklist-memory]")).to_contain_text("keeps nothing")
    boxes(page).first.check()
    assert progress(page) == "1 of 9 essential, 0 of 7 desirable"
    page.get_by_role("button", name="Clear the ticks").click()
    assert page.locator(".checklist input:checked").count() == 0
    page.goto(page.url.replace(LONDON, "vacancies.html?q=MBT"))
    page.locator("[data-finder=count]", has_text="“MBT”").wait_for()


def test_a_full_storage_is_admitted_once_a_tick_cannot_be_kept(visit: Visit) -> None:
    page = visit("index.html")
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }")
    page.goto(page.url.replace("index.html", LONDON))
    boxes(page).first.check()
    expect(page.locator("[data-checklist-memory]")).to_contain_text("keeps nothing")
    expect(boxes(page).first).to_be_checked()


def test_nothing_is_kept_of_a_reader_who_ticks_nothing(visit: Visit) -> None:
    page = visit("index.html")
    for path in (KENSINGTON, "vacancies.html?q=MBT", "about.html"):
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + "/" + path)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
