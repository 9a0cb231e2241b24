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
from builtsite import FIVE, KENSINGTON, PROJECT, TODAY, demo_content
from playwright.sync_api import Locator, Page, expect

from browser.axe import findings
from browser.reader import Visit
from browser.test_layout import NARROW, SMALL_TARGETS, TOO_WIDE
from portal.load.content import load_content
from portal.validate.schema import read_schemas
from portal.validate.validate import validate

ADD = "add.html"
KENSINGTON_SLUG = KENSINGTON.removeprefix("vacancies/").removesuffix(".html")
WRITTEN_AFTER = 250  # milliseconds: the file is written when the keys pause
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
    page.locator("#form-name").wait_for()
    return page


def form_on(visit: Visit, path: str = ADD, **options: Any) -> Page:
    return opened(visit(path, **options))


def file_of(page: Page) -> Locator:
    """The file as the form writes it."""
    return page.locator(".add__sheet pre.yaml")


def yaml_of(page: Page) -> str:
    page.wait_for_timeout(WRITTEN_AFTER)
    return file_of(page).inner_text()


def text_of(page: Page) -> str:
    """The text of the file, with its last line break."""
    page.wait_for_timeout(WRITTEN_AFTER)
    return file_of(page).text_content() or ""


def title_of(name: str) -> str:
    """What the form calls a field of a vacancy."""
    schema = json.loads((PROJECT / "schema" / "vacancy.schema.json").read_text("utf-8"))
    node = schema["properties"][name]
    definition = schema["$defs"][node["$ref"].removeprefix("#/$defs/")] if "$ref" in node else {}
    title: str = (definition | node)["title"]
    return title


def count(page: Page) -> Locator:
    return page.locator(".form-messages__count")


def messages(page: Page) -> list[str]:
    """The messages of the list as `rule: words`, as a test of the build writes them."""
    found: list[str] = page.locator(".add__sheet .form-messages__item").evaluate_all(MESSAGES)
    return found


MESSAGES = """items => items.map(it => {
  const words = Array.from(it.querySelector('.form-messages__words > span').childNodes)
  const text = words.map(one => one.nodeName === 'CODE' ? '`' + one.textContent + '`' : one.textContent).join('')
  const rule = it.querySelector('.form-messages__foot > a, .form-messages__foot > code').textContent
  return rule.replace(/.*\\((.*)\\)$/, '$1') + ': ' + text
})"""


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
    step(page, "The role").get_by_label(re.compile("^Employer")).first.focus()
    keys.type("Oxleas")
    write(step(page, "The role").get_by_label("Summary"), "Counselling for families in Chatham, in a small team.")
    step(page, "Where you read it").get_by_label("Kind of source").focus()
    keys.type("Employer")
    write(step(page, "Dates").get_by_label("Closing date", exact=True), "2027-03-31")
    for name in ("pay", "hours", "locations", "reference", "applying", "sponsorship", "contact"):
        page.get_by_label(f"The advert does not say: {title_of(name)}", exact=True).focus()
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
    page.get_by_role("button", name="Move “Own caseload” up").press("Enter")
    assert ids(page) == ["work-with-groups-of", "own-caseload", "training-in-counselling"]
    expect(page.get_by_role("button", name="Move “Own caseload” up")).to_be_focused()
    expect(page.locator("[data-form-say]")).to_have_text("Criterion “Own caseload” moved to place 2 of 3.")
    page.get_by_role("button", name="Drag “Work with groups of adults”,").press("ArrowDown")
    assert ids(page) == ["own-caseload", "work-with-groups-of", "training-in-counselling"]
    expect(page.get_by_role("button", name="Drag “Work with groups of adults”,")).to_be_focused()
    page.get_by_role("button", name="Remove “Own caseload”").click()
    assert len(ids(page)) == 2
    page.get_by_role("button", name="Put it back").last.click()
    assert ids(page)[0] == "own-caseload"


def test_criteria_are_dragged(visit: Visit) -> None:
    page = form_on(visit, viewport={"width": 1280, "height": 1800})
    add_criteria(page, "Work with groups of adults.", "Training in counselling.", "Own caseload.")
    handle = page.get_by_role("button", name="Drag “Own caseload”,")
    handle.scroll_into_view_if_needed()
    target = page.get_by_role("button", name="Drag “Work with groups of adults”,").bounding_box()
    start = handle.bounding_box()
    assert start
    assert target
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 10, start["y"] - 60, steps=4)
    page.mouse.move(target["x"] + 10, target["y"] - 4, steps=12)
    page.mouse.up()
    expect(page.locator("[data-form-say]")).to_have_text("Criterion “Own caseload” moved to place 1 of 3.")
    assert ids(page)[0] == "own-caseload"


