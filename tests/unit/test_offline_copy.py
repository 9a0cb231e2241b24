"""The copy: what a browser keeps of a site, and what it does if that is too much."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from portal.cellar.folders import Files
from portal.offline import copy
from portal.offline.copy import copy_of

KEPT = (
    "index.html",
    "vacancies.html",
    "closed.html",
    "404.html",
    "employers/trust.html",
    "vacancies/open.html",
    "assets/portal.0a1b2c3d.css",
    "assets/facts.0a1b2c3d/base.js",
    "assets/cards.0a1b2c3d/0.js",
    "assets/img/mark.svg",
    "pagefind-1.5.2/wasm.en.pagefind",
    "assets/words.1a2b3c4d/1.pf_index",
)
OF_THE_PORTAL = ["assets/img/mark.svg", "assets/portal.0a1b2c3d.css", "pagefind-1.5.2/wasm.en.pagefind"]
NOT_KEPT = (
    "vacancies/over.html",
    "vacancies/page-2.html",
    "employers/trust/page-12.html",
    "browse/region/london.html",
    "browse/region/london/page-2.html",
    "assets/words.1a2b3c4d/disk.0a1b2c3d.js",
    "assets/img/icon-512.png",
    "assets/texts.1a2b3c4d/7.js",
    "feed.xml",
    "manifest.webmanifest",
    "vacancies-offline.zip",
    ".nojekyll",
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path in (*KEPT, *NOT_KEPT):
        write(tmp_path, path, f"This is {path}.")
    return tmp_path


def write(site: Path, path: str, text: str) -> None:
    (site / path).parent.mkdir(parents=True, exist_ok=True)
    (site / path).write_text(text, "utf-8")


def add(site: Path, day: str = "22 November 2026", source: str = "/* the worker */") -> dict[str, Any]:
    """Add the copy, and hand back what the worker is told."""
    packs, worker = copy_of(Files.of(site), {"vacancies/over.html"}, day, source)
    for pack in packs:
        (site / pack.name).parent.mkdir(exist_ok=True)
        (site / pack.name).write_bytes(pack.data)
    (site / "sw.js").write_bytes(worker)
    line, _, rest = (site / "sw.js").read_text("utf-8").partition(";\n")
    assert rest == source
    told: dict[str, Any] = json.loads(line.removeprefix("const BUILD = "))
    return told


def paths_in(told: dict[str, Any]) -> list[str]:
    return sorted(path for paths in told["packs"].values() for path in paths)


def packs_of_a_copy(site: Path) -> list[str]:
    return sorted(file.relative_to(site).as_posix() for file in site.glob("offline/*"))


def test_what_can_be_read_offline_is_kept_once_and_nothing_else(site: Path) -> None:
    assert paths_in(add(site)) == sorted(KEPT)


def test_the_worker_names_the_packs_that_are_there(site: Path) -> None:
    assert sorted(add(site)["packs"]) == packs_of_a_copy(site)


def test_the_worker_is_told_the_day_in_words_and_what_every_page_asks_for(site: Path) -> None:
    told = add(site)
    assert told["day"] == "22 November 2026"
    assert told["asks"] == ["assets/portal.0a1b2c3d.css"]
    assert told["keeps"] == "all"


def test_the_same_site_has_the_same_worker(site: Path) -> None:
    assert add(site) == add(site)


def test_another_page_day_or_worker_is_another_version(site: Path) -> None:
    versions = [add(site)["version"], add(site, day="23 November 2026")["version"], add(site, source="//")["version"]]
    write(site, "index.html", "Something else.")
    versions.append(add(site)["version"])
    assert len(set(versions)) == 4


def test_what_changes_with_the_portal_is_packed_apart_from_what_changes_with_the_vacancies(site: Path) -> None:
    before = add(site)["packs"]
    for path in KEPT:
        if path not in OF_THE_PORTAL:
            write(site, path, "Changed.")
    after = add(site)["packs"]
    (left,) = before.keys() & after.keys()
    assert before[left] == OF_THE_PORTAL


def test_a_site_that_is_too_large_is_kept_without_the_pages_of_vacancies(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copy, "MOST_BYTES", 2000)
    write(site, "vacancies/open.html", random.Random(1).randbytes(2000).hex())
    told = add(site)
    assert told["keeps"] == "read"
    assert paths_in(told) == sorted({*KEPT} - {"vacancies/open.html"})
    assert sorted(told["packs"]) == packs_of_a_copy(site)


def test_what_cannot_fit_is_not_even_packed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that would shrink to nothing is left out unread where it is a hundred times what there is room for."""
    monkeypatch.setattr(copy, "MOST_BYTES", 4000)
    write(site, "vacancies/open.html", "x" * 400_000)
    assert add(site)["keeps"] == "read"


def test_of_a_far_larger_site_the_index_of_words_is_left_out_too(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy, "MOST_BYTES", 2000)
    write(site, "assets/words.1a2b3c4d/1.pf_index", random.Random(1).randbytes(2000).hex())
    told = add(site)
    assert told["keeps"] == "read"
    assert paths_in(told) == sorted({*KEPT} - {"vacancies/open.html", "assets/words.1a2b3c4d/1.pf_index"})


def test_a_site_without_vacancies_is_kept_whole(tmp_path: Path) -> None:
    write(tmp_path, "index.html", "Nothing yet.")
    told = add(tmp_path)
    assert told["keeps"] == "all"
    assert paths_in(told) == ["index.html"]
