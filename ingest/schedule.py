"""The schedule: one loop that asks the archive what is due, and is never two at once on it."""

import logging
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from archive import Sources
from ingest.visit import Visited
from ingest.web.pace import Stopped
from news.errors import DatelineError
from news.source import Source, shown

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""A holder on another machine that is not heard of for so long is taken for dead."""

_RENEW_SECONDS = 30.0
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
        self._holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"

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
            while not stop.is_set() and self._claimed():
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
        if not self._claimed():
            return None
        try:
            return self._visit_one(source, stop)
        finally:
            self.release()

    def release(self) -> None:
        """Let another process visit."""
        self._sources.release(self._holder)

    def _visit_one(self, source: Source, stop: threading.Event) -> Visited:
        renewed = time.monotonic()

        def cancelled() -> bool:
            nonlocal renewed
            if time.monotonic() - renewed > _RENEW_SECONDS:
                renewed = time.monotonic()
                if not self._claimed():
                    return True
            return stop.is_set()

        visited = self._visit(source, cancelled)
        log.info("Read %s", visited.summary())
        return visited

    def _claimed(self) -> bool:
        now = self._now()
        if self._sources.claim(self._holder, now, now + LEASE):
            return True
        other = self._sources.holder()
        if not _is_dead(other):
            return False
        self._sources.release(other)
        return self._sources.claim(self._holder, now, now + LEASE)

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


def _is_dead(holder: str) -> bool:
    """Say whether a holder was a process of this machine, and is no more."""
    host, _, process = holder.rpartition(":")[0].rpartition(":")
    if os.name != "posix" or host != socket.gethostname() or not process.isdecimal():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except OSError:
        pass  # it is another person's
    return False
