"""Presses of buttons: what each does, and the notice over the chat that lets it rest."""

from contextlib import suppress
from typing import Any

import telegram
from telegram import Update
from telegram.error import BadRequest

from bot.commands import PRESSES
from bot.failures import sentence
from bot.lanes import Lanes
from bot.requests import Requests, outcome
from bot.updates import pressed
from news.errors import DatelineError, UsageError

_LONGEST_NOTICE = 200  # characters that Telegram shows over a chat


class Buttons:
    """Takes presses: those that cancel a work at once, the others as requests."""

    def __init__(self, requests: Requests, lanes: Lanes) -> None:
        self._requests = requests
        self._lanes = lanes

    async def on_button(self, update: Update, context: Any) -> None:
        query = update.callback_query
        if query is None:
            return
        name, _, words = pressed(query)
        if name == "c":
            await self._cancel(query, words)
            return
        press = PRESSES.get(name)
        message = query.message
        if press is None or message is None:
            await notice(query, "This button is too old to work: ask the question again.")
            return
        requests = self._requests
        request = requests.request(update, message.chat.id, query.from_user.id, words)
        reply = requests.reply_to(message, press=query.id, edits=press.edits)
        workers = requests.admins_work if press.admin else requests.answering
        work = requests.work(update, press.run, request, reply)
        if press.works:
            await notice(query)
            await reply.finish(await outcome(workers.run(work), is_admin=request.is_admin))
            return
        try:
            messages = await workers.run(work)
        except UsageError as error:
            await notice(query, str(error))
            return
        except DatelineError as error:
            told = sentence(error, is_admin=request.is_admin)
            if told is None:
                raise
            messages = told
        await notice(query)
        await reply.finish(messages)

    async def _cancel(self, query: telegram.CallbackQuery, job: str) -> None:
        item = self._lanes.item(int(job)) if job.isdecimal() else None
        if item is None:
            await notice(query, "That is over already: there is nothing to cancel.")
            return
        item.cancelled.set()
        await notice(query, "It stops after the article it is at; what was read stays.")


async def notice(query: telegram.CallbackQuery, text: str = "") -> None:
    """Let the button rest, with a notice to the person who pressed it if there is one."""
    with suppress(BadRequest):
        # After a few minutes Telegram takes no answer to a press any more.
        await query.answer(text[:_LONGEST_NOTICE] or None, show_alert=bool(text))
