"""Packs: files of the site put together and compressed, for browsers to keep.

A pack is lines, compressed as zlib does it. The first is JSON: each file's path, its content type, and the numbers of
the lines that it is made of. The others are those lines, each of them once: pages of one template have half of theirs
in common, and zlib alone looks back no further than half a page. In place of the number of a line that was not used
before stands 0, which zlib makes next to nothing of.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath

from portal.cellar.folders import Files
from portal.cellar.workers import shared_out

FOLDER = "offline"
"""The folder of the site that has the packs."""

SIZE = 1_000_000
"""So many bytes, before they are compressed, are a pack on average, or less."""

LEVEL = 6
"""At level 9 a pack is smaller by one part in a hundred, and takes a fourth longer to make."""

NAME_LENGTH = 16

FEWEST = 4
"""So many packs at least are worth a worker."""

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
}
"""What a file is, by the end of its name."""

OTHER_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack of the files at `paths`. `name` is its own path in the site, with a part of its hash: by it a browser can
    tell that it is whole. `size` is that of its `data`, in bytes; if there are none, the site has the pack already."""

    paths: tuple[str, ...]
    name: str
    size: int
    data: bytes = b""


Parts = Sequence[tuple[str, ...]]
"""The paths of those files that are packed together, pack by pack."""

MakePacks = Callable[[Files, Parts], list[Pack]]
"""Makes the packs of parts of a site, in their order."""


def packs_of(site: Files, paths: Iterable[str], make: MakePacks) -> list[Pack]:
    """The packs of the files at `paths` of the `site`."""
    return make(site, _parted({path: site.size(path) for path in sorted(paths)}))


def make_packs(site: Files, parts: Parts) -> list[Pack]:
    """The packs of `parts` of the `site`, made by all processors: each takes 12 ms."""
    made = {pack.paths: pack for pack in shared_out(partial(_make_some, site), parts, fewest=FEWEST)}
    return [made[paths] for paths in parts]


def _make_some(site: Files, parts: Parts) -> list[Pack]:
    return [_pack_of(site, paths) for paths in parts]


def _pack_of(site: Files, paths: tuple[str, ...]) -> Pack:
    data = pack_bytes({path: site.read(path) for path in paths})
    name = f"{FOLDER}/{hashlib.sha256(data).hexdigest()[:NAME_LENGTH]}.pack"
    return Pack(paths, name, len(data), data)


def _parted(sizes: Mapping[str, int]) -> Parts:
    """The paths in parts of about a size.

    The path alone decides on the part: a file that changes, comes or goes leaves all other parts as they were. The
    number of parts is a power of two, so that it seldom changes.
    """
    number = 1 << max(0, -(-sum(sizes.values()) // SIZE) - 1).bit_length()
    parts: list[list[str]] = [[] for _ in range(number)]
    for path in sizes:
        parts[int.from_bytes(hashlib.sha256(path.encode()).digest()[:4]) % number].append(path)
    return [tuple(part) for part in parts if part]


def pack_bytes(files: Mapping[str, bytes]) -> bytes:
    """The bytes of a pack: the same whenever it is made of the same files in the same order."""
    pool: dict[bytes, int] = {}
    index = [[path, type_of(path), _put(data, pool)] for path, data in files.items()]
    head = json.dumps(index, separators=(",", ":"))
    return zlib.compress(b"\n".join([head.encode(), *pool]), LEVEL)


def _put(data: bytes, pool: dict[bytes, int]) -> list[int]:
    """Put into `pool` the lines of `data` that are not there; for each line its number, or 0 where it is new."""
    numbers = []
    for line in data.split(b"\n"):
        new = len(pool) + 1
        number = pool.setdefault(line, new)
        numbers.append(0 if number == new else number)
    return numbers


def type_of(path: str) -> str:
    """The content type of the file at `path`."""
    return TYPES.get(PurePosixPath(path).suffix, OTHER_TYPE)
