"""Words: the texts that records are composed of, as they stand in `pools/`, and how their gaps are filled."""

from __future__ import annotations

import re
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from portal.cellar.english import upper_first
from portal.cellar.source import SourceFile
from portal.demo.chance import Chance
from portal.load.yamlreader import read

_FOLDER = Path(__file__).parent / "pools"
_GAP = re.compile(r"\{(\w+)\}")
_ARTICLE = re.compile(r"\b([Aa])\(n\) (\w+)")
_CAPITAL = re.compile(r"\b[A-Z](?=[a-z])")
_LIKE_A_VOWEL = re.compile(r"(?!uni|use|eu|one)[aeiou]|(?-i:[AEFHILMNORSX][A-Z]+\b)", re.IGNORECASE)


@cache
def words(name: str) -> Any:
    """The words of the file `name`.yaml: read once, and never changed."""
    file = _FOLDER / f"{name}.yaml"
    return read(SourceFile(file.name, file.read_text("utf-8"))).value


@cache
def place_names() -> list[str]:
    """Places that we know from no map."""
    parts = words("employers")
    return ["".join(pair) for pair in product(parts["beginnings"], parts["endings"])]


class Writer:
    """Fills the gaps of phrases: `{town}` with a fact of the vacancy, `{weeks}` with one of the small phrases."""

    def __init__(self, chance: Chance, **facts: str | list[str]) -> None:
        self.chance = chance
        self.facts: dict[str, Any] = {**words("phrases"), **words("prose"), "village": place_names(), **facts}

    def write(self, phrase: str) -> str:
        """`phrase` with its gaps filled. A gap with a capital begins a sentence."""
        while "{" in phrase:
            phrase = _GAP.sub(self._fill, phrase)
        return _ARTICLE.sub(_with_article, phrase)

    def one(self, name: str) -> str:
        """One of the texts called `name`."""
        return self.write("{" + name + "}")

    def some(self, pool: list[str], least: int, most: int) -> list[str]:
        """Some of the phrases in `pool`, filled."""
        return [self.write(phrase) for phrase in self.chance.some(pool, least, most)]

    def _fill(self, gap: re.Match[str]) -> str:
        name = gap[1]
        if name not in self.facts:
            return upper_first(self._chosen(self.facts[name.lower()]))
        return self._chosen(self.facts[name])

    def _chosen(self, fact: str | list[str]) -> str:
        return fact if isinstance(fact, str) else self.write(self.chance.choice(fact))


def _with_article(found: re.Match[str]) -> str:
    return f"{found[1]}{'n' if _LIKE_A_VOWEL.match(found[2]) else ''} {found[2]}"


def in_sentence(title: str) -> str:
    """A title as it stands within a sentence: "Senior CBT Therapist" is a "senior CBT therapist"."""
    return _CAPITAL.sub(lambda letter: letter[0].lower(), title)
