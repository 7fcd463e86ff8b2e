"""What becomes of what is ingested, noted for the next time: by what it is known, what failed."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive import Fetches
from ingest.media import FIELDS, bare
from ingest.report import Item, Report
from news.article import Document, Fetched, content_hash_of
from news.errors import ArchiveError

log = logging.getLogger(__name__)


class Ledger:
    """The notes of one ingest."""

    def __init__(self, fetches: Fetches) -> None:
        self._fetches = fetches
        self._failing = {one.origin for one in fetches.failed()}
        self._tried: set[str] = set()

    def watched(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield the items, noting which are tried."""
        for item in items:
            if self._failing and item.origin:
                self._tried.add(item.origin.at)
            yield item

    def done(self, document: Document, article_id: str) -> None:
        """Note by what the bytes of an archived article are known."""
        fetched = document.fetched or Fetched(
            content_hash_of(document.content, document.media_type)
        )
        # The fields of a line or a post are its bytes, and are there again with them.
        given = {} if bare(document.media_type) == FIELDS else document.given
        self._fetches.keep(article_id, replace(fetched, given=given))

    def close(self, report: Report) -> None:
        """Note what failed, and forget what failed before and did not now.

        Where it cannot be noted, the report tells it all the same.
        """
        failed = {one.origin: one for one in report.failed if one.origin}
        mended = {one for one in self._failing if one.at in self._tried} - failed.keys()
        try:
            if failed:
                self._fetches.fail((origin, one.name, one.reason) for origin, one in failed.items())
            if mended:
                self._fetches.clear(mended)
        except ArchiveError as error:
            log.warning("What failed is not listed for another try. %s", error)
