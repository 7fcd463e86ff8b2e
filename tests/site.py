"""A web site on this machine that a test writes: what each path answers, and what was asked."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Page:
    """What a path answers. With an `etag`, one who brings it gets a 304."""

    body: bytes | str = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    etag: str = ""


@dataclass
class Asked:
    path: str
    headers: dict[str, str]
    status: int


class Site:
    """Serves `pages` (a Page, or a function that returns one) and remembers what was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, Page | Callable[[], Page]] = {}
        self.asked: list[Asked] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        self.host = f"127.0.0.1:{self._server.server_port}"
        self.url = f"http://{self.host}"

    def __enter__(self) -> "Site":
        serve = {"poll_interval": 0.01}
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs=serve)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def put(self, path: str, body: bytes | str, **given: Any) -> str:
        """Set what a path answers; return its address."""
        self.pages[path] = Page(body, **given)
        return f"{self.url}{path}"

    def paths(self) -> list[str]:
        """Return the paths that were asked for since the last call, but for robots.txt."""
        found = [one.path for one in self.asked if one.path != "/robots.txt"]
        self.asked.clear()
        return found


def _handler_of(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = site.pages.get(self.path, Page(status=404))
            page = found() if callable(found) else found
            if page.etag and self.headers.get("If-None-Match") == page.etag:
                page = Page(status=304, etag=page.etag)
            site.asked.append(Asked(self.path, dict(self.headers), page.status))
            body = page.body.encode() if isinstance(page.body, str) else page.body
            given = {"Content-Type": page.content_type, **page.headers}
            if page.etag:
                given["ETag"] = page.etag
            # The client goes away in tests of time and size.
            with suppress(BrokenPipeError, ConnectionResetError):
                self.send_response(page.status)
                for name, value in given.items():
                    self.send_header(name, value)
                if page.status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    return Handler
