"""Scripts: Pagefind's script and index in a form that browsers load from a disk as well as over http.

From a disk a browser loads classic scripts and nothing else: no modules, no workers, nothing that is fetched.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping

from portal.search.pagefind import SearchFailed

OWN_ADDRESS, ITS_ADDRESSES = "import.meta.url", 4
"""How a module calls its own address, and how often Pagefind's does."""

EXPORT = re.compile(r"\bexport\s*(\{[\w\s,]+\})\s*;?\s*\Z")
"""The end of Pagefind's module: the functions that it offers."""


def classic(module: str) -> bytes:
    """Pagefind's `module` as a classic script, which hands over a function: with a `fetch` and the address that the
    module would have had, it gives what the module would have exported.

    Raises SearchFailed if the module is not as we know it.
    """
    if module.count(OWN_ADDRESS) != ITS_ADDRESSES or not EXPORT.search(module):
        raise SearchFailed("Pagefind's script is not of the form that portal/search/scripts.py can rewrite")
    body = EXPORT.sub(r"return \1", module).replace(OWN_ADDRESS, "address")
    return f'portal.receive("pagefind",function(fetch,address){{"use strict";{body}}})\n'.encode()


def on_disk(files: Mapping[str, bytes]) -> dict[str, str]:
    """What a search fetches, by its name, as text, for a script."""
    return {name: b64encode(data).decode("ascii") for name, data in files.items()}
