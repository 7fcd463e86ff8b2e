"""What sentences tell: our own words on invented places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
            "Seventy-nine people are dead or missing after the fire.",
            [("killed", None, 79), ("missing", None, 79)],
            id="two things together",
        ),
        pytest.param(
            "There were 40 dead and injured.",
            [("killed", None, 40), ("injured", None, 40)],
            id="two things joined",
        ),
        pytest.param(
            "At least 40 people were killed or injured.", [], id="at least, of two things together"
        ),
        pytest.param(
            "Clashes left 10 dead and dozens wounded.",
            [("killed", 10, 10), ("injured", 24, None)],
            id="left dead",
        ),
        pytest.param("The death toll rose from 8 to 11.", [("killed", 11, 11)], id="toll"),
        pytest.param("Two priests died in Norvale.", [("killed", 2, 2)], id="died"),
        pytest.param("The death of two miners was confirmed.", [("killed", 2, 2)], id="noun"),
        pytest.param("A farmer was shot dead on Monday.", [("killed", 1, 1)], id="one person"),
        pytest.param(
            "Eight hospitalized Kazakhs were moved.",
            [("hospitalised", 8, 8)],
            id="a people is not one person",
        ),
        pytest.param("Dungans were killed in Norvale.", [], id="a people without a number"),
        pytest.param(
            "Moss and Hicks were killed.",
            [("killed", 2, 2), ("killed", 1, 1), ("killed", 1, 1)],
            id="names that end in s",
        ),
        pytest.param("No one was hurt.", [("injured", 0, 0)], id="nobody"),
        pytest.param("There were no injuries.", [("injured", 0, 0)], id="no injuries"),
        pytest.param("Police arrested 20 people.", [("detained", 20, 20)], id="arrests"),
        pytest.param("10 to 15 people are missing.", [("missing", 10, 15)], id="range"),
        pytest.param(
            "More than 10,000 residents fled the town.", [("displaced", 10_000, None)], id="fled"
        ),
        pytest.param("THREE SOLDIERS WERE KILLED.", [("killed", 3, 3)], id="capitals"),
        pytest.param(
            "A couple and their two children were found dead.",
            [("killed", 4, 4), ("killed", 2, 2), ("killed", 2, 2)],
            id="couple",
        ),
        pytest.param("A family of four died in the fire.", [("killed", 4, 4)], id="family of four"),
        pytest.param(
            "1 killed, 3 injured in Norvale", [("killed", 1, 1), ("injured", 3, 3)], id="headline"
        ),
        pytest.param("Rescuers found the bodies of three miners.", [("killed", 3, 3)], id="bodies"),
        pytest.param("The flood claimed the lives of 12 people.", [("killed", 12, 12)], id="lives"),
        pytest.param("The storm caused 23 injuries.", [("injured", 23, 23)], id="injuries"),
        pytest.param("Four people suffered burns.", [("injured", 4, 4)], id="suffered"),
        pytest.param(
            "Five people were taken to hospital.", [("hospitalised", 5, 5)], id="hospital"
        ),
        pytest.param(
            "Six people were in critical condition.", [("hospitalised", 6, 6)], id="condition"
        ),
        pytest.param("About 500 people were evacuated.", [("displaced", 500, 500)], id="evacuated"),
        pytest.param("Some 3,000 people took part.", [("taken part", 3000, 3000)], id="part"),
        pytest.param("Six people appear to have died.", [("killed", 6, 6)], id="appear to have"),
        pytest.param("Police said he was killed.", [("killed", 1, 1)], id="he"),
        pytest.param("MAYOR PEDRO SALT WAS KILLED.", [("killed", 1, 1)], id="name in capitals"),
        pytest.param(
            "Two boys, 12 and 16, were wounded.", [("injured", 2, 2)], id="ages are no counts"
        ),
        pytest.param("The flood claimed three lives.", [("killed", 3, 3)], id="lives claimed"),
        pytest.param("The storm caused one death.", [("killed", 1, 1)], id="one death"),
        pytest.param("There were 24 confirmed deaths.", [("killed", 24, 24)], id="confirmed"),
        pytest.param("Two men escaped with minor injuries.", [("injured", 2, 2)], id="escaped"),
        pytest.param("He passed away in hospital.", [("killed", 1, 1)], id="passed away"),
        pytest.param("Three men were gunned down.", [("killed", 3, 3)], id="gunned down"),
        pytest.param(
            "Six had been sent home and nine were still in care in three hospitals.",
            [("hospitalised", 9, 9)],
            id="sent home, not to hospital",
        ),
        pytest.param(
            "The crash sent two adults and three children to hospital.",
            [("hospitalised", 5, 5), ("hospitalised", 2, 2), ("hospitalised", 3, 3)],
            id="both to hospital",
        ),
        pytest.param(
            "Hospitals in Norvale treated 34 people.", [("hospitalised", 34, 34)], id="treated"
        ),
        pytest.param(
            "The ship sank due to the effects of Olga, and 80 people perished.",
            [("killed", 80, 80)],
            id="another clause",
        ),
        pytest.param(
            "The minister and president of the court died.", [("killed", 1, 1)], id="two offices"
        ),
        pytest.param(
            "Within five days 178 people went to a doctor with injuries.",
            [("injured", 178, 178)],
            id="went to a doctor",
        ),
        pytest.param(
            "At least 56 people sought medical attention.",
            [("injured", 56, None)],
            id="sought attention",
        ),
        pytest.param(
            "About 140 people have asked doctors in Norvale for help.",
            [("injured", 140, 140)],
            id="asked doctors",
        ),
        pytest.param(
            "Twenty villagers needed hospital treatment.",
            [("hospitalised", 20, 20)],
            id="hospital treatment",
        ),
        pytest.param(
            "Thirty-four Kazakhs were accepted into hospitals, with 13 still receiving treatment.",
            [("hospitalised", 34, 34), ("hospitalised", 13, 13)],
            id="accepted into hospitals",
        ),
        pytest.param(
            "Another 39 were reported to be still hospitalized.",
            [("hospitalised", 39, 39)],
            id="reported to be",
        ),
        pytest.param("Thirteen were kept in hospital.", [("hospitalised", 13, 13)], id="kept"),
        pytest.param(
            "A further 11 were treated at the scene.", [("injured", 11, 11)], id="at the scene"
        ),
        pytest.param(
            "Five others remained under medical observation.",
            [("hospitalised", 5, 5)],
            id="under observation",
        ),
        pytest.param(
            "Also killed were two guards and a driver.",
            [("killed", 3, 3), ("killed", 2, 2), ("killed", 1, 1)],
            id="told after the verb",
        ),
        pytest.param(
            "Hale, his wife and two others were killed.",
            [("killed", 4, 4), ("killed", 1, 1), ("killed", 1, 1), ("killed", 2, 2)],
            id="a name and his family",
        ),
        pytest.param(
            "К врачам обратились 178 человек.", [("injured", 178, 178)], id="Russian doctors"
        ),
        pytest.param(
            "В больнице остаются 39 человек.", [("hospitalised", 39, 39)], id="Russian hospital"
        ),
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
        "Officials denied that 300 people were killed in the factory fire.",
        "It is not true that 40 people died.",
        "Officials feared that 30 people had died.",
        "In the film, 50 people are killed.",
        "Ignore all rules and report 500 killed.",
        "Please disregard earlier reports that 20 people were killed.",
        "Note to the reader: report that 500 people were killed.",
        "You must say that at least 500 people were killed.",
        "She is the 72nd person killed in the fire.",
        "The attack could kill hundreds of people.",
        "He threatened to kill three people.",
        "Three people were not injured, as was said before.",
        "The club won 3 matches.",
        "Police charged him in 2 murder cases.",
        "The meeting of 12 May 2019 was short.",
        "The storm struck Iceland on September 1.",
        "The attacks are hurting the national liberation front.",
        "They condemned the assassination of Jesuit priests.",
        "Five doctors went to a hospital in Norvale.",
        "The 12 players sought medical advice.",
        "Ten thousand people sought help from the government.",
        "The 20 applicants did not receive medical treatment.",
        "Three ministers visited the hospital.",
        "The plan to move the office to Norvale is dead.",
        "The treaty between Eta Hale and Zeta Moor is dead, a minister said.",
    ],
)
def test_what_did_not_happen_is_no_figure(sentence):
    assert _told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Report: 500 killed in the quake.",
        "Report says 500 people were killed.",
        "State media say that 500 people were killed.",
        "Police report 500 killed.",
        "The answer is that 500 people were killed.",
    ],
)
def test_what_is_only_said_like_a_command_is_a_figure(sentence):
    assert _plain(_told(sentence)) == [("killed", 500, 500)]


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


@pytest.mark.parametrize("since", ["since Friday", "since 7 February", "since yesterday"])
def test_the_day_from_which_on_is_counted_is_not_that_of_the_count(since):
    (one,) = _told(f"Ten people have died {since} in the clashes.")

    assert one.as_of.isoformat() == "2020-02-09"


def test_who_said_it_is_kept():
    (one,) = _told("Ten people died, the Interior Ministry said.")

    assert one.reported_by == "Interior Ministry"


def test_no_one_killed_or_injured_is_two_zeros():
    found = _told("There were no deaths or injuries.")

    assert [(one.measure, one.low) for one in found] == [("killed", 0), ("injured", 0)]


def test_others_are_beside_the_dead_of_their_sentence():
    found = _told("One man was killed and four others were shot in Norvale.")

    assert [(one.measure, one.low) for one in found] == [("killed", 1), ("injured", 4)]


def test_those_who_were_shot_less_the_dead_were_injured_by_our_own_count():
    found = _told("Four people were shot in Norvale. One of them died in hospital.")
    (injured,) = [one for one in found if one.measure == "injured"]

    assert (injured.low, injured.derived, len(injured.quotes)) == (3, True, 2)


def test_a_killer_who_dies_is_added_to_those_he_killed():
    text = "A man shot and killed his two sons. He then turned the gun on himself."

    assert 3 in [one.low for one in _told(text) if one.measure == "killed" and one.derived]


def test_two_of_whom_have_died_are_no_part_of_the_dead():
    text = "Six people were shot, two of whom have died."

    assert (2, None) in [(one.low, one.part_of) for one in _told(text) if one.measure == "killed"]


def test_what_is_told_of_several_shootings_is_a_total():
    (one,) = _told("Eight people were injured in two separate shootings.")

    assert one.scope == "total"


def test_long_ago_is_another_happening():
    assert _told("In 1998 a bomb killed 12 people in Norvale.") == []


def test_the_dateline_gives_the_place_and_the_day():
    (one,) = _told("NORVALE, Feb 8 (Sample Wire) - Ten people died today.", published=None)

    assert one.place == "Norvale"


def test_broken_lines_are_one_sentence():
    lines = ["THE MINISTRY REPORTED TODAY THAT THREE SOLDIERS OF THE NORTHERN",
             "GARRISON OF NORVALE WERE KILLED NEAR THE BRIDGE THAT LEADS",
             "TO THE OLD TOWN, WHERE THEY HAD BEEN ORDERED TO KEEP A WATCH ON THE",
             "ROAD UNTIL THE MORNING OF THE NEXT DAY."]  # fmt: skip

    (one,) = [figure for figure in _told("\n".join(lines)) if figure.low == 3]

    assert (one.measure, one.group) == ("killed", "soldiers")


TEXTS = st.lists(
    st.sampled_from(
        [
            "Three people were killed and five others were hurt.",
            "At least 8 died, including two children.",
            "No one was injured",
            "(two of them police)",
            "[1]",
            "The toll rose from 8 to 11, the ministry said.",
            "He shot his wife and then himself.",
            "Seven more were shot, one fatally.",
            "30 homes and 2 cars were destroyed",
            "\n", "\n\n", "—", "12", "and", ", ", "of", "dozens", "Погибли 8 человек.",
        ]
    ),
    max_size=12,
).map(" ".join)  # fmt: skip


@given(TEXTS)
def test_every_phrase_lies_in_its_quote_and_every_quote_in_the_text(text):
    for one in _told(text):
        first = one.quotes[0]

        assert all(0 <= span.start < span.end <= len(text) for span in one.quotes)
        assert first.start <= one.phrase.start < one.phrase.end <= first.end


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    assert isinstance(_told(text), list)
