"""Writes to chats by itself: looks for what is new of watched topics, and sends it once.

What is told is kept before it is sent, so that nothing comes twice. Where the process ends in
between, or Telegram's answer is lost, nobody knows whether it arrived: it is not sent again, and
shown in /watches and in the next message of the watch.
"""

import asyncio
import logging
import time
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from answer.developments import Developments, developments, told_after
from answer.watching import Came
from bot.desk import Desk
from bot.gate import Wish, refusal
from bot.message import Message
from bot.sending import Bot, is_unsent, send
from bot.watching import next_due, render_news
from bot.workers import Workers
from news.watch import Position, Told, Watch

log = logging.getLogger(__name__)

_LOOK_SECONDS = 1.0
_FAILED_SECONDS = 30.0
_LONGEST_PAUSE = 300.0  # seconds until a chat is tried again
_AT_ONCE = 20

_T = TypeVar("_T")


class WatchAlerts:
    """Looks after the watches of one desk while the bot serves."""

    def __init__(self, desk: Desk, bot: Bot) -> None:
        self._desk = desk
        self._bot = bot
        self._thread = Workers(1, "alerts")
        self._sending: dict[str, asyncio.Task[None]] = {}
        self._paused: dict[str, tuple[float, float]] = {}
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._running: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Look again and again until told to stop."""
        self._running = asyncio.create_task(self._run())

    async def stop(self, seconds: float) -> None:
        """Stop looking; what is being sent has so long to arrive."""
        if self._running is not None:
            self._running.cancel()
        if self._sending:
            _, late = await asyncio.wait(list(self._sending.values()), timeout=seconds)
            for task in late:
                task.cancel()
        self._thread.close()

    async def _run(self) -> None:
        while True:
            try:
                await self._look()
            except Exception:
                # The bot goes on whatever a watch does to it, and this is tried again.
                log.exception("Looking after the watches failed")
                await asyncio.sleep(_FAILED_SECONDS)
            await asyncio.sleep(_LOOK_SECONDS)

    async def _look(self) -> None:
        position, ids = await self._do(self._behind)
        came: dict[Position, Came] = {}
        untouched = []
        for number in ids:
            watch = await self._do(self._desk.watches.get, number)
            if watch is None or self._rests(watch):
                continue
            try:
                found = await self._do(self._check, watch, position, came)
            except Exception:
                # A watch that nobody foresaw does not keep news from those behind it.
                log.exception("Looking after watch %d failed", watch.id)
                self._pause(watch.chat)
                continue
            if found is None:
                untouched.append(watch.id)
            elif isinstance(found, tuple):
                task = asyncio.create_task(self._tell(watch, position, *found))
                self._sending[watch.chat] = task
                task.add_done_callback(partial(self._over, watch.chat))
        if untouched:
            await self._do(self._desk.watches.saw, untouched, position)

    def _over(self, chat: str, task: "asyncio.Task[None]") -> None:
        self._sending.pop(chat, None)
        if not task.cancelled() and task.exception() is not None:
            log.error("Telling a watch failed: %r", task.exception())
            self._pause(chat)

    def _behind(self) -> tuple[Position, list[int]]:
        position = self._desk.watching.position()
        return position, self._desk.watches.behind(position, self._desk.now())

    def _rests(self, watch: Watch) -> bool:
        """Say whether the watch is left for later: its chat is written to, or its owner is out."""
        until, _ = self._paused.get(watch.chat, (0.0, 0.0))
        person = watch.by.rpartition(":")[2]
        is_out = person.isdecimal() and refusal(self._desk, Wish(int(person))) is not None
        return watch.chat in self._sending or time.monotonic() < until or is_out

    def _check(
        self, watch: Watch, position: Position, came: dict[Position, Came]
    ) -> tuple[Message, Told] | bool | None:
        """Return what is to be told; True where what came was kept, None where nothing did."""
        watching = self._desk.watching
        if watch.seen not in came:
            came[watch.seen] = watching.came(watch.seen, position)
        if not watching.touches(watch.topic, watch.told, came[watch.seen]):
            if watch.hour is None:
                return None
            self._desk.watches.keep(
                watch, watch.told, position, due=self._due(watch), unsure=watch.unsure
            )
            return True
        present = watching.present(watch.topic, watch.told, corrections=position.corrections)
        news, told = developments(watch.told, present), told_after(watch.told, present)
        if not news:
            self._desk.watches.keep(
                watch, told, position, due=self._due(watch), unsure=watch.unsure
            )
            return True
        unsure = developments(watch.unsure, present) if watch.unsure else Developments()
        return render_news(watch, news, unsure), told

    def _due(self, watch: Watch) -> Any:
        if watch.hour is None:
            return None
        return next_due(watch.hour, self._desk.zone, self._desk.now())

    async def _tell(self, watch: Watch, position: Position, message: Message, told: Told) -> None:
        async with self._places:
            kept = await self._do(
                lambda: self._desk.watches.keep(
                    watch, told, position, due=self._due(watch), unsure=watch.unsure or watch.told
                )
            )
            if not kept:
                return  # it was ended meanwhile
            try:
                await send(self._bot, _number(watch.chat), message, thread=watch.thread)
            except ChatMigrated as error:
                await self._undo(watch)
                to = f"telegram:{error.new_chat_id}"
                await self._do(self._desk.watches.move, watch.chat, to)
            except Forbidden as error:
                await self._drop(watch, error)
            except BadRequest as error:
                await self._refused(watch, error)
            except TelegramError as error:
                if is_unsent(error):
                    await self._undo(watch)
                    self._pause(watch.chat)
                log.warning("Watch %d may not have been told (%s).", watch.id, error)
            else:
                self._paused.pop(watch.chat, None)
                await self._do(self._desk.watches.sent, watch.id)

    async def _refused(self, watch: Watch, error: BadRequest) -> None:
        if "chat not found" in str(error).lower():
            await self._drop(watch, error)
        elif watch.thread is not None and "thread" in str(error).lower():
            await self._undo(watch)
            await self._do(self._desk.watches.leave_thread, watch.id)
        else:
            log.error("Watch %d was not told: Telegram refused it (%s).", watch.id, error)

    async def _drop(self, watch: Watch, error: TelegramError) -> None:
        count = await self._do(self._desk.watches.drop, watch.chat)
        log.info("A chat takes no messages any more (%s): %d watches dropped.", error, count)

    async def _undo(self, watch: Watch) -> None:
        """Keep again what was kept before: surely nothing of it arrived."""
        await self._do(
            lambda: self._desk.watches.keep(
                watch, watch.told, watch.seen, due=watch.due, unsure=watch.unsure
            )
        )

    def _pause(self, chat: str) -> None:
        _, last = self._paused.get(chat, (0.0, 0.5))
        seconds = min(2 * last, _LONGEST_PAUSE)
        self._paused[chat] = (time.monotonic() + seconds, seconds)

    async def _do(self, work: Callable[..., _T], *of: Any) -> _T:
        return await self._thread.run(lambda: work(*of))


def _number(chat: str) -> int:
    return int(chat.rpartition(":")[2])
