"""Pure measures over ranks and answers."""

from collections.abc import Sequence


def hits_at(ranks: Sequence[int | None], k: int) -> float:
    """Return the share of questions whose first relevant result is among the first k."""
    return sum(rank is not None and rank <= k for rank in ranks) / len(ranks) if ranks else 0.0


def mrr_at(ranks: Sequence[int | None], k: int) -> float:
    """Return the mean of 1/rank of the first relevant result, 0 where it is not in the first k."""
    return sum(1 / rank for rank in ranks if rank and rank <= k) / len(ranks) if ranks else 0.0


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
