"""The form: writes a record as somebody types, says what the check will say, keeps a draft, and hands it in."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from builtsite import FIVE, KENSINGTON, PROJECT, TODAY, demo_content
from playwright.sync_api import Locator, Page, expect

from browser.reader import Visit
from browser.test_axe import RULES
from browser.test_layout import NARROW, SMALL_TARGETS, TOO_WIDE
from portal.load.content import load_content
from portal.validate.schema import read_schemas
from portal.validate.validate import validate

ADD = "add.html"
KENSINGTON_SLUG = KENSINGTON.removeprefix("vacancies/").removesuffix(".html")
SCHEMAS = read_schemas(PROJECT / "schema")
REPOSITORY = "https://github.com/example/therapy-vacancies"
LONGEST = 8191


@pytest.fixture(scope="session")
def with_repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The five, on a site that says where its repository is."""
    content = tmp_path_factory.mktemp("repository") / "content"
    shutil.copytree(FIVE, content)
    site = content / "site.yaml"
    site.write_text(f"{site.read_text('utf-8')}repository: {REPOSITORY}\n", "utf-8")
    return content


def opened(page: Page) -> Page:
    """The page once the form is on it."""
    page.locator(".form-step").first.wait_for()
    return page


def form_on(visit: Visit, path: str = ADD, **options: Any) -> Page:
    return opened(visit(path, **options))


def yaml_of(page: Page) -> str:
    return page.locator("pre.yaml").first.inner_text()


def count(page: Page) -> Locator:
    return page.locator(".form-messages__count")


def step(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def judged(folder: Path, texts: dict[str, str], content: Path = FIVE) -> tuple[list[str], dict[str, Any]]:
    """What a build finds wrong with the vacancies `texts` on the site of `content`, and their values by path."""
    shutil.copytree(content, folder / "content", ignore=shutil.ignore_patterns("vacancies"))
    (folder / "content" / "vacancies").mkdir()
    for path, text in texts.items():
        (folder / path).write_text(text, "utf-8")
    loaded = load_content(folder)
    found = validate(loaded, SCHEMAS).found
    told = [f"{one.rule}: {one.message}" for one in found if one.span and one.span.path in texts]
    return told, {record.path: record.data for record in loaded.records if record.kind == "vacancy"}


def fill_by_keyboard(page: Page) -> None:
    """A whole short record, with keys alone."""
    keys = page.keyboard

    def write(field: Locator, words: str) -> None:
        field.focus()
        keys.type(words)

    write(step(page, "The role").get_by_label("Title"), "Counsellor for families")
    step(page, "The role").get_by_label("Employer").focus()
    keys.type("Oxleas")
    write(step(page, "The role").get_by_label("Summary"), "Counselling for families in Chatham, in a small team.")
    step(page, "Where you read it").get_by_label("Kind of source").focus()
    keys.type("Employer")
    write(step(page, "Dates").get_by_label("Closing date", exact=True), "2027-03-31")
    for name in ("pay", "hours", "locations", "reference", "applying", "sponsorship", "contact"):
        title = page.evaluate("name => portal.form.ui.session.record.titleOf(name)", name)
        page.get_by_label(f"The advert does not say: {title}", exact=True).focus()
        keys.press("Space")


def add_criteria(page: Page, *texts: str) -> None:
    """A group with so many criteria, all essential."""
    whole = step(page, "Person specification")
    whole.get_by_label("The employer marked each criterion").check()
    whole.get_by_role("button", name="Add a group").click()
    page.keyboard.type("Experience")
    for text in texts:
        whole.get_by_role("button", name="Add a criterion").click()
        page.keyboard.type(text)
        whole.get_by_label("Essential", exact=True).last.check()


def ids(page: Page) -> list[str]:
    return re.findall(r"- id: (\S+)", yaml_of(page))


def test_a_record_written_with_keys_alone_passes_the_check(visit: Visit, tmp_path: Path) -> None:
    page = form_on(visit)
    fill_by_keyboard(page)
    expect(count(page)).to_have_text("Nothing to mend")
    expect(page.locator(".form-facts")).to_contain_text("8 of 8")
    path = f"content/vacancies/{page.locator('#form-name').input_value()}"
    assert path == "content/vacancies/counsellor-for-families-oxleas.yaml"
    told, values = judged(tmp_path, {path: yaml_of(page)})
    assert told == []
    assert values[path]["employer"] == "oxleas"
    assert values[path]["not_stated"][0] == "pay"


def test_criteria_are_moved_with_buttons_and_arrow_keys_and_keep_the_focus(visit: Visit) -> None:
    page = form_on(visit)
    add_criteria(page, "Work with groups of adults.", "Training in counselling.", "Own caseload.")
    expect(count(page)).not_to_have_text("Nothing is written yet.")
    assert ids(page) == ["work-with-groups-of", "training-in-counselling", "own-caseload"]
    page.get_by_role("button", name="Move criterion 3 up").press("Enter")
    assert ids(page) == ["work-with-groups-of", "own-caseload", "training-in-counselling"]
    expect(page.get_by_role("button", name="Move criterion 2 up")).to_be_focused()
    expect(page.locator("[data-form-say]")).to_have_text("Criterion moved to place 2 of 3.")
    page.get_by_role("button", name="Drag criterion 1,").press("ArrowDown")
    assert ids(page) == ["own-caseload", "work-with-groups-of", "training-in-counselling"]
    expect(page.get_by_role("button", name="Drag criterion 2,")).to_be_focused()
    page.get_by_role("button", name="Remove criterion 1").click()
    assert len(ids(page)) == 2
    page.get_by_role("button", name="Put it back").last.click()
    assert ids(page)[0] == "own-caseload"


def test_criteria_are_dragged(visit: Visit) -> None:
    page = form_on(visit, viewport={"width": 1280, "height": 1800})
    add_criteria(page, "Work with groups of adults.", "Training in counselling.", "Own caseload.")
    handle = page.get_by_role("button", name="Drag criterion 3,")
    handle.scroll_into_view_if_needed()
    target = page.get_by_role("button", name="Drag criterion 1,").bounding_box()
    start = handle.bounding_box()
    assert start
    assert target
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 10, start["y"] - 60, steps=4)
    page.mouse.move(target["x"] + 10, target["y"] - 4, steps=12)
    page.mouse.up()
    expect(page.locator("[data-form-say]")).to_have_text("Criterion moved to place 1 of 3.")
    assert ids(page)[0] == "own-caseload"


