"""When a text was published, read from the text itself; to the day, or to the minute if printed."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ingest.moments import moment_of
from news.moment import DayMention, Moment, day_mentions, moment_of_day

_LABEL = re.compile(
    r"(?:(?P<updated>(?:last )?(?:updated|modified|edited))|(?:first )?(?:published|posted)|date)"
    r"(?: (?:on|at))?\s*:?\s+",
    re.IGNORECASE,
)
# "ALMATY, Kazakhstan, February 9, 2020 (Agency) -- ": capitals, a full date, a dash or a bracket.
_SAID = re.compile(r"(?:published|posted)\b[\s:]*(?:on )?(?:[A-Z][a-z]+day,?\s+)?$", re.IGNORECASE)
_PLACE = re.compile(r"[^\W\d_]*[A-ZА-ЯЁ]{3}[\w .,'’/-]*")
_AFTER_DATELINE = re.compile(r"[\s,.]*(?:[—–(:]|-)")
_DATELINE_LINES = 5
_NEAR = 600  # characters: about the headline, the caption and the first two paragraphs
_FAR = 1500
_READ = 30_000  # all but the longest articles
_FRESH_DAYS = 30


class DateLine(NamedTuple):
    """A line that says nothing but when the text was published or updated."""

    moment: Moment
    is_update: bool


def date_line(line: str) -> DateLine | None:
    """Return the date a line consists of ("9 February 2020", "Updated: 2020-02-09"), if it does."""
    line = line.strip()
    label = _LABEL.match(line)
    moment = moment_of(line[label.end() :] if label else line, "text")
    if moment is None or moment.precision not in {"second", "day"}:
        return None
    return DateLine(moment, is_update=bool(label and label["updated"]))


def published_in(
    text: str, on_or_before: date, *, url: str | None = None, is_fresh: bool = False
) -> Moment | None:
    """Return the day a text gives itself, or None.

    That is the day in a dateline or after "Posted", else the latest full date near the start.
    A date deeper in the text counts only where it comes up again, so that history told in passing
    does not date a report; a day after `on_or_before` never does. A dateline without a year has
    that of the URL or of the same month in the text; of what `is_fresh`, fetched where news appear,
    it is one of the last thirty days.
    """
    text = text[:_READ]
    mentions = day_mentions(text)
    for mention in mentions:
        if mention.year is None and _is_in_dateline(text, mention):
            dated = _with_year(mention, text, on_or_before, url or "", is_fresh)
            if dated:
                return moment_of_day(dated, "text")
    early = [
        mention
        for mention in mentions
        if mention.start < _FAR and (mention.on() or date.max) <= on_or_before
    ]
    for mention in early:
        if _is_in_dateline(text, mention) or _is_said(text, mention):
            return _moment(mention)
    near = [
        mention
        for mention in early
        if mention.start < _NEAR or _comes_up_again(text, mention, mentions)
    ]
    latest = max(near, key=lambda mention: mention.on() or date.min, default=None)
    return _moment(latest) if latest else None


def date_lines(lines: Sequence[str]) -> dict[int, DateLine]:
    """Return, by index, the lines that only give a date."""
    found = {index: date_line(line) for index, line in enumerate(lines)}
    return {index: line for index, line in found.items() if line}


def _moment(mention: DayMention) -> Moment | None:
    day = mention.on()
    return moment_of_day(day, "text") if day else None


def _is_in_dateline(text: str, mention: DayMention) -> bool:
    start = text.rfind("\n", 0, mention.start) + 1
    if len(re.findall(r"\S.*", text[:start])) >= _DATELINE_LINES:
        return False
    before = text[start : mention.start]
    return bool(
        len(before) <= 60 and _PLACE.fullmatch(before) and _AFTER_DATELINE.match(text, mention.end)
    )


def _with_year(
    mention: DayMention, text: str, on_or_before: date, url: str, is_fresh: bool
) -> date | None:
    """Return the day of a dateline that leaves the year out, where something tells it."""
    month = re.escape(re.sub(r"[\W\d_]+", "", text[mention.start : mention.end]))
    stated = re.findall(rf"\b{month}\b[ \d,]*\b((?:19|20)\d\d)\b", text, re.IGNORECASE)
    if in_url := re.search(rf"/((?:19|20)\d\d)[/-]?0?{mention.month}(?!\d)", url):
        stated = [in_url[1]]
    near = [on_or_before.year, on_or_before.year - 1] if is_fresh else []
    days = [replace(mention, year=year).on() for year in {*map(int, stated)} or near]
    fitting = [
        day
        for day in days
        if day and day <= on_or_before and (stated or (on_or_before - day).days <= _FRESH_DAYS)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _is_said(text: str, mention: DayMention) -> bool:
    before = text[max(0, mention.start - 40) : mention.start]
    return bool(_SAID.search(before))


def _comes_up_again(text: str, mention: DayMention, mentions: list[DayMention]) -> bool:
    same_day = [
        other for other in mentions if (other.month, other.day) == (mention.month, mention.day)
    ]
    return len(same_day) > 1 or len(re.findall(rf"\b{mention.year}\b", text)) > 1
