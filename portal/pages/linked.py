"""Linked: the links within the site that each record has, in its texts or its navigation."""

from __future__ import annotations

from portal.cellar.addresses import content_path, employer_path, vacancy_path
from portal.cellar.markdown import is_fragment, is_in_site, links, may_link
from portal.model.catalogue import ContentPage, Employer, Site
from portal.model.vacancy import Vacancy

Trusted = Vacancy | Employer | ContentPage | Site
"""What a record with links becomes."""


def address_of(kind: str, slug: str) -> str:
    """The address of the page that is made from the record `slug` of a kind; empty if none is."""
    makers = {"vacancy": vacancy_path, "employer": employer_path, "page": content_path}
    return makers[kind](slug) if kind in makers else ""


def links_of(made: Trusted) -> list[str]:
    """Every target within the site that the record links to, once: `about.html`, `vacancies.html#found`, `#duties`."""
    if isinstance(made, Site):
        return [*dict.fromkeys(link.page for link in (*made.navigation, *made.footer))]
    texts = _texts(made)
    if not may_link("\n".join(texts)):  # one look at all of them: 10 µs a vacancy instead of 16
        return []
    targets = dict.fromkeys(target for text in texts for target in links(text))
    return [target for target in targets if is_in_site(target) or is_fragment(target)]


def _texts(made: ContentPage | Employer | Vacancy) -> list[str]:
    """The texts of the record that are Markdown, and may have links."""
    if isinstance(made, ContentPage):
        return [made.body]
    if isinstance(made, Employer):
        return [made.about or ""]
    found = [made.purpose or "", made.description or "", (made.applying and made.applying.instructions) or ""]
    for section in made.sections:
        found += [section.text or "", *section.items]
    return found
