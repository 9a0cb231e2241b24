r"""Plain text to plain values: what nearly every record consists of, read four times as fast as by a YAML parser.

For a record of 14 KB libyaml takes 0.13 ms, PyYAML 0.4 ms more to make objects of its 900 events, and `yamlreader`,
which walks them and keeps places, 1.6 ms in all. One regular expression over the text and one step for each of its
360 lines take 0.4 ms here, and a quarter of the memory. So little of YAML is read that no reader of YAML could
understand it otherwise: a field or an entry on a line, a text in quotes or without, a list of words in brackets, a
text below its field. On whatever else stands there, on every mistake and on whatever deserves a warning this gives
up, and `yamlreader` is asked. It is asked for the places too, once there is a mistake to show (`Record.place`).
"""

from __future__ import annotations

import re
from typing import Any

from portal.load.characters import all_visible
from portal.load.scalars import MAX_NODES, plain_scalar

_FIELD = r"([A-Za-z_][A-Za-z0-9_-]{0,98}):(?:\ +|(?=\n))"
_SIGNS = r"""\ \-?:,\[\]{}#&*!|>'"%@`"""
"""No text begins with one of these, which have a meaning of their own."""
_TEXT = rf"[^{_SIGNS}\n] [^:#\n]*+ (?: (?: :(?=[^\ \n]) | (?<!\ )\# ) [^:#\n]*+ )*+"
_WORDS = rf"[^{_SIGNS}\n] [^:#,\[\]{{}}\n]*+"
# Nesting and the length of names stay far below the limits of the other reader, which would name them.
_LINES = re.compile(
    rf"""
    ^(\ {{0,24}}) (-\ {{1,4}})? (?:{_FIELD})?
    (?: ({_TEXT} (?:\n\ ++{_TEXT}(?=\n))*+ )\n
      | ("[^"\\\n]*+" | '(?:[^'\n]|'')*+')\n
      | (\[ (?: {_WORDS} (?:,\ {_WORDS})*+ )? \])\n
      | ([|>]-?)\n ( (\ +)[^\ \n].*\n (?:\n*\9.*\n)* )
      | \n
    )
    | ^\ *\#.*\n
    | (.+)
    """,
    re.MULTILINE | re.VERBOSE,
)
"""The indentation, the dash and the field's name of a line; then its text, which may go on below, its text in quotes,
its list, or the sign of a text that begins below, its lines, and their indentation; last, what is none of all this."""


class _NotPlain(Exception):
    """There is something that only the YAML parser can judge."""


def plain_values(text: str, texts: list[Any] | None = None) -> dict[str, Any] | None:
    """The fields in `text`; None if there are none, or if not all of the text is plain.

    All values that are no mapping and no list are put into `texts`, too: to look for them later takes 60 µs more.
    """
    # No value takes less than three characters with what parts it from the next: these cannot be too many.
    if len(text) >= 3 * MAX_NODES or " \n" in text or not all_visible(text):
        return None
    try:
        return _fields(text, [] if texts is None else texts) or None
    except _NotPlain:
        return None


def _fields(text: str, texts: list[Any]) -> dict[str, Any]:
    outline = _Outline()
    for indent, dash, name, words, quoted, items, sign, block, margin, odd in _LINES.findall(text):
        if not (dash or name):
            if words or quoted or items or sign or odd:
                raise _NotPlain
            continue  # a comment or an empty line
        node = outline.at(len(indent), dash, name)
        value: Any = None
        if words:
            value = plain_scalar(words if "\n" not in words else _on_one_line(words, outline.column))
            texts.append(value)
        elif items:
            value = _in_brackets(items)
            texts += value
        elif quoted or sign:
            value = _without_quotes(quoted) if quoted else _text_below(sign, block, margin, outline.column)
            texts.append(value)
        else:
            outline.waiting = name
        if not name:
            node.append(value)
        elif name in node:
            raise _NotPlain
        else:
            node[name] = value
    return outline.fields


class _Outline:
    """The mappings and lists that are open at a line, each after the column where its fields or dashes begin."""

    __slots__ = ("column", "fields", "node", "open", "waiting")

    def __init__(self) -> None:
        self.fields: dict[str, Any] = {}
        self.column = 0
        self.node: Any = self.fields
        """The innermost, and its column."""
        self.open: list[tuple[int, Any]] = [(0, self.fields)]
        self.waiting = ""
        """The field of the innermost whose value can only stand on the lines below it."""

    def at(self, column: int, dash: str, name: str) -> Any:
        """The mapping or the list that a line adds to; beside a dash a field begins a mapping."""
        if column != self.column:
            self._move_to(column, [] if dash else {})
        self.waiting = ""
        if isinstance(self.node, list) is not (dash != ""):
            raise _NotPlain
        if dash and name:
            entry: dict[str, Any] = {}
            self.node.append(entry)
            self._open(column + len(dash), entry)
        return self.node

    def _move_to(self, column: int, below: Any) -> None:
        """Leave what stands further right; or open what a field waits for."""
        if column > self.column:
            if not self.waiting:
                raise _NotPlain
            self.node[self.waiting] = below
            self._open(column, below)
        while column < self.column:
            self.open.pop()
            self.column, self.node = self.open[-1]
        if column != self.column:
            raise _NotPlain

    def _open(self, column: int, node: Any) -> None:
        self.open.append((column, node))
        self.column, self.node = column, node


def _on_one_line(text: str, column: int) -> str:
    """A text that goes on below: each of its lines must stand further right than what it belongs to."""
    first, *more = text.split("\n")
    words = [line.lstrip(" ") for line in more]
    if any(len(line) - len(rest) <= column for line, rest in zip(more, words, strict=True)):
        raise _NotPlain
    return " ".join([first, *words])


def _without_quotes(text: str) -> str:
    return text[1:-1] if text[0] == '"' else text[1:-1].replace("''", "'")


def _in_brackets(items: str) -> list[Any]:
    return [plain_scalar(item.rstrip(" ")) for item in items[1:-1].split(", ")] if items != "[]" else []


def _text_below(sign: str, block: str, margin: str, column: int) -> str:
    """The text on the lines below its sign: `|` keeps its lines, `>` makes one line of each paragraph."""
    if len(margin) <= column:
        raise _NotPlain
    text = block[len(margin) : -1].replace("\n" + margin, "\n")
    if sign[0] == ">":
        if "\n " in text or "\n\n\n" in text:
            raise _NotPlain
        text = "\n".join(paragraph.replace("\n", " ") for paragraph in text.split("\n\n"))
    return text if sign[1:] else text + "\n"