def test_an_id_is_proposed_once_and_then_stays(visit: Visit) -> None:
    page = form_on(visit)
    add_criteria(page, "Own caseload.", "Own caseload.")
    page.keyboard.press("Tab")
    assert ids(page) == ["own-caseload", "own-caseload-2"]
    text = step(page, "Person specification").get_by_label("Text").last
    text.fill("Something else altogether.")
    text.blur()
    assert ids(page) == ["own-caseload", "own-caseload-2"]


def drafts(page: Page) -> Locator:
    return page.get_by_role("region", name="Your drafts")


def title_field(page: Page) -> Locator:
    """The title, in its step, which is folded once a record is loaded."""
    page.evaluate("document.querySelectorAll('.form-step > details').forEach(it => { it.open = true })")
    return step(page, "The role").get_by_label("Title", exact=False).first


def load_text(page: Page, text: str) -> None:
    """Paste a text, and load it."""
    opener = page.locator(".form-open")
    if opener.get_attribute("open") is None:
        opener.locator("summary").click()
    page.get_by_label("Or paste its text").fill(text)
    page.get_by_role("button", name="Load this text").click()


def load_file(page: Page, name: str, content: bytes) -> None:
    """Choose a file of one's own."""
    page.locator(".form-open").evaluate("it => { it.open = true }")
    page.get_by_label("Choose a file").set_input_files({"name": name, "mimeType": "text/yaml", "buffer": content})


def reloaded(page: Page) -> Page:
    page.reload()
    return opened(page)


def change(page: Page, words: str) -> None:
    """Open a record of the site that has the words in its title or employer."""
    page.locator(".form-open").evaluate("it => { it.open = true }")
    page.get_by_label("Find a vacancy of this site").fill(words)
    page.locator(".form-open__one").first.click()


def test_a_draft_survives_a_reload_until_it_is_deleted_and_even_then(visit: Visit) -> None:
    page = form_on(visit)
    fill_by_keyboard(page)
    written = yaml_of(page)
    reloaded(page)
    assert yaml_of(page) == written
    assert page.evaluate("localStorage.key(0)") == "/|draft|new"
    drafts(page).get_by_role("button", name="Delete the draft of Counsellor for families").click()
    assert "Counsellor" not in yaml_of(page)
    drafts(page).get_by_role("button", name="Put back").click()
    assert yaml_of(page) == written


def test_every_file_has_a_draft_of_its_own_and_a_loaded_record_that_nobody_touched_has_none(visit: Visit) -> None:
    page = form_on(visit)
    title_field(page).fill("The first")
    page.get_by_role("button", name="Begin a new vacancy").click()
    expect(title_field(page)).to_have_value("")
    title_field(page).fill("The second")
    change(page, "kensington psychotherapist")
    expect(page.locator("h1")).to_have_text(re.compile("Change: .*Psychotherapist"))
    expect(drafts(page).get_by_role("button", name="Delete")).to_have_count(2)
    title_field(page).fill("The third")
    expect(drafts(page)).to_contain_text("Change: The third")
    reloaded(page)
    expect(title_field(page)).to_have_value("The third")
    page.goto(page.url.split("?")[0])
    opened(page)
    expect(page.locator("h1")).to_have_text("Add a vacancy")
    expect(title_field(page)).to_have_value("The second")
    drafts(page).get_by_role("button", name="Open the draft of The first").click()
    expect(title_field(page)).to_have_value("The first")
    drafts(page).get_by_role("button", name="Open the draft of The third").click()
    expect(page.locator("#form-name")).to_have_value(f"{KENSINGTON_SLUG}.yaml")
    expect(title_field(page)).to_have_value("The third")


def test_a_pasted_text_pushes_nothing_away(visit: Visit) -> None:
    page = form_on(visit)
    title_field(page).fill("The first")
    for text in ("title: The second\n", "title: The third\n"):
        load_text(page, text)
    for name in ("The first", "The second"):
        drafts(page).get_by_role("button", name=f"Open the draft of {name}").click()
        expect(title_field(page)).to_have_value(name)


