"""Bot and commands on one data folder at once, each a real process, and none knows of the others.

Found by vector is asked with a question that shares no word with the article, found by word with a
word that was made up. Chroma's counts and ids look right also where its search has lost vectors.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archive import Archive
from cli.parts import Parts
from cli.settings import ROOT, load
from tests.telegram_api import TelegramServer, User

ANN = 5
WAITS = "Another process, such as a running bot, writes the indexes; waiting for it"
FERRY = "Eleven passengers drowned when the Zorblax ferry capsized near Sample Harbour on Monday."
MEANING = "Which ship sank at sea?"  # shares no word with it
ROCKET = "A cargo rocket called Quuxel lifted off from the launch pad at Sample Point on Tuesday."
CHEESE = "The dairy in Sample Valley won first prize for a cheese named Frobnik at the fair."
CHOIR = "Ninety children sang in the Wibblet choir at the opening of the concert hall in spring."


def command(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "cli", "--config", str(folder / "config.toml"), *arguments]


def start(folder: Path, *arguments: str, token: str = "") -> "subprocess.Popen[str]":
    return subprocess.Popen(
        command(folder, *arguments), cwd=ROOT, env={**os.environ, "TELEGRAM_BOT_TOKEN": token},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def over(process: "subprocess.Popen[str]") -> tuple[int, str, str]:
    """Wait for a command and return its exit code and what it printed."""
    printed, said = process.communicate(timeout=120)
    return process.returncode, printed, " ".join(said.split())


def run(folder: Path, *arguments: str, token: str = "") -> tuple[int, str, str]:
    return over(start(folder, *arguments, token=token))


def write(folder: Path, name: str, text: str) -> str:
    path = folder / f"{name}.txt"
    path.write_text(f"{name.title()} in the news\n\n{text}\n", encoding="utf-8")
    return str(path)


@contextmanager
def serving(folder: Path, telegram: TelegramServer) -> "Iterator[subprocess.Popen[bytes]]":
    """Run a bot until the block ends, or was killed in it; its log is the file `log`."""
    with (folder / "log").open("a") as log:
        bot = subprocess.Popen(
            command(folder, "bot"), cwd=ROOT, stderr=log,
            env={**os.environ, "TELEGRAM_BOT_TOKEN": telegram.token},
        )  # fmt: skip
    try:
        telegram.wait_for(lambda: telegram.called("getMe"), timeout=60)
        yield bot
    finally:
        if bot.poll() is None:
            bot.send_signal(signal.SIGINT)
        bot.wait(30)


def not_found_by_their_own_vector(folder: Path) -> list[str]:
    """Return the texts of all chunks that their own vector does not find first."""
    parts = Parts(load(folder / "config.toml"))
    try:
        chunks = [
            chunk
            for one in parts.archive.listed()
            for chunk in parts.archive.chunks_of(one.id, one.revision, layout=parts.layout)
        ]
        lost = [
            chunk.text
            for chunk in chunks
            if [found for found, _ in parts.indexes.nearest(chunk.embedded_text, 1)] != [chunk.id]
        ]
        assert parts.indexes.count() == len(chunks)
        return lost
    finally:
        parts.close()


def id_of(folder: Path, title: str) -> str:
    archive = Archive.in_folder(folder / "data")
    try:
        return next(one.id for one in archive.listed() if one.title == title)
    finally:
        archive.close()


def answer(telegram: TelegramServer, person: User, question: str) -> str:
    """Ask the bot and return its answer, in place of the placeholder, which ends with dots."""
    asked = person.says(question)

    def told() -> str | None:
        for one in telegram.chat(asked.chat["id"]):
            if one.from_bot and one.id > asked.id and not one.text.endswith("…"):
                return " ".join(one.text.split())
        return None

    found = telegram.wait_for(told, timeout=60)
    assert found is not None
    return found


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    with TelegramServer() as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path, telegram: TelegramServer) -> Path:
    (tmp_path / "config.toml").write_text(
        f'[telegram]\napi_base_url = "{telegram.url}"\n', encoding="utf-8"
    )
    return tmp_path


def ingests_at_once(folder: Path, *texts: str) -> list[tuple[int, str, str]]:
    """Run an ingest for each text at the same time, each of them also of the ferry's."""
    shared = write(folder, "ferry", FERRY)
    own = [write(folder, f"story {number}", text) for number, text in enumerate(texts)]
    return [over(one) for one in [start(folder, "ingest", one, shared) for one in own]]


