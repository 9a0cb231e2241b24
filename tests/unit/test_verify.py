"""The verify room: links, fragments, feeds and data of a finished tree."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.publish.verify import look_over

URL = "https://example.org/jobs/"
HOME = (
    '<!doctype html><html lang="en-GB"><head><title>A</title><link rel="stylesheet" href="assets/a.css">'
    '</head><body><h1 id="top">A</h1>{}<a href="in/b.html">b</a></body></html>'
)
INNER = (
    '<!doctype html><html lang="en-GB"><head><title>B</title></head><body><h1 id="there">B</h1>'
    '<a href="../index.html#top">a</a></body></html>'
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text(HOME.format(""))
    (tmp_path / "in" / "b.html").write_text(INNER)
    (tmp_path / "assets" / "a.css").write_text("a { color: red }")
    return tmp_path


def found(site: Path) -> list[str]:
    return [f"{found.rule}: {found.message} ({', '.join(found.trail)})" for found in look_over(site, URL)]


def link(site: Path, address: str) -> list[str]:
    """What is found when the home page has a link to `address`."""
    (site / "index.html").write_text(HOME.format(f'<a href="{address}">x</a>'))
    return found(site)


@pytest.mark.parametrize(
    "address",
    [
        "#top",
        "in/b.html#there",
        "in/b.html?q=1#there",
        "./",
        "",
        "in/../index.html",
        "https://example.com/x",
        "mailto:jobs@example.org",
        "tel:+441632960000",
        f"{URL}in/b.html#there",
        URL,
    ],
)
def test_a_good_link_is_left_alone(site: Path, address: str) -> None:
    """Within the site, by its whole address, and to elsewhere."""
    assert link(site, address) == []


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("nowhere.html", "leads to no file of the site"),
        ("in/b.html#nowhere", "nothing there has the id `nowhere`"),
        ("#nowhere", "nothing there has the id `nowhere`"),
        ("/in/b.html", "works only at the root of a domain"),
        ("../outside.html", "leads out of the site"),
        ("//example.com/x", "does not say https or http"),
        ("javascript:alert(1)", "has a scheme that no link here may have"),
        ("in/", "leads to no file of the site"),
        (f"{URL}nowhere.html", "leads to no file of the site"),
    ],
)
def test_a_broken_link_is_found(site: Path, address: str, words: str) -> None:
    """With the page and the line on which it stands."""
    (message,) = link(site, address)
    assert message.startswith("broken-link: ")
    assert words in message
    assert message.endswith("(index.html:1)")


def test_a_page_that_nothing_leads_to_is_found(site: Path) -> None:
    """Its own links do not count."""
    (site / "lost.html").write_text(INNER.replace("../index.html", "lost.html").replace("#top", "#there"))
    assert found(site) == ["broken-link: no link on any page leads to lost.html (lost.html)"]


def test_the_address_of_another_site_that_begins_alike_is_not_ours(site: Path) -> None:
    """`https://example.org/jobs-elsewhere/` is not below `https://example.org/jobs/`."""
    assert link(site, "https://example.org/jobs-elsewhere/x.html") == []


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("feed.xml", "<feed>", "broken-page: the feed is not XML"),
        ("feed.xml", f'<feed><link href="{URL}nowhere.html"/></feed>', "broken-link: the link"),
        ("sitemap.xml", f"<urlset><url><loc>{URL}nowhere.html</loc></url></urlset>", "broken-link: the link"),
        ("assets/cards.json", "{", "broken-page: the data is not JSON"),
        ("assets/a.css", "a { b: url('nowhere.svg') }", "broken-link: the link"),
    ],
)
def test_broken_data_is_found(site: Path, path: str, text: str, words: str) -> None:
    """Feeds, the sitemap, data for scripts, and what a style sheet asks for."""
    (site / path).write_text(text)
    (message,) = found(site)
    assert words in message


def test_a_broken_data_block_is_found(site: Path) -> None:
    """JSON-LD that no search engine could read."""
    (site / "index.html").write_text(HOME.format('<script type="application/ld+json">{"a": }</script>'))
    (message,) = found(site)
    assert "broken-page: a block of JSON-LD is not JSON" in message
