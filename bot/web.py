"""One small web app: Telegram's webhook, and whether all is well."""

import hmac
import json
import logging
import socket
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from telegram.error import TelegramError

from news.errors import DatelineError

log = logging.getLogger(__name__)

_SECRET_HEADER = "x-telegram-bot-api-secret-token"
_LARGEST_UPDATE = 1_000_000
"""Bytes; Telegram's updates have a few thousand."""

Deliver = Callable[[dict[str, Any]], Awaitable[None]]
"""Takes an update. Raises ValueError if it is none, DatelineError or TelegramError when it could
not be kept: Telegram then delivers it again."""

Health = Callable[[], Awaitable[dict[str, Any]]]
"""Says how things stand, with "status": "ok" when all is well."""


def web_app(
    health: Health, *, path: str = "", secret: str = "", deliver: Deliver | None = None
) -> Starlette:
    """Return the app: /healthz, and with a `path` the webhook there, which knows Telegram by the
    secret it brings."""

    async def on_health(request: Request) -> Response:
        found = await health()
        return JSONResponse(found, 200 if found["status"] == "ok" else 503)

    async def on_update(request: Request) -> Response:
        brought = request.headers.get(_SECRET_HEADER, "")
        if not secret or not hmac.compare_digest(brought.encode(), secret.encode()):
            return PlainTextResponse("This address is for Telegram.", 403)
        if int(request.headers.get("content-length") or 0) > _LARGEST_UPDATE:
            return PlainTextResponse("This is too large for an update.", 413)
        assert deliver is not None
        try:
            await deliver(json.loads(await request.body()))
        except ValueError:
            return PlainTextResponse("This is no update.", 400)
        except (DatelineError, TelegramError) as error:
            log.warning("An update was not kept (%s): Telegram delivers it again.", error)
            return PlainTextResponse("Try again later.", 503)
        return Response(status_code=200)

    routes = [Route("/healthz", on_health)]
    if deliver is not None:
        routes.append(Route(path, on_update, methods=["POST"]))
    return Starlette(routes=routes)


class WebServer(uvicorn.Server):
    """Serves the app in the running event loop, and leaves signals to whoever runs it."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        """Listen at once; raise OSError if the address is taken or is not this machine's."""
        super().__init__(
            uvicorn.Config(
                app, log_config=None, log_level="warning", lifespan="off", access_log=False,
                timeout_graceful_shutdown=2,
            )
        )  # fmt: skip
        # Left to itself, the library ends the whole process where it cannot listen.
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = socket.create_server((host, port), family=family)

    async def listen(self) -> None:
        """Serve until `should_exit`."""
        await self.serve(sockets=[self._socket])

    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]
        return nullcontext()
