"""Nouns with defaults for all but what a test is about."""

from datetime import UTC, date, datetime

from news.answer import Quote
from news.article import Article, Chunk, Origin, article_id_of, chunk_id_of
from news.moment import Moment, moment_of_day
from news.passage import Passage
from news.text import sentences
from news.verify import Source

LAYOUT = "test-layout"
RETRIEVED = datetime(2021, 1, 1, tzinfo=UTC)


def day(text: str) -> Moment:
    return moment_of_day(date.fromisoformat(text))


def article(text: str = "Ten people died in the clashes.", **given: object) -> Article:
    url = given.pop("url", "https://example.org/clashes")
    fields: dict[str, object] = {
        "id": article_id_of(str(url)),
        "title": "Clashes in the south",
        "text": text,
        "origin": Origin("url", str(url)),
        "retrieved": RETRIEVED,
        "url": url,
        "publisher": "Sample Wire",
        "published": day("2020-02-09"),
    }
    return Article(**{**fields, **given})  # type: ignore[arg-type]


def chunks(of: Article, layout: str = LAYOUT) -> list[Chunk]:
    """Return the article cut at every sentence."""
    return [
        Chunk(
            id=chunk_id_of(of.id, of.revision, start, end, layout),
            article_id=of.id,
            revision=of.revision,
            text=of.text[start:end],
            start=start,
            end=end,
            header=f"{of.title} | {of.publisher}",
        )
        for start, end in sentences(of.text)
    ]


def passage(text: str = "Ten people died.", **given: object) -> Passage:
    fields: dict[str, object] = {
        "chunk_id": "c",
        "article_id": "a",
        "revision": "r",
        "text": text,
        "start": 0,
        "end": len(text),
        "title": "Clashes",
    }
    return Passage(**{**fields, **given})  # type: ignore[arg-type]


def quote(text: str = "Ten people died.", **given: object) -> Quote:
    fields: dict[str, object] = {
        "text": text,
        "article_id": "a",
        "revision": "r",
        "start": 0,
        "end": len(text),
        "title": "Clashes",
    }
    return Quote(**{**fields, **given})  # type: ignore[arg-type]


def source(text: str, article_id: str = "a", **given: object) -> Source:
    fields: dict[str, object] = {"revision": "r", "title": "Clashes"}
    return Source(article_id=article_id, text=text, **{**fields, **given})  # type: ignore[arg-type]
