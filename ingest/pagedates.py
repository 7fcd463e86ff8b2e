"""When a web page says that it was published and updated, to the second where it says so."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from ingest.moments import moment_of
from news.moment import Moment

_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publication_date",
    "dc.date.issued",
    "dcterms.issued",
    "parsely-pub-date",
    "sailthru.date",
)
_UPDATED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified")


class PageDates(NamedTuple):
    published: Moment | None
    updated: Moment | None


def page_dates(tree: Any) -> PageDates:
    """Return the dates in the metadata of a page (an lxml tree): the most exact of each kind."""
    linked = list(_linked_data(tree))
    return PageDates(
        _most_exact([*_values(linked, "datePublished"), *_meta(tree, _PUBLISHED)]),
        _most_exact([*_values(linked, "dateModified"), *_meta(tree, _UPDATED)]),
    )


def _most_exact(values: list[Any]) -> Moment | None:
    moments = [moment for value in values if (moment := moment_of(value, "page metadata"))]
    exact = {"second": 0, "day": 1, "month": 2, "year": 3}
    # The first one wins among equals: sorting is stable.
    moments.sort(key=lambda moment: (exact[moment.precision], not moment.zone_known))
    return moments[0] if moments else None


def _meta(tree: Any, names: tuple[str, ...]) -> list[str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").lower()
            if name in names and element.get("content"):
                found.setdefault(name, element.get("content"))
    return [found[name] for name in names if name in found]


def _values(nodes: list[dict[str, Any]], key: str) -> list[Any]:
    return [node[key] for node in nodes if isinstance(node.get(key), str)]


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield the articles described in the page's JSON-LD."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            yield from _articles(json.loads(script.text or "", strict=False))
        except (ValueError, RecursionError):
            continue


def _articles(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for item in node:
            yield from _articles(item)
    elif isinstance(node, dict):
        kind = str(node.get("@type", ""))
        if any(word in kind for word in ("Article", "Posting", "Report", "WebPage")):
            yield node
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _articles(node.get(key))
