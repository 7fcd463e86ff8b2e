"""Web pages from bytes to indexes, in times of what trafilatura and the embedder alone take."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from cli import output
from cli.benches import made_news
from cli.benches.place import fresh
from cli.benches.timing import processor_seconds
from cli.parts import Parts
from cli.settings import Loaded
from evals import aeb
from news.article import Document, Origin

_PAGES = {"static": 80, "all-MiniLM-L6-v2": 40}
_AT_ONCE = 20


def measure(loaded: Loaded, sets: Path) -> None:
    """Ingest pages and, in turns, only find their text with trafilatura and embed it."""
    pages = list(_pages(sets / "data" / "aeb"))
    random.Random(1).shuffle(pages)
    for model, most in _PAGES.items():
        with fresh(loaded, model) as parts:
            _compare(parts, pages[: most + _AT_ONCE], model)


def _compare(parts: Parts, pages: Sequence[Document], model: str) -> None:
    whole = bare = 0.0
    runs = [pages[at : at + _AT_ONCE] for at in range(0, len(pages), _AT_ONCE)]
    read = 0
    for at, run in enumerate(runs):
        spent = processor_seconds(lambda run=run: _ingested(parts, run))  # type: ignore[misc]
        texts = _embedded(parts, run)
        alone = processor_seconds(lambda run=run, texts=texts: _alone(parts, run, texts))  # type: ignore[misc]
        if at:  # the first pages pay for what is imported and made once
            whole, bare, read = whole + spent, bare + alone, read + len(run)
    output.out(
        f"pages           {whole / bare:8.2f} times trafilatura and {model} alone (asked: 1.3; "
        f"{1000 * whole / read:.0f} ms of processor time a page, n = {read})"
    )


def _ingested(parts: Parts, pages: Sequence[Document]) -> None:
    parts.ingest(pages)
    parts.catch_up()


def _alone(parts: Parts, pages: Sequence[Document], texts: Sequence[str]) -> None:
    for page in pages:
        aeb.trafilatura_alone(page.content, page.url or "")
    parts.embedder.embed(texts)


def _embedded(parts: Parts, pages: Sequence[Document]) -> list[str]:
    """Return the texts that the pages were embedded as."""
    known = (parts.fetches.known(page.origin) for page in pages)
    kept = (parts.archive.find(one.article_id).article for one in known if one)
    return [
        chunk.embedded_text
        for one in kept
        for chunk in parts.archive.chunks_of(one.id, one.revision, layout=parts.layout)
    ]


def _pages(folder: Path) -> Iterator[Document]:
    """Yield the pages of the extraction benchmark; where it is not there, made-up ones."""
    if (folder / "ground-truth.json").is_file():
        for page in aeb.pages(folder):
            yield _document(page.content, page.url)
    else:
        output.say(f"There are no pages in {folder}, so made-up ones are read.")
        for at, fields in enumerate(made_news.articles(max(_PAGES.values()) + _AT_ONCE)):
            yield _document(made_news.as_page(fields), f"https://news.example/{at}")


def _document(content: bytes, url: str) -> Document:
    origin = Origin("url", url)
    return Document(content, "text/html", datetime.now(UTC), origin, name=url, url=url)