def test_without_storage_the_form_works_says_that_nothing_is_kept_and_keeps_it_while_it_is_open(visit: Visit) -> None:
    page = visit("index.html")
    page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }")
    page.goto(page.url.replace("index.html", ADD))
    opened(page)
    expect(page.locator(".form-kept-here")).to_contain_text("keeps nothing")
    fill_by_keyboard(page)
    expect(count(page)).to_have_text("Nothing to mend")
    load_text(page, "title: The second\n")
    expect(page.locator(".form-kept-here")).to_contain_text("keeps nothing")
    drafts(page).get_by_role("button", name="Open the draft of Counsellor for families").click()
    expect(title_field(page)).to_have_value("Counsellor for families")


def test_another_tab_is_told_of_and_overwrites_nothing(visit: Visit) -> None:
    page = form_on(visit)
    title_field(page).fill("From one tab")
    expect(drafts(page)).to_contain_text("From one tab")
    other = page.context.new_page()
    other.goto(page.url)
    opened(other)
    expect(title_field(other)).to_have_value("From one tab")
    title_field(other).fill("From the other")
    expect(page.locator(".form-notice")).to_contain_text("changed in another tab")
    title_field(page).fill("From the first again")
    expect(page.locator(".form-notice")).to_contain_text("kept as a draft of its own")
    reloaded(other)
    expect(drafts(other)).to_contain_text("From the first again")
    expect(drafts(other)).to_contain_text("From the other")


@pytest.mark.parametrize(
    "kept",
    [
        '{"existing":true,"path":7}',
        '{"data":{"title":{"a":1},"person_specification":7},"path":"x","when":"2026-01-01"}',
        "[1]",
        "{",
    ],
)
def test_nonsense_among_the_drafts_does_no_harm(visit: Visit, kept: str) -> None:
    page = visit("index.html")
    page.evaluate("kept => localStorage.setItem('/|draft|new', kept)", kept)
    page.goto(page.url.replace("index.html", ADD))
    opened(page)
    page.get_by_role("button", name="Begin a new vacancy").or_(page.locator("h1")).first.click()
    title_field(page).fill("It works")
    expect(file_of(page)).to_contain_text("title: It works")
    expect(drafts(page)).to_contain_text("It works")


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
    assert parse_qs(urlsplit(address).query)["value"] == [text_of(page)]
    assert len(address) <= LONGEST
    page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true })")
    step(page, "The role").get_by_label("Summary").fill("A sentence that is repeated, and repeated again. " * 200)
    expect(link).to_have_text("Copy the text and open GitHub’s new-file page")
    assert "value=" not in str(link.get_attribute("href"))
    page.get_by_role("button", name="Copy the text", exact=True).click()
    expect(page.locator(".form-hand__told")).to_contain_text("copied")
    assert page.evaluate("navigator.clipboard.readText()") == text_of(page)


def test_a_record_of_the_site_is_loaded_to_be_changed(visit: Visit, with_repository: Path) -> None:
    page = visit(KENSINGTON, content=with_repository)
    page.locator(".suggest").get_by_role("link", name="Suggest a change").click()
    opened(page)
    expect(page.locator("#form-name")).to_have_value(f"{KENSINGTON_SLUG}.yaml")
    expect(page.locator("#form-name")).to_have_attribute("readonly", "")
    link = page.locator(".form-hand__open")
    expect(link).to_have_attribute("href", f"{REPOSITORY}/edit/main/content/vacancies/{KENSINGTON_SLUG}.yaml")
    title_field(page).fill("Another Psychotherapist")
    expect(file_of(page)).to_contain_text("title: Another Psychotherapist")


def test_a_change_of_a_record_changes_its_lines_and_no_others(visit: Visit) -> None:
    """The bytes of a record that is only loaded, and after a reload too, are those of its file."""
    before = (FIVE / "vacancies" / f"{KENSINGTON_SLUG}.yaml").read_bytes().decode("utf-8")
    page = form_on(visit, f"{ADD}?change={KENSINGTON_SLUG}")
    expect(page.locator("#form-name")).to_have_value(f"{KENSINGTON_SLUG}.yaml")
    title = title_field(page).input_value()
    assert text_of(page) == before
    summary = step(page, "The role").get_by_label("Summary")
    words = summary.input_value()
    summary.fill(f"{words} One more sentence.")
    assert "One more sentence." in yaml_of(reloaded(page))
    start, end = (before.index(f"\n{name}:") + 1 for name in ("summary", "purpose"))
    now = text_of(page)
    assert now.startswith(before[:start])
    assert now.endswith(before[end:])
    assert len(now) < len(before) + 40
    title_field(page).fill(title)
    step(page, "The role").get_by_label("Summary").fill(words)
    assert text_of(page) == before


