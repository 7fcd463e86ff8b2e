"""Which days of a collection matter: how much is told of them, then and later, and around them."""

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from facts.collect import Collected, Mention
from facts.weights import Floats, Weights, learned, scores

DAYS = ("named", "reports", "reports after", "topic", "near", "around", "outside")
"""The features of a day, in the order of the table's columns."""

_NEAR, _AROUND = 7, 30
"""Days: widths of the two windows in which the reporting around a day is counted."""

_FAR = 14
"""So many days before the first report or after the last, a day is fully outside of the story."""


def salience(collected: Collected, weights: Weights | None = None) -> dict[date, float]:
    """Return a score of each day of which something is told; comparable within a collection."""
    days = sorted(collected.days)
    if not days:
        return {}
    found = scores(features(collected, days), DAYS, (weights or learned()).days)
    return dict(zip(days, map(float, found), strict=True))


def features(collected: Collected, days: Sequence[date]) -> Floats:
    """Return a row a day, a column a feature."""
    articles = {
        day: len({one.event.article_id for one in mentions})
        for day, mentions in collected.days.items()
    }
    first = min(collected.published, default=date.min)
    last = max(collected.published, default=date.max)
    rows = []
    for day in days:
        mentions = collected.days[day]
        row = (
            sum(one.event.weight for one in mentions if one.event.named),
            collected.published[day],
            collected.published[day + timedelta(days=1)],
            sum(centrality(one, collected.shares) for one in mentions),
            _around(articles, day, _NEAR),
            _around(articles, day, _AROUND),
            min(1.0, max(0, (first - day).days, (day - last).days) / _FAR),
        )
        rows.append([math.log1p(value) for value in row])
    return np.array(rows)


def centrality(mention: Mention, shares: Mapping[str, float]) -> float:
    """Return how much the words of the sentence are those of the whole collection."""
    return sum(shares.get(word, 0.0) for word in mention.words) / math.sqrt(len(mention.words) + 3)


def _around(articles: Mapping[date, int], day: date, width: int) -> float:
    """Return how many articles tell of a day like it, days weighed by how near they are."""
    total = 0.0
    for away in range(-2 * width, 2 * width + 1):
        told = articles.get(day + timedelta(days=away), 0)
        if told:
            total += told * math.exp(-((away / width) ** 2) / 2)
    return total / width
