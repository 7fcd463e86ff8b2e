"""RSS and Atom feeds."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urljoin

from ingest import feedtext
from ingest.apart import read_apart
from ingest.fetch import GetListed
from ingest.hostile import reading
from ingest.identity import untracked
from ingest.report import Item
from ingest.sources.news import New, mark_of, read_pages
from news.article import Document
from news.errors import ExtractError
from news.source import Entry, shown

_KIND = "an RSS or Atom feed"
_READ_HERE = 100_000
"""Bytes that take two seconds to read at worst; a process of its own takes a third of one to
start."""

_SECONDS = 10  # 5,000 entries take three


def fetch(get: GetListed, new: New, at: str, *, max_bytes: int) -> Iterator[Item]:
    """Yield the articles that a feed lists and that are news; a feed as it was costs no more."""
    page = get(at)
    if not isinstance(page, Document):
        return
    yield from read_pages(entries_of(page), get, new)


def entries_of(page: Document) -> list[Entry]:
    """Return what a feed lists, in its order."""
    feed = _read(page)
    if not feed["is_feed"]:
        named = _feed_named_in(page)
        advice = (
            f"the page names {shown(named)} as its feed" if named else "look for it on the site"
        )
        raise ExtractError(f"{page.name} is not {_KIND}; {advice}, and correct the address.")
    return [entry for one in feed["entries"] if (entry := _entry_of(one, feed, page.url or ""))]


def _read(page: Document) -> dict[str, Any]:
    if len(page.content) > _READ_HERE:
        return read_apart(page, _KIND, "ingest.feedtext", seconds=_SECONDS)
    with reading(page, _KIND):
        return feedtext.read(page.content)


def _feed_named_in(page: Document) -> str:
    """Return the address of the feed that a web page links to, empty if it links to none."""
    from lxml import etree, html

    try:
        links = html.fromstring(page.content).iter("link")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    for link in links:
        is_feed = (link.get("type") or "").lower() in (
            "application/rss+xml",
            "application/atom+xml",
        )
        if is_feed and link.get("href"):
            return str(urljoin(page.url or "", link.get("href")))
    return ""


def _entry_of(one: dict[str, Any], feed: dict[str, Any], base: str) -> Entry | None:
    try:
        at = untracked(urldefrag(urljoin(base, one["link"])).url)
    except ValueError:
        return None
    title, published = one["title"], one["published"]
    told_by = published or one["summary"]
    given = {
        "title": title,
        "published": published,
        "updated": one["updated"],
        "authors": one["authors"],
        "publisher": feed["title"],
        "language": feed["language"],
    }
    return Entry(
        at=at,
        key=one["key"] or at,
        mark=mark_of(title, published, one["updated"], one["summary"]),
        likeness=mark_of(title.casefold(), told_by) if title and told_by else "",
        given={name: value for name, value in given.items() if value},
    )
