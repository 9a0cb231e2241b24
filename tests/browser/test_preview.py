"""The preview's panel of mistakes: it folds, and nothing of the page stays hidden under it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from portal.front.serve import Preview

PAGE = """<!doctype html><html lang="en"><head><title>A page</title></head>
<body><p style="block-size: 3000px">Long.</p><footer><a href="#">The last link</a></footer></body></html>"""
MISTAKES = "\n".join(f"error[some-rule]: mistake {number}" for number in range(200))


class Done(Exception):
    """Ends a server that would run for ever."""


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """A preview of a long page whose last change has two hundred mistakes."""
    source, site = tmp_path / "content", tmp_path / "site"
    for folder in (source, site):
        folder.mkdir()
    (site / "index.html").write_text(PAGE)
    preview = Preview(site, "127.0.0.1", 0)
    ready = threading.Event()

    def rebuild() -> str:
        if any(source.iterdir()):
            raise Done
        return MISTAKES

    def run() -> None:
        with pytest.raises(Done):
            preview.run(rebuild, [source], ready.set, lambda _: {})

    thread = threading.Thread(target=run)
    thread.start()
    assert ready.wait(5)
    yield preview
    (source / "end").touch()
    thread.join(5)


@pytest.fixture
def page(preview: Preview, new_context: Callable[..., BrowserContext]) -> Page:
    page = new_context(viewport={"width": 900, "height": 700}).new_page()
    page.goto(preview.url)
    page.get_by_text("mistake 199").wait_for(state="attached")
    return page


def covered(page: Page) -> bool:
    """Whether the panel lies over the last link when the page is scrolled to its end."""
    page.wait_for_timeout(100)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    link, panel = (page.locator(name).bounding_box() for name in ("footer a", "#portal-preview-mistakes"))
    assert link
    assert panel
    return link["y"] + link["height"] > panel["y"]


def test_the_end_of_the_page_can_be_scrolled_clear_of_the_panel(page: Page) -> None:
    assert not covered(page)
    page.get_by_role("button", name="Hide the mistakes").click()
    assert not covered(page)


def test_the_panel_folds_by_keyboard_and_leaves_most_of_the_window(page: Page) -> None:
    """It never takes more than two fifths, and a line when it is folded."""
    panel, listed = page.locator("#portal-preview-mistakes"), page.locator("#portal-preview-mistakes pre")
    assert panel.evaluate("it => it.offsetHeight / innerHeight") <= 0.4
    page.get_by_role("button", name="Hide the mistakes").focus()
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name="Show the mistakes")
    assert button.get_attribute("aria-expanded") == "false"
    assert not listed.is_visible()
    assert panel.evaluate("it => it.offsetHeight") < 80
    page.keyboard.press("Enter")
    assert listed.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not listed.is_visible()
