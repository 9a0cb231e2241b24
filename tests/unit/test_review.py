"""The review stage and its printers: the card, the words that change, and text of records that means harm."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import casebook
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from samples import (
    KENSINGTON,
    KENSINGTON_LAST_DAY,
    KENSINGTON_OPEN,
    LONDON,
    LONDON_OPEN,
    LONG_AFTER,
    MEDWAY,
    PROJECT,
    one,
    real,
    real_vacancy,
)

from portal.cellar.diagnostics import Diagnostic, Report
from portal.cellar.source import Span
from portal.front.markdown import MOST_BYTES, markdown, safe
from portal.front.printers import terminal
from portal.front.review_data import review_data
from portal.front.review_text import review_text
from portal.model.catalogue import Catalogue
from portal.model.vacancy import KEY_FACTS, Vacancy
from portal.review.card import Card, State, card
from portal.review.page_text import Block, page_text
from portal.review.passages import ADDED, LEFT_OUT, REMOVED, SAME, Passage, Piece, passages
from portal.review.review import ADDED as ADDED_FILE
from portal.review.review import CHANGED, Review, Reviewed, review_of
from portal.review.review import REMOVED as REMOVED_FILE
from portal.review.review import RENAMED as RENAMED_FILE
from portal.review.side import kind_of, needed, side_of
from portal.validate.schema import read_schemas

GOLDEN = PROJECT / "tests" / "golden"
LAST = "no mistakes in 1 file\n"


def card_of(slug: str, day: date) -> Card:
    return card(real_vacancy(slug), real(), day)


def review(some: Card, *found: Passage, remarks: tuple[str, ...] = ()) -> Review:
    """The review of one vacancy that changed."""
    file = Reviewed(
        path=some.path,
        kind="vacancy",
        title=some.title,
        how=CHANGED,
        card=some,
        of="page",
        passages=found,
        remarks=remarks,
    )
    return Review(day=KENSINGTON_OPEN, files=(file,), since="main", base="0123456789abcdef")


# --- the card --------------------------------------------------------------------------------------


def states(some: Card) -> dict[str, State]:
    return {fact.code: fact.state for fact in some.facts}


def asked(some: Card) -> list[str]:
    return [ask.fact for ask in some.asks]


def test_the_card_knows_every_fact_of_the_vocabulary() -> None:
    """A fact that is added to the schema needs its lines here; the key facts are marked."""
    some = card_of(KENSINGTON, KENSINGTON_OPEN)
    assert [fact.code for fact in some.facts] == list(real().vocabularies["fact"])
    assert [fact.code for fact in some.facts if fact.key] == list(KEY_FACTS)


def test_a_fact_is_stated_not_stated_in_conflict_or_missing() -> None:
    """Each with what the page says of it."""
    some, catalogue = one(
        reference="ABC 1",
        not_stated=["pay"],
        conflicts=[
            {"fact": "hours", "readings": [{"says": "30 a week", "where": "Title"}, {"says": "37", "where": "Text"}]}
        ],
    )
    made = card(some, catalogue, LONG_AFTER)
    facts = {fact.code: (fact.state, fact.says) for fact in made.facts}
    assert facts["reference"] == (State.STATED, ("ABC 1",))
    assert facts["pay"] == (State.NOT_STATED, ("Not stated in the advert",))
    assert facts["hours"] == (State.IN_CONFLICT, ("“30 a week” (Title)", "“37” (Text)"))
    assert facts["contact"] == (State.MISSING, ())
    assert [made.count(state) for state in State] == [1, 1, 1, 5]


def test_what_to_ask_is_what_the_page_asks() -> None:
    """For what is not stated and what is in conflict; a key fact that is missing is for the editor to mend."""
    some = card_of(LONDON, LONDON_OPEN)
    assert "sponsorship" in asked(some)
    assert set(asked(some)) == {
        code for code, state in states(some).items() if state in (State.NOT_STATED, State.IN_CONFLICT)
    }
    terms = real().vocabularies["fact"]
    assert [ask.question for ask in some.asks] == [terms[code].help for code in asked(some)]


def test_whether_there_is_a_job_posting_depends_on_the_day() -> None:
    """And the reasons are those of the build."""
    assert card_of(KENSINGTON, KENSINGTON_LAST_DAY).posting_reasons == ()
    assert card_of(KENSINGTON, LONG_AFTER).posting_reasons == ("it closed on 13 November 2025",)
    assert len(card_of(MEDWAY, LONG_AFTER).posting_reasons) == 2


@pytest.mark.parametrize(
    ("checked", "words", "days"),
    [
        ("2026-11-22", "on 22 November 2026, today", 0),
        ("2026-11-21", "on 21 November 2026, 1 day ago", 1),
        ("2026-10-22", "on 22 October 2026, 31 days ago", 31),
        ("2026-11-24", "on 24 November 2026, 2 days after the day of this review", -2),
        (None, "Nobody says when", None),
    ],
)
def test_how_long_ago_the_source_was_looked_at(checked: str | None, words: str, days: int | None) -> None:
    some, catalogue = one(**({"checked_on": checked} if checked else {}))
    made = card(some, catalogue, LONG_AFTER)
    assert words in made.checked
    assert made.days_since_check == days


def test_criteria_are_counted_by_level() -> None:
    """In words and as numbers."""
    some = card_of(KENSINGTON, KENSINGTON_OPEN)
    assert some.criteria == "29 essential and 6 desirable criteria"
    assert {level.level: level.count for level in some.levels} == {
        "essential": 29,
        "desirable": 6,
        "unmarked": 0,
        "lost": 0,
    }


def test_a_status_tells_that_nobody_has_looked_again() -> None:
    """A review date that has passed is said in the page's words."""
    some, catalogue = one(review_by="2026-01-01")
    assert "Nobody has compared this page with its source" in card(some, catalogue, LONG_AFTER).status_words


