"""What happened on a day: the events that were read of it, in the words that tell them best."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from answer.drafted import Drafted
from answer.select import Candidate
from answer.topics import Topics
from answer.windows import When
from answer.wording import as_reported, told_by
from archive import FactShelf
from facts.collect import collect
from facts.timeline import reaching, told_of
from news.answer import Claim, Draft
from news.errors import NotFound
from news.moment import day_mentions
from news.timeline import Told
from news.window import Window

_PASSAGES = 200
"""Looked at for a topic: as many as one look into the indexes gives."""

HAPPENED = re.compile(
    r"^\W*(?:so,?\s+|and\s+)?(?:what (?:else )?(?:happened|occurred|took place|was happening)"
    r"|what went on|что (?:случилось|произошло|было))\b",
    re.IGNORECASE,
)
_ANOTHER_DAY = re.compile(
    r"\b(?:since|after|before|until|till|by|from|to|between|following|после|до|с|к)\s*$",
    re.IGNORECASE,
)
_BEFORE_A_DAY = re.compile(r"\b(?:on|during|в|on the day of)\s*$", re.IGNORECASE)


def asked_of(question: str, said: When) -> tuple[date, str] | None:
    """Return the day that a question asks the happenings of, and of which topic; None if of none.

    `said` is what the question says of time.

    >>> asked_of("What happened on 8 February 2020 in Korday?", When(""))
    (datetime.date(2020, 2, 8), 'in Korday')
    """
    opening = HAPPENED.match(question)
    if opening is None:
        return None
    days = day_mentions(question)
    if not days and said.is_relative and said.window and said.window.first == said.window.last:
        day, start = said.window.first, question.find(said.words)
        end = start + len(said.words)
    elif len(days) == 1:
        day, start, end = days[0].on(), days[0].start, days[0].end
    else:
        return None
    before = question[opening.end() : start]
    if day is None or _ANOTHER_DAY.search(before):
        return None
    before = _BEFORE_A_DAY.sub("", before)
    return day, f"{before} {question[end:]}".strip(" ?!.,")


def draft(
    question: str,
    said: When,
    topics: Topics,
    *,
    quotes: int,
    quote_chars: int,
    confidence: float,
    known_on: date | None = None,
) -> Drafted | None:
    """Return what the articles of the topic tell of the day; None where it is not asked for that.

    None, too, where no article is about the topic or none tells of the day.
    """
    of = asked_of(question, said)
    if of is None:
        return None
    day, topic = of
    archive = topics.retriever.archive
    shelf = FactShelf(archive)
    ids: tuple[str, ...] | None = None
    beside: tuple[str, ...] = ()
    if topic:
        try:
            # Sought by the whole question, the reports of the day come first.
            found = topics.told_of(
                topic, sought=question, passages=_PASSAGES, window=Window(day, day),
                known_on=known_on,
            )  # fmt: skip
        except NotFound:
            return None
        ids, beside = found.ids, found.passages
    # What the next day's reports begin with is mostly of this day.
    events = shelf.events(ids, first=day, last=day + timedelta(days=1), known_on=known_on)
    telling = list(dict.fromkeys(one.article_id for one in events))
    sources = {one.article_id: one for one in archive.sources(telling, known_on=known_on)}
    articles = [
        article
        for one in sources.values()
        if (article := archive.revision(one.article_id, one.revision)) is not None
    ]
    told = told_of(collect(events, articles, beside), day, quotes=quotes)
    if not told:
        return None
    texts = {one.id: one.text for one in articles}
    reached = _apart(told, texts, quote_chars)
    claims = tuple(Claim(one.text, one.article_id) for one in reached)
    best = sources[reached[0].article_id]
    by = told_by(best.publisher, best.published_at(reached[0].quote.start))
    text = as_reported(len(reached), len({one.article_id for one in reached}), by)
    return Drafted(Draft(text, claims, confidence), sources)


def of_the_day(candidates: Sequence[Candidate], day: date) -> tuple[Candidate, ...]:
    """Return the sentences that may tell of the day: they name it, or are reported then.

    Reported is it on the day itself or on the next one.
    """
    reported = Window(day, day + timedelta(days=1))
    return tuple(
        one
        for one in candidates
        if reported.has(one.source.published_at(one.start)) or _names(one.text, day)
    )


def _names(sentence: str, day: date) -> bool:
    return any(
        (one.month, one.day) == (day.month, day.day) and one.year in (None, day.year)
        for one in day_mentions(sentence)
    )


def _apart(told: Sequence[Told], texts: Mapping[str, str], chars: int) -> list[Told]:
    """Return the quotes with what stands around them; no words of an article are quoted twice."""
    kept: list[Told] = []
    for one in told:
        wide = reaching(one, texts[one.article_id], chars)
        if not any(_overlap(one, other) for other in kept):
            kept.append(one if any(_overlap(wide, other) for other in kept) else wide)
    return kept


def _overlap(one: Told, other: Told) -> bool:
    return (
        one.article_id == other.article_id
        and one.quote.start < other.quote.end
        and other.quote.start < one.quote.end
    )
