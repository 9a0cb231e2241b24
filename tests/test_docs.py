"""The documents are in step with the project: what they link to, quote and promise is there."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import casebook
import pytest
from reference import reference

from portal.cellar.source import SourceFile
from portal.load.yamlreader import read
from portal.validate.schema import read_schemas

ROOT = casebook.PROJECT
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
GUIDES = [file for file in DOCUMENTS if file.parent.name != "decisions"]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
RECORD = ROOT / "docs" / "record.md"
FROZEN = ROOT / "tests" / "sites" / "five"

FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
MARKED = re.compile(r"(<!-- generated from [^\n]*-->\n)(.*?)(<!-- end -->)", re.DOTALL)
WHOLE = re.compile(r"# (content/\S+)\n")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
PLACES = ("content/", "schema/", "portal/", "templates/", "tests/", "docs/")


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def prose(file: Path) -> str:
    """The document without its fenced blocks."""
    return FENCE.sub("", file.read_text("utf-8"))


def fences(file: Path, language: str) -> list[str]:
    """The fenced blocks of a language, without the indentation that a list gives them."""
    found = FENCE.findall(file.read_text("utf-8"))
    return [re.sub(f"^{indent}", "", body, flags=re.MULTILINE) for indent, name, body in found if name == language]


def anchors(file: Path) -> set[str]:
    """The anchors that GitHub gives to a document's headings."""
    known: set[str] = set()
    for heading in HEADING.findall(prose(file)):
        words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        anchor = first = re.sub(r"[^\w\- ]", "", words).strip().replace(" ", "-")
        number = 0
        while anchor in known:
            number += 1
            anchor = f"{first}-{number}"
        known.add(anchor)
    return known


@pytest.mark.parametrize("file", DOCUMENTS, ids=name_of)
def test_every_link_leads_to_a_file_and_a_heading(file: Path) -> None:
    """A link within the repository is relative, and its file and heading exist."""
    for link in LINK.findall(prose(file)):
        if link.startswith(("https://", "http://")):
            continue
        if link.startswith("../../issues/new?template="):
            # GitHub's own page beside the files: it opens a form, which is one of the repository.
            assert (ROOT / ".github" / "ISSUE_TEMPLATE" / link.partition("=")[2]).is_file(), f"{name_of(file)}: {link}"
            continue
        path, _, fragment = link.partition("#")
        target = (file.parent / path).resolve() if path else file
        assert target.is_relative_to(ROOT), f"{name_of(file)}: {link}"
        assert target.exists(), f"{name_of(file)}: {link}"
        assert not fragment or fragment in anchors(target), f"{name_of(file)}: {link}"


@pytest.mark.parametrize("file", GUIDES, ids=name_of)
def test_every_path_that_is_named_exists(file: Path) -> None:
    """What stands in code type and looks like a path of the project is one, unless it holds a placeholder.

    A path in `content/` may also be one of the frozen content: a portal of other vacancies may have others.
    """
    for code in CODE.findall(prose(file)):
        if code.startswith(PLACES) and not re.search(r"[<*…\s]", code):
            assert (ROOT / code).exists() or (FROZEN / code).exists(), f"{name_of(file)}: {code}"


@pytest.mark.parametrize("file", DOCUMENTS, ids=name_of)
def test_every_document_begins_with_its_only_title(file: Path) -> None:
    text = prose(file)
    assert text.startswith("# ")
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1


