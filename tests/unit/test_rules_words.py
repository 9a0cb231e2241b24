"""Rules on words: what they find, and above all what they leave alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.cellar.diagnostics import Diagnostic
from portal.cellar.source import SourceFile
from portal.load.content import load_content
from portal.load.kinds import FILES, FOLDERS
from portal.load.record import Record, read_record
from portal.validate.language import LISTS, Language, language_of
from portal.validate.rules import markup, sentences, words
from portal.validate.schema import read_schemas

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = read_schemas(ROOT / "schema")
KINDS = {kind.name: kind for kind in (*FOLDERS, *FILES)}


def record(data: object, kind: str = "vacancy") -> Record:
    """A record of `data`, which is written as JSON: all of JSON is YAML that we read."""
    source = SourceFile(f"content/{KINDS[kind].folder}/a.yaml", json.dumps(data, ensure_ascii=False, indent=1))
    made, diagnostics = read_record(KINDS[kind], source)
    assert made is not None, diagnostics
    return made


GLOSSARY = {
    "terms": {"DBT": {"expansion": "dialectical behaviour therapy"}, "CYP": {"expansion": "x", "synonyms": ["CAP"]}}
}
ENTRY = {"why": "it can exclude people", "instead": "say what is needed", "source": "https://www.example.org/"}
WORDING = {
    "discriminates": [{"words": ["recent graduate", "girl's job"], **ENTRY}, {"words": ["handyman"], **ENTRY}],
    "vague": [{"words": ["fast-paced", "ASAP"], **ENTRY}],
}
LANGUAGE = language_of([record(GLOSSARY, "glossary"), record(WORDING, "wording")], SCHEMAS)


def shorts(data: Mapping[str, Any] | str, language: Language = LANGUAGE) -> list[str]:
    """The abbreviations that a vacancy does not explain; a text alone is its summary."""
    made = record({"summary": data} if isinstance(data, str) else data)
    return [found.message.split("`")[1] for found in words.abbreviation_unknown(made, language)]


def doubted(data: Mapping[str, Any] | str, kind: str = "vacancy") -> list[tuple[str, str]]:
    """The words in doubt in a record, each with its rule."""
    made = record({"summary": data} if isinstance(data, str) else data, kind)
    return [(found.rule, found.message.split("`")[1]) for found in words.wording_in_doubt(made, LANGUAGE)]


# --- abbreviations ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "DBT in the NHS, and DBTs.",
        "CAP, a synonym, and HCPC, a body that its vocabulary explains.",
        "Eye movement desensitisation and reprocessing (EMDR), then EMDR again.",
        "Mental Health Treatment Requirements (MHTRs)",
        "Improving access (the IAPT programme), and IAPT (improving access to psychological therapies).",
        "Part IV and part XII of the form.",
        "You MUST apply, and do NOT telephone.",
        "PLEASE READ THIS FIRST",
        "The reference is 333-J-KC-0899, room B12, M25, KT1 1AA.",
        "Read <https://www.example.org/NHSE/ESR> or write to SLT@example.org, see `CODE`.",
        "The advert says “BAPC”, and nothing more.",
        "R&D at AT&T, PhD, McDonald, SystmOne and Wi-Fi.",
        "INTERPROFESSIONAL",
    ],
)
def test_what_is_explained_or_is_no_abbreviation_is_left_alone(text: str) -> None:
    """Each of these is known, written out, a number, a name, a quotation or a word said loudly."""
    assert shorts(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Offer EMDR and IPT.", ["EMDR", "IPT"]),
        ("Offer EMDR. Teach EMDR.", ["EMDR"]),
        ("Work with PWPs and HCAs.", ["PWP", "HCA"]),
        ("CBT-informed and DBT/EMDR work", ["CBT", "EMDR"]),
        ("Several therapies (EMDR).", ["EMDR"]),
        ("An HCPC IAPT post", ["IAPT"]),
    ],
)
def test_an_abbreviation_that_nothing_explains_is_told_once(text: str, found: list[str]) -> None:
    """It is told where it first stands, whatever stands around it."""
    assert shorts(text) == found


def test_names_and_numbers_hold_no_abbreviations() -> None:
    """What stands in the name of a team, an employer, a place or a system is a name, wherever it is used."""
    named = {"employer": "cnwl", "organisation": {"team": "KCAPS"}, "systems": ["EMIS"], "reference": "AB-CD"}
    place = {"locations": [{"kind": "office", "name": "The QEQM building", "postcode": "ZZ1 1ZZ"}]}
    assert shorts({**named, **place, "summary": "Work in KCAPS of CNWL, at QEQM, with EMIS."}) == []


def test_the_letters_of_an_employers_name_are_its_name() -> None:
    """Whoever reads the employer's name above the text knows what they stand for."""
    slug = {"employer": "central-and-north-west-london"}
    assert shorts({**slug, "summary": "Work for CNWL."}) == []
    assert shorts({"employer": "a", "employer_name": "North Kent Mind", "summary": "Work for NKM, not NKX."}) == ["NKX"]


