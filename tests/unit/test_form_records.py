"""The form's records: which script has one is worked out in the same way here and in the browser."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from builtsite import demo_content
from node import SCRIPTS, from_node, needs_node
from samples import real

from portal.form.records import FEWEST, by_script, list_script, records_script, script_of, scripts_for

OWN = [(SCRIPTS / "form" / name).read_text("utf-8") for name in ("51-names.js", "56-records.js")]
BROWSER = """
portal.form = { ui: {} }
portal.receive = (name, value) => { portal.received = [name, value] }
"""
ODD = ["", "a", "__proto__", "constructor", "café", "ÅÅ", "職員", "🧠-therapist", "x" * 500]


@pytest.fixture(scope="module")
def slugs() -> list[str]:
    """Those of a demonstration."""
    return sorted(file.stem for file in (demo_content() / "vacancies").glob("[!_]*"))


class Role:
    """What the scripts need of a vacancy."""

    def __init__(self, slug: str) -> None:
        self.slug, self.title, self.employer_name = slug, f"Title of {slug}", "Example"


def in_browser(work: str) -> object:
    """What `work` hands back where the form's scripts of records are."""
    return from_node([BROWSER, *OWN], work)


@needs_node
@pytest.mark.parametrize("scripts", [1, 2, 64, 1024, 8192])
def test_the_browser_looks_for_a_record_in_the_script_that_has_it(slugs: list[str], scripts: int) -> None:
    """Whatever is in a slug."""
    asked = json.dumps([*slugs, *ODD])
    told = in_browser(f"""
      const records = new portal.form.ui.Records('', {scripts})
      return {asked}.map(slug => records.numberOf(slug))""")
    assert told == [script_of(slug, scripts) for slug in [*slugs, *ODD]]


@needs_node
def test_every_record_is_found_by_its_slug_and_no_other(slugs: list[str], tmp_path: Path) -> None:
    """Records as the build writes them, loaded as the browser loads them."""
    shared = by_script([Role(slug) for slug in slugs])
    for number, some in enumerate(shared):
        texts = [(f"content/vacancies/{role.slug}.yaml", f"text of {role.slug}") for role in some]
        (tmp_path / f"{number}.js").write_bytes(records_script(number, texts))
    told = in_browser(f"""
      const records = new portal.form.ui.Records({json.dumps(f"{tmp_path}/")}, {len(shared)})
      portal.load = async (file, name) => {{
        eval(require('node:fs').readFileSync(file, 'utf8'))
        if (portal.received[0] !== name) throw new Error(name)
        return portal.received[1]
      }}
      const found = []
      for (const slug of {json.dumps([*slugs, "no-such-record"])}) found.push(await records.find(slug) || null)
      return found""")
    found = [{"path": f"content/vacancies/{slug}.yaml", "text": f"text of {slug}"} for slug in slugs]
    assert told == [*found, None]


@needs_node
def test_a_vacancy_is_found_by_the_words_of_its_title_and_employer() -> None:
    """The list is loaded once."""
    vacancies = list_script([Role("one"), Role("café"), Role("two")]).decode()
    told = in_browser(f"""
      const records = new portal.form.ui.Records('', 1)
      let loaded = 0
      portal.load = async () => {{ loaded += 1; {vacancies}; return portal.received[1] }}
      const asked = ['', 'CAFE  example', 'title', 'nothing']
      const found = []
      for (const words of asked) found.push((await records.matching(words)).map(one => one[0]))
      return [loaded, found]""")
    assert told == [1, [[], ["café"], ["one", "café", "two"], []]]


def test_scripts_have_eight_to_sixteen_records_on_average() -> None:
    """A power of two, so that with twice as many a script's records go to itself and one other."""
    assert [scripts_for(number) for number in (0, 5, 15, 16, 31, 32, 10_000)] == [1, 1, 1, 2, 2, 4, 1024]
    for number in range(FEWEST, 3000):
        assert FEWEST <= number / scripts_for(number) < 2 * FEWEST


def test_no_script_is_far_larger_than_others(slugs: list[str]) -> None:
    """Slugs are alike, and their numbers must not be."""
    sizes = Counter(script_of(slug, 32) for slug in slugs)
    assert max(sizes.values()) <= 3 * len(slugs) / 32


def test_records_are_shared_out_alike_in_any_order() -> None:
    """Else a script would be made anew where nothing has changed."""
    roles = list(real().vacancies)
    assert by_script(roles) == by_script(roles[::-1])
    assert sorted(role.slug for some in by_script(roles) for role in some) == sorted(role.slug for role in roles)
