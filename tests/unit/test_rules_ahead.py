"""Looks ahead: before a rule looks at each text of a record it looks at all at once, and this hides no mistake."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.cellar.diagnostics import Diagnostic
from portal.cellar.source import SourceFile
from portal.load.characters import is_blank
from portal.load.content import load_content
from portal.load.kinds import FILES, FOLDERS
from portal.load.record import Record, read_record
from portal.validate import rules
from portal.validate.language import Language, language_of
from portal.validate.rules import facts, sentences, words
from portal.validate.schema import read_schemas

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
KINDS = {kind.name: kind for kind in (*FOLDERS, *FILES)}
SCHEMAS = read_schemas(ROOT / "schema")
LANGUAGE = language_of(load_content(ROOT).records, SCHEMAS)


def told(record: Record) -> list[Diagnostic]:
    """What the rules on one record say of it."""
    found = [mistake for rule in (*rules.EVERY, *rules.VACANCY) for mistake in rule(record)]
    return found + [mistake for rule in rules.LANGUAGE for mistake in rule(record, LANGUAGE)]


def told_without_looking_ahead(record: Record) -> list[Diagnostic]:
    """The same where each rule looks at each text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Record, "may_hold", lambda *_: True)
        patch.setattr(Record, "may_match", lambda *_: True)
        patch.setattr(Language, "may_stand_in", lambda *_: True)
        patch.setattr(Language, "unexplained", lambda *_: [""])
        patch.setattr(facts, "_TO_FILL_IN", frozenset())
        patch.setattr(words, "_may_stand_alone", lambda *_: True)
        patch.setattr(sentences, "_MAY_SHOW", re.compile(""))
        return told(record)


def cases() -> list[Path]:
    return sorted(file for file in CASES.rglob("*") if file.suffix in (".yaml", ".md"))


def test_no_mistake_of_the_cases_is_hidden() -> None:
    """For every mistake that there is a case of."""
    found = 0
    for file in cases():
        kind = next((kind for kind in FOLDERS if kind.folder == file.parent.name), KINDS["vacancy"])
        text = file.read_text("utf-8", "replace")
        made, _ = read_record(kind, SourceFile(f"content/{kind.folder}/{file.name}", text))
        if made is not None:
            assert told(made) == told_without_looking_ahead(made), file
            found += len(told(made))
    assert found > 200


TELLING = (
    *(
        "TODO",
        "FIXME",
        "XXXXX",
        "lorem ipsum",
        "FILL IN",
        "tbc",
        " ",
        "\u3164",
        "Exampleton",
        "Example House",
        "Sampleford",
    ),
    *("<b>", "[here](https://example.org)", "![](a.png)", "[a](javascript:b)", "[a]: b:c", "<https://example.org>"),
    *("# One", "### Deep", "\n", "07700 900123", "+44 (0)7700 900123", "j.doe@gmail.com", "jo.doe@trust.example"),
    *("ABCD", "ABCDs", "the All Big Cats (ABCD)", "EX-123", "R&D", "A B", "PhD", "NHS", "IV", "PLEASE READ", "ÉABC"),
    *(
        "salesman",
        "\u017falesman",
        "he/she",
        "s/he",
        "young  and dynamic",
        "“guru”",
        "guru\u0301",
        "rock star's",
        "_guru",
    ),
    *("and/or", "as well as experience of", "good and registered with", "able; willing; a; b", ". You must do."),
    *("and is experienced in", "\u212a", "é", "’", "7", "0", "-", "(", "\0", "https://example.org/CBTX"),
)
"""Words and signs on which some rule hangs, and others that make one of them into something else."""

TEXTS = st.lists(st.sampled_from(TELLING) | st.sampled_from(["", " ", "a", ", "]) | st.text(max_size=4), max_size=6)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        name: TEXTS.map("".join)
        for name in ("title", "employer", "reference", "summary", "description", "organisation", "purpose", "criterion")
    },
)


@settings(max_examples=300, deadline=None)
@given(FIELDS)
def test_nothing_is_hidden_in_any_text(texts: dict[str, str]) -> None:
    """However the telling words stand beside one another, escaped or not."""
    data: dict[str, Any] = {name: text for name, text in texts.items() if name != "criterion"}
    criterion = {"id": "a", "text": texts.get("criterion", "")}
    data["person_specification"] = {"groups": [{"criteria": [criterion]}]}
    for plain in (True, False):
        source = SourceFile("content/vacancies/a.yaml", json.dumps(data, ensure_ascii=plain, indent=1))
        made, _ = read_record(KINDS["vacancy"], source)
        if made is not None:
            assert told(made) == told_without_looking_ahead(made)


@given(st.lists(st.text(max_size=5), max_size=5))
def test_a_blank_text_is_seen_among_others(texts: list[str]) -> None:
    """At the start, at the end, and beside another."""
    made = Record("vacancy", "a", "a.yaml", {"systems": texts}, source=SourceFile("a.yaml", ""), head="")
    found = [mistake.message for mistake in rules.text.empty_value(made)]
    assert len(found) == sum(map(is_blank, texts))


def test_words_without_a_plain_letter_can_be_on_the_wording_list() -> None:
    """There is no plain word that would tell of them."""
    text = "vague:\n  - words: [żółć, ŵ]\n    why: it is\n    instead: say\n    source: https://example.org/\n"
    wording, _ = read_record(KINDS["wording"], SourceFile("content/wording.yaml", text))
    assert wording is not None
    language = language_of([wording], SCHEMAS)
    assert language.may_stand_in("To be Ŵ, or not")
    assert not language.may_stand_in("To be w, or not")
