"""What people ask for, run in threads, and what came of it sent as the reply."""

import asyncio
from collections.abc import Awaitable, Callable

import telegram
from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ExtBot

from bot.commands import ask
from bot.desk import Command, Desk, Request, Run
from bot.failures import sentence
from bot.inbox import InboxQueue
from bot.lanes import Lanes
from bot.message import Message
from bot.sending import PLACEHOLDER, WORKING, Reply
from bot.updates import message_of
from bot.workers import Workers
from news.errors import DatelineError

_LIGHT_THREADS = 2


class Requests:
    """Turns updates into requests and runs them.

    Answers have their own threads and admins' work another, so that neither keeps anybody from
    the light commands.
    """

    def __init__(self, desk: Desk, queue: InboxQueue, lanes: Lanes) -> None:
        self._desk = desk
        self._queue = queue
        self._lanes = lanes
        self.answering = Workers(desk.at_once, "answer")
        self.admins_work = Workers(1, "admin")
        self._light = Workers(_LIGHT_THREADS, "light")

    def close(self) -> None:
        """Let the threads end; what they are at is done again after a restart."""
        for workers in (self.answering, self.admins_work, self._light):
            workers.close()

    def workers_for(self, command: Command) -> Workers:
        """Return the threads that a command runs in."""
        if command.admin and command.works:
            return self.admins_work
        return self.answering if command.waits else self._light

    async def run(
        self, update: Update, run: Run, words: str, workers: Workers, *, works: bool = False
    ) -> None:
        """Run a command in a thread and send what it says; with `works`, over a placeholder."""
        message = message_of(update)
        if message.from_user is None:
            return
        request = self.request(update, message.chat.id, message.from_user.id, words)
        reply = self.reply_to(message)
        work = self.work(update, run, request, reply)
        if not works:
            await reply.say(await outcome(workers.run(work), is_admin=request.is_admin))
            return
        # The answer is looked up while the placeholder is on its way.
        looking = asyncio.create_task(outcome(workers.run(work), is_admin=request.is_admin))
        try:
            await reply.start(PLACEHOLDER if run is ask else WORKING)
            messages = await looking
        finally:
            looking.cancel()
        await reply.finish(messages)

    def reply_to(
        self, message: telegram.MaybeInaccessibleMessage, *, press: str = "", edits: bool = False
    ) -> Reply:
        """Return the reply to a message; with `press`, to a press of a button below it."""
        bot = message.get_bot()
        assert isinstance(bot, ExtBot)
        topic = None
        if isinstance(message, telegram.Message) and message.is_topic_message:
            topic = message.message_thread_id
        asked = None if message.chat.type == ChatType.PRIVATE or edits else message.message_id
        return Reply(
            bot,
            message.chat.id,
            self._queue,
            f"{message.chat.id}:press:{press}"
            if press
            else f"{message.chat.id}:{message.message_id}",
            topic=topic,
            refer_to=asked,
            slots=[message.message_id] if edits else None,
        )

    def request(self, update: Update, chat: int, person: int, words: str) -> Request:
        """Return what a person asks for by an update."""
        loop = asyncio.get_running_loop()
        number = update.update_id
        item = self._lanes.item(number)

        async def cancel() -> int:
            return self._lanes.cancel((chat, person), but=number)

        message = update.message or update.edited_message
        in_thread = message is not None and message.is_topic_message
        return Request(
            conversation=f"telegram:{chat}:{person}",
            person=f"telegram:{person}",
            is_admin=person in self._desk.admins,
            words=words,
            message=str(message.message_id) if message else None,
            job=str(number),
            cancelled=item.cancelled.is_set if item else lambda: False,
            # Called in a thread; tasks are cancelled in the loop's.
            cancel=lambda: asyncio.run_coroutine_threadsafe(cancel(), loop).result(),
            chat=f"telegram:{chat}",
            thread=message.message_thread_id if message and in_thread else None,
        )

    def work(
        self, update: Update, run: Run, request: Request, reply: Reply
    ) -> Callable[[], list[Message]]:
        """Return what runs in a thread: the command, once the update is noted as begun."""

        def work() -> list[Message]:
            self._desk.inbox.begin(update.update_id)
            return run(self._desk, request, reply.tell)

        return work


async def outcome(work: Awaitable[list[Message]], *, is_admin: bool) -> list[Message]:
    """Return what a work says, or the sentence about its failure if the person may have that."""
    try:
        return await work
    except DatelineError as error:
        told = sentence(error, is_admin=is_admin)
        if told is None:
            raise
        return told
