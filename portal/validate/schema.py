"""Schema: reads `schema/*.schema.json`, the only description of a record, and answers questions about it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.cellar.diagnostics import Diagnostic
from portal.cellar.source import Span

KINDS = ("vacancy", "employer", "glossary", "wording", "page", "site")
TERMS = "x-terms"
"""The keyword beside an `enum` that holds each value's label and help."""


class BrokenSchema(Exception):
    """A schema cannot be used; `diagnostic` says why and where."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@dataclass(frozen=True, slots=True)
class Schema:
    """One schema: its file and its JSON."""

    path: str
    data: Mapping[str, Any]

    def resolve(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        """The node itself or, if it refers to a definition, that definition with the node's own words on top."""
        reference = node.get("$ref")
        if reference is None:
            return node
        definition = self.data["$defs"][reference.removeprefix("#/$defs/")]
        return {**definition, **{key: value for key, value in node.items() if key != "$ref"}}

    def at(self, schema_path: Sequence[str | int]) -> Any:
        """The part of the schema at a path such as `("$defs", "band", "enum")`."""
        node: Any = self.data
        for step in schema_path:
            node = node[step]
        return node

    def fields(self, node: Mapping[str, Any] | None = None) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
        """Every field below `node` (by default the record) with its path; `[]` stands for the items of a list.

        A definition that refers to itself is entered once.
        """
        yield from self._fields(self.data if node is None else node, (), ())

    def _fields(
        self, node: Mapping[str, Any], path: tuple[str, ...], entered: tuple[str, ...]
    ) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
        for name, part in node.get("properties", {}).items():
            here = (*path, name)
            field = self.resolve(part)
            yield here, field
            inside, step = field, here
            if "items" in field:
                inside, step = self.resolve(field["items"]), (*here, "[]")
            title = str(inside.get("title", ""))
            if "properties" in inside and title not in entered:
                yield from self._fields(inside, step, (*entered, title))


@dataclass(frozen=True, slots=True)
class Schemas:
    """The schemas by kind of record."""

    by_kind: Mapping[str, Schema]

    def __getitem__(self, kind: str) -> Schema:
        return self.by_kind[kind]

    def terms(self) -> dict[str, dict[str, Mapping[str, str]]]:
        """Vocabulary name to code to its label and help, of all schemas together."""
        return {
            name: definition[TERMS]
            for schema in self.by_kind.values()
            for name, definition in schema.data.get("$defs", {}).items()
            if TERMS in definition
        }


def read_schemas(folder: Path) -> Schemas:
    """Read the schemas of `folder`. Raises `BrokenSchema` where one is missing or is not JSON."""
    return Schemas({kind: _read(folder / f"{kind}.schema.json") for kind in KINDS})


def _read(file: Path) -> Schema:
    path = f"{file.parent.name}/{file.name}"
    try:
        data = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise BrokenSchema(Diagnostic("broken-schema", f"`{path}` cannot be read: {error.strerror}")) from None
    except json.JSONDecodeError as error:
        span = Span(path, error.lineno, error.colno, error.lineno, error.colno + 1)
        raise BrokenSchema(
            Diagnostic("broken-schema", "this schema is not JSON", span, error.msg.lower(), "mend the JSON")
        ) from None
    return Schema(path, data)
