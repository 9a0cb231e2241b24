"""The reference of `docs/record.md`, made from the schemas: what each field is, does and looks like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from portal.validate.corrections import as_yaml
from portal.validate.schema import KINDS, TERMS, Schema, Schemas

_TYPES = {
    "string": "text",
    "number": "number",
    "integer": "whole number",
    "boolean": "true or false",
    "array": "list",
    "object": "fields",
}


def reference(schemas: Schemas) -> str:
    """The fields of every kind of record, then every vocabulary, as Markdown."""
    blocks = [_record(schemas[kind]) for kind in KINDS]
    blocks.append("## Vocabularies\n\nWhat you may type, and what readers see.")
    blocks += [_vocabulary(name, schema) for kind in KINDS for schema in [schemas[kind]] for name in _names(schema)]
    return "\n\n".join(blocks) + "\n"


def _record(schema: Schema) -> str:
    rows = list(_rows(schema))
    return "\n".join(
        [
            f"## {schema.data['title']}",
            "",
            str(schema.data["description"]),
            "",
            "| field | | what it is, and what it does on the page | example |",
            "| --- | --- | --- | --- |",
            *rows,
        ]
    )


def _rows(schema: Schema) -> Iterator[str]:
    required: dict[tuple[str, ...], Any] = {(): schema.data.get("required", ())}
    for path, field in schema.fields():
        inside = schema.resolve(field["items"]) if "items" in field else field
        required[path if "items" not in field else (*path, "[]")] = inside.get("required", ())
        name = ".".join(path).replace(".[]", "[]")
        needed = "**needed**" if path[-1] in required.get(path[:-1], ()) else ""
        words = f"{field.get('title', '')} ({_kind(schema, field)}). {field.get('description', '')}"
        yield f"| `{name}` | {needed} | {_cell(words)} | {_example(field)} |"


def _kind(schema: Schema, field: Mapping[str, Any]) -> str:
    if TERMS in field:
        return f"one of [{field['title'].lower()}](#{_anchor(field['title'])})"
    if field.get("type") == "array":
        return f"list of {_kind(schema, schema.resolve(field['items']))}"
    if field.get("format") == "date":
        return "date, YYYY-MM-DD"
    if field.get("x-format") == "markdown":
        return "Markdown"
    return _TYPES[field["type"]]


def _example(field: Mapping[str, Any]) -> str:
    examples = field.get("examples") or field.get("enum") or []
    return f"`{_cell(as_yaml(examples[0]))}`" if examples else ""


def _names(schema: Schema) -> list[str]:
    return [name for name, definition in schema.data.get("$defs", {}).items() if TERMS in definition]


def _vocabulary(name: str, schema: Schema) -> str:
    definition = schema.data["$defs"][name]
    rows = [
        f"| `{code}` | {_cell(term['label'])} | {_cell(term.get('help', ''))} |"
        for code, term in definition[TERMS].items()
    ]
    return "\n".join(
        [
            f"### {definition['title']}",
            "",
            definition["description"],
            "",
            "| type | readers see | |",
            "| --- | --- | --- |",
            *rows,
        ]
    )


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-").replace("“", "").replace("”", "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
