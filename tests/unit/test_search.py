"""The search room: what Pagefind tells of words, and the index that is written as Pagefind would write it."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from portal.search.cbor import NEGATIVE, NUMBER, head, read_cbor, text
from portal.search.documents import STEPS, Document, bag
from portal.search.pagefind import Pagefind, SearchFailed, ask_pagefind, entry_of, stems_in, unpacked
from portal.search.postings import SIGNATURE, UNIT, Chunk, Postings, chunks_of, postings_of

WORDS = ("adopting", "adoption", "band7", "play0therapist", "straße", "ωmega", "10")

DOCUMENTS = (
    Document("Play therapist", ((10, ["Play therapist"]), (1, ["Adopting, adoption and band7: play."]))),
    Document("Nurse", ((10, ["Nurse"]), (0.3, ["therapists"]), (1, ["A nurse for 10 adoptions"]))),
    Document("Other", ((10, ["Other"]), (1, ["Nothing of that"]))),
)
BAGS = [bag(document) for document in DOCUMENTS]
POSTINGS = postings_of(BAGS)


@pytest.fixture(scope="module")
def pagefind() -> Pagefind:
    return ask_pagefind(POSTINGS.keys, "en-GB")


def as_page(document: Document) -> str:
    """The bag of `document` in the form in which Pagefind would read it. With words in another order it would count the
    halves of pairs as well."""
    lines = bag(document).decode().split("\n")
    by_step = [sorted(" ".join(lines[step :: len(STEPS)]).split()) for step in range(len(STEPS))]
    words = [
        f'<p data-pagefind-weight="{step}">{" ".join(some)}</p>'
        for step, some in zip(STEPS, by_step, strict=True)
        if some
    ]
    return f'<!doctype html><html lang="en-GB"><title>{document.title}</title><body data-pagefind-body>{"".join(words)}'


def read(chunks: list[Chunk]) -> list[Any]:
    """All words of an index."""
    files = (read_cbor(gzip.decompress(chunk.data).removeprefix(SIGNATURE)) for chunk in chunks)
    return [word for (words,) in files for word in words]


def weights(places: list[int]) -> int:
    """The weights of all places together. A negative number tells the weight of those that follow it."""
    found = weight = 0
    for place in places:
        weight, found = (-place - 1, found) if place < 0 else (weight, found + weight)
    return found


# --- what Pagefind tells -------------------------------------------------------------------------------


def test_pagefind_tells_the_stem_of_each_word_whatever_it_is_written_with() -> None:
    stems = ask_pagefind(WORDS, "en-GB").stems
    assert stems == {
        "10": "10",
        "adopting": "adopt",
        "adoption": "adopt",
        "band7": "band7",
        "play0therapist": "play0therapist",
        "straße": "straße",
        "ωmega": "ωmega",
    }


def test_pagefind_gives_its_program_its_script_and_its_entry(pagefind: Pagefind) -> None:
    assert pagefind.program_name == "wasm.en-gb.pagefind"
    assert "import.meta.url" in pagefind.script
    assert [*pagefind.entry["languages"]] == ["en-gb"]


def test_the_entry_is_the_same_whatever_the_words(pagefind: Pagefind) -> None:
    """A side of the index may have been made with the words of both, or with its own."""
    assert ask_pagefind(WORDS, "en-GB").entry == pagefind.entry


def test_what_the_environment_says_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = ask_pagefind(WORDS, "en-GB")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("PAGEFIND_OUTPUT_SUBDIR", "elsewhere")
    assert ask_pagefind(WORDS, "en-GB") == before


def test_words_that_pagefind_parts_in_another_way_stop_the_build() -> None:
    """Else a word would have another's stem, and nobody would find it."""
    index = bytes.fromhex("8181") + b"\x83" + text("adopt") + bytes.fromhex("818300821820 00 8080".replace(" ", ""))
    with pytest.raises(SearchFailed, match="parted 2 words into 1"):
        stems_in(["adopting", "b"], [index.replace(b"\x18\x20", b"\x38\x18")])


def test_an_index_that_is_not_there_is_told(tmp_path: Path) -> None:
    """Not a traceback about a file."""
    with pytest.raises(SearchFailed, match="wrote no index"):
        entry_of(tmp_path)


def test_a_form_of_another_pagefind_is_told(tmp_path: Path) -> None:
    file = tmp_path / "en_1234567.pf_index"
    file.write_bytes(gzip.compress(b"other{}"))
    with pytest.raises(SearchFailed, match=r"en_1234567\.pf_index in a form"):
        unpacked(file)


