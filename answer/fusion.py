"""The order of the chunks that both indexes found, by weights that were learned."""

import json
from functools import lru_cache
from pathlib import Path

import numpy as np

from answer.features import CASES, NAMES, Compared, standardised
from answer.sought import Floats

WEIGHTS = Path(__file__).parent / "fusion.json"

_HALF = 4.0
"""A chunk that is so far behind the best has half of its score: about the last of the first twenty,
whose sentences are then compared."""


def fuse(compared: Compared) -> Floats:
    """Return a score of at most 1, which the best has, for each of the chunks, if there are any.

    Scores of one question are comparable with each other, those of two questions are not.
    """
    scores = scored(compared, weights())
    behind: Floats = 1 / (1 + (scores.max() - scores) / _HALF)
    return behind


def scored(compared: Compared, by: Floats) -> Floats:
    """Return the scores by weights that have a row for each case and a column for each feature."""
    return standardised(compared.features) @ (compared.cases @ by)


@lru_cache(maxsize=1)
def weights() -> Floats:
    """Return the learned weights: a row for each case, a column for each feature."""
    kept = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return np.array([[kept[case].get(name, 0.0) for name in NAMES] for case in CASES])
