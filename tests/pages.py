"""A small web server on this machine that answers as the path says."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

DATA = Path(__file__).parent / "data" / "ingest"


@contextmanager
def pages() -> Iterator[str]:
    """Serve, and give the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


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

    def _nothing(self):
        self._send(b"<html><body><nav>Home</nav></body></html>")

    def _cut(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"<html><body><p>Half an article")

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
