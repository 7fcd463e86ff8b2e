"""What a format's reader found in a document, before it becomes an article."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.liveblog import Update
from ingest.moments import moment_of
from ingest.tidy import one_line
from news.moment import Moment, Origin

_BETWEEN_NAMES = re.compile(r"\s*;\s*|\s*,\s*|\s+and\s+|\s*&\s*")
_WEB = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """Text and what is known of it; an empty title means that nobody gave one.

    `url` was stated for the article and names it; `canonical` is what a page says of itself.
    `is_free` is False behind a paywall. `wrong_date` says which dates cannot be true.
    `updates` are the entries of a live blog, which stand below the text.
    """

    text: str
    title: str = ""
    url: str | None = None
    canonical: str | None = None
    publisher: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    section: str | None = None
    is_free: bool | None = None
    wrong_date: str = ""
    updates: tuple[Update, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)
    """Where fields were read, by their names, as `dateline extract --explain` tells it."""


def found_of(text: str, given: Mapping[str, Any], origin: Origin) -> Found:
    """Return the text with the metadata given beside it, by the names of the fields.

    `date` is read as `published` and `author` as `authors`, since front matter often says so;
    what is not of the kind a field needs is left out.
    """
    return Found(
        text=text,
        title=_line(given.get("title")) or "",
        url=web_address(given.get("url")),
        publisher=_line(given.get("publisher")),
        published=moment_of(given.get("published", given.get("date")), origin),
        updated=moment_of(given.get("updated"), origin),
        authors=_names(given.get("authors", given.get("author"))),
        language=_line(given.get("language")),
        section=_line(given.get("section")),
        origins={name: origin for name in given},
    )


def headed(found: Found, title: str, origin: str) -> Found:
    """Return what was found under a title that is stated elsewhere.

    A headline that was taken from the text and is another one goes back into it.
    """
    text = found.text
    if found.title and one_line(found.title).casefold() != title.casefold():
        text = f"{found.title}\n\n{text}"
    return replace(found, title=title, text=text, origins={**found.origins, "title": origin})


def web_address(value: Any) -> str | None:
    """Return the value if it is an address on the web, else None."""
    text = value.strip() if isinstance(value, str) else ""
    return text if _WEB.fullmatch(text) else None


def names_in(text: str) -> tuple[str, ...]:
    """Return the names in a byline: "Ada Lane and Bo Reed" -> ("Ada Lane", "Bo Reed")."""
    return tuple(name for part in _BETWEEN_NAMES.split(text) if (name := one_line(part)))


def _line(value: Any) -> str | None:
    return one_line(value) or None if isinstance(value, str) else None


def _names(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return names_in(value)
    if isinstance(value, list):
        return tuple(name for part in value if (name := _line(part)))
    return ()
