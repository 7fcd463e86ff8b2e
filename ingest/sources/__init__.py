"""Where news is fetched from by itself: one file a kind, one line in this table.

A source takes `at` (a URL or a path), lists what is there as entries, and yields the documents of
those that `new` finds new or changed. `get` fetches politely; what a source raises is its own
failure, what fails of one entry is a Failure among the documents.
"""

from collections.abc import Iterator
from typing import Protocol

from ingest.fetch import GetListed
from ingest.report import Item
from ingest.sources import feed, folder, sitemap, urls
from ingest.sources.news import New


class Fetch(Protocol):
    def __call__(self, get: GetListed, new: New, at: str, *, max_bytes: int) -> Iterator[Item]: ...


SOURCES: dict[str, Fetch] = {
    "feed": feed.fetch,
    "folder": folder.fetch,
    "sitemap": sitemap.fetch,
    "urls": urls.fetch,
}
