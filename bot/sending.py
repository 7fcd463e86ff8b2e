"""The way out to Telegram: a reply is a few messages that are made once and then only edited.

An edit can be repeated without harm, a message cannot: so what is sent first is a placeholder,
its id is kept, and the answer is an edit of it, also after the process died in between.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any, Protocol, TypeVar

import httpx
import telegram
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TelegramError,
)
from telegram.ext import ExtBot

from bot.limiter import Dropped, Rank
from bot.message import File, Message, split

log = logging.getLogger(__name__)

PLACEHOLDER = Message("Looking through the articles …")
WORKING = Message("Working on it …")

_EDIT_SECONDS = 2.0
"""Between two edits of progress: more often nobody reads it, and the chat has limits."""

_LONGEST_PAUSE = 30.0  # seconds between two tries to reach Telegram

_T = TypeVar("_T")

Bot = ExtBot[Rank]

_Send = Callable[..., Awaitable[telegram.Message]]


class Kept(Protocol):
    """Where the ids of the messages that replied are kept, by what they replied to."""

    async def of(self, to: str) -> list[int]: ...
    async def keep(self, to: str, messages: list[int]) -> None: ...


class Reply:
    """The reply to one message or press.

    `to` names what is replied to, the same after a restart; `slots` are the messages there already.
    """

    def __init__(
        self,
        bot: Bot,
        chat: int,
        kept: Kept,
        to: str,
        *,
        topic: int | None = None,
        refer_to: int | None = None,
        slots: list[int] | None = None,
    ) -> None:
        self._bot = bot
        self._chat = chat
        self._kept = kept
        self._to = to
        self._topic = topic
        self._refer_to = refer_to
        self._slots = slots
        self._loop = asyncio.get_running_loop()
        self._latest: Message | None = None
        self._shown: Message | None = None
        self._showing: asyncio.Task[None] | None = None
        self._over = asyncio.Event()
        self._starting = asyncio.Lock()

    async def start(self, placeholder: Message = PLACEHOLDER) -> None:
        """Show that the work has begun, unless a message from before a restart shows it."""
        async with self._starting:
            if not await self._known():
                await self._new_slot(placeholder, Rank.START)

    def tell(self, message: Message) -> None:
        """Show how far the work is, in place of what was shown before. From any thread."""
        self._loop.call_soon_threadsafe(self._note, message)

    async def finish(self, messages: list[Message]) -> None:
        """Say what is to be said, in place of the placeholder and of what was said there before."""
        self._over.set()
        if self._showing is not None:
            await asyncio.wait([self._showing])
        pieces = [piece for message in messages for piece in split(message)]
        slots = await self._known()
        for place, piece in enumerate(pieces):
            if piece.file is not None:
                # Nothing is edited into a file: what has an id was sent before a restart.
                if place == len(slots):
                    slots.append(await self._send(piece))
                    await self._kept.keep(self._to, slots)
                continue
            if place == len(slots):
                await self._new_slot(PLACEHOLDER, Rank.FINAL)
            try:
                await self._edit(slots[place], piece)
            except (BadRequest, ChatMigrated):
                # Deleted by the person, too old, or left in another chat: a new message says it.
                slots[place] = await self._send(piece)
                await self._kept.keep(self._to, slots)
        for extra in slots[len(pieces) :]:
            with suppress(BadRequest):
                await surely(partial(self._bot.delete_message, self._chat, extra))
        if len(slots) > len(pieces):
            del slots[len(pieces) :]
            await self._kept.keep(self._to, slots)

    async def say(self, messages: list[Message]) -> None:
        """Say something that takes no work, in new messages."""
        for message in messages:
            for piece in split(message):
                await self._send(piece)

    # -- progress --------------------------------------------------------------------------

    def _note(self, message: Message) -> None:
        self._latest = message
        if self._showing is None or self._showing.done():
            self._showing = asyncio.create_task(self._show())

    async def _show(self) -> None:
        while self._latest != self._shown and not self._over.is_set():
            latest = self._latest
            assert latest is not None
            try:
                await self.start()
                await self._edit((await self._known())[0], split(latest)[0], Rank.PROGRESS)
                self._shown = latest
            except Dropped:
                pass  # the newest is tried again
            except TelegramError as error:
                self._shown = latest
                log.debug("Showing progress failed (%s).", error)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), _EDIT_SECONDS)

    # -- wires -----------------------------------------------------------------------------

    async def _known(self) -> list[int]:
        if self._slots is None:
            self._slots = await self._kept.of(self._to)
        return self._slots

    async def _new_slot(self, placeholder: Message, rank: Rank) -> None:
        slots = await self._known()
        slots.append(await self._send(placeholder, rank))
        await self._kept.keep(self._to, slots)

    async def _send(self, message: Message, rank: Rank = Rank.FINAL) -> int:
        reference = self._reference()

        def send() -> Awaitable[telegram.Message]:
            call: _Send = self._bot.send_message
            given = _content(message)
            if message.file is not None:
                call, given = _call_for_file(self._bot, message.file, given)
            return call(
                self._chat,
                reply_parameters=reference,
                message_thread_id=self._topic,
                rate_limit_args=rank,
                **given,
            )

        try:
            sent = await surely(send)
        except ChatMigrated as error:
            # A group became a supergroup, with another id.
            self._chat = error.new_chat_id
            self._refer_to = reference = None
            sent = await surely(send)
        # Only the first message refers to the question.
        self._refer_to = None
        return sent.message_id

    async def _edit(self, slot: int, message: Message, rank: Rank = Rank.FINAL) -> None:
        def edit() -> Awaitable[Any]:
            return self._bot.edit_message_text(
                chat_id=self._chat, message_id=slot, rate_limit_args=rank, **_content(message)
            )

        try:
            await (surely(edit) if rank is Rank.FINAL else edit())
        except BadRequest as error:
            if "not modified" not in str(error):
                raise

    def _reference(self) -> telegram.ReplyParameters | None:
        if self._refer_to is None:
            return None
        return telegram.ReplyParameters(self._refer_to, allow_sending_without_reply=True)


async def send(bot: Bot, chat: int, message: Message, *, thread: int | None = None) -> None:
    """Send a message that nobody asked for, once; answers go before it.

    Raises what Telegram says; `is_unsent` tells of which failure it is sure that nobody got it.
    """
    await bot.send_message(
        chat, message_thread_id=thread, rate_limit_args=Rank.START, **_content(message)
    )


def is_unsent(error: TelegramError) -> bool:
    """Say whether a failed message is surely not there: else it may be, and only the answer lost.

    Where Telegram answered at all, it said that it did not take the message.
    """
    cause = error.__cause__
    never_began = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
    return not isinstance(cause, httpx.HTTPError) or isinstance(cause, never_began)


async def surely(call: Callable[[], Awaitable[_T]]) -> _T:
    """Call until Telegram was reached; what it then refuses is raised.

    The limiter has waited already for what Telegram asks to wait for.
    """
    pause = 1.0
    while True:
        try:
            return await call()
        except (BadRequest, Forbidden, InvalidToken, Conflict):
            raise
        except NetworkError as error:
            log.warning("Telegram was not reached (%s): trying again in %.0f s.", error, pause)
        await asyncio.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)


def _call_for_file(bot: Bot, file: File, content: dict[str, Any]) -> tuple[_Send, dict[str, Any]]:
    """Return the method that sends a file, with the message's content as it takes it."""
    given = {
        "photo" if file.is_photo else "document": telegram.InputFile(file.content, file.name),
        "caption": content["text"] or None,
        "caption_entities": content["entities"],
        "reply_markup": content["reply_markup"],
    }
    return (bot.send_photo if file.is_photo else bot.send_document), given


def _content(message: Message) -> dict[str, Any]:
    """Return a message as Telegram's methods take it."""
    entities = [
        telegram.MessageEntity(one.kind, one.offset, one.length, url=one.url)
        for one in message.entities
    ]
    rows = [
        [telegram.InlineKeyboardButton(one.label, callback_data=one.data) for one in row]
        for row in message.buttons
    ]
    return {
        "text": message.text,
        "entities": entities or None,
        "reply_markup": telegram.InlineKeyboardMarkup(rows) if rows else None,
    }
