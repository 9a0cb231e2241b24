"""Schema: the only description of a record is read, resolved and listed; a broken one is a diagnostic."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from portal.validate.schema import KINDS, TERMS, BrokenSchema, Schemas, read_schemas

FOLDER = Path(__file__).resolve().parents[2] / "schema"
SCHEMAS = read_schemas(FOLDER)


def nodes(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every part of a schema with the path to it; examples are no parts."""
    if isinstance(node, dict):
        yield path, node
        for key, part in node.items():
            if key not in ("examples", TERMS):
                yield from nodes(part, f"{path}/{key}")


ALL = [(f"{kind}{path}", node) for kind in KINDS for path, node in nodes(SCHEMAS[kind].data)]
FIELDS = [(path, node) for path, node in ALL if isinstance(node.get("type"), str)]
PATTERNS = [(path, node["pattern"]) for path, node in ALL if isinstance(node.get("pattern"), str)]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER, tmp_path / "schema")
    return tmp_path / "schema"


def test_a_missing_schema_is_a_diagnostic(copied: Path) -> None:
    """The message names the file that is not there."""
    (copied / "page.schema.json").unlink()
    with pytest.raises(BrokenSchema) as broken:
        read_schemas(copied)
    assert "`schema/page.schema.json` cannot be read" in broken.value.diagnostic.message


def test_a_schema_that_is_not_json_is_a_diagnostic_with_a_place(copied: Path) -> None:
    """An editor of schemas is shown the line as an editor of records is."""
    (copied / "site.schema.json").write_text('{\n  "title": "Site",\n}\n', "utf-8")
    with pytest.raises(BrokenSchema) as broken:
        read_schemas(copied)
    span = broken.value.diagnostic.span
    assert span is not None
    assert (span.path, span.line) in (("schema/site.schema.json", 2), ("schema/site.schema.json", 3))


@pytest.mark.parametrize("kind", KINDS)
def test_each_schema_is_one(kind: str) -> None:
    """Every file is JSON Schema 2020-12 by its own rules."""
    jsonschema_rs.meta.validate(dict(SCHEMAS[kind].data))


def test_a_reference_is_resolved_with_the_nodes_own_words_on_top() -> None:
    """A field may refer to a vocabulary and keep its own default."""
    field = SCHEMAS["vacancy"].resolve({"$ref": "#/$defs/kind", "default": "vacancy"})
    assert (field["default"], field["title"]) == ("vacancy", "Kind of record")
    assert "$ref" not in field


def test_every_field_is_listed_once() -> None:
    """The list goes into mappings and lists, and enters a requirement within a requirement once."""
    paths = [path for path, _ in SCHEMAS["vacancy"].fields()]
    assert len(paths) == len(set(paths))
    assert ("pay", "allowances", "[]", "name") in paths
    assert ("eligibility", "requirement", "any_of") in paths
    assert not any(path.count("any_of") > 1 for path in paths)


def test_each_vocabulary_gives_every_value_a_label() -> None:
    """What readers see stands beside what editors type, and neither is without the other."""
    for path, node in ALL:
        if "enum" in node:
            assert list(node[TERMS]) == node["enum"], path
            assert all(term["label"] for term in node[TERMS].values()), path
    assert SCHEMAS.terms()["contract"]["fixed_term"]["label"] == "Fixed term"


@pytest.mark.parametrize(("path", "node"), FIELDS, ids=[path for path, _ in FIELDS])
def test_each_field_says_what_it_is_and_does(path: str, node: dict[str, Any]) -> None:
    """A title and a description for editors; mappings know all their fields."""
    if not path.endswith("assessment_key/additionalProperties"):
        assert node.get("title"), path
        assert node.get("description"), path
    if "properties" in node:
        assert node["additionalProperties"] is False, path


@pytest.mark.parametrize(("path", "node"), FIELDS, ids=[path for path, _ in FIELDS])
def test_every_field_has_its_limits(path: str, node: dict[str, Any]) -> None:
    """Text and lists cannot grow without end: patterns run on short text, and pages stay readable."""
    kind = node["type"]
    if kind == "string" and "enum" not in node and node.get("format") != "date":
        assert node["maxLength"] <= 60_000, path
        assert node["minLength"] >= 1, path
    if kind == "array":
        assert node["maxItems"] <= 60, path


@pytest.mark.parametrize(("path", "pattern"), PATTERNS, ids=[path for path, _ in PATTERNS])
def test_a_pattern_is_anchored_and_cheap(path: str, pattern: str) -> None:
    """It holds for the whole text, and repeats nothing that repeats itself, which could take for ever.

    The two repeated groups that are allowed begin with a character that stands nowhere else in them.
    """
    assert pattern.startswith("^"), path
    assert pattern.endswith("$"), path
    rest = pattern.replace("(-[a-z0-9]+)*", "").replace(r"(\.[A-Za-z0-9-]+)+", "")
    assert not re.search(r"[+*]\)[+*]", rest), path


def test_each_example_is_right() -> None:
    """What the messages tell editors to type is accepted."""
    for kind in KINDS:
        data = SCHEMAS[kind].data
        for path, node in nodes(data):
            for example in node.get("examples", ()):
                alone = {**node, "$defs": data.get("$defs", {})}
                errors = list(jsonschema_rs.Draft202012Validator(alone, validate_formats=True).iter_errors(example))
                assert not errors, f"{kind}{path}: {json.dumps(example)}: {errors[0].message}"


def test_schemas_are_found_by_kind() -> None:
    """Rooms ask for a schema by the kind of record."""
    assert isinstance(SCHEMAS, Schemas)
    assert {SCHEMAS[kind].path for kind in KINDS} == {f"schema/{kind}.schema.json" for kind in KINDS}