# --- what readers see ------------------------------------------------------------------------------


PAGE = b"""<!doctype html><title>x</title><header>no</header><main id="main"><article>
<h1>Role</h1><p>Open &amp; <time>today</time><br>twice</p><nav><h2>On this page</h2><a href="#a">a</a></nav>
<h2 id="facts">Facts</h2><dl><div><dt>Pay</dt><dd>Band <b>7</b><svg><path/></svg></dd></div>
<dt>Hours</dt><dd>4</dd></dl>
<p>After</p><h3>More</h3><ul><li><input type="checkbox"> <label>One</label></li>
<li><a href="https://example.org/x" rel="external">Apply</a></li><li><a href="b.html">in</a></li></ul>
<section><h2 id="listed-under">Listed under</h2><p>others</p></section><h2>Last</h2><p>End</p>
<p class="suggest"><input> <a href="https://example.org/edit">edit</a></p></article>
<section class="card-group"><h2>Open roles</h2><p>a card</p></section></main><footer>no</footer>"""


def test_a_page_is_read_as_paragraphs_under_their_headings() -> None:
    """With the addresses that links lead to; without what is made of other records."""
    assert [(block.text, block.under) for block in page_text(PAGE)] == [
        ("Role", ()),
        ("Open & today twice", ()),
        ("Facts", ()),
        ("Band 7", ("Facts", "Pay")),
        ("4", ("Facts", "Hours")),
        ("After", ("Facts",)),
        ("More", ("Facts",)),
        ("One", ("Facts", "More")),
        ("Apply (https://example.org/x)", ("Facts", "More")),
        ("in", ("Facts", "More")),
        ("Last", ()),
        ("End", ("Last",)),
    ]


def test_a_status_is_read_as_the_card_says_it() -> None:
    """One word for it is enough."""
    page = '<main><p class="status"><strong>{}</strong> <span class="status__detail"><time>{}</time></span></p></main>'
    texts = [
        page_text(page.format(*words).encode())[0].text
        for words in (("Open", "closes 3 May"), ("Closed", "closed 3 May"))
    ]
    assert texts == ["Open: closes 3 May", "Closed 3 May"]


