"""The content as published: it has no mistake; five vacancies, fact by fact; the templates that editors copy.

Whatever else is published makes no difference here, and the facts of a vacancy are tested only while its record
is there: a portal with other vacancies has nothing to change.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from portal.cellar.diagnostics import Report
from portal.load.content import load_content
from portal.model.assemble import assemble
from portal.model.catalogue import Catalogue
from portal.model.vacancy import KEY_FACTS, PersonSpecification, Registration, Requirement, Vacancy
from portal.validate.schema import read_schemas
from portal.validate.validate import validate

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = read_schemas(ROOT / "schema")
ADVERTS = Path(os.environ.get("ADVERTS_DIR") or ROOT.parent / "shared" / "adverts")
RUN = 10
"""So many words in a row, as in an advert, are a copy."""

KENSINGTON = "highly-specialist-psychotherapist-kensington"
MILTON_KEYNES = "dbt-therapist-practitioner-milton-keynes"
MEDWAY = "sessional-therapist-children-medway"
KENT = "senior-therapist-adoption-kent"
LONDON = "liaison-clinical-practitioner-mhtr-london"
FIVE = (KENSINGTON, MILTON_KEYNES, MEDWAY, KENT, LONDON)
FIRST_CHECKED = date(2026, 11, 22)


class Present(dict[str, Vacancy]):
    """The vacancies that are there, by their slugs; a test that asks for another is skipped."""

    def __missing__(self, slug: str) -> Vacancy:
        pytest.skip(f"there is no content/vacancies/{slug}.yaml, so there are no facts of it to test")


@pytest.fixture(scope="module")
def published() -> Catalogue:
    return assemble(load_content(ROOT).records, SCHEMAS.terms())


@pytest.fixture(scope="module")
def vacancies(published: Catalogue) -> Present:
    return Present({vacancy.slug: vacancy for vacancy in published.vacancies})


@pytest.fixture(params=FIVE)
def vacancy(request: pytest.FixtureRequest, vacancies: Present) -> Vacancy:
    """Each of the five."""
    return vacancies[request.param]


def specification(vacancy: Vacancy) -> PersonSpecification:
    assert vacancy.person_specification
    return vacancy.person_specification


def levels(vacancy: Vacancy) -> dict[str, int]:
    """How many criteria there are of each level."""
    return dict(Counter(criterion.level for criterion in specification(vacancy).criteria()))


def leaves(vacancy: Vacancy) -> list[Requirement]:
    assert vacancy.eligibility
    assert vacancy.eligibility.requirement
    return list(vacancy.eligibility.requirement.leaves())


def registrations(vacancy: Vacancy) -> list[Registration]:
    return [leaf.registration for leaf in leaves(vacancy) if leaf.registration]


def figures(vacancy: Vacancy) -> tuple[Decimal | None, Decimal | None, str | None]:
    assert vacancy.pay
    return vacancy.pay.min, vacancy.pay.max, vacancy.pay.period


def errors(report: Report) -> list[str]:
    return [f"{found.rule}: {found.message}" for found in report.errors]


# --- all five ------------------------------------------------------------------------------------


def test_the_content_has_no_mistake() -> None:
    """Every file of content/ passes its schema and every rule, without a warning."""
    report = validate(load_content(ROOT), SCHEMAS)
    assert [f"{found.rule}: {found.message}" for found in report.in_order()] == []


def test_criterion_ids_are_unique_within_a_vacancy(vacancy: Vacancy) -> None:
    """A reader's ticks hang on an id, so no two criteria of a vacancy share one."""
    ids = [criterion.id for criterion in specification(vacancy).criteria()]
    assert len(ids) == len(set(ids))


