"""`check --since` and `check --review` as they are called, in a git repository that the test makes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builtsite import FIVE, KENSINGTON, PROJECT, copy_project, run

from portal.review.base import NoBase, base_of
from portal.review.passages import Passage
from portal.review.review import Reviewed, review_of, review_since
from portal.validate.schema import read_schemas

DAY = "2025-11-10"
RECORD = "content/" + KENSINGTON.replace(".html", ".yaml")
MEDWAY = "content/vacancies/sessional-therapist-children-medway.yaml"

if shutil.which("git") is None:
    assert not os.environ.get("CI"), "git is needed for these tests"
    pytest.skip("there is no git here", allow_module_level=True)


class Repository:
    """A git repository with the five records, on a branch of its own beside `main`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit()
        self.git("checkout", "--quiet", "-b", "change")

    def git(self, *arguments: str, given: bytes = b"") -> str:
        settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", "-c", "user.name=A Tester", "-c", "user.email=tester@example.org", *arguments],
            cwd=self.folder,
            env=os.environ | settings,
            input=given,
            capture_output=True,
            check=True,
        )
        return done.stdout.decode().strip()

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=Change something")

    def change(self, path: str, old: str, new: str) -> None:
        text = (self.folder / path).read_text("utf-8")
        assert old in text
        (self.folder / path).write_text(text.replace(old, new, 1), "utf-8")

    def write(self, path: str, text: str) -> None:
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Repository:
    """The whole project in a repository."""
    return Repository(copy_project(tmp_path / "portal"))


@pytest.fixture
def content(tmp_path: Path) -> Repository:
    """The content alone in a repository, for what needs no command."""
    shutil.copytree(FIVE, tmp_path / "portal" / "content")
    return Repository(tmp_path / "portal")


Reviewer = Callable[[Repository], dict[str, Reviewed]]


@pytest.fixture
def reviewed(root: Path) -> Reviewer:
    """What a review says of each file since `main`, by its path."""
    from portal.render.assets import gather
    from portal.render.render import Renderer

    schemas = read_schemas(root / "schema")
    renderer = Renderer(root / "templates", gather(root / "templates" / "assets").paths, "https://example.org/")

    def review(repository: Repository) -> dict[str, Reviewed]:
        base = base_of(repository.folder, "main")
        found = review_since(base, "main", schemas, date.fromisoformat(DAY), renderer.page)
        return {file.path: file for file in found.files}

    return review


def words(file: Reviewed) -> list[tuple[str, str]]:
    """The words that go and come."""
    pieces = [piece for passage in file.passages for line in passage.lines for piece in line]
    return [(piece.kind, piece.text) for piece in pieces if piece.kind in ("removed", "added")]


# --- the command -----------------------------------------------------------------------------------


def test_a_branch_is_reviewed_before_and_after_its_commit(project: Repository) -> None:
    """The new side is what lies on the disk; the old one where the branch left `main`, wherever that is by now."""
    project.change(RECORD, "closing_date: 2025-11-13", "closing_date: 2025-11-30")
    before = run(project.folder, "check", "--since", "main", "--today", DAY)
    assert before.returncode == 0, before.stdout + before.stderr
    assert "1 file changed since main" in before.stdout
    assert "| Closes [-13-] {+30+} November 2025" in before.stdout
    assert "A JobPosting for search engines" in before.stdout
    assert "\x1b" not in before.stdout
    project.commit()
    project.git("checkout", "--quiet", "main")
    project.change(MEDWAY, "min: 18.03", "min: 19.03")
    project.commit()
    project.git("checkout", "--quiet", "change")
    assert run(project.folder, "check", "--since", "main", "--today", DAY).stdout == before.stdout


