"""Rules on sentences: those of the summary, and those of a criterion."""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.cellar.diagnostics import Diagnostic, Severity
from portal.cellar.english import sentences
from portal.load.record import Record
from portal.validate.rules.reading import criteria, span_of_words, text

MOST_WORDS = 40
"""The most words of a sentence of the summary, which is read first, in lists, and aloud."""

_LETTER = re.compile(r"\w")


def sentence_too_long(record: Record) -> Iterator[Diagnostic]:
    """No sentence of the summary has more than 40 words."""
    summary = text(record, "summary") or ""
    if len(summary.split()) <= MOST_WORDS:
        return
    for sentence in sentences(summary):
        words = sum(1 for word in sentence.split() if _LETTER.search(word))
        if words > MOST_WORDS:
            yield Diagnostic(
                "sentence-too-long",
                f"this sentence of the summary has {words} words",
                span_of_words(record, ("summary",), " ".join(sentence.split()[:4])),
                f"expected {MOST_WORDS} at most",
                "make two or three sentences of it; what is not for a first look can go into `sections`",
                Severity.WARNING,
            )


_ASKED = (
    r"(?:ability|accreditation|commitment|competence|diploma|experience|familiarity|knowledge|membership|proficiency"
    r"|qualification|registration|skills?|understanding|willingness)"
)
ASKS = re.compile(
    rf"(?:[\w’'-]+ ){{0,3}}{_ASKED}\b|(?:you )?(?:must|should|need to) |(?:able|willing) to ", re.IGNORECASE
)
"""How a sentence begins that asks for something: "Good knowledge of …", "You must …"."""

AND_OR = re.compile(r"\band\s?/\s?or\b", re.IGNORECASE)
ADDED = re.compile(
    rf"\bas well as (?:an? |the )?(?:\w+ )?(?:{_ASKED} (?:of|in|with|to|as)|(?:able|willing) to)\b", re.IGNORECASE
)

_SHOWN = "accredited|able|experienced|qualified|registered|skilled|trained|willing"
AND_SHOWS = re.compile(
    rf"\b(?!(?:{_SHOWN}|as|by|for|in|of|to|with)\b)[\w’'-]+ "
    r"(and (?:is |has been )?(?:accredited (?:by|with|as)|(?:able|willing) to|experienced (?:in|with|as)"
    r"|(?:qualified|registered|trained) (?:as|in|with)))\b",
    re.IGNORECASE,
)
"""A second thing to show: "good communicator *and experienced with* …", but not "trained and experienced in …"."""

_MAY_SHOW = re.compile(r" and (?:is|has|accred|able|will|exper|qual|regist|train)", re.IGNORECASE)
"""What stands in all that `AND_SHOWS` finds, and is found in a tenth of its time."""


def criterion_hides_two(record: Record) -> Iterator[Diagnostic]:
    """A criterion asks for one thing, which an applicant can show and tick; what has parts lists them."""
    for path, criterion in criteria(record):
        words = criterion.get("text")
        if not isinstance(words, str) or criterion.get("parts") is not None:
            continue
        for sign, why in _signs_of_two(words):
            yield Diagnostic(
                "criterion-hides-two",
                "this criterion seems to ask for more than one thing",
                record.span_within((*path, "text"), sign),
                why,
                "if they are scored apart, make a criterion of each, the new one with an `id` of its own; "
                "if they are alternatives, or parts of one thing, list them, with `any`, `all` or `one_or_more`:\n"
                "parts:\n  rule: any\n  items: [the one, the other]",
                Severity.WARNING,
            )
            break


def _signs_of_two(words: str) -> Iterator[tuple[str, str]]:
    """Each sign in a criterion's text that it is two: the words that show it, and what they do."""
    if "/" in words and (match := AND_OR.search(words)):
        yield match[0], "is it one, or the other, or both?"
    if "as well" in words and (match := ADDED.search(words)):
        yield match[0], "this adds a second"
    if " and " in words and _MAY_SHOW.search(words) and (match := AND_SHOWS.search(words)):
        yield match[1], "this adds a second"
    if ";" not in words and "." not in words[:-1]:
        return  # cheap to see, and true of nearly every criterion
    clauses = words.split(";")
    if len(clauses) > 2:
        yield ";", f"a list of {len(clauses)}, parted by semicolons"
    asking = [clause for part in sentences(words) for clause in re.split(r";\s*", part) if ASKS.match(clause)]
    if len(asking) > 1:
        yield " ".join(asking[1].split()[:2]), "here the second begins"
