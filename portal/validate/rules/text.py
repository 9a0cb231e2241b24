"""Rules on the texts of a record, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.cellar.diagnostics import Diagnostic, Severity, shown
from portal.cellar.markdown import allowed, links
from portal.load.characters import BLANK_AMONG, is_blank
from portal.load.record import Record

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(\s[^<>]*)?/?>")


def unsafe_link(record: Record) -> Iterator[Diagnostic]:
    """A link leads to https, http, mailto, tel or a page of this site, and hides no user name."""
    if not record.may_hold("]", "<"):
        return
    for path, text in record.texts:
        if "](" not in text and "]:" not in text and "<" not in text:
            continue  # cheap to see, and true of nearly every text
        for target in links(text):
            if not allowed(target):
                yield Diagnostic(
                    "unsafe-link",
                    f"a link leads to `{shown(target)}`",
                    record.span_within(path, target),
                    "not an address that may be linked",
                    _better_link(target),
                )


def _better_link(target: str) -> str:
    guess = ""
    if re.fullmatch(r"[^\s@/:]+@[^\s@/:]+\.\w+", target):
        guess = f"mailto:{target}"
    elif target.startswith("www."):
        guess = f"https://{target}"
    elif match := re.fullmatch(r"(?:\./|/|\.\./)*([a-z0-9-]+(?:/[a-z0-9-]+)?)\.(?:html|md)", target):
        guess = f"{match[1]}.html"
    if guess:
        return f"write `{guess}`"
    return "write a whole address, with https:// before it, or a page of this site: `about.html`"


_EXAMPLE = re.compile(r"(?:Senior )?Example (?:Therapist|House|Trust)\b|.*\b(?:Exampleton|Sampleford)\b", re.DOTALL)


def template_text(record: Record) -> Iterator[Diagnostic]:
    """A record says what its own source says, and nothing that is left over from the template."""
    if not record.may_hold("Example", "Sampleford"):
        return
    for path, text in record.texts:
        if match := _EXAMPLE.match(text):
            words = match[0].split()[-1] if match[0].endswith(("Exampleton", "Sampleford")) else match[0]
            yield Diagnostic(
                "template-text",
                f"`{words}` is the template's own example",
                record.span_within(path, words),
                "nobody has replaced this",
                "write what the source says, or delete it; compare every line with it, for more may be left",
            )


def html_in_text(record: Record) -> Iterator[Diagnostic]:
    """Texts are Markdown; HTML would be printed as typed."""
    if not record.may_hold("<"):
        return
    for path, text in record.texts:
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
    if not record.may_match(BLANK_AMONG):
        return
    for path, text in record.texts:
        if is_blank(text):
            yield Diagnostic(
                "empty-value",
                "there is nothing to be seen in this text",
                record.span(path),
                "only spaces",
                "write a value, or delete it",
            )
