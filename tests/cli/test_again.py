"""Reading again: also what the server says is as it was, one at a time, beside a running bot."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
import typer
from sqlalchemy import text

from archive import Copies, Sources
from cli.again import read_again
from cli.commands.adding import reingest
from cli.parts import Parts
from cli.schedule import sources_of
from cli.settings import load
from ingest.again import Again, again_of
from ingest.report import Report
from ingest.turn import Turn
from tests.site import Site

TEXT = "Forty ships had waited outside the harbour of Port Sample when it was opened on Monday."


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        site.put("/harbour", _page("Harbour opened", TEXT), etag='"1"')
        _list(site, "harbour")
        yield site


@pytest.fixture
def parts(tmp_path: Path, site: Site, embedder) -> Iterator[Parts]:
    file = tmp_path / "config.toml"
    file.write_text(
        f'[ingest]\nallow_hosts = ["127.0.0.1"]\npause = 0\n\n'
        f'[[ingest.source]]\nkind = "feed"\nurl = "{site.url}/rss"\nname = "Radio"\n',
        encoding="utf-8",
    )
    with closing(Parts(load(file, tmp_path / "data"))) as parts:
        parts.__dict__["embedder"] = embedder
        sources_of(parts)
        yield parts


@pytest.fixture
def says(parts: Parts, capsys: pytest.CaptureFixture[str]) -> Callable[[str], tuple[int, str, str]]:
    """Return exit code, results and remarks of `dateline reingest`."""

    def says(what: str) -> tuple[int, str, str]:
        code = 0
        try:
            reingest(SimpleNamespace(obj=parts), what)  # type: ignore[arg-type]
        except typer.Exit as end:
            code = end.exit_code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return says


def _page(title: str, text: str) -> str:
    return f"<html><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"


def _list(site: Site, *names: str) -> None:
    items = "".join(
        f"<item><title>{name}</title><link>{site.url}/{name}</link></item>" for name in names
    )
    site.put(
        "/rss",
        f"<rss><channel><title>Radio</title>{items}</channel></rss>",
        content_type="application/rss+xml",
        etag=f'"{len(names)}"',
    )


def _all(parts: Parts) -> Report:
    return read_again(parts, again_of(parts.archive, "all"), lambda report, total: None)


def test_a_source_is_read_again_with_what_is_new_there(site, says):
    first = says("Radio")
    site.put("/ferry", _page("Ferry sank", f"A ferry sank. {TEXT}"), etag='"1"')
    _list(site, "harbour", "ferry")

    code, told, _ = says("radio")

    assert first[1].splitlines()[-1] == "1 new"
    assert code == 0
    assert told.splitlines()[0].startswith("new: Ferry sank [")
    assert told.splitlines()[-1] == "1 new, 1 unchanged"


def test_what_the_server_says_is_unchanged_is_read_all_the_same(site, says, parts):
    says("Radio")
    # As an older version left it: another title, and the page known by its mark.
    article = parts.archive.find(next(parts.archive.listed()).id).article
    wrong = article.__class__(
        **{name: getattr(article, name) for name in article.__dataclass_fields__} | {"title": "Old"}
    )
    parts.archive.put(wrong, parts.chunk(wrong), layout=parts.layout)

    by_ingest = parts.ingest([f"{site.url}/harbour"])
    code, told, _ = says("all")

    assert by_ingest.summary() == "1 unchanged"
    assert code == 0
    assert told.splitlines()[-1] == "1 updated"


def test_what_failed_is_told_with_its_reason(site, says):
    says("Radio")
    site.put("/harbour", "", status=500)

    code, told, said = says("all")

    assert code == 1
    assert told.splitlines()[-1] == "1 failed"
    assert "the server answered 500" in said


def test_the_lines_of_a_file_are_read_again_at_once(parts, tmp_path):
    file = tmp_path / "many.jsonl"
    lines = [
        {"id": str(n), "title": f"Ship {n}", "text": f"Ship number {n} left."} for n in range(3)
    ]
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    parts.ingest([str(file)])
    changed = [{**lines[0], "text": "Ship number 0 came back."}, lines[1]]
    file.write_text("\n".join(map(json.dumps, changed)), encoding="utf-8")

    report = _all(parts)

    assert report.summary() == "1 changed, 1 unchanged, 1 failed"
    assert "which was changed since it was ingested" in report.failed[0].reason


def test_copies_in_an_older_archive_are_found_once_it_is_read_again(parts, tmp_path):
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(f"Harbour opened\n\n{TEXT} {TEXT.upper()}", encoding="utf-8")
    parts.ingest([str(tmp_path / "one.txt"), str(tmp_path / "two.txt")])
    ids = [one.id for one in parts.archive.listed()]
    with parts.archive.writing("leaving it as a version without sketches did") as connection:
        for table in ("sketches", "bands"):
            connection.execute(text(f"DELETE FROM {table}"))
    before = Copies(parts.archive).of(ids[0])

    report = _all(parts)

    assert before == []
    assert report.summary() == "2 unchanged"
    assert Copies(parts.archive).of(ids[0]) == [ids[1]]


def test_everything_is_read_by_one_process_at_a_time(site, says, parts):
    says("Radio")
    other = Turn(Sources(parts.archive))
    assert other.take()
    waited, reports = threading.Event(), []
    again = again_of(parts.archive, "all")
    reading = threading.Thread(
        target=lambda: reports.append(
            read_again(parts, again, lambda report, total: None, waiting=waited.set)
        )
    )

    reading.start()
    assert waited.wait(20)
    held_back = list(reports)
    other.release()
    reading.join(20)

    assert held_back == []
    assert reports[0].summary() == "1 unchanged"
    assert Turn(Sources(parts.archive)).take()


def test_waiting_for_the_turn_can_be_given_up(site, says, parts):
    says("Radio")
    assert Turn(Sources(parts.archive)).take()

    report = read_again(
        parts, again_of(parts.archive, "all"), lambda report, total: None, cancelled=lambda: True
    )

    assert report.cancelled
    assert report.total == 0


def test_one_article_waits_for_nobody(site, says, parts):
    says("Radio")
    assert Turn(Sources(parts.archive)).take()
    one = next(parts.archive.listed()).id

    report = read_again(parts, Again((one,)), lambda report, total: None)

    assert report.summary() == "1 unchanged"


def test_beside_a_running_bot_what_changed_is_indexed_by_the_bot(site, says, parts, embedder):
    says("Radio")
    parts.release_lock()
    site.put("/harbour", _page("Harbour opened", TEXT.replace("Forty", "Fifty")), etag='"2"')
    stop = threading.Event()
    with closing(Parts(parts.loaded)) as bot:
        bot.__dict__["embedder"] = embedder
        assert bot.take_lock()
        follower = threading.Thread(target=bot.keep_up, args=(stop,))
        follower.start()
        code, told, said = says("all")
        stop.set()
        follower.join()

        assert code == 0
        assert told.splitlines()[-1] == "1 changed"
        assert "waiting for it to take this in" in " ".join(said.split())
        assert "Fifty ships" in bot.retriever.retrieve("How many ships waited?", k=1)[0].text
