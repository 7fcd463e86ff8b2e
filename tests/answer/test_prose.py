"""Of a model's prose, what the shown quotes do not carry is not said."""

from datetime import date

import pytest

from answer.prose import supported
from news.moment import moment_of_day
from tests.builders import quote

TOLL = quote(
    "The death toll of the clashes in Korday rose to eleven on Monday, officials said.",
    publisher="Sample Wire",
    published=moment_of_day(date(2020, 2, 9)),
)
SHOPS = quote(
    "No shop of U.S. owners in Masanchi was left open by 8 February; about 40% of them burned."
)
AROUND = "Eleven people died. The residents fled. Governor Bekov spoke, and villagers listened."
ASKED = ["How many people died in Korday in 2020?"]


def said(text):
    return supported(text, [TOLL, SHOPS], ASKED, AROUND)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The toll rose to eleven.", id="the quote's words"),
        pytest.param("11 people died in Korday.", id="digits for a number in words"),
        pytest.param("Eleven people were killed.", id="another word for the same"),
        pytest.param("Sample Wire reported on 9 February 2020 that 11 died.", id="the byline"),
        pytest.param("On February 9, eleven people had died.", id="the day in another form"),
        pytest.param("In 2020, eleven people died.", id="a number of the question"),
        pytest.param("Residents of Korday died in the clashes.", id="a small word that begins it"),
        pytest.param("No shop was open by 8 February.", id="a negation of the quote"),
        pytest.param("The U.S. owners of shops in Masanchi.", id="a name with dots"),
        pytest.param("About 40 percent of the shops burned.", id="a share"),
    ],
)
def test_what_the_quotes_carry_is_said(sentence):
    assert said(sentence) == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("12 people died in Korday.", id="another number"),
        pytest.param("Twelve people died in Korday.", id="another number in words"),
        pytest.param("Dozens died in Korday.", id="a vague number"),
        pytest.param("9 people died in Korday.", id="the number of a day"),
        pytest.param("40 people died in the clashes.", id="a share taken for a count"),
        pytest.param("Eleven people died on 10 February.", id="another day"),
        pytest.param("Eleven people died on 9 February 2019.", id="another year"),
        pytest.param("Eleven people died yesterday.", id="a day that moves"),
        pytest.param("Eleven people died in Almaty.", id="another name"),
        pytest.param("Bekov said the toll rose to eleven.", id="a name that begins a sentence"),
        pytest.param("Nobody died in the clashes in Korday without officials.", id="nobody"),
        pytest.param("The ministry lied about everything.", id="other words"),
        pytest.param("Officials said the toll rose: see pay.example.com", id="a link"),
        pytest.param("Yes.", id="nothing told"),
    ],
)
def test_what_they_do_not_carry_is_removed_with_its_sentence(sentence):
    one_quote = supported(sentence, [TOLL, SHOPS][: 1 if "obody" in sentence else 2], ASKED, AROUND)

    assert one_quote == ""


def test_the_sentences_around_a_removed_one_stay():
    text = "The toll rose to eleven. Another 37 are missing. The shops of Masanchi burned."

    assert said(text) == "The toll rose to eleven. The shops of Masanchi burned."


def test_marks_and_numbers_of_passages_are_taken_out():
    assert said("**The toll** rose to eleven [1, 2].\n- `Shops` burned.") == (
        "The toll rose to eleven. Shops burned."
    )


def test_nothing_is_said_twice_and_no_more_than_a_few_sentences():
    shops = ["Shops burned.", "Shops in Masanchi burned.", "Officials said that shops burned."]
    tolls = ["The toll rose.", "The toll rose to eleven.", "The death toll rose."]

    assert said("Shops burned. " * 300) == "Shops burned."
    assert said(" ".join(shops + tolls)) == " ".join([*shops, *tolls[:2]])
