"""A local Bot API server as small as these tests need: people write, the bot's calls are kept."""

import json
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

TOKEN = "42:TOKEN-OF-THE-TESTS"
BOT = {"id": 42, "is_bot": True, "first_name": "Dateline", "username": "dateline_bot"}
_FLAGS = ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries")
_SENDING = ("sendMessage", "editMessageText", "answerCallbackQuery")
_LONGEST_POLL = 1.0

Call = dict[str, Any]


class LocalApi:
    """A Bot API server on a port of this machine, and the people who use its chats."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._updates: list[Call] = []
        self._calls: list[tuple[float, str, Call]] = []
        self._seen: set[int] = set()
        self._refusals: list[tuple[str, int, Call]] = []
        self._files: dict[str, bytes] = {}
        self._messages: dict[int, Call] = {}
        self._last = 100
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,))
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._http.server_port}"

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    # -- people ----------------------------------------------------------------------------

    def says(self, person: int, text: str | None, *, chat: int | None = None, **fields: Any) -> int:
        """Let a person write a message; `reply_to` is "bot" or the id of another person."""
        replied = fields.pop("reply_to", None)
        message = {
            "message_id": self._next(),
            "date": int(time.time()),
            "chat": _chat(chat or person),
            "from": _user(person),
            **fields,
        }
        if text is None and not fields:
            message["sticker"] = {
                "file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
                "is_animated": False, "is_video": False,
            }  # fmt: skip
        elif text is not None:
            message |= {"text": text, "entities": _entities(text)}
        if replied:
            message["reply_to_message"] = {
                "message_id": self._next(),
                "date": 1,
                "chat": message["chat"],
                "from": BOT if replied == "bot" else _user(replied),
                "text": "earlier",
            }
        self._push(message=message)
        return int(message["message_id"])

    def presses(
        self, person: int, message: Call, label: str = "", *, data: str | None = None
    ) -> None:
        """Let a person press a button below a message."""
        rows = message["reply_markup"]["inline_keyboard"]
        by_label = {button["text"]: button["callback_data"] for row in rows for button in row}
        self._push(
            callback_query={
                "id": str(self._next()),
                "from": _user(person),
                "chat_instance": "1",
                "message": self._messages[message["message_id"]],
                "data": by_label[label] if data is None else data,
            }
        )

    def file(self, name: str, content: bytes) -> Call:
        """Keep a file and return it as a message's document."""
        self._files[name] = content
        return {
            "file_id": name,
            "file_unique_id": name,
            "file_name": name,
            "file_size": len(content),
        }

    def refuse(self, method: str, code: int, description: str, **parameters: Any) -> None:
        """Fail the next call of a method."""
        failure = {"ok": False, "error_code": code, "description": description}
        self._refusals.append((method, code, failure | {"parameters": parameters}))

    # -- what the bot did ------------------------------------------------------------------

    def sent(self, chat: int | None = None, *, within: float = 10) -> Call:
        """Wait for the next message to a chat (None: to any) that was not looked at yet."""
        return self._await("sendMessage", chat, within)

    def edited(self, chat: int, *, within: float = 10) -> Call:
        return self._await("editMessageText", chat, within)

    def noticed(self, *, within: float = 10) -> Call:
        return self._await("answerCallbackQuery", None, within)

    def unseen(self) -> list[Call]:
        """Return what was sent, edited or noticed and not looked at."""
        with self._changed:
            return [
                call
                for at, (_, method, call) in enumerate(self._calls)
                if method in _SENDING and at not in self._seen
            ]

    def settled(self) -> None:
        """Wait for the next message to anyone, and look at it."""
        self._await("sendMessage", None, 10)

    def calls(self, method: str) -> list[Call]:
        with self._changed:
            return [call for _, name, call in self._calls if name == method]

    def times(self, method: str) -> list[float]:
        with self._changed:
            return [at for at, name, _ in self._calls if name == method]

    # -- plumbing --------------------------------------------------------------------------

    def _await(self, method: str, chat: int | None, within: float) -> Call:
        def find() -> int | None:
            for at, (_, name, call) in enumerate(self._calls):
                fits = name == method and (chat is None or call.get("chat_id") == chat)
                if fits and at not in self._seen:
                    return at
            return None

        with self._changed:
            if not self._changed.wait_for(lambda: find() is not None, within):
                raise AssertionError(f"no {method} to {chat}; there were {self._calls}")
            at = find()
            assert at is not None
            self._seen.add(at)
            return self._calls[at][2]

    def _next(self) -> int:
        with self._changed:
            self._last += 1
            return self._last

    def _push(self, **update: Any) -> None:
        number = self._next()
        with self._changed:
            self._updates.append({"update_id": number, **update})
            self._changed.notify_all()

    def _answer(self, path: str, call: Call) -> tuple[int, Call]:
        _, token, method = path.split("/")
        if token != f"bot{TOKEN}":
            return 401, {"ok": False, "error_code": 401, "description": "Unauthorized"}
        with self._changed:
            for refusal in self._refusals:
                if refusal[0] == method:
                    self._refusals.remove(refusal)
                    return refusal[1:]
        act: Callable[[Call], Any] = getattr(self, f"_{method}", lambda call: True)
        result = act(call)
        with self._changed:
            self._calls.append((time.monotonic(), method, call))
            self._changed.notify_all()
        return 200, {"ok": True, "result": result}

    def _getMe(self, call: Call) -> Call:  # noqa: N802  Telegram's names
        return BOT | dict.fromkeys(_FLAGS, False)

    def _getUpdates(self, call: Call) -> list[Call]:  # noqa: N802
        with self._changed:
            offset = call.get("offset", 0)
            self._updates = [one for one in self._updates if one["update_id"] >= offset]
            wait = min(call.get("timeout", 0), _LONGEST_POLL)
            self._changed.wait_for(lambda: self._updates, wait)
            return list(self._updates)

    def _sendMessage(self, call: Call) -> Call:  # noqa: N802
        call["message_id"] = self._next()
        message = {
            "message_id": call["message_id"],
            "date": 1,
            "chat": _chat(call["chat_id"]),
            "from": BOT,
            "text": call["text"],
        }
        self._messages[call["message_id"]] = message
        return message

    def _editMessageText(self, call: Call) -> Call:  # noqa: N802
        return self._messages[call["message_id"]] | {"text": call["text"]}

    def _getFile(self, call: Call) -> Call:  # noqa: N802
        name = call["file_id"]
        return {"file_id": name, "file_unique_id": name, "file_path": f"documents/{name}"}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        api = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._send(200, api._files[self.path.rsplit("/", 1)[1]])

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
                call = {name: _value(name, given) for name, given in parse_qsl(body, True)}
                code, answer = api._answer(self.path, call)
                self._send(code, json.dumps(answer).encode())

            def _send(self, code: int, content: bytes) -> None:
                # A bot that stops hangs up on its poll.
                with suppress(ConnectionError):
                    self.send_response(code)
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)

            def log_message(self, *_: Any) -> None:
                pass

        return Handler


def _value(name: str, given: str) -> Any:
    if name in ("text", "file_id", "callback_query_id"):
        return given
    try:
        return json.loads(given)
    except ValueError:
        return given


def _chat(number: int) -> Call:
    if number > 0:
        return {"id": number, "type": "private", "first_name": f"Person {number}"}
    return {"id": number, "type": "supergroup", "title": "A group"}


def _user(number: int) -> Call:
    return {"id": number, "is_bot": False, "first_name": f"Person {number}"}


def _entities(text: str) -> list[Call]:
    """Return what Telegram would see in a text: a command at its beginning, mentions."""
    found, offset = [], 0
    for word in text.split(" "):
        bare = word.rstrip("?.,!")
        command = bare.split("\n")[0]
        if offset == 0 and command.startswith("/"):
            found.append({"type": "bot_command", "offset": 0, "length": len(command)})
        elif bare.startswith("@"):
            found.append({"type": "mention", "offset": offset, "length": len(bare)})
        offset += len(word) + 1
    return found
