"""The timeline of a collection: which dates matter, and the sentences that tell them best."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from facts.best import best
from facts.collect import Collected, Mention, collect
from facts.salience import salience
from facts.weights import Weights
from news.article import Article
from news.event import Event
from news.figure import Span
from news.moment import moment_of_day
from news.text import sentences
from news.timeline import Day, Told

_WORTH = 0.6
"""A date that one article names alone is worth telling when its sentence weighs so much."""

_MOST = 40
"""Dates of a timeline, where nobody says how many."""


def timeline(
    events: Iterable[Event],
    articles: Sequence[Article],
    *,
    first: date | None = None,
    last: date | None = None,
    days: int | None = None,
    quotes: int = 3,
    weights: Weights | None = None,
) -> list[Day]:
    """Return the dates that matter most, in order, each with at most so many sentences.

    With `days`, that many days where as many are told of; else all dates that several articles
    tell of or one tells of as news, months and years too. `first` and `last` bound them.
    """
    collected = _within(collect(events, articles), first, last)
    scores = salience(collected, weights)
    ranked = sorted(scores, key=lambda day: (-scores[day], day))
    if days is None:
        ranked = [day for day in ranked if _is_worth(collected.days[day])][:_MOST]
    else:
        ranked = ranked[:days]
    dates = [(moment_of_day(day, "text"), collected.days[day]) for day in ranked]
    if days is None:
        dates += [(at, some) for at, some in collected.coarse.items() if _articles(some) > 1]
    told: list[Mention] = []
    found: list[Day] = []
    for at, mentions in dates:
        day = at.at.date()
        chosen = best(collected, mentions, day, most=quotes, told=told, weights=weights) or best(
            collected, mentions, day, most=1, weights=weights
        )
        told += chosen
        found.append(Day(at, tuple(map(_told, chosen)), _place(chosen, mentions)))
    return sorted(found, key=lambda one: (one.date.at, one.date.last_day))


def told_of(
    collected: Collected, day: date, *, quotes: int = 5, weights: Weights | None = None
) -> list[Told]:
    """Return what tells best of the day, the best first, at most so many.

    What the reports of the next day begin with counts too: it is mostly of the day before.
    """
    some = candidates(collected, day)
    return [_told(one) for one in best(collected, some, day, most=quotes, weights=weights)]


def reaching(told: Told, text: str, chars: int) -> Told:
    """Return the quote with the sentences after it, as far as they fit into so many characters.

    `text` is that of its revision.
    """
    start, end = told.quote
    window = text[end : start + chars + 1]
    for _, length in sentences(window):
        # What reaches the window's end may be cut there.
        if length < len(window) or end + length == len(text):
            reached = end + length
            told = told._replace(quote=Span(start, reached), text=text[start:reached])
    return told


def candidates(collected: Collected, day: date) -> list[Mention]:
    """Return what may tell of the day: its own events, and the leads of the next day's reports."""
    after = collected.days.get(day + timedelta(days=1), ())
    return [*collected.days.get(day, ()), *(one for one in after if one.is_lead)]


def _within(collected: Collected, first: date | None, last: date | None) -> Collected:
    """Return what is told of dates that begin at `first` or after and end at `last` or before."""
    least, most = first or date.min, last or date.max
    return Collected(
        {day: some for day, some in collected.days.items() if least <= day <= most},
        {
            at: some
            for at, some in collected.coarse.items()
            if least <= at.at.date() and at.last_day <= most
        },
        collected.published,
    )


def _is_worth(mentions: Sequence[Mention]) -> bool:
    return _articles(mentions) > 1 or any(one.event.weight >= _WORTH for one in mentions)


def _articles(mentions: Sequence[Mention]) -> int:
    return len({one.event.article_id for one in mentions})


def _told(mention: Mention) -> Told:
    event = mention.event
    return Told(event.article_id, event.revision, event.quote, mention.text)


def _place(chosen: Sequence[Mention], mentions: Sequence[Mention]) -> str:
    """Return the place of the first sentence that has one, the chosen ones first."""
    places = [one.event.place for one in [*chosen, *mentions] if one.event.place]
    return places[0] if places else ""
