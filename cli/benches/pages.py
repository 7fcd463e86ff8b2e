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

_PAGES = {"static": 102, "all-MiniLM-L6-v2": 40}
_TURNS = 4


def measure(loaded: Loaded, sets: Path) -> None:
    """Ingest pages and, in turns, only find their text with trafilatura and embed it."""
    pages = list(_pages(sets / "data" / "aeb"))
    random.Random(1).shuffle(pages)
    for model, most in _PAGES.items():
        with fresh(loaded, model) as parts:
            # What is imported and made once is paid for by others.
            _both(parts, list(_made_up(10)), turn=0)
            _compare(parts, pages[:most], model)


def _compare(parts: Parts, pages: Sequence[Document], model: str) -> None:
    turns = [_both(parts, pages[turn::_TURNS], turn=turn) for turn in range(_TURNS)]
    whole, alone = (sum(spent) for spent in zip(*turns, strict=True))
    output.out(
        f"pages           {whole / alone:8.2f} times trafilatura and {model} alone (asked: 1.3; "
        f"{1000 * whole / len(pages):.0f} ms of processor time a page, n = {len(pages)})"
    )


def _both(parts: Parts, pages: Sequence[Document], *, turn: int) -> tuple[float, float]:
    """Return the processor time of taking the pages in, and of the libraries alone.

    Who reads a page first finds no cache of the libraries filled, so that is each in turns.
    """
    alone = processor_seconds(lambda: _extracted(pages)) if turn % 2 else 0.0
    whole = processor_seconds(lambda: _ingested(parts, pages))
    alone += 0.0 if turn % 2 else processor_seconds(lambda: _extracted(pages))
    texts = _embedded(parts, pages)
    return whole, alone + processor_seconds(lambda: parts.embedder.embed(texts))


def _ingested(parts: Parts, pages: Sequence[Document]) -> None:
    parts.ingest(pages)
    parts.catch_up()


def _extracted(pages: Sequence[Document]) -> None:
    for page in pages:
        aeb.trafilatura_alone(page.content, page.url or "")


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
        yield from _made_up(max(_PAGES.values()), seed=2)


def _made_up(count: int, *, seed: int = 1) -> Iterator[Document]:
    for at, fields in enumerate(made_news.articles(count, seed=seed)):
        page = made_news.as_page(fields, says_little=at % 2 == 0)
        yield _document(page, f"https://news.example/{fields['id']}")


def _document(content: bytes, url: str) -> Document:
    origin = Origin("url", url)
    return Document(content, "text/html", datetime.now(UTC), origin, name=url, url=url)
