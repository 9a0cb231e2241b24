"""Review data: a review as plain values for JSON, of the shape that docs/reviewing.md describes."""

from __future__ import annotations

from typing import Any

from portal.review.card import Card
from portal.review.passages import Passage
from portal.review.review import Review, Reviewed


def review_data(review: Review) -> dict[str, Any]:
    """The review, in dictionaries and lists."""
    return {
        "day": review.day.isoformat(),
        "since": review.since or None,
        "base": review.base or None,
        "files": [_file(file) for file in review.files],
    }


def _file(file: Reviewed) -> dict[str, Any]:
    return {
        "file": file.path,
        "kind": file.kind or None,
        "title": file.title,
        "change": file.how,
        "was": file.was or None,
        "gist": list(file.gist),
        "remarks": list(file.remarks),
        "notes": list(file.notes),
        "card": _card(file.card) if file.card else None,
        "compared": file.of or None,
        "passages": [_passage(passage) for passage in file.passages],
    }


def _card(card: Card) -> dict[str, Any]:
    return {
        "page": card.page,
        "title": card.title,
        "employer": card.employer,
        "status": card.status,
        "status_words": card.status_words,
        "facts": [
            {
                "fact": fact.code,
                "name": fact.name,
                "key": fact.key,
                "state": str(fact.state),
                "says": list(fact.says),
            }
            for fact in card.facts
        ],
        "ask": [{"fact": ask.fact, "question": ask.question, "state": str(ask.state)} for ask in card.asks],
        "job_posting": {"emitted": not card.posting_reasons, "reasons": list(card.posting_reasons)},
        "criteria": {level.level: level.count for level in card.levels},
        "specification": [
            {"group": criterion.group, "level": criterion.level, "text": criterion.text}
            for criterion in card.specification
        ],
        "source": list(card.source),
        "checked": card.checked,
        "days_since_check": card.days_since_check,
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "under": list(passage.under),
        "lines": [[{"kind": piece.kind, "text": piece.text} for piece in line] for line in passage.lines],
    }
