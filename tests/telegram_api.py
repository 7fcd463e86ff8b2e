"""A local Bot API server for tests, over real HTTP, with chats, and people who use them.

`with TelegramServer() as server:` serves on a port of this machine, in a thread of its own. The
bot under test runs in another thread than the test, which may then wait for what the chat shows.
"""

import asyncio
import re
import socket
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self, TypeVar

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from tests.telegram_chat import Document, Message, Press, User, render_html
from tests.telegram_check import (
    Json,
    Refused,
    check_call,
    read_body,
)
from tests.telegram_methods import Methods

__all__ = ["Call", "Document", "Message", "Press", "TelegramServer", "User", "render_html"]

LONGEST_POLL = 50
_NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
_DESCRIPTIONS = {
    400: "Bad Request",
    403: "Forbidden: bot was blocked by the user",
    500: "Internal Server Error",
    502: "Bad Gateway",
}
_T = TypeVar("_T")


@dataclass(frozen=True)
class Call:
    """A call of the bot; `error` is the description of the error it was answered with."""

    method: str
    params: Json
    error: str | None
    at: float


@dataclass(frozen=True)
class _Failure:
    status: int | None
    description: str
    parameters: Json
    done: bool


class _Cut(Response):
    """An answer that breaks off: the connection is closed before what was promised came."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-length", b"100"), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


class _Uvicorn(uvicorn.Server):
    """A server that says when it is ready."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


