"""Another embedding model in the settings: old answers, a build in the background, new answers."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from cli.parts import Parts
from cli.settings import ROOT, load
from news.errors import EmbeddingError
from tests.builders import article
from tests.telegram_api import TelegramServer
from vectorstore.transformer import packaged_folder

STORY = """---
title: {title}
url: https://example.org/{title}
publisher: Sample Wire
published: 2021-03-03
---

{text}
"""


def story(folder: Path, title: str, text: str) -> str:
    file = folder / f"{title}.md"
    file.write_text(STORY.format(title=title, text=text), encoding="utf-8")
    return str(file)


@pytest.fixture
def data(tmp_path, models):
    """A data folder that holds the static model."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "models").symlink_to(models)
    return tmp_path / "data"


@contextmanager
def parts_for(data: Path, model: str, embedder=None):
    """The parts as a process has them whose settings ask for the model."""
    config = data.parent / "config.toml"
    config.write_text(f'[embedding]\nmodel = "{model}"\n', encoding="utf-8")
    parts = Parts(load(config, data))
    if embedder is not None:
        parts.__dict__["embedder"] = embedder  # loaded already: it takes seconds
    try:
        yield parts
    finally:
        parts.release_lock()
        parts.indexes.close()
        parts.archive.close()


def dateline(
    data: Path, *arguments: str, model: str = "static"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cli", "--data", str(data), *arguments],
        cwd=ROOT,
        env={**os.environ, "DATELINE_EMBEDDING__MODEL": model},
        capture_output=True,
        text=True,
        check=False,
    )


def first_text(parts: Parts, question: str) -> str:
    return parts.retriever.retrieve(question, k=1)[0].text


def layouts(data: Path) -> set[str]:
    with sqlite3.connect(data / "archive.sqlite") as archive:
        return {layout for (layout,) in archive.execute("SELECT DISTINCT layout FROM chunks")}


def made_with(data: Path) -> str:
    folder = data / "index" / (data / "index" / "current").read_text(encoding="utf-8")
    return str(json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["opens"])


def until(happened) -> None:
    for _ in range(1200):
        if happened():
            return
        time.sleep(0.1)
    raise AssertionError("It did not happen in two minutes.")


def test_old_answers_then_a_bot_builds_and_then_new_answers(data, tmp_path):
    ferry = story(tmp_path, "ferry", "Eleven people died when a ferry sank off Example Island.")
    fire = story(tmp_path, "fire", "Four people died when a fire destroyed the old library.")
    dateline(data, "ingest", ferry, model="all-MiniLM-L6-v2")

    before = dateline(data, "ask", "How many people died on the ferry?", "--json")
    with TelegramServer() as telegram:
        bot = subprocess.Popen(
            [sys.executable, "-m", "cli", "--data", str(data), "bot"],
            cwd=ROOT,
            env={
                **os.environ,
                "DATELINE_EMBEDDING__MODEL": "static",
                "DATELINE_TELEGRAM__API_BASE_URL": telegram.url,
                "TELEGRAM_BOT_TOKEN": telegram.token,
            },
        )
        with bot:
            until(lambda: made_with(data) == "static")
            until(lambda: len(layouts(data)) == 1)
            added = dateline(data, "ingest", fire)
            after = dateline(data, "ask", "How many people died in the fire?", "--json")
            bot.send_signal(signal.SIGINT)
            bot.wait(30)

    assert "made with the embedding model 'all-MiniLM-L6-v2' answer until" in before.stderr
    assert "run `dateline reindex`" in before.stderr
    assert "Eleven people died" in json.loads(before.stdout)["quotes"][0]["text"]
    assert added.stdout == "1 new\n"
    assert "Four people died" in json.loads(after.stdout)["quotes"][0]["text"]
    assert after.stderr == ""
    assert layouts(data) == {"sentences-1-256-static"}


