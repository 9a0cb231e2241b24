"""The form's changes to a record, in Node: written into its text, so that a reviewer sees them and nothing else."""

from __future__ import annotations

import copy
import difflib
import json
import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from node import from_record, needs_node
from recordtexts import ODD, PATH, SCHEMA, Text, good, read_by_python, read_by_script

MARKDOWN = "content/vacancies/a.md"
Step = str | int
Pointer = tuple[Step, ...]

pytestmark = needs_node

AMEND = """(() => {
  const { write } = form
  let anew = 0
  form.write = Object.assign((...given) => { anew++; return write(...given) }, write)
  return it.changes.map(([text, data, path]) => {
    anew = 0
    const made = form.amend(text, form.read(text, path), data, it.schema, path)
    const { data: back, comments } = form.read(made, path)
    return { text: made, back, comments, anew }
  })
})()"""


def amended(changes: list[tuple[str, Any, str]]) -> list[dict[str, Any]]:
    """What each text becomes with its values, what that is read as, and whether the whole was written anew."""
    return list(from_record(AMEND, {"changes": changes, "schema": SCHEMA}))


def amend(text: str, change: Any, path: str = PATH) -> str:
    """`text` after `change`, which is done to its values; it must be read as these, and not written anew."""
    (reading,) = read_by_script([(path, text)])
    assert reading["data"] is not None, reading["diagnostics"]
    data = reading["data"]
    change(data)
    (made,) = amended([(text, data, path)])
    assert made["back"] == data
    assert not made["anew"]
    return str(made["text"])


def changed_lines(before: str, after: str) -> list[str]:
    """The lines that a diff shows, each with its sign."""
    shown = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in shown if line[0] in "+-"]


# --- what stays --------------------------------------------------------------------------------------


@cache
def records() -> list[Text]:
    """Every good vacancy that there is to try."""
    return [(path, text) for path, text in good() if "/vacancies/" in path]


@cache
def readings() -> list[dict[str, Any]]:
    return read_by_script(records())


def test_without_a_change_the_bytes_are_the_same() -> None:
    """Of the project's records, the tests' and a demonstration's, whatever their layout."""
    changes = [(text, known["data"], path) for (path, text), known in zip(records(), readings(), strict=True)]
    assert len(changes) > 130
    made = amended(changes)
    assert [path for (text, _, path), one in zip(changes, made, strict=True) if one["text"] != text] == []


def test_a_change_of_a_field_is_one_line_in_every_record() -> None:
    """And that of a field that is only set for the test: its line alone is new."""
    texts = [(text, dict(known["data"]), path) for (path, text), known in zip(records(), readings(), strict=True)]
    titled = [(text, {**data, "title": "Another title"}, path) for text, data, path in texts]
    added = [(text, {**data, "unheard_of": "a"}, path) for text, data, path in texts]
    for (text, data, path), made in zip([*titled, *added], amended([*titled, *added]), strict=True):
        assert made["back"] == data, path
        assert not made["anew"], path
        new = [line.replace("\ufeff", "").replace('"title"', "title") for line in changed_lines(text, made["text"])]
        assert [line for line in new if line[0] == "+" and line[2:]] in (
            ["+ title: Another title"],
            ["+ unheard_of: a"],
        ), path


