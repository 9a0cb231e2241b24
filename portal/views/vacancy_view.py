"""The view of a vacancy: everything its page says, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from markupsafe import Markup
from msgspec.structs import replace

from portal.cellar.addresses import employer_path, relative, vacancy_path
from portal.cellar.markdown import Href, anchor, plain, render, render_lines
from portal.model.catalogue import Catalogue
from portal.model.vacancy import Section, Vacancy
from portal.views.abbreviations import Expander, terms_of
from portal.views.applying import applying_view, conflicts, source_view, unstated
from portal.views.cards import kind_label
from portal.views.checklist import checklist_view
from portal.views.details import details
from portal.views.eligibility import eligibility_view
from portal.views.given import (
    ApplyingView,
    CardView,
    EligibilityView,
    EmployerLink,
    FactLine,
    FactView,
    ListedUnder,
    RequirementView,
    SectionView,
    VacancyView,
)
from portal.views.panel import MORE, panel
from portal.views.pay import comparison_note
from portal.views.status import notice, status_view
from portal.views.wording import source_word


def vacancy_view(
    vacancy: Vacancy,
    catalogue: Catalogue,
    day: date,
    *,
    json_ld: str = "",
    similar: tuple[CardView, ...] = (),
    listed: tuple[ListedUnder, ...] = (),
) -> VacancyView:
    """What the page of `vacancy` says on `day`.

    `json_ld` is its JobPosting, ready to print, or empty; `similar` are the cards of open roles like it, `listed`
    the pages that list it among others. The parts that expand abbreviations are made in the order in which they are
    read.
    """
    page = vacancy_path(vacancy.slug)
    expand = Expander(terms_of(catalogue))

    def href(target: str) -> str:
        return relative(target, page)

    facts = panel(vacancy, catalogue, day)
    expand.note(vacancy.title, vacancy.employer_name, *_fact_texts(facts))
    summary = plain(vacancy.summary, expand)
    purpose = _markdown(vacancy.purpose, expand, href, "in-purpose")
    description = _markdown(vacancy.description, expand, href, "in-description")
    sections = _sections(vacancy, catalogue, expand, href)
    further = details(vacancy, catalogue)
    expand.note(*_fact_texts(further))
    checklist = checklist_view(vacancy, catalogue, expand)
    eligibility = eligibility_view(vacancy, catalogue)
    expand.note(*_eligibility_texts(eligibility))
    applying = applying_view(vacancy, day, expand, href)
    expand.note(*_applying_texts(applying))
    return VacancyView(
        slug=vacancy.slug,
        title=vacancy.title,
        title_note=catalogue.vocabularies["title_basis"][vacancy.title_basis].help,
        kind=kind_label(vacancy, catalogue),
        kind_note=catalogue.vocabularies["kind"][vacancy.kind].help,
        pay_note=comparison_note(vacancy),
        source_word=source_word(vacancy),
        employer=_employer_link(vacancy, catalogue),
        status=status_view(vacancy, day),
        notice=notice(vacancy, vacancy.status_on(day)),
        facts=headlines(facts),
        summary=summary,
        purpose=purpose,
        description=description,
        sections=sections,
        details=(*_longer(facts), *further),
        checklist=checklist,
        eligibility=eligibility,
        applying=applying,
        not_stated=unstated(vacancy, catalogue),
        conflicts=conflicts(vacancy, catalogue),
        source=source_view(vacancy, catalogue),
        abbreviations=expand.views(),
        similar=similar,
        listed=listed,
        json_ld=json_ld,
        edit_url=edit_url(vacancy.path, catalogue),
    )


def headlines(facts: Iterable[FactView]) -> tuple[FactView, ...]:
    """The facts with one line each, so that a phone shows them all, or every reading of what the source says in two
    ways; each says where the rest is."""
    return tuple(
        replace(
            fact,
            lines=(FactLine(text=fact.headline),) if fact.headline else fact.lines[: fact.first],
            anchor=fact.anchor or "details",
            more=fact.more or MORE,
        )
        if len(fact.lines) > 1
        else fact
        for fact in facts
    )


def _longer(facts: Iterable[FactView]) -> Iterator[FactView]:
    """The facts that the panel cuts short, whole."""
    return (replace(fact, anchor="", more="") for fact in facts if len(fact.lines) > 1)


def edit_url(path: str, catalogue: Catalogue) -> str:
    """Where the record at `path` can be edited on GitHub; empty without a repository."""
    site = catalogue.site
    return f"{site.repository.rstrip('/')}/edit/{site.branch}/{path}" if site.repository else ""


def _employer_link(vacancy: Vacancy, catalogue: Catalogue) -> EmployerLink:
    employer = catalogue.employer_of(vacancy)
    advertised = vacancy.employer_name or employer.name
    return EmployerLink(
        name=employer.name,
        path=employer_path(employer.slug),
        as_advertised=advertised if advertised != employer.name else "",
        also_known_as=employer.also_known_as,
    )


def _markdown(text: str | None, expand: Expander, href: Href, within: str) -> Markup | None:
    return render(text, expand, 3, href, within) if text else None


def _sections(vacancy: Vacancy, catalogue: Catalogue, expand: Expander, href: Href) -> tuple[SectionView, ...]:
    """The sections by kind, in the order of the kinds' vocabulary, and then in the record's order."""
    expand.note(*[section.heading for section in vacancy.sections])
    numbered = sorted(enumerate(vacancy.sections, 1), key=lambda pair: catalogue.rank("section_kind", pair[1].kind))
    return tuple(_section(section, number, expand, href) for number, section in numbered)


def _section(section: Section, number: int, expand: Expander, href: Href) -> SectionView:
    html = _markdown(section.text, expand, href, f"in-section-{number}")
    return SectionView(
        id=f"section-{number}-{anchor(section.heading)}",
        heading=section.heading,
        kind=section.kind,
        html=html,
        items=render_lines(section.items, expand.needed_for(section.items), href),
    )


def _fact_texts(facts: Iterable[FactView]) -> list[str]:
    return [text for fact in facts for line in fact.lines for text in (line.text, line.note)]


def _requirement_texts(requirement: RequirementView) -> list[str]:
    own = [requirement.text, requirement.lead, requirement.note]
    return own + [text for child in requirement.children for text in _requirement_texts(child)]


def _eligibility_texts(eligibility: EligibilityView | None) -> list[str]:
    if eligibility is None:
        return []
    tree = _requirement_texts(eligibility.requirement) if eligibility.requirement else []
    return tree + [text for line in eligibility.points for text in (line.text, line.note)]


def _applying_texts(applying: ApplyingView) -> list[str]:
    return [line.text for line in (*applying.lines, *applying.contact)] + [link.text for link in applying.documents]
