"""To take along: the site as one file, which opens from disk."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from portal.cellar.addresses import ROBOTS, SITEMAP
from portal.cellar.folders import Files

ONLY_ONLINE = re.compile(rf"pagefind-.*|.*\.pf_index|\..*|{re.escape(ROBOTS)}|{re.escape(SITEMAP)}")
"""What no page asks for on a disk: there search has a file of its own."""

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""Every file bears this moment, the first that a zip can name, so that the same pages make the same zip."""

LEVEL = 6
"""A zip of level 9 is smaller by three parts in a thousand, and takes a third longer to make."""

PLAIN_FILE = 0o100644 << 16
UNIX = 3


def write_zip(target: Path, files: Files, name: str) -> str:
    """Write the zip of the `files` of a site into the new file `target`; its size, in words.

    In it they lie in one folder, which is called after the `name` of the site.
    """
    folder = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "site"
    with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED) as whole:
        for path in sorted(files):
            if not ONLY_ONLINE.fullmatch(path):
                whole.writestr(_entry(f"{folder}/{path}"), files.read(path), compresslevel=LEVEL)
    return f"{target.stat().st_size / 1_000_000:.1f} MB"


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = UNIX, PLAIN_FILE
    return entry
