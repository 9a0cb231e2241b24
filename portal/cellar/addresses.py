"""Addresses: where each page lives within the site, and how one page links to another."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_WEB = re.compile(r"https?://[^\s\\]+\Z", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*")
_MAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z][A-Za-z0-9-]+", re.ASCII)

_PLAIN_IN_MAIL = "@.!$'*+_~-"

EXTERNAL_REL = "noopener noreferrer external"
"""The `rel` of every link that leads elsewhere."""

HOME = "index.html"
VACANCIES = "vacancies.html"
CLOSED = "closed.html"
EMPLOYERS = "employers.html"
ADD = "add.html"
NOT_FOUND = "404.html"
FEED = "feed.xml"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
WORKER = "sw.js"  # browsers ask for a worker at its one address for ever
MANIFEST = "manifest.webmanifest"
ZIP = "vacancies-offline.zip"


def vacancy_path(slug: str) -> str:
    return f"vacancies/{slug}.html"


def employer_path(slug: str) -> str:
    return f"employers/{slug}.html"


def browse_path(facet: str, key: str, role: str = "") -> str:
    """The page of a facet's value; with `role`, of a modality's part in the role."""
    return f"browse/{facet}/{key}{f'/{role}' if role else ''}.html"


def further_page(path: str, number: int) -> str:
    """The address of page `number` of the list that begins at `path`."""
    return path if number == 1 else f"{path.removesuffix('.html')}/page-{number}.html"


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


def is_web_address(target: str) -> bool:
    """Whether `target` is a web address: http or https, a host, and nobody's name or password before it."""
    if not _WEB.match(target):
        return False
    try:
        parts = urlsplit(target)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    return _HOST.fullmatch(host) is not None and "@" not in parts.netloc


def is_mail_address(target: str) -> bool:
    """Whether `target` is one e-mail address, bare: `o'neill@example.org`."""
    return _MAIL.fullmatch(target) is not None


def mail_link(address: str) -> str:
    """The link that begins a message to `address`; what has a meaning in a link is written in its code."""
    return f"mailto:{quote(address, safe=_PLAIN_IN_MAIL)}"


def host_of(url: str) -> str:
    """The host that a link leads to, to be shown beside it."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def absolute(target: str, site_url: str) -> str:
    """The whole address of `target`; the home page's is the site's own. `site_url` ends in a slash."""
    return site_url if target == HOME else site_url + target
