"""The corpus: a demonstration's records, and the same in plain words for the peers.

A peer gets every fact in words that are ready to print, so that its templates work nothing out: what that takes is
ours to pay for, and not theirs.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from portal.cellar.addresses import absolute, vacancy_path
from portal.cellar.english import shortened
from portal.demo.content import write_content
from portal.facets.definitions import FACETS
from portal.facets.found import Facets, Use
from portal.facets.values import NOT_STATED
from portal.load.content import load_content
from portal.model.assemble import assemble
from portal.model.catalogue import Catalogue
from portal.model.vacancy import Vacancy
from portal.pages.jobposting import Refusal, job_posting
from portal.validate.schema import read_schemas
from portal.views.entry import Entry, entry_of
from portal.views.facet_pages import facet_title, with_pages
from portal.views.given import CardView, FactLine, FactView, RequirementView, VacancyView
from portal.views.sorting import sort_vacancies
from portal.views.vacancy_view import vacancy_view

SEED = 1
DESCRIPTION_LENGTH = 240
ROOT = Path(__file__).resolve().parents[3]

Plain = dict[str, Any]
"""What YAML and JSON can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A vacancy for a peer. `body` is Markdown; `terms` are its values by facet; `matter` is all the rest, in words."""

    slug: str
    body: str
    terms: Mapping[str, tuple[str, ...]]
    matter: Plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A value of a facet, with the slugs of its vacancies: those that are current, in the order of lists; then all."""

    facet: str
    key: str
    title: str
    lead: str
    siblings: tuple[Plain, ...]
    current: tuple[str, ...]
    over: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """Everything that a peer is given. Roles are in the order of lists, the first `current` of them not yet over."""

    day: date
    url: str
    name: str
    disclaimer: str
    roles: tuple[Role, ...]
    current: int
    employers: tuple[Plain, ...]
    terms: tuple[Term, ...]


def write_records(home: Path, number: int, day: date) -> None:
    """Write the demonstration's records into the new folder `home`/content."""
    home.mkdir(parents=True)
    write_content(home / "content", number, day, SEED)


def read_corpus(home: Path, day: date) -> Corpus:
    """The corpus of the records in `home`/content as they stand on `day`."""
    catalogue = assemble(load_content(home).records, read_schemas(ROOT / "schema").terms())
    found = sort_vacancies(entry_of(vacancy, catalogue, day) for vacancy in catalogue.vacancies)
    facets = Facets(found.current, found.over)
    vacancies = {vacancy.slug: vacancy for vacancy in catalogue.vacancies}
    terms = tuple(_terms(facets, catalogue))
    paged = {(term.facet, term.key) for term in terms}
    return Corpus(
        day=day,
        url=catalogue.site.url,
        name=catalogue.site.name,
        disclaimer=catalogue.site.disclaimer,
        roles=tuple(
            Role(
                slug=entry.slug,
                body=_body(vacancies[entry.slug]),
                terms=dict(_terms_of(entry, facets, paged)),
                matter={"weight": weight, **_matter(vacancies[entry.slug], entry, catalogue, facets, day)},
            )
            for weight, entry in enumerate([*found.current, *found.over], 1)
        ),
        current=len(found.current),
        employers=tuple(_employers(catalogue)),
        terms=terms,
    )


def _matter(vacancy: Vacancy, entry: Entry, catalogue: Catalogue, facets: Facets[Entry], day: date) -> Plain:
    """All that a page says beside its Markdown, without what is empty."""
    view = vacancy_view(vacancy, catalogue, day)
    shown = entry.card
    matter = {
        "title": vacancy.title,
        "over": entry.is_over,
        "description": shortened(vacancy.summary, DESCRIPTION_LENGTH),
        "employer": vacancy.employer,
        "employer_name": shown.employer,
        "summary": shown.summary,
        "card": _card(shown),
        "notice": view.notice,
        "facts": _facts(view.facts),
        "details": _facts(view.details),
        "specification": _specification(vacancy, view),
        "requirement": _requirement(view),
        "points": _lines(view.eligibility.points) if view.eligibility else [],
        **_applying(vacancy, view),
        "source_word": view.source_word,
        "not_stated": [{"name": item.name, "question": item.question} for item in view.not_stated],
        "conflicts": [
            {
                "name": item.name,
                "note": item.note,
                "readings": [{"says": one.says, "where": one.where} for one in item.readings],
            }
            for item in view.conflicts
        ],
        "source": _lines(view.source.lines),
        "listed": list(_listed(entry, facets)),
        "posting": _posting(vacancy, catalogue, day),
    }
    return {name: value for name, value in matter.items() if value not in ("", [], None, {})}


def _card(shown: CardView) -> Plain:
    found = {
        "kind": shown.kind,
        "place": shown.place,
        "pay": shown.pay,
        "pay_note": shown.pay_note,
        "contract": shown.contract,
        "status": shown.status.label,
        "status_detail": shown.status.detail,
    }
    return {name: value for name, value in found.items() if value}


def _body(vacancy: Vacancy) -> str:
    """What is Markdown in the record, below headings."""
    parts = [("Purpose", vacancy.purpose), ("Description", vacancy.description)]
    parts += [
        (section.heading, "\n".join(filter(None, [section.text, *(f"- {item}" for item in section.items)])))
        for section in vacancy.sections
    ]
    return "\n\n".join(f"## {heading}\n\n{text.strip()}" for heading, text in parts if text) + "\n"


