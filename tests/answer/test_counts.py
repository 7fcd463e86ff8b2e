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
            "Only two of the 90 people on the ferry survived, a man of 32 and a woman of 25.",
            "How many people survived the wreck?",
            [("2", "two of the 90 people on the ferry survived")], id="who did it, of a whole",
        ),
        pytest.param(
            "Only two of the 90 people on the ferry survived.",
            "How many people were on the ferry?",
            [("90", "90 people on the ferry")], id="the whole that was there",
        ),
        pytest.param(
            "Forty people were in the clinic, including 12 in intensive care.",
            "How many were in intensive care?", [("12", "12 in intensive care")],
            id="a part, where it is asked for",
        ),
        pytest.param(
            "Seven were sent down for terms of between three and four years.",
            "How many years did they get?", [("4", "between three and four years")], id="a range",
        ),
        pytest.param(
            "He counted 61 wounded, of whom 31 had gone home and 29 were still in care.",
            "How many wounded were still in care?", [("29", "29 were still in care")],
            id="a part of those who were hurt",
        ),
        pytest.param(
            "About 300 of them had taken part in the riot.", "How many people took part in it?",
            [("300", "About 300 of them had taken part in the riot")], id="a deed in two words",
        ),
        pytest.param(
            "300 buses, 20 trains and 4 planes were cancelled.", "How many buses were cancelled?",
            [("300", "300 buses")], id="one of several things that it is told of together",
        ),
        pytest.param(
            "The party won 41 of the 65 seats.", "How many seats did the party win?",
            [("41", "41 of the 65 seats")], id="of all that there are",
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
        pytest.param("One of the thirty died there.", DIED, id="the whole, of which one did"),
        pytest.param(
            "Two guards were wounded and eight people were killed.",
            "How many guards were killed?",
            id="another harm of the group",
        ),
        pytest.param(
            "Nine others were fined, and one man was acquitted.",
            "How many others were acquitted?",
            id="who did another thing",
        ),
        pytest.param(
            "The last two victims have been named.",
            "How many victims have been named?",
            id="the last of many",
        ),
        pytest.param("90 were on board.", "How many of the 90 died?", id="what is said already"),
        pytest.param(
            "Two crew members left.", "How many union members left?", id="another kind of it"
        ),
        pytest.param("71 people lost their lives.", "How many people survived?", id="the dead"),
        pytest.param("71 people lost their lives.", "How many people lived there?", id="no life"),
        pytest.param("They won 12 seats.", "How many people voted?", id="things"),
        pytest.param(
            "Several shipping firms left.", "How many ships left?", id="a thing in another's name"
        ),
        pytest.param("Shots fell in the 300 block of Hospital Drive.", HURT, id="an address"),
        pytest.param(
            "13 were kept in hospital.", "How many hospitals are there?", id="where they are"
        ),
    ],
)
def test_other_numbers_are_no_counts(sentence, question):
    assert counts(sentence, asked(question)) == []
