"""A measured figure with its interval: how far it would move on other questions of the kind."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

T = TypeVar("T")

_RESAMPLES = 1000
_SEED = 17


@dataclass(frozen=True, slots=True)
class Figure:
    """A value over `n` items; 95 of 100 resamples of the items lie from `low` to `high`."""

    value: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        return f"{self.value:.3f}  ({self.low:.3f} to {self.high:.3f}, n = {self.n})"


def mean(values: Sequence[float]) -> Figure:
    """Return the mean of one value an item, 0 of nothing (percentile bootstrap, Efron 1979)."""
    if not values:
        return Figure(0.0, 0.0, 0.0, 0)
    table = np.asarray(values, dtype=float)
    chosen = np.random.default_rng(_SEED).integers(0, len(table), (_RESAMPLES, len(table)))
    low, high = np.percentile(table[chosen].mean(axis=1), (2.5, 97.5))
    return Figure(float(table.mean()), float(low), float(high), len(table))


def measured(measure: Callable[[Sequence[T]], float], items: Sequence[T]) -> Figure:
    """Return any measure over the items, for what is no mean: an AUC, an F1 over sums."""
    chance = random.Random(_SEED)
    found = [
        measure(chance.choices(items, k=len(items))) for _ in range(_RESAMPLES if items else 0)
    ]
    low, high = np.percentile(found, (2.5, 97.5)) if found else (0.0, 0.0)
    return Figure(measure(items), float(low), float(high), len(items))
