"""One page from the web: bounded in time and size, asked for politely, every failure a sentence."""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any, TypeVar

import httpcore
import httpx

from ingest.media import LISTS, bare, media_type_of_response
from ingest.report import Unchanged
from ingest.web.guard import Guard, Refused, Resolve
from ingest.web.pace import Pace, Wait
from ingest.web.robots import AGENT, Robots
from ingest.web.unpack import ENCODINGS, TooLarge, UnknownPacking, unpacked
from ingest.web.wire import SlowLookup, Wire
from news.article import Document, Fetched, Origin, content_hash_of
from news.errors import FetchError, Gone, TryLater
from news.source import shown

_MOST_REDIRECTS = 10
_LARGEST_ROBOTS = 512_000  # bytes; RFC 9309 asks to read at least 500 KiB
_LONGEST_REST = 30.0
"""Seconds to wait for a server before trying again; one that asks for more is left for later."""

Known = Callable[[str], Fetched | None]
"""Returns by what the page at a URL is known, if what it said is archived."""

_T = TypeVar("_T")


class Web:
    """Fetches pages as a polite visitor does; `get` is what sources are given.

    `timeout` bounds each request as a whole in seconds, `max_bytes` a body after decompression,
    `pause` is left between two requests to a host, `tries` are made where a server is busy or not
    reached, the first again after `backoff` seconds. `contact` tells sites whom to write to. Safe
    to use from several threads.
    """

    def __init__(
        self,
        *,
        timeout: float = 20.0,
        max_bytes: int = 20_000_000,
        pause: float = 1.0,
        tries: int = 3,
        backoff: float = 1.0,
        contact: str = "",
        allow_hosts: Iterable[str] = (),
        known: Known = lambda url: None,
        wait: Wait | None = None,
        resolve: Resolve | None = None,
    ) -> None:
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._pause = pause
        self._tries = tries
        self._backoff = backoff
        self._agent = f"{AGENT}/0.1 (+{contact})" if contact else f"{AGENT}/0.1"
        self._known = known
        self._guard = Guard(allow_hosts, resolve)
        self._wire = Wire(self._guard)
        self._pace = Pace(wait or threading.Event().wait)
        self._robots = Robots()

    def get(self, url: str, *, given: Mapping[str, Any] | None = None) -> Document | Unchanged:
        """Return what the URL answers, redirects followed; Unchanged if that is known already.

        `given` is what is said of the page beside it: where that is not known yet, the page is
        fetched whole, since its article is to be read again.
        Raises Gone where there is no such page, TryLater where it may come, else FetchError.
        """
        known = self._known(url)
        if known and any(known.given.get(name) != said for name, said in (given or {}).items()):
            known = None
        return self._patiently(lambda: self._page(url, known))

    def get_afresh(self, url: str) -> Document | Unchanged:
        """Return what the URL answers as `get` does, known or not."""
        return self._patiently(lambda: self._page(url, None))

    # -- asking ----------------------------------------------------------------------------

    def _patiently(self, ask: Callable[[], _T]) -> _T:
        rest = self._backoff
        for _ in range(self._tries - 1):
            try:
                return ask()
            except TryLater as error:
                asked = error.after or 0.0
                if asked > _LONGEST_REST:
                    raise
            self._pace.rest(max(rest, asked))
            rest *= 3
        return ask()

    def _page(self, url: str, known: Fetched | None) -> Document | Unchanged:
        headers = {}
        if known and known.etag:
            headers["If-None-Match"] = known.etag
        if known and known.last_modified:
            headers["If-Modified-Since"] = known.last_modified
        told = shown(url)
        with self._answer(told, url, headers, by_robots=True) as response:
            if known and response.status_code == 304:
                return Unchanged(Origin("url", url), known.article_id)
            _check_status(told, response)
            content = self._body(told, response, self._max_bytes)
            media_type = _media_type(told, response, content)
        fetched = Fetched(
            content_hash_of(content, media_type),
            response.headers.get("etag", ""),
            response.headers.get("last-modified", ""),
        )
        if known and known.content_hash == fetched.content_hash:
            return Unchanged(Origin("url", url), known.article_id)
        return Document(
            content,
            media_type,
            datetime.now(UTC),
            Origin("url", url),
            name=told,
            url=url,
            fetched=fetched,
        )

    def _robots_txt(self, url: str, site: str) -> bytes | None:
        with self._answer(url, site, {}, by_robots=False) as response:
            if 400 <= response.status_code < 500 and response.status_code != 429:
                return None
            _check_status(url, response)
            return self._body(url, response, _LARGEST_ROBOTS)

    @contextmanager
    def _answer(
        self, url: str, start: str, headers: dict[str, str], *, by_robots: bool
    ) -> Iterator[httpx.Response]:
        """Follow redirects to the answer, asking robots.txt and the guard at each step."""
        with _failures_as_sentences(url, self._timeout):
            at = httpx.URL(start)
            for step in range(_MOST_REDIRECTS + 1):
                self._guard.check_address(at.scheme, at.host, at.port)
                pause = self._pause_before(url, at) if by_robots else 0.0
                with (
                    self._pace.turn(at.host, 0.0 if step else pause),
                    httpx.Client(transport=self._wire, timeout=self._timeout) as client,
                    client.stream("GET", at, headers=self._headers(headers)) as response,
                ):
                    if response.next_request is None:
                        yield response
                        return
                    at = response.next_request.url
        raise FetchError(
            f"Fetching {url} failed: it redirects without end; open it in a browser, "
            "save the page and ingest the file."
        )

    def _pause_before(self, url: str, at: httpx.URL) -> float:
        """Return the seconds to wait; raise FetchError if the site wants no visit."""
        read = partial(self._robots_txt, url)
        if not self._robots.allow(at, read):
            raise FetchError(
                f"Fetching {url} was not tried: the site's robots.txt asks programs to stay away; "
                "open it in a browser, save the page and ingest the file."
            )
        return max(self._pause, self._robots.delay(at, read))

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {
            "User-Agent": self._agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Encoding": ENCODINGS,
            **more,
        }

    def _body(self, url: str, response: httpx.Response, most: int) -> bytes:
        try:
            return unpacked(response.iter_raw(), response.headers.get("content-encoding", ""), most)
        except TooLarge as error:
            raise FetchError(
                f"Fetching {url} was stopped at {most:,} bytes; "
                "it is larger than an article may be."
            ) from error
        except UnknownPacking as error:
            raise FetchError(
                f"Fetching {url} failed: it is packed in a way that was not asked for ({error}); "
                "open it in a browser, save the page and ingest the file."
            ) from error


