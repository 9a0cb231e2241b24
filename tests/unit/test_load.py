"""Load: every file of `content/` becomes a record, or a diagnostic that names it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cellar.source import SourceFile
from portal.load.content import Content, load_content
from portal.load.files import MAX_BYTES
from portal.load.kinds import FILES, FOLDERS
from portal.load.record import read_record

KINDS = {kind.name: kind for kind in (*FOLDERS, *FILES)}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with nothing but what must be there."""
    for folder in ("vacancies", "employers", "pages"):
        (tmp_path / "content" / folder).mkdir(parents=True)
    (tmp_path / "content" / "site.yaml").write_text("name: Small\n", "utf-8")
    (tmp_path / "content" / "glossary.yaml").write_text("terms: {}\n", "utf-8")
    return tmp_path


def put(project: Path, path: str, text: str = "title: Play Therapist\n") -> None:
    file = project / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())


def rules(content: Content) -> list[str]:
    return [found.rule for found in content.diagnostics]


def test_records_know_what_and_where_they_are(project: Path) -> None:
    """Kind from the folder, slug from the name, path with slashes."""
    put(project, "vacancies/play-therapist.yaml")
    put(project, "pages/about.md", "---\ntitle: About\n---\n\nText.\n")
    content = load_content(project)
    assert [(record.kind, record.slug, record.path) for record in content.records] == [
        ("glossary", "glossary", "content/glossary.yaml"),
        ("page", "about", "content/pages/about.md"),
        ("site", "site", "content/site.yaml"),
        ("vacancy", "play-therapist", "content/vacancies/play-therapist.yaml"),
    ]


def test_a_broken_file_does_not_hide_the_others(project: Path) -> None:
    """Each file that cannot be read is one message, and the rest are records."""
    put(project, "vacancies/a.yaml", "title: [\n")
    put(project, "vacancies/b.yaml")
    put(project, "vacancies/c.yaml", "")
    content = load_content(project)
    assert rules(content) == ["yaml-syntax", "empty-file"]
    assert [record.slug for record in content.of("vacancy")] == ["b"]


def test_no_file_is_left_out_in_silence(project: Path) -> None:
    """Whatever lies in `content/` is a record, a template, an editor's litter, or named in a message."""
    for path in (
        "vacancies/x.yml",
        "vacancies/X.yaml",
        "vacancies/deep/x.yaml",
        "x.yaml",
        "pages/x.html",
        ".x",
    ):
        put(project, path)
    named = {found.span.path for found in load_content(project).diagnostics if found.span}
    assert named == {
        "content/vacancies/x.yml",
        "content/vacancies/X.yaml",
        "content/vacancies/deep",
        "content/x.yaml",
        "content/pages/x.html",
        "content/.x",
    }


@pytest.mark.parametrize("name", [".DS_Store", "a.yaml~", ".a.yaml.swp", ".#a.yaml", "Thumbs.db"])
def test_what_editors_leave_behind_is_passed_over(project: Path, name: str) -> None:
    """A back-up beside a record is nobody's mistake."""
    put(project, f"vacancies/{name}")
    content = load_content(project)
    assert (rules(content), list(content.of("vacancy"))) == ([], [])


def test_templates_to_copy_are_passed_over(project: Path) -> None:
    """A name that begins with `_` is for people, not for the site."""
    put(project, "vacancies/_template.yaml", "title: [\n")
    assert rules(load_content(project)) == []


def test_a_link_is_not_followed(project: Path, tmp_path: Path) -> None:
    """A link may lead out of the project, even to a file that could be read."""
    put(project, "vacancies/a.yaml")
    (project / "content" / "vacancies" / "b.yaml").symlink_to(project / "content" / "vacancies" / "a.yaml")
    content = load_content(project)
    assert rules(content) == ["not-a-plain-file"]
    assert [record.slug for record in content.of("vacancy")] == ["a"]


