"""Chance: choices that look random and are the same every time, whatever the machine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance(Random):
    """A source of choices. Made from a text, such as "1/vacancy/17", and always the same for it."""

    def odds(self, share: float) -> bool:
        """True in `share` of all cases: 0.25 is one in four."""
        return self.random() < share

    def some(self, pool: Sequence[T], least: int, most: int) -> list[T]:
        """Between `least` and `most` of `pool`, as far as it goes, in the pool's own order."""
        number = min(self.randint(least, most), len(pool))
        return [pool[place] for place in sorted(self.sample(range(len(pool)), number))]

    def weighed(self, pool: Mapping[T, float]) -> T:
        """One of the keys of `pool`, each as often as its weight says."""
        return self.choices(list(pool), list(pool.values()))[0]


def dealt(deck: Sequence[T], name: str, number: int) -> T:
    """The card that `number` is dealt from `deck`, which is shuffled anew for every round.

    So even a value that stands on one card comes in every round, and does not hang on luck.
    """
    turn, place = divmod(number, len(deck))
    return deck[_order(f"{name}/{turn}", len(deck))[place]]


@lru_cache(maxsize=256)
def _order(name: str, size: int) -> list[int]:
    return Chance(name).sample(range(size), size)
