"""To take along: the site as one file, which opens from disk."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from portal.cellar.addresses import ROBOTS, SITEMAP, ZIP

ONLY_ONLINE = re.compile(rf"pagefind-.*|\..*|{re.escape(ROBOTS)}|{re.escape(SITEMAP)}")
"""What no page asks for on a disk: there search has a file of its own."""

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""Every file bears this moment, the first that a zip can name, so that the same pages make the same zip."""

PLAIN_FILE = 0o100644 << 16
UNIX = 3


def add_zip(site: Path, name: str) -> str:
    """Add to the folder `site`, which has all pages, the zip of them; its size, in words.

    In it they lie in one folder, which is called after the `name` of the site.
    """
    paths = sorted(file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
    folder = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "site"
    with zipfile.ZipFile(site / ZIP, "x", zipfile.ZIP_DEFLATED) as target:
        for path in paths:
            if not ONLY_ONLINE.fullmatch(path):
                target.writestr(_entry(f"{folder}/{path}"), (site / path).read_bytes(), compresslevel=9)
    return f"{(site / ZIP).stat().st_size / 1_000_000:.1f} MB"


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = UNIX, PLAIN_FILE
    return entry
