"""The measures, by hand."""

import pytest

from evals import figures
from evals.metrics import auc, refused_at
from evals.questions import Case
from news.answer import Answer
from news.conversation import Choice


def test_measures_of_nothing_are_zero():
    assert auc([], [1.0]) == refused_at([], [], 0.1) == figures.mean([]).value == 0.0


def test_auc_is_the_chance_of_the_right_order():
    assert auc([0.9, 0.5], [0.5, 0.1]) == pytest.approx(0.875)


def test_what_is_refused_where_a_tenth_of_the_answerable_is():
    positive = [score / 10 for score in range(1, 11)]

    assert refused_at(positive, [0.05, 0.15, 0.95], 0.1) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("wanted", "offered", "is_met"),
    [
        pytest.param(("A", "B"), ("B", "A"), True, id="asked back with these"),
        pytest.param(("A", "B"), ("A", "B", "C"), False, id="asked back with one more"),
        pytest.param(("A", "B"), (), False, id="not asked back"),
        pytest.param((), ("A", "B"), False, id="asked back for nothing"),
        pytest.param((), (), True, id="refused as it should be"),
    ],
)
def test_a_question_is_asked_back_when_it_fits_several_events_and_only_then(
    wanted, offered, is_met
):
    case = Case("id", "How many died?", answerable=False, choices=wanted)
    answer = Answer("How many died?", "", choices=tuple(Choice(one, ("a",)) for one in offered))

    assert case.is_met(answer) is is_met
