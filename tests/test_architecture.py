"""The architecture: which stage may import which, and what only one room may do.

`STAGES` is the one table of it. `python3 tests/test_architecture.py` writes it into docs/architecture.md,
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
STAGES: Mapping[str, set[str]] = {
    "cellar": set(),
    "load": {"cellar", "model"},
    "model": set(),
    "validate": {"cellar", "load", "model"},
    "facets": {"cellar", "model"},
    "views": {"cellar", "facets", "model"},
    "pages": {"cellar", "facets", "model", "views"},
    "render": {"cellar", "views"},
    "search": {"cellar"},
    "form": {"cellar", "load", "model", "validate"},
    "offline": {"cellar"},
    "publish": {"cellar"},
    "demo": {"cellar", "load", "write"},
    "write": {"load", "model"},
    "review": {"cellar", "load", "model", "pages", "validate", "views"},
    "cache": set(),
    "gather": {"cache", "cellar", "load", "model", "pages", "validate", "views"},
    "make": {"cellar", "facets", "form", "offline", "pages", "publish", "render", "search", "views"},
    "check": {"cellar", "gather", "load", "model", "pages", "validate", "write"},
    "commands": {
        "cache",
        "cellar",
        "check",
        "form",
        "front",
        "gather",
        "load",
        "make",
        "model",
        "pages",
        "publish",
        "render",
        "review",
        "validate",
    },
    "front": {"cellar", "model", "pages", "review"},
}
"""Each stage, and the stages whose rooms its own rooms import: no more, no fewer."""

ONLY_IN: Mapping[str, set[str]] = {
    "jinja2": {"render.quick", "render.render"},
    "jsonschema_rs": {"validate.shape"},
    "markdown_it": {"cellar.markdown"},
    "markupsafe": {
        "cellar.markdown",
        "pages.fragments",
        "pages.jobposting",
        "render.quick",
        "render.render",
        "views.applying",
        "views.given",
        "views.vacancy_view",
    },
    "msgspec": {
        "cache.packing",
        "cellar.digests",
        "cellar.handover",
        "cellar.markdown",
        "commands.unchanged",
        "facets.columns",
        "facets.found",
        "facets.values",
        "gather.gather",
        "gather.sheets",
        "gather.verdicts",
        "make.kept",
        "make.making",
        "make.orders",
        "model.assemble",
        "model.catalogue",
        "model.vacancy",
        "pages.fragments",
        "pages.inputs",
        "pages.plan",
        "pages.listing",
        "pages.page",
        "pages.roles",
        "review.card",
        "review.side",
        "validate.marks",
        "views.cards",
        "views.eligibility",
        "views.entry",
        "views.given",
        "views.lists",
        "views.pagination",
        "views.panel",
        "views.vacancy_view",
    },
    "multiprocessing": {"cellar.workers"},
    "subprocess": {"front.environment", "review.base", "search.pagefind"},
    "yaml": {"load.yamlreader"},
}
"""What is imported in these rooms only: every package, and what starts other programs or processes."""

CLOCKS = re.compile(r"\b(date\.today|datetime\.(now|utcnow|today)|time\.(time|time_ns|localtime|gmtime|ctime))\b")


def rooms_of(stage: str) -> dict[str, Path]:
    """The rooms of a stage by name, such as `validate.rules.pay`, each with its file."""
    folder = ROOT / "portal"
    files = sorted((folder / stage).rglob("*.py"))
    return {".".join(file.relative_to(folder).with_suffix("").parts): file for file in files}


ROOMS = {room: file for stage in STAGES for room, file in rooms_of(stage).items()}


def modules_in(file: Path) -> Iterator[str]:
    """Every module that `file` imports, with its dots."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name.removeprefix("portal.") in ROOMS else node.module for name in names)


def rooms_used_by(room: str) -> set[str]:
    modules = modules_in(ROOMS[room])
    return {module.removeprefix("portal.") for module in modules if module.startswith("portal.")} - {room}


def purpose(file: Path) -> str:
    """What a room or a stage does: the first sentence of its own words."""
    words = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    return words.split("\n")[0]


