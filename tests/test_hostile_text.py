"""Hostile text: whatever stands in a free-text field of a vacancy comes out as text, and as nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
import yaml
from builtsite import FIVE, classes, copy_project, read_page, run, words

PAYLOADS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea></style></noscript><svg/onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<iframe src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>press</a>",
    "<style>body{display:none}</style>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content=0;url=//evil.example>",
    "<base href=//evil.example/>",
    "<form action=//evil.example><button>",
    "<math><mtext></p><style><img src onerror=alert(1)>",
    "<!-- ",
    "-->",
    "<!--><script>alert(1)</script>",
    "]]><x>",
    "<?xml version='1.0'?>",
    "<!DOCTYPE x>",
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "` onmouseover=`alert(1)",
    '"]};alert(1)//',
    '"}</script>',
    "\\u003cscript\\u003ealert(1)",
    "\\x3cscript>",
    "\\",
    '\\"',
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//evil.example/x",
    "https://user:word@evil.example/",
    "[press](javascript:alert(1))",
    "[press](data:text/html;base64,PHNjcmlwdD4=)",
    "![pixel](https://evil.example/pixel.gif)",
    "[press](//evil.example)",
    "<javascript:alert(1)>",
    "<https://evil.example/>",
    "[press]: javascript:alert(1)",
    "{{ 7*7 }}",
    "{{7*7}}",
    "{% raw %}",
    "{% include 'layouts/base.html.jinja' %}",
    "{# note #}",
    "{{ config.__class__ }}",
    "{{ ''.__class__.__mro__ }}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{{=7*7}}",
    "[[7*7]]",
    "%s",
    "%(title)s",
    "%n%n%n",
    "{0}",
    "{title}",
    "{0.__class__}",
    "$(id)",
    "`id`",
    "; rm -rf /",
    "| cat /etc/passwd",
    "../../../etc/passwd",
    "::error file=x::injected",
    "##[error]injected",
    "=1+1",
    "@SUM(1)",
    "+1",
    "-1",
    "&lt;script&gt;",
    "&amp;amp;",
    "&#60;script&#62;",
    "&#x3c;",
    "&nbsp;",
    "&notanentity;",
    "R&D for <18s",
    "a < b && c > d",
    "5 > 3",
    "“quoted” ‘text’",
    "it's",
    'O\'Brien & "Sons"',
    "Seirbhís",
    "Iechyd meddwl",
    "عربى",
    "עברית",
    "中文",
    "👩🏽‍⚕️",
    "ﬁ",
    "Z̸a̷l̶g̵o̴",
    "ſcript",
    "＜script＞",
    "İstanbul",
    "ß",
    "x" * 60,
    "null",
    "true",
    "0123",
    "1e309",
    "2026-11-22",
)
HIDDEN = ("\u2028", "\u2029", "\u200e", "\u202e", "\uf0b7", "\ufeff", "\x1b[31m", "\x85", "\x00")
"""Characters that nobody sees: a record with one is refused, by the name of the character."""

DAY = "2030-05-10"
"""The example vacancy is open on it."""

SLUG = "hostile"
PLACE = f"content/vacancies/{SLUG}.yaml"
REFUSALS = {"html-in-text", "unsafe-link", "broken-link", "link-to-no-page", "repeated-item", "wrong-form", "too-long"}
"""Rules by which a payload may be refused instead of being shown."""

UNSAFE_LINK = re.compile(r"\]\(|\]: |<(javascript|https):")
"""What would be a link in Markdown, to a place where none may lead: refused in every text."""

BY_MARKDOWN = {
    *((tag, ()) for tag in ("em", "strong", "code", "p", "ul", "ol", "li", "pre", "hr", "br", "blockquote")),
    ("a", ("href",)),
    ("a", ("href", "rel")),
}
"""Elements that Markdown may make of an editor's text."""

Way = tuple[str | int, ...]
"""The way to a value in a record: names of fields and numbers of items."""


def named_anew(template: str) -> str:
    """The `template` with other names than its own, which nobody may leave as they are."""
    return re.sub(r"\bExample(ton)?\b|\bSampleford\b", "Elmford", template)


def example_record() -> dict[str, Any]:
    """The made-up vacancy with every field, out of the template that teaches them."""
    template = (FIVE / "vacancies" / "_template.yaml").read_text("utf-8")
    every_field = template.rpartition(f"# {'-' * 20}")[2].partition("\n")[2]
    lines = [line[2:] for line in named_anew(every_field).splitlines()]
    record = yaml.safe_load("\n".join(lines))
    assert isinstance(record, dict)
    del record["withdrawn"]  # or else it would have neither a way to apply nor structured data
    return record


