"""Contrast: every pair of colours that the styles put together, in both schemes, by the formula of WCAG."""

from __future__ import annotations

import re

import pytest
from builtsite import PROJECT

CSS = PROJECT / "templates" / "assets" / "css"
TOKENS = (CSS / "10-tokens.css").read_text("utf-8")
ONE_TOKEN = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6}|var\(--([a-z-]+)\))\s*;")
DARK = "@media (prefers-color-scheme: dark)"

BACKGROUNDS = ("page", "surface")
TEXTS = [
    *((text, ground) for text in ("text", "text-quiet", "accent", "accent-strong") for ground in BACKGROUNDS),
    ("text", "accent-wash"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
]
"""Text on its background: at least 4.5 to 1."""

PARTS = [
    *(("accent", ground) for ground in (*BACKGROUNDS, "accent-wash")),
    *(("edge", ground) for ground in BACKGROUNDS),
]
"""What must be seen of a control, a focus or a shape: at least 3 to 1."""

UNSEEN_IS_NO_LOSS = {"rule"}
"""Hairlines between things that stand apart without them."""


def colours(scheme: str) -> dict[str, str]:
    """Each meaning of the scheme with its colour, such as `text`: `#2b2127`."""
    light, _, dark = TOKENS.partition(DARK)
    raw = {found[1]: found[2] for found in ONE_TOKEN.finditer(light)}
    if scheme == "dark":
        raw |= {found[1]: found[2] for found in ONE_TOKEN.finditer(dark)}
    resolved = {}
    for name, value in raw.items():
        resolved[name.removeprefix("colour-")] = raw[value[6:-1]] if value.startswith("var(") else value
    return resolved


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb`."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    pale, deep = sorted((luminance(one), luminance(other)), reverse=True)
    return (pale + 0.05) / (deep + 0.05)


def test_the_formula_gives_the_known_contrasts() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#767676", "#ffffff"), 2) == 4.54


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_can_be_read_on_its_background(scheme: str, text: str, ground: str) -> None:
    known = colours(scheme)
    assert contrast(known[text], known[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("part", "ground"), PARTS)
def test_boxes_rings_and_shapes_can_be_told_from_their_background(scheme: str, part: str, ground: str) -> None:
    known = colours(scheme)
    assert contrast(known[part], known[ground]) >= 3


def test_both_schemes_give_every_palette_colour_and_the_meanings_are_all_weighed_here() -> None:
    weighed = {name for pair in (*TEXTS, *PARTS) for name in pair} | UNSEEN_IS_NO_LOSS
    meanings = set(re.findall(r"--colour-([a-z-]+):", TOKENS))
    assert meanings == weighed
    palette = set(re.findall(r"^ +--([a-z-]+): #", TOKENS.partition(DARK)[0], re.MULTILINE))
    again = set(re.findall(r"^ +--([a-z-]+): #", TOKENS.partition(DARK)[2], re.MULTILINE))
    assert palette <= again


def test_no_style_names_a_colour_but_through_its_meaning() -> None:
    """So that no pair escapes the tests above. On paper there is black, white and grey."""
    for file in sorted(CSS.glob("*.css")):
        if file.name in ("10-tokens.css", "90-print.css"):
            continue
        text = re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.DOTALL)
        named = re.findall(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", text)
        palette = re.findall(r"var\(--(?:paper|sheet|ink|ink-soft|line|line-strong|damson[a-z-]*)\)", text)
        assert not named + palette, file.name
