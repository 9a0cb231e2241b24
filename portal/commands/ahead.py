"""Ahead: the page of a vacancy that was just saved, from what the last build knows of all else.

Among ten thousand vacancies it is there in a tenth of a second, and the whole site some seconds later.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from portal.gather.gather import VACANCY, Gathered
from portal.gather.verdicts import verdict_on
from portal.model.catalogue import Catalogue
from portal.model.vacancy import Vacancy
from portal.pages.plan import Plan, vacancy_page
from portal.pages.roles import role_of
from portal.render.render import Renderer
from portal.validate.validate import Shapes


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What the last build knows: its records, its catalogue and plan, and what renders its pages."""

    known: Gathered
    catalogue: Catalogue
    plan: Plan
    day: date
    shapes: Shapes
    renderer: Renderer

    def pages(self, files: Iterable[Path]) -> Mapping[str, bytes]:
        """The pages of those of `files` that hold a vacancy without an error, by their paths in the site."""
        listed = self.known.listed
        paths = [file.relative_to(listed.home).as_posix() for file in files if file.is_relative_to(listed.home)]
        return dict(page for path in paths if path in listed.files and (page := self._page(path)))

    def _page(self, path: str) -> tuple[str, bytes] | None:
        """The page of the record at `path`; None if that has to wait for the whole site. Raises TemplateMistake."""
        kind, source = self.known.listed.files[path], self.known.listed.source(path)
        made = verdict_on(kind, source, self.shapes).made if source and kind.name == VACANCY else None
        if not isinstance(made, Vacancy) or made.employer not in self.catalogue.employers:
            return None
        role = role_of(made, self.catalogue, self.day)
        page = vacancy_page(role, self.catalogue, self.day, self.plan.similar(role.entry), lambda _: made)
        return page.path, self.renderer.page(page, self.plan.frame(page))
