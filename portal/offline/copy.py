"""The copy: which files of the site a browser keeps for reading offline, and the worker that keeps them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Set
from itertools import accumulate

from portal.cellar.folders import Files
from portal.offline.packs import MakePacks, Pack, make_packs, packs_of

MOST_BYTES = 5_000_000
"""All packs together have at most so many bytes. If they had more, pages of vacancies are kept as they are read; if it
is still too much, at ten thousand vacancies perhaps, the search for words is left to those who have a connection."""

MOST_SQUEEZED = 20
"""Pages shrink to a tenth. What would have to shrink to less than a twentieth is not packed to see that it does not:
at ten thousand vacancies that would be half a gigabyte to read."""

VERSION_LENGTH = 16

KEPT = re.compile(r".*\.html|assets/.*|pagefind-.*")
"""What of a site is kept."""

NOT_KEPT = re.compile(
    r"browse/.*|.*/page-\d+\.html|assets/(words[a-z-]*\.[0-9a-f]+/disk\.|texts\.|img/icon-|records\.).*"
)
"""What of these is not: facet pages and further pages of lists, for which the finder stands; search's excerpts; what
search uses from a disk; icons, which the device keeps beside its apps; and the records' files, for changing them."""

VACANCIES = re.compile(r"vacancies/.*")
INDEX = re.compile(r"assets/words.*\.pf_index")
"""The largest parts: pages of vacancies, and the index of words."""

FIXED = re.compile(r"assets/[a-z]+\.[0-9a-f]+\.(css|js)|assets/img/.*|pagefind-[^/]*/wasm.*")
"""What changes with the portal and not with its vacancies. It is packed apart, so that a browser seldom fetches it
again."""

ASKED_FOR = re.compile(r"assets/portal\..*")
"""What every page asks for."""


def copy_of(
    site: Files, left_out: Set[str], day: str, source: str, make: MakePacks = make_packs
) -> tuple[list[Pack], bytes]:
    """What is added to a `site` that has all else: the packs of what is kept of it, and the worker.

    `left_out` are paths that nobody needs offline, such as vacancies that are over. `day` is that of the build in
    words, `source` the worker's; `make` makes packs.
    """
    kept = kept_of(site) - left_out
    packs, everything = packs_that_fit(site, kept, make)
    told = {
        "day": day,
        "keeps": "all" if everything else "read",
        "asks": sorted(path for path in kept if ASKED_FOR.fullmatch(path)),
        "packs": {pack.name: pack.paths for pack in packs},
    }
    return packs, worker(told, source)


def kept_of(site: Files) -> set[str]:
    """The paths of those files of `site` that are of a kind to be kept."""
    return {path for path in site if KEPT.fullmatch(path) and not NOT_KEPT.fullmatch(path)}


def packs_that_fit(site: Files, kept: Set[str], make: MakePacks) -> tuple[list[Pack], bool]:
    """The packs of the files at `kept`, and whether they are all: what is too large is left out, the pages first."""
    fixed, index, vacancies = ({path for path in kept if kind.fullmatch(path)} for kind in (FIXED, INDEX, VACANCIES))
    packs = [*packs_of(site, fixed, make), *packs_of(site, kept - fixed - index - vacancies, make)]
    for part in (index, vacancies):
        room = MOST_BYTES - sum(pack.size for pack in packs)
        # Of ten thousand pages a third is too much already, and to ask for the size of one takes 7 µs.
        if any(size > room * MOST_SQUEEZED for size in accumulate(map(site.size, part))):
            return packs, False
        more = packs_of(site, part, make)
        if sum(pack.size for pack in more) > room:
            return packs, False
        packs += more
    return packs, True


def worker(told: Mapping[str, object], source: str) -> bytes:
    """The worker: a line with what it has to know, then its source. Its version follows from both."""
    version = hashlib.sha256(f"{json.dumps(told)}{source}".encode()).hexdigest()[:VERSION_LENGTH]
    build = json.dumps({"version": version, **told}, separators=(",", ":"), ensure_ascii=False)
    return f"const BUILD = {build};\n{source}".encode()