def _media_type(url: str, response: httpx.Response, content: bytes) -> str:
    said = response.headers.get("content-type", "")
    media_type = media_type_of_response(said, response.url.path, content)
    if media_type is None and bare(said) in LISTS:
        media_type = bare(said)
    if media_type is None:
        raise FetchError(
            f"Fetching {url} gave {said or 'bytes of an unknown kind'}, "
            "which cannot be read; give the address of a web page, a text or a PDF file."
        )
    return media_type


def _check_status(url: str, response: httpx.Response) -> None:
    status = response.status_code
    if status in {404, 410}:
        raise Gone(
            f"Fetching {url} failed: there is no such page ({status}); check it.",
            for_good=status == 410,
        )
    if status in {401, 402, 403, 451}:
        raise FetchError(
            f"Fetching {url} failed: the server refuses it ({status}); "
            "open it in a browser, save the page and ingest the file."
        )
    if status == 429 or status >= 500:
        raise TryLater(
            f"Fetching {url} failed: the server answered {status}; try again later.",
            after=_seconds(response.headers.get("retry-after", "")),
        )
    if status != 200:
        raise FetchError(f"Fetching {url} failed: the server answered {status}; check the address.")


def _seconds(retry_after: str) -> float | None:
    """Return the seconds of a Retry-After, which is a number or a date."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        at = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - datetime.now(UTC)).total_seconds())


@contextmanager
def _failures_as_sentences(url: str, timeout: float) -> Iterator[None]:
    try:
        yield
    except Refused as error:
        raise FetchError(f"Fetching {url} was refused: {error}.") from error
    except SlowLookup as error:
        raise TryLater(
            f"Fetching {url} failed: looking up the host {error} took longer than {timeout:g} "
            "seconds; check the network and its name server."
        ) from error
    except (httpx.TimeoutException, httpcore.TimeoutException) as error:
        raise FetchError(
            f"Fetching {url} took longer than {timeout:g} seconds; "
            "try again later or allow more time."
        ) from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise TryLater(
            f"Fetching {url} failed: no connection ({error}); check the address and the network."
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
        # The last two: hosts that cannot be encoded, as in "http://.example".
        raise FetchError(
            f"Fetching {url} failed ({shown(str(error))}); check the address."
        ) from error
