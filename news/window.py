"""A window of days: what lies in it was published then."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from news.moment import Moment, moment_of_day

_SHORT = 3
"""Days: what happened on one is often reported on the next."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days of a zone from `first` to `last`, both of them included; None is open."""

    first: date | None = None
    last: date | None = None
    zone: tzinfo = UTC

    def has(self, moment: Moment | None) -> bool:
        """Say whether the moment surely lies in the window; one that is not known does not."""
        return moment is not None and not self.is_after(moment) and not self.is_before(moment)

    @property
    def reported(self) -> "Window":
        """When what happens in the window is reported: if it is short, also on the day after it."""
        if self.first is None or self.last is None or (self.last - self.first).days >= _SHORT:
            return self
        return replace(self, last=self.last + timedelta(days=1))

    def is_after(self, moment: Moment) -> bool:
        """Say whether the window begins after the moment."""
        return self.first is not None and self._days(moment)[0] < self.first

    def is_before(self, moment: Moment) -> bool:
        """Say whether the window ends before the moment."""
        return self.last is not None and self._days(moment)[1] > self.last

    @property
    def start(self) -> datetime | None:
        """The first instant of the window."""
        return _midnight(self.first, self.zone) if self.first else None

    @property
    def end(self) -> datetime | None:
        """The first instant after the window."""
        return _midnight(self.last + timedelta(days=1), self.zone) if self.last else None

    def spoken(self) -> str:
        """Return the days as a person would write them: "16–22 November 2026".

        >>> Window(date(2020, 2, 7)).spoken()
        'since 7 February 2020'
        """
        if self.first is None:
            return f"until {_spoken(self.last)}" if self.last else "on any day"
        if self.last is None:
            return f"since {_spoken(self.first)}"
        if self.first == self.last:
            return _spoken(self.first)
        whole = _whole(self.first, self.last)
        if whole:
            return whole
        if self.first.year != self.last.year:
            return f"{_spoken(self.first)} – {_spoken(self.last)}"
        if self.first.month != self.last.month:
            return f"{_spoken(self.first)[:-5]} – {_spoken(self.last)}"
        return f"{self.first.day}–{_spoken(self.last)}"

    def _days(self, moment: Moment) -> tuple[date, date]:
        """Return the first and the last day that the moment can mean."""
        first = day_in(moment, self.zone)
        return first, first if moment.precision == "second" else moment.last_day


def day_in(moment: Moment, zone: tzinfo) -> date:
    """Return the (first) day of a moment: in the zone, if it is exact and its own is known."""
    if moment.precision == "second" and moment.zone_known:
        return moment.at.astimezone(zone).date()
    return moment.at.date()


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _whole(first: date, last: date) -> str:
    """Return the month or the year that begins and ends with the days, empty if none does."""
    if first.day != 1 or (last + timedelta(days=1)).day != 1 or first.year != last.year:
        return ""
    if first.month == last.month:
        return f"{first:%B} {first.year}"
    return f"{first.year}" if (first.month, last.month) == (1, 12) else ""


def _spoken(day: date) -> str:
    return moment_of_day(day).spoken()
