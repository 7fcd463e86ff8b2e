"""Which sentences tell best what happened on a day, and not twice the same."""

import math
from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from facts.collect import Collected, Mention
from facts.salience import centrality
from facts.telling import telling
from facts.weights import Floats, Weights, learned, scores

SENTENCES = (
    "named", "same day", "next day", "topic", "telling", "length", "long",
)  # fmt: skip
"""The features of a sentence, in the order of the table's columns."""

_LONG = 400
"""Characters of a sentence that is more than one reads at a glance."""

_SAME = 0.5
"""Sentences tell the same when they share so much of the words of the shorter one …"""

_SAME_OF_ANOTHER_DAY = 0.8
"""… and of different days by so much of all their words: each day has its toll."""


def best(
    collected: Collected, candidates: Sequence[Mention], day: date, *, most: int,
    told: Sequence[Mention] = (), weights: Weights | None = None,
) -> list[Mention]:  # fmt: skip
    """Return the candidates that tell best of the day, at most so many, the best first.

    None of them tells the same as another, or as one of those already `told`.
    """
    if not candidates:
        return []
    table = features(collected, candidates, day)
    found = scores(table, SENTENCES, (weights or learned()).sentences)
    chosen: list[Mention] = []
    for at in np.argsort(-found, kind="stable"):
        one = candidates[at]
        if not _is_told(one, chosen, told):
            chosen.append(one)
        if len(chosen) == most:
            break
    # What stands first is read first: it is of this day, and no longer than need be.
    return sorted(chosen, key=lambda one: (one.event.date.at.date() > day, len(one.text) > _LONG))


def features(collected: Collected, candidates: Sequence[Mention], day: date) -> Floats:
    """Return a row a candidate, a column a feature."""
    rows = []
    for one in candidates:
        rows.append(
            (
                one.event.named,
                one.published == day,
                one.published == day + timedelta(days=1),
                centrality(one, collected.shares),
                telling(one.text),
                math.log1p(len(one.words)),
                len(one.text) > _LONG,
            )
        )
    return np.array(rows, dtype=float)


def _is_told(one: Mention, chosen: Sequence[Mention], of_other_days: Sequence[Mention]) -> bool:
    if any(
        len(one.words & other.words) > _SAME * min(len(one.words), len(other.words))
        for other in chosen
    ):
        return True
    return any(
        len(one.words & other.words) > _SAME_OF_ANOTHER_DAY * len(one.words | other.words)
        for other in of_other_days
    )
