"""A feed as feedparser reads it; also a program of its own: a feed on standard input, what is read
of it as JSON on standard output.

feedparser is given bytes and never fetches. Its own cleaning of markup, which it does slowly, is
left out: only the words are wanted.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from ingest.apart import serve
from ingest.tidy import one_line, untagged
from ingest.web import is_url

_LONGEST = 100_000  # characters of one text; of a summary only so much is compared


def read(content: bytes) -> dict[str, Any]:
    """Return `is_feed`, `title`, `language` and `entries`: text without tags, dates as they are
    written there, links as far as the feed completes them. An entry that leads nowhere is left out.
    """
    import feedparser

    found = feedparser.parse(
        # Bytes alone would be taken for the name of a file first.
        BytesIO(content.lstrip(b"\xef\xbb\xbf \t\r\n")),
        # As XML, what the feed says of its character set counts.
        response_headers={"content-type": "application/xml"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    is_rss = found.version.startswith("rss")
    return {
        "is_feed": bool(found.version),
        "title": _words(found.feed.get("title")),
        "language": _language(found.feed),
        "entries": [entry for one in found.entries if (entry := _entry(one, is_rss))],
    }


def _entry(one: Any, is_rss: bool) -> dict[str, Any] | None:
    link, key = _line(one.get("link")), _line(one.get("id"))
    if not link or (one.get("guidislink") and not is_url(link)):
        return None
    published, updated = _date(one, "published"), _date(one, "updated")
    if is_rss and not published:
        # The one date of an older feed (dc:date) is that of publishing.
        published, updated = updated, ""
    return {
        "link": link,
        "key": key,
        "title": _words(one.get("title")),
        "summary": _words(one.get("summary")),
        "published": published or _date(one, "created"),
        "updated": updated,
        "authors": list(_authors(one, is_rss)),
    }


def _date(one: Any, name: str) -> str:
    """Return a date as it is written: feedparser's own reading of it takes a time without a zone as
    UTC, and July, where that is written in Hungarian or Korean, as November.
    """
    return _line(one[name]) if name in one else ""


def _authors(one: Any, is_rss: bool) -> Iterator[str]:
    for author in one.get("authors", ()):
        name = _words(author.get("name"))
        if is_rss and author.get("email"):
            # Of "bo@radio.example (Bo Reed)" feedparser may leave "ple (Bo Reed", or "ple" alone.
            name = name.rpartition("(")[2] if "(" in name else name if " " in name else ""
        if name and "@" not in name:
            yield one_line(name)


def _language(feed: Any) -> str:
    said = feed.get("language") or (feed.get("title_detail") or {}).get("language")
    return _line(said).replace("_", "-").partition("-")[0].lower()


def _words(said: Any) -> str:
    text = said[:_LONGEST] if isinstance(said, str) else ""
    return untagged(text) if "<" in text or "&" in text else one_line(text)


def _line(said: Any) -> str:
    return one_line(said) if isinstance(said, str) else ""


if __name__ == "__main__":
    serve(read)
