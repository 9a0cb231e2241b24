"""Language: what the glossary and the wording list say of words, ready to be looked for in any record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Any, Protocol

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

    `abbreviations` is None where there is no glossary to know them from. `explained` are they, what is on the wording
    list, which says more of it, and words that are no abbreviations; `capitals` the same and each letter by itself, as
    bytes. `telling` has the `remarks` by the longest plain word of each: most records have few of these.
    """

    abbreviations: frozenset[str] | None = None
    explained: frozenset[str] = frozenset()
    capitals: frozenset[bytes] = frozenset()
    remarks: Mapping[str, Remark] = field(default_factory=dict)
    telling: Mapping[bytes, tuple[str, ...]] = field(default_factory=dict)
    pattern: re.Pattern[str] = re.compile(r"(?!)")

    def may_stand_in(self, text: str) -> bool:
        """Whether some words of the wording list may stand in `text`: a look that costs a tenth of the `pattern`'s."""
        if not self.telling:
            return False  # as on a site without the list
        present = self.telling.keys() & _plain_words(text)
        plain = folded(text) if present else ""
        return any(words in plain for word in present for words in self.telling[word])

    def unexplained(self, capitals: frozenset[bytes]) -> list[str]:
        """Those of the runs of capitals of a text that nothing explains. Most records have none."""
        return [run.decode() for run in capitals - self.capitals]


# To take the words of a record apart is the dearest part of its check, even so: 35 µs for 9,000 characters. A regular
# expression for words takes four times as long.


def capitals_in(text: str) -> frozenset[bytes]:
    """The runs of capitals in `text`, be they words or parts of words."""
    return frozenset(text.encode("utf-8", "replace").translate(_CAPITALS_ALONE).split())


def _plain_words(text: str) -> list[bytes]:
    """The runs of plain letters and figures in `text`, in small letters, and an empty one, which every text has.

    Whatever else it holds parts them.
    """
    if not text.isascii():
        # Two letters of other alphabets pass for ours where capitals make no difference.
        text = text.replace("\u017f", "s").replace("\u212a", "k")
    return [b"", *text.encode("utf-8", "replace").translate(_SMALL_WORDS).split()]


_CAPITALS_ALONE = bytes(sign if sign in ascii_uppercase.encode() else ord(" ") for sign in range(256))
_SMALL_WORDS = bytes(
    sign if sign in (ascii_lowercase + digits).encode() else ord(" ") for sign in bytes(range(256)).lower()
)

SHOUTED = frozenset(
    {
        *("ALL", "AND", "ANY", "AT", "BE", "BOTH", "BUT", "DO", "EITHER", "FOR", "FROM", "IF", "IN", "IS", "MUST"),
        *("NO", "NOT", "NOTE", "OF", "ON", "ONE", "ONLY", "OR", "PLEASE", "THE", "TO", "TWO", "WILL", "WITH", "YOU"),
        "TODO",
    }
)
"""Words that people write in capitals to stress them, or as a note to themselves."""


class Spoken(Protocol):
    """What is needed of a record."""

    @property
    def kind(self) -> str: ...
    @property
    def data(self) -> Mapping[str, Any]: ...


def language_of(records: Iterable[Spoken], schemas: Schemas) -> Language:
    """The language of a site: of its glossary and wording list, where `records` has them, and of the vocabularies.

    What is badly shaped in them has messages of its own, and is left out.
    """
    known = {record.kind: record for record in records if record.kind in ("glossary", "wording")}
    glossary, wording = known.get("glossary"), known.get("wording")
    remarks = dict(_remarks(wording)) if wording else {}
    longest_first = sorted(remarks, key=lambda words: (-len(words), words))
    forms = (re.escape(words).replace(r"\ ", r"\s+").replace("'", "['’]") for words in longest_first)
    choice = "|".join(forms) or r"(?!)"
    abbreviations = frozenset(_abbreviations(glossary, schemas)) if glossary else None
    explained = SHOUTED.union(abbreviations or (), (words.upper() for words in remarks))
    return Language(
        abbreviations=abbreviations,
        explained=explained,
        capitals=frozenset(words.encode("utf-8", "replace") for words in (*explained, *ascii_uppercase)),
        remarks=remarks,
        telling=_by_longest_word(remarks),
        pattern=re.compile(rf"(?<!\w)(?:{choice})(?!\w)", re.IGNORECASE),
    )


WORD = re.compile(r"\w+")


def folded(words: str) -> str:
    """`words` as they are compared: capitals, kinds of apostrophe and the width of spaces make no difference."""
    return " ".join(words.casefold().replace("’", "'").split())


def _abbreviations(glossary: Spoken, schemas: Schemas) -> Iterator[str]:
    """What needs no explanation: terms and their synonyms, bodies that are explained, and what everybody knows."""
    terms = _fields(glossary.data.get("terms"))
    yield from terms
    for term in terms.values():
        yield from _texts(_fields(term).get("synonyms"))
    yield from (body["label"] for body in schemas.terms().get("registration_body", {}).values() if "help" in body)
    usual: Mapping[str, Any] = schemas["glossary"].data["properties"]["common"]
    yield from _texts(glossary.data.get("common")) or usual["default"]


def _remarks(wording: Spoken) -> Iterator[tuple[str, Remark]]:
    for kind in LISTS:
        for entry in map(_fields, _list(wording.data.get(kind))):
            why, instead, source = (str(entry.get(name, "")) for name in ("why", "instead", "source"))
            for words in _texts(entry.get("words")):
                if WORD.search(words):
                    yield folded(words), Remark(kind, why, instead, source)


def _by_longest_word(phrases: Iterable[str]) -> dict[bytes, tuple[str, ...]]:
    found: dict[bytes, tuple[str, ...]] = {}
    for words in phrases:
        longest = max(_plain_words(words), key=len)
        found[longest] = (*found.get(longest, ()), words)
    return found


def _fields(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _texts(value: object) -> list[str]:
    return [item for item in _list(value) if isinstance(item, str)]
