"""Something that happened on a day, with the words that say so."""

from dataclasses import dataclass

from news.figure import Span
from news.moment import Moment


@dataclass(frozen=True, slots=True)
class Event:
    """What one sentence of an article tells of a day, a month or a year.

    `date` is when it happened, as exact as the text makes it; `quote` the sentence, `named` whether
    the text names the date (else it follows from when the article was published). `weight` says
    how much the sentence matters in its article, from 0 to 1: a lead more than an aside.
    """

    article_id: str
    revision: str
    date: Moment
    quote: Span
    named: bool = True
    place: str = ""
    weight: float = 0.0
