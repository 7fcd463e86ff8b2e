"""The local Bot API server refuses what Telegram refuses, and a real application runs on it."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import NetworkError, RetryAfter
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

from tests.telegram_api import TelegramServer, User, render_html
from tests.telegram_check import TABLE
from tests.telegram_methods import Methods

ANN, GROUP = 5, -7


@pytest.fixture(scope="module")
def running() -> Iterator[TelegramServer]:
    with TelegramServer() as server:
        server.user(ANN).says("/start")  # message 1: every row of the tables refers to the chat
        yield server


@pytest.fixture
def server() -> Iterator[TelegramServer]:
    with TelegramServer() as server:
        yield server


def call(server: TelegramServer, method: str, **params: Any) -> dict[str, Any]:
    answer = httpx.post(f"{server.base_url}{server.token}/{method}", json=params)
    body: dict[str, Any] = answer.json()
    assert answer.status_code == (200 if body["ok"] else body["error_code"])
    return body


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "More", **button}]]}


SAY = {"chat_id": ANN, "text": "Hello 🌍 world"}  # 14 UTF-16 units, the globe at 6 and 7
REFUSED: list[tuple[str, str, dict[str, Any], str]] = [
    ("unknown method", "sendGreeting", {}, "Not Found: method not found"),
    ("unknown parameter", "sendMessage", SAY | {"txt": "x"}, 'unknown parameter "txt"'),
    ("no chat", "sendMessage", {"text": "x"}, "chat_id is empty"),
    ("no text", "sendMessage", {"chat_id": ANN}, "message text is empty"),
    ("white space", "sendMessage", {"chat_id": ANN, "text": " \n"}, "message text is empty"),
    ("no query id", "answerCallbackQuery", {}, '"callback_query_id" is required'),
    ("number as text", "sendMessage", SAY | {"text": 5}, "text: String expected"),
    ("text as flag", "sendMessage", SAY | {"protect_content": "x"}, "Boolean expected"),
    ("text as entities", "sendMessage", SAY | {"entities": "x"}, "Array of MessageEntity"),
    ("half an entity", "sendMessage", SAY | {"entities": [{"type": "bold"}]}, '"offset" is'),
    (
        "unknown field",
        "sendMessage",
        SAY | {"link_preview_options": {"disabled": True}},
        'unknown field "disabled"',
    ),
    ("long text", "sendMessage", SAY | {"text": "x" * 4097}, "message is too long"),
    ("long in UTF-16", "sendMessage", SAY | {"text": "🌍" * 2049}, "message is too long"),
    ("many entities", "sendMessage", SAY | {"entities": [entity("bold", 0, 5)] * 101}, "too many"),
    ("beyond the end", "sendMessage", SAY | {"entities": [entity("bold", 9, 6)]}, "outside"),
    ("before the start", "sendMessage", SAY | {"entities": [entity("bold", -1, 6)]}, "outside"),
    ("no length", "sendMessage", SAY | {"entities": [entity("bold", 1, 0)]}, "outside"),
    ("half a globe", "sendMessage", SAY | {"entities": [entity("bold", 7, 3)]}, "cuts"),
    ("unknown entity", "sendMessage", SAY | {"entities": [entity("fat", 0, 5)]}, "unknown entity"),
    ("link to nowhere", "sendMessage", SAY | {"entities": [entity("text_link", 0, 5)]}, '"url"'),
    (
        "crossing",
        "sendMessage",
        SAY | {"entities": [entity("bold", 0, 5), entity("italic", 3, 6)]},
        "may not overlap",
    ),
    (
        "quote in quote",
        "sendMessage",
        SAY | {"entities": [entity("blockquote", 0, 14), entity("expandable_blockquote", 0, 5)]},
        "may not overlap",
    ),
    (
        "bold in code",
        "sendMessage",
        SAY | {"entities": [entity("code", 0, 14), entity("bold", 0, 5)]},
        "may not overlap",
    ),
    (
        "long data",
        "sendMessage",
        SAY | {"reply_markup": keyboard(callback_data="é" * 33)},
        "BUTTON_DATA_INVALID",
    ),
    ("no action", "sendMessage", SAY | {"reply_markup": keyboard()}, "Text buttons are unallowed"),
    ("wrong address", "sendMessage", SAY | {"reply_markup": keyboard(url="x")}, "Wrong HTTP URL"),
    ("stranger", "sendMessage", SAY | {"chat_id": 99}, "Bad Request: chat not found"),
    (
        "reply to nothing",
        "sendMessage",
        SAY | {"reply_parameters": {"message_id": 999}},
        "message to be replied not found",
    ),
    (
        "edit of nothing",
        "editMessageText",
        SAY | {"message_id": 999},
        "message to edit not found",
    ),
    ("edit of another's", "editMessageText", SAY | {"message_id": 1}, "message can't be edited"),
    (
        "delete of nothing",
        "deleteMessage",
        {"chat_id": ANN, "message_id": 999},
        "message to delete not found",
    ),
    ("old press", "answerCallbackQuery", {"callback_query_id": "0"}, "query is too old"),
    ("no such file", "getFile", {"file_id": "x"}, "invalid file_id"),
    ("no such action", "sendChatAction", {"chat_id": ANN, "action": "think"}, "wrong parameter"),
    (
        "wrong command",
        "setMyCommands",
        {"commands": [{"command": "Help", "description": "x"}]},
        "BOT_COMMAND_INVALID",
    ),
]


@pytest.mark.parametrize(
    ("method", "params", "told"),
    [row[1:] for row in REFUSED],
    ids=[row[0] for row in REFUSED],
)
def test_what_telegram_refuses_is_refused(running, method, params, told):
    before = running.chat(ANN)
    body = call(running, method, **params)
    assert not body["ok"]
    assert told in body["description"]
    assert body["error_code"] == (404 if "Not Found" in told else 400)
    assert running.chat(ANN) == before


@pytest.mark.parametrize(
    "more",
    [
        {"text": "🌍" * 2048},
        {"entities": [entity("blockquote", 0, 14), entity("text_link", 0, 5, url="https://a.b")]},
        {"entities": [entity("bold", 0, 5), entity("text_link", 0, 5, url="https://a.b")]},
        {"entities": [entity("blockquote", 0, 14), entity("code", 6, 2)]},
        {"entities": [entity("italic", 0, 5), entity("bold", 5, 9)]},
        {"reply_markup": keyboard(callback_data="é" * 32)},
        {"reply_parameters": {"message_id": 999, "allow_sending_without_reply": True}},
        {"reply_parameters": {"message_id": 1, "quote": "/start"}},
    ],
)
def test_what_telegram_takes_is_taken(running, more):
    assert call(running, "sendMessage", **(SAY | more))["ok"]


def test_text_is_kept_without_white_space_around_it(server):
    server.user(ANN).says("Hi")
    call(server, "sendMessage", chat_id=ANN, text="\n bold \n", entities=[entity("bold", 0, 8)])
    message = server.chat(ANN)[-1]
    assert (message.text, message.marked("bold")) == ("bold", ["bold"])


def test_an_edit_must_change_something(server):
    server.user(ANN).says("Hi")
    number = call(server, "sendMessage", **SAY)["result"]["message_id"]
    edit = {"chat_id": ANN, "message_id": number}
    assert "not modified" in call(server, "editMessageText", **(edit | SAY))["description"]
    assert call(server, "editMessageText", **edit, text="New")["ok"]
    assert [server.chat(ANN)[-1].text, server.chat(ANN)[-1].edits] == ["New", 1]
    assert call(server, "deleteMessage", **edit)["ok"]
    assert server.chat(ANN)[-1].deleted
    told = call(server, "editMessageText", **edit, text="Again")["description"]
    assert told == "Bad Request: message to edit not found"


def test_a_wrong_token_is_unauthorized(running):
    answer = httpx.get(f"{running.base_url}9:WRONG/getMe")
    assert answer.status_code == 401
    assert answer.json()["description"] == "Unauthorized"


def test_every_method_of_the_table_is_played():
    words = (
        "".join(f"_{c.lower()}" if c.isupper() else c for c in name) for name in TABLE["methods"]
    )
    missing = [
        name
        for name in words
        if not hasattr(Methods, name) and not hasattr(TelegramServer, f"_{name}")
    ]
    assert not missing


def test_forms_uploads_and_downloads(server):
    server.user(ANN).says("Hi")
    url = f"{server.base_url}{server.token}"
    assert httpx.post(f"{url}/sendMessage", data={"chat_id": "5", "text": "5"}).json()["ok"]
    content = bytes(range(256)) + b"\r\n--\r\n"
    sent = httpx.post(
        f"{url}/sendDocument",
        data={"chat_id": "5", "caption": "Été"},
        files={"document": ("a.bin", content, "application/x-test")},
    ).json()["result"]
    assert (sent["caption"], sent["document"]["mime_type"]) == ("Été", "application/x-test")
    path = call(server, "getFile", file_id=sent["document"]["file_id"])["result"]["file_path"]
    assert httpx.get(f"{server.base_file_url}{server.token}/{path}").content == content
    assert server.called("sendMessage") == [{"chat_id": 5, "text": "5"}]


def test_updates_stay_until_they_are_confirmed(server):
    ann = server.user(ANN)
    ann.says("one", twice=True)
    ann.says("two")
    poll = {"timeout": 0}
    first, second = call(server, "getUpdates", **poll)["result"]
    assert len(call(server, "getUpdates", **poll, limit=1)["result"]) == 1
    after = first["update_id"] + 1
    assert call(server, "getUpdates", **poll, offset=after)["result"] == [first, second]
    assert call(server, "getUpdates", **poll, offset=after)["result"] == [second]
    assert call(server, "getUpdates", **poll, offset=-1)["result"] == [second]
    call(server, "getUpdates", **poll, offset=second["update_id"] + 1, allowed_updates=["message"])
    ann.edits(server.chat(ANN)[0], "three")
    assert call(server, "getUpdates", **poll)["result"] == []


def test_a_poll_wakes_at_an_update_and_ends_for_the_next_poll(server):
    ann = server.user(ANN)
    timer = threading.Timer(0.1, ann.says, ["Hi"])
    timer.start()
    (update,) = call(server, "getUpdates", timeout=20)["result"]
    assert update["message"]["text"] == "Hi"
    timer.join()
    answers: list[dict[str, Any]] = []
    after = {"offset": update["update_id"] + 1, "timeout": 20}
    other = threading.Thread(target=lambda: answers.append(call(server, "getUpdates", **after)))
    other.start()
    server.wait_for(lambda: not server._updates)
    assert call(server, "getUpdates")["ok"]
    other.join()
    assert answers[0]["error_code"] == 409


def test_calls_fail_when_told(server):
    server.user(ANN).says("Hi")
    server.fail_next("sendMessage", retry_after=2)
    body = call(server, "sendMessage", **SAY)
    assert (body["error_code"], body["parameters"]) == (429, {"retry_after": 2})
    server.fail_next("sendMessage", status=502)
    assert call(server, "sendMessage", **SAY)["description"] == "Bad Gateway"
    server.fail_next("sendMessage", cut=True, done=True)
    with pytest.raises(httpx.RemoteProtocolError):
        call(server, "sendMessage", **SAY)
    assert [one.text for one in server.chat(ANN)] == ["Hi", SAY["text"]]
    server.slow("getMe", 0.2)
    start = time.monotonic()
    assert call(server, "getMe")["ok"]
    assert time.monotonic() - start >= 0.2
    assert len(server.refused()) == 3


# -- a real application ----------------------------------------------------------------------


async def _echo(update: Update, context: Any) -> None:
    message = update.message
    assert message is not None
    if message.document:
        file = await message.document.get_file()
        await message.reply_text((await file.download_as_bytearray()).decode())
        return
    buttons = InlineKeyboardMarkup([[InlineKeyboardButton("Louder", callback_data="up")]])
    try:
        await message.reply_text(f"{message.text}!", reply_markup=buttons, do_quote=True)
    except RetryAfter:
        await message.reply_text("later")
    except NetworkError:
        await message.reply_text("cut")


async def _louder(update: Update, context: Any) -> None:
    query = update.callback_query
    assert query is not None
    await query.answer("Louder it is")
    await query.edit_message_text(query.message.text.upper())


@contextmanager
def echoing(server: TelegramServer) -> Iterator[None]:
    """Run an application in a thread of its own."""
    application = (
        Application.builder()
        .token(server.token)
        .base_url(server.base_url)
        .base_file_url(server.base_file_url)
        .build()
    )
    application.add_handler(MessageHandler(filters.UpdateType.MESSAGE, _echo))
    application.add_handler(CallbackQueryHandler(_louder))
    loop, over = asyncio.new_event_loop(), asyncio.Event()

    async def serve() -> None:
        async with application:
            await application.updater.start_polling()
            await application.start()
            await over.wait()
            await application.updater.stop()
            await application.stop()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(10)
        loop.close()


def test_an_application_runs_on_it(server, monkeypatch):
    # Without it the library warns of a coming change whenever it is told to wait.
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    ann: User = server.user(ANN, "Ann", "ann")
    with echoing(server):
        asked = ann.says("Hello")
        answer = server.wait_for_message(ANN, "Hello!")
        assert answer.reply_to is asked
        press = ann.presses(answer, "Louder")
        assert server.wait_for_message(ANN, "HELLO!") is answer
        assert (press.notice, answer.edits, answer.buttons) == ("Louder it is", 1, [])

        ann.sends_file("a.txt", b"From a file", "text/plain")
        server.wait_for_message(ANN, "From a file")
        ann.says("In a group", chat=GROUP)
        server.wait_for_message(GROUP, "In a group!")
        post = ann.forwards("Post", from_channel="News", username="news", message_id=12)
        assert post.more["forward_origin"]["chat"]["username"] == "news"
        server.wait_for_message(ANN, "Post!")

        server.fail_next("sendMessage", retry_after=1)
        ann.says("Flood")
        server.wait_for_message(ANN, "later")
        server.fail_next("sendMessage", cut=True)
        ann.says("Storm")
        server.wait_for_message(ANN, "cut")
        ann.says("Twice", twice=True)
        server.wait_for(lambda: sum(one.text == "Twice!" for one in server.chat(ANN)) == 2)
    assert [one.method for one in server.refused()] == ["sendMessage"] * 2


def test_a_chat_as_a_page(server, tmp_path: Path):
    server.user(ANN).says("Who <won>? https://a.b/c /help")
    marks = [
        entity("expandable_blockquote", 0, 12),
        entity("bold", 6, 2),
        entity("text_link", 9, 5, url='https://a.b/"'),
    ]
    told = call(server, "sendMessage", **SAY, entities=marks)
    assert "may not overlap" in told["description"]
    marks[0]["length"] = 14
    call(server, "sendMessage", **SAY, entities=marks, reply_markup=keyboard(callback_data="m"))
    render_html(server.chat(ANN), tmp_path / "chat.html")
    page = (tmp_path / "chat.html").read_text("utf-8")
    quote = 'Hello <b>🌍</b> <a href="https://a.b/&quot;">world</a></blockquote>'
    assert f'<blockquote class="expandable" tabindex="0">{quote}' in page
    assert 'Who &lt;won&gt;? <a href="https://a.b/c">' in page
    assert "<button>More</button>" in page
