"""Rules on words: abbreviations that nothing explains, and wording that needs another look."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.cellar.diagnostics import Diagnostic, Severity, shown
from portal.load.record import Record
from portal.validate.language import SHOUTED, Language, Remark, folded
from portal.validate.rules.reading import Step, capitals, span_of_words, text

ABBREVIATION = re.compile(r"[A-Z](?<![A-Za-z0-9&$={_].)(?<![0-9][-/].)[A-Z]{1,5}(?=s?(?![A-Za-z0-9&_(]|[-/][0-9]))")
"""Two to six capitals, perhaps with an `s`: what is longer is a word. Beside signs and figures they are a number, a
reference or a name, as in "EX-123" and "R&D"."""

CAPITALS = re.compile(r"[A-Z]{2,}")

_NUMERAL = re.compile(r"[IVX]+")

UNREAD = re.compile(
    r"`[^`]{1,400}`|\]\([^)\s]{0,2000}\)|\bhttps?://\S+|[^\s@]{1,64}@[^\s@]{1,255}|\b\w+(?:\.[A-Za-z]\w+)+\b"
)
"""What a text holds beside words: code, addresses."""

NAMES = frozenset(
    {
        *("employer", "employer_name", "organisation", "town", "lines", "postcode", "areas_served", "systems"),
        *("reference", "grade", "id", "url", "target", "email", "telephone", "documents", "privacy_notice"),
        *("themes", "assessed_by"),
    }
)
"""The fields that hold names and numbers. What stands in them is somebody's own, or is read by no one."""

_PLACE = ("locations", "name")


def abbreviation_unknown(record: Record, language: Language) -> Iterator[Diagnostic]:
    """An abbreviation is in the glossary, or written out in the same record."""
    if record.kind != "vacancy" or language.abbreviations is None:
        return  # only a vacancy's page expands abbreviations, and lists them
    runs = [run for run in language.unexplained(capitals(record)) if _may_stand_alone(run, record.joined)]
    if not runs:
        return  # cheap to see, and true of many a record
    told: set[str] = set()
    named = _named(record)
    for path, words in _prose(record):
        if not any(run in words for run in runs):
            continue
        for short in _unexplained(words, language.explained):
            if short not in told and short not in named and not _written_out(record, short):
                yield _unknown(record, path, short)
            told.add(short)


def _may_stand_alone(run: str, words: str) -> bool:
    """Whether a run of capitals is an abbreviation in one of its places, and not everywhere a part of something."""
    at = words.find(run)
    while at >= 0 and not ABBREVIATION.match(words, at):
        at = words.find(run, at + 1)
    return at >= 0


def _unknown(record: Record, path: Step, short: str) -> Diagnostic:
    return Diagnostic(
        "abbreviation-unknown",
        f"nothing says what `{shown(short)}` stands for",
        record.span_within(path, short),
        "not in content/glossary.yaml, and not written out in this record",
        f"write it out where it first stands, as `the full words ({short})`; "
        f"or add it to `content/glossary.yaml`, under `terms`:\n  {short}:\n    expansion: the full words",
        Severity.WARNING,
    )


def _prose(record: Record) -> Iterator[tuple[Step, str]]:
    """The texts of a record that are words to be read, and no name, number, code or address."""
    for path, words in record.texts:
        if NAMES.isdisjoint(path) and path != ("contact", "name") and path[::2] != _PLACE:
            yield path, words


def _named(record: Record) -> set[str]:
    """The abbreviations in the names that the record gives, and those of its employer's own."""
    names = [words for path, words in record.texts if not NAMES.isdisjoint(path) or path[::2] == _PLACE]
    slug = (text(record, "employer") or "").upper().split("-")
    advertised = re.findall(r"\b[A-Z]", text(record, "employer_name") or "")
    initials = {"".join(advertised), "".join(word[:1] for word in slug if word not in _JOINING)}
    return {*slug, *initials, *CAPITALS.findall(" ".join(names))}