def test_an_id_is_proposed_once_and_then_stays(visit: Visit) -> None:
    page = form_on(visit)
    add_criteria(page, "Own caseload.", "Own caseload.")
    page.keyboard.press("Tab")
    assert ids(page) == ["own-caseload", "own-caseload-2"]
    text = step(page, "Person specification").get_by_label("Text").first
    text.fill("Something else altogether.")
    text.blur()
    assert ids(page) == ["own-caseload", "own-caseload-2"]


def test_a_draft_survives_a_reload_until_it_is_deleted_and_even_then(visit: Visit) -> None:
    page = form_on(visit)
    fill_by_keyboard(page)
    written = yaml_of(page)
    page.reload()
    opened(page)
    assert yaml_of(page) == written
    assert page.evaluate("localStorage.key(0)") == "/|draft"
    page.get_by_role("button", name="Delete the draft").click()
    assert "Counsellor" not in yaml_of(page)
    page.get_by_role("button", name="Put the draft back").click()
    assert yaml_of(page) == written


def test_without_storage_the_form_works_and_says_that_nothing_is_kept(visit: Visit) -> None:
    page = visit("index.html")
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }")
    page.goto(page.url.replace("index.html", ADD))
    opened(page)
    fill_by_keyboard(page)
    expect(count(page)).to_have_text("Nothing to mend")
    expect(page.locator(".form-kept-here")).to_contain_text("keeps nothing")


