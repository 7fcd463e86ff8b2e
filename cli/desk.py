"""What stands behind the bot's commands: the parts, indexing after each thing that is put in."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from cli.again import read_again

if TYPE_CHECKING:
    from archive import Corrected
    from bot.desk import Desk
    from cli.parts import Parts
    from ingest.again import Again
    from ingest.report import Report
    from news.article import Document
    from news.fix import Fix


_COMPUTING, _WAITING = 2, 8
"""Answers at once: those made here take a processor each, those of a language model mostly wait."""


def desk_of(parts: "Parts") -> "Desk":
    """Return what the bot's commands need."""
    from answer.merging import merging_of
    from answer.telling import Telling
    from answer.watching import Watching
    from archive import Corrections, Inbox, Watches
    from bot.desk import Desk
    from cli.spreadsheets import spreadsheets

    def ingest(
        documents: "Iterable[Document | str]",
        tell: "Callable[[Report], None]",
        cancelled: Callable[[], bool],
        by: str,
    ) -> "Report":
        report = parts.ingest(documents, tell, cancelled, by=by)
        parts.catch_up()
        return report

    def reingest(
        again: "Again",
        tell: "Callable[[Report, int], None]",
        cancelled: Callable[[], bool],
        waiting: Callable[[], None],
    ) -> "Report":
        report = read_again(parts, again, tell, cancelled=cancelled, waiting=waiting)
        parts.catch_up()
        return report

    def remove(reference: str, by: str) -> str:
        title = parts.remove(reference, by=by)
        parts.catch_up()
        return title

    def fix(reference: str, fix: "Fix", by: str) -> "Corrected":
        corrected = parts.fix(reference, fix, by=by)
        parts.catch_up()
        return corrected

    def retry(tell: "Callable[[Report], None]", cancelled: Callable[[], bool]) -> "Report":
        report = parts.ingest(parts.failed_again(), tell, cancelled)
        parts.catch_up()
        return report

    telegram = parts.settings.telegram
    telling = Telling(parts.retriever)
    return Desk(
        answer=parts.answerer().answer,
        archive=parts.archive,
        conversations=parts.conversations,
        inbox=Inbox(parts.archive),
        ingest=ingest,
        reingest=reingest,
        retry=retry,
        remove=remove,
        fix=fix,
        figures=telling.figures,
        timeline=lambda topic, days: telling.timeline(topic, days=days),
        watching=Watching(telling, Corrections(parts.archive).position),
        watches=Watches(parts.archive),
        merging=merging_of(parts.retriever),
        export=lambda topic: spreadsheets(telling, parts.archive, topic),
        uploads=parts.uploads,
        admins=frozenset(telegram.admins),
        users=frozenset(telegram.users),
        at_once=_WAITING if parts.settings.llm.model else _COMPUTING,
        most_watches=parts.settings.bot.watches,
        zone=parts.zone,
    )
