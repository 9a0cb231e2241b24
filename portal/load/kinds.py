"""Kinds of record: the folder or file of `content/` that holds each, and how its files may end."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: where its files are, how they may end, and where the text of an `.md` file goes.

    `within` says whether their pages lie in a folder of the site, beside pages that the portal makes itself.
    An `optional` file need not be there.
    """

    name: str
    folder: str
    endings: tuple[str, ...]
    body: str = ""
    within: bool = False
    optional: bool = False


FOLDERS = (
    Kind("vacancy", "vacancies", (".yaml", ".md"), "description", within=True),
    Kind("employer", "employers", (".yaml",), within=True),
    Kind("page", "pages", (".md",), "body"),
)
FILES = (
    Kind("site", "site.yaml", (".yaml",)),
    Kind("glossary", "glossary.yaml", (".yaml",)),
    Kind("wording", "wording.yaml", (".yaml",), optional=True),
)
