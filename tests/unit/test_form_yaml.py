"""The form's reader and writer of YAML, in Node: what Python's give, the scripts give, to the place and the byte."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

import casebook
import pytest
from builtsite import PROJECT
from node import from_record, needs_node
from recordtexts import ODD, PATH, SCHEMA, Text, files_in, good, read_by_python, read_by_script, text_of

from portal.load.scalars import MAX_NODES
from portal.write.emit import emitted

RULES = (
    "alias",
    "anchor",
    "comment-cuts-text",
    "control-character",
    "directive",
    "empty-file",
    "file-too-large",
    "front-matter",
    "hidden-character",
    "key-not-text",
    "lost-character",
    "merge-key",
    "nested-too-deep",
    "not-a-record",
    "repeated-key",
    "second-document",
    "tab-indent",
    "tag",
    "text-given-twice",
    "too-many-values",
    "yaml-syntax",
)
"""The rules that the reader keeps, all of them in Python's own words."""
OF_FILES = {
    "file-name": "the form's check looks at the name",
    "missing-file": "a browser does not see the folder",
    "not-a-plain-file": "a browser does not see the folder",
    "not-published": "the form's check looks at the name",
    "not-utf8": "a browser has made text of the bytes before a script sees it",
    "unexpected-file": "a browser does not see the folder",
    "unreadable-file": "the browser itself says so",
}
"""The rules of loading that the reader does not know, and why."""

pytestmark = needs_node


def differences(texts: list[Text], folder: Path) -> list[tuple[str, str, Any, Any]]:
    """Where the scripts and Python read something else: the path, what it is, and both."""
    return [
        (path, part, expected, known[part])
        for (path, text), known in zip(texts, read_by_script(texts), strict=True)
        for part, expected in json.loads(json.dumps(read_by_python(path, text, folder))).items()
        if known[part] != expected
    ]


# --- reading -----------------------------------------------------------------------------------------


@cache
def texts_of_cases() -> dict[str, list[Text]]:
    """What stands in the cases of each rule."""
    texts: dict[str, list[Text]] = {rule: [] for rule in RULES}
    for case in casebook.all_cases():
        if case.rule not in RULES:
            continue
        if case.content is None:
            texts[case.rule].append((PATH, MADE[case.name]))
        elif case.content.is_dir():
            texts[case.rule] += files_in(case.content)
        else:
            texts[case.rule].append((f"content/vacancies/{case.content.name}", text_of(case.content)))
    return texts


@cache
def read_cases() -> list[dict[str, Any]]:
    return read_by_script([text for texts in texts_of_cases().values() for text in texts])


@pytest.mark.parametrize("rule", RULES)
def test_a_mistake_is_told_as_python_tells_it(rule: str, tmp_path: Path) -> None:
    """Rule, words and place of every case, and no more than that."""
    rules = [of for of, texts in texts_of_cases().items() for _ in texts]
    known = [reading for of, reading in zip(rules, read_cases(), strict=True) if of == rule]
    assert known
    for (path, text), reading in zip(texts_of_cases()[rule], known, strict=True):
        del reading["comments"]
        assert reading == json.loads(json.dumps(read_by_python(path, text, tmp_path)))
    assert {found["rule"] for reading in known for found in reading["diagnostics"]} == {rule}


MADE = {
    "too-large": "summary: " + "x" * 256 * 1024,
    "too-many": "title: Play Therapist\nbenefits:\n" + "  - one more\n" * MAX_NODES,
    "hundred-thousand-brackets": "title: " + "[" * 100_000,
}
"""The cases that `casebook` makes, too large to keep."""


def test_every_rule_of_loading_is_the_readers_or_is_left_to_others() -> None:
    """A new rule must be given to the reader, or a reason why not."""
    sources = "".join(file.read_text("utf-8") for file in (PROJECT / "portal" / "load").glob("*.py"))
    rules = {case.rule for case in casebook.all_cases() if f'"{case.rule}"' in sources}
    assert rules == {*RULES, *OF_FILES}


