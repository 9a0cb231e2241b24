"""The checklist: every criterion of the employer's, with its level and where it is assessed."""

from __future__ import annotations

from typing import Any

import pytest
from samples import KENSINGTON, KENT, LONDON, MEDWAY, MILTON_KEYNES, one, real, real_vacancy

from portal.views.abbreviations import Expander
from portal.views.checklist import checklist_view
from portal.views.given import ChecklistView


def checklist(groups: list[dict[str, Any]], **specification: Any) -> ChecklistView:
    fields = {"level_marking": "marked", "groups": groups, **specification}
    vacancy, catalogue = one(person_specification=fields)
    view = checklist_view(vacancy, catalogue, Expander({}))
    assert view is not None
    return view


def criterion(identity: str = "a", level: str = "essential", **fields: Any) -> dict[str, Any]:
    return {"id": identity, "text": "You have played.", "level": level, **fields}


def group(*criteria: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"heading": "Experience", "criteria": list(criteria), **fields}


@pytest.mark.parametrize(
    ("slug", "counts"),
    [
        (KENSINGTON, "29 essential and 6 desirable criteria"),
        (LONDON, "9 essential and 7 desirable criteria"),
        (KENT, "26 criteria with no level marked"),
        (MEDWAY, "4 essential criteria"),
    ],
)
def test_the_adverts_criteria_are_counted(slug: str, counts: str) -> None:
    view = checklist_view(real_vacancy(slug), real(), Expander({}))
    assert view is not None
    assert view.counts == counts


def test_lost_levels_are_not_called_unmarked() -> None:
    view = checklist_view(real_vacancy(MILTON_KEYNES), real(), Expander({}))
    assert view is not None
    assert view.counts.endswith("criteria whose level is lost")
    assert "did not survive" in view.marking


def test_implied_levels_say_so() -> None:
    view = checklist_view(real_vacancy(MEDWAY), real(), Expander({}))
    assert view is not None
    assert {item.basis for part in view.groups for item in part.criteria} == {"implied by the wording"}


def test_one_criterion_is_one() -> None:
    assert checklist([group(criterion())]).counts == "1 essential criterion"
    assert checklist([group(criterion(level="lost"))]).counts == "1 criterion whose level is lost"


def test_letters_become_the_words_of_the_key_and_a_groups_letters_hold_for_all() -> None:
    view = checklist(
        [group(criterion(), criterion("b", assessed_by=["I"]), assessed_by=["A", "I"])],
        assessment_key={"A": "Application form", "I": "Interview"},
    )
    first, second = view.groups[0].criteria
    assert first.assessed_by == "Application form and Interview"
    assert second.assessed_by == "Interview"


def test_the_key_of_a_tick_is_the_records_own_id() -> None:
    """Ticks hang on the id, so neither order nor wording may change it."""
    view = checklist([group(criterion("own-caseload"))])
    assert view.groups[0].criteria[0].key == "own-caseload"
    assert view.groups[0].criteria[0].id == "criterion-own-caseload"


def test_parts_have_their_rule() -> None:
    view = checklist([group(criterion(parts={"rule": "one_or_more", "items": ["one", "two & <b>"]}))])
    item = view.groups[0].criteria[0]
    assert item.parts_rule == "One or more of these:"
    assert [str(part) for part in item.parts] == ["one", "two &amp; &lt;b&gt;"]


def test_two_groups_of_one_heading_have_their_own_ids() -> None:
    view = checklist([group(criterion("a")), group(criterion("b"))])
    assert view.groups[0].id != view.groups[1].id


def test_a_record_without_criteria_has_no_checklist() -> None:
    vacancy, catalogue = one()
    assert checklist_view(vacancy, catalogue, Expander({})) is None
