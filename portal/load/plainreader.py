r"""Plain text to plain values: what nearly every record consists of, read six times as fast as by a YAML parser.

For a record of 14 KB libyaml takes 0.13 ms, PyYAML 0.4 ms more to make objects of its 900 events, and `yamlreader`,
which walks them and keeps places, 1.6 ms in all. One step for each of its 360 lines takes 0.25 ms here, 0.5 if no line
was ever met before, and a quarter of the memory. So little of YAML is read that no reader of YAML could understand it
otherwise: a field or an entry on a line, a text in quotes or without, a list of words in brackets, a text below its
field. On whatever else stands there, on every mistake and on whatever deserves a warning this gives up, and
`yamlreader` is asked. It is asked for the places too, once there is a mistake to show (`Record.place`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from portal.load.characters import LOST, all_visible
from portal.load.scalars import MAX_NODES, plain_scalar

_FIELD = r"([A-Za-z_][A-Za-z0-9_-]{0,98}+):(?:\ +|\Z)"
_SIGNS = r"""\ \-?:,\[\]{}#&*!|>'"%@`"""
"""No text begins with one of these, which have a meaning of their own."""
_TEXT = rf"[^{_SIGNS}] [^:#]*+ (?: (?: :(?=[^\ ]) | (?<!\ )\# ) [^:#]*+ )*+"
_WORDS = rf"[^{_SIGNS}] [^:#,\[\]{{}}]*+"
# Nesting and the length of names stay far below the limits of the other reader, which would name them.
_LINE = re.compile(
    rf"""
    (\ {{0,24}}) (-\ {{1,4}})? (?:{_FIELD})?
    (?: ({_TEXT})(?<!\ )
      | ("[^"\\]*+" | '(?:[^']|'')*+')
      | (\[ (?: {_WORDS} (?:,\ {_WORDS})*+ )? \])
    )?
    | \ *\#.*(?<!\ )
    """,
    re.VERBOSE,
)
"""The indentation, the dash and the field's name of a line; then its text, its text in quotes, or its list."""

_BLOCK = r"({sign}(?<=\ .)-?)\n((\ +)[^\ \n].*\n(?:\n*\3.*\n)*)"
_FOLDED, _ANY_BLOCK = (re.compile(_BLOCK.format(sign=sign)) for sign in (">", "[|>]"))
"""The sign of a text that begins below, its lines, and their indentation. One certain character is found five times as
fast as one of two."""


class _NotPlain(Exception):
    """There is something that only the YAML parser can judge."""


_PLAIN, _NUMBER, _NONE, _QUOTED, _LIST, _CUT, _MORE, _COMMENT = range(8)
"""What follows the dash and the name on a line: words; words that mean no text, but a number or the like; nothing, for
all there is stands below; a text in quotes; a list; or a block, which was cut off. Of a line without either: words,
with which the text above goes on; or a comment, or nothing."""


def plain_values(text: str, texts: list[str] | None = None) -> dict[str, Any] | None:
    """The fields in `text`; None if there are none, or if not all of the text is plain.

    All texts among the values are put into `texts`, too: to look for them later takes 60 µs more.
    """
    # No value takes less than three characters with what parts it from the next: these cannot be too many.
    if len(text) >= 3 * MAX_NODES or text[-1:] != "\n" or LOST in text:
        return None
    try:
        return _fields(text, [] if texts is None else texts) or None
    except _NotPlain:
        return None


def _fields(text: str, texts: list[str]) -> dict[str, Any]:
    """The fields in `text`, all of whose texts are put into `texts`. Raises _NotPlain."""
    parts = (_ANY_BLOCK if "|" in text else _FOLDED).split(text)
    blocks = zip(parts[1::4], parts[2::4], parts[3::4], strict=True)
    outline = _Outline()
    node: Any = outline.fields
    here, waiting, kind = 0, "", _COMMENT
    for line in "\n".join(parts[::4]).split("\n"):  # where a block was cut off, a line ends in a space
        before = kind
        column, dash, name, kind, value = _said(line)
        if kind >= _MORE:
            if kind == _MORE:
                texts[-1] = outline.go_on(column, value, before)
            continue
        if dash or column != here:
            node, here = outline.at(column, dash, name, waiting)
        waiting = name if kind == _NONE else ""
        if kind == _PLAIN:
            texts.append(value)
        elif kind > _NONE:
            value = _longer(kind, value, blocks, outline.column, texts)
        if not name:
            node.append(value)
        elif name in node:
            raise _NotPlain
        else:
            node[name] = value
    return outline.fields