def test_markdown_is_for_the_summary_of_a_job(project: Repository) -> None:
    project.change(RECORD, "closing_date: 2025-11-13", "closing_date: 2025-11-30")
    done = run(project.folder, "check", "--since", "main", "--today", DAY, "--format", "markdown")
    assert done.returncode == 0
    assert done.stdout.startswith("## Review: 1 file changed since main (")
    assert "- Closes <del>13</del> <ins>30</ins> November 2025\n" in done.stdout
    assert "| Closing date | stated | Closes 30 November 2025 |" in done.stdout


def test_json_is_for_programs(project: Repository) -> None:
    project.change(RECORD, "closing_date: 2025-11-13", "closing_date: 2025-11-30")
    done = run(project.folder, "check", "--since", "main", "--today", DAY, "--format", "json")
    told: dict[str, Any] = json.loads(done.stdout)
    (file,) = told["review"]["files"]
    assert (file["file"], file["change"], file["compared"]) == (RECORD, "changed", "page")
    assert told["review"]["base"] == project.git("rev-parse", "main")
    assert file["card"]["job_posting"] == {"emitted": True, "reasons": []}


def test_a_mistake_is_told_whichever_file_it_is_in(project: Repository) -> None:
    """The exit code is that of a check; annotations are for the lines, without the cards."""
    project.change(RECORD, "\ntitle:", "\ntitel:")
    project.change(MEDWAY, "\nsummary:", "\nsumary:")
    project.git("add", MEDWAY)
    done = run(project.folder, "check", "--since", "HEAD", "--today", DAY, "--format", "github")
    assert done.returncode == 1
    assert {line.partition("file=")[2].partition(",")[0] for line in done.stdout.splitlines()[:-1]} == {RECORD, MEDWAY}
    assert "review" not in done.stdout
    told = run(project.folder, "check", "--since", "main", "--today", DAY)
    assert told.returncode == 1
    assert "There is no card: first the mistakes have to be mended." in told.stdout
    assert "{+titel:+}" in told.stdout


def test_a_mistake_between_two_files_is_told_on_the_changed_one(project: Repository) -> None:
    """Wherever its name comes among the others; and old warnings are only counted."""
    project.git("checkout", "--quiet", "main")
    project.change(MEDWAY, "\nsummary:", "\ndescription: The team is young and dynamic.\nsummary:")
    project.commit()
    project.git("checkout", "--quiet", "-B", "copied")
    copy = "content/vacancies/a-copy.yaml"
    shutil.copyfile(project.folder / RECORD, project.folder / copy)
    done = run(project.folder, "check", "--since", "main", "--today", DAY, "--format", "github")
    assert done.returncode == 1
    assert {line.partition("file=")[2].partition(",")[0] for line in done.stdout.splitlines()[:-1]} == {copy}
    assert "title=reference-used-twice" in done.stdout


def test_what_only_moved_is_not_told_of_what_is_new(project: Repository) -> None:
    """A reference that a new record takes from one that is renamed at once is told on the new one."""
    moved, new = "content/vacancies/z-moved.yaml", "content/vacancies/a-new.yaml"
    (project.folder / RECORD).rename(project.folder / moved)
    text = (project.folder / MEDWAY).read_text("utf-8").replace("\n  - reference\n", "\n")
    employer = "employer: central-and-north-west-london\nreference: 333-J-KC-0899-A"
    project.write(new, text.replace("employer: north-kent-mind", employer))
    done = run(project.folder, "check", "--since", "main", "--today", DAY, "--format", "github")
    told = [line for line in done.stdout.splitlines() if "title=reference-used-twice" in line]
    assert [line.partition("file=")[2].partition(",")[0] for line in told] == [new]


def test_a_card_needs_no_git(project: Repository) -> None:
    """`--review FILE`, from a project that is in no repository."""
    shutil.rmtree(project.folder / ".git")
    done = run(project.folder, "check", "--review", RECORD, "--today", DAY)
    assert done.returncode == 0, done.stderr
    assert "Key facts: 6 stated and 2 not stated" in done.stdout
    assert "What to ask the employer" in done.stdout
    shown = run(project.folder, "check", "--review", "content/glossary.yaml", RECORD, "--format", "json")
    files = json.loads(shown.stdout)["review"]["files"]
    assert [(file["kind"], file["card"] is None, file["change"]) for file in files] == [
        ("glossary", True, "same"),
        ("vacancy", False, "same"),
    ]


