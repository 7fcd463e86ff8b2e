"""The bot over real HTTP, against a strict local Bot API server, as people in chats see it."""

import logging
import os
import resource
import signal
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.app import Bot
from bot.render import WRITING
from bot.sending import PLACEHOLDER
from news.answer import Answer
from news.conversation import Conversation
from news.errors import ArchiveError, DatelineError
from tests.bot.chats import ADMIN, ANN, BOB, from_bot, kinds, reply

GROUP = -7


# -- one person ------------------------------------------------------------------------------


@pytest.mark.usefixtures("bot")
def test_a_question_is_answered_in_place_of_a_placeholder(telegram, ann):
    asked = ann.says("How many people died?")

    message = reply(telegram, asked)

    assert message.text.startswith("Ten people died.\n\nTen people died in the clashes.\n— ")
    assert kinds(message) == ["expandable_blockquote", "text_link"]
    assert message.buttons == ["Quotes", "More"]
    assert message.reply_to is None
    assert [one["text"] for one in telegram.called("sendMessage")] == [PLACEHOLDER.text]
    assert telegram.called("sendMessage")[0]["link_preview_options"] == {"is_disabled": True}
    assert telegram.refused() == []


def test_while_an_answer_is_written_its_quotes_are_shown_in_the_placeholder(
    room, telegram, start, ann
):
    go_on = threading.Event()

    def answers(question, conversation):
        assert go_on.wait(20)
        return room.answer(question, conversation)

    quotes = room.answer("How many?", Conversation()).quotes
    room.growing = [Answer("How many?", "", quotes)]
    room.answers = answers
    start(room)
    asked = ann.says("How many people died?")
    growing = telegram.wait_for_message(ANN, containing=WRITING)
    shown = growing.text
    go_on.set()
    told = reply(telegram, asked, "Ten people died.\n\n")

    assert shown.startswith("Ten people died in the clashes.\n— ")
    assert told.id == growing.id
    assert len(from_bot(telegram, ANN)) == 1


@pytest.mark.usefixtures("bot")
def test_quotes_and_more_open_below_the_answer(telegram, ann):
    answer = reply(telegram, ann.says("How many people died?"))

    first = ann.presses(answer, "Quotes")
    quotes = telegram.wait_for_message(ANN, after=answer.id, containing="Police came late")
    second = ann.presses(answer, "More")
    more = telegram.wait_for_message(ANN, after=quotes.id, containing="Also found")

    assert kinds(quotes) == ["blockquote", "bold", "text_link"]
    assert more.text.startswith("Also found, and not quoted:")
    assert (first.answered, first.notice) == (True, "")
    assert (second.answered, second.notice) == (True, "")


@pytest.mark.usefixtures("bot")
def test_a_strangers_press_gets_a_notice_and_nothing_else(telegram, ann, bob):
    answer = reply(telegram, ann.says("@test_bot How many people died?", chat=GROUP))
    before = len(telegram.chat(GROUP))

    press = bob.presses(answer, "Quotes")
    telegram.wait_for(lambda: press.answered)

    assert press.notice.startswith("Only the person who asked")
    assert press.alert is True
    assert len(telegram.chat(GROUP)) == before


@pytest.mark.usefixtures("bot")
def test_a_press_that_claims_to_be_the_askers_finds_nothing_of_another(telegram, ann, bob):
    answer = reply(telegram, ann.says("@test_bot How many people died?", chat=GROUP))
    turn = answer.button("Quotes")["callback_data"].rpartition(":")[2]

    press = bob.presses(answer, data=f"q:{BOB}:{turn}")
    telegram.wait_for(lambda: press.answered)

    assert press.notice.startswith("Only the person who asked")


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("done_before", "told"),
    [
        pytest.param("forget", "That question was forgotten", id="forgotten"),
        pytest.param("remove", "was removed", id="removed"),
    ],
)
def test_a_button_that_outlived_its_words_says_so(room, telegram, ann, done_before, told):
    answer = reply(telegram, ann.says("How many people died?"))
    if done_before == "forget":
        reply(telegram, ann.says("/forget"), "Forgotten")
    else:
        room.desk.remove("https://example.org/clashes", "root")

    press = ann.presses(answer, "Quotes")

    telegram.wait_for(lambda: told in press.notice)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("data", ["z:5:1", "q", "q:5:x", "q:5:999", "e:5:1.9", "c:5:77", "r:5:x"])