@pytest.fixture(scope="module")
def help_text() -> str:
    """What `python3 build.py --help` says."""
    command = [sys.executable, str(ROOT / "build.py"), "--help"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_every_option_is_in_a_guide(help_text: str) -> None:
    """Each option and command of the front door is explained where people read."""
    guides = "\n".join(file.read_text("utf-8") for file in GUIDES)
    assert set(OPTION.findall(help_text)) <= set(OPTION.findall(guides))
    for command in ("check", "serve", "test"):
        assert f"python3 build.py {command}\n" in guides


def test_commands_use_only_options_that_exist(help_text: str) -> None:
    """No document tells people to type an option that is gone. What follows `test` belongs to pytest."""
    known = set(OPTION.findall(help_text))
    for file in DOCUMENTS:
        for command in re.findall(r"python3 build\.py[^`\n]*", file.read_text("utf-8")):
            if not command.startswith("python3 build.py test"):
                assert set(OPTION.findall(command)) <= known, f"{name_of(file)}: {command}"


def test_the_reference_of_records_is_current(update_expected: bool) -> None:
    """The second part of `docs/record.md` is what the schemas say."""
    compare_generated(RECORD, reference(read_schemas(ROOT / "schema")), update_expected)


def compare_generated(file: Path, fresh: str, update: bool) -> None:
    """Compare the generated part of a document with `fresh`, or replace it."""
    text = file.read_text("utf-8")
    assert len(MARKED.findall(text)) == 1, f"{name_of(file)} has one part between `generated from` and `end`"
    expected = MARKED.sub(lambda found: f"{found[1]}\n{fresh.strip()}\n\n{found[3]}", text)
    if update:
        file.write_text(expected, "utf-8")
    assert file.read_text("utf-8") == expected


def simple_record() -> str:
    return fences(RECORD, "yaml")[0]


def mistakes(content: Path, text: str, root: Path) -> list[str]:
    """What a check says of `text` at the path `content` in the smallest site, laid out in `root`."""
    shutil.copytree(casebook.SMALL, root, dirs_exist_ok=True)
    (root / content).write_text(text, "utf-8")
    outcome = casebook.look_at(root)
    assert content.as_posix() in outcome.sources
    return [found.message for found in outcome.report.found]


def test_the_simple_record_is_short() -> None:
    """A vacancy with ten fields and three criteria has less than 40 lines."""
    text = simple_record()
    assert len(text.splitlines()) < 40
    assert len(re.findall(r"^\w+:", text, re.MULTILINE)) >= 10
    assert text.count("- id:") == 3


def whole_records() -> Iterator[tuple[str, str]]:
    """Every record that a document shows whole: its path and its text."""
    for file in DOCUMENTS:
        for text in (*fences(file, "yaml"), *fences(file, "markdown")):
            if found := WHOLE.search(text):
                yield found[1], text


@pytest.mark.parametrize(("path", "text"), list(whole_records()))
def test_a_record_that_is_shown_whole_has_no_mistake(path: str, text: str, tmp_path: Path) -> None:
    assert mistakes(Path(path), text, tmp_path) == []


def parts_of_records() -> list[str]:
    return [text for text in fences(RECORD, "yaml") if not WHOLE.match(text)]


@pytest.mark.parametrize("part", parts_of_records())
def test_a_part_that_is_shown_could_stand_in_the_simple_record(part: str, tmp_path: Path) -> None:
    """Its fields take the place of those of the same name, and of those that it is `instead of`."""
    replaced = re.findall(r"^(?:# instead of )?(\w+)(?::|$)", part, re.MULTILINE)
    kept = re.split(r"^(?=\w)", simple_record(), flags=re.MULTILINE)
    text = "".join(field for field in kept if field.partition(":")[0] not in replaced) + part
    assert mistakes(Path("content/vacancies/part.yaml"), text, tmp_path) == []


def test_values_are_read_as_the_record_guide_says() -> None:
    """The table of what is text and what is not is true of the reader."""
    kinds: dict[str, tuple[type[Any], ...]] = {
        "text": (str,), "number": (int, float), "true or false": (bool,), "nothing": (type(None),)
    }  # fmt: skip
    rows = re.findall(r"^\| `(.+)` \| (text|number|true or false|nothing) \|$", prose(RECORD), re.MULTILINE)
    assert len(rows) > 12
    for typed, kind in rows:
        value = read(SourceFile("row.yaml", f"value: {typed}\n")).value["value"]
        assert type(value) in kinds[kind], f"{typed} is read as {value!r}"


def test_the_message_shown_to_editors_is_what_they_get(tmp_path: Path, update_expected: bool) -> None:
    """CONTRIBUTING explains a real message, for the simple record with one word mistyped."""
    guide = ROOT / "CONTRIBUTING.md"
    (shown,) = (text for text in fences(guide, "text") if text.startswith("error["))
    path = Path("content/vacancies/play-therapist-larkfield.yaml")
    assert mistakes(path, simple_record().replace("period: year", "period: yearly"), tmp_path)
    told = casebook.told(casebook.look_at(tmp_path))
    if update_expected:
        guide.write_text(guide.read_text("utf-8").replace(shown, told), "utf-8")
        return
    assert shown == told


def test_every_decision_is_told_in_the_same_way() -> None:
    """Decisions are numbered without gaps, listed, at most a page long, and say why and what follows."""
    assert [int(file.name[:4]) for file in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    listed = LINK.findall((ROOT / "docs" / "decisions" / "README.md").read_text("utf-8"))
    assert [file.name for file in DECISIONS] == listed
    for file in DECISIONS:
        headings = HEADING.findall(file.read_text("utf-8"))
        assert headings[1:] == ["Context", "Decision", "Consequences"], file.name
        assert len(file.read_text("utf-8").splitlines()) <= 60, file.name


def test_every_package_has_its_reason() -> None:
    """Each package that we ask for is named in the decision on packages."""
    reasons = (ROOT / "docs" / "decisions" / "0001-packages.md").read_text("utf-8")
    for name in ("requirements.in", "requirements-test.in"):
        for line in (ROOT / name).read_text("utf-8").splitlines():
            if line and not line.startswith(("#", "-")):
                assert f"`{line}`" in reasons, line
