"""Which event a question means: the stories that answer it equally well, if there are several."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from answer.asked import Asked, asked
from answer.labels import labels
from answer.lexicon import measure_of, stands_in
from answer.places import countries, states
from answer.select import Candidate, names_in, terms_of
from answer.stories import Rarity, Story, calendar_terms
from news.conversation import Choice
from news.moment import DayMention, day_mentions
from news.verify import Source
from vectorstore.analyse import analyse

_MOST = 5

_AS_GOOD = 0.65
"""A story fits when its best sentence scores at least this share of the best one of all …"""

_AS_NEAR = 0.75
"""… and tells by itself at least this share of what that one tells of the question."""


_MANY_TERMS = 4
"""A question of more terms, names aside, means one event, whatever words other articles share with
it. On news-quiz questions (RealTimeQA, n = 250) every choice but two was offered of such a one."""

_NEWS_DAYS = 2
"""What happened on a day is reported within so many days, often as "on Tuesday"."""

_WEEK = 7

_LARGER = re.compile(
    r"(?P<place>[A-Z][\w'’-]+(?: \([\w ]+\))?), "
    r"(?P<larger>[A-Z][\w'’-]+(?: (?:of )?[A-Z][\w'’-]+)?)"
)
_TWO_NAMES = re.compile(
    r"(?P<one>[A-ZА-ЯЁ][\w'’-]+(?: [A-ZА-ЯЁ][\w'’-]+)*)"
    r" \((?P<other>[A-ZА-ЯЁ][\w'’-]+(?: [A-ZА-ЯЁ][\w'’-]+)*)\)"
)
"""A place with a second name: "Salt Lake City (Murray)"."""


Named = str | DayMention
"""What a question names: terms, and days whole, since an 8 and a March stand in many articles."""


def fitting(question: Asked, answering: Sequence[Candidate], told: Sequence[Story]) -> list[Story]:
    """Return the stories that the question fits, the best first, then the newest.

    `answering` are the sentences that answer, best first, `told` the stories of their articles. A
    story fits only if it has every name and day of the question. A question that names anything
    else which the best story has and another lacks, or the other way round, does not fit both.
    """
    best = _best(answering, told)
    if not best:
        return []
    top = answering[0]
    if is_specific(question):
        return [told[next(iter(best))]]
    held = {
        at: _held(question, told[at])
        for at, one in best.items()
        if one.score >= _AS_GOOD * top.score and one.own >= _AS_NEAR * top.own
    }
    names = names_in(question)
    needed = {one for one in _wanted(question) if isinstance(one, DayMention) or one in names}
    near = [at for at, its in held.items() if needed <= its]
    if not near:
        return [told[next(iter(best))]]
    first = near[0]
    if any(held[first] < held[at] for at in near):
        return [told[first]]
    fit = [at for at in near if held[at] == held[first]]
    fit.sort(key=lambda at: (-round(best[at].score, 1), -told[at].newest))
    return [told[at] for at in fit]


def is_specific(question: Asked) -> bool:
    """Say whether the question has so many terms that it means one event."""
    terms = {one for one in _wanted(question) if isinstance(one, str)}
    return len(terms - names_in(question)) > _MANY_TERMS


def before(earlier: Asked, question: Asked, told: Sequence[Story]) -> list[Story]:
    """Return those of the stories that an earlier question named, where this one names none."""
    if any(measure_of([term]) is None for term in question.terms if term not in question.counted):
        return list(told)
    held = [_held(earlier, story) for story in told]
    return [
        story
        for story, its in zip(told, held, strict=True)
        if not any(its < other for other in held)
    ]


def choices(told: Sequence[Story], rarity: Rarity) -> tuple[Choice, ...]:
    """Return what is offered of several stories; nothing of one."""
    if len(told) < 2:
        return ()
    shown = told[:_MOST]
    named = labels(shown, rarity)
    return tuple(Choice(label, story.ids) for label, story in zip(named, shown, strict=True))


def lacking(question: Asked, story: Story) -> frozenset[Named]:
    """Return the terms and days of the question that stand nowhere in the story's articles."""
    return _wanted(question) - _held(question, story)


