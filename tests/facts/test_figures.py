"""What sentences tell: our own words on invented places."""

import pytest

from facts.figures import read_figures
from tests.builders import article


def _told(text, **given):
    return read_figures(article(text, **given))


def _plain(figures):
    return [(one.measure, one.low, one.high) for one in figures]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "Three people were killed and five were injured in Norvale.",
            [("killed", 3, 3), ("injured", 5, 5)],
            id="passive",
        ),
        pytest.param(
            "Thirty-four people have been injured.", [("injured", 34, 34)], id="number words"
        ),
        pytest.param("The blast killed at least 8 people.", [("killed", 8, None)], id="active"),
        pytest.param(
            "Clashes left 10 dead and dozens wounded.",
            [("killed", 10, 10), ("injured", 24, None)],
            id="left dead",
        ),
        pytest.param("The death toll rose from 8 to 11.", [("killed", 11, 11)], id="toll"),
        pytest.param("Two priests died in Norvale.", [("killed", 2, 2)], id="died"),
        pytest.param("The death of two miners was confirmed.", [("killed", 2, 2)], id="noun"),
        pytest.param("A farmer was shot dead on Monday.", [("killed", 1, 1)], id="one person"),
        pytest.param("No one was hurt.", [("injured", 0, 0)], id="nobody"),
        pytest.param("There were no injuries.", [("injured", 0, 0)], id="no injuries"),
        pytest.param("Police arrested 20 people.", [("detained", 20, 20)], id="arrests"),
        pytest.param("10 to 15 people are missing.", [("missing", 10, 15)], id="range"),
        pytest.param(
            "More than 10,000 residents fled the town.", [("displaced", 10_000, None)], id="fled"
        ),
        pytest.param("THREE SOLDIERS WERE KILLED.", [("killed", 3, 3)], id="capitals"),
        pytest.param("Погибли 8 человек.", [("killed", 8, 8)], id="Russian"),
        pytest.param("Число погибших выросло до 11.", [("killed", 11, 11)], id="Russian toll"),
    ],
)
def test_a_sentence_tells_its_figures(sentence, expected):
    assert _plain(_told(sentence)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "It was his third death threat.",
        "The attack could kill hundreds of people.",
        "He threatened to kill three people.",
        "Three people were not injured, as was said before.",
        "The club won 3 matches.",
    ],
)
def test_what_did_not_happen_is_no_figure(sentence):
    assert _told(sentence) == []


def test_things_are_counted_by_kind():
    found = _told("30 homes, 15 shops and 20 cars were destroyed.")

    assert [(one.of, one.low) for one in found] == [("homes", 30), ("shops", 15), ("cars", 20)]


def test_who_is_included_is_a_part_of_the_total():
    total, part = _told("The bomb killed 8 people, including three children.")

    assert (total.low, total.group, total.part_of) == (8, "", None)
    assert (part.low, part.group, part.part_of) == (3, "children", 8)


def test_joined_numbers_are_summed_and_the_sum_is_ours():
    total, *parts = _told("Three soldiers, two civilians and a child were killed.")

    assert (total.low, total.derived) == (6, True)
    assert [(one.low, one.group, one.part_of) for one in parts] == [
        (3, "soldiers", 6),
        (2, "civilians", 6),
        (1, "children", 6),
    ]


def test_two_more_are_added_to_an_earlier_figure():
    (more,) = _told("Two more people have died in hospital.")

    assert more.is_added


def test_the_day_is_seen_from_the_day_of_publication():
    (one,) = _told("Ten people died in clashes on Friday.")

    assert one.as_of.isoformat() == "2020-02-07"


def test_who_said_it_is_kept():
    (one,) = _told("Ten people died, the Interior Ministry said.")

    assert one.reported_by == "Interior Ministry"
