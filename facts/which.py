"""Which of the figures that several articles tell holds: the best first, each with a certainty.

A linear model over what speaks for a number: where it stands, in how many independent articles,
how new, in what words. It was learned on questions whose answers are known (evals/learn_which.py),
and it chooses among what was reported: it never averages.
"""

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from facts.grammar import read_findings
from facts.sums import put_together
from news.figure import Figure, Measure, Span
from news.moment import Moment

WEIGHTS = Path(__file__).with_name("which.json")
_LEAD = 350  # characters
_EARLY = 1200


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of an article beside its figures; those with the same `copies` are copies."""

    title: str = ""
    published: Moment | None = None
    copies: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number with the figures that tell it, the one to quote first; `certainty` from 0 to 1."""

    figures: tuple[Figure, ...]
    certainty: float

    @property
    def figure(self) -> Figure:
        """The figure that says it best."""
        return self.figures[0]

    @property
    def value(self) -> int:
        """The number itself, whatever is said of how sure it is."""
        return value_of(self.figure)


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
    """Return the candidates for "how many", best first; their certainties sum to 1.

    `reports` are the articles by id. With `group` only figures of that group are asked; without,
    the figure of a group is a candidate that is rarely right. `place` and `day` say which incident
    is meant where an article tells several.
    """
    grouped = by_value(figures, measure, of=of, group=group)
    if not grouped:
        return []
    values = list(grouped)
    rows = features(grouped, reports, measure, group=group, place=place, day=day)
    weights = _weights()
    scores = [sum(weights.get(name, 0.0) * x for name, x in row.items()) for row in rows]
    top = max(scores)
    shares = [math.exp(score - top) for score in scores]
    total = sum(shares)
    found = [
        Candidate(tuple(sorted(grouped[value], key=_clearness)), share / total)
        for value, share in zip(values, shares, strict=True)
    ]
    return sorted(found, key=lambda one: -one.certainty)


def by_value(
    figures: Sequence[Figure], measure: Measure, *, of: str = "", group: str = ""
) -> dict[int, list[Figure]]:
    """Return the figures that may answer, by the number they name.

    Where nobody tells of the injured, those taken to a hospital are candidates for them.
    """
    for one_measure in (measure, "hospitalised") if measure == "injured" else (measure,):
        grouped: dict[int, list[Figure]] = defaultdict(list)
        for one in figures:
            if one.measure == one_measure and one.of == of and (not group or one.group == group):
                grouped[value_of(one)].append(one)
        if grouped:
            return dict(grouped)
    return {}


def _clearness(figure: Figure) -> tuple[bool, bool, bool, bool, int]:
    return (
        figure.part_of is not None, bool(figure.group), figure.derived, figure.is_added,
        figure.quotes[0].start,
    )  # fmt: skip


