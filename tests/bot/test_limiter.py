"""How often Telegram is called: what it asks of one chat delays no other, and no answer is lost."""

import asyncio
import threading
from datetime import timedelta

import pytest
from telegram.error import RetryAfter

from bot.limiter import Dropped, Limiter, Pace, Rank
from news.answer import Answer
from news.errors import FetchError
from tests.bot.chats import ADMIN, ANN, BOB, from_bot, reply

ONE_A_WHILE = Pace(burst=1, seconds=0.05, kept=0)
GROUP = -7


@pytest.fixture(autouse=True)
def _as_the_bot_sets_it(monkeypatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


def wait(seconds: float) -> RetryAfter:
    return RetryAfter(timedelta(seconds=seconds))


class Calls:
    """Calls through a limiter, in the order in which they were made."""

    def __init__(self, limiter: Limiter) -> None:
        self.limiter = limiter
        self.made: list[str] = []
        self.refuse: dict[str, list[RetryAfter]] = {}

    async def call(self, name: str, chat: int = ANN, rank: Rank | None = None, message=None) -> str:
        async def made() -> str:
            if self.refuse.get(name):
                raise self.refuse[name].pop()
            self.made.append(name)
            return name

        data = {"chat_id": chat, "message_id": message}
        told: str = await self.limiter.process_request(made, (), {}, "x", data, rank)
        return told


def test_a_call_that_telegram_holds_is_made_when_it_may_be():
    async def run() -> list[str]:
        calls = Calls(Limiter())
        calls.refuse["held"] = [wait(0.05), wait(0.05)]
        await calls.call("held")
        return calls.made

    assert asyncio.run(run()) == ["held"]


def test_what_one_chat_is_held_for_delays_no_other():
    async def run() -> list[str]:
        calls = Calls(Limiter())
        calls.refuse["held"] = [wait(0.2)]
        held = asyncio.create_task(calls.call("held", chat=ANN))
        await asyncio.sleep(0.02)
        await calls.call("after", chat=BOB)
        behind = asyncio.create_task(calls.call("behind", chat=ANN))
        await asyncio.gather(held, behind)
        return calls.made

    assert asyncio.run(run()) == ["after", "held", "behind"]


def test_answers_go_before_placeholders_and_these_before_progress():
    async def run() -> list[str]:
        calls = Calls(Limiter(ONE_A_WHILE))
        await calls.call("first")
        waiting = [
            asyncio.create_task(calls.call(rank.name, rank=rank, message=rank.value))
            for rank in (Rank.PROGRESS, Rank.START, Rank.FINAL)
        ]
        await asyncio.gather(*waiting)
        return calls.made

    assert asyncio.run(run()) == ["first", "FINAL", "START", "PROGRESS"]


@pytest.mark.parametrize("newer", [Rank.PROGRESS, Rank.FINAL])
def test_progress_that_waits_is_dropped_for_what_is_newer_in_its_message(newer):
    async def run() -> tuple[list[str], tuple[object, object]]:
        calls = Calls(Limiter(ONE_A_WHILE))
        await calls.call("first")
        stale = asyncio.create_task(calls.call("stale", rank=Rank.PROGRESS, message=1))
        other = asyncio.create_task(calls.call("other", rank=Rank.PROGRESS, message=2))
        await asyncio.sleep(0)
        await calls.call("newer", rank=newer, message=1)
        return calls.made, await asyncio.gather(stale, other, return_exceptions=True)

    made, (stale, other) = asyncio.run(run())

    assert sorted(made) == ["first", "newer", "other"]
    assert isinstance(stale, Dropped)
    assert other == "other"


def test_progress_that_telegram_refuses_is_dropped_and_not_repeated():
    async def run() -> list[str]:
        calls = Calls(Limiter())
        calls.refuse["progress"] = [wait(0.05)]
        with pytest.raises(Dropped):
            await calls.call("progress", rank=Rank.PROGRESS)
        await calls.call("answer")
        return calls.made

    assert asyncio.run(run()) == ["answer"]


def test_progress_leaves_room_for_answers():
    async def run() -> list[str]:
        calls = Calls(Limiter(Pace(burst=3, seconds=30, kept=2)))
        await calls.call("shown", rank=Rank.PROGRESS)
        waits = asyncio.create_task(calls.call("waits", rank=Rank.PROGRESS))
        await calls.call("one")
        await calls.call("two")
        waits.cancel()
        return calls.made

    assert asyncio.run(run()) == ["shown", "one", "two"]


def test_a_call_cancelled_while_it_waits_leaves_its_place():
    async def run() -> list[str]:
        calls = Calls(Limiter(ONE_A_WHILE))
        await calls.call("first")
        gone = asyncio.create_task(calls.call("gone"))
        after = asyncio.create_task(calls.call("after"))
        await asyncio.sleep(0)
        gone.cancel()
        await after
        return calls.made

    assert asyncio.run(run()) == ["first", "after"]


def test_chats_that_are_idle_are_forgotten():
    async def run() -> int:
        calls = Calls(Limiter(Pace(burst=1, seconds=0.001, kept=0)))
        for chat in range(1, 3000):
            await calls.call("x", chat=chat)
        return len(calls.limiter._chats)

    assert asyncio.run(run()) <= 1100


# -- over real HTTP --------------------------------------------------------------------------


@pytest.mark.usefixtures("bot")
def test_a_final_answer_outlasts_flood_control_and_another_chat_is_not_held(telegram, ann, bob):
    telegram.fail_next("editMessageText", retry_after=2, times=1)
    asked = ann.says("How many people died?")
    telegram.wait_for(telegram.refused)

    bobs = reply(telegram, bob.says("How many people died?"))
    held = [one.text for one in from_bot(telegram, ANN)]
    anns = reply(telegram, asked)

    assert bobs.text.startswith("Ten people died.")
    assert not any(text.startswith("Ten") for text in held)
    assert anns.text.startswith("Ten people died.")


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param({"status": 500, "times": 2}, id="Telegram is down"),
        pytest.param({"cut": True}, id="the connection is cut"),
        pytest.param({"cut": True, "done": True}, id="it arrived and the answer to it did not"),
        pytest.param({"retry_after": 1}, id="too many requests"),
    ],
)
@pytest.mark.parametrize("method", ["sendMessage", "editMessageText"])
def test_an_answer_arrives_once_whatever_the_network_does(telegram, ann, method, trouble):
    telegram.fail_next(method, **trouble)

    told = reply(telegram, ann.says("How many people died?"), timeout=15)
    answers = [one for one in from_bot(telegram, ANN) if one.text.startswith("Ten")]

    assert told.text.startswith("Ten people died.")
    assert len(answers) == 1


