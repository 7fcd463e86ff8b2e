"""What makes an article the same article when it comes again: its URL, else how it came."""

import re

from news.article import Document

_URL = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<place>[^/?#]*)(?P<rest>[^#]*)", re.I | re.S)
# Names that mean nothing else anywhere. Longer lists, such as courlan's, take "cid=7", "gallery=5"
# and "reference=9" for tracking, each of which may name the article.
_TRACKS = re.compile(
    r"(?:utm|mtm|itm|hsa|vero|oly|at)_[a-z_]+|(?:pk|piwik)_(?:campaign|kwd|keyword|source|medium)"
    r"|mc_[ce]id|[a-z]{1,4}clid|gclsrc|gbraid|wbraid|igshi?d?|mkt_tok|_hs(?:enc|mi)|xtor|cmpid"
    r"|s_cid|smid|ocid|ito|ns_(?:campaign|mchannel|source|linkname|fee)",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def identity_of(document: Document, stated_url: str | None = None) -> str:
    """Return what names the article, whatever its text says now.

    That is the URL it was fetched from or states for itself in its metadata; without one, the
    way it came. A page's own canonical link is no name: many pages claim the same one.
    """
    url = document.url or stated_url
    if url:
        return page_of(url)
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


def page_of(url: str) -> str:
    """Return the URL as it names a page, whoever follows it: the identity of the article there."""
    return same_url(untracked(url))


def untracked(url: str) -> str:
    """Return the URL without what only tells who follows it: utm_source, fbclid and the like.

    Everything else stays as it came, in its order; with nothing taken out, so does the URL.
    """
    page, mark, part = url.strip().partition("#")
    place, question, query = page.partition("?")
    asked = query.split("&")
    kept = [one for one in asked if not _TRACKS.fullmatch(one.partition("=")[0])]
    if len(kept) == len(asked):
        return page + mark + part
    return place + (question + "&".join(kept) if kept else "") + mark + part
