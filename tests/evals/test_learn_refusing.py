"""Learning when to refuse, on made-up questions."""

import numpy as np

from answer.refusing import SIGNALS
from evals.learn_refusing import Example, held_out, learn, scores, worth

TELLING = SIGNALS.index("titled")


def _examples(seed, count=60):
    """Return questions of which those with an answer have more of one signal than the others."""
    chance = np.random.default_rng(seed)
    for number in range(count):
        signals = chance.normal(size=len(SIGNALS))
        answerable = number % 3 == 0
        signals[TELLING] += 4.0 * answerable
        yield Example(tuple(signals), frozenset([f"{seed}-{number}"]), answerable)


def test_the_signal_that_tells_gets_the_largest_weight():
    weights = learn([list(_examples(1))])

    del weights["bias"]
    assert max(weights, key=lambda name: abs(weights[name])) == "titled"


def test_of_as_many_with_an_answer_as_without_half_are_sure_whatever_a_set_holds_more_of():
    examples = list(_examples(2))
    found = scores(learn([examples]), examples)

    sure = {
        side: np.mean(
            [
                score > 0
                for one, score in zip(examples, found, strict=True)
                if one.answerable is side
            ]
        )
        for side in (True, False)
    }

    assert sure[True] > 0.9
    assert sure[False] < 0.1


def test_each_question_is_scored_by_weights_that_never_saw_its_articles():
    one, other = list(_examples(3)), list(_examples(4))

    found = held_out([one, other], 0)

    assert len(found) == len(one)
    assert worth(one, found)["auc"] > 0.9


def test_the_articles_of_a_question_are_left_out_of_every_set_with_it():
    ours = [Example((0.0,) * len(SIGNALS), frozenset(["shared", "a"]), True), *_examples(5)]
    theirs = [*_examples(6)]
    poisoned = Example((100.0,) * len(SIGNALS), frozenset(["shared"]), False)

    with_it = held_out([ours, [*theirs, poisoned]], 0)
    without = held_out([ours, theirs], 0)

    assert with_it[0] == without[0]
