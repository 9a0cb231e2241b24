"""Eleventy: Markdown files with front matter, and its lists as data, one page for each entry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from comparison.corpus import Corpus
from comparison.lists import every_list, roles_of_employers
from comparison.matter import yaml_matter

CARD = ("title", "employer_name", "summary", "card")
"""What of a role its card shows."""


def write_source(corpus: Corpus, folder: Path) -> None:
    """Write the corpus into `folder`, as Eleventy has it."""
    source = folder / "source"
    (source / "vacancies").mkdir(parents=True, exist_ok=True)
    for role in corpus.roles:
        text = f"{yaml_matter({'role': role.matter})}\n{role.body}"
        (source / "vacancies" / f"{role.slug}.md").write_text(text, "utf-8")
    (source / "_data").mkdir(exist_ok=True)
    for name, data in _data(corpus).items():
        (source / "_data" / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    cards = {role.slug: {name: role.matter[name] for name in CARD} for role in corpus.roles}
    (folder / "cards.json").write_text(json.dumps(cards, ensure_ascii=False), "utf-8")


def _data(corpus: Corpus) -> dict[str, Any]:
    by_employer = roles_of_employers(corpus)
    facets: dict[str, list[dict[str, Any]]] = {}
    for term in corpus.terms:
        facets.setdefault(term.facet, []).append({"key": term.key, "title": term.title, "count": len(term.current)})
    return {
        "site": {
            "name": corpus.name,
            "url": corpus.url.rstrip("/"),
            "disclaimer": corpus.disclaimer,
            "day": corpus.day.isoformat(),
        },
        "lists": list(every_list(corpus)),
        "facets": [{"facet": facet, "terms": terms} for facet, terms in facets.items()],
        "employers": [
            {**employer, "count": len(by_employer.get(employer["slug"], ()))} for employer in corpus.employers
        ],
        "feed": [
            {"slug": role.slug, "title": role.matter["title"], "summary": role.matter["summary"]}
            for role in corpus.roles[: corpus.current]
        ],
    }
