"""Which entries of a source are news: new, changed, or failed before. Deciding touches nothing."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ingest.fetch import GetListed, failure_of, origin_of
from ingest.report import Item, Removed, Unchanged
from news.article import Document
from news.errors import DatelineError, Gone
from news.source import Entry, Seen

MOST_TRIES = 5
"""An entry that failed so often is left until it changes; `/failed` has it."""

MOST_AT_ONCE = 200
"""Entries of one source in one run: the rest of a large sitemap comes with the next."""

New = Callable[[Iterable[Entry]], Iterator[Entry]]
"""Yields those entries that are news, and notes each once its documents were put away."""


def read_pages(listed: Iterable[Entry], get: GetListed, new: New) -> Iterator[Item]:
    """Yield the pages of the entries that are news, with what the source says of each beside."""
    for entry in new(listed):
        try:
            item = _page(entry, get)
        except DatelineError as error:
            yield failure_of(entry.at, origin_of(entry.at), error)
            continue
        yield replace(item, given=entry.given) if isinstance(item, Document) else item


def decide(listed: Iterable[Entry], seen: Iterable[Seen]) -> tuple[list[Entry], list[Seen]]:
    """Return the entries to read, in their order, each under the address it was first read at;
    and those that need no reading, but are called otherwise now.

    An entry is known by its address, by its key, or, when both are new, by its likeness to one
    that is listed no more: an edit may change any of them, and it stays the same article.
    """
    entries = list({entry.at: entry for entry in listed}.values())
    keys = Counter(entry.key for entry in entries)
    places = {entry.at for entry in entries}
    known = list(seen)
    by_place = {one.at: one for one in known}
    # A feed that calls all its entries the same calls them nothing.
    by_key = {one.key: one for one in known if one.key and keys[one.key] < 2}
    by_likeness = {
        one.likeness: one
        for one in known
        if one.likeness and one.at not in places and one.key not in keys
    }
    chosen, renamed = [], []
    for entry in entries:
        before = by_place.get(entry.at) or by_key.get(entry.key) or by_likeness.get(entry.likeness)
        if before is None:
            chosen.append(entry)
        elif not entry.mark or before.mark != entry.mark or 0 < before.tries < MOST_TRIES:
            moved_to = entry.at if entry.at != before.at else ""
            chosen.append(replace(entry, at=before.at, moved_to=moved_to))
        elif before.key != entry.key:
            renamed.append(replace(before, key=entry.key))
    return chosen, renamed


def _page(entry: Entry, get: GetListed) -> Document | Unchanged | Removed:
    try:
        return get(entry.at, given=entry.given)
    except Gone:
        if not entry.moved_to:
            raise
        # The old address leads nowhere, not even to the new one: there it is another article.
        return get(entry.moved_to, given=entry.given)


class Reading:
    """One reading of a source: what is news in it, at most so much, and what came of that.

    `failed` gets the places that failed while it goes on; `see` keeps what was read. `places` are
    those that were looked at; `is_complete` says that the same list again would hold no news.
    """

    def __init__(
        self, seen: Iterable[Seen], see: Callable[[Seen], None], *, most: int = MOST_AT_ONCE
    ) -> None:
        self._most = most
        self._seen = {one.at: one for one in seen}
        self._see = see
        self.failed: set[str] = set()
        self.places: set[str] = set()
        self.is_complete = True

    def new(self, listed: Iterable[Entry]) -> Iterator[Entry]:
        """Yield the entries that are news, at most so many, and note each after it was read."""
        chosen, renamed = decide(listed, self._seen.values())
        for one in renamed:
            self._keep(one)
        # What has no mark is looked at every time: there is no next time to leave it for.
        if len(chosen) > self._most and chosen[0].mark:
            chosen = chosen[: self._most]
            self.is_complete = False
        for entry in chosen:
            self.places |= {entry.at, entry.moved_to}
            yield entry
            # Whoever asks for the next has put away what came of this one.
            self._note(entry)

    def _note(self, entry: Entry) -> None:
        before = self._seen.get(entry.at)
        tries = 0
        if not self.failed.isdisjoint({entry.at, entry.moved_to}):
            same = before is not None and before.mark == entry.mark
            tries = (before.tries if before and same else 0) + 1
            self.is_complete = self.is_complete and tries >= MOST_TRIES
        self.is_complete = self.is_complete and bool(entry.mark)
        self._keep(Seen(entry.at, entry.key, entry.mark, entry.likeness, tries))

    def _keep(self, one: Seen) -> None:
        self._seen[one.at] = one
        self._see(one)


def mark_of(*parts: object) -> str:
    """Return what is the same as long as all the parts are."""
    joined = "\n".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:16]
