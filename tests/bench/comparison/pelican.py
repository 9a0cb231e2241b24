"""Pelican: articles with front matter in YAML, a tag for each value of a facet, a category for each employer."""

from __future__ import annotations

import json
from pathlib import Path

from comparison.corpus import Corpus, Plain, Role
from comparison.matter import yaml_matter


def write_source(corpus: Corpus, folder: Path) -> None:
    """Write the corpus into `folder`, as Pelican has it."""
    content = folder / "content"
    content.mkdir()
    for role in corpus.roles:
        front = {
            "title": role.matter["title"],
            "date": corpus.day.isoformat(),
            "weight": role.matter["weight"],
            "category": role.matter["employer"],
            "tags": _tags(role),
            "role": role.matter,
        }
        (content / f"{role.slug}.md").write_text(f"{yaml_matter(front)}\n{role.body}", "utf-8")
    (folder / "data.json").write_text(json.dumps(_data(corpus), ensure_ascii=False), "utf-8")


def _tags(role: Role) -> list[str]:
    """Values only of those that are current, for a tag lists all that have it."""
    if role.matter["over"]:
        return ["closed"]
    return ["vacancies", *(f"{facet}/{key}" for facet, keys in role.terms.items() for key in keys)]


def _data(corpus: Corpus) -> Plain:
    """The words of lists, which Pelican has no file of its own for."""
    facets: dict[str, list[Plain]] = {}
    for term in corpus.terms:
        facets.setdefault(term.facet, []).append({"key": term.key, "title": term.title, "count": len(term.current)})
    terms: Plain = {
        f"{term.facet}/{term.key}": {
            "title": term.title,
            "lead": term.lead,
            "facet": term.facet,
            "siblings": list(term.siblings),
        }
        for term in corpus.terms
    }
    lists = {"vacancies": {"title": "All vacancies", "facets": True}, "closed": {"title": "Closed vacancies"}}
    return {
        "site": {
            "name": corpus.name,
            "url": corpus.url.rstrip("/"),
            "disclaimer": corpus.disclaimer,
            "day": corpus.day.isoformat(),
        },
        "facets": [{"facet": facet, "terms": found} for facet, found in facets.items()],
        "terms": terms | lists,
        "employers": {employer["slug"]: employer for employer in corpus.employers},
    }
