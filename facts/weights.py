"""Numbers that were learned from published timelines: `python -m evals.learn_timelines`."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

WEIGHTS = Path(__file__).parent / "timeline.json"


_LEAST = 0.2
"""A deviation below this says nothing: what differs so little shall not be made much of."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature of a day and of a sentence counts."""

    days: Mapping[str, float]
    sentences: Mapping[str, float]


@lru_cache(maxsize=1)
def learned() -> Weights:
    """Return the weights that come with the project."""
    return Weights(**json.loads(WEIGHTS.read_text(encoding="utf-8")))


def scores(table: Floats, names: Sequence[str], weights: Mapping[str, float]) -> Floats:
    """Return the score of each row of the table, whose columns are the named features."""
    found: Floats = standardised(table) @ np.array([weights.get(name, 0.0) for name in names])
    return found


def standardised(table: Floats) -> Floats:
    """Return the table with each column's mean 0 and deviation 1; less where rows hardly differ."""
    moved: Floats = (table - table.mean(axis=0)) / np.maximum(table.std(axis=0), _LEAST)
    return moved