def test_a_key_fact_is_given_or_not_stated_or_in_conflict(vacancy: Vacancy) -> None:
    """Each key fact stands in exactly one of the three places."""
    given = {fact for fact in KEY_FACTS if getattr(vacancy, fact)}
    if not (vacancy.applying and vacancy.applying.method):
        given.discard("applying")  # screening questions alone do not say how to apply
    told = [*given, *vacancy.not_stated, *(conflict.fact for conflict in vacancy.conflicts)]
    assert sorted(fact for fact in told if fact in KEY_FACTS) == sorted(KEY_FACTS)


def test_no_vacancy_names_a_person_or_gives_an_address_to_reach_one(vacancy: Vacancy) -> None:
    """A contact is a role: no name, e-mail address or telephone number is kept."""
    contact = vacancy.contact
    assert contact is None or (contact.name, contact.email, contact.telephone) == (None, None, None)
    text = (ROOT / vacancy.path).read_text("utf-8")
    assert not re.search(r"\S@\S|\b0\d{9,10}\b|\bDr\b", text)


def test_the_day_of_the_last_check_is_recorded(vacancy: Vacancy) -> None:
    """Without a closing date there is a day to look again."""
    assert vacancy.checked_on
    assert vacancy.checked_on >= FIRST_CHECKED
    assert vacancy.closing_date or (vacancy.review_by and vacancy.review_by > vacancy.checked_on)


DATES = {
    KENSINGTON: (date(2025, 10, 30), date(2025, 11, 13)),
    MILTON_KEYNES: (None, date(2021, 1, 20)),
    MEDWAY: (None, None),
    KENT: (None, None),
    LONDON: (date(2025, 11, 19), date(2025, 11, 23)),
}


def test_the_dates_are_those_of_the_advert(vacancy: Vacancy) -> None:
    """Posted and closing dates are exact, and nobody made one up."""
    assert (vacancy.posted, vacancy.closing_date) == DATES[vacancy.slug]


def test_the_reference_is_that_of_the_advert(vacancy: Vacancy) -> None:
    """Two adverts give a reference, three do not."""
    references = {KENSINGTON: "333-J-KC-0899-A", LONDON: "277-7566412-LPP"}
    assert vacancy.reference == references.get(vacancy.slug)


NOT_STATED = {
    KENSINGTON: {"hours", "applying"},
    MILTON_KEYNES: {"reference", "sponsorship", "contact"},
    MEDWAY: {"closing_date", "reference", "applying", "sponsorship", "contact"},
    KENT: set(KEY_FACTS) - {"pay"},
    LONDON: {"hours", "applying"},
}


def test_the_facts_not_stated_are_listed(vacancy: Vacancy) -> None:
    """What each advert leaves out among the key facts."""
    assert {fact for fact in vacancy.not_stated if fact in KEY_FACTS} == NOT_STATED[vacancy.slug]


GRADES = {
    KENSINGTON: ("8a", None),
    MILTON_KEYNES: ("7", None),
    MEDWAY: (None, None),
    KENT: (None, "KR11"),
    LONDON: ("6", None),
}


def test_band_and_grade_are_those_of_the_advert(vacancy: Vacancy) -> None:
    """Three have a band, one a grade of the council's own, one neither."""
    assert vacancy.pay
    assert (vacancy.pay.band, vacancy.pay.grade) == GRADES[vacancy.slug]


FIGURES = {
    KENSINGTON: (Decimal(64156), Decimal(71148), "year"),
    MILTON_KEYNES: (None, None, None),
    MEDWAY: (Decimal("18.03"), Decimal("20.01"), "hour"),
    KENT: (None, None, None),
    LONDON: (Decimal(46419), Decimal(55046), "year"),
}


def test_pay_figures_are_exact_or_absent(vacancy: Vacancy) -> None:
    """Figures stand only where the advert gives them; the other two say that they are not stated."""
    assert figures(vacancy) == FIGURES[vacancy.slug]
    assert ("pay_figures" in vacancy.not_stated) == (vacancy.slug in (MILTON_KEYNES, KENT))


# --- Kensington ----------------------------------------------------------------------------------


