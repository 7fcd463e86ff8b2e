"""Politeness: one request at a time to a host, and a pause before the next."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LONGEST = 60.0
"""Seconds; a site that asks for a longer pause gets this one."""

_MOST_HOSTS = 1_000

Wait = Callable[[float], bool]
"""Waits so many seconds, or less when it is told to stop, which it then says."""


class Stopped(Exception):
    """The program is told to stop: what was under way is done another time."""


class Pace:
    """Whose turn it is, host by host."""

    def __init__(self, wait: Wait) -> None:
        self._wait = wait
        self._hosts: dict[str, _Host] = {}
        self._looking = threading.Lock()

    @contextmanager
    def turn(self, host: str, pause: float) -> Iterator[None]:
        """Wait for our turn and `pause` seconds since the last; raise Stopped if told to stop."""
        with self._looking:
            if len(self._hosts) >= _MOST_HOSTS:
                # Those in use stay with whoever waits for them.
                self._hosts.clear()
            one = self._hosts.setdefault(host, _Host())
        with one.lock:
            self.rest(one.last + min(pause, _LONGEST) - time.monotonic())
            try:
                yield
            finally:
                one.last = time.monotonic()

    def rest(self, seconds: float) -> None:
        """Wait so long; raise Stopped if told to stop meanwhile."""
        if self._wait(max(seconds, 0.0)):
            raise Stopped


class _Host:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.last = float("-inf")