RECORD = """\
# yaml-language-server: $schema=../../schema/vacancy.schema.json
# Of the whole.

# Of the title.
title:   "Play Therapist"   # beside the title
employer: oxleas
summary: >-   # beside the summary
    A first line of the summary, which is folded at some width that is not the house's,
    a second line of it, which has another sentence. And here is one more sentence,
    and a third and last line.

benefits:
- Parking, and a text that goes on below the line of its dash, as people write, in a
  plain way
# Of the second benefit.
- A second benefit
- 'A third'

pay:
    # Of the least.
    min: 100.50   # beside the least
    max: 0200x
settings: [ "a school",  a clinic ]
person_specification:
  groups:
    - heading: Experience
      criteria:
        # Readers' ticks hang on an id: never change it, even when you reword or move the criterion.
        - id: one
          text: The first.
          level: essential

        # Of the second.
        - id: two
          level:   essential
          text: The second.
        - {id: three, text: The third., level: desirable}
# Of nothing.
odd: [1,
  2]   # in the odd
"""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            "data.title = 'Another'",
            ['- title:   "Play Therapist"   # beside the title', "+ title: Another   # beside the title"],
        ),
        (
            "data.summary = data.summary.replace('another sentence', 'other words')",
            [
                "-     a second line of it, which has another sentence. And here is one more sentence,",
                "+     a second line of it, which has other words. And here is one more sentence,",
            ],
        ),
        (
            "data.summary += ' Nothing more.'",
            ["-     and a third and last line.", "+     and a third and last line. Nothing more."],
        ),
        (
            "data.benefits[0] = data.benefits[0].replace('people', 'they')",
            [
                "- - Parking, and a text that goes on below the line of its dash, as people write, in a",
                "+ - Parking, and a text that goes on below the line of its dash, as they write, in a",
            ],
        ),
        ("data.benefits.splice(1, 1)", ["- # Of the second benefit.", "- - A second benefit"]),
        ("data.benefits.push('New')", ["+ - New"]),
        ("data.benefits.unshift('New')", ["+ - New"]),
        ("data.benefits.reverse()", None),
        ("data.pay.min = 99", ["-     min: 100.50   # beside the least", "+     min: 99   # beside the least"]),
        ("delete data.pay.min", ["-     # Of the least.", "-     min: 100.50   # beside the least"]),
        ("data.pay.period = 'year'", ["+     period: year"]),
        ("data.pay.basis = 'x'", ["+     basis: x"]),
        (
            "data.settings.push('a hospital')",
            ['- settings: [ "a school",  a clinic ]', "+ settings: [a school, a clinic, a hospital]"],
        ),
        (
            "data.person_specification.groups[0].criteria[1].text = 'Else.'",
            ["-           text: The second.", "+           text: Else."],
        ),
        (
            "data.person_specification.groups[0].criteria.splice(0, 1)",
            ["-         - id: one", "-           text: The first.", "-           level: essential", "- "],
        ),
        ("delete data.employer", ["- employer: oxleas"]),
        ("data.reference = 'A-1'", ["+ reference: A-1"]),
        ("delete data.odd", ["- # Of nothing.", "- odd: [1,", "-   2]   # in the odd"]),
        ("data.odd = 1", ["- odd: [1,", "+ odd: 1", "-   2]   # in the odd"]),
    ],
)
def test_a_diff_shows_the_change_and_no_more(change: str, expected: list[str] | None) -> None:
    """In a record as people write them, each by their own ways."""
    for path, text in ((PATH, RECORD), (MARKDOWN, f"---\n{RECORD}---\n\nWords.\n")):
        work = "(() => { const { data } = form.read(it.text, it.path); " + change + "; return data })()"
        data = from_record(work, {"text": text, "path": path})
        (made,) = amended([(text, data, path)])
        assert made["back"] == data
        assert not made["anew"]
        shown = changed_lines(text, made["text"])
        if expected is None:
            assert sorted(made["text"].splitlines()) == sorted(text.splitlines())
        else:
            assert shown == expected


BODY = """\
---
title: A   # the title
---


# Heading

One paragraph,
on two lines.

Another one.


"""


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("data.title = 'B'", ["- title: A   # the title", "+ title: B   # the title"]),
        ("data.description = data.description.replace('two', '2')", ["- on two lines.", "+ on 2 lines."]),
        ("data.description += '\\nA third.\\n'", ["+ A third.", "+ "]),
        ("data.description = 'All new.'", None),
        ("delete data.description", None),
    ],
)
def test_a_body_is_amended_like_the_fields(change: str, expected: list[str] | None) -> None:
    """In an `.md` file, with breaks of either kind; the empty lines around it stay."""
    for text in (BODY, BODY.replace("\n", "\r\n")):
        work = f"(() => {{ const {{ data }} = form.read(it, 'a.md'); {change}; return data }})()"
        (made,) = amended([(text, from_record(work, text), MARKDOWN)])
        assert not made["anew"]
        assert made["text"].count("\r\n") in (0, made["text"].count("\n"))
        if expected is not None:
            assert changed_lines(text, made["text"]) == expected
        else:
            assert made["text"].splitlines()[:3] == text.splitlines()[:3]