def test_a_linked_folder_is_not_entered(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A folder of `content/` that is a link would read somebody else's files."""
    outside = tmp_path_factory.mktemp("outside")
    (outside / "a.yaml").write_text("title: A\n", "utf-8")
    (project / "content" / "vacancies").rmdir()
    (project / "content" / "vacancies").symlink_to(outside)
    content = load_content(project)
    assert (rules(content), list(content.of("vacancy"))) == (["not-a-plain-file"], [])


def test_a_pipe_is_not_opened(project: Path) -> None:
    """Opening a named pipe would wait for ever."""
    os.mkfifo(project / "content" / "vacancies" / "a.yaml")
    assert rules(load_content(project)) == ["not-a-plain-file"]


def test_a_device_is_not_opened(project: Path) -> None:
    """A link to a device that never ends is refused before it is opened."""
    (project / "content" / "vacancies" / "a.yaml").symlink_to("/dev/zero")
    assert rules(load_content(project)) == ["not-a-plain-file"]


@pytest.mark.parametrize(("size", "expected"), [(MAX_BYTES, []), (MAX_BYTES + 1, ["file-too-large"])])
def test_a_file_may_be_so_large_and_no_larger(project: Path, size: int, expected: list[str]) -> None:
    """The limit is in bytes, and a file of just that size is read."""
    put(project, "vacancies/a.yaml", "title: A".ljust(size))
    assert rules(load_content(project)) == expected


def test_a_byte_order_mark_is_no_text(project: Path) -> None:
    """Notepad's mark at the start is neither a key's first character nor a mistake."""
    put(project, "vacancies/a.yaml", "\ufefftitle: A\n")
    (record,) = load_content(project).of("vacancy")
    assert record.data == {"title": "A"}
    assert record.span(("title",), key=True).column == 1


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"])
def test_other_encodings_are_refused(project: Path, encoding: str) -> None:
    """A file that is not UTF-8 is never read as something that nobody wrote."""
    (project / "content" / "vacancies" / "a.yaml").write_bytes("title: ¥\n".encode(encoding))
    assert set(rules(load_content(project))) <= {"not-utf8", "control-character"}  # a NUL is UTF-8
    assert list(load_content(project).of("vacancy")) == []


def test_the_text_of_a_markdown_file_is_its_description() -> None:
    """The body follows the front matter, without the blank lines around it, and knows its line."""
    source = SourceFile("content/vacancies/a.md", "---\ntitle: A\n---\n\n\nOne.\n\nTwo.\n\n")
    record, diagnostics = read_record(KINDS["vacancy"], source)
    assert record is not None
    assert diagnostics == []
    assert record.data == {"title": "A", "description": "One.\n\nTwo.\n"}
    assert record.span(("description",)).line == 6
    assert record.span_within(("description",), "Two").line == 8


def test_a_mistake_in_front_matter_has_the_line_of_the_file() -> None:
    """Lines count from the top of the file, not from the front matter's."""
    source = SourceFile("content/vacancies/a.md", "---\ntitle: A\ntitle: B\n---\n")
    _, (found,) = read_record(KINDS["vacancy"], source)
    assert found.span is not None
    assert found.span.line == 3


def test_a_span_of_a_part_that_is_not_there_is_that_of_the_nearest() -> None:
    """A message about something missing stands where it is missing."""
    record, _ = read_record(KINDS["vacancy"], SourceFile("a.yaml", "title: A\npay:\n  min: 1\n"))
    assert record is not None
    assert record.span(("pay", "max")) == record.span(("pay",))
    assert record.span(("pay", "min"), key=True).column == 3
    assert (record.span().line, record.span().column) == (1, 1)


@pytest.mark.parametrize("kind", KINDS)
@given(text=st.text() | st.text(alphabet="ab:-#'\"[]{}|>&*!%?,\n\t -_1.~"))
def test_any_text_is_a_record_or_a_message(kind: str, text: str) -> None:
    """Nothing that a file may hold raises; what is no record says why; every place lies in the file."""
    source = SourceFile(f"content/x/a{KINDS[kind].endings[-1]}", text)
    record, diagnostics = read_record(KINDS[kind], source)
    assert record is not None or diagnostics
    for found in diagnostics:
        assert found.span is not None
        assert 1 <= found.span.line <= len(source.lines)
        assert 1 <= found.span.column <= len(source.line(found.span.line)) + 1