def table() -> str:
    """The table of stages and their rooms for docs/architecture.md."""
    rows = ["| room | does | its stage imports |", "| --- | --- | --- |"]
    for stage, imports in STAGES.items():
        rooms = rooms_of(stage)
        rows.append(f"| **{stage}** | {purpose(rooms.pop(f'{stage}.__init__'))} | {', '.join(sorted(imports))} |")
        rows += [
            f"| `{room.removeprefix(f'{stage}.').removesuffix('.__init__')}` | {purpose(file)} | |"
            for room, file in rooms.items()
        ]
    return "\n".join(rows)


def with_table(text: str) -> str:
    """The text of the document with the table as it is now."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def test_the_table_names_every_stage() -> None:
    """A stage that the table does not know, or one that is no more, fails here."""
    assert {file.parent.name for file in ROOT.glob("portal/*/*.py")} == set(STAGES)
    assert [file.name for file in ROOT.glob("portal/*.py")] == ["__init__.py"]


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_what_the_table_says(stage: str) -> None:
    """Neither an import that the table does not allow, nor an allowance that nothing needs."""
    used = {other.split(".")[0] for room in rooms_of(stage) for other in rooms_used_by(room)}
    assert used - {stage} == STAGES[stage]


def test_rooms_import_each_other_in_one_direction() -> None:
    """No room needs itself, by whatever way round."""
    TopologicalSorter({room: rooms_used_by(room) for room in ROOMS}).prepare()


@pytest.mark.parametrize("module", ONLY_IN)
def test_a_package_is_imported_in_its_own_rooms_only(module: str) -> None:
    """Another YAML reader or template engine means changes in one room."""
    rooms = {room for room, file in ROOMS.items() if module in {name.split(".")[0] for name in modules_in(file)}}
    assert rooms == ONLY_IN[module]


def test_every_package_has_its_rooms() -> None:
    """A new dependency comes with a line in `ONLY_IN`."""
    modules = {name.split(".")[0] for file in ROOMS.values() for name in modules_in(file)}
    assert modules - set(sys.stdlib_module_names) - {"portal"} <= set(ONLY_IN)


@pytest.mark.parametrize("room", ROOMS)
def test_only_the_front_door_reads_the_clock(room: str) -> None:
    """The day is handed in, so that a build can be repeated and every day can be tried."""
    assert not [found[0] for found in CLOCKS.finditer(ROOMS[room].read_text("utf-8"))]


def test_the_front_door_reads_the_clock_once() -> None:
    """One clock, one line."""
    assert len(CLOCKS.findall((ROOT / "build.py").read_text("utf-8"))) == 1


def test_only_the_markdown_room_calls_text_safe() -> None:
    """`Markup(…)` promises that a text is safe HTML: one room makes that promise."""
    makers = {
        room
        for room, file in ROOMS.items()
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Markup"
    }
    assert makers == {"cellar.markdown"}


def test_no_template_switches_escaping_off() -> None:
    """Neither `|safe` nor `autoescape false` stands in a template."""
    unsafe = re.compile(r"\|\s*safe\b|autoescape")
    templates = sorted((ROOT / "templates").rglob("*.jinja"))
    assert templates
    assert not [file.name for file in templates if unsafe.search(file.read_text("utf-8"))]


def test_the_environment_needs_no_package() -> None:
    """What runs before the packages are there imports nothing but Python's own."""
    first = {"front.environment", "front.arguments", "front.progress"}
    while (more := first | {used for room in first for used in rooms_used_by(room)}) != first:
        first = more
    modules = {name.split(".")[0] for room in first for name in modules_in(ROOMS[room])}
    assert modules - set(sys.stdlib_module_names) == {"portal"}


def test_the_document_shows_the_table() -> None:
    """docs/architecture.md is in step; `python3 tests/test_architecture.py` puts it in step."""
    text = DOCUMENT.read_text("utf-8")
    assert text == with_table(text)


if __name__ == "__main__":
    DOCUMENT.write_text(with_table(DOCUMENT.read_text("utf-8")), "utf-8")
