"""Greetings and thanks are met; questions are not mistaken for them."""

import pytest

from answer.small_talk import reply


@pytest.mark.parametrize(
    "words", ["Hi!", "hello there", "Thanks a lot 🙏", "спасибо", "Bye.", "ok"]
)
def test_small_talk_is_met_as_such(words):
    assert reply(words)


@pytest.mark.parametrize(
    "words", ["Hi, how many people died?", "Who said thanks?", "", "Goodbye to what?", "Great fire"]
)
def test_anything_more_is_a_question(words):
    assert reply(words) is None
