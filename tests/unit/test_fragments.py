"""Fragments: what is known of a page's ids before it is rendered is what stands on it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from samples import KENSINGTON_CLOSED, KENSINGTON_OPEN, PROJECT, catalogue_of, real, vacancy_record

from portal.model.catalogue import Catalogue
from portal.pages.fragments import fragments
from portal.pages.plan import plan
from portal.render.render import Renderer


class AnyAsset(dict[str, str]):
    """Every asset that a template may ask for."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> str:
        return f"assets/{name}"


def awkward() -> Catalogue:
    """A record whose ids would be the same as others of its page, if they could be."""
    criteria = [{"id": identity, "text": "x", "level": "essential"} for identity in ("x", "x-more", "more")]
    headings = "# Notes\n\n# Notes\n\n# Notes 2\n\n# Purpose\n\n# Content"
    return catalogue_of(
        vacancy_record(
            purpose=headings,
            description=headings,
            sections=[
                {"heading": heading, "kind": "note", "text": headings} for heading in ("h notes", "1 notes", "Notes")
            ],
            applying={"instructions": headings, "screening_questions": [{"id": "a", "question": "?"}]},
            person_specification={"level_marking": "marked", "groups": [{"heading": "more", "criteria": criteria}]},
            conflicts=[{"fact": "pay", "readings": [{"says": "a", "where": "b"}] * 2}],
        )
    )


@pytest.mark.parametrize(
    ("catalogue", "day"),
    [
        (real(), KENSINGTON_OPEN),
        (real(), KENSINGTON_CLOSED),
        (awkward(), date(2026, 3, 10)),
        (catalogue_of(), KENSINGTON_OPEN),
    ],
    ids=["open", "closed", "awkward", "nothing"],
)
def test_the_ids_of_each_page_are_those_that_are_known_and_each_is_there_once(catalogue: Catalogue, day: date) -> None:
    site = plan(catalogue, day)
    renderer = Renderer(PROJECT / "templates", AnyAsset(), catalogue.site.url)
    for page in site.pages:
        if page.is_html:
            html = renderer.page(page, site.frame(page)).decode("utf-8")
            assert sorted(re.findall(r'\bid="([^"]+)"', html)) == sorted(fragments(page.path, page.view)), page.path
