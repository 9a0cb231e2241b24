"""What every test may use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import builtsite
import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# The same examples every time, and on slow machines too: nobody believes a test that fails now and then.
settings.register_profile("portal", deadline=None, derandomize=True, database=None)
settings.load_profile("portal")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected",
        action="store_true",
        help="rewrite the expected files with what came out: read every difference before it is committed",
    )


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture
def update_expected(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update-expected"))


@pytest.fixture(scope="session")
def site_on(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of the project's own site as built for a day, such as "2025-11-10": each once a session."""
    return cache(lambda day: builtsite.build(tmp_path_factory.mktemp("site") / day, day))


@pytest.fixture(scope="session")
def served_on(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str, str], str]]:
    """The address of a web server with the site for a day below a path such as "/repo/": each once a session.

    The site is built for that address.
    """
    with ExitStack() as stack:

        @cache
        def serve(day: str, base: str) -> str:
            folder = tmp_path_factory.mktemp("served") / "site"
            address = stack.enter_context(builtsite.served(folder, base))
            builtsite.build(folder, day, "--site-url", address)
            return address

        yield serve
