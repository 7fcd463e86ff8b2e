"""What a question says of time, as a window of days: "last week", "since 7 February 2020"."""

import re
from dataclasses import dataclass
from datetime import UTC, date, timedelta, tzinfo

from answer.asked import asked
from answer.expected import expected
from answer.periods import (
    COUNT,
    DAYS_OF,
    MONTH_NUMBERS,
    NAMES_OF_MONTHS,
    UNIT,
    YEAR,
    Period,
    Written,
    number_of,
    periods,
)
from news.moment import day_mentions
from news.window import Window
from vectorstore.analyse import content_terms


@dataclass(frozen=True, slots=True)
class When:
    """What a question says of time; `window` is None where it says nothing of which days.

    `words` are those that tell the window, and `rest` the question without those that stand in no
    report. `is_relative`: it is seen from the day it is asked. `is_strict`: only what was published
    in it can be meant, since it is relative, or nothing else is asked for. `of_story`: it is so
    many days from the story's first report on. `newest`: the newest reports are wanted. `as_of`:
    what was published later is to be unknown.
    """

    rest: str
    words: str = ""
    window: Window | None = None
    is_relative: bool = False
    is_strict: bool = False
    of_story: int = 0
    newest: bool = False
    as_of: date | None = None

    @property
    def reported(self) -> Window | None:
        """The days whose reports are meant: of a story's first days no later ones."""
        return self.window.reported if self.window and not self.of_story else self.window


def when(question: str, today: date, zone: tzinfo = UTC) -> When:
    """Return what the question says of time, asked on a day in a zone.

    Of a question with several windows none is taken: they are of several things. One that is still
    to come is none: no report is of it.

    >>> when("What burned last week?", date(2026, 11, 24)).window.spoken()
    '16–22 November 2026'
    """
    question = _spelled_out(question)
    asked_of = _AS_OF.search(question) or _counted_by(question)
    if asked_of:
        day = _as_of(question, asked_of.end(), today)
        if day:
            rest = _without(question, asked_of.start(), day[1])
            return When(rest, question[asked_of.start() : day[1]].strip(), as_of=day[0])
    without = _tidy(_NEWEST.sub(" ", question))
    newest = without != _tidy(question) and len(content_terms(without)) <= _MANY_TERMS
    rest = without if newest else question
    first = _OF_STORY.search(rest)
    if first:
        return When(
            _without(rest, first.start(), first.end()),
            first.group().strip(),
            of_story=number_of(first["n"]) * DAYS_OF[first["unit"].lower()[:3]],
            newest=newest,
        )
    found = _windows(rest, today)
    if len(found) != 1 or (found[0].days[0] or today) > today:
        return When(rest, newest=newest)
    one = found[0]
    begins, last = one.days
    is_relative = one.written == "relative"
    if is_relative and begins and last is None:
        last = max(begins, today)
    without = _without(rest, one.start, one.end)
    is_all = asked(without).is_bare
    words, window = rest[one.start : one.end].strip(), Window(begins, last, zone)
    return When(
        rest if one.written == "period" and not is_all else without,
        words,
        window,
        is_relative=is_relative,
        is_strict=is_all or (is_relative and _is_of_reports(rest, words, window)),
        newest=newest,
    )


def told(when: When) -> str:
    """Return the words for the window with its days: "last week (16–22 November 2026)"."""
    if when.window is None or not (when.is_relative or when.of_story):
        return when.words
    return f"{when.words} ({when.window.spoken().removeprefix('since ')})"


def of_days(when: When) -> str:
    """Return the window as it follows "an article": "from last week (16–22 November 2026)"."""
    spoken = when.window.spoken() if when.window else ""
    if not when.words.isascii():
        return spoken if spoken.startswith(("since ", "until ")) else f"from {spoken}"
    bare = _STANDS_IN.sub("", told(when))
    return bare if _BOUND.match(bare) else f"from {bare}"


def apart(question: str) -> tuple[str, str]:
    """Return the question without its words for days, and these; nothing of it if it has none."""
    said = when(question, _FAR)
    if said.window is None and not said.of_story:
        return question, ""
    return _tidy(question.replace(said.words, " ")), said.words


def months_without_year(question: str) -> list[tuple[int, int]]:
    """Return the months that are named alone, as their number and where the name ends."""
    return [
        (MONTH_NUMBERS[match["month"].lower()], match.end("month"))
        for match in _MONTH_ALONE.finditer(question)
    ]