def test_a_record_is_found_by_words_and_does_not_push_a_draft_away_for_good(visit: Visit) -> None:
    page = form_on(visit)
    fill_by_keyboard(page)
    page.get_by_text("Change a vacancy that is here").click()
    page.get_by_label("Find a vacancy of this site").fill("kensington psychotherapist")
    page.locator(".form-open__one").first.click()
    expect(file_of(page)).to_contain_text("Highly Specialist Psychotherapist")
    drafts(page).get_by_role("button", name="Open the draft of Counsellor").click()
    expect(file_of(page)).to_contain_text("Counsellor for families")


def test_nothing_of_the_records_is_loaded_before_it_is_needed(visit: Visit) -> None:
    """Of ten thousand vacancies the list has a quarter of a megabyte, compressed; few visitors look for one."""
    loaded: list[str] = []
    page = form_on(visit)
    page.on("request", lambda request: loaded.append(request.url.rpartition("/")[2]))
    reloaded(page)
    assert not [name for name in loaded if name in ("0.js", "all.js")]
    title_field(page).fill("Counsellor")
    expect(count(page)).to_contain_text("mistake")
    assert [name for name in loaded if name in ("0.js", "all.js")] == ["0.js"]
    page.locator(".form-open").evaluate("it => { it.open = true }")
    page.get_by_label("Find a vacancy of this site").fill("kensington")
    expect(page.locator(".form-open__one")).to_have_count(1)
    assert "all.js" in loaded


def test_where_the_list_of_vacancies_does_not_load_that_is_said(visit: Visit, allowed_complaints: list[str]) -> None:
    """And it is asked for again."""
    allowed_complaints.append("ERR_FAILED")
    page = form_on(visit)
    page.route("**/all.js", lambda route: route.abort())
    page.locator(".form-open").evaluate("it => { it.open = true }")
    search = page.get_by_label("Find a vacancy of this site")
    search.fill("kensington")
    expect(page.locator(".form-open").get_by_role("status").first).to_contain_text("did not load")
    page.unroute("**/all.js")
    search.fill("kensington psycho")
    expect(page.locator(".form-open__one")).to_have_count(1)


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
    expect(file_of(page)).to_contain_text("odd_field: kept")
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
    assert messages(page) == told
    expect(dates.locator(".form-field__message")).to_contain_text("2027-02-30")
    expect(dates.get_by_label("Closing date", exact=True)).to_have_attribute("aria-invalid", "true")
    page.locator(".form-messages__go").last.click()
    expect(step(page, "The role").get_by_label("Summary")).to_be_focused()


BROKEN = "title: Broken\nsummary: one\nsummary: two\n"


def test_a_text_that_cannot_be_read_is_handed_in_itself_with_its_name_and_messages(
    visit: Visit, with_repository: Path
) -> None:
    page = form_on(visit, content=with_repository)
    fill_by_keyboard(page)
    load_file(page, "my-vacancy.yml", BROKEN.encode())
    expect(page.get_by_label("The text, to be mended")).to_have_value(BROKEN)
    for _ in range(2):
        assert text_of(page) == BROKEN
        expect(page.locator("#form-name")).to_have_value("my-vacancy.yaml")
        expect(count(page)).to_contain_text("mistake")
        address = str(page.locator(".form-hand__open").get_attribute("href"))
        assert parse_qs(urlsplit(address).query)["value"] == [BROKEN]
        reloaded(page)
    page.get_by_label("The text, to be mended").fill("title: Mended\nsummary: one\n")
    page.get_by_role("button", name="Read it again").click()
    expect(file_of(page)).to_contain_text("title: Mended")
    expect(page.locator("#form-name")).to_have_value("my-vacancy.yaml")


NESTED = """title: Counsellor
employer: oxleas
pay:
  min: £31,500
hours:
  a_week: 15 hours
source:
  type: employer
  url: not an address
person_specification:
  groups:
    - title: Experience
      criteria:
        - id: own-caseload
          text: 7
"""


