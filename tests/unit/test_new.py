"""A record that is begun: every blank is asked for by name, and once they are filled nothing is left to say."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from portal.check.begin import Begun, CannotBegin, begin
from portal.commands.new import what_comes_next
from portal.gather.listed import list_files
from portal.load.characters import TO_FILL_IN
from portal.load.content import load_content
from portal.model.vacancy import KEY_FACTS
from portal.validate.schema import read_schemas
from portal.validate.validate import validate
from portal.write.blank import FIELDS, blank

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = read_schemas(ROOT / "schema")
SCHEMA = SCHEMAS["vacancy"]
DAY = date(2026, 3, 1)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests" / "sites" / "small" / "content", tmp_path / "content")
    return tmp_path


def begun(home: Path, title: str = "Play Therapist", employer: str = "larkfield", name: str = "") -> Begun:
    return begin(title, employer, name, list_files(home), home, SCHEMAS, DAY)


def value_for(field: dict[str, Any]) -> str:
    """A value that the schema itself gives: an example, or the first word of a vocabulary."""
    value = field["examples"][0] if "examples" in field else field["enum"][0]
    return str(value).lower() if isinstance(value, bool) else str(value)


def filled(text: str) -> str:
    """The record with every blank filled, each in the order of the file by what its own field allows."""
    fields = {path: dict(field) for path, field in SCHEMA.fields()}
    values = [value_for(fields[path]) for path in FIELDS if path not in (("title",), ("employer",), ("checked_on",))]
    parts = re.split(rf"(?m): {TO_FILL_IN}$", text)
    assert len(parts) == len(values) + 1
    return parts[0] + "".join(f": {value}{part}" for value, part in zip(values, parts[1:], strict=True))


def test_each_blank_is_asked_for_and_nothing_else(home: Path) -> None:
    """By the rule of that name, at the place of the blank."""
    made = begun(home)
    found = validate(load_content(home), SCHEMAS, day=DAY, asked=[made.source.path]).in_order()
    lines = [number for number, line in enumerate(made.source.lines, 1) if line.endswith(f": {TO_FILL_IN}")]
    assert [(mistake.rule, mistake.span and mistake.span.line) for mistake in found] == [
        ("placeholder", number) for number in lines
    ]


def test_two_that_are_begun_have_nothing_in_common(home: Path) -> None:
    """A blank is no reference that is used twice, and no town."""
    paths = [begun(home, name=name).source.path for name in ("one", "two")]
    report = validate(load_content(home), SCHEMAS, day=DAY, asked=paths)
    assert {found.rule for found in report.found} == {"placeholder"}


def test_what_comes_next_can_be_typed_as_it_stands() -> None:
    """With another folder of records, that is named in each command."""
    words = what_comes_next("content/vacancies/a.yaml", None)
    assert "\n  2. python3 build.py check content/vacancies/a.yaml\n" in words
    words = what_comes_next("content/vacancies/a.yaml", Path("my jobs/content"))
    assert words.startswith("my jobs/content/vacancies/a.yaml is begun")
    assert "\n  2. python3 build.py check --content 'my jobs/content' content/vacancies/a.yaml\n" in words
    assert "\n  3. python3 build.py serve --content 'my jobs/content' shows" in words


def test_once_the_blanks_are_filled_nothing_is_left_to_say(home: Path) -> None:
    """Not even a warning."""
    path = begun(home).source.path
    (home / path).write_text(filled((home / path).read_text("utf-8")), "utf-8")
    report = validate(load_content(home), SCHEMAS, day=DAY, asked=[path])
    assert [(found.rule, found.message) for found in report.found] == []


def test_it_asks_for_all_that_a_record_needs() -> None:
    """Every field that is required, as far as it is there at all, and every key fact."""
    names = {path[0] for path in FIELDS}
    assert names >= {*KEY_FACTS, *SCHEMA.data["required"]}
    for path, field in SCHEMA.fields():
        inside = SCHEMA.resolve(field.get("items", field))
        below = {other[-1] for other in FIELDS if tuple(step for step in other[:-1] if step != "[]") == path}
        if below:
            assert below >= set(inside.get("required", ())), path


def test_a_day_is_given_only_where_it_is_true() -> None:
    """The day on which it was begun is when it is compared with its source; no advert was posted by us."""
    text = blank("Play Therapist", "larkfield", SCHEMA.data, SCHEMA.fields(), DAY, "content/vacancies/a.yaml")
    assert re.findall(r"(?m)^(\w+): 2026-03-01$", text) == ["checked_on"]
    assert not re.search(r"(?m)^posted", text)
    assert max(map(len, text.splitlines())) <= 100


def test_the_example_of_a_closing_date_has_not_passed() -> None:
    """Whoever copies its form does not begin a vacancy that is over."""
    text = blank("Play Therapist", "larkfield", SCHEMA.data, SCHEMA.fields(), DAY, "content/vacancies/a.yaml")
    assert re.findall(r"Such as: (\d{4}-\d\d-\d\d)", text.replace("\n# ", " ")) == ["2026-03-31"]
    later = blank("Play Therapist", "larkfield", SCHEMA.data, SCHEMA.fields(), date(2026, 11, 23), "a.yaml")
    assert "Such as: 2026-12-23" in later.replace("\n# ", " ")


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("DBT Therapist", "content/vacancies/dbt-therapist-larkfield.yaml"),
        ("  Counsellor: families & #1, ", "content/vacancies/counsellor-families-1-larkfield.yaml"),
        ("Therapydd Ŵyl", "content/vacancies/therapydd-wyl-larkfield.yaml"),
        ("心理治療師", "content/vacancies/vacancy-larkfield.yaml"),
        ("true", "content/vacancies/true-larkfield.yaml"),
    ],
)
def test_a_name_is_made_of_the_title_and_the_employer(home: Path, title: str, path: str) -> None:
    """Whatever the title; and the record has the title as it was given."""
    assert begun(home, title).source.path == path
    (made,) = [record for record in load_content(home).records if record.path == path]
    assert made.data["title"] == title


@pytest.mark.parametrize("name", ["play", "play.yaml", "content/vacancies/play.yaml"])
def test_a_name_can_be_given(home: Path, name: str) -> None:
    """As people write it."""
    assert begun(home, name=name).source.path == "content/vacancies/play.yaml"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"name": "Play_1"}, "rename it to `play-1.yaml`"),
        ({"name": "../../play"}, "`../../play` cannot become the address of a page"),
        ({"name": "page-2"}, "are the portal's own"),
        ({"employer": "larkfeild"}, r"there is no employer `larkfeild`; did you mean `larkfield`\?"),
        ({"employer": "nobody"}, "copy `content/employers/_template.yaml`"),
        (
            {"employer": "St Columba Hospice"},
            "that is content/employers/st-columba-hospice.yaml",
        ),
    ],
)
def test_what_cannot_be_is_one_line(home: Path, given: dict[str, str], words: str) -> None:
    """In the words that a build has for it, and nothing is written."""
    before = list_files(home).paths
    with pytest.raises(CannotBegin, match=words) as refused:
        begun(home, **given)
    assert "\n" not in str(refused.value)
    assert list_files(home).paths == before


@pytest.mark.parametrize("ending", ["yaml", "md"])
def test_a_file_that_is_there_is_left_as_it_is(home: Path, ending: str) -> None:
    """Also one whose page would have the same address."""
    file = home / "content" / "vacancies" / f"play.{ending}"
    file.write_text("mine", "utf-8")
    with pytest.raises(CannotBegin, match="is there already"):
        begun(home, name="play")
    assert file.read_text("utf-8") == "mine"


@pytest.mark.parametrize(("title", "rule"), [("No", "too-short"), ("x" * 121, "too-long"), ("TBC", "placeholder")])
def test_a_title_is_judged_as_a_build_would(home: Path, title: str, rule: str) -> None:
    """Then nothing is written."""
    made = begun(home, title)
    assert [mistake.rule for mistake in made.mistakes] == [rule]
    assert not (home / made.source.path).exists()
