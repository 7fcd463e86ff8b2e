"""How often Telegram is called, chat by chat: what it asks of one chat delays no other.

The library's own limiter holds every chat when one of them is told to wait.
"""

import asyncio
import heapq
import itertools
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from enum import IntEnum
from typing import Any

from telegram.error import RetryAfter, TelegramError
from telegram.ext import BaseRateLimiter


class Rank(IntEnum):
    """Which call goes first when a chat must wait: an answer, a placeholder, progress.

    Only PROGRESS is ever dropped.
    """

    FINAL = 0
    START = 1
    PROGRESS = 2


class Dropped(TelegramError):
    """Progress that was not shown, because something newer is to be shown."""


@dataclass(frozen=True, slots=True)
class Pace:
    """So many calls at once, then one every so many seconds; progress leaves some of them."""

    burst: int
    seconds: float
    kept: int


PRIVATE = Pace(burst=5, seconds=1.0, kept=3)
"""Telegram's FAQ: about one message a second in a chat, short bursts pass."""

GROUP = Pace(burst=18, seconds=3.0, kept=10)
"""Telegram's FAQ: at most 20 messages a minute in a group."""

_IDLE_CHATS = 1000

_Call = Callable[..., Coroutine[Any, Any, Any]]


class Limiter(BaseRateLimiter[Rank]):
    """Paces the calls of each chat; a chat that Telegram holds waits by itself.

    `rate_limit_args` is the Rank of a call; without it, it is FINAL.
    """

    def __init__(self, private: Pace = PRIVATE, group: Pace = GROUP) -> None:
        self._private = private
        self._group = group
        self._chats: dict[str, _Chat] = {}

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def process_request(
        self,
        callback: _Call,
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Rank | None,
    ) -> Any:
        """Make the call when its chat may be called; Dropped if it is progress grown stale."""
        # What has no chat (a notice, a menu, a file) is not paced, but held when it must be.
        chat = self._chat(str(data.get("chat_id", endpoint)), paced="chat_id" in data)
        rank = Rank.FINAL if rate_limit_args is None else rate_limit_args
        place = chat.place(rank, data.get("message_id"))
        while True:
            await chat.turn(place)
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                asked = error.retry_after
                chat.hold(asked.total_seconds() if isinstance(asked, timedelta) else asked)
                if rank is Rank.PROGRESS:
                    raise Dropped("there was too much to show") from error
            finally:
                chat.release()

    def _chat(self, name: str, *, paced: bool) -> "_Chat":
        if len(self._chats) > _IDLE_CHATS:
            self._chats = {key: chat for key, chat in self._chats.items() if not chat.idle()}
        if name not in self._chats:
            in_group = name.startswith(("-", "@"))
            pace = self._group if in_group else self._private
            self._chats[name] = _Chat(pace if paced else None)
        return self._chats[name]


@dataclass(order=True, slots=True)
class _Place:
    """A call's place among those that wait in its chat."""

    rank: Rank
    number: int
    message: int | None = field(compare=False)
    ready: "asyncio.Future[None] | None" = field(compare=False, default=None)


class _Chat:
    """One chat: who waits, what may still be sent at once, and until when nothing may."""

    def __init__(self, pace: Pace | None) -> None:
        self._pace = pace
        self._left = float(pace.burst) if pace else 0.0
        self._counted = time.monotonic()
        self._held_until = 0.0
        self._waiting: list[_Place] = []
        self._numbers = itertools.count()
        self._busy = False
        self._timer: asyncio.TimerHandle | None = None

    def idle(self) -> bool:
        """Say whether nothing is lost when this chat is forgotten."""
        self._refill()
        full = self._pace is None or self._left >= self._pace.burst
        held = self._held_until > time.monotonic()
        return not (self._busy or self._waiting or held) and full

    def place(self, rank: Rank, message: int | None) -> _Place:
        """Return a new place; progress that waits for the same message is stale from now on."""
        if message is not None:
            for one in self._waiting:
                stale = one.rank is Rank.PROGRESS and one.message == message
                if stale and one.ready is not None and not one.ready.done():
                    one.ready.set_exception(Dropped("something newer is to be shown"))
        return _Place(rank, next(self._numbers), message)

    async def turn(self, place: _Place) -> None:
        """Wait until the call may be made; `release` must follow."""
        place.ready = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, place)
        self._next()
        try:
            await place.ready
        except asyncio.CancelledError:
            ready = place.ready
            if ready.done() and not ready.cancelled() and ready.exception() is None:
                self.release()  # it was let through at the same moment
            raise

    def release(self) -> None:
        self._busy = False
        self._next()

    def hold(self, seconds: float) -> None:
        """Let nothing through for so long."""
        self._held_until = max(self._held_until, time.monotonic() + seconds)

    def _next(self) -> None:
        """Let through who may go now, and see to it that this is tried again in time."""
        while self._waiting and not self._busy:
            place = self._waiting[0]
            assert place.ready is not None
            wait = 0.0 if place.ready.done() else self._wait_of(place)
            if wait > 0:
                if self._timer is not None:
                    self._timer.cancel()
                self._timer = asyncio.get_running_loop().call_later(wait, self._next)
                return
            heapq.heappop(self._waiting)
            if not place.ready.done():  # else dropped, or cancelled
                self._left -= 1
                # One at a time, so that they arrive in order; what has no chat has no order.
                self._busy = self._pace is not None
                place.ready.set_result(None)

    def _wait_of(self, place: _Place) -> float:
        held = self._held_until - time.monotonic()
        if self._pace is None:
            return held
        self._refill()
        needed = 1 + (self._pace.kept if place.rank is Rank.PROGRESS else 0)
        return max(held, (needed - self._left) * self._pace.seconds)

    def _refill(self) -> None:
        now = time.monotonic()
        if self._pace is not None:
            gained = (now - self._counted) / self._pace.seconds
            self._left = min(float(self._pace.burst), self._left + gained)
        self._counted = now
