"""Every field of a vacancy is seen on its page: whatever is changed in a record, a reader sees the difference.

A field that no page shows is work for editors and nothing for readers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest
from samples import PROJECT, Sample, catalogue_of, vacancy_record

from portal.pages.plan import plan
from portal.render.render import Renderer

SCHEMA: Mapping[str, Any] = json.loads((PROJECT / "schema" / "vacancy.schema.json").read_text("utf-8"))
DAY = date(2026, 3, 10)
ASSETS = {"portal.css": "a", "portal.js": "b", "img/mark.svg": "c"}
Path = tuple[str, ...]

UNSEEN = {
    ("person_specification", "groups", "criteria", "id"): "the name under which a browser keeps the tick",
    ("person_specification", "groups", "criteria", "themes"): "for search, and for which roles are alike",
    ("locations", "kind"): "seen where a place has no address; else it decides what JobPosting may name",
    ("sections", "kind"): "seen in the order of several sections",
    ("applying", "screening_questions", "id"): "only for another question to refer to",
}
"""What need not be seen in words, and why not."""

CHANGES: Mapping[Path, Mapping[str, Any]] = {
    ("withdrawn",): {"withdrawn": {"on": "2026-03-05", "reason": "Filled."}},
    ("pay", "band"): {"pay.grade": None},
    ("pay", "grade"): {"pay.band": None},
    ("applying", "target_missing"): {"applying.target": None},
    ("conflicts",): {
        "conflicts": [{"fact": "travel", "readings": [{"says": "A.", "where": "B."}] * 2, "note": "C."}],
    },
    ("not_stated",): {"not_stated": ["contact"], "contact": None},
}
"""What else must hold for a field to be seen, by the field or a field around it; None takes a field away."""


def resolved(node: Mapping[str, Any]) -> Mapping[str, Any]:
    return SCHEMA["$defs"][node["$ref"].split("/")[-1]] if "$ref" in node else node


def leaves(node: Mapping[str, Any] = SCHEMA, path: Path = ()) -> Iterator[Path]:
    """The path of every value that an editor types, through lists as if they were not there."""
    node = resolved(node)
    if node["type"] == "array":
        yield from leaves(node["items"], path)
    elif "properties" in node:
        for name, field in node["properties"].items():
            if name not in ("any_of", "all_of"):
                yield from leaves(field, (*path, name))
    else:
        yield path


def filled(node: Mapping[str, Any], name: str = "") -> Any:
    """An example of everything that `node` may hold."""
    node = resolved(node)
    if node["type"] == "array":
        return [filled(node["items"], name)]
    if "properties" in node:
        return {key: filled(field, key) for key, field in node["properties"].items() if key not in ("any_of", "all_of")}
    return [*node.get("enum", ()), *node.get("examples", ()), "Words."][0]


@cache
def whole() -> str:
    """A record with every field, as JSON, open on the day."""
    record = filled(SCHEMA)
    tree = record["eligibility"]["requirement"]
    kinds = ("registration", "accreditation", "qualification", "experience", "exception", "other")
    children = [{kind: tree[kind]} for kind in kinds]
    record["eligibility"]["requirement"] = {"all_of": children, "open": True, "note": "Ask."}
    specification = record["person_specification"]
    specification["assessment_key"] = {"A": "Form", "I": "Interview"}
    (group,) = specification["groups"]
    group["assessed_by"] = ["A"]
    (criterion,) = group["criteria"]
    criterion["assessed_by"] = ["I"]
    group["criteria"].append({"id": "another", "text": "Another.", "level": "desirable"})
    record["applying"] |= {"method": "url", "target": "https://example.org/apply"}
    record["applying"]["screening_questions"][0]["alternative_to"] = "other"
    record["applying"]["screening_questions"] += [{"id": "other", "question": "?"}, {"id": "third", "question": "?"}]
    dates = {"posted": "2026-03-01", "opening_date": "2026-03-02", "closing_date": "2026-03-31"}
    record |= {**dates, "employer": "example-mind", "closing_time": "17:00", "checked_on": "2026-03-09"}
    for name in ("withdrawn", "not_stated", "conflicts"):
        del record[name]
    return json.dumps(record)


def record_for(path: Path) -> dict[str, Any]:
    """A whole record in which the field at `path` can be seen."""
    record: dict[str, Any] = json.loads(whole())
    for length in range(len(path) + 1):
        for name, value in CHANGES.get(path[:length], {}).items():
            home, _, last = name.rpartition(".")
            parent: dict[str, Any] = record[home] if home else record
            if value is None:
                parent.pop(last, None)
            else:
                parent[last] = deepcopy(value)
    return record


def parents(node: Any, path: Path) -> Iterator[dict[str, Any]]:
    """Every mapping in the record that holds the last step of `path`."""
    if isinstance(node, list):
        for item in node:
            yield from parents(item, path)
    elif isinstance(node, dict):
        for child in node.get("all_of", ()):
            yield from parents(child, path)
        if len(path) == 1 and path[0] in node:
            yield node
        elif len(path) > 1 and path[0] in node:
            yield from parents(node[path[0]], path[1:])


OTHERS = {
    "not_stated": "pay",
    "assessed_by": "I",
    "alternative_to": "third",
    "employer": "other",
    "fact": "supervision",
}
"""Another value for fields whose values are names for something."""


def other(name: str, value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(value, list):
        return [other(name, item) for item in value]
    if isinstance(value, dict):
        return {key: other(name, item) for key, item in value.items()}
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if name in OTHERS:
        return "A" if value == OTHERS[name] else OTHERS[name]
    values = next(
        (resolved(field)["enum"] for field in fields_named(name) if value in resolved(field).get("enum", ())), ()
    )
    if values:
        return values[1] if value == values[0] else values[0]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return (date.fromisoformat(value) - timedelta(days=1)).isoformat()
    if re.fullmatch(r"\d\d:\d\d", value):
        return "09:30"
    return value.replace("example", "marker") if "example." in value else f"{value} marker"


def fields_named(name: str, node: Mapping[str, Any] = SCHEMA, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Every field of this name, with the items of a list in its place."""
    for key, field in {**node.get("properties", {}), "": node.get("items", {})}.items():
        if key == name:
            yield resolved(field)["items"] if resolved(field)["type"] == "array" else field
        if field and depth < 8:
            yield from fields_named(name, resolved(field), depth + 1)


