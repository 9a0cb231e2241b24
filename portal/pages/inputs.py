"""Inputs: what a page is made from, in so many bytes that they change whenever the page may."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.cellar.digests import digest_of
from portal.pages.page import View


def showing(view: View) -> dict[str, Any]:
    """The fields of a page that shows `view`, which is at hand."""
    return {"see": lambda: view, "inputs": digest_of(_with_cards_in_short(view))}


def _with_cards_in_short(view: View) -> object:
    groups = getattr(view, "groups", None)
    if groups is None:
        return view
    rest: Mapping[str, object] = {name: getattr(view, name) for name in view.__slots__ if name != "groups"}  # type: ignore[union-attr]
    return rest, [
        (group.id, group.heading, group.lead, group.more, group.more_path, [card.mark for card in group.cards])
        for group in groups
    ]
