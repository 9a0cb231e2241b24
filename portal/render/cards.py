"""Cards: those of all vacancies as scripts for the finder, a few in each."""

from __future__ import annotations

from collections.abc import Sequence

from portal.cellar.handover import script
from portal.views.cards import IN_A_FILE


def card_files(cards: Sequence[str]) -> dict[str, bytes]:
    """The `cards`, in HTML and in the order of the rows, as scripts by file name."""
    starts = range(0, len(cards), IN_A_FILE)
    return {f"{number}.js": script(f"cards/{number}", cards[at : at + IN_A_FILE]) for number, at in enumerate(starts)}
