"""The finder's scripts, in Node: what they read of Python's own bytes is what Python knows."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any

from node import SCRIPTS, from_node, needs_node
from samples import catalogue_of, vacancy_record

from portal.cellar.handover import script
from portal.facets.columns import table, table_files
from portal.facets.definitions import FACETS
from portal.facets.found import ROLES, Facets
from portal.facets.values import AGE_BANDS, NOT_STATED, PAY_BANDS, ages_of
from portal.facets.yearly import yearly
from portal.model.catalogue import Catalogue
from portal.model.vacancy import Vacancy
from portal.search.cbor import read_cbor
from portal.search.documents import Document, squares_of, words_in
from portal.search.words import word_lists
from portal.views.entry import Entry
from portal.views.lists import Lists

pytestmark = needs_node

WINDOW = """
const received = {}
globalThis.location = { protocol: 'https:' }
globalThis.document = { baseURI: 'https://example.org/vacancies.html' }
globalThis.portal = {
  register () {},
  receive (name, value) { received[name] = value },
  load: async (address, name) => received[name]
}
"""


def from_finder(files: Sequence[str], data: Sequence[bytes], work: str) -> Any:
    """What `work`, the body of an asynchronous function, hands back after the scripts `files` and `data`."""
    scripts = [(SCRIPTS / name).read_text("utf-8") for name in files]
    return from_node([WINDOW, *scripts, *(some.decode() for some in data)], work)


CHOICES = ("finder/00-choices.js",)
NARROW = (*CHOICES, "portal/10-status.js", "narrow/00-facts.js", "narrow/10-narrow.js")
TEXT = ("text/00-text.js",)


# --- what both sides must call alike ---------------------------------------------------------------


def test_the_scripts_know_the_facets_the_ranges_the_parts_and_the_statuses() -> None:
    """The part in a role is chosen right after its modality."""
    known = from_finder(
        CHOICES, [], "const { choices, roles, statuses } = portal.finder; return { ...choices, roles, statuses }"
    )
    codes = [facet.code for facet in FACETS]
    codes.insert(codes.index("modality") + 1, "role")
    assert known["facets"] == codes
    assert known["ranges"] == [facet.code for facet in FACETS if facet.ranged]
    assert known["roles"] == list(ROLES)
    used = {use.value.key for use in crowd().uses["status"]}
    assert set(known["statuses"]) == used


def test_facets_whose_name_stands_before_their_values_are_facets() -> None:
    source = (SCRIPTS / "finder" / "40-facets.js").read_text("utf-8")
    (named,) = re.findall(r"var NAMED = \[(.*)\]", source)
    assert set(re.findall("[a-z-]+", named)) <= {"role", *(facet.code for facet in FACETS)}


# --- tables ----------------------------------------------------------------------------------------

DAY = date(2026, 3, 22)
"""A week before the clocks go forward."""

CLOSES: Sequence[dict[str, Any]] = (
    {},
    {"closing_date": "2026-03-21"},
    {"closing_date": "2026-03-22"},
    {"closing_date": "2026-03-29"},
    {"closing_date": "2026-03-30", "closing_time": "00:00"},
    {"closing_date": "2026-03-30", "closing_time": "00:01"},
    {"closing_date": "2026-05-01", "opening_date": "2026-04-01"},
    {"opening_date": "2026-04-01"},
    {"withdrawn": {"on": "2026-03-01", "reason": "x"}},
)
MODALITIES = ("dbt", "mbt", "cbt", "dit")


def record(number: int) -> dict[str, Any]:
    """The fields of an invented vacancy: each has a town of its own, and a few answers that change at other times."""
    fields: dict[str, Any] = {"title": f"Therapist {number:03}", **CLOSES[number % len(CLOSES)]}
    fields["locations"] = [{"kind": "office", "town": f"Town {number}", "region": ("london", "wales")[number % 2]}]
    if number % 3:
        fields["pay"] = {"min": 20_000 + 517 * number, "max": 22_000 + 517 * number, "period": "year", "basis": "fte"}
    if number % 4:
        fields["clients"] = {"ages": {"youngest": number % 70, **({"oldest": number % 70 + 5} if number % 2 else {})}}
    fields["modalities"] = [
        {"code": code, "role": ROLES[(number + place) % 4]} for place, code in enumerate(MODALITIES[: number % 5])
    ]
    return fields


@cache
def crowds_catalogue() -> Catalogue:
    """So many vacancies that a table's values need characters beyond the first ninety-one."""
    return catalogue_of(*(vacancy_record(f"therapist-{number}", **record(number)) for number in range(240)))


