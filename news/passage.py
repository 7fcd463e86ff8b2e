"""A chunk retrieved for a question."""

from dataclasses import dataclass
from typing import Any

from news.moment import Moment


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk with its score for a question, and what a reader must know of its article.

    `text` is the slice `start:end` of the revision; `score` compares passages of one question only.
    `notice` is a sentence on a correction, a retraction or a withdrawal; usually empty.
    """

    chunk_id: str
    article_id: str
    revision: str
    text: str
    start: int
    end: int
    title: str
    publisher: str | None = None
    published: Moment | None = None
    url: str | None = None
    score: float = 0.0
    notice: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the stable JSON form (docs/json.md)."""
        return {
            "article_id": self.article_id,
            "revision": self.revision,
            "start": self.start,
            "end": self.end,
            "score": round(self.score, 6),
            "text": self.text,
            "title": self.title,
            "publisher": self.publisher,
            "published": self.published.isoformat() if self.published else None,
            "url": self.url,
            "notice": self.notice,
        }
