"""Begin: writes the record of a new vacancy, as far as it can be known before anybody has read the advert."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portal.cellar.diagnostics import Diagnostic, Severity, shown
from portal.cellar.source import SourceFile
from portal.cellar.trouble import Trouble
from portal.gather.listed import Listed
from portal.gather.verdicts import verdict_on
from portal.load.files import misnaming, read_source, slug_of
from portal.load.kinds import FOLDERS
from portal.load.record import Record, read_record
from portal.validate.marking import marks_of
from portal.validate.marks import Register
from portal.validate.rules.catalogue import unknown_employer
from portal.validate.schema import Schemas
from portal.validate.validate import shapes_of
from portal.write.blank import blank

VACANCY = FOLDERS[0]
HOME = f"content/{VACANCY.folder}/"
EMPLOYERS = "content/employers/"


class CannotBegin(Trouble):
    """There can be no such record. The text is one line that says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A record that is begun, its text, and what is wrong with what it was begun with: then it was not written."""

    source: SourceFile
    mistakes: tuple[Diagnostic, ...]


def begin(title: str, employer: str, name: str, listed: Listed, home: Path, schemas: Schemas, day: date) -> Begun:
    """Write the record of a vacancy into `home`/content: `name` is its file, or "" for one after title and employer.

    Raises CannotBegin if that file cannot be, or is there already, or if there is no such employer; OSError.
    """
    path = _path(name or f"{slug_of(title) or 'vacancy'}-{slug_of(employer)}", listed, home)
    schema = schemas["vacancy"]
    source = SourceFile(path, blank(title, employer, schema.data, schema.fields(), day, path))
    verdict, record, _ = verdict_on(VACANCY, source, shapes_of(schemas))
    if record is not None:
        _refuse_unknown_employer(record, listed)
    # Of what was given on the command line, the title alone can be wrong by itself.
    line = record.span(("title",)).line if record else 0
    found = (*verdict.loading, *verdict.own)
    errors = (mistake for mistake in found if mistake.severity is Severity.ERROR)
    mistakes = tuple(mistake for mistake in errors if not line or (mistake.span and mistake.span.line == line))
    if not mistakes:
        _write(home / path, source.text, path)
    return Begun(source, mistakes)


def _path(name: str, listed: Listed, home: Path) -> str:
    """The path of the new file. Raises CannotBegin."""
    stem = name.replace("\\", "/").removeprefix(HOME).removesuffix(".yaml")
    if "/" in stem:
        raise CannotBegin(f"`{shown(stem)}` cannot become the address of a page: give a file's name alone")
    if wrong := misnaming(home, VACANCY, home / HOME / f"{stem}.yaml"):
        raise CannotBegin(f"{wrong.message}; {wrong.help}")
    for there in listed.files:
        if there in (f"{HOME}{stem}.yaml", f"{HOME}{stem}.md"):
            raise CannotBegin(_already(there))
    return f"{HOME}{stem}.yaml"


def _already(path: str) -> str:
    return f"{path} is there already, and was left as it is; give the new one another name, with --file"


def _refuse_unknown_employer(record: Record, listed: Listed) -> None:
    unread: list[Diagnostic] = []
    known = [record]
    for path, kind in listed.files.items():
        if kind.name == "employer" and (source := read_source(listed.home / path, path, unread)):
            employer, diagnostics = read_record(kind, source)
            unread += diagnostics
            known += [employer] if employer else []
    find = {each.path: each for each in known}.get
    register = Register(tuple(map(marks_of, known)), find, frozenset(found.span.path for found in unread if found.span))
    for mistake in unknown_employer(register):
        given = str(record.data["employer"])
        name = slug_of(given)
        # Somebody may give the employer's own name, of which the name of the file is made.
        called = f"; here that is {EMPLOYERS}{name}.yaml, and `--employer {name}`" if name not in ("", given) else ""
        raise CannotBegin(f"{mistake.message}; {mistake.help}{called}")


def _write(file: Path, text: str, path: str) -> None:
    try:
        with file.open("x", encoding="utf-8", newline="\n") as new:
            new.write(text)
    except FileExistsError:
        raise CannotBegin(_already(path)) from None
