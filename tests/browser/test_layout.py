"""Layout: narrow screens, large text, targets for fingers, dark, forced colours and less motion."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from builtsite import FIVE, KENSINGTON, LIVE, LONDON, VACANCIES, pages_of, some_of
from playwright.sync_api import Page

from browser.reader import Visit, wait_for_count

NARROW = {"width": 320, "height": 640}

TOO_WIDE = """() => [...document.querySelectorAll('body *')].filter(it => {
  const box = it.getBoundingClientRect()
  return box.width && box.right > innerWidth + 1 && getComputedStyle(it).clipPath === 'none'
}).map(it => it.nodeName.toLowerCase() + '.' + it.className).slice(0, 5)"""

CUT_OFF = """() => [document.documentElement, ...document.querySelectorAll('.facts')].filter(
  it => it.scrollWidth > it.clientWidth + 1
).map(it => it.nodeName.toLowerCase() + ': ' + it.scrollWidth + ' in ' + it.clientWidth)"""

SMALL_TARGETS = """() => {
  const shown = it => it.getClientRects().length && it.closest('.skip-link, [hidden]') === null
  // A link in a sentence may be as high as the sentence; so may what stands far enough from its neighbours.
  const inline = it => getComputedStyle(it).display === 'inline'
  const targets = [...document.querySelectorAll('a, button, input, select, summary')].filter(shown)
  const boxes = targets.map(it => it.getBoundingClientRect())
  const near = (a, b) => {
    const dx = (a.x + a.width / 2) - (b.x + b.width / 2), dy = (a.y + a.height / 2) - (b.y + b.height / 2)
    return Math.hypot(dx, dy) < 24
  }
  return targets.filter((it, n) => {
    const box = boxes[n]
    if (inline(it) || (box.width >= 23.5 && box.height >= 23.5)) return false
    return boxes.some((other, m) => m !== n && near(box, other)) || it.nodeName !== 'A'
  }).map(it => it.nodeName + ' ' + (it.id || it.textContent.trim()).slice(0, 50))
}"""


BOTH = pytest.mark.parametrize("content", [FIVE, LIVE], ids=["five", "live"])


def each_page(page: Page, content: Path) -> list[str]:
    """The addresses of the pages that `content` makes, seen from an open one."""
    start = page.url.split("/", 3)
    return [f"{start[0]}//{start[2]}/{path}" for path in some_of(pages_of(content))]


@BOTH
def test_no_page_scrolls_sideways_at_320_pixels(visit: Visit, content: Path) -> None:
    page = visit("index.html", viewport=NARROW, content=content)
    found = {}
    for address in each_page(page, content):
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found[address] = page.evaluate(TOO_WIDE)
    assert not found


def test_results_do_not_scroll_sideways_at_320_pixels(visit: Visit) -> None:
    page = visit("vacancies.html?q=therapist", viewport=NARROW)
    wait_for_count(page, "“therapist”")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_no_page_scrolls_sideways_with_the_text_at_twice_its_size(visit: Visit) -> None:
    page = visit("index.html")
    found = {}
    for path in ("index.html", "employers.html", "vacancies.html", *VACANCIES):
        page.goto(page.url.split("/", 3)[0] + "//" + page.url.split("/", 3)[2] + "/" + path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found[path] = page.evaluate(TOO_WIDE)
    assert not found


@pytest.mark.parametrize(("width", "font"), [(390, 32), (320, 24)])
@BOTH
def test_no_fact_of_a_vacancy_is_cut_off_where_the_browser_has_large_text(
    visit: Visit, width: int, font: int, content: Path
) -> None:
    """WCAG 1.4.4 and 1.4.10: neither is the page wider than the screen."""
    page = visit("index.html", viewport={"width": width, "height": 800}, content=content)
    sizes = {"standard": font, "fixed": font}
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})
    cut = {}
    for address in each_page(page, content):
        page.goto(address)
        if over := page.evaluate(CUT_OFF):
            cut[address] = over
    assert not cut


def test_text_can_be_spaced_out_without_being_cut(visit: Visit) -> None:
    """The spacing of WCAG 1.4.12."""
    page = visit(KENSINGTON, day="2025-11-10", viewport={"width": 400, "height": 800})
    page.evaluate(
        """() => {
          const sheet = new CSSStyleSheet()
          sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
            word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`)
          document.adoptedStyleSheets = [sheet]
        }"""
    )
    cut = page.evaluate(
        """() => [...document.querySelectorAll('main *')].filter(it => {
          const style = getComputedStyle(it)
          const cuts = style.overflow === 'hidden' && style.clipPath === 'none'
          return cuts && it.scrollWidth > it.clientWidth + 2
        }).map(it => it.className)"""
    )
    assert cut == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


@pytest.mark.parametrize("viewport", [NARROW, {"width": 1280, "height": 900}], ids=["narrow", "wide"])
@BOTH
def test_what_is_to_be_pressed_is_24_pixels_or_stands_apart(
    visit: Visit, viewport: dict[str, int], content: Path
) -> None:
    page = visit("index.html", viewport=viewport, content=content)
    found = {}
    for address in each_page(page, content):
        page.goto(address)
        if small := page.evaluate(SMALL_TARGETS):
            found[address] = small
    assert not found


def test_dark_is_dark_and_light_is_light(visit: Visit) -> None:
    lightness = {}
    for scheme in ("light", "dark"):
        page = visit("index.html", color_scheme=scheme)
        colours = page.evaluate(
            "() => { const it = getComputedStyle(document.body); return [it.backgroundColor, it.color] }"
        )
        lightness[scheme] = [sum(int(part) for part in re.findall(r"\d+", colour)[:3]) for colour in colours]
    assert lightness["light"][0] > 600 > 300 > lightness["light"][1]
    assert lightness["dark"][0] < 150 < 500 < lightness["dark"][1]


def test_in_forced_colours_boxes_ticks_and_statuses_keep_their_shape(visit: Visit) -> None:
    page = visit(LONDON, day="2025-11-20", forced_colors="active")
    page.locator(".checklist input").first.check()
    found = page.evaluate(
        """() => {
          const colour = (it, pseudo, what) => getComputedStyle(document.querySelector(it), pseudo)[what]
          const width = (it, pseudo) => parseFloat(colour(it, pseudo, 'borderBlockEndWidth'))
          const box = '.checklist input:checked'
          return {
            box: width(box, null) > 0,
            tick: width(box, '::before') > 1 &&
              colour(box, '::before', 'borderBlockEndColor') !== colour(box, null, 'backgroundColor'),
            label: width('.status__label', null) > 0,
            shape: width('.status__label', '::before') > 1,
          }
        }"""
    )
    assert found == {"box": True, "tick": True, "label": True, "shape": True}


@pytest.mark.parametrize("wish", ["reduce", "no-preference"])
def test_nothing_moves_by_itself(visit: Visit, wish: str) -> None:
    page = visit(KENSINGTON, reduced_motion=wish)
    moving = page.evaluate(
        """() => [...document.querySelectorAll('*')].filter(it => {
          const style = getComputedStyle(it)
          return style.animationName !== 'none' || parseFloat(style.transitionDuration) > 0 ||
            style.scrollBehavior === 'smooth'
        }).length"""
    )
    assert moving == 0
