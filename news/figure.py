"""A number that someone reported, with the words that say it."""

import hashlib
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

from news.correction import Correction
from news.moment import Moment

Measure = Literal[
    "killed", "injured", "hospitalised", "missing", "displaced", "detained", "destroyed", "damaged",
    "taken part",
]  # fmt: skip
Scope = Literal["total", "incident"]

MEASURES: tuple[Measure, ...] = get_args(Measure)


class Span(NamedTuple):
    """A slice of a revision's text, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of whom or what, who said so, and for which day.

    `low` and `high` are the same where the number is exact or "about" it; of "at least 8" there is
    no `high`, of "up to 8" no `low`. A word that counts only roughly ("dozens") has the least that
    it can mean as `low`, no `high`, and the `qualifier` "vague"; else this is empty when exact, or
    words of the text: "at least", "about", after "at first" where the text
    calls the number an older one. `of` is what is counted when it is not people; `group`
    who was harmed, empty when everyone is meant; `part_of` the number of the larger figure that
    holds this one. With `is_added`, only those are counted who came on top of an earlier figure.
    A `derived` figure is our own sum, whose parts the `quotes` say.

    `quotes` are whole sentences, the first the one that says it best; `phrase` is, within it, the
    number with the words that belong to it. Where an admin set the number right, `low` and `high`
    are theirs, and `corrected` says what the words were read to say.
    """

    article_id: str
    revision: str
    measure: Measure
    low: int | None
    high: int | None
    quotes: tuple[Span, ...]
    phrase: Span
    qualifier: str = ""
    of: str = ""
    group: str = ""
    part_of: int | None = None
    is_added: bool = False
    derived: bool = False
    place: str = ""
    scope: Scope = "incident"
    as_of: Moment | None = None
    reported_by: str = ""
    corrected: Correction | None = None

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a figure says at least how many, or at most")
        if not self.quotes:
            raise ValueError("a figure stands on words of its article")

    @property
    def is_exact(self) -> bool:
        """Whether the number is told as it is: not about, at least, up to, or vague."""
        return self.low == self.high and not self.qualifier


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure with its words and the day it was published: what is shown or handed on of it.

    `notice` is a sentence on what became of its article, usually empty.
    """

    figure: Figure
    words: tuple[str, ...]
    published: Moment | None = None
    notice: str = ""

    @property
    def id(self) -> str:
        """What people call the figure by; a corrected one keeps the name it had."""
        corrected = self.figure.corrected
        return corrected.id if corrected else figure_id(self.figure, self.words[0])

    @property
    def phrase(self) -> str:
        """The number with the words that belong to it, as they are printed."""
        (start, end), first = self.figure.phrase, self.figure.quotes[0].start
        return self.words[0][start - first : end - first]

    def as_json(self) -> dict[str, Any]:
        """Return the stable JSON form (docs/json.md)."""
        figure = self.figure
        quotes = [
            {"text": text, "start": span.start, "end": span.end}
            for text, span in zip(self.words, figure.quotes, strict=True)
        ]
        return {
            "id": self.id,
            "article_id": figure.article_id,
            "revision": figure.revision,
            "measure": figure.measure,
            "of": figure.of,
            "low": figure.low,
            "high": figure.high,
            "qualifier": figure.qualifier,
            "group": figure.group,
            "part_of": figure.part_of,
            "added": figure.is_added,
            "derived": figure.derived,
            "place": figure.place,
            "scope": figure.scope,
            "as_of": figure.as_of.isoformat() if figure.as_of else None,
            "reported_by": figure.reported_by,
            "published": self.published.isoformat() if self.published else None,
            "quote": quotes[0],
            "quotes": quotes,
            "notice": self.notice,
            "corrected": _correction_json(figure.corrected),
        }


def stated(figure: Figure, text: str, published: Moment | None = None, notice: str = "") -> Stated:
    """Return the figure with its words from the text of its revision."""
    words = tuple(text[start:end] for start, end in figure.quotes)
    return Stated(figure, words, published, notice)


def figure_id(figure: Figure, words: str) -> str:
    """Return the short name of a figure as it was read, told by the words of its first quote.

    The same words that tell the same count have the same name in every revision.
    """
    counted = (figure.measure, figure.of, figure.group, figure.low, figure.high)
    told = repr((figure.article_id, *counted, " ".join(words.split())))
    return f"{figure.article_id[:8]}-{hashlib.sha256(told.encode()).hexdigest()[:5]}"


def _correction_json(one: Correction | None) -> dict[str, Any] | None:
    if one is None:
        return None
    low, high = one.number or (None, None)
    return {
        "hidden": one.is_hidden,
        "low": low,
        "high": high,
        "by": one.by,
        "at": f"{one.at}Z",
        "why": one.why,
        "was": {"low": one.was[0], "high": one.was[1]},
    }