# --- the words that change -------------------------------------------------------------------------


def blocks(*texts: str, under: str = "Duties") -> tuple[Block, ...]:
    return tuple(Block(text, (under,)) for text in texts)


def marked(found: tuple[Passage, ...]) -> list[str]:
    """The lines with their marks: `-[gone]`, `+[new]`."""
    signs = {SAME: "{}", LEFT_OUT: "{}", REMOVED: "-[{}]", ADDED: "+[{}]"}
    return [
        " ".join(signs[piece.kind].format(piece.text) for piece in line) for passage in found for line in passage.lines
    ]


LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"


@pytest.mark.parametrize(
    ("before", "now", "lines"),
    [
        (["a b c"], ["a b c"], []),
        (["keep this", "a b c d"], ["keep this", "a x c d"], ["a -[b] +[x] c d"]),
        (["a b c"], ["a b c", "new one"], ["+[new one]"]),
        (["a b c", "old one"], ["a b c"], ["-[old one]"]),
        (
            [f"{LONG} end"],
            [f"{LONG} stop"],
            ["… eleven twelve thirteen fourteen fifteen sixteen -[end] +[stop]"],
        ),
        ([f"{LONG} end"], [f"start {LONG} end"], ["+[start] one two three four five six …"]),
        (["nothing alike here"], ["quite another text"], ["-[nothing alike here]", "+[quite another text]"]),
        (["a b", "c d"], ["a b c d"], ["a b -[¶]"]),
        (["a b c d"], ["a b", "c d"], ["a b +[¶]"]),
        (["a b c d", "e f g h"], ["a b c e", "e f g"], ["a b c -[d] +[e]", "e f g -[h]"]),
    ],
)
def test_only_what_changes_is_shown(before: list[str], now: list[str], lines: list[str]) -> None:
    """Word by word, with a few words around it; what has nothing in common comes one after the other."""
    assert marked(passages(blocks(*before), blocks(*now))) == lines


TEXTS = st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=6).map(" ".join), max_size=6)


@given(TEXTS, TEXTS)
def test_no_word_comes_or_goes_unseen(before: list[str], now: list[str]) -> None:
    """What goes and what comes is just what parts the two texts."""
    found = passages(blocks(*before), blocks(*now))
    pieces = [piece for passage in found for line in passage.lines for piece in line]
    counts = {
        kind: Counter(word for piece in pieces if piece.kind == kind for word in piece.text.split() if word != "¶")
        for kind in (REMOVED, ADDED)
    }
    old, new = Counter(" ".join(before).split()), Counter(" ".join(now).split())
    assert old - new == counts[REMOVED] - counts[ADDED]
    assert new - old == counts[ADDED] - counts[REMOVED]
    assert bool(found) == (before != now)


def test_a_passage_says_what_it_stands_under() -> None:
    """Changes in two places are two passages."""
    before = (*blocks("a b c"), *blocks("the same"), *blocks("d e f", under="Pay"))
    now = (*blocks("a b x"), *blocks("the same"), *blocks("d e y", under="Pay"))
    assert [passage.under for passage in passages(before, now)] == [("Duties",), ("Pay",)]


def test_a_text_that_moves_to_another_fact_is_a_change() -> None:
    """“30 November 2025” as the closing date is not “30 November 2025” as the day of interviews."""
    assert passages(blocks("30 November", under="Closing"), blocks("30 November", under="Interviews"))


def test_texts_made_to_be_slow_are_compared_in_time() -> None:
    """Whatever somebody sends, a review comes."""
    many = [blocks(*(f"{number % 3} {number % 5}" for number in range(start, 60_000))) for start in (0, 7)]
    words = [blocks(" ".join(str(number * step % 7) for number in range(60_000))) for step in (2, 3)]
    started = time.process_time()
    assert passages(*many)
    assert passages(*words)
    assert time.process_time() - started < 20


