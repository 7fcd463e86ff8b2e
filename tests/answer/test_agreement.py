"""How the sentences of a question agree: by their values, articles and neighbours."""

import numpy as np
import pytest

from answer.agreement import NAMES_OF_AGREEMENT, agreement
from answer.expected import expected
from answer.sentence_features import Sentence, rows, terms, terms_in_order
from answer.sentence_model import listwise

QUESTION = "Who opened the new bridge?"
RARITY = {"open": 1.0, "new": 1.0, "bridg": 2.0}
TEXTS = (
    ("The new bridge was opened by Mayor Ada Roe.", "a", 0),
    ("Crowds came to see Ada Roe at the bridge.", "b", 1),
    ("Tom Vale sold lemonade.", "c", 2),
    ("It rained.", "c", 2),
)


def sentence(text, group, rank):
    return Sentence(
        text=text, own=terms(text), in_order=terms_in_order(text), before=frozenset(),
        after=frozenset(), chunk=terms(text), header=frozenset(), score=1.0, rank=rank, at=0.0,
        published=None, group=group,
    )  # fmt: skip


SENTENCES = [sentence(*one) for one in TEXTS]


def compare(likely):
    kind = expected(QUESTION)
    told = rows(QUESTION, kind, RARITY, SENTENCES, None)[1]
    return agreement(QUESTION, kind, RARITY, SENTENCES, told, likely)


def column(table, name):
    return table[:, NAMES_OF_AGREEMENT.index(name)]


def test_a_value_that_likely_sentences_share_counts_for_each_of_them():
    value = column(compare(np.array([0.7, 0.1, 0.1, 0.1])), "value")

    assert min(value[:2]) > value[2] > value[3] == 0


@pytest.mark.parametrize(("name", "at"), [("previous", 3), ("next", 2)])
def test_what_stands_beside_a_likely_sentence_of_its_passage_knows(name, at):
    beside = column(compare(np.array([0.1, 0.1, 0.4, 0.4])), name)

    assert beside[at] > 0
    assert not np.delete(beside, at).any()


def test_the_best_sentence_has_one_and_none_is_below_nothing():
    table, _ = rows(QUESTION, expected(QUESTION), RARITY, SENTENCES, None)

    scores = listwise(table, compare)

    assert scores.argmax() == 0
    assert scores.max() == 1
    assert scores.min() >= 0
