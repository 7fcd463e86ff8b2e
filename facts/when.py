"""The dates that a text names, seen from the day on which it was written."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from facts import resolve
from facts.counting import COUNTS
from facts.resolve import DAYS_FROM_ANOTHER, DAYS_FROM_WRITING, MONTH_NAMES, WEEKDAYS, Seen
from news.moment import Moment


class Named(NamedTuple):
    """A date named at `start:end` of a text."""

    start: int
    end: int
    date: Moment


_Resolve = Callable[[re.Match[str], Seen], list[Moment]]


def _one_of(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_MONTH = rf"(?P<month>{_one_of(MONTH_NAMES)})\b(?:\.(?=\s?[,\d]))?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_TO = r"(?:\s?(?:[-–—]|,? and|to|и|по)\s?(?P<to>[0-3]?\d)(?:st|nd|rd|th)?)?"
_NO_YEAR = r"(?![\ds]|\s?(?:gmt|utc|bst|hrs|hours|local)\b)"
_YEAR = rf"(?P<year>(?:19|20)\d\d){_NO_YEAR}"
_ANY_YEAR = rf"(?P<year>1[4-9]\d\d|20\d\d){_NO_YEAR}"
_COUNT = rf"(?P<count>{_one_of(COUNTS)}|\d\d?)"
_AFTER_DAY = r"(?![\d:%]|[.,]\d|\s?(?:percent|per cent|million|billion|people))"

_MAYBE = re.compile(
    rf"\d|days?\b|yesterday|morrow|night|morning|afternoon|evening|hours|year|month|назад"
    rf"|\b(?:{_one_of(name for name in [*MONTH_NAMES, *WEEKDAYS] if not name.endswith('day'))})\b"
    "|год|сегодня|вчера|завтра|накануне|день|месяц"
)
"""Few sentences name a date; the rest cost one search."""


def dates_named(text: str, told: date | None, before: date | None = None) -> list[Named]:
    """Return the dates that the text names, in order; both ends of a range of days.

    `told` is the day on which it was written: weekdays, "yesterday" and dates without a year are
    left out where it is unknown. `before` is the day that was spoken of before ("the next day").
    """
    told, before = (day if day and is_sound(day) else None for day in (told, before))
    low = text.lower()
    if len(low) != len(text) or not _MAYBE.search(low):
        return []
    found: list[Named] = []
    for pattern, resolved in _RULES:
        for match in pattern.finditer(low):
            if _is_free(match, found, text):
                seen = Seen(low, told, _day_before(match, found) or before)
                found += [Named(match.start(), match.end(), at) for at in resolved(match, seen)]
    found.sort(key=lambda one: (one.start, one.date.at))
    return found


def is_sound(day: date) -> bool:
    """Say whether it can be a day of news, and not the first or last day that a calendar has."""
    return 1000 < day.year < 9000


def _is_free(match: re.Match[str], found: list[Named], text: str) -> bool:
    """Say whether no date has been read there, and no common word is taken for a month."""
    if any(match.start() < one.end and one.start < match.end() for one in found):
        return False
    month = match.groupdict().get("month")
    if month in ("may", "march", "mar", "sun", "sat", "dec", "jan"):
        return text[match.start("month")].isupper()
    return True


def _day_before(match: re.Match[str], found: list[Named]) -> date | None:
    """Return the day named last before it in the same sentence."""
    days = [
        one for one in found if one.end <= match.start() and one.date.precision == "day"
    ]  # fmt: skip
    return max(days, key=lambda one: one.start).date.at.date() if days else None


def _rules() -> Iterator[tuple[str, _Resolve]]:
    """Yield what to look for and how to resolve it; what is found first keeps its words."""
    yield rf"\b{_DAY}{_TO}\s+(?:of\s+)?{_MONTH}(?:\s*,?\s+{_ANY_YEAR})?", resolve.days
    yield rf"\b{_MONTH}\s+{_DAY}{_TO}(?:\s*,?\s+{_ANY_YEAR})?\b{_AFTER_DAY}", resolve.days
    yield r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b", resolve.iso_day
    yield rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}", resolve.month
    yield (
        rf"\b(?P<which>in|since|last|this|next|by|until|early|late|mid|during|through|в)[\s-]{_MONTH}"
        rf"(?![\s.]*\d|\sof\s(?:that|the))(?:(?=\s(?:and|or|to|through)\s\w+,?\s(?:of\s)?{_YEAR})|)",
        resolve.month,
    )
    yield (
        r"\b(?:in|since|by|during|from|until|early|late|mid|в|с)[\s-](?:early |late |mid-?)?"
        rf"{_YEAR}(?!\s?(?:people|[-–]\d|%))(?:\s+год[уа])?",
        resolve.year,
    )
    yield (
        rf"(?<!every )(?<!each )(?<!good )(?<!black )(?<!bloody )(?<!cyber )(?<!super )"
        rf"\b(?:(?P<which>last|next|past|coming|прошлую)\s+)?(?P<weekday>{_one_of(WEEKDAYS)})\b"
        rf"(?!,?\s+(?:the\s+)?(?:{_one_of(MONTH_NAMES)})\b)(?!,?\s+[0-3]?\d(?:st|nd|rd|th)?\s)",
        resolve.weekday,
    )
    yield rf"(?<!usa )\b(?P<words>{_one_of(DAYS_FROM_WRITING)})\b", resolve.from_writing
    yield (
        rf"\b{_COUNT}\s+(?P<unit>(?:day|month|year)s?|дн\w+|месяц\w*|лет|года?)"
        r"\s+(?P<way>ago|earlier|before(?=[,.]|$)|later|after(?=[,.]|$)|назад)\b",
        resolve.ago,
    )
    yield rf"\b(?P<words>{_one_of(DAYS_FROM_ANOTHER)})\b", resolve.from_another
    yield (
        r"(?<!the )\b(?P<which>last|this|next|прошлом|этом|следующем)\s+"
        r"(?P<unit>month|year|месяце|году)\b",
        resolve.period,
    )


_RULES = [(re.compile(pattern), resolved) for pattern, resolved in _rules()]
