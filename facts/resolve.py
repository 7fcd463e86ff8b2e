"""What the words for a date mean: each function turns a match of facts/when.py into dates."""

import calendar
import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from facts.ahead import is_ahead, is_past
from facts.counting import COUNTS
from news.moment import MONTHS, Moment, moment_of_day

MONTH_NAMES = MONTHS | {
    name: number
    for number, names in enumerate(
        "январе январь|феврале февраль|марте март|апреле апрель|мае май|июне июнь|июле июль"
        "|августе август|сентябре сентябрь|октябре октябрь|ноябре ноябрь|декабре декабрь".split(
            "|"
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        "monday понедельник|tuesday вторник|wednesday среду|thursday четверг|friday пятницу"
        "|saturday субботу|sunday воскресенье".split("|")
    )
    for name in names.split()
}
DAYS_FROM_WRITING = {
    "the day before yesterday": -2, "позавчера": -2,
    "yesterday": -1, "last night": -1, "overnight": 0, "вчера": -1,
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "earlier in the day": 0, "сегодня": 0,
    "tomorrow": 1, "завтра": 1,
}  # fmt: skip
DAYS_FROM_ANOTHER = {
    "the next day": 1, "next day": 1, "the following day": 1, "following day": 1,
    "the day after": 1, "a day later": 1, "one day later": 1, "на следующий день": 1,
    "the previous day": -1, "previous day": -1, "the day before": -1, "a day earlier": -1,
    "one day earlier": -1, "накануне": -1,
    "the same day": 0, "same day": 0, "that day": 0, "hours later": 0,
    "в тот же день": 0,
}  # fmt: skip


class Seen(NamedTuple):
    """What a date is read against: the text in small letters, the day it was written on, and the
    day that it spoke of before."""

    text: str
    told: date | None
    before: date | None

    def spoken_of(self, *, earlier: bool) -> date | None:
        """Return the day from which "the next day" counts, or "two days earlier".

        Where no day was named before, a report speaks of the day on which it was written.
        """
        return self.before or (self.told if earlier else None)


def days(match: re.Match[str], seen: Seen) -> list[Moment]:
    number, day, to = MONTH_NAMES[match["month"]], int(match["day"]), match["to"]
    in_year = int(match["year"]) if match["year"] else _year_of(match, seen, number, day)
    if in_year is None:
        return []
    last = int(to) if to and day < int(to) else day
    return [at for one in dict.fromkeys((day, last)) if (at := _moment(in_year, number, one))]


def iso_day(match: re.Match[str], seen: Seen) -> list[Moment]:
    at = _moment(int(match["year"]), int(match["number"]), int(match["day"]))
    return [at] if at else []


def _moment(year: int, month: int, day: int) -> Moment | None:
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return moment_of_day(date(year, month, day), origin="text")


_SOON = timedelta(days=60)
"""A day without a year that comes so soon is meant, and not the one of nearly a year ago."""

_FAR = timedelta(days=270)
"""Of a day that comes so late the year is told."""

_SOON_MONTHS = 5
"""A month that comes so soon is meant where the clause has no verb of the past."""


def _year_of(match: re.Match[str], seen: Seen, month: int, day: int) -> int | None:
    """Return the year of the newest such day, or of the next one where that is meant."""
    if seen.told is None:
        return None
    # A leap day may be eight years away.
    years = range(max(1, seen.told.year - 8), min(9999, seen.told.year + 8) + 1)
    such = [at.at.date() for one in years if (at := _moment(one, month, day))]
    past = [one for one in such if one <= seen.told]
    coming = such[len(past)] if len(past) < len(such) else None
    if not past or coming is None or past[-1] == seen.told:
        return past[-1].year if past else None
    place = seen.text, match.start(), match.end()
    is_soon = coming - seen.told <= _SOON and not is_past(*place)
    is_meant = is_soon or (coming - seen.told <= _FAR and is_ahead(*place))
    if is_meant:
        return coming.year
    # "The deadliest day since Sept. 11" is hardly ever that of last year.
    is_known_by_its_day = (month, day) == (9, 11) and seen.told - past[-1] > _SOON
    return None if is_known_by_its_day else past[-1].year


def month(match: re.Match[str], seen: Seen) -> list[Moment]:
    if match["year"]:
        return [_whole(int(match["year"]), MONTH_NAMES[match["month"]])]
    if seen.told is None:
        return []
    number = MONTH_NAMES[match["month"]]
    coming = (number - seen.told.month) % 12
    if coming and _is_coming(match, seen, coming):
        return [_months_on(seen.told, coming)]
    return [_months_on(seen.told, coming - 12 if coming else 0)]


def _is_coming(match: re.Match[str], seen: Seen, months: int) -> bool:
    which = match["which"] or ""
    if which in ("last", "since"):
        return False
    place = seen.text, match.start(), match.end()
    return which == "next" or is_ahead(*place) or (months <= _SOON_MONTHS and not is_past(*place))


def year(match: re.Match[str], seen: Seen) -> list[Moment]:
    return [_whole(int(match["year"]))]


def _whole(year: int, month: int | None = None) -> Moment:
    """Return a month, or a year."""
    at = datetime(year, month or 1, 1, tzinfo=UTC)
    return Moment(at, "month" if month else "year", zone_known=False, origin="text")


def weekday(match: re.Match[str], seen: Seen) -> list[Moment]:
    if seen.told is None:
        return []
    back = (seen.told.weekday() - WEEKDAYS[match["weekday"]]) % 7
    which = match["which"] or ""
    if which in ("next", "coming") or (
        not which and is_ahead(seen.text, match.start(), match.end())
    ):
        ahead = -back % 7 or (7 if which else 0)
        return [_day(seen.told, ahead)]
    return [_day(seen.told, -(back or (7 if which in ("last", "past", "прошлую") else 0)))]


def from_writing(match: re.Match[str], seen: Seen) -> list[Moment]:
    if seen.told is None:
        return []
    return [_day(seen.told, DAYS_FROM_WRITING[match["words"]])]


def from_another(match: re.Match[str], seen: Seen) -> list[Moment]:
    later = DAYS_FROM_ANOTHER[match["words"]]
    anchor = seen.spoken_of(earlier=later < 0)
    return [_day(anchor, later)] if anchor else []


def ago(match: re.Match[str], seen: Seen) -> list[Moment]:
    """Resolve "two days ago" by the day of writing, "two days later" by the day spoken of."""
    is_ago, is_earlier = match["way"] in ("ago", "назад"), match["way"] in ("earlier", "before")
    anchor = seen.told if is_ago else seen.spoken_of(earlier=is_earlier)
    if anchor is None:
        return []
    count = COUNTS.get(match["count"]) or int(match["count"])
    if is_ago or is_earlier:
        count = -count
    unit = match["unit"]
    if unit.startswith(("day", "д")):
        return [_day(anchor, count)]
    if unit.startswith(("month", "м")):
        return [_months_on(anchor, count)]
    return [_whole(anchor.year + count)] if anchor.year + count >= 1 else []


def period(match: re.Match[str], seen: Seen) -> list[Moment]:
    """Resolve "last month" and "this year"."""
    if seen.told is None:
        return []
    step = {"last": -1, "прошлом": -1, "next": 1, "следующем": 1}.get(match["which"], 0)
    if match["unit"] in ("month", "месяце"):
        return [_months_on(seen.told, step)]
    return [_whole(seen.told.year + step)]


def _months_on(day: date, months: int) -> Moment:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return _whole(year, month + 1)


def _day(day: date, later: int) -> Moment:
    return moment_of_day(day + timedelta(days=later), origin="text")