def test_progress_is_dropped_while_a_chat_is_held_and_the_report_arrives(
    room, telegram, start, admin
):
    reached, go_on = threading.Event(), threading.Event()

    def page(url):
        reached.set()
        assert go_on.wait(20)
        raise FetchError("no page")

    room.get = page
    start(room)
    telegram.fail_next("editMessageText", retry_after=1, times=1)
    asked = admin.says("/ingest https://example.org/1 https://example.org/2")
    assert reached.wait(10)
    telegram.wait_for(telegram.refused)
    go_on.set()
    told = reply(telegram, asked, "Done: 2 failed.")

    assert [one.text for one in from_bot(telegram, ADMIN)] == [told.text]


def test_a_group_that_became_a_supergroup_is_followed(room, telegram, start, ann, bob):
    hold = threading.Event()

    def answers(question, conversation):
        assert hold.wait(20)
        return Answer(question, "Followed.")

    room.answers = answers
    start(room)
    ann.says("@test_bot how many?", chat=GROUP)
    telegram.wait_for_message(GROUP)
    bob.says("We are a supergroup now", chat=-100)
    for method in ("editMessageText", "sendMessage"):
        telegram.fail_next(method, status=400, migrate_to=-100)
    hold.set()

    assert telegram.wait_for_message(-100, "Followed.")
