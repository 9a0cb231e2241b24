"""Stores: where each command keeps what it found out, for the next, and what that was found out with."""

from __future__ import annotations

import sys
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path

from portal.cache.store import Store

FOLDER = ".cache"
"""The folder of the project that all is kept in. It may be removed at any time."""


class Stores:
    """The stores of the project in `root` for the content in `home`.

    All hang on the code, the schemas and the packages. These are those that requirements.txt pins: with others
    installed, `front.environment` lets nothing run.
    """

    def __init__(self, root: Path, home: Path) -> None:
        self._root, self._home = root, home
        # What is kept of invented content goes with it.
        self._folder = (home if home.name.startswith(DEMONSTRATION) else root) / FOLDER

    @cached_property
    def code(self) -> bytes:
        """What changes with any byte of the code that runs, and of the schemas; it is the same on every machine."""
        return blake2b(_code_in(self._root), digest_size=16, key=_digest_of(self._root, "schema/*.json")).digest()

    @cached_property
    def key(self) -> bytes:
        """What changes with the code and with the Python that runs it."""
        return blake2b(f"{sys.version} {sys.platform}".encode(), digest_size=32, key=self.code).digest()

    def of_verdicts(self) -> Store:
        """What each file of the content says of itself."""
        return self._store("verdicts", self._home)

    def of_sheets(self) -> Store:
        """What else a site is made from, by the files of the content."""
        return self._store("sheets", self._home)

    def of_site(self, output: Path) -> Store:
        """What was made into `output`."""
        return self._store("site", self._home, output.absolute())

    def of_search(self, output: Path) -> Store:
        """What search knows of the site in `output`."""
        return self._store("search", self._home, output.absolute())

    def of_last_build(self, output: Path) -> Store:
        """By what it is known that the site in `output` is up to date."""
        return self._store("last", self._home, output.absolute())

    def of_templates(self, name: str) -> Store:
        """The templates in a form that can be run."""
        return self._store(f"templates-{name}")

    def _store(self, name: str, *paths: Path) -> Store:
        ending = blake2b("\n".join(map(str, paths)).encode("utf-8", "replace"), digest_size=6).hexdigest()
        return Store(self._folder, f"{name}-{ending}" if paths else name, self.key)


@cache
def _code_in(root: Path) -> bytes:
    """What changes with any byte of the code. It is read once: `serve` goes on with what it began with, whatever is
    saved meanwhile."""
    return _digest_of(root, "portal/**/*.py", "build.py", "requirements.txt")


def _digest_of(root: Path, *patterns: str) -> bytes:
    """What changes with any byte and any name of the files in `root` that have one of these patterns."""
    digest = blake2b(digest_size=16)
    for file in sorted(file for pattern in patterns for file in root.glob(pattern)):
        data = file.read_bytes()
        digest.update(f"\n{len(data)} {file.relative_to(root).as_posix()}\n".encode())
        digest.update(data)
    return digest.digest()


DEMONSTRATION = "portal-demo-"
"""How the folder of invented content begins."""
