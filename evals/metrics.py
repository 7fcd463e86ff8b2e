"""Pure measures over scores."""

from collections.abc import Sequence


def auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Return the chance that a positive scores above a negative, ties counting half (ROC AUC)."""
    if not positive or not negative:
        return 0.0
    wins = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    return wins / (len(positive) * len(negative))


def refused_at(positive: Sequence[float], negative: Sequence[float], cost: float) -> float:
    """Return the share of negatives refused where the threshold refuses `cost` of positives."""
    if not positive or not negative:
        return 0.0
    threshold = sorted(positive)[min(len(positive) - 1, round(cost * len(positive)))]
    return sum(score < threshold for score in negative) / len(negative)