def test_a_mistake_in_a_nested_field_stands_beside_it_and_its_button_leads_there(visit: Visit) -> None:
    page = form_on(visit)
    load_text(page, NESTED)
    expect(page.locator(".add__sheet .form-messages__item", has_text="min").first).to_be_visible()
    lines = NESTED.split("\n")
    for words in ("£31,500", "15 hours", "not an address", "7"):
        number = next(place for place, line in enumerate(lines, 1) if line.endswith(": " + words))
        page.get_by_role("button", name=f"Line {number}", exact=True).first.click()
        focused = page.evaluate("[document.activeElement.value, document.activeElement.getAttribute('aria-invalid')]")
        assert focused == [words, "true"]


def test_a_criterion_without_a_level_is_reached_by_its_line_and_has_an_id_while_it_is_typed(visit: Visit) -> None:
    page = form_on(visit)
    whole = step(page, "Person specification")
    whole.get_by_label("The employer marked each criterion").check()
    whole.get_by_role("button", name="Add a group").click()
    whole.get_by_role("button", name="Add a criterion").click()
    page.keyboard.type("Alpha work")
    page.keyboard.press("Enter")
    page.keyboard.type("Beta work")
    listed = page.locator(".add__sheet .form-messages__item", has_text=re.compile("has no level"))
    expect(listed).to_have_count(2)
    assert not [one for one in messages(page) if "`id`" in one]
    assert ids(page) == ["alpha-work", "beta-work"]
    for place in (0, 1):
        listed.nth(place).get_by_role("button").click()
        level = whole.get_by_role("radio", name="Essential", exact=True, include_hidden=True).nth(place)
        expect(level).to_be_focused()
        expect(level).to_be_in_viewport()


def test_the_file_of_another_employer_is_named_where_the_vacancy_is_handed_in(visit: Visit) -> None:
    page = form_on(visit)
    hand = page.locator(".form-hand__second")
    expect(hand).to_be_hidden()
    part = step(page, "The role").locator(".form-employer")
    part.locator("summary").first.click()
    part.get_by_label(re.compile("^Name")).first.fill("Example Family Trust")
    page.keyboard.press("Tab")
    expect(hand).to_contain_text("content/employers/example-family-trust.yaml")
    part.locator("summary").first.click()
    hand.get_by_role("button").click()
    expect(part.get_by_role("button", name="Copy the employer’s file")).to_be_focused()
    with page.expect_download() as saved:
        part.get_by_role("button", name="Download the employer’s file").click()
    assert saved.value.suggested_filename == "example-family-trust.yaml"
    page.get_by_label(re.compile("^Employer")).first.select_option("oxleas")
    expect(hand).to_be_hidden()


@pytest.mark.parametrize("name", ["constructor", "toString", "__proto__", "hasOwnProperty"])
def test_a_field_with_the_name_of_something_in_javascript_is_told_as_any_other(visit: Visit, name: str) -> None:
    page = form_on(visit)
    load_text(page, f"title: Counsellor\n{name}: odd\n")
    expect(page.locator(".add__sheet .form-messages__list")).to_contain_text("is not a field")
    expect(file_of(page)).to_contain_text(f"{name}: odd")


@pytest.mark.parametrize(
    ("typed", "path", "rule"),
    [
        ("family-therapist", "family-therapist.yaml", ""),
        ("Family.YML", "Family.yaml", "file-name"),
        ("a/b.yaml", "b.yaml", "unexpected-file"),
        ("../../x.yaml", "x.yaml", "unexpected-file"),
        (KENSINGTON_SLUG, f"{KENSINGTON_SLUG}.yaml", "name-used-twice"),
    ],
)
def test_the_name_of_a_file_is_completed_and_judged(
    visit: Visit, with_repository: Path, typed: str, path: str, rule: str
) -> None:
    page = form_on(visit, content=with_repository)
    fill_by_keyboard(page)
    expect(count(page)).to_have_text("Nothing to mend")
    page.locator("#form-name").fill(typed)
    expect(page.locator(".add__sheet .form-messages__list")).to_contain_text(rule)
    expect(count(page)).to_have_text("1 mistake" if rule else "Nothing to mend")
    assert [it.split(":")[0] for it in messages(page)] == ([rule] if rule else [])
    address = str(page.locator(".form-hand__open").get_attribute("href"))
    assert parse_qs(urlsplit(address).query)["filename"] == [f"content/vacancies/{path}"]
    assert page.locator("#form-name").get_attribute("aria-invalid") == ("true" if rule else None)


