"""Verification: looks over the staged site as a stranger would, before it is published.

Every page can be read, every link, fragment and asset is there, feeds and data parse.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from portal.cellar.diagnostics import Diagnostic, shown
from portal.publish.tags import PageFacts, Place, read_page

FOREIGN = ("http", "https", "mailto", "tel", "data")
JSON = (".json", ".webmanifest")
REACHED_WITHOUT_LINK = ("index.html", "404.html")
CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)""")


@dataclass(frozen=True, slots=True)
class Tree:
    """The staged site: every file's path, what each page says, and the address it will have."""

    files: frozenset[str]
    pages: Mapping[str, PageFacts]
    url: str


def look_over(site: Path, url: str) -> list[Diagnostic]:
    """Everything wrong with the finished tree in `site`, which will stand at `url` (ends in a slash)."""
    files = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    texts = {path: (site / path).read_text("utf-8") for path in files if path.endswith(".html")}
    tree = Tree(frozenset(files), {path: read_page(text) for path, text in texts.items()}, url)
    found: list[Diagnostic] = []
    for path, text in texts.items():
        found += _look_over_page(tree, path, text)
    found += _unreached(tree)
    for path in files:
        if path.endswith((".xml", ".css", *JSON)) and not path.startswith("pagefind"):
            found += _look_over_data(tree, path, (site / path).read_text("utf-8"))
    return found


def _look_over_page(tree: Tree, path: str, text: str) -> Iterator[Diagnostic]:
    facts = tree.pages[path]
    for problem in facts.problems:
        yield _broken("broken-page", problem.text, path, text, problem.offset)
    for link in facts.links:
        if why := why_broken(tree, path, link.text):
            yield _broken("broken-link", f"the link `{shown(link.text)}` {why}", path, text, link.offset)
    for block in facts.data_blocks:
        if why := _why_not_json(block.text):
            yield _broken("broken-page", f"a block of JSON-LD {why}", path, text, block.offset)


def _look_over_data(tree: Tree, path: str, text: str) -> Iterator[Diagnostic]:
    if path.endswith(JSON):
        if why := _why_not_json(text):
            yield _broken("broken-page", f"the data {why}", path, text, 0)
        return
    try:
        links = _css_links(text) if path.endswith(".css") else _xml_links(text)
    except ElementTree.ParseError as error:
        yield _broken("broken-page", f"the feed is not XML: {error}", path, text, 0)
        return
    for link in links:
        if why := why_broken(tree, path, link.text):
            yield _broken("broken-link", f"the link `{shown(link.text)}` {why}", path, text, link.offset)


def _css_links(text: str) -> list[Place]:
    return [Place(found[1].strip(), found.start()) for found in CSS_ADDRESS.finditer(text)]


def _xml_links(text: str) -> list[Place]:
    """The addresses in a sitemap's `loc` and an Atom feed's `link`. Raises ElementTree.ParseError."""
    links = []
    for element in ElementTree.fromstring(text.encode()).iter():  # noqa: S314 (this build wrote it)
        name = element.tag.rpartition("}")[2]
        address = element.get("href") if name == "link" else element.text if name == "loc" else None
        if address:
            links.append(Place(address.strip(), 0))
    return links


def _why_not_json(text: str) -> str:
    try:
        json.loads(text)
    except ValueError as error:
        return f"is not JSON: {error}"
    return ""


def why_broken(tree: Tree, page: str, link: str) -> str:
    """Why `link`, on `page`, leads nowhere; empty if it leads somewhere, or to another site."""
    parts = urlsplit(link)
    if link.startswith(tree.url):
        path, page = link.removeprefix(tree.url), "index.html"
        parts = urlsplit(f"./{path}")
    elif parts.scheme:
        return "" if parts.scheme in FOREIGN else "has a scheme that no link here may have"
    elif parts.netloc:
        return "does not say https or http"
    elif parts.path.startswith("/"):
        return "begins with a slash, so it works only at the root of a domain"
    target = _target(page, unquote(parts.path))
    if target.startswith("../"):
        return "leads out of the site"
    if target not in tree.files:
        return "leads to no file of the site"
    fragment = unquote(parts.fragment)
    if fragment and target in tree.pages and fragment not in tree.pages[target].ids:
        return f"leads to no place in {target}: nothing there has the id `{shown(fragment)}`"
    return ""


def _target(page: str, path: str) -> str:
    """The file that the relative `path` on `page` means."""
    if not path:
        return page
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    is_folder = path.endswith(("/", "/.", "/..")) or path in (".", "..") or target == "."
    return posixpath.normpath(posixpath.join(target, "index.html")) if is_folder else target


def _unreached(tree: Tree) -> Iterator[Diagnostic]:
    """Pages that no other page leads to."""
    reached = set(REACHED_WITHOUT_LINK)
    for page, facts in tree.pages.items():
        for link in facts.links:
            if not link.text.startswith("#") and not urlsplit(link.text).scheme:
                target = _target(page, unquote(urlsplit(link.text).path))
                reached |= {target} - {page}
    for path in sorted(tree.pages.keys() - reached):
        yield Diagnostic("broken-link", f"no link on any page leads to {path}", trail=(path,))


def _broken(rule: str, message: str, path: str, text: str, offset: int) -> Diagnostic:
    return Diagnostic(rule, message, trail=(f"{path}:{text.count(chr(10), 0, offset) + 1}",))
