"""Passages: what differs between two texts, word by word, with a few words around it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from portal.review.page_text import Block

AROUND = 6
"""So many unchanged words are shown on either side of a change."""

UNLIKE = 0.35
"""Two stretches that are less alike are shown one after the other: word by word they would be confetti."""

MOST_BLOCKS, MOST_WORDS = 1500, 1500
"""What is longer is not compared part by part, for that would take too long."""

SAME, REMOVED, ADDED, LEFT_OUT = "same", "removed", "added", "left_out"
_END, _BREAK = "\n", "¶"

Opcode = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words. `kind` is same, removed, added or left_out; of the last the text is “…”."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """What changes in one place: `under` are the headings above it; each line is a paragraph or an item."""

    under: tuple[str, ...]
    lines: tuple[tuple[Piece, ...], ...]


def passages(before: Sequence[Block], now: Sequence[Block]) -> tuple[Passage, ...]:
    """What changes from `before` to `now`, in reading order; nothing if they say the same."""
    lines = [
        line
        for tag, old_from, old_to, new_from, new_to in _opcodes(_keys(before), _keys(now), MOST_BLOCKS)
        if tag != "equal"
        for line in _lines(before[old_from:old_to], now[new_from:new_to])
    ]
    grouped = groupby(lines, key=lambda line: line[0])
    return tuple(Passage(under, tuple(pieces for _, pieces in some)) for under, some in grouped)


def _keys(blocks: Iterable[Block]) -> list[tuple[str, bool, str]]:
    """By what blocks are compared: their words, and the nearest heading or term for what could stand anywhere."""
    return [(block.text, block.heading, block.under[-1] if block.under else "") for block in blocks]


def _opcodes(before: Sequence[object], now: Sequence[object], most: int) -> list[Opcode]:
    """The steps from `before` to `now`. Their common start and end are found first, for most changes are small."""
    start = 0
    while start < min(len(before), len(now)) and before[start] == now[start]:
        start += 1
    end = 0
    while end < min(len(before), len(now)) - start and before[len(before) - 1 - end] == now[len(now) - 1 - end]:
        end += 1
    old, new = before[start : len(before) - end], now[start : len(now) - end]
    steps: list[Opcode] = [("equal", 0, start, 0, start)] if start else []
    if max(len(old), len(new)) > most:
        steps.append(("replace", start, start + len(old), start, start + len(new)))
    else:
        steps += [
            (tag, start + one, start + two, start + three, start + four)
            for tag, one, two, three, four in SequenceMatcher(None, old, new).get_opcodes()
        ]
    if end:
        steps.append(("equal", len(before) - end, len(before), len(now) - end, len(now)))
    return steps


Line = tuple[tuple[str, ...], tuple[Piece, ...]]
"""The headings above a line, and its pieces."""


def _lines(before: Sequence[Block], now: Sequence[Block]) -> Iterator[Line]:
    """The lines of a stretch of which nothing stayed as it was."""
    old, new = _tokens(before), _tokens(now)
    steps = _opcodes(old, new, MOST_WORDS) if old and new else []
    alike = 2 * sum(to - start for tag, start, to, *_ in steps if tag == "equal") / max(1, len(old) + len(new))
    # The same words can stand under another heading, or be one themselves.
    named = {block.text for block in (*before, *now)}
    if alike < UNLIKE or alike == 1:
        yield from ((_above(block, named), (Piece(REMOVED, block.text),)) for block in before)
        yield from ((_above(block, named), (Piece(ADDED, block.text),)) for block in now)
        return
    pieces: list[tuple[str, str]] = []
    homes = {SAME: iter(now), ADDED: iter(now), REMOVED: iter(before)}
    homes[ADDED] = homes[SAME]
    for kind, token in _marked(old, new, steps):
        if token != _END:
            pieces.append((kind, token))
            continue
        home = next(homes[kind])
        if kind == SAME:
            next(homes[REMOVED])
        if kind != SAME and {other for other, _ in pieces} == {SAME}:
            pieces.append((kind, _BREAK))
        if any(other != SAME for other, _ in pieces):
            yield _above(home, named), _joined(pieces)
        pieces = []


def _above(block: Block, named: Collection[str]) -> tuple[str, ...]:
    """What a block stands under, with the criterion that it is of, unless that is `named` among what changes."""
    return (*block.under, block.of) if block.of and block.of not in named else block.under


def _tokens(blocks: Iterable[Block]) -> list[str]:
    return [token for block in blocks for token in (*block.words, _END)]


def _marked(old: Sequence[str], new: Sequence[str], steps: Iterable[Opcode]) -> Iterator[tuple[str, str]]:
    """Each word, and each end of a block, as the same, removed or added."""
    for tag, old_from, old_to, new_from, new_to in steps:
        if tag == "equal":
            yield from ((SAME, token) for token in new[new_from:new_to])
        else:
            yield from ((REMOVED, token) for token in old[old_from:old_to])
            yield from ((ADDED, token) for token in new[new_from:new_to])


def _joined(tokens: Iterable[tuple[str, str]]) -> tuple[Piece, ...]:
    """The words of a line as pieces, with what did not change cut to a few words beside what did."""
    runs = [(kind, [word for _, word in some]) for kind, some in groupby(tokens, key=lambda token: token[0])]
    return tuple(
        piece
        for place, (kind, words) in enumerate(runs)
        for piece in (_cut(words, place > 0, place < len(runs) - 1) if kind == SAME else [Piece(kind, " ".join(words))])
    )


def _cut(words: Sequence[str], after: bool, before: bool) -> Iterator[Piece]:
    """Unchanged words that stand `after` a change, `before` one, or between two."""
    first, last = AROUND if after else 0, AROUND if before else 0
    if len(words) <= first + last + 1:
        yield Piece(SAME, " ".join(words))
        return
    if first:
        yield Piece(SAME, " ".join(words[:first]))
    yield Piece(LEFT_OUT, "…")
    if last:
        yield Piece(SAME, " ".join(words[len(words) - last :]))