def test_a_pasted_markdown_record_is_read_as_one(visit: Visit) -> None:
    page = form_on(visit)
    load_text(page, "---\ntitle: Counsellor\n---\n\nThe text of the advert.\n")
    expect(page.locator("#form-name")).to_have_value("counsellor.md")
    assert text_of(page).endswith("---\n\nThe text of the advert.\n")


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("title: Thérapeute\n".encode("latin-1"), "not-utf8"),
        ("title: Counsellor\n".encode("utf-16"), "not-utf8"),
        (b"# long\n" * 3_000_000, "file-too-large"),
        (b"%PDF-1.4", "not-a-record"),
        (b" \n", "empty-file"),
    ],
)
def test_a_file_that_is_no_text_is_refused_in_the_words_of_the_build(visit: Visit, content: bytes, rule: str) -> None:
    page = form_on(visit)
    title_field(page).fill("What was there")
    load_file(page, "x.yaml", content)
    expect(page.locator(".form-notice")).to_contain_text(rule)
    expect(title_field(page)).to_have_value("What was there")


def test_what_was_merged_while_a_change_was_written_is_not_undone_unseen(visit: Visit) -> None:
    page = form_on(visit, f"{ADD}?change={KENSINGTON_SLUG}")
    expect(page.locator("#form-name")).to_have_value(f"{KENSINGTON_SLUG}.yaml")
    summary = step(page, "The role").get_by_label("Summary").input_value()
    title_field(page).fill("Mine")
    expect(drafts(page)).to_contain_text("Change: Mine")
    page.evaluate(
        """() => {
          const key = Object.keys(localStorage).find(name => name.includes('|draft|'))
          const draft = JSON.parse(localStorage.getItem(key))
          draft.base = draft.base.replace(/^title: .*$/m, 'title: Before')
          draft.data.summary = 'What it said before.'
          draft.base = draft.base.replace(/^summary: (>-\\n(  .*\\n)+|.*\\n)/m, 'summary: What it said before.\\n')
          localStorage.setItem(key, JSON.stringify(draft))
        }"""
    )
    reloaded(page)
    expect(page.locator(".form-notice")).to_contain_text("has changed since you began")
    expect(page.locator(".form-hand__warning")).to_contain_text("would undo that")
    page.get_by_role("button", name="Put my changes into the new record").click()
    expect(page.locator(".form-notice")).to_contain_text("Changed on both sides")
    expect(title_field(page)).to_have_value("Mine")
    expect(step(page, "The role").get_by_label("Summary")).to_have_value(summary)
    expect(page.locator(".form-hand__warning")).to_be_hidden()


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
    found = findings(page)
    page.goto(f"{page.url}?change={KENSINGTON_SLUG}")
    opened(page)
    expect(page.locator("#form-name")).to_have_value(f"{KENSINGTON_SLUG}.yaml")
    page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true })")
    step(page, "Dates").get_by_label("Closing date", exact=True).fill("soon")
    expect(count(page)).to_contain_text("mistake")
    found += findings(page)
    assert not found


def test_a_record_has_room_at_320_pixels_and_targets_for_fingers(visit: Visit) -> None:
    page = form_on(visit, f"{ADD}?change={KENSINGTON_SLUG}", viewport=NARROW)
    expect(page.locator("#form-name")).to_have_value(f"{KENSINGTON_SLUG}.yaml")
    page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true })")
    page.wait_for_timeout(200)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), page.evaluate(TOO_WIDE)
    assert page.evaluate(SMALL_TARGETS) == []


THROUGH = """async () => {
  const context = await portal.load('', 'form')
  const record = portal.form.ui.record(context)
  const folder = document.querySelector('[data-module=form]').dataset.records
  const records = new portal.form.ui.Records(folder, context.record_scripts)
  const written = {}
  const altered = []
  for (const { told: [slug] } of await records.list()) {
    const { path, text } = await records.find(slug)
    const reading = portal.form.read(text, path)
    record.set(JSON.parse(JSON.stringify(reading.data)))
    written[path] = portal.form.write(record.get(), context.schema, { comments: reading.comments, path })
    if (portal.form.amend(text, reading, record.get(), context.schema, path) !== text) altered.push(path)
  }
  return { written, altered }
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
    through = page.evaluate(THROUGH)
    written = through["written"]
    assert through["altered"] == []
    told, values = judged(tmp_path, written, content)
    before = {one.path: one.data for one in load_content(content.parent).records if one.kind == "vacancy"}
    assert len(written) == len(before) == 300
    assert told == []
    assert {path for path in before if plain(values[path]) != plain(before[path])} == set()
