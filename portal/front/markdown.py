"""Markdown for GitHub: a report and a review as the summary of a job, or as a comment.

The words of a record are anybody's. None of them may become a link, an image, a mention, HTML or a heading, so each
character that could begin one is written as a reference, or parted from what follows.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from portal.cellar.diagnostics import Diagnostic, Report
from portal.cellar.english import counted
from portal.review.card import Card, Fact, State
from portal.review.passages import ADDED, REMOVED, Passage, Piece
from portal.review.review import Review, Reviewed
from portal.review.words import (
    AT_THE_TOP,
    HOW,
    STATES,
    base,
    name,
    names,
    one_line,
    posting,
    subject,
    tally,
    what_changes,
    whereabouts,
)

MOST_BYTES = 1_000_000
"""GitHub shows a summary of up to 1 MiB, and nothing at all of a longer one."""

_ENDING_BYTES = 1_000
"""Room for the sentence on what was left out."""

_SYNTAX = {ord(character): f"&#{ord(character)};" for character in "\\`*_[]|~$"}
_BEGINS_LIST = re.compile(r"^(?:(\d+)(?=[.)](?:\s|$))|(?=[-+=#]))(.)")
_COMMIT = re.compile(r"(?<![^\W_])[0-9a-f]{7,64}(?![^\W_])", re.IGNORECASE)
"""What may be the name of a commit, which GitHub links from seven letters on."""

_SIX = re.compile(r".{6}(?=.)")
_TURNS = re.compile(r"[@#:](?=\S)|\bwww(?=\.)|\bgh(?=-)", re.IGNORECASE)
"""What makes a mention, the number of an issue, an emoji or an address of the letters behind it."""

_JOINER = "\u2060"
"""Of no width, and no space: it parts what would be a mention, and nobody sees it."""


def safe(text: str) -> str:
    """`text` on one line, as Markdown that shows just these words."""
    words = one_line(text)
    words = _TURNS.sub(_with_joiner, words)
    words = _COMMIT.sub(lambda found: _SIX.sub(_with_joiner, found[0]), words)
    words = html.escape(words, quote=False).translate(_SYNTAX)
    return _BEGINS_LIST.sub(lambda found: f"{found[1] or ''}&#{ord(found[2])};", words)


def _with_joiner(found: re.Match[str]) -> str:
    return f"{found[0]}{_JOINER}"


def markdown(report: Report, last: str, review: Review | None = None) -> str:
    """The messages and, with a `review`, each file's card and changes; `last` is the report's last line.

    What would be more than GitHub shows is left out, and the end says so.
    """
    kept, left_out, room = [], 0, MOST_BYTES - _ENDING_BYTES
    for block in _blocks(report, last, review):
        size = len(block.encode()) + len("\n\n")
        if size <= room:
            kept.append(block)
            room -= size
        else:
            left_out += 1
    if left_out:
        parts = counted(left_out, "part is", "parts are")
        kept.append(f"**{parts} left out here**, for GitHub shows 1 MiB at most. `--format text` leaves nothing out.")
    return "\n\n".join(kept) + "\n"


def _blocks(report: Report, last: str, review: Review | None) -> Iterator[str]:
    """The parts of the text. Each is whole by itself, so that any can be left out."""
    yield f"## Review: {safe(subject(review))} {base(review)}".rstrip() if review else "## Check"
    yield f"**{safe(last.strip())}**"
    if report.found:
        yield "### Messages"
    yield from map(_message, report.in_order())
    files = review.files if review else ()
    if len(files) > 1:
        yield "### Files"
        yield _overview(files)
    for file in files:
        yield from _file(file)


def _overview(files: Iterable[Reviewed]) -> str:
    """A line for each file, so that one look shows where to look."""
    rows = ["| | | key facts | JobPosting |", "| --- | --- | --- | --- |"]
    for file in files:
        known = (tally(file.card), "no" if file.card.posting_reasons else "yes") if file.card else ("", "")
        rows.append(f"| {' | '.join([safe(name(file)), HOW[file.how], *known])} |")
    return "\n".join(rows)


def _message(found: Diagnostic) -> str:
    span = found.span
    place = f"{_code(span.path)}, line {span.line}, column {span.column}" if span else ""
    lines = [f"- **{found.severity}** {_code(found.rule)}: {safe(found.message)}"]
    rest = [place, safe(found.label), *map(safe, found.trail)]
    rest += [f"help: {safe(line)}" if not number else safe(line) for number, line in enumerate(found.help.split("\n"))]
    return "<br>\n  ".join([*lines, *(text for text in rest if text not in ("", "help: "))])


def _code(text: str) -> str:
    return f"<code>{safe(text)}</code>"


def _file(file: Reviewed) -> Iterator[str]:
    yield f"### {safe(name(file))}"
    yield f"{_code(whereabouts(file))}"
    if file.remarks:
        yield _listed(file.remarks)
    if file.card:
        yield from _card(file.card)
    if file.passages:
        yield f"#### {what_changes(file)}"
        yield from (_passage(passage, file.of) for passage in file.passages)


def _listed(texts: Iterable[str]) -> str:
    return "\n".join(f"- {safe(text)}" for text in texts)


def _card(card: Card) -> Iterator[str]:
    source = f"Source: {'; '.join(card.source)}"
    yield _listed([card.status_words, posting(card), card.criteria, source, card.checked])
    key, others = ([fact for fact in card.facts if fact.key is wanted] for wanted in (True, False))
    yield f"#### Key facts: {tally(card)}"
    yield _table(key)
    listed = [
        f"{words}: {names(others, state)}"
        for state, words in ((State.NOT_STATED, "Not stated"), (State.MISSING, "Nothing is said of"))
        if names(others, state)
    ]
    told = [fact for fact in others if fact.state in (State.STATED, State.IN_CONFLICT)]
    parts = [*([_table(told)] if told else []), *([_listed(listed)] if listed else [])]
    yield _folded("Other facts", "\n\n".join(parts))
    if card.asks:
        yield _folded("What to ask the employer", _listed(ask.question for ask in card.asks))


def _table(facts: Iterable[Fact]) -> str:
    rows = ["| fact | | what the page says |", "| --- | --- | --- |"]
    for fact in facts:
        state = STATES[fact.state] if fact.state is State.STATED else f"**{STATES[fact.state]}**"
        says = () if fact.state is State.NOT_STATED else fact.says
        rows.append(f"| {safe(fact.name)} | {state} | {'<br>'.join(map(safe, says))} |")
    return "\n".join(rows)


def _folded(summary: str, body: str) -> str:
    return f"<details><summary>{summary}</summary>\n\n{body}\n\n</details>"


def _passage(passage: Passage, of: str) -> str:
    under = " › ".join(map(safe, passage.under)) or (AT_THE_TOP if of == "page" else "")
    lines = "\n".join(f"- {' '.join(map(_piece, line))}" for line in passage.lines)
    return f"**{under}**\n\n{lines}" if under else lines


def _piece(piece: Piece) -> str:
    words = safe(piece.text)
    if piece.kind == REMOVED:
        return f"<del>{words}</del>"
    return f"<ins>{words}</ins>" if piece.kind == ADDED else words
