"""When something was published, updated or retrieved: never more exact than what was printed."""

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

Precision = Literal["second", "day", "month", "year"]
Origin = Literal["given", "front matter", "page metadata", "message header", "text", "admin"]

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            ("january", "jan", "января"),
            ("february", "feb", "февраля"),
            ("march", "mar", "марта"),
            ("april", "apr", "апреля"),
            ("may", "мая"),
            ("june", "jun", "июня"),
            ("july", "jul", "июля"),
            ("august", "aug", "августа"),
            ("september", "sept", "sep", "сентября"),
            ("october", "oct", "октября"),
            ("november", "nov", "ноября"),
            ("december", "dec", "декабря"),
        ],
        start=1,
    )
    for name in names
}
# The first letters alone settle most places in a text: a third of the time.
_MONTH = (
    f"(?=[{''.join(sorted({name[0] for name in MONTHS}))}])"
    "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PATTERNS = [
    re.compile(rf"\b{_MONTH}\s+{_DAY}(?:\s*,?\s+{_YEAR})?\b(?!\s*[-–]?\d*%)", re.IGNORECASE),
    re.compile(rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}(?:\s*,?\s+{_YEAR})?\b", re.IGNORECASE),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
]


@dataclass(frozen=True, slots=True)
class Moment:
    """A time with its precision, whether its zone was stated, and where it was read.

    `at` is aware and in UTC; of a coarse moment it is the first instant of the period.
    """

    at: datetime
    precision: Precision = "second"
    zone_known: bool = True
    origin: Origin = "given"

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError(f"a moment needs an aware datetime, not {self.at!r}")

    @property
    def last_day(self) -> date:
        """The last day the moment can mean: by then it has surely happened."""
        day = self.at.date()
        if self.precision == "year":
            return day.replace(month=12, day=31)
        if self.precision == "month":
            return day.replace(day=calendar.monthrange(day.year, day.month)[1])
        return day

    def isoformat(self) -> str:
        """Return ISO 8601 cut to the precision: 2020, 2020-02, 2020-02-09 or with the time."""
        if self.precision == "second":
            return self.at.strftime("%Y-%m-%dT%H:%M:%S") + ("Z" if self.zone_known else "")
        return self.at.date().isoformat()[: {"year": 4, "month": 7, "day": 10}[self.precision]]

    def spoken(self) -> str:
        """Return the day as a person would write it: 9 February 2020, February 2020, 2020."""
        month = calendar.month_name[self.at.month]
        if self.precision == "year":
            return f"{self.at.year}"
        if self.precision == "month":
            return f"{month} {self.at.year}"
        return f"{self.at.day} {month} {self.at.year}"


def moment_of_day(day: date, origin: Origin = "given") -> Moment:
    """Return the moment of a whole day, whose zone nobody stated."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return Moment(at, precision="day", zone_known=False, origin=origin)


def end_of_day(day: date) -> datetime:
    """Return the first instant after the day, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayMention:
    """A day named in a text, at `start:end`; `year` is None where the text leaves it out."""

    start: int
    end: int
    year: int | None
    month: int
    day: int

    def on(self) -> date | None:
        """Return the date, or None where there is no year or no such day."""
        if self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def day_mentions(text: str) -> list[DayMention]:
    """Return the days named in the text (English or Russian months, or ISO), without overlaps."""
    found: list[DayMention] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            month = match["month"].lower()
            number = int(month) if month.isdigit() else MONTHS[month]
            day = int(match["day"])
            if not (1 <= number <= 12 and 1 <= day <= 31):
                continue
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            year = int(match["year"]) if match["year"] else None
            found.append(DayMention(match.start(), match.end(), year, number, day))
    return sorted(found, key=lambda mention: mention.start)
