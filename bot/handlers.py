"""The way in from Telegram: updates to requests, run in threads, and what came of them sent."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import nullcontext, suppress
from functools import partial
from typing import Any
from weakref import WeakValueDictionary

import telegram
from telegram import MessageOriginChannel, MessageOriginChat, Update
from telegram.constants import ChatType, MessageEntityType
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot import admin
from bot.commands import BUTTONS, COMMANDS, ask
from bot.desk import Command, Desk, Request, Run
from bot.failures import apology, described, new_reference, sentence
from bot.message import Message
from bot.render import say
from bot.sending import Reply
from news.errors import DatelineError, FetchError, UsageError

log = logging.getLogger(__name__)

_ANSWERING_THREADS = 2
_DOWNLOAD_SECONDS = 120.0
_LONGEST_NOTICE = 200  # characters that Telegram shows over a chat

_Context = Any
_Handler = Callable[[Update, _Context], Coroutine[Any, Any, None]]


class Handlers:
    """Telegram's side of the commands.

    Answers have their own threads and admins' work another, so that neither keeps anybody from
    the light commands; within one conversation questions wait for each other.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._answering = ThreadPoolExecutor(_ANSWERING_THREADS, "answer")
        self._admins_work = ThreadPoolExecutor(1, "admin")
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def register(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Add a handler for everything that is answered; the first that fits takes an update."""
        message = filters.UpdateType.MESSAGE
        addressed = message & _Addressed()
        own_words = message & ~filters.FORWARDED
        for command in COMMANDS:
            application.add_handler(
                CommandHandler(command.name, self._on_command(command), filters=own_words)
            )
        private = message & filters.ChatType.PRIVATE
        for which, handle in (
            (addressed & filters.Document.ALL, self.on_file),
            (addressed & _ForwardedPost(), self.on_post),
            (private & filters.COMMAND & ~filters.FORWARDED, self.on_unknown_command),
            (addressed & filters.TEXT & (filters.FORWARDED | ~filters.COMMAND), self.on_question),
            (private & ~filters.StatusUpdate.ALL, self.on_other),
        ):
            application.add_handler(MessageHandler(which, handle))
        application.add_handler(CallbackQueryHandler(self.on_button))
        application.add_error_handler(on_error)

    def close(self) -> None:
        """Let the threads end; what is still waiting is dropped."""
        for pool in (self._answering, self._admins_work):
            pool.shutdown(wait=False, cancel_futures=True)

    # -- updates ---------------------------------------------------------------------------

    def _on_command(self, command: Command) -> _Handler:
        pool = self._admins_work if command.admin else self._answering if command.alone else None

        async def on_command(update: Update, context: _Context) -> None:
            message = _message(update)
            words = (message.text or "").split(maxsplit=1)[1:]
            await self._reply(message, command.run, "".join(words).strip(), pool, command.alone)

        return on_command

    async def on_question(self, update: Update, context: _Context) -> None:
        message = _message(update)
        await self._reply(message, ask, _without_mentions(message), self._answering, alone=True)

    async def on_file(self, update: Update, context: _Context) -> None:
        message = _message(update)
        document = message.document
        if document is None:
            return
        loop = asyncio.get_running_loop()

        def read() -> bytes:
            try:
                return asyncio.run_coroutine_threadsafe(_download(document), loop).result()
            except (TelegramError, TimeoutError) as error:
                raise FetchError(
                    f"Fetching the file from Telegram failed ({error}): send it again."
                ) from error

        upload = admin.Upload(
            name=document.file_name or "",
            size=document.file_size or 0,
            read=read,
            chat=message.chat.id,
            message=message.message_id,
        )
        await self._reply(message, admin.upload(upload), "", self._admins_work)

    async def on_post(self, update: Update, context: _Context) -> None:
        message = _message(update)
        await self._reply(message, admin.post(_post(message)), "", self._admins_work)

    async def on_unknown_command(self, update: Update, context: _Context) -> None:
        message = _message(update)
        name = (message.text or "/").split()[0]
        await Reply.to(message).finish(say(f"There is no command {name}: see /help."))

    async def on_other(self, update: Update, context: _Context) -> None:
        await Reply.to(_message(update)).finish(
            say("I read text only: write your question, for example “How many people died?”")
        )

    async def on_button(self, update: Update, context: _Context) -> None:
        query = update.callback_query
        if query is None:
            return
        name, _, turn = (query.data or "").partition(":")
        run = BUTTONS.get(name)
        if run is None or query.message is None:
            await _notice(query, "This button is too old to work: ask the question again.")
            return
        request = self._request(query.message.chat.id, query.from_user.id, turn)
        try:
            # No button reports progress: it only reads.
            messages = await asyncio.to_thread(run, self._desk, request, _ignore)
        except UsageError as error:
            await _notice(query, str(error))
            return
        await _notice(query)
        await Reply.to(query.message).finish(messages)

    # -- requests --------------------------------------------------------------------------

    def _request(self, chat: int, person: int, words: str) -> Request:
        return Request(
            conversation=f"telegram:{chat}:{person}",
            person=f"telegram:{person}",
            is_admin=person in self._desk.admins,
            words=words,
        )

    async def _reply(
        self,
        message: telegram.Message,
        run: Run,
        words: str,
        pool: Executor | None = None,
        alone: bool = False,
    ) -> None:
        """Run a command in a thread and send what it says; without a pool it is a light one."""
        if message.from_user is None:
            return
        request = self._request(message.chat.id, message.from_user.id, words)
        reply = Reply.to(message)
        work = partial(run, self._desk, request, reply.tell)
        lock = self._turns.setdefault(request.conversation, asyncio.Lock()) if alone else None
        async with lock or nullcontext():
            await reply.finish(await _outcome(work, reply, pool, is_admin=request.is_admin))


async def _outcome(
    work: Callable[[], list[Message]], reply: Reply, pool: Executor | None, *, is_admin: bool
) -> list[Message]:
    try:
        if pool is None:
            return await asyncio.to_thread(work)
        async with reply.typing():
            return await asyncio.get_running_loop().run_in_executor(pool, work)
    except DatelineError as error:
        told = sentence(error, is_admin=is_admin)
        if told is None:
            raise
        return told


async def on_error(update: object, context: _Context) -> None:
    """Apologise with a reference, and log what happened under it without anybody's words."""
    error = context.error
    if not isinstance(update, Update):
        # From polling, which goes on by itself.
        log.warning("Asking Telegram for messages failed (%s): trying again.", error)
        return
    if isinstance(error, Forbidden):
        log.info("A chat does not take messages any more (%s).", error)
        return
    reference = new_reference()
    message = update.effective_message
    hidden = [text for text in (message.text, message.caption) if text] if message else []
    log.error("Reference %s: %s", reference, described(error, hidden))
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        log.error("Telegram could not be reached, so nobody was told of %s.", reference)
        return
    with suppress(TelegramError):
        if update.callback_query:
            await _notice(update.callback_query, apology(reference))
        elif message:
            await Reply.to(message).finish(say(apology(reference)))


# -- reading updates -------------------------------------------------------------------------


class _Addressed(filters.MessageFilter):
    """Messages meant for the bot: in private all, in groups mentions of it and replies to it."""

    def filter(self, message: telegram.Message) -> bool:
        if message.chat.type == ChatType.PRIVATE:
            return True
        answered = message.reply_to_message
        if answered and answered.from_user and not answered.forum_topic_created:
            return answered.from_user.id == message.get_bot().id or bool(_mentions(message))
        return bool(_mentions(message))


class _ForwardedPost(filters.MessageFilter):
    """Messages that came from a channel, or from a group speaking as itself."""

    def filter(self, message: telegram.Message) -> bool:
        return isinstance(message.forward_origin, (MessageOriginChannel, MessageOriginChat))


def _message(update: Update) -> telegram.Message:
    if update.message is None:
        raise ValueError("only updates that hold a message are registered for")
    return update.message


def _mentions(message: telegram.Message) -> list[telegram.MessageEntity]:
    """Return the entities that name the bot."""
    bot = message.get_bot()
    kinds: list[str | None] = [MessageEntityType.MENTION, MessageEntityType.TEXT_MENTION]
    found = (
        message.parse_entities(kinds)
        if message.text
        else message.parse_caption_entities(kinds)
        if message.caption
        else {}
    )
    return [
        entity
        for entity, words in found.items()
        if (entity.user and entity.user.id == bot.id) or words.lower() == f"@{bot.username}".lower()
    ]


def _without_mentions(message: telegram.Message) -> str:
    """Return the message's text without the bot's name in it."""
    units = (message.text or "").encode("utf-16-le")
    for entity in sorted(_mentions(message), key=lambda one: -one.offset):
        units = units[: 2 * entity.offset] + units[2 * (entity.offset + entity.length) :]
    return units.decode("utf-16-le").strip()


def _post(message: telegram.Message) -> admin.Post:
    origin = message.forward_origin
    chat, number = None, None
    if isinstance(origin, MessageOriginChannel):
        chat, number = origin.chat, origin.message_id
    elif isinstance(origin, MessageOriginChat):
        chat = origin.sender_chat
    return admin.Post(
        text=message.text or message.caption or "",
        channel=chat.title if chat else None,
        username=chat.username if chat else None,
        message_id=number,
        posted=origin.date if origin else None,
        chat=message.chat.id,
        message=message.message_id,
    )


async def _download(document: telegram.Document) -> bytes:
    async with asyncio.timeout(_DOWNLOAD_SECONDS):
        file = await document.get_file()
        return bytes(await file.download_as_bytearray(read_timeout=_DOWNLOAD_SECONDS))


async def _notice(query: telegram.CallbackQuery, text: str = "") -> None:
    """Let the button rest, with a notice to the person who pressed it if there is one."""
    with suppress(BadRequest):
        # After a few minutes Telegram takes no answer to a press any more.
        await query.answer(text[:_LONGEST_NOTICE] or None, show_alert=bool(text))


def _ignore(message: Message) -> None:
    """Show no progress."""
