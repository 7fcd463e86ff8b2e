"""Refusing, by hand: answers whose confidence and quotes are given."""

import pytest

from evals import refusing
from evals.refusing import Outcome
from news.answer import Answer, Quote


def test_of_each_answer_its_confidence_and_whether_it_quotes_are_kept():
    quote = Quote("There are 48 lamps.", "a", "r", 0, 19, "Bridge")
    answers = [
        Answer("lamps", "", (quote,), confidence=0.8),
        Answer("ferries", "", confidence=0.2),
    ]

    found = refusing.outcomes(answers, answerable=True)

    assert found == [Outcome(True, 0.8, True), Outcome(True, 0.2, False)]


def test_the_confidence_is_measured_apart_from_what_is_refused_as_shipped():
    answerable = [Outcome(True, 0.5 + step / 100, step != 0) for step in range(10)]
    unanswerable = [
        Outcome(False, 0.1, False),
        Outcome(False, 0.505, True),
        Outcome(False, 0.555, True),
        Outcome(False, 0.9, True),
    ]

    found = refusing.figures([*answerable, *unanswerable])

    assert found["auc"].value == pytest.approx((10 + 9 + 4 + 0) / 40)
    assert found["refused at 10% cost"].value == 0.5
    assert found["refused, unanswerable"].value == 0.25
    assert found["refused, answerable"].value == 0.1
    assert found["refused, answerable"].n == 10
