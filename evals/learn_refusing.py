"""Learn how surely the archive answers, from questions that it answers and that it does not.

A logistic regression on the signals of answer/refusing.py. Each set counts the same, and in it the
questions with an answer as much as those without. Only numbers are kept. `python -m cli.learn` runs
it and prints what the weights are worth on questions none of whose articles they were learned from.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import numpy.typing as npt

from answer.refusing import SIGNALS, WEIGHTS
from evals.metrics import auc, refused_at
from evals.refusing import COST

Floats = npt.NDArray[np.float64]

_PARTS = 10
_RIDGE = 0.005
_STEPS = 30


@dataclass(frozen=True, slots=True)
class Example:
    """The signals of a question, the articles it is of, and whether they answer it."""

    signals: Sequence[float]
    origins: frozenset[str]
    answerable: bool


def main(sets: Mapping[str, Sequence[Example]]) -> None:
    """Learn, print what the weights are worth on what was left out, and keep them."""
    for at, (name, examples) in enumerate(sets.items()):
        for measure, value in worth(examples, held_out(list(sets.values()), at)).items():
            print(f"{name:28} {measure:20} {value:.3f}")
    keep(learn(list(sets.values())))


def learn(sets: Sequence[Sequence[Example]]) -> dict[str, float]:
    """Return the weight of each signal, and the bias (Newton's method)."""
    rows = np.array([one.signals for some in sets for one in some], dtype=float)
    right = np.array([one.answerable for some in sets for one in some], dtype=float)
    counts = np.concatenate([_counts(some) for some in sets]) / len(sets)
    middle = counts @ rows
    spread = np.sqrt(counts @ (rows - middle) ** 2) + 1e-6
    table = np.column_stack([(rows - middle) / spread, np.ones(len(rows))])
    ridge = np.diag([*[_RIDGE] * len(SIGNALS), 0.0])
    weights = np.zeros(table.shape[1])
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (counts * (likely - right)) + ridge @ weights
        bend = (table * (counts * likely * (1 - likely))[:, None]).T @ table + ridge
        weights -= np.linalg.solve(bend, slope)
    own = weights[:-1] / spread
    kept = {name: round(float(weight), 4) for name, weight in zip(SIGNALS, own, strict=True)}
    return {"bias": round(float(weights[-1] - own @ middle), 4), **kept}


def scores(weights: dict[str, float], examples: Sequence[Example]) -> list[float]:
    """Return how sure the weights are of each example, on a scale of their own."""
    by = np.array([weights[name] for name in SIGNALS])
    return [float(by @ np.asarray(one.signals)) + weights["bias"] for one in examples]


def held_out(sets: Sequence[Sequence[Example]], chosen: int) -> list[float]:
    """Return the scores of one set's examples, each by weights that never saw its articles."""
    own = sets[chosen]
    found: dict[int, float] = {}
    for part in _parted(own):
        seen = frozenset[str]().union(*(own[at].origins for at in part))
        rest = [[one for one in some if not one.origins & seen] for some in sets]
        asked = [own[at] for at in part]
        found |= dict(zip(part, scores(learn(rest), asked), strict=True))
    return [found[at] for at in range(len(own))]


def worth(examples: Sequence[Example], by: Sequence[float]) -> dict[str, float]:
    """Return AUC, and the share of the unanswerable refused where some answerable ones are."""
    sides = [
        [score for one, score in zip(examples, by, strict=True) if one.answerable is side]
        for side in (True, False)
    ]
    return {"auc": auc(*sides), f"refused at {COST:.0%} cost": refused_at(sides[0], sides[1], COST)}


def keep(weights: dict[str, float]) -> None:
    """Write the weights where answers read them."""
    WEIGHTS.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def _counts(examples: Sequence[Example]) -> Floats:
    """Return how much each example counts: each side half, all together 1."""
    right = np.array([one.answerable for one in examples])
    counts: Floats = np.where(right, 0.5 / max(1, right.sum()), 0.5 / max(1, (~right).sum()))
    return counts


def _parted(examples: Sequence[Example]) -> Iterator[list[int]]:
    """Yield the places of the examples of each part, by their first origin."""
    part_of = [int(sha256(min(one.origins).encode()).hexdigest(), 16) % _PARTS for one in examples]
    for part in range(_PARTS):
        found = [at for at, number in enumerate(part_of) if number == part]
        if found:
            yield found
