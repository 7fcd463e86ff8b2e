"""The wire below httpx: connects to the address that was checked, and ends when time is up."""

import socket
import ssl
import threading
import time
import typing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future

import httpcore
import httpx

from ingest.web.guard import Guard, Refused


class Wire(httpx.BaseTransport):
    """One connection a request, each over within the request's time-out as a whole.

    Host header, TLS name and certificate stay those of the URL: only the address is ours.
    """

    def __init__(self, guard: Guard) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_keepalive_connections=0,
            network_backend=_Backend(guard),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.SyncByteStream)
        response = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        assert isinstance(response.stream, typing.Iterable)
        return httpx.Response(
            response.status, headers=response.headers, stream=_Body(response.stream)
        )


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        if hasattr(self._stream, "close"):
            self._stream.close()


class _Backend(httpcore.NetworkBackend):
    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        deadline = _Deadline(timeout)
        try:
            addresses = _in_time(lambda: self._guard.addresses(host, port), deadline, host)
        except (socket.gaierror, UnicodeError) as error:
            raise httpcore.ConnectError(f"there is no host {host}") from error
        failed: Exception = httpcore.ConnectError(f"there is no host {host}")
        for place, address in enumerate(addresses):
            # One address that never answers leaves time for the others.
            share = deadline.left() / (len(addresses) - place)
            try:
                stream = self._sockets.connect_tcp(
                    address, port, share, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Stream(stream, deadline)
        raise failed


class SlowLookup(Exception):
    """Nobody said in time which address a host has; the text is the host."""


def _in_time(look_up: Callable[[], list[str]], deadline: "_Deadline", host: str) -> list[str]:
    """Return what is looked up, or raise what that raises; SlowLookup when the time is up."""
    found: Future[list[str]] = Future()

    def run() -> None:
        try:
            found.set_result(look_up())
        except (Refused, OSError, ValueError) as error:
            found.set_exception(error)

    # The system's resolver takes no time-out; a thread that waits for it holds up nothing.
    threading.Thread(target=run, name=f"look up {host}", daemon=True).start()
    try:
        return found.result(deadline.left())
    except TimeoutError as error:
        if found.done():
            raise
        raise SlowLookup(host) from error


class _Deadline:
    def __init__(self, timeout: float | None) -> None:
        self._end = time.monotonic() + (timeout or 60.0)

    def left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time is up")
        return left


class _Stream(httpcore.NetworkStream):
    """A stream whose reads and writes together end at the deadline, drop by drop or not."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: _Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left())
        return _Stream(secured, self._deadline)

    def get_extra_info(self, info: str) -> typing.Any:
        return self._stream.get_extra_info(info)
