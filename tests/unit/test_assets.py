"""The assets room: joined files, their names, and a lighter style sheet that means the same."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from portal.render.assets import gather, lighter, lighter_script


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (
        ("css/20-b.css", "b {\n  color: red;\n}\n"),
        ("css/10-a.css", "/* first */\n@layer a, b;\n"),
        ("js/finder/20-b.js", "(() => { window.b = 1 })()"),
        ("js/finder/10-a.js", "(() => { window.a = 1 })()\n"),
        ("js/portal/10-core.js", "window.c = 1"),
        ("img/mark.svg", "<svg/>"),
        ("img/.DS_Store", "litter"),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_styles_are_joined_in_the_order_of_their_names(folder: Path) -> None:
    """So that the line of layers comes first."""
    assets = gather(folder)
    assert assets.files[assets.paths["portal.css"]] == b"@layer a, b;\nb {\ncolor: red;\n}\n"


def test_scripts_are_kept_apart(folder: Path) -> None:
    """One that ends without a semicolon does not call the next."""
    assets = gather(folder)
    script = assets.files[assets.paths["finder.js"]].decode()
    assert script == "(() => { window.a = 1 })()\n;\n(() => { window.b = 1 })()\n;\n"


def test_each_folder_of_scripts_is_a_file_of_its_own(folder: Path) -> None:
    """So that a page loads only what it uses."""
    assets = gather(folder)
    assert assets.files[assets.paths["portal.js"]] == b"window.c = 1\n;\n"


def test_a_name_bears_the_hash_of_its_file(folder: Path) -> None:
    """Another content, another address."""
    assets = gather(folder)
    path = assets.paths["portal.css"]
    assert path == f"assets/portal.{hashlib.sha256(assets.files[path]).hexdigest()[:8]}.css"


def test_images_keep_their_names(folder: Path) -> None:
    """And what a desktop leaves among them is not published."""
    assets = gather(folder)
    assert assets.paths["img/mark.svg"] == "assets/img/mark.svg"
    assert not [path for path in assets.files if "DS_Store" in path]


def test_data_can_be_added(folder: Path) -> None:
    """The templates see it at once."""
    assets = gather(folder)
    path = assets.add("cards.json", b"{}")
    assert path == "assets/cards.44136fa3.json"
    assert assets.paths["cards.json"] == path


@pytest.mark.parametrize(
    ("css", "light"),
    [
        ("a {\n    color: red;\n\n}\n", "a {\ncolor: red;\n}\n"),
        ("/* one */ a { } /* two */", "a { }\n"),
        ("a { content: '/* kept */'; }", "a { content: '/* kept */'; }\n"),
        ('a { content: "it\\"s /* kept */"; }', 'a { content: "it\\"s /* kept */"; }\n'),
        ("a { b: url(data:x,/*kept*/y) }", "a { b: url(data:x,/*kept*/y) }\n"),
        ("a/* joins nothing */:hover { }", "a/* joins nothing */:hover { }\n"),
        ("a /* apart */ b { }", "a  b { }\n"),
        ("a { content: 'x\\\n    y'; }", "a { content: 'x\\\n    y'; }\n"),
        ("/* an 'apostrophe */ a { }", "a { }\n"),
        ("", ""),
    ],
)
def test_a_lighter_style_sheet_means_the_same(css: str, light: str) -> None:
    """Only white space and comments go, and only where nothing hangs on them."""
    assert lighter(css) == light


@pytest.mark.parametrize(
    ("script", "light"),
    [
        ("/* What\n   it does: `this`. */\n  var a = 1\n\n", "var a = 1\n"),
        ("var a = 1 // stays\n  // goes\nvar b = '/* stays */'\n", "var a = 1 // stays\nvar b = '/* stays */'\n"),
        ("var a = `\n  // all of it stays\n`\n", "var a = `\n  // all of it stays\n`\n"),
        ("a(/^x/)\n/** Why. */\nb()\n", "a(/^x/)\nb()\n"),
    ],
)
def test_a_lighter_script_means_the_same(script: str, light: str) -> None:
    """Only indentation goes, and comments that have their lines to themselves."""
    assert lighter_script(script).strip() == light.strip()
