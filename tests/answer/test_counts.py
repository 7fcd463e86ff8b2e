"""Which numbers of a sentence answer "how many"."""

import pytest

from answer.asked import asked
from answer.counts import counts

DIED, HURT = "How many people died?", "How many people were injured?"


@pytest.mark.parametrize(
    ("sentence", "question", "expected"),
    [
        pytest.param(
            "Ambulances took eight of the wounded to Eta.",
            "How many of the wounded were taken to Eta?",
            [("8", "eight of the wounded to Eta")], id="some of those who were hurt",
        ),
        pytest.param("Ten people died.", DIED, [("10", "Ten people died")], id="in words"),
        pytest.param(
            "At least 1,200 people were killed.", DIED,
            [("1200", "At least 1,200 people were killed")], id="a qualifier and a comma",
        ),
        pytest.param(
            "The toll rose to twenty-one.", DIED, [("21", "The toll rose to twenty-one")],
            id="a toll that rose",
        ),
        pytest.param(
            "A bomb killed 8 and injured 40.", DIED, [("8", "killed 8")], id="each its own, dead",
        ),
        pytest.param(
            "A bomb killed 8 and injured 40.", HURT, [("40", "injured 40")],
            id="each its own, hurt",
        ),
        pytest.param(
            "11 people dead and 185 injured.", DIED, [("11", "11 people dead")], id="dead and hurt",
        ),
        pytest.param(
            "39 were in hospital, including three officials.", HURT,
            [("39", "39 were in hospital")], id="a part of the total is left out",
        ),
        pytest.param(
            "30 homes, 15 shops and 20 cars had been damaged.", "How many shops were damaged?",
            [("15", "15 shops")], id="one of several things",
        ),
        pytest.param(
            "Nobody was hurt.", HURT, [("0", "Nobody was hurt")], id="none",
        ),
        pytest.param(
            "Dozens of villagers were wounded.", HURT,
            [("dozens", "Dozens of villagers were wounded")], id="a vague number",
        ),
        pytest.param(
            "Погибли десять человек.", "Сколько человек погибло?",
            [("10", "Погибли десять человек")], id="Russian",
        ),
    ],
)  # fmt: skip
def test_counts_of_the_asked_thing(sentence, question, expected):
    found = counts(sentence, asked(question))

    assert [(one.value, one.phrase) for one in found] == expected


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        pytest.param("They died on February 8.", DIED, id="a day"),
        pytest.param("Many died in 1986.", DIED, id="a year"),
        pytest.param("He died 130 kilometers from home.", DIED, id="a distance"),
        pytest.param("Two hospitals treated the injured.", HURT, id="a count of hospitals"),
        pytest.param("Nine of the dead were villagers.", DIED, id="some of a total"),
        pytest.param("Two more people died.", DIED, id="on top of a total"),
        pytest.param("15 people were hurt.", DIED, id="another measure"),
        pytest.param("4,500 people crossed the border.", DIED, id="no measure"),
        pytest.param("5% of them died.", DIED, id="a share"),
        pytest.param("Ten people died.", "How many children died?", id="the whole for a group"),
        pytest.param("Five Kazakh villages burned.", "How many Kazakhs fled?", id="an adjective"),
        pytest.param(
            "13 were kept in hospital.", "How many hospitals are there?", id="where they are"
        ),
    ],
)
def test_other_numbers_are_no_counts(sentence, question):
    assert counts(sentence, asked(question)) == []