def test_kensington_has_29_essential_and_6_desirable_criteria(vacancies: Present) -> None:
    """Counted in the advert, where a combined bullet is one criterion with parts."""
    assert levels(vacancies[KENSINGTON]) == {"essential": 29, "desirable": 6}
    assert specification(vacancies[KENSINGTON]).level_marking == "marked"


def test_kensington_pays_in_proportion_with_the_supplement_included(vacancies: Present) -> None:
    """The figures include the High Cost Area Supplement and are pro rata."""
    pay = vacancies[KENSINGTON].pay
    assert pay
    assert pay.pro_rata
    assert [(allowance.name, allowance.included) for allowance in pay.allowances] == [
        ("High Cost Area Supplement", "included")
    ]


def test_kensington_is_permanent_and_part_time(vacancies: Present) -> None:
    """The contract is permanent, the pattern part time, and the hours are not stated."""
    vacancy = vacancies[KENSINGTON]
    assert (vacancy.contract, vacancy.pattern, vacancy.hours) == (("permanent",), ("part_time",), None)


def test_kensington_accepts_three_bodies_by_four_routes(vacancies: Present) -> None:
    """BPC or UKCP as a psychodynamic psychotherapist, BPC in psychoanalysis, or BACP accreditation."""
    vacancy = vacancies[KENSINGTON]
    assert [leaf.body for leaf in registrations(vacancy)] == ["bpc", "ukcp", "bpc"]
    accredited = [leaf.accreditation for leaf in leaves(vacancy) if leaf.accreditation]
    assert [(leaf.body, leaf.modality) for leaf in accredited] == [("bacp", "psychodynamic")]
    assert vacancy.eligibility
    assert vacancy.eligibility.uk_registration


def test_kensington_welcomes_applications_that_need_sponsorship(vacancies: Present) -> None:
    """Such applications are welcome, without a conflict, and the note says that the advert offers no certificate."""
    vacancy = vacancies[KENSINGTON]
    assert vacancy.sponsorship
    assert vacancy.sponsorship.offered
    assert vacancy.sponsorship.note
    assert "does not say that a certificate" in vacancy.sponsorship.note
    assert not vacancy.conflicts


# --- Milton Keynes -------------------------------------------------------------------------------


def test_milton_keynes_has_23_criteria_whose_levels_are_lost(vacancies: Present) -> None:
    """The columns did not survive, so no criterion is called essential; a repeated line counts once."""
    assert levels(vacancies[MILTON_KEYNES]) == {"lost": 23}
    assert specification(vacancies[MILTON_KEYNES]).level_marking == "lost"


def test_milton_keynes_knows_how_criteria_are_assessed_only_by_group(vacancies: Present) -> None:
    """The letters A and I hold for two groups and for no single criterion."""
    groups = specification(vacancies[MILTON_KEYNES]).groups
    assert [group.heading for group in groups if group.assessed_by == ("A", "I")] == [
        "Qualifications",
        "Knowledge",
    ]
    assert not any(criterion.assessed_by for group in groups for criterion in group.criteria)


def test_milton_keynes_closes_on_the_day_in_its_title(vacancies: Present) -> None:
    """The closing date stands in the title alone, and the record says so."""
    assert vacancies[MILTON_KEYNES].closing_basis == "in_title"


def test_milton_keynes_is_not_remote_for_being_tagged_anywhere(vacancies: Present) -> None:
    """The tag is kept as a tag, after the team, and the work mode is not stated."""
    vacancy = vacancies[MILTON_KEYNES]
    assert [location.kind for location in vacancy.locations] == ["team", "anywhere_tag"]
    assert vacancy.work_mode is None
    assert "work_mode" in vacancy.not_stated


def test_milton_keynes_takes_applications_by_email_to_a_lost_address(vacancies: Present) -> None:
    """The advert breaks off where the address should be."""
    applying = vacancies[MILTON_KEYNES].applying
    assert applying
    assert (applying.method, applying.target, applying.target_missing) == ("email", None, True)


