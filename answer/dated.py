"""When a question is of: the year of a day that it names without one, and its window of days."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta, tzinfo

from answer.windows import When, months_without_year, when
from news.moment import DayMention, day_mentions

NewestDay = Callable[[Sequence[str]], date | None]
"""Returns the newest day with reports among days of any year, each written like "02-08"."""

_REPORTED = 3
"""What happened on a day is reported on it or within so many days."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH_AND_YEAR = re.compile(r"[^\W\d]+ (?:19|20)\d\d\b")
_LEAP = 2000


@dataclass(frozen=True, slots=True)
class Dated:
    """A question with the years that it left out; `days` are those that have theirs only here."""

    question: str
    days: tuple[str, ...]
    when: When


def dated(question: str, newest: NewestDay, today: date, zone: tzinfo = UTC) -> Dated:
    """Return the question with its years and its window, asked on a day in a zone."""
    full = with_years(question, newest)
    return Dated(full, tuple(years_added(question, full)), when(full, today, zone))


def with_years(question: str, newest: NewestDay) -> str:
    """Return the question with a year after each day and month that lacks one.

    It is the newest with reports. A day stays as it is when no reports are known of it, and all do
    when the question has a year.

    >>> with_years("What burned on 8 February?", lambda days: date(2020, 2, 9))
    'What burned on 8 February 2020?'
    """
    if _YEAR.search(question):
        return question
    named = [(mention.end, _year(mention, newest)) for mention in day_mentions(question)]
    named += [(end, _year_of_month(month, newest)) for month, end in months_without_year(question)]
    for end, year in sorted(named, key=lambda one: -one[0]):
        if year:
            question = f"{question[:end]} {year}{question[end:]}"
    return question


def years_added(question: str, full: str) -> list[str]:
    """Return the days and months of the full question that have their year only there."""
    if _YEAR.search(question):
        return []
    days = [full[one.start : one.end] for one in day_mentions(full) if one.year]
    return days or [match.group() for match in _MONTH_AND_YEAR.finditer(full)]


def _year(mention: DayMention, newest: NewestDay) -> int | None:
    try:
        day = date(_LEAP, mention.month, mention.day)
    except ValueError:
        return None
    near = [day + timedelta(days=after) for after in range(_REPORTED + 1)]
    reported = newest([f"{one:%m-%d}" for one in near])
    if reported is None:
        return None
    # What is reported on 2 January may be of 31 December.
    is_next_year = (reported.month, reported.day) < (mention.month, mention.day)
    return reported.year - is_next_year


def _year_of_month(month: int, newest: NewestDay) -> int | None:
    reported = newest([f"{month:02}-{day:02}" for day in range(1, 32)])
    return reported.year if reported else None
