"""Markdown: what it makes of texts, what it lets through, and above all what it does not."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cellar import markdown
from portal.cellar.markdown import (
    allowed,
    heading_ids,
    headings,
    linked,
    links,
    plain,
    render,
    render_inline,
    render_lines,
    script_safe_json,
)


def test_the_usual_marks_become_tags() -> None:
    html = render("Some *stress* and **strength**, with `code`.\n\n- one\n- two\n\n> said")
    for tag in (
        "<em>stress</em>",
        "<strong>strength</strong>",
        "<code>code</code>",
        "<li>one</li>",
        "<blockquote>",
    ):
        assert tag in html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a <b onmouseover=alert(1)>b</b>",
        "<!-- hidden -->",
        "<a href='javascript:alert(1)'>x</a>",
    ],
)
def test_raw_html_comes_out_as_typed(text: str) -> None:
    """No tag of a record reaches the page as a tag."""
    assert "&lt;" in render(text)
    for tag in ("<script", "<img", "<b ", "<!--", "<a "):
        assert tag not in render(text)
        assert tag not in render_inline(text)


def test_an_image_is_not_loaded() -> None:
    """A tracking pixel cannot be added by a record."""
    assert "<img" not in render("![pixel](https://example.org/pixel.gif)")


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/a?b=c",
        "http://example.org",
        "mailto:team@example.org",
        "mailto:o'neill@example.org",
        "tel:+441632960000",
        "#criteria",
        "about.html",
        "vacancies/dbt-therapist.html#person-specification",
        "feed.xml",
    ],
)
def test_these_links_are_allowed(target: str) -> None:
    assert allowed(target)
    assert "<a " in render(f"[x]({target})")


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/x",
        "https://user@example.org/",
        "https://user:secret@example.org/",
        "https:///nowhere",
        "https://exa\\mple.org",
        "mailto:a@example.org?bcc=b@example.org",
        "../outside.html",
        "/absolute.html",
        "about.html?x=1",
        "java&Tab;script:alert(1)",
        "http://[broken",
        "https://example.org:80a/x",
        "mailto:a%40b@example.org",
    ],
)
def test_these_links_come_out_as_typed(target: str) -> None:
    assert not allowed(target)
    assert "<a " not in render(f"[x]({target})")


def test_a_link_elsewhere_says_what_it_is() -> None:
    assert 'href="https://example.org/" rel="noopener noreferrer external"' in render("[x](https://example.org/)")


def test_a_link_within_the_site_is_made_relative_by_the_page() -> None:
    html = render("[x](about.html) [y](#here)", href=lambda target: f"../{target}")
    assert '<a href="../about.html">x</a>' in html
    assert '<a href="#here">y</a>' in html


def test_no_level_of_heading_is_skipped() -> None:
    """Whatever levels a text uses, its outermost is the level asked for and each step down is one."""
    html = render("## A\n\n#### B\n\n## C\n\n# D", heading_base=2)
    assert [line[:3] for line in html.splitlines()] == ["<h2", "<h3", "<h2", "<h2"]


def test_each_heading_has_an_id_of_its_own() -> None:
    assert heading_ids(render("# Ask us\n\n## More *here*\n\n# Ask us")) == ["h-ask-us", "h-more-here", "h-ask-us-2"]
    assert heading_ids(render("# Notes\n\n# Notes\n\n# Notes 2")) == ["h-notes", "h-notes-2", "h-notes-2-2"]


def test_the_ids_of_headings_say_in_which_text_they_stand() -> None:
    """Two texts of a page may have the same heading."""
    assert heading_ids(render("# Notes", within="in-purpose")) == ["in-purpose-notes"]


def test_only_plain_text_is_expanded() -> None:
    """Code and addresses are left alone, and what is expanded is escaped."""
    html = render("DBT `DBT` [x](https://example.org/DBT)", expand=lambda text: text.replace("DBT", "<DBT>"))
    assert "&lt;DBT&gt; <code>DBT</code>" in html
    assert 'href="https://example.org/DBT"' in html


def test_a_text_rendered_twice_is_the_same_whatever_was_expanded_before() -> None:
    """The kept parse is not changed by a page that used it."""
    render("DBT", expand=lambda text: text + "!")
    assert render("DBT") == "<p>DBT</p>"


@pytest.mark.parametrize("text", ["R&D <18 {{ x }} {% y %}", "*not stress*", "عربي 🙂 ŵ", "“quotes” & 'more'"])
def test_plain_text_comes_out_as_typed_and_escaped_once(text: str) -> None:
    assert plain(text).unescape() == text
    assert "<" not in plain(text)


def test_links_are_found_even_those_that_are_not_allowed() -> None:
    text = "See [a](about.html)\nand [b](javascript:x).\n\n- [c](https://example.org/)"
    assert links(text) == ["about.html", "javascript:x", "https://example.org/"]


def test_json_cannot_end_its_script() -> None:
    data = {"a": "</script><script>alert('1')</script> & \u2028"}
    text = script_safe_json(data)
    for character in "<>&'\u2028":
        assert character not in text
    assert json.loads(text) == data


@pytest.mark.parametrize("piece", ["[a", "![[]()", "*a ", "> ", "`", "- " * 20 + "\n"])
def test_awkward_texts_are_finished(piece: str) -> None:
    """Inputs known to be slow are rendered; the suite's own time limit would show if they were not."""
    assert render(piece * (2000 // len(piece)))


def test_links_are_told_with_their_words() -> None:
    """The words are what is read aloud, without stars; a picture is a link with a `!` before it."""
    text = "[**A**\n`b`](https://a.example/) <https://b.example/> ![c](d.png) Yes![e](f.html) `[g](h.html)`"
    assert linked(text) == [
        ("https://a.example/", "A b", False),
        ("https://b.example/", "https://b.example/", False),
        ("d.png", "c", True),
        ("f.html", "e", False),
    ]


def test_headings_are_told_as_they_are_typed() -> None:
    """Their own levels, for somebody who mends the file."""
    assert headings("### A *b*\n\ntext # no\n\n# C") == [(3, "A b"), (1, "C")]


PIECES = [*"a Z9.)(-+*#>_`[]<&\\!~=:|'\"“é\t\r\0\u00a0\u2028", "\n", "\n\n", "\n\n", "word ", "1. ", "    ", "DBT"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=20)
NEVER = re.compile(r"(?!)")


class Counting:
    """Expands each run of text into one that tells its number, so that the order of the runs shows."""

    def __init__(self) -> None:
        self.runs = 0

    def __call__(self, text: str) -> str:
        self.runs += 1
        return f"{self.runs}<{text}"


@given(TEXTS)
def test_what_goes_past_the_parser_comes_out_as_the_parser_has_it(text: str) -> None:
    def rendered() -> list[str]:
        return [render(text), render(text, Counting()), render_inline(text), render_inline(text, Counting())]

    with pytest.MonkeyPatch.context() as patch:
        for name in ("LINE", "PARAGRAPHS"):
            patch.setattr(markdown, name, NEVER)
        parsed = rendered()
    assert rendered() == parsed


@given(st.lists(TEXTS, max_size=4))
def test_lines_that_are_rendered_together_are_as_they_are_alone(lines: list[str]) -> None:
    assert render_lines(lines) == tuple(render_inline(line) for line in lines)
    assert render_lines(lines, Counting()) == tuple(map(render_inline, lines, [Counting()] * len(lines)))


@given(TEXTS | TEXTS.map("[a](b.html){}".format) | TEXTS.map("{}\n# A <https://a.example>".format))
def test_links_and_headings_are_found_without_parsing_what_can_have_none(text: str) -> None:
    found = links(text), linked(text), headings(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markdown, "may_link", lambda _: True)
        assert (links(text), linked(text)) == found[:2]
    if "#" not in text:
        assert headings(f"{text}\n\n# A")[:-1] == found[2] == []
