"""A watched folder: files put there are read, and read again when they change."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from ingest.fetch import GetListed, failure_of
from ingest.files import documents_in_file, is_for_articles, walk
from ingest.report import Item
from ingest.sources.news import New
from news.article import Origin
from news.errors import DatelineError, NotFound
from news.source import Entry


def fetch(get: GetListed, new: New, at: str, *, max_bytes: int) -> Iterator[Item]:
    """Yield the documents of the files in a folder, and below it, that are new or changed."""
    folder = Path(at)
    if not folder.is_dir():
        raise NotFound(f"There is no folder {folder}; make it, or correct the path of the source.")
    for entry in new(_entry_of(path) for path in walk(folder)):
        path = Path(entry.at)
        try:
            if is_for_articles(path, max_bytes):
                now = datetime.now(UTC)
                yield from documents_in_file(path, retrieved=now, max_bytes=max_bytes)
        except DatelineError as error:
            yield failure_of(str(path), Origin("file", str(path)), error)


def _entry_of(path: Path) -> Entry:
    try:
        state = path.stat()
    except OSError:
        # Gone since it was listed, or not to be looked at: reading it will say so.
        return Entry(at=str(path), key="", mark="gone")
    return Entry(at=str(path), key="", mark=f"{state.st_mtime_ns}:{state.st_size}")