def test_good_records_are_read_to_the_same_values_and_places(tmp_path: Path) -> None:
    """Every record of the project, its tests and a demonstration; and nothing is found in them that Python does not."""
    assert len(good()) > 150
    assert differences(good(), tmp_path) == []


def test_ways_to_write_a_value_are_read_alike(tmp_path: Path) -> None:
    """Block, flow, quoted, folded, with indicators, escapes, comments, breaks of all kinds, and front matter."""
    texts = [
        "a: [b, c: d, {e: f, g}, 'h', \"i\"]  # j\n",
        "a: {b: [1, two], c: , ? d : e}\n",
        "a: one\n  two\n\n  three # four\nb: 'it''s\n\n  so'\n",
        'a: "\\u00e9\\t\\"\\x41\\U0001F600\\\n  b\\  c\n\n  d"\n',
        "a: |2-\n    one\n\n   two\n\nb: >+\n  x\n  y\n\n    z\n\nc: |\n d\n",
        "a: >1-\n  b\n c\nd:\n- e\n-\n- f: g\n  h:\n  - i\n",
        "? a\n: b\n? c\n'd': e\n\"f\" : g\n",
        "a: \N{GRINNING FACE} b\nc: '\N{GRINNING FACE}'\n",
        "%TAG ! tag:example.org,2026:\n---\na: !b c\n--- d\n",
        "a: b\r\nc: |\r\n  d\r\n  e\r\rf: g\n",
        "---\na: b\n...\n# c\n",
        "a: 010\nb: -0\nc: 1.50\nd: 0x1f\ne: ~\nf: NULL\ng: no\nh: 1e3\ni: -3.25\nj: 2026-02-30\n",
        "__proto__: a\nconstructor: b\ntoString: {__proto__: c}\n",
    ]
    markdown = ["---\na: b # c\n---\n\n\n# d\n\ne \n", "---\na: b\n--- \n\u202e\n", "---\n---\n", "---\na\n---\nb"]
    named = [(PATH, text) for text in texts] + [("content/vacancies/a.md", text) for text in markdown]
    assert differences(named, tmp_path) == []


SIGNS: list[str] = [*"\n -:#'\"[]{},|>?%@`\t\\é\N{GRINNING FACE}~1“\u202e\ufeff"]
SIGNS += ["  ", "- ", ": ", " #", "&a ", "*a", "!b ", "? ", "---\n", "...\n", "<<"]


def mutated(text: str, chance: random.Random) -> str:
    """A text with a sign or a line gone, a sign put in, or two lines exchanged."""
    lines, place = text.split("\n"), chance.randrange(len(text) + 1)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            return text[:place] + text[place + 1 :]
        case 1:
            return f"{text[:place]}{chance.choice(SIGNS)}{text[place:]}"
        case 2:
            return "\n".join([*lines[:one], *lines[one + 1 :]])
        case _:
            lines[one], lines[other] = lines[other], lines[one]
            return "\n".join(lines)


def test_whatever_is_mistyped_is_read_alike(tmp_path: Path) -> None:
    """Of a thousand slips in good records and a thousand heaps of signs each is told as Python tells it."""
    chance = random.Random(4)
    records = [(path, text) for path, text in good() if len(text) < 4000]
    assert any(path.endswith(".md") for path, _ in records)
    slips = [(path, mutated(text, chance)) for path, text in chance.choices(records, k=1000)]
    parts = [*SIGNS, "a: ", "b", "\n", "\n  ", "- "]
    heaps = ["".join(chance.choices(parts, k=chance.randrange(14))) for _ in range(1000)]
    assert differences([*slips, *((PATH, text) for text in heaps)], tmp_path) == []


