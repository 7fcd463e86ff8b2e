"""How much of a question stands in one of several places."""

import pytest

from answer.coverage import Coverage, covered

WEIGHTS = {"bridg": 3.0, "fell": 1.0}


@pytest.mark.parametrize(
    ("places", "share"),
    [
        ([], 0.0),
        ([({"bridg"}, 1.0)], 0.75),
        ([({"bridg"}, 0.5), ({"fell"}, 1.0)], 0.625),
        ([({"bridg"}, 0.5), ({"bridg", "fell"}, 1.0)], 1.0),
        ([({"ferri"}, 1.0)], 0.0),
    ],
)
def test_each_term_counts_where_it_is_worth_most(places, share):
    assert covered(WEIGHTS, [(frozenset(one), worth) for one, worth in places]) == share


def test_a_term_of_the_same_meaning_is_worth_less():
    share = covered({"kill": 1.0}, [(frozenset({"die"}), 1.0)])

    assert 0 < share < 1


@pytest.mark.parametrize("place", [{"bridg"}, {"die"}, {"fell", "kill"}, set()])
def test_many_places_are_compared_as_one_is(place):
    weights = {**WEIGHTS, "kill": 2.0}
    coverage = Coverage(tuple(weights))

    share = coverage.held(frozenset(place)) @ coverage.shares(weights)

    assert share == pytest.approx(covered(weights, [(frozenset(place), 1.0)]))
