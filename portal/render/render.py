"""Render: the Jinja environment, and a page of the plan to bytes.

A mistake in a template is a diagnostic with the chain of templates that led to it, not a traceback.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.debug import rewrite_traceback_stack
from jinja2.runtime import Macro
from markupsafe import Markup

from portal.cellar import addresses
from portal.cellar.diagnostics import Diagnostic, shown
from portal.cellar.english import split_days
from portal.cellar.markdown import together
from portal.cellar.source import SourceFile, Span
from portal.render.quick import Kept, QuickEnvironment, SharedCode
from portal.views.given import CardView, Frame

_CARD = "components/card/macro.html.jinja"
_DOCUMENT = "search/document.html.jinja"

MOST_SHARED = 10_000
"""So many pieces that pages share are kept for each number of folders above a page, in some 10 MB."""

MOST_CARDS = 20_000
"""So many cards in HTML are kept for each number of folders above a page, in some 50 MB."""


class RenderablePage(Protocol):
    """What is needed of a page of the plan."""

    @property
    def path(self) -> str: ...
    @property
    def template(self) -> str: ...
    @property
    def view(self) -> object: ...


class TemplateMistake(Exception):
    """A template cannot be rendered; `diagnostic` says where and why, `sources` holds the file to quote."""

    def __init__(self, diagnostic: Diagnostic, sources: Mapping[str, SourceFile]) -> None:
        # With both it can be pickled, for it is raised in workers.
        super().__init__(diagnostic, sources)
        self.diagnostic = diagnostic
        self.sources = sources

    def __str__(self) -> str:
        return self.diagnostic.message


class Templates(FileSystemLoader):
    """The templates of a folder. One that is not UTF-8 has a mistake on the line where it ceases to be."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise TemplateSyntaxError("it is not saved as UTF-8", line, template) from error


class Folder:
    """What pages with the same links have in common: templates that know the links, and the cards of vacancies."""

    def __init__(self, environment: Environment, links: Links, assets: Mapping[str, str]) -> None:
        self.environment = environment
        self.cards: dict[str, tuple[CardView, Markup]] = {}
        self.kept: dict[tuple[object, ...], tuple[str, tuple[object, ...]]] = {}

        def asset(name: str) -> str:
            if name not in assets:
                raise LookupError(f"there is no asset `{name}`")
            return links[assets[name]]

        environment.globals |= {"href": links.__getitem__, "asset": asset, "cards": self.in_a_row, "once": self.once}

    def rendered(self, template: str, given: Mapping[str, Any]) -> str:
        return self.environment.get_template(template).render(given)

    def once(self, macro: Macro, *given: object) -> str:
        """What `macro` makes of what is `given`, in HTML: worked out once for all pages that give it the very same.

        What is around nearly all pages takes 10 µs, and what a vacancy is listed under as many.
        """
        key = macro, *map(id, given)
        if key not in self.kept:
            if len(self.kept) >= MOST_SHARED:
                self.kept.clear()
            # What was given is kept too, so that nothing else is where it was.
            self.kept[key] = macro(*given), given
        return self.kept[key][0]

    def in_a_row(self, cards: Iterable[CardView]) -> Markup:
        """`cards` in HTML, a line between each and the next. All at once, for a list is made of little else."""
        return together(map(self.card, cards))

    def card(self, card: CardView) -> Markup:
        """`card` in HTML. Most cards are on many pages, so each is rendered once."""
        known = self.cards.get(card.path)
        if known is None or (known[0] is not card and known[0] != card):
            if len(self.cards) >= MOST_CARDS:
                self.cards.clear()
            macros: Any = self.environment.get_template(_CARD).module
            known = self.cards[card.path] = card, macros.card(card)
        return known[1]


class Links(dict[str, str]):
    """The addresses of the site as links from one page, or from any with as many folders above it."""

    def __init__(self, page: str, site_url: str) -> None:
        self._page, self._site_url = page, site_url

    def __missing__(self, target: str) -> str:
        # The page for what is not found is shown at any address, so nothing in it can be relative.
        if self._page == addresses.NOT_FOUND and not target.startswith("#"):
            link = addresses.absolute(target, self._site_url)
        else:
            link = addresses.relative(target, self._page)
        self[target] = link
        return link


