"""The application over real HTTP, against a local Bot API server, as people in chats see it."""

import asyncio
import logging
import os
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from bot.app import ALLOWED_UPDATES, App, build, run
from bot.handlers import on_error
from news.answer import Answer
from news.errors import ArchiveError, DatelineError
from tests.bot.local_api import TOKEN, LocalApi

ANN, BOB = 5, 6
GROUP = -7


@pytest.fixture
def telegram() -> Iterator[LocalApi]:
    server = LocalApi()
    yield server
    server.close()


@pytest.fixture
def room(newsroom, make_article):
    newsroom.put(make_article())
    return newsroom


@pytest.fixture
def bot(room, telegram) -> Iterator[App]:
    """The application, polling in a thread of its own."""
    application: Any = build(TOKEN, room.desk, api_base_url=telegram.url)
    ready, loops = threading.Event(), []
    over = asyncio.Event()

    async def serve() -> None:
        loops.append(asyncio.get_running_loop())
        async with application:
            await application.post_init(application)
            await application.updater.start_polling(allowed_updates=ALLOWED_UPDATES)
            await application.start()
            ready.set()
            await over.wait()
            await application.updater.stop()
            await application.stop()
        await application.post_shutdown(application)

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    assert ready.wait(10)
    yield application
    loops[0].call_soon_threadsafe(over.set)
    thread.join(10)
    assert not thread.is_alive()


def kinds(message) -> list[str]:
    return [entity["type"] for entity in message.get("entities", [])]


def buttons(message) -> dict[str, str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["text"]: button["callback_data"] for row in rows for button in row}


# -- one person ------------------------------------------------------------------------------


@pytest.mark.usefixtures("bot")
def test_a_question_is_answered_with_quotes_and_buttons(telegram):
    telegram.says(ANN, "How many people died?")

    message = telegram.sent(ANN)

    assert message["text"].startswith("Ten people died.\n\nTen people died in the clashes.\n— ")
    assert kinds(message) == ["expandable_blockquote", "text_link"]
    assert message["link_preview_options"] == {"is_disabled": True}
    assert list(buttons(message)) == ["Quotes", "More"]
    assert "reply_parameters" not in message
    assert telegram.calls("sendChatAction")[0]["action"] == "typing"


@pytest.mark.usefixtures("bot")
def test_quotes_and_more_open_below_the_answer(telegram):
    telegram.says(ANN, "How many people died?")
    answer = telegram.sent(ANN)

    telegram.presses(ANN, answer, "Quotes")
    quotes = telegram.sent(ANN)
    telegram.presses(ANN, answer, "More")
    more = telegram.sent(ANN)

    assert kinds(quotes) == ["blockquote", "bold", "text_link"]
    assert more["text"].startswith("Also found, and not quoted:")
    assert all("text" not in notice for notice in telegram.calls("answerCallbackQuery"))


@pytest.mark.usefixtures("bot")
def test_a_strangers_press_gets_a_notice_and_nothing_else(telegram):
    telegram.says(ANN, "@dateline_bot How many people died?", chat=GROUP)
    answer = telegram.sent(GROUP)

    telegram.presses(BOB, answer, "Quotes")
    notice = telegram.noticed()

    assert notice["text"].startswith("Only the person who asked")
    assert notice["show_alert"] is True
    assert telegram.unseen() == []


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("done_before", "told"),
    [
        pytest.param((ANN, "/forget"), "That question was forgotten", id="forgotten"),
        pytest.param((1, "/remove https://example.org/clashes"), "was removed", id="removed"),
    ],
)
def test_a_button_that_outlived_its_words_says_so(telegram, done_before, told):
    telegram.says(ANN, "How many people died?")
    answer = telegram.sent(ANN)
    telegram.says(*done_before)
    telegram.settled()

    telegram.presses(ANN, answer, "Quotes")

    assert told in telegram.noticed()["text"]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("data", ["z:1", "q", "q:x", "q:999"])
def test_a_button_of_no_use_gets_a_notice(telegram, data):
    telegram.says(ANN, "How many people died?")
    answer = telegram.sent(ANN)
    if data == "q":
        telegram.says(ANN, "/forget")
        telegram.settled()

    telegram.presses(ANN, answer, data=data)

    assert telegram.noticed()["text"]


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
        pytest.param("/quotes", "There is no answer yet", id="quotes of nothing"),
        pytest.param("/nonsense", "There is no command /nonsense: see /help.", id="unknown"),
        pytest.param(None, "I read text only", id="a sticker"),
        pytest.param("/ingest https://example.org/a", "Only the people who look", id="ingest"),
        pytest.param("/reingest all", "Only the people who look", id="reingest"),
        pytest.param("/remove abcd", "Only the people who look", id="remove"),
    ],
)
def test_every_message_gets_its_sentence(telegram, text, told):
    telegram.says(ANN, text)

    assert told in telegram.sent(ANN)["text"]


