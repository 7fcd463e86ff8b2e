"""Learn which sentence answers, from questions whose answers are known.

A linear model of the rows of answer/features.py, each feature standardised within its question; it
is to make the sentences that hold an answer likely among all of the question (the softmax over
these, as in ListNet, Cao et al. 2007). Only numbers are kept. `python -m cli.learn` runs it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from answer.select import WEIGHTS, standardised
from answer.sentence_features import NAMES_OF_FEATURES, Rows

_RIDGE = 0.05
_STEPS = 300
_PACE = 0.05


@dataclass(frozen=True, slots=True)
class Example:
    """The rows of a question's sentences, and which of them hold its answer."""

    table: Rows
    right: Sequence[bool]


def learn(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weight of each feature; questions without a right sentence teach nothing."""
    useful = [one for one in examples if any(one.right)]
    table = np.concatenate([standardised(one.table) for one in useful])
    right = np.concatenate([np.asarray(one.right, dtype=float) for one in useful])
    sizes = [len(one.right) for one in useful]
    begins = np.cumsum([0, *sizes[:-1]])
    of = np.repeat(np.arange(len(useful)), sizes)
    weights = np.zeros(table.shape[1])
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        score = table @ weights
        likely = np.exp(score - np.maximum.reduceat(score, begins)[of])
        total = np.add.reduceat(likely, begins)[of]
        held = np.add.reduceat(likely * right, begins)[of]
        slope = table.T @ (likely / total - likely * right / held) / len(useful) + _RIDGE * weights
        # Adam (Kingma and Ba, 2015): steps of one size whatever the feature's scale.
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        weights -= _PACE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return {
        name: round(float(weight), 4)
        for name, weight in zip(NAMES_OF_FEATURES, weights, strict=True)
    }


def keep(weights: dict[str, float]) -> None:
    """Write the weights where answers read them."""
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
