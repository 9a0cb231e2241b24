"""What every test may use."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import builtsite
import pytest
from builtsite import FIVE, ServedOn, SiteOn
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent

# The same examples every time, and on slow machines too: nobody believes a test that fails now and then.
settings.register_profile("portal", deadline=None, derandomize=True, database=None)
settings.load_profile("portal")

# A shell that starts the tests in the background has them ignore Ctrl-C, and every program that they start too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-expected",
        action="store_true",
        help="rewrite the expected files with what came out: read every difference before it is committed",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder that all processes of this session share: the first makes it, the others inherit its name."""
    if builtsite.SHARED not in os.environ:
        folder = TemporaryDirectory(prefix="portal-tests-")
        config.add_cleanup(folder.cleanup)
        os.environ[builtsite.SHARED] = folder.name


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """How many processes run the tests: this one alone where some were chosen, else one for each core.

    A few tests are done before a second process has begun.
    """
    chosen = config.args_source is not pytest.Config.ArgsSource.TESTPATHS or config.option.keyword
    return 0 if chosen else None


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture
def update_expected(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update-expected"))


@pytest.fixture(scope="session")
def project_with(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """`project_with(content)`: a copy of the project with this content: each once a session."""
    return cache(lambda content: builtsite.copy_project(tmp_path_factory.mktemp("project") / "portal", content))


@pytest.fixture(scope="session")
def site_on(project_with: Callable[[Path], Path]) -> SiteOn:
    def build(day: str, content: Path) -> Path:
        name = f"site-{day}-{sha256(bytes(content)).hexdigest()[:8]}"
        return builtsite.once(name, lambda folder: builtsite.build(project_with(content), folder, day, "--strict"))

    return lambda day, content=FIVE: build(day, content)


@pytest.fixture(scope="session")
def served_on(tmp_path_factory: pytest.TempPathFactory, project_with: Callable[[Path], Path]) -> Iterator[ServedOn]:
    with ExitStack() as stack:

        @cache
        def serve(day: str, base: str, content: Path) -> str:
            folder = tmp_path_factory.mktemp("served") / "site"
            address = stack.enter_context(builtsite.served(folder, base))
            builtsite.build(project_with(content), folder, day, "--site-url", address)
            return address

        yield lambda day, base, content=FIVE: serve(day, base, content)