def test_milton_keynes_has_an_on_call_rota_and_a_limit_of_60_hours(vacancies: Present) -> None:
    """The Trust's limit is 60 hours a week; the average of 48 stands in the note."""
    hours = vacancies[MILTON_KEYNES].hours
    assert hours
    assert (hours.on_call, hours.working_time_limit, hours.a_week) == (True, Decimal(60), None)
    assert hours.note
    assert "48" in hours.note


def test_milton_keynes_guarantees_disabled_applicants_an_interview(vacancies: Present) -> None:
    """The guarantee depends on the minimum essential criteria."""
    eligibility = vacancies[MILTON_KEYNES].eligibility
    assert eligibility
    assert eligibility.disability_commitment
    assert "guarantees an interview" in eligibility.disability_commitment


def test_milton_keynes_and_kensington_are_one_employer_under_two_names(
    published: Catalogue, vacancies: Present
) -> None:
    """The older name is kept with the vacancy, and found under the employer."""
    older, newer = vacancies[MILTON_KEYNES], vacancies[KENSINGTON]
    assert older.employer == newer.employer
    assert older.employer_name in published.employer_of(older).also_known_as


# --- Medway --------------------------------------------------------------------------------------


def test_medway_has_four_criteria_that_must_implies_are_essential(vacancies: Present) -> None:
    """All four are essential by the wording, not by a mark."""
    criteria = list(specification(vacancies[MEDWAY]).criteria())
    found = [(criterion.level, criterion.level_basis) for criterion in criteria]
    assert found == [("essential", "implied")] * 4


def test_medway_lists_five_registration_bodies_with_their_own_levels(vacancies: Present) -> None:
    """Each body has the least level that the advert accepts; no student or trainee membership is enough."""
    listed = registrations(vacancies[MEDWAY])
    assert [(registration.body, registration.level) for registration in listed] == [
        ("babcp", "accredited cognitive behavioural therapist"),
        ("hcpc", None),
        ("ptuk", "Certified Play Therapist"),
        ("ukcp", "Registered Member"),
        ("bacp", "Registered Member (MBACP)"),
    ]
    assert all(registration.current and registration.excludes_trainees for registration in listed)


def test_medway_may_consider_individual_members_of_the_bacp(vacancies: Present) -> None:
    """The route is at the employer's discretion and has three conditions."""
    (route,) = (leaf.exception for leaf in leaves(vacancies[MEDWAY]) if leaf.exception)
    assert ("BACP" in route.whom, route.discretionary) == (True, True)
    assert [re.findall(r"\d+", condition) for condition in route.conditions] == [["100"], [], ["24"]]


def test_medway_names_its_bodies_as_examples(vacancies: Present) -> None:
    """The list is introduced by “such as”, so it stays open."""
    eligibility = vacancies[MEDWAY].eligibility
    assert eligibility
    assert eligibility.requirement
    (bodies,) = (node for node in eligibility.requirement.all_of if any(leaf.registration for leaf in node.any_of))
    assert bodies.open


def test_medway_asks_for_six_months_since_qualifying_and_no_trainees(vacancies: Present) -> None:
    """Six months of therapy with children, and qualified therapists only."""
    (experience,) = (leaf.experience for leaf in leaves(vacancies[MEDWAY]) if leaf.experience)
    assert experience.months == 6
    eligibility = vacancies[MEDWAY].eligibility
    assert eligibility
    assert eligibility.trainees == "not_eligible"


def test_medway_asks_four_questions_two_of_them_alternatives(vacancies: Present) -> None:
    """The diploma is the alternative to the degree."""
    applying = vacancies[MEDWAY].applying
    assert applying
    assert [(question.id, question.alternative_to) for question in applying.screening_questions] == [
        ("degree-or-equivalent", None),
        ("level-4-diploma", "degree-or-equivalent"),
        ("current-registration", None),
        ("six-months-with-children", None),
    ]


