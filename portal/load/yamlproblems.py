"""YAML problems: what the parser says of a text that it cannot read, in words for people."""

from __future__ import annotations

import re

from portal.cellar.diagnostics import Diagnostic, shown
from portal.cellar.source import SourceFile, Span
from portal.load.places import Mark
from portal.load.slips import begins_anything, counted, in_quotes, opened_quote, slip_before, typed, value_on

_PROBLEMS = (
    (
        "did not find expected key",
        "this line does not line up with those above it",
        "give it as many spaces as the lines it belongs with",
    ),
    (
        "could not find expected ':'",
        "no field name and colon",
        "if it goes on with the text above, put it at the end of that line; if it is no part of the record, delete it; "
        "else write `name: …`",
    ),
    (
        "did not find expected '-' indicator",
        "this line is not an item of the list above it",
        "begin it with `- ` under the other items, or take it out of the list",
    ),
    (
        "did not find expected ',' or ']'",
        "a list that is opened with `[` and not closed",
        "close it with `]`; if the bracket belongs to the text, put the whole value in quotes",
    ),
    (
        "did not find expected ',' or '}'",
        "something that is opened with `{` and not closed",
        "if the brace belongs to the text, put the whole value in quotes",
    ),
    (
        "invalid Unicode character escape code",
        "an escape that stands for no character",
        "write the character itself instead",
    ),
    (
        "found unknown escape character",
        'a backslash in "…" followed by a character that it cannot escape',
        "use '…' instead of \"…\", where a backslash is a backslash",
    ),
    (
        "did not find expected <document start>",
        "this line does not go on with what stands above it",
        "begin each field at the margin, with its name and a colon: `name: …`; delete what is no part of the record",
    ),
)


_MERGE = re.compile(" *(?:<{7}|>{7}) ")
"""The line above and the line below two versions; `=======`, which parts them, may underline a heading."""
_UNSETTLED_MERGE = (
    "two versions of the file were merged and not settled",
    "keep one version, and delete the lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`",
)
_NO_PART = "this line is no part of the record"
# Where the parser noticed these is of no use: what began there is what an editor must look at.
_MEND_AT_THE_START = ("end of stream", "could not find expected ':'", "did not find expected ','")
# A text that begins with a sign which has a meaning of its own.
_CANNOT_BEGIN = (
    "cannot start any token",
    "did not find expected alphabetic or numeric character",
    "block sequence entries are not allowed",
    "mapping keys are not allowed",
    "expected comment or line break",
    "expected chomping or indentation",
)
# A line that cannot be read where it stands: a slip on it or shortly before it is likelier than anything else.
_OUT_OF_PLACE = (
    "mapping values are not allowed",
    "did not find expected key",
    "could not find expected ':'",
    "did not find expected '-' indicator",
    *_CANNOT_BEGIN,
)


def unsettled_merge(source: SourceFile) -> Diagnostic | None:
    """The diagnostic for two versions of a file that git merged and nobody settled; None if there are none. In the text
    of an `.md` file, or in one that stands below its field, nothing else would tell of them."""
    if "<" not in source.text and ">>>>>>> " not in source.text:
        return None  # as nearly always, found in 8 µs; `<` stands in few records, and takes 0.2 of them
    for number, line in enumerate(source.lines):
        if _MERGE.match(line):
            return _unreadable(source, number, len(line) - len(line.lstrip(" ")), *_UNSETTLED_MERGE)
    return None


def syntax_problem(error: Exception, source: SourceFile, first_line: int) -> Diagnostic:
    """The diagnostic for the parser's `error` in a text whose first line is `first_line`, counted from 0."""
    problem = getattr(error, "problem", None) or str(error)
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    start = getattr(error, "context_mark", None)
    gave_up = first_line + (mark.line if mark else 0)
    if start and any(known in problem for known in _MEND_AT_THE_START):
        mark = start
    line, column = (mark.line, mark.column) if mark else (0, 0)
    line += first_line
    while line > first_line and not source.line(line + 1).strip():
        line, column = line - 1, 0
    text = source.line(line + 1)
    if text.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        label, help = _UNSETTLED_MERGE
        return _unreadable(source, line, column, label, help)
    if "end of stream" in problem:
        return _quote_not_closed(source, line, column)
    if likely := _around_the_fields(problem, source, first_line, line, gave_up):
        return likely
    if any(known in problem for known in _OUT_OF_PLACE):
        # Where something began and what ended it can be far apart: the slip is next to the one or the other.
        ends = sorted({line, min(gave_up, len(source.lines) - 1)})
        slip = next(filter(None, (slip_before(source, first_line, last) for last in ends)), None)
        if likely := slip or _wanting_quotes(problem, source, line, column):
            return likely
    label, help = next(
        ((label, help) for known, label, help in _PROBLEMS if known in problem),
        (shown(problem, 120), "compare the line with `content/vacancies/_template.yaml`"),
    )
    return _unreadable(source, line, column, label, help)


