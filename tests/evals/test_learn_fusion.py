"""Learning the fusion, on made-up questions."""

import math

import numpy as np

from answer.features import CASES, NAMES
from evals.learn_fusion import Example, held_out, learn, ranks


def _examples(seed, count=30):
    """Return questions whose right chunk has more of the first feature than the others."""
    chance = np.random.default_rng(seed)
    for number in range(count):
        rows = chance.normal(size=(8, len(CASES) * len(NAMES)))
        right = np.arange(8) == number % 8
        rows[right, 0] += 6.0
        yield Example(frozenset([f"{seed}-{number}"]), rows, right)


def test_what_tells_the_right_chunk_gets_the_largest_weight():
    weights = learn([list(_examples(1))])

    assert np.abs(weights).argmax() == 0
    assert ranks(weights, list(_examples(2))) == [1.0] * 30


def test_each_question_is_ranked_by_weights_that_never_saw_its_articles():
    found = held_out([list(_examples(3)), list(_examples(4))], 0)

    assert len(found) == 30
    assert np.mean(np.array(found) <= 2) > 0.9


def test_a_question_whose_right_chunk_was_not_found_has_no_rank():
    one = next(_examples(5))

    lost = Example(one.origins, one.rows, np.zeros(8, dtype=bool))

    assert ranks(learn([[one]]), [lost]) == [math.inf]