def _longer(kind: int, value: Any, blocks: Iterator[tuple[str, str, str]], column: int, texts: list[str]) -> Any:
    """A value that is no plain one: a list, a text in quotes, or the text below a sign, the next of `blocks`."""
    if kind == _LIST:
        texts += value
        return [*value]
    text = value if kind == _QUOTED else _text_below(*next(blocks, ("", "", "")), column)
    texts.append(text)
    return text


@lru_cache(maxsize=10_000)
def _said(line: str) -> tuple[int, str, str, int, Any]:
    """The column where a line begins, its dash, its field's name, and the kind and the value of what follows.

    Of many it is known already, for `level: essential` stands in each of thirty criteria: 0.1 µs instead of 1.4.
    """
    match = _LINE.fullmatch(line)
    if match is None or not line.isprintable():
        raise _NotPlain
    indent, dash, name, words, quoted, items = match.groups("")
    if not (dash or name):
        if quoted or items or (indent and not words):
            raise _NotPlain
        return len(indent), "", "", _MORE if words else _COMMENT, words
    kind: int = _PLAIN
    value: Any = None
    if words:
        value = plain_scalar(words)
        kind = _PLAIN if isinstance(value, str) else _NUMBER
    elif quoted:
        kind, value = _QUOTED, _without_quotes(quoted)
    elif items:
        kind, value = _LIST, _in_brackets(items)
    else:
        kind = _CUT if line[-1] == " " else _NONE
    return len(indent), dash, name, kind, value


class _Outline:
    """The mappings and lists that are open at a line, each after the column where its fields or dashes begin."""

    __slots__ = ("column", "fields", "node", "open")

    def __init__(self) -> None:
        self.fields: dict[str, Any] = {}
        self.column = 0
        self.node: Any = self.fields
        """The innermost, and its column."""
        self.open: list[tuple[int, Any]] = [(0, self.fields)]

    def at(self, column: int, dash: str, name: str, waiting: str) -> tuple[Any, int]:
        """The mapping or the list that a line adds to, and the column where a next field of that mapping would begin.

        Beside a dash a field begins a mapping. `waiting` is the field whose value can only stand from here on.
        """
        if column != self.column:
            self._move_to(column, waiting, [] if dash else {})
        if isinstance(self.node, list) is not (dash != ""):
            raise _NotPlain
        if not dash:
            return self.node, column
        if not name:
            return self.node, -1
        entry: dict[str, Any] = {}
        self.node.append(entry)
        self._open(column + len(dash), entry)
        return entry, self.column

    def _move_to(self, column: int, waiting: str, below: Any) -> None:
        """Leave what stands further right; or open what a field waits for."""
        if column > self.column:
            if not waiting:
                raise _NotPlain
            self.node[waiting] = below
            self._open(column, below)
        while column < self.column:
            self.open.pop()
            self.column, self.node = self.open[-1]
        if column != self.column:
            raise _NotPlain

    def _open(self, column: int, node: Any) -> None:
        self.open.append((column, node))
        self.column, self.node = column, node

    def go_on(self, column: int, words: str, before: int) -> str:
        """The text on the line before, to which `words` were added: they must stand further right."""
        if before not in (_PLAIN, _MORE) or column <= self.column:
            raise _NotPlain
        last = -1 if isinstance(self.node, list) else next(reversed(self.node))
        if not isinstance(self.node[last], str):
            raise _NotPlain
        self.node[last] += f" {words}"
        text: str = self.node[last]
        return text


def _without_quotes(text: str) -> str:
    return text[1:-1] if text[0] == '"' else text[1:-1].replace("''", "'")


def _in_brackets(items: str) -> list[Any]:
    words = [plain_scalar(item.rstrip(" ")) for item in items[1:-1].split(", ")] if items != "[]" else []
    if not all(isinstance(word, str) for word in words):
        raise _NotPlain
    return words


def _text_below(sign: str, block: str, margin: str, column: int) -> str:
    """The text on the lines below its sign: `|` keeps its lines, `>` makes one line of each paragraph."""
    if len(margin) <= column or " \n" in block or not all_visible(block):
        raise _NotPlain
    text = block[len(margin) : -1].replace("\n" + margin, "\n")
    if sign[0] == ">":
        if "\n " in text or "\n\n\n" in text:
            raise _NotPlain
        text = "\n".join(paragraph.replace("\n", " ") for paragraph in text.split("\n\n"))
    return text if sign[1:] else text + "\n"
