"""What admins see of the sources and of what failed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archive import Sources
from bot.commands import COMMANDS, PRESSES, Request
from ingest.health import Visit, after_failure, after_success
from news.article import Document, Origin
from news.errors import DatelineError, FetchError, NotFound, UsageError
from news.source import Source

RUN = {command.name: command.run for command in COMMANDS}
NOW = datetime(2021, 4, 1, 12, 0, tzinfo=UTC)
URL = "https://example.org/clashes"
FEED = Source("Sample Radio", "feed", "https://radio.example/rss")


@pytest.fixture
def says(newsroom):
    """Sends words to a command as an admin, and returns the messages."""

    def says(name, words=""):
        request = Request("test:root", "test:1", True, words)
        return RUN[name](newsroom.desk, request, lambda message: None)

    return says


@pytest.fixture
def sources(newsroom):
    sources = Sources(newsroom.archive)
    sources.configure([FEED, Source("Incoming", "folder", "/n/incoming", every=0.0)], 900.0)
    return sources


def test_sources_lists_each_with_its_health(says, sources):
    health = sources.find("Sample Radio").health
    health = after_success(health, FEED, NOW, Visit(read=8, empty=2, open_known=4, closed=1))
    error = FetchError("The server answered 500.")
    later = NOW + timedelta(hours=1)
    sources.keep("Sample Radio", after_failure(health, FEED, later, error, Visit()))

    [message] = says("sources")

    assert message.text.split("\n\n") == [
        "Incoming (folder)\nread only when asked; never read",
        "Sample Radio (feed)\ndue now; last read 2021-04-01 12:00 UTC; failed once, last "
        "2021-04-01 13:00 UTC: The server answered 500.; 8 read; 2 without an article; "
        "25 % for subscribers (of 4 that say)",
    ]


def test_a_source_is_paused_and_resumed_by_its_name(says, sources):
    assert says("sources", "pause sample radio")[0].text.startswith("“Sample Radio” is paused")
    assert sources.due(NOW) is None
    assert "paused: paused by an admin" in says("sources")[0].text
    says("sources", "resume Sample Radio")
    assert sources.due(NOW) == FEED


@pytest.mark.parametrize(
    ("name", "words", "error", "sentence"),
    [
        pytest.param("sources", "stop", UsageError, "/sources pause NAME", id="another verb"),
        pytest.param("sources", "pause", UsageError, "Say which source", id="no name"),
        pytest.param("sources", "pause x", NotFound, "no source named 'x'", id="no such source"),
        pytest.param("failed", "now", UsageError, "/failed retry", id="another verb of failed"),
        pytest.param("failed", "retry", NotFound, "nothing to try again", id="nothing failed"),
    ],
)
def test_a_wrong_request_is_met_with_a_sentence(says, sources, name, words, error, sentence):
    with pytest.raises(error, match=sentence):
        says(name, words)


def test_without_sources_it_is_said_how_to_have_some(says):
    assert "[[ingest.source]]" in says("sources")[0].text


def test_what_failed_is_listed_tried_again_and_then_gone(newsroom, says):
    def away(url):
        raise FetchError(f"Fetching {url} failed: the server answered 503; try again later.")

    newsroom.get = away
    says("ingest", URL)
    [listed] = says("failed")
    page = b"<html><body><article><p>Ten people died in the clashes.</p></article></body></html>"
    newsroom.get = lambda url: Document(page, "text/html", NOW, Origin("url", url), url, url)

    [tried] = PRESSES["f"].run(
        newsroom.desk, Request("test:root", "test:1", True, "-"), lambda message: None
    )

    assert listed.text.startswith(f"1 failed:\n• Fetching {URL} failed: the server answered 503")
    assert [button.data for row in listed.buttons for button in row] == ["f:1:-"]
    assert tried.text.startswith("Done: 1 new.")
    assert says("failed")[0].text == "Nothing failed that was not mended since."


def test_what_failed_can_be_forgotten(newsroom, says):
    newsroom.fetches.fail([(Origin("url", URL), URL, "It is no article.")])

    assert says("failed", "forget")[0].text == "Forgotten: what failed, 1 in all."
    assert newsroom.fetches.failed() == []


def test_the_admins_are_written_to(telegram, bot, admin_id):
    telegram.user(admin_id).says("/start")

    bot.bot.tell_admins("The feed is gone.")

    assert telegram.wait_for_message(admin_id, "The feed is gone.")


def test_an_admin_who_never_wrote_to_the_bot_holds_up_no_other(telegram, room, start, caplog):
    room.desk = replace(room.desk, admins=frozenset({1, 2}))
    running = start(room)
    telegram.user(2).says("/start")

    running.bot.tell_admins("The feed is gone.")

    assert telegram.wait_for_message(2, "The feed is gone.")
    assert "The admin 1 cannot be written to" in caplog.text


def test_nobody_is_told_before_the_bot_serves(telegram, room):
    from bot.app import Bot

    bot = Bot(telegram.token, room.desk, api_base_url=telegram.url)

    with pytest.raises(DatelineError, match="does not serve yet"):
        bot.tell_admins("The feed is gone.")
