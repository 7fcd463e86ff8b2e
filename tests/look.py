"""`make look`: a chat with the real bot over the samples, as pages to be looked at in a browser.

    python -m tests.look FOLDER

Writes FOLDER/ann-light.html, -dark.html and the same of an admin's chat, at the width of a phone.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from cli.settings import ROOT
from tests.bot.chats import reply
from tests.telegram_api import Message, TelegramServer, User, render_html

ANN, ADMIN = 5, 9
PATIENCE = 60.0  # seconds, for the first answer of a cold bot

_NEWS = """Ferry traffic to Example Island resumes

EXAMPLE PORT, March 5 – Ferries to Example Island run again since Friday morning, three days after
a ferry sank there. Eleven people died and four are still missing, the coast guard said on Friday.
The operator, Sample Lines, said that all its ships had been inspected.
"""


def main(folder: Path) -> None:
    """Hold the conversations and write the pages."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, TelegramServer() as telegram:
        settings = Path(place) / "config.toml"
        settings.write_text(
            f'[telegram]\nadmins = [{ADMIN}]\napi_base_url = "{telegram.url}"\n'
            '[ingest]\nallow_hosts = ["127.0.0.1"]\npause = 0\n',
            encoding="utf-8",
        )
        dateline = [sys.executable, "-m", "cli", "--config", str(settings)]
        subprocess.run([*dateline, "ingest", "samples"], cwd=ROOT, check=True)
        environment = {**os.environ, "TELEGRAM_BOT_TOKEN": telegram.token}
        with subprocess.Popen([*dateline, "bot"], cwd=ROOT, env=environment) as bot:
            try:
                _ann(telegram, telegram.user(ANN))
                _admin(telegram, telegram.user(ADMIN, "Ada"))
            finally:
                bot.send_signal(signal.SIGINT)
        for name, person in (("ann", ANN), ("admin", ADMIN)):
            for scheme in ("light", "dark"):
                page = folder / f"{name}-{scheme}.html"
                render_html(telegram.chat(person), page, scheme=scheme)
                print(page)  # noqa: T201  # what this command is for


def _ann(telegram: TelegramServer, ann: User) -> None:
    def asks(words: str) -> Message:
        told: Message = reply(telegram, ann.says(words), timeout=PATIENCE)
        return told

    asks("/start")
    died = asks("How many people died in Korday?")
    _press(telegram, ann, died, "Quotes")
    asks("And how many were injured?")
    asks("What happened on 8 February 2020?")
    refused = asks("Who won the football match?")
    if "More" in refused.buttons:
        _press(telegram, ann, refused, "More")
    which = asks("How many people died?")
    if which.buttons and "More" not in which.buttons:
        ann.presses(which, which.buttons[-1])
        telegram.wait_for(lambda: which.edits > 1, PATIENCE)
        asks("When did it happen?")
    edited = ann.says("How many homes were damaged in Korday?")
    reply(telegram, edited, timeout=PATIENCE)
    asks("/remove 1234")
    asks("x" * 1200)
    asks("/articles")
    asks("/forget")


def _admin(telegram: TelegramServer, admin: User) -> None:
    def asks(words: str, containing: str = "") -> Message:
        told: Message = reply(telegram, admin.says(words), containing, timeout=PATIENCE)
        return told

    asks("/help")
    sent = admin.sends_file("ferry.txt", _NEWS.encode(), "text/plain")
    report = reply(telegram, sent, "Done", timeout=PATIENCE)
    asks("How many are missing off Example Island?")
    asks("/ingest http://127.0.0.1:9/nothing https://127.0.0.1:9/there")
    _confirm(telegram, admin, asks("/reingest all"), "Read all again", "Done")
    article = report.text.rsplit(" ", 1)[-1]
    _confirm(telegram, admin, asks(f"/remove {article}"), "Remove it", "Removed")
    asks("How many are missing off Example Island?")


def _press(telegram: TelegramServer, person: User, message: Message, label: str) -> None:
    last = telegram.chat(person.id)[-1].id
    person.presses(message, label)
    telegram.wait_for_message(person.id, after=last, timeout=PATIENCE)


def _confirm(
    telegram: TelegramServer, person: User, message: Message, label: str, told: str
) -> None:
    person.presses(message, label)
    done: Callable[[], bool] = lambda: message.text.startswith(told)  # noqa: E731
    telegram.wait_for(done, PATIENCE)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
