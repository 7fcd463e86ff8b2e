"""The two scales of a chart: days across, numbers up, each with its ticks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_BY_TENS = 200
"""Numbers that lie so many times apart are drawn by tens: else the small ones are one line."""


@dataclass(frozen=True, slots=True)
class Days:
    """Days across; those that are not known stand apart, at the left."""

    first: date
    last: date
    left: float
    right: float
    undated: float | None = None

    def at(self, day: date | None) -> float:
        """Return where a day stands."""
        if day is None:
            assert self.undated is not None  # there is a column where it is needed
            return self.undated
        if self.first == self.last:
            return (self.left + self.right) / 2
        share = (day - self.first) / (self.last - self.first)
        return self.left + share * (self.right - self.left)


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
