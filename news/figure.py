"""A number that someone reported, with the words that say it."""

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

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
    words of the text: "at least", "about". `of` is what is counted when it is not people; `group`
    who was harmed, empty when everyone is meant; `part_of` the number of the larger figure that
    holds this one. With `is_added`, only those are counted who came on top of an earlier figure.
    A `derived` figure is our own sum, whose parts the `quotes` say.

    `quotes` are whole sentences, the first the one that says it best; `phrase` is, within it, the
    number with the words that belong to it.
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

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("a figure says at least how many, or at most")
        if not self.quotes:
            raise ValueError("a figure stands on words of its article")

    @property
    def is_exact(self) -> bool:
        """Whether the number is told as it is: not about, at least, up to, or vague."""
        return self.low == self.high and not self.qualifier

    def as_json(self, text: str) -> dict[str, Any]:
        """Return the stable JSON form (docs/json.md); `text` is the revision's."""
        first, *others = [
            {"text": text[span.start : span.end], "start": span.start, "end": span.end}
            for span in self.quotes
        ]
        return {
            "article_id": self.article_id,
            "revision": self.revision,
            "measure": self.measure,
            "of": self.of,
            "low": self.low,
            "high": self.high,
            "qualifier": self.qualifier,
            "group": self.group,
            "part_of": self.part_of,
            "added": self.is_added,
            "derived": self.derived,
            "place": self.place,
            "scope": self.scope,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "reported_by": self.reported_by,
            "quote": first,
            "quotes": [first, *others],
        }
