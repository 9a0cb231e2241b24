"""The form's fields: what folds, what is read of what somebody writes, and how entries are made, moved and put back."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.reader import Visit
from browser.test_form import ADD, KENSINGTON_SLUG, add_criteria, form_on, ids, step, yaml_of

PASTE = """(element, text) => {
  const clipboard = new DataTransfer()
  clipboard.setData('text/plain', text)
  element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: clipboard, bubbles: true, cancelable: true }))
}"""
PHONE: dict[str, Any] = {"width": 375, "height": 667}


def loaded(visit: Visit, **options: Any) -> Page:
    page = form_on(visit, f"{ADD}?change={KENSINGTON_SLUG}", **options)
    expect(page.locator("#form-name")).to_have_value(f"{KENSINGTON_SLUG}.yaml")
    return page


def test_a_record_that_is_loaded_is_folded_to_a_few_screens(visit: Visit) -> None:
    page = loaded(visit, viewport=PHONE)
    height = page.evaluate("document.querySelector('.form-steps').getBoundingClientRect().height")
    assert height < 6 * PHONE["height"]
    pay = step(page, "Pay and hours")
    expect(pay.locator(".form-step__line")).to_contain_text("Working pattern: Part time")
    expect(pay.get_by_role("group", name="Working pattern")).to_be_hidden()
    page.locator('a[href="#step-5"]').click()
    expect(pay.get_by_role("group", name="Working pattern")).to_be_visible()


def test_entries_fold_to_a_line_and_of_many_only_the_one_at_work_is_open(visit: Visit) -> None:
    page = loaded(visit)
    whole = step(page, "Person specification")
    whole.locator(".form-step__summary").click()
    group = whole.locator(".form-entry__summary").first
    group.click()
    inner = whole.locator(".form-entry .form-entry .form-entry__summary")
    expect(inner.first).to_contain_text("Essential: ")
    inner.nth(0).click()
    inner.nth(1).click()
    assert whole.locator(".form-entry .form-entry .form-entry__fold[open]").count() == 1


def test_pasted_lines_become_criteria_and_can_be_undone(visit: Visit) -> None:
    page = form_on(visit)
    add_criteria(page, "Own caseload.")
    step(page, "Person specification").get_by_role("button", name="Add a criterion").click()
    text = step(page, "Person specification").get_by_label("Text").last
    text.evaluate(PASTE, "• Training in DBT\n2. Group work\n\n- Report writing\n")
    assert ids(page) == ["own-caseload", "training-in-dbt", "group-work", "report-writing"]
    assert "text: Group work" in yaml_of(page)
    page.get_by_role("button", name="Undo the pasting").click()
    assert ids(page) == ["own-caseload"]


def test_pasted_lines_bring_their_levels_and_the_others_get_theirs_at_once(visit: Visit) -> None:
    page = form_on(visit)
    step(page, "Person specification").get_by_role("button", name="Add a group").click()
    whole = step(page, "Person specification")
    whole.get_by_role("button", name="Add a criterion").click()
    whole.get_by_label("Text").last.evaluate(
        PASTE,
        "Own caseload (essential)\nGroup work\nReports\nDesirable:\n- Training in DBT\n- Driving licence (Essential).",
    )
    assert [word in yaml_of(page) for word in ("(essential)", "(Essential)", "Desirable:")] == [False] * 3
    assert [yaml_of(page).count(f"level: {level}") for level in ("essential", "desirable")] == [2, 1]
    for_all = whole.get_by_role("button", name="Level of all: Desirable")
    for_all.click()
    expect(page.locator("[data-form-say]")).to_have_text("2 entries now have the level “Desirable”.")
    assert [yaml_of(page).count(f"level: {level}") for level in ("essential", "desirable")] == [2, 3]
    whole.get_by_role("button", name="Level of all: Essential").click()
    assert [yaml_of(page).count(f"level: {level}") for level in ("essential", "desirable")] == [4, 1]


def test_the_text_that_is_copied_has_the_last_key(visit: Visit) -> None:
    page = form_on(visit)
    step(page, "The role").get_by_label("Title").first.focus()
    page.keyboard.type("Nurse")
    # In one go, so that no time passes between the press and the look.
    page.keyboard.type("s")
    assert "title: Nurses" in page.evaluate(
        "() => [document.querySelector('.form-hand__buttons .button').click(), "
        "document.querySelector('pre.yaml').textContent][1]"
    )


@pytest.mark.parametrize("width", [320, 1280])
def test_large_letters_leave_the_fields_their_room(visit: Visit, width: int) -> None:
    page = form_on(visit, viewport={"width": width, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    add_criteria(page, "Own caseload.", "Reports.")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    entry = step(page, "Person specification").locator(".form-entry .form-entry").last
    title = entry.locator(".form-entry__summary").bounding_box()
    tools = entry.locator(".form-entry__tools").bounding_box()
    assert title
    assert tools
    assert width > 320 or tools["y"] + tools["height"] <= title["y"] + 1
    form = page.locator(".add__form").bounding_box()
    assert form
    assert form["width"] > 0.75 * width


def test_enter_begins_the_next_criterion(visit: Visit) -> None:
    page = form_on(visit)
    add_criteria(page, "Own caseload.")
    step(page, "Person specification").get_by_label("Text").last.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Group work")
    page.keyboard.press("Enter")
    page.keyboard.type("Reports")
    page.keyboard.press("Tab")
    assert ids(page) == ["own-caseload", "group-work", "reports"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("31/03/2027", "2027-03-31"),
        ("13 December 2026", "2026-12-13"),
        ("13 Dec 2026", "2026-12-13"),
        ("Friday 1st May 2026", "2026-05-01"),
        ("2026-5-1", "2026-05-01"),
        ("31/02/2027", "31/02/2027"),
        ("04/13/2027", "04/13/2027"),
        ("soon", "soon"),
    ],
)
def test_a_day_is_read_as_people_write_it(visit: Visit, written: str, meant: str) -> None:
    page = form_on(visit)
    day = step(page, "Dates").get_by_label("Closing date", exact=True)
    day.fill(written)
    day.blur()
    expect(day).to_have_value(meant)
    assert f"closing_date: {meant}" in yaml_of(page)


def test_figures_times_and_addresses_are_read_as_people_write_them(visit: Visit) -> None:
    page = form_on(visit)
    values = page.evaluate(
        """() => {
          const { figure, time, web, postcode } = portal.form.ui.readings
          return [
            [['£31,500', 'pounds'], ['31.5k', 'pounds'], ['15 hours', 'hours a week'], ['37.5', 'hours a week'],
              ['31 to 35', 'pounds']].map(([text, unit]) => figure(text, unit)),
            ['5pm', 'noon', '9.30 am', '17:00', '12am', '5', '13pm'].map(time),
            ['www.example.org/jobs', 'example'].map(web), ['me4 4aa', 'SE1'].map(postcode)]
        }"""
    )
    assert values == [
        ["31500", "31500", "15", "37.5", ""],
        ["17:00", "12:00", "09:30", "17:00", "00:00", "", ""],
        ["https://www.example.org/jobs", ""],
        ["ME4 4AA", ""],
    ]


@pytest.mark.parametrize(
    ("label", "written", "meant"),
    [
        ("Length of contract", "1 year", "12"),
        ("Length of contract", "6 weeks", "6 weeks"),
        ("Hours a week", "37.5 hours a week", "37.5"),
        ("Hours a week", "4 sessions", "4 sessions"),
    ],
)
def test_a_figure_of_another_unit_stays_as_it_was_written(visit: Visit, label: str, written: str, meant: str) -> None:
    """The check then says what the field wants: a figure that nobody stated would be a wrong fact."""
    page = form_on(visit)
    page.evaluate("document.querySelectorAll('.form-step details').forEach(it => { it.open = true })")
    field = step(page, "Pay and hours").get_by_label(label, exact=True)
    field.fill(written)
    field.blur()
    expect(field).to_have_value(meant)
    assert f": {meant}\n" in yaml_of(page)


def test_today_is_offered_and_never_put_in_silently(visit: Visit) -> None:
    page = form_on(visit, day="2026-03-01")
    read_on = step(page, "Where you read it").get_by_label("Read on")
    expect(read_on).to_have_value("")
    step(page, "Where you read it").get_by_role("button", name="Today").click()
    expect(read_on).to_have_value("2026-03-01")


def test_a_removed_entry_leaves_the_way_back_in_its_place_with_the_focus(visit: Visit) -> None:
    page = form_on(visit)
    add_criteria(page, "Work with groups.", "Own caseload.", "Reports.")
    step(page, "Person specification").locator(".form-entry__summary").nth(1).click()
    page.get_by_role("button", name="Remove “Work with groups”").click()
    expect(page.get_by_role("button", name="Put it back: “Work with groups”")).to_be_focused()
    page.get_by_role("button", name="Remove “Own caseload”").click()
    page.get_by_role("button", name="Put it back: “Work with groups”").click()
    page.get_by_role("button", name="Put it back: “Own caseload”").click()
    assert ids(page) == ["work-with-groups", "own-caseload", "reports"]


def test_an_entry_that_is_moved_keeps_its_button_where_it_was(visit: Visit) -> None:
    page = form_on(visit, viewport={"width": 1280, "height": 700})
    add_criteria(page, "Work with groups.", "Own caseload.", "Reports.")
    up = page.get_by_role("button", name="Move “Reports” up")
    up.scroll_into_view_if_needed()
    before = up.bounding_box()
    up.press("Enter")
    after = up.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 2


def test_what_the_advert_does_not_say_sets_the_fact_aside_and_brings_it_back(visit: Visit) -> None:
    page = form_on(visit)
    offered = step(page, "Who may apply").get_by_label("Yes").last
    offered.check()
    box = page.get_by_label("The advert does not say: Visa sponsorship", exact=True)
    box.check()
    assert "offered" not in yaml_of(page)
    assert "not_stated: [sponsorship]" in yaml_of(page)
    box.uncheck()
    assert "offered: true" in yaml_of(page)


def test_another_employer_is_begun_beside_the_vacancy(visit: Visit) -> None:
    page = form_on(visit)
    role = step(page, "The role")
    role.get_by_text("Another employer, that is not in the list").click()
    part = role.locator(".form-employer")
    part.get_by_label("Name").first.fill("Example Family Trust")
    part.get_by_label("Sector").select_option("charity")
    expect(part.locator("pre")).to_contain_text("name: Example Family Trust")
    expect(part.locator("pre")).to_contain_text("sector: charity")
    expect(page.locator("pre.yaml").first).to_contain_text("employer: example-family-trust")
    page.wait_for_timeout(600)
    expect(page.locator(".form-messages__list").last).not_to_contain_text("unknown-employer")
