"""/stories, /merge, /split and /undo: admins say from the chat which articles are one story."""

import pytest

from bot.commands import COMMANDS, Request
from news.errors import NotFound, UsageError
from tests.bot.chats import reply

RUN = {command.name: command.run for command in COMMANDS}
MINE = "A mine of the Example Company burned in Sample Town, said Radio Example."


@pytest.fixture
def stocked(room, make_article):
    room.put(make_article(MINE, url="https://example.org/mine", title="Mine burns"))
    return room


@pytest.fixture
def ids(stocked):
    return {one.title: one.id for one in stocked.archive.listed()}


@pytest.fixture
def says(stocked):
    def says(name, words=""):
        request = Request("telegram:1", "telegram:1", True, words)
        return RUN[name](stocked.desk, request, lambda message: None)[0].text

    return says


def test_stories_are_listed_merged_and_undone(says, ids):
    clashes, mine = ids["Ten die in clashes"], ids["Mine burns"]
    assert mine[:8] in says("stories", "the south")
    merged = says("merge", f"{clashes[:8]} {mine[:8]}")
    assert merged.startswith("One story now, for every question from now on.")
    assert "• Ten die in clashes (Sample Wire, 9 February 2020)" in merged

    split = says("split", f"{clashes} {mine}")
    assert split.startswith("Two stories now")
    number = split.rpartition("/undo ")[2]
    assert f"{number} split, " in says("stories")
    assert says("undo", number) == f"Undone: the split {number}."


@pytest.mark.parametrize(
    ("name", "words", "error", "message"),
    [
        ("stories", "", NotFound, "No story was merged or split yet"),
        ("merge", "abcd", UsageError, "/merge ID ID"),
        ("split", "abcd", UsageError, "/split STORY ID"),
        ("split", "", UsageError, "/split STORY ID"),
        ("undo", "it", UsageError, "/undo NUMBER"),
        ("undo", "9", NotFound, "No merge or split has the number 9"),
    ],
)
def test_a_wrong_request_is_met_with_a_sentence(says, name, words, error, message):
    with pytest.raises(error, match=message):
        says(name, words)


def test_in_telegram_only_an_admin_merges(telegram, stocked, ids, bot, admin, ann):
    pair = " ".join(ids.values())
    refused = reply(telegram, ann.says(f"/merge {pair}"))
    merged = reply(telegram, admin.says(f"/merge {pair}"))

    assert refused.text.startswith("Only the people who look after this bot")
    assert merged.text.startswith("One story now")
