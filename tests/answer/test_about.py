"""When a question leaves the story that a conversation is about, and what tells that story."""

import pytest

from answer.about import leaves, topic
from answer.asked import asked
from answer.stories import Story
from tests.builders import day, source

FERRY = Story(
    (
        source(
            "A ferry sank off Example Island on March 2. Eleven people were killed.",
            "a",
            title="Ferry sinks off Example Island",
            published=day("2021-03-03"),
        ),
    )
)
QUAKE = source("The quake in Omega hit on April 9. The people of Omega fled.", "b", title="Quake")


@pytest.mark.parametrize(
    ("question", "is_left"),
    [
        ("How many died?", False),
        ("How many died on March 2?", False),
        ("How many died on 2 March 2021?", False),
        ("Was the ferry insured?", False),
        ("How many died on 9 April 2021?", True),
        ("How many died in 2019?", True),
        ("How many died in Omega?", True),
        ("How many died in omega?", True),
        ("Which horses won?", True),
    ],
)
def test_a_question_leaves_the_story_when_it_names_what_the_story_lacks(question, is_left):
    assert leaves(asked(question), FERRY, [QUAKE]) is is_left


def test_a_story_is_sought_by_the_rare_words_of_its_titles():
    rarity = {"ferri": 5.0, "exampl": 4.0}

    words = topic(FERRY, lambda terms: {term: rarity.get(term, 1.0) for term in terms})

    assert words[:2] == ["Ferry", "Example"]
