"""Files: finds those of `content/` that hold a record, names whatever else lies there, and reads their text."""

from __future__ import annotations

import os
import re
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from pathlib import Path

from portal.cellar.diagnostics import Diagnostic, Severity, quoted, shown
from portal.cellar.source import SourceFile, Span
from portal.load.kinds import FILES, FOLDERS, Kind

MAX_BYTES = 256 * 1024
"""The largest file that is read, in bytes: eight times the longest real advert."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_USUAL = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)(\.[a-z]+)")
_KEPT = re.compile(r"index|page-[0-9]+")
"""Names within a folder of pages that are the portal's own: `…/index.html` is what a server shows for the folder
itself, and `…/page-2.html` is the second page of a list."""

_OTHER_ENDINGS = (".yml", ".yaml", ".markdown", ".md")
"""Endings that people write for one that is read, capitals included."""

VACANCIES = FOLDERS[0]
"""The folder that must be there, if with a template alone: without it a portal would lose all its pages in silence."""

_TOP = {kind.folder: kind for kind in (*FOLDERS, *FILES)}
# What editors and file managers leave behind.
# Everything else is named, so that nothing is dropped in silence.
_LITTER = re.compile(r"\.DS_Store\Z|Thumbs\.db\Z|.*~\Z|\.#.*|\..*\.sw[a-z]\Z")


def files_in(root: Path, diagnostics: list[Diagnostic]) -> Iterator[tuple[Kind, str]]:
    """Every file that holds a record, by its path from `root`, in the order of the names; whatever else lies there is
    named."""
    top = root / "content"
    if not top.is_dir() or top.is_symlink():
        diagnostics.append(
            Diagnostic("missing-file", "there is no folder `content/`", help="run this from the project's own folder")
        )
        return
    known = dict(_TOP)
    for found in _entries(top):
        entry, kind = top / found.name, known.pop(found.name, None)
        if kind in FILES and found.is_file(follow_symlinks=False):
            yield kind, f"content/{found.name}"
        elif kind in FILES:
            diagnostics.append(_not_a_plain_file(root, entry))
        elif kind in FOLDERS and entry.is_dir() and not entry.is_symlink():
            yield from _folder(root, kind, entry, diagnostics)
        elif kind in FOLDERS:
            diagnostics.append(_not_a_folder(root, entry))
        elif kind is None:
            folders = [f"content/{folder.folder}/" for folder in FOLDERS]
            diagnostics.append(_unexpected(root, entry, f"move it to {quoted(folders)}, or delete it"))
    missing = [kind for kind in (*FILES, VACANCIES) if kind.folder in known and not kind.optional]
    diagnostics += [_missing(f"content/{kind.folder}", kind.name) for kind in missing]


def _folder(root: Path, kind: Kind, folder: Path, diagnostics: list[Diagnostic]) -> Iterator[tuple[Kind, str]]:
    for found in _entries(folder):
        if _holds_record(kind, found):
            yield kind, f"content/{kind.folder}/{found.name}"
        elif wrong := _why_no_record(root, kind, folder / found.name):
            diagnostics.append(wrong)


def _holds_record(kind: Kind, found: os.DirEntry[str]) -> bool:
    """Whether there is nothing wrong with the name of what was found, and it is a plain file: a link could lead out of
    the project, a pipe would never end."""
    name = _USUAL.fullmatch(found.name)
    fit = name and name[2] in kind.endings and not (kind.within and _KEPT.fullmatch(name[1]))
    return bool(fit) and found.is_file(follow_symlinks=False)


def _why_no_record(root: Path, kind: Kind, entry: Path) -> Diagnostic | None:
    """What is wrong with an `entry` that holds no record; None if it is not meant to."""
    if entry.stem == "_template" or (entry.name.startswith("_") and entry.is_dir()):
        return None  # a template to copy
    if entry.name.startswith("_"):
        return _left_out(root, entry)
    if entry.suffix not in kind.endings or entry.is_dir():
        return _unexpected(root, entry, _better_place(kind, entry))
    return misnaming(root, kind, entry) or _not_a_plain_file(root, entry)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """What lies in `folder`, in the order of the names. Each knows what it is, without asking the disk once more."""
    with os.scandir(folder) as entries:
        return sorted((entry for entry in entries if not _LITTER.match(entry.name)), key=lambda entry: entry.name)


def _not_a_plain_file(root: Path, entry: Path) -> Diagnostic:
    return _not_itself(root, entry, "file", "this is a link or a special file")


def _not_a_folder(root: Path, entry: Path) -> Diagnostic:
    return _not_itself(root, entry, "folder", "this must be a folder of the project's own, not a file or a link")


def _not_itself(root: Path, entry: Path, what: str, message: str) -> Diagnostic:
    place = Span(entry.relative_to(root).as_posix())
    return Diagnostic("not-a-plain-file", message, place, help=f"put the {what} itself here")


def _better_place(kind: Kind, entry: Path) -> str:
    """What to do with something in the folder of `kind` that is none of its files."""
    if entry.is_dir():
        return f"move its files up into `content/{kind.folder}/`: there are no folders within it"
    if entry.suffix.lower() in _OTHER_ENDINGS:
        names = [entry.stem + ending for ending in kind.endings if ending[1] == entry.suffix.lower()[1]]
        if names:
            return f"rename it to `{shown(names[0])}`"
    elif entry.suffix.lower() in ("", ".txt"):
        # Windows hides what it takes for the ending, and its Notepad adds one of its own.
        name = entry.name if entry.suffix == "" else entry.stem
        plain = name.removesuffix(kind.endings[0]) + kind.endings[0]
        return f"rename it to `{shown(plain)}`; if you see that name already, let Windows show the endings of files"
    homes = [other for other in FOLDERS if entry.suffix in other.endings and other is not kind]
    if homes:
        homes_named = quoted(f"content/{home.folder}/" for home in homes)
        return f"only files that end in {quoted(kind.endings)} belong here: move it to {homes_named}, or delete it"
    return f"only files that end in {quoted(kind.endings)} belong here: move it elsewhere, or delete it"


def _unexpected(root: Path, entry: Path, help: str) -> Diagnostic:
    what = "a folder" if entry.is_dir() else "a file"
    return Diagnostic(
        "unexpected-file",
        f"`{shown(entry.name)}` is not {what} that the portal knows here, and would never be published",
        Span(entry.relative_to(root).as_posix()),
        help=help,
    )


def _left_out(root: Path, entry: Path) -> Diagnostic:
    return Diagnostic(
        "not-published",
        f"`{shown(entry.name)}` is not published, for its name begins with `_`",
        Span(entry.relative_to(root).as_posix()),
        help=f"rename it to `{_better_name(entry)}` to publish it; only a `_template` may stand here",
        severity=Severity.WARNING,
    )


def _better_name(entry: Path) -> str:
    return (slug_of(entry.stem) or "a-name") + entry.suffix


def slug_of(words: str) -> str:
    """`words` as a page's address can have them; empty if nothing is left of them."""
    # An accent falls off its letter, so that "ŵyl" becomes "wyl".
    plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def misnaming(root: Path, kind: Kind, entry: Path) -> Diagnostic | None:
    """Why the file `entry` of a kind cannot be called as it is; None if it can."""
    if not _SLUG.match(entry.stem):
        return _bad_name(root, entry)
    return _kept_name(root, entry) if kind.within and _KEPT.fullmatch(entry.stem) else None


