"""The bot, put together and run: polling or webhook, the menu, a refused token, no network."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from telegram import BotCommand, BotCommandScopeChat, LinkPreviewOptions, Update
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, Defaults

from bot.alerts import WatchAlerts
from bot.commands import menu
from bot.desk import Desk
from bot.handlers import Handlers
from bot.limiter import Limiter
from bot.render import say
from bot.sending import surely
from bot.web import WebServer, web_app
from news.errors import DatelineError, UsageError

log = logging.getLogger(__name__)

ALLOWED_UPDATES = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY]
"""What is handled, so that Telegram sends nothing else."""

_SWITCH_SECONDS = 0.0005
"""With two threads computing, waking the event loop takes 6 ms (p95) instead of 26."""

_CONNECTIONS = 32
"""The pool looks at every connection for every call: with the library's 256, 200 people asking at
once kept it busy for half of their waiting."""

_POOL_SECONDS = 60.0  # a call may wait so long for a connection

_LONGEST_PAUSE = 30.0  # seconds between two tries to reach Telegram

_TELL_SECONDS = 30.0

_STOP_SECONDS = 5.0
"""Containers are killed ten seconds after they are told to stop."""

App = Application[Any, Any, Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Web:
    """Where the web app listens; with a `webhook`, Telegram is told to deliver to that address."""

    host: str
    port: int
    webhook: str = ""
    secret: str = ""


class Bot:
    """The bot for one desk: `run` serves until it is told to stop."""

    def __init__(
        self, token: str, desk: Desk, *, api_base_url: str = "", web: Web | None = None
    ) -> None:
        """Put it together; `api_base_url` is a local Bot API server's.

        Raises UsageError if the token cannot be one.
        """
        _keep_token_out_of_logs()
        # Durations as timedelta, as the library's next version has them; else each one warns.
        os.environ.setdefault("PTB_TIMEDELTA", "true")
        self._desk = desk
        self._web = web
        self._handlers = Handlers(desk)
        self._loop: asyncio.AbstractEventLoop | None = None
        builder = (
            Application.builder()
            .token(token)
            .defaults(Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)))
            .rate_limiter(Limiter())
            .update_queue(self._handlers.queue)
            .concurrent_updates(self._handlers.lanes)
            .job_queue(None)
            .connection_pool_size(_CONNECTIONS)
            .pool_timeout(_POOL_SECONDS)
        )
        if api_base_url:
            base = api_base_url.rstrip("/")
            builder = builder.base_url(f"{base}/bot").base_file_url(f"{base}/file/bot")
        try:
            self.application: App = builder.build()
        except InvalidToken:
            raise _refused() from None
        self._handlers.register(self.application)
        self._alerts: WatchAlerts | None = None

    def run(self) -> None:
        """Serve until interrupted; wait for the network if it is not there.

        Raises UsageError if Telegram refuses the token or the web app's address is taken.
        """
        sys.setswitchinterval(_SWITCH_SECONDS)
        asyncio.run(self._run_until_interrupted())

    async def _run_until_interrupted(self) -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
        await self.serve(stop)

    async def serve(self, stop: asyncio.Event, ready: Callable[[], None] = lambda: None) -> None:
        """Serve until `stop` is set; `ready` is called once messages are taken."""
        application = self.application
        web = await self._start_web()
        try:
            if not await _reach(application, stop):
                return
            await _set_menu(application, self._desk.admins)
            for update in await self._handlers.queue.replay(application.bot):
                await self._handlers.give_up(update, application.bot)
            await application.start()
            await self._listen()
            self._alerts = WatchAlerts(self._desk, application.bot)
            self._alerts.start()
            self._loop = asyncio.get_running_loop()
            ready()
            await _either(stop, web)
            self._loop = None
            await self._stop()
        except InvalidToken:
            # Not chained: its text holds the token.
            raise _refused() from None
        finally:
            if web is not None:
                web.server.should_exit = True
                await asyncio.wait([web.task])
            self._handlers.close()

    def tell_admins(self, text: str) -> None:
        """Write to the admins, from any thread; who has never written to the bot gets nothing.

        Raises DatelineError while the bot does not serve or Telegram is not reached.
        """
        log.warning("%s", text)
        if self._loop is None:
            raise DatelineError("The admins were not told something: the bot does not serve yet.")
        telling = asyncio.run_coroutine_threadsafe(self._write_to_admins(text), self._loop)
        try:
            telling.result(_TELL_SECONDS)
        except (TimeoutError, NetworkError) as error:
            raise DatelineError(
                f"The admins were not told something ({error}): it is tried again."
            ) from error

    async def _write_to_admins(self, text: str) -> None:
        for person in self._desk.admins:
            for message in say(text):
                try:
                    await self.application.bot.send_message(person, message.text)
                except (BadRequest, Forbidden) as error:
                    log.warning("The admin %s cannot be written to (%s).", person, error)

    async def _listen(self) -> None:
        web, application = self._web, self.application
        if web is not None and web.webhook:
            await surely(
                lambda: application.bot.set_webhook(
                    web.webhook, allowed_updates=ALLOWED_UPDATES, secret_token=web.secret
                )
            )
            return
        assert application.updater is not None
        await application.updater.start_polling(
            allowed_updates=ALLOWED_UPDATES,
            drop_pending_updates=False,
            bootstrap_retries=-1,
            error_callback=_on_trouble,
        )

    async def _stop(self) -> None:
        """Stop within seconds: what is not done by then, the inbox has."""
        application = self.application
        if application.updater is not None and application.updater.running:
            with suppress(TimeoutError):
                async with asyncio.timeout(_STOP_SECONDS):
                    await application.updater.stop()
        if self._alerts is not None:
            await self._alerts.stop(_STOP_SECONDS)
        await self._handlers.lanes.stop(_STOP_SECONDS)
        await application.stop()
        await application.shutdown()

    # -- the web app -----------------------------------------------------------------------

    async def _start_web(self) -> "_Serving | None":
        if self._web is None:
            return None
        path = urlsplit(self._web.webhook).path or "/"
        app = web_app(
            self._health,
            path=path,
            secret=self._web.secret,
            deliver=self._deliver if self._web.webhook else None,
        )
        try:
            server = WebServer(app, self._web.host, self._web.port)
        except OSError as error:
            raise UsageError(
                f"The web app cannot listen on {self._web.host}:{self._web.port} "
                f"({error.strerror or error}): change [web] listen, or end what listens there."
            ) from error
        return _Serving(server, asyncio.create_task(server.listen()))

    async def _deliver(self, given: dict[str, Any]) -> None:
        try:
            update = Update.de_json(given, self.application.bot)
        except (TypeError, AttributeError, KeyError) as error:
            raise ValueError("this is no update") from error
        await self._handlers.queue.put(update)

    async def _health(self) -> dict[str, Any]:
        return await asyncio.to_thread(_health_of, self._desk)


@dataclass(frozen=True, slots=True)
class _Serving:
    server: WebServer
    task: "asyncio.Task[None]"


def _health_of(desk: Desk) -> dict[str, Any]:
    try:
        counts, newest = desk.archive.counts(), desk.archive.newest()
        waiting = desk.inbox.count()
    except DatelineError as error:
        return {"status": "failing", "reason": str(error)}
    return {
        "status": "ok",
        "articles": counts["articles"],
        "newest": newest.isoformat() if newest else None,
        "being_indexed": counts["waiting"],
        "messages_waiting": waiting,
    }


async def _either(stop: asyncio.Event, web: _Serving | None) -> None:
    """Wait until told to stop, or until the web app ended by itself."""
    waiting: set[asyncio.Task[Any]] = {asyncio.create_task(stop.wait())}
    await asyncio.wait(
        waiting | ({web.task} if web else set()), return_when=asyncio.FIRST_COMPLETED
    )
    for task in waiting:
        task.cancel()


async def _reach(application: App, stop: asyncio.Event) -> bool:
    """Initialise the application, as often as it takes; False when told to stop meanwhile.

    The library would try again without a word.
    """
    pause = 1.0
    while not stop.is_set():
        try:
            await application.initialize()
        except InvalidToken:
            # What is not initialised is not shut down either, but this connection is open.
            await application.bot.request.shutdown()
            raise
        except TelegramError as error:
            log.warning("Telegram cannot be reached (%s): trying again in %.0f s.", error, pause)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        else:
            return True
    await application.bot.request.shutdown()
    return False


async def _set_menu(application: App, admins: frozenset[int]) -> None:
    """Show everyone the commands, and admins theirs too in their chats with the bot."""
    await _set_commands(application, is_admin=False)
    for person in admins:
        await _set_commands(application, is_admin=True, chat=person)


async def _set_commands(application: App, *, is_admin: bool, chat: int | None = None) -> None:
    shown = [BotCommand(command.name, command.menu) for command in menu(is_admin=is_admin)]
    scope = None if chat is None else BotCommandScopeChat(chat)
    try:
        await application.bot.set_my_commands(shown, scope=scope)
    except TelegramError as error:
        # An admin who never wrote to the bot has no chat with it yet.
        whose = "everyone" if chat is None else f"the admin {chat}"
        log.info("The menu of %s was not set (%s).", whose, error)


def _on_trouble(error: TelegramError) -> None:
    """Say in one line that asking for messages failed: the library goes on by itself."""
    log.warning("Asking Telegram for messages failed (%s): trying again.", error)


def _refused() -> UsageError:
    return UsageError(
        "Telegram refused the bot's token: check TELEGRAM_BOT_TOKEN (@BotFather shows it under "
        "/mybots) and, if it is set, [telegram] api_base_url."
    )


def _keep_token_out_of_logs() -> None:
    """Silence what would log the addresses of requests, which hold the token."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram.ext").addFilter(_names_no_token)


def _names_no_token(record: logging.LogRecord) -> bool:
    """Drop the library's own report of a refused token, which quotes it: `run` raises instead."""
    return not (record.exc_info and isinstance(record.exc_info[1], InvalidToken))
