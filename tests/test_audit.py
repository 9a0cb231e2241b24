"""An audit of built pages as HTML: by a parser of the standard, our own rules and the Nu checker.

The five are looked at on three days and, where they show it, more closely than what is published.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
import yaml
from builtsite import FIVE, LIVE, PROJECT, TODAY, SiteOn, lists_in, pages_of, parents, read_page, some_of, words

DAYS = ("2025-11-10", "2025-11-20", TODAY)
"""Between them each of the five is upcoming or open or closed, as far as it ever is."""

NU = PROJECT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
TAKEN_AMISS = ("Resource violates Content Security Policy", "Inline script violates Content Security Policy")
"""What the checker takes amiss: for it no file on a disk is `'self'`, and a block of data is a script."""

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
A_DATE = re.compile(rf"\b\d{{1,2}} (?:{MONTHS}) \d{{4}}\b|\b\d{{4}}-\d\d-\d\d\b")
A_TIME_OR_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d))?")
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)

Site = dict[str, Element]


@dataclass(frozen=True, slots=True)
class Audited:
    """A built site: the records that it is made from, its folder, and the address that it is made for."""

    content: Path
    folder: Path
    url: str

    @property
    def paths(self) -> tuple[str, ...]:
        """Every page there should be."""
        return (*pages_of(self.content), *lists_in(self.folder))

    def read(self) -> Site:
        """Pages by their paths. A parse error of the HTML standard fails all that look at them."""
        return {path: read_page(self.folder / path) for path in some_of(self.paths)}


def audited(content: Path, day: str, site_on: SiteOn) -> Audited:
    site = yaml.safe_load((content / "site.yaml").read_text("utf-8"))
    return Audited(content, site_on(day, content), site["url"].rstrip("/") + "/")


@pytest.fixture(
    scope="module",
    params=[*((FIVE, day) for day in DAYS), (LIVE, TODAY)],
    ids=lambda it: f"{'live' if it[0] == LIVE else 'five'} {it[1]}",
)
def site(request: pytest.FixtureRequest, site_on: SiteOn) -> Audited:
    content, day = request.param
    return audited(content, day, site_on)


@pytest.fixture(scope="module")
def pages(site: Audited) -> Site:
    return site.read()


@pytest.fixture(scope="module", params=DAYS)
def pages_of_five(request: pytest.FixtureRequest, site_on: SiteOn) -> Site:
    return audited(FIVE, request.param, site_on).read()


def every(pages: Site, *names: str) -> Iterator[tuple[str, Element]]:
    """Each element with one of the names, or each of all, with its page's path."""
    for path, page in pages.items():
        for element in page.iter():
            if element.tag in names or not names:
                yield path, element


def one(page: Element, tag: str, **attributes: str) -> Element:
    """The one element with this tag and these attributes."""
    found = [it for it in page.iter(tag) if all(it.get(key) == value for key, value in attributes.items())]
    assert len(found) == 1, f"{len(found)} of <{tag}> {attributes}"
    return found[0]


def is_indexable(page: Element) -> bool:
    return not [it for it in page.iter("meta") if it.get("name") == "robots"]


