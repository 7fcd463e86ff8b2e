"""What speaks for and against a number: where it stands, in how many articles, in what words."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from facts.grammar import read_findings
from facts.numbers import may_begin, read_number
from facts.sums import put_together
from news.figure import Figure, Measure, Span
from news.moment import Moment

_LEAD = 350  # characters
_EARLY = 1200
_BIG = 20  # a toll: what was learned on small ones says nothing of how much larger one is

Row = dict[str, float]
Grouped = Mapping[int, Sequence[Figure]]
"""The figures that may answer, by the number they name."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of an article beside its figures; those with the same `copies` are copies."""

    title: str = ""
    published: Moment | None = None
    copies: str = ""


def features(
    grouped: Grouped,
    reports: Mapping[str, Report],
    measure: Measure,
    *,
    group: str = "",
    place: str = "",
    day: date | None = None,
) -> list[Row]:
    """Return what speaks for and against each number, in the order of `grouped`."""
    every = [one for told in grouped.values() for one in told]
    titles = Titles(reports, measure)
    standing = _Standing(every, reports)
    votes = {value: _votes(told, titles, value) for value, told in grouped.items()}
    rows = []
    for value, told in grouped.items():
        row = {
            "votes": votes[value] / sum(votes.values()),
            **standing.row(told),
            **titles.row(value),
            **_wording(told, measure, group),
            **_among(value, grouped),
            "place": _place_agrees(told, place),
            "other place": _place_differs(told, place),
            "day": _day_agrees(told, day),
            "other day": _day_differs(told, day),
        }
        # A big number is likely where much speaks for it: found by trying all products of two.
        for name in ("largest", "votes", "all derived"):
            row[f"{name}, by size"] = row[name] * row["size"]
        rows.append(row)
    return rows


class _Standing:
    """Where the articles tell their numbers; copies of one article are one paper."""

    def __init__(self, figures: Sequence[Figure], reports: Mapping[str, Report]) -> None:
        self._reports = reports
        self._count = max(1, len(figures))
        self._first: dict[str, int] = {}
        self._first_number: dict[str, int] = {}
        for one in sorted(figures, key=_start, reverse=True):
            self._first[self._paper(one)] = _start(one)
            if not _is_one(one):
                self._first_number[self._paper(one)] = _start(one)
        dated = [
            (report.published.at, self._paper(one))
            for one in figures
            if (report := reports.get(one.article_id)) and report.published
        ]
        self._newest = max(dated)[1] if dated else ""

    def row(self, told: Sequence[Figure]) -> Row:
        """Return where these stand."""
        where = {self._paper(one) for one in told}
        lead = {self._paper(one) for one in told if _start(one) < _LEAD}
        early = {self._paper(one) for one in told if _start(one) < _EARLY}
        opens = {self._paper(one) for one in told if _start(one) == self._first[self._paper(one)]}
        number = {
            self._paper(one)
            for one in told
            if _start(one) == self._first_number.get(self._paper(one))
        }
        papers = max(1, len(self._first))
        return {
            "papers": len(where) / papers,
            "lead": len(lead) / papers,
            "early": len(early) / papers,
            "opens": len(opens) / papers,
            "first number": len(number) / papers,
            "several papers": float(len(where) > 1),
            "newest": float(self._newest in where),
            "lead of the newest": float(self._newest in lead),
            "mentions": math.log1p(len(told)),
            "share of mentions": len(told) / self._count,
        }

    def _paper(self, figure: Figure) -> str:
        report = self._reports.get(figure.article_id)
        return report.copies if report and report.copies else figure.article_id


def _wording(told: Sequence[Figure], measure: Measure, group: str) -> Row:
    """Return in what words the number is told."""
    if not told:
        return dict.fromkeys(_WORDINGS, 0.0) | {"headline only": 1.0}
    derived = [one.derived for one in told]
    return {
        "headline only": 0.0,
        "outright in lead": float(any(_start(one) < _LEAD and not one.derived for one in told)),
        "no number stands there": float(all(map(_is_one, told))),
        "all added": float(all(one.is_added for one in told)),
        "all of a group": float(all(one.group for one in told)) if not group else 0.0,
        "all parts": float(all(one.part_of is not None for one in told)),
        "all derived": float(all(derived)),
        "derived too": float(any(derived) and not all(derived)),
        "plain": float(any(not (one.part_of or one.group or one.is_added) for one in told)),
        "total": float(any(one.scope == "total" for one in told)),
        "all total": float(all(one.scope == "total" for one in told)),
        "not exact": float(all(one.qualifier for one in told)),
        "in hospital": float(all(one.measure != measure for one in told)),
    }


