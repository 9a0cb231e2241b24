"""Abbreviations: expanded where a page first uses them, and explained at its foot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from portal.model.catalogue import Catalogue, Glossary, GlossaryTerm, Vocabularies
from portal.views.given import AbbreviationView


@lru_cache(maxsize=1)
def terms_of(catalogue: Catalogue) -> dict[str, GlossaryTerm]:
    """The terms that the pages of `catalogue` explain; worked out for all of them at once."""
    return known_terms(catalogue.glossary, catalogue.vocabularies)


def known_terms(glossary: Glossary, vocabularies: Vocabularies) -> dict[str, GlossaryTerm]:
    """The glossary's terms, and the registration bodies', which their vocabulary already explains."""
    bodies = vocabularies.get("registration_body", {}).values()
    terms = {
        body.label: _body_term(body.help) for body in bodies if body.help and re.fullmatch(r"[A-Z]{2,}", body.label)
    }
    return terms | dict(glossary.terms)


def _body_term(words: str) -> GlossaryTerm:
    """A body's help is its name and perhaps, after a comma, a remark."""
    name, _, remark = words.partition(", ")
    return GlossaryTerm(expansion=name, help=f"{remark[:1].upper()}{remark[1:]}." if remark else None)


@lru_cache(maxsize=4)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """What finds `terms` where they stand as words.

    It begins with letters, and looks back from behind the first of them. So `re` runs from capital to capital, which
    takes 0.3 µs a line instead of 1.5.
    """
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    choice = "|".join(map(_as_a_word, longest_first)) or r"(?!)"
    return re.compile(rf"({choice})(s?)(?![A-Za-z0-9])")


def _as_a_word(term: str) -> str:
    first = re.escape(term[0])
    return rf"{first}(?<![A-Za-z0-9]{first}){re.escape(term[1:])}"


class Expander:
    """Expands abbreviations on one page, each once, in the order in which texts are handed to it.

    Calling it gives the text with each first use written as "DBT (dialectical behaviour therapy)". A use
    within a compound ("DBT-informed", "BACP/UKCP") or a name ("NHS Trust") is counted but left alone.
    """

    def __init__(self, terms: Mapping[str, GlossaryTerm]) -> None:
        self._terms = terms
        self._used: set[str] = set()
        self._expanded: set[str] = set()
        self._pattern = _pattern(tuple(terms))

    def __call__(self, text: str) -> str:
        return self._pattern.sub(self._written, text)

    def needed_for(self, texts: Iterable[str]) -> Expander | None:
        """What expands `texts`: None, which saves asking for each, if there is nothing in them to be expanded."""
        return self if self._pattern.search("\n".join(texts)) else None

    def note(self, *texts: str | None) -> None:
        """Count the abbreviations of texts that are printed as they are: titles, facts."""
        self._used.update([term for term, _ in self._pattern.findall("\n".join(filter(None, texts)))])

    def views(self) -> tuple[AbbreviationView, ...]:
        """The abbreviations used so far, in alphabetical order."""
        return tuple(
            _view(term, self._terms[term]) for term in sorted(self._used, key=lambda term: (term.casefold(), term))
        )

    def _written(self, match: re.Match[str]) -> str:
        term = match[1]
        self._used.add(term)
        if term in self._expanded or _in_compound(match) or _in_name(match):
            return match[0]
        self._expanded.add(term)
        known = self._terms[term]
        if _explained(match, known):
            return match[0]
        words = _plural(known.expansion) if match[2] else known.expansion
        within = match.string.count("(", 0, match.start()) > match.string.count(")", 0, match.start())
        return f"{match[0]} [{words}]" if within else f"{match[0]} ({words})"


def _in_compound(match: re.Match[str]) -> bool:
    """Whether it is part of "DBT-informed", "BACP/UKCP" or "the HCPC's"."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    return before.endswith(("-", "/")) or re.match(r"[-/]\w|['’]s", after) is not None


def _in_name(match: re.Match[str]) -> bool:
    """Whether a capitalised word follows, as in "CYP Manager" or "NHS Trust"."""
    return bool(re.match(r" [A-Z][a-z]", match.string[match.end() :]))


def _explained(match: re.Match[str], term: GlossaryTerm) -> bool:
    """Whether the text says what the abbreviation stands for, or has a synonym in or beside it."""
    text = match.string.casefold()
    if term.expansion.casefold() in text:
        return True
    before, after = text[: match.start()], text[match.end() :]
    own = match[1].casefold()
    return any(
        (own in words and words in text) or before.endswith(f"{words} (") or after.startswith(f" ({words}")
        for words in map(str.casefold, term.synonyms)
        if words != f"{own}s"
    )


def _plural(words: str) -> str:
    if re.search(r"[^aeiou]y\Z", words):
        return f"{words[:-1]}ies"
    return words if words.endswith("s") else f"{words}s"


def _view(term: str, known: GlossaryTerm) -> AbbreviationView:
    return AbbreviationView(
        abbreviation=term, expansion=known.expansion, synonyms=known.synonyms, help=known.help or ""
    )
