"""Diagnostics: mistakes as data. Each names what is wrong, where, what was expected and how to mend it."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from enum import StrEnum

from portal.cellar.source import Span

FEW = 8
"""Up to so many allowed values are all named; of more, only the nearest."""

SHORT = 4
"""Codes of no more letters are all alike: one is near another only if a single slip parts them."""


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake.

    `rule` names it, as in `docs/rules.md`; `message` is what is wrong; `label` stands under the caret and
    says what was expected; `help` is what to type. `trail` lists further places, for a template's chain.
    A mistake between two places is told at one of them; `also` is how it would be told at the other.
    """

    rule: str
    message: str
    span: Span | None = None
    label: str = ""
    help: str = ""
    severity: Severity = Severity.ERROR
    trail: tuple[str, ...] = ()
    also: tuple[Diagnostic, ...] = ()

    def told_of(self, paths: Collection[str]) -> Diagnostic | None:
        """The mistake as it is told of the files `paths`; None if it has no place in any of them."""
        return next((found for found in (self, *self.also) if found.span and found.span.path in paths), None)

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """By file, place, then rule: the same mistakes always come in the same order."""
        span = self.span or Span("", 0, 0)
        return span.path, span.line, span.column, self.rule, self.message


@dataclass(slots=True)
class Report:
    """All diagnostics of a run, without repeats. Those of the files `first` come before the others."""

    found: list[Diagnostic] = field(default_factory=list)
    first: Collection[str] = ()

    def add(self, diagnostics: Iterable[Diagnostic]) -> None:
        known = set(self.found)
        for diagnostic in diagnostics:
            if diagnostic not in known:
                known.add(diagnostic)
                self.found.append(diagnostic)

    def in_order(self) -> list[Diagnostic]:
        def place(found: Diagnostic) -> tuple[bool, tuple[str, int, int, str, str]]:
            return found.span is None or found.span.path not in self.first, found.sort_key()

        return sorted(self.found, key=place)

    def of(self, severity: Severity) -> list[Diagnostic]:
        return [diagnostic for diagnostic in self.in_order() if diagnostic.severity is severity]

    @property
    def errors(self) -> list[Diagnostic]:
        return self.of(Severity.ERROR)

    @property
    def warnings(self) -> list[Diagnostic]:
        return self.of(Severity.WARNING)


def quoted(values: Iterable[str], join: str = "or") -> str:
    """`a`, `b` or `c`, for a message."""
    ticked = [f"`{value}`" for value in values]
    if len(ticked) < 2:
        return "".join(ticked)
    return f"{', '.join(ticked[:-1])} {join} {ticked[-1]}"


def did_you_mean(given: str, allowed: Iterable[str], *, codes: bool = False) -> str:
    """Help for a mistyped word: the likely one, else all of a few, else the nearest of many.

    With `codes`, the words allowed are those of a vocabulary.
    """
    choices = list(allowed)
    near = nearest(given, choices, codes=codes)
    if choices and len(choices) <= FEW and len(near) != 1:
        best = f"did you mean {quoted(near[:1])}? it can be " if near else "use "
        return f"{best}{quoted(choices)}"
    return f"did you mean {quoted(near)}?" if near else ""


def nearest(given: str, choices: Sequence[str], *, codes: bool = False) -> list[str]:
    """The choices that a mistyped word is most like, the likeliest first; three at most.

    With `codes`, a short one is near only if a single slip parts it from the word.
    """
    # Case and separators are the commonest slips, and closeness by letters does not see past them.
    folded = {_folded(choice): choice for choice in reversed(choices)}
    word = _folded(given)
    if word in folded:
        return [folded[word]]
    near = [folded[match] for match in _closest(word, list(folded)) if not codes or _is_near(word, match)]
    # A word of several, such as "drama" for "drama_therapy", is too far by letters alone.
    return near or [choice for choice in choices if word in _folded(choice).split("_")][:3]


def _closest(word: str, choices: list[str]) -> list[str]:
    """The choices that are close by letters; the first alone if it is clearly closer than the others."""
    near = get_close_matches(word, choices, n=3, cutoff=0.65)
    closeness = [SequenceMatcher(None, match, word).ratio() for match in near]
    return near[:1] if len(near) > 1 and closeness[0] - closeness[1] > 0.08 else near


def _is_near(word: str, code: str) -> bool:
    """Whether a single slip parts `word` and `code`, or both are long enough for likeness to say something.

    A slip is a letter too many or too few, or two that changed places.
    """
    if min(len(word), len(code)) > SHORT:
        return True
    shorter, longer = sorted((word, code), key=len)
    turned = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    return code in turned or shorter in {longer[:at] + longer[at + 1 :] for at in range(len(longer))}


def _folded(word: str) -> str:
    plain = word.strip().strip("\"'“”‘’()[]").casefold()
    return plain.replace("-", "_").replace(" ", "_")


def shown(value: object, limit: int = 60) -> str:
    """A value for a message: on one line, cut short, and with nothing a terminal would obey."""
    text = "".join(character if _is_harmless(character) else "�" for character in str(value))
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _is_harmless(character: str) -> bool:
    # Of what is not printable, spaces and the joiners of emoji and of Persian do no harm and are honest text.
    return character.isprintable() or unicodedata.category(character) == "Zs" or character in "\u200c\u200d"