_JOINING = ("AND", "FOR", "IN", "OF", "THE")


def _unexplained(words: str, explained: frozenset[str]) -> Iterator[str]:
    """The abbreviations among `words` that need an explanation, in their order."""
    plain = UNREAD.sub(" ", QUOTATION.sub(" ", words))
    for match in ABBREVIATION.finditer(plain):
        if match[0] not in explained and not _NUMERAL.fullmatch(match[0]) and not _in_capitals(plain, match, explained):
            yield match[0]


BEFORE, AFTER = re.compile(r"(?<![A-Za-z])[A-Z]{2,40} \Z"), re.compile(r" [A-Z]{2,}(?![a-z])")


def _in_capitals(words: str, match: re.Match[str], explained: frozenset[str]) -> bool:
    """Whether it is one of several words in capitals, as in "PLEASE READ THIS"; what is explained is no such word."""
    beside = BEFORE.search(words[max(0, match.start() - 42) : match.start()]), AFTER.match(words, match.end())
    others = [other[0].strip() for other in beside if other]
    return any(other in SHOUTED or other not in explained for other in others)


def _written_out(record: Record, short: str) -> bool:
    """Whether the record has "… (ABC)" after words that it can stand for, or "ABC (…)" before them."""
    form = re.compile(rf"\((?:the )?{re.escape(short)}s?\)|(?<!\w){re.escape(short)}s? \(")
    return any(
        _stands_for(short, _beside(words, match))
        for _, words in record.texts
        if short in words
        for match in form.finditer(words)
    )


def _beside(words: str, match: re.Match[str]) -> str:
    """What stands before an abbreviation in brackets, or in the brackets after one."""
    if match[0].endswith(")"):
        return re.split(r"[().;:]", words[max(0, match.start() - 200) : match.start()])[-1]
    return words[match.end() : match.end() + 200].partition(")")[0]


def _stands_for(short: str, words: str) -> bool:
    """Whether the letters of `short` stand in `words` in their order, the first of them at the start of a word."""
    letters = [letter for letter in short.casefold() if letter.isalpha()]
    full = words.casefold()
    start = re.search(rf"(?<!\w){letters[0]}", full)
    rest = iter(full[start.start() :] if start else "")
    return all(letter in rest for letter in letters)


def wording_in_doubt(record: Record, language: Language) -> Iterator[Diagnostic]:
    """A record has no words of the wording list, but in names and quotations."""
    for path, words, remark in remarked(record, language):
        place = record, path, words
        if remark.kind == "discriminates":
            yield _reworded("wording-discriminates", f"`{shown(words)}` may discriminate", place, remark)
        else:
            yield _reworded("wording-vague", f"`{shown(words)}` says little", place, remark)


def _reworded(rule: str, message: str, place: tuple[Record, Step, str], remark: Remark) -> Diagnostic:
    span = span_of_words(*place)
    return Diagnostic(rule, message, span, remark.why, f"{remark.instead}; see {remark.source}", Severity.WARNING)


def remarked(record: Record, language: Language) -> Iterator[tuple[Step, str, Remark]]:
    """Each place where words of the wording list stand that are the record's own, and no name or quotation."""
    if record.kind not in ("vacancy", "employer"):
        return
    if not language.may_stand_in(record.joined):
        return  # cheap to see, and true of nearly every record
    for path, words in _prose(record):
        if path[-1] in QUOTED or not language.may_stand_in(words):
            continue
        plain = QUOTATION.sub(" … ", words)
        for match in language.pattern.finditer(plain):
            # A letter of another alphabet can pass for one of ours when capitals make no difference.
            if remark := language.remarks.get(folded(match[0])):
                yield path, match[0], remark


QUOTED = ("says", "wording", "name", "also_known_as")
"""The fields that hold a source's words, or a name."""

QUOTATION = re.compile(r"“[^”]{0,400}”|\"[^\"]{0,400}\"|(?<!\w)‘[^’]{0,400}’(?!\w)")
