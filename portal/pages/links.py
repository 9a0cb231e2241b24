"""Links within the site: two pages that claim one address, and links that lead to no page or no place on it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from typing import Protocol

from portal.cellar.addresses import without_fragment
from portal.cellar.diagnostics import Diagnostic
from portal.cellar.source import SourceFile, Span
from portal.pages.fragments import fragments

SITE_FILE = "content/site.yaml"


def shared_addresses(pages: Iterable[tuple[str, str]]) -> Iterator[Diagnostic]:
    """No two pages may have one address, not even where capitals do not count.

    `pages` are addresses with the record that each is made from, or "" for a page of the portal's own.
    """
    by_address: dict[str, list[tuple[str, str]]] = {}
    for path, record in pages:
        by_address.setdefault(unicodedata.normalize("NFC", path).casefold(), []).append((path, record))
    for claims in by_address.values():
        if len(claims) > 1:
            yield _shared(claims)


def _shared(claims: list[tuple[str, str]]) -> Diagnostic:
    records = sorted(record for _, record in claims if record)
    makers = [f"`{record}`" for record in records]
    if len(records) < len(claims):
        makers.append("the portal itself")
    *others, told = [
        Diagnostic(
            "two-pages-one-address",
            f"`{claims[0][0]}` would be made twice: by {' and by '.join(makers)}",
            Span(record, 1, 1, 1, 1) if record else None,
            help="rename the file: its name is the page's address",
        )
        for record in records or [""]
    ]
    return replace(told, also=tuple(others))


Link = tuple[str, str, str]
"""A link within the site: the record that has it, the address of the record's page, and its target."""


class Sources(Protocol):
    """What gives the files of the records, to point into them."""

    def get(self, path: str, /) -> SourceFile | None: ...


def dead_links(
    links: Iterable[Link], views: Mapping[str, Callable[[], object]], sources: Sources
) -> Iterator[Diagnostic]:
    """A link in the navigation or in a text must lead to a page of the plan, and to a place that is on it.

    `views` has what makes each page's view by its address.
    """
    known = cache(lambda path: fragments(path, views[path]()))
    for record, page, target in links:
        path, _, fragment = target.partition("#")
        if (path or page) not in views:
            yield _dead(target, record, views.keys(), sources)
        elif fragment and fragment not in known(path or page):
            yield _no_place(target, record, known(path or page), sources)


def _no_place(target: str, record: str, known: Set[str], sources: Sources) -> Diagnostic:
    path, _, fragment = target.partition("#")
    page = f"`{path}`" if path else "its page"
    near = get_close_matches(fragment, sorted(known), n=1, cutoff=0.6)
    return Diagnostic(
        "link-to-no-place",
        f"this links to `#{fragment}`, and {page} has no such place",
        _span(target, record, sources),
        label="nothing there has this id",
        help=f"did you mean `{path}#{near[0]}`?" if near else "link to the page as a whole, or to a heading on it",
    )


def _dead(target: str, record: str, paths: Set[str], sources: Sources) -> Diagnostic:
    return Diagnostic(
        "link-to-no-page",
        f"this links to `{target}`, and the site has no such page",
        _span(target, record, sources),
        label="no page has this address",
        help=_help(without_fragment(target), paths),
    )


def _help(target: str, paths: Set[str]) -> str:
    near = get_close_matches(target, sorted(paths), n=1, cutoff=0.8)
    if near:
        return f"did you mean `{near[0]}`?"
    if "/" in target:
        return "mend the address, or remove the link"
    return f"mend the address, or add `content/pages/{target.removesuffix('.html')}.md`"


def _span(target: str, record: str, sources: Sources) -> Span:
    """Where `target` first stands in the file of `record`; the file's start if it cannot be found."""
    source = sources.get(record)
    offset = source.text.find(target) if source else -1
    return source.span_of(offset, len(target)) if source and offset >= 0 else Span(record, 1, 1, 1, 1)
