"""The tags room: what it finds wrong with a page, and that it leaves a good one alone."""

from __future__ import annotations

import pytest

from portal.publish.tags import read_page

GOOD = """<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>A page</title>
<script type="application/ld+json">{"a": "<b>"}</script></head>
<body>
<!-- a <comment> -->
<h1 id="top">A page</h1>
<p>Text &amp; <a href="b.html#c">a link</a><br>more</p>
<img src="a.svg" alt="">
<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>
<form><label for="q">Words</label><input id="q" type="search" disabled></form>
</body>
</html>
"""


def problems(old: str, new: str) -> list[str]:
    """What is wrong with the good page once `old` is `new`."""
    assert GOOD.count(old) == 1
    return [problem.text for problem in read_page(GOOD.replace(old, new)).problems]


def test_a_good_page_has_no_problem() -> None:
    """Void elements, comments, SVG and data blocks included."""
    facts = read_page(GOOD)
    assert facts.problems == []
    assert [link.text for link in facts.links] == ["b.html#c", "a.svg"]
    assert [block.text for block in facts.data_blocks] == ['{"a": "<b>"}']
    assert set(facts.ids) == {"top", "q"}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<!doctype html>\n", "", "the page does not begin with <!doctype html>"),
        (' lang="en-GB"', "", "<html> has no lang"),
        ("<title>A page</title>", "", "there is no <title>"),
        ("<title>A page</title>", "<title> </title>", "there is no <title>"),
        ("Text &amp;", "Text <", "a < that begins no tag"),
        ('id="q" type', 'id="top" type', "the id `top` is given 2 times"),
        ('for="q"', 'for="r"', "no element has the id `r`, which another refers to"),
        (' alt=""', "", "<img> has no alt"),
        ('<h1 id="top">A page</h1>', "", "there are 0 <h1>, not one"),
        ("</form>", "</form><h1>Two</h1>", "there are 2 <h1>, not one"),
        ("<p>", "<p><div></div>", "<div> stands inside a <p>, which it ends"),
        ("a link", '<a href="c.html">in</a>', "<a> stands inside another <a>"),
        ("</p>", "", "<p> is not closed before </body>"),
        ("</form>", "</form></div>", "</div> closes nothing"),
        ("<br>", "<div/>", "<div/> does not close itself in HTML"),
        ("</body>\n</html>\n", "", "<body> is never closed"),
        ('href="b.html#c"', "href=b.html", "a < that begins no tag"),
    ],
)
def test_a_broken_page_is_told_so(old: str, new: str, words: str) -> None:
    """Also what a browser would quietly mend."""
    assert words in problems(old, new)


def test_a_problem_knows_its_place() -> None:
    """To the character."""
    page = GOOD.replace(' alt=""', "")
    assert [problem.offset for problem in read_page(page).problems] == [page.index("<img")]
