"""Scripts: Pagefind's script and index in a form that browsers load from a disk as well as over http.

From a disk a browser loads classic scripts and nothing else: no modules, no workers, nothing that is fetched.
"""

from __future__ import annotations

import re
from base64 import b64encode
from pathlib import Path

from portal.cellar.handover import script
from portal.search.index import SearchFailed

OWN_ADDRESS, ITS_ADDRESSES = "import.meta.url", 4
"""How a module calls its own address, and how often Pagefind's does."""

EXPORT = re.compile(r"\bexport\s*(\{[\w\s,]+\})\s*;?\s*\Z")
"""The end of Pagefind's module: the functions that it offers."""

FETCHED = ("*.pf_meta", "wasm.*", "index/*")
"""What a search fetches."""


def classic(module: str) -> bytes:
    """Pagefind's `module` as a classic script, which hands over a function: with a `fetch` and the address that the
    module would have had, it gives what the module would have exported.

    Raises SearchFailed if the module is not as we know it.
    """
    if module.count(OWN_ADDRESS) != ITS_ADDRESSES or not EXPORT.search(module):
        raise SearchFailed("Pagefind's script is not of the form that portal/search/scripts.py can rewrite")
    body = EXPORT.sub(r"return \1", module).replace(OWN_ADDRESS, "address")
    return f'portal.receive("pagefind",function(fetch,address){{"use strict";{body}}})\n'.encode()


def disk_bundle(bundle: Path) -> bytes:
    """The files in `bundle` that a search needs, as text by their paths, in a script for pages opened from a disk."""
    files = sorted(file for pattern in FETCHED for file in bundle.glob(pattern))
    texts = {file.relative_to(bundle).as_posix(): b64encode(file.read_bytes()).decode("ascii") for file in files}
    return script("disk", texts)
