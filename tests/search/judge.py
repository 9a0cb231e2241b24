"""The judge: which vacancies a query of queries.yaml means, by facts of their records, and how good an answer is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

QUERIES = Path(__file__).parent / "queries.yaml"
FIRST = 10
"""So many results a reader sees at once."""

WORD = re.compile(r"[^\W_]+")

BEST, GOOD = 2, 1
"""What a result is worth: a good one half as much as one of the best."""

Facts = Mapping[str, Sequence[str]]
"""The texts of a record by field, in the form in which phrases are looked for."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for, of which kind it is, and the rules by which vacancies are best, or good."""

    kind: str
    find: str
    best: Any
    good: Any


@dataclass(frozen=True, slots=True)
class Score:
    """How good an answer is, 0 to 1: what share of the worth that ten results can have its ten have, and 1 divided
    by the place of the first of the best."""

    recall: float
    rank: float


def read_queries() -> list[Query]:
    """All queries, kind by kind."""
    kinds = yaml.safe_load(QUERIES.read_text("utf-8"))
    return [
        Query(kind, one["find"], one["best"], one.get("good", [])) for kind, queries in kinds.items() for one in queries
    ]


def facts_of(content: Path) -> dict[str, Facts]:
    """The facts of each vacancy in the folder `content`, by slug."""
    employers = {file.stem: _read(file) for file in content.glob("employers/*.yaml")}
    return {
        file.stem: _facts(record, employers[record["employer"]])
        for file in sorted(content.glob("vacancies/[!_]*.yaml"))
        if (record := _read(file))
    }


def _read(file: Path) -> dict[str, Any]:
    record: dict[str, Any] = yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return record


def _facts(record: Mapping[str, Any], employer: Mapping[str, Any]) -> Facts:
    places, modalities = record.get("locations", []), record.get("modalities", [])
    names = [employer["name"], *employer.get("also_known_as", [])]
    groups = record.get("person_specification", {}).get("groups", [])
    fields: dict[str, list[Any]] = {
        "title": [record["title"]],
        "service": [record.get("organisation", {}).get("service", "")],
        "employer": names,
        "town": [*(place.get("town", "") for place in places), *record.get("areas_served", [])],
        "region": [place.get("region", "") for place in places],
        "mode": [record.get("work_mode", "")],
        "pattern": record.get("pattern", []),
        "practised": [one["code"] for one in modalities if one["role"] in ("essential", "delivered")],
        "clients": record.get("clients", {}).get("groups", []),
        "sponsorship": [record.get("sponsorship", {}).get("offered", "")],
        "criterion": [one["text"] for group in groups for one in group["criteria"]],
        "all": [*_texts(record), *names],
    }
    return {name: [plain(str(text)) for text in texts] for name, texts in fields.items()}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for one in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(one)


def plain(text: str) -> str:
    """`text` as phrases are looked for in it: its words in small letters, without accents, a space before and after."""
    letters = unicodedata.normalize("NFD", text.lower())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return f" {' '.join(WORD.findall(bare))} "


def worth_of(query: Query, vacancies: Mapping[str, Facts]) -> dict[str, int]:
    """What each vacancy that `query` means is worth, by slug."""
    return {
        slug: BEST if _holds(query.best, facts) else GOOD
        for slug, facts in vacancies.items()
        if _holds(query.best, facts) or _holds(query.good, facts)
    }


def _holds(rule: Any, facts: Facts) -> bool:
    if isinstance(rule, list):
        return any(_holds(one, facts) for one in rule)
    return all(
        any(_stands(phrase, text) for phrase in (given if isinstance(given, list) else [given]) for text in facts[name])
        for name, given in rule.items()
    )


def _stands(phrase: str, text: str) -> bool:
    words = [rf"{plain(word).strip()}\w*" if word.endswith("*") else plain(word).strip() for word in phrase.split()]
    return re.search(f" {' '.join(words)} ", text) is not None


def judged(answer: Sequence[str], worth: Mapping[str, int]) -> Score:
    """How good `answer` is, slugs in their order, where `worth` says what is looked for."""
    most = sum(sorted(worth.values(), reverse=True)[:FIRST])
    recall = sum(worth.get(slug, 0) for slug in answer[:FIRST]) / most
    best = max(worth.values())
    place = next((place for place, slug in enumerate(answer, 1) if worth.get(slug) == best), None)
    return Score(recall, 1 / place if place else 0.0)
