"""Reading again what the archive has, from where each came: for the terminal and for the bot."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cli.parts import Parts
    from ingest.again import Again
    from ingest.report import Report

_LOOK_SECONDS = 1.0


def read_again(
    parts: "Parts",
    again: "Again",
    tell: "Callable[[Report, int], None]",
    *,
    cancelled: Callable[[], bool] = lambda: False,
    waiting: Callable[[], None] = lambda: None,
) -> "Report":
    """Read articles again, changed or not; `tell` gets the growing report and how many there are.

    A source, or everything, is read by one process at a time, as the schedule does: `waiting` is
    told once while another one reads. Indexing is `catch_up`'s.
    """
    from archive import Sources
    from ingest.report import Report
    from ingest.turn import Turn

    if not again.is_many:
        return _read(parts, again, tell, cancelled)
    turn, is_told = Turn(Sources(parts.archive)), False
    while not turn.take():
        if cancelled() or parts.stopping.is_set():
            return Report(cancelled=True)
        if not is_told:
            waiting()
            is_told = True
        parts.stopping.wait(_LOOK_SECONDS)
    try:
        return _read(parts, again, tell, lambda: cancelled() or not turn.is_kept())
    finally:
        turn.release()


def _read(
    parts: "Parts",
    again: "Again",
    tell: "Callable[[Report, int], None]",
    cancelled: Callable[[], bool],
) -> "Report":
    new = _new_of_source(parts, again, cancelled)
    read = {*new.new, *new.duplicate, *new.changed, *new.updated, *new.withdrawn}
    ids = [one for one in again.ids if one not in read]
    total = new.total + len(ids)
    report = parts.ingest(
        parts.again(ids), lambda now: tell(new.plus(now), total), cancelled, afresh=True
    )
    return new.plus(report)


def _new_of_source(parts: "Parts", again: "Again", cancelled: Callable[[], bool]) -> "Report":
    """Read what is news at the source, if one is named, and note its health."""
    from archive import Sources
    from ingest.report import Failure, Report
    from ingest.visit import visit

    if again.source is None:
        return Report()
    visited = visit(
        again.source,
        sources=Sources(parts.archive),
        get=parts.web.get,
        ingest=partial(parts.ingest, cancelled=cancelled),
        max_bytes=parts.settings.ingest.max_bytes,
        is_removed=parts.archive.is_removed,
    )
    report = visited.report
    # What only seems unchanged is read again with the others.
    report.unchanged.clear()
    if visited.error:
        report.failed.append(Failure(again.source.name, str(visited.error)))
    return report
