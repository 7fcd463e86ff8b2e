"""Learn which sentence answers, from questions whose answers are known.

Both looks of answer/sentence_model.py, each column standardised within its question; they are to
make the sentences that hold an answer likely among all of the question (the softmax over these, as
in ListNet, Cao et al. 2007). They are learned from a few questions at a time: a hundredth of the
time that all at once take, and as good. Only numbers are kept. `python -m cli.learn` runs it.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from answer.agreement import NAMES_OF_AGREEMENT
from answer.sentence_features import NAMES_OF_FEATURES, Rows
from answer.sentence_model import WEIGHTS, Compare, Weights, looked_twice, standardised

_NETS, _NEURONS = 3, 16
"""Small layers that began with other numbers; what they say is averaged."""

_ROUNDS, _AT_ONCE = 40, 32
"""How often all questions are seen, and how many at once."""

_RIDGE, _PACE = 0.05, 0.02
"""Of the first look; the pace is the one it begins with, and falls to 0."""

_RIDGE_OF_NET, _PACE_OF_NET = 0.004, 0.006


@dataclass(frozen=True, slots=True)
class Example:
    """The rows of a question's sentences, which of them hold its answer, and how they compare.

    It counts `weight` times.
    """

    table: Rows
    right: Sequence[bool]
    compare: Compare
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class _Lists:
    """The rows of a few questions, one after the other, and how much each question counts."""

    table: Rows
    right: Rows
    sizes: Sequence[int]
    counts: Rows

    def slope(self, score: Rows) -> Rows:
        """Return how the loss grows with each sentence's score."""
        begins = np.cumsum([0, *self.sizes[:-1]])
        of = np.repeat(np.arange(len(self.sizes)), self.sizes)
        likely = np.exp(score - np.maximum.reduceat(score, begins)[of])
        total = np.add.reduceat(likely, begins)[of]
        held = np.add.reduceat(likely * self.right, begins)[of] + 1e-9
        return np.asarray((likely / total - likely * self.right / held) * self.counts[of])


Slopes = Callable[[_Lists, Sequence[Rows]], list[Rows]]
"""Questions and some weights to how the loss grows with each weight."""


def learn(examples: Sequence[Example]) -> Weights:
    """Return the weights; questions without a right sentence teach nothing."""
    useful = [one for one in examples if any(one.right)]
    first = _first(useful, [standardised(one.table) for one in useful])
    both = [looked_twice(one.table, one.compare, first) for one in useful]
    nets = [_net(useful, both, number) for number in range(_NETS)]
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


def _lists(examples: Sequence[Example], tables: Sequence[Rows], mean: float) -> _Lists:
    right = np.concatenate([np.asarray(one.right, dtype=float) for one in examples])
    counts = np.array([one.weight for one in examples]) / (mean * len(examples))
    return _Lists(np.concatenate(tables), right, [len(one.right) for one in examples], counts)


def _first(examples: Sequence[Example], tables: Sequence[Rows]) -> Rows:
    def slopes(lists: _Lists, weights: Sequence[Rows]) -> list[Rows]:
        return [lists.table.T @ lists.slope(lists.table @ weights[0]) + _RIDGE * weights[0]]

    some = _some(examples, tables, np.random.default_rng(0))
    return _descended([np.zeros(tables[0].shape[1])], slopes, some, _PACE)[0]


def _net(examples: Sequence[Example], tables: Sequence[Rows], number: int) -> list[Rows]:
    """Return the weights of one layer: direct, hidden, bias, out."""
    columns = tables[0].shape[1]
    random = np.random.default_rng(number)
    start: list[Rows] = [
        np.zeros(columns),
        random.normal(size=(columns, _NEURONS)) / np.sqrt(columns),
        np.zeros(_NEURONS),
        random.normal(size=_NEURONS) * 0.05,
    ]
    return _descended(start, _slopes, _some(examples, tables, random), _PACE_OF_NET)


def _some(
    examples: Sequence[Example], tables: Sequence[Rows], random: np.random.Generator
) -> Iterator[tuple[_Lists, float]]:
    """Yield the questions a few at a time, each round in another order, and what share is left."""
    mean = float(np.mean([one.weight for one in examples]))
    places = range(0, len(examples), _AT_ONCE)
    for done in range(_ROUNDS):
        order = random.permutation(len(examples))
        for at, place in enumerate(places):
            few = order[place : place + _AT_ONCE]
            lists = _lists([examples[one] for one in few], [tables[one] for one in few], mean)
            yield lists, 1 - (done * len(places) + at) / (_ROUNDS * len(places))


def _slopes(lists: _Lists, weights: Sequence[Rows]) -> list[Rows]:
    """Return the slopes of a layer's weights on some questions."""
    direct, hidden, bias, out = weights
    neurons = lists.table @ hidden + bias
    on = neurons > 0
    neurons *= on
    slope = lists.slope(lists.table @ direct + neurons @ out)
    through = np.outer(slope, out) * on
    told = [lists.table.T @ slope, lists.table.T @ through, through.sum(axis=0), neurons.T @ slope]
    return [its + _RIDGE_OF_NET * one for its, one in zip(told, weights, strict=True)]


def _descended(
    weights: list[Rows], slopes: Slopes, some: Iterable[tuple[_Lists, float]], pace: float
) -> list[Rows]:
    """Return the weights after a step down their slopes on some questions after the others.

    Adam (Kingma and Ba, 2015): steps of one size whatever the feature's scale.
    """
    means = [np.zeros_like(one) for one in weights]
    squares = [np.zeros_like(one) for one in weights]
    for step, (lists, left) in enumerate(some, start=1):
        for at, slope in enumerate(slopes(lists, weights)):
            means[at] = 0.9 * means[at] + 0.1 * slope
            squares[at] = 0.99 * squares[at] + 0.01 * slope**2
            fair = means[at] / (1 - 0.9**step)
            weights[at] = weights[at] - pace * left * fair / (
                np.sqrt(squares[at] / (1 - 0.99**step)) + 1e-8
            )
    return weights
