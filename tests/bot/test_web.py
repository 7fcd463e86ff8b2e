"""The webhook and /healthz, over real HTTP."""

import asyncio
import socket
from dataclasses import replace

import httpx
import pytest

from archive import Inbox
from bot.app import Bot, Web
from bot.web import web_app
from news.errors import ArchiveError, UsageError
from tests.bot.chats import ANN, from_bot, reply

SECRET = "a-secret"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


@pytest.fixture
def web(port) -> Web:
    return Web("127.0.0.1", port, f"http://127.0.0.1:{port}/telegram", SECRET)


@pytest.fixture
def hooked(room, start, web):
    start(room, web=web)
    return web


def test_updates_come_by_the_webhook_and_are_answered(hooked, telegram, ann):
    told = reply(telegram, ann.says("How many people died?"))

    assert told.text.startswith("Ten people died.")
    assert telegram.called("setWebhook")[0]["secret_token"] == SECRET
    assert telegram.called("getUpdates") == []
    assert telegram.refused() == []


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="no secret"),
        pytest.param({HEADER: "guessed"}, id="a wrong one"),
        pytest.param({HEADER: ""}, id="an empty one"),
        pytest.param({HEADER: "geheim-ü".encode()}, id="one of other letters"),
    ],
)
def test_who_does_not_bring_the_secret_is_refused(hooked, room, headers):
    answer = httpx.post(hooked.webhook, json={"update_id": 1}, headers=headers)

    assert answer.status_code == 403
    assert room.desk.inbox.count() == 0


def test_without_a_secret_of_its_own_the_webhook_takes_nothing():
    async def health():
        return {"status": "ok"}

    async def deliver(update):
        raise AssertionError("delivered")

    app = web_app(health, path="/telegram", secret="", deliver=deliver)
    transport = httpx.ASGITransport(app)

    async def post() -> int:
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return (await client.post("/telegram", json={}, headers={HEADER: ""})).status_code

    assert asyncio.run(post()) == 403


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"{", 400, id="no JSON"),
        pytest.param(b"[]", 400, id="no object"),
        pytest.param(b'{"text": "x"}', 400, id="no update"),
        pytest.param(b" " * 2_000_000, 413, id="too large"),
    ],
)
def test_what_is_no_update_is_refused(hooked, body, status):
    answer = httpx.post(hooked.webhook, content=body, headers={HEADER: SECRET})

    assert answer.status_code == status


def test_telegram_is_answered_as_soon_as_the_inbox_holds_the_update(
    room, telegram, start, web, ann
):
    waiting: list[int] = []

    def answers(question, conversation):
        telegram.wait_for(lambda: telegram.deliveries)
        waiting.append(room.desk.inbox.count())
        return room.answer(question, conversation)

    room.answers = answers
    start(room, web=web)
    reply(telegram, ann.says("How many people died?"))

    assert [status for _, status in telegram.deliveries] == [200]
    assert waiting == [1]


def test_an_update_delivered_twice_is_answered_once(hooked, room, telegram, ann):
    reply(telegram, ann.says("How many people died?", twice=True))
    telegram.wait_for(lambda: len(telegram.deliveries) == 2)

    assert [status for _, status in telegram.deliveries] == [200, 200]
    assert len(room.asked) == 1
    assert len(from_bot(telegram, ANN)) == 1


def test_what_cannot_be_kept_is_delivered_again(room, telegram, start, web, ann):
    class Full(Inbox):
        left = 2

        def receive(self, update_id: int, body: str) -> bool:
            self.left -= 1
            if self.left >= 0:
                raise ArchiveError("the disk is full")
            return super().receive(update_id, body)

    room.desk = replace(room.desk, inbox=Full(room.archive))
    start(room, web=web)

    assert reply(telegram, ann.says("How many people died?"))
    assert [status for _, status in telegram.deliveries] == [503, 503, 200]


def test_what_is_of_no_kind_that_is_handled_is_done_at_once(hooked, room, telegram, ann):
    unhandled = [
        {"inline_query": {"id": "1", "from": _person(), "query": "x", "offset": ""}},
        {"my_chat_member": _membership()},
        {"channel_post": {"message_id": 1, "date": 1, "chat": _channel(), "text": "How many?"}},
        {"chosen_inline_result": {"result_id": "1", "from": _person(), "query": "x"}},
    ]
    for number, one in enumerate(unhandled, start=10**6):
        post = {"update_id": number, **one}
        assert httpx.post(hooked.webhook, json=post, headers={HEADER: SECRET}).status_code == 200
    reply(telegram, ann.says("How many people died?"))

    assert [one.method for one in telegram.calls if one.method == "sendMessage"] == ["sendMessage"]
    assert room.asked[0][0] == "How many people died?"


def test_health_says_how_things_stand(hooked, room):
    answer = httpx.get(hooked.webhook.replace("/telegram", "/healthz"))

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok", "articles": 1, "newest": "2020-02-09", "being_indexed": 0,
        "messages_waiting": 0,
    }  # fmt: skip


def test_health_says_when_the_archive_fails(hooked, room):
    with room.archive.writing("breaking it") as connection:
        connection.exec_driver_sql("alter table inbox rename to elsewhere")

    answer = httpx.get(hooked.webhook.replace("/telegram", "/healthz"))

    assert answer.status_code == 503
    assert answer.json()["status"] == "failing"
    assert "no such table: inbox" in answer.json()["reason"]


def test_without_a_webhook_health_stands_beside_polling(room, telegram, start, port, ann):
    start(room, web=Web("127.0.0.1", port))

    assert httpx.get(f"http://127.0.0.1:{port}/healthz").status_code == 200
    assert httpx.post(f"http://127.0.0.1:{port}/telegram", json={}).status_code == 404
    assert reply(telegram, ann.says("How many people died?"))


def test_an_address_that_is_taken_is_a_sentence(room, web):
    bot = Bot("123:TEST", room.desk, web=web)
    with (
        socket.create_server((web.host, web.port)),
        pytest.raises(UsageError, match="change \\[web\\] listen"),
    ):
        bot.run()


def _person() -> dict[str, object]:
    return {"id": ANN, "is_bot": False, "first_name": "Ann"}


def _channel() -> dict[str, object]:
    return {"id": -1001, "type": "channel", "title": "Channel"}


def _membership() -> dict[str, object]:
    one = {"user": _person() | {"id": 123, "is_bot": True}, "status": "member"}
    chat = {"id": ANN, "type": "private"}
    return {
        "chat": chat,
        "from": _person(),
        "date": 1,
        "old_chat_member": one,
        "new_chat_member": one,
    }
