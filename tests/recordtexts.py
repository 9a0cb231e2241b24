"""Texts of records for the scripts that read and write them, and what is read in them: by the scripts and by Python."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import casebook
from builtsite import PROJECT, demo_content
from node import from_record

from portal.cellar.diagnostics import Diagnostic
from portal.load.files import read_source
from portal.load.kinds import FOLDERS
from portal.load.places import Place
from portal.load.record import read_record

SCHEMA = json.loads((PROJECT / "schema" / "vacancy.schema.json").read_text("utf-8"))
PATH = "content/vacancies/a.yaml"
ODD = [
    *("", " ", "a ", " a", "x: y", "x #1", "ends:", "- a", "true", "No", "1.10", "17:00", "2026-01-01", "~", "a\tb"),
    *("a\n", "a\nb", "\na", "a\n\n", "a\n  \nb ", "\tb\nc", "---", "# a", '"a"', "it's", "\\", 'a\\"b', "[a]"),
    *("\N{GRINNING FACE}", "\N{GRINNING FACE} " * 60, "a  b " * 40, "x" * 200, "é" * 99, "a\rb", "a\u00a0"),
    *("<<", "a, b", "{a: b}"),
]
"""Texts that are easily written in a way that is read as something else."""

Text = tuple[str, str]
"""The path of a file, and what stands in it."""


def read_by_script(texts: list[Text]) -> list[dict[str, Any]]:
    work = "it.map(([path, text]) => { const { data, place, comments, diagnostics } = portal.form.read(text, path)"
    return list(from_record(work + "; return { data, place, comments, diagnostics } })", texts))


def placed(place: Place) -> dict[str, Any]:
    """A place as the scripts have it."""
    return {
        "mark": list(place.mark),
        "keys": {key: list(mark) for key, mark in place.keys.items()},
        "parts": {str(step): placed(part) for step, part in place.parts.items()},
    }


def told(found: Diagnostic) -> dict[str, Any]:
    """A diagnostic as the scripts have it."""
    span = found.span
    assert span is not None
    return {
        "rule": found.rule,
        "severity": found.severity.value,
        "message": found.message,
        "label": found.label,
        "help": found.help,
        "path": span.path,
        "line": span.line,
        "column": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def read_by_python(path: str, text: str, folder: Path) -> dict[str, Any]:
    """The same as `read_by_script`, but for the comments. A file is written, for some mistakes are those of files."""
    file = folder / "text"
    file.write_bytes(text.encode("utf-8"))
    diagnostics: list[Diagnostic] = []
    source, record = read_source(file, path, diagnostics), None
    if source is not None:
        kind = next(kind for kind in FOLDERS if kind.folder == path.split("/")[1])
        record, more = read_record(kind, source)
        diagnostics += more
    return {
        "data": record.data if record else None,
        "place": placed(record.place) if record else None,
        "diagnostics": [told(found) for found in diagnostics],
    }


def text_of(file: Path) -> str:
    """The text of a file as a browser would have it."""
    return file.read_bytes().decode("utf-8", "replace")


def files_in(folder: Path) -> list[Text]:
    """The vacancies and employers below a folder."""
    return [
        (f"content/{file.parent.name}/{file.name}", text_of(file))
        for kind in ("vacancies", "employers")
        for file in sorted(folder.rglob(f"{kind}/*.*"))
    ]


@cache
def good() -> list[Text]:
    """Every record that there is to try: the project's own, the tests', a demonstration's."""
    valid = [(f"content/vacancies/{file.name}", text_of(file)) for file in sorted(casebook.VALID.iterdir())]
    sites = [text for site in ("five", "small", "other-trade") for text in files_in(PROJECT / "tests" / "sites" / site)]
    return [*valid, *files_in(PROJECT / "content"), *sites, *files_in(demo_content(100).parent)]