def test_medway_is_casual_sessional_and_self_employed(vacancies: Present) -> None:
    """Three contract words, paid on a monthly invoice, with one's own tax."""
    vacancy = vacancies[MEDWAY]
    assert vacancy.contract == ("casual", "sessional", "self_employed")
    assert vacancy.pay
    assert (vacancy.pay.invoiced, vacancy.pay.invoice_period, vacancy.pay.own_tax) == (True, "month", True)


def test_medway_asks_for_four_sessions_a_week_in_blocks_of_6_to_12(vacancies: Present) -> None:
    """Sessions a week, the length of a block, and the ages of the clients."""
    vacancy = vacancies[MEDWAY]
    assert vacancy.hours
    assert vacancy.hours.sessions_a_week_min == 4
    assert vacancy.delivery
    assert (vacancy.delivery.sessions_min, vacancy.delivery.sessions_max) == (6, 12)
    assert vacancy.clients
    assert vacancy.clients.ages
    ages = vacancy.clients.ages
    assert (ages.youngest, ages.oldest, ages.extended_to) == (5, 18, 25)


def test_medway_pays_no_travel_and_lets_venues_be_declined(vacancies: Present) -> None:
    """Travel is at one's own cost; a venue that is hard to reach may be turned down."""
    travel = vacancies[MEDWAY].travel
    assert travel
    assert (travel.costs_paid, travel.may_decline_venue) == (False, True)


def test_medway_funds_supervision_in_groups(vacancies: Present) -> None:
    """Group supervision is paid for; one's own needs evidence. The typical hours are the BACP's, so no figure."""
    supervision = vacancies[MEDWAY].supervision
    assert supervision
    assert (supervision.format, supervision.funded) == ("group", True)
    assert (supervision.hours_a_month, supervision.evidence_required) == (None, True)


def test_medway_contradicts_itself_on_supervision(vacancies: Present) -> None:
    """One's own supervisor is an alternative to the group, and yet the group is a duty."""
    conflict = vacancies[MEDWAY].conflict("supervision")
    assert conflict
    assert len(conflict.readings) == 2


# --- Kent ----------------------------------------------------------------------------------------


def test_kent_has_26_criteria_without_levels(vacancies: Present) -> None:
    """The council marks no level; behaviours that stand twice count once, and its values do not count."""
    assert levels(vacancies[KENT]) == {"unmarked": 26}
    counts = [len(group.criteria) for group in specification(vacancies[KENT]).groups]
    assert counts == [4, 6, 5, 6, 5]


def test_kent_is_a_job_description_and_not_an_advert(vacancies: Present) -> None:
    """It has neither date nor place, and the page must say so."""
    assert (vacancies[KENT].kind, vacancies[KENT].locations) == ("job_description", ())


def test_kent_accepts_ukcp_hcpc_or_an_equivalent(vacancies: Present) -> None:
    """With the HCPC one must be a practitioner psychologist; the list is open."""
    listed = registrations(vacancies[KENT])
    assert [(leaf.body, leaf.modality) for leaf in listed] == [
        ("ukcp", None),
        ("hcpc", "practitioner psychologist"),
    ]
    eligibility = vacancies[KENT].eligibility
    assert eligibility
    assert eligibility.requirement
    assert any(node.open for node in eligibility.requirement.all_of)


# --- London --------------------------------------------------------------------------------------


def test_london_has_9_essential_and_7_desirable_criteria(vacancies: Present) -> None:
    """Counted in the advert."""
    assert levels(vacancies[LONDON]) == {"essential": 9, "desirable": 7}


def test_london_is_for_six_months_and_part_time(vacancies: Present) -> None:
    """Fixed term, six months, part time."""
    vacancy = vacancies[LONDON]
    assert (vacancy.contract, vacancy.duration_months) == (("fixed_term",), 6)
    assert vacancy.pattern == ("part_time",)