def written(value: Any, texts: dict[Way, str], lines: list[tuple[Way, str]], way: Way = (), key: str = "") -> None:
    """Add `value` to `lines` as YAML in the form of JSON, one scalar a line, each line with its way."""
    comma = "," if way else ""
    if isinstance(value, dict | list):
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        lines.append((way, f"{key}{opening}"))
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            name = f"{json.dumps(step)}: " if isinstance(value, dict) else ""
            written(part, texts, lines, (*way, step), name)
        lines.append((way, f"{closing}{comma}"))
    else:
        text = texts.get(way, value)
        lines.append((way, f"{key}{json.dumps(text, ensure_ascii=False, default=str)}{comma}"))


def texts_of(value: Any, way: Way = ()) -> Iterator[Way]:
    """The way to every text in `value`."""
    if isinstance(value, str):
        yield way
    elif isinstance(value, dict | list):
        for step, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts_of(part, (*way, step))


class Bench:
    """A project whose one vacancy has every field, to put texts into it and see what comes of them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.record = example_record()
        self.free = sorted(self.accepted({way: f"Qz{n} words" for n, way in enumerate(texts_of(self.record))})[0])

    def accepted(self, texts: dict[Way, str]) -> tuple[dict[Way, str], set[str]]:
        """Write the record with those of `texts` that no rule refuses; these, and the rules that refused."""
        rules: set[str] = set()
        for _ in range(12):
            lines: list[tuple[Way, str]] = []
            written(self.record, texts, lines)
            (self.root / PLACE).write_text("\n".join(line for _, line in lines), "utf-8")
            told = json.loads(run(self.root, "check", "--today", DAY, "--format", "json").stdout)
            found = [it for it in told["diagnostics"] if it["severity"] == "error"]
            if not found:
                return texts, rules
            rules |= {it["rule"] for it in found}
            ways = [lines[it["line"] - 1][0] for it in found]
            kept = {way: text for way, text in texts.items() if not any(way[: len(bad)] == bad for bad in ways)}
            assert len(kept) < len(texts), found
            texts = kept
        raise AssertionError(f"the record is never accepted: {rules}")

    def build(self) -> Path:
        done = run(self.root, "--today", DAY)
        assert done.returncode == 0, done.stdout + done.stderr
        return self.root / "site"


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    root = copy_project(tmp_path_factory.mktemp("hostile") / "project")
    for file in (root / "content" / "vacancies").glob("[!_]*"):
        file.unlink()
    return Bench(root)


Shape = set[tuple[str, tuple[str, ...]]]


@pytest.fixture(scope="module")
def harmless(bench: Bench) -> tuple[Shape, dict[str, Any], set[Way]]:
    """Of the same vacancy with harmless texts: its elements, its structured data, the fields shown as typed."""
    texts, _ = bench.accepted({way: f"Qz{n} *word*" for n, way in enumerate(bench.free)})
    site = bench.build()
    page = read_page(site / "vacancies" / f"{SLUG}.html")
    text = shown(page)
    return shape_of(site), structured_data(page), {way for way in texts if plainly(texts[way]) in text}


def plainly(text: str) -> str:
    """Without what may differ between what is typed and what is shown: white space, and a capital in front."""
    return " ".join(text.split()).casefold()


def shown(page: Element) -> str:
    return plainly(words(page))


def structured_data(page: Element) -> dict[str, Any]:
    (block,) = [it.text or "" for it in page.iter("script") if it.get("type") == "application/ld+json"]
    data = json.loads(block)
    assert isinstance(data, dict)
    return data


def shape_of(site: Path) -> Shape:
    """The elements of all pages, each with the names of its attributes."""
    return {(str(it.tag), tuple(sorted(it.keys()))) for file in site.rglob("*.html") for it in read_page(file).iter()}


def shape_of_data(data: Any) -> Any:
    """The names in structured data, without the values."""
    if isinstance(data, dict):
        return {name: shape_of_data(value) for name, value in data.items()}
    return [shape_of_data(value) for value in data] if isinstance(data, list) else None


ROUNDS = 8


@pytest.mark.parametrize("number", range(ROUNDS))
def test_a_payload_in_every_free_text_field_is_shown_as_text_or_refused(
    bench: Bench, harmless: tuple[Shape, dict[str, Any], set[Way]], number: int
) -> None:
    shape, data, as_typed = harmless
    texts: dict[Way, str] = {}
    for at, way in enumerate(bench.free):
        payload = PAYLOADS[(at + number * len(PAYLOADS) // ROUNDS) % len(PAYLOADS)]
        texts[way] = f"Qz{at} {payload}" if number % 2 else f"{payload} Qz{at}"
    taken, rules = bench.accepted(texts)
    assert rules <= REFUSALS
    assert len(taken) > len(texts) * 0.7
    site = bench.build()
    page = read_page(site / "vacancies" / f"{SLUG}.html")
    assert shape_of(site) - shape - BY_MARKDOWN == set()
    check_addresses(site)
    assert shape_of_data(structured_data(page)) == shape_of_data(data)
    text = shown(page)
    lost = [taken[way] for way in as_typed & taken.keys() if plainly(taken[way]) not in text]
    assert lost == []
    for file in (*site.glob("*.xml"), *site.glob("assets/*.json")):
        read = file.read_text("utf-8")
        _ = ElementTree.fromstring(read) if file.suffix == ".xml" else json.loads(read)


def check_addresses(site: Path) -> None:
    """Nothing is loaded from elsewhere, and no link runs anything."""
    for file in site.rglob("*.html"):
        for element in read_page(file).iter():
            for name in ("href", "src", "action", "formaction", "data", "srcset", "poster"):
                parts = urlsplit(element.get(name, ""))
                assert parts.scheme in ("", "https", "http", "mailto", "tel"), (file.name, element.attrib)
                assert parts.scheme or not parts.netloc, (file.name, element.attrib)
                assert "@" not in parts.netloc, (file.name, element.attrib)
                assert name == "href" or file.name == "404.html" or not parts.scheme, (file.name, element.attrib)


def test_every_payload_as_a_title_comes_out_as_typed_and_once_escaped_wherever_titles_stand(
    tmp_path: Path,
) -> None:
    root = copy_project(tmp_path / "project")
    vacancies = root / "content" / "vacancies"
    for file in vacancies.glob("[!_]*"):
        file.unlink()
    template = named_anew((vacancies / "_template.yaml").read_text("utf-8"))
    plain = yaml.safe_load(template) | {"closing_date": "2030-05-31"}
    titles = {
        f"payload-{n:03}": f"Qz{n} {payload}" for n, payload in enumerate(PAYLOADS) if not UNSAFE_LINK.search(payload)
    }
    for slug, title in titles.items():
        (vacancies / f"{slug}.yaml").write_text(json.dumps(plain | {"title": title}, ensure_ascii=False), "utf-8")
    done = run(root, "--today", DAY, "--format", "json")
    assert done.returncode == 0, done.stdout
    site = root / "site"
    once = {slug: " ".join(title.split()) for slug, title in titles.items()}
    pages = {slug: read_page(site / "vacancies" / f"{slug}.html") for slug in titles}
    assert {slug: words(next(page.iter("h1"))) for slug, page in pages.items()} == once
    assert all(words(next(page.iter("title"))).startswith(once[slug]) for slug, page in pages.items())
    lists = [site / "vacancies.html", *site.glob("vacancies/page-*.html")]
    headings = [it for file in lists for it in read_page(file).iter("h3") if "card__title" in classes(it)]
    assert sorted(map(words, headings)) == sorted(once.values())
    feed = ElementTree.parse(site / "feed.xml").getroot()
    entries = [words(it).rpartition(",")[0].strip() for it in feed.iter("{http://www.w3.org/2005/Atom}title")][1:]
    assert sorted(entries) == sorted(once.values())
    check_addresses(site)


@pytest.mark.parametrize("character", HIDDEN, ids=lambda text: f"U+{ord(text[0]):04X}")
@pytest.mark.parametrize("escaped", [False, True], ids=["raw", "escaped"])
def test_characters_that_nobody_sees_are_refused(bench: Bench, character: str, escaped: bool) -> None:
    lines: list[tuple[Way, str]] = []
    written(bench.record, {("title",): f"Nurse{character}Therapist"}, lines)
    text = "\n".join(line for _, line in lines)
    raw = json.dumps(character, ensure_ascii=False)[1:-1]
    as_written = "".join(f"\\u{ord(it):04x}" for it in character) if escaped else character
    (bench.root / PLACE).write_text(text.replace(raw, as_written, 1), "utf-8")
    done = run(bench.root, "check", "--today", DAY)
    assert done.returncode == 1
    assert f"U+{ord(character[0]):04X}" in done.stdout
    assert character[0] not in done.stdout.replace("\n", "")
