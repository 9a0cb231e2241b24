"""Faults: what a schema validator finds, put into our words and at its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.dateforms import date_words
from portal.diagnostics import Diagnostic, did_you_mean, quoted, shown
from portal.load import Record
from portal.model import KEY_FACTS
from portal.schema import Schema
from portal.source import Span

_TYPES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping of fields",
    "null": "nothing",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One error of the validator, with what is needed to word it."""

    record: Record
    schema: Schema
    path: tuple[str | int, ...]
    keyword: str
    limits: Mapping[str, Any]
    value: Any
    field: Mapping[str, Any]  # the schema of the value at `path`

    @property
    def name(self) -> str:
        """What to call the value: its field or, in a list, the field whose item it is."""
        names = [step for step in self.path if isinstance(step, str)]
        return names[-1] if names else self.record.kind

    @property
    def example(self) -> str:
        examples = self.field.get("examples") or [""]
        return as_yaml(examples[0])

    def span(self, *steps: str | int, key: bool = False) -> Span:
        return self.record.span((*self.path, *steps), key=key)

    def says(self, rule: str, message: str, label: str = "", help: str = "") -> Diagnostic:
        return Diagnostic(rule, message, self.span(), label, help)


def _unknown_fields(fault: Fault) -> Iterator[Diagnostic]:
    known = list(fault.field.get("properties", ()))
    for name in fault.limits["unexpected"]:
        yield Diagnostic(
            "unknown-field",
            f"`{shown(name)}` is not a field of {_of(fault)}",
            fault.span(name, key=True),
            f"not in {fault.schema.path}",
            _belongs(fault, name)
            or did_you_mean(name, known)
            or f"{_of(fault)} has {quoted(known[:8], 'and')} …",
        )


def _of(fault: Fault) -> str:
    kind = {"employer": "an employer", "glossary": "the glossary", "site": "the site"}.get(
        fault.record.kind, f"a {fault.record.kind}"
    )
    return kind if not fault.path else f"`{fault.name}`"


def _belongs(fault: Fault, name: str) -> str:
    """Where a field that stands in the wrong place belongs."""
    here = tuple(step for step in fault.path if isinstance(step, str))
    homes = [path[:-1] for path, _ in fault.schema.fields() if path[-1] == name and path[:-1] != here]
    if not homes:
        return ""
    home = [step for step in homes[0] if step != "[]"]
    return (
        f"`{name}` belongs under `{'.'.join(home)}`"
        if home
        else f"`{name}` belongs at the top, without indentation"
    )


def _missing_field(fault: Fault) -> Iterator[Diagnostic]:
    name = fault.limits["property"]
    field = fault.schema.resolve(fault.field["properties"][name])
    example = as_yaml((field.get("examples") or field.get("enum") or ["…"])[0])
    span = fault.span(key=True) if fault.path else Span(fault.record.path, 1, 1, 1, 1)
    yield Diagnostic(
        "missing-field",
        f"{_of(fault)} needs `{name}`",
        span,
        str(field.get("description", "")).split(". ")[0].rstrip("."),
        f"add a line such as `{name}: {example}`",
    )


def _wrong_type(fault: Fault) -> Iterator[Diagnostic]:
    wanted = fault.limits["types"][0]
    if fault.value is None:
        yield _empty(fault)
        return
    given = _TYPES[_type_of(fault.value)]
    yield fault.says(
        "wrong-type",
        f"`{fault.name}` is {given}, and must be {_TYPES[wanted]}",
        f"expected {_TYPES[wanted]}",
        _retyped(fault, wanted),
    )


def _empty(fault: Fault) -> Diagnostic:
    help = f"write a value, such as `{fault.example}`, or delete the line"
    if fault.path and fault.path[0] in KEY_FACTS:
        help += f"\nif the source does not say, delete it and add `{fault.path[0]}` to `not_stated`"
    return Diagnostic(
        "empty-value", f"`{fault.name}` has no value", fault.span(key=True), "nothing after the colon", help
    )


def _retyped(fault: Fault, wanted: str) -> str:
    value = fault.value
    if wanted == "string" and isinstance(value, (int, float)):
        text = str(value).lower() if isinstance(value, bool) else str(value)
        return f'put it in quotes: `"{text}"`'
    if wanted in ("number", "integer") and isinstance(value, str):
        digits = re.sub(r"[£€$,\s]", "", value)
        if re.fullmatch(r"\d+(\.\d+)?", digits):
            return f"write `{digits}`: digits only, without £ or commas"
        return f"write a number, such as `{fault.example}`"
    if wanted == "array" and isinstance(value, str):
        return f"write it as a list, even of one:\n{fault.name}:\n  - {shown(value)}"
    if wanted == "boolean":
        words = {"yes": "true", "no": "false", "on": "true", "off": "false"}
        return f"write `{words.get(str(value).lower(), 'true` or `false')}`"
    return f"write it like `{fault.example}`"


def _type_of(value: Any) -> str:
    types = (
        (bool, "boolean"),
        (int, "integer"),
        (float, "number"),
        (str, "string"),
        (list, "array"),
        (dict, "object"),
    )
    return next((name for kind, name in types if isinstance(value, kind)), "null")


def _unknown_value(fault: Fault) -> Iterator[Diagnostic]:
    if fault.value is None:
        yield _empty(fault)
        return
    allowed = [str(option) for option in fault.limits["options"]]
    what = str(fault.field.get("title", fault.name)).lower()
    yield fault.says(
        "unknown-value",
        f"`{shown(fault.value)}` is not a value of `{fault.name}`",
        f"expected a {what}" if what not in ("included",) else "",
        did_you_mean(str(fault.value), allowed) or f"use one of {quoted(allowed)}",
    )


