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
from news.moment import Moment, moment_of_day
from news.text import sentences
from news.timeline import Day, Told

_NEWS = 0.6
"""A day that one article names alone is worth telling when its sentence weighs so much."""

_SHARE = 0.02
"""A date is worth telling when so large a share of the articles tell of it."""

_MOST, _MOST_COARSE = 40, 8
"""Days of a timeline, and months and years, where nobody says how many."""


_BEYOND = 80
"""Characters, more than ever stand empty between two sentences."""


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

    With `days`, that many days where as many are told of; else those that several articles tell of
    or one tells of as news, and the months and years before and after that several name. `first`
    and `last` bound them.
    """
    collected = _within(collect(events, articles), first, last)
    scores = salience(collected, weights)
    ranked = sorted(scores, key=lambda day: (-scores[day], day))
    if days is None:
        ranked = _worth(collected, ranked, len(articles))
    dates = [(moment_of_day(day, "text"), collected.days[day]) for day in ranked[:days]]
    if days is None:
        dates += _coarse(collected, ranked, len(articles))
    told: list[Mention] = []
    found: list[Day] = []
    for at, mentions in dates:
        day = at.at.date()
        chosen = best(collected, mentions, day, most=quotes, told=told, weights=weights) or best(
            collected, mentions, day, most=1, weights=weights
        )
        told += chosen
        found.append(Day(at, tuple(map(_told, chosen)), _place(chosen)))
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
    """Return the quote with the sentences around it, as far as they fit into so many characters.

    Those after it come first, then those before it. `text` is that of its revision.
    """
    start, end = told.quote
    # What is looked at reaches beyond them: a sentence that it cuts does not fit then.
    after = [end + last for _, last in sentences(text[end : start + chars + _BEYOND])]
    end = max([end, *(last for last in after if last <= start + chars)])
    begin = max(0, end - chars - _BEYOND)
    before = [begin + first for first, _ in sentences(text[begin:start])]
    start = min([start, *(first for first in before if first >= end - chars)])
    return told._replace(quote=Span(start, end), text=text[start:end])


def candidates(collected: Collected, day: date) -> list[Mention]:
    """Return what may tell of the day: its own events, and the leads of the next day's reports.

    What was published before the day tells what was to come.
    """
    own = collected.days.get(day, ())
    after = collected.days.get(day + timedelta(days=1), ())
    return [
        *(one for one in own if one.published is None or one.published >= day),
        *(one for one in after if one.is_lead),
    ]


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
        collected.beside,
    )


def _worth(collected: Collected, ranked: Sequence[date], articles: int) -> list[date]:
    """Return the days that are worth telling, of so many articles, the most salient first."""
    least = max(1, round(_SHARE * articles))
    worth = []
    for day in ranked:
        mentions = collected.days[day]
        telling = _articles(mentions)
        is_news = telling > 1 or any(one.event.weight >= _NEWS for one in mentions)
        if telling >= least and is_news:
            worth.append(day)
    return worth[:_MOST]


def _coarse(
    collected: Collected, days: Sequence[date], articles: int
) -> list[tuple[Moment, Sequence[Mention]]]:
    """Return the months and years that several articles tell of, but for those of the days."""
    least = max(2, round(_SHARE * articles))
    found = [
        (at, mentions)
        for at, mentions in collected.coarse.items()
        if _articles(mentions) >= least
        and not any(at.at.date() <= day <= at.last_day for day in days)
    ]
    found.sort(key=lambda one: (-_articles(one[1]), one[0].at))
    return found[:_MOST_COARSE]


def _articles(mentions: Sequence[Mention]) -> int:
    return len({one.event.article_id for one in mentions})


def _told(mention: Mention) -> Told:
    event = mention.event
    return Told(event.article_id, event.revision, event.quote, mention.text)


def _place(chosen: Sequence[Mention]) -> str:
    """Return the place of the best sentence that has one."""
    return next((one.event.place for one in chosen if one.event.place), "")