def test_a_button_of_no_use_gets_a_notice(telegram, ann, data):
    answer = reply(telegram, ann.says("How many people died?"))
    if data == "q":
        reply(telegram, ann.says("/forget"), "Forgotten")

    press = ann.presses(answer, data=data)

    telegram.wait_for(lambda: press.notice)


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("/start", "I answer questions about a collection", id="start"),
        pytest.param("/help", "/articles – the newest articles", id="help"),
        pytest.param("/ask How many died?", "Ten people died.", id="ask"),
        pytest.param("/ask\nHow many died?", "Ten people died.", id="ask on two lines"),
        pytest.param("/ask", "There was no question", id="ask nothing"),
        pytest.param("x" * 1001, "I read at most 1,000", id="a long question"),
        pytest.param("/articles", "One article:", id="articles"),
        pytest.param("/forget", "There was nothing to forget", id="forget"),
        pytest.param("/cancel", "There is nothing to cancel", id="cancel"),
        pytest.param("/quotes", "There is no answer yet", id="quotes of nothing"),
        pytest.param("/nonsense", "There is no command /nonsense: see /help.", id="unknown"),
        pytest.param("/ingest https://example.org/a", "Only the people who look", id="ingest"),
        pytest.param("/reingest all", "Only the people who look", id="reingest"),
        pytest.param("/remove abcd", "Only the people who look", id="remove"),
    ],
)
def test_every_message_gets_its_sentence(telegram, ann, text, told):
    assert reply(telegram, ann.says(text), told)


@pytest.mark.usefixtures("bot")
def test_a_sticker_gets_its_sentence_too(telegram, ann):
    sticker = {
        "file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1, "height": 1,
        "is_animated": False, "is_video": False,
    }  # fmt: skip

    assert reply(telegram, ann.says("", more={"sticker": sticker}), "I read text only")


@pytest.mark.usefixtures("bot")
def test_a_long_answer_comes_in_pieces_with_the_buttons_below_the_last(room, telegram, ann):
    room.answers = lambda question, conversation: Answer(
        question, "😢 " * 3000, room.answer(question, conversation).quotes
    )

    asked = ann.says("How many?")
    telegram.wait_for_message(ANN, containing="— Sample Wire", after=asked.id)
    pieces = from_bot(telegram, ANN)

    assert [bool(piece.buttons) for piece in pieces] == [False, False, True]
    assert PLACEHOLDER.text not in {piece.text for piece in pieces}


# -- edited questions ------------------------------------------------------------------------


@pytest.mark.usefixtures("bot")
def test_an_edited_question_is_answered_again_in_place(room, telegram, ann):
    asked = ann.says("How many people died?")
    answer = reply(telegram, asked)
    room.answers = lambda question, conversation: Answer(question, f"Understood: {question}")

    ann.edits(asked, "How many homes burned?")
    telegram.wait_for(lambda: answer.text == "Understood: How many homes burned?")
    ann.edits(asked, "/ask How many shops?")
    telegram.wait_for(lambda: answer.text == "Understood: How many shops?")

    assert len(from_bot(telegram, ANN)) == 1
    turns = room.desk.conversations.of(f"telegram:{ANN}:{ANN}").turns
    assert [turn.question for turn in turns] == ["How many shops?"]


