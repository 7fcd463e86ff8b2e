"""What an article from JSON Lines costs beside reading and embedding, and which part of it what."""

from datetime import UTC, datetime
from pathlib import Path

from cli import output
from cli.benches import made_news
from cli.benches.place import fresh
from cli.benches.timing import processor_seconds
from cli.parts import Parts
from cli.settings import Loaded
from facts.events import read_events
from facts.figures import read_figures
from ingest.extract import extract
from ingest.files import documents_in_file
from ingest.sketch import sketch
from news.article import Article, Chunk, Document
from vectorstore.dense import Dense
from vectorstore.embed import Vectors
from vectorstore.words import Words

_ARTICLES = 1000
_MAX_BYTES = 20_000_000
_AT_ONCE = 512
"""Chunks that are embedded and written together, as in `catch_up`."""


def measure(loaded: Loaded, sets: Path) -> None:
    """Ingest new articles, and do alone with the same ones what each part has to do."""
    del sets  # its articles are made up
    with fresh(loaded, "static") as parts:
        first, lines = parts.data.parent / "first.jsonl", parts.data.parent / "news.jsonl"
        made_news.write_lines(first, _ARTICLES // 4, seed=1)
        made_news.write_lines(lines, _ARTICLES, seed=2)
        # The first articles pay for what is imported and made once.
        parts.ingest([str(first)])
        parts.catch_up()
        taken_in = processor_seconds(lambda: parts.ingest([str(lines)]))
        indexed = processor_seconds(parts.catch_up)
        again = processor_seconds(lambda: parts.ingest([str(lines)]))
        alone, chunks = _alone(parts, lines)
    embedding, reading, facts = (alone.pop(one) for one in ("embedding", "reading", "facts"))
    each = 1000 / _ARTICLES
    beside = taken_in + indexed - embedding - reading - facts
    rest = beside - sum(alone.values())
    told = ", ".join(f"{name} {spent * each:.2f}" for name, spent in alone.items())
    output.out(
        f"overhead        {beside * each:8.2f} ms of processor time an article of "
        f"{chunks / _ARTICLES:.1f} chunks (asked: 15), beside {reading * each:.2f} for reading, "
        f"{facts * each:.2f} for figures and events (asked: 10), and {embedding * each:.2f} for "
        "embedding (static)"
    )
    output.out(f"  of which      {told}, SQL and the rest {rest * each:.2f}")
    output.out(
        f"unchanged       {_ARTICLES / again:8.0f} articles/s ({again * each:.2f} ms each; "
        "asked: 2,000/s)"
    )


def _alone(parts: Parts, lines: Path) -> tuple[dict[str, float], int]:
    """Return the processor time of each part by itself, and how many chunks there are."""
    articles: list[Article] = []
    chunks: list[Chunk] = []
    alone = {
        "reading": processor_seconds(lambda: articles.extend(_extracted(lines))),
        "chunking": processor_seconds(
            lambda: chunks.extend(chunk for one in articles for chunk in parts.chunk(one))
        ),
        "duplicates": processor_seconds(lambda: [sketch(one) for one in articles]),
        "facts": processor_seconds(
            lambda: [(read_figures(one), read_events(one)) for one in articles]
        ),
    }
    runs = [chunks[at : at + _AT_ONCE] for at in range(0, len(chunks), _AT_ONCE)]
    vectors: list[Vectors] = []
    alone["embedding"] = processor_seconds(
        lambda: vectors.extend(
            parts.embedder.embed([chunk.embedded_text for chunk in run]) for run in runs
        )
    )
    dense = Dense(parts.data / "bare" / "chroma", new=True)
    Words(parts.data / "bare" / "words", new=True)
    words = Words(parts.data / "bare" / "words", writes=True)

    def into_chroma() -> None:
        for run, its in zip(runs, vectors, strict=True):
            dense.put([one.id for one in run], [one.article_id for one in run], its)

    def into_tantivy() -> None:
        for run in runs:
            words.put(run)
            words.commit()

    alone["Chroma"] = processor_seconds(into_chroma)
    alone["tantivy"] = processor_seconds(into_tantivy)
    dense.close()
    words.close()
    return alone, len(chunks)


def _extracted(lines: Path) -> list[Article]:
    found = documents_in_file(lines, retrieved=datetime.now(UTC), max_bytes=_MAX_BYTES)
    return [extract(one) for one in found if isinstance(one, Document)]
