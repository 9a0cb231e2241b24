"""The form's scripts as files: what stands in them, and in which order, without running them."""

from __future__ import annotations

import re

import pytest
from node import SCRIPTS

from portal.form.tables import tables
from portal.validate.language import Language

FILES = {file.name: file.read_text("utf-8") for file in sorted((SCRIPTS / "record").glob("*.js"))}
GIVEN = {name: {*re.findall(r"^  form\.(\w+) = ", text, re.MULTILINE)} for name, text in FILES.items()}
USED = re.compile(r"\bform\.(\w+)")


@pytest.mark.parametrize("name", FILES)
def test_a_script_of_records_relies_on_those_before_it(name: str) -> None:
    """The files' numbers say what stands on what; nothing of a page is among it."""
    later = {given for other, names in GIVEN.items() if other > name for given in names - GIVEN[name]}
    assert not later & {*USED.findall(FILES[name])}
    assert not re.search(r"\bdocument\.|\bform\.ui\b|\blocalStorage\b", FILES[name])


def test_every_table_that_is_handed_over_is_used() -> None:
    """A table that no script reads is weight, and says that a rule is missing there."""
    scripts = "".join(FILES.values())
    assert [name for name in tables(Language()) if not re.search(rf"\btables\.{name}\b|'{name}'", scripts)] == []
