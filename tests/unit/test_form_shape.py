"""The form's scripts, in Node: of a record's shape they say what a build says, in the same words and places."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from casebook import INVALID, VALID
from node import from_record, needs_node
from recordtexts import placed, told
from samples import PROJECT

from portal.cellar.diagnostics import Diagnostic, nearest, shown
from portal.cellar.source import SourceFile
from portal.load.characters import is_blank
from portal.load.kinds import FOLDERS
from portal.load.record import Record, read_record
from portal.load.slips import slip_before
from portal.validate.dateforms import closing_words, date_words
from portal.validate.schema import read_schemas
from portal.validate.shape import Shape

SCHEMA = read_schemas(PROJECT / "schema")["vacancy"]
SHAPE = Shape(SCHEMA)
KIND = FOLDERS[0]
FIELDS = sorted({path[-1] for path, _ in SCHEMA.fields()})

pytestmark = needs_node


def from_form(work: str, data: Any = None) -> Any:
    """What `work`, the body of a function that knows `form`, `schema` and `given`, hands back."""
    return from_record(f"(({{ given, schema }}) => {{ {work} }})(it)", {"given": data, "schema": SCHEMA.data})


# --- whole records ---------------------------------------------------------------------------------


def told_here(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """The diagnostics as the form has them, in the order in which they are read."""
    return in_order([told(one) for one in diagnostics])


def in_order(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By place, rule and words: the validator's own order means nothing."""
    return sorted(found, key=lambda one: (one["line"], one["column"], one["rule"], one["message"]))


def handed(record: Record) -> dict[str, Any]:
    """A record as the form's reader gives it."""
    parts = {"kind": record.kind, "slug": record.slug, "path": record.path, "data": record.data}
    return {**parts, "place": placed(record.place), "lines": record.source.lines}


def told_there(records: Sequence[Record]) -> list[list[dict[str, Any]]]:
    """What the form says of each of the records."""
    found = from_form("return given.map(record => form.shape(record, schema))", [handed(record) for record in records])
    return [in_order(one) for one in found]


def record_in(text: str, path: str = "content/vacancies/a.yaml") -> Record | None:
    return read_record(KIND, SourceFile(path, text))[0]


def record_of(file: Path) -> Record | None:
    return record_in(file.read_bytes().decode("utf-8", "replace"), f"content/vacancies/{file.name}")


def case_files() -> list[Path]:
    """The records of all cases that are one file."""
    return [file for folder in (INVALID, VALID) for file in sorted(folder.glob("**/*")) if is_vacancy(file)]


def is_vacancy(file: Path) -> bool:
    parts = file.relative_to(PROJECT / "tests" / "cases").parts
    lone = len(parts) == (3 if parts[0] == "invalid" else 2)
    return file.suffix in (".yaml", ".md") and (lone or file.parent.name == "vacancies")


@cache
def cases() -> dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]]:
    """What a build and the form say of the shape of every case that can be read, by file."""
    found = [(file, record) for file in case_files() if (record := record_of(file))]
    there = told_there([record for _, record in found])
    return {
        str(file.relative_to(PROJECT / "tests" / "cases")): (told_here(SHAPE.check(record)), there[number])
        for number, (file, record) in enumerate(found)
    }


@pytest.mark.parametrize("case", [str(file.relative_to(PROJECT / "tests" / "cases")) for file in case_files()])
def test_the_form_says_of_a_case_what_a_build_says(case: str) -> None:
    """Rule, message, label, help, and both ends of the place; a case that cannot be read has no shape."""
    here, there = cases().get(case, ([], []))
    assert there == here


def test_every_rule_of_the_shape_has_its_cases() -> None:
    """So that the test above looks at each kind of message."""
    told = {one["rule"] for here, _ in cases().values() for one in here}
    assert told >= {
        "empty-value",
        "missing-field",
        "not-a-date",
        "not-an-address",
        "not-an-email",
        "out-of-range",
        "repeated-item",
        "too-few",
        "too-long",
        "too-many",
        "too-short",
        "unknown-field",
        "unknown-value",
        "wrong-form",
        "wrong-type",
    }


# --- records that are spoilt by chance -------------------------------------------------------------

