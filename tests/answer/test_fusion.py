"""Fusion: the chunk that tells what is asked stands first."""

from datetime import date

import numpy as np
import pytest

from answer.features import CASES, NAMES, compare
from answer.fusion import fuse, weights
from answer.sought import sought
from news.moment import moment_of_day
from tests.builders import passage
from vectorstore.analyse import content_terms
from vectorstore.marks import in_order, mark


def _fused(question, passages, cosines=None):
    seeks = sought(question, dict.fromkeys(content_terms(question), 1.0))
    marks = [mark(in_order(f"{one.title} | {one.publisher}", one.text)) for one in passages]
    compared = compare(seeks, passages, marks, np.array(cosines or [np.nan] * len(passages)))
    return list(fuse(compared))


def _first(question, passages, cosines=None):
    scores = _fused(question, passages, cosines)
    return scores.index(max(scores))


def test_there_is_a_weight_for_every_feature_in_every_case():
    assert weights().shape == (len(CASES), len(NAMES))
    assert np.isfinite(weights()).all()
    assert weights().any(axis=1).all()


@pytest.mark.parametrize(
    ("question", "other", "best"),
    [
        pytest.param(
            "Why did the ferry sink near Albo?",
            {"text": "A ferry was painted blue. Albo had rain."},
            {"text": "The ferry sank near Albo in a storm."},
            id="the terms of the question together",
        ),
        pytest.param(
            "What did the Example Times say about the ferry?",
            {"publisher": "Coast Herald"},
            {"publisher": "Example Times"},
            id="the publisher that is named",
        ),
        pytest.param(
            "What happened to the ferry on 5 March 2021?",
            {"published": moment_of_day(date(2021, 1, 5))},
            {"published": moment_of_day(date(2021, 3, 5))},
            id="the day that is named",
        ),
    ],
)
def test_what_tells_more_of_the_question_stands_first(question, other, best):
    fields = {"text": "The ferry sank in a storm.", "title": "News"}
    passages = [
        passage(article_id="o", **{**fields, **other}),
        passage(article_id="b", **{**fields, **best}),
        passage("Bread became dearer.", article_id="x", title="News"),
    ]

    assert _first(question, passages) == 1


def test_meaning_decides_where_words_do_not():
    same = [passage("A boat went down.", article_id=name) for name in "ab"]

    assert _first("Why did the ferry sink?", same, [0.2, 0.7]) == 1


def test_scores_fall_from_one():
    best, other = _fused("Which ferry sank?", [passage("A ferry sank."), passage("Rain fell.")])

    assert best == 1.0
    assert 0.0 < other < 1.0


def test_one_chunk_alone_has_the_whole_score():
    assert _fused("Which ferry sank?", [passage("Rain.")]) == [1.0]


def test_a_question_without_terms_is_compared_by_meaning():
    assert _fused("What is it?", [passage("Rain."), passage("Bread.")], [0.1, 0.9])[1] == 1.0