def test_a_body_comes_to_a_file_without_one_and_a_record_takes_another_ending() -> None:
    """The front matter stays; where the file is to be of the other kind, it is written anew."""
    head = "---\ntitle:   A\n---\n"
    (body,) = amended([(head, {"title": "A", "description": "One.\n"}, MARKDOWN)])
    assert body["text"] == f"{head}\nOne.\n"
    work = "form.amend(it.text, form.read(it.text, 'a.md'), { title: 'A' }, it.schema, 'a.yaml')"
    assert from_record(work, {"text": head, "schema": SCHEMA}).endswith(".schema.json\ntitle: A\n")


# --- whatever is changed -----------------------------------------------------------------------------

EDITS = 2000
FLOW = ("[", "{")


class Editor:
    """Changes one thing in the values of a record, and knows between which lines its text may change then."""

    def __init__(self, text: str, reading: dict[str, Any], chance: random.Random) -> None:
        self.lines, self.chance = text.removeprefix("\ufeff").splitlines(), chance
        self.data, self.place = copy.deepcopy(reading["data"]), reading["place"]
        self.body = "description" in self.data and "description" not in self.place["keys"]
        self.starts: dict[Pointer, int] = {}
        self.find(self.data, self.place, ())
        self.order = sorted(self.starts, key=lambda pointer: (self.starts[pointer], len(pointer)))

    def find(self, value: Any, place: dict[str, Any], pointer: Pointer) -> None:
        """Where each field and item begins that is not between brackets."""
        for step in range(len(value)) if isinstance(value, list) else place["keys"]:
            part = place["parts"][str(step)]
            line = (part["mark"] if isinstance(value, list) else place["keys"][step])[0]
            self.starts[(*pointer, step)] = line
            opened = self.lines[part["mark"][0]][part["mark"][1] :][:1]
            if isinstance(value[step], dict | list) and value[step] and opened not in FLOW:
                self.find(value[step], part, (*pointer, step))

    def at(self, pointer: Pointer) -> Any:
        value = self.data
        for step in pointer:
            value = value[step]
        return value

    def block(self, pointer: Pointer) -> tuple[int, int]:
        """The lines between which `pointer` stands, with the comments and empty lines around it."""
        inside = [place for place in self.order if place[: len(pointer)] == pointer]
        first, last = self.order.index(inside[0]), self.order.index(inside[-1])
        before = [place for place in self.order[:first] if self.starts[place] < self.starts[inside[0]]]
        after = self.order[last + 1 :]
        return (
            self.starts[before[-1]] + 1 if before else 0,
            self.starts[after[0]] if after else len(self.lines),
        )

    def edit(self) -> tuple[int, int]:
        """Changes something."""
        pointer = self.chance.choice(self.order)
        owner, step, block = self.at(pointer[:-1]), pointer[-1], self.block(pointer)
        match self.chance.randrange(6):
            case 0 if len(owner) > 1:
                del owner[step]
                # The next field comes to stand behind the dash.
                if isinstance(owner, dict) and self.starts.get(pointer[:-1]) == self.starts[pointer]:
                    return self.block(pointer[:-1])
            case 1 if isinstance(owner, list) and len(owner) > 1:
                self.chance.shuffle(owner)
                return self.block(pointer[:-1])
            case 2 if isinstance(owner, list):
                owner.insert(self.chance.randrange(len(owner) + 1), self.chance.choice([{"text": "a"}, *ODD]))
                return self.block(pointer[:-1])
            case 3 if isinstance(owner, dict):
                owner[self.chance.choice(["unheard_of", "it's", "note", "text"])] = self.chance.choice([1, ["a"], *ODD])
                return self.block(pointer[:-1]) if len(pointer) > 1 else (0, len(self.lines))
            case 4 if isinstance(owner[step], str):
                owner[step] = self.reworded(owner[step])
            case _:
                owner[step] = self.chance.choice([None, True, -1, 0.25, {}, [], {"a": "b"}, ["a", "b c"], *ODD])
        return block

    def reworded(self, text: str) -> str:
        words = text.split(" ")
        place = self.chance.randrange(len(words) + 1)
        match self.chance.randrange(4):
            case 0:
                return " ".join([*words[:place], "and", "more", *words[place:]])
            case 1 if len(words) > 1:
                return " ".join(words[: place - 1] + words[place:]) if place else " ".join(words[1:])
            case 2:
                return f"{text} One more sentence, which is long enough to go to another line, if the text was long."
            case _:
                return text.replace(" ", "\n", 1)


