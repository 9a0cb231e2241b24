"""Firefox: the finder from a disk, where each browser has rules of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from time import sleep

import builtsite
import pytest
from builtsite import KENT, TODAY, ServedOn, SiteOn

from browser.firefox import Firefox

NAMES = ("firefox-esr", "firefox")
COUNT = "[data-finder=count]"
TITLES = """return [...document.querySelectorAll('.card__title')]
  .filter(title => title.checkVisibility()).map(title => title.textContent).sort()"""


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """The browser. A machine without one skips what needs it, but not where everything is checked."""
    executable = next((found for name in NAMES if (found := shutil.which(name))), None)
    if executable is None:
        why = f"Firefox is not installed: none of {', '.join(NAMES)} is on the PATH"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    with Firefox(executable, tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def finder(firefox: Firefox, site_on: SiteOn) -> Firefox:
    """The browser with the finder opened from a disk. Its clock is the machine's, so no status is certain."""
    firefox.open((site_on(TODAY) / "vacancies.html").as_uri())
    return firefox


def test_search_works_from_a_disk(finder: Firefox) -> None:
    finder.type("#q", "MBT")
    finder.wait_for(COUNT, "“MBT”")
    assert finder.run(TITLES) == ["Highly Specialist Psychotherapist", "Liaison Clinical Practitioner"]
    finder.type("#q", "freelance")
    finder.wait_for(COUNT, "“freelance”")
    assert finder.run(TITLES) == []


def test_facets_work_from_a_disk(finder: Firefox) -> None:
    before = finder.run(TITLES)
    finder.click("[data-facet=region] .facet__item:not([hidden]) .facet__label")
    finder.wait_for("[data-finder=chips]", "×")
    after = finder.run(TITLES)
    assert after
    assert set(after) < set(before)


def test_the_copy_answers_without_a_connection(
    firefox: Firefox, served_on: ServedOn, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = served_on(TODAY, "/repo/")
    firefox.open(address)
    for _ in range(200):
        if firefox.run("return navigator.serviceWorker.controller !== null"):
            break
        sleep(0.05)
    monkeypatch.setattr(builtsite._Handler, "do_GET", lambda handler: setattr(handler, "close_connection", True))
    for path, title in ((KENT, "Senior Therapist"), ("browse/region/london.html", "All vacancies")):
        firefox.open(address + path)
        firefox.wait_for("h1", title)
        firefox.wait_for(".footer__offline", "this copy was made on 22 November 2026")
    assert firefox.run("return document.styleSheets.length") == 1
    firefox.open(address + "vacancies.html?q=adoption")
    firefox.wait_for(COUNT, "“adoption”")
    assert firefox.run(TITLES) == ["Senior Therapist"]
