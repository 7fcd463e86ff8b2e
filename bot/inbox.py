"""The way in from Telegram: nothing is confirmed to it that the archive does not hold.

The library confirms an update before any handler runs. Both polling and the webhook await the
queue's `put` first, so that is where the update is kept.
"""

import json
import logging
from asyncio import Queue
from collections.abc import Callable
from typing import Any, TypeVar

from telegram import Bot, Update
from telegram.error import NetworkError

from archive import Inbox
from bot.workers import Workers
from news.errors import DatelineError

log = logging.getLogger(__name__)

_T = TypeVar("_T")

_PRUNED_EVERY = 1000
"""Updates: what was done long ago is forgotten also where the process runs for months."""


class InboxQueue(Queue[object]):
    """The application's queue of updates, over the archive's inbox.

    It is also where handlers mark an update done and keep which messages replied to it.
    """

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self._inbox = inbox
        # One thread: SQLite has one writer anyway, and so what is kept is kept in order.
        self._thread = Workers(1, "inbox")
        self._queued: set[int] | None = set()
        self._until_pruned = _PRUNED_EVERY

    async def put(self, item: object) -> None:
        """Keep an update, then queue it; one that came before is known and not queued again.

        Raises NetworkError when it cannot be kept: polling then asks for it again, and the webhook
        lets Telegram deliver it again.
        """
        if isinstance(item, Update):
            try:
                is_new = await self._do(self._inbox.receive, item.update_id, item.to_json())
            except DatelineError as error:
                raise NetworkError(str(error)) from error
            if not is_new:
                log.info("Update %d came again; it is known.", item.update_id)
                return
            if self._queued is not None:
                self._queued.add(item.update_id)
            await self._prune_sometimes()
        await super().put(item)

    async def replay(self, bot: Bot) -> list[Update]:
        """Queue what was not done when the process ended; return what is given up.

        Called once, before anything is handled; what the webhook brought meanwhile is queued.
        """
        again, given_up = await self._do(self._inbox.waiting)
        queued, self._queued = self._queued or set(), None
        left = [body for number, body in again if number not in queued]
        for body in left:
            await super().put(_update(body, bot))
        if left:
            log.info("Taking up %d messages from before the start.", len(left))
        await self._do(self._inbox.prune)
        return [_update(body, bot) for _, body in given_up]

    async def done(self, update: Update) -> None:
        """Forget what an update said."""
        await self._do(self._inbox.done, update.update_id)

    async def of(self, to: str) -> list[int]:
        """Return the ids of the messages that replied to something."""
        return await self._do(self._inbox.replies, to)

    async def keep(self, to: str, messages: list[int]) -> None:
        """Keep the ids of the messages that replied."""
        await self._do(self._inbox.keep_replies, to, list(messages))

    def close(self) -> None:
        self._thread.close()

    async def _prune_sometimes(self) -> None:
        self._until_pruned -= 1
        if not self._until_pruned:
            self._until_pruned = _PRUNED_EVERY
            await self._do(self._inbox.prune)

    async def _do(self, work: Callable[..., _T], *of: Any) -> _T:
        return await self._thread.run(lambda: work(*of))


def _update(body: str, bot: Bot) -> Update:
    return Update.de_json(json.loads(body), bot)
