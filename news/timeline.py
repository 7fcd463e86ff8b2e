"""A date of a timeline: what the articles tell of it, in their own words."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from news.figure import Span
from news.moment import Moment, Precision


class Told(NamedTuple):
    """Words of a revision that tell what happened."""

    article_id: str
    revision: str
    quote: Span
    text: str

    def as_json(self) -> dict[str, Any]:
        """Return the stable JSON form (docs/json.md)."""
        return {
            "article_id": self.article_id,
            "revision": self.revision,
            "text": self.text,
            "start": self.quote.start,
            "end": self.quote.end,
        }


@dataclass(frozen=True, slots=True)
class Day:
    """A day, month or year of a timeline; `quotes` are the best first, at least one."""

    date: Moment
    quotes: tuple[Told, ...]
    place: str = ""

    def __post_init__(self) -> None:
        if not self.quotes:
            raise ValueError("a date of a timeline stands on words of an article")

    @property
    def precision(self) -> Precision:
        """How exactly the date is known."""
        return self.date.precision

    @property
    def summary(self) -> str:
        """The sentence that tells it best, word for word."""
        return self.quotes[0].text

    def as_json(self) -> dict[str, Any]:
        """Return the stable JSON form (docs/json.md)."""
        return {
            "date": self.date.isoformat(),
            "precision": self.precision,
            "place": self.place,
            "summary": self.summary,
            "quotes": [quote.as_json() for quote in self.quotes],
        }
