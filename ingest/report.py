"""What came of an ingest: which articles are new, which changed, and what failed and why."""

from dataclasses import dataclass, field
from typing import Literal

from news.article import Document, Origin

Outcome = Literal[
    "new", "duplicate", "changed", "updated", "unchanged", "withdrawn", "removed"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be ingested, and the sentence that says why.

    `origin` is how to try it again, where that is known; `empty` says that it was read and held
    no article, `gone` that it is no longer there.
    """

    name: str
    reason: str
    origin: Origin | None = None
    empty: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An article that its publisher no longer has where it came from."""

    article_id: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A page that is as it was when its article was archived: there is nothing to read."""

    origin: Origin
    article_id: str


_WORDS = {"removed": "removed before"}
"""Outcomes that their name alone does not tell."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A page whose article an admin took out: it is not even fetched."""

    origin: Origin
    article_id: str


Item = Document | Unchanged | Removed | Failure | Withdrawal
"""What comes of fetching one thing."""


@dataclass(slots=True)
class Report:
    """The ids of the articles by what came of them; it grows while an ingest runs.

    `duplicate` are new ones that print the story of another, `changed` have another text,
    `updated` the same text with other metadata; `withdrawn` are gone from where they came, and
    `removed` were taken out by an admin before and passed over. `cancelled` says that not
    everything was tried.
    """

    new: list[str] = field(default_factory=list)
    duplicate: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    cancelled: bool = False
    open_known: int = 0
    """Articles that say whether they can be read freely; `closed` of them cannot."""
    closed: int = 0

    @property
    def total(self) -> int:
        """The number of documents that were tried."""
        return sum(len(items) for _, items in self._parts())

    def add(self, article_id: str, outcome: Outcome) -> None:
        """Count an article."""
        articles: list[str] = getattr(self, outcome)
        articles.append(article_id)

    def plus(self, other: "Report") -> "Report":
        """Return what came of both."""
        both = Report(
            cancelled=self.cancelled or other.cancelled,
            open_known=self.open_known + other.open_known,
            closed=self.closed + other.closed,
        )
        for one in (self, other):
            for name, items in one._parts():
                getattr(both, name).extend(items)
        return both

    def summary(self) -> str:
        """Return the counts in words: "3 new, 1 changed, 10 unchanged, 1 failed"."""
        counts = [
            f"{len(items):,} {_WORDS.get(name, name)}" for name, items in self._parts() if items
        ]
        return ", ".join(counts) or "nothing to ingest"

    def _parts(self) -> list[tuple[str, list[str] | list[Failure]]]:
        return [
            ("new", self.new),
            ("duplicate", self.duplicate),
            ("changed", self.changed),
            ("updated", self.updated),
            ("unchanged", self.unchanged),
            ("withdrawn", self.withdrawn),
            ("removed", self.removed),
            ("failed", self.failed),
        ]