@pytest.mark.usefixtures("bot")
def test_a_question_edited_later_follows_up_what_stood_before_it(room, telegram, ann):
    reply(telegram, ann.says("One?"))
    second = ann.says("Two?")
    reply(telegram, second)
    reply(telegram, ann.says("Three?"))

    ann.edits(second, "Two again?")
    telegram.wait_for(lambda: room.asked[-1][0] == "Two again?")

    assert [turn.question for turn in room.asked[-1][1].turns] == ["One?"]


@pytest.mark.usefixtures("bot")
def test_an_edit_to_a_shorter_answer_leaves_no_piece_of_the_longer_one(room, telegram, ann):
    room.answers = lambda question, conversation: Answer(question, "long " * 2000)
    asked = ann.says("How?")
    telegram.wait_for(lambda: len(telegram.chat(ANN)) == 4)
    telegram.wait_for(lambda: not any(one.text.endswith("…") for one in telegram.chat(ANN)))

    room.answers = lambda question, conversation: Answer(question, "Short.")
    ann.edits(asked, "And how?")

    telegram.wait_for(lambda: [one.text for one in from_bot(telegram, ANN)] == ["Short."])


# -- groups ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("text", "asked"),
    [
        pytest.param("@test_bot how many?", "how many?", id="a mention"),
        pytest.param("How many, @Test_Bot?", "How many, ?", id="in any letters"),
        pytest.param("/ask@test_bot how many?", "how many?", id="a command"),
    ],
)
def test_in_a_group_the_bot_answers_whoever_addresses_it(room, telegram, ann, text, asked):
    sent = ann.says(text, chat=GROUP)

    message = reply(telegram, sent)

    assert message.reply_to is sent
    assert room.asked[-1][0] == asked


@pytest.mark.usefixtures("bot")
def test_in_a_group_a_reply_to_the_bot_is_a_question(room, telegram, ann):
    answer = reply(telegram, ann.says("/ask how many?", chat=GROUP))

    reply(telegram, ann.says("and when?", chat=GROUP, reply_to=answer))

    assert [asked for asked, _ in room.asked] == ["how many?", "and when?"]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("How many people died?", id="talk"),
        pytest.param("@other_bot how many?", id="another's mention"),
        pytest.param("/ask@other_bot how many?", id="another's command"),
        pytest.param("/nonsense", id="an unknown command"),
    ],
)
def test_in_a_group_the_bot_keeps_out_of_what_is_not_for_it(room, telegram, ann, admin, text):
    admin.says(text, chat=GROUP)
    reply(telegram, ann.says("/forget"))

    assert from_bot(telegram, GROUP) == []
    assert room.asked == []


@pytest.mark.usefixtures("bot")
def test_in_a_group_a_reply_to_another_is_not_for_the_bot(room, telegram, ann, bob):
    bobs = bob.says("I was there", chat=GROUP)
    ann.says("How many?", chat=GROUP, reply_to=bobs)
    reply(telegram, ann.says("/forget"))

    assert from_bot(telegram, GROUP) == []


# -- who may -----------------------------------------------------------------------------------


def test_a_private_bot_answers_those_who_were_let_in(newsroom, telegram, start, ann, bob, admin):
    newsroom.desk = replace(newsroom.desk, users=frozenset({ANN}))
    start(newsroom)

    answer = reply(telegram, ann.says("/ask How many?"))
    refused = reply(telegram, bob.says("How many?"))
    told = reply(telegram, admin.says("/articles"))
    press = bob.presses(answer, data=f"q:{BOB}:1")
    telegram.wait_for(lambda: press.answered)

    assert "Your Telegram id is 6" in refused.text
    assert told.text == "There are no articles yet."
    assert press.notice.startswith("I answer only people")
    assert [question for question, _ in newsroom.asked] == ["How many?"]


# -- admins ----------------------------------------------------------------------------------

PAGE = (
    "Clashes in the south\n\n" + "Twelve people died in the clashes, it was said. " * 8
).encode()


