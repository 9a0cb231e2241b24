"""The form's checks, in Node: they say of a record what Python says of it, in the same words and places."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import casebook
import pytest
from casebook import DAY, PROJECT, SMALL
from node import from_record, needs_node
from recordtexts import placed
from recordtexts import told as as_told

from portal.cellar import markdown
from portal.cellar.source import SourceFile
from portal.demo.content import write_content
from portal.form.context import context
from portal.load.content import Content, load_content
from portal.load.files import read_source
from portal.load.kinds import FOLDERS
from portal.load.record import Record, read_record
from portal.model.assemble import assemble
from portal.validate import rules
from portal.validate.language import Language, language_of
from portal.validate.marking import marks_of
from portal.validate.marks import Marks, Register
from portal.validate.rules import catalogue
from portal.validate.schema import read_schemas
from portal.validate.validate import conclude, judge, judge_on, judge_words, shapes_of

SCHEMAS = read_schemas(PROJECT / "schema")
SHAPES = shapes_of(SCHEMAS)
VACANCY = FOLDERS[0]

pytestmark = needs_node

Told = list[dict[str, Any]]


def from_form(data: Mapping[str, Any], work: str) -> Any:
    """What the expression `work` gives for `data`, with the site's `context` among them, which it calls `it`."""
    return from_record(work, data, data["context"]["tables"])


def in_order(told: Told) -> Told:
    return sorted(told, key=lambda found: (found["line"], found["column"], found["rule"], found["message"]))


# --- what there is to check ------------------------------------------------------------------------


def vacancies_of(folder: Path) -> dict[str, SourceFile]:
    """Every text of a vacancy in the site at `folder`, however it is named, by its file's name."""
    files = sorted((folder / "content" / "vacancies").glob("*.*"))
    return texts_of(file for file in files if file.suffix in VACANCY.endings and not file.name.startswith("_"))


def texts_of(files: Iterable[Path]) -> dict[str, SourceFile]:
    """The files that are texts, by their names: the form is handed text, and never what is none."""
    read = {file.name: read_source(file, f"content/vacancies/{file.name}", []) for file in files if file.is_file()}
    return {name: source for name, source in read.items() if source is not None}


@cache
def cases() -> dict[str, SourceFile]:
    """Every vacancy among the cases, by the name of its case."""
    found = {f"valid/{name}": source for name, source in texts_of(sorted(casebook.VALID.iterdir())).items()}
    for case in casebook.all_cases():
        if case.content is not None:
            own = vacancies_of(case.content) if case.content.is_dir() else texts_of([case.content])
            found.update({f"{case.rule}/{case.name}/{name}": source for name, source in own.items()})
    return found


@dataclass(frozen=True)
class Site:
    """A site to check vacancies in, and the texts to check."""

    content: Content
    sources: dict[str, SourceFile]

    @cached_property
    def context(self) -> dict[str, Any]:
        """What the form is given of the site."""
        known = assemble(self.content.records, SCHEMAS.terms())
        return context(known, len(known.vacancies), self.language, SCHEMAS, DAY)

    @cached_property
    def language(self) -> Language:
        return language_of(self.content.records, SCHEMAS)

    @cached_property
    def marks(self) -> list[Marks]:
        return [marks_of(record) for record in self.content.records]


