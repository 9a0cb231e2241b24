"""Rules on the texts of a record, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.cellar.diagnostics import Diagnostic, Severity, shown
from portal.cellar.markdown import allowed, links
from portal.load.characters import is_blank
from portal.load.record import Record
from portal.validate.rules.reading import texts

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(\s[^<>]*)?/?>")


def unsafe_link(record: Record) -> Iterator[Diagnostic]:
    """A link leads to https, http, mailto, tel or a page of this site, and hides no user name."""
    for path, text in texts(record):
        if "](" not in text and "]:" not in text and "<" not in text:
            continue  # cheap to see, and true of nearly every text
        for target, _ in links(text):
            if not allowed(target):
                yield Diagnostic(
                    "unsafe-link",
                    f"a link leads to `{shown(target)}`",
                    record.span_within(path, target),
                    "not an address that may be linked",
                    "write a whole address, with https:// before it, or a page of this site: `about.html`",
                )


def html_in_text(record: Record) -> Iterator[Diagnostic]:
    """Texts are Markdown; HTML would be printed as typed."""
    for path, text in texts(record):
        if found := _TAG.search(text):
            yield Diagnostic(
                "html-in-text",
                f"`{shown(found[0])}` would be printed as it stands",
                record.span_within(path, found[0]),
                "HTML is not read here",
                "use Markdown: `*emphasis*`, `**strong**`, `- item`, `[words](https://…)`; "
                "or put it between backticks if it is meant",
                Severity.WARNING,
            )


def empty_value(record: Record) -> Iterator[Diagnostic]:
    """A text holds something that can be seen."""
    for path, text in texts(record):
        if is_blank(text):
            yield Diagnostic(
                "empty-value",
                "there is nothing to be seen in this text",
                record.span(path),
                "only spaces",
                "write a value, or delete it",
            )
