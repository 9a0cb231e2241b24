"""Firefox: the finder from a disk, where each browser has rules of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from builtsite import TODAY, SiteOn

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
    finder.wait_for("[data-finder=chips]", "remove")
    after = finder.run(TITLES)
    assert after
    assert set(after) < set(before)
