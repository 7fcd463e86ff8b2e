"""A list of addresses, one a line, in a file or on the web; each is looked at every time."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from ingest.decode import decode
from ingest.fetch import GetListed
from ingest.files import read_bytes
from ingest.report import Item
from ingest.sources.news import New, read_pages
from ingest.web import is_url
from news.article import Document, Origin
from news.errors import ExtractError
from news.source import Entry


def fetch(get: GetListed, new: New, at: str, *, max_bytes: int) -> Iterator[Item]:
    """Yield the articles at the addresses of a list that changed since they were looked at."""
    yield from read_pages(_listed(_page(get, at, max_bytes)), get, new)


def _page(get: GetListed, at: str, max_bytes: int) -> Document:
    if not is_url(at):
        content = read_bytes(Path(at), max_bytes)
        return Document(content, "text/plain", datetime.now(UTC), Origin("file", at), name=at)
    page = get(at)
    if not isinstance(page, Document):
        raise ExtractError(
            f"{at} is in the archive as an article, so it is no list; "
            "remove the article, or name another list."
        )
    return page


def _listed(page: Document) -> list[Entry]:
    lines = [line.strip() for line in decode(page.content).splitlines()]
    addresses = [line for line in lines if line and not line.startswith("#")]
    for address in addresses:
        if not is_url(address):
            raise ExtractError(
                f"{page.name} has a line that is no http or https address ({address[:80]}); "
                'correct it, or begin it with "#".'
            )
    return [Entry(at=address, key=address, mark="") for address in addresses]