def features(
    grouped: Mapping[int, Sequence[Figure]],
    reports: Mapping[str, Report],
    measure: Measure,
    *,
    group: str = "",
    place: str = "",
    day: date | None = None,
) -> list[dict[str, float]]:
    """Return what speaks for and against each number, in the order of `grouped`."""
    papers = sorted({_paper(one, reports) for told in grouped.values() for one in told})
    newest = _newest(grouped, reports)
    titles = _titles(grouped, reports, measure)
    last = {
        paper: max(one.quotes[0].start for told in grouped.values() for one in told
                   if _paper(one, reports) == paper)
        for paper in papers
    }  # fmt: skip
    first_mention = {
        paper: min(one.quotes[0].start for told in grouped.values() for one in told
                   if _paper(one, reports) == paper)
        for paper in papers
    }  # fmt: skip
    del last
    exact = sorted(value for value in grouped)
    rows = []
    for value, told in grouped.items():
        where = {_paper(one, reports) for one in told}
        lead = {_paper(one, reports) for one in told if one.quotes[0].start < _LEAD}
        early = {_paper(one, reports) for one in told if one.quotes[0].start < _EARLY}
        opens = {
            _paper(one, reports)
            for one in told
            if one.quotes[0].start == first_mention[_paper(one, reports)]
        }
        plain = [one for one in told if not (one.part_of or one.group or one.is_added)]
        count = len(papers)
        row = {
            "papers": len(where) / count,
            "lead": len(lead) / count,
            "early": len(early) / count,
            "opens": len(opens) / count,
            "titles": titles.get(value, 0.0),
            "titles say another": float(bool(titles) and value not in titles),
            "mentions": math.log1p(len(told)),
            "newest": float(newest in where),
            "several papers": float(len(where) > 1),
            "no number stands there": float(all(_is_one(one) for one in told)),
            "all added": float(all(one.is_added for one in told)),
            "all of a group": float(all(one.group for one in told)) if not group else 0.0,
            "all parts": float(all(one.part_of is not None for one in told)),
            "all derived": float(all(one.derived for one in told)),
            "derived too": float(any(one.derived for one in told)),
            "plain": float(bool(plain)),
            "total": float(any(one.scope == "total" for one in told)),
            "all total": float(all(one.scope == "total" for one in told)),
            "not exact": float(all(one.qualifier for one in told)),
            "largest": float(value == exact[-1]),
            "smallest": float(value == exact[0]),
            "only": float(len(exact) == 1),
            "zero": float(value == 0),
            "one": float(value == 1),
            "size": math.log1p(value),
            "place": _place_agrees(told, place),
            "other place": _place_differs(told, place),
            "day": _day_agrees(told, day),
            "other day": _day_differs(told, day),
            "sum of others": float(any(value - one in grouped and value - one != one
                                       for one in exact if 0 < one < value)),
        }  # fmt: skip
        rows.append(row)
    return rows


def _is_one(figure: Figure) -> bool:
    return figure.low == 1 and figure.group != "" and not figure.qualifier


def _paper(figure: Figure, reports: Mapping[str, Report]) -> str:
    report = reports.get(figure.article_id)
    return report.copies if report and report.copies else figure.article_id


def _newest(grouped: Mapping[int, Sequence[Figure]], reports: Mapping[str, Report]) -> str:
    dated = [
        (report.published.at, _paper(one, reports))
        for told in grouped.values()
        for one in told
        if (report := reports.get(one.article_id)) and report.published
    ]
    return max(dated)[1] if dated else ""


def _titles(
    grouped: Mapping[int, Sequence[Figure]], reports: Mapping[str, Report], measure: Measure
) -> dict[int, float]:
    """Return the share of titles, among those that tell a number of the measure, that tell each."""
    ids = {one.article_id for told in grouped.values() for one in told}
    said: dict[str, frozenset[int]] = {}
    for key in ids:
        title = reports[key].title if key in reports else ""
        numbers = _numbers_of_title(title, measure)
        if numbers:
            said[title] = numbers
    counts: dict[int, float] = defaultdict(float)
    for numbers in said.values():
        for number in numbers:
            counts[number] += 1 / len(said)
    return dict(counts)


@lru_cache(maxsize=4096)
def _numbers_of_title(title: str, measure: Measure) -> frozenset[int]:
    if not title:
        return frozenset()
    told = [(Span(0, len(title)), one) for one in read_findings(title)]
    return frozenset(
        one.low
        for _, one in put_together(told)
        if one.measure == measure and one.low is not None and one.low == one.high
    )


def _place_agrees(told: Sequence[Figure], place: str) -> float:
    names = _names(place)
    return float(bool(names) and any(_names(one.place) & names for one in told))


def _place_differs(told: Sequence[Figure], place: str) -> float:
    names = _names(place)
    return float(bool(names) and all(one.place and not _names(one.place) & names for one in told))


def _names(place: str) -> set[str]:
    return {word for word in place.lower().replace(",", " ").split() if len(word) > 2}


def _day_agrees(told: Sequence[Figure], day: date | None) -> float:
    return float(
        day is not None
        and any(one.as_of and abs((one.as_of.at.date() - day).days) <= 1 for one in told)
    )


def _day_differs(told: Sequence[Figure], day: date | None) -> float:
    return float(
        day is not None
        and all(one.as_of and abs((one.as_of.at.date() - day).days) > 3 for one in told)
    )


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    found: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found
