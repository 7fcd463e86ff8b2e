"""Retrieval: what both indexes find, as far as it may be seen, ordered."""

import pytest

from answer.retrieve import Retriever, without_repeats
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
