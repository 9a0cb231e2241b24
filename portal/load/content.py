"""Load: finds the files of `content/` and reads each into a record whose every value knows its place.

A file that cannot be read is a diagnostic and does not hide the others. Nothing here judges values.
"""

from __future__ import annotations

import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from portal.cellar.diagnostics import Diagnostic, quoted, shown
from portal.cellar.source import SourceFile, Span
from portal.load.characters import unreadable_characters
from portal.load.places import Path, Place, span_at
from portal.load.yamlreader import read

MAX_BYTES = 256 * 1024
"""The largest file that is read, in bytes: eight times the longest real advert."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_FENCE = re.compile(r"---[ \t]*\Z")


_OTHER_ENDINGS = (".yml", ".yaml", ".markdown", ".md")
"""Endings that people write for one that is read, capitals included."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: where its files are, how they may end, and where the text of an `.md` file goes."""

    name: str
    folder: str
    endings: tuple[str, ...]
    body: str = ""


FOLDERS = (
    Kind("vacancy", "vacancies", (".yaml", ".md"), "description"),
    Kind("employer", "employers", (".yaml",)),
    Kind("page", "pages", (".md",), "body"),
)
FILES = (Kind("site", "site.yaml", (".yaml",)), Kind("glossary", "glossary.yaml", (".yaml",)))
_TOP = {kind.folder: kind for kind in (*FOLDERS, *FILES)}
# What editors and file managers leave behind.
# Everything else is named, so that nothing is dropped in silence.
_LITTER = re.compile(r"\.DS_Store\Z|Thumbs\.db\Z|.*~\Z|\.#.*|\..*\.sw[a-z]\Z")


@dataclass(slots=True)
class Record:
    """A file of `content/` before it is trusted.

    `data` is plain values, keyed as in the file; `path` is relative to the project, with slashes;
    `body_line` is the line of the file, counted from 1, on which the text of an `.md` file begins.
    """

    kind: str
    slug: str
    path: str
    data: dict[str, Any]
    place: Place
    source: SourceFile
    body_line: int = 0

    def span(self, path: Path = (), *, key: bool = False) -> Span:
        """The span of the value at `path` or, with `key`, of its key; of the nearest part that exists."""
        place, parent, last = self.place.find(path)
        if key and parent is not None and last in parent.keys:
            return span_at(self.path, parent.keys[str(last)])
        if parent is None and not path:
            return Span(self.path, 1, 1, 1, 1)
        return span_at(self.path, place.mark)

    def span_within(self, path: Path, words: str) -> Span:
        """The span of the first `words` within the value at `path`; of the whole value if there are none."""
        whole = self.span(path)
        lines = self.source.lines
        last = len(lines) if self.body_line == whole.line else max(whole.line, whole.end_line)
        for number in range(whole.line, last + 1):
            column = lines[number - 1].find(words, whole.column - 1 if number == whole.line else 0)
            if column >= 0:
                return Span(self.path, number, column + 1, number, column + 1 + len(words))
        return whole


@dataclass(slots=True)
class Content:
    """All that was read: the records, the files they came from, and the mistakes met on the way."""

    records: list[Record] = field(default_factory=list)
    sources: dict[str, SourceFile] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def of(self, kind: str) -> Iterator[Record]:
        return (record for record in self.records if record.kind == kind)


def load_content(root: FilePath) -> Content:
    """Read `root`/content, where `root` is the project's folder."""
    content = Content()
    for kind, file in _files(root, content.diagnostics):
        path = file.relative_to(root).as_posix()
        source = _source(file, path, content.diagnostics)
        if source is None:
            continue
        content.sources[path] = source
        record, diagnostics = read_record(kind, source)
        content.diagnostics += diagnostics
        if record is not None:
            content.records.append(record)
    return content