def _around_the_fields(
    problem: str, source: SourceFile, first_line: int, line: int, last_line: int
) -> Diagnostic | None:
    """What all the lines around `line` tell of a mistake that was noticed on `last_line`; None if they tell nothing:
    an open quotation mark, lines with numbers, a first field that is indented, words before or after the fields.
    """
    if (opened := opened_quote(source, first_line, last_line)) is not None:
        return _quote_not_closed(source, opened, source.line(opened + 1).find(value_on(source.line(opened + 1))[1]))
    if _is_numbered(source, last_line):
        help = "delete the number at the beginning of every line, or copy the text anew without them"
        return _unreadable(source, last_line, 0, "the number of the line was copied with it", help)
    if "could not find expected ':'" in problem and _stands_below(source, line, last_line):
        help = "delete it, and what stands below it" if source.line(line + 2).strip() else "delete it"
        return _unreadable(source, line, 0, "it stands below the last field", help, _NO_PART)
    return _above_the_fields(problem, source, first_line, last_line)


def _above_the_fields(problem: str, source: SourceFile, first_line: int, last_line: int) -> Diagnostic | None:
    """A first field that is indented, or words before it; None if neither is there above the field on `last_line`."""
    numbers = range(first_line, min(last_line, len(source.lines)))
    said = [number for number in numbers if not re.match(r" *(?:#.*|---.*)?$", source.line(number + 1))]
    if not said or not re.match(r"[\w-]+ *:(?: |$)", source.line(last_line + 1)):
        return None
    if "<document start>" in problem:
        return _indented_first(source, said)
    begins = any(begins_anything(source.line(number + 1)) for number in said)
    if "mapping values" not in problem or begins or slip_before(source, first_line, last_line):
        return None
    help = "delete it" + (", and the lines between it and the first field" if said[1:] else "")
    return _unreadable(source, said[0], 0, "it stands before the first field", help, _NO_PART)


def _stands_below(source: SourceFile, line: int, last_line: int) -> bool:
    """Whether `line` is at the margin below an empty one, and nothing that could be a field follows up to the last."""
    apart = line > 0 and not source.line(line).strip() and not source.line(line + 1).startswith(" ")
    return apart and not any(begins_anything(source.line(number + 1)) for number in range(line, last_line + 1))


def _is_numbered(source: SourceFile, line: int) -> bool:
    """Whether `line` and the one above it begin with their own numbers, as an editor or a web page shows them."""
    return line > 0 and all(re.match(rf" *{number}(?:[.:|)]|\s|$)", source.line(number)) for number in (line, line + 1))


def _indented_first(source: SourceFile, lines: list[int]) -> Diagnostic | None:
    """A record whose first `lines` are indented, and whose other fields stand at the margin."""
    text = source.line(lines[0] + 1)
    indent = len(text) - len(text.lstrip(" "))
    if not indent:
        return None
    first = text.split()[0].rstrip(":")
    help = f"delete {counted(indent)} before `{shown(first)}`"
    help += ", and the same before the lines below it that stand as far right" if lines[1:] else ""
    message = f"this line begins with {counted(indent)}, and the fields below it with none"
    return _unreadable(source, lines[0], 0, "too far right", help, message)


