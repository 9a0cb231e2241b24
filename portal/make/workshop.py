"""The workshop: writes those files of the site that are to be made, and looks each over while it is at hand."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from portal.cellar.aside import Aside, Place
from portal.cellar.workers import shared_out
from portal.make.products import Product
from portal.publish.verify import Seen, see, see_data


class Made(NamedTuple):
    """What came of some products: the paths of the files that were `written`, for the others are there as they are.

    `links` are those within the site of what was made, and `whole` those by whole addresses, as the sitemap has them;
    but for those told before: most are on many pages, and they go from one process to another. `dropped` are those that
    their pages had in the last build and have no more. `unsound` tells whether something is wrong. `aside` has by page
    where what search knows of it was put.
    """

    written: Sequence[str]
    links: Set[str]
    whole: Set[str]
    dropped: Set[str]
    unsound: bool
    aside: Sequence[tuple[str, Place]]


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where files are made: in `folder`, unless `before`, the folder of the last build, has the same."""

    folder: Path
    before: Path | None
    url: str
    aside: Aside
    _told: set[str] = field(default_factory=set)
    _told_whole: set[str] = field(default_factory=set)

    def made(self, products: Sequence[Product]) -> Iterator[Made]:
        """Make `products`. Raises TemplateMistake, OSError."""
        for parent in {product.path.rpartition("/")[0] for product in products}:
            (self.folder / parent).mkdir(parents=True, exist_ok=True)
        yield from shared_out(self._some, products)

    def _some(self, products: Sequence[Product]) -> list[Made]:
        written, aside = list[str](), list[tuple[str, Place]]()
        links, whole, dropped = set[str](), set[str](), set[str]()
        unsound = False
        all_ready = [product.make() for product in products]
        # One kind of work after the other: what it takes stays at hand then, and the processor waits less for memory.
        all_seen = [self._see(product.path, ready.data) for product, ready in zip(products, all_ready, strict=True)]
        for product, ready, seen in zip(products, all_ready, all_seen, strict=True):
            path = product.path
            old = self._old(path)
            links.update(seen.links)
            whole.update(seen.whole)
            unsound |= not seen.sound
            if ready.data != old:
                _write(f"{self.folder}/{path}", ready.data)
                written.append(path)
                dropped |= set() if old is None else {*self._see(path, old).links}.difference(seen.links)
            if ready.found_by:
                aside.append((path, self.aside.put(ready.found_by)))
        return [Made(written, _new(links, self._told), _new(whole, self._told_whole), dropped, unsound, aside)]

    def _old(self, path: str) -> bytes | None:
        """What the last build wrote at `path`; None if it wrote nothing there."""
        if self.before is None:
            return None
        try:
            return (self.before / path).read_bytes()
        except OSError:
            return None

    def _see(self, path: str, data: bytes) -> Seen:
        return see(path, data, self.url) if path.endswith(".html") else see_data(path, data, self.url)


def _new(links: Set[str], told: set[str]) -> set[str]:
    """Those of `links` that are not among those `told`, which they are from now on."""
    new = {*links} - told
    told.update(new)
    return new


def _write(path: str, data: bytes) -> None:
    """Write a file in one step: `Path.write_bytes` asks the system twice as often, which takes 10 µs a file."""
    with open(path, "wb", buffering=0) as file:  # noqa: PTH123 (to make a `Path` takes 3 of them)
        if file.write(data) < len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