# --- what is written -----------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [0, 23, 24, 255, 256, 65535, 65536, 2**32 - 1])
def test_numbers_are_read_as_they_were_written(number: int) -> None:
    assert read_cbor(head(NUMBER, number)) == number
    assert read_cbor(head(NEGATIVE, number)) == -1 - number


def test_the_index_holds_what_pagefind_writes_but_for_places(pagefind: Pagefind, tmp_path: Path) -> None:
    """The same words in the same order, on the same pages with the same weights, and in the same titles.

    Pagefind also writes the halves of a word like "band7", which begins with what one would look for.
    """
    (tmp_path / "site").mkdir()
    for number, one in enumerate(DOCUMENTS):
        (tmp_path / "site" / f"{number}.html").write_text(as_page(one), "utf-8")
    command = [sys.executable, "-m", "pagefind_bin", "--silent", "--site", str(tmp_path / "site")]
    subprocess.run([*command, "--output-path", str(tmp_path / "out")], check=True)
    (meta,) = (read_cbor(unpacked(file)) for file in (tmp_path / "out").glob("*.pf_meta"))
    theirs = [word for file in (tmp_path / "out").glob("index/*") for word in read_cbor(unpacked(file))[0]]
    lengths = [length for _, length in meta[1]]
    own = [*POSTINGS.lengths]
    rows = [own.index(length) for length in lengths]
    assert sorted(lengths) == sorted(own)
    assert len({*own}) == len(own)
    ours = known(read(chunks_of(POSTINGS, pagefind.stems)), [0, 1, 2])
    assert ours == {word: pages for word, pages in known(theirs, rows).items() if word in ours}
    assert known(theirs, rows).keys() - ours.keys() == {"band"}


def known(words: list[Any], rows: list[int]) -> dict[str, dict[int, tuple[int, bool]]]:
    """By word and row the weight, and whether the title has the word. `rows` are those of Pagefind's pages."""
    found: dict[str, dict[int, tuple[int, bool]]] = {}
    for word, pages, _ in words:
        page = 0
        for after, places, titles in pages:
            page += after
            found.setdefault(word, {})[rows[page]] = (weights(places), bool(titles))
    return found


def test_what_weighs_more_than_pagefind_can_read_stands_at_several_places(pagefind: Pagefind) -> None:
    """Of "adoption" and "adopting" together; no two words have a place in common."""
    words = {word: pages for word, pages, _ in read(chunks_of(POSTINGS, pagefind.stems))}
    ((_, places, _), (_, one, _)) = words["adopt"]
    assert (weights(places), weights(one)) == (2 * UNIT, UNIT)
    heavy = postings_of([bag(Document("Adopting", ((10, ["Adopting adoption"]),)))])
    entries = read(chunks_of(heavy, ask_pagefind(heavy.keys, "en-GB").stems))
    ((_, places, titles),) = next(pages for word, pages, _ in entries if word == "adopt")
    assert weights(places) == 20 * UNIT
    assert [place for place in places if place < 0] == [-241, -241]
    assert titles
    all_places = [place for _, pages, _ in entries for place in pages[0][1] if place >= 0]
    assert len({*all_places}) == len(all_places)


def test_a_file_of_the_index_tells_what_its_words_begin_with(monkeypatch: pytest.MonkeyPatch) -> None:
    """As far as it takes to tell the last of one from the first of the next."""
    monkeypatch.setattr("portal.search.postings.IN_A_CHUNK", 1)
    postings = postings_of([bag(Document("x", ((1, ["adopt adult zoo"]),)))])
    found = chunks_of(postings, {word: word for word in ("adopt", "adult", "zoo")})
    assert [(one.first, one.last) for one in found] == [("adopt", "ado"), ("adu", "a"), ("z", "zoo")]


def test_the_index_is_the_same_each_time_and_however_many_make_it(
    pagefind: Pagefind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of files of one word each, by one process, by several, and with words that come in another order."""
    monkeypatch.setattr("portal.search.postings.IN_A_CHUNK", 1)
    found = chunks_of(POSTINGS, pagefind.stems)
    assert [word for word, _, _ in read(found)] == sorted({pagefind.stems[word] for word in POSTINGS.keys})
    backwards = Postings(dict(reversed([*POSTINGS.keys.items()])), POSTINGS.lengths)
    assert chunks_of(backwards, pagefind.stems) == found
    monkeypatch.setattr("portal.search.postings.FEWEST", 1)
    monkeypatch.setattr("portal.cellar.workers.processors", lambda: 3)
    assert chunks_of(POSTINGS, pagefind.stems) == found