def test_without_a_base_there_is_one_line(project: Repository) -> None:
    """Exit 2: nothing was reviewed, and nobody should think so."""
    for arguments, expected in (
        (["--since", "nowhere"], "`nowhere` names no commit"),
        (["--since=--all"], "`--all` is no name of a commit"),
        (["--since", "main:content"], "names no commit"),
    ):
        done = run(project.folder, "check", *arguments)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert done.stderr.startswith("build.py: ")
        assert done.stderr.count("\n") == 1
        assert expected in done.stderr
    shutil.rmtree(project.folder / ".git")
    done = run(project.folder, "check", "--since", "main", environment={"GIT_CEILING_DIRECTORIES": "/"})
    assert (done.returncode, done.stdout) == (2, "")
    assert "not a git repository" in done.stderr


# --- the base --------------------------------------------------------------------------------------


def test_there_may_be_no_git(content: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NoBase, match="there is no git here"):
        base_of(content.folder, "main")


def test_a_shallow_clone_may_lack_the_base(content: Repository, tmp_path: Path) -> None:
    """The line says what brings it."""
    content.write("content/pages/new.md", "---\ntitle: New\ndescription: New.\n---\nText.\n")
    content.commit()
    origin = content.folder.as_uri()
    content.git("clone", "--quiet", "--depth=1", "--branch=change", origin, str(tmp_path / "shallow"))
    with pytest.raises(NoBase, match="git fetch --unshallow"):
        base_of(tmp_path / "shallow", "main")


def test_histories_may_have_nothing_in_common(content: Repository) -> None:
    content.git("checkout", "--quiet", "--orphan", "other")
    content.write("content/pages/new.md", "x")
    content.commit()
    with pytest.raises(NoBase, match="no commit in common"):
        base_of(content.folder, "main")


def test_a_repository_may_hold_the_project_in_a_folder(tmp_path: Path) -> None:
    """Paths are the project's."""
    shutil.copytree(FIVE, tmp_path / "all" / "portal" / "content")
    repository = Repository(tmp_path / "all")
    repository.change(f"portal/{RECORD}", "2025-11-13", "2025-11-30")
    base = base_of(tmp_path / "all" / "portal", "main")
    assert [file.path for file in base.differing()] == [RECORD]


def test_ends_of_lines_are_no_difference(content: Repository) -> None:
    """Git changes them on Windows."""
    file = content.folder / RECORD
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert list(base_of(content.folder, "main").differing()) == []


def test_a_link_is_not_followed(content: Repository, reviewed: Reviewer, tmp_path: Path) -> None:
    """What lies elsewhere on the machine is nobody's to see."""
    shutil.copyfile(content.folder / RECORD, tmp_path / "elsewhere.yaml")
    (content.folder / RECORD).unlink()
    (content.folder / RECORD).symlink_to(tmp_path / "elsewhere.yaml")
    (file,) = reviewed(content).values()
    assert file.how == "removed"
    schemas = read_schemas(PROJECT / "schema")
    assert review_of(content.folder, [RECORD], schemas, date.fromisoformat(DAY)).files == ()


def test_nothing_of_the_base_is_written_elsewhere(content: Repository) -> None:
    """A commit can name anything; what is no plain file of `content/` is not read."""
    name = content.git("hash-object", "-w", "--stdin", given=b"../../etc/passwd")
    content.git("update-index", "--add", "--cacheinfo", f"120000,{name},content/vacancies/link.yaml")
    content.git("update-index", "--add", "--cacheinfo", f"100644,{name},content/vacancies/back\\slash.yaml")
    content.git("update-index", "--add", "--cacheinfo", f"100644,{name},elsewhere.yaml")
    content.git("commit", "--quiet", "--message=Odd")
    known = base_of(content.folder, "HEAD").files
    assert not [path for path in known if "link" in path or "slash" in path or not path.startswith("content/")]
    assert RECORD in known