@cache
def crowd() -> Facets[Entry]:
    return Lists(crowds_catalogue(), DAY).facets


def vacancies_of(entries: Iterable[Entry]) -> list[Vacancy]:
    vacancies = {vacancy.slug: vacancy for vacancy in crowds_catalogue().vacancies}
    return [vacancies[entry.slug] for entry in entries]


def tables_of(facets: Facets[Entry]) -> list[bytes]:
    """The bytes of both tables."""
    sides = {"facts": facets.current, "over": facets.over}
    return [data for name, rows in sides.items() for data in table_files(name, table(facets, rows)).values()]


STEPS = {name: [*(step.key for step in steps), NOT_STATED] for name, steps in (("pay", PAY_BANDS), ("age", AGE_BANDS))}
READ = """
  const both = code => ['facts/', 'over/'].map(side => received[side + code])
  const facts = portal.finder.newFacts(both('base'), new Date(NOW), portal.statusAt)
  CODES.forEach(code => portal.finder.addColumn(facts, code, both(code), STEPS[code]))
"""


def reading(work: str) -> Any:
    """What `work` makes of the `facts` that the scripts read, as the day of the tables begins."""
    given = {
        "NOW": f"{DAY}T00:00:30Z",
        "CODES": [facet.code for facet in FACETS if facet.code != "status"],
        "STEPS": STEPS,
    }
    words = "".join(f"const {name} = {json.dumps(value)};" for name, value in given.items())
    return from_finder(NARROW, tables_of(crowd()), words + READ + work)


VALUES = """
  const values = {}
  for (const [code, column] of Object.entries(facts.columns)) {
    values[code] = Array.from({ length: facts.count }, (_, row) => {
      const places = Array.from(column.codes.slice(column.starts[row], column.starts[row + 1]).keys())
      return places.map(place => column.values[column.codes[column.starts[row] + place]] +
        (column.roles ? ':' + portal.finder.roles[column.roles[column.starts[row] + place]] : ''))
    })
  }
  return values
"""


def keys(facets: Facets[Entry], code: str, vacancy: Entry) -> set[str]:
    """The keys of a vacancy's values; those of a modality with the part in the role."""
    facet = next(facet for facet in FACETS if facet.code == code)
    values = facets.of(facet, vacancy)
    return {f"{value.key}:{value.role or ROLES[-1]}" if code == "modality" else value.key for value in values}


def test_every_value_of_every_row_is_read_as_it_was_written() -> None:
    facets = crowd()
    rows = (*facets.current, *facets.over)
    assert len(facets.uses["town"]) > 200
    assert facets.over
    found = reading(VALUES)
    wrong = [
        (facet.code, vacancy.slug, values, keys(facets, facet.code, vacancy))
        for facet in FACETS
        for vacancy, values in zip(rows, found[facet.code], strict=True)
        if set(values) != keys(facets, facet.code, vacancy)
    ]
    assert not wrong


def test_figures_are_read_as_they_were_written() -> None:
    found = reading("return { pay: [...facts.spans.pay.low], age: [...facts.spans.age.high].map(String) }")
    rows = vacancies_of((*crowd().current, *crowd().over))
    assert found["pay"] == [figures.least if (figures := yearly(vacancy)) else None for vacancy in rows]
    ages = [ages_of(vacancy) for vacancy in rows]
    assert found["age"] == ["NaN" if not span else "Infinity" if span[1] is None else str(span[1]) for span in ages]


ORDER = """
  const none = portal.finder.choices.none()
  const every = { ...none, values: { status: ['open', 'upcoming', 'closed'] } }
  const rows = Array.from({ length: facts.count }, (_, row) => row)
  return portal.finder.sorted(facts, rows.slice().reverse(), every, null)
"""


def test_what_closes_soonest_stands_in_the_order_of_the_lists() -> None:
    """A choice must not put in another order what was there: dated, without a date, upcoming, and what is over."""
    facets = crowd()
    found = reading(ORDER)
    assert found["rows"] == list(range(240))
    dated = sum(bool(vacancy.closes) and not _later(vacancy) for vacancy in facets.current)
    later = sum(_later(vacancy) for vacancy in facets.current)
    current = len(facets.current)
    assert found["begins"] == [0, dated, current - later, current, -1]


