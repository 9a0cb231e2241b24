"""The outcome of a build: its mistakes, its notes, and how they are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from portal.cellar.diagnostics import Diagnostic, Report, nearest
from portal.cellar.source import SourceFile
from portal.cellar.trouble import Trouble
from portal.front import printers
from portal.model.catalogue import Catalogue
from portal.model.vacancy import Status
from portal.pages.plan import Plan


class UnknownFile(Trouble):
    """A file was asked about that the portal does not read. The text is one line that says so."""


@dataclass(slots=True)
class Outcome:
    """What a run found. `counts` says what was made; `notes` are worth knowing and no mistakes."""

    sources: dict[str, SourceFile] = field(default_factory=dict)
    report: Report = field(default_factory=Report)
    counts: str = ""
    notes: tuple[str, ...] = ()

    def add(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.report.add(diagnostics)

    def with_mistake(self, mistake: Diagnostic) -> Outcome:
        self.report.add([mistake])
        return self

    def fit(self, strict: bool) -> bool:
        """Whether the site may be published; with `strict`, a warning is enough to stop it."""
        return not (self.report.errors or (strict and self.report.warnings))

    def only(self, files: Sequence[str], here: Path, root: Path) -> Outcome:
        """The outcome for `files`, named as seen from `here`, or for everything if there is none.

        Raises UnknownFile for one that is not in the project's content.
        """
        if not files:
            return self
        wanted = [path for file in files for path in self._paths(file, here, root)]
        kept = [found for found in self.report.found if found.span is not None and found.span.path in wanted]
        elsewhere = len(self.report.errors) - len(Report(kept).errors)
        notes = (f"other files have mistakes too: {elsewhere}; `check` alone shows them",) if elsewhere else ()
        return Outcome(
            self.sources,
            Report(kept),
            f"{len(wanted)} {'file' if len(wanted) == 1 else 'files'} checked",
            notes,
        )

    def _paths(self, file: str, here: Path, root: Path) -> list[str]:
        path = (here / file.replace("\\", "/")).resolve()
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else file
        known = sorted({*self.sources, *(found.span.path for found in self.report.found if found.span)})
        paths = [known_path for known_path in known if known_path == name or known_path.startswith(f"{name}/")]
        # A bare name will do, with its ending or without.
        paths = paths or [known_path for known_path in known if file in _short_names(known_path)]
        if not paths:
            raise UnknownFile(_unknown(file, path, known))
        return paths

    def told(
        self, format: str, output: str | None, took: str = "", *, strict: bool = False, colour: bool = False
    ) -> str:
        """The outcome as text for people, annotations for GitHub, or JSON.

        `output` is the folder that a build was to write, None if nothing was to be written; `took` says
        how long it took.
        """
        aftermath = self._aftermath(output, strict)
        if format == "json":
            return printers.as_json(self.report, aftermath, self.notes)
        last = f"{self._last_line(aftermath)}{took}\n"
        if format == "github":
            return printers.github(self.report) + last
        notes = "".join(f"note: {note}\n" for note in self.notes if self.fit(strict))
        return printers.terminal(self.report, self.sources, colour=colour) + notes + last

    def _aftermath(self, output: str | None, strict: bool) -> str:
        if output is None:
            return "nothing was written"
        return f"{output} is up to date" if self.fit(strict) else f"{output} was not touched"

    def _last_line(self, aftermath: str) -> str:
        if self.report.found:
            return printers.summary(self.report, aftermath)
        return f"no mistakes: {self.counts}; {aftermath}"


def _short_names(path: str) -> tuple[str, str]:
    return PurePosixPath(path).name, PurePosixPath(path).stem


def _unknown(file: str, path: Path, known: Sequence[str]) -> str:
    """One line on a file that is not among those that the portal knows."""
    if path.stem == "_template":
        return f"{file} is a template to copy: it is no record, and the tests check it"
    if path.exists():
        return f"{file} is no record: those are in content/, and their names do not begin with `_`"
    stems = {PurePosixPath(known_path).stem: known_path for known_path in known}
    near = [stems[stem] for stem in nearest(path.stem, list(stems))[:1]]
    return f"{file} is no record: there is no such file" + (f"; did you mean {near[0]}?" if near else "")


def counts(plan: Plan, catalogue: Catalogue, day: date) -> str:
    """What a build makes, in words."""
    pages = sum(page.is_html for page in plan.pages)
    statuses = [vacancy.status_on(day) for vacancy in catalogue.vacancies]
    words = {status: statuses.count(status) for status in Status}
    vacancies = ", ".join(f"{number} {status}" for status, number in words.items() if number)
    return f"{pages} pages; vacancies on {day.isoformat()}: {vacancies or 'none'}"
