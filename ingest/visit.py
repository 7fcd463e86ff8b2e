"""One visit to a source: what is news there is put away, and its health noted."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from archive import Sources
from ingest.fetch import GetListed
from ingest.health import Visit, after_failure, after_success
from ingest.hostile import Odd, odd
from ingest.identity import page_of
from ingest.report import Failure, Item, Removed, Report, Unchanged
from ingest.sources import SOURCES
from ingest.sources.news import MOST_AT_ONCE, Reading
from news.article import Document, Fetched, Origin, article_id_of
from news.errors import DatelineError
from news.source import Source, shown

log = logging.getLogger(__name__)

Ingest = Callable[[Iterable[Item], Callable[[Report], None]], Report]
"""Puts items away and tells the growing report after each."""


@dataclass(slots=True)
class Visited:
    """What came of a visit; `error` is why the source itself could not be read."""

    source: Source
    report: Report
    error: DatelineError | None = None

    def summary(self) -> str:
        """Return it in words: "Sample Radio: 3 new, 1 failed"."""
        return f"{self.source.name}: {self.error or self.report.summary()}"


def visit(
    source: Source,
    *,
    sources: Sources,
    get: GetListed,
    ingest: Ingest,
    max_bytes: int,
    most: int = MOST_AT_ONCE,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    is_removed: Callable[[str], bool] = lambda article_id: False,
) -> Visited:
    """Read what is news at a source, at most so many articles, and note how that went.

    An article that `is_removed`, by its id, is passed over before its page is fetched.
    A source that fails raises nothing: it is told and noted.
    """
    see = partial(sources.see, source.name)
    look = _Look(get, is_removed, Reading(sources.seen(source.name), see, most=most))
    items = SOURCES[source.kind](look.get, look.reading.new, source.at, max_bytes=max_bytes)
    error: DatelineError | None = None
    try:
        with odd():
            look.report = ingest(look.counted(items), look.note)
    except DatelineError as failed:
        error = failed
    except Odd as found:
        # It rests, as one that fails does.
        log.error("Reading the source %s failed", source.name, exc_info=found.__cause__)
        error = DatelineError(
            f"Reading {shown(source.at)} failed for a reason nobody foresaw "
            f"({type(found.__cause__).__name__}: {found}); the log has the details."
        )
    health = sources.find(source.name).health
    if error is not None:
        changed = after_failure(health, source, now(), error, look.visit())
    else:
        changed = after_success(health, source, now(), look.visit())
        if look.report.cancelled:
            changed = replace(changed, next_due=health.next_due)  # the rest is still due
    sources.keep(source.name, changed)
    if error is None and look.reading.is_complete and not look.report.cancelled:
        sources.keep_lists(source.name, look.lists())
    else:
        sources.forget_lists(source.name)
    return Visited(source, look.report, error)


@dataclass(slots=True)
class _Look:
    """What is noticed on the way."""

    fetch: GetListed
    is_removed: Callable[[str], bool]
    reading: Reading
    report: Report = field(default_factory=Report)
    pages: dict[str, Fetched] = field(default_factory=dict)
    noted: int = 0

    def get(
        self, url: str, *, given: Mapping[str, Any] | None = None
    ) -> Document | Unchanged | Removed:
        article_id = article_id_of(page_of(url))
        if given is not None and self.is_removed(article_id):
            return Removed(Origin("url", url), article_id)
        item = self.fetch(url, given=given)
        if isinstance(item, Document) and item.fetched:
            self.pages[url] = item.fetched
        return item

    def counted(self, items: Iterator[Item]) -> Iterator[Item]:
        for item in items:
            if isinstance(item, Failure) and item.gone and item.origin:
                # Its article is marked as withdrawn, which is no failure; it may come back.
                self.reading.failed.add(item.origin.at)
            yield item

    def note(self, report: Report) -> None:
        """Tell the reading at once what failed: it then notes whether an entry was read."""
        self.report = report
        for failure in report.failed[self.noted :]:
            if failure.origin:
                self.reading.failed.add(failure.origin.at)
        self.noted = len(report.failed)

    def lists(self) -> dict[str, Fetched]:
        """Return the pages that were no article of the source, but listed some."""
        return {at: one for at, one in self.pages.items() if at not in self.reading.places}

    def visit(self) -> Visit:
        report = self.report
        return Visit(
            read=sum(map(len, (report.new, report.duplicate, report.changed, report.updated))),
            empty=sum(failure.empty for failure in report.failed),
            open_known=report.open_known,
            closed=report.closed,
        )
