"""One lane for each person in each chat: questions wait for each other, and for nobody else's."""

import asyncio
import logging
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import BaseUpdateProcessor

from news.errors import DatelineError

log = logging.getLogger(__name__)

MOST_WAITING = 5
"""Questions of one person that wait while one is answered."""

_SLOTS = 256
"""The library's bound on updates at once; here each leaves its slot at once."""

Key = tuple[int, int]
"""Chat and person."""


@dataclass(eq=False, slots=True)
class Item:
    """An update on its way: `cancelled` is set when the person no longer wants it."""

    update: Update
    work: Coroutine[Any, Any, Any]
    key: Key
    cancelled: threading.Event = field(default_factory=threading.Event)
    task: "asyncio.Task[None] | None" = None


@dataclass(slots=True)
class _Lane:
    waiting: deque[Item] = field(default_factory=deque)
    running: Item | None = None
    refused: int = 0


class Lanes(BaseUpdateProcessor):
    """Appends each update to its lane and returns; what does not wait is begun at once.

    `waits` says whether an update waits for others of the same person. `on_full(update, count)` is
    awaited for each one that finds five waiting, with how many were refused since; `on_done` when
    one was handled, or refused, or cancelled by the person: not when the process stops.
    """

    def __init__(
        self,
        waits: Callable[[Update], bool],
        *,
        on_full: Callable[[Update, int], Awaitable[None]],
        on_cancelled: Callable[[Update], Awaitable[None]],
        on_done: Callable[[Update], Awaitable[None]],
    ) -> None:
        super().__init__(_SLOTS)
        self._waits = waits
        self._on_full = on_full
        self._on_cancelled = on_cancelled
        self._on_done = on_done
        self._lanes: dict[Key, _Lane] = {}
        self._items: dict[int, Item] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopped = False

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Put the update where it belongs; nothing is waited for."""
        assert asyncio.iscoroutine(coroutine)
        if not isinstance(update, Update):
            await coroutine
            return
        if self._stopped:
            coroutine.close()
            return
        chat, person = update.effective_chat, update.effective_user
        item = Item(update, coroutine, (chat.id if chat else 0, person.id if person else 0))
        if not self._waits(update):
            self._start(item)
            return
        lane = self._lanes.setdefault(item.key, _Lane())
        if lane.running is None:
            lane.running = item
            self._start(item)
        elif len(lane.waiting) < MOST_WAITING:
            lane.waiting.append(item)
        else:
            item.work.close()
            lane.refused += 1
            self._keep(self._refuse(update, lane.refused))

    def item(self, update_id: int) -> Item | None:
        """Return the item of an update that is being handled."""
        return self._items.get(update_id)

    def cancel(self, key: Key, *, but: int = 0) -> int:
        """Give up everything of a person in a chat, except the update `but`; return how much."""
        lane = self._lanes.get(key)
        waiting = list(lane.waiting) if lane else []
        if lane:
            lane.waiting.clear()
        for item in waiting:
            item.work.close()
            self._keep(self._give_up(item.update))
        count = len(waiting)
        for item in [one for one in self._items.values() if one.key == key]:
            if item.update.update_id == but or item.cancelled.is_set():
                continue
            item.cancelled.set()
            count += 1
            if lane and lane.running is item and item.task is not None:
                item.task.cancel()
        return count

    async def stop(self, grace: float) -> None:
        """Drop what waits, and give what runs so many seconds; the inbox has it all."""
        self._stopped = True
        for lane in self._lanes.values():
            for item in lane.waiting:
                item.work.close()
            lane.waiting.clear()
        if self._tasks:
            _, running = await asyncio.wait(self._tasks, timeout=grace)
            for task in running:
                task.cancel()
            if running:
                await asyncio.wait(running)

    # -- one item --------------------------------------------------------------------------

    def _start(self, item: Item) -> None:
        self._items[item.update.update_id] = item
        item.task = self._keep(self._run(item))

    def _keep(self, work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        # The loop itself keeps only weak references to tasks.
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _run(self, item: Item) -> None:
        try:
            try:
                await item.work
            except asyncio.CancelledError:
                if not item.cancelled.is_set():
                    raise
                await self._on_cancelled(item.update)
            await self._on_done(item.update)
        except (DatelineError, TelegramError) as error:
            # The library's error handler has seen what handlers raise; this is our own plumbing.
            log.error("Closing an update failed; a restart looks at it again (%s).", error)
        finally:
            self._items.pop(item.update.update_id, None)
            item.work.close()  # nothing, unless it was cancelled before it began
            self._next(item)

    def _next(self, item: Item) -> None:
        lane = self._lanes.get(item.key)
        if lane is None or lane.running is not item:
            return
        if lane.waiting:
            lane.running = lane.waiting.popleft()
            self._start(lane.running)
        else:
            del self._lanes[item.key]

    async def _refuse(self, update: Update, count: int) -> None:
        await self._on_full(update, count)
        await self._on_done(update)

    async def _give_up(self, update: Update) -> None:
        await self._on_cancelled(update)
        await self._on_done(update)