def test_a_short_record_goes_to_github_whole_and_a_long_one_by_way_of_the_clipboard(
    visit: Visit, with_repository: Path
) -> None:
    page = form_on(visit, content=with_repository, permissions=["clipboard-read", "clipboard-write"])
    fill_by_keyboard(page)
    expect(count(page)).to_have_text("Nothing to mend")
    link = page.locator(".form-hand__open")
    expect(link).to_have_text("Open GitHub’s new-file page")
    address = str(link.get_attribute("href"))
    assert address.startswith(f"{REPOSITORY}/new/main?filename=content/vacancies/counsellor-for-families-oxleas.yaml&")
    assert parse_qs(urlsplit(address).query)["value"] == [page.evaluate("portal.form.ui.session.text()")]
    assert len(address) <= LONGEST
    step(page, "The role").locator("summary").first.click()
    page.get_by_label("Purpose").fill("A sentence that is repeated, and repeated again. " * 200)
    expect(link).to_have_text("Copy the text and open GitHub’s new-file page")
    assert "value=" not in str(link.get_attribute("href"))
    page.get_by_role("button", name="Copy the text", exact=True).click()
    expect(page.locator(".form-hand__told")).to_contain_text("copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.evaluate("portal.form.ui.session.text()")


def test_a_record_of_the_site_is_loaded_to_be_changed(visit: Visit, with_repository: Path) -> None:
    page = visit(KENSINGTON, content=with_repository)
    page.locator(".suggest").get_by_role("link", name="Suggest a change").click()
    opened(page)
    expect(page.locator("#form-name")).to_have_value(f"{KENSINGTON_SLUG}.yaml")
    expect(page.locator("#form-name")).to_have_attribute("readonly", "")
    link = page.locator(".form-hand__open")
    expect(link).to_have_attribute("href", f"{REPOSITORY}/edit/main/content/vacancies/{KENSINGTON_SLUG}.yaml")
    title = step(page, "The role").get_by_label("Title", exact=False).first
    title.fill("Another Psychotherapist")
    expect(page.locator("pre.yaml").first).to_contain_text("title: Another Psychotherapist")


def test_a_record_is_found_by_words_and_does_not_push_a_draft_away_for_good(visit: Visit) -> None:
    page = form_on(visit)
    fill_by_keyboard(page)
    page.get_by_text("Change a vacancy that is here").click()
    page.get_by_label("Find a vacancy of this site").fill("kensington psychotherapist")
    page.locator(".form-open__one").first.click()
    expect(page.locator("pre.yaml").first).to_contain_text("Highly Specialist Psychotherapist")
    page.get_by_role("button", name="Put the draft back").click()
    expect(page.locator("pre.yaml").first).to_contain_text("Counsellor for families")


def test_a_text_that_cannot_be_read_stays_to_be_mended(visit: Visit) -> None:
    page = form_on(visit)
    page.get_by_text("Change a vacancy that is here").click()
    page.get_by_label("Or paste its text").fill("title: Counsellor\nsummary: one\nsummary: two\n")
    page.get_by_role("button", name="Load this text").click()
    text = page.get_by_label("The text, to be mended")
    expect(text).to_have_value("title: Counsellor\nsummary: one\nsummary: two\n")
    expect(page.locator("#form-mend-list")).to_contain_text("repeated-key")
    expect(page.locator("#form-mend-list")).to_contain_text("Line 3")
    page.reload()
    expect(text).to_have_value("title: Counsellor\nsummary: one\nsummary: two\n")
    text.fill("title: Counsellor\nsummary: one\nodd_field: kept\n")
    page.get_by_role("button", name="Read it again").click()
    expect(page.locator("pre.yaml").first).to_contain_text("odd_field: kept")
    expect(page.locator(".form-kept:visible")).to_contain_text("odd_field")


def test_messages_have_the_names_and_words_of_the_build_and_stand_beside_their_fields(
    visit: Visit, tmp_path: Path
) -> None:
    page = form_on(visit)
    fill_by_keyboard(page)
    dates = step(page, "Dates")
    dates.get_by_label("Closing date", exact=True).fill("2027-02-30")
    step(page, "The role").get_by_label("Summary").fill("Too short")
    page.keyboard.press("Tab")
    expect(count(page)).to_contain_text("2 mistakes")
    path = "content/vacancies/counsellor-for-families-oxleas.yaml"
    told, _ = judged(tmp_path, {path: yaml_of(page)})
    here = page.evaluate("portal.form.ui.session.found().diagnostics.map(it => `${it.rule}: ${it.message}`)")
    assert here == told
    expect(dates.locator(".form-field__message")).to_contain_text("2027-02-30")
    expect(dates.get_by_label("Closing date", exact=True)).to_have_attribute("aria-invalid", "true")
    page.locator(".form-messages__go").last.click()
    expect(step(page, "The role").get_by_label("Summary")).to_be_focused()


def test_what_depends_on_another_field_comes_and_goes_with_it(visit: Visit) -> None:
    page = form_on(visit)
    dates = step(page, "Dates")
    expect(dates.get_by_label("Review by")).to_be_visible()
    expect(dates.get_by_label("Closing time")).to_be_hidden()
    dates.get_by_label("Closing date", exact=True).fill("2027-03-31")
    expect(dates.get_by_label("Review by")).to_be_hidden()
    expect(dates.get_by_label("Closing time")).to_be_visible()


def test_without_javascript_there_are_five_steps_and_the_example(visit: Visit) -> None:
    page = visit(ADD, java_script_enabled=False)
    assert page.locator(".add-by-hand__steps li:visible").count() == 5
    assert page.locator("pre.yaml").inner_text().startswith("# yaml-language-server:")
    expect(page.locator("[data-module=form]")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_an_empty_form_nor_on_one_with_a_record_and_mistakes(visit: Visit, scheme: str) -> None:
    page = form_on(visit, color_scheme=scheme)
    found = Axe().run(page, options=RULES).response["violations"]
    page.goto(f"{page.url}?change={KENSINGTON_SLUG}")
    opened(page)
    expect(page.locator("#form-name")).to_have_value(f"{KENSINGTON_SLUG}.yaml")
    page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true })")
    step(page, "Dates").get_by_label("Closing date", exact=True).fill("soon")
    expect(count(page)).to_contain_text("mistake")
    found += Axe().run(page, options=RULES).response["violations"]
    assert [(it["id"], it["nodes"][0]["target"], it["nodes"][0]["failureSummary"]) for it in found] == []


