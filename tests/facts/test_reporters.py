"""Who gave a number: each number to whom its own clause names."""

import pytest

from facts.figures import read_figures
from tests.builders import article


def _given(sentence):
    return [(one.low, one.reported_by) for one in read_figures(article(sentence))]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "The Health Ministry counted 17 dead, while a police statement spoke of 15.",
            [(17, "Health Ministry"), (15, "police")],
            id="left out",
        ),
        pytest.param(
            "The ministry said 17 people were killed, but police put the toll at 20.",
            [(17, "ministry"), (20, "police")],
            id="but",
        ),
        pytest.param(
            "According to the ministry, 17 people died, while doctors spoke of 20 dead.",
            [(17, "ministry"), (20, "doctors")],
            id="according to, before",
        ),
        pytest.param(
            "Ten people died, according to the governor, and 30 were hurt, the hospital said.",
            [(10, "governor"), (30, "hospital")],
            id="after each",
        ),
        pytest.param("“We have 17 dead,” the mayor said.", [(17, "mayor")], id="quoted"),
        pytest.param(
            "Police said the ministry had reported 17 dead.",
            [(17, "ministry")],
            id="at second hand",
        ),
        pytest.param(
            "Ten people died, state television reported, citing the Interior Ministry.",
            [(10, "Interior Ministry")],
            id="citing",
        ),
        pytest.param(
            "Rescuers found 20 bodies, and the mayor said that 300 people were missing.",
            [(20, ""), (300, "mayor")],
            id="nobody",
        ),
        pytest.param(
            "Ten people died, the ministry said on February 8.", [(10, "ministry")], id="a day"
        ),
    ],
)
def test_a_number_is_of_whom_its_clause_names(sentence, expected):
    assert _given(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Rescuers had at first received reports of 400 missing.", [(400, "at first")]),
        ("Officials had earlier said 12 people were killed.", [(12, "at first")]),
        ("The toll was earlier put at 8.", [(8, "at first")]),
        ("The death toll, earlier put at 8, rose to 11.", [(11, "")]),
        ("Police at first spoke of 40 dead, but 12 people died.", [(40, "at first"), (12, "")]),
        ("At least 20 people had died by Sunday.", [(20, "at least")]),
    ],
)
def test_a_number_that_the_text_calls_older_is_told_as_one(sentence, expected):
    found = read_figures(article(sentence))

    assert [(one.low, one.qualifier) for one in found] == expected
