"""The ingest loop: each document to an article with its chunks, put away, counted."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace

from ingest.extract import extract
from ingest.report import Failure, Item, Outcome, Report, Unchanged
from news.article import Article, Chunk, Document, Fetched, Origin, content_hash_of
from news.errors import DatelineError, ExtractError

__all__ = ["Failure", "Outcome", "Report", "ingest"]

_log = logging.getLogger(__name__)


def ingest(
    documents: Iterable[Item],
    *,
    put: Callable[[Article, list[Chunk]], Outcome],
    chunk: Callable[[Article], list[Chunk]],
    progress: Callable[[Report], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    known: Callable[[Origin], Fetched | None] = lambda origin: None,
    done: Callable[[Document, str], None] = lambda document, article_id: None,
) -> Report:
    """Put every document's article away; one that fails is counted, and the rest goes on.

    `progress` is told after each document, and `cancelled` asked before each: what was put away
    until then stays. Bytes that are `known` are not read again, and what was said of a
    page before still holds where it says nothing itself; `done` is told of each document
    whose article was put away, and its id.
    """
    report = Report()
    remaining = iter(documents)
    while True:
        if cancelled():
            report.cancelled = True
            break
        document = next(remaining, None)
        if document is None:
            break
        if isinstance(document, Failure):
            report.failed.append(document)
        elif isinstance(document, Unchanged):
            report.add(document.article_id, "unchanged")
        else:
            _ingest_one(document, put, chunk, known, done, report)
        if progress:
            progress(report)
    return report


def _ingest_one(
    document: Document,
    put: Callable[[Article, list[Chunk]], Outcome],
    chunk: Callable[[Article], list[Chunk]],
    known: Callable[[Origin], Fetched | None],
    done: Callable[[Document, str], None],
    report: Report,
) -> None:
    try:
        before = known(document.origin)
        if before and before.content_hash == content_hash_of(document.content):
            report.add(before.article_id, "unchanged")
            return
        if before and not document.given:
            document = replace(document, given=before.given)
        article = extract(document)
        outcome = put(article, chunk(article))
        done(document, article.id)
        report.add(article.id, outcome)
    except DatelineError as error:
        empty = isinstance(error, ExtractError)
        report.failed.append(Failure(document.name, str(error), document.origin, empty=empty))
    except Exception as error:
        # One odd document must not cost the others: this is one of the two places that may.
        _log.exception("Ingesting %s failed", document.name)
        reason = (
            f"Ingesting {document.name} failed for a reason nobody foresaw "
            f"({type(error).__name__}: {error}); the log has the details."
        )
        report.failed.append(Failure(document.name, reason, document.origin))
