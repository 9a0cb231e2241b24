"""Eligibility: who may apply, in words. Nobody is told that they may not: what the source asks is said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from portal.cellar.english import counted, joined, sentence, upper_first
from portal.model.catalogue import Catalogue
from portal.model.vacancy import (
    Accreditation,
    Eligibility,
    ExceptionRoute,
    Experience,
    Qualification,
    Registration,
    Requirement,
    Vacancy,
)
from portal.views.given import EligibilityView, FactLine, RequirementView
from portal.views.short_answer import body_short
from portal.views.wording import source_word

OPEN_LIST = "The list is left open: another may be accepted, so ask."
OPEN_LEAF = "This is left open: another may be accepted, so ask."


def body_long(code: str, catalogue: Catalogue) -> str:
    """A registration body with its name: "HCPC (Health and Care Professions Council)"."""
    term = catalogue.vocabularies["registration_body"][code]
    name = term.help.partition(", ")[0]
    return f"{term.label} ({name})" if name and re.fullmatch(r"[A-Z]{2,}", term.label) else term.label


def _the(body: str) -> str:
    return body if body.startswith(("another", "Social", "PTUK")) else f"the {body}"


def _member_of(what: str, current: bool | None) -> str:
    return f"Current {what}" if current else upper_first(what)


NO_TRAINEES = "student or trainee membership is not enough"
WORKING_TOWARDS = "working towards it is enough"


def _registration(registration: Registration, catalogue: Catalogue) -> str:
    """ "Current registration with the HCPC (…), as a practitioner psychologist"."""
    body = _the(body_long(registration.body, catalogue))
    words = f"{_member_of('registration', registration.current)} with {body}"
    if registration.level:
        words += f", at least as {_with_article(registration.level)}"
    if registration.modality:
        part = registration.modality if registration.level else f"as {_with_article(registration.modality)}"
        words += f", {part}"
    return _with_condition(words, registration)


def _accreditation(accreditation: Accreditation, catalogue: Catalogue) -> str:
    """ "Accreditation by the BACP (…), as an accredited psychotherapist (psychodynamic)"."""
    body = _the(body_long(accreditation.body, catalogue))
    words = f"{_member_of('accreditation', accreditation.current)} by {body}"
    if accreditation.level:
        words += f", {_as_level(accreditation.level)}"
    modality = accreditation.modality
    if modality:
        # After a body's name, which ends in brackets, brackets of our own would read as a stutter.
        words += f" ({modality})" if accreditation.level else f", in {modality.removeprefix('in ')}"
    return _with_condition(words, accreditation)


def _with_condition(words: str, membership: Registration | Accreditation) -> str:
    return f"{words}; {WORKING_TOWARDS}" if membership.working_towards else words


def _as_level(level: str) -> str:
    """ "as an accredited therapist", or the words as they are if they are no noun ("accredited in …")."""
    return level if level.startswith("accredited in") else f"as {_with_article(level)}"


def _with_article(words: str) -> str:
    """ "a Registered Member", "an accredited therapist"; words that bring their own article are kept."""
    if words.lower().startswith(("a ", "an ", "the ", "one ", "any ", "full ", "fully ", "mbacp")):
        return words
    return f"{'an' if words[:1].lower() in 'aeiou' else 'a'} {words}"


def _qualification(qualification: Qualification, catalogue: Catalogue) -> str:
    """ "If you practise as a counsellor: a Level 4 diploma in counselling, or an equivalent; …"."""
    if qualification.level:
        words = f"{qualification.level} in {qualification.subject}"
    else:
        words = f"a qualification in {qualification.subject}"
    if qualification.or_equivalent:
        words += ", or an equivalent"
    if qualification.accredited_by:
        bodies = joined((body_short(code, catalogue) for code in qualification.accredited_by), "or")
        words += f"; the course must be accredited by {bodies}"
    if qualification.applies_if:
        return f"{_condition(qualification.applies_if)}: {words}"
    return upper_first(words)


def _condition(words: str) -> str:
    return upper_first(words) if words.lower().startswith(("if ", "for ", "when ")) else f"If {words}"


def _experience(experience: Experience) -> str:
    """ "At least 6 months of therapy with children after qualifying, ideally both …"."""
    words = f"Experience of {experience.of}"
    if experience.months:
        words = f"At least {_length(experience.months)} of {experience.of}"
    return f"{words}; {experience.note}" if experience.note else words


def _length(months: int) -> str:
    return counted(months // 12, "year") if months % 12 == 0 else counted(months, "month")


def _exception(route: ExceptionRoute) -> RequirementView:
    verb = "may be considered" if route.discretionary is not False else "are considered"
    number = "if each of these is met" if len(route.conditions) > 1 else "if this is met"
    return RequirementView(
        text="",
        lead=f"{upper_first(route.whom)} {verb}, {number}:",
        children=tuple(_leaf(upper_first(condition)) for condition in route.conditions),
        open_note="It is for the employer to decide." if route.discretionary else "",
        note="",
    )


def _leaf(text: str) -> RequirementView:
    return RequirementView(text=text, lead="", children=(), open_note="", note="")


def requirement_view(requirement: Requirement, catalogue: Catalogue, trainees_said: bool = False) -> RequirementView:
    """A requirement tree in words; `trainees_said` if a list above has already said that none may apply."""
    if requirement.any_of or requirement.all_of:
        return _list_view(requirement, catalogue, trainees_said)
    note = sentence(requirement.note) if requirement.note else ""
    if requirement.exception:
        return replace(_exception(requirement.exception), note=note)
    text = _leaf_text(requirement, catalogue)
    if requirement.registration and requirement.registration.excludes_trainees and not trainees_said:
        text = f"{text}; {NO_TRAINEES}"
    return RequirementView(text=text, lead="", children=(), open_note=OPEN_LEAF if requirement.open else "", note=note)


def _list_view(requirement: Requirement, catalogue: Catalogue, trainees_said: bool) -> RequirementView:
    """A list. What all its registrations say of trainees is said once, at its end."""
    children = requirement.any_of or requirement.all_of
    registrations = [child.registration for child in children if child.registration]
    shared = len(registrations) > 1 and all(found.excludes_trainees for found in registrations)
    notes = [NO_TRAINEES if shared and not trainees_said else "", requirement.note or ""]
    return RequirementView(
        text="",
        lead=_lead(requirement),
        children=tuple(requirement_view(child, catalogue, trainees_said or shared) for child in children),
        open_note=OPEN_LIST if requirement.open else "",
        note=" ".join(sentence(note) for note in notes if note),
    )


def _lead(requirement: Requirement) -> str:
    if requirement.any_of:
        return "One of these:"
    return "All of these:" if len(requirement.all_of) > 1 else "This:"


def _leaf_text(requirement: Requirement, catalogue: Catalogue) -> str:
    if requirement.registration:
        return _registration(requirement.registration, catalogue)
    if requirement.accreditation:
        return _accreditation(requirement.accreditation, catalogue)
    if requirement.qualification:
        return _qualification(requirement.qualification, catalogue)
    if requirement.experience:
        return _experience(requirement.experience)
    return upper_first(requirement.other or "")


def says_who_may_apply(vacancy: Vacancy, catalogue: Catalogue) -> bool:
    """Whether there is a section “May I apply?”, without making it."""
    eligibility = vacancy.eligibility
    return bool(eligibility and eligibility.requirement) or any(True for _ in _points(vacancy, catalogue))


def eligibility_view(vacancy: Vacancy, catalogue: Catalogue) -> EligibilityView | None:
    """The section “May I apply?”; None if the record says nothing of it."""
    eligibility = vacancy.eligibility
    points = tuple(_points(vacancy, catalogue))
    tree = eligibility.requirement if eligibility else None
    if tree is None and not points:
        return None
    return EligibilityView(requirement=requirement_view(tree, catalogue) if tree else None, points=points)


def _points(vacancy: Vacancy, catalogue: Catalogue) -> Iterator[FactLine]:
    eligibility = vacancy.eligibility or Eligibility()
    if eligibility.trainees:
        yield FactLine(text=sentence(catalogue.label("trainees", eligibility.trainees)))
    if eligibility.uk_registration is not None:
        needed = "is" if eligibility.uk_registration else "is not"
        yield FactLine(text=f"Current professional registration in the United Kingdom {needed} required.")
    yield from sponsorship_lines(vacancy)
    for check in eligibility.checks:
        label = catalogue.label("check_kind", check.kind)
        if check.kind == "other" and check.note:
            yield FactLine(text=sentence(check.note))
        else:
            yield FactLine(text=label, note=check.note or "")
    if eligibility.disability_commitment:
        yield FactLine(text=sentence(eligibility.disability_commitment))
    if eligibility.note:
        yield FactLine(text=sentence(eligibility.note))


def sponsorship_lines(vacancy: Vacancy) -> Iterator[FactLine]:
    """What the source says of visa sponsorship, or that it does not; nothing if the record is silent."""
    source = source_word(vacancy)
    if vacancy.conflict("sponsorship"):
        yield FactLine(text=f"Visa sponsorship: the {source} says two things.", note="both are shown below; ask")
    elif vacancy.sponsorship:
        offered = "Applications that need visa sponsorship are welcome."
        words = offered if vacancy.sponsorship.offered else "Visa sponsorship is not offered."
        yield FactLine(text=words, note=vacancy.sponsorship.note or "")
    elif "sponsorship" in vacancy.not_stated:
        yield FactLine(text=f"Visa sponsorship: not stated in the {source}.", note="ask if you need it")
