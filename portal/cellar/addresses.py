"""Addresses: where each page lives within the site, and how one page links to another."""

from __future__ import annotations

HOME = "index.html"
VACANCIES = "vacancies.html"
CLOSED = "closed.html"
EMPLOYERS = "employers.html"
SEARCH = "search.html"
NOT_FOUND = "404.html"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"


def vacancy_path(slug: str) -> str:
    return f"vacancies/{slug}.html"


def employer_path(slug: str) -> str:
    return f"employers/{slug}.html"


def content_path(slug: str) -> str:
    return f"{slug}.html"


def without_fragment(target: str) -> str:
    """`target` without `#…`; empty if it was nothing but a fragment."""
    return target.partition("#")[0]


def relative(target: str, page: str) -> str:
    """The link from the page at `page` to `target`, both addresses within the site."""
    if target.startswith("#"):
        return target
    return "../" * page.count("/") + target


def absolute(target: str, site_url: str) -> str:
    """The whole address of `target`; the home page's is the site's own. `site_url` ends in a slash."""
    return site_url if target == HOME else site_url + target
