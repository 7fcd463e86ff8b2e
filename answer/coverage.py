"""How much of a question's terms stands in a place, or in the best of several."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from answer.lexicon import related

_SAME_MEANING = 0.85
"""What another term of the same meaning is worth beside the term itself."""

Held = npt.NDArray[np.float64]
"""For each term of a question (1 where it stands, less for one of the same meaning, else 0)."""


def covered(weights: Mapping[str, float], places: Sequence[tuple[frozenset[str], float]]) -> float:
    """Return the share (0 to 1) of the weights whose terms stand in the places, the best counts."""
    total = sum(weights.values())
    if not total:
        return 0.0
    reached = 0.0
    for term, weight in weights.items():
        reached += weight * max((worth * _worth(term, held) for held, worth in places), default=0.0)
    return reached / total


class Coverage:
    """The same of many places of one question: each place is compared once."""

    def __init__(self, terms: Sequence[str]) -> None:
        self._terms = tuple(terms)
        self._known: dict[frozenset[str], Held] = {}

    def held(self, place: frozenset[str]) -> Held:
        """Return what the terms are worth in a place."""
        known = self._known.get(place)
        if known is None:
            known = np.array([_worth(term, place) for term in self._terms])
            self._known[place] = known
        return known

    def rows(self, places: Sequence[frozenset[str]]) -> Held:
        """Return a row a place, a column a term."""
        if not places:
            return np.zeros((0, len(self._terms)))
        return np.array([self.held(one) for one in places])

    def shares(self, weights: Mapping[str, float]) -> Held:
        """Return the weights of the terms as shares of all, in order; no weight is no share."""
        own = np.array([weights.get(term, 0.0) for term in self._terms])
        return own / (own.sum() or 1.0)


def _worth(term: str, held: frozenset[str]) -> float:
    if term in held:
        return 1.0
    return 0.0 if related(term).isdisjoint(held) else _SAME_MEANING
