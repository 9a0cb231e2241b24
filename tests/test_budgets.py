"""Budgets: how much a first visit may weigh, compressed, with everything that the page asks for."""

from __future__ import annotations

import gzip
import posixpath
import re
from pathlib import Path

import pytest
from builtsite import LISTS, LIVE, TODAY, VACANCIES, SiteOn, pages_of, some_of

KILOBYTE = 1000
ASKED_FOR = re.compile(r"""<(?:link|script|img)\b[^>]*\b(?:href|src)="([^"]+)"[^>]*>""")
ASKED_FOR_BY_THE_FORM = re.compile(r"""\bdata-context="([^"]+)\"""")
"""What the form's script loads as soon as it runs."""

NOT_LOADED = re.compile(r"""rel="(?:canonical|alternate|apple-touch-icon)\"""")


def weight_of_first_visit(site: Path, path: str) -> int:
    """The bytes of the page with its styles, scripts and images, each compressed on its own."""
    text = (site / path).read_text("utf-8")
    folder = posixpath.dirname(path)
    assets = {
        posixpath.normpath(posixpath.join(folder, found[1]))
        for found in ASKED_FOR.finditer(text)
        if not NOT_LOADED.search(found[0])
    }
    assets |= {posixpath.normpath(posixpath.join(folder, file)) for file in ASKED_FOR_BY_THE_FORM.findall(text)}
    assert len(assets) >= 3, assets
    return sum(len(gzip.compress((site / file).read_bytes(), 9, mtime=0)) for file in (path, *sorted(assets)))


@pytest.mark.parametrize("day", ["2025-11-10", "2025-11-20", TODAY])
@pytest.mark.parametrize("path", VACANCIES)
def test_a_first_visit_to_a_vacancy_weighs_at_most_30_kilobytes(site_on: SiteOn, path: str, day: str) -> None:
    assert weight_of_first_visit(site_on(day), path) <= 30 * KILOBYTE


@pytest.mark.parametrize("path", ["index.html", "vacancies.html", "closed.html", "browse/region/london.html"])
def test_a_first_visit_to_a_list_weighs_at_most_40_kilobytes(site_on: SiteOn, path: str) -> None:
    assert weight_of_first_visit(site_on(TODAY), path) <= 40 * KILOBYTE


def test_a_first_visit_to_the_form_weighs_at_most_160_kilobytes(site_on: SiteOn) -> None:
    """The schema, the rules and their tables are part of it: they come with the page, before anything is typed."""
    site = site_on(TODAY)
    assert len(ASKED_FOR_BY_THE_FORM.findall((site / "add.html").read_text("utf-8"))) == 1
    assert weight_of_first_visit(site, "add.html") <= 160 * KILOBYTE


def test_what_is_published_keeps_to_the_budget_of_a_vacancy(site_on: SiteOn) -> None:
    """An advert that cannot is better told in fewer words."""
    site = site_on(TODAY, LIVE)
    weights = {path: weight_of_first_visit(site, path) for path in some_of(pages_of(LIVE)) if path not in LISTS}
    assert {path: weight for path, weight in weights.items() if weight > 30 * KILOBYTE} == {}
