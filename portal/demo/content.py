"""Content: the demonstration's whole folder, as `content/` is one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

from portal.demo.employers import employer_records
from portal.demo.vacancies import vacancy
from portal.write.emit import emitted

SET = Path(__file__).parent / "set"
"""What is the same in every demonstration: the site's own record, the glossary and the pages."""

SCHEMAS = Path(__file__).parents[2] / "schema"

COMMENT = "Invented for a demonstration, from the first word to the last."


def write_content(folder: Path, number: int, day: date, seed: int) -> None:
    """Write `number` vacancies as they might stand around `day` into the new `folder`, and all that goes with them.

    The same number, day and seed give the same bytes; more vacancies leave those before as they are.
    """
    copytree(SET, folder)
    for kind in ("vacancies", "employers"):
        (folder / kind).mkdir()
    _write(folder / "vacancies", "vacancy", (vacancy(place, day, str(seed)) for place in range(number)))
    _write(folder / "employers", "employer", employer_records(number, str(seed)))


def _write(folder: Path, kind: str, records: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
    """Write records with their names, in the order of the schema of their kind."""
    schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text("utf-8"))
    for name, record in records:
        (folder / f"{name}.yaml").write_text(emitted(record, schema, comment=COMMENT), "utf-8", newline="\n")