def _is_of_reports(question: str, words: str, window: Window) -> bool:
    """Say whether the relative days are those of the reports that are asked for.

    They are not where they stand in a sentence before the one that asks, nor where they are a month
    or a year: its figures are told later.
    """
    if window.first and window.last and (window.last - window.first).days > _LONG:
        return False
    return words in expected(question).asking


@dataclass(frozen=True, slots=True)
class _Found:
    """A window as it is named at `start:end` of a question; a day that is None is open."""

    start: int
    end: int
    days: tuple[date | None, date | None]
    written: Written


_FAR = date(2200, 1, 1)
"""Seen from there no days are still to come."""

_LONG = 14
"""Days of a window that are still news when it ends."""

_MANY_TERMS = 6
"""A question of more terms means one thing, though it says that it is "now accused"."""

_IN = re.compile(
    r"(?:^|(?<!\w))(?:in|during|throughout|within|over|all through|в|во|за)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?<!\w)(?:ever\s+since|since|starting|beginning|from|с|со|начиная\s+со?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?<!\w)(?:after|later than|после|позже)\s+(?:the\s+)?$", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?<!\w)(?:before|prior to|earlier than|до|раньше|ранее)\s+(?:the\s+)?$", re.IGNORECASE
)
_UNTIL = re.compile(
    r"(?<!\w)(?:up\s+to|up\s+until|until|till|by|through|по|к)\s+(?:the\s+)?$", re.IGNORECASE
)
_BETWEEN = re.compile(r"(?<!\w)(?:between|между)\s+(?:the\s+)?$", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|и)\s+(?:the\s+)?", re.IGNORECASE)
_TO = re.compile(r"(?:\s+(?:to|until|till|through|по|до)\s+(?:the\s+)?|\s*[–—-]\s*)", re.IGNORECASE)
_SHORT_PAIR = re.compile(
    r"(?P<join>\b(?:between|from)|(?<!\w)(?:между|со?))\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
    r"\s*(?P<to>and|to|until|till|through|и|по|до|[–—-])\s*(?=[0-3]?\d(?:st|nd|rd|th)?\s+[^\W\d])",
    re.IGNORECASE,
)
"""The first day of "between 3 and 10 March 2020", which has its month from the second."""

_DAY_OF_MONTH = re.compile(r"^[0-3]?\d(?:st|nd|rd|th)?")
_SHORT_MONTHS = re.compile(
    rf"(?P<join>\b(?:between|from)|(?<!\w)(?:между|со?))\s+(?P<month>{NAMES_OF_MONTHS})"
    rf"(?:\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?)?(?=\s+(?:and|to|until|till|through|и|по|до)\s+)",
    re.IGNORECASE,
)
_ONWARDS = re.compile(r"\s+(?:onwards?|on\b(?!\s+\w))", re.IGNORECASE)


def _counted_by(question: str) -> re.Match[str] | None:
    """Return where "How many had died by 9 February?" says that what was known then is meant."""
    if asked(question).kind != "count":
        return None
    return next(
        (
            match
            for match in _BY.finditer(question)
            if any(one.start == match.end() for one in day_mentions(question))
        ),
        None,
    )


def _windows(question: str, today: date) -> list[_Found]:
    """Return the windows that the question names, in order; none beside days that are alone."""
    times = periods(question, today)
    days = 0
    found: list[_Found] = []
    at = 0
    while at < len(times):
        one = times[at]
        following = times[at + 1] if at + 1 < len(times) else None
        pair = _pair(question, one, following) if following else None
        if pair:
            found.append(pair)
            at += 2
            continue
        alone = _bounded(question, one)
        if alone:
            found.append(alone)
        elif one.written == "day":
            days += 1
        at += 1
    return [] if days else found


def _spelled_out(question: str) -> str:
    """Return the question with both ends of "3 to 10 March 2020" whole."""
    short = _SHORT_PAIR.search(question)
    if short:
        second = next((one for one in day_mentions(question) if one.start >= short.end()), None)
        if second and second.start - short.end() < 2:
            month = _DAY_OF_MONTH.sub("", question[second.start : second.end])
            return f"{question[: short.end('day')]}{month}{question[short.end('day') :]}"
    months = _SHORT_MONTHS.search(question)
    year = re.search(YEAR, question[months.end() :]) if months else None
    if months and year:
        return f"{question[: months.end()]} {year['year']}{question[months.end() :]}"
    return question


