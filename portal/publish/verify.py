"""Verification: looks over the staged site as a stranger would, before it is published.

Every page can be read, every link, fragment and asset is there, feeds and data parse.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from portal.cellar.diagnostics import Diagnostic, shown
from portal.cellar.folders import files_in
from portal.publish.skim import Gist, skim
from portal.publish.tags import PageFacts, Place, read_page

FOREIGN = ("http", "https", "mailto", "tel", "data")
JSON = (".json", ".webmanifest")
DATA = (".xml", ".css", *JSON)
REACHED_WITHOUT_LINK = ("index.html", "404.html")
NO_FILE = "leads to no file of the site"
PATH = re.compile(r"((?:[\w-]+/)*[\w-]+(?:\.[\w-]+)+)(?:\?[\w=&%+-]*)?((?:#[\w-]+)?)", re.ASCII)
"""A file below a folder, perhaps with a question, and perhaps a place in it, without anything to be worked out."""

ELSEWHERE = tuple(f"{scheme}:" for scheme in FOREIGN)
DEPENDS = "?"
NOWHERE = {"", DEPENDS}
MOST = 50_000
"""So many links are kept in mind for each number of folders."""

CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)""")


class Seen(NamedTuple):
    """What is left to look at of a page once it was read by itself; as a plain tuple it is small, and can be kept.

    `sound` tells whether all is well that can be told from the page alone. `links` are the places in the site that it
    leads to but for itself, each once: a file's path, and perhaps `#` and an id in it. `whole` are those that it leads
    to by their whole addresses.
    """

    sound: bool
    links: tuple[str, ...]
    whole: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """The staged site: what reads its files, every file's path, which are pages, and the address it will have."""

    read: Callable[[str], bytes]
    files: Set[str]
    pages: Set[str]
    url: str
    _read: dict[str, PageFacts] = field(default_factory=dict)

    def text(self, path: str) -> str:
        """What the file at `path` says."""
        return self.read(path).decode("utf-8")

    def facts(self, path: str) -> PageFacts:
        """What the page at `path` says of itself."""
        if path not in self._read:
            self._read[path] = read_page(self.text(path))
        return self._read[path]


def look_over(site: Path, url: str) -> list[Diagnostic]:
    """Everything wrong with the finished tree in `site`, which will stand at `url` (ends in a slash)."""
    return look_over_files(set(files_in(site)), lambda path: (site / path).read_bytes(), url)


def look_over_files(files: Set[str], read: Callable[[str], bytes], url: str) -> list[Diagnostic]:
    """Everything wrong with the site of `files`, each of which can be `read`."""
    pages = (path for path in files if path.endswith(".html"))
    return conclude(files, read, {path: see(path, read(path), url) for path in pages}, url)


def see(path: str, page: bytes, url: str) -> Seen:
    """Read the `page` that stands at `path` by itself; other pages and files need not be there yet."""
    sound, gist = _read(page)
    followed = _followed_from(path.count("/"), url)
    links = {*gist.links} - {url + path}  # nearly all pages name their own address, and have no other that DEPENDS
    places, whole = {*map(followed.__getitem__, links)}, set[str]()
    if DEPENDS in places:
        for link in (link for link in links if followed[link] == DEPENDS):
            why, place = _place_of(path, link, url)
            (whole if link.startswith(url) else places).add(place)
            sound = sound and not why
    for place in [place for place in places.union(whole) if place.startswith(path)]:
        target, _, fragment = place.partition("#")
        if target == path:
            sound = sound and (not fragment or fragment in gist.ids)
            places.discard(place)
            whole.discard(place)
    sound = sound and not any(map(_why_not_json, gist.data_blocks))
    return Seen(sound, tuple(places - NOWHERE), tuple(whole - NOWHERE))


def see_data(path: str, data: bytes, url: str) -> Seen:
    """The same of a file that is no page: a feed, the sitemap, a style sheet or JSON. Of others there is nothing."""
    tree = Tree(lambda _: data, frozenset(), frozenset(), url)
    if not path.endswith(DATA) or path.startswith("pagefind"):
        return Seen(True, (), ())
    links = [] if path.endswith(JSON) else _links_in_data(path, tree.text(path))
    if links is None or (path.endswith(JSON) and _why_not_json(tree.text(path))):
        return Seen(False, (), ())
    places = [_place_of(path, link.text, url) for link in links]
    return Seen(not any(why for why, _ in places), (), tuple({place for _, place in places if place}))


def leads_nowhere(links: Iterable[str], files: Set[str], read: Callable[[str], bytes]) -> bool:
    """Whether one of `links`, which are those of some `Seen`, leads to no file of the site or no place in it."""
    tree = Tree(read, files, files, "")
    return any(_why_nowhere(tree, link) for link in links)