def _later(vacancy: Entry) -> bool:
    return bool(vacancy.opens and vacancy.opens > DAY)


CLOSED_SINCE = f"""
  const late = portal.finder.newFacts(both('base'), new Date('2026-03-30T12:00:00Z'), portal.statusAt)
  Object.assign(facts.columns, late.columns)
{ORDER}
"""


def test_what_closed_since_the_build_comes_after_all_that_did_not_and_nothing_else_moves() -> None:
    found = reading(CLOSED_SINCE)["rows"]
    current = vacancies_of(crowd().current)
    closed = {
        row
        for row, vacancy in enumerate(current)
        if (closes := vacancy.closes_at()) and closes.date() <= date(2026, 3, 30)
    }
    assert closed
    stayed = [row for row in range(len(current)) if row not in closed]
    over = list(range(len(current), 240))
    assert found == [*stayed, *sorted(closed, reverse=True), *over]


WITHOUT_THE_RANGE = """
  const asked = { ...portal.finder.choices.none(), sort: 'pay', ranges: { age: { from: 20, to: 30 } } }
  const rows = Array.from({ length: facts.count }, (_, row) => row)
  const { rows: found, begins } = portal.finder.sorted(facts, rows, asked, null)
  return found.slice(begins[4]).map(row => facts.spans.pay.high[row]).map(pay => isNaN(pay) ? null : pay)
"""


def test_what_does_not_state_the_range_is_sorted_too_and_what_lacks_the_figure_comes_last() -> None:
    found = reading(WITHOUT_THE_RANGE)
    figures = [figure for figure in found if figure is not None]
    assert 1 < len(figures) < len(found)
    assert found == [*sorted(figures, reverse=True), *[None] * (len(found) - len(figures))]


# --- choices ---------------------------------------------------------------------------------------

TURNS = """
  const { choices } = portal.finder
  const { ranges } = choices
  const assert = require('node:assert')
  let seed = 7
  const chance = number => (seed = seed * 48271 % 2147483647) % number
  const one = list => list[chance(list.length)]
  const numbers = [-5, -0.3, 0, 0.5, 12, 30000, 30000.5, 44999.49, 9999998.7, 1e9, 1e22, Infinity]
  const long = ['x'.repeat(250), 'a'.repeat(199) + ' b', '😀'.repeat(250)]
  const texts = ['', ' dbt ', '%&=+#?“é”', ' \\u00a0 ', '<b>', ...long]
  const turns = [
    it => choices.toggled(it, one(['region', 'status', 'modality', 'role', 'town']), one(['a', 'b-2', 'not-stated'])),
    it => choices.withRange(it, one(ranges), { from: one(numbers), to: one(numbers), hide: !chance(3), only: false }),
    it => choices.withRange(it, one(ranges), { from: 0, to: Infinity, hide: false, only: true }),
    it => choices.withRange(it, one(ranges), null),
    it => choices.withText(it, one(texts)),
    it => choices.withSort(it, one(['closing', 'newest', 'pay', 'match', 'luck'])),
    it => choices.without(it, one(['q', 'region', 'modality', 'pay']))
  ]
  let it = choices.none()
  for (let turn = 0; turn < 3000; turn++) {
    const next = one(turns)(it)
    const crossed = Object.values(next.ranges).some(range => range.from > range.to)
    if (crossed) continue
    it = next
    assert.deepStrictEqual(choices.read(choices.write(it)), it)
    assert.strictEqual(choices.write(choices.read(choices.write(it))), choices.write(it))
  }
  return choices.write(choices.withRange(choices.none(), 'pay', { from: -5, to: 30000.5, only: false, hide: false }))
"""


def test_what_an_address_was_written_from_is_what_is_read_from_it() -> None:
    """Ranges that run backwards cannot be chosen."""
    assert from_finder(CHOICES, [], TURNS) == "pay=0-30001"


def test_an_address_that_says_nothing_says_nothing_again() -> None:
    query = "q=%20&pay=0-up&age=9-1&sort=match&sort=closing&region=%3Cb%3E&role="
    assert from_finder(CHOICES, [], f"return portal.finder.choices.write(portal.finder.choices.read('{query}'))") == ""


QUEUE = """
  portal.finder.make = () => {}
  const turn = portal.finder.queue()
  const done = []
  const task = name => isLast => new Promise(resolve => setTimeout(() => { done.push(name, isLast()); resolve() }, 5))
  for (const name of 'abc') turn(task(name))
  await new Promise(resolve => setTimeout(resolve, 50))
  turn(task('d'))
  await new Promise(resolve => setTimeout(resolve, 50))
  return done
"""