def _wrong_form(fault: Fault) -> Iterator[Diagnostic]:
    form = fault.field.get("format")
    if form == "date":
        yield fault.says("not-a-date", f"`{shown(fault.value)}` is not a date", *date_words(str(fault.value)))
    elif form == "uri":
        yield _not_an_address(fault)
    elif form == "email":
        yield fault.says(
            "not-an-email",
            f"`{shown(fault.value)}` is not an e-mail address",
            "expected name@host",
            f"write it like `{fault.example}`",
        )
    else:
        title = str(fault.field.get("title", fault.name)).lower()
        yield fault.says(
            "wrong-form",
            f"`{shown(fault.value)}` does not have the form of `{fault.name}`",
            f"not the form of a {title}",
            f"write it like `{fault.example}`{_better_form(fault)}",
        )


def _better_form(fault: Fault) -> str:
    """A guess at what the editor meant, where one fits the pattern."""
    text = str(fault.value).strip()
    guesses = [
        re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-"),
        text.upper(),
        text[:-3].strip().upper() + " " + text[-3:].upper(),
        text.zfill(5),
    ]
    pattern = fault.field.get("pattern", "")
    fits = next((guess for guess in guesses if pattern and re.search(pattern, guess)), "")
    return f": did you mean `{fits}`?" if fits else ""


def _not_an_address(fault: Fault) -> Diagnostic:
    text = str(fault.value)
    bare = "://" not in text and "." in text and " " not in text
    help = (
        f"write `https://{text}`"
        if bare and "@" not in text
        else f"write the whole address, such as `{fault.example}`"
    )
    return fault.says(
        "not-an-address",
        f"`{shown(text)}` is not a web address",
        "expected https://… and no user name in it",
        help,
    )


def _too_short(fault: Fault) -> Iterator[Diagnostic]:
    if not fault.value:
        yield _empty(fault)
    else:
        limit = fault.limits["limit"]
        yield fault.says(
            "too-short",
            f"`{fault.name}` is too short",
            f"expected at least {limit} characters",
            f"say more, for example: {fault.example}",
        )


def _too_long(fault: Fault) -> Iterator[Diagnostic]:
    limit, length = fault.limits["limit"], len(str(fault.value))
    yield fault.says(
        "too-long",
        f"`{fault.name}` is {length:,} characters long",
        f"expected at most {limit:,}",
        f"shorten it by {length - limit:,}",
    )


def _out_of_range(fault: Fault) -> Iterator[Diagnostic]:
    bound = "at least" if fault.keyword == "minimum" else "at most"
    limit = fault.limits["limit"]
    yield fault.says(
        "out-of-range",
        f"`{fault.name}` is {shown(fault.value)}",
        f"expected {bound} {limit:,}",
        f"write a number such as `{fault.example}`",
    )


def _list_length(fault: Fault) -> Iterator[Diagnostic]:
    limit = fault.limits["limit"]
    if not fault.value:
        yield _empty(fault)
    elif fault.keyword == "minItems":
        yield fault.says(
            "too-few",
            f"`{fault.name}` has {len(fault.value)} of the {limit} it needs",
            f"expected at least {limit}",
            "add the others, or write it without the list",
        )
    else:
        yield fault.says(
            "too-many",
            f"`{fault.name}` has {len(fault.value)} entries",
            f"expected at most {limit}",
            "put some of them together",
        )


def _repeated_item(fault: Fault) -> Iterator[Diagnostic]:
    items: Sequence[Any] = fault.value
    for number, item in enumerate(items):
        if item in items[:number]:
            first = fault.span(items.index(item)).line
            yield Diagnostic(
                "repeated-item",
                f"`{shown(as_yaml(item))}` stands twice in `{fault.name}`",
                fault.span(number),
                f"first on line {first}",
                "delete one of the two",
            )


def _no_fields(fault: Fault) -> Iterator[Diagnostic]:
    yield _empty(fault)


def _bad_key(fault: Fault) -> Iterator[Diagnostic]:
    key = fault.limits["error"].instance
    yield Diagnostic(
        "wrong-form",
        f"`{shown(key)}` does not have the form of a key of `{fault.name}`",
        fault.span(key, key=True),
        "not the form expected here",
        f"write it like `{fault.example}`",
    )


def _one_of_fields(fault: Fault) -> Iterator[Diagnostic]:
    names = [name for option in fault.field["anyOf"] for name in option["required"]]
    yield Diagnostic(
        "missing-field",
        f"an entry of `{fault.name}` needs {quoted(names)}",
        fault.span(),
        "has only a heading",
        f"add `{names[0]}: …`, or delete the entry",
    )


def other(fault: Fault) -> Iterator[Diagnostic]:
    yield fault.says(
        "wrong-form",
        f"`{fault.name}` breaks the rule `{fault.keyword}` of {fault.schema.path}",
        help=f"write it like `{fault.example}`",
    )


WORDS: Mapping[str, Callable[[Fault], Iterator[Diagnostic]]] = {
    "additionalProperties": _unknown_fields,
    "required": _missing_field,
    "type": _wrong_type,
    "enum": _unknown_value,
    "pattern": _wrong_form,
    "format": _wrong_form,
    "minLength": _too_short,
    "maxLength": _too_long,
    "minimum": _out_of_range,
    "maximum": _out_of_range,
    "minItems": _list_length,
    "maxItems": _list_length,
    "uniqueItems": _repeated_item,
    "minProperties": _no_fields,
    "propertyNames": _bad_key,
    "anyOf": _one_of_fields,
}


def as_yaml(value: Any) -> str:
    """An example as one would type it on one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(as_yaml, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {as_yaml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, str) and (re.fullmatch(r"[\d.:]+|true|false|", value) or ": " in value):
        return f'"{value}"'
    return str(value)
