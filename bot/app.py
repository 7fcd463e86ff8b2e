"""The bot, put together and run: polling, the menu, a refused token, a missing network."""

import asyncio
import logging
import os
import sys
from typing import Any

from telegram import BotCommand, BotCommandScopeChat, LinkPreviewOptions, Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, Defaults

from bot.commands import menu
from bot.desk import Desk
from bot.handlers import Handlers
from news.errors import UsageError

log = logging.getLogger(__name__)

ALLOWED_UPDATES = [Update.MESSAGE, Update.CALLBACK_QUERY]
"""What is handled, so that Telegram sends nothing else."""

_SWITCH_SECONDS = 0.0005
"""With two threads computing, waking the event loop takes 6 ms (p95) instead of 26."""

_LONGEST_PAUSE = 30.0  # seconds between two tries to reach Telegram

App = Application[Any, Any, Any, Any, Any, Any]


def build(token: str, desk: Desk, *, api_base_url: str = "") -> App:
    """Return the application that answers for the desk; `api_base_url` is a local Bot API server's.

    Raises UsageError if the token cannot be one.
    """
    _keep_token_out_of_logs()
    # Durations as timedelta, as the library's next version has them; else each one warns.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    handlers = Handlers(desk)

    async def post_init(application: App) -> None:
        await _set_menu(application, desk.admins)

    async def post_shutdown(application: App) -> None:
        handlers.close()

    builder = (
        Application.builder()
        .token(token)
        .defaults(Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True)))
        .concurrent_updates(True)
        .job_queue(None)
        .post_init(post_init)
        .post_shutdown(post_shutdown)
    )
    if api_base_url:
        base = api_base_url.rstrip("/")
        builder = builder.base_url(f"{base}/bot").base_file_url(f"{base}/file/bot")
    try:
        application = builder.build()
    except InvalidToken:
        raise _refused() from None
    handlers.register(application)
    return application


def run(application: App) -> None:
    """Poll Telegram until interrupted; wait for the network if it is not there.

    Raises UsageError if Telegram refuses the token.
    """
    sys.setswitchinterval(_SWITCH_SECONDS)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        loop.run_until_complete(_reach(application))
        application.run_polling(
            allowed_updates=ALLOWED_UPDATES,
            drop_pending_updates=False,
            bootstrap_retries=-1,
            close_loop=False,
        )
    except InvalidToken:
        # Not chained: its text holds the token.
        raise _refused() from None
    finally:
        loop.close()
        asyncio.set_event_loop(None)


async def _reach(application: App) -> None:
    """Initialise the application, as often as it takes; the library would retry without a word."""
    pause = 1.0
    while True:
        try:
            await application.initialize()
        except InvalidToken:
            # What is not initialised is not shut down either, but this connection is open.
            await application.bot.request.shutdown()
            raise
        except TelegramError as error:
            log.warning("Telegram cannot be reached (%s): trying again in %.0f s.", error, pause)
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        else:
            return


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
