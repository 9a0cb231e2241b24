"""Hugo: Markdown files with front matter, and a taxonomy for each facet."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from comparison.corpus import Corpus, Plain, Role
from comparison.matter import json_matter, yaml_matter

TERMS_OF_EMPLOYERS = "employers"


def write_source(corpus: Corpus, folder: Path, matter: Callable[[Plain], str]) -> None:
    """Write the corpus into `folder`/content, as Hugo has it; `matter` makes the text of a front matter."""
    content = folder / "content"
    (content / "vacancies").mkdir(parents=True)
    for role in corpus.roles:
        front = {**role.matter, **_terms(role)}
        (content / "vacancies" / f"{role.slug}.md").write_text(f"{matter(front)}\n{role.body}", "utf-8")
    lists = {
        "vacancies": {"title": "All vacancies", "current": corpus.current},
        "closed": {"title": "Closed vacancies", "current": corpus.current, "layout": "closed"},
    }
    for name, front in lists.items():
        _write_list(content / name, front, matter)
    for employer in corpus.employers:
        front = {name: value for name, value in employer.items() if name != "slug" and value}
        _write_list(content / TERMS_OF_EMPLOYERS / employer["slug"], front, matter)
    for term in corpus.terms:
        front = {
            "title": term.title,
            "lead": term.lead,
            "facet": term.facet,
            "current": len(term.current),
            "siblings": list(term.siblings),
        }
        _write_list(content / term.facet / term.key, front, matter)
    (content / "all-employers.md").write_text(f"{matter({'title': 'Employers', 'layout': 'employers'})}\n", "utf-8")
    (folder / "hugo.json").write_text(json.dumps(_settings(corpus)), "utf-8")


def _terms(role: Role) -> dict[str, Any]:
    return {**{facet: list(keys) for facet, keys in role.terms.items()}, TERMS_OF_EMPLOYERS: [role.matter["employer"]]}


def _write_list(folder: Path, front: Plain, matter: Callable[[Plain], str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "_index.md").write_text(f"{matter(front)}\n", "utf-8")


def _settings(corpus: Corpus) -> Plain:
    """What depends on the corpus; the rest is in the templates' own folder."""
    facets = dict.fromkeys(term.facet for term in corpus.terms)
    return {
        "baseURL": corpus.url,
        "title": corpus.name,
        "params": {"disclaimer": corpus.disclaimer, "day": corpus.day.isoformat()},
        "taxonomies": {**{facet: facet for facet in facets}, TERMS_OF_EMPLOYERS: TERMS_OF_EMPLOYERS},
    }


MATTERS = {"hugo": yaml_matter, "hugo-json": json_matter}
"""The front matter of each variant."""