@dataclass(frozen=True)
class Page:
    """As much of a page as its template needs, the same for every record."""

    view: object
    path: str = "vacancies/play-therapist.html"
    template: str = "pages/vacancy.html.jinja"
    title: str = ""
    description: str = ""
    canonical: str = ""
    indexable: bool = True
    searchable: bool = True
    dated: bool = False
    record: str = "content/vacancies/play-therapist.yaml"


@cache
def renderer() -> Renderer:
    return Renderer(PROJECT / "templates", ASSETS, "https://example.org/small/")


def seen(record: Mapping[str, Any]) -> list[str]:
    """The words of a record's page, and where its links lead."""
    other_employer = Sample("employer", "other", {"name": "Other", "sector": "nhs"})
    site = plan(catalogue_of(other_employer, vacancy_record(**record)), DAY)
    (page,) = (found for found in site.pages if found.path == Page.path)
    html = renderer().page(Page(page.view), site.base_frame).decode("utf-8")
    html = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    return [found.strip() for found in re.findall(r'href="[^"]*"|>[^<]*', html) if found.strip() != ">"]


@pytest.mark.parametrize("path", [path for path in leaves() if path not in UNSEEN], ids=".".join)
def test_whatever_is_changed_in_a_record_is_seen_on_its_page(path: Path) -> None:
    record = record_for(path)
    changed = deepcopy(record)
    places = list(parents(changed, path))
    assert places, "the whole record does not have this field"
    for place in places:
        place[path[-1]] = other(path[-1], place[path[-1]])
    assert seen(changed) != seen(record)


def test_what_need_not_be_seen_is_a_field() -> None:
    assert UNSEEN.keys() <= set(leaves())
