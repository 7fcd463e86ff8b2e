"""What happened on a day: the events that were read of it, in the words that tell them best."""

import re
from datetime import date, timedelta

from answer.drafted import Drafted
from answer.topics import Topics
from answer.wording import as_reported, told_by
from archive import FactShelf
from facts.collect import collect
from facts.timeline import reaching, told_of
from news.answer import Claim, Draft
from news.errors import NotFound
from news.moment import day_mentions

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


def asked_of(question: str) -> tuple[date, str] | None:
    """Return the day that a question asks the happenings of, and of which topic; None if of none.

    >>> asked_of("What happened on 8 February 2020 in Korday?")
    (datetime.date(2020, 2, 8), 'in Korday')
    """
    opening = HAPPENED.match(question)
    days = day_mentions(question)
    if opening is None or len(days) != 1 or (day := days[0].on()) is None:
        return None
    before = question[opening.end() : days[0].start]
    if _ANOTHER_DAY.search(before):
        return None
    before = _BEFORE_A_DAY.sub("", before)
    return day, f"{before} {question[days[0].end :]}".strip(" ?!.,")


def draft(
    question: str,
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
    of = asked_of(question)
    if of is None:
        return None
    day, topic = of
    archive = topics.retriever.archive
    shelf = FactShelf(archive)
    try:
        ids = _of_topic(topics, topic, question, known_on) if topic else None
    except NotFound:
        return None
    # What the next day's reports begin with is mostly of this day.
    events = shelf.events(ids, first=day, last=day + timedelta(days=1), known_on=known_on)
    telling = list(dict.fromkeys(one.article_id for one in events))
    sources = {one.article_id: one for one in archive.sources(telling, known_on=known_on)}
    articles = [
        article
        for one in sources.values()
        if (article := archive.revision(one.article_id, one.revision)) is not None
    ]
    told = told_of(collect(events, articles), day, quotes=quotes)
    if not told:
        return None
    texts = {one.id: one.text for one in articles}
    claims = tuple(
        Claim(reaching(one, texts[one.article_id], quote_chars).text, one.article_id)
        for one in told
    )
    best = sources[told[0].article_id]
    by = told_by(best.publisher, best.published_at(told[0].quote.start))
    text = as_reported(len(told), len({one.article_id for one in told}), by)
    return Drafted(Draft(text, claims, confidence), sources)


def _of_topic(topics: Topics, topic: str, question: str, known_on: date | None) -> list[str]:
    # Sought by the whole question, the reports of the day come first.
    found = topics.articles(topic, sought=question, passages=_PASSAGES, known_on=known_on)
    return [one.article_id for one in found]
