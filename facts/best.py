"""Which sentences tell best what happened on a day, and not twice the same."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from facts.collect import Collected, Mention
from facts.salience import centrality
from facts.telling import telling
from facts.weights import Floats, Weights, learned, scores

SENTENCES = (
    "named", "same day", "next day", "topic", "article", "telling", "length", "long",
)  # fmt: skip
"""The features of a sentence, in the order of the table's columns."""

_LONG = 400
"""Characters of a sentence that is more than one reads at a glance."""

_FEW = 10
"""Words of an article beside which more of them begin to count."""

_SAME = 0.5
"""Sentences tell the same when they share so much of the words of the shorter one …"""

_SAME_OF_ANOTHER_DAY = 0.8
"""… and of different days by so much of all their words: each day has its toll."""


def best(
    collected: Collected, candidates: Sequence[Mention], day: date, *, most: int,
    told: Sequence[Mention] = (), weights: Weights | None = None,
) -> list[Mention]:  # fmt: skip
    """Return the candidates that tell best of the day, at most so many, the best first.

    None of them tells the same as another, or as one of those already `told`. What the next day's
    reports begin with is less than half of them, as long as there is more of the day itself.
    """
    if not candidates:
        return []
    table = features(collected, candidates, day)
    found = scores(table, SENTENCES, (weights or learned()).sentences)
    ranked = [candidates[at] for at in np.argsort(-found, kind="stable")]
    held = [one for one in ranked if _is_later(one, day)][most // 2 :]
    chosen: list[Mention] = []
    for one in [*(one for one in ranked if one not in held), *held]:
        if len(chosen) == most:
            break
        if not _is_told(one, chosen, told):
            chosen.append(one)
    # What stands first is read first: it is of this day, and no longer than need be.
    return sorted(chosen, key=lambda one: (_is_later(one, day), len(one.text) > _LONG))


def _is_later(one: Mention, day: date) -> bool:
    return one.event.date.at.date() > day


def features(collected: Collected, candidates: Sequence[Mention], day: date) -> Floats:
    """Return a row a candidate, a column a feature."""
    shared = _shared(candidates)
    rows = []
    for one in candidates:
        rows.append(
            (
                one.event.named,
                one.published == day,
                one.published == day + timedelta(days=1),
                centrality(one, collected.shares),
                shared[one.event.article_id],
                telling(one.text),
                math.log1p(len(one.words)),
                len(one.text) > _LONG,
            )
        )
    return np.array(rows, dtype=float)


def _shared(candidates: Sequence[Mention]) -> Mapping[str, float]:
    """Return by article how much of what it tells here the others tell too: the main reports most.

    It is the share of the others that have a word, over its words; longer articles have more.
    """
    words: defaultdict[str, set[str]] = defaultdict(set)
    for one in candidates:
        words[one.event.article_id] |= one.words
    counts = Counter(word for own in words.values() for word in own)
    return {
        article: sum(counts[word] - 1 for word in own) / len(words) / math.sqrt(len(own) + _FEW)
        for article, own in words.items()
    }


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
