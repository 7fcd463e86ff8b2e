"""Who waits for whom: one person's questions for each other, and nobody for another's."""

import threading

import pytest

from bot.lanes import MOST_WAITING
from news.answer import Answer
from news.errors import FetchError
from tests.bot.chats import ADMIN, ANN, from_bot, reply

GROUP = -7


class Gate:
    """Answers that wait until they are let go; what was begun is in `begun`."""

    def __init__(self, room, *, held=lambda question: True) -> None:
        self.begun: list[str] = []
        self._held = held
        self._begins = threading.Condition()
        self._open = threading.Event()
        room.answers = self._answer

    def has_begun(self, count: int = 1) -> list[str]:
        """Wait until so many answers were begun; return their questions."""
        with self._begins:
            assert self._begins.wait_for(lambda: len(self.begun) >= count, 10)
            return list(self.begun)

    def open(self) -> None:
        self._open.set()

    def _answer(self, question, conversation) -> Answer:
        with self._begins:
            self.begun.append(question)
            self._begins.notify_all()
        if self._held(question):
            assert self._open.wait(60)
        return Answer(question, f"Answer to {question}")


@pytest.fixture
def gate(room, bot):
    gate = Gate(room, held=lambda question: question.startswith("slow"))
    yield gate
    gate.open()


def test_one_slow_answer_delays_nobody_else(gate, telegram, ann, bob):
    ann.says("slow?")
    gate.has_begun()

    told = reply(telegram, bob.says("quick?"))

    assert told.text == "Answer to quick?"
    assert not any(one.text.startswith("Answer") for one in from_bot(telegram, ANN))


def test_ones_own_questions_are_answered_in_their_order(gate, telegram, ann):
    first = ann.says("slow?")
    second = ann.says("second?")
    gate.has_begun()
    gate.open()

    reply(telegram, second, "Answer to second?")

    assert gate.begun == ["slow?", "second?"]
    assert reply(telegram, first).text == "Answer to slow?"


def test_twenty_messages_of_one_person_delay_another_by_nothing_and_five_wait(
    gate, telegram, ann, bob
):
    asked = [ann.says("slow?"), *(ann.says(f"{number}?") for number in range(19))]
    told = reply(telegram, bob.says("quick?"))
    refused = telegram.wait_for_message(ANN, "I did not take the last 14")
    gate.open()
    reply(telegram, asked[MOST_WAITING], "Answer to 4?")
    done = reply(telegram, ann.says("and now?"), "Answer to and now?")

    assert told.text == "Answer to quick?"
    assert "5 of your questions are waiting already" in refused.text
    assert gate.begun == ["slow?", "quick?", "0?", "1?", "2?", "3?", "4?", "and now?"]
    assert done.text == "Answer to and now?"


def test_one_person_in_two_chats_has_two_lanes(gate, telegram, ann):
    ann.says("slow?")
    gate.has_begun()

    asked = ann.says("@test_bot quick?", chat=GROUP)

    assert reply(telegram, asked).text == "Answer to quick?"


def test_cancel_overtakes_and_gives_up_what_runs_and_what_waits(gate, telegram, ann):
    running, waiting = ann.says("slow?"), ann.says("waiting?")
    gate.has_begun()

    told = reply(telegram, ann.says("/cancel"), "2 things are given up.")
    instead = [reply(telegram, one, "Given up, as you asked.") for one in (running, waiting)]
    after = reply(telegram, ann.says("after?"))
    gate.open()

    assert told
    assert all(instead)
    assert after.text == "Answer to after?"
    assert gate.begun == ["slow?", "after?"]


def test_cancel_gives_up_nothing_of_anybody_else(gate, telegram, ann, bob):
    asked = ann.says("slow?")
    gate.has_begun()

    told = reply(telegram, bob.says("/cancel"))
    gate.open()

    assert told.text.startswith("There is nothing to cancel")
    assert reply(telegram, asked).text == "Answer to slow?"


def test_buttons_and_light_commands_overtake_a_slow_answer(room, telegram, start, ann):
    start(room)
    answered = reply(telegram, ann.says("How many people died?"))
    gate = Gate(room)
    ann.says("slow?")
    gate.has_begun()

    ann.presses(answered, "Quotes")
    quotes = telegram.wait_for_message(ANN, "Police came late", after=answered.id)
    listed = reply(telegram, ann.says("/articles"))
    waited = list(gate.begun)
    gate.open()

    assert quotes
    assert listed.text.startswith("One article:")
    assert waited == ["slow?"]


def test_an_admins_command_overtakes_their_own_slow_answer(gate, room, telegram, admin):
    admin.says("slow?")
    gate.has_begun()

    told = reply(telegram, admin.says("/remove https://example.org/clashes"))
    admin.presses(told, "Remove it")
    telegram.wait_for(lambda: told.text.startswith("Removed"))
    gate.open()

    assert room.archive.counts()["articles"] == 0


def test_a_long_ingest_delays_nobodys_question(room, telegram, start, admin, ann):
    reached, go_on = threading.Event(), threading.Event()

    def page(url):
        reached.set()
        assert go_on.wait(20)
        return room.pages[url]

    room.get = page
    start(room)
    admin.says("/ingest https://example.org/long")
    assert reached.wait(10)

    told = [reply(telegram, one.says("How many people died?")) for one in (ann, admin)]
    go_on.set()

    assert [one.text.split("\n")[0] for one in told] == ["Ten people died."] * 2


def test_stopping_is_bounded_while_answers_hang_and_loses_none_of_them(
    room, telegram, start, ann, bob
):
    gate = Gate(room)
    running = start(room)
    asked = [ann.says("slow?"), ann.says("waiting?"), bob.says("slow too?")]
    gate.has_begun(2)

    running.stop()
    room.answers = lambda question, conversation: Answer(question, f"At last: {question}")
    start(room)
    told = [reply(telegram, one, f"At last: {one.text}") for one in asked]
    gate.open()

    assert all(told)
    assert len(from_bot(telegram, ANN)) == 2


def test_a_running_reingest_stops_between_two_articles_when_cancelled(
    room, telegram, start, admin, make_article
):
    reached, go_on = threading.Event(), threading.Event()
    room.put(*(make_article(url=f"https://example.org/{n}") for n in range(5)))

    def page(url):
        reached.set()
        assert go_on.wait(20)
        raise FetchError("there is no page")

    room.get = page
    start(room)
    asked = reply(telegram, admin.says("/reingest all"), "fetched and read again")
    admin.presses(asked, "Read all again")
    assert reached.wait(10)
    told = reply(telegram, admin.says("/cancel"))
    go_on.set()
    over = telegram.wait_for_message(ADMIN, "Cancelled after 1 of 6")

    assert told.text == "One thing is given up."
    assert over.buttons == []
