"""RSS and Atom as they are written: a feed's entries out of its bytes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from ingest.sources.xml import name_of, root_of, text_of, words_of
from ingest.tidy import one_line

_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """An entry as the feed has it: text without tags, dates as they are written there."""

    link: str
    guid: str = ""
    title: str = ""
    summary: str = ""
    published: str = ""
    updated: str = ""
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title and language, and its entries in their order."""

    title: str = ""
    language: str = ""
    entries: list[FeedEntry] = field(default_factory=list)


def parse_feed(content: bytes, base: str) -> Feed | None:
    """Return the feed in the bytes, None if there is none; `base` completes its links.

    An entry that leads nowhere is left out.
    """
    root = root_of(content)
    if root is None or name_of(root) not in {"rss", "rdf", "feed"}:
        return None
    channel = next((one for one in root if name_of(one) == "channel"), root)
    items = [one for one in root.iter() if name_of(one) in {"item", "entry"}]
    language = text_of(channel, "language") or root.get(_LANGUAGE) or ""
    return Feed(
        title=text_of(channel, "title"),
        language=language.replace("_", "-").partition("-")[0].lower(),
        entries=[entry for item in items if (entry := _entry(item, base))],
    )


def _entry(item: Any, base: str) -> FeedEntry | None:
    guid = text_of(item, "guid", "id", "identifier") or item.get(_RDF_ABOUT) or ""
    link = _link(item) or (guid if _is_permalink(item, guid) else "")
    if not link:
        return None
    try:
        link = urljoin(urljoin(base, item.base or ""), link)
    except ValueError:
        return None
    return FeedEntry(
        link=link,
        guid=guid,
        title=text_of(item, "title"),
        summary=text_of(item, "description", "summary", "encoded", "content"),
        published=text_of(item, "pubdate", "published", "issued", "date", "created"),
        updated=text_of(item, "updated", "modified"),
        authors=tuple(_authors(item)),
    )


def _link(item: Any) -> str:
    plain = ""
    for one in item:
        if name_of(one) != "link":
            continue
        if one.get("href") and (one.get("rel") or "alternate") == "alternate":
            return str(one.get("href")).strip()
        plain = plain or words_of(one)
    return plain


def _is_permalink(item: Any, guid: str) -> bool:
    is_web = guid.startswith(("http://", "https://"))
    return is_web and not any(
        name_of(one) == "guid" and (one.get("isPermaLink") or "").lower() == "false" for one in item
    )


def _authors(item: Any) -> Iterator[str]:
    for one in item:
        if name_of(one) in {"author", "creator"}:
            name = text_of(one, "name") or words_of(one)
            # RSS writes "mail@example.org (Ada Lane)".
            if "@" in name:
                name = name.partition("(")[2].partition(")")[0]
            if name := one_line(name):
                yield name