@pytest.fixture(params=["cases", "ours", "demonstration"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Site:
    """The cases in the smallest site, our own records, and those of a demonstration."""
    if request.param == "cases":
        return Site(load_content(SMALL), cases())
    if request.param == "ours":
        return Site(load_content(PROJECT), vacancies_of(PROJECT))
    write_content(tmp_path / "content", 60, DAY, 1)
    return Site(load_content(tmp_path), vacancies_of(tmp_path))


def assert_alike(names: Iterable[str], ours: Iterable[Told], pythons: Iterable[Told]) -> None:
    """Names each text of which the two do not say the same."""
    both = {name: (told, expected) for name, told, expected in zip(names, ours, pythons, strict=True)}
    assert {name: pair for name, pair in both.items() if pair[0] != pair[1]} == {}


# --- the rules, on what Python has read ------------------------------------------------------------


def handed(record: Record) -> dict[str, Any]:
    """A record as the form's reader gives it to the rules."""
    place, lines = placed(record.place), record.source.lines
    return {"kind": record.kind, "path": record.path, "data": record.data, "place": place, "lines": lines}


def judged(record: Record, site: Site) -> Told:
    """What Python's rules say of one record of the site."""
    employers = (marks for marks in site.marks if marks.kind == "employer")
    found = [
        *(found for rule in (*rules.EVERY, *rules.VACANCY) for found in rule(record)),
        *(found for rule in rules.LANGUAGE for found in rule(record, site.language)),
        *(found for rule in rules.SCHEMA for found in rule(record, SCHEMAS["vacancy"])),
        *(found for rule in rules.DAY for found in rule(record, DAY)),
        *catalogue.unknown_employer(Register((*employers, marks_of(record)), {record.path: record}.get)),
    ]
    return in_order([as_told(one) for one in found])


def told_by_rules(site: Site, records: Iterable[Record]) -> list[Told]:
    data = {"context": site.context, "records": [handed(record) for record in records]}
    told = from_form(data, "it.records.map(record => portal.form.rules(record, it.context))")
    return [in_order(one) for one in told]


def test_the_rules_say_of_a_record_what_python_says(site: Site) -> None:
    read = {name: read_record(VACANCY, source)[0] for name, source in site.sources.items()}
    records = {name: record for name, record in read.items() if record is not None}
    ours = told_by_rules(site, records.values())
    assert_alike(records, ours, (judged(record, site) for record in records.values()))


def test_the_rules_say_of_a_mangled_record_what_python_says() -> None:
    """A record may be badly shaped in any way; neither side stumbles over it."""
    site = Site(load_content(PROJECT), {})
    whole = [record.data for record in site.content.of("vacancy")]
    chance = random.Random(4)
    mangled = [written(mangle(chance.choice(whole), chance)) for _ in range(150)]
    ours = told_by_rules(site, mangled)
    pythons = [judged(record, site) for record in mangled]
    assert_alike((record.source.text for record in mangled), ours, pythons)
    assert len({found["rule"] for told in pythons for found in told}) > 10


def written(data: dict[str, Any]) -> Record:
    """The record of `data`, which is written as JSON: all of JSON is YAML that we read."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    record, found = read_record(VACANCY, SourceFile("content/vacancies/a.yaml", text))
    assert record is not None, found
    return record


ODD: tuple[Any, ...] = (
    *(None, True, 0, -3, 18.5, 40.0, 120_000, "", "TBC", "  ", "1999-01-31", "2026-02-30", "20260331", "00:00"),
    *("children", "closing_date", "pay", "until_filled", "[here](javascript:alert(1)) <b>", "Äpfel & 🍎 <i>"),
    *([], {}, ["pay", "closing_date"], {"closing_dat": "2026-03-31"}, [{"fact": "pay"}], [["pay"]]),
)
"""What may stand anywhere in a record that somebody is writing."""


def mangle(data: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """`data` with a few values taken away, put elsewhere or changed for odd ones."""
    made: dict[str, Any] = json.loads(json.dumps(data))
    for _ in range(chance.randint(1, 12)):
        places = list(_places(made))
        holder, step = chance.choice(places)
        other_holder, other_step = chance.choice(places)
        odd = chance.choice([*ODD, json.loads(json.dumps(other_holder[other_step]))])
        if isinstance(holder, dict) and chance.random() < 0.4:
            del holder[step]
        else:
            holder[step] = odd
    return made or {"title": "Play Therapist"}


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Each place in `node` where a value stands, as what holds it and the step to it."""
    for step in list(node) if isinstance(node, dict) else range(len(node)):
        yield node, step
        if isinstance(node[step], (dict, list)):
            yield from _places(node[step])


# --- Markdown, as far as the rules read it ---------------------------------------------------------

MARKDOWN = (
    "[here](https://example.org) and [there](about.html 'a title')",
    "[a [b](c.html) d](e.html)",
    "![a map](https://example.org/map.png), wow![no picture](x.html)",
    "<https://example.org/a> and <team@example.org>, not <b>",
    "`[code](x.html)` and ``a ` [b](c.html)``",
    "\\[no link](x.html) [yes\\]](x.html)",
    "[one](<with spaces.html>) [two](with spaces.html) [three]( \n a.html )",
    "[brackets](a_(b).html) [too many](a).html)",
    "[é](é.html) [&](a&amp;b.html) [50%](50%.html) [20](%20.html)",
    "[no\n\nlink](x.html)\n- [in a list](x.html)\n> [in a quotation](x.html)",
    "[over\ntwo lines](x.html)\n2. no list [a](b.html)\n1. a list [c](d.html)",
    "[*words* with **marks**](x.html) [snake_case_words](y.html) [`code`](z.html)",
    "[mail](mailto:team@example.org) [many](mailto:team@example.org?cc=x) [tel](tel:+441632960000)",
    "[user](https://me@example.org) [script](javascript:alert(1)) [port](https://example.org:99999)",
    "# One\n### *Three* of it ##\n#None\n####### none\n> ## Two\n- # In a list\n##\n\ttext # none",
)
"""Texts that the two could read differently. They do in some odd ones: an address in angle brackets among the words of
a link is no link here, a host in letters beyond a to z stays as typed, of entities only the commonest are known, and
marks of emphasis that cross others, or are not closed, may stay or go.
"""


def test_links_and_headings_are_those_that_a_page_has() -> None:
    work = """(({ links, headings, allowed }) => it.texts.map(text => [
      links(text).map(one => [one.target, one.text, one.picture, allowed(one.target)]),
      headings(text).map(one => [one.level, one.words])
    ]))(portal.form.markdown)"""
    told = from_form({"context": Site(load_content(SMALL), {}).context, "texts": MARKDOWN}, work)
    for text, (links, heads) in zip(MARKDOWN, told, strict=True):
        ours = [[one.target, one.words, one.picture, markdown.allowed(one.target)] for one in markdown.linked(text)]
        assert (text, links) == (text, ours)
        assert (text, heads) == (text, [list(one) for one in markdown.headings(text)])


# --- the whole check, on a text --------------------------------------------------------------------

NOT_IN_THE_BROWSER = {
    "name-used-twice": "the form does not know the ending of a file; it offers no name that is taken",
    "reference-used-twice": "it would need the references of all vacancies",
    "text-used-twice": "it would need the texts of all vacancies",
    "town-written-differently": "it would need the towns of all vacancies",
}
"""The rules on a vacancy that only a build can keep, each with its reason."""


def concluded(source: SourceFile, site: Site) -> Told:
    """What a build says of the vacancy `source` in the site, without what the browser cannot know."""
    record, loading = read_record(VACANCY, source)
    own = [record] if record else []
    found = [
        found for one in own for found in (*judge(one, SHAPES), *judge_words(one, site.language), *judge_on(one, DAY))
    ]
    others = [marks for marks in site.marks if marks.path != source.path]
    marks, known = (*others, *map(marks_of, own)), {one.path: one for one in (*site.content.records, *own)}
    report = conclude(loading, found, marks, known.get).in_order()
    kept = (one for one in report if one.span and one.span.path == source.path)
    return [as_told(one) for one in kept if one.rule not in NOT_IN_THE_BROWSER]


def told_by_check(site: Site, sources: Iterable[SourceFile]) -> list[Told]:
    data = {"context": site.context, "files": [(source.text, source.path) for source in sources]}
    told: list[Told] = from_form(data, "it.files.map(file => portal.form.check(...file, it.context).diagnostics)")
    return told


def test_a_check_says_of_a_text_what_a_build_says(site: Site) -> None:
    sources = {name: source for name, source in site.sources.items() if not name.startswith("file-name/")}
    ours = told_by_check(site, sources.values())
    assert_alike(sources, ours, (concluded(source, site) for source in sources.values()))


def test_a_check_says_of_a_slip_what_a_build_says() -> None:
    """A text that is being typed is broken in any place, and each break is told alike."""
    chance = random.Random(4)
    whole = [source for name, source in cases().items() if name.startswith("valid/")]
    slips = [slipped(chance.choice(whole), chance) for _ in range(200)]
    site = Site(load_content(SMALL), {})
    pythons = [concluded(source, site) for source in slips]
    assert_alike((source.text for source in slips), told_by_check(site, slips), pythons)
    assert len({found["rule"] for told in pythons for found in told}) > 10


SIGNS = (*" :-#\"'[]{},&*!|>%@`?~\t\n", "é", "🍎", ": ", "- ", " #", "null")


def slipped(source: SourceFile, chance: random.Random) -> SourceFile:
    """`source` with a sign too many, a few too little, or a line that is lost or out of place."""
    text, lines = source.text, source.text.split("\n")
    place, line = chance.randrange(len(text)), chance.randrange(len(lines))
    indent = chance.choice(("", " ", "  ", "\t"))
    made = (
        text[:place] + chance.choice(SIGNS) + text[place:],
        text[:place] + text[place + chance.randint(1, 3) :],
        "\n".join(lines[:line] + lines[line + 1 :]),
        "\n".join([*lines[:line], indent + lines[line].strip(), *lines[line + 1 :]]),
    )
    return SourceFile(source.path, chance.choice(made))


def test_a_check_says_of_a_name_what_a_build_says() -> None:
    """A build says it instead of all else, for it does not read such a file; here both can be mended at once."""
    sources = [source for name, source in cases().items() if name.startswith(("file-name/", "not-published/"))]
    told = told_by_check(Site(load_content(SMALL), {}), sources)
    words = [found for one in told for found in one if found["rule"] in ("file-name", "not-published")]
    assert len(words) == len(sources) > 5
    expected = "".join(case.expected.read_text("utf-8") for case in casebook.all_cases() if case.rule == "file-name")
    for found in words:
        assert found["message"] in expected
        assert found["help"] in expected


def test_the_rules_that_the_browser_cannot_keep_are_rules_on_all_records() -> None:
    """None is left out that could be kept; what is kept there is one rule, on the employer."""
    kept = {rule.__name__.replace("_", "-") for rule in rules.CATALOGUE} - NOT_IN_THE_BROWSER.keys()
    assert kept == {"unknown-employer", "employer-named-twice", "synonym-used-twice"}
