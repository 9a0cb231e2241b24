"""The details: every further fact of a vacancy, each with its lines."""

from __future__ import annotations

from collections.abc import Iterator

from portal.cellar.english import labels_joined, number_words, upper_first
from portal.model.catalogue import Catalogue
from portal.model.vacancy import Supervision, Vacancy
from portal.views.given import FactLine, FactView
from portal.views.panel import told
from portal.views.wording import block_words, date_view, text_lines, travel_lines

ORGANISATION = ("directorate", "division", "service", "team", "partnership")
REPORTING = (("managerial", "Managerially"), ("clinical", "Clinically"), ("accountable_to", "Accountable to"))


def details(vacancy: Vacancy, catalogue: Catalogue) -> tuple[FactView, ...]:
    """The facts that the panel leaves out, without those that the record does not have."""
    facts = (
        told("reference", "Reference", vacancy, ("reference",), text_lines(vacancy.reference)),
        told("posted", "Posted", vacancy, ("posted",), _posted(vacancy)),
        told("organisation", "How the role fits", vacancy, (), _organisation(vacancy)),
        told("settings", "Setting", vacancy, (), text_lines(*vacancy.settings)),
        told("modalities", "Ways of working", vacancy, (), _modalities(vacancy, catalogue)),
        told("delivery", "How the work is done", vacancy, (), _delivery(vacancy, catalogue)),
        told("reporting", "Reports to", vacancy, (), _reporting(vacancy)),
        told("supervision", "Supervision", vacancy, ("supervision",), _supervision(vacancy, catalogue)),
        told("travel", "Travel", vacancy, ("travel",), travel_lines(vacancy.travel)),
        told("systems", "Record systems", vacancy, (), text_lines(*vacancy.systems)),
        told("benefits", "Benefits", vacancy, (), text_lines(*vacancy.benefits)),
    )
    return tuple(filter(None, facts))


def _posted(vacancy: Vacancy) -> Iterator[FactLine]:
    if vacancy.posted:
        yield FactLine(date=date_view(vacancy.posted))


def _organisation(vacancy: Vacancy) -> Iterator[FactLine]:
    for part in ORGANISATION if vacancy.organisation else ():
        name = getattr(vacancy.organisation, part)
        if name:
            yield FactLine(text=f"{part.capitalize()}: {name}")


def _modalities(vacancy: Vacancy, catalogue: Catalogue) -> Iterator[FactLine]:
    """A line for each modality, by its part in the role and then in the record's order."""
    for role, term in catalogue.vocabularies["modality_role"].items():
        for modality in vacancy.modalities:
            if modality.role == role:
                label = catalogue.label("modality", modality.code)
                yield FactLine(text=f"{term.label}: {label}", note=modality.note or "")


def _delivery(vacancy: Vacancy, catalogue: Catalogue) -> Iterator[FactLine]:
    delivery = vacancy.delivery
    if delivery is None:
        return
    if delivery.formats:
        yield FactLine(text=labels_joined([catalogue.label("delivery_format", code) for code in delivery.formats]))
    yield from text_lines(block_words(delivery), delivery.note)


def _reporting(vacancy: Vacancy) -> Iterator[FactLine]:
    for part, words in REPORTING if vacancy.reporting else ():
        role = getattr(vacancy.reporting, part)
        if role:
            yield FactLine(text=f"{words}: {role}")


def _supervision(vacancy: Vacancy, catalogue: Catalogue) -> Iterator[FactLine]:
    return supervision_lines(vacancy.supervision, catalogue)


def supervision_lines(supervision: Supervision | None, catalogue: Catalogue) -> Iterator[FactLine]:
    """All that the record says of supervision."""
    if supervision is None:
        return
    kind = catalogue.label("supervision_format", supervision.format) if supervision.format else ""
    if supervision.provided is not None:
        words = upper_first(f"{kind} clinical supervision".strip())
        yield FactLine(text=f"{words} is provided" if supervision.provided else f"{words} is not provided")
    elif kind:
        yield FactLine(text=upper_first(f"{kind} clinical supervision"))
    if supervision.funded is not None:
        yield FactLine(text="The employer pays for it" if supervision.funded else "The employer does not pay for it")
    if supervision.hours_a_month is not None:
        unit = "hour" if supervision.hours_a_month == 1 else "hours"
        yield FactLine(text=f"{number_words(supervision.hours_a_month)} {unit} a month")
    yield from text_lines(supervision.frequency)
    if supervision.evidence_required is not None:
        shown = "must" if supervision.evidence_required else "need not"
        yield FactLine(text=f"With a supervisor of your own, you {shown} show evidence of it")
    if supervision.note:
        yield FactLine(note=supervision.note)
