"""What a reader is shown of a changed text."""

import pytest

from answer.difference import difference, newest_two
from news.errors import NotFound
from tests.builders import article


@pytest.mark.parametrize(
    ("before", "after", "figures"),
    [
        pytest.param(
            "At least 8 people were killed.", "At least 10 people were killed.",
            ["8 → 10 killed"], id="another number in the same words",
        ),
        pytest.param(
            "Eight people died on Tuesday.", "The death toll has risen to ten.",
            ["8 → 10 killed"], id="in other words",
        ),
        pytest.param(
            "Ten people were killed.", "Ten people were killed and 40 injured.",
            ["nothing → 40 injured"], id="a figure that came",
        ),
        pytest.param(
            "Ten people were killed. Six are missing.", "Ten people were killed.",
            ["6 → nothing missing"], id="a figure that went",
        ),
        pytest.param(
            "The storm took 30 roofs.", "The storm took 34 roofs.",
            ["30 → 34 roofs"], id="things",
        ),
        pytest.param(
            "Погибли восемь человек.", "Погибли десять человек.",
            ["8 → 10 killed"], id="in Russian",
        ),
        pytest.param(
            "Ten people died on 8 February.", "Ten people died on 9 February.",
            [], id="a day is no figure",
        ),
        pytest.param(
            "Ten people died. It rained.", "It rained. Ten people died.",
            [], id="sentences that changed places",
        ),
    ],
)  # fmt: skip
def test_figures_are_told_first(before, after, figures):
    assert [str(figure) for figure in difference(before, after).figures] == figures


def test_a_changed_sentence_is_shown_word_by_word():
    old = "Clashes broke out. Eight people were killed in the night. Police came."
    new = "Clashes broke out. Ten people were killed in the night. Police came. Shops burned."

    [changed, came] = difference(old, new).changes

    assert changed.parts() == [
        ("removed", "Eight"),
        ("added", "Ten"),
        ("same", " people were killed in the night."),
    ]
    assert (came.before, came.after) == ("", "Shops burned.")


def test_sentences_with_little_in_common_went_and_came():
    changes = difference("Police came late.", "Nobody knows who won the match.").changes

    assert [(one.before, one.after) for one in changes] == [
        ("Police came late.", ""),
        ("", "Nobody knows who won the match."),
    ]


@pytest.mark.parametrize("after", ["Ten died. Police came.", "Ten  died.\n\nPolice   came."])
def test_white_space_is_no_change(after):
    found = difference("Ten died. Police came.", after)

    assert found.as_json() == {"figures": [], "changes": []}


def test_a_side_that_is_not_there_is_null_in_json():
    found = difference("Ten were killed.", "Ten were killed. Forty were injured.").as_json()

    assert found["figures"] == [{"what": "injured", "before": None, "after": "40"}]
    assert found["changes"] == [{"before": None, "after": "Forty were injured."}]


def test_the_newest_two_texts_are_compared():
    kept = [article("a"), article("b"), article("c")]

    assert newest_two(kept) == (kept[1], kept[2])
    with pytest.raises(NotFound, match="has one text only"):
        newest_two(kept[:1])