def _files(root: FilePath, diagnostics: list[Diagnostic]) -> Iterator[tuple[Kind, FilePath]]:
    """Every file that holds a record, in the order of their names; whatever else lies there is named."""
    top = root / "content"
    if not top.is_dir() or top.is_symlink():
        diagnostics.append(
            Diagnostic("missing-file", "there is no folder `content/`", help="run this from the project's own folder")
        )
        return
    known = dict(_TOP)
    for entry in _entries(top):
        kind = known.pop(entry.name, None)
        if kind in FILES and _is_regular(root, entry, diagnostics):
            yield kind, entry
        elif kind in FOLDERS and entry.is_dir() and not entry.is_symlink():
            yield from _folder(root, kind, entry, diagnostics)
        elif kind in FOLDERS:
            diagnostics.append(_not_a_folder(root, entry))
        elif kind is None:
            folders = [f"content/{folder.folder}/" for folder in FOLDERS]
            diagnostics.append(_unexpected(root, entry, f"move it to {quoted(folders)}, or delete it"))
    missing = [kind for kind in FILES if kind.folder in known]
    diagnostics += [_missing(f"content/{kind.folder}", kind.name) for kind in missing]


def _folder(
    root: FilePath, kind: Kind, folder: FilePath, diagnostics: list[Diagnostic]
) -> Iterator[tuple[Kind, FilePath]]:
    for entry in _entries(folder):
        if entry.name.startswith("_"):
            continue  # a template to copy, not a record
        if entry.suffix not in kind.endings or entry.is_dir():
            diagnostics.append(_unexpected(root, entry, _better_place(kind, entry)))
        elif not _SLUG.match(entry.stem):
            diagnostics.append(_bad_name(root, entry))
        elif _is_regular(root, entry, diagnostics):
            yield kind, entry


def _entries(folder: FilePath) -> list[FilePath]:
    return sorted((entry for entry in folder.iterdir() if not _LITTER.match(entry.name)), key=lambda entry: entry.name)


def _is_regular(root: FilePath, entry: FilePath, diagnostics: list[Diagnostic]) -> bool:
    """Whether `entry` is a plain file. A link could lead out of the project, a pipe would never end."""
    if stat.S_ISREG(entry.lstat().st_mode):
        return True
    diagnostics.append(
        Diagnostic(
            "not-a-plain-file",
            "this is a link or a special file",
            Span(entry.relative_to(root).as_posix()),
            help="put the file itself here",
        )
    )
    return False


def _not_a_folder(root: FilePath, entry: FilePath) -> Diagnostic:
    return Diagnostic(
        "not-a-plain-file",
        "this must be a folder of the project's own, not a file or a link",
        Span(entry.relative_to(root).as_posix()),
        help="put the folder itself here",
    )


def _better_place(kind: Kind, entry: FilePath) -> str:
    """What to do with something in the folder of `kind` that is none of its files."""
    if entry.is_dir():
        return f"move its files up into `content/{kind.folder}/`: there are no folders within it"
    if entry.suffix.lower() in _OTHER_ENDINGS:
        names = [entry.stem + ending for ending in kind.endings if ending[1] == entry.suffix.lower()[1]]
        if names:
            return f"rename it to `{shown(names[0])}`"
    return f"only files that end in {quoted(kind.endings)} belong here: move it elsewhere, or delete it"


def _unexpected(root: FilePath, entry: FilePath, help: str) -> Diagnostic:
    what = "a folder" if entry.is_dir() else "a file"
    return Diagnostic(
        "unexpected-file",
        f"`{shown(entry.name)}` is not {what} that the portal knows here, and would never be published",
        Span(entry.relative_to(root).as_posix()),
        help=help,
    )


def _bad_name(root: FilePath, entry: FilePath) -> Diagnostic:
    # An accent falls off its letter, so that "ŵyl" becomes "wyl".
    plain = unicodedata.normalize("NFKD", entry.stem.lower()).encode("ascii", "ignore").decode()
    better = "-".join(re.findall(r"[a-z0-9]+", plain)) or "a-name"
    return Diagnostic(
        "file-name",
        f"`{shown(entry.name)}` cannot become the address of a page",
        Span(entry.relative_to(root).as_posix()),
        help=f"rename it to `{better}{entry.suffix}`: small letters a to z, digits, and single hyphens",
    )


def _missing(path: str, name: str) -> Diagnostic:
    return Diagnostic(
        "missing-file", f"there is no `{path}`", help=f"add it: `docs/record.md` lists its fields ({name})"
    )


