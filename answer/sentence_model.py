"""How good each sentence of a question is beside the others: learned weights, in two looks.

The first look is a weighted sum of the features of answer/sentence_features.py. By it the sentences
are compared with each other (answer/agreement.py), and one small layer of neurons weighs both.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from answer.agreement import NAMES_OF_AGREEMENT
from answer.sentence_features import NAMES_OF_FEATURES, Rows

WEIGHTS = Path(__file__).with_name("sentences.json")
"""Learned by evals/learn_sentences.py, which says from what."""

_WORST = 12.0
"""The logarithm of how many times likelier the best sentence is than one that scores 0."""

_USUAL = 100
"""Sentences of a question where there is no lack of them: what they tell is seen beside these."""

_TELLING = (
    "own", "titled", "window", "context", "pairs", "near", "rarest", "own_figure", "near_figure",
    "own_open", "asking_own", "asking_window", "deed", "deed_window",
)  # fmt: skip
"""Columns of how much of the question a sentence tells: 0 is nothing."""

_TELLING_COLUMNS = [NAMES_OF_FEATURES.index(name) for name in _TELLING]

Compare = Callable[[Rows], Rows]
"""How likely each sentence answers by itself, to the table of how they agree."""


@dataclass(frozen=True, slots=True)
class Weights:
    """`first` weighs the features, `direct` these and the agreement, beside the `hidden` neurons.

    A neuron has a weight for each column, a `bias`, and counts `out` where it is above 0.
    """

    first: Rows
    direct: Rows
    hidden: Rows
    bias: Rows
    out: Rows

    def scores(self, table: Rows, compare: Compare) -> Rows:
        """Return the score of each sentence, the logarithm of how likely it is the answer."""
        both = looked_twice(table, compare, self.first)
        neurons = np.maximum(both @ self.hidden + self.bias, 0.0)
        return np.asarray(both @ self.direct + neurons @ self.out)


def listwise(table: Rows, compare: Compare, learned: Weights | None = None) -> Rows:
    """Return how good each sentence is beside the best one, which has 1; the worst have 0.

    What speaks for a sentence is compared with the other sentences of its question only.
    """
    if not len(table):
        return np.zeros(0)
    score = (learned or weights()).scores(table, compare)
    return np.asarray(np.maximum(0.0, 1 - (score.max() - score) / _WORST))


def likelihoods(good: Rows) -> Rows:
    """Return how likely each sentence is the answer, 1 together, by how good it is (`listwise`)."""
    likely = np.exp(_WORST * (good - 1))
    return np.asarray(likely / likely.sum())


def looked_twice(table: Rows, compare: Compare, first: Rows) -> Rows:
    """Return the features and the agreement of each sentence, standardised."""
    score = standardised(table) @ first
    likely = np.exp(score - score.max())
    return standardised(np.hstack([table, compare(likely / likely.sum())]))


def standardised(table: Rows) -> Rows:
    """Return the table with each column's mean 0 and spread 1, of those that differ.

    A few sentences, as of a first article, are seen beside others that would tell nothing of the
    question: else the one that tells it all is hardly more than the rest.
    """
    mean, spread = table.mean(axis=0), table.std(axis=0)
    if 0 < len(table) < _USUAL:
        beside = np.vstack([table, np.zeros((_USUAL - len(table), table.shape[1]))])
        mean[_TELLING_COLUMNS] = beside.mean(axis=0)[_TELLING_COLUMNS]
        spread[_TELLING_COLUMNS] = beside.std(axis=0)[_TELLING_COLUMNS]
    return np.asarray((table - mean) / np.where(spread > 0, spread, 1.0))


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the weights that come with the program."""
    kept: dict[str, Any] = json.loads(WEIGHTS.read_bytes())
    columns = [*NAMES_OF_FEATURES, *NAMES_OF_AGREEMENT]
    return Weights(
        first=np.array([kept["first"][name] for name in NAMES_OF_FEATURES]),
        direct=np.array([kept["direct"][name] for name in columns]),
        hidden=np.array([kept["hidden"][name] for name in columns]),
        bias=np.array(kept["bias"]),
        out=np.array(kept["out"]),
    )