def test_london_contradicts_itself_on_sponsorship(vacancies: Present) -> None:
    """The summary refuses it, the standard text welcomes it, and both are kept."""
    vacancy = vacancies[LONDON]
    assert vacancy.sponsorship is None
    conflict = vacancy.conflict("sponsorship")
    assert conflict
    assert len(conflict.readings) == 2


def test_london_does_not_say_what_its_pay_includes(vacancies: Present) -> None:
    """The advert's words break off at “pa inc”."""
    pay = vacancies[LONDON].pay
    assert pay
    assert (pay.wording, pay.basis) == ("pa inc", None)
    assert [allowance.included for allowance in pay.allowances] == ["unclear"]


def test_london_names_bodies_as_examples(vacancies: Present) -> None:
    """RCN, HCPC and Social Work England to register with; BABCP and BPC to be accredited by."""
    vacancy = vacancies[LONDON]
    assert [leaf.body for leaf in registrations(vacancy)] == ["rcn", "hcpc", "swe"]
    accredited = [leaf.accreditation.body for leaf in leaves(vacancy) if leaf.accreditation]
    assert accredited == ["babcp", "bpc"]


# --- the glossary --------------------------------------------------------------------------------


def test_the_glossary_explains_the_abbreviations_that_the_record_uses(published: Catalogue, vacancy: Vacancy) -> None:
    """Each abbreviation of three letters or more is explained, by the glossary or by a vocabulary."""
    known = set(published.glossary.terms)
    known |= {term.label for term in published.vocabularies["registration_body"].values()}
    # NHS needs no words; BAPC is a slip of an advert, and LPP and LLP are explained by none.
    known |= {"NHS", "BAPC", "LPP", "LLP"}
    used = {word for text in _prose(ROOT / vacancy.path) for word in re.findall(r"\b[A-Z]{3,}(?=s?\b)", text)}
    assert used - known == set()


def _prose(path: Path) -> Iterator[str]:
    """The lines of a record but for its reference, grade and postcode, which are codes and not words."""
    for line in path.read_text("utf-8").splitlines():
        if not re.match(r"\s*(#|reference:|grade:|postcode:)", line):
            yield line


# --- the templates -------------------------------------------------------------------------------


@pytest.fixture(params=[ROOT, ROOT / "tests" / "sites" / "five"], ids=["live", "five"])
def root_with_templates(request: pytest.FixtureRequest) -> Path:
    """Where `content/` has templates: ours, and the one whose every field other tests fill with texts."""
    root: Path = request.param
    if not (root / "content" / "vacancies" / "_template.yaml").exists():
        pytest.skip("there is no content/vacancies/_template.yaml to test")
    return root


@pytest.fixture
def newcomer(tmp_path: Path, root_with_templates: Path) -> Path:
    """A copy of the content, for somebody about to add to it."""
    shutil.copytree(root_with_templates / "content", tmp_path / "content")
    return tmp_path


def uncommented(template: Path) -> str:
    """The part of a template that is commented out, without the first `# ` of each line."""
    _, _, rest = template.read_text("utf-8").partition("EVERY FIELD")
    _, _, rest = rest.partition("---\n")
    return "".join(f"{line.removeprefix('#').removeprefix(' ')}\n" for line in rest.splitlines())


def field_names(schema: Any) -> set[str]:
    """Every field that a schema allows, at any depth."""
    if isinstance(schema, list):
        return {name for part in schema for name in field_names(part)}
    if not isinstance(schema, dict):
        return set()
    parts = (part for key, part in schema.items() if key not in {"examples", "x-terms"})
    return set(schema.get("properties", {})) | {name for part in parts for name in field_names(part)}


