"""Times that words name: a day, last week, Monday, May 2016, in English and in Russian."""

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from news.moment import MONTHS, day_mentions

Days = tuple[date, date]
Written = Literal["relative", "day", "period"]
"""How a time is written: seen from the day it is asked, as a day, as a month or a year."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last, named at `start:end` of a text."""

    start: int
    end: int
    days: Days
    written: Written


def periods(text: str, today: date) -> list[Period]:
    """Return the times that the text names with their year, in order and without overlaps."""
    found = [
        Period(one.start, one.end, _day(on), "day")
        for one in day_mentions(text)
        if (on := one.on()) is not None
    ]
    days = [(one.start, one.end) for one in day_mentions(text)]
    for written, table in _READ:
        for pattern, resolve in table:
            for match in pattern.finditer(text):
                taken = [*days, *((one.start, one.end) for one in found)]
                if any(match.start() < end and start < match.end() for start, end in taken):
                    continue
                if written == "relative" and not _is_time(text, match):
                    continue
                try:
                    resolved = resolve(match, today)
                except (OverflowError, ValueError):
                    continue  # before the first year that there is
                found.append(Period(match.start(), match.end(), resolved, written))
    return sorted(found, key=lambda one: one.start)


def number_of(words: str | None) -> int:
    """Return how many the words say, "a few" are three; without words it is one."""
    if not words:
        return 1
    plain = re.sub(r"^a\s+(?=\w)", "", words.lower())
    return int(plain) if plain.isdecimal() else _COUNTS[plain]


_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "couple of": 2, "three": 3, "few": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "fourteen": 14,
    "один": 1, "одну": 1, "два": 2, "две": 2, "три": 3, "четыре": 4, "пять": 5, "шесть": 6,
    "семь": 7, "десять": 10,
}  # fmt: skip
COUNT = r"(?P<n>\d{1,3}|(?:a\s+)?(?:couple of|few)|" + "|".join(map(re.escape, _COUNTS)) + ")"
DAYS_OF = {
    "hou": 1, "day": 1, "wee": 7, "mon": 30, "yea": 365,
    "час": 1, "сут": 1, "ден": 1, "дня": 1, "дне": 1, "нед": 7, "мес": 30, "год": 365, "лет": 365,
}  # fmt: skip
UNIT = (
    r"(?P<unit>hours?|days?|weeks?|months?|years?"
    r"|час\w*|сут\w+|день|дня|дней|недел\w+|месяц\w*|год\w*|лет)"
)
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        [
            ("monday", "понедельник", "понедельника"),
            ("tuesday", "вторник", "вторника"),
            ("wednesday", "среду", "среды"),
            ("thursday", "четверг", "четверга"),
            ("friday", "пятницу", "пятницы"),
            ("saturday", "субботу", "субботы"),
            ("sunday", "воскресенье", "воскресенья"),
        ]
    )
    for name in names
}
_WEEKDAY = "(?P<weekday>" + "|".join(sorted(_WEEKDAYS, key=len, reverse=True)) + ")"
MONTH_NUMBERS = MONTHS | {
    name: number
    for number, names in enumerate(
        [
            ("январе", "январь"), ("феврале", "февраль"), ("марте", "март"), ("апреле", "апрель"),
            ("мае", "май"), ("июне", "июнь"), ("июле", "июль"), ("августе", "август"),
            ("сентябре", "сентябрь"), ("октябре", "октябрь"), ("ноябре", "ноябрь"),
            ("декабре", "декабрь"),
        ],
        start=1,
    )
    for name in names
}  # fmt: skip
# "May" and "march" are words too: a month begins with a capital, unless a year follows it.
NAMES_OF_MONTHS = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
YEAR = r"(?P<year>(?:19|20)\d\d)"

_Resolve = Callable[[re.Match[str], date], Days]


def _day(day: date) -> Days:
    return day, day


def _week(today: date, back: int) -> Days:
    monday = today - timedelta(days=today.weekday() + 7 * back)
    return monday, min(monday + timedelta(days=6), today)


