"""Sitemaps: news sitemaps, plain ones, and an index of them."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag

from ingest.fetch import GetListed
from ingest.identity import untracked
from ingest.report import Item, Removed, Unchanged
from ingest.sources.news import New, mark_of, read_pages
from ingest.sources.xml import name_of, root_of, text_of
from ingest.web import is_url
from news.article import Document
from news.errors import ExtractError
from news.source import Entry

_MOST_PARTS = 20
"""Of an index, so many sitemaps are read, the newest first: the others are archives."""

_GZIP = b"\x1f\x8b"


def fetch(get: GetListed, new: New, at: str, *, max_bytes: int) -> Iterator[Item]:
    """Yield the articles that a sitemap or an index lists and that are news, the newest first."""
    yield from read_pages(_listed(get, at, max_bytes), get, new)


def _listed(get: GetListed, at: str, max_bytes: int) -> list[Entry]:
    root = _root(get(at), max_bytes)
    if root is None:
        return []
    if name_of(root) != "sitemapindex":
        return _entries(root)
    parts = sorted(_children(root, "sitemap"), key=lambda part: part[1], reverse=True)
    roots = [_root(get(address), max_bytes) for address, _ in parts[:_MOST_PARTS]]
    return [entry for part in roots if part is not None for entry in _entries(part)]


def _root(page: Document | Unchanged | Removed, max_bytes: int) -> Any:
    """Return the root element, None of a page that is as it was."""
    if not isinstance(page, Document):
        return None
    root = root_of(_plain(page, max_bytes))
    if root is None or name_of(root) not in {"urlset", "sitemapindex"}:
        raise ExtractError(
            f"{page.name} is no sitemap; the site's robots.txt may name the right address."
        )
    return root


def _plain(page: Document, max_bytes: int) -> bytes:
    from ingest.web.unpack import TooLarge, UnknownPacking, unpacked

    if not page.content.startswith(_GZIP):
        return page.content
    try:
        return unpacked([page.content], "gzip", max_bytes)
    except (TooLarge, UnknownPacking) as error:
        raise ExtractError(
            f"{page.name} cannot be unpacked to {max_bytes:,} bytes or less; "
            "name a smaller sitemap."
        ) from error


def _entries(root: Any) -> list[Entry]:
    found = []
    for url in root:
        address = text_of(url, "loc")
        if name_of(url) != "url" or not is_url(address):
            continue
        news = next((one for one in url if name_of(one) == "news"), None)
        given = _given(news) if news is not None else {}
        changed = text_of(url, "lastmod")
        entry = Entry(
            at=untracked(urldefrag(address).url),
            key="",
            mark=mark_of(changed, given.get("title"), given.get("published")),
            given=given,
        )
        found.append((changed or str(given.get("published", "")), entry))
    # Dates in ISO form sort as text; what has none comes last.
    found.sort(key=lambda one: one[0], reverse=True)
    return [entry for _, entry in found]


def _given(news: Any) -> dict[str, Any]:
    publication = next((one for one in news if name_of(one) == "publication"), ())
    given = {
        "title": text_of(news, "title"),
        "published": text_of(news, "publication_date"),
        "publisher": text_of(publication, "name"),
        "language": text_of(publication, "language"),
    }
    return {name: value for name, value in given.items() if value}


def _children(root: Any, name: str) -> list[tuple[str, str]]:
    return [
        (address, text_of(one, "lastmod"))
        for one in root
        if name_of(one) == name and is_url(address := text_of(one, "loc"))
    ]