class TelegramServer:
    """A Bot API server: refuses what Telegram refuses, keeps chats and the log of calls.

    A chat is known once somebody wrote in it. All the state may be read from any thread.
    """

    def __init__(self, token: str = "123:TEST", username: str = "test_bot") -> None:
        self.token = token
        bot: Json = {
            "id": int(token.split(":")[0]),
            "is_bot": True,
            "first_name": "Test",
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": True,
            "supports_inline_queries": False,
        }
        self.calls: list[Call] = []
        self._methods = Methods(bot)
        self._changed = threading.Condition()
        self._updates: list[Json] = []
        self._twice: set[int] = set()
        self._again: list[Json] = []
        self._allowed: set[str] = set()
        self._webhook = self._secret = ""
        self.deliveries: list[tuple[int, int]] = []
        """The numbers of updates posted to a webhook, and the status of what it answered."""
        self._failures: dict[str, deque[_Failure]] = defaultdict(deque)
        self._seconds: dict[str, float] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wakers: set[asyncio.Event] = set()
        self._polls = 0

    # -- start and stop --------------------------------------------------------------------

    def __enter__(self) -> Self:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.base_url = f"{self.url}/bot"
        self.base_file_url = f"{self.url}/file/bot"
        app = Starlette(
            routes=[
                Route("/file/bot{token}/{path:path}", self._on_file),
                Route("/bot{token}/{method}", self._on_call, methods=["GET", "POST"]),
            ]
        )
        config = uvicorn.Config(
            app, http="h11", ws="none", loop="asyncio", lifespan="off", log_config=None,
            log_level="critical", timeout_keep_alive=60, timeout_graceful_shutdown=2,
        )  # fmt: skip
        self._uvicorn = _Uvicorn(config)
        self._thread = threading.Thread(target=self._serve, name="telegram", daemon=True)
        self._thread.start()
        if not self._uvicorn.ready.wait(10):
            raise RuntimeError("the server did not start")
        return self

    def __exit__(self, *_: object) -> None:
        self._uvicorn.should_exit = True
        with self._changed:
            self._notify()  # polls and slow answers end at once
        self._thread.join(10)
        if self._thread.is_alive():
            raise RuntimeError("the server did not stop")

    def _serve(self) -> None:
        async def serve() -> None:
            self._loop = asyncio.get_running_loop()
            delivering = asyncio.create_task(self._deliver())
            await self._uvicorn.serve(sockets=[self._socket])
            delivering.cancel()
            await asyncio.wait([delivering])

        try:
            asyncio.run(serve())
        finally:
            self._loop = None

    # -- what a test sees ------------------------------------------------------------------

    def chat(self, chat_id: int) -> list[Message]:
        """Return the messages of a chat, the deleted ones too, the oldest first."""
        with self._changed:
            return list(self._methods.messages[chat_id])

    def called(self, method: str) -> list[Json]:
        """Return the parameters of the calls of a method that were not refused."""
        with self._changed:
            return [one.params for one in self.calls if one.method == method and not one.error]

    @property
    def polls(self) -> int:
        """How often a bot asked for updates, the poll that waits now included."""
        return self._polls

    def refused(self) -> list[Call]:
        """Return the calls that were answered with an error."""
        with self._changed:
            return [one for one in self.calls if one.error]

    def wait_for(self, condition: Callable[[], _T], timeout: float = 30) -> _T:
        """Wait until a condition on this server's state holds, and return what it returned."""
        with self._changed:
            found = self._changed.wait_for(condition, timeout)
            if not found:
                calls = [one for one in self.calls if one.method != "getUpdates"][-5:]
                raise AssertionError(f"nothing within {timeout} s; the last calls were {calls}")
            return found

    def wait_for_message(
        self, chat_id: int, containing: str = "", timeout: float = 30, *, after: int = 0
    ) -> Message:
        """Wait for a message of the bot, also for an edit; `after` is the id of a message."""

        def find() -> Message | None:
            for one in self._methods.messages[chat_id]:
                if one.from_bot and not one.deleted and one.id > after and containing in one.text:
                    return one
            return None

        found = self.wait_for(find, timeout)
        assert found is not None
        return found

    # -- what a test does ------------------------------------------------------------------

    def user(self, id: int, name: str = "Ann", username: str | None = None) -> User:
        """Return a person; their private chat with the bot is known once they write in it."""
        return User(self, id, name, username)

    def push(self, update: Json, *, twice: bool = False) -> int:
        """Hand an update to the bot; `twice`: also again, after the bot confirmed it."""
        with self._changed:
            number = next(self._methods.numbers)
            allowed = self._allowed
            if set(update) & allowed if allowed else not set(update) & _NOT_BY_DEFAULT:
                self._updates.append({"update_id": number, **update})
                if twice:
                    self._twice.add(number)
                self._notify()
            return number

    def fail_next(
        self,
        method: str,
        *,
        status: int = 500,
        retry_after: int | None = None,
        migrate_to: int | None = None,
        times: int = 1,
        description: str | None = None,
        cut: bool = False,
        done: bool = False,
    ) -> None:
        """Fail the next calls of a method; with `retry_after` it is with status 429.

        With `migrate_to` it is because the group became that supergroup.
        `cut` breaks the connection off; `done` carries the call out and loses only its answer.
        """
        usual = _DESCRIPTIONS.get(status, "Internal Server Error")
        parameters = {}
        if cut:
            usual = "(the connection was cut)"
        elif retry_after is not None:
            status, usual = 429, f"Too Many Requests: retry after {retry_after}"
            parameters = {"retry_after": retry_after}
        elif migrate_to is not None:
            usual = "Bad Request: group chat was upgraded to a supergroup chat"
            parameters = {"migrate_to_chat_id": migrate_to}
        failure = _Failure(None if cut else status, description or usual, parameters, done)
        with self._changed:
            self._failures[method].extend([failure] * times)
            self._notify()

    def slow(self, method: str, seconds: float) -> None:
        """Carry out a method's calls at once and answer them late, until told 0 seconds."""
        self._seconds[method] = seconds

    # -- what users do through -------------------------------------------------------------

    def add(self, *of: Any, **more: Any) -> Message:
        """Put a message into a chat, as `Methods.add` does."""
        with self._changed:
            message = self._methods.add(*of, **more)
            self._notify()
            return message

    def keep(self, name: str, content: bytes, media_type: str) -> Document:
        with self._changed:
            return self._methods.keep(name, content, media_type)

    def new_press(self, data: str) -> Press:
        with self._changed:
            return self._methods.new_press(data)

    # -- requests --------------------------------------------------------------------------

    async def _on_file(self, request: Request) -> Response:
        if request.path_params["token"] != self.token:
            return _error(401, "Unauthorized")
        for document in self._methods.files.values():
            if document.path == request.path_params["path"]:
                return Response(document.content, media_type="application/octet-stream")
        return _error(404, "Not Found")

    async def _on_call(self, request: Request) -> Response:
        if request.path_params["token"] != self.token:
            return _error(401, "Unauthorized")
        method, given = request.path_params["method"], {}
        with self._changed:
            failure = self._failures[method].popleft() if self._failures[method] else None
        try:
            content_type = request.headers.get("content-type", "")
            given = read_body(content_type, request.url.query, await request.body())
            given = check_call(method, given)
            if failure is None or failure.done:
                result = await self._carry_out(method, given)
            if failure is not None:
                self._log(method, given, failure.description)
                if failure.status is None:
                    return _Cut()
                return _error(failure.status, failure.description, failure.parameters)
        except Refused as refused:
            # Who hung up, as a bot that stops does on its poll, sees no error.
            if not await request.is_disconnected():
                self._log(method, given, refused.description)
            return _error(refused.status, refused.description)
        self._log(method, given, None)
        await self._pause(self._seconds.get(method, 0))
        return JSONResponse({"ok": True, "result": result})

    def _log(self, method: str, params: Json, error: str | None) -> None:
        with self._changed:
            self.calls.append(Call(method, params, error, time.monotonic()))
            self._notify()

    async def _carry_out(self, method: str, params: Json) -> Any:
        if method == "getUpdates":
            return await self._get_updates(**params)
        name = re.sub("[A-Z]", lambda found: f"_{found[0].lower()}", method)
        # What concerns updates is here, the rest is about chats.
        act = getattr(self, f"_{name}", None) or getattr(self._methods, name)
        with self._changed:
            result = act(**params)
            self._notify()
            return result

    async def _pause(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not self._uvicorn.should_exit:
            await self._wake_within(left, self._waker())

    # -- waking ----------------------------------------------------------------------------

    def _notify(self) -> None:
        """Wake who waits for a change, in threads and in the server's loop; the lock is held."""
        self._changed.notify_all()
        if self._loop is not None:
            for waker in self._wakers:
                self._loop.call_soon_threadsafe(waker.set)
        self._wakers.clear()

    def _waker(self) -> asyncio.Event:
        with self._changed:
            waker = asyncio.Event()
            self._wakers.add(waker)
            return waker

    async def _wake_within(self, seconds: float, waker: asyncio.Event) -> None:
        try:
            async with asyncio.timeout(seconds):
                await waker.wait()
        except TimeoutError:
            with self._changed:
                self._wakers.discard(waker)

    # -- updates ---------------------------------------------------------------------------

    async def _get_updates(
        self,
        offset: int = 0,
        limit: int = 100,
        timeout: int = 0,
        allowed_updates: Iterable[str] | None = None,
    ) -> list[Json]:
        if self._webhook:
            raise Refused(
                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook"
                " to delete the webhook first",
                409,
            )
        if allowed_updates is not None:
            self._allowed = set(allowed_updates)
        self._confirm(offset)
        with self._changed:
            self._polls += 1
            this_poll = self._polls
            self._notify()  # the poll before this one, which ends
        end = time.monotonic() + min(timeout, LONGEST_POLL)
        while True:
            waker = self._waker()
            with self._changed:
                if this_poll != self._polls:
                    raise Refused(
                        "Conflict: terminated by other getUpdates request; make sure that only"
                        " one bot instance is running",
                        409,
                    )
                found = (self._again + self._updates)[: max(1, min(limit, 100))]
                self._again = [one for one in self._again if one not in found]
                left = end - time.monotonic()
                # A failure told meanwhile is for the next poll: this one ends for it.
                over = left <= 0 or self._uvicorn.should_exit
                if found or over or self._failures["getUpdates"]:
                    self._wakers.discard(waker)
                    return found
            await self._wake_within(left, waker)

    def _confirm(self, offset: int) -> None:
        """Forget the updates below an offset; a negative one counts from the last."""
        with self._changed:
            if offset < 0:
                self._updates = self._updates[offset:]
                return
            confirmed = [one for one in self._updates if one["update_id"] < offset]
            self._updates = self._updates[len(confirmed) :]
            self._again += [one for one in confirmed if one["update_id"] in self._twice]
            self._twice -= {one["update_id"] for one in confirmed}

    def _set_webhook(
        self,
        url: str,
        secret_token: str = "",
        allowed_updates: Iterable[str] | None = None,
        **_: Any,
    ) -> bool:
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret_token):
            raise Refused("secret token contains unallowed characters")
        if allowed_updates is not None:
            self._allowed = set(allowed_updates)
        self._webhook, self._secret = url, secret_token
        return True

    async def _deliver(self) -> None:
        """Post updates to the webhook, the oldest first, each until it is taken."""
        async with httpx.AsyncClient(timeout=10) as client:
            while not self._uvicorn.should_exit:
                waker = self._waker()
                with self._changed:
                    first = self._updates[0] if self._webhook and self._updates else None
                    url, secret = self._webhook, self._secret
                if first is None:
                    await self._wake_within(60, waker)
                    continue
                status = 0
                with suppress(httpx.HTTPError):
                    headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
                    answer = await client.post(url, json=first, headers=headers)
                    status = answer.status_code
                with self._changed:
                    self.deliveries.append((first["update_id"], status))
                    if 200 <= status < 300:
                        again = first["update_id"] in self._twice
                        self._twice.discard(first["update_id"])
                        self._updates = self._updates if again else self._updates[1:]
                    self._notify()
                if not 200 <= status < 300:
                    await asyncio.sleep(0.1)

    def _delete_webhook(self, drop_pending_updates: bool = False) -> bool:
        self._webhook = ""
        if drop_pending_updates:
            self._updates.clear()
        return True

    def _get_webhook_info(self) -> Json:
        waiting = len(self._updates)
        return {
            "url": self._webhook, "has_custom_certificate": False, "pending_update_count": waiting
        }  # fmt: skip


def _error(status: int, description: str, parameters: Json | None = None) -> JSONResponse:
    answer: Json = {"ok": False, "error_code": status, "description": description}
    if parameters:
        answer["parameters"] = parameters
    return JSONResponse(answer, status)
