"""Emitting: a record as YAML, in the order of its schema and in the small part of YAML that the portal reads.

The form on the site writes the same bytes: `templates/assets/js/record/24-yaml-write.js`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

WIDTH = 100
"""The columns that a line may fill."""
BODY = "description"
"""The field that is the text of an `.md` file."""

_BIG = 8
"""A field of more lines stands apart, between blank lines."""
_SHORT = 24
"""Words of a list that are all no longer than this stand on one line."""

_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
_SIGNED = re.compile(r"""[-?:,\[\]{}#&*!|>'"%@`=<~+.\s]""")
_UNCLEAR = re.compile(r": | #|[:\s]\Z")
_NUMBER = re.compile(r"[0-9][0-9_.,:eExXoObB+-]*\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
_ESCAPED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u200b\u2028-\u202e\u2060\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)
_PIECES = re.compile(r"[^ ]+(?: {2,}[^ ]+)*")
_TAB_FIRST = re.compile(r"^ *\t", re.MULTILINE)
_SHORT_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}

_GONE = object()

Comments = Mapping[str, Sequence[str]]
"""Lines of comment by the JSON pointer to the field or item that they stand above.

Those under "" stand before all fields, and those under "/-" after them. Those of a field or item that is gone
stand above what it was part of, or after all fields.
"""


def emitted(
    record: Mapping[str, Any],
    schema: Mapping[str, Any],
    *,
    comment: str = "",
    comments: Comments | None = None,
    path: str = "",
) -> str:
    """`record` as the text of its file, below a line that names its schema and the line `comment`.

    `path` says by its ending whether the text is YAML (if it is empty, too) or front matter and body.
    """
    values, body = dict(record), None
    if path.endswith(".md") and isinstance(values.get(BODY), str):
        body = values.pop(BODY).strip()
    lines = _Writer(schema, _settled(comments or {}, values)).lines(values, comment)
    if path.endswith(".md"):
        lines = ["---", *lines, "---", *(["", body] if body else [])]
    return "\n".join(lines) + "\n"