def _text(line: FactLine) -> str:
    return " ".join(filter(None, [line.text, line.date.text if line.date else "", line.note]))


def _lines(lines: Iterable[FactLine]) -> list[str]:
    return [_text(line) for line in lines]


def _facts(facts: Iterable[FactView]) -> list[Plain]:
    return [{"name": fact.name, "lines": _lines(fact.lines)} for fact in facts]


def _specification(vacancy: Vacancy, view: VacancyView) -> Plain | None:
    """The criteria by group; their words are the record's own, without our marks for abbreviations."""
    if view.checklist is None or vacancy.person_specification is None:
        return None
    texts = {criterion.id: criterion for criterion in vacancy.person_specification.criteria()}
    groups = []
    for group in view.checklist.groups:
        criteria = []
        for item in group.criteria:
            parts = texts[item.key].parts
            criterion = {
                "id": item.key,
                "text": texts[item.key].text,
                "level": item.level_label,
                "basis": item.basis,
                "assessed": item.assessed_by,
                "rule": item.parts_rule,
                "parts": list(parts.items) if parts else [],
            }
            criteria.append({name: value for name, value in criterion.items() if value})
        groups.append({"heading": group.heading, "criteria": criteria})
    return {"counts": view.checklist.counts, "marking": view.checklist.marking, "groups": groups}


def _requirement(view: VacancyView) -> Plain | None:
    tree = view.eligibility and view.eligibility.requirement
    return _node(tree) if tree else None


def _node(node: RequirementView) -> Plain:
    found = {
        "text": node.text,
        "lead": node.lead,
        "children": [_node(child) for child in node.children],
        "note": " ".join(filter(None, [node.open_note, node.note])),
    }
    return {name: value for name, value in found.items() if value}


def _applying(vacancy: Vacancy, view: VacancyView) -> Plain:
    applying = view.applying
    return {
        "applying": _lines(applying.lines),
        "apply_url": applying.link.url if applying.link else "",
        "apply_text": applying.link.text if applying.link else "",
        "instructions": (vacancy.applying.instructions or "") if vacancy.applying else "",
        "questions": [question.text for question in applying.questions],
        "documents": [{"text": document.text, "url": document.url} for document in applying.documents],
        "contact": _lines(applying.contact),
    }


def _listed(entry: Entry, facets: Facets[Entry]) -> Iterator[Plain]:
    """The pages that list it, by facet, but for its status and employer, which the page names elsewhere."""
    for facet in FACETS:
        labels = {value.key: value.label for value in facets.of(facet, entry) if value.key != NOT_STATED}
        if labels and facet.code not in ("status", "employer"):
            links = [{"key": key, "label": label} for key, label in labels.items()]
            yield {"facet": facet.code, "name": facet.name, "links": links}


def _posting(vacancy: Vacancy, catalogue: Catalogue, day: date) -> str:
    """Its JobPosting as JSON, without the description, which the peer has in the page's own content; "" for none."""
    posting = job_posting(vacancy, catalogue, day, absolute(vacancy_path(vacancy.slug), catalogue.site.url))
    if isinstance(posting, Refusal):
        return ""
    return json.dumps({name: value for name, value in posting.items() if name != "description"}, ensure_ascii=False)


def _terms_of(
    entry: Entry, facets: Facets[Entry], paged: Container[tuple[str, str]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Its values with pages, by facet; a modality's parts in the role are terms beside it, under the same name."""
    for facet in FACETS:
        values = facets.of(facet, entry)
        keys = [value.key for value in values] + [f"{value.key}-{value.role}" for value in values if value.role]
        if kept := tuple(key for key in dict.fromkeys(keys) if (facet.code, key) in paged):
            yield facet.code, kept


def _key(use: Use[Entry]) -> str:
    return f"{use.value.key}-{use.value.role}" if use.value.role else use.value.key


def _terms(facets: Facets[Entry], catalogue: Catalogue) -> Iterator[Term]:
    """Each value that has pages of its own, with links to twelve others of its facet."""
    found = list(with_pages(facets))
    by_facet: dict[str, list[Use[Entry]]] = {}
    for facet, use in found:
        by_facet.setdefault(facet.code, []).append(use)
    for facet, use in found:
        others = [other for other in by_facet[facet.code] if other is not use and not other.value.role]
        siblings = sorted(others, key=lambda other: -len(other.current))[:12]
        yield Term(
            facet=facet.code,
            key=_key(use),
            title=facet_title(facet, use, catalogue),
            lead=f"{len(use.current)} open or opening soon.",
            siblings=tuple(
                {"key": other.value.key, "label": other.value.label, "count": len(other.current)} for other in siblings
            ),
            current=tuple(entry.slug for entry in use.current),
            over=tuple(entry.slug for entry in use.over),
        )


def _employers(catalogue: Catalogue) -> Iterator[Plain]:
    for employer in catalogue.employers.values():
        yield {
            "slug": employer.slug,
            "title": employer.name,
            "sector": catalogue.label("sector", employer.sector),
            "areas": ", ".join(employer.areas),
            "about": employer.about or "",
            "website": employer.website or "",
            "note": employer.note or "",
        }
