"""When a web page says that it was published and updated, to the second where it says so."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from ingest.linked import Node
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
_EXACT = {"second": 0, "day": 1, "month": 2, "year": 3}
_CLOCKS = timedelta(minutes=10)  # by which a publisher's clock may be ahead of ours
_ZONES = timedelta(hours=14)  # by which a time of an unknown zone may be


class PageDates(NamedTuple):
    """The dates with the names of where each was read, and the dates that cannot be true."""

    published: Moment | None = None
    published_in: str = ""
    updated: Moment | None = None
    updated_in: str = ""
    wrong: str = ""


def page_dates(tree: Any, linked: Sequence[Node], retrieved: datetime) -> PageDates:
    """Return the dates in the metadata of a page (an lxml tree): the most exact of each kind.

    What lies after `retrieved` is wrong, and so is an update before the publishing; a wrong date
    is told of and not used.
    """
    published = _most_exact([*_linked(linked, "datePublished"), *_meta(tree, _PUBLISHED)])
    updated = _most_exact([*_linked(linked, "dateModified"), *_meta(tree, _UPDATED)])
    wrong = [
        f"{moment.isoformat()} ({where}) is later than it was retrieved"
        for moment, where in published + updated
        if is_after(moment, retrieved)
    ]
    first = next((found for found in published if not is_after(found[0], retrieved)), (None, ""))
    last = next((found for found in updated if not is_after(found[0], retrieved)), (None, ""))
    if first[0] and last[0] and last[0].last_day < first[0].at.date():
        wrong.append(f"{last[0].isoformat()} ({last[1]}) is earlier than it was published")
        last = (None, "")
    return PageDates(first[0], first[1], last[0], last[1], "; ".join(dict.fromkeys(wrong)))


def is_after(moment: Moment, retrieved: datetime) -> bool:
    """Return whether the moment lies after the page was retrieved, so that it cannot be true."""
    return moment.at > retrieved + (_CLOCKS if moment.zone_known else _ZONES)


def _most_exact(values: list[tuple[Any, str]]) -> list[tuple[Moment, str]]:
    moments = [
        (moment, where) for value, where in values if (moment := moment_of(value, "page metadata"))
    ]
    # The first one wins among equals: sorting is stable.
    moments.sort(key=lambda found: (_EXACT[found[0].precision], not found[0].zone_known))
    return moments


def _linked(linked: Sequence[Node], key: str) -> Iterator[tuple[Any, str]]:
    for node in linked:
        if isinstance(node.get(key), str):
            yield node[key], f"JSON-LD {key}"


def _meta(tree: Any, names: tuple[str, ...]) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").lower()
            if name in names and element.get("content"):
                found.setdefault(name, element.get("content"))
    for element in tree.iter("time"):
        # Microdata in the text itself counts like a meta element of its name.
        name = (element.get("itemprop") or "").lower()
        if name in names and element.get("datetime"):
            found.setdefault(name, element.get("datetime"))
    return [(found[name], f"the page's {name}") for name in names if name in found]
