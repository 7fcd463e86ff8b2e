"""End to end: the bot as a process of its own, over real HTTP, with every part real."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.settings import ROOT
from tests.telegram_api import Message, TelegramServer

ANN, ADMIN = 5, 9
STORY = """---
title: Ferry sinks off Example Island
url: https://example.org/sample-wire/ferry
publisher: Sample Wire
published: 2021-03-03
---

{dead} people died when a ferry sank off Example Island on March 2, the coast guard said.

Twenty-six passengers were taken to a hospital in Port Sample.
"""


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    with TelegramServer() as server:
        yield server


def command(tmp_path: Path, *arguments: str) -> list[str]:
    config = str(tmp_path / "config.toml")
    return [sys.executable, "-m", "cli", "--config", config, *arguments]


def kinds(message: Message) -> set[str]:
    return {entity["type"] for entity in message.entities}


def test_ask_follow_up_open_the_quotes_and_see_the_answer_change(tmp_path, telegram):
    story = tmp_path / "ferry.md"
    story.write_text(STORY.format(dead="Eleven"), encoding="utf-8")
    (tmp_path / "config.toml").write_text(
        f'[telegram]\nadmins = [{ADMIN}]\napi_base_url = "{telegram.url}"\n', encoding="utf-8"
    )
    subprocess.run(command(tmp_path, "ingest", str(story)), cwd=ROOT, check=True)
    bot = subprocess.Popen(
        command(tmp_path, "bot"), cwd=ROOT, env={**os.environ, "TELEGRAM_BOT_TOKEN": telegram.token}
    )
    ann, admin = telegram.user(id=ANN), telegram.user(id=ADMIN)

    def told(person, words, asked):
        return telegram.wait_for_message(person, containing=words, timeout=60, after=asked.id)

    with bot:
        try:
            answer = told(ANN, "died", ann.says("How many people died?"))
            follow_up = told(ANN, "Twenty-six", ann.says("And how many were taken to a hospital?"))
            ann.presses(answer, "Quotes")
            quotes = told(ANN, "Twenty-six", follow_up)
            listed = told(ANN, "Ferry sinks", ann.says("/articles"))
            article_id = listed.text.rsplit(" ", 1)[-1]

            story.write_text(STORY.format(dead="Twelve"), encoding="utf-8")
            refused = told(ANN, "Only", ann.says(f"/reingest {article_id}"))
            told(ADMIN, "1 changed", admin.says(f"/reingest {article_id}"))
            changed = told(ANN, "died", ann.says("How many people died?"))
        finally:
            bot.send_signal(signal.SIGINT)
            bot.wait(30)

    assert answer.text.startswith("Eleven people died (the coast guard, as of 2 March 2021; ")
    assert "— Sample Wire, 3 March 2021 · Ferry sinks off Example Island" in answer.text
    assert kinds(answer) == {"expandable_blockquote", "text_link"}
    assert answer.entities[1]["url"].startswith(
        "https://example.org/sample-wire/ferry#:~:text=Eleven%20people"
    )
    assert follow_up.text.startswith("Twenty-six passengers")
    assert kinds(quotes) >= {"blockquote", "bold"}
    assert refused.text.startswith("Only the people who look after this bot can do that.")
    assert changed.text.startswith("Twelve people died")
    assert "Eleven" not in changed.text
    assert telegram.refused() == []
    assert bot.returncode == 0
