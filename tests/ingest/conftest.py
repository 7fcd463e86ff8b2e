"""A small web server on this machine, and documents to extract."""

import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from ingest.web.get import Web
from tests.site import Site

DATA = Path(__file__).parent.parent / "data" / "ingest"


@pytest.fixture
def data():
    return DATA


@pytest.fixture
def web():
    """The address of a server that answers as the path says."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def get():
    """Fetches from that server at once, and only once where it fails."""
    return web_of().get


@pytest.fixture
def make_web():
    """Makes what fetches from this machine without waiting; a test may ask for more."""
    return web_of


@pytest.fixture
def site():
    with Site() as site:
        yield site


def web_of(**given):
    usual = {"timeout": 5, "pause": 0, "tries": 1, "backoff": 0, "allow_hosts": ["127.0.0.1"]}
    return Web(**(usual | given))


class _Pages(BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.partition("?")[0]
        # The client gives up in the tests of time and size.
        with suppress(BrokenPipeError, ConnectionResetError):
            getattr(self, "_" + path.strip("/").replace(".", "_"))()

    def log_message(self, *_):
        pass

    def _send(self, body=b"", content_type="text/html; charset=utf-8", status=200, **headers):
        self.send_response(status)
        if content_type:
            self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _robots_txt(self):
        self._send(b"User-agent: *\nDisallow: /private", "text/plain")

    def _private(self):
        self._send(b"for people only", "text/plain")

    def _page(self):
        self._send((DATA / "suez.html").read_bytes())

    def _agent(self):
        self._send(self.headers["User-Agent"].encode(), "text/plain")

    def _cyrillic(self):
        self._send(
            "Привет из Алматы, это новости дня".encode("cp1251"), "text/plain; charset=cp1251"
        )

    def _notes_md(self):
        self._send(b"# Title\n\nWords", "text/plain")

    def _untyped(self):
        self._send(b"%PDF-1.4 and so on", None)

    def _image(self):
        self._send(b"\x89PNG", "image/png")

    def _missing(self):
        self._send(b"nothing here", status=404)

    def _refused(self):
        self._send(status=403)

    def _busy(self):
        self._send(status=503)

    def _moved(self):
        self._send(status=302, Location="/page")

    def _circle(self):
        self._send(status=302, Location="/circle")

    def _large(self):
        self._send(b"x" * 50_000)

    def _bomb(self):
        import gzip

        packed = gzip.compress(b"x" * 500_000)
        self._send(packed, **{"Content-Encoding": "gzip"})

    def _slow(self):
        time.sleep(0.6)
        self._send(b"late")

    def _drip(self):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(10):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.1)