GOOD = sorted(
    file
    for folder in ("content", "tests/sites/five/content")
    for file in (PROJECT / folder / "vacancies").iterdir()
    if file.suffix in (".yaml", ".md")
)
ODD: Sequence[Any] = (
    None,
    True,
    False,
    0,
    1,
    -1,
    7.0,
    37.5,
    -0.00001,
    1234567.0,
    99999999999999999.5,
    123456789012345678,
    "",
    "x",
    "yes",
    "No",
    "£45,000",
    "45k",
    "£38,682 to £46,580 per annum",
    "37,5",
    "37½ hours",
    "0.8 WTE",
    "12 months",
    "1.0",
    "8A",
    "Band 7",
    "band_8b",
    "permanent, bank and sessional",
    "Adolescents",
    "per annum",
    "england",
    "salary",
    "reference",
    "work_mode",
    "remote or hybrid",
    "title: of what",
    "31/03/2026",
    "3/31/26",
    "31st March 2026",
    "2026-02-30",
    "2026-3-1",
    "2026-13-01",
    "0000-1-01",
    "0000-01-01",
    "+026-01-01",
    "2026-03-31 at 5pm",
    "2026-03-31T12:00:00Z",
    "until filled",
    "9.30am",
    "noon",
    "se18 3qg",
    "SE183QG",
    "a\nb",
    "17:00\n",
    "jobs@example.org",
    "jobs.@example.org",
    "www.example.org/jobs",
    "https://user@example.org/",
    "https://example.org/a b",
    "https://example.org/é",
    "https://example.org:port/",
    "ftp://example.org/",
    "`quoted`",
    "“Curly”",
    "\u00a0\u2003",
    "🎻 Musiktherapeutin 🎻",
    "words " * 700,
    [],
    {},
    [None],
    [{}],
    ["a"],
    ["yes", "yes"],
    [1, True, 1.0, "1"],
    [{"a": 1.0, "B": 2}, {"B": 2, "a": 1.0}],
    {"a": "b"},
    {"Pension": "5% more: see below"},
    {"a": 1.50},
    {"B": 1, "a": [None, True]},
    {"constructor": "x", "__proto__": "y"},
)


def handles(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every part of `value`, as what holds it and its key or position there."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, part in list(steps):
        yield value, step
        yield from handles(part)


def replaced(chance: random.Random, holder: Any, step: Any) -> None:
    holder[step] = chance.choice(ODD)


def dropped(chance: random.Random, holder: Any, step: Any) -> None:
    del holder[step]


def repeated(chance: random.Random, holder: Any, step: Any) -> None:
    if isinstance(holder, list):
        holder.insert(chance.randrange(len(holder) + 1), holder[step])


def misspelt(chance: random.Random, holder: Any, step: Any) -> None:
    if isinstance(step, str):
        holder[respelt(chance, step)] = holder.pop(step)
    elif isinstance(holder[step], str):
        holder[step] = respelt(chance, holder[step])


def moved(chance: random.Random, holder: Any, step: Any) -> None:
    """A field that stands in another's place."""
    name = chance.choice(FIELDS)
    if isinstance(holder, dict):
        holder[name] = holder.pop(step)


def stretched(chance: random.Random, holder: Any, step: Any) -> None:
    """A text that is cut or goes on; a list with more entries; a larger number."""
    value = holder[step]
    if isinstance(value, str):
        holder[step] = chance.choice((value[: chance.randrange(len(value) + 1)], (value * 100)[:9000], f" {value} "))
    elif isinstance(value, (list, int, float)) and not isinstance(value, bool):
        holder[step] = value * chance.choice((1000, -1, 0, 61))


def respelt(chance: random.Random, word: str) -> str:
    """A word with one slip of the finger or of habit."""
    at = chance.randrange(len(word) + 1)
    slips = (
        word[:at] + word[at + 1 :],
        word[:at] + chance.choice("aeo_-1 ß") + word[at:],
        word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
        word.upper(),
        word.replace("_", " ").title(),
        word.replace("_", "-"),
        f"({word})",
        word.split("_", maxsplit=1)[0],
    )
    return chance.choice(slips)


SPOILERS: Sequence[Callable[[random.Random, Any, Any], None]] = (
    replaced,
    replaced,
    replaced,
    dropped,
    repeated,
    misspelt,
    misspelt,
    moved,
    stretched,
)


def spoilt(number: int) -> Record | None:
    """A good record after a few changes to its values; the same for the same number."""
    chance = random.Random(number)
    data = json.loads(as_json(chance.choice(GOOD)))
    for _ in range(chance.randint(1, 4)):
        if places := list(handles(data)):
            chance.choice(SPOILERS)(chance, *chance.choice(places))
    return record_in(json.dumps(data, ensure_ascii=False, indent=1))


@cache
def as_json(file: Path) -> str:
    record = record_of(file)
    assert record is not None
    return json.dumps(record.data)


def mistyped(number: int) -> Record | None:
    """A good record after a few slips on its lines: most that can be read have a text where there should be more."""
    chance = random.Random(number)
    file = chance.choice(GOOD)
    lines = file.read_text("utf-8").split("\n")
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines))
        lines[at] = slipped(chance, lines[at])
    return record_in("\n".join(lines), f"content/vacancies/{file.name}")


