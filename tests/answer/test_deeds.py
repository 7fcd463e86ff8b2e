"""What those who are counted did, and of whom a number is told."""

import pytest

from answer.asked import asked
from answer.deeds import deed_of, is_of_subject, subject_of
from vectorstore.analyse import analyse


@pytest.mark.parametrize(
    ("question", "deed"),
    [
        ("How many people survived the wreck?", "survived"),
        ("How many people were still rescued from it?", "rescued"),
        ("How many were in intensive care?", "intensive care"),
        ("How many people took part in the march?", "participated"),
        ("How many people were taken to Easton?", "Easton"),
        ("How many of the wounded were sent home?", "home"),
        ("How many of the riders were from Norvale?", "Norvale"),
        ("How many people were in the tower when the fire began?", "tower"),
        ("How many people were killed?", ""),
        ("How many homes are there?", ""),
        ("When did they leave?", ""),
    ],
)
def test_what_those_who_are_counted_did(question, deed):
    assert deed_of(asked(question)).terms == frozenset(analyse(deed))


@pytest.mark.parametrize(
    ("question", "sentence", "around", "is_told"),
    [
        ("How many seats did the Blues win?", "The Blues won 12 seats.", "", True),
        ("How many seats did the Blues win?", "The Reds won 12 seats.", "", False),
        ("How many seats did the Reds win?", "The Blues got 12 seats and the Reds 9.", "", False),
        ("How many seats did the Reds win?", "They won 12 seats.", "The Reds ruled.", True),
        (
            "How many seats did the Reds win?",
            "So the Blues won 12 seats.",
            "The Reds ruled.",
            False,
        ),
    ],
)
def test_a_number_is_told_of_a_subject(question, sentence, around, is_told):
    subject = subject_of(question)

    assert is_of_subject(subject, sentence, sentence.index("12"), frozenset(analyse(around))) is (
        is_told
    )