def test_a_copy_of_the_vacancy_template_is_a_vacancy(newcomer: Path) -> None:
    """Copied and left as it is, the template has no mistake but that nobody has replaced what it made up."""
    folder = newcomer / "content" / "vacancies"
    shutil.copy(folder / "_template.yaml", folder / "example-therapist.yaml")
    content = load_content(newcomer)
    assert {found.rule for found in validate(content, SCHEMAS).errors} == {"template-text"}
    assert "example-therapist" in {record.slug for record in content.records}


def test_the_vacancy_template_begins_with_a_short_whole_vacancy(root_with_templates: Path) -> None:
    """Ten fields and three criteria take fewer than forty lines."""
    text = (root_with_templates / "content" / "vacancies" / "_template.yaml").read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert len(lines) < 40


def test_the_rest_of_the_vacancy_template_is_a_vacancy_too(newcomer: Path) -> None:
    """With its comment marks taken off, the part that shows every field has no other mistake than its names."""
    folder = newcomer / "content" / "vacancies"
    (folder / "example-therapist.yaml").write_text(uncommented(folder / "_template.yaml"), "utf-8")
    content = load_content(newcomer)
    assert {found.rule for found in validate(content, SCHEMAS).errors} == {"template-text"}
    assert "example-therapist" in {record.slug for record in content.records}


def test_the_vacancy_template_shows_every_field(root_with_templates: Path) -> None:
    """Whatever the schema of a vacancy allows has its example."""
    schema = json.loads((ROOT / "schema" / "vacancy.schema.json").read_text("utf-8"))
    text = uncommented(root_with_templates / "content" / "vacancies" / "_template.yaml")
    assert {name for name in field_names(schema) if not re.search(rf"\b{name}:", text)} == set()


def test_a_copy_of_the_employer_template_is_an_employer(newcomer: Path) -> None:
    """Copied and left as it is, the template has no mistake but that nobody has replaced what it made up."""
    folder = newcomer / "content" / "employers"
    if not (folder / "_template.yaml").exists():
        pytest.skip("there is no content/employers/_template.yaml to test")
    shutil.copy(folder / "_template.yaml", folder / "example-trust.yaml")
    content = load_content(newcomer)
    assert {found.rule for found in validate(content, SCHEMAS).errors} == {"template-text"}
    assert "example-trust" in {record.slug for record in content.records}


# --- the profession's words ----------------------------------------------------------------------

TERMS = {
    KENSINGTON: ("evidence-based", "psychologically informed", "person-centred", "group analysis", "critical incident"),
    MILTON_KEYNES: ("stepped care", "crisis intervention", "safeguarding", "care coordinator", "band 6"),
    MEDWAY: ("outcome measures", "creative modalities", "Recovery Model", "cross-referral"),
    KENT: ("anti-discriminatory practice", "trauma-informed", "foetal alcohol", "child-centred", "safeguarding"),
    LONDON: ("trauma-informed", "gender-sensitive", "domestic abuse", "perinatal", "menopause", "risk assessment"),
}
"""Terms of the adverts that are no one's own words: applicants read and search for them."""


def test_professional_terms_are_kept(vacancy: Vacancy) -> None:
    """A term is said as the profession says it."""
    text = " ".join((ROOT / vacancy.path).read_text("utf-8").split())
    assert [term for term in TERMS[vacancy.slug] if term not in text] == []


# --- our own words -------------------------------------------------------------------------------


def runs(text: str) -> set[str]:
    """Every run of ten words of `text`."""
    words = re.findall(r"[a-z0-9£']+", text.lower())
    return {" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


if ADVERTS.is_dir():  # the adverts are no part of the project, so only who has them can run this

    def test_no_record_holds_ten_words_in_a_row_of_an_advert() -> None:
        """Facts carry over, sentences do not."""
        known: set[str] = set()
        for advert in ADVERTS.glob("*.txt"):
            known |= runs(advert.read_text("utf-8", "replace"))
        for file in sorted([*(ROOT / "content").rglob("*.*"), *(ROOT / "tests" / "sites").rglob("*.*")]):
            assert runs(file.read_text("utf-8")) & known == set(), file.name