def _bad_name(root: Path, entry: Path) -> Diagnostic:
    return Diagnostic(
        "file-name",
        f"`{shown(entry.name)}` cannot become the address of a page",
        Span(entry.relative_to(root).as_posix()),
        help=f"rename it to `{_better_name(entry)}`: small letters a to z, digits, and single hyphens",
    )


def _kept_name(root: Path, entry: Path) -> Diagnostic:
    return Diagnostic(
        "file-name",
        f"`{shown(entry.name)}` cannot become the address of a page",
        Span(entry.relative_to(root).as_posix()),
        help="rename it after the role or the employer: `index`, and `page-` with a number, are the portal's own",
    )


def _missing(path: str, name: str) -> Diagnostic:
    return Diagnostic(
        "missing-file", f"there is no `{path}`", help=f"add it: `docs/record.md` lists its fields ({name})"
    )


def read_source(file: Path, path: str, diagnostics: list[Diagnostic]) -> SourceFile | None:
    """The text of `file`, which messages call `path`; None, with a diagnostic, if it cannot be read."""
    try:
        # A buffer would take 3 µs, and room for as many bytes as the largest file may have 20.
        with file.open("rb", buffering=0) as stream:
            size = os.fstat(stream.fileno()).st_size
            raw = stream.read(min(size, MAX_BYTES) + 1)
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
    first_bytes = raw.removeprefix(BOM_UTF8).lstrip()[:20].lower()
    if what := next((what for start, what in _NOT_TEXT if first_bytes.startswith(start)), ""):
        diagnostics.append(_not_text(path, what))
        return None
    if _is_utf16(raw):
        help = _SAVE_AS_UTF8
        diagnostics.append(Diagnostic("not-utf8", "this file is saved as UTF-16, not UTF-8", Span(path), help=help))
        return None
    try:
        return SourceFile(path, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        diagnostics.append(_not_utf8(path, raw, error))
        return None


_NOT_TEXT = (
    (b"pk\x03\x04", "a Word document"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "a document with formatting (RTF)"),
    (b"%pdf", "a PDF"),
    (b"\x89png", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"gif87a", "a picture"),
    (b"gif89a", "a picture"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
)
"""How files begin that people take for text, in small letters."""


def _not_text(path: str, what: str) -> Diagnostic:
    return Diagnostic(
        "not-a-record",
        f"this is {what}, not plain text",
        Span(path),
        help="copy its text into a plain text file, made with Notepad, TextEdit (Format, Make Plain Text) or GitHub",
    )


_SAVE_AS_UTF8 = "in Notepad choose File, Save as, and under Encoding: UTF-8; elsewhere save it again as UTF-8"


def _is_utf16(raw: bytes) -> bool:
    """Whether a file begins with the mark of UTF-16, or every second byte is nought in most letters, as there."""
    begin = raw[:64]
    noughts = max(begin[::2].count(0), begin[1::2].count(0))
    return begin.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or 4 * noughts > len(begin)


def _not_utf8(path: str, raw: bytes, error: UnicodeDecodeError) -> Diagnostic:
    line = raw.count(b"\n", 0, error.start) + 1
    before = raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")
    odd = raw[error.start : error.start + 1].decode("cp1252", "replace")
    what = f"byte 0x{raw[error.start]:02x}" if odd == "�" or not odd.isprintable() else f"`{odd}`"
    after = f", after `{shown(before.split()[-1])}`" if before.split() else ""
    return Diagnostic(
        "not-utf8",
        "this file is saved in an old Windows encoding, not UTF-8",
        Span(path, line, len(before) + 1, line, len(before) + 2),
        f"the first odd character is {what}{after}",
        _SAVE_AS_UTF8,
    )
