"""Fusion: words lead, meaning helps."""

import pytest

from answer.retrieve import Retriever, fuse, without_repeats
from tests.builders import article, passage


def test_the_best_of_both_stands_first():
    fused = fuse([("a", 10.0), ("b", 9.5)], [("b", 0.9), ("c", 0.8), ("a", 0.1)])

    assert [key for key, _ in fused] == ["b", "a", "c"]


def test_one_list_alone_keeps_its_order():
    assert [key for key, _ in fuse([("a", 2.0), ("b", 1.0)], [])] == ["a", "b"]
    assert [key for key, _ in fuse([], [("a", 0.9), ("b", 0.1)])] == ["a", "b"]
    assert fuse([], []) == []


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
