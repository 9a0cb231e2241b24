"""Quick templates: they say what Jinja's own say, and where they cannot, Jinja's own are asked."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, Template, UndefinedError, nodes, pass_context
from jinja2.compiler import Frame
from jinja2.runtime import Context
from markupsafe import Markup
from samples import KENSINGTON_CLOSED, KENSINGTON_OPEN, PROJECT, real

from portal.pages import page as pages
from portal.pages.plan import Plan, plan
from portal.render.quick import QuickCode, QuickEnvironment
from portal.render.render import Renderer, TemplateMistake


class AnyAsset(dict[str, str]):
    """Every asset that a template may ask for."""

    def __contains__(self, name: object) -> bool:
        return True

    def __missing__(self, name: str) -> str:
        return f"assets/{name}"


@dataclass(frozen=True)
class View:
    """A view as templates are given them, with what may stand in one."""

    text: str = "a < b & 'c'"
    html: Markup = field(default_factory=lambda: Markup("<b>a</b>"))
    number: int = 3
    nothing: None = None
    items: tuple[str, ...] = ("<", "b", ">")


class Trap:
    """What can be called, and has a method of another meaning, which is not to be called in its place."""

    def __call__(self, text: str) -> str:
        return f"{text}?"

    def html(self, text: str) -> str:
        return f"<b>{text}</b>"


PARTS = {
    "layout": "<b {% block name %}none{% endblock %}>{% block body %}outer {{ view.text }}{% endblock %}</b>",
    "macros": """
        {%- macro twice(text, more="&") %}{{ text }}{{ text }}{{ more }}{% endmacro -%}
        {%- macro tree(n) %}{% if n %}<i>{{ tree(n - 1) }}</i>{% endif %}{% endmacro -%}
        {%- macro framed(text) %}[{{ caller() }}|{{ text }}]{% endmacro -%}
        {%- macro all_of(first) %}{{ first }}{{ varargs | join("&") }}{{ kwargs | length }}{% endmacro -%}
        {%- macro knows() %}{{ view.text if view is defined else "no view" }}{% endmacro -%}
    """,
    "part": "<p>{{ view.text }}{{ item | default('no item') }}</p>",
}

PAGES = [
    "{{ view.text }}|{{ view.html }}|{{ view.number }}|{{ view.nothing }}|{{ view.items }}|{{ 'a' }}|{{ 1 < 2 }}",
    "{{ view.text | upper }}|{{ view.html | upper }}|{{ view.items | join('&') }}|{{ view.text ~ view.html }}",
    "{{ view.text | safe }}|{{ (view.text | safe) ~ '<' }}|{{ '%s<' | format(view.text) }}|{{ view.html + '<' }}",
    "{% from 'macros' import twice %}{{ twice(view.text) }}|{{ twice(view.html, '<') }}|{{ twice(text='<') }}",
    "{% from 'macros' import twice %}{{ twice(twice('<')) }}|{{ twice('<') | upper }}|{{ twice('<') ~ '<' }}",
    "{% from 'macros' import knows, tree as t %}{{ t(2) }}{{ twice is defined }}{{ knows() }}",
    "{% import 'macros' as m %}{{ m.tree(3) }}{{ m.all_of('<') }}{{ m.all_of('<', '>', '&', x=1) }}",
    "{% from 'macros' import framed %}{% call framed('<') %}{{ view.text }}{% endcall %}",
    "{% from 'macros' import knows %}{{ knows() }}",
    "{% from 'macros' import knows with context %}{{ knows() }}",
    "{% for item in view.items %}{{ loop.index }}{{ item }}{% include 'part' %}{{ loop.last }}{% endfor %}",
    "{% for n in [[1, [2]], [3]] recursive %}{{ loop(n) if n is iterable else n }}{% endfor %}",
    "{% for item in view.items if item != 'b' %}{{ item }}{% else %}none{% endfor %}",
    "{% set text %}{{ view.text }}<br>{% endset %}{{ text }}|{{ text | length }}",
    "{% set n = namespace(x='<') %}{% for i in view.items %}{% set n.x = n.x ~ i %}{% endfor %}{{ n.x }}",
    "{% autoescape false %}{{ '<' }}{% from 'macros' import twice %}{{ twice('<') }}{% endautoescape %}{{ '<' }}",
    "{% filter upper %}{{ view.text }}{% endfilter %}|{% with a = view.text %}{{ a }}{% endwith %}",
    "{% extends 'layout' %}{% block body %}{{ super() }}|{{ view.text }}{% endblock %}",
    "{% extends 'layout' %}{% set a = '<' %}{% block name %}{{ a }}{% block b %}{{ a }}{% endblock %}{% endblock %}",
    "{% for item in view.items %}{% block each scoped %}{{ item }}{% endblock %}{% endfor %}",
    "{{ {'key': '<', 'items': 1}.key }}|{{ view['text'] }}|{{ view.items[0] }}|{{ view.text.upper() }}",
    "{% set comma = joiner(' & ') %}{% for item in view.items %}{{ comma() }}{{ item }}{% endfor %}{{ range(2) }}",
    "{% from 'macros' import tree %}{% for tree in [shout, trap] %}{{ tree('<') }}{% endfor %}{{ tree(1) }}",
    "{% macro a(a) %}{{ a('<') }}{% endmacro %}{{ a(shout) }}{{ a(trap) }}{% with a = trap %}{{ a('<') }}{% endwith %}",
    "{% from 'macros' import tree %}{% set tree = trap %}{{ tree('<') }}{% block b %}{{ trap('<') }}{% endblock %}",
    "{% from 'macros' import tree %}{% set a, tree = 1, trap %}{% for b in [1] %}{{ tree('<') }}{% endfor %}",
    "{% macro a(b) %}{{ b }}{% endmacro %}{% set a %}{{ a('<') }}{% endset %}{{ a }}",
    "{% from 'macros' import framed %}{% macro a() %}<{% endmacro %}{% call framed('<') %}{{ a() }}{% endcall %}",
    "{{ shout(view.text) }}{{ shout(shout(view.html)) }}{{ view.class is defined }}{{ other | default('<') }}",
]

STOPPING = [
    "{% for entry in [{'key': view.text}] %}{{ entry.key }}{% endfor %}",
    "{% from 'macros' import all_of as every %}{{ every('<', '>') }}",
    "{{ view.other is defined }}",
    "{% block a %}{{ view.text }}{% endblock %}{{ self.a() }}",
    "{% for item in view.items %}{{ seen() }}{% endfor %}",
    "{{ view.other }}",
    "{{ other }}",
    "{{ view.text() }}",
]


@cache
def template_of(page: str, *, quick: bool) -> Template:
    @pass_context
    def seen(context: Context) -> str:
        return f"<{context.get('item')}>"

    kind = QuickEnvironment if quick else Environment
    environment = kind(loader=DictLoader(PARTS | {"page": page}), undefined=StrictUndefined, autoescape=True)
    environment.globals |= {"seen": seen, "shout": lambda text: f"{text}!", "trap": Trap()}
    return environment.get_template("page")


def said(page: str, view: View, *, quick: bool) -> str:
    return template_of(page, quick=quick).render(view=view)


@pytest.mark.parametrize("page", PAGES)
def test_a_quick_template_says_what_jinja_says(page: str) -> None:
    assert said(page, View(), quick=True) == said(page, View(), quick=False)


@pytest.mark.parametrize("page", STOPPING)
def test_where_it_does_not_know_the_way_it_says_nothing(page: str) -> None:
    """Attributes that are items, or not there; functions that look around where they are called."""
    with pytest.raises((AttributeError, NotImplementedError, TypeError, UndefinedError)):
        said(page, View(), quick=True)


@pytest.mark.parametrize(
    ("page", "calls"),
    [
        ("{% macro a(b) %}{% endmacro %}{{ a(1) }}{% for b in [1] %}{{ a(b) }}{% endfor %}", 2),
        ("{% macro a(a) %}{{ a(1) }}{% endmacro %}{{ a(shout) }}", 1),
        ("{% from 'macros' import tree as a %}{{ a(1) }}{{ tree(1) }}{% for a in [shout] %}{{ a(1) }}{% endfor %}", 1),
        ("{% from 'macros' import tree %}{{ tree(1) }}{% set tree = shout %}", 0),
        ("{% from 'macros' import tree %}{{ tree(1) }}{% import 'macros' as tree %}", 0),
    ],
)
def test_macros_are_called_quickly_where_their_names_mean_them(page: str, calls: int) -> None:
    """And nowhere else: not where a loop, a macro or the template itself gives the name to another."""
    code = QuickEnvironment(autoescape=True).compile(page, raw=True)
    assert code.count("._quickly(") == calls


@pytest.mark.parametrize(
    ("page", "calls"),
    [
        ("{{ shout(1) }}{% macro a(b) %}{{ shout(b) }}{% endmacro %}{{ view.text.upper() }}", 1),
        ("{% for shout in [trap] %}{{ shout(1) }}{% endfor %}{{ trap(2) }}", 1),
        ("{% macro a(shout) %}{{ shout(1) }}{% endmacro %}{% set trap = shout %}{{ trap(2) }}", 2),
        ("{{ seen() }}{{ other(1) }}", 2),
    ],
)
def test_what_all_templates_are_given_is_called_as_it_is(page: str, calls: int) -> None:
    """But not where its name means another thing, nor where it asks for more: `calls` find out what they call."""
    code = template_of("", quick=True).environment.compile(page, raw=True)
    assert code.count("said(context, ") == calls


@given(text=st.text(), page=st.sampled_from(PAGES))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_text_comes_out_as_from_jinja(text: str, page: str) -> None:
    view = View(text=text, items=(text, "b"))
    assert said(page, view, quick=True) == said(page, view, quick=False)


@pytest.mark.parametrize("day", [KENSINGTON_OPEN, KENSINGTON_CLOSED])
def test_the_whole_site_goes_quickly(day: date) -> None:
    """No page needs the long way, and by that each would be the same."""
    catalogue = real()
    site = plan(catalogue, day, offline=True, example="a: <b>")
    renderer = Renderer(PROJECT / "templates", AnyAsset(), catalogue.site.url)
    for page in site.pages:
        given = {"page": page, "view": page.view, "frame": site.frame(page)}
        documents = ["search/document.html.jinja"] if page.searchable else []
        for template in (page.template, *documents):
            quick, slow = (renderer.folder_of(page.path, quick=way).rendered(template, given) for way in (True, False))
            assert quick == slow, page.path


def test_a_page_leaves_nothing_to_the_collector() -> None:
    """It is off during a build. A macro that stands in a page, and asks for a name outside of it or for itself, would
    keep the page's view until the end: such a macro belongs into a file of its own, which is read once."""
    catalogue = real()
    site = plan(catalogue, KENSINGTON_OPEN, offline=True, example="a: <b>")
    renderer = Renderer(PROJECT / "templates", AnyAsset(), catalogue.site.url)
    for page in site.pages:  # once before, for the first time all templates are read and linked with each other
        make(renderer, page, site)
    gc.collect()
    gc.disable()
    try:
        for page in site.pages:
            make(renderer, page, site)
            assert gc.collect() == 0, page.path
    finally:
        gc.enable()


