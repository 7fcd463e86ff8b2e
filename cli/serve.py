"""The bot, serving Telegram: the one process that writes the indexes while it runs."""

import fcntl
import os
import re
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cli import output
from cli.completing import is_allowed, keep_completing
from cli.indexing import index, upgrading
from cli.parts import Parts
from cli.schedule import schedule_of
from cli.settings import Settings
from news.errors import ArchiveError, UsageError

if TYPE_CHECKING:
    from bot.app import Web

_JOIN_SECONDS = 3.0
"""What they are at is one transaction: cut off, it is done again."""


def serve(parts: Parts, token: str) -> None:
    """Serve Telegram until interrupted; raise ArchiveError where another bot serves the folder."""
    with _only_bot(parts.data):
        _serve(parts, token)


def _serve(parts: Parts, token: str) -> None:
    from bot.app import Bot

    with output.working("Loading the embedding model …"):
        parts.warm_up()
    if parts.indexes.are_as_asked():
        index(parts)
    # Also where there was nothing to index: while the bot runs, commands leave that to it.
    parts.take_lock()
    desk = parts.desk()
    stop = parts.stopping
    follower = threading.Thread(target=parts.keep_up, args=(stop,), name="catch-up", daemon=True)
    follower.start()
    threads = [follower]
    if is_allowed(parts):
        model = threading.Thread(
            target=keep_completing, args=(parts, stop), name="model", daemon=True
        )
        model.start()
        threads.append(model)
    bot = Bot(
        token, desk, api_base_url=parts.settings.telegram.api_base_url, web=_web(parts.settings)
    )
    schedule = schedule_of(parts, bot.tell_admins, parts.catch_up)
    reader = threading.Thread(target=schedule.watch, args=(stop,), name="sources", daemon=True)
    reader.start()
    threads.append(reader)
    try:
        output.say("Serving Telegram. Stop with Ctrl-C.")
        with upgrading(parts):
            bot.run()
    finally:
        stop.set()
        end = time.monotonic() + _JOIN_SECONDS
        for thread in threads:
            thread.join(timeout=max(0.0, end - time.monotonic()))
        schedule.release()


@contextmanager
def _only_bot(data: Path) -> Iterator[None]:
    """Hold a lock while a bot serves, let go of by the system however the process ends.

    Two would share an inbox whose numbers are one bot's own: each would take up the other's
    messages, answer for it, and lose its own.
    """
    path = data / "bot.lock"
    try:
        data.mkdir(parents=True, exist_ok=True)
        file = path.open("w")
    except OSError as error:
        raise ArchiveError(
            f"The lock {path} cannot be opened ({error.strerror}): check the data folder, or "
            "choose another with --data."
        ) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ArchiveError(
                f"Another bot serves the data folder {data} already: stop that one, or give this "
                "one a folder of its own with --data."
            ) from error
        yield


def _web(settings: Settings) -> "Web | None":
    """Return where the web app listens, None if it is not asked for.

    Raises UsageError if the settings cannot be that.
    """
    from bot.app import Web

    listen, webhook = settings.web.listen, settings.telegram.webhook
    if not listen:
        if webhook:
            raise UsageError(
                "[telegram] webhook is set, but not where to listen for it: set [web] listen, for "
                'example to "127.0.0.1:8080".'
            )
        return None
    host, _, port = listen.rpartition(":")
    if not host or not port.isdecimal():
        raise UsageError(f'[web] listen is {listen!r}: write it like "127.0.0.1:8080".')
    if webhook and not webhook.startswith("https://") and not settings.telegram.api_base_url:
        raise UsageError(f"[telegram] webhook is {webhook!r}: Telegram delivers to https:// only.")
    secret = os.environ.get("TELEGRAM_WEBHOOK_SECRET", "").strip() or secrets.token_urlsafe(32)
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise UsageError(
            "TELEGRAM_WEBHOOK_SECRET may hold letters, digits, _ and - only, 256 at most."
        )
    return Web(host.strip("[]"), int(port), webhook, secret)
