"""The short answer to “May I apply?”: one line for the panel, and the bodies that a requirement names."""

from __future__ import annotations

from portal.cellar.english import joined, lower_first, upper_first
from portal.model.catalogue import Catalogue
from portal.model.vacancy import Eligibility, Requirement


def body_short(code: str, catalogue: Catalogue) -> str:
    """A registration body as people say it: "HCPC", "Social Work England"."""
    return catalogue.label("registration_body", code)


def bodies_of(requirement: Requirement | None) -> list[str]:
    """The codes of the registers and accrediting bodies that a requirement names, in its order."""
    return requirement.bodies() if requirement else []


def _has_open_list(requirement: Requirement) -> bool:
    children = (*requirement.any_of, *requirement.all_of)
    names_bodies = bool(bodies_of(requirement))
    return (bool(requirement.open) and names_bodies) or any(_has_open_list(child) for child in children)


def _equivalent_leaf(requirement: Requirement) -> bool:
    """Whether the tree offers "or equivalent" as an alternative of its own beside named registers."""
    for node in (requirement, *requirement.any_of, *requirement.all_of):
        if node.any_of and bodies_of(node) and any(child.other for child in node.any_of):
            return True
    return any(_equivalent_leaf(child) for child in (*requirement.any_of, *requirement.all_of))


def _word_for_bodies(requirement: Requirement) -> str:
    leaves = list(requirement.leaves())
    kinds = [any(leaf.registration for leaf in leaves), any(leaf.accreditation for leaf in leaves)]
    return joined(
        [word for word, is_named in zip(("registration", "accreditation"), kinds, strict=True) if is_named],
        "or",
    )


def _all_needed(requirement: Requirement) -> bool:
    """Whether every named body is needed, rather than one of them."""
    if len(bodies_of(requirement)) < 2:
        return False
    if requirement.any_of:
        return False
    with_bodies = [child for child in requirement.all_of if bodies_of(child)]
    return len(with_bodies) > 1 and all(len(bodies_of(child)) == 1 for child in with_bodies)


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


def _short_requirement(requirement: Requirement, catalogue: Catalogue) -> str:
    bodies = [body_short(code, catalogue) for code in bodies_of(requirement)]
    if not bodies:
        return "see the requirements below"
    if _has_open_list(requirement) and "another body" not in bodies:
        bodies.append("another accepted body")
    elif _equivalent_leaf(requirement):
        bodies.append("an equivalent")
    last = "and" if _all_needed(requirement) else "or"
    return f"{_word_for_bodies(requirement)} with {joined(bodies, last)}"


def also_asked(eligibility: Eligibility | None) -> str:
    """What is asked besides registration: "also asked for: a qualification and experience"."""
    requirement = eligibility.requirement if eligibility else None
    if requirement is None or not bodies_of(requirement):
        return ""
    others = [child for child in requirement.all_of if not bodies_of(child)]
    leaves = [leaf for child in others for leaf in child.leaves()]
    kinds = {
        "a qualification": any(leaf.qualification for leaf in leaves),
        "experience": any(leaf.experience for leaf in leaves),
        "other things": any(leaf.other or leaf.exception for leaf in leaves),
    }
    named = [words for words, is_asked in kinds.items() if is_asked]
    return f"also asked for: {joined(named)}" if named else ""