def test_a_long_record_is_read_and_written_while_somebody_types() -> None:
    """The longest of the project's own, 14 KB: below ten milliseconds each, as the middle of some tries."""
    longest = max((text for _, text in files_in(PROJECT / "content")), key=len)
    work = """(() => {
      const times = { read: [], write: [] }
      for (let turn = 0; turn < 41; turn++) {
        const start = performance.now()
        const { data, comments } = portal.form.read(it.text, 'a.yaml')
        const between = performance.now()
        portal.form.write(data, it.schema, { comments })
        times.read.push(between - start)
        times.write.push(performance.now() - between)
      }
      return Object.values(times).map(of => of.sort((one, other) => one - other)[20])
    })()"""
    read, write = from_record(work, {"text": longest, "schema": SCHEMA})
    assert len(longest) > 13_000
    assert max(read, write) < 10, (read, write)


# --- writing -----------------------------------------------------------------------------------------


def test_both_writers_write_the_same_bytes(tmp_path: Path) -> None:
    """Of every good record with its comments; what is written is read back, and written again as it was."""
    texts = [(path, text) for path, text in good() if "/vacancies/" in path]
    work = """it.texts.map(([path, text]) => {
      const { data, comments } = portal.form.read(text, path)
      const written = portal.form.write(data, it.schema, { comments, path })
      const again = portal.form.read(written, path)
      const twice = portal.form.write(again.data, it.schema, { comments: again.comments, path })
      return { data, comments, written, twice, found: again.diagnostics }
    })"""
    for (path, _), known in zip(texts, from_record(work, {"texts": texts, "schema": SCHEMA}), strict=True):
        assert known["found"] == [], path
        assert known["written"] == emitted(known["data"], SCHEMA, comments=known["comments"], path=path), path
        assert known["twice"] == known["written"], path
        assert json.loads(json.dumps(read_by_python(path, known["written"], tmp_path)["data"])) == known["data"], path


def test_both_write_any_text_alike(tmp_path: Path) -> None:
    """As a field, in a list, in a list in a list, and as an unknown field's name."""
    records: list[dict[str, Any]] = [{"title": text, "sections": [{"heading": text}, text, [text]]} for text in ODD]
    records += [{"pay": {text or "a": 1}, "pattern": [text], "benefits": ["a", text], "x": None} for text in ODD]
    records += [{"pay": {"min": number}} for number in (0, -3, 18.03, 37.0, 10**12, 0.1)]
    work = "it.records.map(one => portal.form.write(one, it.schema))"
    written = from_record(work, {"records": records, "schema": SCHEMA})
    for record, text in zip(records, written, strict=True):
        assert text == emitted(record, SCHEMA)
        known = read_by_python(PATH, text, tmp_path)
        assert known["data"] == record
        assert known["diagnostics"] == []


# --- comments ----------------------------------------------------------------------------------------

COMMENTED = """\
# yaml-language-server: $schema=../../schema/vacancy.schema.json
# Of the whole.
#
# Still of the whole.

# Above the title.
title: A  # beside the title
# Above pay,
#   two lines.
pay:
  # Above min.
  min: 1
sections:
  # Above the first section.
  - heading: B
    # Above the text.
    text: >- # beside an indicator
      # no comment
      but text
  - kind: note # beside the second
pattern:
  - part_time
  # Above the second.
  - job_share
settings: [a, # in a list
  b]
# At the end.
"""


def test_comments_are_kept_at_what_they_are_about() -> None:
    """Each by the field or item below it, or before it on its line; the line for editors is not one of them."""
    (known,) = read_by_script([(PATH, COMMENTED)])
    assert known["comments"] == {
        "": ["Of the whole.", "", "Still of the whole."],
        "/title": ["Above the title.", "beside the title"],
        "/pay": ["Above pay,", "  two lines."],
        "/pay/min": ["Above min."],
        "/sections/0": ["Above the first section."],
        "/sections/0/text": ["Above the text.", "beside an indicator"],
        "/sections/1/kind": ["beside the second"],
        "/pattern/1": ["Above the second."],
        "/settings/0": ["in a list"],
        "/-": ["At the end."],
    }


