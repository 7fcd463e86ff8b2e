"""Dates as feeds, pages and people write them, never read as more exact than they are."""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

from news.moment import Moment, Origin, Precision, moment_of_day

# Zone names that mean one offset in news; the others ("IST") are taken as unknown.
_ZONES = {
    **dict.fromkeys(["UTC", "GMT", "Z"], 0),
    **dict.fromkeys(["BST", "CET"], 1),
    **dict.fromkeys(["CEST", "EET"], 2),
    **dict.fromkeys(["EEST", "MSK"], 3),
    "EDT": -4,
    **dict.fromkeys(["EST", "CDT"], -5),
    **dict.fromkeys(["CST", "MDT"], -6),
    **dict.fromkeys(["MST", "PDT"], -7),
    "PST": -8,
}
_DAY_ALONE = re.compile(r"\d{4}-\d\d-\d\d|\d{8}")
_HAS_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_NUMBERS_ONLY = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{4}\b")
# "Wednesday, 30th of September 2020 at 12:30:00 p.m. GMT+06:00" is as long as they get.
_LONGEST = 62
_EARLIEST = 1600  # no newspaper is older; year 1 is how some pages write "no date"


def moment_of(value: Any, origin: Origin) -> Moment | None:
    """Return the moment a date of any usual form means, or None where it means none.

    What is missing is never filled in: "February 2020" is a month, "03/04/2020" (March or April?)
    only a year, "12:30" nothing. A time without a zone is taken as UTC and marked so.
    """
    moment = _moment_of(value, origin)
    return moment if moment and moment.at.year >= _EARLIEST else None


def _moment_of(value: Any, origin: Origin) -> Moment | None:
    try:
        if isinstance(value, bool):
            return None
        if isinstance(value, datetime):
            return _second(value, origin)
        if isinstance(value, date):
            return moment_of_day(value, origin)
        if isinstance(value, int | float) and abs(value) >= 1e8:
            return _since_1970(value, origin)
        return _read(" ".join(str(value).split()), origin) if value is not None else None
    except (ValueError, OverflowError, OSError):
        return None


def _since_1970(value: float, origin: Origin) -> Moment:
    seconds = value / 1000 if abs(value) >= 1e11 else value
    return Moment(datetime.fromtimestamp(int(seconds), UTC), origin=origin)


def _read(text: str, origin: Origin) -> Moment | None:
    if _DAY_ALONE.fullmatch(text):
        return moment_of_day(date.fromisoformat(text), origin)
    if re.fullmatch(r"\d{4}", text):
        return _period(int(text), 1, "year", origin)
    if month := re.fullmatch(r"(\d{4})-(\d\d?)", text):
        return _period(int(month[1]), int(month[2]), "month", origin)
    if len(text) > _LONGEST or not _HAS_YEAR.search(text.replace("T", " ").replace("-", " ")):
        return None
    return _read_freely(text, origin)


def _read_freely(text: str, origin: Origin) -> Moment | None:
    # dateutil fills what is missing from a default: what differs under two of them was missing.
    first = _parse(text, datetime(2001, 1, 1, 0, 0))  # noqa: DTZ001  the zone is what we look for
    other = _parse(text, datetime(2004, 12, 15, 23, 59))  # noqa: DTZ001  as above
    if first is None or other is None or first.year != other.year:
        return None
    if first.month != other.month:
        return _period(first.year, 1, "year", origin)
    if first.day != other.day:
        return _period(first.year, first.month, "month", origin)
    if _is_ambiguous(text, first):
        return _period(first.year, 1, "year", origin)
    if (first.hour, first.minute) != (other.hour, other.minute):
        return moment_of_day(first.date(), origin)
    return _second(first, origin)


def _parse(text: str, default: datetime) -> datetime | None:
    from dateutil import parser

    try:
        # The callable keeps dateutil from warning about zone names, and from the local zone.
        found = parser.parse(text, default=default, tzinfos=_zone)
    except (ValueError, OverflowError, TypeError, AttributeError):
        # The last two are dateutil's own slips on odd input.
        return None
    return found if isinstance(found, datetime) else None


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    from dateutil.tz import tzoffset

    if offset is None and name in _ZONES:
        offset = _ZONES[name] * 3600
    return tzoffset(name, timedelta(seconds=offset)) if offset is not None else None


def _is_ambiguous(text: str, found: datetime) -> bool:
    numbers = _NUMBERS_ONLY.match(text)
    return bool(numbers) and found.day <= 12 and found.day != found.month


def _second(at: datetime, origin: Origin) -> Moment:
    known = at.tzinfo is not None
    utc = at.astimezone(UTC) if known else at.replace(tzinfo=UTC)
    return Moment(utc.replace(microsecond=0), zone_known=known, origin=origin)


def _period(year: int, month: int, precision: Precision, origin: Origin) -> Moment:
    return Moment(datetime(year, month, 1, tzinfo=UTC), precision, zone_known=False, origin=origin)