def test_without_a_glossary_nothing_can_be_said_of_abbreviations() -> None:
    """A glossary that could not be read has its own message, and is not a hundred others."""
    assert shorts("Offer EMDR.", Language()) == []
    assert shorts("Offer EMDR.", language_of([], SCHEMAS)) == []


def test_a_site_names_its_own_common_abbreviations() -> None:
    """`common` in the glossary takes the place of the usual list."""
    own = language_of([record({**GLOSSARY, "common": ["EMDR"]}, "glossary")], SCHEMAS)
    assert shorts("EMDR in the NHS", own) == ["NHS"]


def test_pages_and_employers_are_not_asked_for_a_glossary() -> None:
    """Only a vacancy's page expands abbreviations, and explains them at its foot."""
    for kind in ("page", "employer"):
        assert list(words.abbreviation_unknown(record({"about": "EMDR", "body": "EMDR"}, kind), LANGUAGE)) == []


# --- the wording list ------------------------------------------------------------------------------


def test_listed_words_are_found_whole_and_whatever_their_capitals() -> None:
    """A part of a longer word is another word; a curly apostrophe and a line break make no difference."""
    assert doubted("A HANDYMAN, or a girl’s job.") == [
        ("wording-discriminates", "HANDYMAN"),
        ("wording-discriminates", "girl’s job"),
    ]
    assert doubted("A Fast-paced\nplace.") == [("wording-vague", "Fast-paced")]
    assert doubted("Handymanship, asapp and unfast-paced") == []


def test_quotations_and_names_are_the_sources() -> None:
    """What a source says is shown as it says it."""
    assert doubted('The advert says “fast-paced”, and "recent graduate".') == []
    readings = [{"says": "Begin ASAP.", "where": "line 1"}, {"says": "Begin in May.", "where": "ASAP"}]
    assert doubted({"conflicts": [{"fact": "start_date", "readings": readings}]}) == [("wording-vague", "ASAP")]
    assert doubted({"pay": {"wording": "fast-paced"}, "organisation": {"team": "Handyman"}}) == []


def test_an_employers_text_is_read_and_its_name_is_not() -> None:
    data = {"name": "Handyman Limited", "about": "A recent graduate founded it.", "sector": "charity"}
    assert doubted(data, "employer") == [("wording-discriminates", "recent graduate")]


def test_listed_abbreviations_are_told_by_the_list_alone() -> None:
    """Two messages for one word would make an editor look for a second mistake."""
    assert doubted("Begin ASAP.") == [("wording-vague", "ASAP")]
    assert shorts("Begin ASAP.") == []


def test_a_badly_shaped_list_finds_what_it_can() -> None:
    """Its own mistakes have messages; whatever can be used is used."""
    shapes: list[Any] = [{"discriminates": [7, {"words": "x"}, {"words": [None, "--", "handyman"]}], "vague": "x"}, {}]
    for shape, known in zip(shapes, [{"handyman"}, set()], strict=True):
        assert set(language_of([record(shape or {"a": 1}, "wording")], SCHEMAS).remarks) == known


@given(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=200))
def test_any_text_can_be_looked_through(text: str) -> None:
    """No letter of any alphabet makes a rule stumble."""
    made = record({"summary": f"{text} handyman EMDR {text.upper()} aſap ({text}EMDR)"})
    assert all(
        found.message
        for found in (*words.abbreviation_unknown(made, LANGUAGE), *words.wording_in_doubt(made, LANGUAGE))
    )


def test_our_own_list_says_why_and_what_and_who() -> None:
    """Each entry of `content/wording.yaml` is found as it is written, and names guidance of a public body."""
    language = language_of(load_content(ROOT).records, SCHEMAS)
    assert {remark.kind for remark in language.remarks.values()} == set(LISTS)
    for phrase, remark in language.remarks.items():
        assert [found[1] for found in words.remarked(record({"summary": f"It is {phrase}."}), language)] == [phrase]
        assert remark.source.startswith("https://")
        assert remark.why[0].islower()
        assert not remark.instead.endswith(".")


# --- sentences -------------------------------------------------------------------------------------


def long_ones(summary: str) -> list[str]:
    return [found.message for found in sentences.sentence_too_long(record({"summary": summary}))]


def test_forty_words_are_a_sentence_and_forty_one_are_too_many() -> None:
    forty = " ".join(["word"] * 40)
    assert long_ones(f"{forty}.") == []
    assert long_ones(f"{forty}. A {forty} – .") == ["this sentence of the summary has 41 words"]


def test_a_dot_within_a_sentence_does_not_end_it() -> None:
    """Else a long sentence could hide behind an abbreviation."""
    assert long_ones(" ".join(["word"] * 30) + ", e.g. CBT at St. Mary's with A. N. Other " + " ".join(["word"] * 8))


def hiding(text: str, **more: object) -> list[str]:
    criteria = [{"id": "a", "text": "Warmth."}, {"id": "b", "text": text, **more}]
    made = record({"person_specification": {"groups": [{"criteria": criteria}]}})
    return [found.label for found in sentences.criterion_hides_two(made)]


