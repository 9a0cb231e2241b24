"""Rules on the texts of a record, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.cellar.diagnostics import Diagnostic, Severity, shown
from portal.cellar.markdown import allowed, links
from portal.load.characters import BLANK_AMONG, is_blank
from portal.load.record import Record


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


def garbled_text(record: Record) -> Iterator[Diagnostic]:
    """A text has the characters of its source, not what the bytes of one look like in an old encoding."""
    if not record.may_hold("Â", "Ã", "â", "ð"):
        return
    for path, text in record.texts:
        for found in dict.fromkeys(_GARBLED.findall(text)):
            character, how = _meant_by(found), "read in the wrong encoding"
            yield Diagnostic(
                "garbled-text",
                f"`{shown(found)}` stands where another character belongs",
                record.span_within(path, found),
                f"probably `{shown(character)}`, {how}" if character else how,
                f"write `{shown(character)}`" if character else "write what the source has",
            )


# What the bytes 0x80 to 0xbf are in the encoding of Windows. No word of any language has them after these letters.
_CONTINUED = "[\x80-\xbf" + bytes(range(0x80, 0xA0)).decode("cp1252", "ignore") + "]"
_GARBLED = re.compile(f"[ÂÃ]{_CONTINUED}|â€{_CONTINUED}?|â{_CONTINUED}{{2}}|ðŸ{_CONTINUED}{{2}}")


def _meant_by(garbled: str) -> str:
    """The character whose bytes in UTF-8 are `garbled` in the encoding of Windows; empty if there is none."""
    raw = b"".join(bytes([ord(sign)]) if ord(sign) < 256 else sign.encode("cp1252") for sign in garbled)
    character = raw.decode("utf-8", "ignore")
    return character if character.isprintable() else ""


def quotation_mark_alone(record: Record) -> Iterator[Diagnostic]:
    """A quotation mark at the end of a text has another before it."""
    if not record.may_hold('"\0'):
        return
    for path, text in record.texts:
        if text.endswith('"') and text.count('"') == 1 and not text[-2:-1].isdigit():  # 12" are twelve inches
            last = text.split()[-1]
            yield Diagnostic(
                "quotation-mark-alone",
                "a quotation mark ends this text, and none begins it",
                record.span_within(path, last),
                "it would be printed as it stands",
                "delete it, or write the other one too",
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