# --- what is told of each file ---------------------------------------------------------------------


def test_nothing_changed_is_nothing_to_review(content: Repository, reviewed: Reviewer) -> None:
    assert reviewed(content) == {}


def test_a_new_vacancy_has_a_card_and_its_summary(content: Repository, reviewed: Reviewer) -> None:
    """Not yet added to git, as it lies there while somebody writes."""
    text = (content.folder / MEDWAY).read_text("utf-8")
    content.write("content/vacancies/another.yaml", text)
    (file,) = reviewed(content).values()
    assert (file.path, file.how, file.was) == ("content/vacancies/another.yaml", "added", "")
    assert file.card is not None
    assert [passage.under for passage in file.passages] == [("Summary",)]
    assert "A new page of " in file.notes[0]
    assert len(file.card.specification) == sum(level.count for level in file.card.levels) > 0


def test_a_renamed_vacancy_changes_its_address(content: Repository, reviewed: Reviewer) -> None:
    """Renamed and changed at once is still one file."""
    (content.folder / MEDWAY).rename(content.folder / "content/vacancies/medway.yaml")
    content.change("content/vacancies/medway.yaml", "min: 18.03", "min: 19.03")
    (file,) = reviewed(content).values()
    assert (file.how, file.was) == ("renamed", MEDWAY)
    assert "The address changes from" in file.remarks[0]
    assert ("added", "£19.03") in words(file)


def test_a_removed_vacancy_gives_up_its_address(content: Repository, reviewed: Reviewer) -> None:
    (content.folder / MEDWAY).unlink()
    (file,) = reviewed(content).values()
    assert (file.how, file.card, file.passages) == ("removed", None, ())
    assert file.remarks[0].startswith("It is a vacancy of North Kent Mind, open on 10 November 2025. ")
    assert "vacancies/sessional-therapist-children-medway.html is given up" in file.remarks[1]


@pytest.mark.parametrize(
    ("path", "address"),
    [("content/employers/oxleas.yaml", "employers/{}.html"), ("content/pages/privacy.md", "{}.html")],
)
def test_the_address_of_any_page_is_missed(content: Repository, reviewed: Reviewer, path: str, address: str) -> None:
    """Of an employer and of a page of text too, whether it is renamed or removed."""
    file = content.folder / path
    moved = path.replace(file.stem, "elsewhere")
    old, new = address.format(file.stem), address.format("elsewhere")
    file.rename(content.folder / moved)
    remark = f"The address changes from {old} to {new}: links to the old one break."
    assert reviewed(content)[moved].remarks == (remark,)
    (content.folder / moved).unlink()
    assert reviewed(content)[path].remarks == (f"The address {old} is given up: links to it break.",)


def test_the_id_of_a_criterion_is_missed(content: Repository, reviewed: Reviewer) -> None:
    """Readers' ticks hang on it, and no page shows it."""
    text = (content.folder / MEDWAY).read_text("utf-8")
    old = next(line.split("id: ")[1] for line in text.splitlines() if "- id: " in line)
    content.change(MEDWAY, f"- id: {old}\n", "- id: another-id\n")
    (file,) = reviewed(content).values()
    assert f"Ids of criteria that are gone, and readers’ ticks with them: {old}." in file.remarks
    assert "Readers see no difference on its page." in file.notes
    assert file.gist == ("1 criterion",)


def test_a_criterion_whose_level_changes_is_named(content: Repository, reviewed: Reviewer) -> None:
    """A group has many, and each line has a level alone."""
    text = (content.folder / RECORD).read_text("utf-8")
    first = text.split("level: essential")[0].rpartition("text:")[2].replace(">-", "").split()
    content.write(RECORD, text.replace("level: essential", "level: desirable", 1))
    (file,) = reviewed(content).values()
    (passage,) = (passage for passage in file.passages if ("added", "Desirable") in pieces_of(passage))
    assert passage.under[-1] == " ".join(first)
    assert file.gist == ("1 criterion, another level",)


