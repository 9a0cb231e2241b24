"""The architecture: which room may import which, and what only one room may do.

`ROOMS` is the one table of it. `python3 tests/test_architecture.py` writes it into docs/architecture.md,
between the two markers; a test fails while it is not in step.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- rooms: begin -->", "<!-- rooms: end -->"
STOREYS: Mapping[str, Mapping[str, str]] = {
    "the cellar, which any room may use": {
        "source": "",
        "diagnostics": "source",
        "trouble": "",
        "english": "",
        "addresses": "",
    },
    "from files to trusted records": {
        "characters": "diagnostics source",
        "places": "source",
        "yamlproblems": "diagnostics source",
        "yamlreader": "characters diagnostics places source yamlproblems",
        "load": "characters diagnostics places source yamlreader",
        "dateforms": "",
        "corrections": "dateforms diagnostics",
        "schema": "diagnostics source",
        "faults": "corrections dateforms diagnostics load model schema source",
        "shape": "characters diagnostics faults load schema",
        "rules": "characters diagnostics load markdown model",
        "validate": "diagnostics load rules schema shape source",
    },
    "what is trusted": {
        "model": "",
        "catalogue": "model",
    },
    "from the model to what pages say": {
        "views": "",
        "markdown": "",
        "abbreviations": "model views",
        "wording": "english model views",
        "status": "english model views wording",
        "panel": "eligibility english model pay short_answer status views wording",
        "details": "english model panel views wording",
        "eligibility": "english model short_answer views wording",
        "applying": "abbreviations english markdown model panel views wording",
        "checklist": "abbreviations english markdown model views",
        "cards": "addresses model pay short_answer status views wording",
        "vacancy_view": (
            "abbreviations addresses applying cards checklist details eligibility markdown model panel "
            "status views"
        ),
        "lists": "addresses applying cards english markdown model views",
        "jobposting": "addresses english markdown model",
        "feeds": "addresses model views",
        "links": "addresses diagnostics markdown model source",
        "pages": (
            "addresses diagnostics english feeds jobposting links lists markdown model source "
            "vacancy_view views wording"
        ),
    },
    "from the plan to a site": {
        "assets": "",
        "render": "addresses diagnostics source views",
        "search": "addresses pages trouble views",
        "tags": "",
        "verify": "diagnostics tags",
        "locks": "",
        "publish": "locks trouble",
    },
    "around it": {
        "arguments": "trouble",
        "environment": "locks trouble",
        "progress": "",
        "printers": "diagnostics source",
        "outcome": "diagnostics model pages printers source trouble",
        "serve": "trouble",
    },
    "?": {
        "pay": "english model views wording",
        "short_answer": "english model",
    },
}
"""Each room, and the rooms that it imports: no more, no fewer."""

ROOMS = {room: set(imports.split()) for storey in STOREYS.values() for room, imports in storey.items()}

ONLY_IN: Mapping[str, set[str]] = {
    "jinja2": {"render"},
    "jsonschema_rs": {"shape"},
    "markdown_it": {"markdown"},
    "markupsafe": {"applying", "jobposting", "markdown", "render", "vacancy_view", "views"},
    "msgspec": {"catalogue"},
    "subprocess": {"environment", "search"},
    "yaml": {"yamlreader"},
}
"""What is imported in these rooms only: every package, and what starts other programs."""

CLOCKS = re.compile(
    r"\b(date\.today|datetime\.(now|utcnow|today)|time\.(time|time_ns|localtime|gmtime|ctime))\b"
)


def files_of(room: str) -> list[Path]:
    """The files of a room: one, or those of a folder."""
    file = ROOT / "portal" / f"{room}.py"
    return [file] if file.exists() else sorted((ROOT / "portal" / room).glob("*.py"))


def modules_in(file: Path) -> Iterator[str]:
    """Every module that `file` imports, with its dots."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "portal":
            yield from (f"portal.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def rooms_used_by(room: str) -> set[str]:
    modules = {module for file in files_of(room) for module in modules_in(file)}
    return {module.split(".")[1] for module in modules if module.startswith("portal.")} - {room}


def purpose(room: str) -> str:
    """What a room does: the first line of its own words."""
    file = next(file for file in files_of(room) if file.stem in (room, "__init__"))
    words = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    return words.split("\n")[0].split("\n\n")[0]


def table() -> str:
    """The table of rooms for docs/architecture.md."""
    rows = ["| room | does | imports |", "| --- | --- | --- |"]
    for storey, rooms in STOREYS.items():
        rows.append(f"| **{storey}** | | |")
        rows += [
            f"| `{room}` | {purpose(room)} | {', '.join(imports.split())} |"
            for room, imports in rooms.items()
        ]
    return "\n".join(rows)


def with_table(text: str) -> str:
    """The text of the document with the table as it is now."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def test_the_table_names_every_room() -> None:
    """A room that the table does not know, or one that is no more, fails here."""
    there = {
        file.parent.name if file.stem == "__init__" else file.stem
        for file in ROOT.glob("portal/*/__init__.py")
    }
    there |= {file.stem for file in ROOT.glob("portal/*.py")} - {"__init__"}
    assert there == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_what_the_table_says(room: str) -> None:
    """Neither an import that the table does not allow, nor an allowance that nothing needs."""
    assert rooms_used_by(room) == ROOMS[room]


def test_rooms_import_each_other_in_one_direction() -> None:
    """No room needs itself, by whatever way round."""
    TopologicalSorter(ROOMS).prepare()


@pytest.mark.parametrize("module", ONLY_IN)
def test_a_package_is_imported_in_its_own_rooms_only(module: str) -> None:
    """Another YAML reader or template engine means changes in one room."""
    rooms = {
        room
        for room in ROOMS
        for file in files_of(room)
        for name in modules_in(file)
        if name.split(".")[0] == module
    }
    assert rooms <= ONLY_IN[module]


def test_every_package_has_its_rooms() -> None:
    """A new dependency comes with a line in `ONLY_IN`."""
    modules = {name.split(".")[0] for room in ROOMS for file in files_of(room) for name in modules_in(file)}
    assert modules - set(sys.stdlib_module_names) - {"portal"} <= set(ONLY_IN)


@pytest.mark.parametrize("room", ROOMS)
def test_only_the_front_door_reads_the_clock(room: str) -> None:
    """The day is handed in, so that a build can be repeated and every day can be tried."""
    assert not [found[0] for file in files_of(room) for found in CLOCKS.finditer(file.read_text("utf-8"))]


def test_the_front_door_reads_the_clock_once() -> None:
    """One clock, one line."""
    assert len(CLOCKS.findall((ROOT / "build.py").read_text("utf-8"))) == 1


def test_only_the_markdown_room_calls_text_safe() -> None:
    """`Markup(…)` promises that a text is safe HTML: one room makes that promise."""
    makers = {
        room
        for room in ROOMS
        for file in files_of(room)
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Markup"
    }
    assert makers == {"markdown"}


def test_no_template_switches_escaping_off() -> None:
    """Neither `|safe` nor `autoescape false` stands in a template."""
    unsafe = re.compile(r"\|\s*safe\b|autoescape")
    templates = sorted((ROOT / "templates").rglob("*.jinja"))
    assert templates
    assert not [file.name for file in templates if unsafe.search(file.read_text("utf-8"))]


def test_the_environment_needs_no_package() -> None:
    """What runs before the packages are there imports nothing but Python's own."""
    first = {"environment", "arguments", "progress"}
    while (more := first | {used for room in first for used in ROOMS[room]}) != first:
        first = more
    modules = {name.split(".")[0] for room in first for file in files_of(room) for name in modules_in(file)}
    assert modules - set(sys.stdlib_module_names) == {"portal"}


def test_the_document_shows_the_table() -> None:
    """docs/architecture.md is in step; `python3 tests/test_architecture.py` puts it in step."""
    text = DOCUMENT.read_text("utf-8")
    assert text == with_table(text)


if __name__ == "__main__":
    DOCUMENT.write_text(with_table(DOCUMENT.read_text("utf-8")), "utf-8")
