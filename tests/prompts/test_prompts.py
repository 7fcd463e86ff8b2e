"""Prompts: every variable filled, none too many."""

import pytest

import prompts
from news.errors import NotFound, UsageError


@pytest.mark.parametrize(
    ("name", "variables"),
    [
        ("draft", {"quotes", "today"}),
        ("passages", {"passages", "question", "today"}),
        ("condense", {"conversation", "question"}),
    ],
)
def test_a_prompt_has_the_variables_that_the_chain_fills(name, variables):
    assert prompts.load(name).variables == variables


def test_a_missing_variable_is_named():
    with pytest.raises(UsageError, match=r"needs a value for \$\{passages\}"):
        prompts.load("passages").fill(question="Who?", today="today")


def test_an_extra_variable_is_named():
    with pytest.raises(UsageError, match=r"no variable \$\{mood\}"):
        prompts.load("passages").fill(question="Who?", passages="…", today="today", mood="good")


def test_what_is_filled_in_is_not_read_as_a_prompt():
    filled = prompts.load("passages").fill(
        question="Who?", passages="It cost $5 and ${question}.", today="today"
    )

    assert "It cost $5 and ${question}." in filled


def test_an_unknown_prompt_is_a_sentence_with_those_there_are():
    with pytest.raises(NotFound, match="condense, draft, figures, passages"):
        prompts.load("joke")
