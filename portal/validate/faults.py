"""Faults: what a schema validator finds, put into our words and at its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from portal.cellar.diagnostics import Diagnostic, did_you_mean, quoted, shown
from portal.cellar.source import Span
from portal.load.record import Record
from portal.load.slips import slip_before
from portal.model.vacancy import KEY_FACTS
from portal.validate.corrections import (
    OTHER_WORDS,
    TOO_WIDE,
    as_yaml,
    better_address,
    better_form,
    labelled,
    meant,
    meant_value,
    retyped,
)
from portal.validate.dateforms import closing_words, date_words
from portal.validate.figures import without_figure
from portal.validate.schema import TERMS, Schema

TYPES = {
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "made of fields",
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
        examples = self.field.get("examples") or self.field.get("enum") or ["…"]
        return as_yaml(examples[0])

    @property
    def subject(self) -> str:
        """The value in a sentence: a field, or one entry of a list."""
        return f"an entry of `{self.name}`" if self.in_list else f"`{self.name}`"

    @property
    def in_list(self) -> bool:
        return bool(self.path) and isinstance(self.path[-1], int)

    @property
    def is_required(self) -> bool:
        """Whether the record cannot do without the value."""
        node: Mapping[str, Any] = self.schema.data
        for step in self.path[:-1]:
            node = self.schema.resolve(_below(node, step))
        return bool(self.path) and self.path[-1] in node.get("required", ())

    def span(self, *steps: str | int, key: bool = False) -> Span:
        return self.record.span((*self.path, *steps), key=key)

    def says(self, rule: str, message: str, label: str = "", help: str = "") -> Diagnostic:
        return Diagnostic(rule, message, self.span(), label, help)


def _below(node: Mapping[str, Any], step: str | int) -> Mapping[str, Any]:
    """The schema of the value that `step` leads to."""
    below = node["items"] if isinstance(step, int) else node.get("properties", {}).get(step)
    return cast("Mapping[str, Any]", below or node.get("additionalProperties") or {})


def _unknown_fields(fault: Fault) -> Iterator[Diagnostic]:
    known = list(fault.field.get("properties", ()))
    for name in fault.limits["unexpected"]:
        yield Diagnostic(
            "unknown-field",
            f"`{shown(name)}` is not a field of {_of(fault)}",
            fault.span(name, key=True),
            "no field has this name here",
            _parted_figure(fault, name)
            or _belongs(fault, name)
            or did_you_mean(OTHER_WORDS.get(name.lower(), name), known)
            or f"`docs/record.md` lists the fields of {_of(fault)}"
            + ("; delete the line if it is no part of the record" if " " in name else ""),
        )


def _parted_figure(fault: Fault, name: str) -> str:
    """Help with the end of a figure that a comma between braces made a field of its own; empty for any other."""
    keys = list(fault.record.place.find(fault.path)[0].keys)  # the validator hands them over in another order
    before = keys[keys.index(name) - 1] if name in keys[1:] else ""
    figure = fault.value.get(before)
    if not re.fullmatch("[0-9]{1,3}", name) or fault.value[name] is not None or type(figure) is not int:
        return ""
    if len(name) < 3 and fault.field["properties"].get(before, {}).get("x-unit") == "pounds":
        return "a comma within a figure parts it in two: write it without, and look for a digit that is missing"
    whole = f"{figure}{'' if len(name) == 3 else '.'}{name}"
    return f"write `{before}: {whole}`: a comma within a figure parts it in two"


def _of(fault: Fault) -> str:
    return fault.subject if fault.path else _KINDS.get(fault.record.kind, f"a {fault.record.kind}")


_KINDS = {
    "employer": "an employer",
    "glossary": "the glossary",
    "site": "the site",
    "wording": "the wording list",
}


def _belongs(fault: Fault, name: str) -> str:
    """Where a field that stands in the wrong place belongs."""
    here = tuple(step for step in fault.path if isinstance(step, str))
    fields = dict(fault.schema.fields())
    homes = [path[:-1] for path in fields if path[-1] == name and path[:-1] != here]
    if not homes:
        return ""
    # A home that stands in the record and still wants the field is likelier than the first of the schema.
    home = min(homes, key=lambda path: not _wants(fault, path, name))
    if not home:
        return f"`{name}` belongs at the top, without indentation"
    named = ".".join(step for step in home if step != "[]")
    if home[-1] != "[]":
        return f"`{name}` belongs under `{named}`"
    entry = fault.schema.resolve(fields[home[:-1]]["items"])
    beside = next(other for other in (*entry.get("required", ()), *entry["properties"]) if other != name)
    return f"`{name}` belongs inside an entry of `{named}`, beside its `{beside}`"


def _wants(fault: Fault, home: tuple[str, ...], name: str) -> bool:
    """Whether the record has something at `home`, and there is no `name` in it."""
    here: Any = fault.record.data
    for step in home:
        here = here.get(step) if isinstance(here, dict) else None
    return isinstance(here, dict) and name not in here


def _missing_field(fault: Fault) -> Iterator[Diagnostic]:
    name, known = fault.limits["property"], list(fault.field["properties"])
    if any(key not in known and meant(key, known) == name for key in fault.value):
        return  # it is there and misspelt, which has a message of its own
    field = fault.schema.resolve(fault.field["properties"][name])
    example = as_yaml((field.get("examples") or field.get("enum") or ["…"])[0])
    message, label = f"{_of(fault)} needs `{name}`", str(field.get("description", "")).split(". ")[0].rstrip(".")
    if fault.in_list and isinstance(own := fault.value.get("id"), str):
        message = f"the {SINGULAR.get(fault.name, 'entry')} `{shown(own)}` has no `{name}`"
    first = next(iter(fault.record.place.keys), None)  # of the file: the validator sorts them
    help = f"add a line such as `{name}: {example}`"
    if first is not None and not fault.path:
        help = f"add `{name}: …` as a line above `{shown(first)}`"
        if example != "…" and len(example) < 60:
            help += f", such as `{name}: {example}`"
    span = fault.span(key=True) if fault.path or first is None else fault.record.span((first,), key=True)
    yield Diagnostic("missing-field", message, span, label, help)


SINGULAR = {"criteria": "criterion", "screening_questions": "question"}


def _wrong_type(fault: Fault) -> Iterator[Diagnostic]:
    wanted = fault.limits["types"][0]
    if fault.value is None:
        yield _empty(fault)
        return
    if isinstance(fault.value, str) and wanted in ("array", "object") and (slip := _slip_in(fault)):
        yield slip
        return
    if fault.field.get("format") == "date" and isinstance(fault.value, (int, float)):
        yield from _wrong_form(fault)  # a year alone, or a date without its hyphens
        return
    given = TYPES[_type_of(fault.value)]
    message = f"{fault.subject} is {given}, and must be {TYPES[wanted]}"
    if wanted == "object" and not fault.in_list:
        message = f"`{fault.name}` is {given}, and needs lines of its own below it"
    if wanted == "object" and fault.in_list:
        names = list(fault.field.get("required") or fault.field.get("properties", ()))[:3]
        entry = "\n  ".join(f"{name}: …" for name in names)
        yield fault.says("wrong-type", message, "expected fields", f"write its fields, one a line:\n- {entry}")
        return
    items = fault.schema.resolve(fault.field["items"]) if "items" in fault.field else {}
    words = [str(option) for option in items.get("enum", ())]
    yield fault.says(
        "wrong-type",
        message,
        "expected fields" if wanted == "object" else f"expected {TYPES[wanted]}",
        _as_entry(fault)
        or _as_entries(fault)
        or without_figure(fault.value, wanted, fault.path)
        or retyped(fault.value, wanted, fault.field, fault.name, words, _beside(fault))
        or f"write it like `{fault.example}`",
    )


def _beside(fault: Fault) -> Collection[str]:
    """The fields that may stand beside that of the fault."""
    home = [name if isinstance(name, str) else "[]" for name in fault.path[:-1]]
    return [path[-1] for path, _ in fault.schema.fields() if list(path[:-1]) == home]


def _as_entry(fault: Fault) -> str:
    """Help to make fields the one entry of the list that is wanted; empty if they are no such fields."""
    if fault.limits["types"][0] != "array" or not isinstance(fault.value, dict) or not fault.value:
        return ""
    # The validator hands the fields over in another order than that of the file.
    first = next(iter(fault.record.place.find(fault.path)[0].keys))
    return f"put `- ` before `{first}`, and two more spaces before each line below it"


def _as_entries(fault: Fault) -> str:
    """Help to make each line of a text, which stands below its field, an entry of the list that is wanted; empty if
    there is but one.
    """
    if fault.limits["types"][0] != "array" or not isinstance(fault.value, str):
        return ""
    span, lines = fault.span(), fault.value.split("\n")
    if span.line > fault.span(key=True).line:
        lines = list(fault.record.source.lines[span.line - 1 : _last_line(span)])
    entries: list[str] = []
    for line in filter(None, map(str.strip, lines)):
        if entries and entries[0][0].isupper() and line[0].islower():
            entries[-1] += f" {line}"  # a sentence goes on
        else:
            entries.append(line)
    if len(entries) < 2 or lines[0].lstrip()[:1] in ("'", '"', ">", "|"):
        return ""
    if len(entries) > _MOST_SHOWN:
        return f"begin each entry below `{fault.name}` with `- `, on a line of its own"
    return "\n".join(["begin each entry with `- `:", f"{fault.name}:", *(f"  - {as_yaml(entry)}" for entry in entries)])


_MOST_SHOWN = 12
"""So many entries are printed as they are to be typed."""


def _last_line(span: Span) -> int:
    """The last line that a text at `span` stands on: it may end where the next one begins."""
    return max(span.line, span.end_line - (1 if span.end_column == 1 else 0))


def _slip_in(fault: Fault) -> Diagnostic | None:
    """What is wrong with the lines of a text that was meant to be more: a dash without its space, say."""
    span = fault.span()
    if span.line == fault.span(key=True).line:
        return None
    first = 1 if fault.record.source.path.endswith(".md") else 0
    return slip_before(fault.record.source, first, _last_line(span) - 1, since=span.line - 1)


def _empty(fault: Fault) -> Diagnostic:
    help = f"write a value, such as `{fault.example}`"
    help += "" if fault.is_required else ", or delete the line"
    if fault.path in (("applying", "method"), *((fact,) for fact in KEY_FACTS)):
        help += f"\nif the source does not say, delete it and add `{fault.path[0]}` to `not_stated`"
    label = "there is nothing in it"
    if fault.value is None:
        label = "nothing after the dash" if fault.in_list else "nothing after the colon"
    return Diagnostic("empty-value", f"{fault.subject} has no value", fault.span(key=True), label, help)


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
    if not isinstance(fault.value, str):
        return  # its type is wrong, and has been told
    allowed = [str(option) for option in fault.limits["options"]]
    home = _no_value_here(fault, fault.value)
    likely = "" if home else meant_value(fault.value, fault.name, allowed)
    home = home or ("" if likely else _home_of_value(fault, fault.value))
    likely = likely or ("" if home else labelled(fault.value, fault.field.get(TERMS, {})))
    several = [word for word in re.findall(r"\w+", fault.value) if word in allowed]
    if fault.in_list and len(several) > 1:
        likely, home = "", f"make each an entry of its own: write `{', '.join(several)}`"
    yield fault.says(
        "unknown-value",
        f"`{shown(fault.value)}` is not a value of `{fault.name}`",
        "not one of the words allowed here",
        (f"did you mean `{likely}`?" if likely else home)
        or did_you_mean(fault.value, allowed, codes=True)
        or f"use one of {quoted(map(as_yaml, allowed))}",
    )


def _no_value_here(fault: Fault, given: str) -> str:
    """What to say of a word that only looks like a mistyped value: a field that is no fact, or a region too wide."""
    word = given.strip().casefold()
    fields = {path[-1] for path, _ in fault.schema.fields()} - set(fault.schema.data.get("required", ()))
    if fault.name in ("not_stated", "fact") and word in fields:
        return f"`{word}` is no fact of this list: delete the entry; a field that the source does not give is left out"
    if fault.name == "region" and word in TOO_WIDE:
        return f"this is more than one region: use one of {quoted(map(str, fault.limits['options']))}"
    return ""


def _home_of_value(fault: Fault, given: str) -> str:
    """Where a word belongs that is a value of another list of words, beside this one."""
    word = given.strip().casefold().replace(" ", "_").replace("-", "_")
    for path, field in fault.schema.fields():
        options = fault.schema.resolve(field.get("items", field)).get("enum", ())
        if word in options and len(path) == 1 and path[0] != fault.name:
            return f"`{word}` belongs under `{path[0]}`"
    return ""


def _wrong_form(fault: Fault) -> Iterator[Diagnostic]:
    form = fault.field.get("format")
    if form == "date":
        label, help = date_words(str(fault.value))
        help = (closing_words(str(fault.value)) if fault.path == ("closing_date",) else "") or help
        yield fault.says("not-a-date", f"`{shown(fault.value)}` is not a date", label, help)
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
        yield fault.says(
            "wrong-form",
            f"`{shown(fault.value)}` does not have the form of `{fault.name}`",
            f"expected a form like {fault.example}",
            better_form(str(fault.value), fault.field.get("pattern", "")) or f"write it like `{fault.example}`",
        )


def _not_an_address(fault: Fault) -> Diagnostic:
    return fault.says(
        "not-an-address",
        f"`{shown(fault.value)}` is not a web address",
        "expected https://… and no user name in it",
        better_address(str(fault.value)) or f"write the whole address, such as `{fault.example}`",
    )


def _too_short(fault: Fault) -> Iterator[Diagnostic]:
    if not fault.value:
        yield _empty(fault)
    elif not _has_wrong_form(fault):
        limit = fault.limits["limit"]
        yield fault.says(
            "too-short",
            f"{fault.subject} is too short",
            f"expected at least {limit} characters",
            f"say more, such as `{fault.example}`",
        )


def _too_long(fault: Fault) -> Iterator[Diagnostic]:
    if _has_wrong_form(fault):
        return
    limit, length = fault.limits["limit"], len(str(fault.value))
    yield fault.says(
        "too-long",
        f"{fault.subject} is {length:,} characters long",
        f"expected at most {limit:,}",
        f"shorten it by {length - limit:,}",
    )


def _has_wrong_form(fault: Fault) -> bool:
    """Whether a text of the wrong length has not the form of its field either, which says more."""
    return re.search(fault.field.get("pattern", ""), str(fault.value)) is None


def _out_of_range(fault: Fault) -> Iterator[Diagnostic]:
    bound = "at least" if fault.keyword == "minimum" else "at most"
    limit = fault.limits["limit"]
    yield fault.says(
        "out-of-range",
        f"`{fault.name}` is {shown(fault.value)}",
        f"expected {bound} {limit:,}",
        f"write a number such as `{fault.example}`" + (", or delete the line" if fault.value == 0 else ""),
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
        f"{fault.subject} needs {quoted(names)}",
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
