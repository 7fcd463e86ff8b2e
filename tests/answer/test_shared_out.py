"""A toll that is shared out among places."""

import pytest

from answer.asked import asked
from answer.shared_out import at_place

SHARED = "Ninety of them died in the region of Norvale, two in Easton-on-Sea and one in Oldby."
PART = "The toll rose to 98, with 95 of the victims in the town of Norvale."


@pytest.mark.parametrize(
    ("sentence", "question", "value"),
    [
        (SHARED, "How many people died in Oldby?", "1"),
        (SHARED, "How many people died in Norvale?", "90"),
        (SHARED, "How many people died in Easton-on-Sea on Monday?", "2"),
        (PART, "How many people died in Norvale?", "95"),
    ],
)
def test_each_place_has_its_own_number(sentence, question, value):
    found = at_place(sentence, asked(question))

    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        pytest.param(SHARED, "How many people died in Weston?", id="another place"),
        pytest.param(SHARED, "How many people died in the Norvale floods?", id="what it was"),
        pytest.param(SHARED, "How many people were injured in Oldby?", id="another harm"),
        pytest.param(
            "Nine people died in Norvale.", "How many people died in Norvale?", id="one place"
        ),
    ],
)
def test_what_is_not_shared_out_has_no_number_of_a_place(sentence, question):
    assert at_place(sentence, asked(question)) is None
