"""The skim room: it must see in a page what the careful reader sees, or leave the page to that one."""

from __future__ import annotations

import pytest
from builtsite import TODAY, SiteOn
from hypothesis import example, given
from hypothesis import strategies as some

from portal.publish import skim as room
from portal.publish.skim import Gist, skim
from portal.publish.tags import read_page

GOOD = """<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>A page</title>
<script type="application/ld+json">{"a": "b > c"}</script><script src="a.js" defer></script></head>
<body>
<h1 id="top">A page</h1>
<p>Text &amp; <a href="b.html#c">a link</a><br>more</p>
<p title="a > b"></p>
<img src="a.svg" alt="">
<form><label for="q">Words</label><input id="q" type="search" disabled></form>
<ul class="card-list">
<li class="card" data-slug="b"><h3><a href="b.html">B</a></h3>
<p id="d">About b</p></li>
<li class="card" data-slug="e"><h3><a href="e.html?a=1&amp;b=2">E</a></h3></li>
</ul>
</body>
</html>
"""
PIECES = (
    *("<", ">", "/", '"', "'", "=", " ", "\n", "!", "-", "p", "<p>", "</p>", "<div>", "</div>", "<a>", "</a>", "<h1>"),
    *("<!-- ", " -->", "<script>", "</script>", "<style>", "</style>", "<SCRIPT>", "</div >", "<br/>", "<svg>", "<q/>"),
    *('id="q"', ' id="top"', ' for="r"', ' href="#x"', ' type="json"', "<b x='", '<b x="', "<img>", "<html>", "<ul>\n"),
    *(
        "<hr>",
        "&amp;",
        '<i title="',
        '" id="',
        ' href="#top"',
        "é",
        '<li class="card"',
        "</li>\n",
        "<p>\n",
        "<br id='q'>",
    ),
    *(
        "<form>",
        "</form>",
        "<button>",
        "<p\n>",
        "<x-y>",
        "</x-y>",
        "<title> </title>",
        "<!doctype html>",
        "<!DOCTYPE a>",
    ),
    *(
        "\u00a0",
        "\x0b",
        "\t",
        "\f",
        "<P>",
        "</P>",
        "<A HREF='b.html'>",
        ' HREF="#x"',
        ' ID="q"',
        ' id=""',
        " id",
        ' id="a b"',
    ),
    *(' aria-controls="top q"', ' aria-controls=""', ' for="top q"', ' for=""', " for", ' href="c.html"', ' lang=""'),
    *(
        "<li>",
        "<summary>",
        "</summary>",
        "<dd>",
        "</dd>",
        "<!-->",
        "--!>",
        "</script/>",
        "<\u017f>",
        "<Hr>",
        ' type="JSON"',
    ),
)
edits = some.lists(
    some.tuples(some.integers(0, len(GOOD)), some.integers(0, 12), some.sampled_from(["", *PIECES])), max_size=3
)


def careful(page: str) -> Gist | None:
    """What the careful reader says of a page that has no problem."""
    facts = read_page(page)
    if facts.problems:
        return None
    links, blocks = ([place.text for place in places] for places in (facts.links, facts.data_blocks))
    others = [link for link in links if not (link.startswith("#") and link[1:] in facts.ids)]
    return Gist(frozenset(facts.ids), tuple(others), tuple(blocks))


@given(edits)
@example([])
@example([(GOOD.index("<br>"), 4, "<br\n>")])
@example([(GOOD.index("<p title"), 0, '<script type="json">"</script'), (0, 0, "")])
def test_what_it_passes_is_what_the_careful_reader_passes(changes: list[tuple[int, int, str]]) -> None:
    """Whatever is cut out of a good page or put into it. Nothing is believed of a page that it gives up on."""
    page = GOOD
    for place, length, piece in changes:
        page = f"{page[:place]}{piece}{page[place + length :]}"
    found = skim(page.encode())
    assert found is None or found == careful(page)


