"""Which of the figures that several articles tell holds: the best first, each with a certainty.

A linear model over what speaks for a number (facts/evidence.py). It was learned on questions whose
answers are known (evals/learn_which.py), and it chooses among what was reported: it never averages.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from facts.evidence import Report, features, of_titles
from news.figure import Figure, Measure

__all__ = ["WEIGHTS", "Candidate", "Report", "best", "by_value", "value_of"]

WEIGHTS = Path(__file__).with_name("which.json")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number with the figures that tell it, the one to quote first; `certainty` from 0 to 1.

    What only a headline says has no figures: there is no sentence to quote.
    """

    value: int
    figures: tuple[Figure, ...]
    certainty: float

    @property
    def figure(self) -> Figure:
        """The figure that says it best."""
        return self.figures[0]


def value_of(figure: Figure) -> int:
    """Return the number that a figure names: of "at least 8" and of "up to 8" it is 8."""
    value = figure.low if figure.low is not None else figure.high
    assert value is not None  # a figure has one of the two
    return value


def best(
    figures: Sequence[Figure],
    reports: Mapping[str, Report],
    measure: Measure,
    *,
    of: str = "",
    group: str = "",
    place: str = "",
    day: date | None = None,
) -> list[Candidate]:
    """Return the candidates for "how many", best first.

    Their certainties sum to less than 1: the rest is the doubt whether any is right.
    `reports` are the articles by id. With `group` only figures of that group are asked; without,
    the figure of a group is a candidate that is rarely right. `place` and `day` say which incident
    is meant where an article tells several.
    """
    grouped = by_value(figures, measure, reports, of=of, group=group)
    if not grouped:
        return []
    values = list(grouped)
    rows = features(grouped, reports, measure, group=group, place=place, day=day)
    weights = _weights()
    scores = [sum(weights.get(name, 0.0) * x for name, x in row.items()) for row in rows]
    likely = [math.exp(score) for score in scores]
    total = sum(likely) + math.exp(_doubt(rows[scores.index(max(scores))]))
    found = [
        Candidate(value, tuple(sorted(grouped[value], key=_clearness)), one / total)
        for value, one in zip(values, likely, strict=True)
    ]
    return sorted(found, key=lambda one: -one.certainty)


def _doubt(best_row: Mapping[str, float]) -> float:
    """Return the score of "none of these": more where titles or totals tell of something else.

    On shootings the most certain 70 % are right in .94 with these numbers, in .91 without.
    """
    return 1.2 * best_row["titles say another"] + 1.0 * best_row["total"]


def by_value(
    figures: Sequence[Figure],
    measure: Measure,
    reports: Mapping[str, Report],
    *,
    of: str = "",
    group: str = "",
) -> dict[int, list[Figure]]:
    """Return the figures that may answer, by the number they name.

    Those taken to a hospital are candidates for the injured, where no one says so of them, and what
    titles say of people, where nobody else does.
    """
    found = _by_value(figures, measure, of, group)
    if measure == "injured":
        for value, told in _by_value(figures, "hospitalised", of, group).items():
            if value > 1:
                found.setdefault(value, told)
    if not (of or group):
        for value in sorted(of_titles(reports, measure)):
            found.setdefault(value, [])
    return found


def _by_value(
    figures: Sequence[Figure], measure: Measure, of: str, group: str
) -> dict[int, list[Figure]]:
    asked = [
        one
        for one in figures
        if one.measure == measure and one.of == of and (not group or one.group == group)
    ]
    grouped: dict[int, list[Figure]] = {}
    # "Several" answers only where nobody gives a number.
    for one in [figure for figure in asked if figure.qualifier != "vague"] or asked:
        grouped.setdefault(value_of(one), []).append(one)
    return grouped


def _clearness(figure: Figure) -> tuple[bool, bool, bool, bool, int]:
    return (
        figure.part_of is not None, bool(figure.group), figure.derived, figure.is_added,
        figure.quotes[0].start,
    )  # fmt: skip


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    found: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found