def _month(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _month_back(today: date, back: int) -> Days:
    count = today.year * 12 + today.month - 1 - back
    first, last = _month(count // 12, count % 12 + 1)
    return first, min(last, today)


def _year(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


def _year_back(today: date, back: int) -> Days:
    return date(today.year - back, 1, 1), min(date(today.year - back, 12, 31), today)


def _unit_back(match: re.Match[str], today: date, back: int) -> Days:
    """Return the day, week, month or year that lies so many of them back."""
    days = DAYS_OF[match["unit"].lower()[:3]]
    if days == 7:
        return _week(today, back)
    if days == 30:
        return _month_back(today, back)
    if days == 365:
        return _year_back(today, back)
    hours = match["unit"].lower()[:3] in ("hou", "час")
    return _day(today - timedelta(days=-(-back // 24) if hours else back))


def _past(match: re.Match[str], today: date) -> Days:
    """Return so many days that end today, today among them."""
    count, unit = number_of(match["n"]), match["unit"].lower()[:3]
    days = -(-count // 24) + 1 if unit in ("hou", "час") else count * DAYS_OF[unit]
    return today - timedelta(days=days - 1), today


def _weekend(match: re.Match[str], today: date) -> Days:
    saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    if match["which"] and match["which"].lower() in ("last", "прошлые", "прошлых"):
        # On a weekend, the last one is the one before it.
        saturday -= timedelta(days=7 if today.weekday() >= 5 else 0)
    return saturday, min(saturday + timedelta(days=1), today)


def _on_weekday(match: re.Match[str], today: date) -> Days:
    back = (today.weekday() - _WEEKDAYS[match["weekday"].lower()]) % 7
    is_last = (match["which"] or "").strip().lower() in ("last", "прошлый", "прошлую", "прошлое")
    return _day(today - timedelta(days=back or (7 if is_last else 0)))


_RELATIVE: Sequence[tuple[str, _Resolve]] = (
    (rf"(?:the\s+|за\s+)?(?:last|past|последн\w+)\s+{COUNT}\s+{UNIT}", _past),
    # "In the last week" is not "last week".
    (rf"(?:(?:the\s+)?past|the\s+last|за\s+последн\w+)\s+(?P<n>){UNIT}", _past),
    (r"(?:the\s+)?day before yesterday|позавчера", lambda _, today: _day(today - timedelta(2))),
    (r"yesterday|last night|вчера", lambda _, today: _day(today - timedelta(1))),
    (r"today|tonight|this (?:morning|afternoon|evening)|сегодня", lambda _, today: _day(today)),
    (r"this week|(?:на\s+)?этой недел[еи]", lambda _, today: (today - timedelta(6), today)),
    (
        r"last week|(?:the\s+)?previous week|(?:на\s+)?прошлой недел[еи]",
        lambda _, today: _week(today, 1),
    ),
    (r"this month|(?:в\s+)?этом месяце", lambda _, today: _month_back(today, 0)),
    (
        r"last month|(?:the\s+)?previous month|(?:в\s+)?прошлом месяце",
        lambda _, today: _month_back(today, 1),
    ),
    (r"this year|(?:в\s+)?этом году", lambda _, today: _year_back(today, 0)),
    (r"last year|(?:в\s+)?прошлом году", lambda _, today: _year_back(today, 1)),
    (
        rf"{COUNT}\s+{UNIT}\s+(?:ago|назад)",
        lambda match, today: _unit_back(match, today, number_of(match["n"])),
    ),
    (
        r"(?P<n>)(?P<unit>день|неделю|месяц|год)\s+назад",
        lambda match, today: _unit_back(match, today, 1),
    ),
    (
        r"(?P<which>this|last|the|past|прошлые|эти|прошлых|этих)\s+(?:weekend|выходны[ех])",
        _weekend,
    ),
    (rf"(?:on\s+|во?\s+)?(?P<which>last\s+|this\s+|прошл\w+\s+|эт\w+\s+)?{_WEEKDAY}", _on_weekday),
)
_PERIODS: Sequence[tuple[str, _Resolve]] = (
    (
        rf"(?P<month>{NAMES_OF_MONTHS})\.?,?\s+(?:of\s+)?{YEAR}(?:\s+года?)?",
        lambda match, _: _month(int(match["year"]), MONTH_NUMBERS[match["month"].lower()]),
    ),
    (rf"{YEAR}(?:\s+год[ау]?)?(?![-–\d])", lambda match, _: _year(int(match["year"]))),
)


def _compiled(table: Sequence[tuple[str, _Resolve]]) -> list[tuple[re.Pattern[str], _Resolve]]:
    return [
        (re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.IGNORECASE), resolve)
        for pattern, resolve in table
    ]


_READ: Sequence[tuple[Written, list[tuple[re.Pattern[str], _Resolve]]]] = (
    ("relative", _compiled(_RELATIVE)),
    ("period", _compiled(_PERIODS)),
)


_NO_TIME = re.compile(r"\b(?:later|than|compared (?:to|with)|up from|down from)\s+$", re.IGNORECASE)


def _is_time(text: str, match: re.Match[str]) -> bool:
    """Say whether the words name a time and no thing: not "Monday's vote", "the Sunday Times".

    Nor are "later this year" and "more than a year ago" times of reports.
    """
    if re.match(r"['’]s?\b|-\w", text[match.end() :]):
        return False
    if _NO_TIME.search(text[: match.start()]):
        return False
    weekday = match.groupdict().get("weekday")
    begins = re.search(r"(?:^|[.!?:,]\s)\W*$", text[: match.start()])
    if match.group()[:1].isupper() and not weekday and not begins:
        return False
    if not weekday:
        return True
    before = text[: match.start("weekday")]
    return bool(
        re.search(
            r"(?:\b(?:on|last|this|since|until|before|after|by|from|and|to|with)"
            r"|(?<!\w)(?:во?|со?|до|после|прошл\w+))\s+$",
            before,
            re.IGNORECASE,
        )
    ) and (not re.match(r"\s+[A-Z]", text[match.end() :]))
