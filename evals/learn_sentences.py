"""Learn which sentence answers, from questions whose answers are known.

Both looks of answer/sentence_model.py, each column standardised within its question; they are to
make the sentences that hold an answer likely among all of the question (the softmax over these, as
in ListNet, Cao et al. 2007). Only numbers are kept. `python -m cli.learn` runs it.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from answer.agreement import NAMES_OF_AGREEMENT
from answer.sentence_features import NAMES_OF_FEATURES, Rows
from answer.sentence_model import WEIGHTS, Compare, Weights, looked_twice, standardised

_RIDGE, _STEPS, _PACE = 0.05, 300, 0.05
"""Of the first look."""

_NETS, _NEURONS = 3, 16
"""Small layers that began with other numbers; what they say is averaged."""

_RIDGE_OF_NET, _STEPS_OF_NET, _PACE_OF_NET = 0.02, 150, 0.01


@dataclass(frozen=True, slots=True)
class Example:
    """The rows of a question's sentences, which of them hold its answer, and how they compare."""

    table: Rows
    right: Sequence[bool]
    compare: Compare


@dataclass(frozen=True, slots=True)
class _Lists:
    """The rows of all questions, one after the other."""

    table: Rows
    right: Rows
    sizes: Sequence[int]

    def slope(self, score: Rows) -> Rows:
        """Return how the loss grows with each sentence's score."""
        begins = np.cumsum([0, *self.sizes[:-1]])
        of = np.repeat(np.arange(len(self.sizes)), self.sizes)
        likely = np.exp(score - np.maximum.reduceat(score, begins)[of])
        total = np.add.reduceat(likely, begins)[of]
        held = np.add.reduceat(likely * self.right, begins)[of] + 1e-9
        return np.asarray((likely / total - likely * self.right / held) / len(self.sizes))


def learn(examples: Sequence[Example]) -> Weights:
    """Return the weights; questions without a right sentence teach nothing."""
    useful = [one for one in examples if any(one.right)]
    first = _first(_lists(useful, [standardised(one.table) for one in useful]))
    both = [looked_twice(one.table, one.compare, first) for one in useful]
    lists = _lists(useful, [one.astype(np.float32) for one in both])
    nets = [_net(lists, number) for number in range(_NETS)]
    direct, hidden, bias, out = zip(*nets, strict=True)
    return Weights(
        first=first,
        direct=np.asarray(sum(direct) / _NETS),
        hidden=np.hstack(hidden),
        bias=np.concatenate(bias),
        out=np.concatenate(out) / _NETS,
    )


def keep(learned: Weights) -> None:
    """Write the weights where answers read them."""
    columns = [*NAMES_OF_FEATURES, *NAMES_OF_AGREEMENT]
    kept = {
        "first": _named(NAMES_OF_FEATURES, learned.first),
        "direct": _named(columns, learned.direct),
        "hidden": _named(columns, learned.hidden),
        "bias": learned.bias.round(3).tolist(),
        "out": learned.out.round(4).tolist(),
    }
    WEIGHTS.write_text(json.dumps(kept) + "\n", encoding="utf-8")


def _named(names: Sequence[str], values: Rows) -> dict[str, object]:
    return dict(zip(names, values.round(3).tolist(), strict=True))


def _lists(examples: Sequence[Example], tables: Sequence[Rows]) -> _Lists:
    right = np.concatenate([np.asarray(one.right, dtype=tables[0].dtype) for one in examples])
    return _Lists(np.concatenate(tables), right, [len(one.right) for one in examples])


def _first(lists: _Lists) -> Rows:
    def slopes(weights: Sequence[Rows]) -> list[Rows]:
        return [lists.table.T @ lists.slope(lists.table @ weights[0]) + _RIDGE * weights[0]]

    return _descended([np.zeros(lists.table.shape[1])], slopes, _STEPS, _PACE)[0]


def _net(lists: _Lists, number: int) -> list[Rows]:
    """Return the weights of one layer: direct, hidden, bias, out."""
    table, columns = lists.table, lists.table.shape[1]

    def slopes(weights: Sequence[Rows]) -> list[Rows]:
        direct, hidden, bias, out = weights
        neurons = table @ hidden + bias
        on = neurons > 0
        neurons *= on
        slope = lists.slope(table @ direct + neurons @ out).astype(np.float32)
        through = np.outer(slope, out) * on
        told = [table.T @ slope, table.T @ through, through.sum(axis=0), neurons.T @ slope]
        return [its + _RIDGE_OF_NET * one for its, one in zip(told, weights, strict=True)]

    random = np.random.default_rng(number)
    start: list[Rows] = [
        np.zeros(columns),
        random.normal(size=(columns, _NEURONS)) / np.sqrt(columns),
        np.zeros(_NEURONS),
        random.normal(size=_NEURONS) * 0.05,
    ]
    start = [one.astype(np.float32) for one in start]
    return _descended(start, slopes, _STEPS_OF_NET, _PACE_OF_NET)


def _descended(
    weights: list[Rows], slopes: Callable[[Sequence[Rows]], list[Rows]], steps: int, pace: float
) -> list[Rows]:
    """Return the weights after so many steps down their slopes.

    Adam (Kingma and Ba, 2015): steps of one size whatever the feature's scale.
    """
    means = [np.zeros_like(one) for one in weights]
    squares = [np.zeros_like(one) for one in weights]
    for step in range(1, steps + 1):
        for at, slope in enumerate(slopes(weights)):
            means[at] = 0.9 * means[at] + 0.1 * slope
            squares[at] = 0.99 * squares[at] + 0.01 * slope**2
            fair = means[at] / (1 - 0.9**step)
            weights[at] = weights[at] - pace * fair / (
                np.sqrt(squares[at] / (1 - 0.99**step)) + 1e-8
            )
    return weights