def test_no_comment_is_lost_when_a_record_is_written_again() -> None:
    """Every word of every comment is there, and reading and writing again changes nothing."""
    work = """it.texts.map(([path, text]) => {
      const { data, comments } = portal.form.read(text, path)
      const written = portal.form.write(data, it.schema, { comments, path })
      return { comments, written, again: portal.form.read(written, path).comments }
    })"""
    template = (PROJECT / "content" / "vacancies" / "_template.yaml").read_text("utf-8")
    texts = [(PATH, COMMENTED), ("content/vacancies/a.md", f"---\n{COMMENTED}---\nText.\n"), (PATH, template)]
    for known in from_record(work, {"texts": texts, "schema": SCHEMA}):
        lines = [line for lines in known["comments"].values() for line in lines]
        assert len(lines) > 10
        assert all(f"# {line}".rstrip() in known["written"] for line in lines)
        notes = {"Readers' ticks hang on an id: never change it, even when you reword or move the criterion."}
        assert sorted({*lines} - notes) == sorted({line for lines in known["again"].values() for line in lines} - notes)
        assert known["written"].count("yaml-language-server") == 1
        assert known["written"].count("Readers' ticks hang") <= 1


def test_comments_go_with_what_they_are_about() -> None:
    """An item that moved takes its comments along; those of what is gone stand above what it was part of."""
    before = {
        "title": "A",
        "pay": {"min": 1, "max": 2},
        "benefits": ["a", "b", "c"],
        "person_specification": {"groups": [{"criteria": [{"id": "x", "text": "X"}, {"id": "y", "text": "Y"}]}]},
    }
    after = {
        "pay": {"min": 1},
        "benefits": ["c", "a"],
        "person_specification": {"groups": [{"criteria": [{"id": "y", "text": "Z"}, {"id": "x", "text": "X"}]}]},
    }
    criteria = "/person_specification/groups/0/criteria"
    pointers = ["", "/title", "/pay/max", "/benefits/1", "/benefits/2", f"{criteria}/1", f"{criteria}/0/text", "/-"]
    given = {"before": before, "after": after, "comments": {pointer: [f"Of {pointer}"] for pointer in pointers}}
    work = "[portal.form.write(it.after, it.schema, { comments: it.comments, before: it.before })]"
    (text,) = from_record(f"(() => {{ return {work} }})()", {**given, "schema": SCHEMA})
    (known,) = read_by_script([(PATH, text)])
    assert known["data"] == after
    note = SCHEMA["properties"]["person_specification"]["properties"]["groups"]["items"]["properties"]["criteria"]
    assert known["comments"] == {
        "": ["Of"],
        "/pay": ["Of /pay/max"],
        "/benefits": ["Of /benefits/1"],
        "/benefits/0": ["Of /benefits/2"],
        f"{criteria}/0": [f"Of {criteria}/1", note["items"]["properties"]["id"]["x-comment"]],
        f"{criteria}/1/text": [f"Of {criteria}/0/text"],
        "/-": ["Of /title", "Of /-"],
    }


def test_both_settle_the_comments_of_what_is_gone_alike() -> None:
    """Above what it was part of, or at the end."""
    record = {"pay": {"min": 1}, "benefits": ["a"], "x/y": "z"}
    pointers = ["/title", "/pay/max", "/benefits/1", "/benefits/length", "/benefits/0/a", "/pay/min/0", "/x~1y", "/a/b"]
    comments = {pointer: [pointer] for pointer in pointers}
    work = "portal.form.write(it.record, it.schema, { comments: it.comments })"
    text = from_record(work, {"record": record, "comments": comments, "schema": SCHEMA})
    assert text == emitted(record, SCHEMA, comments=comments)
    assert all(f"# {pointer}\n" in text for pointer in pointers)
