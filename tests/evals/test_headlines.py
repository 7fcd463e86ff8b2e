"""Questions made of headlines, on made-up ones."""

from random import Random

import pytest

from evals.headlines import headline


@pytest.mark.parametrize(
    ("title", "question", "answer", "form"),
    [
        pytest.param(
            "Bus fares rise by 12% in the capital, city council says",
            "What percent Bus fares rise by in the capital, city council says?",
            "12%",
            "percent",
            id="a-share",
        ),
        pytest.param(
            "Flood in the old harbour leaves 48 homes without power | Sample Wire",
            "How many Flood in the old harbour leaves homes without power?",
            "48",
            "number",
            id="a-number-and-no-name-of-the-site",
        ),
        pytest.param(
            "The grain harvest festival moves from its old square to France",
            "Which country The grain harvest festival moves from its old square to?",
            "France",
            "country",
            id="a-country",
        ),
    ],
)
def test_a_headline_asks_for_what_it_tells(title, question, answer, form):
    made = headline(title, Random(0))

    assert made is not None
    assert (made.question, made.answer, made.expected.form) == (question, answer, form)


def test_of_a_number_the_noun_is_asked_for():
    made = headline("Flood in the old harbour leaves 48 homes without power", Random(0))

    assert made is not None
    assert made.expected.noun[0] == "home"


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("Homes without power", id="too-short"),
        pytest.param("Harvest festivals move away from their old squares", id="no-value"),
        pytest.param("What we do on 12 May and that is it", id="hardly-a-term"),
    ],
)
def test_no_question_is_made_of_what_tells_too_little(title):
    assert headline(title, Random(0)) is None


def test_a_headline_in_nearly_the_same_words_is_a_copy_and_another_is_not():
    made = headline("Flood in the old harbour leaves 48 homes without power", Random(0))

    assert made is not None
    assert made.is_told_by("Flood in old harbour leaves homes without any power, mayor says")
    assert not made.is_told_by("Harbour district waits for power after the storm")