def swallowed_entry(source: SourceFile, mark: Mark, first_line: int) -> Diagnostic | None:
    """The diagnostic for a text without quotes at `mark` that goes on with a line which begins with a dash; None if it
    does not. An entry that stands too far right is to YAML no entry, but more of the text above it.

    A slip where the text begins, such as a bullet for a dash, is told instead: the dashes below it are right.
    """
    line, column, last, _ = mark
    dashes = [number for number in range(line + 1, last + 1) if re.match(" *-(?: |$)", source.line(number + 1))]
    if not dashes:
        return None
    if slip := slip_before(source, first_line, line, since=line):
        return slip
    dash = source.line(dashes[0] + 1).index("-")
    above = re.fullmatch("( *(?:- +)*)- +", source.line(line + 1)[:column])
    help = (
        "if this is an entry of a list, begin the first on a line of its own, with `- ` before it; "
        "if the dash belongs to the text, move it to the end of the line above"
    )
    if above:
        spaces = "1 space" if dash == len(above[1]) + 1 else f"{dash - len(above[1])} spaces"
        help = f"delete {spaces} before the dash, to put it below the one on line {line + 1}"
        help += "; the lines below begin with a dash too, and belong there as well" if dashes[1:] else ""
    message = "this dash begins no entry: it is read as part of the text above"
    label = "it stands too far right" if above else "no entry can begin here"
    return _unreadable(source, dashes[0], dash, label, help, message)


def _unreadable(
    source: SourceFile, line: int, column: int, label: str, help: str, message: str = "this line cannot be read"
) -> Diagnostic:
    span = Span(source.path, line + 1, column + 1, line + 1, column + 2)
    return Diagnostic("yaml-syntax", message, span, label, help)


def _quote_not_closed(source: SourceFile, line: int, column: int) -> Diagnostic:
    """A text whose quotation mark is not closed, or is closed by a curly one, which does not count."""
    name, value = value_on(source.line(line + 1))
    text = value[1:].rstrip("“”‘’'\"")
    label = "a quotation mark that is opened and not closed"
    help = "close it at the end of the text"
    below = source.line(line + 2)
    if not below.strip() or begins_anything(below):  # else the text goes on there
        help = typed(name + in_quotes(text), help)
    if value.endswith(("”", "’")):
        label = f"`{value[0]}` opens it, and `{value[-1]}` does not close it: that is another character"
    elif value.startswith("'"):
        help += f", or {typed(name + in_quotes(value), 'put the whole text between double quotation marks')} to keep it"
    return _unreadable(source, line, column, label, help)


def _wanting_quotes(problem: str, source: SourceFile, line: int, column: int) -> Diagnostic | None:
    """A text that needs quotation marks around the whole of it, for it begins with a sign or holds a colon."""
    name, value = value_on(source.line(line + 1))
    help = typed(
        name + in_quotes(value),
        f'put `"` before `{shown(value.split()[0] if value else name)}` and another at the end of the text',
    )
    before = source.line(line + 1)[:column].rstrip()
    if "mapping values" in problem and not name:
        help = "put quotes around the whole text, from where it begins on a line above to its end"
    if "mapping values" in problem:
        message, label = "this text has a colon in it, so it needs quotes", "this colon belongs to the text"
    elif value.startswith("```"):
        message, label = _NO_PART, "a fence, which Markdown puts around code"
        help = "delete this line, and the one that closes it at the end"
    elif name.strip(" -") and re.match(r"(?:[>|][-+]|\|)\s+[^\s#]", value):
        sign = value.split()[0]
        message, label = f"text stands on the same line as its sign `{shown(sign)}`", "the text goes below this sign"
        field = name.strip(" -:")
        help = f"put the text on the next line, two spaces further right than `{field}`, or delete `{shown(sign)}`"
    elif any(known in problem for known in _CANNOT_BEGIN):
        column = source.line(line + 1).find(value)
        sign = "a backtick" if value.startswith("`") else f"`{shown(value[:1])}`"
        message, label = f"text cannot begin with {sign}", "unless it is in quotes"
    elif before.endswith(("'", '"', "]", "}")):
        what = "quotation mark" if before.endswith(("'", '"')) else "bracket"
        message, label = f"text goes on after the closing {what}", "the text goes on here"
        if (
            before == source.line(line + 1)[:column]
            and re.search(r"\w'$", before)
            and re.match(r"\w", source.line(line + 1)[column:])
        ):
            message, label = "an apostrophe ends the text too early", "the text goes on here"
            help = typed(name + f'"{value.strip(chr(39))}"', "put `\"` instead of `'` at both ends of the text")
    else:
        return None
    return _unreadable(source, line, column, label, help, message)
