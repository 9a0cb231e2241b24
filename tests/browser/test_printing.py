"""Printing: a vacancy becomes a paper to work on, with boxes and lines, without the site's furniture."""

from __future__ import annotations

import re

import pytest
from builtsite import KENSINGTON, LONDON, VACANCIES
from playwright.sync_api import Page, expect

from browser.reader import Visit

FURNITURE = (
    ".masthead__nav",
    ".masthead__search",
    ".footer nav",
    ".skip-link",
    ".contents",
    ".checklist__foot",
)


def on_paper(page: Page) -> Page:
    page.emulate_media(media="print")
    return page


@pytest.mark.parametrize("java_script", [True, False])
def test_on_paper_every_criterion_has_a_box_and_lines_to_write_on(visit: Visit, java_script: bool) -> None:
    page = on_paper(visit(LONDON, day="2025-11-20", java_script_enabled=java_script))
    boxes = page.locator(".checklist input")
    assert boxes.count() == 16
    for box in boxes.all():
        expect(box).to_be_visible()
    lines = page.evaluate(
        """() => [...document.querySelectorAll('.checklist__criteria > li')].map(it => {
          const line = getComputedStyle(it, '::after')
          return parseFloat(line.blockSize) > 20 && line.borderBlockEndStyle === 'dotted'
        })"""
    )
    assert lines == [True] * 16


def test_on_paper_the_furniture_of_the_site_is_gone(visit: Visit) -> None:
    page = on_paper(visit(KENSINGTON, day="2025-11-10"))
    for selector in FURNITURE:
        expect(page.locator(selector).first).to_be_hidden()
    expect(page.locator(".masthead__name")).to_be_visible()
    expect(page.locator(".facts")).to_be_visible()


def test_paper_is_white_even_for_readers_of_the_dark_scheme(visit: Visit) -> None:
    page = on_paper(visit(KENSINGTON, color_scheme="dark"))
    colours = page.evaluate(
        "() => { const it = getComputedStyle(document.body); return [it.backgroundColor, it.color] }"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_a_tick_shows_on_paper(visit: Visit) -> None:
    page = visit(LONDON)
    page.locator(".checklist input").first.check()
    on_paper(page)
    mark = page.evaluate(
        """() => {
          const it = getComputedStyle(document.querySelector('.checklist input:checked'), '::before')
          return [it.borderBlockEndWidth !== '0px', it.borderBlockEndColor]
        }"""
    )
    assert mark == [True, "rgb(0, 0, 0)"]


@pytest.mark.parametrize("path", VACANCIES)
def test_every_vacancy_prints_on_a4_in_few_pages(visit: Visit, path: str) -> None:
    pdf = visit(path).pdf(prefer_css_page_size=True)
    sizes = set(re.findall(rb"/MediaBox\s*\[([^\]]*)\]", pdf))
    assert len(sizes) == 1
    width, height = (float(number) for number in sizes.pop().split()[2:])
    assert (round(width), round(height)) == (595, 842)
    sheets = len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))
    assert 2 <= sheets <= 14


def test_nothing_is_wider_than_the_paper(visit: Visit) -> None:
    page = on_paper(visit(KENSINGTON, viewport={"width": 673, "height": 990}))  # A4 less its margins, in CSS pixels
    assert page.evaluate("document.documentElement.scrollWidth") <= 673
