"""What the stories of a topic tell: figures with who and when, and days in order."""

from datetime import date

import pytest

from answer.telling import Telling
from answer.tolls import counted
from news.errors import NotFound
from tests.builders import article, day

REPORTS = (
    (
        "Eight people were killed in clashes in Korday on February 7, the Interior Ministry said. "
        "Fires damaged 30 homes and 15 shops.",
        "https://example.org/1", "2020-02-08", "Eight dead in Korday", "Sample Wire",
    ),
    (
        "The death toll from the clashes in Korday rose to ten on February 9, the ministry said.",
        "https://example.org/2", "2020-02-09", "Korday toll rises to ten", "Sample Radio",
    ),
    (
        "Ten people were killed in the clashes in Korday, and three children were injured.",
        "https://example.org/3", "2020-02-10", "Korday counts its dead", "The Sample Courier",
    ),
    (
        "A ferry sank near the harbour of Port Sample on March 1. Two sailors were killed.",
        "https://example.org/4", "2020-03-01", "Ferry sinks at Port Sample", "Sample Wire",
    ),
)  # fmt: skip


@pytest.fixture
def stocked(parts):
    for text, url, published, title, publisher in REPORTS:
        one = article(text, url=url, published=day(published), title=title, publisher=publisher)
        parts.archive.put(one, parts.chunk(one), layout=parts.layout)
    parts.catch_up()
    return parts


@pytest.fixture
def telling(stocked):
    return Telling(stocked.retriever)


def counts(story):
    return {counted(key): [line for _, line in story.lines(key)] for key in story.counts()}


def test_each_count_of_a_story_is_told_with_who_and_when(telling):
    [story] = telling.figures("the clashes in Korday")

    by_wire = "Sample Wire, 8 February 2020"
    assert counts(story) == {
        "killed": [
            "Ten people were killed (The Sample Courier, 10 February 2020, and 1 other)",
            f"Eight people were killed (Interior Ministry, as of 7 February 2020; {by_wire})",
        ],
        "injured (children)": [
            "three children were injured (The Sample Courier, 10 February 2020)"
        ],
        "homes damaged": [f"damaged 30 homes ({by_wire})"],
        "shops damaged": [f"damaged 30 homes and 15 shops ({by_wire})"],
    }


def test_what_holds_is_each_reporter_s_newest(telling):
    [story] = telling.figures("Korday")

    assert {(one.measure, one.low) for one in story.latest()} >= {("killed", 10)}


def test_on_an_earlier_day_only_what_was_known_is_told(telling):
    [story] = telling.figures("Korday", known_on=date(2020, 2, 8))

    assert {one.low for one in story.figures if one.measure == "killed"} == {8}


def test_a_topic_that_no_article_has_is_said_so(telling):
    with pytest.raises(NotFound, match="No article I have is about “Paris”"):
        telling.figures("Paris")


def test_every_figure_of_articles_stands_in_them(stocked, telling):
    ids = [one.id for one in stocked.archive.listed()]
    told = telling.figures_of(ids)

    assert {one.figure.article_id for one in told} == set(ids)
    for one in told:
        text = stocked.archive.source(one.figure.article_id, one.figure.revision).text
        assert all(words in text for words in one.words)
        assert one.phrase in one.words[0]


def test_the_days_of_a_topic_are_told_in_order_in_the_words_of_its_articles(telling):
    days = telling.timeline("Korday")

    assert [one.date.isoformat() for one in days] == ["2020-02-07", "2020-02-09", "2020-02-10"]
    assert days[0].summary.startswith("Eight people were killed in clashes in Korday on February 7")


def test_a_timeline_is_cut_to_its_days(telling):
    days = telling.timeline("Korday", first=date(2020, 2, 8), last=date(2020, 2, 9))

    assert [one.date.isoformat() for one in days] == ["2020-02-09"]
