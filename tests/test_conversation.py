"""End to end: the bot as a process of its own, over real HTTP, with every part real."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.settings import ROOT
from tests.bot.local_api import TOKEN, LocalApi

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
def telegram() -> Iterator[LocalApi]:
    server = LocalApi()
    yield server
    server.close()


def command(tmp_path: Path, *arguments: str) -> list[str]:
    config = str(tmp_path / "config.toml")
    return [sys.executable, "-m", "cli", "--config", config, *arguments]


def test_ask_follow_up_open_the_quotes_and_see_the_answer_change(tmp_path, telegram):
    story = tmp_path / "ferry.md"
    story.write_text(STORY.format(dead="Eleven"), encoding="utf-8")
    (tmp_path / "config.toml").write_text(
        f'[telegram]\nadmins = [{ADMIN}]\napi_base_url = "{telegram.url}"\n', encoding="utf-8"
    )
    subprocess.run(command(tmp_path, "ingest", str(story)), cwd=ROOT, check=True)
    bot = subprocess.Popen(
        command(tmp_path, "bot"), cwd=ROOT, env={**os.environ, "TELEGRAM_BOT_TOKEN": TOKEN}
    )
    with bot:
        try:
            telegram.says(ANN, "How many people died?")
            answer = telegram.sent(ANN, within=60)
            telegram.says(ANN, "And how many were taken to a hospital?")
            follow_up = telegram.sent(ANN, within=30)
            telegram.presses(ANN, answer, "Quotes")
            quotes = telegram.sent(ANN, within=30)
            telegram.says(ANN, "/articles")
            article_id = telegram.sent(ANN, within=30)["text"].rsplit(" ", 1)[-1]

            story.write_text(STORY.format(dead="Twelve"), encoding="utf-8")
            telegram.says(ANN, f"/reingest {article_id}")
            refused = telegram.sent(ANN, within=30)
            telegram.says(ADMIN, f"/reingest {article_id}")
            report = telegram.sent(ADMIN, within=30)
            while "1 changed" not in report["text"]:
                report = telegram.edited(ADMIN, within=30)
            telegram.says(ANN, "How many people died?")
            changed = telegram.sent(ANN, within=30)
        finally:
            bot.send_signal(signal.SIGINT)
            bot.wait(30)

    assert answer["text"].startswith("Eleven people died when a ferry sank off Example Island")
    assert "— Sample Wire, 3 March 2021 · Ferry sinks off Example Island" in answer["text"]
    kinds = [entity["type"] for entity in answer["entities"]]
    assert kinds == ["expandable_blockquote", "text_link"]
    assert answer["entities"][1]["url"].startswith(
        "https://example.org/sample-wire/ferry#:~:text=Eleven%20people"
    )
    assert "Twenty-six passengers" in follow_up["text"]
    assert "Twenty-six passengers" in quotes["text"]
    assert {entity["type"] for entity in quotes["entities"]} >= {"blockquote", "bold"}
    assert refused["text"].startswith("Only the people who look after this bot can do that.")
    assert changed["text"].startswith("Twelve people died")
    assert "Eleven" not in changed["text"]
    assert bot.returncode == 0
