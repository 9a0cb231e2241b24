"""To take along: the site as one file, which opens from disk.

To compress the files of two thousand vacancies takes 3 seconds of a processor, so all processors do it, and what has
stayed as it was is taken from the zip of the last build as it lies there. `zipfile` itself can do neither.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from functools import partial
from io import SEEK_CUR
from pathlib import Path
from struct import unpack
from typing import BinaryIO, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from portal.cellar.addresses import ROBOTS, SITEMAP
from portal.cellar.folders import Files
from portal.cellar.workers import shared_out

ONLY_ONLINE = re.compile(rf"pagefind-.*|.*\.pf_index|\..*|{re.escape(ROBOTS)}|{re.escape(SITEMAP)}")
"""What no page asks for on a disk: there search has a file of its own."""

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""Every file bears this moment, the first that a zip can name, so that the same pages make the same zip."""

LEVEL = 6
"""A zip of level 9 is smaller by three parts in a thousand, and takes a third longer to make."""

PLAIN_FILE = 0o100644 << 16
UNIX = 3

HEAD, LENGTHS = 30, slice(26, 30)
"""Before a file stand so many bytes, its name, and more that may be said of it; the lengths of the two are in there."""


class Deflated(NamedTuple):
    """A file as it lies in a zip: its checksum, its size in bytes, and what it was compressed to."""

    checksum: int
    size: int
    data: bytes


def write_zip(target: Path, files: Files, name: str, known: Mapping[str, Deflated]) -> str:
    """Write the zip of the `files` of a site into the new file `target`; its size, in words.

    In it they lie in one folder, which is called after the `name` of the site. What is `known` of them need not be
    compressed.
    """
    folder = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "site"
    taken = sorted(path for path in files if not ONLY_ONLINE.fullmatch(path))
    new = dict(shared_out(partial(_all_deflated, files), [path for path in taken if path not in known]))
    with ZipFile(target, "x") as whole:
        for path in taken:
            _put(whole, f"{folder}/{path}", known.get(path) or new[path])
    return f"{target.stat().st_size / 1_000_000:.1f} MB"


def deflated_in(zip: Path) -> dict[str, Deflated]:
    """What lies in a `zip` of ours, by the paths in the site."""
    with ZipFile(zip) as whole, zip.open("rb") as file:
        found = {entry.filename.partition("/")[2]: entry for entry in whole.infolist()}
        return {path: Deflated(entry.CRC, entry.file_size, _data_of(entry, file)) for path, entry in found.items()}


def _data_of(entry: ZipInfo, file: BinaryIO) -> bytes:
    file.seek(entry.header_offset)
    name, more = unpack("<HH", file.read(HEAD)[LENGTHS])
    file.seek(name + more, SEEK_CUR)
    return file.read(entry.compress_size)


def _all_deflated(files: Files, paths: Sequence[str]) -> list[tuple[str, Deflated]]:
    return [(path, _deflated(files.read(path))) for path in paths]


def _deflated(data: bytes) -> Deflated:
    packing = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Deflated(zlib.crc32(data), len(data), packing.compress(data) + packing.flush())


def _put(whole: ZipFile, path: str, file: Deflated) -> None:
    """Put a `file` that is compressed at the end of a zip that is being written."""
    entry = ZipInfo(path, LONG_AGO)
    entry.compress_type = ZIP_DEFLATED
    entry.create_system, entry.external_attr = UNIX, PLAIN_FILE
    entry.CRC, entry.file_size, entry.compress_size = file.checksum, file.size, len(file.data)
    assert whole.fp, "a zip that is being written is open"
    entry.header_offset = whole.fp.tell()
    whole.fp.write(entry.FileHeader() + file.data)
    whole.filelist.append(entry)
    whole.start_dir = whole.fp.tell()