@pytest.mark.usefixtures("bot")
def test_a_long_answer_comes_in_pieces_with_the_buttons_below_the_last(room, telegram):
    room.answers = lambda question, conversation: Answer(
        question, "😢 " * 3000, room.answer(question, conversation).quotes
    )

    telegram.says(ANN, "How many?")
    pieces = [telegram.sent(ANN) for _ in range(3)]

    assert [bool(buttons(piece)) for piece in pieces] == [False, False, True]


# -- many people -----------------------------------------------------------------------------


@pytest.mark.usefixtures("bot")
def test_one_slow_answer_delays_nobody_else(room, telegram):
    go_on, begun = threading.Event(), threading.Event()

    def answers(question, conversation):
        if question == "slow":
            begun.set()
            go_on.wait(10)
        return room.answer(question, conversation)

    room.answers = answers
    telegram.says(ANN, "slow")
    assert begun.wait(5)
    telegram.says(ANN, "A second one of mine")
    telegram.says(BOB, "How many died?")
    telegram.says(BOB, "/help")

    quick = {telegram.sent(BOB)["text"][:10] for _ in range(2)}
    waiting = telegram.unseen()
    go_on.set()
    slow = [telegram.sent(ANN) for _ in range(2)]

    assert quick == {"Ten people", "Ask a ques"}
    assert waiting == []
    assert len(slow) == 2
    assert [question for question, _ in room.asked if question != "How many died?"] == [
        "slow",
        "A second one of mine",
    ]


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("text", "more", "asked"),
    [
        pytest.param("@dateline_bot how many?", {}, "how many?", id="a mention"),
        pytest.param("How many, @Dateline_Bot?", {}, "How many, ?", id="in any letters"),
        pytest.param("/ask@dateline_bot how many?", {}, "how many?", id="a command"),
        pytest.param("and when?", {"reply_to": "bot"}, "and when?", id="a reply to the bot"),
    ],
)
def test_in_a_group_the_bot_answers_whoever_addresses_it(room, telegram, text, more, asked):
    sent = telegram.says(ANN, text, chat=GROUP, **more)

    message = telegram.sent(GROUP)

    assert message["reply_parameters"] == {
        "message_id": sent,
        "allow_sending_without_reply": True,
    }
    assert room.asked[-1][0] == asked


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("text", "more"),
    [
        pytest.param("How many people died?", {}, id="talk"),
        pytest.param("@other_bot how many?", {}, id="another's mention"),
        pytest.param("/ask@other_bot how many?", {}, id="another's command"),
        pytest.param("/nonsense", {}, id="an unknown command"),
        pytest.param("I agree", {"reply_to": BOB}, id="a reply to another"),
        pytest.param(None, {}, id="a sticker"),
    ],
)
def test_in_a_group_the_bot_keeps_out_of_what_is_not_for_it(room, telegram, text, more):
    telegram.says(1, text, chat=GROUP, **more)
    telegram.says(ANN, "/forget")
    telegram.sent(ANN)

    assert telegram.unseen() == []
    assert room.asked == []


# -- admins ----------------------------------------------------------------------------------

PAGE = (
    "Clashes in the south\n\n" + "Twelve people died in the clashes, it was said. " * 8
).encode()


@pytest.mark.usefixtures("bot")
def test_a_file_of_an_admin_is_ingested_with_one_message_edited(room, telegram):
    telegram.says(1, None, document=telegram.file("clashes.txt", PAGE))

    edited = telegram.edited(1)

    assert telegram.sent(1)["text"].startswith("Reading the article")
    assert edited["text"].startswith("Done: 1 new.\nNew: Clashes in the south · ")
    assert telegram.unseen() == []
    assert room.archive.counts()["articles"] == 2


@pytest.mark.usefixtures("bot")
def test_a_file_of_anyone_else_is_refused_unfetched(room, telegram):
    telegram.says(ANN, None, document=telegram.file("clashes.txt", PAGE))

    assert "Only the people who look after" in telegram.sent(ANN)["text"]
    assert telegram.calls("getFile") == []


@pytest.mark.usefixtures("bot")
def test_a_forwarded_post_of_an_admin_is_ingested(room, telegram):
    origin = {
        "type": "channel",
        "date": 1581200000,
        "chat": {"id": -9, "type": "channel", "title": "Sample Channel", "username": "sample"},
        "message_id": 3,
    }

    telegram.says(1, PAGE.decode(), forward_origin=origin)
    telegram.edited(1)

    kept = room.archive.find("https://t.me/sample/3").article
    assert (kept.publisher, kept.published.spoken()) == ("Sample Channel", "8 February 2020")


@pytest.mark.usefixtures("bot")
def test_a_forwarded_command_is_not_obeyed(room, telegram):
    origin = {"type": "hidden_user", "date": 1581200000, "sender_user_name": "Eve"}

    telegram.says(1, "/remove https://example.org/clashes", forward_origin=origin)
    telegram.sent(1)

    assert room.archive.counts()["articles"] == 1


