"""A newsroom behind a bot that serves in a thread of its own, against a local Bot API server."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from archive import Archive
from bot.app import Bot
from tests.bot.chats import ADMIN, ANN, BOB
from tests.bot.newsroom import Newsroom, article
from tests.telegram_api import TelegramServer


@pytest.fixture
def newsroom(tmp_path: Path) -> Iterator[Newsroom]:
    archive = Archive.in_folder(tmp_path / "data")
    yield Newsroom(archive, tmp_path / "data" / "uploads")
    archive.close()


@pytest.fixture
def make_article():
    return article


@pytest.fixture
def admin_id() -> int:
    return ADMIN


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    with TelegramServer() as server:
        yield server


@pytest.fixture
def room(newsroom, make_article):
    newsroom.put(make_article())
    return newsroom


@dataclass
class Running:
    """A bot that serves in a thread of its own; `kill` ends it as a killed process would."""

    bot: Bot
    thread: threading.Thread
    loop: asyncio.AbstractEventLoop
    over: asyncio.Event

    def stop(self) -> None:
        self.loop.call_soon_threadsafe(self.over.set)
        self.thread.join(20)
        assert not self.thread.is_alive()


@pytest.fixture
def start(telegram) -> Iterator[Callable[..., Running]]:
    """Start bots for a newsroom; what still runs at the end of the test is stopped."""
    started: list[Running] = []

    def start(newsroom: Newsroom, **given) -> Running:
        bot = Bot(telegram.token, newsroom.desk, api_base_url=telegram.url, **given)
        ready = threading.Event()
        found: list[Running] = []

        async def serve() -> None:
            over = asyncio.Event()
            found.append(Running(bot, thread, asyncio.get_running_loop(), over))
            await bot.serve(over, ready.set)

        thread = threading.Thread(target=lambda: asyncio.run(serve()))
        thread.start()
        assert ready.wait(20)
        started.append(found[0])
        return found[0]

    yield start
    for one in started:
        if one.thread.is_alive():
            one.stop()


@pytest.fixture
def bot(room, start):
    return start(room)


@pytest.fixture
def ann(telegram):
    return telegram.user(ANN)


@pytest.fixture
def bob(telegram):
    return telegram.user(BOB, "Bob")


@pytest.fixture
def admin(telegram):
    return telegram.user(ADMIN, "Ada")