def _source(file: FilePath, path: str, diagnostics: list[Diagnostic]) -> SourceFile | None:
    try:
        with file.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        diagnostics.append(
            Diagnostic(
                "unreadable-file",
                f"this file cannot be read: {error.strerror}",
                Span(path),
                help="check its permissions",
            )
        )
        return None
    if len(raw) > MAX_BYTES:
        diagnostics.append(
            Diagnostic(
                "file-too-large",
                f"this file is larger than {MAX_BYTES // 1024} KB",
                Span(path),
                help="shorten it: the longest real advert is an eighth of that",
            )
        )
        return None
    try:
        return SourceFile(path, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        diagnostics.append(_not_utf8(path, raw, error))
        return None


def _not_utf8(path: str, raw: bytes, error: UnicodeDecodeError) -> Diagnostic:
    line = raw.count(b"\n", 0, error.start) + 1
    column = len(raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
    return Diagnostic(
        "not-utf8",
        f"this file is not UTF-8: byte 0x{raw[error.start]:02x} does not belong there",
        Span(path, line, column, line, column + 1),
        help="save the file again with the encoding UTF-8",
    )


def read_record(kind: Kind, source: SourceFile) -> tuple[Record | None, list[Diagnostic]]:
    """Read the text of one file into a record; None if there is nothing that could be judged."""
    head, first_line, body, body_line = source.text, 0, None, 0
    if source.path.endswith(".md"):
        parts = _front_matter(source)
        if isinstance(parts, Diagnostic):
            return None, [parts]
        head, body, body_line = parts
        first_line = 1
    reading = read(source, head, first_line)
    diagnostics = reading.diagnostics
    if body is not None:
        diagnostics += unreadable_characters(source, body, body_line - 1)
    if not isinstance(reading.value, dict):
        if not diagnostics:
            diagnostics.append(_no_record(kind, source, reading.value))
        return None, diagnostics
    record = Record(kind.name, FilePath(source.path).stem, source.path, reading.value, reading.place, source, body_line)
    if body is not None and body.strip():
        text = body.lstrip("\n")
        record.body_line = body_line + len(body) - len(text)
        diagnostics += _place_body(kind, record, text.rstrip() + "\n")
    return record, diagnostics


def _front_matter(source: SourceFile) -> tuple[str, str, int] | Diagnostic:
    """The front matter, the body and the body's first line, counted from 1."""
    lines = source.lines
    if not _FENCE.match(lines[0]):
        return Diagnostic(
            "front-matter",
            "this file does not begin with front matter",
            Span(source.path, 1, 1, 1, len(lines[0]) + 1),
            "expected `---`",
            "begin with a line `---`, then the fields, then another `---`, then the text",
        )
    for number, line in enumerate(lines[1:], 1):
        if _FENCE.match(line):
            return "\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :]), number + 2
    return Diagnostic(
        "front-matter",
        "the front matter is opened and never closed",
        Span(source.path, 1, 1, 1, len(lines[0]) + 1),
        "opened here",
        "put a line `---` between the fields and the text",
    )


def _place_body(kind: Kind, record: Record, body: str) -> Iterator[Diagnostic]:
    line = record.body_line
    if kind.body in record.data:
        yield Diagnostic(
            "text-given-twice",
            f"`{kind.body}` is given in the front matter, and the file has a text too",
            record.span((kind.body,), key=True),
            f"the text begins on line {line}",
            f"keep one of them: in an `.md` file the text is the {kind.body}",
        )
    else:
        record.data[kind.body] = body
        record.place.parts[kind.body] = Place((line - 1, 0, line - 1, 0))


def _no_record(kind: Kind, source: SourceFile, value: Any) -> Diagnostic:
    if value is None:
        return Diagnostic(
            "empty-file",
            "this file has no field" if source.text.strip() else "this file is empty",
            Span(source.path, 1, 1, 1, 1),
            help="`docs/record.md` shows what to write; `content/vacancies/_template.yaml` can be copied"
            if kind.name == "vacancy"
            else "`docs/record.md` shows what to write",
        )
    what = "a list" if isinstance(value, list) else "one piece of text"
    return Diagnostic(
        "not-a-record",
        f"this file is {what}, not the fields of a record",
        Span(source.path, 1, 1, 1, len(source.line(1)) + 1),
        "expected `field: value` lines",
        "begin each field on a line of its own, such as `title: …`; `docs/record.md` lists them",
    )
