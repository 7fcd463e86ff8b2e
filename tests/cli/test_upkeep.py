"""Changed, corrected, withdrawn and removed articles, through the program's own parts."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest

from archive import Sources
from cli.commands import upkeep
from cli.commands.looking import articles, show
from cli.output import answer_text
from cli.parts import Parts
from ingest.fixing import fix_of
from ingest.visit import visit
from news.errors import UsageError
from news.source import Source

STORY = """\
Ten Dead After Ferry Sinks Off Example Island

Ten people died when a ferry sank off Example Island on March 2, 2021, the coast guard said.

The harbour master said that the weather had been calm and that an inquiry would follow.

Divers will look at the wreck on Thursday, when the tide is low enough to reach it.
"""
QUESTION = "How many people died?"


class Publisher:
    """A web server whose pages come, change and go; it counts what is asked of it."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        publisher = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                text = publisher.pages.get(self.path)
                body = (text or "gone").encode()
                self.send_response(410 if text is None else 200)
                self.send_header("Content-Type", "text/plain; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/story"
        Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    publisher = Publisher()
    publisher.pages["/story"] = STORY
    yield publisher
    publisher.server.shutdown()
    publisher.server.server_close()


def take_in(parts: Parts, *targets: str, by: str = "ann") -> str:
    report = parts.ingest(targets, by=by)
    parts.catch_up()
    assert [failure.reason for failure in report.failed] == []
    return report.summary()


def quoted(parts: Parts) -> list[str]:
    return [quote.text for quote in parts.answerer().answer(QUESTION).quotes]


@pytest.fixture
def says(parts: Parts, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run a command over the parts at hand and return what it prints."""

    def says(command: Callable[..., None], *arguments: str, **options: bool) -> str:
        capsys.readouterr()
        command(SimpleNamespace(obj=parts), *arguments, **options)
        return capsys.readouterr().out

    return says


@pytest.fixture
def story(tmp_path: Path) -> Path:
    story = tmp_path / "news" / "story.txt"
    story.parent.mkdir()
    story.write_text(STORY, encoding="utf-8")
    return story


def test_what_was_removed_stays_away_from_its_folder_and_comes_back_by_name(parts, story):
    take_in(parts, str(story))
    [before] = quoted(parts)

    parts.remove(next(parts.archive.listed()).id, by="ann")
    parts.catch_up()

    assert quoted(parts) == []
    assert parts.indexes.count() == 0
    assert list(parts.raw.folder.iterdir()) == []
    for _ in range(2):
        assert take_in(parts, str(story.parent)) == "1 removed before"
        assert take_in(parts, str(story), by="") == "1 removed before"
    assert quoted(parts) == []
    assert list(parts.raw.folder.iterdir()) == []
    assert take_in(parts, str(story)) == "1 new"
    assert quoted(parts) == [before]
    assert take_in(parts, str(story.parent)) == "1 unchanged"


def test_of_a_changed_article_only_the_new_words_are_quoted_and_the_old_answer_is_told(
    parts, story, says
):
    take_in(parts, str(story))
    parts.conversations.add("chat", "ann", parts.answerer().answer(QUESTION))
    story.write_text(STORY.replace("Ten", "Twelve"), encoding="utf-8")
    assert take_in(parts, str(story)) == "1 changed"

    shown = says(upkeep.diff, next(parts.archive.listed()).id)
    changed = says(upkeep.changed_answers, as_json=True)
    [after] = quoted(parts)

    assert after.startswith("Twelve people died")
    assert "\n10 → 12 killed\n" in shown
    assert "[-Ten-] {+Twelve+} people died when a ferry sank" in shown
    [line] = changed.splitlines()
    told = json.loads(line)
    assert (told["question"], told["became"]) == (QUESTION, "changed")
    assert told["words"].startswith("Ten people died")


def test_unchanged_bytes_are_not_read_again_and_another_extractor_reads_them(parts, story):
    take_in(parts, str(story))
    # As if an older extractor had read it: what it found is not what it would find now.
    with parts.archive.writing("a test") as connection:
        connection.exec_driver_sql("UPDATE revisions SET title = 'Read otherwise'")
    unread = take_in(parts, str(story))
    title_unread = next(parts.archive.listed()).title
    with parts.archive.writing("a test") as connection:
        connection.exec_driver_sql("UPDATE fetched SET reader = 'an older one'")

    read = take_in(parts, str(story))

    assert (unread, title_unread) == ("1 unchanged", "Read otherwise")
    assert (read, next(parts.archive.listed()).title[:8]) == ("1 updated", "Ten Dead")


def test_what_a_text_was_read_from_is_kept_as_proof(parts, story, says):
    take_in(parts, str(story))
    article_id = next(parts.archive.listed()).id
    content = story.read_bytes()
    story.unlink()

    assert says(show, article_id, raw=True).encode() == content


def test_a_page_that_is_gone_is_withdrawn_and_its_quotes_say_so_until_it_is_back(
    parts, publisher, says
):
    take_in(parts, publisher.url)
    article_id = next(parts.archive.listed()).id
    publisher.pages.clear()

    gone = parts.ingest(parts.again([article_id]))
    by_name = take_in(parts, publisher.url)
    [quote] = parts.answerer().answer(QUESTION).quotes
    listed = says(articles)
    publisher.pages["/story"] = STORY
    back = take_in(parts, publisher.url)
    [after] = parts.answerer().answer(QUESTION).quotes

    assert (gone.summary(), by_name, back) == ("1 withdrawn", "1 withdrawn", "1 unchanged")
    assert quote.notice.startswith("Its publisher has taken this article down")
    assert "(taken down by its publisher)" in listed
    assert after.notice == ""


def test_a_page_of_a_feed_that_is_gone_is_tried_again_and_its_mark_goes_when_it_is_back(
    parts, publisher
):
    feed = publisher.url.replace("story", "feed")
    entry = f"<item><title>Ferry</title><link>{publisher.url}</link></item>"
    publisher.pages["/feed"] = f"<rss><channel><title>S</title>{entry}</channel></rss>"
    source = Source("Sample", "feed", feed, 900)
    sources = Sources(parts.archive)
    sources.configure([source], 900)

    def read() -> str:
        visited = visit(
            source, sources=sources, get=parts.web.get, ingest=parts.ingest, max_bytes=100_000
        )
        return visited.report.summary()

    first = read()
    entry = entry.replace("Ferry", "Ferry sinks")
    publisher.pages = {"/feed": f"<rss><channel><title>S</title>{entry}</channel></rss>"}
    gone = read()
    publisher.pages["/story"] = STORY
    back = read()

    assert (first, gone, back) == ("1 new", "1 withdrawn", "1 unchanged")
    assert parts.archive.find(next(parts.archive.listed()).id).withdrawn is None


def test_a_page_that_never_was_there_fails_with_its_reason(parts, publisher):
    report = parts.ingest([publisher.url.replace("story", "nothing")], by="ann")

    assert report.summary() == "1 failed"
    assert "no such page (410)" in report.failed[0].reason


def test_a_quote_from_a_corrected_article_says_so(parts, story):
    notice = "Correction: An earlier version of this article said that nine people died."
    story.write_text(f"{STORY}\n{notice}\n", encoding="utf-8")
    take_in(parts, str(story))

    answer = parts.answerer().answer(QUESTION)

    told = f"The article carries a correction: “{notice}”"
    assert answer.quotes[0].notice == told
    assert f"\n    {told}" in answer_text(answer)
    assert answer.as_json()["quotes"][0]["notice"] == told


def test_what_was_set_right_stays_right_and_is_in_the_log(parts, story, says):
    take_in(parts, str(story))
    article_id = next(parts.archive.listed()).id

    fixed = says(upkeep.fix, article_id, "published", "2021-03-05")
    story.write_text(STORY.replace("Ten", "Twelve"), encoding="utf-8")
    take_in(parts, str(story))
    shown = json.loads(says(show, article_id, as_json=True))
    log = says(upkeep.audit)

    assert fixed.endswith("published is 2021-03-05, was 2021-03-02\n")
    assert (shown["published"], shown["published_from"]) == ("2021-03-05", "admin")
    assert "Twelve people" in shown["text"]
    assert f"fix {article_id} published: '2021-03-02' → '2021-03-05'" in log
    assert "terminal:" in log


def test_the_head_that_was_set_right_is_found_by_its_words(parts, story):
    take_in(parts, str(story))
    article_id = next(parts.archive.listed()).id
    before = parts.indexes.matching("zanzibar", 5)

    parts.fix(article_id, fix_of("title", "Zanzibar ferry sinks"), by="ann")
    parts.catch_up()

    assert before == []
    assert parts.indexes.matching("zanzibar", 5)


@pytest.mark.parametrize(
    ("command", "words", "sentence"),
    [
        (upkeep.diff, (), "has one text only"),
        (upkeep.diff, ("beef",), "There is no revision 'beef'"),
        (upkeep.fix, ("text", "x"), "'text' cannot be set right"),
    ],
)
def test_what_is_asked_wrongly_is_one_sentence(parts, story, says, command, words, sentence):
    take_in(parts, str(story))

    with pytest.raises(UsageError, match=sentence):
        says(command, next(parts.archive.listed()).id, *words)


def test_where_every_quote_stands_that_is_said(parts, story, says, capsys):
    take_in(parts, str(story))
    parts.conversations.add("chat", "ann", parts.answerer().answer(QUESTION))

    upkeep.changed_answers(SimpleNamespace(obj=parts))

    assert capsys.readouterr() == ("", "Every quote of every answer still stands.\n")


def test_two_named_texts_are_compared(parts, story, says):
    for number in ("Ten", "Twelve", "Fourteen"):
        story.write_text(STORY.replace("Ten", number), encoding="utf-8")
        take_in(parts, str(story))
    first, _, last = parts.archive.revisions_of(next(parts.archive.listed()).id)

    found = json.loads(says(upkeep.diff, first.id, first.revision, last.revision, as_json=True))

    assert (found["old"], found["new"]) == (first.revision, last.revision)
    assert found["figures"] == [{"what": "killed", "before": "10", "after": "14"}]
