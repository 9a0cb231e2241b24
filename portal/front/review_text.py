"""Review text: a review for a terminal or a log, with marks and, if wanted, colours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from portal.front.printers import unobeyed
from portal.review.card import Card, Fact, State
from portal.review.passages import ADDED, REMOVED, Passage, Piece
from portal.review.review import Review, Reviewed
from portal.review.words import (
    AT_THE_TOP,
    STATES,
    base,
    card_comes_first,
    in_short,
    name,
    names,
    one_line,
    posting,
    subject,
    tally,
    what_changes,
    whereabouts,
)

_RED, _GREEN, _YELLOW, _BOLD, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[1m", "\x1b[0m"
_MARKS = {State.STATED: " ", State.NOT_STATED: "?", State.IN_CONFLICT: "!", State.MISSING: "x"}
_COLOURS = {State.STATED: "", State.NOT_STATED: "", State.IN_CONFLICT: _YELLOW, State.MISSING: _RED}


def review_text(review: Review, *, colour: bool = False) -> str:
    """Each file with its card and its changes, a blank line after each."""
    lines = [f"review: {subject(review)} {base(review)}".rstrip(), ""]
    for file in review.files:
        lines += [*_file(file), ""]
    text = unobeyed("".join(f"{line}\n" for line in lines))
    return text if colour else _uncoloured(text)


def _file(file: Reviewed) -> Iterator[str]:
    # No line begins with words of a record: GitHub obeys a line of a log that begins with `::`.
    yield f"{_BOLD}# {name(file)}{_PLAIN}"
    yield f"  {whereabouts(file)}"
    yield from (f"  {_YELLOW}LOOK: {one_line(remark)}{_PLAIN}" for remark in file.remarks)
    yield from (f"  * {one_line(note)}" for note in file.notes)
    if file.gist:
        yield f"  in short: {in_short(file)}"
    card = [*_card(file.card)] if file.card else []
    if file.card and card_comes_first(file):
        yield from card
        yield from _criteria(file.card)
    if file.passages:
        yield ""
        yield f"  {what_changes(file)}"
        for passage in file.passages:
            yield from _passage(passage, file.of)
    if file.card and not card_comes_first(file):
        yield ""
        yield from card


def _criteria(card: Card) -> Iterator[str]:
    for group, some in groupby(card.specification, key=lambda criterion: criterion.group):
        yield ""
        yield f"  Criteria: {one_line(group)}"
        yield from (f"  - {one_line(each.level)}: {one_line(each.text)}" for each in some)


def _card(card: Card) -> Iterator[str]:
    source = "; ".join(map(one_line, card.source))
    for words in (card.status_words, posting(card), card.criteria, f"Source: {source}", card.checked):
        yield f"  - {one_line(words)}"
    yield ""
    yield f"  Key facts: {tally(card)}"
    others = [fact for fact in card.facts if not fact.key]
    yield from _facts(fact for fact in card.facts if fact.key)
    yield ""
    yield "  Other facts"
    yield from _facts(fact for fact in others if fact.state in (State.STATED, State.IN_CONFLICT))
    for state, words in ((State.NOT_STATED, "not stated"), (State.MISSING, "nothing is said of")):
        listed = names(others, state)
        if listed:
            yield f"  {_MARKS[State.NOT_STATED]} {words}: {listed}"
    if card.asks:
        yield ""
        yield "  What to ask the employer"
        yield from (f"  - {one_line(ask.question)}" for ask in card.asks)


def _facts(facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        state = "" if fact.state is State.STATED else STATES[fact.state]
        says = [one_line(line) for line in fact.says] if fact.state is not State.NOT_STATED else []
        first, *rest = [*([state] if state else []), *says] or [""]
        yield f"  {_COLOURS[fact.state]}{_MARKS[fact.state]} {fact.name:<18} {first}{_PLAIN}".rstrip()
        yield from (f"    {'':<18} | {line}" for line in rest)


def _passage(passage: Passage, of: str) -> Iterator[str]:
    if passage.under or of == "page":
        yield f"    @ {' > '.join(map(one_line, passage.under)) or AT_THE_TOP}"
    yield from (f"    | {' '.join(map(_piece, line))}" for line in passage.lines)


def _piece(piece: Piece) -> str:
    words = one_line(piece.text)
    if piece.kind == REMOVED:
        return f"{_RED}[-{words}-]{_PLAIN}"
    return f"{_GREEN}{{+{words}+}}{_PLAIN}" if piece.kind == ADDED else words


def _uncoloured(text: str) -> str:
    for code in (_RED, _GREEN, _YELLOW, _BOLD, _PLAIN):
        text = text.replace(code, "")
    return text
