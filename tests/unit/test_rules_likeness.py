"""The rule on texts used twice: copies are found however they are edited, and roles that only share words are not."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from portal.cellar.source import SourceFile
from portal.demo.content import write_content
from portal.load.content import load_content
from portal.load.kinds import FOLDERS
from portal.load.record import Record, read_record
from portal.validate.marking import marks_of
from portal.validate.marks import Register
from portal.validate.rules.likeness import DRAWERS, FEWEST_WORDS, fingerprint, text_used_twice

ROOT = Path(__file__).resolve().parents[2]
VACANCY = next(kind for kind in FOLDERS if kind.name == "vacancy")
WORDS = [f"{first}a{middle}{last}" for first in "bdfgkm" for middle in "lnr" for last in ("e", "is", "ow", "an", "ot")]
ABOUT = "We are a trust with many teams in three counties and we look after all of them in the same way. " * 12


def vacancy(slug: str, **data: Any) -> Record:
    source = SourceFile(f"content/vacancies/{slug}.yaml", json.dumps(data, ensure_ascii=False, indent=1))
    made, diagnostics = read_record(VACANCY, source)
    assert made is not None, diagnostics
    return made


def prose(seed: int, sentences: int = 40) -> list[str]:
    """Sentences of made-up words, the same for the same seed."""
    chance = random.Random(seed)
    return [" ".join(chance.choices(WORDS, k=12)).capitalize() + "." for _ in range(sentences)]


def told(*records: Record) -> list[tuple[str, str]]:
    """The files that are told of, each with the one it is like."""
    register = Register(tuple(map(marks_of, records)), {record.path: record for record in records}.get)
    return [(found.span.path, found.label) for found in text_used_twice(register) if found.span]


def test_a_copy_with_small_edits_is_found() -> None:
    """A sentence left out, one added, a word changed all over: still the same text."""
    one = prose(1)
    other = [*one[:7], *prose(99, 1), *one[8:-1]]
    first, second = vacancy("a", description=" ".join(one)), vacancy("b", description=" ".join(other))
    assert told(first, second) == [("content/vacancies/b.yaml", "compare content/vacancies/a.yaml:2")]


def test_a_vacancy_that_is_advertised_anew_is_another_one() -> None:
    """Where one ended before the other began, nobody could apply to both; a day that nobody states proves nothing."""
    text = " ".join(prose(1))
    past = vacancy("a", description=text, closing_date="2026-01-31")
    later = vacancy("b", description=text, posted="2026-02-01", closing_date="2026-02-28")
    assert told(past, later) == told(later, past) == []
    assert told(past, vacancy("b", description=text, posted="2026-01-31"))
    assert told(past, vacancy("b", description=text, closing_date="2026-02-28"))


def test_the_order_of_the_parts_does_not_matter() -> None:
    """The same duties in another order, and in another field, are the same text."""
    one = prose(2)
    sections = [{"heading": "Duties", "kind": "duties", "items": one[::-1]}]
    assert told(vacancy("a", description=" ".join(one)), vacancy("b", sections=sections))


def test_two_roles_of_one_employer_share_what_it_says_of_itself() -> None:
    """However long a trust's words about itself are, two roles are told apart by their own."""
    sections = [{"heading": "About us", "kind": "about", "text": ABOUT}]
    first = vacancy("a", description=" ".join(prose(3)), sections=sections)
    second = vacancy("b", description=" ".join(prose(4)), sections=sections)
    assert told(first, second) == []
    assert told(vacancy("a", sections=sections), vacancy("b", sections=sections)) == []


def test_a_paragraph_in_common_is_no_copy() -> None:
    """A third of the text may be the employer's usual words, wherever they stand."""
    common = prose(5, 15)
    first = vacancy("a", description=" ".join(common + prose(6, 30)))
    assert told(first, vacancy("b", description=" ".join(common + prose(7, 30)))) == []


def test_of_a_short_text_nothing_is_said() -> None:
    """Two sessional roles may be told in the same two sentences."""
    words = " ".join(WORDS[: FEWEST_WORDS - 30] + WORDS[:29])
    assert fingerprint(vacancy("a", summary=words)) == b""
    assert told(vacancy("a", summary=words), vacancy("b", summary=words)) == []
    assert fingerprint(vacancy("a", summary=f"{words} more")) != b""


def test_of_a_text_with_few_of_the_ends_that_runs_begin_at_nothing_is_said() -> None:
    """As in Welsh: two texts are not alike for one run in common."""
    words = ["bod", "cyn", "gan", "hyd", "iawn", "mewn", "nid", "oll", "pan", "rhan", "sydd", "uwch", "wrth"]
    one, other = (" ".join([*order, "cymdeithas ar gyfer merched"]) for order in (words * 6, words[::-1] * 6))
    assert told(vacancy("a", description=one), vacancy("b", description=other)) == []


def test_what_ended_long_ago_hides_no_copy_among_what_is_open() -> None:
    """However often a role was advertised before, two records of it now are told of."""
    text = " ".join(prose(12))
    past = [
        vacancy(f"a{year}", description=text, posted=f"{year}-01-01", closing_date=f"{year}-02-01")
        for year in range(2000, 2020)
    ]
    now = [vacancy(slug, description=text, posted="2026-01-01", closing_date="2026-02-01") for slug in ("b", "c")]
    assert [path for path, _ in told(*past, *now)] == ["content/vacancies/c.yaml"]


def test_each_copy_is_told_of_once() -> None:
    """Of twenty copies nineteen are told of, each with one other."""
    records = [vacancy(f"v{number:02}", description=" ".join(prose(8))) for number in range(20)]
    assert len(told(*records)) == 19


@pytest.mark.parametrize(
    "data", [{}, {"summary": 7, "sections": [None, {"items": {"a": 1}}]}, {"sections": {"a": "b"}}]
)
def test_a_badly_shaped_record_has_a_fingerprint_too(data: dict[str, Any]) -> None:
    """What is not of its type is passed over."""
    assert fingerprint(vacancy("a", title="x", **data)) == b""


def test_a_fingerprint_is_the_same_in_every_run() -> None:
    """Fingerprints are kept between runs, so that Python's own, random hash must have no part in them."""
    program = "from test_rules_likeness import *; print(fingerprint(vacancy('a', summary=' '.join(prose(9)))))"
    printed = set()
    for seed in ("1", "2"):
        paths = os.pathsep.join([str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "unit")])
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths}
        run = [sys.executable, "-c", program]
        printed.add(subprocess.run(run, env=environment, capture_output=True, text=True, check=True).stdout)
    assert len(printed) == 1
    assert len(fingerprint(vacancy("a", summary=" ".join(prose(9))))) == 4 * DRAWERS


def test_the_demonstration_has_no_text_twice(tmp_path: Path) -> None:
    """Roles told from one stock of sentences are two roles all the same; a changed copy of each is found."""
    write_content(tmp_path / "content", 150, date(2026, 3, 1), 1)
    records = list(load_content(tmp_path).of("vacancy"))
    assert told(*records) == []
    copies = [vacancy(f"copy-{record.slug}", **changed(record.data)) for record in records]
    assert len(told(*records, *copies)) == len(records)


def changed(data: dict[str, Any]) -> dict[str, Any]:
    """The same vacancy as another person might enter it: with other dates and a line more."""
    return {**data, "closing_date": "2026-05-05", "summary": f"{data['summary']} Apply by the fifth of May."}
