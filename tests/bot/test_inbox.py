"""Nothing is confirmed to Telegram that the archive does not hold, and nothing is done twice."""

import random
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import replace

import pytest

from archive import Inbox
from archive.inbox import MOST_TRIES
from bot.sending import PLACEHOLDER
from cli.settings import ROOT
from news.errors import ArchiveError
from tests.bot.chats import ANN, from_bot, reply

# -- the archive's side ----------------------------------------------------------------------


@pytest.fixture
def inbox(archive) -> Inbox:
    return Inbox(archive)


def test_an_update_is_received_once_also_after_it_was_done(inbox):
    received = [inbox.receive(7, "{}"), inbox.receive(7, "{}")]
    inbox.done(7)

    assert received == [True, False]
    assert inbox.receive(7, "{}") is False
    assert inbox.count() == 0


def test_what_is_not_done_waits_in_the_order_it_came(inbox):
    for number in (3, 1, 2):
        inbox.receive(number, f"update {number}")
    inbox.done(2)

    assert inbox.waiting() == ([(1, "update 1"), (3, "update 3")], [])


def test_what_ends_the_process_again_and_again_is_given_up_once(inbox):
    inbox.receive(1, "deadly")
    for _ in range(MOST_TRIES):
        inbox.begin(1)

    assert inbox.waiting() == ([], [(1, "deadly")])
    assert inbox.waiting() == ([], [])


def test_what_is_done_leaves_no_words(inbox, archive):
    inbox.receive(1, "secret words")
    inbox.done(1)

    with archive.reading("looking") as connection:
        rows = connection.exec_driver_sql("select * from inbox").all()
    assert "secret" not in str(rows)


def test_replies_are_kept_and_replaced(inbox):
    inbox.keep_replies("5:1", [2])
    inbox.keep_replies("5:1", [2, 3])

    assert inbox.replies("5:1") == [2, 3]
    assert inbox.replies("5:9") == []


def test_old_numbers_are_forgotten_and_what_waits_is_not(inbox, archive):
    for number in (1, 2):
        inbox.receive(number, "{}")
    inbox.done(1)
    with archive.writing("ageing") as connection:
        connection.exec_driver_sql("update inbox set at = '2020-01-01T00:00:00'")

    inbox.prune()

    assert inbox.receive(1, "{}") is True
    assert inbox.receive(2, "{}") is False


# -- over real HTTP --------------------------------------------------------------------------


def test_an_update_delivered_twice_is_answered_once(room, bot, telegram, ann, bob):
    asked = ann.says("How many people died?", twice=True)
    reply(telegram, asked)
    reply(telegram, bob.says("How many people died?"))

    assert len(room.asked) == 2
    assert len(from_bot(telegram, ANN)) == 1


def test_questions_asked_while_the_bot_was_down_are_answered(room, telegram, start, ann, bob):
    asked = [ann.says("How many people died?"), bob.says("How many people died?")]

    start(room)

    assert all(reply(telegram, one, "Ten people died.") for one in asked)


class Full(Inbox):
    """An inbox that has no room while it is told so."""

    is_full = True

    def receive(self, update_id: int, body: str) -> bool:
        if self.is_full:
            raise ArchiveError("While keeping a message: the disk is full; free some space.")
        return super().receive(update_id, body)


def test_an_update_that_cannot_be_kept_is_not_confirmed_and_comes_again(
    room, telegram, start, ann, caplog
):
    inbox = Full(room.archive)
    room.desk = replace(room.desk, inbox=inbox)
    start(room)
    asked = ann.says("How many people died?")
    polls = len(telegram.called("getUpdates"))
    telegram.wait_for(lambda: len(telegram.called("getUpdates")) > polls + 2, 20)
    answered_while_full = from_bot(telegram, ANN)
    inbox.is_full = False

    told = reply(telegram, asked, "Ten people died.", timeout=30)

    assert answered_while_full == []
    assert told
    assert "the disk is full; free some space" in caplog.text
    assert len(room.asked) == 1


def test_a_placeholder_from_before_a_kill_is_filled_in(room, telegram, start, ann):
    first = start(room)
    began, hold = threading.Event(), threading.Event()

    def hangs(question, conversation):
        began.set()
        assert hold.wait(60)
        raise ArchiveError("the process is gone")

    room.answers = hangs
    asked = ann.says("How many people died?")
    placeholder = telegram.wait_for_message(ANN, PLACEHOLDER.text, after=asked.id)
    assert began.wait(10)
    first.stop()
    room.answers = room.answer
    start(room)
    told = reply(telegram, asked, "Ten people died.")
    hold.set()

    assert told.id == placeholder.id
    assert len(from_bot(telegram, ANN)) == 1


def test_what_always_ends_the_process_gets_an_apology(room, telegram, start, ann):
    body = None

    def keep(update):
        nonlocal body
        body = update

    class Listening(Inbox):
        def receive(self, update_id, given):
            keep((update_id, given))
            return super().receive(update_id, given)

    room.desk = replace(room.desk, inbox=Listening(room.archive))
    first = start(room)
    asked = ann.says("How many people died?")
    reply(telegram, asked)
    first.stop()
    number, given = body
    with room.archive.writing("as if it had never been done") as connection:
        connection.exec_driver_sql(
            "update inbox set body = ?, tries = ? where update_id = ?",
            (given, MOST_TRIES, number),
        )
    start(room)

    assert telegram.wait_for_message(ANN, "Something went wrong on my side")


# -- killed ----------------------------------------------------------------------------------


@contextmanager
def process(folder, telegram, seconds):
    """Run a bot as a process of its own; it is killed at the end, if it was not before."""
    command = [sys.executable, "-m", "tests.bot.serve", str(folder), telegram.url]
    running = subprocess.Popen([*command, telegram.token, str(seconds)], cwd=ROOT)
    try:
        yield running
    finally:
        running.kill()
        running.wait(20)


def test_ten_kills_lose_no_question_and_answer_none_twice(telegram, tmp_path):
    """Six people ask while the process is killed again and again; seeded, so that it repeats."""
    chance = random.Random(4)
    people = [telegram.user(number, f"Person {number}") for number in range(10, 16)]
    asked = []
    for kill in range(10):
        with process(tmp_path, telegram, seconds=0.05):
            asked += [one.says(f"Question {kill} of {one.id}?") for one in people]
            polls = len(telegram.called("getUpdates"))
            telegram.wait_for(lambda polls=polls: len(telegram.called("getUpdates")) > polls, 30)
            time.sleep(chance.uniform(0, 0.6))
    with process(tmp_path, telegram, seconds=0):
        for one in asked:
            assert reply(telegram, one, f"Answer to {one.text}", timeout=60)

    for person in people:
        said = [one.text.split("\n")[0] for one in from_bot(telegram, person.id)]
        answers = [text for text in said if text.startswith("Answer")]
        orphans = [text for text in said if text == PLACEHOLDER.text]
        assert sorted(answers) == sorted(
            f"Answer to {q.text}" for q in asked if q.chat["id"] == person.id
        )
        assert len(orphans) <= 10
