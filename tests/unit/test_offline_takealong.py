"""One file to take along, and the manifest."""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
from pathlib import Path

import pytest

from portal.cellar.folders import Files
from portal.offline.manifest import manifest
from portal.offline.takealong import deflated_in, write_zip

PROJECT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path in ("index.html", "vacancies/a.html", "assets/portal.js", "feed.xml", "pagefind-1.5.2/x", "robots.txt"):
        file = tmp_path / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"This is {path}.\n" * 99, "utf-8")
    (tmp_path / "site" / "sitemap.xml").write_text("<urlset/>", "utf-8")
    (tmp_path / "site" / ".nojekyll").write_text("", "utf-8")
    return tmp_path / "site"


def add_zip(site: Path, name: str) -> str:
    """Write the zip of all that is in `site` into it."""
    return write_zip(site / "vacancies-offline.zip", Files.of(site), name, {})


def test_it_has_what_pages_ask_for_on_a_disk_in_a_folder_named_after_the_site(site: Path) -> None:
    add_zip(site, "Therapy & Care: Jobs")
    with zipfile.ZipFile(site / "vacancies-offline.zip") as found:
        assert found.testzip() is None
        assert found.namelist() == [
            "therapy-care-jobs/assets/portal.js",
            "therapy-care-jobs/feed.xml",
            "therapy-care-jobs/index.html",
            "therapy-care-jobs/vacancies/a.html",
        ]
        assert found.read("therapy-care-jobs/index.html") == (site / "index.html").read_bytes()


def test_a_name_without_a_plain_letter_still_makes_a_folder(site: Path) -> None:
    add_zip(site, "Ψ")
    with zipfile.ZipFile(site / "vacancies-offline.zip") as found:
        assert {name.split("/")[0] for name in found.namelist()} == {"site"}


def test_the_same_pages_make_the_same_file_at_any_time(site: Path) -> None:
    hashes = []
    for moment in (0, 86_400 * 365 * 40):
        for file in site.rglob("*"):
            os.utime(file, (moment, moment))
        add_zip(site, "Jobs")
        hashes.append(hashlib.sha256((site / "vacancies-offline.zip").read_bytes()).digest())
        (site / "vacancies-offline.zip").unlink()
    assert hashes[0] == hashes[1]


def test_what_lay_in_the_last_one_lies_the_same_in_the_next(site: Path, tmp_path: Path) -> None:
    """What has changed is compressed anew; the zip is the same as one of which nothing was known."""
    (site / "changed.html").write_text("before", "utf-8")
    write_zip(tmp_path / "last.zip", Files.of(site), "Jobs", {})
    (site / "changed.html").write_text("after", "utf-8")
    known = deflated_in(tmp_path / "last.zip")
    assert known.keys() == {"assets/portal.js", "changed.html", "feed.xml", "index.html", "vacancies/a.html"}
    del known["changed.html"]
    write_zip(tmp_path / "next.zip", Files.of(site), "Jobs", known)
    write_zip(tmp_path / "fresh.zip", Files.of(site), "Jobs", {})
    assert (tmp_path / "next.zip").read_bytes() == (tmp_path / "fresh.zip").read_bytes()
    assert (tmp_path / "next.zip").read_bytes() != (tmp_path / "last.zip").read_bytes()


def test_its_size_is_told_in_megabytes(site: Path) -> None:
    (site / "large").write_bytes(os.urandom(3_150_000))
    assert add_zip(site, "Jobs") == "3.2 MB"


def test_everybody_may_read_what_is_unpacked(site: Path) -> None:
    add_zip(site, "Jobs")
    with zipfile.ZipFile(site / "vacancies-offline.zip") as found:
        assert {entry.external_attr >> 16 for entry in found.infolist()} == {0o100644}


def test_the_manifest_works_below_any_path() -> None:
    found = json.loads(manifest("Jobs for all", "Jobs, laid out.", "en-GB"))
    assert found["name"] == found["short_name"] == "Jobs for all"
    assert found["start_url"] == found["scope"] == "./"
    assert not [icon["src"] for icon in found["icons"] if icon["src"].startswith(("/", "http"))]


def test_around_its_pages_a_browser_has_the_colour_of_their_ground() -> None:
    """By day and by night, as styles, pages and the manifest have it."""
    styles = (PROJECT / "templates/assets/css/10-tokens.css").read_text("utf-8")
    head = (PROJECT / "templates/partials/head.html.jinja").read_text("utf-8")
    day, night = re.findall(r"--paper: (#[0-9a-f]{6});", styles)
    assert re.findall(r'name="theme-color" content="([^"]+)" media="\(prefers-color-scheme: (\w+)\)"', head) == [
        (day, "light"),
        (night, "dark"),
    ]
    found = json.loads(manifest("Jobs", "", "en-GB"))
    assert found["theme_color"] == found["background_color"] == day


def test_every_icon_of_the_manifest_is_there_with_its_size() -> None:
    for icon in json.loads(manifest("Jobs", "", "en-GB"))["icons"]:
        data = (PROJECT / "templates" / icon["src"]).read_bytes()
        width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
        assert icon["sizes"] == f"{width}x{height}"
        assert len(data) < 10_000
