"""Learn the weights of follow-ups from CAsT 2020 and MTRAG: `python -m evals.learn_followups DIR`.

Two logistic regressions: does a question lean on what was said (answer/leans.py), and does it mean
this word of it (answer/carry.py). Only numbers are kept. What they are worth is measured on
conversations that were left out, a fifth of them at a time.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

import numpy as np

from answer import carry, leans
from answer.condense import condense
from answer.leans import Weights
from evals.figures import Figure
from evals.followups import Exchange, evaluate, read_cast, read_mtrag
from news.conversation import Conversation
from vectorstore.analyse import content_terms

_FIFTHS = 5
_RIDGE_LEANS, _RIDGE_MEANS = 60.0, 30.0
"""Penalties of the two regressions, on weights of signs that have unit variance."""

_WORDS = 10
"""What the words of one question count together."""

_STEPS = 30


def learn(exchanges: Sequence[Exchange]) -> Weights:
    """Return the weights of both models.

    A question that takes words counts by the share that these are of what people wrote: a missing
    name weighs more than a turn of phrase. The words said before each question count alike
    together, however many they are.
    """
    gains = [len(one.takes) / max(1, len(content_terms(one.rewritten))) for one in exchanges]
    usual = sum(gains) / max(1, sum(gain > 0 for gain in gains)) or 1.0
    leaning = _regression(
        [leans.signs(one.question, one.said) for one in exchanges],
        [gain > 0 for gain in gains],
        [gain / usual or 1.0 for gain in gains],
        _RIDGE_LEANS,
    )
    half = Weights(leaning, {})
    found, meant, weighed = [], [], []
    for one in exchanges:
        wanted = set(content_terms(one.rewritten))
        seen = carry.signs(one.question, one.said, half)
        for term, signs in seen.items():
            found.append(signs)
            meant.append(term in wanted)
            weighed.append(_WORDS / len(seen))
    return Weights(leaning, _regression(found, meant, weighed, _RIDGE_MEANS))


def held_out(exchanges: Sequence[Exchange]) -> dict[str, Figure]:
    """Return the measures, each conversation with weights learned from the other four fifths."""
    weights = {
        fifth: learn([one for one in exchanges if _fifth(one) != fifth]) for fifth in range(_FIFTHS)
    }
    found: dict[str, Figure] = {}
    for name, chosen in (("cast", True), ("mtrag", False)):
        some = [one for one in exchanges if one.conversation.startswith("cast ") is chosen]
        by_question = {(one.question, one.said): weights[_fifth(one)] for one in some}

        def rewrite(
            question: str,
            before: Conversation,
            chosen: Mapping[tuple[str, tuple[str, ...]], Weights] = by_question,
        ) -> str:
            said = tuple(turn.question for turn in before.turns)
            return condense(question, before, chosen[question, said])

        for measure, figure in evaluate(some, rewrite).items():
            found[f"{name} {measure}"] = figure
    return found


def _fifth(one: Exchange) -> int:
    return int(sha256(one.conversation.encode()).hexdigest(), 16) % _FIFTHS


def _regression(
    found: Sequence[Mapping[str, float]], right: Sequence[bool], weighed: Sequence[float],
    ridge: float,
) -> dict[str, float]:  # fmt: skip
    """Return the weights of a logistic regression with a ridge penalty, found by Newton's steps."""
    names = list(found[0])
    table = np.array([[one[name] for name in names] for one in found])
    middle, spread = table.mean(axis=0), np.maximum(table.std(axis=0), 1e-9)
    scaled = np.hstack([np.ones((len(table), 1)), (table - middle) / spread])
    wanted, weight = np.array(right, dtype=float), np.array(weighed)
    penalty = np.diag([0.0, *[ridge] * len(names)])
    theta = np.zeros(len(names) + 1)
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-scaled @ theta))
        slope = scaled.T @ (weight * (likely - wanted)) + penalty @ theta
        bend = (scaled * (weight * likely * (1 - likely))[:, None]).T @ scaled + penalty
        theta -= np.linalg.solve(bend, slope)
    plain = theta[1:] / spread
    rounded = {name: round(float(value), 4) for name, value in zip(names, plain, strict=True)}
    return {"always": round(float(theta[0] - plain @ middle), 4), **rounded}


def main(folder: Path) -> None:
    exchanges = [*read_cast(folder), *read_mtrag(folder)]
    for name, figure in held_out(exchanges).items():
        print(f"{name:18} {figure}")  # noqa: T201  a script's report
    text = json.dumps(asdict(learn(exchanges)), indent=1)
    leans.WEIGHTS.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