class _Writer:
    """Writes one record; each method that writes something hands back its lines."""

    def __init__(self, schema: Mapping[str, Any], comments: Comments) -> None:
        self.schema = schema
        self.comments = comments
        self.known = set(_notes(schema)) if comments else set()
        self.noted: set[str] = set()

    def lines(self, values: Mapping[str, Any], comment: str) -> list[str]:
        modeline = f"# yaml-language-server: $schema=../../schema/{self.schema['title'].lower()}.schema.json"
        head = [*(_commented([comment], "") if comment else ()), *self.above("", "")]
        return [modeline, *head, *([""] if head else ()), *self.blocks(values), *self.above("/-", "")]

    def blocks(self, values: Mapping[str, Any]) -> Iterator[str]:
        """The fields of the record, with a blank line around each that is big."""
        before = 0
        for name in self.in_order(values, self.schema):
            lines = self.field(name, values[name], self.part(self.schema, name), f"/{_step(name)}", "")
            if before and max(before, len(lines)) > _BIG:
                yield ""
            yield from lines
            before = len(lines)

    # --- the schema ---

    def resolved(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        if "$ref" not in node:
            return node
        return {**self.schema["$defs"][node["$ref"].removeprefix("#/$defs/")], **node}

    def part(self, node: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        """What the schema says of the field `name` of `node`; nothing if it does not know it."""
        return self.resolved(node.get("properties", {}).get(name, {}))

    def in_order(self, values: Mapping[str, Any], node: Mapping[str, Any]) -> list[str]:
        """The names in the schema's order, and those that it does not know after them."""
        known = [name for name in node.get("properties", {}) if name in values]
        return [*known, *(name for name in values if name not in known)]

    # --- fields and items ---

    def fields(self, values: Mapping[str, Any], node: Mapping[str, Any], pointer: str, indent: str) -> list[str]:
        return [
            line
            for name in self.in_order(values, node)
            for line in self.field(name, values[name], self.part(node, name), f"{pointer}/{_step(name)}", indent)
        ]

    def field(self, name: str, value: Any, node: Mapping[str, Any], pointer: str, indent: str) -> list[str]:
        above = [*self.note(node, indent), *self.above(pointer, indent)]
        key = f"{indent}{name if _NAME.match(name) else _quoted(name)}:"
        return [*above, *self.value(key, value, node, pointer, indent)]

    def value(self, start: str, value: Any, node: Mapping[str, Any], pointer: str, indent: str) -> list[str]:
        """The value after `start`, the words that its first line begins with; `indent` is that of its owner."""
        if isinstance(value, Mapping) and value:
            return [start, *self.fields(value, node, pointer, indent + "  ")]
        if isinstance(value, (list, tuple)) and value:
            line = self.on_one_line(start, value, node, pointer)
            return [line] if line else [start, *self.items(value, node, pointer, indent + "  ")]
        return list(_scalar(start, value, indent + "  "))

    def items(self, values: Sequence[Any], node: Mapping[str, Any], pointer: str, indent: str) -> list[str]:
        inside = self.resolved(node.get("items", {}))
        written = (self.item(value, inside, f"{pointer}/{place}", indent) for place, value in enumerate(values))
        return [line for lines in written for line in lines]

    def item(self, value: Any, node: Mapping[str, Any], pointer: str, indent: str) -> list[str]:
        above = self.above(pointer, indent)
        if not value or not isinstance(value, (Mapping, list, tuple)):
            return [*above, *_scalar(f"{indent}-", value, indent + "  ")]
        if isinstance(value, Mapping):
            lines = self.fields(value, node, pointer, indent + "  ")
        else:
            lines = self.items(value, node, pointer, indent + "  ")
        # A comment on the first field stands above the dash.
        comments = list(takewhile(lambda line: line.lstrip().startswith("#"), lines))
        first, *rest = lines[len(comments) :]
        return [*above, *(line[2:] for line in comments), f"{indent}- {first.lstrip()}", *rest]

    def on_one_line(self, start: str, values: Sequence[Any], node: Mapping[str, Any], pointer: str) -> str:
        """A list of codes or short words between brackets, if they fit there; else nothing."""
        if any(path.startswith(f"{pointer}/") for path in self.comments):
            return ""
        codes = "enum" in self.resolved(node.get("items", {}))
        if not all(isinstance(value, str) and _is_word(value, codes) for value in values):
            return ""
        line = f"{start} [{', '.join(values)}]"
        return line if len(line) <= WIDTH else ""

    # --- comments ---

    def above(self, pointer: str, indent: str) -> list[str]:
        """The comments that were given for `pointer`, without those that the house writes itself."""
        lines = [line for line in self.comments.get(pointer, ()) if line not in self.known]
        return _commented([line for line in lines if not line.startswith("yaml-language-server:")], indent)

    def note(self, node: Mapping[str, Any], indent: str) -> list[str]:
        """The schema's comment on a field, above the first such field."""
        note = node.get("x-comment", "")
        if not note or note in self.noted:
            return []
        self.noted.add(note)
        return _commented([note], indent)


def _settled(comments: Comments, values: Mapping[str, Any]) -> Comments:
    """The comments, each at what there still is of its place."""
    settled: dict[str, list[str]] = {}
    for path, lines in comments.items():
        pointer = path
        while pointer not in ("", "/-") and not _leads(pointer, values):
            pointer = pointer.rpartition("/")[0] or "/-"
        settled.setdefault(pointer, []).extend(lines)
    return settled


def _leads(pointer: str, values: Any) -> bool:
    """Whether `pointer` leads to something in `values`."""
    for step in pointer.split("/")[1:]:
        if isinstance(values, Mapping):
            values = {_step(name): value for name, value in values.items()}.get(step, _GONE)
        elif isinstance(values, (list, tuple)) and step.isdecimal() and int(step) < len(values):
            values = values[int(step)]
        else:
            return False
    return values is not _GONE


def _notes(node: Any) -> Iterator[str]:
    """Every comment on a field in a schema."""
    if isinstance(node, Mapping):
        yield from (note for note in (node.get("x-comment"),) if isinstance(note, str))
    if isinstance(node, (Mapping, list)):
        for part in node.values() if isinstance(node, Mapping) else node:
            yield from _notes(part)


def _commented(lines: Iterable[str], indent: str) -> list[str]:
    return [f"{indent}# {words}".rstrip() for line in lines for words in line.split("\n")]


def _step(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _is_word(text: str, code: bool) -> bool:
    """Whether `text` can stand between brackets, and is short enough for it."""
    return (code or len(text) <= _SHORT) and _is_plain(text) and not re.search(r"[,\[\]{}:?]", text)


def _is_plain(text: str) -> bool:
    """Whether `text` is read as itself without quotes, here and by other readers of YAML."""
    if not text or _SIGNED.match(text) or _UNCLEAR.search(text) or _ESCAPED.search(text):
        return False
    return text.lower() not in _WORDS and (not _NUMBER.match(text) or _DATE.match(text) is not None)


def _scalar(start: str, value: Any, indent: str) -> Iterator[str]:
    """A text, number, true, false or nothing after `start`; further lines of it are indented by `indent`."""
    if not isinstance(value, str):
        yield f"{start} {_word(value)}"
    elif "\n" in value:
        yield from _lines(start, value, indent)
    elif len(start) + 1 + len(line := value if _is_plain(value) else _quoted(value)) <= WIDTH or not _folds(value):
        yield f"{start} {line}"
    else:
        yield f"{start} >-"
        yield from _folded(value, indent)


def _word(value: Any) -> str:
    """A number, a date, true, false or nothing, and what holds nothing."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, (Mapping, list, tuple)):
        return "{}" if isinstance(value, Mapping) else "[]"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _lines(start: str, text: str, indent: str) -> Iterator[str]:
    """A text of several lines as it stands or, where that would lose something, between quotation marks."""
    words = text.removesuffix("\n")
    if words[:1] in ("", " ", "\n") or words.endswith("\n") or _TAB_FIRST.search(text) or _hides(text):
        yield f"{start} {_quoted(text)}"
        return
    yield f"{start} |" if words != text else f"{start} |-"
    yield from (indent + line if line else "" for line in words.split("\n"))


def _hides(text: str) -> bool:
    return _ESCAPED.search(text.replace("\n", "").replace("\t", "")) is not None


def _folds(text: str) -> bool:
    """Whether a long text can go over several lines, each break of which is one space."""
    return text == text.strip(" ") and len(_PIECES.findall(text)) > 1 and not _ESCAPED.search(text)


def _folded(text: str, indent: str) -> Iterator[str]:
    line = ""
    for piece in _PIECES.findall(text):
        if line and len(indent) + len(line) + 1 + len(piece) > WIDTH:
            yield indent + line
            line = piece
        else:
            line = f"{line} {piece}" if line else piece
    yield indent + line


def _quoted(text: str) -> str:
    """`text` between quotation marks: single ones if it has double ones or backslashes and nothing to escape."""
    if _ESCAPED.search(text) is None and re.search(r'["\\]', text):
        return "'" + text.replace("'", "''") + "'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _ESCAPED.sub(lambda match: _escape(match[0]), escaped) + '"'


def _escape(character: str) -> str:
    code = ord(character)
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
