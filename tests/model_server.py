"""A language model's server on this machine: OpenAI's protocol, and answers that a test writes."""

import json
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_PIECE = 7  # characters that are sent at once: no quote comes whole


@dataclass
class Reply:
    """What a request is answered: pieces of text in order; a function among them is called first.

    With another `status` the request is refused, with `cut` the connection ends without an end.
    """

    pieces: Sequence[str | Callable[[], object]] = ()
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


def says(text: str) -> Reply:
    """Return the text as a model writes it, a few letters at a time."""
    return Reply([text[at : at + _PIECE] for at in range(0, len(text), _PIECE)])


class ModelServer:
    """Answers with `replies` in order, the last again and again, and remembers what was asked.

    A function in place of a reply is given the request. Without `knows_schema`, whoever asks for
    structured output is refused, as by servers that know none.
    """

    def __init__(self) -> None:
        self.replies: list[Reply | Callable[[dict[str, Any]], Reply]] = []
        self.asked: list[dict[str, Any]] = []
        self.knows_schema = True
        self.over = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1"

    def __enter__(self) -> "ModelServer":
        serve = {"poll_interval": 0.01}
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs=serve)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def hang(self) -> None:
        """Send nothing until the test is over."""
        self.over.wait(30)

    def prompts(self) -> list[str]:
        """Return what was asked, all messages of a request in one text."""
        return ["\n".join(one["content"] for one in asked["messages"]) for asked in self.asked]

    def reply_to(self, body: dict[str, Any]) -> Reply:
        self.asked.append(body)
        if "response_format" in body and not self.knows_schema:
            return Reply(status=400)
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        return reply(body) if callable(reply) else reply


def _handler_of(server: ModelServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle(self) -> None:
            # The client goes away when it has waited long enough.
            with suppress(BrokenPipeError, ConnectionResetError):
                super().handle()

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            reply = server.reply_to(body)
            if reply.status == 200:
                self._stream(reply)
            else:
                self._refuse(reply)

        def _refuse(self, reply: Reply) -> None:
            body = json.dumps({"error": {"message": "refused", "type": "test"}}).encode()
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _stream(self, reply: Reply) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for piece in reply.pieces:
                if callable(piece):
                    piece()
                else:
                    self._event(_chunk({"content": piece}, None))
            if reply.cut:
                self.close_connection = True
                return
            self._event(_chunk({}, "stop"))
            self._send(b"data: [DONE]\n\n")
            self._send(b"")

        def _event(self, chunk: dict[str, Any]) -> None:
            self._send(f"data: {json.dumps(chunk)}\n\n".encode())

        def _send(self, data: bytes) -> None:
            self.wfile.write(b"%x\r\n%b\r\n" % (len(data), data))

        def log_message(self, *_: object) -> None:
            pass

    return Handler


def _chunk(delta: dict[str, str], finished: str | None) -> dict[str, Any]:
    choice = {"index": 0, "delta": {"role": "assistant", **delta}, "finish_reason": finished}
    return {
        "id": "1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "scripted",
        "choices": [choice],
    }
