"""/correct, /hide, /restore and /corrections: admins set figures right from the chat."""

import pytest

from archive import FactShelf
from bot.commands import COMMANDS, Request
from facts import RULES
from facts.figures import read_figures
from ingest.tell import Reader, tell
from news.errors import NotFound, UsageError
from news.figure import stated
from tests.bot.chats import reply

RUN = {command.name: command.run for command in COMMANDS}


def read(newsroom):
    tell(newsroom.archive, Reader(RULES, read_figures, lambda article: []))


def killed_in(archive):
    [listed] = archive.listed()
    [figure] = [one for one in FactShelf(archive).figures([listed.id]) if one.measure == "killed"]
    return stated(figure, archive.find(listed.id).article.text)


@pytest.fixture
def says(room):
    read(room)

    def says(name, words=""):
        request = Request("telegram:1", "telegram:1", True, words)
        return RUN[name](room.desk, request, lambda message: None)

    return says


@pytest.fixture
def toll(room):
    read(room)
    return killed_in(room.archive)


def test_a_figure_is_set_right_hidden_and_taken_back(says, room, toll):
    [corrected] = says("correct", f"{toll.id} 11 the ministry mended it")
    assert corrected.text.startswith("11 killed (corrected by an admin on ")
    assert toll.words[0] in corrected.text
    assert f"/restore {toll.id}" in corrected.text
    [listed] = says("corrections")
    assert f"{toll.id} killed: 10 → 11" in listed.text
    assert "telegram:1: the ministry mended it" in listed.text

    [hidden] = says("hide", f"{toll.id} not of this event")
    assert "marked as wrong by an admin" in hidden.text
    own = toll.figure.article_id
    assert all(one.measure != "killed" for one in FactShelf(room.archive).figures([own]))

    [back] = says("restore", toll.id)
    assert back.text == "As the article says again: killed 10."


@pytest.mark.parametrize(
    ("name", "words", "error", "message"),
    [
        ("correct", "", UsageError, "/correct ID 10 why"),
        ("correct", "0000-0 many", UsageError, "is no number"),
        ("hide", "", UsageError, "/hide ID why"),
        ("hide", "00000000-00000", NotFound, "There is no figure"),
        ("restore", "", UsageError, "/restore ID"),
        ("corrections", "", NotFound, "No figure was hidden"),
    ],
)
def test_a_wrong_request_is_met_with_a_sentence(says, name, words, error, message):
    with pytest.raises(error, match=message):
        says(name, words)


def test_in_telegram_only_an_admin_sets_right(telegram, room, bot, admin, ann, toll):
    refused = reply(telegram, ann.says(f"/hide {toll.id}"))
    done = reply(telegram, admin.says(f"/correct {toll.id} 11 a slip"))

    assert refused.text.startswith("Only the people who look after this bot")
    assert done.text.startswith("11 killed (corrected by an admin")
