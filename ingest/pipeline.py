"""The ingest loop: each document to an article with its chunks, put away, counted."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace

from ingest.corrections import notices_in
from ingest.extract import extract
from ingest.report import Failure, Outcome, Report, Withdrawal
from news.article import Article, Chunk, Document
from news.errors import DatelineError

__all__ = ["Failure", "Outcome", "Report", "Withdrawal", "ingest"]

_log = logging.getLogger(__name__)

Put = Callable[[Document, Article, list[Chunk]], Outcome]


def ingest(
    documents: Iterable[Document | Failure | Withdrawal],
    *,
    put: Put,
    chunk: Callable[[Article], list[Chunk]],
    seen: Callable[[Document], str | None] = lambda document: None,
    mend: Callable[[Article], Article] = lambda article: article,
    progress: Callable[[Report], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Report:
    """Put every document's article away; one that fails is counted, and the rest goes on.

    `seen` names the article that a document is known to hold, which is then not read again, and
    `mend` applies what an admin set right. `progress` is told after each document, and `cancelled`
    asked before each: what was put away until then stays.
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
        elif isinstance(document, Withdrawal):
            report.add(document.article_id, "withdrawn")
        else:
            _ingest_one(document, put, chunk, seen, mend, report)
        if progress:
            progress(report)
    return report


def _ingest_one(
    document: Document,
    put: Put,
    chunk: Callable[[Article], list[Chunk]],
    seen: Callable[[Document], str | None],
    mend: Callable[[Article], Article],
    report: Report,
) -> None:
    try:
        known = seen(document)
        if known:
            report.add(known, "unchanged")
            return
        read = extract(document)
        article = mend(replace(read, notices=notices_in(read.text)))
        report.add(article.id, put(document, article, chunk(article)))
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
