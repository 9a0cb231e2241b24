"""Render: pages from templates; a mistake in one is a diagnostic with the chain that led to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.render import render as room
from portal.render.render import Renderer, TemplateMistake


@dataclass(frozen=True)
class Page:
    """As much of a page as the renderer needs."""

    path: str = "vacancies/a.html"
    template: str = "page.html.jinja"
    view: object = None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "templates"


def put(folder: Path, **templates: str) -> None:
    """Write each template under its name; two underlines stand for a slash."""
    for name, text in templates.items():
        file = folder / f"{name.replace('__', '/')}.html.jinja"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


def render(folder: Path, page: Page | None = None) -> str:
    renderer = Renderer(folder, {"portal.css": "assets/portal.12345678.css"}, "https://example.org/small/")
    return renderer.page(page or Page(), None).decode("utf-8")  # type: ignore[arg-type]


def mistake(folder: Path) -> TemplateMistake:
    with pytest.raises(TemplateMistake) as raised:
        render(folder)
    return raised.value


def test_links_are_relative_to_the_page(folder: Path) -> None:
    """One build works at a domain's root, under a path and from disk."""
    put(folder, page="{{ href('index.html') }} {{ href('vacancies/b.html#pay') }} {{ asset('portal.css') }}")
    assert render(folder) == "../index.html ../vacancies/b.html#pay ../assets/portal.12345678.css"
    assert render(folder, Page("index.html")) == "index.html vacancies/b.html#pay assets/portal.12345678.css"


def test_the_page_for_what_is_not_found_has_absolute_links(folder: Path) -> None:
    """It is shown at any address; only a link within itself stays short."""
    put(folder, page="{{ href('vacancies.html') }} {{ href('#main') }}")
    assert render(folder, Page("404.html")) == "https://example.org/small/vacancies.html #main"


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"])))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_value_is_escaped(folder: Path, text: str) -> None:
    """Whatever a record holds comes out as text, in any template."""
    put(folder, page="<p>{{ view }}</p>")
    told = render(folder, Page(view=text))
    expected = text
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("'", "&#39;"), ('"', "&#34;")):
        expected = expected.replace(character, entity)
    assert told == f"<p>{expected}</p>"


@pytest.mark.parametrize("hostile", ["{{ 7 * 7 }}", "{% raw %}", "{# x #}", "${7}", "%s"])
def test_a_value_is_no_template(folder: Path, hostile: str) -> None:
    """Braces in a record print as they are."""
    put(folder, page="{{ view }}")
    assert render(folder, Page(view=hostile)) == hostile


def test_a_name_that_is_not_there_stops_the_build(folder: Path) -> None:
    """Nothing undefined is printed as nothing."""
    put(folder, page="a\n{{ sitte }}\n")
    found = mistake(folder).diagnostic
    assert found.rule == "template-mistake"
    assert found.span is not None
    assert (found.span.path, found.span.line) == ("templates/page.html.jinja", 2)


def test_a_mistake_has_the_chain_that_led_to_it(folder: Path) -> None:
    """An include in a layout's block: the place, then each template on the way out."""
    put(
        folder,
        page="{% extends 'base.html.jinja' %}\n{% block a %}\n{% include 'part.html.jinja' %}{% endblock %}",
        base="<main>\n{% block a %}{% endblock %}</main>",
        part="\n\n{{ view.nothing }}",
    )
    found = mistake(folder)
    assert found.diagnostic.span is not None
    assert (found.diagnostic.span.path, found.diagnostic.span.line) == ("templates/part.html.jinja", 3)
    assert found.diagnostic.trail == (
        "templates/page.html.jinja:3",
        "templates/base.html.jinja:2",
        "templates/page.html.jinja:1",
    )
    assert list(found.sources) == ["templates/part.html.jinja"]


def test_a_mistake_in_a_card_is_on_its_line(folder: Path) -> None:
    """Cards are asked for by themselves too, before any page."""
    put(folder, components__card__macro="{% macro card(card) %}\n\n{{ card.nothing }}\n{% endmacro %}")
    renderer = Renderer(folder, {}, "https://example.org/")
    with pytest.raises(TemplateMistake) as raised:
        renderer.card(Page(), "index.html")  # type: ignore[arg-type]
    assert raised.value.diagnostic.span is not None
    assert raised.value.diagnostic.span.line == 3


