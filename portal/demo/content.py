"""Content: the demonstration's whole folder, as `content/` is one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

from portal.demo.emit import emitted
from portal.demo.employers import employer_records
from portal.demo.vacancies import vacancy

SET = Path(__file__).parent / "set"
"""What is the same in every demonstration: the site's own record, the glossary and the pages."""

COMMENT = "Invented for a demonstration, from the first word to the last."


def write_content(folder: Path, number: int, day: date, seed: int) -> None:
    """Write `number` vacancies as they might stand around `day` into the new `folder`, and all that goes with them.

    The same number, day and seed give the same bytes; more vacancies leave those before as they are.
    """
    copytree(SET, folder)
    for kind in ("vacancies", "employers"):
        (folder / kind).mkdir()
    for place in range(number):
        name, record = vacancy(place, day, str(seed))
        _write(folder / "vacancies" / f"{name}.yaml", record)
    for name, record in employer_records(number, str(seed)):
        _write(folder / "employers" / f"{name}.yaml", record)


def _write(file: Path, record: Mapping[str, Any]) -> None:
    file.write_text(emitted(record, COMMENT), "utf-8", newline="\n")