def _links_in_data(path: str, text: str) -> list[Place] | None:
    """The links of a style sheet or feed; None if it is not XML."""
    try:
        return _css_links(text) if path.endswith(".css") else _xml_links(text)
    except ElementTree.ParseError:
        return None


def _read(page: bytes) -> tuple[bool, Gist]:
    """Whether a page has no problem, and what it says of itself."""
    gist = skim(page)
    if gist:
        return True, gist
    facts = read_page(page.decode())
    links, blocks = ([place.text for place in places] for places in (facts.links, facts.data_blocks))
    return not facts.problems, Gist(frozenset(facts.ids), tuple(links), tuple(blocks))


def conclude(files: Set[str], read: Callable[[str], bytes], seen: Mapping[str, Seen], url: str) -> list[Diagnostic]:
    """Everything wrong with the site of `files`, each of which can be `read`; `seen` is what was seen of all pages.

    Only a page with something wrong is read again, to say what and where.
    """
    tree = Tree(read, files, seen.keys(), url)
    linked = set().union(*(one.links for one in seen.values()))
    broken = {link for link in linked.union(*(one.whole for one in seen.values())) if _why_nowhere(tree, link)}
    found: list[Diagnostic] = []
    for path, one in sorted(seen.items()):
        if not (one.sound and broken.isdisjoint(one.links) and broken.isdisjoint(one.whole)):
            found += _look_over_page(tree, path)
    reached = {link.partition("#")[0] for link in linked}.union(REACHED_WITHOUT_LINK)
    for path in sorted(seen.keys() - reached):
        help = "link to it from a page, or name it under `navigation` or `footer` in content/site.yaml"
        found.append(Diagnostic("broken-link", f"no link on any page leads to {path}", help=help, trail=(path,)))
    for path in sorted(files):
        if path.endswith(DATA) and not path.startswith("pagefind"):
            found += _look_over_data(tree, path, tree.text(path))
    return found


def _look_over_page(tree: Tree, path: str) -> Iterator[Diagnostic]:
    facts, text = tree.facts(path), tree.text(path)
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
    why, place = _place_of(page, link, tree.url)
    return why or _why_nowhere(tree, place)


class Followed(dict[str, str]):
    """The places that links mean on all pages `depth` folders down, which have most of their links in common; DEPENDS
    for one that may mean another place on another of them, or none at all."""

    def __init__(self, depth: int, url: str) -> None:
        super().__init__()
        self._up, self._url = "../" * depth, url

    def __missing__(self, link: str) -> str:
        if len(self) > MOST:
            self.clear()
        self[link] = place = self._place_of(link)
        return place

    def _place_of(self, link: str) -> str:
        # Nearly all links are made by `addresses.relative`: up to the first folder of the site, and down from there.
        path = link.startswith(self._up) and PATH.fullmatch(link, len(self._up))
        if path:
            return path[1] + path[2]
        return "" if link.startswith(ELSEWHERE) and not link.startswith(self._url) else DEPENDS


@lru_cache(maxsize=100)
def _followed_from(depth: int, url: str) -> Followed:
    return Followed(depth, url)


def _place_of(page: str, link: str, url: str) -> tuple[str, str]:
    """Why `link`, on `page`, cannot lead anywhere, or the place in the site that it means: "" if it is elsewhere."""
    parts = urlsplit(link)
    if link.startswith(url):
        path, page = link.removeprefix(url), "index.html"
        parts = urlsplit(f"./{path}")
    elif parts.scheme:
        return "" if parts.scheme in FOREIGN else "has a scheme that no link here may have", ""
    elif parts.netloc:
        return "does not say https or http", ""
    elif parts.path.startswith("/"):
        return "begins with a slash, so it works only at the root of a domain", ""
    target, fragment = _target(page, unquote(parts.path)), unquote(parts.fragment)
    if target.startswith("../"):
        return "leads out of the site", ""
    if "#" in target:  # no file of ours is called so
        return NO_FILE, ""
    return "", f"{target}#{fragment}" if fragment else target


def _why_nowhere(tree: Tree, place: str) -> str:
    """Why there is no such place in the site; empty if there is."""
    target, _, fragment = place.partition("#")
    if target not in tree.files:
        return NO_FILE if target else ""
    if fragment and target in tree.pages and fragment not in tree.facts(target).ids:
        return f"leads to no place in {target}: nothing there has the id `{shown(fragment)}`"
    return ""


def _target(page: str, path: str) -> str:
    """The file that the relative `path` on `page` means."""
    if not path:
        return page
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    is_folder = path.endswith(("/", "/.", "/..")) or path in (".", "..") or target == "."
    return posixpath.normpath(posixpath.join(target, "index.html")) if is_folder else target


def _broken(rule: str, message: str, path: str, text: str, offset: int) -> Diagnostic:
    return Diagnostic(rule, message, trail=(f"{path}:{text.count(chr(10), 0, offset) + 1}",))
