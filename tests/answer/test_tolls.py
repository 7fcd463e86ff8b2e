"""How many: the figure that was asked for, and no other."""

from datetime import date

import pytest

from answer.chain import Answerer
from tests.builders import article, day

FIRST = "The Port Sample ferry sank on May 2, 2014. Two sailors were killed and 14 people injured."
TOLL = "The death toll from the ferry at Port Sample rose to five, the coast guard said."
OTHER = "Eleven people were killed when a second ferry burned at Port Sample on May 2, 2019."
SUM = "Three girls and two boys were killed by the fire at Oldmill on June 3, 2015, police said."


@pytest.fixture
def answerer(parts):
    for text, url, published in (
        (FIRST, "https://example.org/first", "2014-05-02"),
        (TOLL, "https://example.org/toll", "2014-05-04"),
        (OTHER, "https://example.org/other", "2019-05-03"),
        (SUM, "https://example.org/sum", "2015-06-04"),
    ):
        title = "Ferry at Port Sample" if "erry" in text else "Fire at Oldmill"
        one = article(text, url=url, published=day(published), title=title)
        parts.archive.put(one, parts.chunk(one), layout=parts.layout)
    parts.catch_up()
    return Answerer(parts.retriever)


def numbers(answer):
    return [(one.figure.measure, one.figure.low) for one in answer.figures]


def test_the_figure_comes_with_who_gave_it_for_which_day_and_its_words(answerer):
    answer = answerer.answer("How many people were injured at Port Sample in 2014?")

    assert answer.text.startswith("14 people injured (")
    assert numbers(answer)[0] == ("injured", 14)
    assert "14 people injured" in answer.quotes[0].text


def test_a_question_of_a_day_is_answered_by_the_reports_of_that_day(answerer):
    answer = answerer.answer("How many people were killed at Port Sample on 2 May 2019?")

    assert numbers(answer) == [("killed", 11)]
    assert {quote.published.isoformat() for quote in answer.quotes} == {"2019-05-03"}


def test_those_who_were_injured_are_no_patients_of_a_hospital(answerer):
    answer = answerer.answer("How many people were in hospital at Port Sample in 2014?")

    assert not answer.figures


def test_a_day_without_reports_is_answered_by_silence(answerer):
    answer = answerer.answer("How many people were killed at Port Sample on 9 August 2016?")

    assert not answer.supported
    assert not answer.figures


def test_a_sum_of_ours_is_said_to_be_one_and_quotes_its_parts(answerer):
    answer = answerer.answer("How many people were killed at Oldmill on 3 June 2015?")

    assert numbers(answer)[0] == ("killed", 5)
    assert answer.figures[0].figure.derived
    assert answer.text.startswith("5 killed (children) by our sum (")


def test_on_an_earlier_day_the_figures_of_that_day_hold(answerer):
    question = "How many people died at Port Sample in the ferry?"

    assert numbers(answerer.answer(question, known_on=date(2014, 5, 4)))[0] == ("killed", 5)
    assert "Two sailors" in answerer.answer(question, known_on=date(2014, 5, 3)).text


def test_what_an_answer_states_is_handed_on_with_its_words(answerer):
    answer = answerer.answer("How many people were injured at Port Sample in 2014?")

    [figure] = answer.as_json()["figures"]
    assert (figure["measure"], figure["low"], figure["high"]) == ("injured", 14, 14)
    assert figure["quote"]["text"] in FIRST


@pytest.mark.parametrize(
    "question",
    [
        "How many girls go to school at Oldmill?",
        "How many of the dead at Oldmill were teachers?",
        "How many people died in hospital at Oldmill?",
    ],
)
def test_a_toll_does_not_tell_what_else_is_asked_of_those_it_counts(answerer, question):
    assert not answerer.answer(question).quotes


def test_what_is_counted_elsewhere_is_no_answer(answerer):
    answer = answerer.answer("How many people were injured at Oldmill?")

    assert not answer.figures
    assert all("ferry" not in quote.text for quote in answer.quotes)


def test_a_number_known_by_a_day_is_the_one_that_was_published_by_then(answerer):
    question = "How many people had died in the ferry at Port Sample by 4 May 2014?"

    assert numbers(answerer.answer(question))[0] == ("killed", 5)


def test_names_of_people_stand_in_quotes_only(parts):
    one = article(
        "Ann Example, 34, was injured when a wall fell at Oldmill on Friday.", title="Wall falls"
    )
    parts.archive.put(one, parts.chunk(one), layout=parts.layout)
    parts.catch_up()

    answer = Answerer(parts.retriever).answer("How many people were injured at Oldmill?")

    assert "Ann Example" in answer.quotes[0].text
    assert "Example" not in answer.text
