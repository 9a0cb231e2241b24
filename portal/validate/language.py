"""Language: what the glossary and the wording list say of words, ready to be looked for in any record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.load.record import Record
from portal.validate.schema import Schemas

LISTS = ("discriminates", "vague")
"""The lists of `content/wording.yaml`."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What the wording list says of some words: in which list they are, why, what to write instead, and who says so."""

    kind: str
    why: str
    instead: str
    source: str


@dataclass(frozen=True, slots=True)
class Language:
    """The abbreviations that need no explanation in a record, and the words that need another look.

    `abbreviations` is None where there is no glossary to know them from. `telling` has the `remarks` by the longest
    word of each: most records have few of these.
    """

    abbreviations: frozenset[str] | None = None
    remarks: Mapping[str, Remark] = field(default_factory=dict)
    telling: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pattern: re.Pattern[str] = re.compile(r"(?!)")

    def may_stand_in(self, text: str) -> bool:
        """Whether some words of the wording list may stand in `text`: a look that costs a tenth of the `pattern`'s."""
        present = self.telling.keys() & set(WORD.findall(text.casefold()))
        if not present:
            return False
        plain = folded(text)
        return any(words in plain for word in present for words in self.telling[word])


def language_of(records: Iterable[Record], schemas: Schemas) -> Language:
    """The language of a site: of its glossary and wording list, where `records` has them, and of the vocabularies.

    What is badly shaped in them has messages of its own, and is left out.
    """
    known = {record.kind: record for record in records if record.kind in ("glossary", "wording")}
    glossary, wording = known.get("glossary"), known.get("wording")
    remarks = dict(_remarks(wording)) if wording else {}
    longest_first = sorted(remarks, key=lambda words: (-len(words), words))
    forms = (re.escape(words).replace(r"\ ", r"\s+").replace("'", "['’]") for words in longest_first)
    choice = "|".join(forms) or r"(?!)"
    return Language(
        abbreviations=frozenset(_abbreviations(glossary, schemas)) if glossary else None,
        remarks=remarks,
        telling=_by_longest_word(remarks),
        pattern=re.compile(rf"(?<!\w)(?:{choice})(?!\w)", re.IGNORECASE),
    )


WORD = re.compile(r"\w+")


def folded(words: str) -> str:
    """`words` as they are compared: capitals, kinds of apostrophe and the width of spaces make no difference."""
    return " ".join(words.casefold().replace("’", "'").split())


def _abbreviations(glossary: Record, schemas: Schemas) -> Iterator[str]:
    """What needs no explanation: terms and their synonyms, bodies that are explained, and what everybody knows."""
    terms = _fields(glossary.data.get("terms"))
    yield from terms
    for term in terms.values():
        yield from _texts(_fields(term).get("synonyms"))
    yield from (body["label"] for body in schemas.terms().get("registration_body", {}).values() if "help" in body)
    usual: Mapping[str, Any] = schemas["glossary"].data["properties"]["common"]
    yield from _texts(glossary.data.get("common")) or usual["default"]


def _remarks(wording: Record) -> Iterator[tuple[str, Remark]]:
    for kind in LISTS:
        for entry in map(_fields, _list(wording.data.get(kind))):
            why, instead, source = (str(entry.get(name, "")) for name in ("why", "instead", "source"))
            for words in _texts(entry.get("words")):
                if WORD.search(words):
                    yield folded(words), Remark(kind, why, instead, source)


def _by_longest_word(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for words in phrases:
        longest = max(WORD.findall(words), key=len)
        found[longest] = (*found.get(longest, ()), words)
    return found


def _fields(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _texts(value: object) -> list[str]:
    return [item for item in _list(value) if isinstance(item, str)]
