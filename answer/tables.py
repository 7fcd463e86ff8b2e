"""Figures and timelines as rows of a table, each with its words and where they stand."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from answer.telling import StoryFigures
from news.timeline import Day
from news.verify import Source

Row = Mapping[str, Any]

_OF_FIGURES = (
    "measure", "of", "low", "high", "qualifier", "group", "part_of", "added", "derived", "place",
    "scope", "as_of", "reported_by", "read_by",
)  # fmt: skip


def figure_rows(stories: Iterable[StoryFigures]) -> Iterator[Row]:
    """Yield a row for each figure of the stories, in the order in which they stand."""
    for story in stories:
        for one in story.stated(story.figures):
            told = one.as_json()
            source, right = story.sources[one.figure.article_id], one.figure.corrected
            yield {
                "story": story.label,
                **{name: told[name] for name in _OF_FIGURES},
                "corrected": right.told(derived=one.figure.derived) if right else "",
                **_origin(source, told["published"]),
                "quote": told["quote"]["text"],
                "start": told["quote"]["start"],
                "end": told["quote"]["end"],
                "article_id": told["article_id"],
                "revision": told["revision"],
                "id": told["id"],
            }


def day_rows(days: Iterable[Day], source_of: Callable[[str, str], Source | None]) -> Iterator[Row]:
    """Yield a row for each quote of each day; `source_of` takes an article's id and revision."""
    for day in days:
        for quote in day.quotes:
            source = source_of(quote.article_id, quote.revision)
            if source is None:
                continue  # removed meanwhile
            published = source.published_at(quote.quote.start)
            yield {
                "date": day.date.isoformat(),
                "precision": day.precision,
                "place": day.place,
                **_origin(source, published.isoformat() if published else None),
                "quote": quote.text,
                "start": quote.quote.start,
                "end": quote.quote.end,
                "article_id": quote.article_id,
                "revision": quote.revision,
            }


def _origin(source: Source, published: str | None) -> Row:
    return {
        "publisher": source.publisher,
        "published": published,
        "title": source.title,
        "url": source.url,
        "notice": source.notice,
    }
