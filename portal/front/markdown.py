"""Markdown for GitHub: a report and a review as the summary of a job, or as a comment.

The words of a record are anybody's. None of them may become a link, an image, a mention, HTML or a heading, so each
character that could begin one is written as a reference, or parted from what follows.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from portal.cellar.diagnostics import Diagnostic, Report, Severity, shown
from portal.cellar.english import counted
from portal.review.card import Card, Fact, State
from portal.review.passages import ADDED, REMOVED, Passage, Piece
from portal.review.review import Review, Reviewed
from portal.review.words import (
    AT_THE_TOP,
    HOW,
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

MOST_BYTES = 1_000_000
"""GitHub shows a summary of up to 1 MiB, and nothing at all of a longer one."""

_ENDING_BYTES = 1_000
"""Room for the sentence on what was left out."""

_SYNTAX = {ord(character): f"&#{ord(character)};" for character in "\\`*_[]|~$"}
_BEGINS_LIST = re.compile(r"^(?:(\d+)(?=[.)](?:\s|$))|(?=[-+=#]))(.)")
_TICKS = re.compile(r"`+")
_TICKED = re.compile(r"(?<!`)`(?! )([^`]*[^` ])`(?!`)")
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


def markdown(report: Report, last: str, review: Review | None = None, notes: Sequence[str] = ()) -> str:
    """The messages and, with a `review`, each file's changes and card; `last` is the report's last line.

    What would be more than GitHub shows is left out, and the end says so.
    """
    kept, left_out, room = [], 0, MOST_BYTES - _ENDING_BYTES
    for block in _blocks(report, last, review, notes):
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


def _blocks(report: Report, last: str, review: Review | None, notes: Sequence[str]) -> Iterator[str]:
    """The parts of the text. Each is whole by itself, so that any can be left out."""
    yield f"## Review: {safe(subject(review))} {base(review)}".rstrip() if review else "## Check"
    yield f"**{safe(last.strip())}**"
    if notes:
        yield _listed((f"note: {note}" for note in notes), _ticked)
    files = review.files if review else ()
    if len(files) > 1:
        yield _overview(files, report)
    if report.found:
        yield "### Messages"
    yield from map(_message, report.in_order())
    for number, file in enumerate(files, 1):
        yield from _file(file, number)


def _overview(files: Iterable[Reviewed], report: Report) -> str:
    """A line for each file, so that one look shows where to look."""
    rows = ["| file | what changes | messages | key facts | JobPosting |", "| --- | --- | --- | --- | --- |"]
    for number, file in enumerate(files, 1):
        changes = ": ".join(filter(None, [HOW[file.how], safe(in_short(file))]))
        look = f"{changes} **(look)**" if file.remarks else changes
        own = [found.severity for found in report.found if found.span and found.span.path == file.path]
        counts = [(own.count(severity), str(severity)) for severity in Severity]
        messages = ", ".join(counted(count, word) for count, word in counts if count)
        known = (tally(file.card), "no" if file.card.posting_reasons else "yes") if file.card else ("", "")
        cells = [f"[{safe(name(file))}](#part-{number})", look, messages, *known]
        rows.append(f"| {' | '.join(cell or '–' for cell in cells)} |")
    return "\n".join(rows)


def _message(found: Diagnostic) -> str:
    span = found.span
    place = f"{_code(span.path)}, line {span.line}, column {span.column}" if span else ""
    help, *typed = found.help.split("\n")
    lines = [f"- **{found.severity}** {_code(found.rule)}: {_ticked(found.message)}", place, _ticked(found.label)]
    lines += [*map(safe, found.trail), f"help: {_ticked(help)}" if help else ""]
    return "<br>\n  ".join(filter(None, lines)) + (f"\n\n{_to_be_typed(typed)}" if typed else "")


def _ticked(words: str) -> str:
    """A message, a remark or a note, of which what is in `ticks` can be copied: in a span of code nothing is linked."""
    pieces = _TICKED.split(one_line(words))
    return "".join(f"`{piece}`" if place % 2 else _spaced(piece) for place, piece in enumerate(pieces))


def _spaced(words: str) -> str:
    """`words` made safe, with the spaces at their ends."""
    return f"{' ' * words.startswith(' ')}{safe(words)}{' ' * words.endswith(' ')}" if words.strip() else words


def _to_be_typed(lines: Sequence[str]) -> str:
    """Lines to be typed or copied, as a block of code within an item of a list."""
    fence = "`" * (1 + max(map(len, _TICKS.findall("\n".join(["``", *lines])))))
    return "\n".join(f"  {line}" for line in (fence, *(shown(line, len(line)) for line in lines), fence))


def _code(text: str) -> str:
    return f"<code>{safe(text)}</code>"


def _file(file: Reviewed, number: int) -> Iterator[str]:
    yield f'### <a name="part-{number}"></a>{safe(name(file))}'
    yield whereabouts(file, _code)
    if file.remarks:
        yield "\n>\n".join(f"> **Look:** {_ticked(remark)}" for remark in file.remarks)
    if file.notes:
        yield _listed(file.notes, _ticked)
    if file.gist:
        yield f"**In short:** {safe(in_short(file))}"
    if file.card and card_comes_first(file):
        yield from _card(file.card)
        if file.card.specification:
            yield _folded(file.card.criteria, _criteria(file.card))
    if file.passages:
        yield f"#### {what_changes(file)}"
        yield from (_passage(passage, file.of) for passage in file.passages)
    if file.card and not card_comes_first(file):
        yield _folded(f"The card: key facts {tally(file.card)}", "\n\n".join(_card(file.card)))


def _criteria(card: Card) -> str:
    groups = groupby(card.specification, key=lambda criterion: criterion.group)
    parts = [(group, _listed(f"{each.level}: {each.text}" for each in some)) for group, some in groups]
    return "\n\n".join(f"**{safe(group)}**\n\n{listed}" for group, listed in parts)


def _listed(texts: Iterable[str], written: Callable[[str], str] = safe) -> str:
    return "\n".join(f"- {written(text)}" for text in texts)


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
