"""Pagination: a long list in pages of its own, each with its address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from portal.cellar.addresses import further_page
from portal.views.given import CardGroup, PageNumber, PaginationView

PER_PAGE = 25
"""So many vacancies are on a page."""

NEAR = 1
"""So many pages on both sides of the page at hand are named, besides the first and the last."""

Groups = tuple[CardGroup, ...]


def in_pages(groups: Sequence[CardGroup], path: str) -> list[tuple[Groups, PaginationView]]:
    """The cards of `groups` in pages of PER_PAGE, each with the groups that it has a part of; one page at least.

    `path` is the address of the first page.
    """
    number = sum(len(group.cards) for group in groups)
    pages = max(1, -(-number // PER_PAGE))
    return [(tuple(_part(groups, page)), pagination(path, page, pages)) for page in range(1, pages + 1)]


def _part(groups: Sequence[CardGroup], page: int) -> Iterator[CardGroup]:
    """What of `groups` stands on `page`; what a group's lead says is said where the group begins."""
    begin = (page - 1) * PER_PAGE
    for group in groups:
        cards = group.cards[max(begin, 0) : max(begin + PER_PAGE, 0)]
        if cards:
            yield replace(group, cards=cards, lead=group.lead if begin <= 0 else "")
        begin -= len(group.cards)


def page_with(groups: Sequence[CardGroup], wanted: str, path: str) -> str:
    """The address of the page on which the group with the id `wanted` begins."""
    before = 0
    for group in groups:
        if group.id == wanted:
            break
        before += len(group.cards)
    return further_page(path, before // PER_PAGE + 1)


def pagination(path: str, page: int, pages: int) -> PaginationView:
    """The links from page `page` of `pages` to the others."""
    return PaginationView(
        page=page,
        pages=pages,
        previous=further_page(path, page - 1) if page > 1 else "",
        next=further_page(path, page + 1) if page < pages else "",
        links=tuple(_links(path, page, pages)),
    )


def _links(path: str, page: int, pages: int) -> Iterator[PageNumber]:
    """The first, the last, and those near the page at hand; none if there is but one."""
    near = range(max(1, page - NEAR), min(pages, page + NEAR) + 1)
    before = 0
    for number in sorted({1, *near, pages}) if pages > 1 else ():
        gap = number - before > 1
        yield PageNumber(number=number, path=further_page(path, number), current=number == page, gap=gap)
        before = number