def _best(answering: Sequence[Candidate], told: Sequence[Story]) -> Mapping[int, Candidate]:
    """Return the best candidate of each story, best first, by the story's place in the list."""
    of = {article_id: at for at, story in enumerate(told) for article_id in story.ids}
    best: dict[int, Candidate] = {}
    for one in answering:
        best.setdefault(of[one.source.article_id], one)
    return best


def _wanted(question: Asked) -> frozenset[Named]:
    """Return the terms and days of the question; those that write a day are not terms too."""
    days = day_mentions(question.question)
    written = {term for day in days for term in analyse(question.question[day.start : day.end])}
    return frozenset[Named]([*(set(question.terms) - written), *days])


def names_of(question: Asked) -> frozenset[str]:
    """Return the terms of the question's names, of "Springfield, Ohio" without the state."""
    larger = (match["larger"] for match in _LARGER.finditer(question.question))
    left_out = {
        term for one in larger if one.lower() in states() | countries() for term in analyse(one)
    }
    return names_in(question) & set(question.terms) - left_out - calendar_terms()


def namings(question: Asked) -> tuple[Asked, ...]:
    """Return the question with each of the names of a place of two: "Salt Lake City (Murray)"."""
    text = question.question
    if not _TWO_NAMES.search(text):
        return (question,)
    return tuple(asked(_TWO_NAMES.sub(rf"\g<{one}>", text)) for one in ("one", "other"))


def terms_in(story: Story) -> frozenset[str]:
    """Return every term of the story's articles."""
    return frozenset[str]().union(*map(terms_of, story.articles))


def _held(question: Asked, story: Story) -> frozenset[Named]:
    """Return what the question names and the story's articles have."""
    standing = terms_in(story)
    return frozenset(
        one
        for one in _wanted(question)
        if (
            stands_in(one, standing)
            if isinstance(one, str)
            else any(_is_of(one, article) for article in story.articles)
        )
    )


def as_reported(question: Asked) -> Asked:
    """Return the question without what the reports of a day leave out: its date, and the state.

    In a local report of a shooting in "Springfield, Ohio, on May 2, 2014" stands Springfield alone.
    A question that names no day with its year is returned as it is.
    """
    text = question.question
    left_out = [text[one.start : one.end] for one in day_mentions(text) if one.year]
    if not left_out:
        return question
    for match in _LARGER.finditer(text):
        if match["larger"].lower() in states() | countries():
            left_out.append(match["larger"])
    terms = set(analyse(" ".join(left_out)))
    kept = tuple(term for term in question.terms if term not in terms)
    return replace(question, terms=kept or question.terms)


def of_its_days(question: Asked, articles: Sequence[Source]) -> list[Source]:
    """Return those of the articles that are of every whole day that the question names.

    Where none is on that day or just after it, those within a week are. Of several, those are kept
    that have most of the question's names; of those that have none of them, none.
    """
    days = [one for one in day_mentions(question.question) if one.year]
    names = names_in(question) & set(as_reported(question).terms)
    named = cache(day_mentions)
    for within in (_NEWS_DAYS, _WEEK):
        kept = [
            (len(names & terms_of(one)), one)
            for one in articles
            if all(_is_of(day, one, within, named) for day in days)
        ]
        most = max((has for has, _ in kept), default=0)
        if kept and (most or not names):
            return [one for has, one in kept if has == most]
    return []


def _is_of(
    day: DayMention,
    article: Source,
    within: int = _NEWS_DAYS,
    named: Callable[[str], list[DayMention]] = day_mentions,
) -> bool:
    """Say whether the article names the day, or was published on it or just after it."""
    published = article.published.at.date() if article.published else None
    if published and published.year == (day.year or published.year):
        asked_for = replace(day, year=published.year).on()
        if asked_for and 0 <= (published - asked_for).days <= within:
            return True
    year = published.year if published else None
    return any(
        (one.month, one.day) == (day.month, day.day)
        and (day.year is None or day.year == (one.year or year))
        for one in named(article.text)
    )
