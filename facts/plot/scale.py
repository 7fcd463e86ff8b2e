"""The two scales of a chart: days across, numbers up, each with its ticks."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise

_BY_TENS = 200
"""Numbers that lie so many times apart are drawn by tens: else the small ones are one line."""

_UNEVEN = 12
"""Gaps between days that are so many times as long as others are shortened, else all is in them."""


@dataclass(frozen=True, slots=True)
class Days:
    """Where days stand across; those that are not known stand apart, at the left.

    Where gaps are of very different lengths the long ones are shortened, at `breaks`.
    """

    stops: Mapping[date, float]
    breaks: tuple[float, ...] = ()
    undated: float | None = None

    def at(self, day: date | None) -> float:
        """Return where a day stands."""
        if day is None:
            assert self.undated is not None  # there is a column where it is needed
            return self.undated
        return self.stops[day]


def days_between(
    days: Iterable[date], left: float, right: float, undated: float | None = None
) -> Days:
    """Return the scale of these days from `left` to `right`; a single day stands in the middle."""
    some = sorted(set(days))
    gaps = [(later - one).days for one, later in pairwise(some)]
    if not gaps:
        return Days(dict.fromkeys(some, (left + right) / 2), undated=undated)
    is_uneven = max(gaps) > _UNEVEN * min(gaps)
    steps = [1 + math.log2(one) if is_uneven else float(one) for one in gaps]
    wide = (right - left) / sum(steps)
    at = [left, *(left + wide * one for one in accumulate(steps))]
    breaks = [
        (one + later) / 2
        for one, later, gap in zip(at, at[1:], gaps, strict=False)
        if is_uneven and gap > _UNEVEN * min(gaps)
    ]
    return Days(dict(zip(some, at, strict=True)), tuple(breaks), undated)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers up from zero, `by_tens` where they lie far apart."""

    most: int
    top: float
    bottom: float
    by_tens: bool = False

    def at(self, number: int) -> float:
        """Return where a number stands, y downwards."""
        share = _tens(number) / _tens(self.most) if self.by_tens else number / self.most
        return self.bottom - share * (self.bottom - self.top)

    def ticks(self) -> list[int]:
        """Return about five round numbers up to the largest."""
        if self.by_tens:
            powers = [10**n for n in range(len(str(self.most)))]
            every = -(-len(powers) // 5)
            return [0, *powers[::every]]
        step = _round_up(self.most / 5)
        return list(range(0, self.most + 1, step))


def lie_far_apart(values: Sequence[int]) -> bool:
    """Say whether the smallest value would not be seen beside the largest."""
    some = [one for one in values if one > 0]
    return bool(some) and max(some) / min(some) >= _BY_TENS


def ticks_of(days: Sequence[date], scale: Days, apart: float) -> list[date]:
    """Return the days to name: the first, the last, and others that stand apart enough."""
    if not days:
        return []
    kept = [min(days)]
    last = max(days)
    for day in sorted(set(days)):
        if scale.at(day) - scale.at(kept[-1]) >= apart and scale.at(last) - scale.at(day) >= apart:
            kept.append(day)
    if scale.at(last) - scale.at(kept[-1]) >= apart:
        kept.append(last)
    return kept


def short(number: int) -> str:
    """Return a number for an axis: "1,200", "1.5 mln"."""
    return f"{number / 1e6:g} mln" if number >= 1_000_000 else f"{number:,}"


def _tens(number: int) -> float:
    return math.log10(1 + number)


def _round_up(step: float) -> int:
    """Return the next of 1, 2, 5, 10, 20 …"""
    power = 10 ** math.floor(math.log10(max(step, 1)))
    return next(int(power * one) for one in (1, 2, 5, 10) if power * one >= step)
