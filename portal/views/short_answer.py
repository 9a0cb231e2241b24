"""The short answer to “May I apply?”: one line for the panel, and the bodies that a requirement names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from portal.cellar.english import joined, lower_first, upper_first
from portal.model.catalogue import Catalogue
from portal.model.vacancy import Accreditation, Eligibility, Registration, Requirement


def body_short(code: str, catalogue: Catalogue) -> str:
    """A registration body as people say it: "HCPC", "Social Work England"."""
    return catalogue.label("registration_body", code)


def bodies_of(requirement: Requirement | None) -> list[str]:
    """The codes of the registers and accrediting bodies that a requirement names, in its order."""
    return requirement.bodies() if requirement else []


def _names_body(requirement: Requirement) -> bool:
    """Whether it, or one below it, names a body. It is asked often: to find out which takes three times as long."""
    children = requirement.any_of or requirement.all_of
    return any(map(_names_body, children)) if children else bool(requirement.registration or requirement.accreditation)


def _has_open_list(requirement: Requirement) -> bool:
    if requirement.open and _names_body(requirement):
        return True
    return any(map(_has_open_list, requirement.any_of + requirement.all_of))


def _another_way(requirement: Requirement) -> bool:
    """Whether the tree offers something else than a body as an alternative beside named bodies."""
    others = [child for child in requirement.any_of if not _names_body(child)]
    if len(others) < len(requirement.any_of) and not all(child.exception for child in others):
        return True
    return any(map(_another_way, requirement.any_of + requirement.all_of))


def _word_for_bodies(requirement: Requirement) -> str:
    leaves = list(requirement.leaves())
    kinds = [any(leaf.registration for leaf in leaves), any(leaf.accreditation for leaf in leaves)]
    return joined(
        [word for word, is_named in zip(("registration", "accreditation"), kinds, strict=True) if is_named],
        "or",
    )


def _all_needed(requirement: Requirement, bodies: Sequence[str]) -> bool:
    """Whether every one of the `bodies` that it names is needed, rather than one of them."""
    if len(bodies) < 2 or requirement.any_of:
        return False
    named = [len(bodies_of(child)) for child in requirement.all_of]
    return sum(map(bool, named)) > 1 and max(named) == 1


def short_answer(eligibility: Eligibility | None, catalogue: Catalogue) -> str:
    """Who may apply, on one line: "Registration with BABCP or HCPC; trainees may not apply". May be empty."""
    if eligibility is None:
        return ""
    parts = []
    if eligibility.requirement:
        parts.append(_short_requirement(eligibility.requirement, catalogue))
    elif eligibility.uk_registration:
        parts.append("current UK professional registration")
    if eligibility.trainees:
        parts.append(lower_first(catalogue.label("trainees", eligibility.trainees)))
    return upper_first("; ".join(filter(None, parts)))


ANOTHER_WAY = "another way: see below"
TOWARDS = "working towards it"


def _short_requirement(requirement: Requirement, catalogue: Catalogue) -> str:
    bodies = bodies_of(requirement)
    if not bodies:
        return "see the requirements below"
    asked = [leaf.registration or leaf.accreditation for leaf in requirement.leaves()]
    begun = {code: _is_begun(filter(None, asked), code) for code in bodies}
    towards = [code for code in bodies if all(begun[code])]
    named = [_named(code, code in towards and towards != bodies, catalogue) for code in bodies]
    if _has_open_list(requirement) and "other" not in bodies:
        named.append("another accepted body")
    words = f"{_word_for_bodies(requirement)} with {joined(named, 'and' if _all_needed(requirement, bodies) else 'or')}"
    # Of a body that is named twice, it may be one of both that need only be begun: the tree says which.
    is_mixed = any(any(begun[code]) for code in bodies if code not in towards)
    words += f", or {TOWARDS}" if towards == bodies else "; see the requirements below" if is_mixed else ""
    return f"{words}, or {ANOTHER_WAY}" if _another_way(requirement) and not is_mixed else words


def _is_begun(asked: Iterable[Registration | Accreditation], code: str) -> list[bool]:
    """For each membership of the body `code` that is asked for, whether working towards it is enough."""
    return [bool(membership.working_towards) for membership in asked if membership.body == code]


def _named(code: str, is_begun: bool, catalogue: Catalogue) -> str:
    return f"{body_short(code, catalogue)} ({TOWARDS} is enough)" if is_begun else body_short(code, catalogue)


def also_asked(eligibility: Eligibility | None) -> str:
    """What is asked besides registration: "also asked for: a qualification and experience"."""
    requirement = eligibility.requirement if eligibility else None
    if requirement is None or not _names_body(requirement):
        return ""
    others = [child for child in requirement.all_of if not _names_body(child)]
    leaves = [leaf for child in others for leaf in child.leaves()]
    kinds = {
        "a qualification": any(leaf.qualification for leaf in leaves),
        "experience": any(leaf.experience for leaf in leaves),
        "other things": any(leaf.other or leaf.exception for leaf in leaves),
    }
    named = [words for words, is_asked in kinds.items() if is_asked]
    return f"also asked for: {joined(named)}" if named else ""
