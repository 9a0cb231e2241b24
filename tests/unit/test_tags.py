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
        ('href="b.html#c"', 'href="c.html" href="b.html"', "<a> has the attribute `href` twice"),
        ('href="b.html#c"', 'href="c.html" HREF="b.html"', "<a> has the attribute `href` twice"),
        ("<a href", "<a\u00a0href", "a < that begins no tag"),
        ("<a href", "<a rel\u00a0href", "a < that begins no tag"),
        ("<a href", "<a\x0bhref", "a < that begins no tag"),
        ("</a>", "</a\x0b>", "a < that begins no tag"),
        ("<a href", "<\u017fpan></\u017fpan><a href", "a < that begins no tag"),
        ("<p>", "<P><DIV></DIV>", "<div> stands inside a <p>, which it ends"),
        ("a link", '<A href="c.html">in</A>', "<a> stands inside another <a>"),
        ("<br>", "<DIV/>", "<div/> does not close itself in HTML"),
        ("</form>", "</form><H1>Two</H1>", "there are 2 <h1>, not one"),
        ('id="q" type', 'ID="top" type', "the id `top` is given 2 times"),
        ('id="top"', 'id=""', "the id `` is empty or has white space"),
        ('id="top"', "id", "the id `` is empty or has white space"),
        ('id="top"', 'id="to p"', "the id `to p` is empty or has white space"),
        ('id="top"', 'id="to&#9;p"', "the id `to\tp` is empty or has white space"),
        ('for="q"', 'for="q top"', "no element has the id `q top`, which another refers to"),
        (
            'for="q"',
            'for="q" aria-controls="top\u00a0q"',
            "no element has the id `top\u00a0q`, which another refers to",
        ),
        ("<!-- a <comment> -->", "<!--><p>-->", "a < that begins no tag"),
        ("<!-- a <comment> -->", "<!-- --!><p> -->", "a < that begins no tag"),
        ('{"a": "<b>"}', '{"a": "<!--<script>"}', "<!-- stands in a script or style"),
        ('{"a": "<b>"}', '{"a": "</script/>"}', "a < that begins no tag"),
    ],
)
def test_a_broken_page_is_told_so(old: str, new: str, words: str) -> None:
    """Also what a browser would quietly mend."""
    assert words in problems(old, new)


@pytest.mark.parametrize(
    "name",
    """address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hgroup li listing main menu nav ol p plaintext pre search section summary table ul xmp
    """.split(),  # noqa: SIM905 (the list as it is in the HTML standard)
)
def test_whatever_ends_a_paragraph_must_not_stand_in_one(name: str) -> None:
    """A browser would end the paragraph before it, and then find a `</p>` too many."""
    assert f"<{name}> stands inside a <p>, which it ends" in problems("<p>", f"<p><{name}></{name}>")


def test_capital_letters_in_names_mean_what_small_ones_mean() -> None:
    """So says HTML, and a link that is written so must not go unseen."""
    page = GOOD.replace("href=", "HREF=").replace("<p>", "<P>").replace("script", "SCRIPT").replace("id=", "Id=")
    loud, quiet = read_page(page), read_page(GOOD)
    assert loud.problems == []
    assert (loud.links, loud.references, loud.data_blocks, loud.ids) == (
        quiet.links,
        quiet.references,
        quiet.data_blocks,
        quiet.ids,
    )


def test_of_an_attribute_that_is_given_twice_the_first_counts() -> None:
    """As in a browser."""
    facts = read_page(GOOD.replace('href="b.html#c"', 'href="nowhere.html" href="index.html"'))
    assert [link.text for link in facts.links] == ["nowhere.html", "a.svg"]


def test_lists_of_ids_are_parted_by_the_white_space_of_html() -> None:
    """Each is a reference of its own."""
    facts = read_page(GOOD.replace('for="q"', 'aria-labelledby="top\n q\t"'))
    assert [reference.text for reference in facts.references] == ["top", "q"]
    assert facts.problems == []


def test_a_problem_knows_its_place() -> None:
    """To the character."""
    page = GOOD.replace(' alt=""', "")
    assert [problem.offset for problem in read_page(page).problems] == [page.index("<img")]
