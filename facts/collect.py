"""The events of many articles by their dates, each told once however often it was copied."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from facts.words import words_of
from news.article import Article
from news.entry import published_at
from news.event import Event
from news.moment import Moment


@dataclass(frozen=True, slots=True)
class Mention:
    """An event with its sentence, the words in it, and when it was published, where that is known.

    `is_lead` says that it is dated by its publication only.
    """

    event: Event
    text: str
    words: frozenset[str]
    published: date | None

    @property
    def is_lead(self) -> bool:
        return not self.event.named


@dataclass(frozen=True)
class Collected:
    """What articles tell, by day and by coarser date, and how many were published on each day.

    `beside` are the words of what else is told of the same topic.
    """

    days: Mapping[date, Sequence[Mention]]
    coarse: Mapping[Moment, Sequence[Mention]]
    published: Counter[date]
    beside: Sequence[AbstractSet[str]] = ()

    @cached_property
    def shares(self) -> Mapping[str, float]:
        """The share of the articles with events, and of what is beside, in which a word stands."""
        of_article: defaultdict[str, set[str]] = defaultdict(set)
        for mentions in [*self.days.values(), *self.coarse.values()]:
            for one in mentions:
                of_article[one.event.article_id] |= one.words
        told = [*of_article.values(), *self.beside]
        counts = Counter(word for words in told for word in words)
        return {word: count / len(told) for word, count in counts.items()}


def collect(
    events: Iterable[Event], articles: Iterable[Article], beside: Iterable[str] = ()
) -> Collected:
    """Return the events of these articles by date; the same words on the same date count once.

    `beside` are texts that tell more of their topic.
    """
    by_key = {(one.id, one.revision): one for one in articles}
    days: defaultdict[date, list[Mention]] = defaultdict(list)
    coarse: defaultdict[Moment, list[Mention]] = defaultdict(list)
    told_by: defaultdict[date, set[str]] = defaultdict(set)
    seen: set[tuple[Moment, frozenset[str]]] = set()
    for event in events:
        article = by_key.get((event.article_id, event.revision))
        if article is None:
            continue
        text = article.text[event.quote.start : event.quote.end]
        words = frozenset(words_of(text))
        if (event.date, words) in seen:
            continue
        seen.add((event.date, words))
        moment = published_at(event.quote.start, article.entries, article.published)
        published = _day(moment)
        one = Mention(event, text, words, published)
        if event.date.precision in ("second", "day"):
            days[event.date.at.date()].append(one)
        else:
            coarse[event.date].append(one)
        if published:
            told_by[published].add(event.article_id)
    counts = Counter({day: len(articles) for day, articles in told_by.items()})
    return Collected(days, coarse, counts, [words_of(text) for text in beside])


def _day(moment: Moment | None) -> date | None:
    return moment.at.date() if moment and moment.precision in ("second", "day") else None
