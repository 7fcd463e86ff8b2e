"""Which figure holds: each reporter's newest, what came before, and who says otherwise.

Nothing is averaged and nothing is added up (decision 14): an update is what a later day brought, a
contradiction what two say of the same day, and copies of one report are one report.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from facts.earlier import is_earlier
from facts.which import Report, best, value_of
from news.figure import Figure, Measure
from news.verify import Source

_SAME_SERIES = 5
"""A total of more than so many times the largest incident is not the toll of that incident."""

_WORD = re.compile(r"\w+")
_SMALL = frozenset("the a an of in for and".split())


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure as it was printed: in which article, given by whom, for which day."""

    figure: Figure
    source: Source
    no_later: date | None = None
    """The day of what its article gives as its own: what others said there is no newer."""

    @property
    def by(self) -> str:
        """Who gave the number: whom the words name, else the publisher."""
        return self.figure.reported_by or self.source.publisher or ""

    @property
    def day(self) -> date | None:
        """The day the figure describes, as far as it is known: else the day it was published."""
        moment = self.figure.as_of or self.source.published_at(self.figure.quotes[0].start)
        day = moment.last_day if moment else None
        is_told = moment is not None and moment.origin == "text"
        return min(day, self.no_later) if day and self.no_later and not is_told else day

    @property
    def publisher(self) -> str:
        """What counts as one voice: articles that print one story are one publisher of it."""
        return self.source.group or self.source.article_id


@dataclass(frozen=True, slots=True)
class Held:
    """What a reporter says last: the report, the same said by others, and what they said before."""

    report: Reported
    agreeing: tuple[Reported, ...] = ()
    earlier: tuple[Reported, ...] = ()

    @property
    def publishers(self) -> int:
        """How many independent publishers print this number."""
        return len({one.publisher for one in (self.report, *self.agreeing)})


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds of a measure, the newest first, and which of it contradicts that first one."""

    held: tuple[Held, ...] = ()
    contradicting: tuple[Held, ...] = ()
    history: tuple[Reported, ...] = ()
    """Every different number in the order of its days, the first report of each."""


def reports(
    figures: Iterable[Figure],
    sources: Mapping[str, Source],
    measure: Measure,
    *,
    of: str = "",
    group: str = "",
) -> list[Reported]:
    """Return what the articles report of a measure, and of a group where one is asked for.

    Of what an article gives in its own name only the figure counts that says it best: "a first
    count of 17" is told beside it, and is of another day that often nobody names. Numbers that it
    has from others count as theirs. Parts and additions are no whole figures, and a sum of ours
    holds only where there is nothing else, as does a number that the text calls an earlier one.
    """
    whole = [
        one
        for one in figures
        if (one.measure, one.of, one.group) == (measure, of, group)
        and not one.is_added
        and (group or one.part_of is None)
        and one.article_id in sources
    ]
    stated = [one for one in whole if not one.derived] or whole
    stated = [one for one in stated if not is_earlier(one)] or stated
    found = []
    for article_id in dict.fromkeys(one.article_id for one in stated):
        source = sources[article_id]
        own = [one for one in stated if one.article_id == article_id]
        about = Report(source.title, source.published, source.group)
        ranked = best(own, {article_id: about}, measure, of=of, group=group)
        # Who says "dozens" says no number, but says it where nobody says more.
        main = next((one.figure for one in ranked if one.figures), own[0])
        others = [one for one in own if one.reported_by and one.reported_by != main.reported_by]
        own_number = Reported(main, source)
        found.append(own_number)
        found += [Reported(one, source, own_number.day) for one in dict.fromkeys(others)]
    return _of_one_scope(found)


def _of_one_scope(told: Sequence[Reported]) -> list[Reported]:
    """Return the reports that may be compared.

    The toll of one event runs on from its first reports: there, total and incident are one series.
    A total far above all that is told of the incident is of a year, or of a war.
    """
    totals = [one for one in told if one.figure.scope == "total"]
    incidents = [one for one in told if one.figure.scope == "incident"]
    if not totals or not incidents:
        return list(told)
    most = max(value_of(one.figure) for one in incidents)
    return incidents + [one for one in totals if value_of(one.figure) <= _SAME_SERIES * most]


def latest(told: Sequence[Reported], *, on: date | None = None) -> Standing:
    """Return what holds of comparable reports: each reporter's newest up to a day.

    Undated reports hold only where no dated one does.
    """
    known = [one for one in told if on is None or (one.day is not None and one.day <= on)]
    known = [one for one in known if one.day is not None] or known
    if not known:
        return Standing()
    by_reporter: dict[frozenset[str], list[Reported]] = {}
    for one in sorted(known, key=_newness):
        by_reporter.setdefault(_reporter(one.by, by_reporter), []).append(one)
    newest = [of_one[-1] for of_one in by_reporter.values()]
    earlier = {id(of_one[-1]): tuple(reversed(of_one[:-1])) for of_one in by_reporter.values()}
    groups: dict[tuple[int | None, int | None], list[Reported]] = {}
    for one in sorted(newest, key=_newness, reverse=True):
        groups.setdefault((one.figure.low, one.figure.high), []).append(one)
    held = [Held(same[0], tuple(same[1:]), earlier[id(same[0])]) for same in groups.values()]
    held.sort(key=lambda one: (_newness(one.report), one.publishers), reverse=True)
    return Standing(
        tuple(held),
        tuple(one for one in held[1:] if _contradicts(one.report, held[0].report)),
        tuple(_history(known)),
    )


def _newness(one: Reported) -> tuple[date, float, int]:
    """Order reports by the day they describe, when they were printed, and where they stand."""
    published = one.source.published_at(one.figure.quotes[0].start)
    return (
        one.day or date.min,
        published.at.timestamp() if published else 0.0,
        -one.figure.quotes[0].start,
    )


def _contradicts(other: Reported, newest: Reported) -> bool:
    """Say whether two reports cannot both be true: of one day, or a later toll that is smaller."""
    if _overlap(other.figure, newest.figure):
        return False
    if other.day == newest.day:
        return True
    # Nobody comes back to life: what an earlier report counted, the newest cannot fall short of.
    most, least = newest.figure.high, other.figure.low
    return most is not None and least is not None and most < least


def _overlap(one: Figure, other: Figure) -> bool:
    lowest = max(one.low or 0, other.low or 0)
    highest = min((limit for limit in (one.high, other.high) if limit is not None), default=None)
    return highest is None or lowest <= highest


def _history(told: Sequence[Reported]) -> list[Reported]:
    seen: set[tuple[int | None, int | None]] = set()
    found = []
    for one in sorted(told, key=_newness):
        number = (one.figure.low, one.figure.high)
        if number not in seen:
            seen.add(number)
            found.append(one)
    return found


def _reporter(by: str, known: Iterable[frozenset[str]]) -> frozenset[str]:
    """Return the words that name a reporter, in the form it has been met in before.

    Of one story "the ministry" and "the Interior Ministry of Kazakhstan" are the same.
    """
    words = frozenset(_WORD.findall(by.lower())) - _SMALL
    words = words or frozenset({by})
    return next((one for one in known if one <= words or words <= one), words)
