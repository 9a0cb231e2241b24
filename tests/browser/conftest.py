"""A real Chromium for the journeys. Every page that a test opens is watched until the test ends.

Nothing may be asked of another origin, and nothing may be complained of in the console.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from builtsite import FIVE, TODAY, ServedOn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browser.reader import Visit, Watch

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PATIENCE = 8000
"""Milliseconds after which something that should happen has not."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser. A machine without one skips what needs it, but not where everything is checked."""
    executable = next((found for name in NAMES if (found := shutil.which(name))), None)
    if executable is None:
        why = f"no browser is installed: none of {', '.join(NAMES)} is on the PATH"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def new_context(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """`new_context(**options)`: a fresh browser profile with Playwright's own options; closed at the end."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        usual = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light", "locale": "en-GB"}
        context = chromium.new_context(**(usual | options))
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def allowed_complaints() -> list[str]:
    """Words that the console may complain in: a test puts in what it provokes itself."""
    return []


@pytest.fixture
def visit(
    served_on: ServedOn,
    new_context: Callable[..., BrowserContext],
    allowed_complaints: list[str],
) -> Iterator[Visit]:
    """Opens pages as a new reader does; the watch over them ends with the test."""
    watches: list[Watch] = []

    def open_page(
        path: str = "index.html",
        day: str = TODAY,
        base: str = "/",
        moment: str = "",
        content: Path = FIVE,
        **options: Any,
    ) -> Page:
        address = served_on(day, base, content)
        context = new_context(**options)
        watches.append(Watch(address))
        context.on("page", watches[-1].follow)
        if options.get("java_script_enabled", True):
            context.clock.set_fixed_time(moment or f"{day}T12:00:00Z")
        page = context.new_page()
        page.goto(address + path)
        return page

    yield open_page
    for watch in watches:
        watch.check(allowed_complaints)
