"""Definitions: the facets, in the order in which readers meet them. One table; to add a facet is to add a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from portal.cellar.addresses import CLOSED, VACANCIES, browse_path, employer_path
from portal.cellar.english import lower_first, upper_first
from portal.facets import values
from portal.facets.values import NOT_STATED, Subject, Value
from portal.model.catalogue import Words


def _as_it_is(label: str) -> str:
    return label


def _with_article(label: str) -> str:
    """A region as a sentence has it: "the South East", "Wales", "anywhere in the UK"."""
    if label.startswith(("North ", "South ", "East ", "West ")):
        return f"the {label}"
    return lower_first(label) if label.startswith("Anywhere") else label


NOT_GIVEN = (Value(key=NOT_STATED, label="Not given here", rank=values.LAST),)
"""What a vacancy has that has no other value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A way to narrow the list.

    `title` is the title of a value's page, with gaps for the value and for the site's own words; `inside` is how the
    value's label reads within it. `plural` is what its values are called. `many`: a vacancy may have several values.
    `ordered`: the values have an order of their own. `ranged`: a reader chooses from a scale, in `unit`. `opened`: a
    list shows it unfolded. `stated`: every vacancy has a value.
    """

    code: str
    name: str
    plural: str
    title: str
    read: Callable[[Subject], Sequence[Value]]
    inside: Callable[[str], str] = _as_it_is
    many: bool = False
    ordered: bool = False
    ranged: bool = False
    opened: bool = False
    stated: bool = False
    unit: str = ""
    help: str = ""

    def of(self, subject: Subject) -> tuple[Value, ...]:
        """The values of a vacancy, each once: “Not given here” if it has no other."""
        found = self.read(subject)
        if len(found) > 1:
            return tuple({(value.key, value.role): value for value in found}.values())
        return tuple(found) or NOT_GIVEN

    def title_of(self, value: Value, words: Words) -> str:
        """The title of a value's page, in the site's own `words`."""
        vacancies = words.vacancies
        if value.key == NOT_STATED:
            return f"{upper_first(vacancies)}: {lower_first(self.name)} not given"
        gaps = {"Vacancies": upper_first(vacancies), "vacancies": vacancies, "people": words.people}
        return self.title.format(value=self.inside(value.label), where=words.where, **gaps).strip()

    def path_of(self, key: str, role: str = "") -> str:
        """The address of a value's page, or of the page of its part in the role."""
        if self.code == "employer":
            return employer_path(key)
        return LISTS.get((self.code, key)) or browse_path(self.code, key, role)


LISTS = {("status", "open"): VACANCIES, ("status", "closed"): CLOSED}
"""The values whose vacancies have always had a list of their own."""

FACETS = (
    Facet(
        code="status",
        name="Status",
        plural="kinds of status",
        title="{Vacancies} {value}",
        inside=lower_first,
        read=values.status,
        many=True,
        ordered=True,
        stated=True,
    ),
    Facet(
        code="region",
        name="Region",
        plural="regions",
        title="{Vacancies} in {value}",
        inside=_with_article,
        read=values.region,
        many=True,
        opened=True,
    ),
    Facet(
        code="town",
        name="Town or city",
        plural="towns and cities",
        title="Vacancies for {people} in {value}",
        read=values.town,
        many=True,
    ),
    Facet(
        code="work-mode",
        name="Work mode",
        plural="work modes",
        title="{value} {vacancies}",
        read=values.work_mode,
        ordered=True,
    ),
    Facet(
        code="employer",
        name="Employer",
        plural="employers",
        title="{value}",
        read=values.employer,
        stated=True,
    ),
    Facet(
        code="sector",
        name="Sector",
        plural="sectors",
        title="{value} {vacancies}",
        read=values.sector,
        ordered=True,
        stated=True,
    ),
    Facet(
        code="band",
        name="Band or grade",
        plural="bands and grades",
        title="{value} {vacancies}",
        read=values.band,
        ordered=True,
        opened=True,
    ),
    Facet(
        code="pay",
        name="Pay",
        plural="ranges of pay",
        title="{Vacancies} that pay {value} a year",
        inside=lower_first,
        read=values.pay,
        many=True,
        ordered=True,
        ranged=True,
        opened=True,
        unit="pounds a year, full time",
        help="Pay by the hour, day, week or month is converted on the NHS's terms, and marked “for comparison”.",
    ),
    Facet(
        code="contract",
        name="Contract",
        plural="kinds of contract",
        title="{value} {vacancies}",
        read=values.contract,
        many=True,
        ordered=True,
    ),
    Facet(
        code="pattern",
        name="Working pattern",
        plural="working patterns",
        title="{value} {vacancies}",
        read=values.pattern,
        many=True,
        ordered=True,
    ),
    Facet(
        code="modality",
        name="Modality",
        plural="modalities",
        title="{value} vacancies {where}",
        read=values.modality,
        many=True,
    ),
    Facet(
        code="body",
        name="Registration body accepted",
        plural="registration bodies",
        title="{Vacancies} that name {value} registration or accreditation",
        inside=lower_first,
        read=values.body,
        many=True,
    ),
    Facet(
        code="age",
        name="Ages of clients",
        plural="ranges of age",
        title="{Vacancies} with clients aged {value}",
        read=values.age,
        many=True,
        ordered=True,
        ranged=True,
        unit="years",
    ),
    Facet(
        code="population",
        name="Clients",
        plural="groups of clients",
        title="{Vacancies}: {value}",
        inside=lower_first,
        read=values.population,
        many=True,
    ),
    Facet(
        code="supervision",
        name="Supervision",
        plural="answers on supervision",
        title="{Vacancies}: supervision {value}",
        inside=lower_first,
        read=values.supervision,
        ordered=True,
    ),
    Facet(
        code="trainees",
        name="Trainees",
        plural="answers on trainees",
        title="{Vacancies}: {value}",
        inside=lower_first,
        read=values.trainees,
        ordered=True,
    ),
    Facet(
        code="sponsorship",
        name="Visa sponsorship",
        plural="answers on sponsorship",
        title="{Vacancies}: visa sponsorship, {value}",
        inside=lower_first,
        read=values.sponsorship,
        ordered=True,
    ),
)
"""Every facet, in the order in which a page shows them."""
