"""The outcome room: what fits, what is told of which files, and the last line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from portal.cellar.diagnostics import Diagnostic, Severity
from portal.cellar.source import SourceFile, Span
from portal.front.asked import UnknownFile, paths_of
from portal.front.outcome import Outcome

ROOT = Path("/project")
A, B = "content/vacancies/a.yaml", "content/vacancies/b.yaml"


def outcome(*found: Diagnostic) -> Outcome:
    made = Outcome({path: SourceFile(path, "title: x\n") for path in (A, B)}, counts="2 pages", notes=("one",))
    made.add(found)
    return made


def mistake(path: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic("some-rule", "it is wrong", Span(path, 1, 1, 1, 6), severity=severity)


def test_a_warning_stops_only_a_strict_build() -> None:
    """An error stops every build."""
    warned, wrong = outcome(mistake(A, Severity.WARNING)), outcome(mistake(A))
    assert (warned.fit(strict=False), warned.fit(strict=True)) == (True, False)
    assert (wrong.fit(strict=False), wrong.fit(strict=True)) == (False, False)


def test_the_last_line_says_what_happened_to_the_site() -> None:
    """Whether or not there are mistakes."""
    assert outcome().told("text", "site/").endswith("no mistakes: 2 pages; site/ is up to date\n")
    assert outcome().told("text", None).endswith("; nothing was written\n")
    assert outcome(mistake(A)).told("text", "site/").endswith("1 error in 1 file; site/ was not touched\n")
    warned = outcome(mistake(A, Severity.WARNING))
    assert warned.told("text", "site/").endswith("1 warning in 1 file; site/ is up to date\n")
    assert warned.told("text", "site/", strict=True).endswith("site/ was not touched\n")


def test_notes_are_told_of_a_good_build_only() -> None:
    """Among mistakes they would be in the way."""
    assert "note: one\n" in outcome().told("text", "site/")
    assert "note" not in outcome(mistake(A)).told("text", "site/")


def test_json_is_nothing_but_json() -> None:
    """A program reads it."""
    assert json.loads(outcome(mistake(A)).told("json", "site/", " in 1 s"))["errors"] == 1


def test_annotations_come_with_the_last_line() -> None:
    """GitHub shows the one on the line, the other in the log."""
    first, last = outcome(mistake(A)).told("github", "site/").splitlines()
    assert first.startswith("::error file=content/vacancies/a.yaml,")
    assert last == "1 error in 1 file; site/ was not touched"


@pytest.mark.parametrize(
    ("file", "here"),
    [
        (A, "/project"),
        ("a.yaml", "/project/content/vacancies"),
        ("/project/" + A, "/"),
        ("./" + A, "/project"),
    ],
)
def test_a_file_is_found_as_its_name_is_typed(file: str, here: str) -> None:
    """From any folder."""
    assert paths_of([file], (A, B), Path(here), ROOT) == [A]


def test_only_the_files_asked_for_are_told_of() -> None:
    """Each by its path."""
    about = outcome(mistake(A), mistake(B)).about([A])
    assert [found.span and found.span.path for found in about.report.found] == [A]


def test_mistakes_of_other_files_are_mentioned() -> None:
    """But they do not make this file wrong."""
    only = outcome(mistake(B)).about([A])
    assert only.fit(strict=True)
    assert only.notes == ("other files have mistakes too: 1; `check` alone shows them",)
    assert "1 file checked" in only.told("text", None)


def test_a_folder_means_all_its_files() -> None:
    """`check content/vacancies` as a shell's user would type it."""
    assert paths_of(["content/vacancies/"], (B, A), ROOT, ROOT) == [A, B]


@pytest.mark.parametrize("file", ["c.yaml", "content/vacancies/_template.yaml", "/etc/passwd", "content/vac"])
def test_a_file_that_is_no_record_is_refused(file: str) -> None:
    """Silence would look like praise."""
    with pytest.raises(UnknownFile, match="is no record"):
        paths_of([file], (A, B), ROOT, ROOT)
