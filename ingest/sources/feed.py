"""RSS and Atom feeds."""

from collections.abc import Iterator
from urllib.parse import urljoin

from ingest.fetch import Get
from ingest.identity import untracked
from ingest.report import Item, Unchanged
from ingest.sources.feedxml import Feed, FeedEntry, parse_feed
from ingest.sources.news import New, mark_of, read_pages
from news.article import Document
from news.errors import ExtractError
from news.source import Entry


def fetch(get: Get, new: New, at: str, *, max_bytes: int) -> Iterator[Item]:
    """Yield the articles that a feed lists and that are news; a feed as it was costs no more."""
    page = get(at)
    if isinstance(page, Unchanged):
        return
    yield from read_pages(entries_of(page), get, new)


def entries_of(page: Document) -> list[Entry]:
    """Return what a feed lists, in its order."""
    feed = parse_feed(page.content, page.url or "")
    if feed is None:
        named = _feed_named_in(page)
        advice = f"the page names {named} as its feed" if named else "look for it on the site"
        raise ExtractError(
            f"{page.name} is no RSS or Atom feed; {advice}, and correct the address."
        )
    return [_entry_of(entry, feed) for entry in feed.entries]


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


def _entry_of(entry: FeedEntry, feed: Feed) -> Entry:
    at = untracked(entry.link)
    told_by = entry.published or entry.summary
    given = {
        "title": entry.title,
        "published": entry.published,
        "updated": entry.updated,
        "authors": list(entry.authors),
        "publisher": feed.title,
        "language": feed.language,
    }
    return Entry(
        at=at,
        key=entry.guid or at,
        mark=mark_of(entry.title, entry.published, entry.updated, entry.summary),
        likeness=mark_of(entry.title.casefold(), told_by) if entry.title and told_by else "",
        given={name: value for name, value in given.items() if value},
    )
