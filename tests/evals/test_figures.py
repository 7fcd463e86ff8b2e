"""Figures and their intervals."""

import pytest

from evals import figures


def test_a_mean_lies_within_its_interval():
    figure = figures.mean([1.0] * 30 + [0.0] * 70)

    assert (figure.value, figure.n) == (pytest.approx(0.3), 100)
    # The normal interval is .3 ± 1.96 · sqrt(.3 · .7 / 100).
    assert figure.low == pytest.approx(0.21, abs=0.03)
    assert figure.high == pytest.approx(0.39, abs=0.03)


def test_any_measure_has_an_interval_over_its_items():
    pairs = [(1, 1)] * 50 + [(1, 0)] * 50

    figure = figures.measured(lambda some: sum(a * b for a, b in some) / len(some), pairs)

    assert figure.value == 0.5
    assert 0.35 < figure.low < 0.45
    assert 0.55 < figure.high < 0.65


def test_the_same_items_give_the_same_interval():
    assert figures.mean([0.0, 1.0, 1.0]) == figures.mean([0.0, 1.0, 1.0])
