"""A page of the plan: its address, its template, and what the template is given."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec

from portal.views.given import (
    AddView,
    ContentView,
    EmployerRow,
    EmployerView,
    FacetPageView,
    FeedView,
    FinderView,
    HomeView,
    ListView,
    RobotsView,
    SitemapEntry,
    VacancyView,
)

View = (
    HomeView
    | FinderView
    | ListView
    | FacetPageView
    | VacancyView
    | EmployerView
    | ContentView
    | AddView
    | FeedView
    | RobotsView
    | tuple[EmployerRow, ...]
    | tuple[SitemapEntry, ...]
    | None
)


class Page(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A file of the site. `path` is its address within it, `record` the file that it is made from, or "".

    `see` makes what the template is given; that of a vacancy is dear, and is made only when it is wanted. `inputs`
    changes whenever that does: all that it is made from, in bytes. `title` is without the site's name; `canonical` is
    absolute, or "" for a page with no address of its own. `over`: it is of a vacancy that is closed or withdrawn.
    `dated`: it says on which day it was made.
    """

    path: str
    template: str
    see: Callable[[], View] = lambda: None
    inputs: bytes = b""
    title: str = ""
    description: str = ""
    indexable: bool = False
    searchable: bool = False
    over: bool = False
    dated: bool = False
    canonical: str = ""
    modified: date | None = None
    record: str = ""

    @property
    def view(self) -> View:
        return self.see()

    @property
    def is_html(self) -> bool:
        return self.path.endswith(".html")