def _pair(text: str, one: Period, other: Period) -> _Found | None:
    """Return the window between two times, if that is how they are joined."""
    joined = text[one.end : other.start]
    before = text[: one.start]
    first, last = one.days[0], other.days[1]
    if last < first:
        return None
    written: Written = one.written if one.written == other.written else "day"
    for opening, joining in ((_BETWEEN, _AND), (_SINCE, _TO)):
        opened = opening.search(before)
        if opened and joining.fullmatch(joined):
            return _Found(opened.start(), other.end, (first, last), written)
    return None


def _bounded(text: str, one: Period) -> _Found | None:
    """Return the window that begins or ends with a time, or is that time."""
    before, (first, last) = text[: one.start], one.days
    since, after = _SINCE.search(before), _AFTER.search(before)
    if since:
        onwards = _ONWARDS.match(text[one.end :])
        end = one.end + (onwards.end() if onwards else 0)
        # "From yesterday" and "from 2016" are of the time itself; "from 3 March on" begins there.
        is_from = since.group().strip().lower().startswith("from")
        if is_from and not onwards and one.written == "day":
            return None
        if is_from and not onwards:
            return _Found(since.start(), end, (first, last), one.written)
        return _Found(since.start(), end, (first, None), one.written)
    if after:
        return _Found(after.start(), one.end, (last + timedelta(days=1), None), one.written)
    ends = _BEFORE.search(before)
    if ends:
        return _Found(ends.start(), one.end, (None, first - timedelta(days=1)), one.written)
    until = _UNTIL.search(before)
    if until:
        return _Found(until.start(), one.end, (None, last), one.written)
    inside = _IN.search(before)
    if one.written == "day" or (one.written == "period" and not inside):
        return None
    return _Found(inside.start() if inside else one.start, one.end, (first, last), one.written)


_STANDS_IN = re.compile(r"^(?:in|on|during|throughout|within|over|for|from)\s+(?!.+ to )", re.I)
_BOUND = re.compile(r"^(?:(?:ever )?since|after|before|until|till|by|up|between|from)\b", re.I)

_MONTH_ALONE = re.compile(
    r"(?i:\b(?:in|during|since|until|before|after|throughout|в|с|до|после)\s+)"
    rf"(?=[A-Zа-яА-Я])(?P<month>(?i:{NAMES_OF_MONTHS}))\b(?!\.?,?\s+(?:\d|of\b))"
)

_AS_OF = re.compile(
    r"(?<!\w)(?:as\s+(?:of|at|known\s+(?:on|by))|по\s+состоянию\s+на)\s+(?:the\s+)?", re.IGNORECASE
)
_BY = re.compile(r"(?<!\w)(?:by|until|till|к|до)\s+(?:the\s+)?(?=\d|[A-ZА-Я])", re.IGNORECASE)
_NEWEST = re.compile(
    r"(?<!\w)(?:the\s+)?(?:latest|newest|most\s+recent(?:ly)?)(?:\s+(?:news|reports?|update)\b"
    r"(?:\s+(?:on|about|from|of)\b)?)?|(?<!\w)(?:right\s+now|now|currently|at\s+the\s+moment"
    r"|so\s+far|as\s+of\s+(?:now|today))(?!\w)|(?<!\w)(?:сейчас|на\s+данный\s+момент|пока что"
    r"|последн(?:ие|яя)\s+(?:новости|данные|сообщения)(?:\s+о[бо]?)?)(?!\w)",
    re.IGNORECASE,
)
_OF_STORY = re.compile(
    r"(?<!\w)(?:(?:in|on|during|within|over)\s+the\s+first|(?:в|за)\s+перв\w+)\s+"
    rf"(?:{COUNT}\s+)?{UNIT}\b(?!\s+of\s+(?:the\s+)?(?:\d|year|month|(?-i:[A-Z])\w+ \d))",
    re.IGNORECASE,
)
_LEFT_OVER = re.compile(r"\s+([?.!,;:])")


def _as_of(question: str, at: int, today: date) -> tuple[date, int] | None:
    """Return the last day of the time that stands there, and where it ends."""
    for one in periods(question, today):
        if one.start == at:
            return one.days[1], one.end
    return None


def _without(question: str, start: int, end: int) -> str:
    return _tidy(f"{question[:start]} {question[end:]}")


def _tidy(text: str) -> str:
    return _LEFT_OVER.sub(r"\1", " ".join(text.split())).lstrip(" ,;:–-")
