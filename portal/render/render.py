"""Render: the Jinja environment, and a page of the plan to bytes.

A mistake in a template is a diagnostic with the chain of templates that led to it, not a traceback.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping
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

from portal.cellar import addresses
from portal.cellar.diagnostics import Diagnostic, shown
from portal.cellar.english import split_days
from portal.cellar.source import SourceFile, Span
from portal.views.given import CardView, Frame

_CARD = "components/card/macro.html.jinja"
_DOCUMENT = "search/document.html.jinja"


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
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic
        self.sources = sources


class Renderer:
    """Renders pages with the templates of one folder.

    `assets` maps an asset's name (`portal.css`) to its path in the site; `site_url` is absolute.
    """

    def __init__(self, folder: Path, assets: Mapping[str, str], site_url: str) -> None:
        self.folder = folder
        self.assets = assets
        self.site_url = site_url
        # Undefined names stop the build, and every value is escaped whatever its template is called.
        self.environment = Environment(
            loader=FileSystemLoader(folder), undefined=StrictUndefined, autoescape=True, auto_reload=False
        )
        self.environment.filters["split_days"] = split_days
        self._macros: dict[str, Any] = {}
        self._cards: dict[str, dict[CardView, str]] = {}

    def page(self, page: RenderablePage, frame: Frame) -> bytes:
        """The page as UTF-8. Raises TemplateMistake."""
        return self._rendered(page.template, page, frame)

    def document(self, page: RenderablePage, frame: Frame) -> bytes:
        """What search is to know of a vacancy's page, as UTF-8. Raises TemplateMistake."""
        return self._rendered(_DOCUMENT, page, frame)

    def _rendered(self, name: str, page: RenderablePage, frame: Frame) -> bytes:
        links = self._links(page.path)
        try:
            text = self.environment.get_template(name).render(page=page, frame=frame, view=page.view, **links)
        except Exception as error:
            raise self._mistake(error, name) from error
        return text.encode("utf-8")

    def card(self, card: CardView, page: str) -> str:
        """The card of a vacancy as it stands in the lists, with links from the page at `page`.

        Raises TemplateMistake.
        """
        try:
            return str(self._cards_on(page)(card)).strip()
        except Exception as error:
            raise self._mistake(error, _CARD) from error

    def _cards_on(self, page: str) -> Callable[[CardView], str]:
        """What turns a card into HTML on `page`. Most cards are on many pages, so each is rendered once a folder."""
        href = self._href(page)
        known = self._cards.setdefault(href(""), {})

        def html(card: CardView) -> str:
            if card not in known:
                known[card] = self._macro(href).card(card)
            return known[card]

        return html

    def _macro(self, href: Callable[[str], str]) -> Any:
        """The card's macro with links as `href` makes them."""
        prefix = href("")
        if prefix not in self._macros:
            self._macros[prefix] = self.environment.get_template(_CARD).make_module({"href": href})
        return self._macros[prefix]

    def _href(self, page: str) -> Callable[[str], str]:
        def href(target: str) -> str:
            # The page for what is not found is shown at any address, so nothing in it can be relative.
            if page == addresses.NOT_FOUND and not target.startswith("#"):
                return addresses.absolute(target, self.site_url)
            return addresses.relative(target, page)

        return href

    def _links(self, page: str) -> dict[str, Callable[..., str]]:
        """What every template may call: addresses as they stand on `page`, and the cards of vacancies."""
        href = self._href(page)

        def asset(name: str) -> str:
            if name not in self.assets:
                raise LookupError(f"there is no asset `{name}`")
            return href(self.assets[name])

        return {"href": href, "asset": asset, "card": self._cards_on(page)}

    def _mistake(self, error: Exception, template: str) -> TemplateMistake:
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

    def _chain(self, error: Exception) -> list[tuple[str, int]]:
        """The templates that the error passed through, outermost first, each with its line."""
        folder = self.folder.resolve()
        frames = traceback.extract_tb(error.__traceback__)
        files = [(Path(frame.filename), frame.lineno or 1) for frame in frames if frame.filename.endswith(".jinja")]
        return [
            (file.resolve().relative_to(folder).as_posix(), line)
            for file, line in files
            if file.resolve().is_relative_to(folder)
        ]

    def _source(self, path: str, name: str) -> SourceFile:
        file = self.folder / name
        return SourceFile(path, file.read_text("utf-8") if file.is_file() else "")


def _words(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template `{shown(error.name)}`"
    message = getattr(error, "message", None) or str(error)
    return shown(message, 200) or type(error).__name__


def _label(error: Exception) -> str:
    if isinstance(error, TemplateSyntaxError):
        return "Jinja cannot read this line"
    return "the mistake is on this line" if isinstance(error, TemplateError) else type(error).__name__