def test_every_page_of_the_plan_is_there_and_no_other(site: Audited) -> None:
    found = [path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*.html")]
    assert sorted(found) == sorted(site.paths)


def test_every_page_has_a_language_a_title_and_a_description(pages: Site) -> None:
    for path, page in pages.items():
        assert page.get("lang"), path
        assert words(one(page, "title")), path
        assert 1 <= len(one(page, "meta", name="description").get("content") or "") <= 300, path


def test_the_titles_of_the_five_are_their_own_and_the_descriptions_say_something(pages_of_five: Site) -> None:
    titles = Counter(words(one(page, "title")) for page in pages_of_five.values())
    assert [title for title, number in titles.items() if number > 1] == []
    descriptions = [one(page, "meta", name="description").get("content") or "" for page in pages_of_five.values()]
    assert min(map(len, descriptions)) >= 30


def test_every_page_has_one_main_heading_and_skips_no_level(pages: Site) -> None:
    for path, page in pages.items():
        levels = [int(it.tag[1]) for it in page.iter() if re.fullmatch("h[1-6]", str(it.tag))]
        assert levels[0] == 1, path
        assert levels.count(1) == 1, path
        assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == [], path


def test_every_page_has_its_landmarks_and_the_skip_link_first(pages: Site) -> None:
    for path, page in pages.items():
        counts = {name: len(list(page.iter(name))) for name in ("header", "main", "footer")}
        assert counts["main"] == 1, path
        navigations = [it.get("aria-label") or it.get("aria-labelledby") for it in page.iter("nav")]
        assert None not in navigations, path
        assert len(set(navigations)) == len(navigations), path
        first = next(page.iter("a"))
        assert first.get("href") == "#content", path
        assert one(page, "main").get("id") == "content", path


def test_ids_are_unique_and_all_that_is_pointed_at_is_there(pages: Site) -> None:
    for path, page in pages.items():
        ids = Counter(it.get("id") for it in page.iter() if it.get("id") is not None)
        assert [name for name, number in ids.items() if number > 1] == [], path
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            pointers = [name for it in page.iter() for name in it.get(attribute, "").split()]
            assert set(pointers) <= set(ids), (path, attribute)


def test_every_field_has_a_label_and_every_image_a_text(pages: Site) -> None:
    for path, page in pages.items():
        labels = [it for it in page.iter("label") if words(it)]
        named = {it.get("for") for it in labels}
        within = {inner for it in labels for inner in it.iter()}
        fields = [it for name in ("input", "select", "textarea") for it in page.iter(name)]
        assert all(it in within or it.get("id") in named for it in fields), path
        assert all(words(it) for it in page.iter("button")), path
        assert all(it.get("alt") is not None for it in page.iter("img")), path


def test_every_group_of_criteria_is_a_fieldset_with_a_legend(pages: Site) -> None:
    for path, page in pages.items():
        of = parents(page)
        for group in page.iter("fieldset"):
            assert group[0].tag == "legend", path
            assert words(group[0]), path
        boxes = [it for it in page.iter("input") if it.get("id", "").startswith("criterion-")]
        assert not boxes or path.startswith("vacancies/"), path
        for box in boxes:
            around: Element | None = box
            while around is not None and around.tag != "fieldset":
                around = of(around)
            assert around is not None, path


def link_words(link: Element) -> str:
    return link.get("aria-label") or words(link)


def test_every_link_says_where_it_goes(pages: Site) -> None:
    for path, link in every(pages, "a"):
        text = link_words(link)
        assert text, (path, link.get("href"))
        assert text.casefold() not in ("here", "click here", "more", "read more", "link", "this"), path


def test_no_two_links_say_the_same_of_different_places(pages_of_five: Site) -> None:
    """Where no two vacancies are called the same. A facet's values stand below its name, which tells them apart."""
    for path, page in pages_of_five.items():
        targets: dict[str, set[str]] = {}
        facets = [it for it in page.iter("details") if it.get("data-facet")]
        below = {link: it.get("data-facet", "") for it in facets for link in it.iter("a")}
        for link in page.iter("a"):
            facet = below.get(link, "")
            targets.setdefault(f"{facet} {link_words(link)}", set()).add(link.get("href", ""))
        assert {text: found for text, found in targets.items() if len(found) > 1} == {}, path


def test_links_and_assets_are_relative_so_that_the_site_works_anywhere(site: Audited, pages: Site) -> None:
    for path, element in every(pages):
        for attribute in ("href", "src", "action", "poster", "srcset"):
            address = element.get(attribute)
            is_canonical = element.tag == "link" and element.get("rel") == "canonical"
            # The site in one file has itself a link to that file: from an old copy it leads to the newest.
            is_download = element.get("download") is not None and address == f"{site.url}vacancies-offline.zip"
            if address is None or is_canonical or is_download:
                continue
            if urlsplit(address).scheme and not address.startswith(site.url):
                assert element.tag == "a", (path, address)
            elif path == "404.html":
                assert address.startswith((site.url, "#")), (path, address)
            else:
                assert not urlsplit(address).scheme, (path, address)
                assert not address.startswith("/"), (path, address)


def test_links_to_elsewhere_are_https_and_give_nothing_away(site: Audited, pages: Site) -> None:
    for path, link in every(pages, "a"):
        address = link.get("href", "")
        if urlsplit(address).scheme and not address.startswith(site.url):
            assert urlsplit(address).scheme in ("https", "http", "mailto", "tel"), (path, address)
            assert urlsplit(address).scheme in ("mailto", "tel") or "noopener" in link.get("rel", ""), (
                path,
                address,
            )
            assert "@" not in urlsplit(address).netloc, (path, address)
            assert link.get("target") is None, (path, address)


def test_canonical_addresses_name_the_page_itself(site: Audited, pages: Site) -> None:
    for path, page in pages.items():
        found = [it.get("href") for it in page.iter("link") if it.get("rel") == "canonical"]
        wanted = [] if path == "404.html" else [site.url + ("" if path == "index.html" else path)]
        assert found == wanted, path


def test_the_policy_stands_right_after_the_character_set(pages: Site) -> None:
    for path, page in pages.items():
        head = one(page, "head")
        assert head[0].attrib == {"charset": "utf-8"}, path
        assert head[1].attrib == {"http-equiv": "Content-Security-Policy", "content": POLICY}, path


def test_no_script_or_style_stands_in_a_page(pages: Site) -> None:
    for path, element in every(pages):
        assert element.tag not in ("style", "iframe", "object", "embed", "base", "frame"), (path, element.tag)
        bad = [name for name in element.keys() if name.startswith("on") or name == "style"]  # noqa: SIM118
        assert not bad, (path, element.tag, bad)
        if element.tag == "script":
            is_data = element.get("type") == "application/ld+json"
            assert is_data or (element.get("src") and not words(element)), path


def test_every_date_is_one_for_machines_too(pages_of_five: Site) -> None:
    for path, page in pages_of_five.items():
        of = parents(page)
        for element in page.iter():
            texts = [(element, element.text or ""), *((of(element), element.tail or "") for _ in (1,))]
            for holder, text in texts:
                if holder is None or not A_DATE.search(text):
                    continue
                assert within(holder, ("time", "script", "title", "pre"), of), (path, text.strip())


def within(element: Element, names: tuple[str, ...], of: Callable[[Element], Element | None]) -> bool:
    """Whether `element` or something around it has one of the names."""
    around: Element | None = element
    while around is not None:
        if around.tag in names:
            return True
        around = of(around)
    return False


def test_every_time_element_holds_a_time(pages: Site) -> None:
    for path, element in every(pages, "time"):
        assert A_TIME_OR_DATE.fullmatch(element.get("datetime", "")), (path, element.attrib)
        assert words(element), path


def test_json_ld_stands_only_on_pages_of_vacancies_and_is_json(pages: Site) -> None:
    for path, script in every(pages, "script"):
        if script.get("type") == "application/ld+json":
            assert path.startswith("vacancies/")
            assert json.loads(script.text or "")["@type"] == "JobPosting"


def test_the_sitemap_lists_exactly_the_pages_to_be_indexed(site: Audited, pages: Site) -> None:
    root = ElementTree.parse(site.folder / "sitemap.xml").getroot()
    paths = [(it.text or "").removeprefix(site.url) or "index.html" for it in root.iter(f"{SITEMAP}loc")]
    assert len(set(paths)) == len(paths)
    assert set(paths) <= set(site.paths)
    assert set(paths) & pages.keys() == {path for path, page in pages.items() if is_indexable(page)}
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", it.text or "") for it in root.iter(f"{SITEMAP}lastmod"))
    assert f"Sitemap: {site.url}sitemap.xml" in (site.folder / "robots.txt").read_text("utf-8")


def test_the_feed_has_the_shape_of_atom_with_ids_and_dates(site: Audited) -> None:
    feed = ElementTree.parse(site.folder / "feed.xml").getroot()
    assert feed.tag == f"{ATOM}feed"
    ids = []
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            found = element.findall(f"{ATOM}{name}")
            assert len(found) == 1, (element.tag, name)
            assert (found[0].text or "").strip(), name
        updated = element.findtext(f"{ATOM}updated") or ""
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", updated)
        ids.append(element.findtext(f"{ATOM}id") or "")
        links = {it.get("rel"): it.get("href") or "" for it in element.findall(f"{ATOM}link")}
        assert links["alternate"].startswith(site.url)
        assert (site.folder / links["alternate"].removeprefix(site.url)).exists()
    assert len(set(ids)) == len(ids)
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    latest = max(it.text or "" for it in feed.iter(f"{ATOM}updated"))
    assert feed.findtext(f"{ATOM}updated") == latest


def test_no_vacancy_page_leaves_out_a_part_that_a_reader_needs(pages: Site) -> None:
    needed = {"at-a-glance", "summary", "applying", "source"}
    for path, page in pages.items():
        if path.startswith("vacancies/"):
            assert needed <= {it.get("id") for it in page.iter()}, path


def test_each_of_the_five_has_a_person_specification_to_tick_and_says_who_may_apply(pages_of_five: Site) -> None:
    for path, page in pages_of_five.items():
        if path.startswith("vacancies/"):
            assert {"person-specification", "eligibility"} <= {it.get("id") for it in page.iter()}, path
            assert [it for it in page.iter("input") if it.get("id", "").startswith("criterion-")], path


def test_the_nu_checker_finds_nothing(site: Audited) -> None:
    java = shutil.which("java")
    if java is None or not NU.exists():
        why = "the Nu checker is not there: install Java, then `npm ci --ignore-scripts`"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    files = [str(site.folder / path) for path in some_of(site.paths)]
    done = subprocess.run(
        [java, "-jar", str(NU), "--format", "json", "--stdout", *files],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    messages = json.loads(done.stdout)["messages"]
    told = [f"{Path(it['url']).name}:{it.get('lastLine')}: {it['message']}" for it in messages]
    assert [text for text in told if not any(words in text for words in TAKEN_AMISS)] == []
