"""Inputs: what a page is made from, in so many bytes that they change whenever the page may."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from portal.cellar.digests import digest_of
from portal.pages.page import View
from portal.views.given import EmployerView, FacetPageView, FinderView, HomeView, ListView

WITH_GROUPS = (HomeView, FinderView, ListView, FacetPageView, EmployerView)
"""The views that have cards."""


def showing(view: View) -> dict[str, Any]:
    """The fields of a page that shows `view`, which is at hand."""
    return {"see": lambda: view, "inputs": digest_of(_with_cards_in_short(view))}


def _with_cards_in_short(view: View) -> object:
    """The view with the marks of cards in place of these: a card is on twenty lists, and is taken apart once."""
    if not isinstance(view, WITH_GROUPS):
        return view
    groups = [replace(group, cards=()) for group in view.groups]
    marks = [[card.mark for card in group.cards] for group in view.groups]
    return type(view).__name__, replace(view, groups=()), groups, marks
