"""Retrieval: what both indexes find, as far as it may be seen, ordered."""

import pytest

from answer.retrieve import Retriever, without_repeats
from archive import Arrival
from ingest.sketch import sketch
from tests.builders import article, passage


def test_words_that_repeat_in_another_article_do_not_crowd_the_list():
    same = [
        passage("Ten died."),
        passage("Ten  died.", chunk_id="d"),
        passage("Two.", chunk_id="e"),
    ]

    assert [one.chunk_id for one in without_repeats(same)] == ["c", "e"]


def test_more_is_asked_for_when_too_little_is_visible(parts):
    for number in range(3):
        one = article(f"The ferry number {number} sank.", url="https://example.org/ferry")
        parts.archive.put(one, parts.chunk(one), layout=parts.layout)
        parts.catch_up()

    found = Retriever(parts.archive, parts.indexes).retrieve("ferry", k=5)

    assert [one.text for one in found] == ["The ferry number 2 sank."]
    assert found[0].score == pytest.approx(max(one.score for one in found))


def test_copies_of_one_story_count_once_and_the_best_stays(parts):
    told = (
        "The ferry to Long Bay sank on Monday night after its cargo moved in a storm. The coast "
        "guard brought forty people ashore and went on looking for nine others. The owner said "
        "that the ship had been looked over in spring. Divers wait for better weather."
    )
    for publisher in ("Wire", "Courier", "Herald"):
        url = f"https://{publisher.lower()}.example/ferry"
        one = article(told, url=url, publisher=publisher, title="Ferry sinks near Long Bay")
        parts.archive.put(one, parts.chunk(one), layout=parts.layout, arrival=Arrival(sketch(one)))
    other = article("A ferry was sold.", url="https://wire.example/sold", title="Ferry sold")
    parts.archive.put(other, parts.chunk(other), layout=parts.layout)
    parts.catch_up()

    found = parts.retriever.retrieve("What did the Courier say about the ferry to Long Bay?", k=5)

    assert [one.publisher for one in found] == ["Courier", "Sample Wire"]
