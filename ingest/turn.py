"""The right to read sources and what came from them: one process at a time on one archive."""

import os
import secrets
import socket
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from archive import Sources

LEASE = timedelta(minutes=5)
"""A holder on another machine that is not heard of for so long is taken for dead."""

_RENEW_SECONDS = 30.0


class Turn:
    """One reader's turn; it is let go of by `release`, or lost when its process ends."""

    def __init__(
        self, sources: Sources, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._sources = sources
        self._now = now
        self._holder = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._renewed = 0.0

    def take(self) -> bool:
        """Become or stay the one that reads; False while another is."""
        now = self._now()
        self._renewed = time.monotonic()
        if self._sources.claim(self._holder, now, now + LEASE):
            return True
        other = self._sources.holder()
        if not _is_dead(other):
            return False
        self._sources.release(other)
        return self._sources.claim(self._holder, now, now + LEASE)

    def is_kept(self) -> bool:
        """Say whether it is still this one's turn; to be asked between two articles."""
        return time.monotonic() - self._renewed <= _RENEW_SECONDS or self.take()

    def release(self) -> None:
        """Let another one read."""
        self._sources.release(self._holder)


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