def kept(folder: Path) -> list[tuple[str, bool, int]]:
    """Return the title of every article, whether it is visible, and how many revisions it has."""
    archive = Archive.in_folder(folder / "data")
    try:
        assert archive.indexed() == archive.last_change()
        return sorted((one.title, one.visible, one.revisions) for one in archive.listed())
    finally:
        archive.close()


ALL_FOUR = [
    ("Ferry in the news", True, 1), ("Story 0 in the news", True, 1),
    ("Story 1 in the news", True, 1), ("Story 2 in the news", True, 1),
]  # fmt: skip
EACH_ONCE = ["1 new, 1 unchanged\n", "1 new, 1 unchanged\n", "2 new\n"]


def test_of_three_ingests_at_once_nothing_is_lost_and_nothing_twice(folder):
    told = ingests_at_once(folder, ROCKET, CHEESE, CHOIR)

    assert [code for code, _, _ in told] == [0, 0, 0]
    assert sorted(printed for _, printed, _ in told) == EACH_ONCE
    assert kept(folder) == ALL_FOUR
    assert not_found_by_their_own_vector(folder) == []


def test_what_commands_change_the_running_bot_indexes_until_it_is_killed(folder, telegram):
    batch = folder / "questions.jsonl"
    batch.write_text(
        "".join(json.dumps({"question": one}) + "\n" for one in (MEANING, "Zorblax")),
        encoding="utf-8",
    )
    ann = telegram.user(ANN)

    with serving(folder, telegram) as bot:
        ingested = ingests_at_once(folder, ROCKET, CHEESE, CHOIR)
        all_four = kept(folder)
        second = run(folder, "bot", token=telegram.token)
        found = run(folder, "search", "--json", "--batch", str(batch))
        by_vector, by_word = answer(telegram, ann, MEANING), answer(telegram, ann, "Zorblax?")
        removed = run(folder, "remove", id_of(folder, "Ferry in the news"))
        ghosts = answer(telegram, ann, MEANING), answer(telegram, ann, "Zorblax?")
        # Stopped, it holds the lock and indexes nothing: the command can only wait.
        bot.send_signal(signal.SIGSTOP)
        waiting = start(folder, "ingest", write(folder, "ferry", FERRY))
        assert waiting.stderr is not None
        said = waiting.stderr.readline()
        bot.kill()
        taken_over = over(waiting)

    assert [code for code, _, _ in ingested] == [0, 0, 0]
    assert sorted(printed for _, printed, _ in ingested) == EACH_ONCE
    assert all(WAITS in said for _, _, said in ingested)
    assert all_four == ALL_FOUR
    assert second[0] == 1
    assert "Another bot serves the data folder" in second[2]
    assert [json.loads(line)["passages"][0]["text"] for line in found[1].splitlines()] == [
        FERRY, FERRY,
    ]  # fmt: skip
    assert FERRY in by_vector
    assert FERRY in by_word
    assert (removed[0], removed[1]) == (0, "Removed: Ferry in the news\n")
    assert WAITS in removed[2]
    assert not any("drowned" in told for told in ghosts)
    assert WAITS in said
    assert taken_over[:2] == (0, "1 new\n")
    assert kept(folder) == ALL_FOUR
    assert not_found_by_their_own_vector(folder) == []
    assert telegram.refused() == []
