"""What makes an article the same article when it comes again: its URL, else how it came."""

import re

from news.article import Document

_URL = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<place>[^/?#]*)(?P<rest>[^#]*)", re.I | re.S)
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def identity_of(document: Document, stated_url: str | None = None) -> str:
    """Return what names the article, whatever its text says now.

    That is the URL it was fetched from or states for itself in its metadata; without one, the
    way it came. A page's own canonical link is no name: many pages claim the same one.
    """
    url = document.url or stated_url
    if url:
        return same_url(url)
    origin = document.origin
    if origin.kind == "jsonl":
        key = document.given.get("id")
        has_id = isinstance(key, str | int) and key != ""
        return f"jsonl:{key}" if has_id else f"jsonl:{origin.at}{origin.part}"
    if origin.kind in {"upload", "forward"}:
        return f"{origin.kind}:{origin.part}"
    return f"{origin.kind}:{origin.at}"


def same_url(url: str) -> str:
    """Return the URL in the one form of all those that cannot mean anything else.

    Scheme and host in small letters, no default port, no fragment. The query stays: it often
    names the article.
    """
    found = _URL.match(url.strip())
    if not found:
        return url.strip()
    scheme = found["scheme"].lower()
    person, at, host = found["place"].rpartition("@")
    host = host.lower().removesuffix(_DEFAULT_PORTS.get(scheme, ":"))
    rest = found["rest"]
    return f"{scheme}://{person}{at}{host}{rest if rest.startswith('/') else '/' + rest}"


def untracked(url: str) -> str:
    """Return the URL without what only tells who follows it: utm_source, fbclid and the like."""
    from courlan import clean_url

    page = url.strip().partition("#")[0]
    cleaned = clean_url(page) or page
    # What else it would make alike, such as the order of what is asked for, stays as it came.
    return cleaned if cleaned.count("=") < page.count("=") else page
