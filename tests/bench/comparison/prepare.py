"""Prepare: writes the records and each peer's sources. Not timed.

It is a program of its own, so that the one that measures stays small: the memory of a child counts from what its
parent held when it began.
"""

from __future__ import annotations

import json
import shutil
import sys
from datetime import date
from pathlib import Path

from comparison import eleventy, hugo, pelican
from comparison.corpus import Corpus, read_corpus, write_records
from comparison.tools import PEERS


def prepare(work: Path, number: int, day: date, peers: list[str]) -> None:
    """Fill the new folder `work`; `facts.json` in it names the record to edit, which is an open one."""
    write_records(work, number, day)
    corpus = read_corpus(work, day) if peers else None
    for name in peers:
        if corpus:
            _write(name, corpus, work / name)
    slugs = sorted(path.stem for path in (work / "content" / "vacancies").glob("*.yaml"))
    edited = corpus.roles[corpus.current // 2].slug if corpus else slugs[len(slugs) // 2]
    (work / "facts.json").write_text(json.dumps({"edited": edited}), "utf-8")


def _write(name: str, corpus: Corpus, folder: Path) -> None:
    kind = name.partition("-")[0]
    shutil.copytree(PEERS / kind, folder)
    if kind == "hugo":
        hugo.write_source(corpus, folder, hugo.MATTERS[name])
    elif kind == "eleventy":
        eleventy.write_source(corpus, folder)
    else:
        pelican.write_source(corpus, folder)


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), int(sys.argv[2]), date.fromisoformat(sys.argv[3]), sys.argv[4:])