SLIPS = (
    ("- ", "-"),
    ("- ", "–"),
    ("- ", "* "),
    ("- ", "-\t"),
    ("- ", "  "),
    (": ", ":"),
    (": ", "\u00a0: "),
    (": ", ":\u00a0"),
    (":", ""),
    (":", ";"),
    (":", " ="),
    ("  ", ""),
    ("  ", "   "),
    ("  ", "    "),
    ("  ", "\u2003 "),
)


def slipped(chance: random.Random, line: str) -> str:
    old, new = chance.choice([slip for slip in SLIPS if slip[0] in line] or SLIPS)
    return line.replace(old, new, 1)


MANY = 400


@pytest.mark.parametrize("spoil", [spoilt, mistyped])
def test_the_form_says_of_a_spoilt_record_what_a_build_says(spoil: Callable[[int], Record | None]) -> None:
    """Whatever is replaced, dropped, repeated, misspelt, moved, stretched, or mistyped on its line."""
    records = [record for number in range(MANY) if (record := spoil(number))]
    here = [told_here(SHAPE.check(record)) for record in records]
    there = told_there(records)
    unlike = [(one, other) for one, other in zip(here, there, strict=True) if one != other]
    assert not unlike[:1], f"{len(unlike)} of {len(records)}"
    # A list with a line mistyped is often no list to the reader, and is not handed on.
    assert sum(map(bool, here)) > MANY / (20 if spoil is spoilt else 40)
    assert len({one["rule"] for found in here for one in found}) > (9 if spoil is spoilt else 3)


FIGURES = (
    "pay.min",
    "pay.max",
    "hours.a_week",
    "hours.sessions_a_week_min",
    "supervision.hours_a_month",
    "clients.ages.oldest",
    "delivery.sessions_max",
    "duration_months",
)

WORDS_FOR_FIGURES = (
    *("1 year", "2 yrs", "18 months", "6-12 months", "6 weeks", "12 months fixed term", "0 years", "1.5 years"),
    *("3 days", "45 hours a fortnight", "6 hours a day", "30 hours a month", "30 hrs/wk", "30 hours pw", "15hrs p.w."),
    *(
        "22:30",
        "22h 30m",
        "22 hours 20 minutes",
        "22:20",
        "22 1/2",
        "22½",
        "1 3/4 hours",
        "90 minutes",
        "37.5 hours weekly",
    ),
    *(
        "30-37.5",
        "30 – 37.5 hours a week",
        "up to 30 hours",
        "at least 4",
        "8 hours a day, 24 hours a week",
        "16 or 24",
    ),
    *("0.8 WTE", "1.0 WTE (37.5 hours)", "£60,000 FTE", "60%", "4 sessions per week", "4 to 6 sessions", "18+"),
    *("18 and over", "30 hours max", "5 or more", "60 per cent", "20 or less", "£900 a fortnight", "£12 an hour min"),
    *("47,81", "47,8100", "1,2345", "£47,8 a year"),
    *(
        "47810-54710",
        "£47,810 - £54,710 a year",
        "£45-50k",
        "45k to 50k",
        "up to £54,710",
        "from £47,810",
        "max. 30k p.a.",
    ),
    *(
        "£ 30 000",
        "18.03 an hour",
        "£200 per day",
        "12 pounds",
        "12 gbp",
        "TBC",
        "competitive",
        "full time",
        "thirty",
        "???",
    ),
    *(
        "3.5e4 a year",
        "37,5",
        "047",
        "1_000",
        "10 a 20",
        "p 7 pcm",
        "5 per annum",
        "7 daily",
        "7 annually",
        "1/2 2/3",
        "2k k",
    ),
)


