"""The dates that a text names, seen from the day on which it was written."""

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from facts.ahead import is_ahead, is_past
from facts.counting import COUNTS
from news.moment import MONTHS, Moment, moment_of_day


class Named(NamedTuple):
    """A date named at `start:end` of a text."""

    start: int
    end: int
    date: Moment


class _Seen(NamedTuple):
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


_Resolve = Callable[[re.Match[str], _Seen], list[Moment]]

_MONTHS = MONTHS | {
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
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        "monday понедельник|tuesday вторник|wednesday среду|thursday четверг|friday пятницу"
        "|saturday субботу|sunday воскресенье".split("|")
    )
    for name in names.split()
}
_DAYS_FROM_WRITING = {
    "the day before yesterday": -2, "позавчера": -2,
    "yesterday": -1, "last night": -1, "overnight": 0, "вчера": -1,
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "earlier in the day": 0, "сегодня": 0,
    "tomorrow": 1, "завтра": 1,
}  # fmt: skip
_DAYS_FROM_ANOTHER = {
    "the next day": 1, "next day": 1, "the following day": 1, "following day": 1,
    "the day after": 1, "a day later": 1, "one day later": 1, "на следующий день": 1,
    "the previous day": -1, "previous day": -1, "the day before": -1, "a day earlier": -1,
    "one day earlier": -1, "накануне": -1,
    "the same day": 0, "same day": 0, "that day": 0, "hours later": 0,
    "в тот же день": 0,
}  # fmt: skip


def _one_of(words: object) -> str:
    return "|".join(sorted(map(str, words), key=len, reverse=True))  # type: ignore[call-overload]


_MONTH = rf"(?P<month>{_one_of(_MONTHS)})\b(?:\.(?=\s?[,\d]))?"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_TO = r"(?:\s?(?:[-–—]|,? and|to|и|по)\s?(?P<to>[0-3]?\d)(?:st|nd|rd|th)?)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_COUNT = rf"(?P<count>{_one_of(COUNTS)}|\d\d?)"
_AFTER_DAY = r"(?![\d:%]|[.,]\d|\s?(?:percent|per cent|million|billion|people))"

_MAYBE = re.compile(
    rf"\d|days?\b|yesterday|morrow|night|morning|afternoon|evening|hours|year|month|назад"
    rf"|\b(?:{_one_of(name for name in [*_MONTHS, *_WEEKDAYS] if not name.endswith('day'))})\b"
    "|год|сегодня|вчера|завтра|накануне|день|месяц"
)
"""Few sentences name a date; the rest cost one search."""


def dates_named(text: str, told: date | None, before: date | None = None) -> list[Named]:
    """Return the dates that the text names, in order; both ends of a range of days.

    `told` is the day on which it was written: weekdays, "yesterday" and dates without a year are
    left out where it is unknown. `before` is the day that was spoken of before ("the next day").
    """
    low = text.lower()
    if len(low) != len(text) or not _MAYBE.search(low):
        return []
    found: list[Named] = []
    for pattern, resolve in _RULES:
        for match in pattern.finditer(low):
            if _is_free(match, found, text):
                seen = _Seen(low, told, _day_before(match, found) or before)
                found += [Named(match.start(), match.end(), at) for at in resolve(match, seen)]
    found.sort(key=lambda one: (one.start, one.date.at))
    return found


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


def _days(match: re.Match[str], seen: _Seen) -> list[Moment]:
    month, day, to = _MONTHS[match["month"]], int(match["day"]), match["to"]
    year = int(match["year"]) if match["year"] else _year_of(match, seen, month, day)
    if year is None:
        return []
    last = int(to) if to and day < int(to) else day
    return [at for one in dict.fromkeys((day, last)) if (at := _moment(year, month, one))]


def _iso_day(match: re.Match[str], seen: _Seen) -> list[Moment]:
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


def _year_of(match: re.Match[str], seen: _Seen, month: int, day: int) -> int | None:
    """Return the year of the newest such day, or of the next one where that is meant."""
    if seen.told is None:
        return None
    years = range(seen.told.year - 8, seen.told.year + 9)
    days = [at.at.date() for year in years if (at := _moment(year, month, day))]
    past = [one for one in days if one <= seen.told]
    coming = days[len(past)] if len(past) < len(days) else None
    if not past or coming is None or past[-1] == seen.told:
        return past[-1].year if past else None
    place = seen.text, match.start(), match.end()
    is_soon = coming - seen.told <= _SOON and not is_past(*place)
    is_meant = is_soon or (coming - seen.told <= _FAR and is_ahead(*place))
    return coming.year if is_meant else past[-1].year


