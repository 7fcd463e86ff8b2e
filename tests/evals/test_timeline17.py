"""Timeline17, by hand."""

import pytest

from evals import timeline17
from evals.timeline17 import Question


def test_a_report_of_the_day_counts_and_days_without_one_are_left_out():
    told = ("The ferry sank near Albo.",)
    asked = [
        Question("What happened?", "albo", "2021-03-05", told, 1),
        Question("And then?", "albo", "2021-03-06", told, 0),
    ]

    found = timeline17.evaluate(
        asked,
        lambda question, k: [("albo", "2021-03-04"), ("albo", "2021-03-05")][:k],
        {
            "five": lambda question: ["A ferry sank."] if question == "What happened?" else [],
            "none": lambda question: [],
        },
    )

    assert found["same day@1"].value == 0.0
    assert (found["same day@10"].value, found["same day@10"].n) == (1.0, 1)
    assert found["told by five"].value == pytest.approx(0.5)
    assert found["told by none"].value == 0.0


@pytest.mark.parametrize(
    ("quotes", "told"),
    [
        pytest.param(["The ferry sank."], True, id="half of the words in one quote"),
        pytest.param(["A ferry.", "It sank."], False, id="half of them in two quotes"),
        pytest.param([], False, id="no quote"),
    ],
)
def test_a_sentence_is_told_by_one_quote_with_half_of_its_words(quotes, told):
    assert timeline17.is_told("The ferry sank near Albo.", quotes) is told