def test_whatever_is_changed_is_read_back_and_nothing_else_is_touched(tmp_path: Path) -> None:
    """Of two thousand edits: fields and items are set, reworded, deleted, added and put in another order."""
    chance = random.Random(5)
    texts = [
        *((path, text, known) for (path, text), known in zip(records(), readings(), strict=True) if len(text) < 9000)
    ]
    (odd,) = read_by_script([(PATH, RECORD)])
    texts += [(PATH, RECORD, odd)] * (len(texts) // 2)
    changes, blocks = [], []
    for path, text, known in chance.choices(texts, k=EDITS):
        editor = Editor(text, known, chance)
        blocks.append(editor.edit())
        changes.append((text, editor.data, path))
    made = amended(changes)
    wrong = [number for number in range(EDITS) if made[number]["back"] != changes[number][1]]
    assert wrong == []
    anew = [number for number in range(EDITS) if made[number]["anew"]]
    assert len(anew) <= EDITS // 200, len(anew)
    for number, ((text, _, _), (first, last)) in enumerate(zip(changes, blocks, strict=True)):
        before, after = (it.removeprefix("\ufeff").splitlines() for it in (text, made[number]["text"]))
        if number in anew or before == after:
            continue
        behind = len(before) - last
        assert after[:first] == before[:first], made[number]["text"]
        assert after[len(after) - behind :] == before[last:], made[number]["text"]
    for (_, data, path), one in list(zip(changes, made, strict=True))[::8]:
        assert json.loads(json.dumps(read_by_python(path, one["text"], tmp_path)["data"])) == data


def test_many_changes_together_are_read_back() -> None:
    """Of three hundred records that were changed in some ten places each, and are seldom written anew for it."""
    chance = random.Random(6)
    changes = []
    whole = [it for it in zip(records(), readings(), strict=True) if not it[0][0].endswith(".md")]
    for (path, text), known in chance.choices(whole, k=300):
        data = copy.deepcopy(known["data"])
        for _ in range(10):
            alter(data, chance)
        changes.append((text, data, path))
    made = amended(changes)
    assert [one["back"] for one in made] == [data for _, data, _ in changes]
    assert sum(one["anew"] for one in made) <= 3


def alter(data: Any, chance: random.Random) -> None:
    """Changes something somewhere in `data`."""
    value = data
    while True:
        steps = list(value) if isinstance(value, dict) else list(range(len(value)))
        step = chance.choice(steps)
        if not isinstance(value[step], dict | list) or not value[step] or chance.random() < 0.2:
            break
        value = value[step]
    if len(steps) > 1 and chance.random() < 0.3:
        del value[step]
    elif isinstance(value, list) and chance.random() < 0.5:
        chance.shuffle(value)
    elif isinstance(value, list):
        value.insert(chance.randrange(len(steps) + 1), chance.choice([{"text": "a"}, *ODD]))
    else:
        value[step] = chance.choice([None, True, -1, {}, [], {"a": "b"}, ["a", "b c"], *ODD])


def test_a_long_record_is_amended_while_somebody_types() -> None:
    """21 KB with a sentence changed in the middle: below ten milliseconds, when nothing else slows it."""
    longest = max((text for _, text in records()), key=len)
    work = """(() => {
      const reading = form.read(it.text, 'a.yaml')
      const times = []
      for (let turn = 0; turn < 41; turn++) {
        const data = { ...reading.data, summary: `${reading.data.summary} And ${turn} more words.` }
        const start = performance.now()
        form.amend(it.text, reading, data, it.schema, 'a.yaml')
        times.push(performance.now() - start)
      }
      return times.sort((one, other) => one - other)[10]
    })()"""
    taken = from_record(work, {"text": longest, "schema": SCHEMA})
    assert len(longest) > 21_000
    assert taken < 10, taken
