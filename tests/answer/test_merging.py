"""What admins said of stories goes before what articles share, whichever of them are found."""

import random

import pytest

from answer.grouping import Grouping
from answer.merging import Merging
from answer.stories import stories
from archive import Audit, Corrections, Joins
from news.errors import NotFound, UsageError
from news.join import Join
from tests.answer.test_stories import ELSEWHERE, FIRST, LATER, rarity
from tests.builders import LAYOUT, article, chunks, day, source

THIRD = "The wreck of the Northern Star off Example Island will stay, the Coast Guard said."
FAR = "The owner, Southern Lines, told the Evening Post that Little Harbour was closed."
TEXTS = {"first": FIRST, "later": LATER, "third": THIRD, "elsewhere": ELSEWHERE, "far": FAR}


@pytest.fixture
def ids(archive):
    for at, (name, text) in enumerate(TEXTS.items()):
        one = article(
            text, url=f"https://example.org/{name}", title=name, published=day(f"2021-03-0{at + 1}")
        )
        archive.put(one, chunks(one), layout=LAYOUT)
    archive.mark_indexed(archive.changes(archive.indexed()))
    return {archive.find(one.id).article.title: one.id for one in archive.listed()}


@pytest.fixture
def merging(archive, ids):
    grouping = Grouping(archive, rarity)

    def sources():
        return archive.sources(list(ids.values()))

    return Merging(grouping, lambda of: sources(), lambda topic: grouping.stories(sources()))


def told(merging, ids, *found):
    """Return the titles of the stories of what was found."""
    sources = merging.grouping.archive.sources([ids[one] for one in found or TEXTS])
    return [[one.title for one in story.articles] for story in merging.grouping.stories(sources)]


def test_before_anything_is_said_names_and_days_tell_the_stories(merging, ids):
    assert told(merging, ids) == [["first", "later", "third"], ["elsewhere", "far"]]


def test_merged_stories_are_one_whichever_of_their_articles_are_found(merging, ids):
    merged = merging.merge(ids["third"], ids["far"], by="ann")

    assert [len(one.articles) for one in merged.stories] == [5]
    assert told(merging, ids) == [list(TEXTS)]
    assert told(merging, ids, "later", "elsewhere") == [["later", "elsewhere"]]


def test_split_articles_stay_apart_though_others_are_like_both(merging, ids):
    merging.split(ids["first"], [ids["third"]], by="ann")

    assert told(merging, ids) == [["first", "later"], ["third"], ["elsewhere", "far"]]
    assert told(merging, ids, "third", "later") == [["third"], ["later"]]
    assert [one.title for one in merging.story(ids["third"]).articles] == ["third"]


def test_what_comes_later_goes_to_the_story_that_it_is_most_like(archive, merging, ids):
    merging.split(ids["first"], [ids["third"]], by="ann")
    text = f"{THIRD} The Coast Guard said so again."
    ids["new"] = article(url="https://example.org/new").id
    one = article(text, url="https://example.org/new", title="new", published=day("2021-03-03"))
    archive.put(one, chunks(one), layout=LAYOUT)
    archive.mark_indexed(archive.changes(archive.indexed()))

    assert told(merging, ids, "first", "later", "third", "new") == [
        ["first", "later"], ["third", "new"],
    ]  # fmt: skip


def test_what_is_undone_is_as_before_and_an_older_word_holds_again(merging, ids):
    merge = merging.merge(ids["first"], ids["far"], by="ann")
    split = merging.split(ids["first"], [ids["elsewhere"], ids["far"]], by="bob")
    assert told(merging, ids) == [["first", "later", "third"], ["elsewhere", "far"]]

    merging.undo(split.request, by="bob")
    assert told(merging, ids) == [list(TEXTS)]

    merging.undo(merge.request, by="bob")
    assert told(merging, ids) == [["first", "later", "third"], ["elsewhere", "far"]]
    assert merging.requests() == []


def test_a_merge_takes_an_earlier_split_back(merging, ids):
    merging.split(ids["first"], [ids["third"]], by="ann")
    merging.merge(ids["third"], ids["later"], by="ann")

    assert told(merging, ids)[0] == ["first", "later", "third"]


def test_what_was_merged_around_an_article_that_leaves_stays_merged(merging, ids):
    merging.merge(ids["first"], ids["far"], by="ann")
    merging.split(ids["far"], [ids["first"]], by="ann")

    assert told(merging, ids) == [["first"], ["later", "third", "elsewhere", "far"]]


def test_it_is_kept_when_articles_are_read_again_and_forgotten_with_them(archive, merging, ids):
    merging.merge(ids["first"], ids["far"], by="ann")
    again = article(
        f"{LATER} More.",
        url="https://example.org/later",
        title="later",
        published=day("2021-03-02"),
    )
    archive.put(again, chunks(again), layout=LAYOUT)
    archive.mark_indexed(archive.changes(archive.indexed()))
    assert told(merging, ids, "later", "far") == [["later", "far"]]

    for one in ids.values():
        archive.remove(one)
    assert Joins(archive).listed() == []


def test_everything_is_in_the_audit_log_and_moves_the_position(archive, merging, ids):
    corrections = Corrections(archive)
    positions = [corrections.position()]
    merged = merging.merge(ids["first"], ids["far"], by="ann")
    positions.append(corrections.position())
    merging.undo(merged.request, by="bob")
    positions.append(corrections.position())

    assert positions == sorted(set(positions))
    log = [(one.by, one.action, one.article_id) for one in Audit(archive).entries()]
    assert log == [("ann", "merge stories", ids["first"]), ("bob", "undo merge", log[1][2])]


@pytest.mark.parametrize(
    ("do", "error", "message"),
    [
        (
            lambda m, ids: m.merge(ids["first"], ids["later"], by=""),
            UsageError,
            "one story already",
        ),
        (lambda m, ids: m.split(ids["far"], [ids["first"]], by=""), NotFound, "not of the story"),
        (
            lambda m, ids: m.split(ids["far"], [ids["far"], ids["elsewhere"]], by=""),
            UsageError,
            "Nothing would be left",
        ),
        (lambda m, ids: m.undo(99, by=""), NotFound, "No merge or split has the number 99"),
        (lambda m, ids: m.merge("0000", ids["far"], by=""), NotFound, "There is no article"),
    ],
)
def test_what_cannot_be_is_said(merging, ids, do, error, message):
    with pytest.raises(error, match=message):
        do(merging, ids)


def test_what_was_said_makes_the_same_stories_in_whatever_order_articles_are_found():
    articles = [source(text, name, title="") for name, text in TEXTS.items()]
    said = [Join("first", "later", False, 1), Join("far", "later", True, 2)]
    orders = [random.Random(seed).sample(articles, len(articles)) for seed in range(8)]

    found = {
        frozenset(frozenset(story.ids) for story in stories(order, rarity, said))
        for order in orders
    }

    assert len(found) == 1
