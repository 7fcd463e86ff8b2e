"""The day of an entry of a live blog that is stamped with a clock alone, where that is certain."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from ingest.linked import Node, text_of
from ingest.moments import moment_of
from news.moment import Moment

_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)\s*([ap])?\.?(?:m\.?)?(?:\s*h)?", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_FIRST = ("coverageStartTime", "datePublished")
_LAST = ("coverageEndTime", "dateModified")

Stamp = str
"""A date and time as the page writes them, or a clock: "2021-03-29T15:05:00+02:00", "15:05"."""


def moments_of(stamps: Sequence[Stamp], day: date | None) -> list[Moment | None]:
    """Return the times of a blog's entries, whose stamps stand in the order of the page.

    A clock alone takes the `day` of the whole blog, else that of the dated entries next to it on
    both sides; where these differ or lack, the entry has no time.
    """
    told = [moment_of(stamp, "page metadata") for stamp in stamps]
    days = [_day(stamp) for stamp in stamps]
    clocks = [_clock(stamp) for stamp in stamps]
    found: list[Moment | None] = []
    for at, moment in enumerate(told):
        clock = clocks[at]
        if moment is None and clock is not None:
            on = day or _day_between(days[:at], days[at + 1 :])
            moment = moment_of(datetime.combine(on, clock), "page metadata") if on else None
        found.append(moment)
    return found


def day_of(linked: Sequence[Node], tree: Any) -> date | None:
    """Return the day of a blog whose first and last words are of one day by its own clock."""
    said = [
        *((text_of(node, *_FIRST), text_of(node, *_LAST)) for node in linked),
        (_meta(tree, "article:published_time"), _meta(tree, "article:modified_time")),
    ]
    for first, last in said:
        if first and last:
            return _day(first) if _day(first) == _day(last) else None
    return None


def _day_between(before: Sequence[date | None], after: Sequence[date | None]) -> date | None:
    """Return the day of the dated entries nearest on both sides, if it is one."""
    last = next((day for day in reversed(before) if day), None)
    following = next((day for day in after if day), None)
    return last if last == following else None


def _clock(stamp: Stamp) -> time | None:
    found = _CLOCK.fullmatch(stamp.strip())
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + 12 * (half == "p")
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _day(stamp: Stamp) -> date | None:
    """Return the day that is written, whatever it is in UTC."""
    found = _ISO.match(stamp)
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def _meta(tree: Any, name: str) -> str:
    for element in tree.iter("meta"):
        if element.get("property") == name:
            return (element.get("content") or "").strip()
    return ""