def test_words_for_a_figure_are_told_as_a_build_tells_them() -> None:
    """Each in each field of another unit, and in the facts that are made of figures, on one line."""
    pairs = [(name.split("."), words) for name in (*FIGURES, "pay", "hours") for words in WORDS_FOR_FIGURES]
    pairs += [
        ([name], f"Band {band}, {words}")
        for name in ("pay", "hours")
        for band in ("7", "8A", "6-7", "8")
        for words in WORDS_FOR_FIGURES
    ]
    texts = (
        "\n".join(f"{'  ' * depth}{name}:" for depth, name in enumerate(path)) + f" {words}\n" for path, words in pairs
    )
    records = [record for text in texts if (record := record_in(text))]
    here = [told_here(SHAPE.check(record)) for record in records]
    unlike = [(one, other) for one, other in zip(here, told_there(records), strict=True) if one != other]
    assert len(records) == len(pairs)
    assert not unlike[:1], f"{len(unlike)} of {len(records)}"


@pytest.mark.parametrize(
    ("unit", "taken"),
    [
        (
            "months",
            {"6": "6", "6 months": "6", "1 year": "12", "2 years": "24", "6 weeks": "", "6 to 12": "", "1.5 years": ""},
        ),
        (
            "hours a week",
            {"15 hours": "15", "37.5 hours a week": "37.5", "22½": "22.5", "30 hours a month": "", "3 days": ""},
        ),
        ("hours a week", {"4 sessions": "", "0.8 WTE": "", "22:30": "", "37.5 hours (full time)": "", "up to 30": ""}),
        ("hours a month", {"2 hours": "2", "90 minutes": "", "2 hours a week": ""}),
        ("sessions a week", {"4": "4", "4 sessions": "4", "30 hours": "", "4 sessions a month": ""}),
        ("sessions", {"12 sessions": "12", "12 weeks": ""}),
        ("years", {"18": "18", "18 years": "18", "18 months": "", "18+": ""}),
        (
            "pounds",
            {
                "£31,500": "31500",
                "31.5k": "31500",
                "£31,500 a year": "31500",
                "£18.03 an hour": "",
                "31 to 35": "",
                "47,81": "",
            },
        ),
    ],
)
def test_a_figure_is_taken_in_the_unit_of_its_field_alone(unit: str, taken: dict[str, str]) -> None:
    """Whatever else it says stays as it was typed, for the check to speak of."""
    work = "return given.texts.map(text => form.figureIn(text, given.unit))"
    assert from_form(work, {"unit": unit, "texts": [*taken]}) == [*taken.values()]


