"""The happenings that an article tells of, each with its day and the sentence that tells it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from facts.telling import telling
from facts.when import dates_named
from facts.words import words_of
from news.article import Article
from news.entry import published_at
from news.event import Event
from news.figure import Span
from news.moment import Moment, moment_of_day
from news.text import sentences

_LEAD = 3
"""Sentences that, in a report of a day, tell of that day unless they name another."""

_DATELINE_WITHIN = 200
_DATELINE = re.compile(
    r"(?P<place>[A-Z][\w'’. -]{2,30}?(?:, [A-Z][\w'’. -]{2,20})?)"
    r"(?:, (?P<day>[A-Z][a-z]{2,8}\.? \d\d?))?"
    r"\s*(?:\([^)]{2,30}\)|-LRB-[^)]{2,30}-RRB-)?\s*(?:--|—|–)\s"
)
_PLACE = re.compile(
    r"\b(?:in|at|near|outside|into|around)\s((?:[A-Z][\w'’-]+)(?:\s(?:[A-Z][\w'’-]+)){0,2})"
)
_NO_PLACE = frozenset(
    "January February March April May June July August September October November December Monday "
    "Tuesday Wednesday Thursday Friday Saturday Sunday Mr Mrs Congress Parliament The".split()
)


def read_events(article: Article) -> list[Event]:
    """Return what the sentences of the article tell of dates, in the order in which they stand.

    A sentence is an event of each date that it names. The first sentences of a report, and of each
    entry of a live blog, are also events of the day it was published on.
    """
    return list(_events(article))


def _events(article: Article) -> Iterator[Event]:
    text, revision = article.text, article.revision
    title = words_of(article.title)
    spans = sentences(text)
    starts = {0, *(entry.start for entry in article.entries)}
    dateline = _dateline(text)
    before: date | None = None
    in_lead = 0
    at = -1
    told: date | None = None
    for number, (start, end) in enumerate(spans):
        if number == 0 or any(at < one <= start for one in starts):
            in_lead, before = _LEAD, None
            published = published_at(start, article.entries, article.published)
            told = _day_of(published, text, dateline) if number == 0 or article.entries else told
        at = start
        sentence = text[start:end]
        named = dates_named(sentence, told, before)
        days = [one.date for one in named if one.date.precision == "day"]
        if days:
            before = days[-1].at.date()
        weight = telling(sentence)
        if in_lead and weight >= 0.5:
            in_lead -= 1
            lead = True
        else:
            lead = False
        if not named and not (lead and told):
            continue
        share = len(title & words_of(sentence)) / max(3, len(title))
        weight = 0.6 * weight + 0.2 * lead + 0.2 * min(1.0, 2 * share)
        place = _place(sentence) or (dateline["place"] if dateline and lead else "")
        quote = Span(start, end)
        for moment in dict.fromkeys(one.date for one in named):
            yield Event(article.id, revision, moment, quote, True, place, round(weight, 3))
        if lead and told and (not named or (not days and in_lead == _LEAD - 1)):
            moment = moment_of_day(told, origin="text")
            yield Event(article.id, revision, moment, quote, False, place, round(weight, 3))


def _dateline(text: str) -> re.Match[str] | None:
    return _DATELINE.search(text[:_DATELINE_WITHIN])


def _day_of(published: Moment | None, text: str, dateline: re.Match[str] | None) -> date | None:
    """Return the day on which the article was written: its dateline's, else its publication's."""
    if published is None or published.precision in ("month", "year"):
        return None
    day = published.at.date()
    if dateline and dateline["day"]:
        for one in dates_named(dateline["day"], day):
            if timedelta(0) <= day - one.date.at.date() <= timedelta(days=3):
                return one.date.at.date()
    return day


def _place(sentence: str) -> str:
    for match in _PLACE.finditer(sentence):
        if match[1].split()[0] not in _NO_PLACE:
            return match[1]
    return ""
