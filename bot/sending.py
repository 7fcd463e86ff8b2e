"""The way out to Telegram: messages sent and edited, progress, and the sign of typing."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any, TypeVar

import telegram
from telegram.constants import ChatAction, ChatType
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.message import Message, split

log = logging.getLogger(__name__)

_EDIT_SECONDS = 2.0
"""Between two edits of one message: Telegram lets a chat change about once a second."""

_TYPING_SECONDS = 4.5
"""Telegram shows the sign for five."""

_TRIES = 3

_T = TypeVar("_T")


class Reply:
    """The reply to one message: progress in one message that is edited, then what is to be said.

    In a group it refers to the message that asked.
    """

    def __init__(
        self, bot: telegram.Bot, chat: int, *, topic: int | None = None, to: int | None = None
    ) -> None:
        self._bot = bot
        self._chat = chat
        self._topic = topic
        self._to = to
        self._loop = asyncio.get_running_loop()
        self._latest: Message | None = None
        self._shown: Message | None = None
        self._progress_id: int | None = None
        self._showing: asyncio.Task[None] | None = None
        self._over = asyncio.Event()

    @classmethod
    def to(cls, message: telegram.Message | telegram.MaybeInaccessibleMessage) -> "Reply":
        """Return a reply to a message, in its chat and topic."""
        topic = None
        if isinstance(message, telegram.Message) and message.is_topic_message:
            topic = message.message_thread_id
        asked = None if message.chat.type == ChatType.PRIVATE else message.message_id
        return cls(message.get_bot(), message.chat.id, topic=topic, to=asked)

    @asynccontextmanager
    async def typing(self) -> AsyncIterator[None]:
        """Show the sign of typing meanwhile."""
        task = asyncio.create_task(self._type())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])

    def tell(self, message: Message) -> None:
        """Show how far the work is, in place of what was shown before. From any thread."""
        self._loop.call_soon_threadsafe(self._note, message)

    async def finish(self, messages: list[Message]) -> None:
        """Say what is to be said, the first of it in place of the progress."""
        self._over.set()
        if self._showing is not None:
            await asyncio.wait([self._showing])
        pieces = [piece for message in messages for piece in split(message)]
        if pieces and self._progress_id is not None:
            with suppress(BadRequest):
                # Where the progress was deleted meanwhile, a new message says it.
                await self._edit(pieces[0])
                pieces = pieces[1:]
        for piece in pieces:
            await self._send(piece)

    # -- progress --------------------------------------------------------------------------

    def _note(self, message: Message) -> None:
        self._latest = message
        if self._showing is None or self._showing.done():
            self._showing = asyncio.create_task(self._show())

    async def _show(self) -> None:
        while self._latest != self._shown and not self._over.is_set():
            try:
                await self._show_once(self._latest)
            except TelegramError as error:
                log.info("Showing progress failed (%s).", error)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), _EDIT_SECONDS)

    async def _show_once(self, message: Message | None) -> None:
        self._shown = message
        pieces = split(message) if message else []
        if not pieces:
            return
        if self._progress_id is None:
            self._progress_id = await self._send(pieces[0])
        else:
            await self._edit(pieces[0])

    async def _type(self) -> None:
        while True:
            with suppress(TelegramError):
                await self._bot.send_chat_action(
                    self._chat, ChatAction.TYPING, message_thread_id=self._topic
                )
            await asyncio.sleep(_TYPING_SECONDS)

    # -- wires -----------------------------------------------------------------------------

    async def _send(self, message: Message) -> int:
        sent = await _patiently(
            lambda: self._bot.send_message(
                self._chat,
                reply_parameters=self._reference(),
                message_thread_id=self._topic,
                **_content(message),
            )
        )
        # Only the first message refers to the question.
        self._to = None
        return sent.message_id

    async def _edit(self, message: Message) -> None:
        try:
            await _patiently(
                lambda: self._bot.edit_message_text(
                    chat_id=self._chat, message_id=self._progress_id, **_content(message)
                )
            )
        except BadRequest as error:
            if "not modified" not in str(error):
                raise

    def _reference(self) -> telegram.ReplyParameters | None:
        if self._to is None:
            return None
        return telegram.ReplyParameters(self._to, allow_sending_without_reply=True)


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


async def _patiently(call: Callable[[], Awaitable[_T]]) -> _T:
    """Call, and again after as long as Telegram asks to wait."""
    for _ in range(_TRIES - 1):
        try:
            return await call()
        except RetryAfter as error:
            asked = error.retry_after
            await asyncio.sleep(asked.total_seconds() if isinstance(asked, timedelta) else asked)
    return await call()
