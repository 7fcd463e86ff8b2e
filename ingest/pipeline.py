"""The ingest loop: each document to an article with its chunks, put away, counted."""

import logging
from collections.abc import Callable, Iterable

from ingest.extract import extract
from ingest.report import Failure, Outcome, Report
from news.article import Article, Chunk, Document
from news.errors import DatelineError

__all__ = ["Failure", "Outcome", "Report", "ingest"]

_log = logging.getLogger(__name__)


def ingest(
    documents: Iterable[Document | Failure],
    *,
    put: Callable[[Article, list[Chunk]], Outcome],
    chunk: Callable[[Article], list[Chunk]],
    progress: Callable[[Report], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Report:
    """Put every document's article away; one that fails is counted, and the rest goes on.

    `progress` is told after each document, and `cancelled` asked before each: what was put away
    until then stays.
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
        else:
            _ingest_one(document, put, chunk, report)
        if progress:
            progress(report)
    return report


def _ingest_one(
    document: Document,
    put: Callable[[Article, list[Chunk]], Outcome],
    chunk: Callable[[Article], list[Chunk]],
    report: Report,
) -> None:
    try:
        article = extract(document)
        report.add(article.id, put(article, chunk(article)))
    except DatelineError as error:
        report.failed.append(Failure(document.name, str(error)))
    except Exception as error:
        # One odd document must not cost the others: this is one of the two places that may.
        _log.exception("Ingesting %s failed", document.name)
        reason = (
            f"Ingesting {document.name} failed for a reason nobody foresaw "
            f"({type(error).__name__}: {error}); the log has the details."
        )
        report.failed.append(Failure(document.name, reason))
