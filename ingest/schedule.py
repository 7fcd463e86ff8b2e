"""The schedule: one loop that asks the archive what is due, and is never two at once on it."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from archive import Sources
from ingest.turn import Turn
from ingest.visit import Visited
from ingest.web.pace import Stopped
from news.errors import DatelineError
from news.source import Source, shown

log = logging.getLogger(__name__)

_LOOK_SECONDS = 15.0
"""How often it is asked what is due; one row is read."""

Cancelled = Callable[[], bool]
Tell = Callable[[str], None]
"""Tells the admins something; raises DatelineError while they cannot be reached."""


class Schedule:
    """Visits sources when they are due.

    `visit` reads one, asking between two articles whether to go on; `tell` is told once of each
    source that is given up. What was missed while nothing ran is read once, not made up for.
    """

    def __init__(
        self,
        sources: Sources,
        visit: Callable[[Source, Cancelled], Visited],
        tell: Tell,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._sources = sources
        self._visit = visit
        self._tell = tell
        self._now = now
        self._turn = Turn(sources, now)

    def watch(self, stop: threading.Event) -> None:
        """Visit what is due until told to stop; what goes wrong is logged, and it goes on."""
        while not stop.is_set():
            try:
                self.catch_up(stop)
            except Stopped:
                return
            except DatelineError as error:
                log.error("The schedule stumbled: %s", error)
            stop.wait(_LOOK_SECONDS)

    def catch_up(self, stop: threading.Event) -> list[Visited]:
        """Visit each source that is due now, and return what came of it; nothing while another
        process does."""
        visited: list[Visited] = []
        try:
            while not stop.is_set() and self._turn.take():
                source = self._sources.due(self._now())
                if source is None:
                    self._tell_of_the_dead()
                    break
                visited.append(self._visit_one(source, stop))
        finally:
            self.release()
        return visited

    def visit(self, source: Source, stop: threading.Event) -> Visited | None:
        """Visit a source whether it is due or not; None while another process visits."""
        if not self._turn.take():
            return None
        try:
            return self._visit_one(source, stop)
        finally:
            self.release()

    def release(self) -> None:
        """Let another process visit."""
        self._turn.release()

    def _visit_one(self, source: Source, stop: threading.Event) -> Visited:
        def cancelled() -> bool:
            return not self._turn.is_kept() or stop.is_set()

        visited = self._visit(source, cancelled)
        log.info("Read %s", visited.summary())
        return visited

    def _tell_of_the_dead(self) -> None:
        for standing in self._sources.listed():
            health = standing.health
            if health.paused and not health.told:
                self._tell(
                    f"I gave up the source “{standing.source.name}” ({shown(standing.source.at)}): "
                    f"{health.paused}. Its last error: {health.last_error} Correct or remove it, "
                    f"or give it another chance: /sources resume {standing.source.name}"
                )
                self._sources.mark_told(standing.source.name)
