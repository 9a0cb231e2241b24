"""Characters that cannot stand in a record: what controls a machine, and what hides or reverses text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from portal.cellar.diagnostics import Diagnostic, shown
from portal.cellar.source import SourceFile, Span

# C0 and C1 controls but for tab and line breaks, DEL, the line breaks that only some programs break a line
# at (the YAML parser among them, which would then count other lines than an editor), lone surrogates and
# non-characters.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
# What reverses or hides text in a reviewer's eyes: bidirectional overrides and isolates, tags, inner BOM. And what
# is not to be seen at all: soft hyphens and spaces without width, which make a word that no search finds.
_HIDDEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\U000e0000-\U000e007f]+")
_TAB = re.compile(r"^ *\t", re.MULTILINE)
_UNSEEN = (
    "[\\s\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\uffa0]+"
)
_BLANK = re.compile(rf"{_UNSEEN}\Z")
BLANK_AMONG = re.compile(f"\0{_UNSEEN}\0")
"""A text of which nothing is to be seen, among texts that stand between NULs."""

TO_FILL_IN = "FILL IN"
"""What stands in a record that was begun where a value is still to come."""

LOST = "\ufffd"
"""What a program puts in the place of a character that it cannot read."""

_OWN = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
"""The characters without a meaning, which a program gives to the signs of its own fonts: Word to its bullets."""

FORBIDDEN = (
    ("control-character", _CONTROL),
    ("hidden-character", _HIDDEN),
    ("lost-character", re.compile(f"{LOST}+|[{_OWN}]+")),
)
"""The rule that forbids them, and the pattern that finds a run of them."""


def is_blank(text: object) -> bool:
    """Whether `text` is a text, not empty, of which nothing is to be seen."""
    return isinstance(text, str) and _BLANK.match(text) is not None


def all_visible(text: str) -> bool:
    """Whether all of `text` is printed, but for line breaks and plain spaces: no tab, no odd space, nothing hidden or
    lost.

    Nearly every text is such, and this is found 15 times as fast as that the patterns above match nothing.
    """
    return text.replace("\n", "").isprintable() and LOST not in text


def is_to_fill_in(text: object) -> bool:
    """Whether `text` stands for a value that is still to come."""
    return isinstance(text, str) and text.strip() == TO_FILL_IN


def unreadable_characters(source: SourceFile, text: str, first_line: int = 0) -> Iterator[Diagnostic]:
    """Control characters, characters that hide or reverse text, and what stands for lost ones: ten runs of each."""
    if all_visible(text):
        return
    for rule, pattern in FORBIDDEN:
        for number, match in enumerate(pattern.finditer(text)):
            if number == 10:
                break
            span = _shift(source, text, match.start(), first_line, len(match[0]))
            yield misplaced_character(rule, match[0], span, _word_before(text, match.start()))


def _word_before(text: str, offset: int) -> str:
    line = text[:offset].rpartition("\n")[2]
    return line.split()[-1] if line.split() else ""


def misplaced_character(rule: str, characters: str, span: Span, after: str = "") -> Diagnostic:
    """The diagnostic for a run of forbidden characters at `span`, which comes after the word `after`."""
    where = f"after `{shown(after, 30)}`" if after else "here"
    if rule == "lost-character":
        return _lost_character(characters, span, where)
    first, more = characters[0], len(characters) - 1
    name = unicodedata.name(first, "").lower()
    what = f"U+{ord(first):04X}" + (f" ({name})" if name else "")
    words = "hides, splits or reverses text" if rule == "hidden-character" else "is a control character"
    words += f", and so {'does' if rule == 'hidden-character' else 'is'} what follows it" if more else ""
    return Diagnostic(
        rule,
        f"there is an invisible character {where}",
        span,
        f"{what} {words}",
        "delete it, or the escape that stands for it: it was probably copied with the text; "
        "if you cannot see it, delete the letters on both sides too, and type them again",
    )


def _lost_character(characters: str, span: Span, where: str) -> Diagnostic:
    label = "U+FFFD (replacement character) stands in the place"
    help = "the text was once saved in the wrong encoding: copy it anew from the source, or type what belongs here"
    if characters[0] != LOST:
        label = f"U+{ord(characters[0]):04X} stands in the place: a sign of one font, such as a bullet of Word's"
        help = "delete it, and type what it showed; before an entry of a list type `- ` instead"
    message = f"{'a character was' if len(characters) == 1 else 'characters were'} lost {where}"
    return Diagnostic("lost-character", message, span, label, help)


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


def _shift(source: SourceFile, text: str, offset: int, first_line: int, length: int = 1) -> Span:
    within = SourceFile(source.path, text).span_of(offset, length)
    return Span(source.path, within.line + first_line, within.column, within.end_line + first_line, within.end_column)
