"""What comes in: documents fetched, put away and noted, and how they are fetched again."""

import os
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cli.settings import IngestSettings
from news.article import Origin

if TYPE_CHECKING:
    from cli.opened import Opened
    from cli.parts import Parts
    from ingest.report import Failure, Item, Outcome, Report
    from ingest.web.get import Known, Web
    from ingest.web.pace import Wait
    from news.article import Article, Chunk, Document, Fetched


def web_of(
    settings: IngestSettings, known: "Known" = lambda url: None, wait: "Wait | None" = None
) -> "Web":
    """Return what fetches pages as the settings say; what is `known` is not fetched again."""
    from ingest.web.get import Web

    return Web(
        timeout=settings.timeout,
        max_bytes=settings.max_bytes,
        pause=settings.pause,
        contact=settings.contact,
        allow_hosts=settings.allow_hosts,
        known=known,
        wait=wait,
    )


def known_page(parts: "Opened", url: str) -> "Fetched | None":
    """Return by what a page or a list at a URL is known."""
    from archive import Sources

    return parts.fetches.known(Origin("url", url)) or Sources(parts.archive).list_known(url)


def take_in(
    parts: "Parts",
    documents: "Iterable[Item | str]",
    progress: "Callable[[Report], None] | None",
    cancelled: Callable[[], bool],
    by: str,
    *,
    afresh: bool = False,
) -> "Report":
    """Put documents, paths and URLs into the archive, and note what became of each."""
    from archive import Fixes
    from ingest.ledger import Ledger
    from ingest.pipeline import ingest

    def known(origin: Origin) -> "Fetched | None":
        # Without their hash the bytes are read, and what was said beside them still holds.
        before = parts.fetches.known(origin)
        return replace(before, content_hash="") if before and afresh else before

    parts.raw.tidy(lambda article, revision: parts.archive.source(article, revision) is not None)
    ledger, fixes = Ledger(parts.fetches), Fixes(parts.archive)
    report = ingest(
        ledger.watched(_all(parts, documents, by)),
        put=lambda document, article, cut: _put(parts, document, article, cut),
        chunk=parts.chunk,
        mend=lambda article: fixes.mend(_as_kept(parts, article)),
        progress=progress,
        cancelled=cancelled,
        known=known,
        done=ledger.done,
    )
    ledger.close(report)
    return report


def again(parts: "Parts", ids: "Iterable[str]") -> "Iterable[Item]":
    """Yield the documents of articles, got again the way they first came, known or not.

    An article that its publisher no longer has is marked as withdrawn.
    """
    from ingest.fetch import failure_of, refetch, refetch_parts
    from ingest.report import Withdrawal
    from news.errors import DatelineError, Gone

    most = parts.settings.ingest.max_bytes
    in_files: dict[str, dict[Origin, str]] = {}
    for one in ids:
        if not parts.archive.has(one):
            continue  # removed meanwhile
        article = parts.archive.find(one).article
        if article.origin.kind in ("jsonl", "warc"):
            # A file of many is read once, not once for each.
            in_files.setdefault(article.origin.at, {})[article.origin] = article.title
            continue
        try:
            yield refetch(
                article.origin, uploads=parts.uploads, get=parts.web.get_afresh, max_bytes=most
            )
        except Gone:
            parts.archive.withdraw(article.id, datetime.now(UTC))
            yield Withdrawal(article.id, article.origin)
        except DatelineError as error:
            yield failure_of(article.title, article.origin, error)
    for at, wanted in in_files.items():
        yield from refetch_parts(Path(at), wanted, max_bytes=most)


def failed_again(parts: "Parts") -> "Iterable[Item | str]":
    """Yield what failed and was not mended since: addresses and paths, or what was kept."""
    from ingest.fetch import failure_of, refetch
    from news.errors import DatelineError

    asked: set[str] = set()
    for failed in parts.fetches.failed():
        origin = failed.origin
        if origin.kind in ("upload", "forward"):
            try:
                yield refetch(origin, uploads=parts.uploads)
            except DatelineError as error:
                yield failure_of(failed.name, origin, error)
        elif origin.at not in asked:
            # One file may hold many articles that failed.
            asked.add(origin.at)
            yield origin.at


def _all(parts: "Parts", documents: "Iterable[Item | str]", by: str) -> "Iterable[Item]":
    from ingest.fetch import documents_of
    from ingest.report import Failure
    from news.article import Document

    most = parts.settings.ingest.max_bytes
    for item in documents:
        # What only lies in a folder was not named itself.
        named_by = "" if isinstance(item, str) and os.path.isdir(item) else by
        found: Iterable[Item] = (
            documents_of([item], get=parts.web.get, max_bytes=most)
            if isinstance(item, str)
            else [item]
        )
        for one in found:
            if isinstance(one, Document):
                yield replace(one, named_by=named_by)
            else:
                yield (_gone(parts, one) or one) if isinstance(one, Failure) else one


def _put(parts: "Parts", document: "Document", article: "Article", cut: "list[Chunk]") -> "Outcome":
    from archive import Arrival
    from ingest.sketch import sketch

    may_come = bool(document.named_by) or not parts.archive.is_removed(article.id)
    is_kept = parts.settings.ingest.keep_raw and may_come
    with parts.raw.kept(document, article) if is_kept else nullcontext():
        arrival = Arrival(sketch(article), document.named_by)
        # The layout needs the embedding model: where all is unchanged, it is not loaded.
        return parts.archive.put(article, cut, layout=parts.layout, arrival=arrival)


def _as_kept(parts: "Parts", article: "Article") -> "Article":
    """Return the article under the id that it was kept under when tracking still made another."""
    from ingest.identity import page_of
    from news.article import article_id_of

    if not article.url or article.id != article_id_of(page := page_of(article.url)):
        return article
    return replace(article, id=parts.archive.id_at(article.id, page, page_of))


def _gone(parts: "Parts", failed: "Failure") -> "Item | None":
    """Mark the article of a page that is there no more as withdrawn, if there is one."""
    from ingest.identity import page_of
    from ingest.report import Withdrawal
    from news.article import article_id_of

    if not failed.gone or failed.origin is None:
        return None
    page = page_of(failed.origin.at)
    article_id = parts.archive.id_at(article_id_of(page), page, page_of)
    if not parts.archive.has(article_id):
        return None
    parts.archive.withdraw(article_id, datetime.now(UTC))
    return Withdrawal(article_id, failed.origin)