class Renderer:
    """Renders pages with the templates of one folder.

    `assets` maps an asset's name (`portal.css`) to its path in the site; `site_url` is absolute. `kept` gives a place
    by name for what later runs can use, as long as neither the code nor a package changes.
    """

    def __init__(
        self, folder: Path, assets: Mapping[str, str], site_url: str, kept: Callable[[str], Kept] | None = None
    ) -> None:
        self.folder = folder
        self.assets = assets
        self.site_url = site_url
        self.environment = self._environment(Environment)
        self._code = SharedCode(kept)
        self._folders: dict[tuple[bool, str], Folder] = {}

    def page(self, page: RenderablePage, frame: Frame) -> bytes:
        """The page as UTF-8. Raises TemplateMistake."""
        return self._rendered(page.template, page, frame).encode("utf-8")

    def document(self, page: RenderablePage, frame: Frame) -> str:
        """What search is to know of a vacancy's page. Raises TemplateMistake."""
        return self._rendered(_DOCUMENT, page, frame)

    def _rendered(self, name: str, page: RenderablePage, frame: Frame) -> str:
        given = {"page": page, "frame": frame, "view": page.view}
        return self._made(lambda folder: folder.rendered(name, given), page.path, name)

    def card(self, card: CardView, page: str) -> str:
        """The card of a vacancy as it stands in the lists, with links from the page at `page`.

        Raises TemplateMistake.
        """
        return self._made(lambda folder: str(folder.card(card)), page, _CARD).strip()

    def _made(self, make: Callable[[Folder], str], page: str, template: str) -> str:
        """What `make` makes of the folder of `page`: quickly, or where that does not work, as Jinja itself would."""
        with suppress(Exception):  # Jinja itself knows best whether something is a mistake, and where
            return make(self.folder_of(page, quick=True))
        try:
            return make(self.folder_of(page, quick=False))
        except Exception as error:
            raise self._mistake(rewrite_traceback_stack(), template) from error

    def folder_of(self, page: str, *, quick: bool) -> Folder:
        """The folder that the page at `page` shares with all whose links are alike."""
        above = page if page == addresses.NOT_FOUND else addresses.relative("", page)
        if (quick, above) not in self._folders:
            environment = self._environment(QuickEnvironment if quick else Environment, self._code if quick else None)
            self._folders[quick, above] = Folder(environment, Links(page, self.site_url), self.assets)
        return self._folders[quick, above]

    def _environment(self, kind: type[Environment], code: SharedCode | None = None) -> Environment:
        """Undefined names stop the build, and every value is escaped whatever its template is called."""
        environment = kind(
            loader=Templates(self.folder),
            undefined=StrictUndefined,
            autoescape=True,
            auto_reload=False,
            bytecode_cache=code,
        )
        environment.filters["split_days"] = split_days
        return environment

    def _mistake(self, error: BaseException, template: str) -> TemplateMistake:
        chain = self._chain(error)
        if isinstance(error, TemplateSyntaxError) and (error.name or template, error.lineno) not in chain:
            chain.append((error.name or template, error.lineno))
        if not chain:
            chain = [(template, 1)]
        name, line = chain[-1]
        path = f"{self.folder.name}/{name}"
        source = self._source(path, name)
        width = len(source.line(line).rstrip()) + 1
        indent = len(source.line(line)) - len(source.line(line).lstrip())
        diagnostic = Diagnostic(
            "template-mistake",
            f"this template cannot be rendered: {_words(error)}",
            Span(path, line, indent + 1, line, max(width, indent + 2)),
            _label(error),
            "mend the line; `portal/views/given.py` lists what each template is given",
            trail=tuple(f"{self.folder.name}/{name}:{line}" for name, line in reversed(chain[:-1])),
        )
        return TemplateMistake(diagnostic, {path: source})

    def _chain(self, error: BaseException) -> list[tuple[str, int]]:
        """The templates that the error passed through, outermost first, each with its line.

        A template that includes itself is passed through a thousand times, but each of its lines is told once.
        """
        folder = self.folder.resolve()
        frames = traceback.extract_tb(error.__traceback__)
        files = [(Path(frame.filename), frame.lineno or 1) for frame in frames if frame.filename.endswith(".jinja")]
        chain = [
            (file.resolve().relative_to(folder).as_posix(), line)
            for file, line in files
            if file.resolve().is_relative_to(folder)
        ]
        return [*dict.fromkeys(reversed(chain))][::-1]

    def _source(self, path: str, name: str) -> SourceFile:
        file = self.folder / name
        return SourceFile(path, file.read_text("utf-8", errors="replace") if file.is_file() else "")


def _words(error: BaseException) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template `{shown(error.name)}`"
    if isinstance(error, RecursionError):
        return "it includes or calls itself without end"
    message = getattr(error, "message", None) or str(error)
    return shown(message, 200) or type(error).__name__


def _label(error: BaseException) -> str:
    if isinstance(error, TemplateSyntaxError):
        return "Jinja cannot read this line"
    return "the mistake is on this line" if isinstance(error, TemplateError) else type(error).__name__
