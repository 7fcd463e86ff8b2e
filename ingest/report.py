"""What came of an ingest: which articles are new, which changed, and what failed and why."""

from dataclasses import dataclass, field
from typing import Literal

from news.article import Document, Origin

Outcome = Literal["new", "changed", "updated", "unchanged"]


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
class Unchanged:
    """A page that is as it was when its article was archived: there is nothing to read."""

    origin: Origin
    article_id: str


Item = Document | Unchanged | Failure
"""What comes of fetching one thing."""


@dataclass(slots=True)
class Report:
    """The ids of the articles by what came of them; it grows while an ingest runs.

    `changed` has another text, `updated` the same text with other metadata; `cancelled` says that
    not everything was tried.
    """

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    cancelled: bool = False

    @property
    def total(self) -> int:
        """The number of documents that were tried."""
        return sum(len(items) for _, items in self._parts())

    def add(self, article_id: str, outcome: Outcome) -> None:
        """Count an article."""
        articles: list[str] = getattr(self, outcome)
        articles.append(article_id)

    def summary(self) -> str:
        """Return the counts in words: "3 new, 1 changed, 10 unchanged, 1 failed"."""
        counts = [f"{len(items):,} {name}" for name, items in self._parts() if items]
        return ", ".join(counts) or "nothing to ingest"

    def _parts(self) -> list[tuple[str, list[str] | list[Failure]]]:
        return [
            ("new", self.new),
            ("changed", self.changed),
            ("updated", self.updated),
            ("unchanged", self.unchanged),
            ("failed", self.failed),
        ]
