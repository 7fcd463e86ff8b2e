"""The words that the reports of a topic share: what is of it need not have the topic's own words.

Few reports of a war say "conflict". What they say instead is learned from those that do.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from statistics import median

Rarity = Callable[[Sequence[str]], Mapping[str, float]]

_FEWEST, _MOST = 6, 30
"""Passages to learn from: of fewer nothing can be said, and more tell no more."""

_TERMS = 60
_SHARE = 0.1
"""A word is one of them when so large a share of the passages has it, …"""

_LIFT = 0.7
"""… twice as large as that of all chunks (the logarithm of how many times)."""

_AKIN = 0.5
"""A report is of the topic when it has this share of what a passage of it usually has."""


class Vocabulary:
    """What the passages of a topic say more often than others, each of another article."""

    def __init__(self, passages: Sequence[AbstractSet[str]], rarity: Rarity) -> None:
        some = passages[:_MOST]
        self._weights: dict[str, float] = {}
        self._usual = 0.0
        if len(some) >= _FEWEST:
            self._weights = _weights(some, rarity)
            self._usual = median(map(self._told, some))

    def is_akin(self, terms: AbstractSet[str]) -> bool:
        """Say whether an article of these terms tells of what the passages do."""
        return self._usual > 0 and self._told(terms) >= _AKIN * self._usual

    def _told(self, terms: AbstractSet[str]) -> float:
        return sum(weight for term, weight in self._weights.items() if term in terms)


def _weights(passages: Sequence[AbstractSet[str]], rarity: Rarity) -> dict[str, float]:
    counts = Counter(term for one in passages for term in one if term.isalpha())
    least = max(2, _SHARE * len(passages))
    rare = rarity([term for term, count in counts.items() if count > least])
    weights = {}
    for term, one in rare.items():
        share = counts[term] / len(passages)
        # The share of all chunks is what its rarity was made from.
        lift = math.log(share) + one
        if lift > _LIFT:
            weights[term] = share * lift
    kept = sorted(weights, key=lambda term: (-weights[term], term))[:_TERMS]
    return {term: weights[term] for term in kept}
