"""The outcome of a build: its mistakes, its notes, and how they are told."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from portal.cellar.diagnostics import Diagnostic, Report
from portal.cellar.source import SourceFile
from portal.front import printers
from portal.model.vacancy import Status

if TYPE_CHECKING:
    from portal.model.catalogue import Catalogue
    from portal.pages.plan import Plan
    from portal.review.review import Review


@dataclass(slots=True)
class Outcome:
    """What a run found. `counts` says what was made; `notes` are worth knowing and no mistakes.

    `review` is what a reviewer asked for besides.
    """

    sources: dict[str, SourceFile] = field(default_factory=dict)
    report: Report = field(default_factory=Report)
    counts: str = ""
    notes: tuple[str, ...] = ()
    review: Review | None = None

    def add(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.report.add(diagnostics)

    def with_mistake(self, mistake: Diagnostic) -> Outcome:
        self.report.add([mistake])
        return self

    def fit(self, strict: bool) -> bool:
        """Whether the site may be published; with `strict`, a warning is enough to stop it."""
        return not (self.report.errors or (strict and self.report.warnings))

    def about(self, paths: Collection[str]) -> Outcome:
        """The outcome for the files `paths`; how many mistakes the others have is a note."""
        kept = [found for found in self.report.found if found.span is not None and found.span.path in paths]
        elsewhere = len(self.report.errors) - len(Report(kept).errors)
        notes = (f"other files have mistakes too: {elsewhere}; `check` alone shows them",) if elsewhere else ()
        return Outcome(
            self.sources,
            Report(kept),
            f"{len(paths)} {'file' if len(paths) == 1 else 'files'} checked",
            notes,
        )

    def told(
        self, format: str, output: str | None, took: str = "", *, strict: bool = False, colour: bool = False
    ) -> str:
        """The outcome as text for people, annotations or Markdown for GitHub, or JSON.

        `output` is the folder that a build was to write, None if nothing was to be written; `took` says
        how long it took.
        """
        aftermath = self._aftermath(output, strict)
        if format == "json":
            return printers.as_json(self.report, aftermath, self.notes, self._as_data())
        last = f"{self._last_line(aftermath)}{took}\n"
        if format == "github":
            return printers.github(self.report) + last
        if format == "markdown":
            from portal.front.markdown import markdown

            return markdown(self.report, last, self.review)
        cards = self._as_cards(colour)
        notes = "".join(f"note: {note}\n" for note in self.notes if self.fit(strict))
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

    def _last_line(self, aftermath: str) -> str:
        if self.report.found:
            return printers.summary(self.report, aftermath)
        return f"no mistakes: {self.counts}; {aftermath}"


def counts(plan: Plan, catalogue: Catalogue, day: date) -> str:
    """What a build makes, in words."""
    pages = sum(page.is_html for page in plan.pages)
    statuses = [vacancy.status_on(day) for vacancy in catalogue.vacancies]
    words = {status: statuses.count(status) for status in Status}
    vacancies = ", ".join(f"{number} {status}" for status, number in words.items() if number)
    return f"{pages} pages; vacancies on {day.isoformat()}: {vacancies or 'none'}"
