"""A watch: a topic that a chat is told of by itself, and what it was told of it so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from news.figure import Figure, Measure

Key = tuple[Measure, str, str]
"""What is counted: the measure, of what if not of people, and of which group."""

Mark = tuple[str, Key, int | None, int | None]
"""What tells a figure among all others: its article, what is counted, at least and at most."""


@dataclass(frozen=True, slots=True)
class Position:
    """How far the archive was looked at: up to which change, and which setting right of figures."""

    change: int = 0
    corrections: int = 0

    def __str__(self) -> str:
        return f"{self.change}:{self.corrections}"

    @classmethod
    def of(cls, text: str) -> "Position":
        change, _, corrections = text.partition(":")
        return cls(int(change or 0), int(corrections or 0))


@dataclass(frozen=True, slots=True)
class Count:
    """The number that held of a count when it was told, and in which text it stands."""

    key: Key
    low: int | None
    high: int | None
    qualifier: str
    article_id: str
    revision: str

    @property
    def number(self) -> str:
        """The number as it is told: "10", "about 10", "at least 10"."""
        return number_of(self.low, self.high, self.qualifier)

    @property
    def mark(self) -> Mark:
        """What tells its figure among all others."""
        return self.article_id, self.key, self.low, self.high


def count_of(figure: Figure) -> Count:
    """Return a figure as it is kept of what was told."""
    return Count(
        (figure.measure, figure.of, figure.group),
        figure.low,
        figure.high,
        figure.qualifier,
        figure.article_id,
        figure.revision,
    )


def number_of(low: int | None, high: int | None, qualifier: str = "") -> str:
    """Return a number as it is told.

    >>> number_of(10, None)
    'at least 10'
    """
    if low is None:
        return f"up to {high:,}"
    if high is None:
        return f"at least {low:,}"
    exact = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return f"{qualifier} {exact}" if qualifier and qualifier != "vague" else exact


@dataclass(frozen=True, slots=True)
class ToldStory:
    """A story as it was told: its articles by id, and the number of each of its counts."""

    articles: frozenset[str]
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a chat knows of a topic; it holds ids and numbers, and no words.

    `articles` are all that ever were told of, by id with the revision: what comes back is not news.
    `corrections` counts the settings right of figures that were known then.
    """

    articles: Mapping[str, str] = field(default_factory=dict)
    stories: tuple[ToldStory, ...] = ()
    corrections: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return the form that is kept."""
        return {
            "articles": dict(self.articles),
            "stories": [
                {
                    "articles": sorted(story.articles),
                    "counts": [
                        [*one.key, one.low, one.high, one.qualifier, one.article_id, one.revision]
                        for one in story.counts
                    ],
                }
                for story in self.stories
            ],
            "corrections": self.corrections,
        }

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> "Told":
        return cls(
            dict(kept["articles"]),
            tuple(
                ToldStory(
                    frozenset(story["articles"]),
                    tuple(
                        Count((measure, of, group), *others)
                        for measure, of, group, *others in story["counts"]
                    ),
                )
                for story in kept["stories"]
            ),
            kept["corrections"],
        )


@dataclass(frozen=True, slots=True)
class Watch:
    """A topic that a chat is told of, at once or every day at an `hour`.

    `chat` and `by` (who asked for it) are written as the surface does that they belong to, `thread`
    is a part of the chat with talks of its own. `due` is when the next digest is. Of what was told
    after `unsure`, nobody knows whether it arrived: the process ended meanwhile.
    """

    id: int
    chat: str
    thread: int | None
    topic: str
    by: str
    hour: int | None
    due: datetime | None
    seen: Position
    told: Told
    unsure: Told | None = None
