"""The ingest loop: each document to an article with its chunks, put away, counted."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace

from ingest.corrections import notices_in
from ingest.extract import extract
from ingest.hostile import Odd, odd
from ingest.media import FIELDS, bare
from ingest.report import Failure, Item, Outcome, Removed, Report, Unchanged, Withdrawal
from news.article import Article, Chunk, Document, Fetched, Origin, content_hash_of
from news.errors import DatelineError, ExtractError

__all__ = ["Failure", "Outcome", "Report", "Withdrawal", "ingest"]

_log = logging.getLogger(__name__)

Put = Callable[[Document, Article, list[Chunk]], Outcome]


def ingest(
    documents: Iterable[Item],
    *,
    put: Put,
    chunk: Callable[[Article], list[Chunk]],
    mend: Callable[[Article], Article] = lambda article: article,
    progress: Callable[[Report], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    known: Callable[[Origin], Fetched | None] = lambda origin: None,
    done: Callable[[Document, str], None] = lambda document, article_id: None,
) -> Report:
    """Put every document's article away; one that fails is counted, and the rest goes on.

    `mend` applies what an admin set right. `progress` is told after each document, and `cancelled`
    asked before each: what was put away until then stays. Bytes that are `known` are not read
    again, and what was said of a page before still holds where it says nothing itself; `done` is
    told of each document whose article was put away, and its id.
    """
    report = Report()

    def put_away(document: Document) -> None:
        before = known(document.origin)
        if before:
            # What was said before and is no longer, of a date say, was not taken back.
            document = replace(document, given={**before.given, **document.given})
            if _is_same(document, before):
                report.add(before.article_id, "unchanged")
                return
        read = extract(document)
        report.open_known += read.is_free is not None
        report.closed += read.is_free is False
        article = mend(replace(read, notices=notices_in(read.text)))
        outcome = put(document, article, chunk(article))
        done(document, article.id)
        report.add(article.id, outcome)

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
        elif isinstance(document, Unchanged):
            report.add(document.article_id, "unchanged")
        elif isinstance(document, Removed):
            report.add(document.article_id, "removed")
        else:
            _counting_failures(document, put_away, report)
        if progress:
            progress(report)
    return report


def _counting_failures(
    document: Document, put_away: Callable[[Document], None], report: Report
) -> None:
    try:
        with odd():
            put_away(document)
    except DatelineError as error:
        empty = isinstance(error, ExtractError)
        report.failed.append(Failure(document.name, str(error), document.origin, empty=empty))
    except Odd as error:
        _log.error("Ingesting %s failed", document.name, exc_info=error.__cause__)
        reason = (
            f"Ingesting {document.name} failed for a reason nobody foresaw "
            f"({type(error.__cause__).__name__}: {error}); the log has the details."
        )
        report.failed.append(Failure(document.name, reason, document.origin))


def _is_same(document: Document, before: Fetched) -> bool:
    """Say whether the bytes, and what was said beside them, are as they were."""
    if before.content_hash != content_hash_of(document.content, document.media_type):
        return False
    # The fields of a line or a post are its bytes.
    is_whole = not document.given or bare(document.media_type) == FIELDS
    return is_whole or document.given == before.given