def test_of_the_searches_that_wait_only_the_last_is_done() -> None:
    assert from_finder((*CHOICES, "finder/46-search.js"), [], QUEUE) == ["a", False, "c", True, "d", True]


# --- words -----------------------------------------------------------------------------------------

VOCABULARY = sorted(
    {"adopt", "adoption", "adult", "cafe", "psi", "psychology", "psychotherapist", "psychotherapy", "10", "8a"}
)
CURRENT, OVER = 3, 2

SEARCH = """
  const asked = []
  const fetched = []
  received.pagefind = (fetch, address) => ({ createInstance: ({ basePath }) => ({
    preload: async () => {},
    search: async words => {
      asked.push(words)
      fetched.push(fetch)
      const count = /over/.test(basePath) ? OVER : CURRENT
      return { results: Array.from({ length: count }, (_, row) => ({ id: String(row), score: 9 - row })) }
    }
  }) })
  const data = { words: 'words/', wordsOver: 'words-over/', pagefind: 'p.js', program: 'w.pagefind', texts: 'texts/' }
  const search = received.text({ dataset: data })
"""


def searching(work: str) -> Any:
    """What `work` makes of a `search` in VOCABULARY, where Pagefind says whatever is asked of every page. Of what is
    over only "adult" and "zoo" is known."""
    data = [script("texts/0", ["Nothing here", "The psychology of adoption. <b>"])]
    for side, words, count in (("words", VOCABULARY, CURRENT), ("words-over", ["adult", "zoo"], OVER)):
        lists = word_lists(words)
        data += [script(f"{side}/{name}", text) for name, text in lists.items()]
        begin = {
            "entry": {"version": "1"},
            "parts": 1,
            "lists": sorted(lists),
            "everywhere": [],
            "lengths": "$" * count,
        }
        data.append(script(f"{side}/begin", begin | {"chunks": "1 a b zoo"}))
    return from_finder(TEXT, data, f"let CURRENT = {CURRENT}, OVER = {OVER};{SEARCH}{work}")


def test_every_word_of_the_lists_is_known() -> None:
    """A psychotherapist is looked for in the field as well."""
    found = searching(f"for (const word of {json.dumps(VOCABULARY)}) await search.find(word); return asked")
    assert sorted({word for word in found if word != "psychotherap"}) == VOCABULARY


def test_a_text_has_the_same_words_in_the_browser_as_in_the_index() -> None:
    text = "Café’s ADULT, 8a/10 a psychology—Adopt_adoption"
    asked, *_ = searching(f"await search.find({json.dumps(text)}); return asked")
    assert asked.split() == [word for word in words_in(text) if word in VOCABULARY]


def test_each_sign_of_unicode_parts_or_makes_the_same_words_in_the_browser_as_in_the_index() -> None:
    """By itself, within a word and twice. Each side may know signs that are too new for the other."""
    words_of = (SCRIPTS / TEXT[0]).read_text("utf-8").replace("receive('text', textSearch)", "receive('text', wordsOf)")
    work = """
      const signs = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code))
      const known = signs.filter(sign => !/\\p{C}/u.test(sign))
      return known.map(sign => [sign, received.text(`${sign} a${sign}b ${sign}${sign}`)])
    """
    told = from_node([WINDOW, words_of], work)
    assert len(told) > 100_000
    assert [sign for sign, words in told if unicodedata.category(sign) != "Cn" and {*words} != _indexed(sign)] == []


def _indexed(sign: str) -> set[str]:
    text = f"{sign} a{sign}b {sign}{sign}"
    return {*squares_of(Document("", [(2, [text])]))}


def asked_for(term: str, known: Iterable[str]) -> list[str]:
    """What Pagefind is asked for `term` where these words are `known`, instead of VOCABULARY."""
    lists = word_lists(known)
    know = "".join(f"received['words/{name}'] = {json.dumps(text)};" for name, text in lists.items())
    know += f"received['words/begin'].lists = {json.dumps(sorted(lists))};"
    asked: list[str] = searching(f"{know} await search.find({json.dumps(term)}); return asked")
    return asked