def pieces_of(passage: Passage) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for line in passage.lines for piece in line]


def test_a_change_is_told_in_short(content: Repository, reviewed: Reviewer) -> None:
    """By the facts that applicants look for, without the words that stay."""
    content.change(RECORD, "closing_date: 2025-11-13", "closing_date: 2025-11-30")
    content.change(RECORD, "reference: 333-J-KC-0899-A", "reference: ABC")
    assert reviewed(content)[RECORD].gist == (
        "closing date 13 → 30 November 2025",
        "reference 333-J-KC-0899-A → ABC",
    )


def test_the_new_name_of_an_employer_is_counted(content: Repository, reviewed: Reviewer) -> None:
    """Its page lists the vacancies, but they did not change."""
    path = "content/employers/central-and-north-west-london.yaml"
    content.change(path, "\nname: Central", "\nname: Outer")
    assert "on the pages of 2 vacancies: “Central" in reviewed(content)[path].remarks[0]


def test_a_job_posting_is_missed(content: Repository, reviewed: Reviewer) -> None:
    content.change(RECORD, "posted: 2025-10-30\n", "")
    (file,) = reviewed(content).values()
    assert "It had a JobPosting for search engines, and loses it." in file.remarks


def test_employers_and_pages_are_compared_as_pages(content: Repository, reviewed: Reviewer) -> None:
    """The glossary and the site have no page of their own, and are compared by their lines."""
    content.change("content/employers/north-kent-mind.yaml", "name: North Kent Mind", "name: South Kent Mind")
    content.write("content/pages/about.md", (content.folder / "content/pages/about.md").read_text() + "\nNew words.\n")
    content.change("content/site.yaml", "name: ", "name: The ")
    files = reviewed(content)
    assert {path: file.of for path, file in files.items()} == {
        "content/employers/north-kent-mind.yaml": "page",
        "content/pages/about.md": "page",
        "content/site.yaml": "file",
    }
    assert words(files["content/employers/north-kent-mind.yaml"])[:2] == [("removed", "North"), ("added", "South")]
    assert words(files["content/pages/about.md"]) == [("added", "New words.")]
    assert words(files["content/site.yaml"]) == [("added", "The")]


def test_a_faulty_base_does_not_stop_the_review(content: Repository, reviewed: Reviewer) -> None:
    """Whatever was merged once: the card is of the new version, and the lines of the file are compared."""
    content.git("checkout", "--quiet", "main")
    good = (content.folder / RECORD).read_text("utf-8")
    content.write(RECORD, good.replace("\ntitle:", "\n\ttitle: ["))
    content.write("content/site.yaml", "nothing")
    content.write(MEDWAY, "\0")
    (content.folder / "content/glossary.yaml").unlink()
    content.commit()
    content.git("checkout", "--quiet", "-B", "mended")
    content.write(RECORD, good)
    shutil.copytree(FIVE, content.folder / "content", dirs_exist_ok=True)
    files = reviewed(content)
    assert files[RECORD].card is not None
    assert (files[RECORD].how, files[RECORD].of) == ("changed", "file")
    assert (files["content/glossary.yaml"].how, files["content/glossary.yaml"].of) == ("added", "")


def test_what_is_no_record_is_named_all_the_same(content: Repository, reviewed: Reviewer) -> None:
    """A template, a picture, a file that is too large."""
    content.change("content/vacancies/_template.yaml", "\n", "\n# new\n")
    content.write("content/vacancies/large.yaml", "x" * 2_000_000)
    (content.folder / "content/picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\xff")
    files = reviewed(content)
    assert [(file.kind, file.card) for file in files.values()] == [("", None), ("", None), ("vacancy", None)]
    assert files["content/vacancies/large.yaml"].remarks[0] == "It is too large to be compared."
