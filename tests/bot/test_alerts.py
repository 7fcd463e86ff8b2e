"""Watches over real HTTP, with every part real: what chats are written by themselves."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from answer.telling import Telling
from archive import Corrections, Watches
from tests.bot.chats import ANN, BOB, from_bot, reply
from tests.builders import article, day

EIGHT = "Eight people were killed in clashes in Korday on February 7, the Interior Ministry said."
TEN = "The death toll from the clashes in Korday rose to ten on February 9, the ministry said."
GROUP = -7


def put(parts, text, number, published, title="Clashes in Korday"):
    url = f"https://example.org/{number}"
    one = article(text, url=url, published=day(published), title=title)
    parts.archive.put(one, parts.chunk(one), layout=parts.layout)
    parts.catch_up()
    return one


def alerts(telegram, chat):
    return [one for one in from_bot(telegram, chat) if one.text.startswith("New on")]


@pytest.fixture
def stocked(parts):
    put(parts, EIGHT, 1, "2020-02-08")
    return parts


@pytest.fixture
def watched(stocked, start, telegram, ann):
    """A running bot whose Ann watches Korday; the parts, to put more in."""
    running = start(SimpleNamespace(desk=stocked.desk()))
    reply(telegram, ann.says("/watch Korday"), "Watching")
    return SimpleNamespace(parts=stocked, bot=running)


def test_a_new_toll_is_told_once_with_its_words_and_link_also_over_a_restart(
    watched, start, telegram, ann
):
    put(watched.parts, TEN, 2, "2020-02-09", "Toll rises to ten")
    told = telegram.wait_for_message(ANN, "New on “Korday”")
    watched.bot.stop()
    start(SimpleNamespace(desk=watched.parts.desk()))
    put(watched.parts, "A library opened in Sample Town.", 3, "2020-02-10", "Library")
    listed = reply(telegram, ann.says("/watches"), "Watched here")

    assert told.text == (
        "New on “Korday”\n\nkilled 8 → 10, the ministry, as of 9 February 2020\n"
        f"{TEN}\n\nNew article:\n• Toll rises to ten (Sample Wire, 9 February 2020)"
    )
    assert told.entities[1]["url"].startswith("https://example.org/2#:~:text=")
    assert len(alerts(telegram, ANN)) == 1
    assert listed.text == "Watched here:\n1. Korday · at once\n\n/unwatch NUMBER ends one."
    assert telegram.refused() == []


def test_what_came_while_the_bot_was_down_is_told_when_it_is_back(watched, start, telegram):
    watched.bot.stop()
    put(watched.parts, TEN, 2, "2020-02-09")
    start(SimpleNamespace(desk=watched.parts.desk()))

    assert telegram.wait_for_message(ANN, "killed 8 → 10")


def test_who_blocked_the_bot_is_dropped_with_what_they_watch(watched, telegram, ann):
    telegram.fail_next("sendMessage", status=403)
    put(watched.parts, TEN, 2, "2020-02-09")
    telegram.wait_for(telegram.refused)

    reply(telegram, ann.says("/watches"), "Nothing is watched here")


def test_a_lost_answer_is_not_sent_again_but_listed(watched, telegram, ann):
    telegram.fail_next("sendMessage", cut=True, done=True)
    put(watched.parts, TEN, 2, "2020-02-09")
    telegram.wait_for_message(ANN, "New on")
    listed = reply(telegram, ann.says("/watches"), "perhaps not received")

    assert "killed 8 → 10" in listed.text
    assert len(alerts(telegram, ANN)) == 1


def test_what_may_not_have_arrived_stands_marked_in_the_next_message(watched, telegram):
    telegram.fail_next("sendMessage", cut=True, done=True)
    put(watched.parts, TEN, 2, "2020-02-09")
    first = telegram.wait_for_message(ANN, "New on")
    more = "Interior Ministry: eleven people were killed in the clashes in Korday by February 10."
    put(watched.parts, more, 3, "2020-02-10", "Eleven dead")
    told = telegram.wait_for_message(ANN, "Eleven dead", after=first.id)
    telegram.wait_for(lambda: not Watches(watched.parts.archive).of(f"telegram:{ANN}")[0].unsure)

    new, _, before = told.text.partition("Perhaps told before; I was interrupted:")
    assert "killed 10 → 11" in new
    assert "• Clashes in Korday" in before
    assert "killed" not in before, "what holds is told once"


def test_what_telegram_did_not_take_is_sent_when_it_does(watched, telegram):
    telegram.fail_next("sendMessage", status=502)
    put(watched.parts, TEN, 2, "2020-02-09")
    telegram.wait_for_message(ANN, "killed 8 → 10")

    assert len(alerts(telegram, ANN)) == 1


def test_a_group_that_became_a_supergroup_keeps_its_watches(stocked, start, telegram, ann):
    start(SimpleNamespace(desk=stocked.desk()))
    reply(telegram, ann.says("/watch Korday", chat=GROUP), "Watching")
    reply(telegram, ann.says("/articles@test_bot", chat=-100))
    telegram.fail_next("sendMessage", migrate_to=-100)
    put(stocked, TEN, 2, "2020-02-09")

    assert telegram.wait_for_message(-100, "killed 8 → 10")
    assert alerts(telegram, GROUP) == []


def test_a_removed_article_withdraws_its_figure(watched, telegram):
    one = put(watched.parts, TEN, 2, "2020-02-09")
    first = telegram.wait_for_message(ANN, "killed 8 → 10")
    watched.parts.remove(one.id)
    watched.parts.catch_up()

    told = telegram.wait_for_message(ANN, "killed 10 → 8", after=first.id)
    assert "the article that said 10 was removed" in told.text


def test_a_digest_comes_when_it_is_due(stocked, start, telegram, ann):
    clock = [datetime(2021, 1, 1, 7, tzinfo=UTC)]
    start(SimpleNamespace(desk=replace(stocked.desk(), now=lambda: clock[0])))
    said = reply(telegram, ann.says("/watch Korday daily 8"), "Watching")
    put(stocked, TEN, 2, "2020-02-09")
    reply(telegram, ann.says("/watches"), "daily at 8:00")
    before = alerts(telegram, ANN)
    clock[0] += timedelta(hours=1)
    telegram.wait_for_message(ANN, "killed 8 → 10")

    assert "I write here daily at 8:00 (UTC)" in said.text
    assert before == []
    [kept] = Watches(stocked.archive).of(f"telegram:{ANN}")
    assert kept.due == datetime(2021, 1, 2, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("", "Say what to watch"),
        ("Korday daily", "Give the hour from 0 to 23"),
        ("Korday daily 24", "Give the hour from 0 to 23"),
        ("Korday daily 8:30", "Give the hour from 0 to 23"),
        ("the", "No article can be about"),
        ("Paris", "No article I have is about it yet"),
        ("Korday", "I follow now:\n• Korday, February 2020: 1 article; killed 8"),
    ],
)
def test_a_watch_is_answered_with_what_it_follows_or_what_is_wrong(
    stocked, start, telegram, bob, words, told
):
    start(SimpleNamespace(desk=replace(stocked.desk(), users=frozenset({BOB}))))

    assert reply(telegram, bob.says(f"/watch {words}"), told)


def test_a_chat_has_only_so_many_and_ends_them_by_name_number_or_all(stocked, start, telegram, ann):
    start(SimpleNamespace(desk=replace(stocked.desk(), most_watches=2)))
    reply(telegram, ann.says("/watch Korday"), "Watching")
    reply(telegram, ann.says("/watch Paris"), "Watching")
    reply(telegram, ann.says("/watch korday"), "watched here already")
    reply(telegram, ann.says("/watch Rome"), "at most 2 topics")
    reply(telegram, ann.says("/unwatch 2"), "no more about “Paris”")
    reply(telegram, ann.says("/unwatch Rome"), "is not watched here")
    reply(telegram, ann.says("/forget"), "what you watched here (1)")
    reply(telegram, ann.says("/unwatch all"), "Nothing is watched here")

    assert reply(telegram, ann.says("/watches"), "Nothing is watched here")


def test_what_an_admin_sets_right_is_told_to_who_was_told_otherwise(watched, telegram):
    archive = watched.parts.archive
    article_id = archive.find("https://example.org/1").article.id
    [one] = Telling(watched.parts.retriever).figures_of([article_id])
    Corrections(archive).set(one.id, (7, 7), by="root")

    assert telegram.wait_for_message(ANN, "set right by an admin: killed 8 → 7")