def test_a_record_has_room_at_320_pixels_and_targets_for_fingers(visit: Visit) -> None:
    page = form_on(visit, f"{ADD}?change={KENSINGTON_SLUG}", viewport=NARROW)
    expect(page.locator("#form-name")).to_have_value(f"{KENSINGTON_SLUG}.yaml")
    page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true })")
    page.wait_for_timeout(200)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), page.evaluate(TOO_WIDE)
    assert page.evaluate(SMALL_TARGETS) == []


THROUGH = """async () => {
  const { record } = portal.form.ui.session
  const context = await portal.load('', 'form')
  const folder = document.querySelector('[data-module=form]').dataset.records
  const written = {}
  for (const [slug] of context.records) {
    const { path, text } = await portal.form.ui.fetchRecord(folder, slug)
    const { data, comments } = portal.form.read(text, path)
    record.set(data)
    written[path] = portal.form.write(record.get(), context.schema, { comments, path })
  }
  return written
}"""


def plain(value: Any) -> str:
    """A value as text, the same for equal values."""
    return json.dumps(value, sort_keys=True, default=lambda it: it.isoformat() if isinstance(it, date) else str(it))


def test_every_record_of_a_demonstration_goes_through_the_fields_and_comes_out_the_same(
    visit: Visit, tmp_path: Path
) -> None:
    """The whole corpus, field by field: what the form writes of it passes the check and holds the same values."""
    content = demo_content()
    page = form_on(visit, content=content, day=TODAY)
    written = page.evaluate(THROUGH)
    told, values = judged(tmp_path, written, content)
    before = {one.path: one.data for one in load_content(content.parent).records if one.kind == "vacancy"}
    assert len(written) == len(before) == 300
    assert told == []
    assert {path for path in before if plain(values[path]) != plain(before[path])} == set()