def test_a_pair_is_asked_for_too_and_no_word_with_a_digit_is_one() -> None:
    """Where "sw10" were a pair, who types "sw1" would find SW11 alone, and "102" would be 1 beside 2."""
    assert asked_for("play therapist", ["play", "play0therapist", "therapist"]) == ["play therapist", "play0therapist"]
    assert asked_for("sw1", ["sw10", "sw11"]) == ["sw1"]
    assert asked_for("1 2", ["1", "102", "2"]) == ["1 2"]


def test_more_vacancies_are_found_than_a_function_takes_arguments() -> None:
    """Where those of a wider word follow those of the word itself."""
    assert searching("CURRENT = 200000; return (await search.find('psychotherapist')).scores.size") == 200_000


def test_what_pagefind_calls_a_page_is_its_row_and_what_is_over_comes_after() -> None:
    assert searching("return [...(await search.find('adult')).scores.keys()]") == [0, 1, 2]
    assert searching("return [...(await search.find('adult', true)).scores.keys()]") == [0, 1, 2, 3, 4]


def test_the_rows_of_the_parts_of_a_side_follow_each_other() -> None:
    """And a part is not asked for a word that only another knows."""
    begin = {"entry": {"version": "1"}, "everywhere": [], "lengths": "$$", "chunks": "a z", "parts": 2}
    parts = f"""
      received['words/begin'] = {{ ...received['words/begin'], parts: 2 }}
      received['words/1-begin'] = {json.dumps(begin | {"lists": ["a", "z"]})}
      received['words/1-a'] = 'Aadult'
      received['words/1-z'] = 'Azoo'
      CURRENT = 2
    """
    assert searching(f"{parts} return [...(await search.find('adult')).scores.keys()]") == [0, 1, 3, 4]
    assert searching(f"{parts} return [...(await search.find('zoo')).scores.keys()]") == [3, 4]


def test_a_side_is_not_asked_for_words_that_it_does_not_know() -> None:
    """Pagefind would find whatever begins with a letter of them."""
    assert searching("return [...(await search.find('cafe', true)).scores.keys()]") == [0, 1, 2]
    assert searching("return [...(await search.find('zoo', true)).scores.keys()]") == [3, 4]
    assert searching("return [...(await search.find('zoo')).scores.keys()]") == []


def test_the_table_that_pagefind_begins_with_is_made_of_the_lengths_and_the_ends_of_the_files() -> None:
    """Pages are called by their rows, files by their numbers."""
    work = "await search.find('adult'); const answer = await fetched[0]('https://example.org/words/pagefind.x.pf_meta')"
    table = bytes(searching(f"{work}; return [...new Uint8Array(await answer.arrayBuffer())]"))
    pages = [[str(row), 24] for row in range(CURRENT)]
    files = [["1", "a", "0"], ["b", "zoo", "1"]]
    assert read_cbor(table.removeprefix(b"pagefind_dcd")) == ["1", pages, files, [], [], ["title"]]


PHRASE = """
  CURRENT = 150
  for (let row = 0; row < CURRENT; row++) {
    const often = row % 3 ? '' : 'Psychology, adoption'
    received['texts/' + row] = [row % 25 ? 'Psychology; adult' : 'Adult psychology', often]
  }
  const phrase = await search.find('"adult psychology"')
  const none = await search.find('"adult adoption"')
  const often = await search.find('"psychology adoption"')
  const told = it => [[...it.scores.keys()], it.unquoted.size, it.checked]
"""


def test_a_phrase_finds_only_what_was_looked_at_and_holds_it() -> None:
    """Each row of 25 holds it, and none holds the other; what comes after the 80 best nobody looks at."""
    rows = [0, 25, 50, 75]
    assert searching(f"{PHRASE} return [told(phrase), told(none)]") == [[rows, 150, 80], [[], 150, 80]]


def test_no_more_texts_are_looked_through_than_it_takes_to_fill_a_first_page() -> None:
    assert searching(f"{PHRASE} return told(often)") == [list(range(0, 40, 3)), 150, 40]


def test_where_texts_cannot_be_had_the_words_of_a_phrase_are_found() -> None:
    offline = """
      const load = portal.load
      portal.load = async (address, name) => { if (/^texts/.test(name)) throw new Error(); return load(address, name) }
    """
    assert searching(f"{offline}{PHRASE} return told(phrase)") == [list(range(150)), 150, 0]


def test_quotation_marks_around_nothing_are_no_phrase() -> None:
    assert searching("return 'unquoted' in await search.find('adult \"\" \"x\"')") is False


