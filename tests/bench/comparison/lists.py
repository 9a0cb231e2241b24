"""Lists: every list of the site cut into pages, for peers that are given their lists ready."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from comparison.corpus import Corpus, Plain

PER_PAGE = 25
LATEST = 10
"""So many of those that are over stand on the last page of a facet's value."""

SAID_OF_EMPLOYERS = ("sector", "areas", "website", "note", "about")


def every_list(corpus: Corpus) -> Iterator[Plain]:
    """Each page of each list: all vacancies, closed ones, each value of each facet, each employer."""
    slugs = [role.slug for role in corpus.roles]
    yield {"path": "index.html", "title": corpus.name, "slugs": slugs[:PER_PAGE], "pages": 1}
    every = list(_pages("vacancies", {"title": "All vacancies"}, slugs[: corpus.current]))
    every[0]["facets"] = True
    yield from every
    yield from _pages("closed", {"title": "Closed vacancies"}, slugs[corpus.current :])
    for term in corpus.terms:
        own = {"title": term.title, "lead": term.lead, "facet": term.facet, "siblings": list(term.siblings)}
        pages = list(_pages(f"{term.facet}/{term.key}", own, term.current))
        pages[-1]["over"] = list(term.over[:LATEST])
        yield from pages
    by_employer = roles_of_employers(corpus)
    for employer in corpus.employers:
        facts = [
            {"name": name.title(), "text": employer[name]} for name in ("sector", "areas", "website", "note", "about")
        ]
        own = {"title": employer["title"], "facts": [fact for fact in facts if fact["text"]]}
        yield from _pages(f"employers/{employer['slug']}", own, by_employer.get(employer["slug"], ()))


def roles_of_employers(corpus: Corpus) -> dict[str, list[str]]:
    """The slugs of each employer's roles, in the order of lists."""
    found: dict[str, list[str]] = {}
    for role in corpus.roles:
        found.setdefault(role.matter["employer"], []).append(role.slug)
    return found


def _pages(path: str, own: Plain, slugs: Sequence[str]) -> Iterator[Plain]:
    number = max(1, -(-len(slugs) // PER_PAGE))
    paths = [f"{path}.html", *(f"{path}/page-{page}.html" for page in range(2, number + 1))]
    for page in range(1, number + 1):
        yield {
            **own,
            "path": paths[page - 1],
            "slugs": list(slugs[(page - 1) * PER_PAGE : page * PER_PAGE]),
            "page": page,
            "pages": number,
            "first": paths[0],
            "last": paths[-1],
            "previous": paths[page - 2] if page > 1 else "",
            "next": paths[page] if page < number else "",
        }
