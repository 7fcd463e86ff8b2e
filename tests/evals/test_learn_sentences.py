"""Learning which sentence answers, on made-up questions."""

import numpy as np

from answer.agreement import NAMES_OF_AGREEMENT
from answer.sentence_features import NAMES_OF_FEATURES
from evals.learn_sentences import Example, learn

TELLING, MISLEADING = NAMES_OF_FEATURES.index("window"), NAMES_OF_FEATURES.index("age")


def _alone(likely):
    return np.zeros((len(likely), len(NAMES_OF_AGREEMENT)))


def _example(chance, column=TELLING, weight=1.0):
    """Return a question whose right sentence, one of ten, has more of one feature."""
    table = chance.normal(size=(10, len(NAMES_OF_FEATURES)))
    right = int(chance.integers(10))
    table[right, column] += 6.0
    return Example(table, [at == right for at in range(10)], _alone, weight)


def _met(weights, examples):
    best = [int(weights.scores(one.table, one.compare).argmax()) for one in examples]
    return np.mean([one.right[at] for one, at in zip(examples, best, strict=True)])


def test_the_sentence_with_what_tells_is_best_of_questions_that_were_not_seen():
    chance = np.random.default_rng(1)

    weights = learn([_example(chance) for _ in range(150)])

    assert _met(weights, [_example(chance) for _ in range(100)]) > 0.8


def test_the_same_examples_give_the_same_weights():
    one, other = (learn([_example(np.random.default_rng(2)) for _ in range(9)]) for _ in range(2))

    assert np.array_equal(one.first, other.first)
    assert np.array_equal(one.hidden, other.hidden)


def test_a_question_without_a_right_sentence_teaches_nothing():
    chance = np.random.default_rng(3)
    examples = [_example(chance) for _ in range(9)]
    unanswered = Example(examples[0].table, [False] * 10, _alone)

    assert np.array_equal(learn([*examples, unanswered]).first, learn(examples).first)


def test_what_counts_more_is_followed_more():
    chance = np.random.default_rng(4)
    examples = [
        *(_example(chance, TELLING, weight=0.1) for _ in range(60)),
        *(_example(chance, MISLEADING, weight=2.0) for _ in range(60)),
    ]

    first = learn(examples).first

    assert first[MISLEADING] > 2 * first[TELLING]