def test_what_a_hyphen_joins_to_something_must_be_a_whole_word() -> None:
    """But for the last, which is being typed. "psycho" is only what other words begin with.

    Each of the words is asked for without the other once that is to be offered.
    """
    found = "const found = await search.find(TERM); ASK return [found.scores.size, asked]"
    offered = found.replace("ASK", "await found.instead();")
    found = found.replace("ASK", "")
    assert searching(found.replace("TERM", "'psycho-adult'")) == [0, []]
    assert searching(offered.replace("TERM", "'psycho-adult'")) == [0, ["adult", "psycho"]]
    assert searching(found.replace("TERM", "'adult-psych'")) == [3, ["adult psycho"]]
    assert searching(found.replace("TERM", "'adopts-cafe'"))[0] == 3


def test_what_lacks_one_of_the_words_is_told_from_what_has_them_all() -> None:
    """Here Pagefind finds one page with three words, and as many as there are with two."""
    rare = """
      const instance = received.pagefind
      received.pagefind = (...given) => ({ createInstance: (options) => {
        const made = instance(...given).createInstance(options)
        const search = async words => {
          const { results } = await made.search(words)
          return { results: words.split(' ').length > 2 ? results.slice(0, 1) : results }
        }
        return { ...made, search }
      } })
      const found = await search.find('adult cafe adoption')
      return [[...found.scores.keys()], [...found.whole]]
    """
    assert searching(rare) == [[0, 1, 2], [0]]


COUNT = """
  window.document.documentElement = { classList: { remove () {} } }
  const parts = new Proxy({}, { get: (all, name) => all[name] = all[name] || {} })
  const { found } = portal.finder.view({}, parts)
  const usual = { idle: false, lacking: 0, phrase: null, over: false, sort: 'match' }
  const said = (number, more, q = 'x') => {
    found({ ...usual, rows: Array(number), ...more }, { q })
    return parts.count.textContent
  }
"""
COUNTS = {
    "7, { phrase: { checked: 40, all: false } }": (
        "At least 7 vacancies for “x”, best match first. Only the 40 that fit best were looked through"
    ),
    "0, { phrase: { checked: 40, all: false } }": (
        "Nothing found for “x”. Only the 40 that fit best were looked through"
    ),
    "1, { phrase: { checked: 9, all: true } }": "1 vacancy for “x”",
    "295, { phrase: { checked: 0, all: false } }": (
        "295 vacancies for “x”, best match first. "
        "The phrase cannot be looked for without a connection: these have its words"
    ),
    "119, { lacking: 118 }": "1 vacancy for “x” with all words, 118 more without one of them, best match first",
    "4, { lacking: 4 }": "4 vacancies for “x”, without one of the words, best match first",
    "295, { idle: true, sort: 'closing' }": "Nothing to look for in “x”: 295 vacancies, closing soonest first",
}


def test_the_count_says_what_was_looked_for_and_where() -> None:
    said = f"{COUNT} return [{', '.join(f'said({given})' for given in COUNTS)}]"
    assert from_finder((*CHOICES, "finder/58-view.js"), [], said) == list(COUNTS.values())


IDLE = """
  const facts = { columns: {} }
  Object.assign(portal.finder, {
    store: () => async () => facts,
    narrow: (facts, asked) => ({ rows: [1, 2], counts: { status: new Map() }, alone: new Map() }),
    sorted: (facts, rows, asked, scores) => ({ rows, begins: [], order: portal.finder.choices.sortOf(asked) })
  })
  received.text = () => ({ find: async () => null })
  const { find } = portal.finder.search({ dataset: {} }, {})
  const answer = async query => {
    const { sort, order, idle } = await find(portal.finder.choices.read(query), [], false)
    return [sort, order, idle]
  }
  return [await answer('q=x'), await answer('q=x&sort=newest'), await answer('')]
"""


def test_where_there_is_no_word_to_look_for_the_list_keeps_its_usual_order() -> None:
    expected = [["closing", "closing", True], ["newest", "newest", True], ["closing", "closing", False]]
    assert from_finder((*CHOICES, "finder/46-search.js"), [], IDLE) == expected


def test_an_excerpt_is_handed_over_as_pieces_of_text_some_of_them_marked() -> None:
    pieces = searching("return search.excerpt(0, 'adoption')")
    assert "".join(piece["text"] for piece in pieces) == "The psychology of adoption. <b>."
    assert [piece["text"] for piece in pieces if piece["marked"]] == ["adoption."]