def test_the_cards_that_are_kept_are_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are too many where there are a hundred thousand vacancies. One that was given up is rendered again."""
    monkeypatch.setattr(room, "MOST_CARDS", 2)
    put(folder, components__card__macro="{% macro card(card) %}{{ card.path }}{% endmacro %}")
    renderer = Renderer(folder, {}, "https://example.org/")
    for name in ("a", "b", "c", "a"):
        assert renderer.card(Page(name), "index.html") == name  # type: ignore[arg-type]
        assert len(renderer.folder_of("index.html", quick=True).cards) <= 2


def test_what_is_around_pages_is_made_once(folder: Path) -> None:
    """As long as it is given the very same, not only something equal."""
    put(folder, part="{% macro around(given, day) %}{{ given | join }}|{{ day }}{% endmacro %}")
    put(folder, page="{% from 'part.html.jinja' import around %}{{ once(around, view, page.path) }}")
    renderer = Renderer(folder, {}, "https://example.org/")
    given = ["<"]
    page = Page("a", view=given)
    assert renderer.page(page, None) == b"&lt;|a"  # type: ignore[arg-type]
    given.append("b")
    assert renderer.page(page, None) == b"&lt;|a"  # type: ignore[arg-type]
    assert renderer.page(Page("a", view=list(given)), None) == b"&lt;b|a"  # type: ignore[arg-type]


def test_what_is_kept_of_what_is_around_pages_is_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A template may give it something new on each page. What was given up is made again."""
    monkeypatch.setattr(room, "MOST_SHARED", 2)
    put(folder, part="{% macro around(day) %}{{ day }}{% endmacro %}")
    put(folder, page="{% from 'part.html.jinja' import around %}{{ once(around, page.path) }}")
    renderer = Renderer(folder, {}, "https://example.org/")
    for name in ("a", "b", "c", "a"):
        assert renderer.page(Page(name), None) == name.encode()  # type: ignore[arg-type]
        assert len(renderer.folder_of(name, quick=True).kept) <= 2


@pytest.mark.parametrize("part", ["page", "part"])
def test_a_template_that_is_not_utf8_is_a_mistake_of_its_own(folder: Path, part: str) -> None:
    """Be it that of the page or one that it includes: the file is named, and quoted as far as it can be read."""
    put(folder, page="{% include 'part.html.jinja' %}", part="")
    (folder / f"{part}.html.jinja").write_bytes(b"one\ncaf\xe9\n")
    found = mistake(folder)
    path = f"templates/{part}.html.jinja"
    assert found.diagnostic.rule == "template-mistake"
    assert found.diagnostic.message == "this template cannot be rendered: it is not saved as UTF-8"
    assert found.diagnostic.span is not None
    assert (found.diagnostic.span.path, found.diagnostic.span.line) == (path, 2)
    assert found.sources[path].line(2).rstrip() == "caf\ufffd"


@pytest.mark.parametrize(
    "part", ["\n{% include 'part.html.jinja' %}", "\n{% include 'page.html.jinja' %}"], ids=["itself", "each other"]
)
def test_a_template_that_includes_itself_is_told_in_few_lines(folder: Path, part: str) -> None:
    """Or another that includes it: it was gone through a thousand times."""
    put(folder, page="{% include 'part.html.jinja' %}", part=part)
    found = mistake(folder).diagnostic
    assert found.span is not None
    places = [*found.trail, f"{found.span.path}:{found.span.line}"]
    assert sorted(places) == ["templates/page.html.jinja:1", "templates/part.html.jinja:2"]
    assert found.message == "this template cannot be rendered: it includes or calls itself without end"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{% if %}", "Expected an expression"),
        ("{{ view }", "unexpected '}'"),
        ("{{ 'a'|shout }}", "No filter named 'shout'"),
        ("{% include 'none.html.jinja' %}", "there is no template `none.html.jinja`"),
        ("{{ asset('cat.png') }}", "there is no asset `cat.png`"),
        ("{{ view() }}", "not callable"),
        ("{{ 1 // 0 }}", "division"),
        ("{% for a in view %}{% endfor %}", "not iterable"),
    ],
)
def test_whatever_goes_wrong_is_a_diagnostic_on_its_line(folder: Path, text: str, words: str) -> None:
    """Never a traceback: the line, and what Python or Jinja says of it."""
    put(folder, page=f"\n{text}\n")
    found = mistake(folder).diagnostic
    assert words in found.message
    assert found.span is not None
    assert (found.span.line, found.span.column) == (2, 1)