# --- what cannot be shown --------------------------------------------------------------------------


def test_every_case_of_the_book_can_be_reviewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record with mistakes has a card or a remark, and never stops the review."""
    schemas = read_schemas(PROJECT / "schema")
    without = 0
    for number, case in enumerate(casebook.all_cases()):
        if case.content is None or case.content.is_dir():
            continue
        root = tmp_path / str(number)
        case.lay_out(root, monkeypatch)
        path = f"content/vacancies/{case.content.name}"
        (file,) = review_of(root, [path], schemas, casebook.DAY).files
        assert (file.card is None) == bool(file.notes) or kind_of(path) == "", case.name
        without += file.card is None
        side = side_of(needed(root) | {path: (root / path).read_bytes()}, schemas)
        assert path not in side.vacancies or file.card is not None
    assert without > 50


def test_the_kind_of_a_file_is_told_by_its_place() -> None:
    """Templates, folders within and strange endings hold no record."""
    known = {
        "content/vacancies/a.yaml": "vacancy",
        "content/vacancies/a.md": "vacancy",
        "content/employers/a.yaml": "employer",
        "content/employers/a.md": "",
        "content/pages/a.md": "page",
        "content/site.yaml": "site",
        "content/vacancies/_template.yaml": "",
        "content/vacancies/b/a.yaml": "",
        "content/a.yaml": "",
    }
    assert {path: kind_of(path) for path in known} == known


# --- printing --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("slug", "ending"), [(LONDON, "txt"), (MEDWAY, "md")])
def test_the_card_is_printed_as_reviewers_know_it(slug: str, ending: str, update_expected: bool) -> None:
    """`--update-expected` rewrites both: read every difference."""
    some = review(card_of(slug, LONDON_OPEN))
    told = review_text(some) if ending == "txt" else markdown(Report(), LAST, some)
    file = GOLDEN / f"review-{slug}.{ending}"
    if update_expected:
        file.write_text(told, "utf-8")
    assert told == file.read_text("utf-8")


def test_colours_are_added_and_nothing_else() -> None:
    """Added and removed words have marks too, for those who see no colours."""
    some = review(card_of(LONDON, LONDON_OPEN), *passages(blocks("a b c"), blocks("a x c")))
    plain, coloured = review_text(some), review_text(some, colour=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert "a [-b-] {+x+} c" in plain


DOCUMENTED = re.compile(r"`(\w+)`")


def keys_in(data: object) -> set[str]:
    """Every key of an object, at any depth."""
    if isinstance(data, dict):
        return set(data).union(*map(keys_in, data.values()))
    return set().union(*map(keys_in, data)) if isinstance(data, list) else set()


def test_the_shape_of_the_json_is_documented() -> None:
    """Each key is named in docs/reviewing.md, and each name there is a key."""
    some = review(card_of(LONDON, LONDON_OPEN), *passages(blocks("a b c"), blocks("a x c")))
    data = json.loads(json.dumps(review_data(some)))
    levels = {"essential", "desirable", "unmarked", "lost"}
    text = (PROJECT / "docs" / "reviewing.md").read_text("utf-8").partition("## The JSON")[2]
    rows = re.findall(r"^\| `(\w+)`", text, re.MULTILINE)
    assert set(rows) == keys_in(data) - levels


HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</code></del></details><h1>x</h1>",
    "<!-- comment",
    "&lt;b&gt; &#60;i&#62;",
    "[press](https://evil.example/)",
    "![pixel](https://evil.example/pixel.gif)",
    "[a]: https://evil.example/",
    "https://evil.example/ http://evil.example www.evil.example",
    "<https://evil.example/>",
    "mailto:somebody@evil.example somebody@evil.example",
    "@octocat and @octocat/team, #12, GH-12, owner/name#12, fix #1",
    "0123456789abcdef0123456789abcdef01234567 and abcdef1",
    ":shipit: :+1:",
    "```\nfence\n```",
    "~~~ fence",
    "`code` ``more``",
    "# heading",
    "heading\n===",
    "- item",
    "+ item",
    "1. item",
    "1) item",
    "> quote",
    "> [!NOTE]",
    "* * *",
    "---",
    "| a | b |\n| - | - |",
    "a | b \\| c \\\\| d",
    "**bold** __bold__ *it* _it_ ~~gone~~",
    "$\\huge x$ $$y$$",
    "[x] [ ] [^1]",
    "line\nbreak\r\n\r\n<b>",
    "\x1b[31mred\x07\x9b31m",
    "\u202egnp.exe\u2066",
    "::error::x",
    "\n::add-mask::x",
    "  ::stop-commands::x",
    "x ##[add-mask]x",
    "end\\",
    "&amp",
)
HARMLESS_TAGS = {"blockquote", "pre", "code", "del", "ins", "br", "details", "summary"}


def rendered(text: str) -> str:
    """Markdown as HTML, with raw HTML, tables, strikethrough as GitHub has them."""
    html: str = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render(text)
    return html


def tags(html: str) -> set[str]:
    return {name.lower() for name in re.findall(r"<[/!]?\s*([a-zA-Z0-9-]*)", html)}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_markdown(text: str) -> None:
    """Alone on its line, in an item, in a cell and among other words."""
    for around in ("{}", "- {}", "word {} word", "| a | b |\n| - | - |\n| {} | c |"):
        html = rendered(around.format(safe(text)))
        assert tags(html) <= {"p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td"}, html
        assert html.count("<td") in (0, 2)
        assert html.count("<li") <= 1


@pytest.mark.parametrize("text", HOSTILE)
def test_what_github_would_link_is_parted(text: str) -> None:
    """GitHub looks at the words once more when Markdown is done: for names, numbers, addresses and commits."""
    shown = re.sub(r"<[^>]*>", "", rendered(safe(text)))
    linked = r"@\w|#\d|\bGH-\d|://|\bwww\.|mailto:\w|:[a-z+][\w+]*:|\b[0-9a-f]{7,40}\b"
    assert not re.search(linked, shown, re.IGNORECASE)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


def hostile() -> tuple[Vacancy, Catalogue]:
    """A vacancy all of whose texts mean harm."""
    words = "\n".join(HOSTILE)
    return one(
        title=words,
        employer_name=words,
        reference=words,
        source={"type": "job_board", "note": words},
        pay={"wording": words, "note": words},
        hours={"note": words},
        contact={"role": words, "name": words},
        locations=[{"kind": "office", "name": words, "note": words}],
        conflicts=[{"fact": "supervision", "readings": [{"says": words, "where": words}] * 2}],
        applying={"method": "url", "target": words},
    )


def hostile_review() -> Review:
    words = "\n".join(HOSTILE)
    found = passages(blocks(words, "a b", under=words), blocks(f"{words} new", "a c", under=words))
    new = passages((), tuple(Block(text, (text,)) for text in HOSTILE))
    return review(card(*hostile(), LONG_AFTER), *found, *new, remarks=HOSTILE)


def hostile_report() -> Report:
    """A report whose every text means harm."""
    words = "\n".join(HOSTILE)
    path = "content/vacancies/<b>@octocat`.yaml"
    return Report([Diagnostic("some-rule", words, Span(path), words, words, trail=(words,))])


def test_a_whole_review_of_hostile_text_has_our_own_tags_only() -> None:
    """And they are closed where they were opened."""
    told = markdown(hostile_report(), "1 error\n", hostile_review())
    html = re.sub(r'<a name="part-\d+"></a>', "", rendered(told))
    ours = {"h2", "h3", "h4", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "strong"}
    assert tags(html) - ours <= HARMLESS_TAGS
    for name in HARMLESS_TAGS - {"br"}:
        assert html.count(f"<{name}>") == html.count(f"</{name}>")
    assert not re.search(r"<\w+\s+\w+=", html.replace(' style="', ""))


def test_what_is_to_be_typed_can_be_copied() -> None:
    """Nothing is put between its letters to keep GitHub from linking it, for in code it links nothing."""
    help = "write `https://example.org/a@b#1`, under\nlinks:\n  - @octocat ```\n<b>"
    told = markdown(Report([Diagnostic("some-rule", "m `www.example.org` ` <b>", None, "", help)]), LAST)
    html = rendered(told)
    assert "write <code>https://example.org/a@b#1</code>, under" in html
    assert "<pre><code>links:\n  - @octocat ```\n&lt;b&gt;\n</code></pre>" in html
    assert "m <code>www.example.org</code> ` &lt;b&gt;" in html


def test_code_in_remarks_and_notes_is_code() -> None:
    """And of the line below the title only the paths are."""
    (changed,) = review(card_of(LONDON, LONDON_OPEN), remarks=("Set `withdrawn`.",)).files
    file = replace(changed, how=RENAMED_FILE, was="content/vacancies/old.yaml", notes=("Run `check`.",))
    told = markdown(Report(), LAST, Review(day=LONDON_OPEN, files=(file,)), notes=("`check` alone shows them",))
    for words in ("> **Look:** Set `withdrawn`.\n", "- Run `check`.\n", "- note: `check` alone shows them\n"):
        assert words in told
    assert f"<code>{file.path}</code>, renamed from <code>content/vacancies/old.yaml</code>\n" in told


def test_the_criteria_of_a_new_vacancy_are_counted_once() -> None:
    (changed,) = review(card_of(KENSINGTON, KENSINGTON_OPEN)).files
    told = markdown(Report(), LAST, Review(day=KENSINGTON_OPEN, files=(replace(changed, how=ADDED_FILE),)))
    assert "<summary>29 essential and 6 desirable criteria</summary>" in told


def test_a_terminal_and_a_log_obey_nothing() -> None:
    """No escape sequence, and no line that GitHub takes for a command."""
    told = review_text(hostile_review())
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told)
    assert not re.search(r"^\s*::|##\[", told, re.MULTILINE)
    assert "##[" not in terminal(hostile_report(), {})


def test_a_summary_is_never_longer_than_github_shows() -> None:
    """What is left out is counted, and the parts that stay are whole."""
    words = " ".join(f"word{number}" for number in range(2_000))
    found = passages((), tuple(Block(f"{words} {number}", (str(number),)) for number in range(200)))
    told = markdown(Report(), LAST, review(card_of(LONDON, LONDON_OPEN), *found))
    assert MOST_BYTES // 2 < len(told.encode()) <= MOST_BYTES
    assert told.rstrip().endswith("`--format text` leaves nothing out.")
    left_out = int(re.findall(r"\*\*(\d+) parts are left out here", told)[0])
    # The card comes after what changes, and is left out too.
    assert told.count("<ins>") == told.count("</ins>") == 200 - left_out + 1


def test_several_files_are_listed_first() -> None:
    """One look shows which of them needs more."""
    one_file, *_ = review(card_of(LONDON, LONDON_OPEN)).files
    gone = Reviewed(path="content/vacancies/gone|.yaml", kind="vacancy", title="", how=REMOVED_FILE)
    told = markdown(Report(), LAST, Review(day=LONDON_OPEN, files=(one_file, gone)))
    assert "Foundation Trust](#part-1) | changed | – | 5 stated, 2 not stated and 1 in conflict | yes |\n" in told
    assert "| [content/vacancies/gone&#124;.yaml](#part-2) | removed | – | – | – |\n" in told
    assert '### <a name="part-2"></a>content/vacancies/gone&#124;.yaml\n' in told


def test_a_piece_is_shown_by_its_kind() -> None:
    """GitHub renders both elements in summaries and in comments."""
    line = (Piece(SAME, "a"), Piece(REMOVED, "b"), Piece(ADDED, "c"))
    told = markdown(Report(), LAST, review(card_of(LONDON, LONDON_OPEN), Passage((), (line,))))
    assert "- a <del>b</del> <ins>c</ins>\n" in told
