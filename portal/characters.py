"""Characters that cannot stand in a record: what controls a machine, and what hides or reverses text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from portal.diagnostics import Diagnostic
from portal.source import SourceFile, Span

# C0 and C1 controls but for tab and line breaks, DEL, lone surrogates and non-characters.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# What reverses or hides text in a reviewer's eyes: bidirectional overrides and isolates, tags, inner BOM.
_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
_TAB = re.compile(r"^ *\t", re.MULTILINE)
FORBIDDEN = (("control-character", _CONTROL), ("hidden-character", _HIDDEN))
"""The rule that forbids them, and the pattern that finds them."""


def unreadable_characters(source: SourceFile, text: str, first_line: int = 0) -> Iterator[Diagnostic]:
    """Control characters, and characters that hide or reverse text: the first ten of each kind."""
    for rule, pattern in FORBIDDEN:
        for number, match in enumerate(pattern.finditer(text)):
            if number == 10:
                break
            yield misplaced_character(rule, match[0], _shift(source, text, match.start(), first_line))


def misplaced_character(rule: str, character: str, span: Span) -> Diagnostic:
    name = unicodedata.name(character, "control character")
    words = "hides or reverses text" if rule == "hidden-character" else "is a control character"
    return Diagnostic(
        rule,
        f"U+{ord(character):04X} ({name.lower()}) {words}",
        span,
        "cannot stand in a record",
        "delete it: it was probably copied with the text",
    )


def tab_indentation(source: SourceFile, text: str, first_line: int = 0) -> Iterator[Diagnostic]:
    """The first line that is indented with a tab: the others would be mended with it."""
    match = _TAB.search(text)
    if match is None:
        return
    span = _shift(source, text, match.end() - 1, first_line)
    yield Diagnostic(
        "tab-indent",
        "this line is indented with a tab",
        span,
        "a tab",
        "use two spaces for each step of indentation",
    )


def _shift(source: SourceFile, text: str, offset: int, first_line: int) -> Span:
    within = SourceFile(source.path, text).span_of(offset)
    return Span(
        source.path, within.line + first_line, within.column, within.end_line + first_line, within.end_column
    )
