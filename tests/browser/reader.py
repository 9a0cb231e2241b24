"""A reader at the site: how a test opens pages, and what every page is watched for."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from builtsite import FIVE, TODAY
from playwright.sync_api import Locator, Page

LOCAL = ("data:", "blob:", "about:")


class Visit(Protocol):
    """Opens a page of the site of `content` as built for `day`, below the path `base`, as a new reader.

    The reader's clock shows `moment`, by default noon of the day; `options` are those of a browser context.
    """

    def __call__(
        self,
        path: str = "index.html",
        day: str = TODAY,
        base: str = "/",
        moment: str = "",
        content: Path = FIVE,
        **options: Any,
    ) -> Page: ...


class Watch:
    """What the pages of one reader asked for from elsewhere, and what their consoles complained of."""

    def __init__(self, *origins: str) -> None:
        self.origins = origins
        self.foreign: list[str] = []
        self.complaints: list[str] = []

    def follow(self, page: Page) -> None:
        """Watch one page from now on."""
        page.on("request", lambda request: self._note_request(request.url))
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._note_message(page.url, message.type, message.text))

    def _note_request(self, url: str) -> None:
        if not url.startswith((*LOCAL, *self.origins)):
            self.foreign.append(url)

    def _note_message(self, url: str, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(f"{url}: {text}")

    def check(self, allowed: list[str]) -> None:
        """Fail if anything was asked of another origin, or complained of but for the `allowed` words."""
        assert not self.foreign, f"asked of another origin: {self.foreign}"
        unexpected = [text for text in self.complaints if not any(word in text for word in allowed)]
        assert not unexpected, f"the console complains: {unexpected}"


def heading(page: Page) -> str:
    """The page's main heading."""
    return page.locator("h1").inner_text()


def shown_titles(page: Page) -> list[str]:
    """The titles of the cards in view, in their order."""
    titles: list[str] = page.locator(".card__title:visible").all_inner_texts()
    return titles


def search_field(page: Page) -> Locator:
    """The field of the finder."""
    return page.locator("#q")


def wait_for_count(page: Page, words: str) -> None:
    """Wait until the announced count has these words in it."""
    page.locator("[data-finder=count]", has_text=words).wait_for()


def focused(page: Page) -> str:
    """The element with the focus, in short: `a.card__link`, `input#q`."""
    words: str = page.evaluate(
        """() => {
          const it = document.activeElement
          if (!it) return ''
          const name = it.id ? '#' + it.id : it.className ? '.' + it.className.split(' ')[0] : ''
          return it.nodeName.toLowerCase() + name
        }"""
    )
    return words
