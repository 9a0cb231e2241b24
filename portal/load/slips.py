"""Slips: what an editor probably mistyped on a line that cannot be read, or shortly before it.

The parser names the place where it gave up, which is often the line after the slip. The lines up to there are
looked at once more, with no more knowledge of YAML than which fields and dashes stand above at which column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from portal.cellar.diagnostics import Diagnostic, shown
from portal.cellar.source import SourceFile, Span
from portal.model import catalogue, vacancy

LONGEST = 110
"""A longer line is not printed as something to type: cut short, it would lose what was cut."""
_NEAR = 3
"""A slip is looked for on so many lines before the one where the parser gave up."""
_FAR = 200
"""So many lines above are enough to tell where a line belongs."""


def _names(kinds: Iterable[object]) -> set[str]:
    """The names of the fields of those of `kinds` that are records or parts of one."""
    return {name for kind in kinds for name in getattr(kind, "__struct_fields__", ())}


_RECORDS = (vacancy.Vacancy, catalogue.Employer, catalogue.Glossary, catalogue.Site, catalogue.ContentPage)
NAMES = _names((*vars(catalogue).values(), *vars(vacancy).values()))
TOP = _names(_RECORDS)
NESTED = _names(kind for kind in vars(vacancy).values() if kind is not vacancy.Vacancy)
"""The names of all fields, of those at the margin of a file, and of those that stand below another."""
_FIELD = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*)(?P<name>[\w-]+) *:(?: +(?P<value>.*))?$")
_ITEM = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*-)(?: +(?P<value>.*))?$")
_MARK = re.compile(r"( *)((?:- +)*)([A-Za-z_]+)( ?[:：;=][ \u00a0\u2007\u202f]*| +|$)(.*)$")
_DASH = re.compile(
    r"( *)(-\t+|-(?=[^\s-])|[–—•·▪‣◦➢➤►▶✓✔✅☑■□●○❖⁃−§→»]\ufe0f?\s*|\*\s+|o\s+|"
    r"\(?(?:[0-9]{1,2}|[a-z]|[ivx]{2,4})[.)]\s+)(\S.*)$"
)
_BOLD = re.compile(r"( *)((?:- +)*)\*\*([A-Za-z_]+)(?:\*\*:|:\*\*) *(.*)$")
_SPACE = re.compile(r" *[\u00a0\u2000-\u200a\u202f\u3000]+\s*")
_CLOSES = {'"': '"', "'": "'", "[": "]", "{": "}"}


@dataclass(slots=True)
class _Line:
    """A line that holds a field or an entry: where its name or text begins, and whether it has a value."""

    number: int
    column: int
    dashed: bool
    filled: bool
    name: str


@dataclass(slots=True)
class _Outline:
    """What is open at a line: the columns of the fields and of the dashes that a further line could join."""

    fields: set[int] = field(default_factory=set)
    dashes: set[int] = field(default_factory=set)
    before: list[_Line] = field(default_factory=list)
    text_within: int = -1  # in a text that is written below its field: the field's column
    until: str = ""  # in a text or a list that goes over several lines: what closes it

    def skips(self, line: str) -> bool:
        """Whether the line is blank, a comment, or part of a value that began above."""
        if self.until:
            self.until = "" if self.until in line else self.until
            return True
        if not line.strip() or line.lstrip().startswith("#"):
            return True
        if self.text_within >= 0 and _indent(line) > self.text_within:
            return True
        self.text_within = -1
        return False

    def joins(self, column: int) -> bool:
        """Whether a field could stand at `column`."""
        return column in self.fields or not self.before or (not self.before[-1].filled and column > self._last)

    @property
    def _last(self) -> int:
        return self.before[-1].column

    def takes_dash(self, column: int) -> bool:
        """Whether a list item could begin at `column`."""
        return column in self.dashes or not self.before or (not self.before[-1].filled and column >= self._last)

    def add(self, number: int, line: str) -> None:
        match = _FIELD.match(line) or _ITEM.match(line)
        if match is None:
            return
        indent, value = len(match["indent"]), match["value"] or ""
        dashed, name = bool(match["dashes"]), match.groupdict().get("name", "")
        column = match.start("name") if name else match.start("value") if value else match.end("dashes") + 1
        self.fields = {known for known in self.fields if known < indent or (known == indent and not dashed)}
        self.fields |= {known for known in (column,) if name}
        # A list may stand at the column of its own field.
        if dashed and not name.strip() and self.before and self.before[-1].column == indent:
            self.fields.add(indent)
        self.dashes = {known for known in self.dashes if known < indent} | {
            place for place in range(indent, match.end("dashes")) if line[place] == "-"
        }
        del self.before[:-_FAR]
        self.before.append(_Line(number, column, dashed, bool(value.strip()) and value[0] != "#", name))
        if re.match(r"[>|][-+0-9]*\s*(#.*)?$", value):
            self.text_within = column if name else indent
        elif value[:1] in _CLOSES and _CLOSES[value[0]] not in value[1:]:
            self.until = _CLOSES[value[0]]


def slip_before(source: SourceFile, first_line: int, last_line: int, since: int | None = None) -> Diagnostic | None:
    """The likeliest slip on the lines up to `last_line`, where the parser gave up; all counted from 0.

    It is on line `since` or later or, without that, near the last line.
    """
    outline, found, seen = _Outline(), [], [first_line]
    # Of a text within the file, what stands far above need not be read again for each.
    start = first_line if since is None else max(first_line, since - _FAR)
    for number in range(start, last_line + 1):
        line = source.line(number + 1)
        if outline.skips(line):
            continue
        seen.append(number)
        dash = _dash(line, outline, source.line(number + 2))
        finders = (_spaces(line), dash, _bold(line), _mark(line, outline), *_column(line, outline))
        slip = next((slip for slip in finders if slip), None)
        if slip:
            found.append((number, slip.at(source.path, number)))
        outline.add(number, line)
    earliest = seen[-_NEAR:][0] if since is None else since
    return next((slip for number, slip in found if number >= earliest), None)


def opened_quote(source: SourceFile, first_line: int, last_line: int) -> int | None:
    """The line of the quotation mark, if there is one, that was to be closed on its own line or shortly after it, and
    is closed by one on `last_line`, which belongs to something else: a field or an entry begins between the two.
    """
    outline, opened, swallowed = _Outline(), first_line, False
    for number in range(first_line, last_line + 1):
        line, until = source.line(number + 1), outline.until
        if until in ("'", '"'):
            match = _FIELD.match(line)
            swallowed = swallowed or (match["name"] in NAMES if match else _ITEM.match(line) is not None)
        if outline.skips(line):
            if until and not outline.until and swallowed and number == last_line:
                return opened
            continue
        outline.add(number, line)
        opened, swallowed = number, False
    return None


def begins_anything(line: str) -> bool:
    """Whether a field or an entry begins on `line`."""
    return (_FIELD.match(line) or _ITEM.match(line)) is not None


@dataclass(slots=True)
class _Slip:
    """A slip on a line: its columns, counted from 0, and the words for it; `line` if it is on another line."""

    start: int
    end: int
    message: str
    label: str
    help: str
    line: int | None = None

    def at(self, path: str, number: int) -> Diagnostic:
        place = (number if self.line is None else self.line) + 1
        span = Span(path, place, self.start + 1, place, max(self.end, self.start + 1) + 1)
        return Diagnostic("yaml-syntax", self.message, span, self.label, self.help)


def _spaces(line: str) -> _Slip | None:
    match = _SPACE.match(line)
    if match is None:
        return None
    help = f"delete them and type {len(match[0])} spaces"
    return _Slip(0, match.end(), "this line does not begin with plain spaces", "spaces from a word processor", help)


def _dash(line: str, outline: _Outline, below: str) -> _Slip | None:
    match = _DASH.match(line)
    if match is None or not (match[1] == "" or outline.before):
        return None
    indent, mark, text = len(match[1]), match[2], match[3]
    if not outline.takes_dash(indent) or line.startswith("---"):
        return None
    help = typed(f"- {text}", "type `- `, a hyphen and a space, before the text")
    if mark.startswith("-"):
        label = "a tab after the dash" if "\t" in mark else "text directly after the dash"
        return _Slip(indent, indent + 1, "there is no space after the dash", label, help)
    sign = mark.strip()
    again = _DASH.match(below)
    if again and len(again[1]) == indent and not again[2].startswith("-"):
        help += ", and begin the lines below that are entries too with `- `"
    message = f"`{sign}` is not the hyphen that begins an entry of a list"
    return _Slip(indent, indent + len(sign), message, "not a hyphen", help)


def _bold(line: str) -> _Slip | None:
    """A known field name between the asterisks that Markdown puts around strong words."""
    match = _BOLD.match(line)
    if match is None or match[3].lower() not in NAMES:
        return None
    indent, dashes, name, value = match.groups()
    help = typed(f"{dashes}{name.lower()}: {value}".rstrip(), f"delete the asterisks around `{name}`")
    start = len(indent + dashes)
    return _Slip(start, start + 2, "asterisks stand around a field name", "not part of the name", help)


def _mark(line: str, outline: _Outline) -> _Slip | None:
    """A known field name that is not followed by a colon and a space."""
    match = _MARK.match(line)
    if match is None or match[3].lower() not in NAMES or _FIELD.match(line):
        return None
    indent, dashes, name, mark, rest = match.groups()
    if dashes and not mark.strip() and not rest:
        return None  # an entry of one word, such as a fact under `not_stated`
    if not (indent or mark.strip() or name.islower()):
        return None  # the first word of a sentence, such as “Kind regards”
    if not outline.joins(len(indent + dashes)) and not (dashes and outline.takes_dash(len(indent))):
        return None
    start, end = match.start(4), max(match.end(4), match.start(4) + 1)
    other = f"put a colon and a space after `{name}`"
    help = typed(f"{dashes}{name}: {rest.strip()}".rstrip(), other)
    sign = mark.strip()
    if sign == "" and ":" not in mark:
        return _Slip(match.start(3), match.end(3), "there is no colon after the field name", "a field name", help)
    if sign == ":" and mark.strip(" :"):
        help = "delete it and type a space: " + typed(f"{dashes}{name}: {rest.strip()}", other)
        label = "a space from a word processor, which looks like any other"
        return _Slip(start + 1, end, "the space after the colon is not a plain space", label, help)
    if sign == ":":
        return _Slip(start, end, "there is no space after the colon", "a space is missing here", help)
    return _Slip(start, end, f"`{sign}` is not the colon that follows a field name", "expected a colon", help)


def _column(line: str, outline: _Outline) -> Iterator[_Slip | None]:
    """A field or an entry that stands out of line with its neighbours."""
    match = _FIELD.match(line) or _ITEM.match(line)
    if match is None or not outline.before:
        return
    indent, dashed = len(match["indent"]), bool(match["dashes"])
    if outline.takes_dash(indent) if dashed else outline.joins(indent):
        return
    if not dashed and indent in outline.dashes:
        yield _beside_dashes(match, outline)
    elif slip := _left_behind(indent, outline):
        yield slip
    elif open_at := (outline.dashes if dashed else outline.fields):
        at_margin = match.groupdict().get("name") in TOP - NESTED
        near = min(open_at, key=lambda place: (abs(place - indent), not (at_margin and place == 0), -place))
        yield _out_of_line(indent, near, outline)


def _beside_dashes(match: re.Match[str], outline: _Outline) -> _Slip:
    """A field that stands where the dashes of the entries above stand."""
    name, start, end = match["name"], match.start("name"), match.end("name")
    entry = next((line for line in outline.before[::-1] if line.dashed), None)
    if entry and entry.name == name:
        help = typed(f"- {match[0].strip()}", f"put `- ` before `{name}`")
        label = "the entries above begin with a dash"
        return _Slip(start, end, "a new entry begins here without its dash", label, help)
    if entry is None or not entry.name:
        help = f"put `- ` before it, if it is one of them; else let `{name}` begin where its own neighbours begin"
        return _Slip(start, end, f"`{name}` stands among the entries of a list", "has no dash", help)
    help = f"put {counted(entry.column - start)} before it"
    return _Slip(start, end, f"`{name}` stands below the dash, not below the text after it", "too far left", help)


def _left_behind(indent: int, outline: _Outline) -> _Slip | None:
    """The lines above stand further left than they should, for this one is indented as if below them."""
    left: list[_Line] = []
    for line in outline.before[::-1]:
        if line.column == indent:
            break
        if not line.filled and left and line.column < indent:
            if line.column < left[-1].column:
                return None  # they stand below it as they should
            break
        if line.dashed or line.name in TOP or line.column > indent:
            return None
        left.append(line)
    if not left or left[-1] is outline.before[0]:
        return None
    first = left[-1]
    place = "at the margin" if first.column == 0 else f"after {counted(first.column)}"
    help = f"put {counted(indent - first.column)} before `{first.name}`"
    help += ", and the same before the lines below it" if len(left) > 1 else ""
    message = f"`{first.name}` stands {place}, and the lines around it are indented"
    end = first.column + len(first.name)
    return _Slip(first.column, end, message, f"its neighbours begin with {counted(indent)}", help, first.number)


def _out_of_line(indent: int, wanted: int, outline: _Outline) -> _Slip:
    less = indent - wanted
    help = f"delete {counted(less)}" if less > 0 else f"add {counted(-less)}"
    message = f"this line begins with {counted(indent)}, and its neighbours with {counted(wanted)}"
    dashed = next((line for line in outline.before[::-1] if line.column == wanted and line.dashed and line.name), None)
    if dashed:
        message = (
            f"this line begins with {counted(indent)}, and `{dashed.name}`, which it belongs with, has {wanted} "
            "characters before it"
        )
    return _Slip(0, max(indent, 1), message, "out of line", help)


def counted(spaces: int) -> str:
    words = {0: "no space", 1: "one space", 2: "two spaces", 3: "three spaces", 4: "four spaces"}
    return words.get(spaces, f"{spaces} spaces")


def typed(text: str, otherwise: str) -> str:
    """Help that says to write `text`; if it is too long to be shown whole, `otherwise`."""
    return f"write `{shown(text, LONGEST)}`" if len(text) <= LONGEST and "`" not in text else otherwise


def in_quotes(text: str) -> str:
    """`text` between quotation marks, as it can stand in a record."""
    return "'" + text.replace("'", "''") + "'" if '"' in text or "\\" in text else f'"{text}"'


def value_on(line: str) -> tuple[str, str]:
    """What stands before the value of a line, without its indentation, and the value."""
    match = re.match(r" *((?:- +)*(?:[\w-]+ *: +)?)(.*?)\s*$", line)
    return (match[1], match[2]) if match else ("", line.strip())


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
