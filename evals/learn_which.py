"""Learn which figure holds, from questions whose answers are known.

A linear model of the features of facts/evidence.py: the right number is to be likely among all that
are told (the softmax over a question's candidates, as in ListNet, Cao et al. 2007). Only numbers
are kept. Questions on one incident are learned from together or not at all.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evals import gva_figures
from evals.halves import fold_of, half_of
from facts.evidence import features
from facts.figures import read_figures
from facts.which import WEIGHTS, by_value

_RIDGE = 0.01
_STEPS = 600
_PACE = 0.05
_FOLDS = 5
# Most questions are on one person, and the set is measured on those that are not.
_WEIGHT_OF_ONE = 0.03


@dataclass(frozen=True, slots=True)
class Example:
    """The rows of a question's candidates, and which of them is right."""

    rows: Sequence[Mapping[str, float]]
    right: Sequence[bool]
    key: str = ""
    answer: int = 0


def learn(examples: Sequence[Example]) -> dict[str, float]:
    """Return the weight of each feature; questions without a right candidate teach nothing."""
    useful = [one for one in examples if any(one.right)]
    names = list(useful[0].rows[0])
    table = np.array([[row[name] for name in names] for one in useful for row in one.rows])
    right = np.array([float(flag) for one in useful for flag in one.right])
    sizes = [len(one.right) for one in useful]
    worth = np.array([_WEIGHT_OF_ONE if one.answer == 1 else 1.0 for one in useful])
    begins = np.cumsum([0, *sizes[:-1]])
    of = np.repeat(np.arange(len(useful)), sizes)
    worth = (worth / worth.sum())[of]
    weights = np.zeros(len(names))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _STEPS + 1):
        score = table @ weights
        likely = np.exp(score - np.maximum.reduceat(score, begins)[of])
        total = np.add.reduceat(likely, begins)[of]
        held = np.add.reduceat(likely * right, begins)[of]
        pull = (likely / total - likely * right / held) * worth
        slope = table.T @ pull + _RIDGE * weights
        # Adam (Kingma and Ba, 2015): steps of one size whatever the feature's scale.
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        weights -= _PACE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True)}


def share_right(examples: Sequence[Example], weights: Mapping[str, float]) -> float:
    """Return the share of questions whose best candidate is right."""
    right = 0
    for one in examples:
        scores = [sum(weights.get(k, 0.0) * x for k, x in row.items()) for row in one.rows]
        right += bool(scores) and one.right[int(np.argmax(scores))]
    return right / len(examples)


def left_out(examples: Sequence[Example]) -> float:
    """Return the share that is right on folds that were not learned from."""
    folds: dict[int, list[Example]] = {}
    for one in examples:
        folds.setdefault(fold_of(one.key, _FOLDS), []).append(one)
    right = 0.0
    for fold, asked in folds.items():
        rest = [one for other, many in folds.items() if other != fold for one in many]
        several = [one for one in asked if one.answer > 1]
        right += share_right(several, learn(rest)) * len(several)
    return right / sum(one.answer > 1 for one in examples)


def examples_of(folder: Path, half: str) -> list[Example]:
    """Return the questions of one half, or of both for any other word."""
    asked = [
        one
        for one in gva_figures.questions(folder, least=1)
        if half not in ("a", "b") or half_of(one.incident) == half
    ]
    told = gva_figures.articles(folder, asked)
    figures = {key: read_figures(one) for key, one in told.items()}
    found = []
    for question in asked:
        given = gva_figures.given(question, figures, told)
        grouped = by_value(given.figures, question.measure, given.reports)
        if not grouped:
            found.append(Example([], [], question.incident, question.answer))
            continue
        rows = features(
            grouped, given.reports, question.measure, place=question.place, day=question.day
        )
        found.append(
            Example(
                rows,
                [value == question.answer for value in grouped],
                question.incident,
                question.answer,
            )
        )
    return found


def main() -> None:
    """Learn from one half or both, say what it is worth on what was left out, keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder of the reports on shootings")
    parser.add_argument("--half", default="a")
    arguments = parser.parse_args()
    examples = examples_of(arguments.folder, arguments.half)
    print(f"right where left out: {left_out(examples):.3f} of {len(examples)}")
    WEIGHTS.write_text(json.dumps(learn(examples), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