_WORDINGS = (
    "outright in lead", "no number stands there", "all added", "all of a group", "all parts",
    "all derived", "derived too", "plain", "total", "all total", "not exact", "in hospital",
)  # fmt: skip


def _among(value: int, grouped: Grouped) -> Row:
    """Return how the number stands among the others."""
    values = sorted(grouped)
    return {
        "one of several": float(values[-1] > 1 and value == 1),
        "largest": float(value == values[-1]),
        "second": float(len(values) > 1 and value == values[-2]),
        "smallest": float(value == values[0]),
        "zero": float(value == 0),
        "size": math.log1p(min(value, _BIG)),
        "sum of others": float(
            any(value - one in grouped and value - one != one for one in values if 0 < one < value)
        ),
    }


class Titles:
    """What the titles of the articles say: numbers of the measure, and numbers at all."""

    def __init__(self, reports: Mapping[str, Report], measure: Measure) -> None:
        said = {
            report.title: (report.published, _numbers_of_title(report.title, measure))
            for report in reports.values()
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

    def row(self, value: int) -> Row:
        """Return what the titles say of a number."""
        return {
            "titles": self.outright.get(value, 0.0),
            "titles by difference": self.derived.get(value, 0.0),
            "titles say another": float(bool(self.outright) and value not in self.outright),
            "newest title": float(value in self.newest),
            "in a title": self.anyhow.get(value, 0.0),
        }


@dataclass(frozen=True, slots=True)
class _Title:
    outright: frozenset[int]
    derived: frozenset[int]
    anyhow: frozenset[int]


@lru_cache(maxsize=4096)
def _numbers_of_title(title: str, measure: Measure) -> _Title:
    told = [(Span(0, len(title)), one) for one in read_findings(title)] if title else []
    said = [
        (one.low if one.low is not None else one.high or 0, one.is_sum)
        for _, one in put_together(told)
        if one.measure == measure and one.qualifier != "vague"
    ]
    words = title.lower().split()
    numbers = [read_number(words, at) for at, word in enumerate(words) if may_begin(word)]
    return _Title(
        frozenset(low for low, is_sum in said if not is_sum),
        frozenset(low for low, is_sum in said if is_sum),
        frozenset(one.low for one in numbers if one and one.low is not None),
    )


def of_titles(reports: Mapping[str, Report], measure: Measure) -> frozenset[int]:
    """Return the numbers above 1 that titles say, outright or by difference."""
    found = (_numbers_of_title(one.title, measure) for one in reports.values())
    return frozenset(number for one in found for number in one.outright | one.derived if number > 1)


def _shares(said: Sequence[frozenset[int]]) -> dict[int, float]:
    """Return for each number the share of titles, among those that tell one, that tell it."""
    telling = [numbers for numbers in said if numbers]
    counts: dict[int, float] = defaultdict(float)
    for numbers in telling:
        for number in numbers:
            counts[number] += 1 / len(telling)
    return dict(counts)


def _votes(told: Sequence[Figure], titles: Titles, value: int) -> float:
    """Return how often a number is told: a title counts as three, a lead as two."""
    votes = 3.0 * titles.outright.get(value, 0.0) + 0.1
    for one in told:
        votes += (2.0 if _start(one) < _LEAD else 0.6) * (0.3 if _is_one(one) else 1.0)
    return votes


def _start(figure: Figure) -> int:
    return figure.quotes[0].start


def _is_one(figure: Figure) -> bool:
    return figure.low == 1 and not figure.qualifier


def _place_agrees(told: Sequence[Figure], place: str) -> float:
    names = _names(place)
    return float(bool(names) and any(_names(one.place) & names for one in told))


def _place_differs(told: Sequence[Figure], place: str) -> float:
    names = _names(place)
    return float(
        bool(names and told) and all(one.place and not _names(one.place) & names for one in told)
    )


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
        and bool(told)
        and all(one.as_of and abs((one.as_of.at.date() - day).days) > 3 for one in told)
    )
