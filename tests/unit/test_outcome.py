"""The outcome room: what fits, what is told of which files, and the last line."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from portal.cellar.diagnostics import Diagnostic, Severity
from portal.cellar.source import SourceFile, Span
from portal.front.asked import UnknownFile, next_steps, paths_of
from portal.front.outcome import Outcome
from portal.review.review import Review

ROOT = Path("/project")
A, B, C = (f"content/vacancies/{name}.yaml" for name in "abc")


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
    assert outcome(mistake(A)).told("text", "site/").endswith("1 error in 1 file; site/ was not touched\n")
    warned = outcome(mistake(A, Severity.WARNING))
    assert warned.told("text", "site/").endswith("1 warning in 1 file; site/ is up to date\n")
    assert warned.told("text", "site/", strict=True).endswith("site/ was not touched\n")


def test_a_check_says_whether_it_can_be_published() -> None:
    """That nothing was written is news only where somebody may have hoped so."""
    assert outcome().told("text", None).endswith("no mistakes: 2 pages\n")
    assert outcome().about([A]).told("text", None).endswith("no mistakes in 1 file\n")
    assert outcome(mistake(A)).told("text", None).endswith("1 error in 1 file; nothing was written\n")
    warned = outcome(mistake(A, Severity.WARNING))
    assert warned.told("text", None).endswith("no errors, 1 warning in 1 file: it can be published\n")
    assert warned.told("text", None, strict=True).endswith("1 warning in 1 file; nothing was written\n")
    reviewed = replace(outcome(mistake(A)), review=Review(day=date(2026, 3, 1), files=()))
    assert "**1 error in 1 file**" in reviewed.told("markdown", None)


def test_notes_are_told_of_a_good_build_only() -> None:
    """Among mistakes they would be in the way."""
    assert "note: one\n" in outcome().told("text", "site/")
    assert "note" not in outcome(mistake(A)).told("text", "site/")


def test_what_notes_leave_out_is_for_programs() -> None:
    """After every build nobody would read it."""
    made = replace(outcome(), details=("one, at length",))
    assert "at length" not in made.told("text", "site/") + made.told("markdown", "site/")
    assert json.loads(made.told("json", "site/"))["notes"] == ["one", "one, at length"]


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


def test_a_mistake_between_two_files_is_told_of_either() -> None:
    """At its place in the file that was asked for; and it is that file's mistake."""
    both = replace(mistake(B), also=(mistake(A),))
    for path in (A, B):
        about = outcome(both).about([path])
        assert [found.span and found.span.path for found in about.report.found] == [path]
        assert not about.fit(strict=False)
        assert about.notes == ()
    assert len(outcome(both).about([A, B]).report.found) == 1


def test_of_a_change_the_changed_files_come_first() -> None:
    """GitHub shows ten warnings and ten errors: those of the others are told after, and their warnings counted."""
    others = [mistake(A), mistake(A, Severity.WARNING), replace(mistake(A), also=(mistake(C),))]
    made = outcome(*others, mistake(B, Severity.WARNING), Diagnostic("no-place", "it is wrong")).after_change([B, C])
    places = [(found.span and found.span.path, found.severity) for found in made.report.in_order()]
    assert places == [(B, "warning"), (C, "error"), (None, "error"), (A, "error")]
    assert made.notes == ("files that did not change have warnings too: 1; `check` alone shows them",)
    assert outcome(mistake(B)).after_change([B]).notes == ()
    assert made.told("github", None).startswith(f"::warning file={B},")


def test_a_mistake_between_two_changed_files_is_told_on_the_one_that_was_rewritten() -> None:
    """Not on the one that only moved, unless there is no other."""
    between = replace(mistake(A), also=(mistake(B),))
    for rewritten, path in (((B,), B), ((), A), ((A, B), A)):
        (found,) = outcome(between).after_change([A, B], rewritten).report.found
        assert found.span is not None
        assert found.span.path == path


def test_one_vacancy_that_is_right_has_an_address() -> None:
    """Whoever checks it wants to know what comes next."""
    (note,) = next_steps([A])
    assert "vacancies/a.html" in note
    assert next_steps([A, B]) == next_steps(["content/site.yaml"]) == ()


def test_a_file_in_a_folder_that_does_not_belong_there_is_that_folder() -> None:
    """It has a message, which says where to put the file."""
    folder = "content/vacancies/old"
    assert paths_of([f"{folder}/c.yaml"], (A, folder), ROOT, ROOT) == [folder]


def test_a_folder_means_all_its_files() -> None:
    """`check content/vacancies` as a shell's user would type it."""
    assert paths_of(["content/vacancies/"], (B, A), ROOT, ROOT) == [A, B]


def test_a_link_is_asked_about_as_what_it_is(tmp_path: Path) -> None:
    """It is a mistake itself, whatever it leads to."""
    folder = tmp_path / "content" / "vacancies"
    folder.mkdir(parents=True)
    (folder / "b.yaml").touch()
    (folder / "a.yaml").symlink_to("b.yaml")
    assert paths_of(["content/vacancies/a.yaml"], (A, B), tmp_path, tmp_path) == [A]


@pytest.mark.parametrize("file", ["c.yaml", "content/vacancies/_template.yaml", "/etc/passwd", "content/vac"])
def test_a_file_that_is_no_record_is_refused(file: str) -> None:
    """Silence would look like praise."""
    with pytest.raises(UnknownFile, match="is no record"):
        paths_of([file], (A, B), ROOT, ROOT)