@pytest.mark.usefixtures("bot")
def test_the_last_state_of_progress_is_shown_and_edits_keep_their_distance(room, telegram):
    urls = [f"https://example.org/{n}" for n in range(60)]

    def slow_pages(url):
        time.sleep(0.1)
        raise ArchiveError("no page here")

    room.get = slow_pages
    telegram.says(1, "/ingest " + " ".join(urls))
    telegram.sent(1)
    edits = [telegram.edited(1, within=15)]
    while not edits[-1]["text"].startswith("Done"):
        edits.append(telegram.edited(1, within=15))

    times = telegram.times("editMessageText")[:-1]
    assert edits[-1]["text"].startswith("Done: 60 failed.")
    assert len(edits) >= 3
    assert all(later - earlier > 1.8 for earlier, later in zip(times, times[1:], strict=False))


@pytest.mark.usefixtures("bot")
def test_the_menu_shows_admins_more(telegram):
    for_all, for_admin = telegram.calls("setMyCommands")

    assert [one["command"] for one in for_all["commands"]] == [
        "start", "help", "ask", "articles", "forget",
    ]  # fmt: skip
    assert "ingest" in [one["command"] for one in for_admin["commands"]]
    assert for_admin["scope"] == {"type": "chat", "chat_id": 1}


# -- what goes wrong -------------------------------------------------------------------------


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("error", [ValueError, ArchiveError])
def test_a_failure_is_an_apology_with_a_reference_that_the_log_has(room, telegram, caplog, error):
    def answers(question, conversation):
        raise error(f"no rows for {question}\n[parameters: {question}]")

    room.answers = answers
    telegram.says(ANN, "My secret question?")

    text = telegram.sent(ANN)["text"]

    reference = text.rstrip(".").split()[-1]
    assert text.startswith("Something went wrong on my side")
    assert f"Reference {reference}: {error.__name__}: no rows for […]" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.usefixtures("bot")
def test_an_admin_is_told_the_reason(room, telegram):
    def answers(question, conversation):
        raise ArchiveError("The disk is full: free some space.")

    room.answers = answers
    telegram.says(1, "How many?")

    assert telegram.sent(1)["text"] == "The disk is full: free some space."


@pytest.mark.usefixtures("bot")
def test_an_answer_held_up_by_flood_control_is_sent_later(telegram):
    telegram.refuse("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)

    telegram.says(ANN, "How many died?")

    assert telegram.sent(ANN)["text"].startswith("Ten people died.")


@pytest.mark.usefixtures("bot")
def test_a_person_who_blocked_the_bot_is_no_failure(telegram, caplog):
    telegram.refuse("sendMessage", 403, "Forbidden: bot was blocked by the user")
    telegram.says(ANN, "How many died?")
    telegram.says(BOB, "How many died?")

    # Two threads answer, so either of them may be the one that is refused.
    telegram.sent()

    assert "Reference" not in caplog.text


def test_a_refused_token_is_a_sentence_without_the_token(newsroom, telegram, caplog):
    application = build("42:WRONG", newsroom.desk, api_base_url=telegram.url)

    with pytest.raises(DatelineError, match="Telegram refused the bot's token") as caught:
        run(application)

    assert "WRONG" not in caplog.text
    assert caught.value.__cause__ is None


def test_an_empty_token_is_the_same_sentence(newsroom):
    with pytest.raises(DatelineError, match="Telegram refused the bot's token"):
        build("", newsroom.desk)


def test_a_network_that_is_not_there_is_waited_for(room, telegram, caplog):
    telegram.refuse("getMe", 502, "Bad Gateway")
    telegram.says(ANN, "asked while the bot was down")
    application = build(TOKEN, room.desk, api_base_url=telegram.url)

    def stop_after_the_answer() -> None:
        telegram.sent(ANN)
        os.kill(os.getpid(), signal.SIGINT)

    watcher = threading.Thread(target=stop_after_the_answer)
    watcher.start()
    run(application)
    watcher.join()

    assert "Telegram cannot be reached (Bad Gateway): trying again in 1 s." in caplog.text
    assert room.asked[0][0] == "asked while the bot was down"
    asked_for = telegram.calls("getUpdates")[0]["allowed_updates"]
    assert asked_for == ["message", "callback_query"]


def test_the_token_is_never_logged(room, telegram, bot, caplog):
    with caplog.at_level(logging.INFO):
        telegram.says(ANN, "How many died?")
        telegram.sent(ANN)

    assert TOKEN.split(":")[1] not in caplog.text


def test_trouble_while_polling_is_one_line_in_the_log(caplog):
    class Context:
        error = ConnectionError("no route")

    asyncio.run(on_error(None, Context()))

    assert caplog.messages == ["Asking Telegram for messages failed (no route): trying again."]
