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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from portal.cellar.folders import Files

FOLDER = "offline"
"""The folder of the site that has the packs."""

SIZE = 1_000_000
"""So many bytes, before they are compressed, are a pack on average, or less."""

LEVEL = 6
"""At level 9 a pack is smaller by one part in a hundred, and takes a fourth longer to make."""

NAME_LENGTH = 16

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


MakePack = Callable[[Files, Sequence[str]], Pack]
"""Makes the pack of the files at some paths of a site."""


def pack_of(site: Files, paths: Sequence[str]) -> Pack:
    """The pack of the files at `paths` of the `site`."""
    data = pack_bytes({path: site.read(path) for path in paths})
    name = f"{FOLDER}/{hashlib.sha256(data).hexdigest()[:NAME_LENGTH]}.pack"
    return Pack(tuple(paths), name, len(data), data)


def packs_of(site: Files, paths: Iterable[str], make: MakePack = pack_of) -> Iterator[Pack]:
    """The packs of the files at `paths` of the `site`."""
    for part in _parted({path: site.size(path) for path in sorted(paths)}):
        yield make(site, part)


def _parted(sizes: Mapping[str, int]) -> list[list[str]]:
    """The paths in parts of about a size.

    The path alone decides on the part: a file that changes, comes or goes leaves all other parts as they were. The
    number of parts is a power of two, so that it seldom changes.
    """
    number = 1 << max(0, -(-sum(sizes.values()) // SIZE) - 1).bit_length()
    parts: list[list[str]] = [[] for _ in range(number)]
    for path in sizes:
        parts[int.from_bytes(hashlib.sha256(path.encode()).digest()[:4]) % number].append(path)
    return [part for part in parts if part]


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
