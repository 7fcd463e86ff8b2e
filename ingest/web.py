"""One page from the web: bounded in time and size, every failure a sentence."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ingest.media import media_type_of_response
from news.article import Document, Origin
from news.errors import FetchError, Gone

if TYPE_CHECKING:
    import httpx

USER_AGENT = "Dateline/0.1"


def is_url(target: str) -> bool:
    """Return whether the target is an address on the web."""
    return target.lower().startswith(("http://", "https://"))


def download(url: str, *, timeout: float, max_bytes: int) -> Document:
    """Return what the URL answers, redirects followed.

    `timeout` bounds the whole of it in seconds, `max_bytes` the body after decompression.
    """
    import httpx

    deadline = time.monotonic() + timeout
    headers = {"User-Agent": USER_AGENT}
    with (
        _failures_as_sentences(url, timeout),
        httpx.Client(follow_redirects=True, timeout=timeout, headers=headers) as client,
        client.stream("GET", url) as response,
    ):
        _check_status(url, response)
        content = _body(url, response, deadline, timeout, max_bytes)
        content_type = response.headers.get("content-type", "")
        media_type = media_type_of_response(content_type, response.url.path, content)
    if media_type is None:
        raise FetchError(
            f"Fetching {url} gave {content_type or 'bytes of an unknown kind'}, "
            "which cannot be read; give the address of a web page, a text or a PDF file."
        )
    retrieved = datetime.now(UTC)
    return Document(content, media_type, retrieved, Origin("url", url), name=url, url=url)


def _body(
    url: str, response: "httpx.Response", deadline: float, timeout: float, max_bytes: int
) -> bytes:
    content = bytearray()
    for part in response.iter_bytes():
        content += part
        if len(content) > max_bytes:
            raise FetchError(
                f"Fetching {url} was stopped at {max_bytes:,} bytes; "
                "it is larger than an article may be."
            )
        if time.monotonic() > deadline:
            raise _too_slow(url, timeout)
    return bytes(content)


def _check_status(url: str, response: "httpx.Response") -> None:
    status = response.status_code
    if status in {404, 410}:
        raise Gone(f"Fetching {url} failed: there is no such page ({status}); check it.")
    if status in {401, 402, 403, 451}:
        raise FetchError(
            f"Fetching {url} failed: the server refuses it ({status}); "
            "open it in a browser, save the page and ingest the file."
        )
    if status == 429 or status >= 500:
        raise FetchError(f"Fetching {url} failed: the server answered {status}; try again later.")
    if status != 200:
        raise FetchError(f"Fetching {url} failed: the server answered {status}; check the address.")


@contextmanager
def _failures_as_sentences(url: str, timeout: float) -> Iterator[None]:
    import httpx

    try:
        yield
    except httpx.TimeoutException as error:
        raise _too_slow(url, timeout) from error
    except httpx.ConnectError as error:
        raise FetchError(
            f"Fetching {url} failed: no connection ({error}); check the address and the network."
        ) from error
    except httpx.TooManyRedirects as error:
        raise FetchError(
            f"Fetching {url} failed: it redirects without end; open it in a browser, "
            "save the page and ingest the file."
        ) from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
        # The last two: hosts that cannot be encoded, as in "http://.example".
        raise FetchError(f"Fetching {url} failed ({error}); check the address.") from error


def _too_slow(url: str, timeout: float) -> FetchError:
    return FetchError(
        f"Fetching {url} took longer than {timeout:g} seconds; try again later or allow more time."
    )
