"""What a toll chart shows of a report: which mark, which words, in which colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from facts.holding import Reported, latest
from facts.plot.canvas import Dot
from news.correction import in_digits
from news.figure import Figure

EXACT, ABOUT, LEAST, MOST, SPAN, VAGUE, SUM = (
    Dot("o"), Dot("o", filled=False), Dot("^"), Dot("v"), Dot("s"), Dot("D", filled=False),
    Dot("P"),
)  # fmt: skip

NAMES = {
    EXACT: "exact", ABOUT: "about", LEAST: "at least", MOST: "up to", SPAN: "from – to",
    VAGUE: "vague word", SUM: "our sum",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """Reports of one number for one day: drawn once, with who gave it.

    `holds` when it is the figure that holds in the end, `differs` when on some day it could not be
    true together with the one that held.
    """

    day: date | None
    figure: Figure
    by: tuple[str, ...]
    holds: bool
    differs: bool

    @property
    def at(self) -> int:
        """The number that the point stands at."""
        low, high = self.figure.low, self.figure.high
        return low if low is not None else high or 0

    @property
    def dot(self) -> Dot:
        """The mark's shape, which says how sure the number is."""
        figure = self.figure
        if figure.derived:
            return SUM
        if figure.qualifier == "vague":
            return VAGUE
        if figure.high is None:
            return LEAST
        if figure.low is None:
            return MOST
        if figure.low != figure.high:
            return SPAN
        return ABOUT if figure.qualifier else EXACT

    @property
    def number(self) -> str:
        """The number as it is told: "at least 8", "12–15", "our sum: 31"."""
        low, high = self.figure.low, self.figure.high
        if self.dot == SPAN:
            told = f"{low:,}–{high:,}"
        else:
            told = f"{self.at:,}"
            before = {ABOUT: "about", LEAST: "at least", MOST: "up to", SUM: "our sum:"}
            told = f"{before.get(self.dot, '')} {told}".strip()
            told = f"{told}+ (vague)" if self.dot == VAGUE else told
        return f"≠ {told}" if self.differs else told

    @property
    def who(self) -> str:
        """Who gave it, the first by name: "Interior Ministry +2"; what was corrected says so."""
        first, *others = self.by or ("nobody named",)
        named = f"{first} +{len(others)}" if others else first
        corrected = self.figure.corrected
        if corrected is None:
            return named
        return f"set right by an admin; {named}: {in_digits(corrected.was)}"


def marks(told: Sequence[Reported]) -> list[Mark]:
    """Return a mark for each number of each day, in order, the undated first."""
    standing = latest(told)
    holding = standing.held[0] if standing.held else None
    held = {id(one) for one in (holding.report, *holding.agreeing)} if holding else set()
    days = {report.day for report in told if report.day}
    differing = {
        id(one)
        for some in (standing, *(latest(told, on=day) for day in days))
        for other in some.contradicting
        for one in (other.report, *other.agreeing)
    }
    same: dict[tuple[date | None, int | None, int | None, str, object], list[Reported]] = {}
    for one in told:
        figure = one.figure
        was = figure.corrected.was if figure.corrected else None
        same.setdefault((one.day, figure.low, figure.high, figure.qualifier, was), []).append(one)
    found = [
        Mark(
            day,
            some[0].figure,
            tuple(dict.fromkeys(one.by for one in some if one.by)),
            any(id(one) in held for one in some),
            any(id(one) in differing for one in some) and not any(id(one) in held for one in some),
        )
        for (day, *_), some in same.items()
    ]
    return sorted(found, key=lambda one: (one.day or date.min, one.at))


def steps(told: Sequence[Reported]) -> list[tuple[date, int]]:
    """Return what held from which day on: the newest figure of each day with reports."""
    found: list[tuple[date, int]] = []
    for day in sorted({report.day for report in told if report.day}):
        figure = latest(told, on=day).held[0].report.figure
        value = figure.low if figure.low is not None else figure.high or 0
        found.append((day, value))
    return found
