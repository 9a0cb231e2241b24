"""The outcome of a build: its mistakes, its notes, and how they are told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from portal.cellar.diagnostics import Diagnostic, Report, Severity
from portal.cellar.english import counted
from portal.cellar.folders import StampOfFile
from portal.cellar.source import SourceFile
from portal.front import printers

if TYPE_CHECKING:
    from portal.pages.plan import Plan
    from portal.review.review import Review


@dataclass(slots=True)
class Outcome:
    """What a run found. `counts` says what was made; `notes` are worth knowing and no mistakes,
    `details` what these leave out, for programs that read the outcome.

    `checked` is how many files were looked at, if that was all that was asked for; `review` is what a reviewer asked
    for besides. `stamps` are those of the files of the site by their paths, if it was published.
    """

    sources: dict[str, SourceFile] = field(default_factory=dict)
    report: Report = field(default_factory=Report)
    counts: str = ""
    notes: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    checked: int = 0
    review: Review | None = None
    stamps: Mapping[str, StampOfFile] = field(default_factory=dict)

    def add(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.report.add(diagnostics)

    def with_mistake(self, mistake: Diagnostic) -> Outcome:
        self.report.add([mistake])
        return self

    def fit(self, strict: bool) -> bool:
        """Whether the site may be published; with `strict`, a warning is enough to stop it."""
        return not (self.report.errors or (strict and self.report.warnings))

    def about(self, paths: Collection[str]) -> Outcome:
        """The outcome for the files `paths`; how many mistakes the others have is a note.

        A mistake between one of these and another file is one of these, and is told at its place in them.
        """
        kept = Report()
        kept.add(told for found in self.report.found if (told := found.told_of(paths)))
        elsewhere = sum(found.told_of(paths) is None for found in self.report.errors)
        notes = (f"other files have mistakes too: {elsewhere}; `check` alone shows them",) if elsewhere else ()
        return Outcome(self.sources, kept, notes=notes, checked=len(set(paths)))

    def after_change(self, paths: Collection[str], rewritten: Collection[str] = ()) -> Outcome:
        """The outcome for a change to the files `paths`: first all that is said of these, then the others' errors.

        How many warnings the others have is a note: GitHub shows ten of a kind, and these are to be the new ones.
        A mistake between two of these is told at one that is `rewritten`, and not at one that only moved.
        """
        kept, left_out = Report(first=frozenset(paths)), 0
        for found in self.report.found:
            told = found.told_of(rewritten) or found.told_of(paths)
            if told or found.span is None or found.severity is Severity.ERROR:
                kept.add([told or found])
            else:
                left_out += 1
        notes = (f"files that did not change have warnings too: {left_out}; `check` alone shows them",)
        return Outcome(self.sources, kept, notes=notes if left_out else (), checked=self.checked, review=self.review)

    def told(
        self, format: str, output: str | None, took: str = "", *, strict: bool = False, colour: bool = False
    ) -> str:
        """The outcome as text for people, annotations or Markdown for GitHub, or JSON.

        `output` is the folder that a build was to write, None if nothing was to be written; `took` says
        how long it took.
        """
        aftermath = self._aftermath(output, strict)
        if format == "json":
            return printers.as_json(self.report, aftermath, (*self.notes, *self.details), self._as_data())
        last = f"{self._last_line(output, strict)}{took}\n"
        if format == "github":
            return printers.github(self.report) + last
        if format == "markdown":
            from portal.front.markdown import markdown

            return markdown(self.report, last, self.review, self.notes)
        cards = self._as_cards(colour)
        notes = "".join(f"note: {note}\n" for note in (self.notes if self.fit(strict) else ()))
        return printers.terminal(self.report, self.sources, colour=colour) + cards + notes + last

    # A review is told with the words of the views, and to read these takes longer than the quick check of a file.

    def _as_data(self) -> dict[str, Any] | None:
        if self.review is None:
            return None
        from portal.front.review_data import review_data

        return review_data(self.review)

    def _as_cards(self, colour: bool) -> str:
        if self.review is None:
            return ""
        from portal.front.review_text import review_text

        return review_text(self.review, colour=colour)

    def _aftermath(self, output: str | None, strict: bool) -> str:
        if output is None:
            return "nothing was written"
        return f"{output} is up to date" if self.fit(strict) else f"{output} was not touched"

    def _last_line(self, output: str | None, strict: bool) -> str:
        made = f": {self.counts}" if self.counts else ""
        where = f" in {counted(self.checked, 'file')}" if self.checked else made
        found = printers.summary(self.report) if self.report.found else f"no mistakes{where}"
        # To check writes nothing, and needs not say so: after good news it would sound like bad news.
        if output is not None and self.fit(strict) and self.report.found:
            found = f"no errors, {found}"
        if output is not None or not (self.fit(strict) or self.review):
            return f"{found}; {self._aftermath(output, strict)}"
        return f"no errors, {found}: it can be published" if self.fit(strict) and self.report.found else found


def counts(plan: Plan, day: date) -> str:
    """What a build makes, in words."""
    from portal.model.vacancy import Status  # where nothing has changed, to read the model would take half of the time

    pages = sum(page.is_html for page in plan.pages)
    statuses = [role.entry.status for role in plan.roles]
    words = {status: statuses.count(status) for status in Status}
    vacancies = ", ".join(f"{number} {status}" for status, number in words.items() if number)
    return f"{pages} pages; vacancies on {day.isoformat()}: {vacancies or 'none'}"