def make(renderer: Renderer, page: pages.Page, site: Plan) -> None:
    """Make a page as a build does, with what search knows of it."""
    renderer.page(page, site.frame(page))
    if page.searchable:
        renderer.document(page, site.frame(page))


class Shelf(dict[str, bytes]):
    """What is kept from one run to the next, by name."""

    def at(self, name: str) -> Place:
        return Place(self, name)


@dataclass(frozen=True)
class Place:
    shelf: Shelf
    name: str

    def read(self) -> bytes | None:
        return self.shelf.get(self.name)

    def write(self, data: bytes) -> None:
        self.shelf[self.name] = data


@dataclass(frozen=True)
class Page:
    """As much of a page as the renderer needs."""

    path: str = "a.html"
    template: str = "page.html.jinja"
    view: object = None


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates whose Python is written, as they are."""
    names: list[str] = []
    write = QuickCode.visit_Template

    def noted(self: QuickCode, node: nodes.Template, frame: Frame | None = None) -> None:
        names.append(str(self.name))
        write(self, node, frame)

    monkeypatch.setattr(QuickCode, "visit_Template", noted)
    return names


def render(folder: Path, shelf: Shelf, *paths: str) -> list[bytes]:
    """What a run makes of the pages at `paths`."""
    renderer = Renderer(folder, {}, "https://example.org/", shelf.at)
    return [renderer.page(Page(path), None) for path in paths]  # type: ignore[arg-type]


def test_the_python_of_a_template_is_written_once(tmp_path: Path, written: list[str]) -> None:
    """For pages with other links as for other runs; a template that has changed is another."""
    shelf, template = Shelf(), tmp_path / "page.html.jinja"
    template.write_text("{{ href('x.html') }}", "utf-8")
    assert render(tmp_path, shelf, "a.html", "b/a.html", "b/c/a.html") == [b"x.html", b"../x.html", b"../../x.html"]
    assert render(tmp_path, shelf, "a.html") == [b"x.html"]
    assert written == ["page.html.jinja"]
    template.write_text("{{ href('y.html') }}", "utf-8")
    assert render(tmp_path, shelf, "a.html") == [b"y.html"]
    assert len(written) == 2


def test_what_was_kept_by_another_jinja_is_written_anew(tmp_path: Path, written: list[str]) -> None:
    """It begins with what Jinja and which Python it is of."""
    shelf = Shelf()
    (tmp_path / "page.html.jinja").write_text("a", "utf-8")
    render(tmp_path, shelf, "a.html")
    (name,) = shelf
    shelf[name] = b"x" + shelf[name]
    assert render(tmp_path, shelf, "a.html") == [b"a"]
    assert len(written) == 2


def test_a_mistake_is_told_by_jinja_whichever_way_was_tried(tmp_path: Path) -> None:
    """The second time too, when the Python of the template is there already."""
    shelf = Shelf()
    (tmp_path / "page.html.jinja").write_text("\n{{ view.other }}", "utf-8")
    for _ in range(2):
        with pytest.raises(TemplateMistake) as raised:
            render(tmp_path, shelf, "a.html")
        assert raised.value.diagnostic.span is not None
        assert (raised.value.diagnostic.span.line, raised.value.diagnostic.message) == (
            2,
            "this template cannot be rendered: 'None' has no attribute 'other'",
        )