@pytest.mark.usefixtures("bot")
def test_a_file_of_an_admin_is_ingested_with_one_message_edited(room, telegram, admin):
    told = reply(telegram, admin.sends_file("clashes.txt", PAGE, "text/plain"), "Done")

    assert told.text.startswith("Done: 1 new.\nNew: Clashes in the south · ")
    assert len(from_bot(telegram, ADMIN)) == 1
    assert room.archive.counts()["articles"] == 2


@pytest.mark.usefixtures("bot")
def test_a_file_of_anyone_else_is_refused_unfetched(telegram, ann):
    sent = ann.sends_file("clashes.txt", PAGE, "text/plain")

    assert reply(telegram, sent, "Only the people who look after")
    assert telegram.called("getFile") == []


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        pytest.param("a.txt", b"", "Failed: a.txt is empty; put the article into it", id="empty"),
        pytest.param(
            "a.txt", b"x" * 50_000_000,
            "a.txt is larger than 20 MB, and Telegram hands me no file so large: put it on the "
            "server and run `dateline ingest` there.",
            id="50 MB",
        ),
        pytest.param(
            "a.txt", bytes(range(256)) * 9, "Failed: a.txt holds no text", id="binary as text"
        ),
        pytest.param("a.zip", b"PK", "a.zip is of a kind that cannot be read", id="a zip file"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told(room, telegram, admin, name, content, told):
    assert reply(telegram, admin.sends_file(name, content, "text/plain"), told)
    assert room.archive.counts()["articles"] == 1


@pytest.mark.usefixtures("bot")
def test_a_file_that_telegram_does_not_hand_over_is_asked_for_again(room, telegram, admin):
    telegram.fail_next("getFile", status=400, description="Bad Request: file is too big")

    failed = reply(telegram, admin.sends_file("a.txt", PAGE, "text/plain"), "Fetching the file")
    again = reply(telegram, admin.sends_file("a.txt", PAGE, "text/plain"), "Done: 1 new")

    assert failed.text.endswith(": send it again.")
    assert again
    assert room.archive.counts()["articles"] == 2


@pytest.mark.usefixtures("bot")
def test_a_forwarded_post_of_an_admin_is_ingested(room, telegram, admin):
    sent = admin.forwards(
        PAGE.decode(), from_channel="Sample Channel", username="sample", message_id=3,
        posted=datetime(2020, 2, 8, tzinfo=UTC),
    )  # fmt: skip
    reply(telegram, sent, "Done")

    kept = room.archive.find("https://t.me/sample/3").article
    assert (kept.publisher, kept.published.spoken()) == ("Sample Channel", "8 February 2020")


@pytest.mark.usefixtures("bot")
def test_a_forwarded_command_is_not_obeyed(room, telegram, admin):
    origin = {"type": "hidden_user", "date": 1581200000, "sender_user_name": "Eve"}

    sent = admin.says("/remove https://example.org/clashes", more={"forward_origin": origin})
    reply(telegram, sent)

    assert room.archive.counts()["articles"] == 1


@pytest.mark.usefixtures("bot")
def test_removal_asks_first_and_its_button_is_good_once(room, telegram, admin):
    asked = reply(telegram, admin.says("/remove https://example.org/clashes"))
    kept = room.archive.counts()["articles"]
    admin.presses(asked, "Remove it")
    telegram.wait_for(lambda: asked.text.startswith("Removed “Ten die in clashes”"))
    again = admin.presses(asked, data=f"r:{ADMIN}:gone")
    telegram.wait_for(lambda: again.answered)

    assert kept == 1
    assert room.archive.counts()["articles"] == 0
    assert asked.buttons == []
    assert "There is no article" in again.notice


@pytest.mark.usefixtures("bot")
def test_what_is_asked_first_can_be_left(room, telegram, admin):
    asked = reply(telegram, admin.says("/reingest all"), "fetched and read again")

    admin.presses(asked, "Leave it")

    telegram.wait_for(lambda: asked.text == "Left as it is.")
    assert room.archive.counts()["revisions"] == 1


@pytest.mark.usefixtures("bot")
def test_another_admin_or_a_stranger_cannot_confirm(room, telegram, admin, ann):
    asked = reply(telegram, admin.says("/remove https://example.org/clashes"))
    data = asked.button("Remove it")["callback_data"]

    theirs = ann.presses(asked, data=data)
    forged = ann.presses(asked, data=data.replace(f":{ADMIN}:", f":{ANN}:"))
    telegram.wait_for(lambda: theirs.answered and forged.answered)

    assert theirs.notice.startswith("Only the person who asked")
    assert forged.notice.startswith("Only the people who look after")
    assert room.archive.counts()["articles"] == 1


@pytest.mark.usefixtures("bot")
def test_a_running_ingest_is_cancelled_and_what_was_read_stays(room, telegram, admin):
    reached, go_on = threading.Event(), threading.Event()

    def pages(url):
        if url.endswith("/2"):
            reached.set()
            assert go_on.wait(10)
        raise ArchiveError("no page here")

    room.get = pages
    asked = admin.says("/ingest " + " ".join(f"https://example.org/{n}" for n in range(1, 9)))
    assert reached.wait(10)
    progress = telegram.wait_for(
        lambda: next((one for one in from_bot(telegram, ADMIN) if one.buttons), None)
    )
    press = admin.presses(progress, "Cancel")
    telegram.wait_for(lambda: press.answered)
    go_on.set()
    told = reply(telegram, asked, "Cancelled after 2 of 8")
    again = admin.presses(told, data=f"c:{ADMIN}:{10**9}")
    telegram.wait_for(lambda: again.answered)

    assert "It stops after the article it is at" in press.notice
    assert told.buttons == []
    assert again.notice.startswith("That is over already")


@pytest.mark.usefixtures("bot")
def test_the_last_state_of_progress_is_shown_and_edits_keep_their_distance(room, telegram, admin):
    def slow_pages(url):
        time.sleep(0.1)
        raise ArchiveError("no page here")

    room.get = slow_pages
    asked = admin.says("/ingest " + " ".join(f"https://example.org/{n}" for n in range(60)))
    told = telegram.wait_for_message(ADMIN, "Done: 60 failed.", 20, after=asked.id)

    def calls():
        return [one for one in telegram.calls if one.method == "editMessageText"]

    telegram.wait_for(lambda: told.edits == len(calls()))
    edits = calls()
    shown = [later.at - earlier.at for earlier, later in zip(edits, edits[1:-1], strict=False)]
    assert len(edits) >= 3
    assert all(distance > 1.8 for distance in shown)


@pytest.mark.usefixtures("bot")
def test_the_menu_shows_admins_more(telegram):
    for_all, for_admin = (one for one in telegram.calls if one.method == "setMyCommands")

    assert [one["command"] for one in for_all.params["commands"]] == [
        "start", "help", "ask", "figures", "timeline", "export", "watch", "watches", "unwatch",
        "articles", "diff", "cancel", "forget",
    ]  # fmt: skip
    assert "ingest" in [one["command"] for one in for_admin.params["commands"]]
    assert for_admin.params["scope"] == {"type": "chat", "chat_id": 1}


# -- what goes wrong -------------------------------------------------------------------------


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("error", [ValueError, ArchiveError])
def test_a_failure_is_an_apology_with_a_reference_that_admins_and_the_log_have(
    room, telegram, caplog, ann, admin, error
):
    def answers(question, conversation):
        raise error(f"no rows for {question}\n[parameters: {question}]")

    hello = admin.says("/start")
    reply(telegram, hello)
    room.answers = answers
    told = reply(telegram, ann.says("My secret question?"), "Something went wrong")
    reference = told.text.rstrip(".").split()[-1]
    alert = telegram.wait_for_message(ADMIN, containing=reference)

    assert f"{error.__name__}: no rows for […]" in alert.text
    assert f"Reference {reference}: {error.__name__}: no rows for […]" in caplog.text
    assert "secret" not in caplog.text + alert.text
    assert len(from_bot(telegram, ANN)) == 1


@pytest.mark.usefixtures("bot")
def test_admins_are_told_once_of_what_happens_often(room, telegram, ann, admin):
    def answers(question, conversation):
        raise ValueError("broken")

    reply(telegram, admin.says("/start"))
    room.answers = answers
    for number in range(3):
        reply(telegram, ann.says(f"{number}?"), "Something went wrong")

    alerts = [one for one in from_bot(telegram, ADMIN) if one.text.startswith("Reference")]
    assert len(alerts) == 1


@pytest.mark.usefixtures("bot")
def test_an_admin_is_told_the_reason(room, telegram, admin):
    def answers(question, conversation):
        raise ArchiveError("The disk is full: free some space.")

    room.answers = answers

    assert reply(telegram, admin.says("How many?"), "The disk is full: free some space.")


@pytest.mark.usefixtures("bot")
def test_a_person_who_blocked_the_bot_is_no_failure(telegram, ann, bob, caplog):
    telegram.fail_next("sendMessage", status=403)
    ann.says("How many died?")
    telegram.wait_for(telegram.refused)
    reply(telegram, bob.says("How many died?"))

    assert "Reference" not in caplog.text


def test_a_refused_token_is_a_sentence_without_the_token(newsroom, telegram, caplog):
    bot = Bot("42:WRONG", newsroom.desk, api_base_url=telegram.url)

    with pytest.raises(DatelineError, match="Telegram refused the bot's token") as caught:
        bot.run()

    assert "WRONG" not in caplog.text
    assert caught.value.__cause__ is None


def test_an_empty_token_is_the_same_sentence(newsroom):
    with pytest.raises(DatelineError, match="Telegram refused the bot's token"):
        Bot("", newsroom.desk)


def test_a_network_that_is_not_there_is_waited_for(room, telegram, ann, caplog):
    telegram.fail_next("getMe", status=502)
    asked = ann.says("asked while the bot was down")
    bot = Bot(telegram.token, room.desk, api_base_url=telegram.url)

    def stop_after_the_answer() -> None:
        try:
            reply(telegram, asked)
        finally:
            os.kill(os.getpid(), signal.SIGINT)

    watcher = threading.Thread(target=stop_after_the_answer)
    watcher.start()
    bot.run()
    watcher.join()

    assert "Telegram cannot be reached (Bad Gateway): trying again in 1 s." in caplog.text
    assert room.asked[0][0] == "asked while the bot was down"
    polls = [one for one in telegram.calls if one.method == "getUpdates"]
    assert polls[0].params["allowed_updates"] == ["message", "edited_message", "callback_query"]


@pytest.mark.usefixtures("bot")
def test_a_message_that_a_full_disk_does_not_take_is_asked_for_until_it_does(
    room, telegram, ann, caplog
):
    def polls() -> list[int]:
        return [one["offset"] for one in telegram.called("getUpdates") if "offset" in one]

    reply(telegram, ann.says("How many people died?"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    # Every write to a file fails from here on, as on a disk without space.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        asked = ann.says("asked on a full disk")
        telegram.wait_for(lambda: len(polls()) > 2 and polls()[-1] == polls()[-2])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert reply(telegram, asked)
    assert [question for question, _ in room.asked].count("asked on a full disk") == 1
    assert "the disk is full or takes no more: free some space" in caplog.text


def test_the_token_is_never_logged(bot, telegram, ann, caplog):
    with caplog.at_level(logging.INFO):
        reply(telegram, ann.says("How many died?"))

    assert telegram.token.split(":")[1] not in caplog.text


def test_trouble_while_polling_is_one_line_in_the_log(bot, telegram, ann, caplog):
    telegram.fail_next("getUpdates", status=502)
    reply(telegram, ann.says("How many died?"))

    assert "Asking Telegram for messages failed (Bad Gateway): trying again." in caplog.messages
    assert "Traceback" not in caplog.text