def _month(match: re.Match[str], seen: _Seen) -> list[Moment]:
    if match["year"]:
        return [_whole(int(match["year"]), _MONTHS[match["month"]])]
    if seen.told is None:
        return []
    month = _MONTHS[match["month"]]
    coming = (month - seen.told.month) % 12
    place = seen.text, match.start(), match.end()
    if coming and (is_ahead(*place) or (coming <= _SOON_MONTHS and not is_past(*place))):
        return [_months_on(seen.told, coming)]
    return [_months_on(seen.told, coming - 12 if coming else 0)]


def _year(match: re.Match[str], seen: _Seen) -> list[Moment]:
    return [_whole(int(match["year"]))]


def _whole(year: int, month: int | None = None) -> Moment:
    """Return a month, or a year."""
    at = datetime(year, month or 1, 1, tzinfo=UTC)
    return Moment(at, "month" if month else "year", zone_known=False, origin="text")


def _weekday(match: re.Match[str], seen: _Seen) -> list[Moment]:
    if seen.told is None:
        return []
    back = (seen.told.weekday() - _WEEKDAYS[match["weekday"]]) % 7
    which = match["which"] or ""
    if which in ("next", "coming") or (
        not which and is_ahead(seen.text, match.start(), match.end())
    ):
        ahead = -back % 7 or (7 if which else 0)
        return [_day(seen.told, ahead)]
    return [_day(seen.told, -(back or (7 if which in ("last", "past", "прошлую") else 0)))]


def _from_writing(match: re.Match[str], seen: _Seen) -> list[Moment]:
    if seen.told is None:
        return []
    return [_day(seen.told, _DAYS_FROM_WRITING[match["words"]])]


def _from_another(match: re.Match[str], seen: _Seen) -> list[Moment]:
    days = _DAYS_FROM_ANOTHER[match["words"]]
    anchor = seen.spoken_of(earlier=days < 0)
    return [_day(anchor, days)] if anchor else []


def _ago(match: re.Match[str], seen: _Seen) -> list[Moment]:
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


def _period(match: re.Match[str], seen: _Seen) -> list[Moment]:
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


def _rules() -> Iterator[tuple[str, _Resolve]]:
    """Yield what to look for and how to resolve it; what is found first keeps its words."""
    yield rf"\b{_DAY}{_TO}\s+(?:of\s+)?{_MONTH}(?:\s*,?\s+{_YEAR})?", _days
    yield rf"\b{_MONTH}\s+{_DAY}{_TO}(?:\s*,?\s+{_YEAR})?\b{_AFTER_DAY}", _days
    yield r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b", _iso_day
    yield rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}", _month
    yield (
        rf"\b(?:in|since|last|this|next|by|until|early|late|mid|during|through|в)[\s-]{_MONTH}"
        r"(?P<year>)(?!\s?\d)",
        _month,
    )
    yield (
        r"\b(?:in|since|by|during|from|until|early|late|mid|в|с)[\s-](?:early |late |mid-?)?"
        rf"{_YEAR}(?!\s?(?:people|[-–]\d|%))(?:\s+год[уа])?",
        _year,
    )
    yield (
        rf"(?<!every )(?<!each )(?<!good )(?<!black )(?<!bloody )"
        rf"\b(?:(?P<which>last|next|past|coming|прошлую)\s+)?(?P<weekday>{_one_of(_WEEKDAYS)})\b"
        rf"(?!,?\s+(?:the\s+)?(?:{_one_of(_MONTHS)})\b)(?!,?\s+[0-3]?\d(?:st|nd|rd|th)?\s)",
        _weekday,
    )
    yield rf"\b(?P<words>{_one_of(_DAYS_FROM_WRITING)})\b", _from_writing
    yield (
        rf"\b{_COUNT}\s+(?P<unit>(?:day|month|year)s?|дн\w+|месяц\w*|лет|года?)"
        r"\s+(?P<way>ago|earlier|before(?=[,.]|$)|later|after(?=[,.]|$)|назад)\b",
        _ago,
    )
    yield rf"\b(?P<words>{_one_of(_DAYS_FROM_ANOTHER)})\b", _from_another
    yield (
        r"\b(?P<which>last|this|next|прошлом|этом|следующем)\s+(?P<unit>month|year|месяце|году)\b",
        _period,
    )


_RULES = [(re.compile(pattern), resolve) for pattern, resolve in _rules()]
