"""The happenings that an article tells of, each with its day and the sentence that tells it."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from facts.after import day_after
from facts.days import Calendar
from facts.places import place_near
from facts.telling import telling
from facts.when import Named, dates_named, is_sound
from facts.words import words_of
from news.article import Article
from news.entry import published_at
from news.event import Event
from news.figure import Span
from news.moment import Moment, moment_of_day
from news.text import sentences

_LEAD = 3
"""Sentences that, in a report of a day, tell of that day unless they name another."""

_NEWS = 0.5
"""What a sentence must tell to be one of them (facts/telling.py)."""

_ASIDE = 0.7
"""An undated sentence counts so much when one before it has told of another day."""

_WHOSE = re.compile(r".*['’]s\s+")
"""Korday is the place in "Kazakhstan's Korday"."""

_DATELINE_BEHIND = timedelta(days=7)
"""A report is published so soon after the day of its dateline, or this is another day."""


@dataclass(slots=True)
class _Read:
    """A sentence: the day it was written on, the dates it names, and its rank in the lead (from 1,
    else 0). `is_aside` when a sentence of the lead before it told of another day."""

    span: Span
    text: str
    told: date | None
    named: list[Named]
    lead: int = 0
    is_aside: bool = False

    @property
    def days(self) -> list[date]:
        return [one.date.at.date() for one in self.named if one.date.precision == "day"]


def read_events(article: Article) -> list[Event]:
    """Return what the sentences of the article tell of dates, in the order in which they stand.

    A sentence is an event of each date that it names. The first sentences of a report, and of each
    entry of a live blog, are also events of the day it was published on.
    """
    calendar = Calendar(article.text, article.published)
    read = list(_sentences(article, calendar))
    told_of: defaultdict[date, list[set[str]]] = defaultdict(list)
    for one in read:
        for named in one.days:
            told_of[named].append(words_of(one.text))
    title, about = words_of(article.title), (article.id, article.revision)
    events: list[Event] = []
    for one in read:
        dates = [at.date for at in one.named]
        if not one.days and (day := day_after(one.text, told_of)):
            dates.append(moment_of_day(day, origin="text"))
        is_dated_by_lead = one.lead == 1 if dates else one.lead > 0
        by_lead = one.told if is_dated_by_lead and not any(_is_day(at) for at in dates) else None
        if not dates and not by_lead:
            continue
        weight = round(_weight(one, title), 3)
        place = _place(one.text) or (calendar.place if one.lead else "")
        for at in dict.fromkeys(dates):
            events.append(Event(*about, at, one.span, True, place, weight))
        if by_lead:
            at = moment_of_day(by_lead, origin="text")
            events.append(Event(*about, at, one.span, False, place, weight))
    return events


def _sentences(article: Article, calendar: Calendar) -> Iterator[_Read]:
    """Yield the sentences; each entry of a live blog is read as a report of its own."""
    starts = iter(sorted({entry.start for entry in article.entries}))
    entry = next(starts, None)
    told = _written(article.published, calendar.day)
    before: date | None = None
    lead, is_aside = 0, False
    for start, end in sentences(article.text):
        while entry is not None and entry <= start:
            told = _written(published_at(start, article.entries, article.published), None)
            before, lead, is_aside = None, 0, False
            entry = next(starts, None)
        text = article.text[start:end]
        one = _Read(Span(start, end), text, told, dates_named(text, told, before))
        if lead < _LEAD and telling(text) >= _NEWS:
            lead += 1
            one.lead, one.is_aside = lead, is_aside
        if days := one.days:
            before = days[-1]
            is_aside = is_aside or told not in days
        yield one


def _written(published: Moment | None, dateline: date | None) -> date | None:
    """Return the day on which it was written: its dateline's, else its publication's."""
    if published is None or published.precision in ("month", "year"):
        return None
    day = published.at.date()
    if not is_sound(day):
        return None
    if dateline and timedelta(0) <= day - dateline <= _DATELINE_BEHIND:
        return dateline
    return day


def _place(sentence: str) -> str:
    """Return the first place that the sentence names, without whose it is."""
    return _WHOSE.sub("", place_near(sentence, 0, 0))


def _is_day(at: Moment) -> bool:
    return at.precision == "day"


def _weight(one: _Read, title: set[str]) -> float:
    """Return how much the sentence matters in its article, from 0 to 1."""
    in_title = len(title & words_of(one.text)) / max(3, len(title))
    weight = 0.6 * telling(one.text) + 0.2 * (one.lead > 0) + 0.2 * min(1.0, 2 * in_title)
    return weight * _ASIDE if one.is_aside and not one.named else weight