def test_a_slip_is_found_where_a_build_finds_it() -> None:
    """On the lines up to any one, near it or since any other."""
    asked: list[tuple[Sequence[str], int, int, int | None]] = []
    for number in range(MANY):
        chance = random.Random(number)
        lines = chance.choice(GOOD).read_text("utf-8").split("\n")
        last = chance.randrange(len(lines))
        for at in range(max(0, last - 4), last + 1):
            lines[at] = slipped(chance, lines[at])
        asked.append((lines, chance.choice((0, 1)), last, chance.choice((None, last // 2))))
    here = [
        told_here([found]) if (found := slip_before(SourceFile("a", "\n".join(lines)), first, last, since)) else []
        for lines, first, last, since in asked
    ]
    there = from_form(
        "return given.map(([lines, first, last, since]) =>"
        " [form.slipBefore(lines, 'a', first, last, since ?? undefined)].filter(Boolean))",
        asked,
    )
    assert there == here
    assert sum(map(bool, here)) > MANY / 4


# --- words -----------------------------------------------------------------------------------------


def words_and_slips() -> list[str]:
    chance = random.Random(1)
    made = ["".join(chance.choices("abcd_ -'(é🎻", k=chance.randrange(12))) for _ in range(100)]
    return [*FIELDS, *(respelt(chance, name) for name in FIELDS), *made]


def test_words_are_as_close_as_they_are_to_python() -> None:
    """The letters that two words share, and the order in which ties come."""
    words = words_and_slips()
    pairs = list(zip(words, words[7:], strict=False)) + [(word, word[::-1]) for word in words]
    there = from_form("return given.map(([one, two]) => form.closeness(one, two))", pairs)
    for (one, two), closeness in zip(pairs, there, strict=True):
        ratio = SequenceMatcher(None, one, two).ratio()
        assert closeness == ratio or (closeness == 0 and ratio < 0.65), (one, two)


@pytest.mark.parametrize("codes", [True, False])
def test_the_nearest_words_are_those_of_a_build(codes: bool) -> None:
    """Of all fields, and of the words of each vocabulary."""
    lists = [sorted(SCHEMA.data["properties"]), *(list(terms["enum"]) for terms in vocabularies())]
    asked = [(word, lists[number % len(lists)]) for number, word in enumerate(words_and_slips() * 3)]
    there = from_form(f"return given.map(([word, known]) => form.nearest(word, known, {str(codes).lower()}))", asked)
    assert there == [nearest(word, known, codes=codes) for word, known in asked]


def vocabularies() -> list[Any]:
    return [terms for terms in SCHEMA.data["$defs"].values() if "enum" in terms]


STRANGE = (
    "",
    " ",
    "a\tb\r\n",
    "x" * 61,
    "🎻" * 61,
    "a\u200bb\u200d\u200c",
    "\u202eevil",
    "\u00a0\u3000",
    "\u2800\u00ad",
    "é",
)


def test_a_value_is_shown_as_a_build_shows_it() -> None:
    there = from_form("return given.map(text => [form.shown(text), form.isBlank(text)])", STRANGE)
    assert there == [[shown(text), is_blank(text)] for text in STRANGE]


def test_dates_and_times_are_guessed_as_a_build_guesses_them() -> None:
    chance = random.Random(1)
    texts = [text for text in ODD if isinstance(text, str) and "\n" not in text]
    texts += ["".join(chance.choices("0123 /-.:apmTst,", k=chance.randrange(4, 12))) for _ in range(500)]
    parts = product((1, 13, 2024), ("2", "Feb", "sept"), (29, 31, 2023), "-/ ")
    texts += [f"{one}{sign}{two}{sign}{three}" for one, two, three, sign in parts]
    work = "return given.map(text => [form.dateWords(text), form.closingWords(text)])"
    there = from_form(work, texts)
    assert there == [[[*date_words(text)], closing_words(text)] for text in texts]


# --- what the form may rely on ---------------------------------------------------------------------

KEYWORDS = {
    *("type", "enum", "pattern", "format", "minLength", "maxLength", "minimum", "maximum"),
    *("items", "minItems", "maxItems", "uniqueItems"),
    *("properties", "required", "additionalProperties", "propertyNames", "minProperties", "anyOf", "$ref"),
}
NOTES = {"$schema", "$defs", "title", "description", "examples", "default"}


def nodes(node: Any) -> Iterator[Any]:
    """Every schema within a schema."""
    yield node
    for parts in ("properties", "$defs"):
        for part in node.get(parts, {}).values():
            yield from nodes(part)
    for part in ("items", "additionalProperties", "propertyNames"):
        if isinstance(node.get(part), dict):
            yield from nodes(node[part])
    for part in node.get("anyOf", ()):
        yield from nodes(part)


def test_the_schema_uses_no_keyword_that_the_form_does_not_know() -> None:
    """A new one is to be taught to `40-shape.js` too; what stands beside a `$ref` must not narrow it."""
    every = list(nodes(SCHEMA.data))
    used = {name for node in every for name in node if not name.startswith("x-")} - NOTES
    assert used == KEYWORDS
    assert all(part.keys() == {"required"} for node in every for part in node.get("anyOf", ()))
    assert all(node["propertyNames"].keys() == {"pattern"} for node in every if "propertyNames" in node)
    assert {node["format"] for node in every if "format" in node} == {"date", "uri", "email"}
    assert not {name for node in every if "$ref" in node for name in node} & (KEYWORDS - {"$ref"})
