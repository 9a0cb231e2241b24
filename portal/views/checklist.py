"""The checklist: the employer's criteria, ready to tick."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from portal.cellar.english import counted, joined, lower_first, upper_first
from portal.cellar.markdown import anchor, plain
from portal.model.catalogue import Catalogue
from portal.model.vacancy import CriteriaGroup, Criterion, PersonSpecification, Vacancy
from portal.views.abbreviations import Expander
from portal.views.given import ChecklistView, CriteriaGroupView, CriterionView


def checklist_view(vacancy: Vacancy, catalogue: Catalogue, expand: Expander) -> ChecklistView | None:
    """The person specification of `vacancy`; None if the record has none."""
    specification = vacancy.person_specification
    if specification is None:
        return None
    expand.note(*[group.heading for group in specification.groups])
    marking = catalogue.vocabularies["level_marking"][specification.level_marking]
    return ChecklistView(
        storage_key=vacancy.slug,
        counts=counts_words(specification),
        marking=" ".join(filter(None, [marking.label, marking.help])),
        note=expand(specification.note or ""),
        groups=tuple(
            _group(group, number, specification, catalogue, expand)
            for number, group in enumerate(specification.groups, start=1)
        ),
    )


def counts_words(specification: PersonSpecification) -> str:
    """How many criteria of each level: "29 essential and 6 desirable criteria"."""
    levels = [criterion.level for criterion in specification.criteria()]
    essential, desirable, unmarked, lost = map(levels.count, ("essential", "desirable", "unmarked", "lost"))
    marked = [f"{number} {level}" for number, level in ((essential, "essential"), (desirable, "desirable")) if number]
    unknown = []
    if unmarked:
        unknown.append(f"{counted(unmarked, 'criterion', 'criteria')} with no level marked")
    if lost:
        unknown.append(f"{counted(lost, 'criterion', 'criteria')} whose level is lost")
    noun = "criterion" if essential + desirable == 1 else "criteria"
    return joined([*([f"{joined(marked)} {noun}"] if marked else []), *unknown])


def _group(
    group: CriteriaGroup,
    number: int,
    specification: PersonSpecification,
    catalogue: Catalogue,
    expand: Expander,
) -> CriteriaGroupView:
    key = specification.assessment_key or {}
    needed = expand.needed_for(_texts(group))
    ways = _ways(group.assessed_by, key)
    return CriteriaGroupView(
        id=f"criteria-{number}-{anchor(group.heading)}",
        heading=group.heading,
        category=_category(group, catalogue),
        criteria=tuple(
            [
                _criterion(criterion, _ways(criterion.assessed_by, key) or ways, catalogue, needed)
                for criterion in group.criteria
            ]
        ),
    )


def _texts(group: CriteriaGroup) -> Iterator[str]:
    """What the criteria say, with their parts."""
    for criterion in group.criteria:
        yield criterion.text
        if criterion.parts:
            yield from criterion.parts.items


def _ways(letters: Sequence[str], key: Mapping[str, str]) -> str:
    """How a criterion is assessed: "application form and interview"; `key` says what the employer's letters mean."""
    return joined([key.get(letter, letter) for letter in letters]) if letters else ""


def _category(group: CriteriaGroup, catalogue: Catalogue) -> str:
    """The common name of the group, unless the employer's own heading begins it, or has the same words."""
    label = catalogue.label("category", group.category) if group.category else ""
    says_as_much = label.casefold().startswith(group.heading.casefold()) or _words(label) == _words(group.heading)
    return "" if says_as_much else label


def _words(heading: str) -> set[str]:
    """The words of a heading, be they one or many: "Behaviours and values" has those of "Values and behaviour"."""
    return {word.removesuffix("s") for word in heading.casefold().split()}


def _criterion(criterion: Criterion, ways: str, catalogue: Catalogue, expand: Expander | None) -> CriterionView:
    stated = criterion.level_basis == "stated"
    parts = criterion.parts
    return CriterionView(
        id=f"criterion-{criterion.id}",
        key=criterion.id,
        text=plain(criterion.text, expand),
        level=criterion.level,
        level_label=catalogue.label("level", criterion.level),
        basis="" if stated else lower_first(catalogue.label("level_basis", criterion.level_basis)),
        assessed_by=ways,
        parts_rule=f"{upper_first(catalogue.label('parts_rule', parts.rule))}:" if parts else "",
        parts=tuple(plain(part, expand) for part in parts.items) if parts else (),
        themes=criterion.themes,
    )