@pytest.mark.parametrize(
    "text",
    [
        "Knowledge of confidentiality, and the ability to work with it.",
        "Training in, and experience of, other models.",
        "Skills in planning as well as in keeping to a plan.",
        "A degree in psychology; or the equivalent.",
        "Experience of groups. Examples are art groups and walking groups.",
        "Experience with children, e.g. in schools. This may be voluntary.",
        "Registration with the HCPC or BACP.",
    ],
)
def test_one_ability_in_several_words_hides_nothing(text: str) -> None:
    """A list within one ability, an example or an alternative is no second criterion."""
    assert hiding(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Individual and/or group work.",
        "Individual and / or group work.",
        "Experience of groups. You must have a car.",
        "Knowledge of CBT; experience of CAT.",
        "Planning; writing; supervising.",
        "Clinical skills as well as good knowledge of the law.",
    ],
)
def test_two_abilities_in_one_text_are_told_once(text: str) -> None:
    """Once for the criterion, however many signs there are."""
    assert len(hiding(text)) == 1
    assert hiding(text, parts={"rule": "any", "items": ["a", "b"]}) == []


# --- markup ----------------------------------------------------------------------------------------


def marked(rule: Any, text: str, field: str = "description") -> list[Diagnostic]:
    return list(rule(record({field: text})))


def test_a_text_may_begin_with_any_level_and_go_back_up() -> None:
    """On the page its highest headings stand where they should."""
    assert marked(markup.heading_skipped, "### A\n\n#### B\n\n### C\n\n#### D\n\n##### E\n\n### F") == []
    assert marked(markup.heading_skipped, "No. #1 and #2\n\n`## code`") == []
    assert marked(markup.heading_skipped, "## A\n\n#### B", "title") == []


def test_each_skipped_level_is_told_with_the_heading_that_fits() -> None:
    found = marked(markup.heading_skipped, "## A\n\n#### B\n\n## C\n\n##### D")
    assert [each.help for each in found] == ["write `### B`", "write `### D`"]


def test_the_long_texts_are_those_that_the_schemas_call_markdown() -> None:
    """A heading elsewhere is printed as it is typed."""
    for kind in ("vacancy", "employer", "page"):
        for path, field in SCHEMAS[kind].fields():
            steps = tuple(0 if step == "[]" else step for step in path)
            assert markup.is_long(kind, steps) is (field.get("x-format") == "markdown"), path


@pytest.mark.parametrize(
    "text",
    [
        "[the job description](https://www.example.org/here)",
        "[therapy@example.org](mailto:therapy@example.org), [01632 960001](tel:01632960001)",
        "[www.example.org](https://www.example.org/)",
        "`[here](https://www.example.org/)`",
        "[How to apply here](https://www.example.org/)",
    ],
)
def test_a_link_whose_words_say_where_it_leads_is_one(text: str) -> None:
    assert marked(markup.link_without_text, text) == []


@pytest.mark.parametrize(
    "words", ["", " ", "here", "**Here**", "click here!", "→", "Read more…", "https://www.example.org/a"]
)
def test_a_link_that_says_nothing_is_told(words: str) -> None:
    assert len(marked(markup.link_without_text, f"[x](about.html), [{words}](https://www.example.org/)")) == 1


def test_a_picture_is_told_once_and_is_no_link_without_text() -> None:
    """One mistake, one message; an exclamation before a link is none."""
    assert len(marked(markup.image_without_alt, "Look: ![](https://www.example.org/a.png)")) == 1
    assert marked(markup.link_without_text, "Look: ![](https://www.example.org/a.png)") == []
    assert marked(markup.image_without_alt, "Apply! [The form](https://www.example.org/)") == []
    assert marked(markup.image_without_alt, "`![](a.png)`") == []


@pytest.mark.parametrize("kind", ["vacancy", "employer", "page"])
def test_markup_is_looked_at_in_every_kind_of_record(kind: str) -> None:
    field = {"vacancy": "description", "employer": "about", "page": "body"}[kind]
    made = record({field: "# A\n\n### B\n\n[here](about.html) ![](a.png)"}, kind)
    rules = (markup.heading_skipped, markup.link_without_text, markup.image_without_alt)
    assert [found.rule for rule in rules for found in rule(made)] == [
        "heading-skipped",
        "link-without-text",
        "image-without-alt",
    ]


@pytest.mark.parametrize("sign", ["“", "`", "](", "!", "A (", "a@"])
def test_a_text_of_signs_takes_no_longer_than_words(sign: str) -> None:
    """What somebody else proposes is checked too, and must not keep the check busy."""
    made = record({"summary": f"{sign * 20_000} XYZ, fast-paced"})
    begun = process_time()
    for rule in (words.abbreviation_unknown, words.wording_in_doubt):
        list(rule(made, LANGUAGE))
    for own in (sentences.sentence_too_long, markup.link_without_text, markup.image_without_alt):
        list(own(made))
    assert process_time() - begun < 2
