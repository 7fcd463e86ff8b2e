"""What a site asks of programs: its robots.txt, kept for an hour."""

import threading
import time
from collections.abc import Callable

import httpx
from protego import Protego

AGENT = "Dateline"

_KEPT_SECONDS = 3600.0
_MOST_SITES = 1_000

Read = Callable[[str], bytes | None]
"""Fetches the file at an address; None when the site has none."""


class Robots:
    """The rules of the sites that were asked so far."""

    def __init__(self) -> None:
        self._rules: dict[str, tuple[float, Protego]] = {}
        self._asking = threading.Lock()

    def allow(self, url: httpx.URL, read: Read) -> bool:
        """Say whether the site lets us read the page; `read` is asked where that is not known."""
        return self._of(url, read).can_fetch(str(url), AGENT)

    def delay(self, url: httpx.URL, read: Read) -> float:
        """Return the seconds that the site asks to leave between two requests."""
        return float(self._of(url, read).crawl_delay(AGENT) or 0)

    def _of(self, url: httpx.URL, read: Read) -> Protego:
        site = str(url.copy_with(path="/robots.txt", query=None, fragment=None, userinfo=b""))
        now = time.monotonic()
        with self._asking:
            kept = self._rules.get(site)
        if kept is None or kept[0] < now:
            content = read(site)
            # A site that has none allows everything.
            rules = Protego.parse((content or b"").decode("utf-8", "replace"))
            with self._asking:
                if len(self._rules) >= _MOST_SITES:
                    self._rules.clear()
                self._rules[site] = (now + _KEPT_SECONDS, rules)
            return rules
        return kept[1]
