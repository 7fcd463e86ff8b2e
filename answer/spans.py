"""What happened before, after or between: the days of a topic in order, each with its words."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from answer.drafted import Drafted
from answer.happened import HAPPENED
from answer.periods import COUNT, number_of
from answer.topics import Topics
from answer.windows import told, when
from answer.wording import capital
from archive import FactShelf
from facts.timeline import timeline
from news.answer import Claim, Draft
from news.article import Article
from news.errors import NotFound
from news.event import Event
from news.moment import day_mentions, moment_of_day
from news.timeline import Day, Told
from vectorstore.analyse import content_terms

Side = Literal["before", "after"]

_TIMELINE = re.compile(
    r"^\W*(?:please\s+)?(?:(?:can|could) you\s+)?(?:show|give|draw|make|tell)?\s*(?:me\s+)?"
    r"(?:what is\s+)?(?:the\s+|a\s+)?(?:timeline|time line|chronology)"
    r"(?:\s+of\s+(?:the\s+)?events)?\s+(?:of|for|on|in|about)\s+(?:the\s+)?"
    r"|^\W*(?:покажи(?:те)?\s+|дай(?:те)?\s+)?хронологи[яю](?:\s+событий)?\s+(?:(?:в|во|на|о|об)\s+)?",
    re.IGNORECASE,
)
_SOME_DAYS = re.compile(
    rf"(?:\b(?:in|during|over|within)\s+)?(?:\bthe\s+)?(?:(?:last|first|next|few)\s+)*(?:{COUNT}\s+)?"
    r"\b(?P<unit>hours?|days?|weeks?|months?)\s+(?:(?:right|just|immediately|shortly|directly)\s+)?"
    r"(?=(?:before|after|leading up to|prior to|preceding|following)\b)",
    re.IGNORECASE,
)
_UNIT_DAYS = {"hour": 1, "day": 1, "week": 7, "month": 31}
_A_FEW = {"hours": 2, "days": 7, "weeks": 21, "months": 92}
"""Days that are meant where nobody says how many: "in the days before"."""

_WRITTEN_SO: tuple[tuple[str, str], ...] = (
    (r"\bin (?:the )?run-?up to\b|\bleading up to\b|\bpreceding\b|\bahead of\b", "before"),
    (r"\bin the (?:aftermath|wake) of\b|\bfollowing\b", "after"),
)
_SIDE = re.compile(
    r"(?<!\w)(?P<side>before|after|since|prior to|до|после)\s+(?:the\s+)?(?P<what>.+)$",
    re.IGNORECASE,
)
_SIDES: dict[str, Side] = {
    "before": "before", "prior to": "before", "до": "before",
    "after": "after", "since": "after", "после": "after",
}  # fmt: skip
_CLAUSE = re.compile(
    r"\b(?:who|whom|whose|which|that|this|it|they|when|where|because|if|while|was|were|is|had|has)\b",
    re.IGNORECASE,
)
"""With a clause something in particular is asked for, and no topic."""

_OPAQUE = re.compile(r"^\W*(?:it|its|he|she|they|this|that|these|those|his|her|their)\b", re.I)
_NAME = re.compile(r"\b[A-ZА-ЯЁ]")
_MOST_TERMS = 5
_WITHOUT_TOPIC = 31
"""Days of a span that may be asked of all articles: more has no order that one could follow."""

_SHORT = 120
"""Characters of a line; the whole sentence is quoted below."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days that are asked of, and of which topic.

    `side` says that they lie on one side of what the topic itself names; `words` are those of the
    question for the days, and `reach` is how many of them are meant where an end is open.
    """

    topic: str
    first: date | None = None
    last: date | None = None
    side: Side | None = None
    words: str = ""
    reach: int = 0

    @property
    def is_named(self) -> bool:
        """Whether it says by itself which story is meant."""
        return not self.topic or bool(_NAME.search(self.topic))


def asked_of(question: str, today: date) -> Span | None:
    """Return the span that a question asks the happenings of, asked on a day; None if of none.

    >>> asked_of("What happened in Korday after 8 February 2020?", date(2021, 1, 1)).first
    datetime.date(2020, 2, 9)
    """
    question = " ".join(question.split())
    opening = HAPPENED.match(question) or _TIMELINE.match(question)
    if opening is None:
        return None
    is_timeline = HAPPENED.match(question) is None
    rest, reach = _without_length(question[opening.end() :])
    for pattern, word in _WRITTEN_SO:
        rest = re.sub(pattern, word, rest, flags=re.IGNORECASE)
    said = when(rest, today)
    is_one_day = said.window is not None and said.window.first == said.window.last
    if said.window is not None and not (said.is_relative and is_one_day):
        topic = _bare(said.rest.replace(said.words, " "))
        first, last = _reaching(said.window.first, said.window.last, reach)
        span = Span(topic, first, last, words=told(said), reach=reach)
        return span if _is_topic(topic) or not topic else None
    if said.window is not None or said.of_story or day_mentions(rest):
        return None
    if is_timeline:
        topic = _bare(rest)
        return Span(topic) if _is_topic(topic) else None
    rest = rest.rstrip(" ?!.")
    found = _SIDE.search(rest)
    if found is None:
        return None
    topic = _bare(f"{found['what']} {rest[: found.start()]}")
    side = _SIDES[found["side"].lower()]
    return Span(topic, side=side, reach=reach) if _is_topic(topic) else None


def draft(
    span: Span,
    topics: Topics,
    *,
    quotes: int,
    quote_chars: int,
    confidence: float,
    known_on: date | None = None,
) -> Drafted | None:
    """Return the days of the span with a quote each, those that matter most, in their order.

    There are at most twice as many as an answer has quotes. None where no article is about the
    topic, or none tells of these days.
    """
    archive = topics.retriever.archive
    shelf = FactShelf(archive)
    try:
        ids = _articles(span, topics, known_on)
    except NotFound:
        return None
    if ids is None and (span.first is None or span.last is None):
        return None
    events = shelf.events(ids, first=None if ids else span.first, last=None if ids else span.last,
                          known_on=known_on)  # fmt: skip
    telling = list(dict.fromkeys(one.article_id for one in events))
    sources = {one.article_id: one for one in archive.sources(telling, known_on=known_on)}
    kept = (archive.revision(one.article_id, one.revision) for one in sources.values())
    articles = [one for one in kept if one is not None]
    introduced, first, last = _bounds(span, events, articles)
    most = 2 * quotes
    days = timeline(events, articles, first=first, last=last)
    # Where no day is news to several articles, whatever is told of them is told.
    if not days or len(days) > most:
        if days:
            introduced = f"{introduced[:-1]}, the {most} days that matter most:"
        days = timeline(events, articles, first=first, last=last, days=most)
    if not days:
        return None
    lines = [(day, _clear(day)) for day in days]
    text = [introduced, *(f"• {day.date.spoken()}: “{_short(one.text)}”" for day, one in lines)]
    claims = tuple(Claim(one.text[:quote_chars], one.article_id) for _, one in lines)
    return Drafted(Draft("\n".join(text), claims, confidence), sources)


def _without_length(words: str) -> tuple[str, int]:
    """Return the words without "the three days" before "before", and how many days these are."""
    found = _SOME_DAYS.search(words)
    if found is None:
        return words, 0
    unit = found["unit"].lower()
    if found["n"] or not unit.endswith("s"):
        length = number_of(found["n"]) * _UNIT_DAYS[unit.rstrip("s")]
    else:
        length = _A_FEW[unit]
    return f"{words[: found.start()]} {words[found.end() :]}".strip(), length


def _reaching(first: date | None, last: date | None, reach: int) -> tuple[date | None, date | None]:
    """Return the ends, an open one closed so many days from the other."""
    if reach and first is None and last is not None:
        return last - timedelta(days=reach - 1), last
    if reach and last is None and first is not None:
        return first, first + timedelta(days=reach - 1)
    return first, last


def _bare(topic: str) -> str:
    words = " ".join(topic.split()).strip(" ?!.,;:")
    return re.sub(
        r"^(?:in|at|on|with|to|of|about|в|во|на|с|со)\s+(?:the\s+)?", "", words, flags=re.I
    )


def _is_topic(topic: str) -> bool:
    return 0 < len(content_terms(topic)) <= _MOST_TERMS and not _CLAUSE.search(topic)


def _articles(span: Span, topics: Topics, known_on: date | None) -> list[str] | None:
    """Return the articles of the topic, of its first story where that is what the days lie beside.

    Without a topic it is None: all of them.
    """
    if not span.topic:
        is_short = span.first and span.last and (span.last - span.first).days < _WITHOUT_TOPIC
        if not is_short:
            raise NotFound("So many days of all articles have no order that one could follow.")
        return None
    if span.side:
        return list(topics.stories(span.topic, known_on=known_on)[0].ids)
    return [one.article_id for one in topics.articles(span.topic, known_on=known_on)]


def _bounds(
    span: Span, events: list[Event], articles: list[Article]
) -> tuple[str, date | None, date | None]:
    """Return what introduces the days, and the first and the last of them."""
    if span.side is None:
        said = span.words or f"{span.topic}, day by day"
        return f"{capital(said)}:", span.first, span.last
    most_told = timeline(events, articles, days=1)
    if not most_told:
        return "", date.max, date.min
    day = most_told[0].date.at.date()
    introduced = f"Most is told of {moment_of_day(day).spoken()}; {span.side} that:"
    if span.side == "after":
        first, last = _reaching(day + timedelta(days=1), None, span.reach)
    else:
        first, last = _reaching(None, day - timedelta(days=1), span.reach)
    return introduced, first, last


def _clear(day: Day) -> Told:
    """Return the best sentence of the day that is understood by itself, if one is."""
    return next((one for one in day.quotes if not _OPAQUE.match(one.text)), day.quotes[0])


def _short(words: str) -> str:
    plain = " ".join(words.split())
    if len(plain) <= _SHORT:
        return plain
    return f"{plain[:_SHORT].rsplit(' ', 1)[0].rstrip(',;:–—-')} …"
