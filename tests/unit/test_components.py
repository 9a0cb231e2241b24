"""The components: each has examples, and each example renders as HTML that a strict parser takes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import html5lib
import pytest
import yaml
from markupsafe import Markup

from portal.render.render import Renderer

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
FOLDERS = sorted(path for path in (TEMPLATES / "components").iterdir() if path.is_dir())
EXAMPLES = [
    pytest.param(folder, example["data"], id=f"{folder.name}: {example['name']}")
    for folder in FOLDERS
    for example in yaml.safe_load((folder / "examples.yaml").read_text("utf-8"))
]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_component_is_a_macro_with_examples(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {"macro.html.jinja", "examples.yaml"}


@pytest.mark.parametrize(("folder", "data"), EXAMPLES)
def test_an_example_renders_as_html(folder: Path, data: dict[str, Any]) -> None:
    """The macro bears its folder's name; the example has its arguments by name."""
    renderer = Renderer(TEMPLATES, {}, "https://example.org/")
    template = renderer.environment.get_template(f"components/{folder.name}/macro.html.jinja")
    card = renderer.environment.get_template("components/card/macro.html.jinja").make_module({"href": str})
    given = {"href": str, "asset": str, "page": {"path": "index.html"}}
    given |= {"cards": lambda cards: Markup("\n").join(map(card.card, cards)), "once": lambda macro, *of: macro(*of)}  # type: ignore[attr-defined]
    module = template.make_module(given)
    html = str(getattr(module, folder.name.replace("-", "_"))(**data))
    inside = f"<ul>{html}</ul>" if html.lstrip().startswith("<li") else html
    html5lib.HTMLParser(strict=True).parseFragment(inside)
    assert html.strip()