def test_it_reads_a_good_page() -> None:
    """All but a tag with a `>` between quotes, which is left to the careful reader."""
    assert skim(GOOD.encode()) is None
    page = GOOD.replace(' title="a > b"', "")
    assert skim(page.encode()) == careful(page) is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</form>", "</form></div>"),
        ("</html>", "</html><"),
        ('<input id="q" type="search" disabled>', '<script><input id="q" type="search" disabled></script>'),
        ('<ul class="card-list">', '<ul class="card-list"><p>'),
        ('</form>\n<ul class="card-list">', '<ul class="card-list">'),
        ('<ul class="card-list">', '<ul class="card-list"><li><a href="f.html">'),
        ("About b", "<p>About b</p>"),
        ("<h3>", ""),
        ('id="d"', 'id="q"'),
        ('id="d"', 'aria-describedby="r"'),
        (' data-slug="b"', ' title="<li class="card""'),
        ("</form>", ""),
        ("<br>", "<b>"),
        ("<br>", "<div></div>"),
        ("<br>", "<hr>"),
        ("b.html#c", "#nowhere"),
        ("<br>", "<a>c</a></a><a>"),
        ("a link", '<a href="c.html">in</a>'),
        ('for="q"', 'for="r"'),
        ('id="q"', 'id="top"'),
        ("<h1", "<h2"),
        (' alt=""', ""),
        ("Text", "Text <"),
        ("<!doctype html>", ""),
        ("<title>A page</title>", ""),
        ("b.html#c", 'c.html" href="b.html'),
        ('href="b.html#c"', 'href="c.html" HREF="b.html"'),
        ("<input id", "<input disabled id"),
        ("<a href", "<a\u00a0href"),
        ("<a href", "<a\x0bhref"),
        ("<p>Text", "<P><DIV></div>Text"),
        ("<br>", "<summary></summary>"),
        ("<br>", "<figcaption></figcaption>"),
        ("<br>", "<li></li>"),
        ("<br>", "<dd></dd>"),
        ('id="top"', 'id=""'),
        ('id="top"', "id"),
        ('id="top"', 'id="to p"'),
        ('for="q"', 'for="q top"'),
        (' lang="en-GB"', ' lang=""'),
    ],
)
def test_it_passes_no_broken_page(old: str, new: str) -> None:
    """None of those that the careful reader finds."""
    assert skim(GOOD.replace(' title="a > b"', "").replace(old, new).encode()) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<a href", "<a HREF"),
        ('id="top"', 'ID="top"'),
        ('for="q"', "for='q'"),
        ('for="q"', 'for=""'),
    ],
)
def test_what_no_shape_tells_it_reads_tag_by_tag(old: str, new: str) -> None:
    """Capital letters, other quotes, and references that are empty: as the careful reader, and by it."""
    page = GOOD.replace(' title="a > b"', "").replace(old, new)
    assert skim(page.encode()) == careful(page) is not None


@pytest.mark.parametrize("ids", ["q top", " q ", "", "top\n\ttop"])
def test_a_list_of_ids_is_told_by_its_shape(ids: str) -> None:
    """Every criterion of a checklist has one, with ids of its own."""
    room.RUNS.clear()
    room.TAGS.clear()
    page = GOOD.replace(' title="a > b"', "").replace('for="q"', f'for="q" aria-labelledby="{ids}"')
    assert skim(page.encode()) == careful(page) is not None
    assert not any("label" in tag for tag in room.TAGS)
    assert skim(page.replace(' id="q"', "").encode()) is None


def test_a_card_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands on some twenty pages. The last of a page is read with what comes after it."""
    page = GOOD.replace(' title="a > b"', "").encode()
    skim(page)
    monkeypatch.setattr(room.CARDS, "read", None)
    assert skim(page.replace(b"A page", b"Another page")) is not None
    assert room.CARDS[page.split(room.CARD)[1]][0] == room.A_CARD


def test_it_knows_all_pages_of_a_site(site_on: SiteOn) -> None:
    """Else it would be right, but slow. The cards are such as it can know as wholes."""
    room.CARDS.clear()
    for file in site_on(TODAY).rglob("*.html"):
        page = file.read_text("utf-8")
        assert skim(page.encode()) == careful(page) is not None, file
    assert room.A_CARD in {letters for letters, _ in room.CARDS.values()}


def test_what_is_kept_in_mind_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is read alike before and after all is forgotten."""
    page = GOOD.replace(' title="a > b"', "")
    before = skim(page.encode())
    monkeypatch.setattr(room, "MOST", 3)
    assert skim(page.encode()) == before
    assert skim(b"") is None
    assert max(map(len, room.KINDS)) <= page.count("<")
