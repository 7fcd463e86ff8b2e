"""Whose fault something is."""

import pytest

from answer.fault import is_asked, is_told


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Who is to blame for the fire?", True),
        ("Who was responsible for the blast?", True),
        ("Who started the riot?", True),
        ("Кто виноват в пожаре?", True),
        ("Who was hurt by the fire?", False),
        ("When did the fire start?", False),
    ],
)
def test_a_question_of_fault(question, asks):
    assert is_asked(question) is asks


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("The mayor blamed the weather.", True),
        ("The powder had been stored negligently.", True),
        ("Farmers had started the fire.", True),
        ("The fire was deliberately lit.", True),
        ("The fire started on Friday.", False),
        ("Ten people died in the fire, the police said.", False),
    ],
)
def test_a_sentence_that_tells_of_fault(sentence, tells):
    assert is_told(sentence) is tells