def test_with_the_static_model_nothing_loads_torch(data, tmp_path):
    with parts_for(data, "static") as parts:
        parts.ingest([story(tmp_path, "ferry", "Eleven people died when a ferry sank.")])
        parts.catch_up()
    ask = (
        "import sys; from cli.main import app\n"
        "app(sys.argv[1:], standalone_mode=False)\n"
        "print(sorted({'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)))"
    )

    asked = subprocess.run(
        [sys.executable, "-c", ask, "--data", str(data), "ask", "How many people died?"],
        cwd=ROOT,
        env={**os.environ, "DATELINE_EMBEDDING__MODEL": "static"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert asked.stdout.startswith("Eleven people died")
    assert asked.stdout.splitlines()[-1] == "[]"


def test_an_article_that_comes_during_the_build_is_answered_from_the_old_and_then_from_the_new(
    data, tmp_path, embedder
):
    with parts_for(data, "all-MiniLM-L6-v2", embedder) as parts:
        parts.ingest([story(tmp_path, "ferry", "Eleven people died when a ferry sank.")])
        parts.catch_up()
    fire = story(tmp_path, "fire", "Four people died when a fire destroyed the old library.")

    with parts_for(data, "static") as parts:
        told = []

        def meanwhile(*_):
            if not told:
                parts.ingest([fire])
                parts.catch_up()
                told.append((parts.indexes.made_with(), first_text(parts, "library fire")))

        assert parts.upgrade(meanwhile)

        ((answering, text),) = told
        assert answering == "all-MiniLM-L6-v2"
        assert text.startswith("Four people died")
        assert parts.indexes.made_with() == "static"
        assert first_text(parts, "library fire").startswith("Four people died")
        assert first_text(parts, "ferry sank").startswith("Eleven people died")
        assert parts.indexes.count() == 2
        assert not parts.upgrade()


BUILD = """
import os, signal, sys
from pathlib import Path
from cli.parts import Parts
from cli.settings import load
parts = Parts(load(data=Path(sys.argv[1])))
parts.upgrade(lambda done, total: os.kill(os.getpid(), signal.SIGKILL))
"""


def test_a_build_that_was_killed_loses_nothing_and_goes_on(data, embedder):
    with parts_for(data, "all-MiniLM-L6-v2", embedder) as parts:
        ship = article("Ship number 7 left.", url="https://example.org/7")
        parts.archive.put(ship, parts.chunk(ship), layout=parts.layout)
        parts.catch_up()
        # Known to the archive only: the old indexes need not embed them for this.
        for n in range(300):
            other = article(f"Train number {n} came.", url=f"https://example.org/train/{n}")
            parts.archive.put(other, parts.chunk(other), layout=parts.layout)

    killed = subprocess.run(
        [sys.executable, "-c", BUILD, str(data)],
        cwd=ROOT,
        env={**os.environ, "DATELINE_EMBEDDING__MODEL": "static"},
        check=False,
    )

    assert killed.returncode == -signal.SIGKILL
    with parts_for(data, "static") as parts:
        assert first_text(parts, "ship number 7") == "Ship number 7 left."
        counted = []
        assert parts.upgrade(lambda done, total: counted.append((done, total)))
        assert counted[-1] == (101, 101)  # of 301, 200 were there
        assert parts.indexes.count() == 301
        assert first_text(parts, "train number 250") == "Train number 250 came."
        assert parts.archive.counts()["waiting"] == 0
        assert len(layouts(data)) == 1
        assert not parts.indexes.has_leftovers()


def test_what_a_kill_during_the_switch_left_is_tidied(data, tmp_path, embedder):
    with parts_for(data, "all-MiniLM-L6-v2", embedder) as parts:
        parts.ingest([story(tmp_path, "ferry", "Eleven people died when a ferry sank.")])
        parts.catch_up()
    fire = story(tmp_path, "fire", "Four people died when a fire destroyed the old library.")
    with parts_for(data, "static") as parts:
        parts.ingest([fire])
        assert parts.take_lock()
        beside = parts.indexes.successor()
        parts._build(beside, None, lambda: False)
        parts.indexes.switch_to(beside)  # the kill is here
    with parts_for(data, "static") as parts:
        assert parts.is_behind()

        parts.catch_up()

        assert first_text(parts, "library fire").startswith("Four people died")
        assert layouts(data) == {"sentences-1-256-static"}
        assert not parts.indexes.has_leftovers()


def test_settings_that_were_changed_back_leave_no_half_built_indexes(data, tmp_path, embedder):
    with parts_for(data, "all-MiniLM-L6-v2", embedder) as parts:
        parts.ingest([story(tmp_path, "ferry", "Eleven people died when a ferry sank.")])
        parts.catch_up()
    with parts_for(data, "static") as parts:
        assert not parts.upgrade(stopped=lambda: True)
        assert parts.indexes.has_leftovers()
    with parts_for(data, "all-MiniLM-L6-v2", embedder) as parts:
        parts.catch_up()

        assert not parts.indexes.has_leftovers()
        assert first_text(parts, "ferry sank").startswith("Eleven people died")


def test_where_the_old_model_is_gone_the_new_indexes_are_built_all_the_same(data, tmp_path):
    (tmp_path / "own").symlink_to(packaged_folder())
    with parts_for(data, str(tmp_path / "own")) as parts:
        parts.ingest([story(tmp_path, "ferry", "Eleven people died when a ferry sank.")])
        parts.catch_up()
    (tmp_path / "own").unlink()
    fire = story(tmp_path, "fire", "Four people died when a fire destroyed the old library.")

    with parts_for(data, "static") as parts:
        assert first_text(parts, "ferry sank").startswith("Eleven people died")
        assert "not to be had any more" in parts.indexes.unheard
        parts.ingest([fire])
        assert parts.catch_up()
        stop = threading.Event()
        parts.keep_upgrading(stop)

        assert first_text(parts, "library fire").startswith("Four people died")
        assert parts.indexes.unheard is None


def test_a_new_model_that_cannot_be_loaded_leaves_the_old_indexes_answering(
    data, tmp_path, embedder
):
    with parts_for(data, "all-MiniLM-L6-v2", embedder) as parts:
        parts.ingest([story(tmp_path, "ferry", "Eleven people died when a ferry sank.")])
        parts.catch_up()

    with parts_for(data, str(tmp_path / "nowhere")) as parts:
        with pytest.raises(EmbeddingError, match=r"\[embedding\] model"):
            parts.upgrade()

        assert first_text(parts, "ferry sank").startswith("Eleven people died")


def test_reindex_mends_damaged_indexes_that_every_command_complains_of(data, tmp_path):
    ferry = story(tmp_path, "ferry", "Eleven people died when a ferry sank off Example Island.")
    with parts_for(data, "static") as parts:
        parts.ingest([ferry])
        parts.catch_up()
    for chroma in (data / "index").glob("*/chroma/chroma.sqlite3"):
        chroma.write_bytes(b"this is no database " * 99)

    asked = dateline(data, "ask", "How many people died?")
    ingested = dateline(data, "ingest", story(tmp_path, "fire", "Four people died in a fire."))
    mended = dateline(data, "reindex")
    again = dateline(data, "ask", "How many people died in the fire?")

    for failed in (asked, ingested):
        assert failed.returncode == 1
        assert failed.stderr.startswith("The vector index in ")
        assert failed.stderr.endswith("run `dateline reindex`.\n")
    assert mended.stdout == "2 chunks indexed.\n", mended.stderr
    assert again.stdout.startswith("Four people died")
