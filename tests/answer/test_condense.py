"""Follow-ups completed; questions that stand alone left as they are."""

import pytest

from answer.condense import condense
from news.conversation import Conversation, Turn


@pytest.mark.parametrize(
    ("question", "before", "expected"),
    [
        pytest.param(
            "And how many shops?", "How many homes were damaged?",
            "How many shops were damaged?", id="the same frame",
        ),
        pytest.param(
            "And how many were injured?", "How many people died in Korday?",
            "How many were injured (people Korday)?", id="another measure of the same event",
        ),
        pytest.param(
            "What about Bishkek?", "How many people fled to Almaty?",
            "How many people fled (Bishkek)?", id="another place",
        ),
        pytest.param(
            "How about the children?", "How many people were killed in Epsilon?",
            "How many people were killed in Epsilon (the children)?", id="others in the same place",
        ),
        pytest.param(
            "What about Zeta?", "How many people fled (Epsilon)?",
            "How many people fled (Zeta)?", id="one place after another",
        ),
        pytest.param(
            "When was that?", "Who set the library on fire?",
            "When was that (set library fire)?", id="it points back",
        ),
    ],
)  # fmt: skip
def test_a_follow_up_takes_from_the_conversation_what_it_lacks(question, before, expected):
    assert condense(question, Conversation.of(before)) == expected


@pytest.mark.parametrize(
    "question",
    [
        "How many people died in the Grenfell Tower fire?",
        "Who became governor of the Jambyl region after the clashes?",
        "Why did the container ship block the Suez Canal?",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question):
    assert condense(question, Conversation.of("How many homes were damaged?")) == question


def test_without_a_conversation_nothing_is_added():
    assert condense("And how many shops?", Conversation()) == "And how many shops?"


def test_a_follow_up_of_a_follow_up_keeps_the_subject():
    turns = (Turn("And how many shops?", "How many shops were damaged?"),)

    assert condense("And cars?", Conversation(turns)) == "Cars (shops damaged)?"
