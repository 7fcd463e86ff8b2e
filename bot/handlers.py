"""The way in from Telegram: which update is for which command, past the gate."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import telegram
from telegram import Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import (
    Application,
    ApplicationHandlerStop,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot import admin
from bot.buttons import Buttons, notice
from bot.commands import COMMANDS, PRESSES, ask
from bot.desk import Command, Desk
from bot.failures import Alerts, apology, described, new_reference
from bot.gate import Wish, refusal
from bot.inbox import InboxQueue
from bot.lanes import MOST_WAITING, Lanes
from bot.render import say
from bot.requests import Requests
from bot.sending import Reply
from bot.updates import (
    Addressed,
    ForwardedPost,
    message_of,
    post_of,
    pressed,
    without_mentions,
)
from news.errors import FetchError

log = logging.getLogger(__name__)

_DOWNLOAD_SECONDS = 120.0

_Context = Any
_Handler = Callable[[Update, _Context], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class _Route:
    """What takes an update, whether that is for admins only, and whether it waits in a lane."""

    handler: BaseHandler[Update, _Context, None]
    admin: bool = False
    waits: bool = False


class Handlers:
    """Telegram's side of the commands: which update is for which, past the gate."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.queue = InboxQueue(desk.inbox)
        self.lanes = Lanes(
            self.waits, on_full=self.on_full, on_cancelled=self.on_cancelled,
            on_done=self.queue.done,
        )  # fmt: skip
        self._requests = Requests(desk, self.queue, self.lanes)
        self._buttons = Buttons(self._requests, self.lanes)
        self._alerts = Alerts()
        self._full: dict[tuple[int, int], Reply] = {}
        self._routes = self._all_routes()

    def register(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Add the gate, and behind it a handler for everything that is answered."""
        application.add_handler(TypeHandler(Update, self.gate), group=-1)
        for route in self._routes:
            application.add_handler(route.handler)
        application.add_error_handler(self.on_error)

    def close(self) -> None:
        """Let the threads end; what they are at is done again after a restart."""
        self._requests.close()
        self.queue.close()

    def waits(self, update: Update) -> bool:
        """Say whether an update waits for those before it of the same person."""
        route = self._route(update)
        return route is not None and route.waits

    def _all_routes(self) -> list[_Route]:
        """Return the routes; the first that fits takes an update."""
        new, edited = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
        addressed = Addressed()
        private = new & filters.ChatType.PRIVATE
        routes = []
        for command in COMMANDS:
            # Only a question is answered again when it was edited.
            kind = new | edited if command.run is ask else new
            handler = CommandHandler(
                command.name, self._on_command(command), filters=kind & ~filters.FORWARDED
            )
            routes.append(_Route(handler, command.admin, command.waits))
        question = filters.TEXT & (filters.FORWARDED | ~filters.COMMAND) & addressed
        return [
            *routes,
            _Route(MessageHandler(new & addressed & filters.Document.ALL, self.on_file), True),
            _Route(MessageHandler(new & addressed & ForwardedPost(), self.on_post), True),
            _Route(
                MessageHandler(
                    private & filters.COMMAND & ~filters.FORWARDED, self.on_unknown_command
                )
            ),
            _Route(MessageHandler((new | edited) & question, self.on_question), waits=True),
            _Route(MessageHandler(private & ~filters.StatusUpdate.ALL, self.on_other)),
            _Route(CallbackQueryHandler(self._buttons.on_button)),
        ]

    def _route(self, update: Update) -> _Route | None:
        for route in self._routes:
            if route.handler.check_update(update) not in (None, False):
                return route
        return None

    # -- the gate --------------------------------------------------------------------------

    async def gate(self, update: Update, context: _Context) -> None:
        """Let through what somebody handles and the person may have; refuse the rest."""
        route = self._route(update)
        person = update.effective_user
        if route is None or person is None:
            raise ApplicationHandlerStop
        query = update.callback_query
        if query is None:
            wish = Wish(person.id, is_admins=route.admin)
        else:
            name, owner, _ = pressed(query)
            press = PRESSES.get(name)
            is_admins = bool(press and press.admin)
            wish = Wish(person.id, is_admins, int(owner) if owner.isdecimal() else person.id)
        refused = refusal(self._desk, wish)
        if refused is None:
            return
        if query is not None:
            await notice(query, refused)
        elif update.effective_message is not None:
            await self._requests.reply_to(update.effective_message).say(say(refused))
        raise ApplicationHandlerStop

    # -- updates ---------------------------------------------------------------------------

    def _on_command(self, command: Command) -> _Handler:
        workers = self._requests.workers_for(command)

        async def on_command(update: Update, context: _Context) -> None:
            words = (message_of(update).text or "").split(maxsplit=1)[1:]
            text = "".join(words).strip()
            await self._requests.run(update, command.run, text, workers, works=command.works)

        return on_command

    async def on_question(self, update: Update, context: _Context) -> None:
        words = without_mentions(message_of(update))
        await self._requests.run(update, ask, words, self._requests.answering, works=True)

    async def on_file(self, update: Update, context: _Context) -> None:
        message = message_of(update)
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
        await self._requests.run(
            update, admin.upload(upload), "", self._requests.admins_work, works=True
        )

    async def on_post(self, update: Update, context: _Context) -> None:
        post = admin.post(post_of(message_of(update)))
        await self._requests.run(update, post, "", self._requests.admins_work, works=True)

    async def on_unknown_command(self, update: Update, context: _Context) -> None:
        message = message_of(update)
        name = (message.text or "/").split()[0]
        await self._requests.reply_to(message).say(say(f"There is no command {name}: see /help."))

    async def on_other(self, update: Update, context: _Context) -> None:
        await self._requests.reply_to(message_of(update)).say(
            say("I read text only: write your question, for example “How many people died?”")
        )

    # -- lanes -----------------------------------------------------------------------------

    async def on_full(self, update: Update, count: int) -> None:
        """Say that a question was not taken, once for all that come meanwhile."""
        message, person = update.effective_message, update.effective_user
        if message is None or person is None:
            return
        which = "this one" if count == 1 else f"the last {count}"
        (told,) = say(
            f"{MOST_WAITING} of your questions are waiting already, so I did not take {which}: "
            "send it again when they are answered, or /cancel them."
        )
        key = (message.chat.id, person.id)
        if count == 1 or key not in self._full:
            self._full[key] = self._requests.reply_to(message)
            await self._full[key].start(told)
        else:
            self._full[key].tell(told)

    async def on_cancelled(self, update: Update) -> None:
        """Say in place of an answer that it was given up."""
        if update.effective_message is not None:
            await self._requests.reply_to(update.effective_message).finish(
                say("Given up, as you asked.")
            )

    # -- what goes wrong -------------------------------------------------------------------

    async def on_error(self, update: object, context: _Context) -> None:
        """Apologise with a reference; give the reason to the admins and the log, without words."""
        error = context.error
        assert isinstance(update, Update)  # nothing else is handled
        if isinstance(error, Forbidden):
            log.info("A chat does not take messages any more (%s).", error)
            return
        reference = new_reference()
        message = update.effective_message
        hidden = [text for text in (message.text, message.caption) if text] if message else []
        log.error("Reference %s: %s", reference, described(error, hidden))
        with suppress(TelegramError):
            if update.callback_query:
                await notice(update.callback_query, apology(reference))
            elif message:
                await self._requests.reply_to(message).finish(say(apology(reference)))
        alert = self._alerts.about(error, reference, hidden)
        for person in self._desk.admins if alert else ():
            with suppress(TelegramError):
                # An admin who never wrote to the bot has no chat with it yet.
                await context.bot.send_message(person, alert)

    async def give_up(self, update: Update, bot: telegram.Bot) -> None:
        """Say of an update that it ended the process again and again, and is not tried any more."""
        reference = new_reference()
        log.error("Reference %s: update %d ended the process.", reference, update.update_id)
        if update.effective_message is not None:
            update.set_bot(bot)
            with suppress(TelegramError):
                await self._requests.reply_to(update.effective_message).finish(
                    say(apology(reference))
                )


async def _download(document: telegram.Document) -> bytes:
    async with asyncio.timeout(_DOWNLOAD_SECONDS):
        file = await document.get_file()
        return bytes(await file.download_as_bytearray(read_timeout=_DOWNLOAD_SECONDS))
