"""The year of a day that a question names without one."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from news.moment import DayMention, day_mentions

NewestDay = Callable[[Sequence[str]], date | None]
"""Returns the newest day with reports among days of any year, each written like "02-08"."""

_REPORTED = 3
"""What happened on a day is reported on it or within so many days."""

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LEAP = 2000


def with_years(question: str, newest: NewestDay) -> str:
    """Return the question with a year after each day that lacks one: the newest with reports.

    A day stays as it is when no reports are known of it, and all do when the question has a year.

    >>> with_years("What burned on 8 February?", lambda days: date(2020, 2, 9))
    'What burned on 8 February 2020?'
    """
    if _YEAR.search(question):
        return question
    for mention in reversed(day_mentions(question)):
        year = _year(mention, newest)
        if year:
            question = f"{question[: mention.end]} {year}{question[mention.end :]}"
    return question


def years_added(question: str, dated: str) -> list[str]:
    """Return the days of the dated question that have their year only there, as it has them."""
    if _YEAR.search(question):
        return []
    return [dated[one.start : one.end] for one in day_mentions(dated) if one.year]


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
