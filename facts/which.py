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
from facts.numbers import may_begin, read_number
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

    Those taken to a hospital are candidates for the injured, where no one says so of them.
    """
    found = _by_value(figures, measure, of, group)
    if measure == "injured":
        for value, told in _by_value(figures, "hospitalised", of, group).items():
            if value > 1:
                found.setdefault(value, told)
    return found


def _by_value(
    figures: Sequence[Figure], measure: Measure, of: str, group: str
) -> dict[int, list[Figure]]:
    grouped: dict[int, list[Figure]] = {}
    for one in figures:
        if one.qualifier == "vague":
            continue  # "several" answers no "how many"
        if one.measure == measure and one.of == of and (not group or one.group == group):
            grouped.setdefault(value_of(one), []).append(one)
    return grouped


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
    every = [one for told in grouped.values() for one in told]
    papers = {_paper(one, reports) for one in every}
    newest = _newest(every, reports)
    first = {paper: min(map(_start, _of(every, paper, reports))) for paper in papers}
    first_number = {
        paper: min(map(_start, numbers))
        for paper in papers
        if (numbers := [one for one in _of(every, paper, reports) if not _is_one(one)])
    }
    titles = Titles(every, reports, measure)
    votes = {value: _votes(told, titles, reports, value) for value, told in grouped.items()}
    values = sorted(grouped)
    several = values[-1] > 1
    rows = []
    for value, told in grouped.items():
        where = {_paper(one, reports) for one in told}
        lead = {_paper(one, reports) for one in told if _start(one) < _LEAD}
        early = {_paper(one, reports) for one in told if _start(one) < _EARLY}
        opens = {paper for one in told if _start(one) == first[paper := _paper(one, reports)]}
        number = {
            paper for one in told if _start(one) == first_number.get(paper := _paper(one, reports))
        }
        plain = [one for one in told if not (one.part_of or one.group or one.is_added)]
        count = len(papers)
        rows.append({
            "votes": votes[value] / sum(votes.values()),
                "papers": len(where) / count,
            "lead": len(lead) / count,
            "early": len(early) / count,
            "opens": len(opens) / count,
            "first number": len(number) / count,
            "outright in lead": float(any(_start(one) < _LEAD and not one.derived
                                          for one in told)),
            "titles": titles.outright.get(value, 0.0),
            "titles by difference": titles.derived.get(value, 0.0),
            "titles say another": float(bool(titles.outright) and value not in titles.outright),
            "newest title": float(value in titles.newest),
            "in a title": titles.anyhow.get(value, 0.0),
            "mentions": math.log1p(len(told)),
            "share of mentions": len(told) / len(every),
            "newest": float(newest in where),
            "lead of the newest": float(newest in lead),
            "several papers": float(len(where) > 1),
            "no number stands there": float(all(map(_is_one, told))),
            "one of several": float(several and value == 1),
            "all added": float(all(one.is_added for one in told)),
            "all of a group": float(all(one.group for one in told)) if not group else 0.0,
            "all parts": float(all(one.part_of is not None for one in told)),
            "all derived": float(all(one.derived for one in told)),
            "derived too": float(any(one.derived for one in told)
                                 and not all(one.derived for one in told)),
            "plain": float(bool(plain)),
            "total": float(any(one.scope == "total" for one in told)),
            "all total": float(all(one.scope == "total" for one in told)),
            "not exact": float(all(one.qualifier for one in told)),
            "largest": float(value == values[-1]),
            "second": float(len(values) > 1 and value == values[-2]),
            "smallest": float(value == values[0]),
            "zero": float(value == 0),
            "size": math.log1p(value),
            "place": _place_agrees(told, place),
            "other place": _place_differs(told, place),
            "day": _day_agrees(told, day),
            "other day": _day_differs(told, day),
            "sum of others": float(any(value - one in grouped and value - one != one
                                       for one in values if 0 < one < value)),
            "in hospital": float(all(one.measure != measure for one in told)),
        })  # fmt: skip
    return rows


class Titles:
    """What the titles of the articles say: numbers of the measure, and numbers at all."""

    def __init__(
        self, figures: Sequence[Figure], reports: Mapping[str, Report], measure: Measure
    ) -> None:
        kept = {key: reports[key] for one in figures if (key := one.article_id) in reports}
        said = {
            report.title: (report.published, _numbers_of_title(report.title, measure))
            for report in kept.values()
        }
        self.outright = _shares([found.outright for _, found in said.values()])
        self.derived = _shares([found.derived for _, found in said.values()])
        self.anyhow = _shares([found.anyhow for _, found in said.values()])
        dated = [
            (published.at, sorted(found.outright))
            for published, found in said.values()
            if published and found.outright
        ]
        self.newest = max(dated)[1] if dated else []


@dataclass(frozen=True, slots=True)
class _Title:
    outright: frozenset[int]
    derived: frozenset[int]
    anyhow: frozenset[int]


@lru_cache(maxsize=4096)
def _numbers_of_title(title: str, measure: Measure) -> _Title:
    told = [(Span(0, len(title)), one) for one in read_findings(title)] if title else []
    exact = [
        (one.low, one.is_sum)
        for _, one in put_together(told)
        if one.measure == measure and one.low is not None and one.low == one.high
    ]
    words = title.lower().split()
    numbers = [read_number(words, at) for at, word in enumerate(words) if may_begin(word)]
    return _Title(
        frozenset(low for low, is_sum in exact if not is_sum),
        frozenset(low for low, is_sum in exact if is_sum),
        frozenset(one.low for one in numbers if one and one.low is not None),
    )


def _shares(said: Sequence[frozenset[int]]) -> dict[int, float]:
    """Return for each number the share of titles, among those that tell one, that tell it."""
    telling = [numbers for numbers in said if numbers]
    counts: dict[int, float] = defaultdict(float)
    for numbers in telling:
        for number in numbers:
            counts[number] += 1 / len(telling)
    return dict(counts)


def _votes(
    told: Sequence[Figure], titles: Titles, reports: Mapping[str, Report], value: int
) -> float:
    """Return how often a number is told: a title counts as three, a lead as two."""
    votes = 3.0 * titles.outright.get(value, 0.0) + 0.1
    for one in told:
        votes += (2.0 if _start(one) < _LEAD else 0.6) * (0.3 if _is_one(one) else 1.0)
    return votes


def _start(figure: Figure) -> int:
    return figure.quotes[0].start


def _of(figures: Sequence[Figure], paper: str, reports: Mapping[str, Report]) -> list[Figure]:
    return [one for one in figures if _paper(one, reports) == paper]


def _is_one(figure: Figure) -> bool:
    return figure.low == 1 and not figure.qualifier


def _paper(figure: Figure, reports: Mapping[str, Report]) -> str:
    report = reports.get(figure.article_id)
    return report.copies if report and report.copies else figure.article_id


def _newest(figures: Sequence[Figure], reports: Mapping[str, Report]) -> str:
    dated = [
        (report.published.at, _paper(one, reports))
        for one in figures
        if (report := reports.get(one.article_id)) and report.published
    ]
    return max(dated)[1] if dated else ""


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
