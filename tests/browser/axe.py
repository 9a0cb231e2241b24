"""Axe, which finds accessibility mistakes on an open page."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": RULES, "resultTypes": ["violations"]}
"""Only violations come back whole: telling everything that is right takes a third of the time and is not looked at."""

AXE = Axe()


def findings(page: Page) -> list[str]:
    """What axe finds on the open page, in a line each."""
    found = AXE.run(page, options=OPTIONS).response
    return [
        f"{page.url}: {violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
